//! Runs that are killed, at moments counted in bytes written: they do not depend on the machine's
//! speed.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// How much of the log beside a database was ever written.
pub fn written(database: &Path) -> u64 {
    std::fs::metadata(database.with_extension("db-wal")).map_or(0, |log| log.len())
}

/// Runs a command so many times, and kills it whenever one part more is written of what a whole run
/// writes.
pub fn kill(times: u64, whole: u64, database: &Path, command: impl Fn() -> Command) {
    let mut killed = 0;
    for n in 1..=times {
        let mut command = command();
        let mut run = command.stdout(Stdio::null()).stderr(Stdio::inherit()).spawn().unwrap();
        while written(database) < whole * n / (times + 1) && run.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_micros(200));
        }
        run.kill().unwrap();
        killed += u32::from(run.wait().unwrap().code().is_none());
    }
    assert!(killed > 0, "every run came to its end before it was killed");
}
