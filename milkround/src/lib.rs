#![doc = include_str!("../../README.md")]
#![warn(missing_docs)]

pub use milkround_core::{
    Class, Code, Error, Fault, Result, Violation, Violations, error, hub, model, rules, store,
    value,
};

#[cfg(feature = "sqlite")]
pub use milkround_sqlite::SqliteStore;

#[cfg(feature = "postgres")]
pub use milkround_postgres::PostgresStore;

pub mod moving;
pub mod wire;

use chrono::{DateTime, Utc};
use hub::{Clock, Hub};
use std::hash::{BuildHasher, Hasher, RandomState};
use store::{MemoryStore, Store};

/// Opens a hub on the host's clock: `sqlite:hub.db`, or `postgres://user:password@host:5432/database`
/// where the feature `postgres` is on (more of it: `PostgresStore::open`), or `memory:` for a trial,
/// `sqlite::memory:` too.
///
/// No error repeats the URL, which may hold a password.
///
/// # Errors
/// `malformed` for another address; `foreign_database` and `newer_schema` for a file or a schema that
/// is not ours or of a newer version; `store_unavailable` when it cannot be opened; `store_refused`
/// when a server does not let the role in, or its role may bypass row security.
pub fn open(url: &str) -> Result<Hub> {
    Options::new().open(url)
}

/// How to open a hub: with a test clock, with a seed, only where there is one.
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
    existing: bool,
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

    /// Opens only what is there: a file or a schema that is not is `not_found`, and is not made.
    #[must_use]
    pub fn existing(mut self) -> Self {
        self.existing = true;
        self
    }

    /// Opens a hub; see [`open`].
    ///
    /// # Errors
    /// As [`open`]; `not_found` as [`existing`](Self::existing) says.
    pub fn open(self, url: &str) -> Result<Hub> {
        let store = store_of(url, self.existing)?;
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

fn store_of(url: &str, existing: bool) -> Result<Box<dyn Store>> {
    let (scheme, rest) = url.split_once(':').unwrap_or_default();
    match scheme {
        "memory" if rest.is_empty() => Ok(Box::new(MemoryStore::default())),
        "sqlite" if !rest.is_empty() => sqlite(rest, existing),
        "postgres" | "postgresql" => postgres(url, existing),
        _ => Err(no_store(scheme)),
    }
}

#[cfg(feature = "sqlite")]
fn sqlite(path: &str, existing: bool) -> Result<Box<dyn Store>> {
    // Both `sqlite:hub.db` and `sqlite:///srv/hub.db` are in use.
    let file = path.strip_prefix("//").unwrap_or(path);
    Ok(Box::new(match (path, existing) {
        (":memory:", _) => SqliteStore::open_in_memory()?,
        (_, true) => SqliteStore::open_existing(file)?,
        (_, false) => SqliteStore::open(file)?,
    }))
}

#[cfg(not(feature = "sqlite"))]
fn sqlite(_: &str, _: bool) -> Result<Box<dyn Store>> {
    Err(not_built("sqlite"))
}

#[cfg(feature = "postgres")]
fn postgres(url: &str, existing: bool) -> Result<Box<dyn Store>> {
    let open = if existing { PostgresStore::open_existing } else { PostgresStore::open };
    Ok(Box::new(open(url)?))
}

#[cfg(not(feature = "postgres"))]
fn postgres(_: &str, _: bool) -> Result<Box<dyn Store>> {
    Err(not_built("postgres"))
}

#[cfg(not(all(feature = "sqlite", feature = "postgres")))]
fn not_built(feature: &str) -> Error {
    let message = format!(
        "this Milkround was built without its feature `{feature}`: build it with `--features {feature}`"
    );
    Error::new(Code::Malformed, message).at("url")
}

/// Whatever else the URL is, it may hold a password: only what reads as a scheme is repeated.
fn no_store(scheme: &str) -> Error {
    let plain = |c: char| c.is_ascii_alphanumeric() || "+.-".contains(c);
    let what = match !scheme.is_empty() && scheme.chars().all(plain) {
        true => format!("`{scheme}:` is"),
        false => "the URL names".to_owned(),
    };
    let message = format!(
        "{what} no store: give `sqlite:hub.db`, `postgres://user:password@host:5432/database`, or \
         `memory:` for a trial"
    );
    Error::new(Code::Malformed, message).at("url")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(url: &str) -> String {
        let error = open(url).unwrap_err();
        assert_eq!(error.code(), Code::Malformed, "{error}");
        assert_eq!(error.path(), Some("url"), "{error}");
        error.to_string()
    }

    #[test]
    fn what_is_no_store_is_told_all_forms_and_not_repeated() {
        for url in [
            "mysql://shop:s3cret@localhost/shop",
            "Postgres://shop:s3cret@localhost/shop",
            "shop s3cret:@localhost",
            "s3cret@localhost/shop",
            "memory:s3cret",
            "sqlite:",
            "",
        ] {
            let said = refused(url);
            for form in ["`sqlite:hub.db`", "`postgres://user:password@host", "`memory:`"] {
                assert!(said.contains(form), "{url}: {said}");
            }
            assert!(!said.contains("s3cret") && !said.contains("localhost"), "{said}");
        }
        assert!(refused("mysql:").contains("`mysql:` is no store"));
    }

    #[test]
    fn a_postgres_url_that_does_not_read_or_is_not_built_in_is_refused() {
        let features = if cfg!(feature = "postgres") { "the URL" } else { "`--features postgres`" };
        for url in ["postgres:s3cret", "postgresql://shop:s3cret@localhost:port/shop"] {
            let said = refused(url);
            assert!(said.contains(features) && !said.contains("s3cret"), "{said}");
        }
    }
}
