//! P13: tenants never see each other, on the stores that need no server.

use milkround_core::store::{MemoryStore, Store};
use milkround_sqlite::SqliteStore;
use milkround_tests::tenants;
use milkround_tests::torture::size;
use std::sync::Arc;

fn memory() -> Arc<dyn Store> {
    Arc::new(MemoryStore::default())
}

fn sqlite() -> Arc<dyn Store> {
    let store = SqliteStore::open_in_memory().expect("a store");
    store.create_tables(milkround_core::model::TABLES).expect("tables");
    Arc::new(store)
}

#[test]
fn no_operation_in_memory_shows_or_changes_what_is_somebody_elses() {
    tenants::never_see_each_other(60, memory);
}

#[test]
fn no_operation_on_sqlite_shows_or_changes_what_is_somebody_elses() {
    tenants::never_see_each_other(60, sqlite);
}

#[test]
fn no_call_that_is_drawn_shows_or_changes_what_is_somebody_elses() {
    tenants::fuzzed(size("MILKROUND_CALLS", 5_000), sqlite);
}
