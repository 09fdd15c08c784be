//! A simulated hub: random steps from a seed, run one by one, with crashes and failures between.

mod invariants;
mod steps;

pub use invariants::{Watcher, all_adds_up, books_add_up};
pub use steps::{Step, steps};

use crate::random::Random;
use crate::raw;
use crate::shop::{HUB, Shop};
use crate::{FailingStore, Fails};
use milkround_core::hub::enterprises::SettingsPatch;
use milkround_core::hub::{Caller, Clock, Hub, Operation};
use milkround_core::model::enterprise::{Combine, MissedCycle, Sharing};
use milkround_core::store::{MemoryStore, Store};
use milkround_core::value::{Change, CustomerId, SeriesId, StandingOrderId};
use milkround_core::{Code, Result};
use std::cell::Cell;
use std::sync::Arc;

/// A hub with a few customers and one weekly series with scarce offers.
#[derive(Debug)]
pub struct World {
    /// The hub; a crash puts a new one in its place.
    pub shop: Shop,
    pub(crate) series: SeriesId,
    pub(crate) customers: Vec<CustomerId>,
    pub(crate) made: Vec<StandingOrderId>,
    store: Arc<FailingStore<Box<dyn Store>>>,
    fails: Fails,
    seed: u64,
    armed: Cell<Option<(u64, bool)>>,
}

/// Where the simulated time begins: Sunday before the first cycle opens.
const BEGINS: &str = "2026-03-01T12:00:00Z";

impl World {
    /// A hub over an empty store, with settings drawn from the seed.
    pub fn new(store: Box<dyn Store>, seed: u64) -> Self {
        let failing = FailingStore::new(store);
        let fails = failing.fails();
        let store = Arc::new(failing);
        let shop = Shop::on(Box::new(store.clone()), BEGINS);
        let mut random = Random::new(seed);
        let any = |random: &mut Random, n| random.below(n);
        shop.settle(SettingsPatch {
            sharing: Change::To([Sharing::ProRata, Sharing::FirstCome][any(&mut random, 2)]),
            missed_cycle: Change::To(
                [MissedCycle::Place, MissedCycle::Hold, MissedCycle::Skip][any(&mut random, 3)],
            ),
            combine: Change::To(
                [Combine::Beside, Combine::Beside, Combine::Add][any(&mut random, 3)],
            ),
            customer_limit_minutes: Change::To([0, 0, 360][any(&mut random, 3)]),
            ..Default::default()
        });
        let series = shop.weekly(&[
            ("milk", "1.05", None),
            ("eggs", "2.40", Some(10)),
            ("bread", "3.10", Some(6)),
            ("ham", "7.77", Some(3)),
            ("flour", "1.33", Some(4)),
        ]);
        let customers = ["ann", "ben", "cal"].map(|name| shop.customer(name)).to_vec();
        let made = Vec::new();
        Self { shop, series, customers, made, store, fails, seed, armed: Cell::new(None) }
    }

    /// Runs an operation in the name of a customer, or of the system.
    pub(crate) fn call<O: Operation>(&self, by: Option<CustomerId>, operation: O) -> String {
        let caller: Caller<'_> = match by {
            Some(customer) => self.shop.as_customer(customer),
            None => self.shop.hub.as_system(),
        };
        if let Some((nth, sticky)) = self.armed.take() {
            self.fails.at(nth, sticky);
        }
        let answer = caller.run(operation);
        self.fails.never();
        told::<O>(answer)
    }

    /// Runs a step and says what the hub answered.
    pub fn run(&mut self, step: &Step) -> String {
        steps::run(self, step)
    }

    /// Lets a store call of the next operation fail.
    pub(crate) fn arm(&mut self, nth: u64, sticky: bool) -> String {
        self.armed.set(Some((nth, sticky)));
        String::new()
    }

    /// The process dies and another opens the store.
    pub(crate) fn crash(&mut self) -> String {
        self.seed = self.seed.wrapping_add(1_000_000);
        let clock = Clock::Test(self.shop.hub.now());
        self.shop = Shop { hub: Hub::new(Box::new(self.store.clone()), clock, self.seed) };
        String::new()
    }

    pub(crate) fn enterprise(&self) -> String {
        HUB.to_owned()
    }
}

/// Lives through a seed on a store and in memory: every answer must be the same, and what is kept in
/// the end.
///
/// # Panics
/// Where they differ.
pub fn agree(seed: u64, length: usize, store: Box<dyn Store>) {
    let steps = steps(seed, length, false);
    let mut here = World::new(Box::new(MemoryStore::default()), seed);
    let mut there = World::new(store, seed);
    for (n, step) in steps.iter().enumerate() {
        let (expected, answer) = (here.run(step), there.run(step));
        assert_eq!(answer, expected, "seed {seed}, step {n} of {:#?}", &steps[..=n]);
    }
    let kept = [&here, &there].map(|world| raw::dump(world.shop.hub.store()));
    assert!(kept[0] == kept[1], "seed {seed} keeps something else: {steps:#?}");
}

/// An answer as JSON, or the code of a refusal.
fn told<O: Operation>(answer: Result<O::Response>) -> String {
    match answer {
        Ok(answer) => serde_json::to_string(&answer).expect("an answer"),
        // No step may meet a fault of the hub's own.
        Err(error) if matches!(error.code(), Code::Internal | Code::CorruptRecord) => {
            panic!("{error}")
        }
        Err(error) => error.code().name().to_owned(),
    }
}
