//! S2: opening a cycle on PostgreSQL beside two floors, which insert the very rows that it writes: the
//! bare `INSERT … SELECT unnest` into the same tables with the same keys, indexes, references, row
//! security and batches, and the bare COPY into tables without row security. And the close.
//!
//! `cargo bench -p milkround-benches --features postgres --bench opening_postgres -- [--scarce] [SIZE …]`
//!
//! The server is thrown away afterwards and syncs nothing to the disk, for none of them.
#![allow(clippy::disallowed_methods, reason = "a bench measures time")]

use bytes::Bytes;
use chrono::{NaiveDate, TimeDelta};
use futures_util::SinkExt;
use milkround::hub::tick::Tick;
use milkround::hub::{Clock, Hub};
use milkround::model::TABLES;
use milkround::store::{Access, Kind, Query, Row, Scope, Store, Table, Value};
use milkround::{Error, Result};
use milkround_benches::server::{Bare, sql};
use milkround_benches::{LINES, Size, about_to_open, opening};
use milkround_cluster::Cluster;
use milkround_postgres::PostgresStore;
use std::collections::HashSet;
use std::pin::pin;
use std::time::{Duration, Instant};
use tokio_postgres::types::ToSql;
use uuid::Uuid;

/// What a tick writes at an opening. It updates the row of the cycle and one of `due` besides.
const WRITTEN: [&str; 5] = ["orders", "order_lines", "outcomes", "notices", "changes"];
/// The batch of all three.
const BATCH: u32 = 500;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let scarce = if args.iter().any(|arg| arg == "--scarce") { 10 } else { 0 };
    let mut sizes: Vec<usize> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000, 100_000];
    }
    println!(
        "opening on PostgreSQL: {LINES} lines an order, {BATCH} a batch, {scarce} scarce variants"
    );
    println!(
        "{:>9} {:>7} {:>9} {:>9} {:>9} {:>22} {:>22} {:>9} {:>9}",
        "orders",
        "rounds",
        "tick",
        "unnest",
        "COPY",
        "tick / unnest",
        "tick / COPY",
        "orders/s",
        "close"
    );
    sizes.into_iter().try_for_each(|size| compare(size, scarce))
}

/// One line of the table: the medians of some rounds.
fn compare(size: usize, scarce: usize) -> Result<()> {
    let cluster = Cluster::start().map_err(Error::internal)?;
    // A vacuum that is at work in a database is ended by nobody else.
    let root = cluster.superuser_url("postgres");
    sql(&root, "CREATE DATABASE seeded OWNER milkround");
    let store = PostgresStore::open(&cluster.url("seeded"))?;
    drop(about_to_open(Box::new(store), Size { scarce, ..Size::of(size) })?);
    sql(&cluster.url("seeded"), "VACUUM ANALYZE");
    let rounds = (300_000 / size).clamp(1, 9);
    let (mut ticks, mut unnests, mut copies) = (Vec::new(), Vec::new(), Vec::new());
    let (mut to_unnest, mut to_copy, mut closes) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        for name in ["ticked", "bare"] {
            sql(&root, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
            sql(&root, &format!("CREATE DATABASE {name} OWNER milkround TEMPLATE seeded"));
        }
        let tick = open(&cluster.url("ticked"), size)?;
        let rows = added(&cluster)?;
        let unnest = by_unnest(&cluster.url("bare"), &rows);
        sql(&root, "DROP DATABASE bare WITH (FORCE)");
        sql(&root, "CREATE DATABASE bare OWNER milkround TEMPLATE seeded");
        let copy = by_copy(&cluster.url("bare"), &rows);
        closes.push(close(&cluster.url("ticked"))?);
        to_unnest.push(tick.as_secs_f64() / unnest.as_secs_f64());
        to_copy.push(tick.as_secs_f64() / copy.as_secs_f64());
        ticks.push(tick.as_secs_f64());
        unnests.push(unnest.as_secs_f64());
        copies.push(copy.as_secs_f64());
    }
    let tick = median(&mut ticks);
    let spread = |ratios: &mut Vec<f64>| {
        let median = median(ratios);
        format!("{median:.2} ({:.2} to {:.2})", ratios[0], ratios[ratios.len() - 1])
    };
    println!(
        "{size:>9} {rounds:>7} {:>7.0}ms {:>7.0}ms {:>7.0}ms {:>22} {:>22} {:>9.0} {:>7.0}ms",
        tick * 1e3,
        median(&mut unnests) * 1e3,
        median(&mut copies) * 1e3,
        spread(&mut to_unnest),
        spread(&mut to_copy),
        size as f64 / tick,
        median(&mut closes) * 1e3,
    );
    Ok(())
}

fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

fn tick(
    url: &str,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(milkround::hub::tick::TickReport, Duration)> {
    let hub = Hub::new(Box::new(PostgresStore::open(url)?), Clock::Test(now), 2);
    let start = Instant::now();
    let report = hub.run(Tick { batches: Some(100_000), batch_size: Some(BATCH) })?;
    Ok((report, start.elapsed()))
}

fn open(url: &str, size: usize) -> Result<Duration> {
    let (report, took) = tick(url, opening())?;
    assert_eq!((report.opened, report.more), (1, false));
    assert_eq!(report.tally.generated, size as u64);
    Ok(took)
}

fn close(url: &str) -> Result<f64> {
    let (report, took) = tick(url, opening() + TimeDelta::days(3))?;
    assert_eq!((report.closed, report.more), (1, false));
    Ok(took.as_secs_f64())
}

fn all(url: &str, t: &'static Table) -> Result<Vec<Row>> {
    let store = PostgresStore::open(url)?;
    let mut tx = store.begin(&Scope::All, Access::Read)?;
    tx.find(&Query::on(t, "primary"))
}

/// The rows that the tick added, in the order of their key.
fn added(cluster: &Cluster) -> Result<Vec<(&'static Table, Vec<Row>)>> {
    let tables = WRITTEN.iter().filter_map(|name| TABLES.iter().find(|t| t.name == *name));
    tables
        .map(|t| {
            let before: HashSet<Row> = all(&cluster.url("bare"), t)?.into_iter().collect();
            let rows = all(&cluster.url("ticked"), t)?;
            Ok((*t, rows.into_iter().filter(|row| !before.contains(row)).collect()))
        })
        .collect()
}

fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Int | Kind::Instant => "bigint",
        Kind::Id => "uuid",
        Kind::Date => "date",
        Kind::Text | Kind::Json => "text",
    }
}

