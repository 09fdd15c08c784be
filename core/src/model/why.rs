//! Why a (standing order, cycle) pair became what it became, in words and by rule.

use super::author::Author;
use crate::error::Fault;
use crate::value::{CycleId, EnterpriseId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The reason of an outcome. Its [`rule`](Why::rule) is the id of the rule that decided, its
/// `Display` a sentence for people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Why {
    /// It is due: its lines are in range, and nothing stands against it.
    Due {
        /// The first date of the revision that holds.
        revision: NaiveDate,
    },
    /// It was made from the revision that holds.
    Generated {
        /// The first date of that revision.
        revision: NaiveDate,
    },
    /// Its lines joined an order that the customer had open.
    Combined,
    /// Nothing of what was asked was available.
    NothingAvailable,
    /// The cycle was left out.
    Skipped {
        /// By whom.
        by: Author,
    },
    /// Every line was taken out of the order.
    EmptiedBy {
        /// By whom.
        by: Author,
    },
    /// The order was cancelled.
    CancelledBy {
        /// By whom.
        by: Author,
    },
    /// The order was taken out of the standing order (R27).
    Detached {
        /// By whom.
        by: Author,
    },
    /// It is paused.
    Paused {
        /// From this date.
        starts_on: NaiveDate,
        /// Until this date, itself included; none: until further notice.
        #[serde(default)]
        ends_on: Option<NaiveDate>,
    },
    /// None of its lines is due in a cycle of this number.
    NoLineDue {
        /// The cycle's number; none: it was attached by hand.
        #[serde(default)]
        number: Option<i64>,
    },
    /// Its distributor is not in the cycle.
    NotDistributed {
        /// The distributor.
        distributor: EnterpriseId,
    },
    /// The cycle is neither of its series nor picked.
    NotInSeries {
        /// The cycle.
        cycle: CycleId,
    },
    /// The cycle's date lies before its start.
    BeforeStart {
        /// The cycle's date.
        date: NaiveDate,
        /// The start.
        starts_on: NaiveDate,
    },
    /// The cycle's date lies after its end.
    AfterEnd {
        /// The cycle's date.
        date: NaiveDate,
        /// The end.
        ends_on: NaiveDate,
    },
    /// It was made after its maker's limit for this cycle: the customer's, or the close (R32).
    AfterLimit {
        /// The limit.
        limit: DateTime<Utc>,
    },
    /// It has ended.
    Ended,
    /// Its orders are made by hand.
    Manual,
    /// The cycle was cancelled.
    CycleCancelled,
    /// The cycle closed before the standing order could be worked off.
    CycleClosed,
    /// The cycle opened and closed while nothing ticked (R25).
    Missed,
    /// It could not be worked off.
    Failed {
        /// The error's code.
        code: String,
        /// What was wrong.
        message: String,
    },
}

impl Why {
    /// Of a fault in a standing order.
    pub(crate) fn failed(fault: Fault) -> Self {
        Why::Failed { code: fault.code.name().to_owned(), message: fault.message }
    }

    /// The id of the rule that decided, as `docs/rules` has it.
    pub fn rule(&self) -> &'static str {
        match self {
            Why::Due { .. } => "R21",
            Why::Generated { .. } => "E1",
            Why::Combined => "D11",
            Why::NothingAvailable => "E2",
            Why::Skipped { .. } | Why::Paused { .. } => "D5",
            Why::EmptiedBy { .. } => "R26",
            Why::CancelledBy { .. } => "R29",
            Why::Detached { .. } => "R27",
            Why::NoLineDue { .. } => "R7",
            Why::NotDistributed { .. } => "R15",
            Why::NotInSeries { .. } => "D1",
            Why::BeforeStart { .. } | Why::AfterEnd { .. } => "D4",
            Why::AfterLimit { .. } => "R32",
            Why::Ended => "D5",
            Why::Manual => "D10",
            Why::CycleCancelled => "R11",
            Why::CycleClosed => "R21",
            Why::Missed => "R25",
            Why::Failed { .. } => "E6",
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::Due { revision } => {
                write!(f, "an order is made when the cycle opens, as it stands since {revision}")
            }
            Why::Generated { revision } => {
                write!(f, "an order was made, as the standing order stood since {revision}")
            }
            Why::Combined => write!(f, "its lines joined an order that was open already"),
            Why::NothingAvailable => write!(f, "nothing of what it asks for was available"),
            Why::Skipped { by } => write!(f, "this cycle is skipped (by {by})"),
            Why::EmptiedBy { by } => write!(f, "every line was taken out of the order (by {by})"),
            Why::CancelledBy { by } => write!(f, "the order was cancelled (by {by})"),
            Why::Detached { by } => {
                write!(f, "the order was taken out of the standing order (by {by})")
            }
            Why::Paused { starts_on, ends_on: Some(ends_on) } => {
                write!(f, "it is paused from {starts_on} until {ends_on}")
            }
            Why::Paused { starts_on, ends_on: None } => {
                write!(f, "it is paused from {starts_on} on")
            }
            Why::NoLineDue { number: Some(number) } => {
                write!(f, "none of its lines is due in cycle number {number}")
            }
            Why::NoLineDue { number: None } => {
                write!(f, "the cycle has no number, and none of its lines is due in every cycle")
            }
            Why::NotDistributed { distributor } => {
                write!(f, "its distributor `{distributor}` is not in the cycle")
            }
            Why::NotInSeries { .. } => write!(f, "the cycle is not one of its cycles"),
            Why::BeforeStart { date, starts_on } => {
                write!(f, "the cycle's date {date} lies before its start {starts_on}")
            }
            Why::AfterEnd { date, ends_on } => {
                write!(f, "the cycle's date {date} lies after its end {ends_on}")
            }
            Why::AfterLimit { limit } => {
                let limit = limit.format("%Y-%m-%d %H:%M UTC");
                write!(f, "it was made after the limit for this cycle, {limit}")
            }
            Why::Ended => write!(f, "the standing order has ended"),
            Why::Manual => write!(f, "its orders are made by hand"),
            Why::CycleCancelled => write!(f, "the cycle was cancelled"),
            Why::CycleClosed => write!(f, "the cycle is closed"),
            Why::Missed => write!(f, "the cycle opened and closed while nothing ticked"),
            Why::Failed { message, .. } => write!(f, "it could not be worked off: {message}"),
        }
    }
}
