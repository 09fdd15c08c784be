//! A store that fails at a chosen call.

use crate::wrapper::{self, Watch};
use milkround_core::store::{Access, Scope, Store, Transaction};
use milkround_core::{Code, Error, Result};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

#[derive(Debug, Default)]
struct Plan {
    made: AtomicU64,
    /// The call that fails, counted from 1; 0 for none.
    nth: AtomicU64,
    sticky: AtomicBool,
    failed: AtomicU64,
    /// Whether it panics instead.
    panics: AtomicBool,
    /// What it answers, where that is not `store_unavailable`.
    code: OnceLock<Code>,
}

/// Says which call is to fail, while the store is used elsewhere.
#[derive(Debug, Clone, Default)]
pub struct Fails(Arc<Plan>);

impl Fails {
    /// Lets the `n`-th call from now fail with `store_unavailable`, counted from 1, `begin` and
    /// `commit` too; where `sticky`, every call after it as well.
    pub fn at(&self, n: u64, sticky: bool) {
        self.0.made.store(0, Ordering::SeqCst);
        self.0.failed.store(0, Ordering::SeqCst);
        self.0.sticky.store(sticky, Ordering::SeqCst);
        self.0.nth.store(n, Ordering::SeqCst);
        self.0.panics.store(false, Ordering::SeqCst);
    }

    /// Lets the `n`-th call from now panic, as a fault in a store would.
    pub fn panic_at(&self, n: u64) {
        self.at(n, false);
        self.0.panics.store(true, Ordering::SeqCst);
    }

    /// What calls that fail answer instead of `store_unavailable`, from now on.
    pub fn with(&self, code: Code) {
        // The first to say so is heard.
        let _ = self.0.code.set(code);
    }

    /// Lets no call fail.
    pub fn never(&self) {
        self.at(0, false);
    }

    /// How many calls have failed since [`at`](Self::at): 0 shows that `n` was past the last one.
    pub fn failed(&self) -> u64 {
        self.0.failed.load(Ordering::SeqCst)
    }
}

impl Watch for Fails {
    fn before(&self, call: &'static str) -> Result<()> {
        let plan = &*self.0;
        let made = plan.made.fetch_add(1, Ordering::SeqCst) + 1;
        let nth = plan.nth.load(Ordering::SeqCst);
        let sticky = plan.sticky.load(Ordering::SeqCst);
        if nth == 0 || made < nth || (made > nth && !sticky) {
            return Ok(());
        }
        plan.failed.fetch_add(1, Ordering::SeqCst);
        assert!(!plan.panics.load(Ordering::SeqCst), "the test let call {made} (`{call}`) panic");
        let message = format!("the test let call {made} (`{call}`) fail: try again");
        let code = plan.code.get().copied().unwrap_or(Code::StoreUnavailable);
        Err(Error::new(code, message).with("call", call))
    }
}

/// Fails at a chosen call, so that a test can show that nothing is half done.
///
/// ```
/// use milkround_core::store::{Access, MemoryStore, Scope, Store};
/// use milkround_tests::FailingStore;
///
/// let store = FailingStore::new(MemoryStore::default());
/// let fails = store.fails();
/// fails.at(2, false);
/// let tx = store.begin(&Scope::All, Access::Write)?;
/// assert!(tx.commit().unwrap_err().retryable());
/// assert_eq!(fails.failed(), 1);
/// # Ok::<(), milkround_core::Error>(())
/// ```
#[derive(Debug)]
pub struct FailingStore<S> {
    inner: S,
    fails: Fails,
}

impl<S: Store> FailingStore<S> {
    /// Fails nowhere as yet.
    pub fn new(inner: S) -> Self {
        Self { inner, fails: Fails::default() }
    }

    /// Where to say which call is to fail.
    pub fn fails(&self) -> Fails {
        self.fails.clone()
    }
}

impl<S: Store> Store for FailingStore<S> {
    fn begin(&self, scope: &Scope, access: Access) -> Result<Box<dyn Transaction + '_>> {
        wrapper::begin(&self.inner, &self.fails, scope, access)
    }
}
