//! The SQL that every statement on a table is made of.

use milkround_core::store::{Column, Index, Kind, Table};

/// A name in an SQL text. Declared names have no quotes in them.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

pub(crate) fn list<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().map(quoted).collect::<Vec<_>>().join(", ")
}

/// The name of an index in the file, where all tables share one space of names.
pub(crate) fn index_name(t: &Table, index: &Index) -> String {
    match index.name {
        "primary" => format!("sqlite_autoindex_{}_1", t.name),
        name => format!("{}_{name}", t.name),
    }
}

fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Int | Kind::Instant => "INTEGER",
        Kind::Id => "BLOB",
        Kind::Date | Kind::Text | Kind::Json => "TEXT",
    }
}

/// The statements that make a table as it is declared, if there is none of its name. The
/// migrations say the same by hand; a test compares.
pub fn create_table_sql(t: &Table) -> String {
    let column = |c: &Column| {
        let null = if c.null { "" } else { " NOT NULL" };
        format!("    {} {}{null},\n", quoted(c.name), type_of(c.kind))
    };
    let columns: String = t.columns.iter().map(column).collect();
    let mut sql = format!(
        "CREATE TABLE IF NOT EXISTS {} (\n{columns}    PRIMARY KEY ({})\n) STRICT, WITHOUT ROWID;\n",
        quoted(t.name),
        list(t.key.columns.iter().copied()),
    );
    for index in t.indexes {
        let unique = if index.unique { "UNIQUE " } else { "" };
        sql.push_str(&format!(
            "CREATE {unique}INDEX IF NOT EXISTS {} ON {} ({});\n",
            quoted(&index_name(t, index)),
            quoted(t.name),
            list(index.columns.iter().copied()),
        ));
    }
    sql
}

/// How many rows one statement inserts: one for each takes a tenth longer.
pub(crate) const MANY: usize = 20;

/// The fixed statements of one table. A row's value stands at `?` of its column's place, counted
/// from 1.
#[derive(Debug)]
pub(crate) struct TableSql {
    pub(crate) columns: String,
    pub(crate) get: String,
    pub(crate) insert: String,
    /// Inserts [`MANY`] rows, up to the first that breaks a rule of the table. Had it to be able to
    /// undo itself, it would keep a copy of every page that it changes.
    pub(crate) insert_many: String,
    pub(crate) update: String,
    pub(crate) version: String,
    pub(crate) delete: String,
}

impl TableSql {
    pub(crate) fn new(t: &Table) -> Self {
        let name = quoted(t.name);
        let columns = list(t.columns.iter().map(|c| c.name));
        let key_names = list(t.key.columns.iter().copied());
        let key: Vec<_> = t.cols(&t.key).iter().map(|col| col.0).collect();
        let places: Vec<_> = (1..=t.columns.len()).map(|i| format!("?{i}")).collect();
        let all = places.join(", ");
        let by_key = key_equals(t);
        // The same for the whole row, where a key's column stands at its own place.
        let mut this: Vec<_> =
            key.iter().map(|i| format!("{} = ?{}", quoted(t.columns[*i].name), i + 1)).collect();
        if t.versioned {
            let version = t.col("version").0;
            this.push(format!("\"version\" + 1 = ?{}", version + 1));
        }
        let set = |skip_key: bool| {
            let change = |(i, c): (usize, &Column)| match skip_key && key.contains(&i) {
                true => None,
                false => Some(format!("{} = ?{}", quoted(c.name), i + 1)),
            };
            t.columns.iter().enumerate().filter_map(change).collect::<Vec<_>>().join(", ")
        };
        let set = set(key.len() < t.columns.len());
        let version = if t.versioned { "\"version\"" } else { "NULL" };
        Self {
            get: format!("SELECT {columns} FROM {name} WHERE {by_key}"),
            insert: format!(
                "INSERT INTO {name} ({columns}) VALUES ({all}) ON CONFLICT ({key_names}) DO NOTHING"
            ),
            insert_many: format!(
                "INSERT OR FAIL INTO {name} ({columns}) VALUES {}",
                vec![format!("({})", vec!["?"; t.columns.len()].join(", ")); MANY].join(", ")
            ),
            update: format!("UPDATE {name} SET {set} WHERE {}", this.join(" AND ")),
            version: format!("SELECT {version} FROM {name} WHERE {by_key}"),
            delete: format!("DELETE FROM {name} WHERE {by_key}"),
            columns,
        }
    }
}

/// `"enterprise_id" = ?1 AND …`: the key's parts in their order.
pub(crate) fn key_equals(t: &Table) -> String {
    let parts = t.key.columns.iter().enumerate();
    parts
        .map(|(i, name)| format!("{} = ?{}", quoted(name), i + 1))
        .collect::<Vec<_>>()
        .join(" AND ")
}
