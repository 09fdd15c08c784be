//! Series of order cycles that recur by rule.

use super::cycle::{Fee, Supply};
use super::schedule::{CollectionRule, Schedule};
use crate::store::{json_field, name_field, record};
use crate::value::{EnterpriseId, Label, Money, Quantity, SeriesId, VariantId};
use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

name_field! {
    /// Whether a series still makes cycles.
    SeriesState {
        /// It does.
        Active = "active",
        /// Its rule has come to its end, or staff ended it.
        Ended = "ended",
    }
}

record! {
    /// Order cycles that recur by rule (C1).
    pub struct Series in "series" {
        /// Whose.
        pub enterprise: EnterpriseId,
        /// Our id.
        pub id: SeriesId,
        /// What staff call it.
        pub name: Label,
        /// When its cycles open and close, and what they are called. None: only attached cycles.
        pub schedule: Option<Schedule>,
        /// What each new cycle is made of (C4, R10).
        pub template: Template,
        /// How many cycles that have not opened are kept ready (C3).
        pub keep_ahead: u32,
        /// How far cycles were made: the last slot that was worked off. Without a rule, its number
        /// counts the cycles that were ever attached (R6).
        pub progress: Mark,
        /// Whether it still makes cycles.
        pub state: SeriesState,
        /// Whether the hub was told that few cycles are left (R14).
        pub ending_told: bool,
        /// When made.
        pub created_at: DateTime<Utc>,
        /// Raised by every change.
        pub version: i64,
    }
    key ["id"];
}

json_field! { Schedule, Template, Mark }

/// Where a walk stands, to be stored and taken up again; the default is the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// The period of the rule, from 0.
    pub period: u64,
    /// How many numbered slots there were so far.
    pub number: u64,
    /// The last turn of the rule that was given out: its silence is measured from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<NaiveDateTime>,
    /// The last slot that was given out, be it a turn or an extra date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<NaiveDateTime>,
}

/// What each cycle of a series is made of. Copied when the cycle is made (R10).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Template {
    /// Who distributes what.
    pub outgoing: Vec<TemplateExchange>,
    /// Who supplies.
    pub incoming: Vec<Supply>,
}

/// One distributor of a template.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TemplateExchange {
    /// Who distributes.
    pub distributor: EnterpriseId,
    /// When customers collect, reckoned from the close.
    #[serde(default)]
    pub collection: Option<CollectionRule>,
    /// What is charged beside the goods.
    #[serde(default)]
    pub fees: Vec<Fee>,
    /// What is offered.
    #[serde(default)]
    pub offers: Vec<TemplateOffer>,
}

/// One offer of a template.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TemplateOffer {
    /// What.
    pub variant: VariantId,
    /// The price of one unit.
    pub price: Money,
    /// How much there is in a cycle; none: unlimited.
    #[serde(default)]
    pub stock: Option<Quantity>,
}
