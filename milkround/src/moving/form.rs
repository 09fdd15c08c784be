//! The first line and the last of a file.

use super::Tally;
use crate::model::TABLES;
use crate::store::{Column, Kind, Table};
use crate::{Code, Error, Result};
use milkround_core::value::EnterpriseId;
use serde::Deserialize;
use serde_json::Map;
use std::collections::HashSet;
use std::fmt::Write;

/// What every file begins with.
pub(super) const BEGINS: &str = r#"{"format":"milkround-hub","version":"#;
/// What its last line begins with.
pub(super) const ENDS: &str = r#"{"rows":"#;
/// The format that this Milkround writes, and the only one that it reads.
const VERSION: u64 = 1;

/// A text as JSON.
pub(super) fn push_text(line: &mut String, text: &str) {
    // A text always becomes JSON.
    line.push_str(&serde_json::to_string(text).unwrap_or_default());
}

/// What a column holds, as the header says it.
fn kind(column: &Column) -> &'static str {
    match (column.kind, column.null) {
        (Kind::Int, false) => "int",
        (Kind::Int, true) => "int?",
        (Kind::Instant, false) => "instant",
        (Kind::Instant, true) => "instant?",
        (Kind::Date, false) => "date",
        (Kind::Date, true) => "date?",
        (Kind::Id, false) => "id",
        (Kind::Id, true) => "id?",
        (Kind::Text, false) => "text",
        (Kind::Text, true) => "text?",
        (Kind::Json, false) => "json",
        (Kind::Json, true) => "json?",
    }
}

/// The columns that a line has: all but the enterprise's number.
fn columns(table: &'static Table) -> impl Iterator<Item = &'static Column> {
    table.columns.iter().skip(1)
}

/// The first line: whose rows follow, in the order in which they were made known, and of what.
pub(super) fn header(enterprises: &[&str]) -> String {
    let mut line = format!(r#"{BEGINS}{VERSION},"enterprises":["#);
    for (i, id) in enterprises.iter().enumerate() {
        line.push_str(if i > 0 { "," } else { "" });
        push_text(&mut line, id);
    }
    line.push_str(r#"],"tables":{"#);
    for (i, table) in TABLES.iter().enumerate() {
        let comma = if i > 0 { "," } else { "" };
        let _ = write!(line, r#"{comma}"{}":{{"#, table.name);
        for (i, column) in columns(table).enumerate() {
            let comma = if i > 0 { "," } else { "" };
            let _ = write!(line, r#"{comma}"{}":"{}""#, column.name, kind(column));
        }
        line.push('}');
    }
    line.push_str("}}\n");
    line
}

/// The last line: what each enterprise has, and a hash of all before.
pub(super) fn trailer(tallies: &[Tally], sha256: &str) -> String {
    let mut line = ENDS.to_owned();
    line.push('{');
    for (i, tally) in tallies.iter().enumerate() {
        line.push_str(if i > 0 { "," } else { "" });
        push_text(&mut line, &tally.enterprise);
        let counted = |table: &&Table| Some((table.name, *tally.rows.get(table.name)?));
        let rows: Map<_, _> =
            TABLES.iter().filter_map(counted).map(|(t, n)| (t.to_owned(), n.into())).collect();
        let _ = write!(line, ":{}", serde_json::Value::Object(rows));
    }
    line.push_str(r#"},"balances":{"#);
    for (i, tally) in tallies.iter().enumerate() {
        line.push_str(if i > 0 { "," } else { "" });
        push_text(&mut line, &tally.enterprise);
        let (accounts, postings) = (tally.accounts, tally.postings);
        let _ = write!(line, r#":{{"accounts":{accounts},"postings":{postings}}}"#);
    }
    let _ = writeln!(line, r#"}},"sha256":"{sha256}"}}"#);
    line
}

/// The hash that a trailer states.
pub(super) fn stated_hash(trailer: &str) -> Option<&str> {
    let (_, behind) = trailer.rsplit_once(r#","sha256":""#)?;
    behind.strip_suffix("\"}\n")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    #[serde(rename = "format")]
    _format: String,
    #[serde(rename = "version")]
    _version: u64,
    enterprises: Vec<String>,
    tables: Map<String, serde_json::Value>,
}

/// Refuses what is not a file of ours, or of a newer format: this cannot wait for the hash.
pub(super) fn must_be_ours(line: &[u8]) -> Result<()> {
    let Some(behind) = line.strip_prefix(BEGINS.as_bytes()) else {
        return Err(Error::new(
            Code::ForeignDatabase,
            "the file is no export of Milkround: give one that `milkround export` wrote",
        ));
    };
    let digits = behind.iter().take_while(|byte| byte.is_ascii_digit()).take(19);
    let version = digits.fold(0u64, |n, digit| n * 10 + u64::from(digit - b'0'));
    match version > VERSION {
        false => Ok(()),
        true => Err(Error::new(
            Code::NewerSchema,
            format!(
                "the file has format {version}, this Milkround reads format {VERSION}: import it \
                 with the Milkround that wrote it, or a newer one"
            ),
        )
        .with("version", version)),
    }
}

/// Reads the first line: whose rows follow.
pub(super) fn read_header(line: &str) -> Result<Vec<String>> {
    let read: Header = serde_json::from_str(line).map_err(|e| {
        Error::new(Code::Malformed, format!("the first line of the file is not right: {e}"))
    })?;
    must_have_our_tables(&read.tables)?;
    let mut seen = HashSet::new();
    for id in &read.enterprises {
        EnterpriseId::new(id)?;
        if !seen.insert(id) {
            let message = format!("the enterprise `{id}` stands twice in the file: export it anew");
            return Err(Error::new(Code::Duplicate, message));
        }
    }
    Ok(read.enterprises)
}

fn must_have_our_tables(theirs: &Map<String, serde_json::Value>) -> Result<()> {
    let other = |code, what: String| {
        let message = format!(
            "the file was written by another version of Milkround: {what}. Open the hub that it \
             came from with this version, and export it anew"
        );
        Err(Error::new(code, message))
    };
    let (mut names, mut file) = (Vec::new(), Vec::new());
    for table in TABLES {
        names.push(table.name.to_owned());
        for column in columns(table) {
            names.push(format!("{}.{}: {}", table.name, column.name, kind(column)));
        }
    }
    for (table, columns) in theirs {
        file.push(table.clone());
        for (column, kind) in columns.as_object().into_iter().flatten() {
            file.push(format!("{table}.{column}: {}", kind.as_str().unwrap_or("?")));
        }
    }
    if let Some(unknown) = file.iter().find(|name| !names.contains(name)) {
        return other(Code::UnknownField, format!("it has `{unknown}`, which is unknown here"));
    }
    if let Some(missing) = names.iter().find(|name| !file.contains(name)) {
        return other(Code::Required, format!("it lacks `{missing}`"));
    }
    match names == file {
        true => Ok(()),
        false => other(Code::Malformed, "its tables stand in another order".to_owned()),
    }
}
