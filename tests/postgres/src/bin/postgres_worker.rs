//! Ticks on a PostgreSQL database, for the tests of [`torture`](milkround_tests::torture).

use milkround_postgres::PostgresStore;
use milkround_tests::torture::worker;

fn main() {
    worker::main(|url| Ok(Box::new(PostgresStore::open(url)?)));
}
