//! A store in which another seems to have an enterprise in hand.

use crate::wrapper::{self, Watch};
use milkround_core::Result;
use milkround_core::store::{Access, Held, Key, Scope, Store, Transaction};
use milkround_core::value::EnterpriseNo;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Says who is busy, and tells who was asked for.
#[derive(Debug, Clone, Default)]
pub struct Turns(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    busy: Vec<EnterpriseNo>,
    asked: Vec<(EnterpriseNo, Held)>,
}

impl Turns {
    /// From now on these are passed over by who does not wait.
    pub fn busy(&self, numbers: &[i64]) {
        self.state().busy = numbers.iter().map(|no| EnterpriseNo(*no)).collect();
    }

    /// Which enterprises were asked for since the last time, and how.
    pub fn asked(&self) -> Vec<(i64, Held)> {
        std::mem::take(&mut self.state().asked).into_iter().map(|(no, held)| (no.0, held)).collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watch for Turns {
    fn before(&self, _: &'static str) -> Result<()> {
        Ok(())
    }

    fn passes(&self, key: &Key, held: Held) -> bool {
        let no = EnterpriseNo(crate::raw::number(&key[0]));
        let mut state = self.state();
        state.asked.push((no, held));
        held == Held::Pass && state.busy.contains(&no)
    }
}

/// Lets whom the test says be busy.
#[derive(Debug)]
pub struct BusyStore<S> {
    inner: S,
    turns: Turns,
}

impl<S: Store> BusyStore<S> {
    /// Nobody is busy as yet.
    pub fn new(inner: S) -> Self {
        Self { inner, turns: Turns::default() }
    }

    /// Where to say who is.
    pub fn turns(&self) -> Turns {
        self.turns.clone()
    }
}

impl<S: Store> Store for BusyStore<S> {
    fn begin(&self, scope: &Scope, access: Access) -> Result<Box<dyn Transaction + '_>> {
        wrapper::begin(&self.inner, &self.turns, scope, access)
    }
}
