//! Where a query's rows lie: stretches of its index, for stores that speak SQL.
//!
//! Going on behind the row (a, b, c) of an index is three stretches: what equals (a, b) and is
//! behind c; what equals a and is behind b; what is behind a. So a page is found as fast in the
//! middle of a million rows as at their start, and `Null` needs no care of its own. Several
//! enterprises are walked one after the other.

use super::{Query, Scope, Value};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// A condition that an index can seek to.
#[derive(Debug, Clone, PartialEq)]
pub struct Seek<'q> {
    /// The column of the index.
    pub column: &'static str,
    /// What of it.
    pub how: How<'q>,
}

/// What a column must be.
#[derive(Debug, Clone, PartialEq)]
pub enum How<'q> {
    /// `Null`.
    Null,
    /// Anything else.
    NotNull,
    /// This.
    Equal(Cow<'q, Value>),
    /// At least this.
    AtLeast(&'q Value),
    /// More than this.
    Above(&'q Value),
    /// Less than this.
    Below(&'q Value),
}

impl How<'_> {
    /// The value that it compares with.
    pub fn value(&self) -> Option<&Value> {
        match self {
            How::Null | How::NotNull => None,
            How::Equal(value) => Some(value),
            How::AtLeast(value) | How::Above(value) | How::Below(value) => Some(value),
        }
    }
}

/// Rows that follow each other in an index: all of these hold.
pub type Stretch<'q> = Vec<Seek<'q>>;

impl<'q> Seek<'q> {
    fn equal(column: &'static str, value: &'q Value) -> Self {
        match value {
            Value::Null => Self { column, how: How::Null },
            value => Self { column, how: How::Equal(Cow::Borrowed(value)) },
        }
    }
}

/// The stretches of a query, in its order.
pub fn stretches<'q>(q: &'q Query, scope: &Scope) -> Vec<Stretch<'q>> {
    if q.below == Some(Value::Null) {
        return Vec::new();
    }
    let of_enterprise = |q: &'q Query, no: Option<i64>| match &q.among {
        Some(among) if no.is_some() || !q.led_by_enterprise() => {
            let with = |value| of_enterprise(q, no, Some(value));
            match q.descending {
                false => among.iter().flat_map(with).collect(),
                true => among.iter().rev().flat_map(with).collect(),
            }
        }
        _ => of_enterprise(q, no, None),
    };
    match scope {
        Scope::One(no) if q.led_by_enterprise() => of_enterprise(q, Some(no.0)),
        Scope::Some(some) if q.led_by_enterprise() => {
            let sorted: BTreeSet<_> = some.iter().map(|no| no.0).collect();
            let of = |no: i64| of_enterprise(q, Some(no));
            match q.descending {
                false => sorted.into_iter().flat_map(of).collect(),
                true => sorted.into_iter().rev().flat_map(of).collect(),
            }
        }
        _ => of_enterprise(q, None),
    }
}

fn of_enterprise<'q>(
    q: &'q Query,
    enterprise: Option<i64>,
    among: Option<&'q Value>,
) -> Vec<Stretch<'q>> {
    let mut base = Vec::new();
    let lead = usize::from(q.led_by_enterprise());
    if let Some(no) = enterprise {
        let how = How::Equal(Cow::Owned(Value::Int(no)));
        base.push(Seek { column: "enterprise_id", how });
    }
    let mut behind_lead = q.index.columns.iter().skip(lead);
    let fixed: Vec<&Value> = q.prefix.iter().chain(among).collect();
    for (value, column) in fixed.iter().copied().zip(behind_lead.by_ref()) {
        base.push(Seek::equal(column, value));
    }
    if let Some(column) = behind_lead.next() {
        match &q.from {
            Some(Value::Null) => base.push(Seek { column, how: How::NotNull }),
            Some(from) => base.push(Seek { column, how: How::AtLeast(from) }),
            None => (),
        }
        if let Some(below) = &q.below {
            base.push(Seek { column, how: How::Below(below) });
        }
    }
    match &q.after {
        None => vec![base],
        Some(after) => {
            let with_base = |more| base.iter().cloned().chain(more).collect();
            behind(q, enterprise, &fixed, after).into_iter().rev().map(with_base).collect()
        }
    }
}

/// The stretches behind a row, the last one first.
fn behind<'q>(
    q: &'q Query,
    enterprise: Option<i64>,
    fixed: &[&'q Value],
    after: &'q [Value],
) -> Vec<Stretch<'q>> {
    let lead = usize::from(q.led_by_enterprise());
    let mut found = Vec::new();
    let mut equal = Stretch::new();
    for (i, (column, seen)) in q.index.columns.iter().zip(after).enumerate() {
        // A column that the query fixes: the row seen lies before, behind or at that place.
        let fixed = match i < lead {
            true => enterprise.map(|no| Value::Int(no).cmp(seen)),
            false => fixed.get(i.saturating_sub(lead)).map(|value| (*value).cmp(seen)),
        };
        let fixed = if q.descending { fixed.map(Ordering::reverse) } else { fixed };
        match fixed {
            Some(Ordering::Equal) => (),
            Some(Ordering::Less) => return found,
            Some(Ordering::Greater) => {
                found.push(equal);
                return found;
            }
            None => {
                let and = |how| equal.iter().cloned().chain([Seek { column, how }]).collect();
                match (seen, q.descending) {
                    (Value::Null, false) => found.push(and(How::NotNull)),
                    (Value::Null, true) => (),
                    (seen, false) => found.push(and(How::Above(seen))),
                    (seen, true) => {
                        if q.table.columns.iter().any(|c| c.name == *column && c.null) {
                            found.push(and(How::Null));
                        }
                        found.push(and(How::Below(seen)));
                    }
                }
                equal.push(Seek::equal(column, seen));
            }
        }
    }
    found
}
