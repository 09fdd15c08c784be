//! S5: twenty rows of the customer list with balance and last order, by every column, both ways, with
//! searches and filters, on SQLite (or, with `--features postgres` and `-- --postgres`, a server): in one hub as it grows, and in a hub of 100 among 10,000.
//!
//! `cargo bench -p milkround-benches --bench customers -- [SIZE …]`, usually 10,000, 100,000 and
//! 1,000,000; making the largest file takes some minutes. Each list is asked for page by page, ten pages
//! forwards, again and again; medians and 99th percentiles are of single pages, beside the same page
//! of bare SQL by the index of names in the same run.
#![allow(clippy::disallowed_methods, reason = "a bench measures time")]

use milkround::Result;
use milkround::hub::Hub;
use milkround::hub::customers::{BalanceIs, CustomerColumn, CustomerFilter, ListCustomers};
use milkround_benches::crowd;
use milkround_benches::place::Place;
use std::time::{Duration, Instant};

/// How often the ten pages of a list are read.
const ROUNDS: usize = 20;

fn main() -> Result<()> {
    let mut sizes: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![10_000, 100_000, 1_000_000];
    }
    for size in sizes {
        measure(&format!("one hub of {size} customers"), 1, size)?;
    }
    measure("a hub of 100 customers among 10,000", 10_000, 100)
}

fn measure(title: &str, enterprises: i64, each: usize) -> Result<()> {
    let place = Place::asked_for();
    let begun = Instant::now();
    let hub = crowd(place.open()?, enterprises, each)?;
    place.settle();
    println!("\n{}, {title} (made in {:.0} s)", place.name(), begun.elapsed().as_secs_f64());
    println!("{:<34}{:>12}{:>12}{:>10}", "", "median ms", "p99 ms", "rows");
    bare(&place)?;
    let mut worst = Duration::ZERO;
    for by in CustomerColumn::ALL {
        for descending in [false, true] {
            let list = ListCustomers { sort_by: Some(*by), descending, ..list() };
            let way = if descending { "down" } else { "up" };
            worst = worst.max(show(&format!("{by} {way}"), &hub, &list)?);
        }
    }
    for (name, filter) in filters() {
        for by in [CustomerColumn::Name, CustomerColumn::Balance, CustomerColumn::LastOrderAt] {
            let list = ListCustomers { filter: filter.clone(), sort_by: Some(by), ..list() };
            worst = worst.max(show(&format!("{name}, by {by}"), &hub, &list)?);
        }
    }
    println!("{:<34}{:>12}{:>12.3}", "worst p99 of a page", "", worst.as_secs_f64() * 1000.0);
    Ok(())
}

fn list() -> ListCustomers {
    ListCustomers {
        enterprise: Some("hub-1".into()),
        columns: Some(CustomerColumn::ALL.to_vec()),
        limit: Some(20),
        ..Default::default()
    }
}

fn filters() -> Vec<(&'static str, CustomerFilter)> {
    let any = CustomerFilter::default;
    let search = |text: &str| CustomerFilter { search: Some(text.into()), ..any() };
    vec![
        ("search for half a name", search("anb")),
        ("search for a name", search("anbecado")),
        ("search for two words", search("an be")),
        ("search for a code", search("C0000123")),
        ("search for nobody", search("zzz")),
        ("tagged, an eighth", CustomerFilter { tags: vec!["member".into()], ..any() }),
        ("owing, a tenth", CustomerFilter { balance: Some(BalanceIs::Owing), ..any() }),
        ("on a run, a quarter", CustomerFilter { delivery_runs: vec!["nth".into()], ..any() }),
        ("with a standing order", CustomerFilter { standing_order: Some(true), ..any() }),
    ]
}

/// Ten pages of a list, again and again; the 99th percentile of a page.
fn show(name: &str, hub: &Hub, list: &ListCustomers) -> Result<Duration> {
    let (mut taken, mut rows) = (Vec::new(), 0);
    for _ in 0..ROUNDS {
        let mut after = None;
        for _ in 0..10 {
            let ask = ListCustomers { after, ..list.clone() };
            let begun = Instant::now();
            let page = hub.run(ask)?;
            taken.push(begun.elapsed());
            rows += page.items.len();
            after = page.next_page;
            if after.is_none() {
                break;
            }
        }
    }
    let rows = rows / ROUNDS;
    Ok(tell(name, taken, rows))
}

fn tell(name: &str, mut taken: Vec<Duration>, rows: usize) -> Duration {
    taken.sort();
    let at = |percent: usize| taken[(taken.len() * percent / 100).min(taken.len() - 1)];
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    println!("{name:<34}{:>12.3}{:>12.3}{rows:>10}", ms(at(50)), ms(at(99)));
    at(99)
}

/// The floor: twenty rows by name with their accounts, in plain SQL.
fn bare(place: &Place) -> Result<()> {
    let refused = |e: rusqlite::Error| milkround::Error::internal(e.to_string());
    let Some(path) = place.path() else { return bare_on_server(place) };
    let db = rusqlite::Connection::open(path).map_err(refused)?;
    let sql = "SELECT c.*, a.* FROM customers c JOIN accounts a
        ON a.enterprise_id = c.enterprise_id AND a.customer = c.id
        WHERE c.enterprise_id = 1 AND c.archived_at IS NULL ORDER BY c.name_key, c.id LIMIT 20";
    let mut page = db.prepare(sql).map_err(refused)?;
    let mut taken = Vec::new();
    for _ in 0..ROUNDS * 10 {
        let begun = Instant::now();
        let mut rows = page.query([]).map_err(refused)?;
        while rows.next().map_err(refused)?.is_some() {}
        taken.push(begun.elapsed());
    }
    tell("bare SQL, by name", taken, 20);
    Ok(())
}

#[cfg(not(feature = "postgres"))]
fn bare_on_server(_: &Place) -> Result<()> {
    Ok(())
}

/// The same on PostgreSQL, in one transaction a page, under row security.
#[cfg(feature = "postgres")]
fn bare_on_server(place: &Place) -> Result<()> {
    use milkround_benches::place::DATABASE;
    use milkround_benches::server::Bare;
    let Place::Server(cluster) = place else { return Ok(()) };
    let bare = Bare::connect(&cluster.url(DATABASE));
    let sql = "SELECT c.*, a.* FROM milkround.customers c JOIN milkround.accounts a
        ON a.enterprise_id = c.enterprise_id AND a.customer = c.id
        WHERE c.enterprise_id = 1 AND c.archived_at IS NULL ORDER BY c.name_key, c.id LIMIT 20";
    let mut taken = Vec::new();
    bare.runtime.block_on(async {
        let page = bare.client.prepare(sql).await.expect("a statement");
        for _ in 0..ROUNDS * 10 {
            let begun = Instant::now();
            let head = "BEGIN; SET LOCAL milkround.enterprises = '1'";
            bare.client.batch_execute(head).await.expect("a transaction");
            bare.client.query(&page, &[]).await.expect("rows");
            bare.client.batch_execute("COMMIT").await.expect("an end");
            taken.push(begun.elapsed());
        }
    });
    tell("bare SQL, by name", taken, 20);
    Ok(())
}
