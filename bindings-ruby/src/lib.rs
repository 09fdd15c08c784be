//! The C ABI: five functions, texts in and texts out, for every language that can call C.
//!
//! `include/milkround.h` says who owns what. Whatever a caller hands over that is no text comes
//! back as an error like any other; a pointer that is neither NULL nor what the header asks for is
//! the one thing that cannot be told.

use milkround::hub::Hub;
use milkround::wire;
use milkround::{Code, Error};
use std::ffi::{CStr, CString, c_char};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;

/// What a binding must find in the library that it loads. It grows when one of the five changes.
const ABI_VERSION: u32 = 1;

/// The version of these five functions.
#[unsafe(no_mangle)]
pub extern "C" fn milkround_abi_version() -> u32 {
    ABI_VERSION
}

/// Opens a hub; NULL, and a text in `error`, where that is refused.
///
/// # Safety
/// `options` is NULL or a text that ends with NUL; `error` is NULL or a place for a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn milkround_open(
    options: *const c_char,
    error: *mut *mut c_char,
) -> *mut Hub {
    // SAFETY: as the caller promises.
    let options = unsafe { text("options", options) };
    let (hub, refused) = match options.and_then(wire::open) {
        Ok(hub) => (Box::into_raw(Box::new(hub)), ptr::null_mut()),
        Err(refused) => (ptr::null_mut(), given(refused)),
    };
    if error.is_null() {
        // SAFETY: made by `given` just now, and nobody else knows it.
        unsafe { milkround_free(refused) };
    } else {
        // SAFETY: the caller promises a place for a pointer.
        unsafe { error.write(refused) };
    }
    hub
}

/// Calls an operation; the answer is a text for [`milkround_free`].
///
/// # Safety
/// `hub` is NULL or comes from [`milkround_open`] and is not closed before this returns; the texts
/// are NULL or end with NUL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn milkround_call(
    hub: *mut Hub,
    operation: *const c_char,
    envelope: *const c_char,
) -> *mut c_char {
    // SAFETY: as the caller promises. A hub may be used by many threads at a time.
    let (hub, operation, envelope) =
        unsafe { (hub.as_ref(), text("operation", operation), text("envelope", envelope)) };
    given(match (operation, envelope) {
        (Ok(operation), Ok(envelope)) => wire::call(hub, operation, envelope),
        (Err(refused), _) | (_, Err(refused)) => refused,
    })
}

/// Frees a text that came from here; NULL is fine.
///
/// # Safety
/// `text` is NULL, or came from here and is freed once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn milkround_free(text: *mut c_char) {
    if !text.is_null() {
        // SAFETY: it was made by `given`, as the caller promises.
        drop(unsafe { CString::from_raw(text) });
    }
}

/// Closes a hub; NULL is fine.
///
/// # Safety
/// `hub` is NULL, or came from [`milkround_open`], is closed once, and no call uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn milkround_close(hub: *mut Hub) {
    if !hub.is_null() {
        // SAFETY: it was boxed by `milkround_open`, as the caller promises.
        let hub = unsafe { Box::from_raw(hub) };
        // Nobody is left who could be told: what was committed is committed.
        let _ = catch_unwind(AssertUnwindSafe(|| drop(hub)));
    }
}

/// A text of the caller's, or how to refuse it.
///
/// # Safety
/// `text` is NULL or ends with NUL, and stays as it is until the caller has his answer.
unsafe fn text<'t>(name: &str, text: *const c_char) -> Result<&'t str, String> {
    let fault = match text.is_null() {
        true => "is NULL: give a text",
        // SAFETY: it ends with NUL, as the caller promises.
        false => match unsafe { CStr::from_ptr(text) }.to_str() {
            Ok(text) => return Ok(text),
            Err(_) => "is not UTF-8",
        },
    };
    Err(wire::refusal(&Error::new(Code::Malformed, format!("`{name}` {fault}")).at(name)))
}

/// A text for the caller. JSON writes NUL as an escape, so that none is within.
fn given(text: String) -> *mut c_char {
    CString::new(text).unwrap_or_default().into_raw()
}
