//! A row as a line, and back.
//!
//! Every value has one form, and is read only in that form: what was exported, imported and
//! exported again is the same byte for byte.

use super::form::push_text;
use crate::model::TABLES;
use crate::store::{Column, Kind, Record, Row, Table, Value};
use crate::{Code, Error, Result};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};
use milkround_core::value::Text;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt::Write;
use uuid::Uuid;

/// Writes a row; `Null` is left out.
///
/// # Errors
/// `corrupt_record` for a value that its column cannot hold.
pub(super) fn write(line: &mut String, table: &Table, enterprise: &str, row: &Row) -> Result<()> {
    line.clear();
    let _ = write!(line, r#"{{"table":"{}","enterprise":"#, table.name);
    push_text(line, enterprise);
    for (column, value) in table.columns.iter().zip(row).skip(1) {
        if *value == Value::Null && column.null {
            continue;
        }
        let _ = write!(line, r#","{}":"#, column.name);
        push_value(line, column, value).ok_or_else(|| {
            let message = format!("column `{}` holds {value:?}", column.name);
            Error::corrupt(table.name, message).with("key", key_text(table, row))
        })?;
    }
    line.push_str("}\n");
    Ok(())
}

/// The values of a row's key behind the enterprise, for messages.
pub(super) fn key_text(table: &Table, row: &Row) -> String {
    let part = |value: &Value| match value {
        Value::Null => "null".to_owned(),
        Value::Int(n) => n.to_string(),
        Value::Instant(ms) => instant(*ms).unwrap_or_else(|| ms.to_string()),
        Value::Date(date) => date.to_string(),
        Value::Id(id) => id.to_string(),
        Value::Text(text) => text.to_string(),
    };
    table.key_of(row).iter().skip(1).map(part).collect::<Vec<_>>().join(", ")
}

fn push_value(line: &mut String, column: &Column, value: &Value) -> Option<()> {
    match (column.kind, value) {
        (Kind::Int, Value::Int(n)) => write!(line, "{n}").ok()?,
        (Kind::Instant, Value::Instant(ms)) => match instant(*ms) {
            Some(text) => write!(line, "\"{text}\"").ok()?,
            None => write!(line, "{ms}").ok()?,
        },
        (Kind::Date, Value::Date(date)) => write!(line, "\"{date}\"").ok()?,
        (Kind::Id, Value::Id(id)) => write!(line, "\"{id}\"").ok()?,
        (Kind::Json, Value::Text(text)) if stands_bare(text) => line.push_str(text),
        (Kind::Text | Kind::Json, Value::Text(text)) => push_text(line, text),
        _ => return None,
    }
    Some(())
}

/// An instant as ISO 8601; those outside of four-digit years stay milliseconds.
fn instant(ms: i64) -> Option<String> {
    let at = DateTime::from_timestamp_millis(ms)?;
    (0..=9999).contains(&at.year()).then(|| at.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string())
}

/// Whether a text of a JSON column can stand in the line as the JSON that it is: an object or a
/// list in one line. Anything else stands as a text, and comes back as it was too.
fn stands_bare(text: &str) -> bool {
    text.starts_with(['{', '['])
        && !text.contains(['\n', '\r'])
        && serde_json::from_str::<&RawValue>(text).is_ok_and(|raw| raw.get() == text)
}

/// A line of a file.
pub(super) struct Line<'l> {
    pub(super) table: &'static Table,
    pub(super) enterprise: Text,
    values: Vec<(Cow<'l, str>, &'l RawValue)>,
}

/// Names and values in the order in which they stand, one that stands twice too.
struct Pairs<'l>(Vec<(Cow<'l, str>, &'l RawValue)>);

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Pairs<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Pairs<'de>, A::Error> {
                let mut pairs = Vec::with_capacity(16);
                while let Some(Name(name)) = map.next_key()? {
                    pairs.push((name, map.next_value()?));
                }
                Ok(Pairs(pairs))
            }
        }
        from.deserialize_map(Each)
    }
}

/// A name, borrowed where it has no escapes.
#[derive(serde::Deserialize)]
struct Name<'l>(#[serde(borrow)] Cow<'l, str>);

fn malformed(what: impl std::fmt::Display) -> Error {
    Error::new(Code::Malformed, format!("{what}: export the hub anew"))
}

fn text_of(raw: &RawValue) -> Option<Text> {
    serde_json::from_str::<Cow<'_, str>>(raw.get()).ok().map(Text::new)
}

