//! Runs a command beside a PostgreSQL server of its own, whose address the command finds in
//! `MILKROUND_TEST_POSTGRES_URL`; where that is set already, beside that server.
//!
//! ```text
//! milkround-cluster cargo test --package milkround-postgres-tests
//! milkround-cluster --databases 20 python -m pytest
//! ```
//!
//! With `--databases` it is always a new server, with so many empty databases: `hub_1`, `hub_2` and so
//! on, for tests that cannot make their own.

use milkround_cluster::Cluster;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitCode};

const URL: &str = "MILKROUND_TEST_POSTGRES_URL";

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1).peekable();
    let asks = args.next_if(|arg| arg == "--databases").is_some();
    let databases = match asks {
        true => args.next().and_then(|n| n.to_str()?.parse().ok()),
        false => Some(0),
    };
    let (Some(databases), Some(program)) = (databases, args.next()) else {
        eprintln!("name a command: milkround-cluster [--databases N] COMMAND [ARGUMENT…]");
        return ExitCode::from(2);
    };
    let mut command = Command::new(program);
    match run(command.args(args), databases) {
        Ok(code) => ExitCode::from(code),
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(127)
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a chore of the tests is told where the server is")]
fn run(command: &mut Command, databases: u32) -> Result<u8, String> {
    // It lives as long as the command.
    let _cluster = match std::env::var_os(URL) {
        Some(_) if databases == 0 => None,
        _ => {
            let cluster = Cluster::start_with(databases)?;
            command.env(URL, cluster.url("postgres"));
            Some(cluster)
        }
    };
    let status = command.status();
    let status = status.map_err(|e| format!("{}: {e}", command.get_program().display()))?;
    let code = status.code().or_else(|| Some(128 + status.signal()?));
    Ok(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1))
}
