//! P15 on an SQLite file: edits that race each other and the close.

use milkround_tests::torture::{FileArena, races, size};

#[test]
fn an_edit_never_comes_after_the_close_nor_overwrites_a_newer_one() {
    let arena = FileArena::new(env!("CARGO_BIN_EXE_sqlite_worker"));
    let raced = races::run(&arena, size("MILKROUND_RACES", 1_000), 15);
    println!("{raced:?}");
    raced.was_close();
}
