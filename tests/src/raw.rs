//! Behind the hub's back: reading, spoiling and comparing the rows of a store.

use milkround_core::model::TABLES;
use milkround_core::model::enterprise::Enterprise;
use milkround_core::store::{Access, Home, Key, Query, Record, Row, Scope, Store, Table, Value};
use milkround_core::value::{Currency, EnterpriseId, EnterpriseNo};
use std::collections::HashMap;
use std::fmt::Write;
use uuid::Uuid;

/// All rows of a table, in the order of the key.
pub fn rows(store: &dyn Store, t: &'static Table) -> Vec<Row> {
    let mut tx = store.begin(&Scope::All, Access::Read).expect("a transaction");
    tx.find(&Query::on(t, "primary")).expect("rows")
}

/// All records of a table, as the first enterprise's; every row must read back.
pub fn records<R: Record>(store: &dyn Store) -> Vec<R> {
    let home = homes(store).remove(0);
    let read = |row| R::from_row(row, &home).expect("a row that reads back");
    rows(store, R::TABLE).into_iter().map(read).collect()
}

/// All records of one enterprise.
pub fn records_of<R: Record>(store: &dyn Store, home: &Home) -> Vec<R> {
    let mut tx = store.begin(&Scope::One(home.no), Access::Read).expect("a transaction");
    let rows = tx.find(&Query::on(R::TABLE, "primary")).expect("rows");
    rows.into_iter().map(|row| R::from_row(row, home).expect("a row that reads back")).collect()
}

/// The enterprises of a store.
pub fn homes(store: &dyn Store) -> Vec<Home> {
    rows(store, Enterprise::TABLE).iter().map(home).collect()
}

fn home(row: &Row) -> Home {
    let text = |name: &str| match &row[Enterprise::TABLE.col(name).0] {
        Value::Text(text) => text.clone(),
        other => panic!("{other:?} is no text"),
    };
    Home {
        no: EnterpriseNo(number(&row[0])),
        id: EnterpriseId::new(&text("host_id")).expect("an id"),
        currency: Currency::new(&text("currency")).expect("a currency"),
    }
}

/// A whole number.
pub fn number(value: &Value) -> i64 {
    match value {
        Value::Int(n) => *n,
        other => panic!("{other:?} is no number"),
    }
}

/// The row with this key behind the first enterprise.
pub fn row(store: &dyn Store, t: &'static Table, id: Uuid) -> Row {
    let key = vec![Value::Int(1), Value::Id(id)];
    let mut tx = store.begin(&Scope::All, Access::Read).expect("a transaction");
    tx.get(t, &[key]).expect("a row").remove(0).expect("the row is there")
}

/// Puts a row in the place of what has its key, whatever its version was.
pub fn put(store: &dyn Store, t: &'static Table, mut row: Row) {
    let mut tx = store.begin(&Scope::All, Access::Write).expect("a transaction");
    let key: Key = t.key_of(&row);
    match tx.get(t, &[key]).expect("a row").remove(0) {
        None => assert_eq!(tx.insert(t, &[row]).expect("inserted"), [true]),
        Some(old) => {
            if t.versioned {
                let version = t.col("version").0;
                row[version] = Value::Int(number(&old[version]) + 1);
            }
            tx.update(t, &[row]).expect("updated");
        }
    }
    tx.commit().expect("committed");
}

/// Deletes the row with this key behind the first enterprise.
pub fn delete(store: &dyn Store, t: &'static Table, id: Uuid) {
    let mut tx = store.begin(&Scope::All, Access::Write).expect("a transaction");
    let key = vec![Value::Int(1), Value::Id(id)];
    assert_eq!(tx.delete(t, &[key]).expect("deleted"), 1);
    tx.commit().expect("committed");
}

/// Everything that a store keeps, as text, table by table.
pub fn dump(store: &dyn Store) -> String {
    let mut tx = store.begin(&Scope::All, Access::Read).expect("a transaction");
    let mut text = String::new();
    for t in TABLES {
        let _ = writeln!(text, "# {}", t.name);
        for row in tx.find(&Query::on(t, "primary")).expect("rows") {
            let _ = writeln!(text, "{row:?}");
        }
    }
    text
}

/// Everything that a store keeps, where each id is told by the place at which it comes first: the
/// same for two stores that differ in nothing but the ids that were drawn.
pub fn dump_without_ids(store: &dyn Store) -> String {
    let text = dump(store);
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('-') {
        let found = at.checked_sub(8).and_then(|from| Some((from, rest.get(from..from + 36)?)));
        match found.filter(|(_, id)| Uuid::try_parse(id).is_ok()) {
            Some((from, id)) => {
                let next = known.len();
                let place = *known.entry(id).or_insert(next);
                let _ = write!(out, "{}<{place}>", &rest[..from]);
                rest = &rest[from + 36..];
            }
            None => {
                out.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}
