//! What a manager wants to see: the diary while the season goes on, and the books after it.

mod book;
mod sheets;

pub use book::{Book, Round, Shortage};
pub use sheets::{packing_sheet, producer_totals};

use crate::season::Moment;
use crate::table::{Table, wrapped};
use crate::town::Town;
use chrono::{Duration, NaiveDate, NaiveDateTime};
use milkround::hub::standing_orders::{ExplainedLine, Timeline};
use milkround::model::notice::{NoticeKind, NoticeState};
use milkround::model::order::OutcomeKind;
use milkround::value::Money;
use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;

/// What writing a report answers.
type Done = Result<(), Box<dyn Error>>;

/// The round whose packing sheet is shown, and the customer whose timeline.
const SHOWN: (i64, &str) = (3, "R07");

/// An amount with its sign and thousands: `-£1,234.50`.
pub fn pounds(money: Money) -> String {
    let text = money.amount().to_string();
    let (sign, text) = text.strip_prefix('-').map_or(("", &*text), |text| ("-", text));
    let (whole, pence) = text.split_once('.').unwrap_or((text, "00"));
    let digits: Vec<char> = whole.chars().rev().collect();
    let groups: Vec<String> = digits.chunks(3).map(|group| group.iter().collect()).collect();
    let whole: String = groups.join(",").chars().rev().collect();
    format!("{sign}£{whole}.{pence}")
}

fn day(date: NaiveDate) -> String {
    date.format("%a %e %b").to_string()
}

fn moment_of(local: NaiveDateTime) -> String {
    local.format("%a %e %b %H:%M").to_string()
}

fn title(out: &mut impl Write, text: &str) -> Done {
    Ok(writeln!(out, "\n{text}\n")?)
}

/// Says what was made known.
///
/// # Errors
/// Where it cannot be written.
pub fn greeting(town: &Town<'_>, out: &mut impl Write) -> Done {
    let data = town.data;
    let products: usize = data.producers.iter().map(|producer| producer.products.len()).sum();
    writeln!(
        out,
        "{}, {}: {} customers, {products} products of {} producers, {} standing orders.\n\
         Its season on a test clock, as {} shows it:\n",
        data.enterprise.name,
        data.opens_for_business.format("%-d %B %Y"),
        data.customers.len(),
        data.producers.len(),
        data.standing_orders.len(),
        town.zone.name(),
    )?;
    Ok(())
}

