//! What a batch costs the server is a number of statements that does not grow with its orders: counted in
//! the server's own log.

use milkround_cluster::Cluster;
use milkround_core::hub::tick::{Tick, TickReport};
use milkround_core::hub::{Clock, Hub};
use milkround_postgres_tests::{Database, DatabaseArena, sql};
use milkround_tests::torture::Town;
use std::collections::BTreeMap;

/// Every statement that a tick has the server execute, and how often.
fn statements(cluster: &Cluster, tick: impl FnOnce() -> TickReport) -> (TickReport, Vec<String>) {
    let before = cluster.log().len();
    let report = tick();
    let log = cluster.log();
    let asked = log[before..].lines().filter_map(|line| {
        let (_, said) = line.split_once("LOG:  ")?;
        let statement = said.strip_prefix("statement: ").or_else(|| {
            said.strip_prefix("execute ").and_then(|named| Some(named.split_once(": ")?.1))
        })?;
        // How often plans are made anew goes by the rows; and nobody waits until a reader's end is in the
        // log, whose beginning is counted.
        (!["DISCARD PLANS", "ROLLBACK"].contains(&statement)).then(|| statement.to_owned())
    });
    (report, asked.collect())
}

/// The statements of an opening and of a close of so many orders, each one batch.
fn of_a_cycle(standing_orders: usize) -> [BTreeMap<String, usize>; 2] {
    let town = Town { enterprises: 1, standing_orders, cycles: Some(1), open_for: 1 };
    let cluster = Cluster::start().expect("a server");
    let arena = DatabaseArena::of(Database::on(&cluster.url("postgres")), "no worker");
    town.build(&arena);
    let name = arena.database.url();
    let name = name.rsplit('/').next().expect("a name");
    let all = format!("ALTER DATABASE {name} SET log_statement = 'all'");
    sql(&cluster.superuser_url("postgres"), &all).expect("a setting");
    [0, 1].map(|day| {
        let hub = Hub::new(
            Box::new(arena.database.open()),
            Clock::Test(Town::opening(day)),
            u64::try_from(day).expect("a day"),
        );
        let tick = || hub.run(Tick { batches: None, batch_size: Some(10_000) }).expect("a tick");
        // Connected, and what every process asks once.
        hub.run(milkround_core::hub::enterprises::ListEnterprises::default()).expect("a list");
        let (report, asked) = statements(&cluster, tick);
        let done = report.tally.generated + report.tally.placed;
        assert_eq!(done, standing_orders as u64, "{report:?}");
        let mut counted = BTreeMap::new();
        for statement in asked {
            *counted.entry(statement).or_default() += 1;
        }
        counted
    })
}

#[test]
fn a_batch_of_many_orders_has_as_many_statements_as_one_of_few() {
    let (few, many) = (of_a_cycle(20), of_a_cycle(450));
    for (few, many) in few.iter().zip(&many) {
        assert_eq!(few, many);
        let all: usize = many.values().sum();
        assert!((10..80).contains(&all), "{all}: {many:#?}");
        assert!(many.keys().any(|sql| sql.contains("unnest")), "{many:#?}");
    }
}
