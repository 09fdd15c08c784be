//! The year of households in small: the same on every store, to the last row. The real one is run by
//! hand (docs/reliability.md).

use milkround::hub::Hub;
use milkround_examples::grocery::check::compare;
use milkround_examples::grocery::data::Year;
use milkround_examples::grocery::year::{begin, beginning, settle};
use milkround_postgres_tests::Database;
use milkround_tests::raw;
use std::path::Path;

const FILE: &str = "../../examples/rust/tests/data/year.jsonl";

/// Lives through the year; everything that is kept in the end.
fn lived(year: &Year, url: &str) -> String {
    let options = milkround::Options::new().test_clock(beginning(year)).seed(7);
    let hub: Hub = options.open(url).expect("a hub");
    settle(&hub, year).expect("hubs and households");
    for week in 0..=year.weeks {
        begin(&hub, year, week).expect("a week");
    }
    let verdict = compare(&hub, year).expect("a verdict");
    assert_eq!(verdict.wrong, Vec::<String>::new());
    assert_eq!(verdict.placed, 10);
    raw::dump(hub.store())
}

#[test]
fn the_year_is_the_same_on_every_store() {
    let year = Year::read(Path::new(FILE)).expect("a year");
    let in_memory = lived(&year, "memory:");
    let database = Database::migrated();
    let folder = tempfile::tempdir().expect("a folder");
    let file = format!("sqlite:{}", folder.path().join("year.db").display());
    for url in [file, database.url()] {
        let there = lived(&year, &url);
        let differs = in_memory.lines().zip(there.lines()).find(|(a, b)| a != b);
        assert_eq!(differs, None, "{}", url.split(':').next().unwrap_or_default());
        assert_eq!(in_memory.len(), there.len());
    }
}
