//! The gate through which every call goes, and at which a fork waits until all are out: so it finds
//! no lock held and no transaction begun, in whichever way the process forks.

use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};
use std::sync::{Once, PoisonError, RwLock, RwLockReadGuard};

static GATE: AtomicPtr<RwLock<()>> = AtomicPtr::new(ptr::null_mut());

/// Whether this is the child of a fork that has called nothing yet.
static FORKED: AtomicBool = AtomicBool::new(false);

fn gate() -> &'static RwLock<()> {
    static READY: Once = Once::new();
    READY.call_once(|| {
        renew();
        #[cfg(unix)]
        fork::guard();
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

/// What happens around a fork, on the thread that forks.
#[cfg(unix)]
mod fork {
    use super::{FORKED, gate, renew};
    use std::cell::RefCell;
    use std::ffi::c_int;
    use std::sync::atomic::Ordering;
    use std::sync::{PoisonError, RwLockWriteGuard};

    thread_local! {
        static HELD: RefCell<Option<RwLockWriteGuard<'static, ()>>> = const { RefCell::new(None) };
    }

    unsafe extern "C" {
        fn pthread_atfork(
            before: extern "C" fn(),
            in_parent: extern "C" fn(),
            in_child: extern "C" fn(),
        ) -> c_int;
    }

    pub fn guard() {
        // SAFETY: the three do what may be done around a fork, and stay as long as the process.
        unsafe { pthread_atfork(before, in_parent, in_child) };
    }

    /// Waits until no call runs; none begins until the fork is over.
    extern "C" fn before() {
        HELD.set(Some(gate().write().unwrap_or_else(PoisonError::into_inner)));
    }

    extern "C" fn in_parent() {
        drop(HELD.take());
    }

    /// The threads that wait at the parent's gate are not here: the child has a new one.
    extern "C" fn in_child() {
        std::mem::forget(HELD.take());
        renew();
        FORKED.store(true, Ordering::Release);
    }
}
