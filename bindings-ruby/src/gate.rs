//! The gate through which every call goes, and at which a fork waits until all are out: so it finds
//! no lock held and no transaction begun, in whichever way the process forks.

use std::cell::RefCell;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};
use std::sync::{Once, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

static GATE: AtomicPtr<RwLock<()>> = AtomicPtr::new(ptr::null_mut());

/// Whether this is the child of a fork that has called nothing yet.
static FORKED: AtomicBool = AtomicBool::new(false);

thread_local! {
    /// The gate, closed by the thread that forks.
    static HELD: RefCell<Option<RwLockWriteGuard<'static, ()>>> = const { RefCell::new(None) };
}

fn gate() -> &'static RwLock<()> {
    static READY: Once = Once::new();
    READY.call_once(|| {
        renew();
        #[cfg(unix)]
        // SAFETY: the three do what may be done around a fork, and are there as long as the process.
        unsafe {
            pthread_atfork(before_fork, in_parent, in_child);
        }
    });
    // SAFETY: `renew` has set it, to what is never freed.
    unsafe { &*GATE.load(Ordering::Acquire) }
}

fn renew() {
    GATE.store(Box::into_raw(Box::default()), Ordering::Release);
}

/// Waits until no call runs.
pub fn wait() {
    drop(gate().write().unwrap_or_else(PoisonError::into_inner));
}

/// Goes through for a call. In the child of a fork the first one does `inherit` before.
pub fn enter(inherit: fn()) -> RwLockReadGuard<'static, ()> {
    let gate = gate();
    if FORKED.load(Ordering::Acquire) {
        let _alone = gate.write().unwrap_or_else(PoisonError::into_inner);
        if FORKED.swap(false, Ordering::AcqRel) {
            inherit();
        }
    }
    gate.read().unwrap_or_else(PoisonError::into_inner)
}

/// Waits until no call runs; none begins until the fork is over.
#[cfg(unix)]
extern "C" fn before_fork() {
    HELD.with_borrow_mut(|held| {
        if held.is_none() {
            *held = Some(gate().write().unwrap_or_else(PoisonError::into_inner));
        }
    });
}

#[cfg(unix)]
extern "C" fn in_parent() {
    HELD.with_borrow_mut(|held| drop(held.take()));
}

/// The threads that wait at the parent's gate are not here: the child has a new one.
#[cfg(unix)]
extern "C" fn in_child() {
    HELD.with_borrow_mut(|held| std::mem::forget(held.take()));
    renew();
    FORKED.store(true, Ordering::Release);
}

#[cfg(unix)]
unsafe extern "C" {
    fn pthread_atfork(
        prepare: extern "C" fn(),
        parent: extern "C" fn(),
        child: extern "C" fn(),
    ) -> std::ffi::c_int;
}
