//! Values in and out of PostgreSQL: whole numbers and instants as `bigint`, ids as `uuid`, dates as
//! `date`, texts as `text`.

use bytes::BytesMut;
use chrono::NaiveDate;
use milkround_core::store::{Column, Kind, Row, Value};
use std::error::Error;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use uuid::Uuid;

/// A value as a parameter.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Param<'v>(pub(crate) &'v Value);

impl ToSql for Param<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self.0 {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(n) | Value::Instant(n) => n.to_sql(ty, out),
            Value::Date(date) => date.to_sql(ty, out),
            Value::Id(id) => id.to_sql(ty, out),
            Value::Text(text) => text.as_str().to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// The type of a column, as it is declared and cast.
pub(crate) fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Int | Kind::Instant => "bigint",
        Kind::Id => "uuid",
        Kind::Date => "date",
        Kind::Text | Kind::Json => "text",
    }
}

/// A value as it is stored. What we cannot hold (a date before the year of our calendar) comes as a
/// text, so that the record does not read back and spoils only itself.
struct Stored(Value);

impl<'a> FromSql<'a> for Stored {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Stored(match *ty {
            Type::INT8 => Value::Int(i64::from_sql(ty, raw)?),
            Type::UUID => Value::Id(Uuid::from_sql(ty, raw)?),
            Type::DATE => match NaiveDate::from_sql(ty, raw) {
                Ok(date) => Value::Date(date),
                Err(_) => Value::text("a date that no calendar has"),
            },
            _ => Value::text(<&str>::from_sql(ty, raw)?),
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Stored(Value::Null))
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::INT8 | Type::UUID | Type::DATE | Type::TEXT)
    }
}

/// Reads the columns of a row, from a place on.
pub(crate) fn row<'c>(
    from: &tokio_postgres::Row,
    at: usize,
    columns: impl ExactSizeIterator<Item = &'c Column>,
) -> Result<Row, tokio_postgres::Error> {
    let mut row = Vec::with_capacity(columns.len());
    for (i, column) in columns.enumerate() {
        let Stored(value) = from.try_get(at + i)?;
        row.push(match (column.kind, value) {
            (Kind::Instant, Value::Int(n)) => Value::Instant(n),
            (_, value) => value,
        });
    }
    Ok(row)
}
