//! P9: a hub on SQLite answers every operation as a hub on the store in memory does.

use milkround_core::store::MemoryStore;
use milkround_sqlite::SqliteStore;
use milkround_tests::raw;
use milkround_tests::sim::{World, steps};

const SEQUENCES: u64 = 2_000;
const STEPS: usize = 50;

fn agree(seeds: std::ops::Range<u64>) {
    for seed in seeds {
        let steps = steps(seed, STEPS, false);
        let sqlite = SqliteStore::open_in_memory().expect("a store");
        sqlite.create_tables(milkround_core::model::TABLES).expect("tables");
        let mut here = World::new(Box::new(MemoryStore::default()), seed);
        let mut there = World::new(Box::new(sqlite), seed);
        for (n, step) in steps.iter().enumerate() {
            let (expected, answer) = (here.run(step), there.run(step));
            assert_eq!(answer, expected, "seed {seed}, step {n} of {:#?}", &steps[..=n]);
        }
        let kept = [&here, &there].map(|world| raw::dump(world.shop.hub.store()));
        assert!(kept[0] == kept[1], "seed {seed} keeps something else: {steps:#?}");
    }
}

#[test]
fn sqlite_and_memory_agree_in_the_first_half_of_the_sequences() {
    agree(0..SEQUENCES / 2);
}

#[test]
fn sqlite_and_memory_agree_in_the_second_half_of_the_sequences() {
    agree(SEQUENCES / 2..SEQUENCES);
}
