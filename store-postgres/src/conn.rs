//! One connection: its statements, and how it is asked.

use crate::bind::Param;
use crate::dial;
use crate::reactor::{self, Reactor};
use crate::schema::TableSql;
use crate::trouble;
use crate::url::Target;
use milkround_core::Result;
use milkround_core::store::Table;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Row, SimpleQueryMessage, Statement};

/// Statements kept prepared by one connection; above that all are forgotten.
const STATEMENTS: usize = 1_000;

/// After so many written rows plans are made anew, then after twice as many, and so on up to so many.
const FIRST_ROWS: usize = 500;
const MOST_ROWS: usize = 1_000_000;

/// How long it may take for a statement, which it ends itself before that.
const ANSWER: Duration = Duration::from_secs(75);

/// What holds for every statement. Each query is to walk the index that its order names, whatever
/// the planner believes of the data; no statement, wait or pause may last for ever; an answered
/// commit is on the disk, also where the database usually does without.
const SETTINGS: &str = "
    SET statement_timeout = '60s';
    SET lock_timeout = '10s';
    SET idle_in_transaction_session_timeout = '8s';
    SET enable_seqscan = off;
    SET enable_bitmapscan = off;
    SET enable_hashjoin = off;
    SET enable_mergejoin = off;
    SET enable_sort = off;
    SET enable_incremental_sort = off;
    SET enable_material = off;
    SET jit = off;
    SET max_parallel_workers_per_gather = 0;
    SET plan_cache_mode = force_generic_plan;
    SET client_min_messages = warning;
    SET TimeZone = 'UTC';
    SET search_path = pg_catalog;
    SET row_security = on;
    SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') = 'off';
    SELECT set_config('transaction_timeout', '0', false)
        WHERE current_setting('transaction_timeout', true) <> '0';
";

#[derive(Debug)]
pub(crate) struct Conn {
    client: Client,
    /// How long it may take until something begins.
    patience: Duration,
    statements: RefCell<HashMap<String, Statement>>,
    tables: RefCell<HashMap<&'static str, Arc<TableSql>>>,
    /// It is not to be used again.
    spoiled: Cell<bool>,
    /// Rows written since plans were made anew, and how many are to come before that is done again.
    written: Cell<usize>,
    enough: Cell<usize>,
}

impl Conn {
    pub(crate) fn open(reactor: &Reactor, target: &Target) -> Result<Self> {
        let patience = target.patience();
        let (client, connection) = reactor
            .run(dial::connect(target.clone()), target.longest())
            .ok_or_else(trouble::silent)??;
        dial::check(|name| connection.parameter(name))?;
        reactor.drive(async move {
            // What is wrong with it, the next statement is told.
            let _ = connection.await;
        });
        let conn = Self {
            client,
            patience,
            statements: RefCell::default(),
            tables: RefCell::default(),
            spoiled: Cell::new(false),
            written: Cell::new(0),
            enough: Cell::new(FIRST_ROWS),
        };
        conn.begin(SETTINGS)?;
        Ok(conn)
    }

    /// Whether it is still good for another transaction.
    pub(crate) fn is_good(&self) -> bool {
        !self.spoiled.get() && !self.client.is_closed()
    }

    pub(crate) fn spoil(&self) {
        self.spoiled.set(true);
    }

    /// The fixed statements of a table.
    pub(crate) fn sql(&self, t: &'static Table) -> Arc<TableSql> {
        let mut tables = self.tables.borrow_mut();
        Arc::clone(tables.entry(t.name).or_insert_with(|| Arc::new(TableSql::new(t))))
    }

    fn wait<T>(
        &self,
        t: Option<&Table>,
        limit: Duration,
        work: impl Future<Output = std::result::Result<T, tokio_postgres::Error>>,
    ) -> Result<T> {
        match reactor::wait(work, limit) {
            Some(Ok(answer)) => Ok(answer),
            Some(Err(error)) => {
                if trouble::spoils(&error) {
                    self.spoil();
                }
                Err(trouble::of(&error, t))
            }
            None => {
                self.spoil();
                Err(trouble::silent())
            }
        }
    }

