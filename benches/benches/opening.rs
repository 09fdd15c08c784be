//! S1 and S4: opening a cycle on SQLite beside the bare prepared insert of the same rows, and a
//! tick with nothing due.
//!
//! `cargo bench -p milkround-benches -- 10000 100000`: the numbers of standing orders to try.
#![allow(clippy::disallowed_methods, reason = "a bench measures time")]

use milkround::hub::tick::Tick;
use milkround::{Result, SqliteStore};
use milkround_benches::{Size, about_to_open, again, opening};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::path::Path;
use std::time::{Duration, Instant};

/// What a tick writes at an opening.
const TABLES: [&str; 5] = ["orders", "order_lines", "outcomes", "notices", "changes"];
/// The batch of both.
const BATCH: u32 = 500;

fn main() -> Result<()> {
    let mut sizes: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000];
    }
    println!("S1: open a cycle on SQLite, five lines an order, {BATCH} a batch");
    println!("{:>10} {:>9} {:>9} {:>7} {:>10}", "orders", "tick", "bare", "ratio", "orders/s");
    for size in sizes {
        let folder = tempfile::tempdir().expect("a folder");
        let seeded = folder.path().join("seeded.db");
        drop(about_to_open(Box::new(SqliteStore::open(&seeded)?), Size::of(size))?);
        let ticked = copy(&seeded, &folder.path().join("ticked.db"));
        let (tick, idle) = tick(&ticked)?;
        let bare = bare(&copy(&seeded, &folder.path().join("bare.db")), &ticked);
        println!(
            "{size:>10} {:>7.0}ms {:>7.0}ms {:>7.2} {:>10.0}   idle tick {:.0} µs",
            tick.as_secs_f64() * 1e3,
            bare.as_secs_f64() * 1e3,
            tick.as_secs_f64() / bare.as_secs_f64(),
            size as f64 / tick.as_secs_f64(),
            idle.as_secs_f64() * 1e6,
        );
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> String {
    let db = Connection::open(from).expect("a database");
    let to = to.to_str().expect("a path").to_owned();
    db.execute("VACUUM INTO ?1", [&to]).expect("a copy");
    to
}

/// Opens the cycle; then the median of ticks with nothing due (S4).
fn tick(path: &str) -> Result<(Duration, Duration)> {
    let hub = again(path, opening())?;
    let start = Instant::now();
    let report = hub.run(Tick { batches: Some(100_000), batch_size: Some(BATCH) })?;
    let took = start.elapsed();
    assert_eq!((report.opened, report.more), (1, false));
    let mut idle: Vec<Duration> = (0..1001)
        .map(|_| {
            let start = Instant::now();
            hub.run(Tick::default()).expect("a tick");
            start.elapsed()
        })
        .collect();
    idle.sort_unstable();
    Ok((took, idle[500]))
}

/// The floor: the rows that the tick wrote, inserted by prepared statements into the same tables
/// with the same keys, indexes, durability and batches.
fn bare(path: &str, ticked: &str) -> Duration {
    let rows: Vec<(String, Vec<Vec<Value>>)> =
        TABLES.iter().map(|t| read(ticked, path, t)).collect();
    let db = Connection::open(path).expect("a database");
    db.execute_batch(
        "PRAGMA journal_mode = wal; PRAGMA synchronous = full; PRAGMA foreign_keys = on;
         PRAGMA wal_autocheckpoint = 16000; PRAGMA cache_size = -64000;",
    )
    .expect("settings");
    let batches = rows[0].1.len().div_ceil(BATCH as usize);
    let start = Instant::now();
    for batch in 0..batches {
        db.execute_batch("BEGIN IMMEDIATE").expect("a transaction");
        for (sql, rows) in &rows {
            let each = rows.len().div_ceil(batches);
            let mut insert = db.prepare_cached(sql).expect("a statement");
            for row in rows.iter().skip(batch * each).take(each) {
                insert.execute(params_from_iter(row)).expect("a row");
            }
        }
        db.execute_batch("COMMIT").expect("a commit");
    }
    start.elapsed()
}

/// The rows of a table that the tick added, in the order of their key, with their insert.
fn read(ticked: &str, before: &str, table: &str) -> (String, Vec<Vec<Value>>) {
    let db = Connection::open(ticked).expect("a database");
    db.execute("ATTACH ?1 AS before", [before]).expect("the database before");
    let sql = format!("SELECT * FROM main.{table} EXCEPT SELECT * FROM before.{table}");
    let mut select = db.prepare(&sql).expect("a statement");
    let columns = select.column_count();
    let rows = select
        .query_map([], |row| (0..columns).map(|i| row.get(i)).collect())
        .expect("rows")
        .collect::<std::result::Result<_, _>>()
        .expect("rows");
    let marks = vec!["?"; columns].join(", ");
    (format!("INSERT INTO {table} VALUES ({marks})"), rows)
}
