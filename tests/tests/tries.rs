//! How often a call is made again that met another's write, and how often one that has waited.

use milkround_core::hub::enterprises::CreateEnterprise;
use milkround_core::hub::tick::Tick;
use milkround_core::hub::{Clock, Hub};
use milkround_core::model::order::Outcome;
use milkround_core::store::{Access, MemoryStore, Record, Row, Scope, Store, Transaction, check};
use milkround_core::{Code, Error, Result};
use milkround_tests::shop::at;
use milkround_tests::torture::Town;
use milkround_tests::{FailingStore, raw};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// A store that is never there.
#[derive(Debug)]
struct Never {
    error: Error,
    asked: AtomicU32,
}

impl Store for Never {
    fn begin(&self, _: &Scope, _: Access) -> Result<Box<dyn Transaction + '_>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        Err(self.error.clone())
    }
}

fn hub(store: Box<dyn Store>) -> Hub {
    Hub::new(store, Clock::Test(at("2026-03-02T09:00:00Z")), 1)
}

/// How often such a store is asked by one call, which answers with its error.
fn asked(error: Error) -> u32 {
    let store = Arc::new(Never { error: error.clone(), asked: AtomicU32::new(0) });
    let create = CreateEnterprise {
        enterprise: "hub".into(),
        name: "Hub".into(),
        zone: "UTC".into(),
        currency: "GBP".into(),
        ..Default::default()
    };
    assert_eq!(hub(Box::new(Arc::clone(&store))).run(create).expect_err("it is not there"), error);
    store.asked.load(Ordering::SeqCst)
}

#[test]
fn who_has_waited_hears_of_it_at_once() {
    let busy = Error::new(Code::StoreUnavailable, "another was first: try again");
    assert_eq!(asked(busy.clone()), 4);
    assert_eq!(asked(check::waited(busy)), 1);
    assert_eq!(asked(Error::new(Code::StoreRefused, "no: look at the role's rights")), 1);
}

/// One hub whose cycle opens now, for four.
fn town() -> Arc<dyn Store> {
    let store: Arc<dyn Store> = Arc::new(MemoryStore::default());
    let before = Clock::Test(Town::opening(0) - chrono::Duration::days(1));
    let town = Town { enterprises: 1, standing_orders: 4, cycles: Some(1), open_for: 2 };
    town.settle(&Hub::new(Box::new(Arc::clone(&store)), before, 1));
    store
}

/// What the store cannot do, or does not let us, is the fault of no standing order: whichever call of a
/// batch meets it.
#[test]
fn a_tick_blames_nobody_for_what_the_store_refuses() {
    for code in [Code::StoreRefused, Code::OutcomeUnknown, Code::NewerSchema] {
        let store = town();
        for nth in 1.. {
            let failing = FailingStore::new(Arc::clone(&store));
            let fails = failing.fails();
            fails.with(code);
            fails.at(nth, false);
            let hub = Hub::new(Box::new(failing), Clock::Test(Town::opening(0)), 2);
            let done = hub.run(Tick { batches: Some(1), batch_size: Some(10) });
            assert_eq!(done.expect_err("one call failed").code(), code, "call {nth}");
            let outcomes = raw::rows(&store, Outcome::TABLE);
            // The call behind the commit is the look for more.
            if !outcomes.is_empty() {
                let generated = |row: &Row| format!("{row:?}").contains("generated");
                assert!(nth > 20 && outcomes.len() == 4 && outcomes.iter().all(generated));
                break;
            }
        }
    }
}
