//! Every clause of the contract, and P9: PostgreSQL answers as the store in memory does.

use milkround_core::store::MemoryStore;
use milkround_postgres_tests::Suite;
use milkround_tests::contract::Place;
use milkround_tests::random::times;
use milkround_tests::{ops, store_contract};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

store_contract!(Suite::new());

#[test]
fn postgres_answers_as_memory_does() {
    let place = Suite::new();
    let store = place.open();
    let cases = u32::try_from(200 * times("P9")).expect("a number of cases");
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let agree = TestRunner::new(config).run(&ops::sequences(50), |sequence| {
        let expected = ops::run(&MemoryStore::default(), &sequence);
        let answers = ops::run(&*store, &sequence);
        for (i, (answer, expected)) in answers.iter().zip(&expected).enumerate() {
            prop_assert_eq!(answer, expected, "at {}: {:?}", i, sequence.get(i));
        }
        Ok(())
    });
    if let Err(e) = agree {
        panic!("{e}");
    }
}
