//! Who comes at the same time as others: each gets what is his, none is told of the others.

use milkround_cluster::Cluster;
use milkround_core::Code;
use milkround_core::hub::enterprises::CreateEnterprise;
use milkround_core::hub::tick::Tick;
use milkround_core::hub::{Clock, Hub};
use milkround_core::model::order::Outcome;
use milkround_core::store::Record;
use milkround_postgres::PostgresStore;
use milkround_postgres_tests::{Database, DatabaseArena, sql};
use milkround_tests::raw;
use milkround_tests::torture::{Town, in_full};
use std::collections::BTreeSet;
use std::sync::Barrier;

fn hub(store: PostgresStore, seed: u64) -> Hub {
    Hub::new(Box::new(store), Clock::Test(Town::opening(0)), seed)
}

/// As processes would: each has a store of its own.
#[test]
fn many_make_enterprises_known_at_once() {
    const PROCESSES: u64 = 16;
    const EACH: usize = 4;
    let database = Database::migrated();
    let start = Barrier::new(usize::try_from(PROCESSES).unwrap());
    let make = |process: u64| {
        let hub = hub(database.open(), process);
        start.wait();
        for n in 0..EACH {
            let create = CreateEnterprise {
                enterprise: format!("hub-{process}-{n}"),
                name: "Hub".into(),
                zone: "UTC".into(),
                currency: "GBP".into(),
                ..Default::default()
            };
            hub.run(create).unwrap_or_else(|e| panic!("process {process}: {e}"));
        }
    };
    std::thread::scope(|threads| {
        let make = &make;
        let all: Vec<_> = (0..PROCESSES).map(|n| threads.spawn(move || make(n))).collect();
        all.into_iter().for_each(|one| one.join().expect("made"));
    });
    let homes = raw::homes(&database.open());
    let numbers: BTreeSet<_> = homes.iter().map(|home| home.no.0).collect();
    assert_eq!(numbers, (1..=64).collect());
}

/// Somebody forgot a right when he made the shop's role: no standing order is told that it failed.
#[test]
fn a_tick_that_lacks_a_right_says_so_and_blames_nobody() {
    const TOWN: Town = Town { enterprises: 2, standing_orders: 20, cycles: Some(1), open_for: 2 };
    let cluster = Cluster::start().expect("a server");
    let arena = DatabaseArena::of(Database::on(&cluster.url("postgres")), "no worker");
    TOWN.build(&arena);
    let owner = arena.database.url();
    sql(
        &cluster.superuser_url("postgres"),
        "CREATE ROLE shop LOGIN PASSWORD 'known' NOSUPERUSER NOBYPASSRLS",
    )
    .expect("a role");
    let all = "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA milkround TO shop";
    sql(&owner, &format!("GRANT USAGE ON SCHEMA milkround TO shop; {all}")).expect("rights");
    sql(&owner, "REVOKE INSERT ON milkround.order_lines FROM shop").expect("a right less");
    let (_, place) = owner.split_once('@').expect("a place behind the password");
    let shop =
        hub(PostgresStore::open(&format!("postgres://shop:known@{place}")).expect("a store"), 1);
    for _ in 0..2 {
        let error = shop.run(Tick::default()).expect_err("it may not");
        assert_eq!(error.code(), Code::StoreRefused, "{error:?}");
        assert!(raw::rows(&arena.database.open(), Outcome::TABLE).is_empty());
    }
    sql(&owner, all).expect("rights");
    assert_eq!(shop.run(Tick::default()).expect("a tick").tally.generated, 40);
    in_full(shop.store(), &TOWN, 1, true);
}
