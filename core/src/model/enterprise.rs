//! An enterprise and what it has settled for all its customers.

use super::customer::CodePattern;
use super::schedule::CycleDay;
use crate::store::{json_field, name_field, record};
use crate::value::zone::Zone;
use crate::value::{Currency, Label, Text};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

record! {
    /// A hub, shop or producer: it owns its customers, cycles and orders.
    pub struct Enterprise in "enterprises" {
        /// The host's id of it.
        pub enterprise: EnterpriseId,
        /// Its name.
        pub name: Label,
        /// The zone of its dates and times; series copy it when they are made (R2).
        pub zone: Zone,
        /// The currency of all its amounts; fixed once one is kept (R20).
        pub currency: Currency,
        /// What it has settled.
        pub settings: Settings,
        /// When it was made known.
        pub created_at: DateTime<Utc>,
        /// Raised by every change.
        pub version: i64,
    }
    key [];
    derived { host_id: Text = |e| e.enterprise.shared(); }
    indexes {
        unique_global "by_host_id" ["host_id"];
    }
}

json_field! { Settings }

name_field! {
    /// How a scarce variant is shared among the standing orders of a cycle (E2).
    Sharing {
        /// Who came first is served first, by (created_at, id) (R23).
        FirstCome = "first_come",
        /// Everyone gets the same part of what was asked, in unit steps, largest remainder.
        ProRata = "pro_rata",
    }

    /// What becomes of a cycle that opened and closed while nothing ticked (R25).
    MissedCycle {
        /// Orders are made and placed while collection has not begun.
        Place = "place",
        /// Orders are made and held for staff.
        Hold = "hold",
        /// No orders: the outcome is `missed`.
        Skip = "skip",
    }

    /// What generation does where the customer has an open order in the cycle already (D11).
    Combine {
        /// A further order is made beside it.
        Beside = "beside",
        /// The lines join it.
        Add = "add",
    }
}

/// Which variants standing orders may hold (D2).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Eligible {
    /// Every one.
    All,
    /// Those with this tag.
    Tagged {
        /// The tag.
        tag: Label,
    },
    /// Those without this tag.
    AllBut {
        /// The tag.
        tag: Label,
    },
}

/// Who may shop (A11).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ShopAccess {
    /// Everybody.
    Open,
    /// Customers alone.
    Customers,
    /// Customers with one of these tags.
    Tagged {
        /// The tags; at least one.
        tags: Vec<Label>,
    },
}

/// What customers may do with their own standing orders and pending orders (D13).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct CustomerMay {
    /// Set up a standing order.
    pub create: bool,
    /// Change its lines, and edit orders until their limit.
    pub edit: bool,
    /// Skip cycles.
    pub skip: bool,
    /// Pause and resume.
    pub pause: bool,
    /// End it, and cancel pending orders.
    pub cancel: bool,
}

impl Default for CustomerMay {
    fn default() -> Self {
        Self { create: true, edit: true, skip: true, pause: true, cancel: true }
    }
}

/// What an enterprise has settled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Which date of a cycle counts for starts, ends, skips and pauses (R3).
    pub cycle_day: CycleDay,
    /// Days on which the enterprise does not work (R9).
    pub holidays: BTreeSet<NaiveDate>,
    /// How scarce variants are shared.
    pub sharing: Sharing,
    /// What becomes of missed cycles.
    pub missed_cycle: MissedCycle,
    /// What becomes of a second order in a cycle.
    pub combine: Combine,
    /// Which variants standing orders may hold.
    pub eligible: Eligible,
    /// What customers may do.
    pub customer_may: CustomerMay,
    /// How many minutes before close a customer's own changes end; staff keep until close (D14).
    pub customer_limit_minutes: u32,
    /// How many whole cycles a customer may skip himself in a season; none given: any (R33).
    pub skips_per_season: Option<u32>,
    /// The first day of the season of an indefinite series, as month and day (R33).
    pub season_starts: MonthDay,
    /// How customers are numbered that come to be without a code; none: they stay without (A2).
    pub customer_codes: Option<CodePattern>,
    /// Who may shop (A11).
    pub shop_access: ShopAccess,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            cycle_day: CycleDay::default(),
            holidays: BTreeSet::new(),
            sharing: Sharing::ProRata,
            missed_cycle: MissedCycle::Place,
            combine: Combine::Beside,
            eligible: Eligible::All,
            customer_may: CustomerMay::default(),
            customer_limit_minutes: 0,
            skips_per_season: None,
            season_starts: MonthDay { month: 1, day: 1 },
            customer_codes: None,
            shop_access: ShopAccess::Open,
        }
    }
}

/// A day of every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MonthDay {
    /// 1 to 12.
    pub month: u32,
    /// 1 to 28, so that every year has it.
    pub day: u32,
}
