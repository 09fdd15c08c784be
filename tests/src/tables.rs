//! Tables of the suite's own, with everything that a store may meet in one.

use milkround_core::store::{Column, Index, Kind, Row, Table, Value};
use milkround_core::value::EnterpriseNo;
use uuid::Uuid;

const fn column(name: &'static str, kind: Kind, null: bool) -> Column {
    Column { name, kind, null }
}

const fn index(name: &'static str, unique: bool, columns: &'static [&'static str]) -> Index {
    Index { name, columns, unique }
}

/// A versioned table with a column of each kind, and indexes of each sort.
pub static ITEMS: Table = Table {
    name: "suite_items",
    columns: &[
        column("enterprise_id", Kind::Int, false),
        column("id", Kind::Id, false),
        column("name", Kind::Text, false),
        column("code", Kind::Text, true),
        column("amount", Kind::Int, false),
        column("stock", Kind::Int, true),
        column("at", Kind::Instant, false),
        column("on", Kind::Date, true),
        column("notes", Kind::Json, true),
        column("version", Kind::Int, false),
    ],
    key: index("primary", true, &["enterprise_id", "id"]),
    versioned: true,
    indexes: &[
        index("by_code", true, &["enterprise_id", "code"]),
        index("by_name", false, &["enterprise_id", "name", "id"]),
        index("by_date", false, &["enterprise_id", "on", "name", "id"]),
        index("by_stock", false, &["enterprise_id", "stock", "id"]),
        index("by_time", false, &["at", "enterprise_id", "id"]),
        index("by_world", true, &["name", "amount"]),
    ],
};

/// A table without versions whose key has three parts.
pub static LINES: Table = Table {
    name: "suite_lines",
    columns: &[
        column("enterprise_id", Kind::Int, false),
        column("order", Kind::Text, false),
        column("position", Kind::Int, false),
        column("quantity", Kind::Int, true),
    ],
    key: index("primary", true, &["enterprise_id", "order", "position"]),
    versioned: false,
    indexes: &[index("by_quantity", false, &["enterprise_id", "quantity", "order", "position"])],
};

/// A table that is nothing but its key.
pub static MARKS: Table = Table {
    name: "suite_marks",
    columns: &[column("enterprise_id", Kind::Int, false), column("on", Kind::Date, false)],
    key: index("primary", true, &["enterprise_id", "on"]),
    versioned: false,
    indexes: &[],
};

/// Every table of the suite.
pub static TABLES: &[&Table] = &[&ITEMS, &LINES, &MARKS];

/// Two enterprises.
pub const HERE: EnterpriseNo = EnterpriseNo(1);
/// The other.
pub const THERE: EnterpriseNo = EnterpriseNo(2);

/// One row of [`ITEMS`], to be changed to what a test needs.
#[derive(Debug, Clone)]
pub struct Item {
    /// Whose.
    pub enterprise: EnterpriseNo,
    /// The low part of its id.
    pub id: u128,
    /// Sorted bytewise.
    pub name: String,
    /// Unique in its enterprise.
    pub code: Option<String>,
    /// Unique with its name, in the world.
    pub amount: i64,
    /// What `add` works on.
    pub stock: Option<i64>,
    /// Milliseconds.
    pub at: i64,
    /// A date as `YYYY-MM-DD`.
    pub on: Option<&'static str>,
    /// 1 when it is new.
    pub version: i64,
}

impl Item {
    /// An item whose name and amount follow from its id, so that items never collide by chance.
    pub fn new(enterprise: EnterpriseNo, id: u128) -> Self {
        Self {
            enterprise,
            id,
            name: format!("item {id:04}"),
            code: None,
            amount: enterprise.0,
            stock: Some(10),
            at: 1_000,
            on: None,
            version: 1,
        }
    }

    /// As it is stored.
    pub fn row(&self) -> Row {
        let text = |text: &Option<String>| text.as_ref().map_or(Value::Null, Value::text);
        vec![
            Value::Int(self.enterprise.0),
            Value::Id(Uuid::from_u128(self.id)),
            Value::text(&self.name),
            text(&self.code),
            Value::Int(self.amount),
            self.stock.map_or(Value::Null, Value::Int),
            Value::Instant(self.at),
            self.on.map_or(Value::Null, date),
            Value::text(r#"{"a":[1,null]}"#),
            Value::Int(self.version),
        ]
    }

    /// Its key.
    pub fn key(&self) -> Vec<Value> {
        vec![Value::Int(self.enterprise.0), Value::Id(Uuid::from_u128(self.id))]
    }
}

/// A date, `YYYY-MM-DD`.
pub fn date(text: &str) -> Value {
    Value::Date(text.parse().expect("a date"))
}

/// A row of [`LINES`].
pub fn line(enterprise: EnterpriseNo, order: &str, position: i64, quantity: Option<i64>) -> Row {
    let quantity = quantity.map_or(Value::Null, Value::Int);
    vec![Value::Int(enterprise.0), Value::text(order), Value::Int(position), quantity]
}
