//! P1 on PostgreSQL: exactly one order a pair, with four processes of four threads ticking.

use milkround_postgres_tests::DatabaseArena;
use milkround_tests::torture::{size, workers};

#[test]
fn exactly_one_order_a_pair_with_many_workers() {
    let arena = DatabaseArena::new(env!("CARGO_BIN_EXE_postgres_worker"));
    let worked = workers::many_at_once(&arena, size("MILKROUND_PAIRS", 20_000));
    println!("{worked:?}");
    assert!(worked.by_worker.values().filter(|made| **made > 0).count() > 1, "{worked:?}");
    // Side by side, not one after the other.
    assert!(worked.side_by_side > 10, "{worked:?}");
}
