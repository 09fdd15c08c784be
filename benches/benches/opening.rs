//! S1: opening a cycle on SQLite beside the bare prepared insert of the rows that it writes, and
//! how that grows with the standing orders and with the weeks gone by.
//!
//! `cargo bench -p milkround-benches --bench opening -- [--scarce] [--weeks N] [SIZE …]`
//!
//! Tick and floor take turns in the same run, each in a process of its own on a copy of the same
//! file; the ratio is that of two that stand side by side, so that a machine that is slower for a
//! while is so for both. (Criterion measures one thing to its end, then the other.)
#![allow(clippy::disallowed_methods, reason = "a bench measures time")]

use chrono::{DateTime, TimeDelta, Utc};
use milkround::hub::Hub;
use milkround::hub::test_clock::AdvanceClock;
use milkround::hub::tick::{Tick, TickReport};
use milkround::{Result, SqliteStore};
use milkround_benches::{LINES, Size, about_to_open, again, opening};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// What a tick writes at an opening. It updates the row of the cycle and one of `due` besides.
const TABLES: [&str; 5] = ["orders", "order_lines", "outcomes", "notices", "changes"];
/// The batch of both.
const BATCH: u32 = 500;

struct Options {
    scarce: bool,
    weeks: i64,
    sizes: Vec<usize>,
}

impl Options {
    fn read() -> Self {
        let mut made = Options { scarce: false, weeks: 0, sizes: Vec::new() };
        let mut args = std::env::args().skip(1);
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--scarce" => made.scarce = true,
                "--weeks" => made.weeks = args.next().and_then(|n| n.parse().ok()).unwrap_or(0),
                other => made.sizes.extend(other.parse::<usize>()),
            }
        }
        if made.sizes.is_empty() {
            made.sizes = vec![1_000, 10_000, 100_000];
        }
        made
    }
}

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, "open", path, weeks] => return open(path, weeks.parse().unwrap_or(0)),
        [_, "bare", path, ticked] => return bare(path, ticked),
        [_, "close", path, weeks] => return close(path, weeks.parse().unwrap_or(0)),
        _ => {}
    }
    let options = Options::read();
    let scarce = if options.scarce { ", ten scarce variants of fifty" } else { "" };
    println!(
        "opening after {} weeks on SQLite: {LINES} lines an order, {BATCH} a batch{scarce}",
        options.weeks
    );
    println!(
        "{:>9} {:>7} {:>10} {:>10} {:>22} {:>10} {:>10} {:>9}",
        "orders", "rounds", "tick", "bare", "ratio", "orders/s", "close", "memory"
    );
    options.sizes.iter().try_for_each(|size| compare(*size, &options))
}

/// One line of the table: the medians of some rounds.
fn compare(size: usize, options: &Options) -> Result<()> {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let scarce = if options.scarce { 10 } else { 0 };
    let hub = about_to_open(
        Box::new(SqliteStore::open(at("seeded.db"))?),
        Size { scarce, ..Size::of(size) },
    )?;
    live(&hub, options.weeks)?;
    drop(hub);
    let rounds = (300_000 / size).clamp(1, 9);
    let (mut ticks, mut bares, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    let (mut closes, mut memories) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let ticked = copy(&at("seeded.db"), &at("ticked.db"));
        let weeks = options.weeks.to_string();
        let tick = child(&["open", &ticked, &weeks]);
        let bare = child(&["bare", &copy(&at("seeded.db"), &at("bare.db")), &ticked]);
        ticks.push(tick[0]);
        memories.push(tick[1]);
        bares.push(bare[0]);
        ratios.push(tick[0] / bare[0]);
        closes.push(child(&["close", &ticked, &weeks])[0]);
    }
    let (ratio, tick) = (median(&mut ratios), median(&mut ticks));
    println!(
        "{size:>9} {rounds:>7} {:>8.0}ms {:>8.0}ms {:>7.2} ({:.2} to {:.2}) {:>10.0} {:>8.0}ms {:>6.0} MB",
        tick / 1e3,
        median(&mut bares) / 1e3,
        ratio,
        ratios[0],
        ratios[ratios.len() - 1],
        size as f64 / tick * 1e6,
        median(&mut closes) / 1e3,
        median(&mut memories) / 1e3,
    );
    Ok(())
}

/// Lives some weeks, and stands right before the next opening.
fn live(hub: &Hub, weeks: i64) -> Result<()> {
    if weeks > 0 {
        let to = opening() + TimeDelta::weeks(weeks) - TimeDelta::milliseconds(1);
        hub.run(AdvanceClock { to, without_ticks: false })?;
    }
    Ok(())
}

/// Runs this program again and reads the numbers that it prints.
fn child(args: &[&str]) -> Vec<f64> {
    let this = std::env::current_exe().expect("this program");
    let done = Command::new(this).args(args).output().expect("a child");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let text = String::from_utf8(done.stdout).expect("a text");
    text.split_whitespace().map(|n| n.parse().expect("a number")).collect()
}

fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

fn copy(from: &Path, to: &Path) -> String {
    let to = to.to_str().expect("a path").to_owned();
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{to}{ending}"));
    }
    let db = Connection::open(from).expect("a database");
    db.execute("VACUUM INTO ?1", [&to]).expect("a copy");
    to
}

/// All that is due at a time, done in one tick; how long it took, in microseconds.
fn tick(path: &str, now: DateTime<Utc>) -> Result<(TickReport, u128)> {
    let hub = again(path, now)?;
    let start = Instant::now();
    let report = hub.run(Tick { batches: Some(100_000), batch_size: Some(BATCH) })?;
    Ok((report, start.elapsed().as_micros()))
}

/// Opens the cycle: microseconds, and the most memory used in kilobytes.
fn open(path: &str, weeks: i64) -> Result<()> {
    let (report, took) = tick(path, opening() + TimeDelta::weeks(weeks))?;
    assert_eq!((report.opened, report.more), (1, false));
    println!("{took} {}", most_memory());
    Ok(())
}

/// Closes the cycle, which places its orders: microseconds.
fn close(path: &str, weeks: i64) -> Result<()> {
    let (report, took) = tick(path, opening() + TimeDelta::weeks(weeks) + TimeDelta::days(3))?;
    assert_eq!((report.closed, report.more), (1, false));
    println!("{took}");
    Ok(())
}

/// The most memory that this process ever had, in kilobytes, where the system tells (Linux).
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// The floor: the rows that the tick wrote, inserted by prepared statements into the same tables
/// with the same keys, indexes, references, durability and batches. In microseconds.
fn bare(path: &str, ticked: &str) -> Result<()> {
    let rows: Vec<(String, Vec<Vec<Value>>)> =
        TABLES.iter().map(|t| read(ticked, path, t)).collect();
    let db = Connection::open(path).expect("a database");
    db.execute_batch(
        "PRAGMA journal_mode = wal; PRAGMA synchronous = full; PRAGMA foreign_keys = on;
         PRAGMA wal_autocheckpoint = 16000; PRAGMA cache_size = -65536;",
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
    println!("{}", start.elapsed().as_micros());
    Ok(())
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
