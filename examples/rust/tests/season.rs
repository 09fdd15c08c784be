//! The season comes out the same on every store, run twice, and killed at any moment.

mod contents;
mod killing;

use milkround::hub::Hub;
use milkround_examples::data::Data;
use milkround_examples::report::{self, Book};
use milkround_examples::season;
use milkround_examples::town::{self, Town};
use std::path::Path;
use std::process::Command;

fn open(data: &Data, url: &str) -> Hub {
    let beginning = town::beginning(data).unwrap();
    milkround::Options::new().test_clock(beginning).open(url).unwrap()
}

fn file(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

fn lived<'h>(hub: &'h Hub, data: &'h Data) -> Town<'h> {
    let mut town = Town::open(hub, data).unwrap();
    season::live(&mut town, &mut |_| {}).unwrap();
    town
}

/// What an undisturbed season leaves behind.
fn undisturbed(data: &Data) -> Vec<String> {
    let hub = open(data, "memory:");
    lived(&hub, data);
    contents::of(&hub)
}

#[test]
fn a_season_comes_out_as_written() {
    let data = Data::riverside().unwrap();
    let hub = open(&data, "memory:");
    let town = lived(&hub, &data);
    let book = Book::read(&town).unwrap();
    let summary = report::summary(&book).unwrap();
    insta::assert_snapshot!(format!("{summary}\nROWS\n\n{}", contents::counts(&hub)));
}

#[test]
fn a_season_is_the_same_on_sqlite_and_run_again() {
    let data = Data::riverside().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let url = file(&folder.path().join("hub.db"));
    let first = open(&data, &url);
    assert!(lived(&first, &data).batches > 0);
    let once = contents::of(&first);
    drop(first);
    let again = open(&data, &url);
    assert_eq!(lived(&again, &data).batches, 0);
    contents::assert_same(&contents::of(&again), &once);
    contents::assert_same(&once, &undisturbed(&data));
}

/// ```text
///  run 1 ──✗        killed when a first part was written
///  run 2 ─────✗     goes through what is there, then on; killed further on
///  …
///  run 11 ────────────────────────────────────────────▶ to the end
/// ```
/// The moments are counted in bytes written, so that they do not depend on the machine's speed.
#[test]
fn a_season_killed_ten_times_is_that_of_an_undisturbed_run() {
    const KILLS: u64 = 10;
    let data = Data::riverside().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let measured = folder.path().join("measured.db");
    let hub = open(&data, &file(&measured));
    lived(&hub, &data);
    let whole = killing::written(&measured);
    drop(hub);

    let path = folder.path().join("killed.db");
    let season = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_season"));
        command.arg(&path);
        command
    };
    killing::kill(KILLS, whole, &path, season);
    assert!(season().output().unwrap().status.success());
    contents::assert_same(&contents::of(&open(&data, &file(&path))), &undisturbed(&data));
}
