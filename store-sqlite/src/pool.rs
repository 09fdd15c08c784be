//! Connections that are kept open: one that writes, a few that read.
//!
//! # Forks
//!
//! SQLite keeps book, for the whole process, of the locks that its connections hold on a file. The
//! child of a fork inherits the book but not the locks. If it opened a connection while the book
//! has entries, that one would believe to be protected and not be: once the parent is gone, any
//! other program may take away the WAL under the child, and what it commits is lost. So the child
//! first closes the connections that it finds idle, which empties the book and, because the child
//! holds no lock, takes nothing from the parent. A connection in the middle of a transaction must
//! not be closed by the child (that would roll back the parent's work); it is left alone, and the
//! child may not use the file.

use crate::file::{Source, lost};
use crate::schema::TableSql;
use crate::{SqliteStore, internal, trouble};
use milkround_core::Result;
use milkround_core::store::{Access, Table, check};
use rusqlite::Connection;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Readers at a time; more wait.
const READERS: usize = 8;

/// A connection and the statements that it has made up.
#[derive(Debug)]
pub(crate) struct Conn {
    pub(crate) db: Connection,
    tables: RefCell<HashMap<&'static str, Arc<TableSql>>>,
}

impl Conn {
    fn new(db: Connection) -> Self {
        Self { db, tables: RefCell::default() }
    }

    /// The fixed statements of a table.
    pub(crate) fn sql(&self, t: &'static Table) -> Arc<TableSql> {
        let mut tables = self.tables.borrow_mut();
        Arc::clone(tables.entry(t.name).or_insert_with(|| Arc::new(TableSql::new(t))))
    }
}

#[derive(Debug)]
pub(crate) struct Pool {
    source: Source,
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Debug)]
struct State {
    process: u32,
    /// Forked amid a transaction.
    torn: bool,
    writer: Lane,
    readers: Lane,
}

#[derive(Debug, Default)]
struct Lane {
    idle: Vec<Conn>,
    out: usize,
}

impl State {
    /// In the child of a fork, closes what the parent had open and idle.
    fn after_fork(&mut self, source: &Source) {
        let now = std::process::id();
        if self.process == now {
            return;
        }
        self.process = now;
        self.torn |= self.writer.out + self.readers.out > 0;
        // What was in memory is the child's own copy.
        if !self.torn && matches!(source, Source::File(_)) {
            self.writer.idle.clear();
            self.readers.idle.clear();
        }
    }

    fn lane(&mut self, access: Access) -> &mut Lane {
        match access {
            Access::Write => &mut self.writer,
            Access::Read => &mut self.readers,
        }
    }
}

impl Pool {
    pub(crate) fn new(source: Source, first: Connection) -> Self {
        let writer = Lane { idle: vec![Conn::new(first)], out: 0 };
        let readers = Lane::default();
        let state = State { process: std::process::id(), torn: false, writer, readers };
        Self { source, state: Mutex::new(state), freed: Condvar::new() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that may panic happens under this lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection for this, as soon as there is one.
    pub(crate) fn take(&self, access: Access) -> Result<Lease<'_>> {
        let lane = match self.source {
            Source::File(_) => access,
            Source::Memory => Access::Write,
        };
        let most = if lane == Access::Write { 1 } else { READERS };
        let mut state = self.state();
        state.after_fork(&self.source);
        if state.torn {
            return Err(internal(
                "this process was forked in the middle of a transaction: open the store after \
                 forking, or fork when nothing runs",
            ));
        }
        let (mut state, wait) = self
            .freed
            .wait_timeout_while(state, SqliteStore::WAIT, |state| state.lane(lane).out >= most)
            .unwrap_or_else(PoisonError::into_inner);
        if wait.timed_out() {
            return Err(check::waited(trouble::unavailable(format!(
                "other transactions have held the store for {} seconds: try again",
                SqliteStore::WAIT.as_secs()
            ))));
        }
        let process = state.process;
        let idle = state.lane(lane).idle.pop();
        state.lane(lane).out += 1;
        drop(state);
        // From here on, dropping the lease gives the place free.
        let mut lease = Lease { pool: self, lane, process, conn: idle };
        if lease.conn.is_none() {
            lease.conn = match self.source {
                Source::File(_) => Some(Conn::new(self.source.connect(access)?)),
                Source::Memory => return Err(lost()),
            };
        }
        Ok(lease)
    }
}

/// A connection that goes back to the pool when dropped.
#[derive(Debug)]
pub(crate) struct Lease<'s> {
    pool: &'s Pool,
    lane: Access,
    process: u32,
    conn: Option<Conn>,
}

impl Lease<'_> {
    /// Closes the connection instead of giving it back; one in memory is all there is and stays.
    pub(crate) fn discard(&mut self) {
        if self.is_ours() && matches!(self.pool.source, Source::File(_)) {
            self.conn = None;
        }
    }

    /// Whether this process made the connection.
    pub(crate) fn is_ours(&self) -> bool {
        self.process == std::process::id()
    }

    pub(crate) fn conn(&self) -> Result<&Conn> {
        match self.is_ours() {
            true => self.conn.as_ref().ok_or_else(lost),
            false => {
                Err(internal("a transaction begun before a fork is the parent's: begin again"))
            }
        }
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        let conn = self.conn.take();
        if !self.is_ours() {
            std::mem::forget(conn);
            return;
        }
        let mut state = self.pool.state();
        if state.process == self.process {
            let lane = state.lane(self.lane);
            lane.out = lane.out.saturating_sub(1);
            lane.idle.extend(conn);
        }
        drop(state);
        self.pool.freed.notify_all();
    }
}
