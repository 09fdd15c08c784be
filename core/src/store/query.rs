//! Queries: a stretch of one index, filtered.

use super::{Col, Index, Row, Scope, Table, Value};
use crate::value::EnterpriseNo;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Rows of one table: a stretch of an index, in its order, filtered.
///
/// The index's first columns equal `prefix`, the column after it lies within `[from, below)` (a
/// bound on either side passes over `Null`, as [`Filter::AtLeast`] and [`Filter::Below`] do); the
/// walk starts behind `after` and ends at `limit`. Where the index is led by the enterprise, the
/// prefix leaves that out: the transaction's scope says it, and several enterprises come one after
/// the other, unless the query is [`of`](Self::of) one.
#[derive(Debug, Clone)]
pub struct Query {
    /// Where.
    pub table: &'static Table,
    /// The index to walk.
    pub index: &'static Index,
    /// Of this enterprise alone; none: of all that the transaction's scope holds.
    pub only: Option<EnterpriseNo>,
    /// What its first columns equal.
    pub prefix: Vec<Value>,
    /// What the column after the prefix may equal: the query then names what it would with each of
    /// these behind the prefix, in the index's order. Not together with bounds.
    pub among: Option<BTreeSet<Value>>,
    /// The least value of the column after the prefix, itself included.
    pub from: Option<Value>,
    /// The bound of the column after the prefix, itself excluded.
    pub below: Option<Value>,
    /// Every one of these must hold.
    pub filters: Vec<Filter>,
    /// The index values of the last row seen (the enterprise included where it leads): go on
    /// behind it.
    pub after: Option<Vec<Value>>,
    /// Whether to walk backwards.
    pub descending: bool,
    /// How many rows at most.
    pub limit: u32,
}

/// A condition on one row.
#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    /// The column has this value (`Null` too).
    Is(Col, Value),
    /// The column has another value than this (`Null` too).
    IsNot(Col, Value),
    /// The column has one of these values.
    In(Col, Vec<Value>),
    /// The column is not `Null` and at least this.
    AtLeast(Col, Value),
    /// The column is not `Null` and below this.
    Below(Col, Value),
    /// One of these holds.
    Any(Vec<Filter>),
}

impl Filter {
    /// Whether a row passes. The meaning, for every store.
    pub fn holds(&self, row: &Row) -> bool {
        let at = |col: &Col| row.get(col.0).unwrap_or(&Value::Null);
        match self {
            Filter::Is(col, value) => at(col) == value,
            Filter::IsNot(col, value) => at(col) != value,
            Filter::In(col, values) => values.contains(at(col)),
            Filter::AtLeast(col, value) => *at(col) != Value::Null && at(col) >= value,
            Filter::Below(col, value) => *at(col) != Value::Null && at(col) < value,
            Filter::Any(any) => any.iter().any(|filter| filter.holds(row)),
        }
    }
}

impl Query {
    /// All rows of a table in the order of one of its indexes (`primary` for the key).
    pub fn on(table: &'static Table, index: &str) -> Self {
        Self {
            table,
            index: table.index(index),
            only: None,
            prefix: Vec::new(),
            among: None,
            from: None,
            below: None,
            filters: Vec::new(),
            after: None,
            descending: false,
            limit: u32::MAX,
        }
    }

    /// Only of one enterprise, where the transaction's scope holds several.
    #[must_use]
    pub fn of(mut self, enterprise: EnterpriseNo) -> Self {
        self.only = Some(enterprise);
        self
    }

    /// The part of a scope that the query is about: every store walks that.
    pub fn within<'s>(&self, scope: &'s Scope) -> Cow<'s, Scope> {
        match self.only {
            None => Cow::Borrowed(scope),
            Some(no) if scope.contains(no) => Cow::Owned(Scope::One(no)),
            Some(_) => Cow::Owned(Scope::Some([].into())),
        }
    }

    /// Fixes the next column of the index.
    #[must_use]
    pub fn eq(mut self, value: impl Into<Value>) -> Self {
        self.prefix.push(value.into());
        self
    }

    /// Lets the column behind the fixed ones have any of these values.
    #[must_use]
    pub fn among(mut self, values: impl IntoIterator<Item = Value>) -> Self {
        self.among = Some(values.into_iter().collect());
        self
    }

    /// Bounds the column behind the fixed ones from below, the bound included.
    #[must_use]
    pub fn from(mut self, value: impl Into<Value>) -> Self {
        self.from = Some(value.into());
        self
    }

    /// Bounds the column behind the fixed ones from above, the bound excluded.
    #[must_use]
    pub fn below(mut self, value: impl Into<Value>) -> Self {
        self.below = Some(value.into());
        self
    }

    /// Adds a condition.
    #[must_use]
    pub fn filter(mut self, filter: Filter) -> Self {
        self.filters.push(filter);
        self
    }

    /// Goes on behind the row with these index values.
    #[must_use]
    pub fn after(mut self, after: Option<Vec<Value>>) -> Self {
        self.after = after;
        self
    }

    /// Walks backwards.
    #[must_use]
    pub fn backwards(mut self) -> Self {
        self.descending = true;
        self
    }

    /// Ends after so many rows.
    #[must_use]
    pub fn limit(mut self, limit: u32) -> Self {
        self.limit = limit;
        self
    }

    /// Whether the index is led by the enterprise.
    pub fn led_by_enterprise(&self) -> bool {
        self.index.columns.first() == Some(&"enterprise_id")
    }
}
