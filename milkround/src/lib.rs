#![doc = include_str!("../../README.md")]
#![warn(missing_docs)]

pub use milkround_core::{
    Class, Code, Error, Fault, Result, Violation, Violations, error, hub, model, rules, store,
    value,
};

#[cfg(feature = "sqlite")]
pub use milkround_sqlite::SqliteStore;

pub mod moving;
pub mod wire;

use chrono::{DateTime, Utc};
use hub::{Clock, Hub};
use std::hash::{BuildHasher, Hasher, RandomState};
use store::{MemoryStore, Store};

/// Opens a hub on the host's clock: `sqlite:hub.db`, `sqlite::memory:` or `memory:`.
///
/// # Errors
/// `malformed` for another address; `foreign_database` and `newer_schema` for a file that is not
/// ours or of a newer version; `store_unavailable` when it cannot be opened.
pub fn open(url: &str) -> Result<Hub> {
    Options::new().open(url)
}

/// How to open a hub: with a test clock, with a seed.
///
/// ```
/// let hub = milkround::Options::new()
///     .test_clock("2026-03-01T08:00:00Z".parse().unwrap())
///     .seed(7)
///     .open("memory:")?;
/// assert_eq!(hub.now().to_rfc3339(), "2026-03-01T08:00:00+00:00");
/// # Ok::<(), milkround::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Options {
    clock: Option<DateTime<Utc>>,
    seed: Option<u64>,
}

impl Options {
    /// The host's clock, and ids that nobody can foresee.
    pub fn new() -> Self {
        Self::default()
    }

    /// A clock that stands at `now` until it is told to go on (`test_clock.advance`).
    #[must_use]
    pub fn test_clock(mut self, now: DateTime<Utc>) -> Self {
        self.clock = Some(now);
        self
    }

    /// Ids from this seed: the same calls give the same ids. For tests alone.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Opens a hub; see [`open`].
    ///
    /// # Errors
    /// As [`open`].
    pub fn open(self, url: &str) -> Result<Hub> {
        let store = store_of(url)?;
        let clock = match self.clock {
            Some(now) => Clock::Test(now),
            None => Clock::Host(Box::new(host_time)),
        };
        Ok(Hub::new(store, clock, self.seed.unwrap_or_else(random_seed)))
    }
}

/// Here, and only here, the machine is asked for its time.
#[allow(clippy::disallowed_methods, reason = "the host's clock, asked for when the hub was opened")]
fn host_time() -> DateTime<Utc> {
    DateTime::from(std::time::SystemTime::now())
}

/// Here, and only here, the machine is asked for something random: the standard library keys every
/// `RandomState` from the operating system.
fn random_seed() -> u64 {
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u32(std::process::id());
    hasher.finish()
}

fn store_of(url: &str) -> Result<Box<dyn Store>> {
    match url.split_once(':') {
        Some(("memory", "")) => Ok(Box::new(MemoryStore::default())),
        #[cfg(feature = "sqlite")]
        Some(("sqlite", ":memory:")) => Ok(Box::new(SqliteStore::open_in_memory()?)),
        #[cfg(feature = "sqlite")]
        Some(("sqlite", path)) if !path.is_empty() => {
            // Both `sqlite:hub.db` and `sqlite:///srv/hub.db` are in use.
            Ok(Box::new(SqliteStore::open(path.strip_prefix("//").unwrap_or(path))?))
        }
        _ => Err(Error::new(
            Code::Malformed,
            format!("`{url}` is no store: give `sqlite:hub.db`, or `memory:` for a trial"),
        )
        .at("url")),
    }
}
