//! All that a hub holds, as lines that two runs can be compared by: ids are replaced by what they
//! stand for, and what is only numbered (notices, changes) is left without.

use milkround::hub::Hub;
use milkround::model::TABLES;
use milkround::store::{Access, Query, Row, Scope, Table, Value};
use std::collections::HashMap;
use uuid::Uuid;

/// The lines of every table, sorted.
pub fn of(hub: &Hub) -> Vec<String> {
    let tables: Vec<(&Table, Vec<Row>)> = TABLES.iter().map(|t| (*t, rows(hub, t))).collect();
    let mut names = HashMap::new();
    for (table, rows) in &tables {
        for row in rows {
            if let Some((id, name)) = name_of(table, row, &names) {
                names.insert(id, name);
            }
        }
    }
    let line = |table: &Table, row: &Row| {
        // A hash of ids tells nothing that the other columns do not.
        let columns = table.columns.iter().zip(row).filter(|(column, _)| column.name != "input");
        let cells = columns.map(|(column, value)| format!("{}={}", column.name, text(value)));
        named(&format!("{} {}", table.name, cells.collect::<Vec<_>>().join(" ")), &names)
    };
    let mut lines: Vec<String> =
        tables.iter().flat_map(|(t, rows)| rows.iter().map(|row| line(t, row))).collect();
    lines.sort();
    lines
}

/// Says where two runs differ, rather than showing both whole.
pub fn assert_same(one: &[String], other: &[String]) {
    let only = |a: &[String], b: &[String]| -> Vec<String> {
        a.iter().filter(|line| !b.contains(line)).take(3).cloned().collect()
    };
    assert!(
        one == other,
        "only here: {:#?}\nonly there: {:#?}",
        only(one, other),
        only(other, one)
    );
}

/// How many rows each table has.
pub fn counts(hub: &Hub) -> String {
    let counted = TABLES.iter().map(|t| (rows(hub, t).len(), t.name));
    counted.filter(|(n, _)| *n > 0).map(|(n, name)| format!("{n:>6} {name}\n")).collect()
}

fn rows(hub: &Hub, table: &'static Table) -> Vec<Row> {
    let mut tx = hub.store().begin(&Scope::All, Access::Read).unwrap();
    tx.find(&Query::on(table, "primary")).unwrap()
}

fn text(value: &Value) -> String {
    match value {
        Value::Id(id) => id.to_string(),
        Value::Text(text) => text.to_string(),
        other => format!("{other:?}"),
    }
}

/// What an id stands for.
fn name_of(table: &Table, row: &Row, known: &HashMap<Uuid, String>) -> Option<(Uuid, String)> {
    let cell = |name: &str| row[table.col(name).0].clone();
    let parts: &[&str] = match table.name {
        "customers" => &["code", "email"],
        "series" | "cycles" => &["name"],
        "standing_orders" => &["number"],
        "orders" => &["standing_order", "customer", "cycle", "created_at"],
        "postings" => &["customer", "kind", "order", "amount"],
        "notices" | "changes" => &[],
        _ => return None,
    };
    let Value::Id(id) = cell("id") else { return None };
    let parts: Vec<String> = parts.iter().map(|part| named(&text(&cell(part)), known)).collect();
    Some((id, format!("<{}: {}>", table.name, parts.join(", "))))
}

/// The text with every known id replaced by its name.
fn named(text: &str, names: &HashMap<Uuid, String>) -> String {
    const LENGTH: usize = 36;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let id = rest.get(..LENGTH).and_then(|id| Uuid::try_parse(id).ok());
        let (shown, length) = match id.and_then(|id| names.get(&id)) {
            Some(name) => (name.as_str(), LENGTH),
            None => (&rest[..next.len_utf8()], next.len_utf8()),
        };
        out.push_str(shown);
        rest = &rest[length..];
    }
    out
}
