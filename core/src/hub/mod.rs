//! The hub: one door for every operation.
//!
//! [`Caller::run`] checks the actor, loads, asks the rules, saves, and writes the notices and the
//! change log, all in one transaction. A repeated call with the same idempotency key answers what
//! the first answered.

mod actor;
mod books;
pub mod changes;
mod context;
pub mod customer_fields;
pub mod customers;
pub mod cycles;
pub mod enterprises;
pub mod exchanges;
pub mod history;
pub mod join_requests;
pub mod ledger;
pub mod notices;
mod operation;
pub mod order_book;
pub mod orders;
pub mod page;
pub mod past_orders;
mod period;
pub mod sales;
pub mod saved_lists;
pub mod selections;
pub mod series;
pub mod standing_orders;
pub mod test_clock;
pub mod tick;
pub mod variants;

pub use actor::Actor;
pub use context::Cx;
pub use operation::{Operation, Reach, Transactional};

use crate::error::{Code, Error, Result};
use crate::store::{Access, Scope, Store};
use crate::value::{EnterpriseId, EnterpriseNo, IdSource};
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Where the hub takes its time from; chosen when it is opened.
pub enum Clock {
    /// The host's clock.
    Host(Box<dyn Fn() -> DateTime<Utc> + Send + Sync>),
    /// A clock that stands until it is told to go on (I5).
    Test(DateTime<Utc>),
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Clock::Host(_) => f.write_str("Host"),
            Clock::Test(now) => write!(f, "Test({now})"),
        }
    }
}

/// A store with the rules around it.
///
/// ```
/// use milkround_core::hub::{Clock, Hub, enterprises::CreateEnterprise};
/// use milkround_core::store::MemoryStore;
///
/// let now = "2026-03-01T08:00:00Z".parse().unwrap();
/// let hub = Hub::new(Box::new(MemoryStore::default()), Clock::Test(now), 1);
/// let made = hub.run(CreateEnterprise {
///     enterprise: "riverside".into(),
///     name: "Riverside Hub".into(),
///     zone: "Europe/London".into(),
///     currency: "GBP".into(),
///     ..Default::default()
/// })?;
/// assert_eq!(made.zone.name(), "Europe/London");
/// # Ok::<(), milkround_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Hub {
    store: Box<dyn Store>,
    clock: Mutex<Clock>,
    ids: Mutex<IdSource>,
    /// Whoever uses one looks whether the enterprise there is the one that he means: it may have moved
    /// out, and its number have gone to another.
    numbers: Mutex<HashMap<EnterpriseId, EnterpriseNo>>,
}

/// A lock that a panic elsewhere cannot take away: what it guards is always whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Hub {
    /// A hub over a store. The seed is the source of ids: random at a host, fixed in a test.
    pub fn new(store: Box<dyn Store>, clock: Clock, seed: u64) -> Self {
        Self {
            store,
            clock: Mutex::new(clock),
            ids: Mutex::new(IdSource::new(seed)),
            numbers: Mutex::default(),
        }
    }

    /// The time, in whole milliseconds.
    pub fn now(&self) -> DateTime<Utc> {
        let now = match &*lock(&self.clock) {
            Clock::Host(read) => read(),
            Clock::Test(now) => *now,
        };
        DateTime::from_timestamp_millis(now.timestamp_millis()).unwrap_or(now)
    }

    /// The time of the test clock.
    pub(crate) fn test_now(&self) -> Result<DateTime<Utc>> {
        match &*lock(&self.clock) {
            Clock::Test(now) => Ok(*now),
            Clock::Host(_) => Err(Error::new(
                Code::ClockRefused,
                "this hub runs on the host's clock: open it with a test clock to set the time",
            )),
        }
    }

    /// Sets the test clock.
    pub(crate) fn set_test_now(&self, to: DateTime<Utc>) -> Result<()> {
        let now = self.test_now()?;
        if to < now {
            return Err(Error::new(
                Code::ClockRefused,
                format!(
                    "the clock shows {now} and only runs forwards: give {now} or later, not `{to}`"
                ),
            )
            .with("now", now));
        }
        *lock(&self.clock) = Clock::Test(to);
        Ok(())
    }

    /// The store, for what stands beside the operations (reports of the host's own).
    pub fn store(&self) -> &dyn Store {
        self.store.as_ref()
    }

    /// Calls in the system's name.
    pub fn as_system(&self) -> Caller<'_> {
        self.as_actor(Actor::System)
    }

    /// Calls in the name of a user with the enterprises that he manages.
    ///
    /// # Errors
    /// `malformed` for what is no host id.
    pub fn as_user<I: AsRef<str>>(
        &self,
        user: &str,
        enterprises: impl IntoIterator<Item = I>,
    ) -> Result<Caller<'_>> {
        Ok(self.as_actor(Actor::user(user, enterprises)?))
    }

    /// Calls in the name of any actor.
    pub fn as_actor(&self, actor: Actor) -> Caller<'_> {
        Caller { hub: self, actor, key: None, dry_run: false }
    }

    /// Runs an operation in the system's name.
    ///
    /// # Errors
    /// The operation's.
    pub fn run<O: Operation>(&self, operation: O) -> Result<O::Response> {
        self.as_system().run(operation)
    }

    /// The number of an enterprise that the host knows by this id.
    pub(crate) fn number_of(&self, id: &EnterpriseId) -> Result<EnterpriseNo> {
        if let Some(no) = lock(&self.numbers).get(id) {
            return Ok(*no);
        }
        let mut tx = self.store.begin(&Scope::All, Access::Read)?;
        let no = context::find_number(tx.as_mut(), id)?
            .ok_or_else(|| Error::not_found("enterprise", id))?;
        lock(&self.numbers).insert(id.clone(), no);
        Ok(no)
    }

    /// Looks these numbers up anew the next time.
    pub(crate) fn forget_numbers<'e>(&self, ids: impl IntoIterator<Item = &'e EnterpriseId>) {
        let mut numbers = lock(&self.numbers);
        for id in ids {
            numbers.remove(id);
        }
    }

    /// Says which process calls. In another than before, the child of a fork, ids are others than the
    /// parent's from now on: both go on from one source, and would make the same.
    pub fn in_process(&self, process: u32) {
        lock(&self.ids).in_process(process);
    }

    pub(crate) fn ids(&self) -> &Mutex<IdSource> {
        &self.ids
    }
}

/// A light view of a hub that sends an actor, and what else an envelope holds, with each call.
#[derive(Debug, Clone)]
pub struct Caller<'h> {
    pub(crate) hub: &'h Hub,
    pub(crate) actor: Actor,
    pub(crate) key: Option<String>,
    pub(crate) dry_run: bool,
}

impl Caller<'_> {
    /// With this idempotency key: the same call again has no further effect and answers the same.
    #[must_use]
    pub fn with_key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// As a trial: answers what would be, and changes nothing.
    #[must_use]
    pub fn dry_run(mut self) -> Self {
        self.dry_run = true;
        self
    }

    /// Runs an operation.
    ///
    /// # Errors
    /// The operation's; nothing is then changed.
    pub fn run<O: Operation>(&self, operation: O) -> Result<O::Response> {
        operation.run(self)
    }
}
