//! A small year in the form of the real one: lived through, run again, broken off, and misread.

#[allow(dead_code, reason = "the season looks at more")]
mod contents;

use milkround::hub::Hub;
use milkround::{Code, Error, Result};
use milkround_examples::grocery::check::{Verdict, compare};
use milkround_examples::grocery::data::Year;
use milkround_examples::grocery::year::{beginning, live, settle};
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

/// Lives the year, until a tick is refused.
fn lived(hub: &Hub, year: &Year, ticks: usize) -> Result<Verdict> {
    let stores = settle(hub, year, &mut |_| {})?;
    let mut left = ticks;
    let mut tick = |hub: &Hub, tick| {
        left =
            left.checked_sub(1).ok_or_else(|| Error::new(Code::StoreUnavailable, "broken off"))?;
        hub.run(tick)
    };
    live(hub, year, &mut tick, &mut |_, _| {})?;
    compare(hub, year, &stores)
}

#[test]
fn every_pair_agrees_with_the_data_on_every_store_and_run_again() {
    let year = year();
    let hub = open(&year, "memory:");
    let verdict = lived(&hub, &year, usize::MAX).unwrap();
    // Household 1: five orders, a skip, two weeks paused; 2: three orders; 3: two, six paused.
    let expected = Verdict {
        due: 8 + 3 + 8,
        paused: 2 + 6,
        skipped: 1,
        generated: 5 + 3 + 2,
        placed: 10,
        wrong: Vec::new(),
    };
    assert_eq!(verdict, expected);
    let folder = tempfile::tempdir().unwrap();
    let url = file(&folder.path().join("year.db"));
    for _ in 0..2 {
        let again = open(&year, &url);
        assert_eq!(lived(&again, &year, usize::MAX).unwrap(), expected);
        assert!(contents::of(&again) == contents::of(&hub));
    }
}

#[test]
fn a_year_that_was_broken_off_goes_on_and_ends_the_same() {
    let year = year();
    let hub = open(&year, "memory:");
    lived(&hub, &year, usize::MAX).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let url = file(&folder.path().join("year.db"));
    for ticks in [0, 1, 4, 7] {
        let error = lived(&open(&year, &url), &year, ticks).unwrap_err();
        assert_eq!(error.message(), "broken off");
    }
    let last = open(&year, &url);
    assert_eq!(lived(&last, &year, usize::MAX).unwrap().wrong, Vec::<String>::new());
    assert!(contents::of(&last) == contents::of(&hub));
}

#[test]
fn what_does_not_agree_is_told_pair_by_pair() {
    let year = year();
    let hub = open(&year, "memory:");
    lived(&hub, &year, usize::MAX).unwrap();
    let mut other = year.clone();
    let households = other.hubs.get_mut("30").unwrap();
    households[0].active = vec![0, 1, 3, 4, 5, 7];
    households[1].lines[0].quantity = 2;
    let stores = settle(&hub, &year, &mut |_| {}).unwrap();
    let stores = stores.into_iter().map(|mut store| {
        for household in store.standing_orders.values_mut() {
            *household = other.hubs[&store.id].iter().find(|h| h.id == household.id).unwrap();
        }
        store
    });
    let verdict = compare(&hub, &other, &stores.collect::<Vec<_>>()).unwrap();
    let lines = [1, 2, 3]
        .map(|week| format!("store 30, household 2, week {week}: its order has other lines"));
    let mut expected = vec![
        "store 30, household 1, week 5: the data say generated, the hub paused".to_owned(),
        "store 30, household 1, week 6: the data say skipped, the hub paused".to_owned(),
    ];
    expected.extend(lines);
    assert_eq!(verdict.wrong, expected);
}

/// The file with one text in the place of another, and what is told of it.
fn told(old: &str, new: &str) -> String {
    let text = std::fs::read_to_string(FILE).unwrap();
    assert!(text.contains(old), "{old}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("year.jsonl");
    std::fs::write(&path, text.replacen(old, new, 1)).unwrap();
    let bad = Year::read(&path).unwrap_err().to_string();
    bad.replace(&format!("`{}`, ", path.display()), "")
}

#[test]
fn a_file_of_another_shape_is_refused_with_its_place() {
    let all = [
        told("{\"kind\":\"header\"", "{\"kind\":\"title\""),
        told("milkround grocery year", "census"),
        told("\"version\":1", "\"version\":2"),
        told("2017-02-27", "2017-02-28"),
        told("America/New_York", "New York"),
        told("\"weeks\":8", "\"weeks\":\"8\""),
        told("\"lines\":4", "\"lines\":5"),
        told("\"price\":\"1.29\"", "\"cost\":\"1.29\""),
        told("\"price\":\"1.29\"", "\"price\":\"-1.29\""),
        told("\"id\":\"20\"", "\"id\":\"10\""),
        told("{\"kind\":\"product\",\"id\":\"20\"", "{\"kind\":\"household\",\"id\":\"20\""),
        told("[0,1,3,4,7]", "[0,1,3,4,8]"),
        told("[0,1,3,4,7]", "[0,1,3,3,7]"),
        told("[0,1,3,4,7]", "[]"),
        told("\"product\":\"20\",\"quantity\":3", "\"product\":\"30\",\"quantity\":3"),
        told("\"quantity\":3", "\"quantity\":0"),
        told("\"quantity\":3", "\"quantity\":-3"),
        told("\"id\":\"2\"", "\"id\":\"1\""),
        told("\"active\":[5],\"lines\":[]}", "\"active\":[5],"),
        told(
            "{\"kind\":\"household\",\"id\":\"4\"",
            "{\"kind\":\"header\"}\n{\"kind\":\"household\",\"id\":\"4\"",
        ),
    ];
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn a_missing_file_says_how_to_make_it_and_nothing_is_left_behind() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("year.db");
    let run = |data: &Path| {
        let program =
            Command::new(env!("CARGO_BIN_EXE_grocery_year")).arg(data).arg(&database).output();
        let program = program.unwrap();
        assert!(!program.status.success() && !database.exists());
        String::from_utf8(program.stderr).unwrap()
    };
    let missing = run(&folder.path().join("nothing.jsonl"));
    assert!(missing.contains("make it with `make demo-real`"), "{missing}");
    let empty = folder.path().join("empty.jsonl");
    std::fs::write(&empty, "").unwrap();
    assert!(run(&empty).contains("line 1: it has no header"), "{}", run(&empty));
}
