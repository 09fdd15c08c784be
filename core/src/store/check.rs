//! What every store checks before it works, so that all refuse the same things in the same words.
//!
//! A value of another kind than its column, a key with a part too few or a row of an enterprise
//! outside the scope is a fault of the calling program: `internal`. A store calls these first and
//! never sees such a value.

use super::{Access, Col, Filter, Key, Kind, Query, Row, Scope, Table, Value};
use crate::error::{Code, Error, Result};
use crate::value::EnterpriseNo;
use chrono::Datelike;

/// Checks rows to be written: their width, the kind of each value, `Null` and the scope.
///
/// # Errors
/// `internal`; `out_of_range` for a date outside the years 0 to 9999, which would not sort as text;
/// `malformed` for a text with U+0000, which PostgreSQL cannot keep.
pub fn rows(t: &Table, rows: &[Row], scope: &Scope) -> Result<()> {
    rows.iter().try_for_each(|row| {
        if row.len() != t.columns.len() {
            let (has, needs) = (row.len(), t.columns.len());
            return Err(fault(t, format!("a row has {has} values, not {needs}")));
        }
        for (column, value) in t.columns.iter().zip(row) {
            if *value == Value::Null && !column.null {
                return Err(fault(t, format!("`{}` may not be null", column.name)));
            }
            kind(t, column.name, column.kind, value)?;
        }
        inside(t, row.first(), scope)
    })
}

/// Checks keys to be read: their length and the kind of each part.
///
/// # Errors
/// `internal`; `out_of_range` for a date.
pub fn keys<'k>(t: &Table, keys: impl IntoIterator<Item = &'k Key>) -> Result<()> {
    let columns =
        t.key.columns.iter().map(|name| column(t, t.col(name))).collect::<Result<Vec<_>>>()?;
    for key in keys {
        if key.len() != columns.len() {
            let (has, needs) = (key.len(), columns.len());
            return Err(fault(t, format!("a key has {has} values, not {needs}")));
        }
        for ((name, k), value) in columns.iter().zip(key) {
            kind(t, name, *k, value)?;
        }
    }
    Ok(())
}

/// Checks keys to be written through: as [`keys`], and within the scope.
///
/// # Errors
/// `internal`; `out_of_range` for a date.
pub fn keys_inside<'k>(
    t: &Table,
    all: impl IntoIterator<Item = &'k Key> + Clone,
    scope: &Scope,
) -> Result<()> {
    keys(t, all.clone())?;
    all.into_iter().try_for_each(|key| inside(t, key.first(), scope))
}

/// Checks that a column can be added to: a whole number outside the key.
///
/// # Errors
/// `internal`.
pub fn addable(t: &Table, col: Col) -> Result<()> {
    let (name, k) = column(t, col)?;
    match k == Kind::Int && !t.key.columns.contains(&name) {
        true => Ok(()),
        false => Err(fault(t, format!("`{name}` cannot be added to"))),
    }
}

/// Checks a query: its index, how many values it gives, and their kinds.
///
/// # Errors
/// `internal`; `out_of_range` for a date.
pub fn query(q: &Query) -> Result<()> {
    let t = q.table;
    if *q.index != t.key && !t.indexes.contains(q.index) {
        return Err(fault(t, format!("`{}` is no index of it", q.index.name)));
    }
    let bounded = q.from.is_some() || q.below.is_some();
    let lead = usize::from(q.led_by_enterprise());
    if bounded && q.among.is_some() {
        return Err(fault(t, format!("index `{}` is asked both ways", q.index.name)));
    }
    let edged = usize::from(bounded || q.among.is_some());
    let named = lead.saturating_add(q.prefix.len()).saturating_add(edged);
    let columns = q.index.columns;
    if named > columns.len() || q.after.as_ref().is_some_and(|a| a.len() != columns.len()) {
        return Err(fault(t, format!("index `{}` has {} columns", q.index.name, columns.len())));
    }
    let behind = columns.iter().skip(lead);
    let edge = behind.clone().nth(q.prefix.len());
    let edges = edge.into_iter().flat_map(|name| edges_of(q).map(move |value| (name, value)));
    let after = columns.iter().zip(q.after.iter().flatten());
    for (name, value) in behind.zip(&q.prefix).chain(edges).chain(after) {
        compared(t, t.col(name), value)?;
    }
    q.filters.iter().try_for_each(|f| filter(t, f))
}

/// What a query says of the column behind its prefix.
fn edges_of(q: &Query) -> impl Iterator<Item = &Value> {
    q.from.iter().chain(&q.below).chain(q.among.iter().flatten())
}

/// Checks the columns of a sum: those to group by, and the whole numbers to add up.
///
/// # Errors
/// `internal`.
pub fn sums(t: &Table, by: &[Col], of: &[Col]) -> Result<()> {
    by.iter().try_for_each(|col| match column(t, *col)? {
        (name, Kind::Json) => Err(fault(t, format!("`{name}` is JSON"))),
        _ => Ok(()),
    })?;
    of.iter().try_for_each(|col| match column(t, *col)? {
        (_, Kind::Int) => Ok(()),
        (name, _) => Err(fault(t, format!("`{name}` is no whole number"))),
    })
}

