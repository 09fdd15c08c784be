//! Where torture happens on a server.

use crate::{Database, sql};
use milkround_core::store::Store;
use milkround_postgres::PostgresStore;
use milkround_tests::torture::{Arena, until};
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// A database of its own, for a program that works on it.
#[derive(Debug)]
pub struct DatabaseArena {
    /// The database.
    pub database: Database,
    program: &'static Path,
    store: OnceLock<Arc<PostgresStore>>,
}

/// What workers call themselves at the server.
const WORKERS: &str = "worker";

impl DatabaseArena {
    /// One on the server that the tests were given.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn new(program: &'static str) -> Self {
        Self::of(Database::migrated(), program)
    }

    /// One in a database that has Milkround's tables.
    pub fn of(database: Database, program: &'static str) -> Self {
        Self { database, program: Path::new(program), store: OnceLock::new() }
    }
}

impl Arena for DatabaseArena {
    fn program(&self) -> &Path {
        self.program
    }

    fn address(&self) -> String {
        let url = self.database.url();
        let mark = if url.contains('?') { '&' } else { '?' };
        format!("{url}{mark}application_name={WORKERS}")
    }

    /// The same each time: opening connections costs more than what is read.
    fn open(&self) -> Box<dyn Store> {
        let store = self.store.get_or_init(|| Arc::new(self.database.open()));
        Box::new(Arc::clone(store))
    }

    /// A killed worker's statement goes on at the server until that sees that nobody hears it.
    fn settle(&self) {
        let left = format!(
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() \
             AND application_name = '{WORKERS}'"
        );
        let url = self.database.url();
        until("no worker's session is left", || sql(&url, &left).is_ok_and(|left| left.is_empty()));
    }
}
