//! P9: SQLite answers as the store in memory does, whatever is asked.

use milkround_core::store::MemoryStore;
use milkround_sqlite::SqliteStore;
use milkround_tests::random::times;
use milkround_tests::{ops, tables};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

#[test]
fn sqlite_answers_as_memory_does() {
    let store = SqliteStore::open_in_memory().unwrap();
    store.create_tables(tables::TABLES).unwrap();
    let cases = u32::try_from(2_000 * times("P9")).expect("a number of cases");
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let agree = TestRunner::new(config).run(&ops::sequences(50), |sequence| {
        let expected = ops::run(&MemoryStore::default(), &sequence);
        let answers = ops::run(&store, &sequence);
        for (i, (answer, expected)) in answers.iter().zip(&expected).enumerate() {
            prop_assert_eq!(answer, expected, "at {}: {:?}", i, sequence.get(i));
        }
        Ok(())
    });
    if let Err(e) = agree {
        panic!("{e}");
    }
}
