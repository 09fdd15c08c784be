//! P1 on an SQLite file: exactly one order a pair, with four processes of four threads ticking.

use milkround_tests::torture::{FileArena, size, workers};

#[test]
fn exactly_one_order_a_pair_with_many_workers() {
    let arena = FileArena::new(env!("CARGO_BIN_EXE_sqlite_worker"));
    let worked = workers::many_at_once(&arena, size("MILKROUND_PAIRS", 20_000));
    println!("{worked:?}");
    // One writes at a time here, but it is not always the same.
    assert_eq!(worked.side_by_side, 0, "{worked:?}");
    assert!(worked.by_worker.values().filter(|made| **made > 0).count() > 1, "{worked:?}");
}
