//! One season of Riverside Food Hub on an SQLite file: `season [file]`, usually `riverside.db`.

use milkround_examples::data::Data;
use milkround_examples::town::{self, Town};
use milkround_examples::{report, season};
use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("season: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| "riverside.db".to_owned());
    if arguments.next().is_some() || path.starts_with('-') {
        return Err("give the path of one file, or none for `riverside.db`".into());
    }
    let data = Data::riverside()?;
    let hub = milkround::Options::new()
        .test_clock(town::beginning(&data)?)
        .open(&format!("sqlite:{path}"))?;
    let mut town = Town::open(&hub, &data)?;
    let mut out = io::stdout().lock();
    report::greeting(&town, &mut out)?;
    let mut told = Ok(());
    season::live(&mut town, &mut |moment| {
        told = std::mem::replace(&mut told, Ok(()))
            .and_then(|()| report::moment(&moment, &mut out))
            .and_then(|()| Ok(out.flush()?));
    })?;
    told?;
    report::everything(&town, &path, &mut out)
}
