//! P15 on PostgreSQL: edits that race each other and the close.

use milkround_postgres_tests::DatabaseArena;
use milkround_tests::torture::{races, size};

#[test]
fn an_edit_never_comes_after_the_close_nor_overwrites_a_newer_one() {
    let arena = DatabaseArena::new(env!("CARGO_BIN_EXE_postgres_worker"));
    let raced = races::run(&arena, size("MILKROUND_RACES", 1_000), 15);
    println!("{raced:?}");
    raced.was_close();
}
