//! Storage as traits: what a store must do, and nothing of what it stores.
//!
//! A store keeps [`Row`]s of declared [`Table`]s and knows no entity. About ten methods are all;
//! the [contract suite](https://docs.rs/milkround-core) in `tests/` shows whether a store keeps
//! them. The typed face over it is [`Tx`].
//!
//! # The contract
//!
//! - **One transaction, all or nothing.** Nothing is seen by others before
//!   [`commit`](Transaction::commit); dropping a transaction rolls it back. Reads see the
//!   transaction's own writes.
//! - **Scope.** Every statement is confined to the enterprises of the transaction's [`Scope`]: a
//!   row outside is not found, and writing one is refused.
//! - **Order.** [`find`](Transaction::find) answers in the order of the query's index, by
//!   [`Value`]'s own order: bytewise texts, [`Value::Null`] first. No engine's collation decides.
//! - **Keys.** Inserting a row whose primary key exists answers `false` and changes nothing;
//!   breaking another unique index fails the call with `already_exists`. `Null` equals nothing.
//! - **Versions.** Updating a row of a versioned table succeeds only when the stored version is
//!   one less than the row's; anything else is `conflict`.
//! - **Failure.** After a call that failed, a transaction answers every other and
//!   [`commit`](Transaction::commit) with `internal`: nothing of it is kept.
//! - **Misuse.** A value of another kind than its column, a key too short, a query of another
//!   table's index, a hold or a write while reading: `internal`, by [`check`], the same everywhere.
//! - **Turns.** Transactions that [`hold`](Transaction::hold) the same row come one after the other,
//!   each on what the one before committed. The hub holds an enterprise's own row while it writes,
//!   so a store may let those of different enterprises write side by side.
//! - **Conflicts between transactions** appear as `store_unavailable` (retryable), at any call or
//!   at commit; the transaction is then lost as a whole.
//! - **Sets.** Each call takes many rows or keys; a store works it off in a bounded number of
//!   statements, and callers count their calls, not their rows.

pub mod check;
pub mod memory;
mod query;
mod record;
mod schema;
mod stretch;
mod sums;
mod tx;

pub use memory::MemoryStore;
pub use query::{Filter, Query};
pub use record::{Field, Home, Record};
pub(crate) use record::{json_field, name_field, record};
pub(crate) use schema::names_version;
pub use schema::{Col, Column, Index, Kind, Table};
pub use stretch::{How, Seek, Stretch, stretches};
pub use sums::Sums;
pub use tx::Tx;

use crate::error::Result;
use crate::value::{EnterpriseNo, Text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;

/// One stored value. Their order is the order of every index.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Value {
    /// None.
    Null,
    /// A whole number: counts, minor units of money, millionths of a quantity, 0 or 1 for a truth.
    Int(i64),
    /// An instant, in milliseconds since 1970-01-01T00:00:00Z.
    Instant(i64),
    /// A civil date.
    Date(NaiveDate),
    /// One of our ids.
    Id(Uuid),
    /// A text; JSON too.
    Text(Text),
}

impl Value {
    /// A text value.
    pub fn text(text: impl AsRef<str>) -> Self {
        Value::Text(Text::new(text))
    }
}

/// The values of a row, in the order of its table's columns.
pub type Row = Vec<Value>;

/// The values of a primary key, the enterprise first where the table is scoped.
pub type Key = Vec<Value>;

/// Which enterprises a transaction may touch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// One.
    One(EnterpriseNo),
    /// These.
    Some(Arc<[EnterpriseNo]>),
    /// Every one: for the system alone.
    All,
}

impl Scope {
    /// Whether rows of this enterprise lie within it.
    pub fn contains(&self, enterprise: EnterpriseNo) -> bool {
        match self {
            Scope::One(one) => *one == enterprise,
            Scope::Some(some) => some.contains(&enterprise),
            Scope::All => true,
        }
    }
}

/// What a transaction is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Reading a consistent state.
    Read,
    /// Reading and writing.
    Write,
}

/// What to do about a row that another transaction holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// Wait until that has ended.
    Wait,
    /// Do without the row.
    Pass,
}

/// A place where rows are kept.
pub trait Store: Send + Sync + std::fmt::Debug {
    /// Begins a transaction over the enterprises of `scope`.
    ///
    /// # Errors
    /// `store_unavailable` when the store is busy or cannot be reached.
    fn begin(&self, scope: &Scope, access: Access) -> Result<Box<dyn Transaction + '_>>;