    /// Runs what begins something: whether anybody is there at all shows sooner than a statement ends.
    pub(crate) fn begin(&self, sql: &str) -> Result<Vec<String>> {
        self.run_within(self.patience, sql)
    }

    /// Runs statements without parameters; their rows as texts.
    pub(crate) fn run(&self, sql: &str) -> Result<Vec<String>> {
        self.run_within(ANSWER, sql)
    }

    /// The same, for what may take longer.
    pub(crate) fn run_within(&self, limit: Duration, sql: &str) -> Result<Vec<String>> {
        let messages = self.wait(None, limit, self.client.simple_query(sql))?;
        let first = |message| match message {
            SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
            _ => None,
        };
        Ok(messages.into_iter().filter_map(first).collect())
    }

    /// The plan of a statement with so many parameters, made without looking at any.
    pub(crate) fn explain(&self, sql: &str, parameters: usize) -> Result<Vec<String>> {
        let nothing = vec!["NULL"; parameters].join(", ");
        self.run(&format!(
            "BEGIN; SET LOCAL milkround.enterprises = '1'; PREPARE asked AS {sql}; \
             EXPLAIN EXECUTE asked({nothing}); DEALLOCATE asked; ROLLBACK"
        ))
    }

    /// Sends a statement whose answer nobody waits for.
    pub(crate) fn tell(&self, sql: &str) {
        reactor::send(self.client.batch_execute(sql));
    }

    /// Takes note that tables grow. A plan made for an empty table may be a bad one for a full one,
    /// and the server would keep it until somebody analyses the table.
    pub(crate) fn grew(&self, by: usize) -> Result<()> {
        let written = self.written.get() + by;
        self.written.set(written);
        if written >= self.enough.get() {
            self.written.set(0);
            self.enough.set(self.enough.get().saturating_mul(2).min(MOST_ROWS));
            // Within a transaction, whose end it would be if it failed: so the answer is read.
            self.run("DISCARD PLANS")?;
        }
        Ok(())
    }

    fn prepared(&self, t: &'static Table, sql: &str) -> Result<Statement> {
        if let Some(known) = self.statements.borrow().get(sql) {
            return Ok(known.clone());
        }
        let statement = self.wait(Some(t), ANSWER, self.client.prepare(sql))?;
        let mut statements = self.statements.borrow_mut();
        if statements.len() >= STATEMENTS {
            statements.clear();
        }
        statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    /// Runs a statement on a table.
    pub(crate) fn query(
        &self,
        t: &'static Table,
        sql: &str,
        with: &[Given<'_>],
    ) -> Result<Vec<Row>> {
        let statement = self.prepared(t, sql)?;
        let with: Vec<&(dyn ToSql + Sync)> = with.iter().map(Given::to_sql).collect();
        self.wait(Some(t), ANSWER, self.client.query(&statement, &with))
    }

    /// Runs a statement that answers only how many rows it changed.
    pub(crate) fn execute(&self, t: &'static Table, sql: &str, with: &[Given<'_>]) -> Result<u64> {
        let statement = self.prepared(t, sql)?;
        let with: Vec<&(dyn ToSql + Sync)> = with.iter().map(Given::to_sql).collect();
        self.wait(Some(t), ANSWER, self.client.execute(&statement, &with))
    }
}

/// What stands for one `$` of a statement.
#[derive(Debug, Clone)]
pub(crate) enum Given<'v> {
    Number(i64),
    One(Param<'v>),
    Many(Vec<Param<'v>>),
    Numbers(Vec<Option<i64>>),
}

impl Given<'_> {
    fn to_sql(&self) -> &(dyn ToSql + Sync) {
        match self {
            Given::Number(n) => n,
            Given::One(value) => value,
            Given::Many(values) => values,
            Given::Numbers(numbers) => numbers,
        }
    }
}
