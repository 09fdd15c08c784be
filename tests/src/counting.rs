//! A store that counts its calls.

use crate::wrapper::{self, Watch};
use milkround_core::Result;
use milkround_core::store::{Access, Scope, Store, Transaction};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How often each method was called, by its name; `begin` and `commit` too.
#[derive(Debug, Clone, Default)]
pub struct Calls(Arc<Mutex<BTreeMap<&'static str, u64>>>);

impl Calls {
    /// The counts since the start or the last [`reset`](Self::reset).
    pub fn all(&self) -> BTreeMap<&'static str, u64> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The count of one method.
    pub fn of(&self, method: &str) -> u64 {
        self.all().get(method).copied().unwrap_or(0)
    }

    /// The count of all methods but `begin` and `commit`: what "set-based" is measured in.
    pub fn statements(&self) -> u64 {
        let ends = ["begin", "commit"];
        self.all().iter().filter(|(name, _)| !ends.contains(*name)).map(|(_, n)| n).sum()
    }

    /// Starts again from nothing.
    pub fn reset(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Watch for Calls {
    fn before(&self, call: &'static str) -> Result<()> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(call).or_default() += 1;
        Ok(())
    }
}

/// Counts the calls to a store.
///
/// ```
/// use milkround_core::store::{Access, MemoryStore, Scope, Store};
/// use milkround_tests::CountingStore;
///
/// let store = CountingStore::new(MemoryStore::default());
/// let calls = store.calls();
/// store.begin(&Scope::All, Access::Write)?.commit()?;
/// assert_eq!((calls.of("begin"), calls.of("commit"), calls.statements()), (1, 1, 0));
/// # Ok::<(), milkround_core::Error>(())
/// ```
#[derive(Debug)]
pub struct CountingStore<S> {
    inner: S,
    calls: Calls,
}

impl<S: Store> CountingStore<S> {
    /// Counts from nothing.
    pub fn new(inner: S) -> Self {
        Self { inner, calls: Calls::default() }
    }

    /// The counts; they go on changing as the store is used.
    pub fn calls(&self) -> Calls {
        self.calls.clone()
    }
}

impl<S: Store> Store for CountingStore<S> {
    fn begin(&self, scope: &Scope, access: Access) -> Result<Box<dyn Transaction + '_>> {
        wrapper::begin(&self.inner, &self.calls, scope, access)
    }
}
