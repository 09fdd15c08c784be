//! P5 on an SQLite file: workers killed at any moment.

use milkround_tests::torture::{FileArena, kills, size};

const KILLS: usize = 1_000;

#[test]
fn a_kill_at_any_moment_loses_tears_and_doubles_nothing() {
    let wanted = size("MILKROUND_KILLS", KILLS);
    let make = || Box::new(FileArena::new(env!("CARGO_BIN_EXE_sqlite_worker"))) as Box<_>;
    let landed = kills::survive(wanted, 5, make);
    println!("{landed:?}");
    landed.were_amid_work();
}
