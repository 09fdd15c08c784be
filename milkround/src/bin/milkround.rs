//! Moves hubs from one store to another: `milkround export`, `import`, `verify` and `remove`; and makes
//! a store's tables: `milkround migrate`.

use milkround::hub::Hub;
use milkround::moving::{Moved, Options, Stage, Step, check, export, remove};
use milkround::{Code, Error, Result};
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::process::ExitCode;

const USAGE: &str = "\
milkround export STORE [--enterprise ID]...         writes a store to standard output
milkround import FILE STORE [--enterprise ID]...    brings it into another store, or goes on with that
milkround verify FILE STORE [--enterprise ID]...    compares a store with the file, and writes nothing
milkround remove STORE --enterprise ID              takes an enterprise and all of it out of a store
milkround migrate STORE                             makes a store's tables, or brings them up to date

A store is `sqlite:hub.db`, or `postgres://user:password@host:5432/database` where this was built with
`--features postgres`. More: docs/moving.md.";

/// What was asked for.
struct Wish {
    command: String,
    places: Vec<String>,
    enterprises: Vec<String>,
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help" || arg == "-h") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let wish = match wish(args) {
        Ok(wish) => wish,
        Err(why) => {
            tell(format_args!("milkround: {why}\n{USAGE}"));
            return ExitCode::from(2);
        }
    };
    match run(&wish) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(format_args!("milkround: {}: {error}", error.code().name()));
            ExitCode::FAILURE
        }
    }
}

fn wish(args: Vec<String>) -> std::result::Result<Wish, String> {
    let (mut places, mut enterprises) = (Vec::new(), Vec::new());
    let mut args = args.into_iter();
    let command = args.next().ok_or("say what to do")?;
    while let Some(arg) = args.next() {
        match arg.strip_prefix("--") {
            None => places.push(arg),
            Some("enterprise") => {
                enterprises.push(args.next().ok_or("`--enterprise` needs an id behind it")?);
            }
            Some(_) => return Err(format!("`{arg}` is no option")),
        }
    }
    let needs = match command.as_str() {
        "export" | "remove" | "migrate" => 1,
        "import" | "verify" => 2,
        other => return Err(format!("`{other}` is no command")),
    };
    match (command.as_str(), enterprises.len()) {
        ("remove", 0 | 2..) => return Err("`remove` needs one `--enterprise`".to_owned()),
        ("migrate", 1..) => return Err("`migrate` is about a whole store".to_owned()),
        _ => {}
    }
    match places.len() == needs {
        true => Ok(Wish { command, places, enterprises }),
        false => Err(format!("`{command}` needs {needs} places, not {}", places.len())),
    }
}

fn run(wish: &Wish) -> Result<()> {
    let enterprises = wish.enterprises.clone();
    let options = Options { enterprises, told: &told, ..Options::default() };
    let moved = match (wish.command.as_str(), wish.places.as_slice()) {
        ("migrate", [store]) => {
            milkround::open(store)?;
            tell(format_args!("the tables of the store are those of this Milkround"));
            return Ok(());
        }
        ("remove", [store]) => {
            let hub = existing(store)?;
            remove(hub.store(), wish.enterprises.first().map_or("", String::as_str), &options)?
        }
        (_, [store]) => {
            let hub = existing(store)?;
            let mut out = BufWriter::new(std::io::stdout().lock());
            export(hub.store(), &mut out, &options)?
        }
        (command, [file, store]) => {
            let opened = File::open(file).map_err(|e| unreadable(file, &e))?;
            // The file is looked at first: one that is not right makes no new store.
            let checked = check(BufReader::new(opened), &options)?;
            match command {
                "verify" => checked.verify(existing(store)?.store(), &options)?,
                _ => checked.import(milkround::open(store)?.store(), &options)?,
            }
        }
        _ => return Err(Error::internal("the number of places was not checked")),
    };
    report(&wish.command, &moved);
    Ok(())
}

/// A store that is there: making one is not what is meant by reading from it.
fn existing(store: &str) -> Result<Hub> {
    milkround::Options::new().existing().open(store)
}

fn unreadable(file: &str, e: &std::io::Error) -> Error {
    let message = format!("`{file}` cannot be read ({e}): check the path and its permissions");
    Error::new(Code::StoreUnavailable, message)
}

/// Tells people. Where nobody reads on, that is no reason to stop.
fn tell(line: std::fmt::Arguments<'_>) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Progress.
fn told(step: Step) {
    let Step { stage, table, rows } = step;
    match stage {
        Stage::Counting => tell(format_args!("counting")),
        _ if rows == 0 => {}
        _ => tell(format_args!("{} {table}: {rows} rows", stage.name())),
    }
}

fn report(command: &str, moved: &Moved) {
    for tally in &moved.enterprises {
        let rows: u64 = tally.rows.values().sum();
        let of = |table: &str| tally.rows.get(table).copied().unwrap_or(0);
        tell(format_args!(
            "`{}`: {rows} rows, {} customers, {} orders, balances {} in minor units",
            tally.enterprise,
            of("customers"),
            of("orders"),
            tally.accounts
        ));
    }
    let Moved { enterprises, written, known, sha256 } = moved;
    let many = enterprises.len();
    match command {
        "export" => {
            tell(format_args!("exported {written} rows of {many} enterprises, sha256 {sha256}"));
        }
        "import" => tell(format_args!(
            "imported {written} rows of {many} enterprises, {known} were there: counts and \
             balances are those of the file"
        )),
        "remove" => tell(format_args!("removed {written} rows")),
        _ => tell(format_args!(
            "verified {known} rows of {many} enterprises: every row, counts and balances are \
             those of the file"
        )),
    }
}
