//! Data of another shape are refused with their place, before anything is done.

use milkround_examples::grocery::data::{Bad, Year};
use std::path::Path;
use std::process::Command;

const YEAR: &str = include_str!("data/year.jsonl");

fn read(text: &[u8]) -> Bad {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("year.jsonl");
    std::fs::write(&path, text).unwrap();
    let bad = Year::read(&path).unwrap_err();
    assert_eq!(bad.file, path.display().to_string());
    bad
}

/// The year with one text in the place of another.
fn with(old: &str, new: &str) -> String {
    assert!(YEAR.contains(old), "{old}");
    YEAR.replacen(old, new, 1)
}

fn told(old: &str, new: &str) -> String {
    let bad = read(with(old, new).as_bytes());
    assert!(!bad.error.violations().is_empty(), "no field is named: {bad}");
    bad.to_string().replace(&format!("`{}`, ", bad.file), "")
}

#[test]
fn a_header_of_another_shape_is_refused_with_line_and_field() {
    let all = [
        told("{\"kind\":\"header\"", "{\"kind\":\"title\""),
        told("milkround grocery year", "census"),
        told("\"version\":1", "\"version\":2"),
        told("\"version\":1,", ""),
        told("2017-02-27", "2017-02-28"),
        told("2017-02-27", "27 February"),
        told("America/New_York", "New York"),
        told("\"USD\"", "\"dollars\""),
        told("\"weeks\":8", "\"weeks\":\"8\""),
        told("\"weeks\":8", "\"weeks\":55"),
        told("\"hubs\":2", "\"hubs\":3"),
        told("\"products\":2", "\"products\":3"),
        told("\"households\":4", "\"households\":3"),
        told("\"standing_orders\":3", "\"standing_orders\":4"),
        told("\"lines\":4", "\"lines\":5"),
        told("\"lines\":4}", "\"lines\":4,\"licence\":\"?\"}"),
        told("\"hubs\":2,\"products\":2", "\"hubs\":3,\"products\":3"),
    ];
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn a_line_of_another_shape_is_refused_with_its_fields() {
    let all = [
        told("{\"kind\":\"household\",\"id\":\"4\"", "{\"kind\":\"header\",\"id\":\"4\""),
        told("{\"kind\":\"product\",\"id\":\"20\"", "{\"id\":\"20\""),
        told("\"price\":\"1.29\"", "\"cost\":\"1.29\""),
        told("\"price\":\"1.29\"", "\"price\":\"1.29\",\"cost\":\"1.29\""),
        told("\"price\":\"1.29\"", "\"price\":\"-1.29\""),
        told("\"price\":\"1.29\"", "\"price\":\"1.295\""),
        told("\"price\":\"1.29\"", "\"price\":null"),
        told("\"name\":\"BANANAS\",\"category\":\"PRODUCE\"", "\"name\":\" \",\"category\":1"),
        told("\"id\":\"20\"", "\"id\":\"10\""),
        told("\"hub\":\"31\"", "\"hub\":\"\""),
        told("[0,1,3,4,7]", "[0,1,3,4,8]"),
        told("[0,1,3,4,7]", "[0,1,3,3,7]"),
        told("[0,1,3,4,7]", "[1,0,3,4,7]"),
        told("[0,1,3,4,7]", "[0,-1]"),
        told("[0,1,3,4,7]", "[]"),
        told("\"lines\":[]", "\"lines\":[1]"),
        told("\"product\":\"20\",\"quantity\":3", "\"product\":\"30\",\"quantity\":3"),
        told("\"product\":\"20\",\"quantity\":1", "\"product\":\"10\",\"quantity\":1"),
        told("\"quantity\":3", "\"quantity\":0"),
        told("\"quantity\":3", "\"quantity\":2.5"),
        told(",\"quantity\":3", ""),
        told("\"id\":\"2\"", "\"id\":\"1\""),
    ];
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn a_file_that_is_cut_or_no_json_is_refused_with_its_line() {
    let lines = YEAR.lines().count();
    let cut = YEAR.trim_end().strip_suffix("[]}").unwrap();
    let (without_last, _) = YEAR.trim_end().rsplit_once('\n').unwrap();
    for (text, line) in [
        (cut.as_bytes(), lines),
        (without_last.as_bytes(), 1),
        (b"", 1),
        (b"\xff\xfe", 1),
        (b"kind,id\nheader,1\n", 1),
        (YEAR.replacen('\n', "\n\n", 1).as_bytes(), 2),
        (YEAR.replacen('\n', "\n{}{}\n", 1).as_bytes(), 2),
    ] {
        let bad = read(text);
        assert_eq!(bad.line, Some(line), "{bad}");
    }
}

/// Runs the program in a folder: whether it went well, and what it complained of.
fn run(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_grocery_year"));
    let out = program.current_dir(folder).args(arguments).output().unwrap();
    (out.status.success(), String::from_utf8(out.stderr).unwrap())
}

#[test]
fn bad_input_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("good.jsonl", YEAR);
    write("bad.jsonl", &with("\"quantity\":3", "\"quantity\":0"));
    write("text.db", &"This is no database.\n".repeat(100));
    for (arguments, expected) in [
        (&["bad.jsonl", "new.db"][..], "`bad.jsonl`, line 6: lines[0].quantity: `0` is nothing"),
        (&["none.jsonl", "new.db"], "`none.jsonl`: it cannot be read: "),
        (&["good.jsonl", "new.db", "more"], "give the path of the data, that of the database"),
        (&["--help"], "give the path of the data, that of the database"),
        (&["good.jsonl", "nowhere/new.db"], "there is no folder"),
        (&["good.jsonl", "text.db"], "text.db"),
    ] {
        let (well, said) = run(folder.path(), arguments);
        assert!(!well && said.starts_with("grocery_year: "), "{arguments:?}: {said}");
        assert!(said.contains(expected), "{arguments:?}: {said}");
    }
    let left = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let mut left: Vec<_> = left.collect();
    left.sort();
    assert_eq!(left, ["bad.jsonl", "good.jsonl", "text.db"]);
}

#[test]
fn a_database_with_a_year_of_other_data_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("one.jsonl"), YEAR).unwrap();
    std::fs::write(folder.path().join("other.jsonl"), with("\"0.50\"", "\"0.55\"")).unwrap();
    assert_eq!(run(folder.path(), &["one.jsonl", "year.db"]), (true, String::new()));
    let (well, said) = run(folder.path(), &["other.jsonl", "year.db"]);
    assert!(!well && said.contains("`year.db` has a year of other data: remove it"), "{said}");
    assert_eq!(run(folder.path(), &["one.jsonl", "year.db"]), (true, String::new()));
}
