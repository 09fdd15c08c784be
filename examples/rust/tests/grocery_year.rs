//! A small year in the form of the real one: lived through on every store, run again, broken off,
//! killed, and held against data that differ.
//!
//! ```text
//!  week          0     1     2     3     4     5     6     7
//!  begins on   27/2   6/3  13/3  20/3  27/3   3/4  10/4  17/4
//!                        ^ Sunday 12 March: clocks go forward
//!  household 1   g     g     s     g     g     p     p     g     store 30; g: an order made
//!            2         g     g     g                             s: skipped, p: paused
//!            3   g     p     p     p     p     p     p     g     store 31
//!            4                                                   a customer without standing order
//! ```

mod contents;
mod killing;

use milkround::hub::Hub;
use milkround_examples::grocery::check::{Verdict, compare};
use milkround_examples::grocery::data::{Household, Year};
use milkround_examples::grocery::year::{begin, beginning, settle};
use std::path::Path;
use std::process::Command;

const FILE: &str = "tests/data/year.jsonl";

fn year() -> Year {
    Year::read(Path::new(FILE)).unwrap()
}

fn open(year: &Year, url: &str) -> Hub {
    milkround::Options::new().test_clock(beginning(year)).open(url).unwrap()
}

fn file(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

/// Lives so many Mondays of the year, and says in how many batches.
fn live(hub: &Hub, year: &Year, mondays: u32) -> u32 {
    settle(hub, year).unwrap();
    let reports = (0..mondays).flat_map(|week| begin(hub, year, week).unwrap());
    reports.map(|report| report.batches).sum()
}

/// One Monday more than there are weeks: the last week ends with it.
const WHOLE: u32 = 9;

fn as_the_data_say() -> Verdict {
    Verdict {
        hubs: 2,
        customers: 4,
        standing_orders: 3,
        lines: 4,
        due: 8 + 3 + 8,
        paused: 2 + 6,
        skipped: 1,
        generated: 5 + 3 + 2,
        placed: 10,
        wrong: Vec::new(),
    }
}

#[test]
fn every_pair_agrees_with_the_data_on_every_store_and_run_again() {
    let year = year();
    let hub = open(&year, "memory:");
    live(&hub, &year, WHOLE);
    assert_eq!(compare(&hub, &year).unwrap(), as_the_data_say());
    insta::assert_snapshot!(contents::counts(&hub));
    let folder = tempfile::tempdir().unwrap();
    let url = file(&folder.path().join("year.db"));
    for first in [true, false] {
        let again = open(&year, &url);
        assert_eq!(live(&again, &year, WHOLE) > 0, first);
        assert_eq!(compare(&again, &year).unwrap(), as_the_data_say());
        contents::assert_same(&contents::of(&again), &contents::of(&hub));
    }
}

/// The program itself, as docs/reliability.md has the real year run.
#[test]
fn what_a_year_comes_to_is_the_same_file_from_every_store() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let exported = |database: &str, seed: &str, name: &str| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_grocery_year"));
        let done = program.args([FILE, database, seed, &path(name)]).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        std::fs::read(path(name)).unwrap()
    };
    let in_memory = exported("memory:", "7", "memory.jsonl");
    assert!(in_memory.starts_with(b"{") && in_memory.len() > 10_000, "{}", in_memory.len());
    assert!(in_memory == exported(&path("year.db"), "7", "sqlite.jsonl"), "the stores differ");
    assert!(in_memory != exported("memory:", "8", "other.jsonl"), "other ids, the same file");
    assert!(!Path::new("memory:").exists(), "it lived in a file");
}

/// Monday 00:00 in New York is 05:00 in UTC in winter and 04:00 in summer.
#[test]
fn weeks_end_at_midnight_on_both_sides_of_a_change_of_the_clocks() {
    let year = year();
    let hub = open(&year, "memory:");
    settle(&hub, &year).unwrap();
    let mut mondays = Vec::new();
    for week in 0..WHOLE {
        let reports = begin(&hub, &year, week).unwrap();
        mondays.push(hub.now().format("%-d/%-m %H").to_string());
        let count = |of: fn(&_) -> u64| reports.iter().map(of).sum::<u64>();
        assert_eq!(count(|report| report.closed), if week == 0 { 0 } else { 2 });
        assert_eq!(count(|report| report.opened), if week == year.weeks { 0 } else { 2 });
    }
    let expected =
        ["27/2 05", "6/3 05", "13/3 04", "20/3 04", "27/3 04", "3/4 04", "10/4 04", "17/4 04"];
    assert_eq!(mondays, [&expected[..], &["24/4 04"]].concat());
}

#[test]
fn a_year_that_was_broken_off_goes_on_and_ends_the_same() {
    let year = year();
    let hub = open(&year, "memory:");
    live(&hub, &year, WHOLE);
    let folder = tempfile::tempdir().unwrap();
    let url = file(&folder.path().join("year.db"));
    for mondays in [0, 1, 4, 7] {
        live(&open(&year, &url), &year, mondays);
    }
    let last = open(&year, &url);
    assert!(!compare(&last, &year).unwrap().wrong.is_empty());
    live(&last, &year, WHOLE);
    assert_eq!(compare(&last, &year).unwrap(), as_the_data_say());
    contents::assert_same(&contents::of(&last), &contents::of(&hub));
}

