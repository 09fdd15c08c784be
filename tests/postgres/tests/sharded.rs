//! What a PostgreSQL that shards asks of the schema, asked of PostgreSQL itself: every table but
//! `enterprises`, of which each node holds all, lies in parts by the hash of the enterprise. A key, a
//! unique index or a reference that is not led by the enterprise is refused there at once, and a
//! statement that does not name the enterprise would look into every part.

use milkround_core::model::TABLES;
use milkround_postgres_tests::{Database, DatabaseArena, OF_ALL};
use milkround_tests::scenarios::{alike, each};
use milkround_tests::sim;
use milkround_tests::torture::workers;

const MIGRATION: &str = include_str!("../../../store-postgres/migrations/0001_initial.sql");

const PARTS: usize = 2;

/// The tables of a migration, in parts.
fn in_parts(migration: &str) -> String {
    let mut name = None;
    let mut sql = String::from("CREATE SCHEMA milkround; SET search_path = milkround;\n");
    for line in migration.lines() {
        if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
            name = rest.strip_suffix(" (").filter(|name| *name != "enterprises");
        }
        match name.filter(|_| line == ");") {
            None => sql.push_str(line),
            Some(name) => {
                sql.push_str(") PARTITION BY HASH (enterprise_id);\n");
                for n in 0..PARTS {
                    sql.push_str(&format!(
                        "CREATE TABLE {name}_{n} PARTITION OF {name} \
                         FOR VALUES WITH (MODULUS {PARTS}, REMAINDER {n});\n"
                    ));
                }
            }
        }
        if line == ");" {
            name = None;
        }
        sql.push('\n');
    }
    sql
}

fn sharded() -> Database {
    let database = Database::new();
    database.sql(&in_parts(MIGRATION));
    database
}

#[test]
fn every_table_is_in_parts_but_the_enterprises() {
    let parts = sharded().sql(
        "SELECT parent.relname, count(*) FROM pg_inherits
            JOIN pg_class parent ON parent.oid = inhparent
            WHERE parent.relkind = 'p' GROUP BY 1 ORDER BY 1",
    );
    let parts: Vec<_> = parts.into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let mut expected: Vec<_> =
        TABLES.iter().map(|t| (t.name.to_owned(), PARTS.to_string())).collect();
    expected.retain(|(name, _)| name != "enterprises");
    expected.sort();
    assert_eq!(parts, expected);
}

#[test]
fn in_parts_it_answers_every_scenario_as_the_memory_store_does() {
    let database = sharded();
    each(|scenario| alike(scenario, Box::new(database.emptied())));
}

#[test]
fn in_parts_it_agrees_with_memory() {
    let database = sharded();
    for seed in 0..20 {
        sim::agree(seed, 50, Box::new(database.emptied()));
    }
}

#[test]
fn many_workers_make_one_order_a_pair_in_parts() {
    let arena = DatabaseArena::of(sharded(), env!("CARGO_BIN_EXE_postgres_worker"));
    let worked = workers::many_at_once(&arena, 2_000);
    assert!(worked.by_worker.values().filter(|made| **made > 0).count() > 1, "{worked:?}");
    let spread = "SELECT DISTINCT tableoid::regclass FROM milkround.orders";
    let spread = arena.database.sql(&format!("BEGIN; {OF_ALL}; {spread}; COMMIT"));
    assert_eq!(spread.len(), PARTS, "{spread:?}");
}
