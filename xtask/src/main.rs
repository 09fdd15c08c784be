//! The project's own chores.
//!
//! - `cargo xtask gen`: what is made from the catalogue of operations, in every language, written anew.
//! - `cargo xtask tidy`: files that outgrew their name, unfinished marks, links to pages that are
//!   not there. Part of `make test`.
//! - `cargo xtask torture [TIMES]`: the tests of the promises with so many times their usual number
//!   of seeds, optimised; usually 100. Sizes of those that run in processes are options, such as
//!   `--kills 10000`; `--release-size` is what a release is held to ([reliability](../../docs/reliability.md)).

mod generate;
mod torture;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// A file of more lines is two rooms in one.
const MOST_LINES: usize = 600;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["gen"] => generate::all(),
        ["tidy"] => tidy(),
        ["torture", ..] => torture::torture(&args[1..]).unwrap_or_else(|why| usage(&why)),
        _ => usage("name a chore"),
    }
}

fn usage(why: &str) -> ExitCode {
    eprintln!("{why}: cargo xtask gen | tidy | {}", torture::USAGE);
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