/// One column of some rows, as the client library takes it.
fn column(rows: &[Row], i: usize, kind: Kind) -> Box<dyn ToSql + Sync> {
    let values = rows.iter().map(|row| &row[i]);
    match kind {
        Kind::Int | Kind::Instant => Box::new(
            values
                .map(|v| match v {
                    Value::Int(n) | Value::Instant(n) => Some(*n),
                    _ => None,
                })
                .collect::<Vec<Option<i64>>>(),
        ),
        Kind::Id => Box::new(
            values
                .map(|v| match v {
                    Value::Id(id) => Some(*id),
                    _ => None,
                })
                .collect::<Vec<Option<Uuid>>>(),
        ),
        Kind::Date => Box::new(
            values
                .map(|v| match v {
                    Value::Date(date) => Some(*date),
                    _ => None,
                })
                .collect::<Vec<Option<NaiveDate>>>(),
        ),
        Kind::Text | Kind::Json => Box::new(
            values
                .map(|v| match v {
                    Value::Text(text) => Some(text.to_string()),
                    _ => None,
                })
                .collect::<Vec<Option<String>>>(),
        ),
    }
}

/// How many batches the tick made of so many orders.
fn batches(rows: &[(&'static Table, Vec<Row>)]) -> usize {
    rows[0].1.len().div_ceil(BATCH as usize)
}

/// The part of a table's rows that goes into a batch.
fn part(rows: &[Row], batch: usize, of: usize) -> &[Row] {
    let each = rows.len().div_ceil(of).max(1);
    &rows[(batch * each).min(rows.len())..((batch + 1) * each).min(rows.len())]
}

fn by_unnest(url: &str, rows: &[(&'static Table, Vec<Row>)]) -> Duration {
    let bare = Bare::connect(url);
    bare.sql("SET milkround.enterprises = '1'; SET jit = off");
    let of = batches(rows);
    bare.runtime.block_on(async {
        let mut statements = Vec::new();
        for (t, _) in rows {
            let places =
                t.columns.iter().zip(1..).map(|(c, i)| format!("${i}::{}[]", type_of(c.kind)));
            let places = places.collect::<Vec<_>>().join(", ");
            let sql =
                format!("INSERT INTO milkround.\"{}\" SELECT * FROM unnest({places})", t.name);
            statements.push(bare.client.prepare(&sql).await.expect("a statement"));
        }
        let start = Instant::now();
        for batch in 0..of {
            bare.client.batch_execute("BEGIN").await.expect("a transaction");
            for ((t, rows), statement) in rows.iter().zip(&statements) {
                let rows = part(rows, batch, of);
                let columns = t.columns.iter().enumerate().map(|(i, c)| column(rows, i, c.kind));
                let columns: Vec<_> = columns.collect();
                let given: Vec<&(dyn ToSql + Sync)> = columns.iter().map(AsRef::as_ref).collect();
                let n = bare.client.execute(statement, &given).await.expect("rows");
                assert_eq!(n, rows.len() as u64);
            }
            bare.client.batch_execute("COMMIT").await.expect("a commit");
        }
        start.elapsed()
    })
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => "\\N".to_owned(),
        Value::Int(n) | Value::Instant(n) => n.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Id(id) => id.to_string(),
        Value::Text(text) => text
            .replace('\\', "\\\\")
            .replace('\t', "\\t")
            .replace('\n', "\\n")
            .replace('\r', "\\r"),
    }
}

fn by_copy(url: &str, rows: &[(&'static Table, Vec<Row>)]) -> Duration {
    let bare = Bare::connect(url);
    bare.sql("SET jit = off");
    for (t, _) in rows {
        let t = t.name;
        bare.sql(&format!(
            "ALTER TABLE milkround.\"{t}\" NO FORCE ROW LEVEL SECURITY;
            ALTER TABLE milkround.\"{t}\" DISABLE ROW LEVEL SECURITY"
        ));
    }
    // The references look at tables that the rows are not in.
    bare.sql("SET milkround.enterprises = '*'");
    let of = batches(rows);
    let line = |row: &Row| row.iter().map(text).collect::<Vec<_>>().join("\t") + "\n";
    let whole = |rows: &[Row]| Bytes::from(rows.iter().map(line).collect::<String>());
    let start = Instant::now();
    bare.runtime.block_on(async {
        for batch in 0..of {
            bare.client.batch_execute("BEGIN").await.expect("a transaction");
            for (t, rows) in rows {
                let sql = format!("COPY milkround.\"{}\" FROM STDIN", t.name);
                let mut sink = pin!(bare.client.copy_in::<_, Bytes>(&sql).await.expect("COPY"));
                sink.send(whole(part(rows, batch, of))).await.expect("rows");
                sink.finish().await.expect("an end");
            }
            bare.client.batch_execute("COMMIT").await.expect("a commit");
        }
    });
    start.elapsed()
}
