//! Twelve ways in which a standing order can be beyond working off, put into the store behind the
//! hub, and taken out again.

use crate::raw;
use crate::shop::Shop;
use milkround_core::model::customer::Customer;
use milkround_core::model::standing_order::StandingOrder;
use milkround_core::store::{Record, Row, Table, Value};
use milkround_core::value::{CustomerId, StandingOrderId};
use serde_json::{Value as Json, json};

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Poison {
    /// Its revisions are no JSON.
    RevisionsUnreadable,
    /// It has no revision.
    NoRevision,
    /// Its revision has no line.
    NoLine,
    /// A line is due every 0th cycle.
    EveryZero,
    /// Two lines ask for one variant.
    TwiceTheSame,
    /// A quantity is beyond all bounds.
    QuantityBeyondBounds,
    /// Price times quantity is beyond what is counted.
    ProductTooLarge,
    /// Each line is within what is counted, their sum is not.
    SumTooLarge,
    /// Its customer is gone.
    CustomerGone,
    /// Its customer does not read back.
    CustomerUnreadable,
    /// Its state is unknown.
    StateUnknown,
    /// Who made it does not read back.
    MakerUnreadable,
}

use Poison::*;

/// All of them.
pub const KINDS: [Poison; 12] = [
    RevisionsUnreadable,
    NoRevision,
    NoLine,
    EveryZero,
    TwiceTheSame,
    QuantityBeyondBounds,
    ProductTooLarge,
    SumTooLarge,
    CustomerGone,
    CustomerUnreadable,
    StateUnknown,
    MakerUnreadable,
];

/// A row as it was before it was spoiled.
#[derive(Debug)]
pub struct Antidote {
    table: &'static Table,
    before: Row,
}

impl Antidote {
    /// Puts the row back.
    pub fn give(self, shop: &Shop) {
        raw::put(shop.hub.store(), self.table, self.before);
    }
}

impl Poison {
    /// The code that the outcome names.
    pub fn code(self) -> &'static str {
        match self {
            EveryZero | ProductTooLarge | SumTooLarge => "out_of_range",
            TwiceTheSame => "duplicate",
            CustomerGone => "not_found",
            _ => "corrupt_record",
        }
    }

    /// Spoils a standing order, or its customer. In its cycle `gold` costs 1,000,000.00,
    /// `salt` and `myrrh` 10,000.00.
    pub fn put(self, shop: &Shop, so: StandingOrderId, customer: CustomerId) -> Antidote {
        let store = shop.hub.store();
        let (table, id) = match self {
            CustomerGone | CustomerUnreadable => (Customer::TABLE, customer.0),
            _ => (StandingOrder::TABLE, so.0),
        };
        let before = raw::row(store, table, id);
        if self == CustomerGone {
            raw::delete(store, table, id);
            return Antidote { table, before };
        }
        let (column, text) = match self {
            RevisionsUnreadable => ("revisions", "[{".to_owned()),
            NoRevision => ("revisions", "[]".to_owned()),
            CustomerUnreadable => ("tags", "{\"no\": \"list\"}".to_owned()),
            StateUnknown => ("state", "dormant".to_owned()),
            MakerUnreadable => ("created_by", "{\"kind\":\"ghost\"}".to_owned()),
            _ => ("revisions", self.revisions(&before)),
        };
        let mut spoiled = before.clone();
        spoiled[table.col(column).0] = Value::text(text);
        raw::put(store, table, spoiled);
        Antidote { table, before }
    }

    /// The revisions with other lines.
    fn revisions(self, row: &Row) -> String {
        let Value::Text(text) = &row[StandingOrder::TABLE.col("revisions").0] else {
            panic!("revisions are text");
        };
        let mut revisions: Json = serde_json::from_str(text).expect("revisions");
        let line = |variant: &str, quantity: &str, every: u32| json!({ "variant": variant, "quantity": quantity, "every": every, "anchor": 1 });
        let lines = match self {
            NoLine => json!([]),
            EveryZero => json!([line("milk", "1", 0)]),
            TwiceTheSame => json!([line("milk", "1", 1), line("milk", "2", 1)]),
            QuantityBeyondBounds => json!([line("milk", "1000000001", 1)]),
            ProductTooLarge => json!([line("gold", "1000000000", 1)]),
            // 10^15 minor units are the most: 9 × 10^14 and 9 × 10^14 are more.
            SumTooLarge => json!([line("salt", "900000000", 1), line("myrrh", "900000000", 1)]),
            other => panic!("{other:?} has no lines of its own"),
        };
        revisions[0]["lines"] = lines;
        revisions.to_string()
    }
}
