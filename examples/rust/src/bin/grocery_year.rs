//! A year of real households: `grocery_year [data] [database] [seed] [export]`, usually
//! `target/grocery-year/year.jsonl` and the SQLite file `target/grocery-year/year.db`; or `memory:`, or,
//! with the feature `postgres`, the URL of a server's database. `make demo-real` derives the data and
//! runs this. With a seed for its ids, a year that is not broken off is the same on every store, byte
//! for byte: what it comes to is written to the file named last.
#![allow(clippy::disallowed_methods, reason = "it says how many orders a second it made")]

use milkround::Code;
use milkround::hub::Hub;
use milkround::hub::tick::TickReport;
use milkround::moving::{Options, export};
use milkround_examples::grocery::check::{Verdict, compare};
use milkround_examples::grocery::data::Year;
use milkround_examples::grocery::year::{begin, beginning, settle};
use milkround_examples::table::Table;
use std::error::Error;
use std::fs::File;
use std::io::{self, BufWriter, Write};
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

/// What to live through, and where.
struct Wish {
    data: String,
    database: String,
    seed: Option<u64>,
    export: Option<String>,
}

impl Wish {
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, &'static str> {
        const TOLD: &str = "give the path of the data, that of the database, a number for ids and a \
            path for the export, or fewer";
        let data = arguments.next().unwrap_or_else(|| "target/grocery-year/year.jsonl".to_owned());
        let database = arguments.next().unwrap_or_else(|| "target/grocery-year/year.db".to_owned());
        let seed = arguments.next().map(|seed| seed.parse()).transpose().map_err(|_| TOLD)?;
        let export = arguments.next();
        let paths = [Some(&data), Some(&database), export.as_ref()];
        let odd = paths.into_iter().flatten().any(|path| path.starts_with('-'));
        match odd || arguments.next().is_some() {
            true => Err(TOLD),
            false => Ok(Self { data, database, seed, export }),
        }
    }

    fn url(&self) -> String {
        match self.database == "memory:" || self.database.contains("://") {
            true => self.database.clone(),
            false => format!("sqlite:{}", self.database),
        }
    }

    /// As it is shown: a URL may hold a password.
    fn place(&self) -> &str {
        if self.database.contains("://") { "the database" } else { &self.database }
    }
}

/// Whether the hubs agree with the data.
fn run() -> Result<bool, Box<dyn Error>> {
    let wish = Wish::read(std::env::args().skip(1))?;
    let year = Year::read(Path::new(&wish.data))?;
    let options = milkround::Options::new().test_clock(beginning(&year));
    let hub = wish.seed.map_or(options.clone(), |seed| options.seed(seed)).open(&wish.url())?;
    let mut out = io::stdout().lock();
    writeln!(out, "The households of {} and their year, in {}:\n", wish.data, wish.place())?;
    let start = Instant::now();
    settle(&hub, &year).map_err(|error| of_other_data(wish.place(), error))?;
    writeln!(out, "  set up in {:.1} s", start.elapsed().as_secs_f64())?;
    let work = live(&hub, &year, &mut out)?;
    let start = Instant::now();
    let verdict = compare(&hub, &year)?;
    writeln!(out, "  compared in {:.1} s\n", start.elapsed().as_secs_f64())?;
    report(&verdict, &work, &mut out)?;
    if let Some(path) = &wish.export {
        let rows = exported(&hub, path)?;
        writeln!(out, "  exported {} rows to {path}", number(rows))?;
    }
    Ok(verdict.wrong.is_empty() && work.problems.is_empty())
}

fn exported(hub: &Hub, path: &str) -> Result<u64, Box<dyn Error>> {
    let named = |error: io::Error| format!("`{path}` cannot be written: {error}");
    let mut file = BufWriter::new(File::create(path).map_err(named)?);
    let moved = export(hub.store(), &mut file, &Options::default())?;
    file.flush().map_err(named)?;
    Ok(moved.written)
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
