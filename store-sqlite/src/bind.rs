//! Values in and out of SQLite: whole numbers and instants as INTEGER, ids as 16-byte BLOBs,
//! dates as TEXT `YYYY-MM-DD`, texts as TEXT.

use chrono::{Datelike, NaiveDate};
use milkround_core::store::{Column, Kind, Row, Value};
use rusqlite::types::{Null, Value as Owned, ValueRef};
use rusqlite::{Result, Statement};
use std::borrow::Cow;
use std::rc::Rc;
use uuid::Uuid;

/// What stands for one `?` of a statement.
#[derive(Debug, Clone)]
pub(crate) enum Bind<'q> {
    One(Cow<'q, Value>),
    Number(i64),
    Many(Rc<Vec<Owned>>),
}

impl Bind<'_> {
    pub(crate) fn many<'v>(values: impl Iterator<Item = &'v Value>) -> Self {
        Bind::Many(Rc::new(values.map(owned).collect()))
    }

    pub(crate) fn bind(&self, statement: &mut Statement<'_>, place: usize) -> Result<()> {
        match self {
            Bind::One(value) => bind(statement, place, value),
            Bind::Number(n) => statement.raw_bind_parameter(place, n),
            Bind::Many(values) => statement.raw_bind_parameter(place, values),
        }
    }
}

/// Binds one value; SQLite's copy of a text is the only one made.
pub(crate) fn bind(statement: &mut Statement<'_>, place: usize, value: &Value) -> Result<()> {
    match value {
        Value::Null => statement.raw_bind_parameter(place, Null),
        Value::Int(n) | Value::Instant(n) => statement.raw_bind_parameter(place, n),
        Value::Id(id) => statement.raw_bind_parameter(place, id.as_bytes().as_slice()),
        Value::Text(text) => statement.raw_bind_parameter(place, text.as_str()),
        Value::Date(date) => {
            let bytes = iso(*date);
            statement.raw_bind_parameter(place, std::str::from_utf8(&bytes)?)
        }
    }
}

fn owned(value: &Value) -> Owned {
    match value {
        Value::Null => Owned::Null,
        Value::Int(n) | Value::Instant(n) => Owned::Integer(*n),
        Value::Id(id) => Owned::Blob(id.as_bytes().to_vec()),
        Value::Text(text) => Owned::Text(text.as_str().to_owned()),
        Value::Date(date) => Owned::Text(String::from_utf8_lossy(&iso(*date)).into_owned()),
    }
}

/// The date as text, of a year from 0 to 9999.
fn iso(date: NaiveDate) -> [u8; 10] {
    let digit = |n: u32| b'0' + (n % 10) as u8;
    let (y, m, d) = (date.year().unsigned_abs(), date.month(), date.day());
    [
        digit(y / 1000),
        digit(y / 100),
        digit(y / 10),
        digit(y),
        b'-',
        digit(m / 10),
        digit(m),
        b'-',
        digit(d / 10),
        digit(d),
    ]
}

/// Reads the columns of a row.
pub(crate) fn row<'c>(
    from: &rusqlite::Row<'_>,
    columns: impl ExactSizeIterator<Item = &'c Column>,
) -> Result<Row> {
    let mut row = Vec::with_capacity(columns.len());
    for (i, column) in columns.enumerate() {
        row.push(value(column.kind, from.get_ref(i)?));
    }
    Ok(row)
}

/// The value in a column of this kind. What it cannot hold comes as a value of another kind, so
/// that the record does not read back and spoils only itself.
fn value(kind: Kind, stored: ValueRef<'_>) -> Value {
    match (kind, stored) {
        (_, ValueRef::Null) => Value::Null,
        (Kind::Int, ValueRef::Integer(n)) => Value::Int(n),
        (Kind::Instant, ValueRef::Integer(n)) => Value::Instant(n),
        (Kind::Id, ValueRef::Blob(bytes)) => match Uuid::from_slice(bytes) {
            Ok(id) => Value::Id(id),
            Err(_) => Value::text(format!("a blob of {} bytes", bytes.len())),
        },
        (Kind::Date, ValueRef::Text(bytes)) => {
            let text = String::from_utf8_lossy(bytes);
            let date = NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok();
            match date.filter(|date| iso(*date) == *bytes) {
                Some(date) => Value::Date(date),
                None => Value::text(text),
            }
        }
        (Kind::Text | Kind::Json, ValueRef::Text(bytes)) => match std::str::from_utf8(bytes) {
            Ok(text) => Value::text(text),
            Err(_) => Value::Int(0),
        },
        (Kind::Text | Kind::Json, _) => Value::Int(0),
        (_, other) => Value::text(format!("{:?}", other.data_type())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_iso_8601() {
        for text in ["0000-01-01", "0987-06-05", "2024-02-29", "9999-12-31"] {
            let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap();
            assert_eq!(iso(date), text.as_bytes());
        }
    }

    #[test]
    fn what_a_column_cannot_hold_comes_as_another_kind() {
        let date = |text: &'static str| value(Kind::Date, ValueRef::Text(text.as_bytes()));
        assert!(matches!(date("2024-02-29"), Value::Date(_)));
        assert!(matches!(date("2023-02-29"), Value::Text(_)));
        assert!(matches!(date("2024-2-29"), Value::Text(_)));
        assert!(matches!(value(Kind::Id, ValueRef::Blob(b"short")), Value::Text(_)));
        assert!(matches!(value(Kind::Text, ValueRef::Text(b"\xff")), Value::Int(_)));
    }
}
