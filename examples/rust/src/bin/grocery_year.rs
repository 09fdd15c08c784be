//! A year of real households: `grocery_year [data] [database] [seed]`, usually
//! `target/grocery-year/year.jsonl` and the SQLite file `target/grocery-year/year.db`; or, with the
//! feature `postgres`, the URL of a server's database. `make demo-real` derives the data and runs
//! this. With a seed for its ids, a year that is not broken off is the same on every store, byte for
//! byte.
#![allow(clippy::disallowed_methods, reason = "it says how many orders a second it made")]

use milkround::Code;
use milkround::hub::Hub;
use milkround::hub::tick::TickReport;
use milkround_examples::grocery::check::{Verdict, compare};
use milkround_examples::grocery::data::Year;
use milkround_examples::grocery::year::{begin, beginning, settle};
use milkround_examples::table::Table;
use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// How many disagreements are shown.
const SHOWN: usize = 20;
/// After how many weeks it says how far it is.
const TOLD_EVERY: u32 = 4;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("grocery_year: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether the hubs agree with the data.
fn run() -> Result<bool, Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut path = |usual: &str| arguments.next().unwrap_or_else(|| usual.to_owned());
    let data = path("target/grocery-year/year.jsonl");
    let database = path("target/grocery-year/year.db");
    let told = "give the path of the data, that of the database and a number for ids, or none";
    let seed = arguments.next().map(|seed| seed.parse::<u64>()).transpose().map_err(|_| told)?;
    if arguments.next().is_some() || [&data, &database].iter().any(|path| path.starts_with('-')) {
        return Err(told.into());
    }
    let year = Year::read(Path::new(&data))?;
    let url = match database.contains("://") {
        true => database.clone(),
        false => format!("sqlite:{database}"),
    };
    // A URL may hold a password.
    let database = if url == database { "the database".to_owned() } else { database };
    let options = milkround::Options::new().test_clock(beginning(&year));
    let hub = seed.map_or(options.clone(), |seed| options.seed(seed)).open(&url)?;
    let mut out = io::stdout().lock();
    writeln!(out, "The households of {data} and their year, in {database}:\n")?;
    let start = Instant::now();
    settle(&hub, &year).map_err(|error| of_other_data(&database, error))?;
    writeln!(out, "  set up in {:.1} s", start.elapsed().as_secs_f64())?;
    let work = live(&hub, &year, &mut out)?;
    let start = Instant::now();
    let verdict = compare(&hub, &year)?;
    writeln!(out, "  compared in {:.1} s\n", start.elapsed().as_secs_f64())?;
    report(&verdict, &work, &mut out)?;
    Ok(verdict.wrong.is_empty() && work.problems.is_empty())
}

fn of_other_data(database: &str, error: milkround::Error) -> Box<dyn Error> {
    match error.code() {
        Code::KeyReused => {
            format!("`{database}` has a year of other data: remove it, or give another path").into()
        }
        _ => error.into(),
    }
}

/// What ticks did in this run.
#[derive(Default)]
struct Work {
    batches: u64,
    orders: u64,
    took: Duration,
    problems: Vec<String>,
}

impl Work {
    fn add(&mut self, reports: &[TickReport], took: Duration) {
        self.took += took;
        for report in reports {
            self.batches += u64::from(report.batches);
            self.orders += report.tally.generated;
            let problems = report.problems.iter();
            self.problems.extend(problems.map(|it| format!("{}: {}", it.work, it.message)));
        }
    }

    fn rate(&self) -> u64 {
        (self.orders as f64 / self.took.as_secs_f64().max(1e-9)) as u64
    }
}

fn live(hub: &Hub, year: &Year, out: &mut impl Write) -> Result<Work, Box<dyn Error>> {
    let mut work = Work::default();
    for week in 0..=year.weeks {
        let start = Instant::now();
        let reports = begin(hub, year, week)?;
        work.add(&reports, start.elapsed());
        if work.batches > 0 && (week % TOLD_EVERY == 0 || week == year.weeks) {
            let (monday, orders) = (year.monday(week).date(), number(work.orders));
            writeln!(out, "  {monday}  {orders:>7} orders  {:>6} a second", number(work.rate()))?;
            out.flush()?;
        }
    }
    Ok(work)
}

/// A number with its thousands: `39,003`.
fn number(n: u64) -> String {
    let digits = n.to_string();
    let place = |(i, digit): (usize, char)| match i > 0 && (digits.len() - i).is_multiple_of(3) {
        true => format!(",{digit}"),
        false => format!("{digit}"),
    };
    digits.chars().enumerate().map(place).collect()
}

fn report(verdict: &Verdict, work: &Work, out: &mut impl Write) -> io::Result<()> {
    let mut table = Table::new(&["The year", ">"]);
    for (what, count) in [
        ("hubs", verdict.hubs),
        ("customers", verdict.customers),
        ("standing orders", verdict.standing_orders),
        ("lines", verdict.lines),
        ("(standing order, cycle) pairs due", verdict.due),
        ("  paused", verdict.paused),
        ("  skipped", verdict.skipped),
        ("  generated", verdict.generated),
        ("placed", verdict.placed),
    ] {
        table.row([what.to_owned(), number(count as u64)]);
    }
    writeln!(out, "{table}")?;
    for problem in work.problems.iter().take(SHOWN) {
        writeln!(out, "  a tick could not: {problem}")?;
    }
    for wrong in verdict.wrong.iter().take(SHOWN) {
        writeln!(out, "  {wrong}")?;
    }
    match verdict.wrong.len() {
        0 => writeln!(out, "  all {} pairs agree with the data", number(verdict.due as u64))?,
        n => writeln!(out, "  {} disagreements with the data", number(n as u64))?,
    }
    match work.batches {
        0 => writeln!(out, "  the year was over already: nothing was done twice"),
        batches => writeln!(
            out,
            "  {} orders made and placed in {:.1} s, {} batches: {} a second",
            number(work.orders),
            work.took.as_secs_f64(),
            number(batches),
            number(work.rate()),
        ),
    }
}