#[test]
fn a_year_that_was_killed_goes_on_and_ends_the_same() {
    let year = year();
    let folder = tempfile::tempdir().unwrap();
    let measured = folder.path().join("measured.db");
    let undisturbed = open(&year, &file(&measured));
    live(&undisturbed, &year, WHOLE);
    let path = folder.path().join("killed.db");
    let whole_year = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_grocery_year"));
        command.arg(FILE).arg(&path);
        command
    };
    killing::kill(8, killing::written(&measured), &path, whole_year);
    assert!(whole_year().output().unwrap().status.success());
    let killed = open(&year, &file(&path));
    contents::assert_same(&contents::of(&killed), &contents::of(&undisturbed));
}

/// The year as it was lived, but for one household.
fn but(year: &Year, code: &str, change: impl Fn(&mut Household)) -> Year {
    let mut year = year.clone();
    let households = year.hubs.values_mut().flatten();
    let mut found: Vec<_> = households.filter(|(id, _)| id.as_str() == code).collect();
    assert_eq!(found.len(), 1);
    found.iter_mut().for_each(|(_, household)| change(household));
    year
}

#[test]
fn what_does_not_agree_is_told_pair_by_pair() {
    let year = year();
    let hub = open(&year, "memory:");
    live(&hub, &year, WHOLE);
    let wrong = |year: &Year| compare(&hub, year).unwrap().wrong;
    let week = |household: &str, monday: &str, what: &str| {
        format!("store 30, household {household}, week of {monday}: {what}")
    };

    let idle = but(&year, "1", |house| assert!(house.active.remove(&1)));
    let said = ["the data say paused, the hub generated", "the data say paused, the hub skipped"];
    assert_eq!(wrong(&idle), [week("1", "2017-03-06", said[0]), week("1", "2017-03-13", said[1])]);
    let active = but(&year, "1", |house| assert!(house.active.insert(2)));
    let said = "the data say generated, the hub skipped";
    assert_eq!(wrong(&active), [week("1", "2017-03-13", said)]);
    let longer = but(&year, "2", |house| assert!(house.active.insert(4)));
    let said = "the data say generated, the hub nothing";
    assert_eq!(wrong(&longer), [week("2", "2017-03-27", said)]);
    let shorter = but(&year, "2", |house| assert!(house.active.remove(&1)));
    let said = "the data say nothing, the hub generated";
    assert_eq!(wrong(&shorter), [week("2", "2017-03-06", said)]);

    let more = but(&year, "2", |house| {
        house.lines.values_mut().for_each(|n| *n = n.plus(*n).unwrap());
    });
    let told = wrong(&more);
    assert_eq!(told[0], "store 30, household 2, its standing order has other lines");
    let orders = ["2017-03-06", "2017-03-13", "2017-03-20"];
    assert_eq!(told[1..], orders.map(|on| week("2", on, "its order is not as the data say")));
    let mut dearer = year.clone();
    dearer.products.values_mut().for_each(|product| product.price = year.currency.zero());
    assert_eq!(wrong(&dearer).len(), as_the_data_say().placed);
}

#[test]
fn an_order_that_is_not_placed_is_told() {
    let year = year();
    let hub = open(&year, "memory:");
    live(&hub, &year, 2);
    let verdict = compare(&hub, &year).unwrap();
    assert_eq!((verdict.generated, verdict.placed), (4, 2));
    let pending = "store 30, household 1, week of 2017-03-06: no order of it is placed";
    assert!(verdict.wrong.iter().any(|told| told == pending), "{:#?}", verdict.wrong);
}

#[test]
fn who_is_in_the_data_or_in_the_hub_alone_is_told() {
    let year = year();
    let hub = open(&year, "memory:");
    live(&hub, &year, WHOLE);
    let wrong = |year: &Year| compare(&hub, year).unwrap().wrong;
    let none = but(&year, "2", |house| house.lines.clear());
    assert_eq!(wrong(&none)[0], "store 30, standing orders: `2` is in the hub alone");
    let mut gone = year.clone();
    gone.hubs.values_mut().for_each(|houses| houses.retain(|code, _| code.as_str() != "4"));
    assert_eq!(wrong(&gone), ["store 31, customers: `4` is in the hub alone"]);
    let mut moved = year.clone();
    let (_, houses) = moved.hubs.pop_first().unwrap();
    moved.hubs.insert(milkround::value::EnterpriseId::new("32").unwrap(), houses);
    assert_eq!(
        wrong(&moved),
        ["hubs: `32` is in the data alone", "hubs: `30` is in the hub alone"]
    );
    let mut more = year.clone();
    more.weeks += 1;
    assert_eq!(
        wrong(&more),
        ["store 30, weeks: `8` is in the data alone", "store 31, weeks: `8` is in the data alone"]
    );
}
