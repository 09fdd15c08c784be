//! Where a bench keeps its hub: in a file, or, with the feature `postgres` and `--postgres` among its
//! arguments, on a server of its own that is thrown away afterwards.

use chrono::{DateTime, Utc};
use milkround::hub::{Clock, Hub};
use milkround::store::Store;
use milkround::{Result, SqliteStore};

/// A place for one hub.
#[derive(Debug)]
pub enum Place {
    /// A file.
    File(tempfile::TempDir),
    /// A database.
    #[cfg(feature = "postgres")]
    Server(Box<milkround_cluster::Cluster>),
}

/// The database of a server of the benches.
#[cfg(feature = "postgres")]
pub const DATABASE: &str = "hub";

impl Place {
    /// A new one, as the arguments of this program ask.
    ///
    /// # Panics
    /// Where it cannot be made.
    #[allow(clippy::disallowed_methods, reason = "a bench reads its arguments")]
    pub fn asked_for() -> Self {
        match std::env::args().any(|arg| arg == "--postgres") {
            false => Place::File(tempfile::tempdir().expect("a folder")),
            #[cfg(feature = "postgres")]
            true => {
                let cluster = milkround_cluster::Cluster::start().expect("a server");
                crate::server::sql(
                    &cluster.url("postgres"),
                    &format!("CREATE DATABASE {DATABASE}"),
                );
                Place::Server(Box::new(cluster))
            }
            #[cfg(not(feature = "postgres"))]
            true => panic!("build the benches with `--features postgres`"),
        }
    }

    /// What it is, for a title.
    pub fn name(&self) -> &'static str {
        match self {
            Place::File(_) => "SQLite",
            #[cfg(feature = "postgres")]
            Place::Server(_) => "PostgreSQL",
        }
    }

    /// The path of the file.
    pub fn path(&self) -> Option<std::path::PathBuf> {
        match self {
            Place::File(folder) => Some(folder.path().join("hub.db")),
            #[cfg(feature = "postgres")]
            Place::Server(_) => None,
        }
    }

    /// Opens it. No commit waits for the disk: what is measured here writes nothing, or little.
    ///
    /// # Errors
    /// Those of the store.
    pub fn open(&self) -> Result<Box<dyn Store>> {
        match self {
            Place::File(folder) => {
                let store = SqliteStore::open(folder.path().join("hub.db"))?;
                store.never_sync()?;
                Ok(Box::new(store))
            }
            #[cfg(feature = "postgres")]
            Place::Server(cluster) => {
                Ok(Box::new(milkround_postgres::PostgresStore::open(&cluster.url(DATABASE))?))
            }
        }
    }

    /// Opens it again at a time.
    ///
    /// # Errors
    /// Those of the store.
    pub fn again(&self, now: DateTime<Utc>) -> Result<Hub> {
        Ok(Hub::new(self.open()?, Clock::Test(now), 2))
    }

    /// Lets the server look at its tables, as it does by itself after a while.
    pub fn settle(&self) {
        #[cfg(feature = "postgres")]
        if let Place::Server(cluster) = self {
            crate::server::sql(&cluster.url(DATABASE), "VACUUM ANALYZE");
        }
    }
}
