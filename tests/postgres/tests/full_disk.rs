//! The disk of the database is full, in the middle of a tick: typed, retryable, nothing half done. Once
//! there is room, the same handle goes on, and nothing is missing or twice.
#![cfg(target_os = "linux")]

use milkround_cluster::Cluster;
use milkround_core::hub::test_clock::AdvanceClock;
use milkround_core::hub::tick::Tick;
use milkround_core::hub::{Clock, Hub};
use milkround_core::model::TABLES;
use milkround_core::store::{Row, Store};
use milkround_core::{Code, Error};
use milkround_postgres_tests::{Database, DatabaseArena};
use milkround_tests::raw;
use milkround_tests::torture::{Town, in_full, nothing_is_due};

const TOWN: Town = Town { enterprises: 2, standing_orders: 400, cycles: None, open_for: 2 };

/// So few that the first batches still find room in the pages that are there.
const TICK: Tick = Tick { batches: None, batch_size: Some(20) };

fn everything(store: &dyn Store) -> Vec<Vec<Row>> {
    TABLES.iter().map(|t| raw::rows(store, t)).collect()
}

fn is_full(error: &Error) {
    assert_eq!(error.code(), Code::StoreUnavailable, "{error:?}");
    assert!(error.retryable(), "{error:?}");
    assert!(error.message().contains("disk of the database is full"), "{error:?}");
    assert_eq!(error.details()["sqlstate"], "53100", "{error:?}");
}

#[test]
fn a_full_disk_leaves_nothing_half_done_and_with_room_it_goes_on() {
    let cluster = Cluster::start_on_small_disk().expect("a server");
    let database = Database::on(&cluster.url("postgres"));
    let store = database.open();
    // The database is the arena's, and goes with it.
    let arena = DatabaseArena::of(database, "no worker");
    TOWN.build(&arena);
    let hub = Hub::new(Box::new(store), Clock::Test(Town::opening(0)), 7);
    for day in 0..3 {
        if day > 0 {
            hub.run(AdvanceClock { to: Town::opening(day), without_ticks: true }).expect("a day");
        }
        cluster.fill_disk(true).expect("a full disk");
        is_full(&hub.run(TICK).expect_err("the disk is full"));
        // What the batches before had done stands, whole; once more changes nothing.
        let before = everything(hub.store());
        in_full(hub.store(), &TOWN, day + 1, false);
        is_full(&hub.run(TICK).expect_err("the disk is still full"));
        assert_eq!(everything(hub.store()), before);
        cluster.fill_disk(false).expect("room");
        let report = hub.run(TICK).expect("a tick");
        assert!(report.problems.is_empty() && !report.more, "{report:?}");
        assert!(report.tally.generated > 0, "nothing was left to do: {report:?}");
        in_full(hub.store(), &TOWN, day + 1, true);
        nothing_is_due(hub.store(), Town::opening(day));
    }
}