impl<'l> Line<'l> {
    /// Reads whose line it is, and of what.
    ///
    /// # Errors
    /// `malformed`; `unknown_field` for a table that is not ours.
    pub(super) fn read(line: &'l str) -> Result<Self> {
        let Pairs(mut values) = serde_json::from_str(line)
            .map_err(|e| malformed(format!("it is no row, as JSON ({e})")))?;
        let named = |at: usize, name: &str| match values.get(at) {
            Some((is, raw)) if is == name => text_of(raw),
            _ => None,
        };
        let (Some(table), Some(enterprise)) = (named(0, "table"), named(1, "enterprise")) else {
            return Err(malformed("it does not begin with a table and an enterprise"));
        };
        let Some(table) = TABLES.iter().copied().find(|t| t.name == table.as_str()) else {
            let message = format!("there is no table `{table}`: export the hub anew");
            return Err(Error::new(Code::UnknownField, message).with("table", table));
        };
        values.drain(..2);
        Ok(Self { table, enterprise, values })
    }

    /// The row, with the enterprise's number left at 0.
    ///
    /// # Errors
    /// `unknown_field`, `required`, `wrong_kind`, `malformed`.
    pub(super) fn row(&self) -> Result<Row> {
        let mut row = vec![Value::Int(0)];
        for (name, raw) in &self.values {
            let (at, column) = self.column(name)?;
            if at < row.len() {
                return Err(malformed(format!("`{name}` stands twice or not in its place")));
            }
            self.leave_null(&mut row, at)?;
            row.push(self.value(column, raw)?);
        }
        self.leave_null(&mut row, self.table.columns.len())?;
        self.must_name_itself(&row)?;
        Ok(row)
    }

    fn fault(&self, code: Code, what: String) -> Error {
        let message = format!("{what} in `{}`: export the hub anew", self.table.name);
        Error::new(code, message).with("table", self.table.name)
    }

    fn column(&self, name: &str) -> Result<(usize, &'static Column)> {
        let mut all = self.table.columns.iter().enumerate().skip(1);
        all.find(|(_, column)| column.name == name).ok_or_else(|| {
            self.fault(Code::UnknownField, format!("there is no column `{name}`"))
                .with("column", name)
        })
    }

    /// Fills a row up to a column, with what may be left out.
    fn leave_null(&self, row: &mut Row, to: usize) -> Result<()> {
        for column in self.table.columns.iter().take(to).skip(row.len()) {
            if !column.null {
                let what = format!("`{}` is missing", column.name);
                return Err(self.fault(Code::Required, what).with("column", column.name));
            }
            row.push(Value::Null);
        }
        Ok(())
    }

    /// The host's id stands in an enterprise's row once more, as its key.
    fn must_name_itself(&self, row: &Row) -> Result<()> {
        let own = crate::model::enterprise::Enterprise::TABLE;
        let named = row.get(super::HOST_ID.0);
        match self.table.name == own.name && named != Some(&Value::Text(self.enterprise.clone())) {
            false => Ok(()),
            true => Err(malformed("the row of an enterprise has the id of another")),
        }
    }

    fn value(&self, column: &Column, raw: &RawValue) -> Result<Value> {
        let raw = raw.get();
        read_value(column.kind, raw).ok_or_else(|| {
            let shown: String = raw.chars().take(60).collect();
            let what = format!(
                "`{shown}` is not what the column `{}` holds ({:?})",
                column.name, column.kind
            );
            self.fault(Code::WrongKind, what).with("column", column.name)
        })
    }
}

fn read_value(kind: Kind, raw: &str) -> Option<Value> {
    let whole = || raw.parse::<i64>().ok().filter(|n| n.to_string() == raw);
    let text = || serde_json::from_str::<Cow<'_, str>>(raw).ok();
    match kind {
        Kind::Int => whole().map(Value::Int),
        Kind::Instant if raw.starts_with('"') => read_instant(&text()?).map(Value::Instant),
        Kind::Instant => whole().filter(|ms| instant(*ms).is_none()).map(Value::Instant),
        Kind::Date => read_date(&text()?).map(Value::Date),
        Kind::Id => {
            let text = text()?;
            let id = Uuid::try_parse(&text).ok()?;
            (id.to_string() == text).then_some(Value::Id(id))
        }
        Kind::Json if raw.starts_with(['{', '[']) => Some(Value::text(raw)),
        // U+0000 is what no store keeps.
        Kind::Text | Kind::Json => text().filter(|text| !text.contains('\0')).map(Value::text),
    }
}

