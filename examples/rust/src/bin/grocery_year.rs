//! A year of real households: `grocery_year [data file] [database file]`.
//!
//! `make demo-real` derives the data (see `grocery-year/derive.py`) and runs this.
#![allow(clippy::disallowed_methods, reason = "it says how many orders a second were made")]

use milkround_examples::grocery::check::{Verdict, compare};
use milkround_examples::grocery::data::Year;
use milkround_examples::grocery::year::{beginning, live, settle};
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// How many disagreements are shown.
const SHOWN: usize = 20;

fn main() -> ExitCode {
    match run() {
        Ok(verdict) if verdict.wrong.is_empty() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("grocery_year: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<Verdict, Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.len() > 2 || arguments.iter().any(|argument| argument.starts_with('-')) {
        return Err("give the path of the data file and that of the database, or none".into());
    }
    let path =
        |place: usize, usual: &str| arguments.get(place).cloned().unwrap_or(usual.to_owned());
    let year = Year::read(Path::new(&path(0, "target/grocery-year/year.jsonl")))?;
    let database = path(1, "target/grocery-year/year.db");
    let clock = beginning(&year);
    let hub = milkround::Options::new().test_clock(clock).open(&format!("sqlite:{database}"))?;

    println!("A year of {} households in {database}", year.header.households);
    let start = Instant::now();
    let stores = settle(&hub, &year, &mut |_| {})?;
    println!("  set up in {:.1} s", start.elapsed().as_secs_f64());

    let (mut took, mut batches, mut orders) = (Duration::ZERO, 0, 0);
    let mut tick = |hub: &milkround::hub::Hub, tick| {
        let start = Instant::now();
        let report = hub.run(tick);
        took += start.elapsed();
        report
    };
    live(&hub, &year, &mut tick, &mut |week, reports| {
        batches += reports.iter().map(|report| u64::from(report.batches)).sum::<u64>();
        orders += reports.iter().map(|report| report.tally.generated).sum::<u64>();
        if week % 4 == 0 || week == year.header.weeks {
            let monday = year.monday(week).date();
            println!("  {monday}  week {week:>2} of {}  {orders:>6} orders", year.header.weeks);
        }
    })?;
    let verdict = compare(&hub, &year, &stores)?;
    report(&year, &verdict);
    let seconds = took.as_secs_f64();
    let rate = orders as f64 / seconds.max(1e-9);
    println!(
        "  this run: {orders} orders in {batches} batches, {seconds:.1} s of ticks, {rate:.0} orders/s"
    );
    Ok(verdict)
}

fn report(year: &Year, verdict: &Verdict) {
    let header = &year.header;
    println!();
    for (count, what) in [
        (header.hubs, "hubs"),
        (header.households, "customers"),
        (header.standing_orders, "standing orders"),
        (header.lines, "lines"),
        (verdict.due, "(standing order, cycle) pairs due"),
        (verdict.paused, "paused"),
        (verdict.skipped, "skipped"),
        (verdict.generated, "generated"),
        (verdict.placed, "placed"),
    ] {
        println!("  {count:>7} {what}");
    }
    println!();
    for wrong in verdict.wrong.iter().take(SHOWN) {
        println!("  {wrong}");
    }
    match verdict.wrong.len() {
        0 => println!("  all {} pairs agree with the data", verdict.due),
        n => println!("  {n} disagreements with the data"),
    }
}
