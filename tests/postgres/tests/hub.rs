//! A hub on PostgreSQL answers as one on the store in memory does: every scenario, and P9. And P13.

use milkround_postgres_tests::Database;
use milkround_tests::random::times;
use milkround_tests::scenarios::{alike, each};
use milkround_tests::{sim, tenants};
use std::sync::Arc;

const SEQUENCES: u64 = 200;
const STEPS: usize = 50;

#[test]
fn postgres_answers_every_scenario_byte_for_byte_as_the_memory_store() {
    each(|scenario| {
        let database = Database::migrated();
        alike(scenario, Box::new(database.open()))
    });
}

#[test]
fn postgres_and_memory_agree() {
    for seed in 0..SEQUENCES * times() {
        let database = Database::migrated();
        sim::agree(seed, STEPS, Box::new(database.open()));
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

#[test]
fn no_operation_shows_or_changes_what_is_somebody_elses() {
    let mut databases = Vec::new();
    tenants::never_see_each_other(8, || {
        // The one before is not asked any more.
        databases.clear();
        let database = Database::migrated();
        let store = database.open();
        databases.push(database);
        Arc::new(store)
    });
}