fn read_instant(text: &str) -> Option<i64> {
    let read = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.3fZ").ok()?;
    let ms = read.and_utc().timestamp_millis();
    (instant(ms)? == text).then_some(ms)
}

fn read_date(text: &str) -> Option<NaiveDate> {
    let date: NaiveDate = text.parse().ok()?;
    (date.to_string() == text && (0..=9999).contains(&date.year())).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there_and_back(kind: Kind, value: Value) -> String {
        let column = Column { name: "x", kind, null: true };
        let mut line = String::new();
        push_value(&mut line, &column, &value).unwrap();
        assert!(!line.contains('\n'), "{line}");
        let whole = format!("{{\"x\":{line}}}");
        let Pairs(pairs) = serde_json::from_str(&whole).unwrap();
        assert_eq!(read_value(kind, pairs[0].1.get()), Some(value), "{line}");
        line
    }

    #[test]
    fn every_value_comes_back_as_it_was() {
        for n in [0, -1, 1 << 53, (1 << 53) + 1, i64::MIN, i64::MAX] {
            assert_eq!(there_and_back(Kind::Int, Value::Int(n)), n.to_string());
            there_and_back(Kind::Instant, Value::Instant(n));
        }
        let told = there_and_back(Kind::Instant, Value::Instant(1_772_445_600_007));
        assert_eq!(told, r#""2026-03-02T10:00:00.007Z""#);
        for ms in [-62_167_219_200_000, 253_402_300_799_999, -62_167_219_200_001] {
            there_and_back(Kind::Instant, Value::Instant(ms));
        }
        for text in ["0000-01-01", "2024-02-29", "9999-12-31"] {
            there_and_back(Kind::Date, Value::Date(text.parse().unwrap()));
        }
        let odd = ["", " ", "\"", "\\u0041", "a\nb\r\u{1}\u{2028}\u{1f95b}", "null", "{\"a\":1}"];
        for text in odd {
            there_and_back(Kind::Text, Value::text(text));
        }
    }

    #[test]
    fn json_stands_as_it_is_where_it_can() {
        for bare in ["{}", "[]", r#"{"b":1,"a":[1.0, 2e3]}"#, r#"{"a":1,"a":2}"#, r#"["\ud800"]"#] {
            assert_eq!(there_and_back(Kind::Json, Value::text(bare)), bare);
        }
        let deep = format!("{}{}", "[".repeat(500), "]".repeat(500));
        assert_eq!(there_and_back(Kind::Json, Value::text(&deep)), deep);
        for text in ["", "{", "{}\n", "[1,\n2]", " {}", "{} ", "null", "7", "\"a\"", "{}}"] {
            let told = there_and_back(Kind::Json, Value::text(text));
            assert!(told.starts_with('"'), "{told}");
        }
    }

    #[test]
    fn a_value_in_another_form_is_refused() {
        let date = r#""2026-03-02""#;
        for (kind, raw) in [
            (Kind::Int, "1.0"),
            (Kind::Int, "1e3"),
            (Kind::Int, "-0"),
            (Kind::Int, "9223372036854775808"),
            (Kind::Int, "\"1\""),
            (Kind::Int, "null"),
            (Kind::Instant, "1772445600007"),
            (Kind::Instant, date),
            (Kind::Instant, r#""2026-03-02T10:00:00Z""#),
            (Kind::Instant, r#""2026-03-02T23:59:60.000Z""#),
            (Kind::Date, r#""2026-02-29""#),
            (Kind::Date, r#""2026-3-2""#),
            (Kind::Date, "20260302"),
            (Kind::Id, r#""0""#),
            (Kind::Id, r#""0195A8E0-7F00-7000-8000-000000000000""#),
            (Kind::Text, "1"),
            (Kind::Text, "{}"),
            (Kind::Text, r#""\u0000""#),
            (Kind::Json, r#""\u0000""#),
            (Kind::Json, "1"),
            (Kind::Json, "true"),
        ] {
            assert_eq!(read_value(kind, raw), None, "{kind:?} {raw}");
        }
        assert!(read_value(Kind::Date, date).is_some());
    }

    #[test]
    fn no_column_is_named_like_the_two_that_every_line_begins_with() {
        let mut names = TABLES.iter().flat_map(|t| t.columns).map(|column| column.name);
        assert!(!names.any(|name| matches!(name, "table" | "enterprise")));
    }
}
