//! Order cycles and what is offered in them.

use super::enterprise::MissedCycle;
use super::schedule::CollectionWindow;
use crate::store::{json_field, name_field, record};
use crate::value::zone::Zone;
use crate::value::{
    CycleId, EnterpriseId, Label, Money, Quantity, SeriesId, StandingOrderId, VariantId,
};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

name_field! {
    /// Where a cycle stands. The tick moves it on.
    CycleState {
        /// It has not opened.
        Upcoming = "upcoming",
        /// Its standing orders are being turned into orders; the shop waits a moment.
        Opening = "opening",
        /// Customers order.
        Open = "open",
        /// Its pending orders are being placed.
        Closing = "closing",
        /// It is over.
        Closed = "closed",
        /// It will not take place.
        Cancelled = "cancelled",
    }
}

record! {
    /// A window `[opens_at, closes_at)` in which customers order (R1).
    pub struct Cycle in "cycles" {
        /// Who coordinates it, sells and owns its orders (R15).
        pub enterprise: EnterpriseId,
        /// Our id.
        pub id: CycleId,
        /// What customers see.
        pub name: Label,
        /// The zone of its dates (R2).
        pub zone: Zone,
        /// The first instant at which customers may order.
        pub opens_at: DateTime<Utc>,
        /// The first instant at which they may not any more.
        pub closes_at: DateTime<Utc>,
        /// The opening on the wall clock, as planned.
        pub opens_local: NaiveDateTime,
        /// The close on the wall clock, as planned.
        pub closes_local: NaiveDateTime,
        /// Where it stands.
        pub state: CycleState,
        /// Whether it opened after its time (E5).
        pub opened_late: bool,
        /// What was done about it when it had opened and closed while nothing ticked (R25).
        pub missed: Option<MissedCycle>,
        /// Who distributes, when it is collected, and what that costs.
        pub outgoing: Vec<Exchange>,
        /// Who supplies.
        pub incoming: Vec<Supply>,
        /// Raised by every change.
        pub version: i64,
    }
    key ["id"];
    indexes {
        index "by_opening" ["opens_at", "id"];
        index "by_state" ["state", "closes_at", "id"];
    }
}

json_field! { Vec<Exchange>, Vec<Supply> }

impl Cycle {
    /// The outgoing exchange of a distributor.
    pub fn exchange(&self, distributor: &EnterpriseId) -> Option<&Exchange> {
        self.outgoing.iter().find(|exchange| exchange.distributor == *distributor)
    }

    /// The local date on which it opens.
    pub fn opens_on(&self) -> NaiveDate {
        self.opens_local.date()
    }

    /// The local date on which it closes (R4: the literal date, also at midnight).
    pub fn closes_on(&self) -> NaiveDate {
        self.closes_local.date()
    }

    /// The local date on which collection begins with a distributor.
    pub fn collected_on(&self, distributor: &EnterpriseId) -> Option<NaiveDate> {
        let window = self.exchange(distributor)?.collection.as_ref()?;
        Some(window.starts_local.date())
    }

    /// The first instant at which goods may be collected anywhere; the close without a window.
    pub fn collection_begins_at(&self) -> DateTime<Utc> {
        let starts = self.outgoing.iter().filter_map(|e| Some(e.collection.as_ref()?.starts_at));
        starts.min().unwrap_or(self.closes_at)
    }
}

/// One distributor of a cycle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// Who distributes.
    pub distributor: EnterpriseId,
    /// When customers collect.
    #[serde(default)]
    pub collection: Option<CollectionWindow>,
    /// What is charged beside the goods.
    #[serde(default)]
    pub fees: Vec<Fee>,
}

/// One supplier of a cycle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Supply {
    /// Who supplies.
    pub supplier: EnterpriseId,
    /// What.
    pub variants: Vec<VariantId>,
}

/// A charge beside the goods; the enterprise that charges is named (R28).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// What the customer reads.
    pub name: Label,
    /// Who charges it.
    pub charged_by: EnterpriseId,
    /// How much.
    pub rate: FeeRate,
}

/// How a fee is reckoned, after shortages were shared out (R28).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum FeeRate {
    /// So much an order.
    PerOrder {
        /// The amount.
        amount: Money,
    },
    /// So much for each unit of each line.
    PerItem {
        /// The amount a unit.
        amount: Money,
    },
    /// A part of the lines' sum.
    Percent {
        /// Percent: `2.5` is one fortieth.
        percent: Decimal,
    },
    /// So much a kilogram; variants without a weight count nothing.
    PerWeight {
        /// The amount a kilogram.
        amount: Money,
    },
}

record! {
    /// What one distributor offers of one variant in one cycle.
    pub struct Offer in "offers" {
        /// Whose cycle.
        pub enterprise: EnterpriseId,
        /// In which cycle.
        pub cycle: CycleId,
        /// Who distributes.
        pub distributor: EnterpriseId,
        /// What.
        pub variant: VariantId,
        /// The price of one unit.
        pub price: Money,
        /// The price when the cycle was planned, as projections showed it (R24).
        pub planned_price: Money,
        /// How much there is in all; none: unlimited.
        pub stock: Option<Quantity>,
        /// How much of it nobody has claimed yet.
        pub free: Option<Quantity>,
        /// Raised by every change of price or stock (not by claims).
        pub version: i64,
    }
    key ["cycle", "distributor", "variant"];
}

record! {
    /// A cycle's place in a series. One cycle may belong to several (R6).
    pub struct SeriesCycle in "series_cycles" {
        /// Whose.
        pub enterprise: EnterpriseId,
        /// The series.
        pub series: SeriesId,
        /// The cycle.
        pub cycle: CycleId,
        /// The slot of the rule; none for a cycle attached to a ruled series (R6).
        pub number: Option<i64>,
        /// The nominal opening that the rule gave; none for an attached cycle.
        pub nominal: Option<NaiveDateTime>,
        /// When the cycle opens, so that a series lists its cycles in the calendar's order.
        pub opens_at: DateTime<Utc>,
    }
    key ["series", "cycle"];
    indexes {
        unique "by_nominal" ["series", "nominal"];
        index "by_opening" ["series", "opens_at", "cycle"];
        index "by_cycle" ["cycle", "series"];
    }
}

record! {
    /// A share of a scarce variant, set aside for one standing order at opening (R23).
    pub struct Allocation in "allocations" {
        /// Whose cycle.
        pub enterprise: EnterpriseId,
        /// In which cycle.
        pub cycle: CycleId,
        /// For whom.
        pub standing_order: StandingOrderId,
        /// What.
        pub variant: VariantId,
        /// How much.
        pub share: Quantity,
    }
    key ["cycle", "standing_order", "variant"];
}
