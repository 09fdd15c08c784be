//! Databases for tests, on the server whose address stands in `MILKROUND_TEST_POSTGRES_URL`; `make
//! test-postgres` starts one.

mod arena;

pub use arena::DatabaseArena;

use milkround_core::model::TABLES;
use milkround_core::store::Store;
use milkround_postgres::PostgresStore;
use milkround_tests::contract::Place;
use milkround_tests::tables;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use tokio_postgres::{NoTls, SimpleQueryMessage};

/// The server's address, of a database to connect to.
///
/// # Panics
/// Where none is given.
#[expect(clippy::disallowed_methods, reason = "tests are told where the server is")]
pub fn server() -> &'static str {
    static URL: OnceLock<String> = OnceLock::new();
    URL.get_or_init(|| {
        std::env::var("MILKROUND_TEST_POSTGRES_URL").unwrap_or_else(|_| {
            panic!("run `make test-postgres`, or set MILKROUND_TEST_POSTGRES_URL to a server's URL")
        })
    })
}

/// Runs statements as another program would; their rows as texts.
///
/// # Errors
/// What the server says.
pub fn sql(url: &str, statements: &str) -> Result<Vec<Vec<String>>, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|e| e.to_string())?.block_on(async {
        let said = |e: tokio_postgres::Error| match e.as_db_error() {
            Some(said) => said.message().to_owned(),
            None => e.to_string(),
        };
        let (client, connection) = tokio_postgres::connect(url, NoTls).await.map_err(said)?;
        tokio::spawn(connection);
        let row = |message| match message {
            SimpleQueryMessage::Row(row) => {
                let text = |i| row.get(i).unwrap_or("").to_owned();
                Some((0..row.len()).map(text).collect())
            }
            _ => None,
        };
        let rows = client.simple_query(statements).await.map_err(said)?;
        Ok(rows.into_iter().filter_map(row).collect())
    })
}

/// Takes away what tests that have ended left: a model is not dropped.
fn forget_models() {
    let names = "SELECT datname FROM pg_database WHERE datname LIKE 'milkround\\_test\\_%'";
    for name in sql(server(), names).expect("databases").into_iter().flatten() {
        let process = name.split('_').nth(2).unwrap_or_default();
        if !std::path::Path::new("/proc").join(process).exists() {
            // Another may have dropped it meanwhile.
            let _ = sql(server(), &format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

/// Lets a transaction see the rows of every enterprise.
pub const OF_ALL: &str = "SET LOCAL milkround.enterprises = '*'";

/// A database of a test's own, gone when it is dropped.
#[derive(Debug)]
pub struct Database {
    server: String,
    name: String,
}

impl Database {
    /// A new one on the server that the tests were given.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn new() -> Self {
        Self::on(server())
    }

    /// A new one on a server.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn on(server: &str) -> Self {
        Self::make(server, "")
    }

    /// A new one with Milkround's tables, as a copy of one that was made once.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn migrated() -> Self {
        static MODEL: OnceLock<Database> = OnceLock::new();
        let model = MODEL.get_or_init(|| {
            forget_models();
            let model = Self::make(server(), "");
            drop(model.open());
            model
        });
        Self::make(server(), &format!("TEMPLATE {}", model.name))
    }

    fn make(server: &str, how: &str) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("milkround_test_{}_{number}", std::process::id());
        sql(server, &format!("CREATE DATABASE {name} {how}")).expect("a database");
        Self { server: server.to_owned(), name }
    }

    /// Its address.
    pub fn url(&self) -> String {
        let (server, query) = self.server.split_once('?').unwrap_or((&self.server, ""));
        let (host, _) = server.rsplit_once('/').expect("the server's URL names a database");
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{host}/{}{mark}{query}", self.name)
    }

    /// Opens it.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub fn open(&self) -> PostgresStore {
        PostgresStore::open(&self.url()).expect("a store")
    }

    /// Opens it without any rows: much sooner there than another with the same tables.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub fn emptied(&self) -> PostgresStore {
        let tables: String =
            TABLES.iter().map(|t| format!("DELETE FROM milkround.\"{}\";", t.name)).collect();
        self.sql(&format!("BEGIN; {OF_ALL}; {tables} COMMIT"));
        self.open()
    }

    /// Runs statements in it, as another program would.
    ///
    /// # Panics
    /// When the server refuses them.
    pub fn sql(&self, statements: &str) -> Vec<Vec<String>> {
        sql(&self.url(), statements).unwrap_or_else(|e| panic!("{statements}: {e}"))
    }
}

impl Default for Database {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // A server that has gone took it along.
        let _ = sql(&self.server, &format!("DROP DATABASE {} WITH (FORCE)", self.name));
    }
}

/// A database with the tables of the contract.
#[derive(Debug)]
pub struct Suite(Database);

impl Suite {
    /// A new one.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn new() -> Self {
        let database = Database::new();
        database.open().create_tables(tables::TABLES).expect("tables");
        Self(database)
    }
}

impl Default for Suite {
    fn default() -> Self {
        Self::new()
    }
}

impl Place for Suite {
    fn open(&self) -> Arc<dyn Store> {
        Arc::new(self.0.open())
    }
}
