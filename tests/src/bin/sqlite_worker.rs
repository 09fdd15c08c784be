//! Ticks on an SQLite file, for the tests of [`torture`](milkround_tests::torture).

use milkround_sqlite::SqliteStore;
use milkround_tests::torture::worker;

fn main() {
    worker::main(|path| Ok(Box::new(SqliteStore::open(path)?)));
}
