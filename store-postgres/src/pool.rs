//! Connections that are kept open.
//!
//! # Forks
//!
//! The child of a fork has its parent's sockets and not its threads. It must not say a word on them,
//! not even goodbye: the server would take it for the parent's. So it forgets them all and opens its
//! own.

use crate::conn::Conn;
use crate::reactor::Reactor;
use crate::url::Target;
use crate::{WAIT, trouble};
use milkround_core::store::check;
use milkround_core::{Error, Result};
use std::mem::ManuallyDrop;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

#[derive(Debug)]
pub(crate) struct Pool {
    target: Target,
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Debug)]
struct State {
    process: u32,
    idle: Vec<ManuallyDrop<Conn>>,
    out: usize,
    /// The thread that speaks for them; none once the pool goes.
    reactor: Option<Arc<Reactor>>,
}

impl State {
    /// In the child of a fork, forgets what the parent had open.
    fn after_fork(&mut self) -> Result<()> {
        let now = std::process::id();
        if self.process != now {
            let own = Arc::new(Reactor::start()?);
            std::mem::forget(self.reactor.replace(own));
            // What stands in a `ManuallyDrop` goes without a word.
            self.idle.clear();
            self.out = 0;
            self.process = now;
        }
        Ok(())
    }
}

impl Pool {
    pub(crate) fn new(target: Target) -> Result<Self> {
        let reactor = Some(Arc::new(Reactor::start()?));
        let state = State { process: std::process::id(), idle: Vec::new(), out: 0, reactor };
        Ok(Self { target, state: Mutex::new(state), freed: Condvar::new() })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that may panic happens under this lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection that was open already, or else a new one.
    pub(crate) fn take(&self) -> Result<Lease<'_>> {
        let mut lease = self.place()?;
        while let Some(conn) = &lease.conn
            && !conn.is_good()
        {
            lease.conn = self.state().idle.pop().map(ManuallyDrop::into_inner);
        }
        match lease.conn {
            Some(_) => Ok(lease),
            None => self.connect(lease),
        }
    }

    /// A connection that nobody has used before: the others may all be dead.
    pub(crate) fn take_new(&self) -> Result<Lease<'_>> {
        let mut lease = self.place()?;
        let idle = std::mem::take(&mut self.state().idle);
        idle.into_iter().for_each(|conn| drop(ManuallyDrop::into_inner(conn)));
        lease.conn = None;
        self.connect(lease)
    }

    /// A place among so many connections, as soon as one is free.
    fn place(&self) -> Result<Lease<'_>> {
        let mut state = self.state();
        state.after_fork()?;
        let most = self.target.connections;
        let (mut state, wait) = self
            .freed
            .wait_timeout_while(state, WAIT, |state| state.out >= most)
            .unwrap_or_else(PoisonError::into_inner);
        if wait.timed_out() {
            return Err(check::waited(trouble::unavailable(format!(
                "all {most} connections have been in use for {} seconds: try again, or give the URL a \
                 larger `pool`",
                WAIT.as_secs()
            ))));
        }
        state.out += 1;
        let conn = state.idle.pop().map(ManuallyDrop::into_inner);
        Ok(Lease { pool: self, process: state.process, conn })
    }

    fn connect<'p>(&'p self, mut lease: Lease<'p>) -> Result<Lease<'p>> {
        let reactor = self.state().reactor.clone().ok_or_else(trouble::lost)?;
        lease.conn = Some(Conn::open(&reactor, &self.target)?);
        Ok(lease)
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        let mut state = self.state();
        if state.process != std::process::id() {
            std::mem::forget(state.reactor.take());
            return;
        }
        // Connections say goodbye before the thread that speaks for them ends.
        std::mem::take(&mut state.idle)
            .into_iter()
            .for_each(|conn| drop(ManuallyDrop::into_inner(conn)));
        let reactor = state.reactor.take();
        drop(state);
        drop(reactor);
    }
}

/// A connection that goes back to the pool when dropped.
#[derive(Debug)]
pub(crate) struct Lease<'p> {
    pool: &'p Pool,
    process: u32,
    conn: Option<Conn>,
}

impl Lease<'_> {
    /// Whether this process made the connection.
    pub(crate) fn is_ours(&self) -> bool {
        self.process == std::process::id()
    }

    pub(crate) fn conn(&self) -> Result<&Conn> {
        match self.is_ours() {
            true => self.conn.as_ref().ok_or_else(trouble::lost),
            false => Err(Error::internal(
                "a transaction begun before a fork is the parent's: begin again",
            )),
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
            state.out = state.out.saturating_sub(1);
            if let Some(conn) = conn.filter(Conn::is_good) {
                state.idle.push(ManuallyDrop::new(conn));
            }
        }
        drop(state);
        self.pool.freed.notify_one();
    }
}
