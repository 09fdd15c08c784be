//! The open hubs, known to callers by numbers that are never used twice: a call to one that is
//! closed already is told so, and closing waits for the calls that run.
//!
//! After a fork the child closes what its parent had open, as soon as it calls any function here:
//! that takes nothing from the parent, and empties the book that SQLite keeps of its locks
//! (`store-sqlite/src/pool.rs`). A hub is opened anew when the child calls it.

use crate::gate;
use milkround::hub::Hub;
use milkround::wire;
use milkround::{Code, Error};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

static HUBS: RwLock<BTreeMap<usize, Arc<Open>>> = RwLock::new(BTreeMap::new());
static LAST: AtomicUsize = AtomicUsize::new(0);

/// The seeds that JSON carries to every language.
const MOST_SEEDS: u64 = 1 << 53;

/// A hub that somebody opened, and how.
struct Open {
    options: Json,
    state: RwLock<State>,
}

enum State {
    Open(Hub),
    /// The parent's: with the time at which a test clock goes on.
    Inherited(String),
    Closed,
}

/// A lock that a panic elsewhere cannot take away: what it guards is always whole.
fn read<T>(lock: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}

fn write<T>(lock: &RwLock<T>) -> RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(PoisonError::into_inner)
}

/// Opens a hub, and answers its number.
pub fn open(options: &str) -> Result<usize, String> {
    let _inside = gate::enter(inherit);
    let state = RwLock::new(State::Open(wire::open(options)?));
    let options = serde_json::from_str(options).unwrap_or_default();
    let number = LAST.fetch_add(1, Ordering::Relaxed) + 1;
    write(&HUBS).insert(number, Arc::new(Open { options, state }));
    Ok(number)
}

/// Calls an operation of a hub, or a rule where the number is 0. `None`: the hub is closed.
pub fn call(number: usize, operation: &str, envelope: &str) -> Option<String> {
    let _inside = gate::enter(inherit);
    if number == 0 {
        return Some(wire::call(None, operation, envelope));
    }
    let open = read(&HUBS).get(&number).map(Arc::clone)?;
    if let Err(refused) = open.anew() {
        return Some(refused);
    }
    match &*read(&open.state) {
        State::Open(hub) => Some(wire::call(Some(hub), operation, envelope)),
        _ => None,
    }
}

/// Waits for the calls that run, and closes. Closing again does nothing.
pub fn close(number: usize) {
    let _inside = gate::enter(inherit);
    let open = write(&HUBS).remove(&number);
    if let Some(open) = open {
        let was = std::mem::replace(&mut *write(&open.state), State::Closed);
        // Nobody is left who could be told: what was committed is committed.
        let _ = catch_unwind(AssertUnwindSafe(|| drop(was)));
    }
}

/// In the child of a fork, before anything else.
fn inherit() {
    for open in read(&HUBS).values() {
        let mut state = write(&open.state);
        if let State::Open(hub) = &*state {
            let now = hub.now().to_rfc3339();
            let was = std::mem::replace(&mut *state, State::Inherited(now));
            let _ = catch_unwind(AssertUnwindSafe(|| drop(was)));
        }
    }
}

impl Open {
    /// Opens what was the parent's, with ids of its own: the parent goes on with those of its seed.
    fn anew(&self) -> Result<(), String> {
        if !matches!(&*read(&self.state), State::Inherited(_)) {
            return Ok(());
        }
        let mut state = write(&self.state);
        let State::Inherited(now) = &*state else { return Ok(()) };
        if matches!(self.options["url"].as_str(), Some("memory:" | "sqlite::memory:")) {
            return Err(stays());
        }
        let mut options = self.options.clone();
        if options["test_clock"].is_string() {
            options["test_clock"] = json!(now);
        }
        if let Some(seed) = options["seed"].as_u64() {
            let process = u64::from(std::process::id());
            options["seed"] = json!(seed.wrapping_add(process) % MOST_SEEDS);
        }
        *state = State::Open(wire::open(&options.to_string())?);
        Ok(())
    }
}

/// Not to be had by asking again, unlike most that is unavailable.
fn stays() -> String {
    let message = "a hub in memory stays with the process that opened it, and this is a fork of \
                   that: open another, or open a file";
    let mut error = Error::new(Code::StoreUnavailable, message).to_json();
    error["retryable"] = json!(false);
    json!({ "error": error }).to_string()
}
