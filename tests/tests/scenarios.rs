//! Every scenario, on every store that needs no server.

use milkround_core::Code;
use milkround_core::store::{MemoryStore, Store};
use milkround_sqlite::SqliteStore;
use milkround_tests::scenarios::coverage::Coverage;
use milkround_tests::scenarios::{self, Scenario, alike, each};
use std::path::Path;

fn sqlite() -> Box<dyn Store> {
    Box::new(SqliteStore::open_in_memory().expect("a store"))
}

/// Every step is as the scenario says. What was answered is written down for the other languages,
/// whose runners hold all of their own answers against it.
#[test]
fn every_scenario_holds_in_memory() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/scenarios");
    std::fs::create_dir_all(&folder).expect("a folder");
    each(|scenario| {
        let told = scenario.run(Box::new(MemoryStore::default()))?;
        let answers: Vec<&str> = told.iter().map(|step| step.answer.as_str()).collect();
        let transcript = format!("[\n{}\n]\n", answers.join(",\n"));
        let path = folder.join(format!("{}.json", scenario.stem));
        std::fs::write(path, transcript).map_err(|e| e.to_string())
    });
}

#[test]
fn sqlite_in_memory_answers_every_scenario_byte_for_byte_as_the_memory_store() {
    each(|scenario| alike(scenario, sqlite()));
}

#[test]
fn sqlite_on_a_file_answers_every_scenario_byte_for_byte_as_the_memory_store() {
    let folder = tempfile::tempdir().expect("a folder");
    each(|scenario| {
        let file = folder.path().join(format!("{}.db", scenario.stem));
        let store = SqliteStore::open(file).expect("a store");
        store.never_sync().expect("a setting");
        alike(scenario, Box::new(store))
    });
}

/// The runner can fail: a scenario with one other expected value does, and says where.
#[test]
fn a_scenario_that_is_broken_on_purpose_fails_at_its_step() {
    let mut scenario = scenarios::all()
        .into_iter()
        .find(|scenario| scenario.stem == "skip_one_week")
        .expect("the scenario of one skipped week");
    let holds = |scenario: &Scenario| scenario.run(Box::new(MemoryStore::default()));
    holds(&scenario).expect("it holds as it is");
    let (n, expected) = scenario
        .steps
        .iter_mut()
        .enumerate()
        .find_map(|(n, step)| Some((n, step.expect.as_mut()?.pointer_mut("/items/0/kind")?)))
        .expect("an expected outcome");
    assert_eq!(*expected, "skipped");
    *expected = "generated".into();
    let fault = holds(&scenario).expect_err("it is broken");
    assert!(fault.starts_with(&format!("skip_one_week, step {} (", n + 1)), "{fault}");
    let told = r#"at `items[0].kind`: expected "generated", got "skipped""#;
    assert!(fault.ends_with(told), "{fault}");
}

/// The codes that no scenario on the memory store can show, and the tests that do.
const SHOWN_ELSEWHERE: &[(Code, &str, &str)] = &[
    (
        Code::StoreUnavailable,
        "store-sqlite/tests/file.rs",
        "a_path_that_cannot_be_a_file_says_what_to_do",
    ),
    (
        Code::StoreRefused,
        "tests/postgres/tests/refused.rs",
        "a_role_that_may_bypass_row_security_is_refused",
    ),
    (
        Code::OutcomeUnknown,
        "tests/postgres/tests/lost.rs",
        "a_commit_whose_fate_nobody_can_tell_is_not_tried_again",
    ),
    (
        Code::ForeignDatabase,
        "store-sqlite/tests/file.rs",
        "what_is_not_ours_is_refused_and_left_as_it_is",
    ),
    (Code::NewerSchema, "store-sqlite/tests/file.rs", "a_newer_file_is_refused_and_left_as_it_is"),
    (
        Code::CorruptRecord,
        "tests/tests/broken_rows.rs",
        "a_broken_enterprise_is_put_off_and_reported_and_the_others_go_on",
    ),
    (Code::Internal, "tests/tests/panics.rs", "a_panic_stops_at_the_wire_and_changes_nothing"),
];

/// The variants that nothing can bring about yet.
const NOT_YET: &[(&str, &str)] = &[
    // No operation cancels a cycle (R11).
    ("Why", "cycle_cancelled"),
];

#[test]
fn every_operation_every_code_and_every_variant_is_in_some_scenario() {
    let coverage = coverage();
    let elsewhere: Vec<_> = SHOWN_ELSEWHERE.iter().map(|(code, ..)| *code).collect();
    let missing = coverage.missing(&elsewhere, NOT_YET);
    assert!(missing.is_empty(), "{} are missing:\n{}", missing.len(), missing.join("\n"));
    for (code, file, test) in SHOWN_ELSEWHERE {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{file}: {e}"));
        let body = text.split_once(&format!("fn {test}()")).map(|(_, body)| body);
        let body = body.unwrap_or_else(|| panic!("{file} has no test `{test}`"));
        let body = body.split("\n}").next().unwrap_or_default();
        let shows = body.contains(code.name()) || body.contains(&format!("Code::{code:?}"));
        assert!(shows, "`{test}` of {file} does not speak of `{}`", code.name());
    }
}

/// The table of operations names the errors that there are, and no others.
#[test]
fn every_operation_answers_the_codes_that_it_declares_and_no_others() {
    let faults = coverage().misdeclared();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

fn coverage() -> Coverage {
    let mut coverage = Coverage::default();
    for scenario in scenarios::all() {
        let told = scenario.run(Box::new(MemoryStore::default()));
        told.unwrap_or_else(|fault| panic!("{fault}")).iter().for_each(|step| coverage.see(step));
    }
    coverage
}