/// Tells of one moment of the season, in a line.
///
/// # Errors
/// The hub's, or where it cannot be written.
pub fn moment(moment: &Moment<'_>, out: &mut impl Write) -> Done {
    match moment {
        Moment::Happened(happening) => {
            writeln!(out, "            {}  {}", moment_of(happening.local()), happening.what)?;
        }
        Moment::Closed(town, number) => {
            let round = Round::read(town, town.cycle(*number)?)?;
            let value = round.value().map(pounds).unwrap_or_default();
            let dates = &round.place.dates;
            let line = format!(
                "  Round {number:>2}  {} – {}  {:>3} orders  {value:>9}  {}",
                day(dates.opens_on),
                day(dates.closes_on),
                round.placed().count(),
                notes(&round).join(", "),
            );
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    Ok(())
}

/// What is not usual about a round.
fn notes(round: &Round) -> Vec<String> {
    let cycle = &round.made.cycle;
    let mut notes = Vec::new();
    if let Some(nominal) = round.place.nominal {
        let days = cycle.opens_local.date().signed_duration_since(nominal.date()).num_days();
        match days {
            0 => {}
            -1 => notes.push("a day earlier for a holiday".to_owned()),
            days => notes.push(format!("moved by {days} days for a holiday")),
        }
    }
    let ahead = |local: NaiveDateTime, at: chrono::DateTime<chrono::Utc>| local - at.naive_utc();
    let change =
        ahead(cycle.closes_local, cycle.closes_at) - ahead(cycle.opens_local, cycle.opens_at);
    if change != Duration::zero() {
        notes.push("clocks go forward".to_owned());
    }
    if cycle.opened_late {
        notes.push("opened late".to_owned());
    }
    match round.shortages().len() {
        0 => {}
        1 => notes.push("1 product short".to_owned()),
        n => notes.push(format!("{n} products short")),
    }
    notes
}

/// Everything after the season.
///
/// # Errors
/// The hub's, or where it cannot be written.
pub fn everything(town: &Town<'_>, path: &str, out: &mut impl Write) -> Done {
    let book = Book::read(town)?;
    let (number, code) = SHOWN;
    write!(out, "{}", summary(&book)?)?;
    if let Some(round) = book.rounds.iter().find(|round| round.number() == number) {
        title(out, &format!("PACKING SHEET: {}", round.place.dates.name))?;
        write!(out, "{}", packing_sheet(&book, round))?;
        title(out, &format!("PRODUCER TOTALS: {}", round.place.dates.name))?;
        write!(out, "{}", producer_totals(town.data, &book, round))?;
    }
    let (_, name) = book.customer(town.customer(code)?);
    title(out, &format!("TIMELINE: {code} {name}"))?;
    write!(out, "{}", timeline(town, &book, code)?)?;
    ending(town, path, out)
}

/// The season in four tables: rounds, outcomes, what was short, notices.
///
/// # Errors
/// None that could happen.
pub fn summary(book: &Book) -> Result<String, Box<dyn Error>> {
    let mut out = Vec::new();
    for (heading, table) in [
        ("THE ROUNDS", rounds(book)),
        ("WHAT BECAME OF THE STANDING ORDERS, ROUND BY ROUND", outcomes(book)),
        ("WHAT WAS SHORT, AND WHY", shortages(book)),
        ("NOTICES IN THE OUTBOX", notices(book)),
        ("THE CUSTOMERS AND THEIR BALANCES", customers(book)),
    ] {
        title(&mut out, heading)?;
        write!(out, "{table}")?;
    }
    Ok(String::from_utf8(out)?)
}

fn rounds(book: &Book) -> Table {
    let mut table =
        Table::new(&[">No", "Opens", "Closes", "Collected", "State", ">Orders", ">Value", "Notes"]);
    let mut sum: Option<Money> = None;
    let mut orders = 0;
    for round in &book.rounds {
        let (cycle, dates) = (&round.made.cycle, &round.place.dates);
        let value = round.value();
        orders += round.placed().count();
        sum = match (sum, value) {
            (Some(sum), Some(value)) => sum.plus(value).ok(),
            (sum, value) => sum.or(value),
        };
        table.row([
            round.number().to_string(),
            moment_of(cycle.opens_local),
            moment_of(cycle.closes_local),
            dates.collected_on.map(day).unwrap_or_default(),
            cycle.state.to_string(),
            round.placed().count().to_string(),
            value.map(pounds).unwrap_or_default(),
            notes(round).join(", "),
        ]);
    }
    let total = sum.map(pounds).unwrap_or_default();
    table.sum(["", "season", "", "", "", &orders.to_string(), &total, ""]);
    table
}

/// The kinds of outcomes that occurred, one a column.
fn outcomes(book: &Book) -> Table {
    let all = || book.rounds.iter().flat_map(|round| &round.outcomes);
    let kinds: Vec<OutcomeKind> = OutcomeKind::ALL
        .iter()
        .copied()
        .filter(|kind| all().any(|outcome| outcome.kind == *kind))
        .collect();
    let names: Vec<String> =
        kinds.iter().map(|kind| format!(">{}", kind.name().replace('_', " "))).collect();
    let mut heads = vec![">No", "Collected"];
    heads.extend(names.iter().map(String::as_str));
    let mut table = Table::new(&heads);
    let mut sums: BTreeMap<OutcomeKind, usize> = BTreeMap::new();
    let shown = |n: usize| if n == 0 { "·".to_owned() } else { n.to_string() };
    for round in &book.rounds {
        let dates = &round.place.dates;
        let mut cells =
            vec![round.number().to_string(), dates.collected_on.map(day).unwrap_or_default()];
        for kind in &kinds {
            let n = round.outcomes.iter().filter(|outcome| outcome.kind == *kind).count();
            *sums.entry(*kind).or_default() += n;
            cells.push(shown(n));
        }
        table.row(cells);
    }
    let mut cells = vec![String::new(), "season".to_owned()];
    cells.extend(kinds.iter().map(|kind| shown(sums[kind])));
    table.sum(cells);
    table
}

/// One row for each thing that was short; rounds that follow each other with the same are one.
fn shortages(book: &Book) -> Table {
    let mut rows: Vec<(i64, i64, [String; 5])> = Vec::new();
    for round in &book.rounds {
        for (variant, short) in round.shortages() {
            let cells = [
                book.name(&variant),
                short.asked.to_string(),
                short.given.to_string(),
                short.short.to_string(),
                round.why_short(&variant, &short),
            ];
            let number = round.number();
            match rows.iter_mut().find(|(_, last, same)| *last == number - 1 && *same == cells) {
                Some((_, last, _)) => *last = number,
                None => rows.push((number, number, cells)),
            }
        }
    }
    let mut table = Table::new(&[">No", "Product", ">Asked", ">Given", ">Orders short", "Why"]);
    for (first, last, cells) in rows {
        let numbers = if first == last { first.to_string() } else { format!("{first}–{last}") };
        table.row(std::iter::once(numbers).chain(cells));
    }
    table
}

/// Below zero a customer owes; nobody who owes nothing and orders nothing is missing.
fn customers(book: &Book) -> Table {
    let heads = ["Code", "Customer", "Run", ">Standing", ">Orders", "Last order", ">Balance"];
    let mut table = Table::new(&heads);
    for c in &book.customers {
        table.row([
            c.code.as_ref().map(ToString::to_string).unwrap_or_default(),
            c.name.clone().unwrap_or_default(),
            c.delivery_run.as_ref().map(ToString::to_string).unwrap_or_default(),
            c.standing_orders.map(|n| n.to_string()).unwrap_or_default(),
            c.orders.map(|n| n.to_string()).unwrap_or_default(),
            c.last_order_at.map(|at| at.format("%-d %b").to_string()).unwrap_or_default(),
            c.balance.map(pounds).unwrap_or_default(),
        ]);
    }
    let balances = book.customers.iter().filter_map(|c| c.balance);
    let sum = balances.map(|balance| balance.minor()).sum::<i64>();
    let currency = book.customers.iter().find_map(|c| c.balance).map(|b| b.currency());
    let sum = currency.and_then(|currency| Money::from_minor(sum, currency).ok());
    table.sum(["", "all", "", "", "", "", &sum.map(pounds).unwrap_or_default()]);
    table
}

/// How wide the lines of an order may be.
const WIDE: usize = 66;

fn timeline(town: &Town<'_>, book: &Book, code: &str) -> milkround::Result<Table> {
    let (enterprise, standing_order) = (town.id.to_string(), town.standing(code)?);
    let mut table = Table::new(&[">No", "Collected", "Outcome", ">Total", "Why, and what"]);
    for entry in town.ask(Timeline { enterprise, standing_order })?.items {
        let said = entry.explanation;
        let line = |line: &ExplainedLine| match line.ordered < line.asked {
            false => book.some(line.ordered, &line.variant),
            true => book.some(format_args!("{} of {}", line.ordered, line.asked), &line.variant),
        };
        let skipped = said.skipped_lines.iter().map(|id| format!("no {} (skipped)", book.name(id)));
        let lines: Vec<String> = said.lines.iter().map(line).chain(skipped).collect();
        table.row([
            said.cycle.number.map(|n| n.to_string()).unwrap_or_default(),
            said.cycle.collected_on.map(day).unwrap_or_default(),
            said.outcome.map(|kind| kind.to_string()).unwrap_or_default(),
            said.total.map(pounds).unwrap_or_default(),
            format!("{} ({})", said.sentence, said.rule),
        ]);
        for items in wrapped(&lines, " · ", WIDE) {
            table.row(["", "", "", "", &items]);
        }
    }
    Ok(table)
}

fn notices(book: &Book) -> Table {
    let mut table = Table::new(&["Kind", ">To customers", ">To the hub", ">Waiting"]);
    for kind in NoticeKind::ALL {
        let of = || book.notices.iter().filter(|notice| notice.kind == *kind);
        if of().next().is_some() {
            let to_customers = of().filter(|notice| notice.customer.is_some()).count();
            let waiting = of().filter(|notice| notice.state == NoticeState::Waiting).count();
            table.row([
                kind.name().replace('_', " "),
                to_customers.to_string(),
                (of().count() - to_customers).to_string(),
                waiting.to_string(),
            ]);
        }
    }
    table
}

fn ending(town: &Town<'_>, path: &str, out: &mut impl Write) -> Done {
    match town.batches {
        0 => writeln!(
            out,
            "\nThe file held the whole season already: every command was answered from its\n\
             idempotency key, no tick had work, nothing was done twice."
        )?,
        n => writeln!(
            out,
            "\nTicks worked off {n} batches of work in this run. Run it again: nothing is doubled.\n\
             Kill it half-way and run it again: it goes on where it stood."
        )?,
    }
    writeln!(
        out,
        "\nEverything is in `{path}`, an SQLite file. To look around:\n\n  \
         sqlite3 -box {path} \"SELECT name, opens_local, closes_local, state FROM readable_cycles\"\n  \
         sqlite3 -box {path} \"SELECT customer, cycle, state, total FROM readable_orders LIMIT 20\"\n  \
         sqlite3 -box {path} \"SELECT standing_order, cycle, kind FROM readable_outcomes \
         WHERE kind <> 'generated'\""
    )?;
    Ok(())
}
