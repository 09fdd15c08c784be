//! Connections that are kept open: one that writes, a few that read.
//!
//! A process may fork. SQLite's connections must not be used, nor closed, in the child: it forgets
//! those it finds and opens its own.

use crate::file::{Source, lost};
use crate::schema::TableSql;
use crate::{SqliteStore, internal, trouble};
use milkround_core::Result;
use milkround_core::store::{Access, Table};
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
    writer: Lane,
    readers: Lane,
}

#[derive(Debug, Default)]
struct Lane {
    idle: Vec<Conn>,
    out: usize,
}

impl State {
    /// In the child of a fork, leaves the parent's connections alone.
    fn after_fork(&mut self) {
        let now = std::process::id();
        if self.process != now {
            self.process = now;
            for lane in [&mut self.writer, &mut self.readers] {
                lane.out = 0;
                lane.idle.drain(..).for_each(std::mem::forget);
            }
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
        let state = State { process: std::process::id(), writer, readers: Lane::default() };
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
        state.after_fork();
        let (mut state, wait) = self
            .freed
            .wait_timeout_while(state, SqliteStore::WAIT, |state| state.lane(lane).out >= most)
            .unwrap_or_else(PoisonError::into_inner);
        if wait.timed_out() {
            return Err(trouble::unavailable(format!(
                "other transactions have held the store for {} seconds: try again",
                SqliteStore::WAIT.as_secs()
            )));
        }
        let process = state.process;
        let idle = state.lane(lane).idle.pop();
        state.lane(lane).out += 1;
        drop(state);
        // From here on, dropping the lease gives the place free.
        let mut lease = Lease { pool: self, lane, process, conn: idle };
        if lease.conn.is_none() {
            lease.conn = Some(Conn::new(self.reconnect(access)?));
        }
        Ok(lease)
    }

    fn reconnect(&self, access: Access) -> Result<Connection> {
        match self.source {
            Source::File(_) => self.source.connect(access),
            Source::Memory => Err(internal(
                "a store in memory does not survive a fork: open it in the process that uses it",
            )),
        }
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
