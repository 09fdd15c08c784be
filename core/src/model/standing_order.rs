//! Standing orders: what a customer wants in every cycle of a series.

use super::author::Author;
use super::customer::Address;
use crate::store::{json_field, name_field, record};
use crate::value::{
    CustomerId, CycleId, EnterpriseId, PaymentMethodId, Quantity, SeriesId, ShippingMethodId,
    StandingOrderId, VariantId,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

name_field! {
    /// Whether a standing order still makes orders. Pauses stand in their own list.
    StandingOrderState {
        /// It does.
        Active = "active",
        /// It makes none any more; what it made stays.
        Ended = "ended",
    }

    /// Who makes its orders (D10).
    Mode {
        /// The tick, when a cycle opens.
        Automatic = "automatic",
        /// Staff, ahead and for picked cycles.
        Manual = "manual",
    }
}

record! {
    /// Lines that a customer wants in every cycle of a series, or in picked cycles.
    pub struct StandingOrder in "standing_orders" {
        /// Whose.
        pub enterprise: EnterpriseId,
        /// Our id.
        pub id: StandingOrderId,
        /// Counts the enterprise's standing orders from 1.
        pub number: i64,
        /// Who wants it.
        pub customer: CustomerId,
        /// In every cycle of this series; none: in the picked cycles.
        pub series: Option<SeriesId>,
        /// The picked cycles.
        pub cycles: Vec<CycleId>,
        /// Who distributes it (R15).
        pub distributor: EnterpriseId,
        /// The first date, itself included (D4).
        pub starts_on: NaiveDate,
        /// The last date, itself included; none: open-ended.
        pub ends_on: Option<NaiveDate>,
        /// Whether it still makes orders.
        pub state: StandingOrderState,
        /// Who makes them.
        pub mode: Mode,
        /// Times without orders.
        pub pauses: Vec<Pause>,
        /// Cycles, or single lines of cycles, that are left out.
        pub skips: Vec<Skip>,
        /// What it holds, from which date on; sorted by that date, the first at the start (D6).
        pub revisions: Vec<Revision>,
        /// Who made it.
        pub created_by: Author,
        /// When made.
        pub created_at: DateTime<Utc>,
        /// Raised by every change.
        pub version: i64,
    }
    key ["id"];
    indexes {
        unique "by_number" ["number"];
        index "by_series" ["series", "id"];
        index "by_customer" ["customer", "id"];
    }
}

json_field! { Vec<CycleId>, Vec<Pause>, Vec<Skip>, Vec<Revision>, Author }

record! {
    /// That a standing order holds a picked cycle (D1).
    pub struct Pick in "picks" {
        /// Whose.
        pub enterprise: EnterpriseId,
        /// The cycle.
        pub cycle: CycleId,
        /// The standing order.
        pub standing_order: StandingOrderId,
    }
    key ["cycle", "standing_order"];
}

/// A time without orders, both dates included (D5).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// The first date.
    pub starts_on: NaiveDate,
    /// The last date; none: until further notice.
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
    /// Who paused.
    pub by: Author,
    /// When.
    pub at: DateTime<Utc>,
}

/// A cycle, or one line of it, that is left out. The cycle may not exist yet (D5).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Skip {
    /// Which cycle.
    pub what: SkipTarget,
    /// Which line; none: the whole order.
    #[serde(default)]
    pub variant: Option<VariantId>,
    /// Who skipped.
    pub by: Author,
    /// When.
    pub at: DateTime<Utc>,
}

/// How a skip names its cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum SkipTarget {
    /// This one.
    Cycle {
        /// Its id.
        cycle: CycleId,
    },
    /// The one of this date (R3).
    Date {
        /// The date of close or collection, as the enterprise counts.
        date: NaiveDate,
    },
}

/// What a standing order holds from a date on: a full snapshot (R31).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// The first date on which it holds.
    pub holds_from: NaiveDate,
    /// What is wanted; at least one line.
    pub lines: Vec<StandingLine>,
    /// The host's shipping method.
    #[serde(default)]
    pub shipping_method: Option<ShippingMethodId>,
    /// The host's payment method.
    #[serde(default)]
    pub payment_method: Option<PaymentMethodId>,
    /// Where goods go.
    #[serde(default)]
    pub shipping_address: Option<Address>,
    /// The customer's note, printed on sheets (R17).
    #[serde(default)]
    pub note: Option<String>,
    /// Who made it.
    pub by: Author,
    /// When.
    pub at: DateTime<Utc>,
}

/// One wanted line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StandingLine {
    /// What.
    pub variant: VariantId,
    /// How much, a multiple of the variant's unit step.
    pub quantity: Quantity,
    /// In every *n*th cycle (R7); 1: in every one.
    pub every: u32,
    /// The number of a cycle in which it is due, fixed at the line's first save (R7).
    pub anchor: i64,
}