    /// Clears away what many deleted rows of a table have left behind, where a store leaves something.
    /// Nobody relies on it: it is done where it can be.
    ///
    /// # Errors
    /// `store_unavailable`.
    fn tidy(&self, _t: &'static Table) -> Result<()> {
        Ok(())
    }
}

/// A store that several share.
impl<S: Store + ?Sized> Store for Arc<S> {
    fn begin(&self, scope: &Scope, access: Access) -> Result<Box<dyn Transaction + '_>> {
        (**self).begin(scope, access)
    }

    fn tidy(&self, t: &'static Table) -> Result<()> {
        (**self).tidy(t)
    }
}

/// Any store.
impl<S: Store + ?Sized> Store for Box<S> {
    fn begin(&self, scope: &Scope, access: Access) -> Result<Box<dyn Transaction + '_>> {
        (**self).begin(scope, access)
    }

    fn tidy(&self, t: &'static Table) -> Result<()> {
        (**self).tidy(t)
    }
}

/// One unit of work on a store; dropping it rolls back. See the [contract](self).
pub trait Transaction {
    /// The rows with these keys, in the order of the keys.
    ///
    /// # Errors
    /// `store_unavailable`; the same for every method.
    fn get(&mut self, t: &'static Table, keys: &[Key]) -> Result<Vec<Option<Row>>>;

    /// The rows that a query names, in its order.
    ///
    /// # Errors
    /// `store_unavailable`.
    fn find(&mut self, q: &Query) -> Result<Vec<Row>>;

    /// How many rows a query names, counting no further than `at_most`.
    ///
    /// # Errors
    /// `store_unavailable`.
    fn count(&mut self, q: &Query, at_most: u64) -> Result<u64>;

    /// The rows that a query names, grouped by the columns `by`: of each group those columns, the
    /// number of rows, and the sums of the whole-number columns `of`. Ordered by `by`.
    ///
    /// # Errors
    /// `store_unavailable`; `internal` when a sum leaves 64 bits.
    fn sum(&mut self, q: &Query, by: &[Col], of: &[Col]) -> Result<Vec<Row>>;

    /// Inserts rows; `false` where the primary key was there already.
    ///
    /// # Errors
    /// `already_exists` for another unique index, with the index's name in the details.
    fn insert(&mut self, t: &'static Table, rows: &[Row]) -> Result<Vec<bool>>;

    /// Inserts rows whose primary keys must all be new. A store that has to look twice in order to
    /// answer for each row may go straight to work here.
    ///
    /// # Errors
    /// `already_exists`, with the index's name in the details: `primary` where a key was there (of
    /// several that are broken, any).
    fn insert_new(&mut self, t: &'static Table, rows: &[Row]) -> Result<()>;

    /// Replaces rows by key. What is unique and given up by one row, another may take in a later call:
    /// in which order the rows of one call change, is the store's to choose.
    ///
    /// # Errors
    /// `conflict` when a row is gone or, in a versioned table, has another version than one less
    /// than the new; `already_exists` as in [`insert`](Self::insert).
    fn update(&mut self, t: &'static Table, rows: &[Row]) -> Result<()>;

    /// Adds to a whole-number column; `false`, and no change, where the row is missing, the column
    /// is `Null` or the sum would fall below `floor`. Deltas apply in order.
    ///
    /// # Errors
    /// `store_unavailable`.
    fn add(
        &mut self,
        t: &'static Table,
        col: Col,
        deltas: &[(Key, i64)],
        floor: Option<i64>,
    ) -> Result<Vec<bool>>;

    /// Holds one row until the transaction ends; none, where it is not there or passed over.
    ///
    /// Of those who hold the same row, one comes after the other: what the transaction reads from
    /// here on shows all that an earlier holder has committed.
    ///
    /// # Errors
    /// `store_unavailable`, also when the wait has been too long.
    fn hold(&mut self, t: &'static Table, key: &Key, held: Held) -> Result<Option<Row>>;

    /// Deletes rows; how many there were.
    ///
    /// # Errors
    /// `store_unavailable`.
    fn delete(&mut self, t: &'static Table, keys: &[Key]) -> Result<u64>;

    /// Makes everything lasting.
    ///
    /// # Errors
    /// `store_unavailable`; nothing is then changed.
    fn commit(self: Box<Self>) -> Result<()>;
}