/// Checks that a transaction may write.
///
/// # Errors
/// `internal`.
pub fn writable(access: Access) -> Result<()> {
    match access {
        Access::Write => Ok(()),
        Access::Read => Err(Error::internal("a transaction begun for reading cannot write")),
    }
}

/// Marks what a call answers that has waited as long as it may: the caller hears it at once, and not
/// after several such waits.
pub fn waited(error: Error) -> Error {
    error.with("waited", true)
}

/// Whether a call has waited as long as it may.
pub fn has_waited(error: &Error) -> bool {
    error.details().contains_key("waited")
}

/// What any call answers after one has failed.
pub fn doomed() -> Error {
    Error::internal("an earlier call of this transaction failed: drop it and begin again")
}

/// A row that another has changed, with the version it has now, or that is gone.
pub fn conflict(t: &Table, key: &Key, current: Option<i64>) -> Error {
    let key = key_text(key);
    let table = t.name;
    let error = match current {
        Some(version) => Error::new(
            Code::Conflict,
            format!("`{key}` in `{table}` was changed and has version {version} now: look again"),
        )
        .with("version", version),
        None => Error::new(Code::Conflict, format!("`{key}` in `{table}` is gone: look again")),
    };
    error.with("table", table).with("key", key)
}

/// A row that has the values of another in a unique index.
pub fn already_exists(t: &Table, index: &str) -> Error {
    let message = format!("another row of `{}` has this `{index}`: give another", t.name);
    Error::new(Code::AlreadyExists, message).with("table", t.name).with("index", index)
}

/// Checks what [`insert`](super::Transaction::insert) answered where all keys must be new.
///
/// # Errors
/// `already_exists`, with the key in the details.
pub fn all_new(t: &Table, rows: &[Row], inserted: &[bool]) -> Result<()> {
    match rows.iter().zip(inserted).find(|(_, new)| !**new) {
        None => Ok(()),
        Some((row, _)) => Err(already_exists(t, t.key.name).with("key", key_text(&t.key_of(row)))),
    }
}

/// A sum that does not fit into 64 bits.
pub fn overflow(t: &Table, col: Col) -> Error {
    let name = column(t, col).map_or("?", |(name, _)| name);
    fault(t, format!("the sum of `{name}` leaves 64 bits"))
}

fn key_text(key: &Key) -> String {
    let part = |value: &Value| match value {
        Value::Null => "null".to_owned(),
        Value::Int(n) | Value::Instant(n) => n.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Id(id) => id.to_string(),
        Value::Text(text) => text.to_string(),
    };
    key.iter().skip(1).map(part).collect::<Vec<_>>().join(", ")
}

fn filter(t: &Table, f: &Filter) -> Result<()> {
    match f {
        Filter::Is(col, v)
        | Filter::IsNot(col, v)
        | Filter::AtLeast(col, v)
        | Filter::Below(col, v) => compared(t, *col, v),
        Filter::In(col, values) => {
            compared(t, *col, &Value::Null)?;
            values.iter().try_for_each(|v| compared(t, *col, v))
        }
        Filter::Any(any) => any.iter().try_for_each(|f| filter(t, f)),
    }
}

fn compared(t: &Table, col: Col, value: &Value) -> Result<()> {
    let (name, k) = column(t, col)?;
    match (k, value) {
        (Kind::Json, Value::Text(_)) => Err(fault(t, format!("`{name}` is JSON"))),
        _ => kind(t, name, k, value),
    }
}

fn kind(t: &Table, name: &str, kind: Kind, value: &Value) -> Result<()> {
    match (kind, value) {
        (Kind::Date, Value::Date(date)) if !(0..=9999).contains(&date.year()) => Err(Error::new(
            Code::OutOfRange,
            format!("`{date}` lies outside the years 0 to 9999: give another date"),
        )
        .at(name)),
        (_, Value::Text(text)) if text.contains('\0') => Err(Error::new(
            Code::Malformed,
            "a text holds the character U+0000, which not every store can keep: leave it out",
        )
        .at(name)),
        (_, Value::Null)
        | (Kind::Int, Value::Int(_))
        | (Kind::Instant, Value::Instant(_))
        | (Kind::Date, Value::Date(_))
        | (Kind::Id, Value::Id(_))
        | (Kind::Text | Kind::Json, Value::Text(_)) => Ok(()),
        (kind, value) => Err(fault(t, format!("`{name}` holds {kind:?}, not {value:?}"))),
    }
}

/// Whether a row or a key, by its first value, lies within the scope.
pub fn within(first: Option<&Value>, scope: &Scope) -> bool {
    matches!(first, Some(Value::Int(no)) if scope.contains(EnterpriseNo(*no)))
}

fn inside(t: &Table, first: Option<&Value>, scope: &Scope) -> Result<()> {
    match within(first, scope) {
        true => Ok(()),
        false => Err(fault(t, format!("enterprise {first:?} is outside of the scope"))),
    }
}

fn column(t: &Table, col: Col) -> Result<(&'static str, Kind)> {
    match t.columns.get(col.0) {
        Some(column) => Ok((column.name, column.kind)),
        None => Err(fault(t, format!("it has no column {}", col.0))),
    }
}

fn fault(t: &Table, what: String) -> Error {
    Error::internal(format!("table `{}`: {what}", t.name)).with("table", t.name)
}
