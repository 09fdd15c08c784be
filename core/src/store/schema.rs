//! Declarations: tables, columns and indexes, as the stores read them.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// [`Value::Int`](super::Value::Int).
    Int,
    /// [`Value::Instant`](super::Value::Instant).
    Instant,
    /// [`Value::Date`](super::Value::Date).
    Date,
    /// [`Value::Id`](super::Value::Id).
    Id,
    /// [`Value::Text`](super::Value::Text).
    Text,
    /// [`Value::Text`](super::Value::Text) that is JSON: never compared, only kept.
    Json,
}

/// A column's place in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Col(pub usize);

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may be `Null`.
    pub null: bool,
}

/// One index. The columns fix the order completely: the last ones are unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Index {
    /// Its name, unique in the table.
    pub name: &'static str,
    /// Its columns in order, the enterprise included where it leads.
    pub columns: &'static [&'static str],
    /// Whether two rows may not have the same values in it (`Null` equals nothing).
    pub unique: bool,
}

/// One table. Column 0 is always `enterprise_id`.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// The columns of the primary key, the enterprise first; itself the index `primary`.
    pub key: Index,
    /// Whether it has a column `version` that [`update`](super::Transaction::update) checks.
    pub versioned: bool,
    /// Its other indexes.
    pub indexes: &'static [Index],
}

impl Table {
    /// The place of a column. In a `const`, a wrong name does not compile.
    #[allow(clippy::panic, clippy::indexing_slicing, reason = "met when compiling, or in a test")]
    pub const fn col(&self, name: &str) -> Col {
        let mut i = 0;
        while i < self.columns.len() {
            if same(self.columns[i].name, name) {
                return Col(i);
            }
            i += 1;
        }
        panic!("no such column")
    }

    /// The places of an index's columns.
    pub fn cols(&self, index: &Index) -> Vec<Col> {
        index.columns.iter().map(|name| self.col(name)).collect()
    }

    /// An index by name; `primary` is the key.
    #[allow(clippy::panic, clippy::indexing_slicing, reason = "met when compiling, or in a test")]
    pub const fn index(&'static self, name: &str) -> &'static Index {
        if same(name, "primary") {
            return &self.key;
        }
        let mut i = 0;
        while i < self.indexes.len() {
            if same(self.indexes[i].name, name) {
                return &self.indexes[i];
            }
            i += 1;
        }
        panic!("no such index")
    }

    /// The key of a row.
    pub fn key_of(&self, row: &super::Row) -> super::Key {
        self.pick(&self.key, row)
    }

    /// The values of an index's columns in a row.
    pub fn pick(&self, index: &Index, row: &super::Row) -> Vec<super::Value> {
        let at = |name: &&str| row.get(self.col(name).0).cloned().unwrap_or(super::Value::Null);
        index.columns.iter().map(at).collect()
    }
}

/// Whether one of the columns is the version.
#[allow(clippy::indexing_slicing, reason = "within the length")]
pub(crate) const fn names_version(columns: &[&str]) -> bool {
    let mut i = 0;
    while i < columns.len() {
        if same(columns[i], "version") {
            return true;
        }
        i += 1;
    }
    false
}

/// Whether two names are the same, in a `const`.
#[allow(clippy::indexing_slicing, reason = "the lengths are compared first")]
const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}
