//! The project's own chores.
//!
//! - `cargo xtask gen`: what is made from the catalogue of operations, in every language, written anew.
//! - `cargo xtask tidy`: files that outgrew their name, unfinished marks, links to pages that are
//!   not there. Part of `make test`.
//! - `cargo xtask torture [TIMES]`: the tests of the promises with so many times their usual number
//!   of seeds, optimised; usually 100.

mod generate;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// A file of more lines is two rooms in one.
const MOST_LINES: usize = 600;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    match (args.next().as_deref(), args.next()) {
        (Some("gen"), None) => generate::all(),
        (Some("tidy"), None) => tidy(),
        (Some("torture"), times) => match times.as_deref().unwrap_or("100").parse() {
            Ok(times) => torture(times),
            Err(_) => usage("the number of times is no number"),
        },
        _ => usage("name a chore"),
    }
}

fn usage(why: &str) -> ExitCode {
    eprintln!("{why}: cargo xtask gen | tidy | torture [TIMES]");
    ExitCode::from(2)
}

/// The files that git knows, with one of these endings.
fn files(endings: &[&str]) -> Vec<PathBuf> {
    let listed = Command::new("git").args(["ls-files"]).output().expect("git lists the files");
    let names = String::from_utf8_lossy(&listed.stdout).into_owned();
    let wanted = |name: &&str| endings.iter().any(|ending| name.ends_with(ending));
    names.lines().filter(wanted).map(PathBuf::from).filter(|path| path.exists()).collect()
}

fn tidy() -> ExitCode {
    let mut faults = Vec::new();
    for path in files(&[".rs", ".py"]) {
        let text = std::fs::read_to_string(&path).expect("a text");
        let lines = text.lines().count();
        // What is made from the catalogue is as long as the catalogue.
        let made = text.lines().take(5).any(|line| line.contains("Made by `cargo xtask gen`"));
        if lines > MOST_LINES && !made {
            faults.push(format!("{}: {lines} lines: split it", path.display()));
        }
        for mark in ["TO\u{44}O", "FIX\u{4d}E", "#[ign\u{6f}re]"] {
            if text.contains(mark) {
                faults.push(format!("{}: unfinished: {mark}", path.display()));
            }
        }
    }
    for path in files(&[".md"]) {
        let text = std::fs::read_to_string(&path).expect("a text");
        faults.extend(dead_links(&path, &text));
    }
    for fault in &faults {
        eprintln!("{fault}");
    }
    println!("tidy: {} faults", faults.len());
    if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Links of a page to files that are not there.
fn dead_links(page: &Path, text: &str) -> Vec<String> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    targets
        .filter(|target| !target.is_empty() && !target.contains("://"))
        .filter(|target| !page.parent().unwrap_or(Path::new("")).join(target).exists())
        .map(|target| format!("{}: nothing is at `{target}`", page.display()))
        .collect()
}

fn torture(times: u64) -> ExitCode {
    println!("the promises, {times} times their usual number of seeds");
    let status = Command::new("cargo")
        .args(["test", "--release", "--package", "milkround-tests"])
        .args(["--test", "p3_converge", "--test", "p8_simulator", "--test", "p9_parity"])
        .args(["--test", "p19_hostile", "--test", "plan_open"])
        .env("MILKROUND_TIMES", times.to_string())
        .status()
        .expect("cargo runs");
    if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
