//! The C ABI: six functions, texts in and texts out, for every language that can call C.
//!
//! `include/milkround.h` says who owns what. Whatever a caller hands over that is no text comes
//! back as an error like any other; a text that is neither NULL nor what the header asks for is the
//! one thing that cannot be told. A hub is no pointer but a number in the guise of one.

mod gate;
mod hubs;

use milkround::wire;
use milkround::{Code, Error};
use std::ffi::{CStr, CString, c_char, c_void};
use std::ptr;

/// What a binding must find in the library that it loads. It grows when one of the six changes.
const ABI_VERSION: u32 = 2;

/// The version of these six functions.
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
) -> *mut c_void {
    // SAFETY: as the caller promises.
    let options = unsafe { text("options", options) };
    let (hub, refused) = match options.and_then(hubs::open) {
        Ok(number) => (ptr::without_provenance_mut(number), ptr::null_mut()),
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

/// Calls an operation; the answer is a text for [`milkround_free`], or NULL where the hub is closed.
///
/// # Safety
/// The texts are NULL or end with NUL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn milkround_call(
    hub: *mut c_void,
    operation: *const c_char,
    envelope: *const c_char,
) -> *mut c_char {
    // SAFETY: as the caller promises.
    let texts = unsafe { (text("operation", operation), text("envelope", envelope)) };
    match texts {
        (Ok(operation), Ok(envelope)) => {
            hubs::call(hub.addr(), operation, envelope).map_or(ptr::null_mut(), given)
        }
        (Err(refused), _) | (_, Err(refused)) => given(refused),
    }
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

/// Closes a hub, when the calls that run are over. NULL, and one that is closed already, are fine.
#[unsafe(no_mangle)]
pub extern "C" fn milkround_close(hub: *mut c_void) {
    hubs::close(hub.addr());
}

/// Waits until no call runs, as a fork does by itself.
#[unsafe(no_mangle)]
pub extern "C" fn milkround_wait() {
    gate::wait();
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
