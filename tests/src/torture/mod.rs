//! Promises under torture, on any store that outlives a process: many workers at once
//! ([`workers`]), workers killed at any moment ([`kills`]), edits that race the close ([`races`]).
//!
//! A test gives an [`Arena`] and a size. Workers are processes ([`worker`]) that say on one pipe
//! what they do, so that a test knows what was acknowledged and what went on side by side
//! ([`team`]).

mod check;
pub mod kills;
pub mod races;
pub mod team;
mod town;
pub mod worker;
pub mod workers;

pub use check::{in_full, nothing_is_due};
pub use town::Town;

use milkround_core::hub::{Clock, Hub};
use milkround_core::store::Store;
use milkround_sqlite::SqliteStore;
use std::path::Path;
use std::time::Duration;

/// Where workers work: a store that several processes open, gone when it is dropped.
pub trait Arena: Sync {
    /// The program that ticks on it.
    fn program(&self) -> &Path;

    /// The address that the program is given.
    fn address(&self) -> String;

    /// Opens it beside the workers.
    fn open(&self) -> Box<dyn Store>;

    /// Waits until nothing of a killed worker goes on.
    fn settle(&self) {}
}

/// A file in a folder of its own.
#[derive(Debug)]
pub struct FileArena {
    folder: tempfile::TempDir,
    program: &'static Path,
}

impl FileArena {
    /// An empty one, for this program.
    ///
    /// # Panics
    /// When no folder can be made.
    pub fn new(program: &'static str) -> Self {
        Self { folder: tempfile::tempdir().expect("a folder"), program: Path::new(program) }
    }
}

impl Arena for FileArena {
    fn program(&self) -> &Path {
        self.program
    }

    fn address(&self) -> String {
        self.folder.path().join("hub.db").display().to_string()
    }

    fn open(&self) -> Box<dyn Store> {
        Box::new(SqliteStore::open(self.address()).expect("a store"))
    }
}

/// A hub on an arena, whose clock stands at this time.
pub fn hub(arena: &dyn Arena, now: chrono::DateTime<chrono::Utc>, seed: u64) -> Hub {
    Hub::new(arena.open(), Clock::Test(now), seed)
}

/// How large to torture: the number that a variable names, which `cargo xtask torture` sets.
#[allow(clippy::disallowed_methods, reason = "the size of a run, not its outcome")]
pub fn size(variable: &str, usual: usize) -> usize {
    match std::env::var(variable) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{variable}=`{text}` is no number")),
        Err(_) => usual,
    }
}

/// Waits until something holds, for a minute at most.
///
/// # Panics
/// When it never does.
pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..6_000 {
        if holds() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("after a minute still not: {what}");
}
