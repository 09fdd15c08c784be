//! A server of the benches' own, spoken to without Milkround.

use tokio_postgres::{Client, NoTls};

/// A connection, driven by a runtime that lives as long.
#[derive(Debug)]
pub struct Bare {
    /// What runs it.
    pub runtime: tokio::runtime::Runtime,
    /// What speaks.
    pub client: Client,
}

impl Bare {
    /// Connects.
    ///
    /// # Panics
    /// Where nobody answers.
    pub fn connect(url: &str) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("a runtime");
        let (client, connection) =
            runtime.block_on(tokio_postgres::connect(url, NoTls)).expect("a connection");
        runtime.spawn(connection);
        Self { runtime, client }
    }

    /// Runs statements.
    ///
    /// # Panics
    /// Where the server refuses them.
    pub fn sql(&self, statements: &str) {
        self.runtime.block_on(self.client.batch_execute(statements)).expect("statements");
    }
}

/// Runs statements on a connection of their own.
///
/// # Panics
/// Where the server refuses them.
pub fn sql(url: &str, statements: &str) {
    Bare::connect(url).sql(statements);
}
