//! P5 on PostgreSQL: workers killed at any moment.

use milkround_postgres_tests::DatabaseArena;
use milkround_tests::torture::{kills, size};

const KILLS: usize = 1_000;

#[test]
fn a_kill_at_any_moment_loses_tears_and_doubles_nothing() {
    let wanted = size("MILKROUND_KILLS", KILLS);
    let make = || Box::new(DatabaseArena::new(env!("CARGO_BIN_EXE_postgres_worker"))) as Box<_>;
    let landed = kills::survive(wanted, 5, make);
    println!("{landed:?}");
    landed.were_amid_work();
}
