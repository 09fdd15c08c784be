//! P9: a hub on SQLite answers every operation as a hub on the store in memory does.

use milkround_sqlite::SqliteStore;
use milkround_tests::random::times;
use milkround_tests::sim;

const SEQUENCES: u64 = 2_000;
const STEPS: usize = 50;

fn agree(seeds: std::ops::Range<u64>) {
    for seed in seeds {
        let sqlite = SqliteStore::open_in_memory().expect("a store");
        sqlite.create_tables(milkround_core::model::TABLES).expect("tables");
        sim::agree(seed, STEPS, Box::new(sqlite));
    }
}

#[test]
fn sqlite_and_memory_agree_in_the_first_half_of_the_sequences() {
    agree(0..SEQUENCES * times("P9") / 2);
}

#[test]
fn sqlite_and_memory_agree_in_the_second_half_of_the_sequences() {
    agree(SEQUENCES * times("P9") / 2..SEQUENCES * times("P9"));
}
