//! Keeps Milkround's records in PostgreSQL, 15 or later, in a schema `milkround` of its own within the
//! host's database.
//!
//! ```no_run
//! use milkround_postgres::PostgresStore;
//!
//! let store = PostgresStore::open("postgres://shop:secret@localhost/shop")?;
//! # Ok::<(), milkround_core::Error>(())
//! ```
//!
//! Any number of processes and machines may use one database. Row security keeps enterprises apart,
//! by what each transaction says of its scope, so the role may be none that bypasses it. Those who
//! write on one enterprise come one after the other; those of different enterprises go side by side.
//! An answered commit lasts; one whose answer was lost is looked up again.

mod bind;
mod conn;
mod dial;
mod groups;
mod pool;
mod reactor;
mod schema;
mod setup;
mod sums;
mod tls;
mod trouble;
mod tx;
mod url;
mod walk;

pub use schema::create_table_sql;

use milkround_core::store::{Access, Query, Scope, Store, Stretch, Table, Transaction};
use milkround_core::{Code, Error, Result};
use pool::{Lease, Pool};
use schema::TableSql;
use std::time::{Duration, Instant};
use tx::{PostgresTx, Witness};
use url::Target;
use walk::Sql;

/// How long to wait for a connection, or for another transaction.
const WAIT: Duration = Duration::from_secs(10);

/// How long a `VACUUM` may take.
const TIDY: Duration = Duration::from_secs(3600);

/// Keeps records in one database.
#[derive(Debug)]
pub struct PostgresStore {
    pool: Pool,
}

impl PostgresStore {
    /// Opens the database at a URL such as `postgres://user:password@host:5432/database`, and brings
    /// its tables up to date. Processes that do so at once each find them whole.
    ///
    /// Behind a `?` may stand `sslmode`: `disable`, `prefer` (usual) and `require`, none of which makes
    /// sure whom it speaks to, or `verify-full`, which trusts the system's authorities, or those in the
    /// file that `sslrootcert` names. `pool=20` says how many connections at most, usually 10. Of
    /// libpq's other parameters those that `docs/stores.md` names are taken; any other is `malformed`.
    ///
    /// # Errors
    /// `malformed` for a URL that does not read; `store_unavailable` when nobody answers there;
    /// `store_refused` when the log-in fails, for a role that may bypass row security, for a server
    /// older than PostgreSQL 15 and a database that is not in UTF-8;
    /// `foreign_database` when the schema is another program's; `newer_schema` when a newer Milkround
    /// made it.
    pub fn open(url: &str) -> Result<Self> {
        Self::made(url, true)
    }

    /// The same, but makes no tables in a database that has none.
    ///
    /// # Errors
    /// As [`open`](Self::open); `not_found` where there is no schema of ours.
    pub fn open_existing(url: &str) -> Result<Self> {
        Self::made(url, false)
    }

    fn made(url: &str, make: bool) -> Result<Self> {
        let pool = Pool::new(Target::read(url)?)?;
        setup::open(pool.take()?.conn()?, make)?;
        Ok(Self { pool })
    }

    /// Makes tables of a host's own, for tests; Milkround's are there from the start.
    ///
    /// # Errors
    /// `store_unavailable`; `internal` where a table of that name exists already.
    pub fn create_tables(&self, tables: &[&'static Table]) -> Result<()> {
        let lease = self.pool.take()?;
        let sql: String = tables.iter().map(|t| create_table_sql(t)).collect();
        lease.conn()?.run(&sql).map(drop)
    }

    /// How PostgreSQL would go about a query, whatever it is asked for: for tests.
    ///
    /// # Errors
    /// `store_unavailable`.
    #[doc(hidden)]
    pub fn explain(&self, q: &Query, scope: &Scope) -> Result<Vec<Vec<String>>> {
        let lease = self.pool.take()?;
        let scope = q.within(scope);
        let explain = |run: &Vec<Stretch<'_>>| {
            let sql = Sql::select(&walk::columns(q.table), q, &scope, run, 10);
            lease.conn()?.explain(&sql.text, sql.with.len())
        };
        walk::runs(q, &scope).iter().map(explain).collect()
    }

    /// The same for the statements by key, each with its name.
    ///
    /// # Errors
    /// `store_unavailable`.
    #[doc(hidden)]
    pub fn explain_by_key(&self, t: &'static Table) -> Result<Vec<(&'static str, Vec<String>)>> {
        let lease = self.pool.take()?;
        let conn = lease.conn()?;
        let sql = TableSql::new(t);
        let (key, all) = (t.key.columns.len(), t.columns.len());
        let alone = usize::from(key == 1);
        let versions = usize::from(t.versioned || all == 1);
        Ok(vec![
            ("get", conn.explain(&sql.get, key)?),
            ("get_many", conn.explain(&sql.get_many, key + alone + 1)?),
            ("hold", conn.explain(&sql.hold, key)?),
            ("update", conn.explain(&sql.update, all + versions + 1)?),
            ("delete", conn.explain(&sql.delete, key + alone + 1)?),
        ])
    }

    /// What became of a transaction whose commit was sent and never answered: the server knows.
    ///
    /// A server that crashed gives out numbers again whose transactions left nothing on its disk. So
    /// that a number was committed says that ours was only together with a row that ours inserted.
    #[allow(
        clippy::disallowed_methods,
        reason = "how long to wait for a server; it decides no rule"
    )]
    fn what_became_of(&self, number: &str, witness: Option<Witness>, lost: Error) -> Result<()> {
        let (pause, end) = (Duration::from_millis(100), Instant::now() + WAIT);
        let mut lease = self.pool.take_new();
        while Instant::now() < end {
            let ask =
                |lease: &Lease<'_>| lease.conn()?.run(&format!("SELECT txid_status({number})"));
            match lease.and_then(|lease| ask(&lease)).as_deref() {
                Ok([said]) if said == "committed" => match self.is_there(witness.as_ref()) {
                    Ok(true) => return Ok(()),
                    Ok(false) => break,
                    Err(_) => {}
                },
                Ok([said]) if said == "aborted" => return Err(lost),
                // While its connection has not ended at the server, it may yet be committed.
                _ => {}
            }
            std::thread::sleep(pause);
            lease = self.pool.take();
        }
        Err(Error::new(
            Code::OutcomeUnknown,
            "the database was lost while it was asked to commit, and cannot tell whether it did: look, \
             before you try again",
        ))
    }

    fn is_there(&self, witness: Option<&Witness>) -> Result<bool> {
        let Some((t, key)) = witness else { return Ok(false) };
        let rows = self.begin(&Scope::All, Access::Read)?.get(t, std::slice::from_ref(key))?;
        Ok(matches!(rows[..], [Some(_)]))
    }
}

impl Store for PostgresStore {
    fn begin(&self, scope: &Scope, access: Access) -> Result<Box<dyn Transaction + '_>> {
        Ok(Box::new(PostgresTx::begin(self, scope, access)?))
    }

    /// `VACUUM`, which takes the place of rows that are gone out of the indexes. Of a table that is
    /// another role's the server only says that it did nothing.
    fn tidy(&self, t: &'static Table) -> Result<()> {
        let lease = self.pool.take()?;
        let conn = lease.conn()?;
        // With other settings than the others' it is used for nothing else.
        conn.spoil();
        conn.run("SET statement_timeout = 0")?;
        conn.run_within(TIDY, &format!("VACUUM {}", schema::full(t))).map(drop)
    }
}
