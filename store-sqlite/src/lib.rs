//! Keeps Milkround's records in an SQLite file.
//!
//! ```
//! use milkround_core::store::{Access, Scope, Store};
//! use milkround_sqlite::SqliteStore;
//!
//! let store = SqliteStore::open_in_memory()?;
//! let tx = store.begin(&Scope::All, Access::Write)?;
//! tx.commit()?;
//! # Ok::<(), milkround_core::Error>(())
//! ```
//!
//! One connection writes and a few read; in the file's WAL mode a reader sees the state in which it
//! began and waits for nobody. An acknowledged commit has been synced to the disk. Several
//! processes may use one file, on a local file system. A process may fork while no transaction
//! runs, if it has one store for the file.

mod bind;
mod file;
mod pool;
mod schema;
mod sql;
mod sums;
mod trouble;
mod tx;

pub use schema::create_table_sql;

use file::Source;
use milkround_core::store::{Access, Scope, Store, Table, Transaction};
use milkround_core::{Error, Result};
use pool::Pool;
use std::path::Path;
use std::time::Duration;
use tx::SqliteTx;

/// Keeps records in one SQLite file, or in memory.
#[derive(Debug)]
pub struct SqliteStore {
    pool: Pool,
}

impl SqliteStore {
    /// How long [`begin`](Store::begin) waits for another writer, in this process or another.
    pub const WAIT: Duration = Duration::from_secs(10);

    /// Opens the file at `path`, making it where there is none, and brings its tables up to date.
    ///
    /// Processes that open a new file at once each find it whole.
    ///
    /// # Errors
    /// `foreign_database` when something else is there, which is left as it is; `newer_schema` when
    /// a newer Milkround wrote it; `store_unavailable` when the file cannot be read or written.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = file::absolute(path.as_ref())?;
        let first = file::open_new_or_ours(&path)?;
        Ok(Self { pool: Pool::new(Source::File(path), first) })
    }

    /// The same, but makes no file where there is none.
    ///
    /// # Errors
    /// As [`open`](Self::open); `not_found` where there is no file, or an empty one.
    pub fn open_existing(path: impl AsRef<Path>) -> Result<Self> {
        let path = file::absolute(path.as_ref())?;
        let first = file::open_ours(&path)?;
        Ok(Self { pool: Pool::new(Source::File(path), first) })
    }

    /// Opens an empty store in memory, which ends with it. It has one connection: a transaction
    /// waits until the one before has ended.
    ///
    /// # Errors
    /// `store_unavailable` when there is no memory for it.
    pub fn open_in_memory() -> Result<Self> {
        let source = Source::Memory;
        let first = source.connect(Access::Write)?;
        file::migrate(&first)?;
        Ok(Self { pool: Pool::new(source, first) })
    }

    /// Makes tables of a host's own, for tests; Milkround's are there from the start.
    ///
    /// # Errors
    /// `store_unavailable`; `internal` where a table of that name exists already and is another.
    pub fn create_tables(&self, tables: &[&'static Table]) -> Result<()> {
        let lease = self.pool.take(Access::Write)?;
        for t in tables {
            file::run(&lease.conn()?.db, &create_table_sql(t))?;
        }
        Ok(())
    }

    /// Syncs no commit to the disk: for tests, where a lost machine loses nothing that matters.
    ///
    /// # Errors
    /// `store_unavailable`.
    #[doc(hidden)]
    pub fn never_sync(&self) -> Result<()> {
        let lease = self.pool.take(Access::Write)?;
        file::run(&lease.conn()?.db, "PRAGMA synchronous = OFF")
    }
}

impl Store for SqliteStore {
    fn begin(&self, scope: &Scope, access: Access) -> Result<Box<dyn Transaction + '_>> {
        let lease = self.pool.take(access)?;
        Ok(Box::new(SqliteTx::begin(lease, scope.clone(), access)?))
    }
}

/// A fault of ours.
fn internal(message: impl Into<String>) -> Error {
    Error::internal(message)
}
