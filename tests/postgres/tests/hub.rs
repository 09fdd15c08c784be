//! A hub on PostgreSQL answers as one on the store in memory does: every scenario, and P9. And P13.

use milkround_core::store::Store;
use milkround_postgres_tests::Database;
use milkround_tests::random::times;
use milkround_tests::scenarios::{alike, each};
use milkround_tests::torture::size;
use milkround_tests::{sim, tenants};
use std::sync::Arc;

const SEQUENCES: u64 = 200;
const STEPS: usize = 50;

#[test]
fn postgres_answers_every_scenario_byte_for_byte_as_the_memory_store() {
    let database = Database::migrated();
    each(|scenario| alike(scenario, Box::new(database.emptied())));
}

#[test]
fn postgres_and_memory_agree() {
    let database = Database::migrated();
    for seed in 0..SEQUENCES * times("P9") {
        sim::agree(seed, STEPS, Box::new(database.emptied()));
    }
}

/// For the languages, whose tests make none of their own.
#[test]
fn a_cluster_brings_databases() {
    let cluster = milkround_cluster::Cluster::start_with(2).expect("a server");
    for name in ["hub_1", "hub_2"] {
        drop(milkround::open(&cluster.url(name)).expect("a hub"));
    }
    let error = milkround::open(&cluster.url("hub_3")).unwrap_err();
    assert_eq!(error.code(), milkround::Code::StoreRefused, "{error}");
}

/// Stores without rows, of which the one before is not asked any more.
fn one_after_another() -> impl FnMut() -> Arc<dyn Store> {
    let database = Database::migrated();
    move || Arc::new(database.emptied())
}

#[test]
fn no_operation_shows_or_changes_what_is_somebody_elses() {
    tenants::never_see_each_other(8, one_after_another());
}

#[test]
fn no_call_that_is_drawn_shows_or_changes_what_is_somebody_elses() {
    tenants::fuzzed(size("MILKROUND_CALLS", 500), one_after_another());
}
