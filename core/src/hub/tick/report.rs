//! What a tick did, in numbers.

use crate::error::Error;
use crate::model::notice::Due;
use crate::model::order::OutcomeKind;
use crate::store::{Record, Row, Value};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What became of pairs and orders.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Tally {
    /// Orders generated.
    pub generated: u64,
    /// Standing orders whose lines joined another order.
    pub combined: u64,
    /// Pairs of which nothing was available.
    pub empty: u64,
    /// Pairs skipped.
    pub skipped: u64,
    /// Pairs paused.
    pub paused: u64,
    /// Pairs without a due line.
    pub not_due: u64,
    /// Pairs whose distributor is not in the cycle.
    pub not_distributed: u64,
    /// Pairs of cycles that were missed.
    pub missed: u64,
    /// Pairs that failed and will be tried again.
    pub failed: u64,
    /// Orders placed.
    pub placed: u64,
    /// Orders held at close.
    pub held: u64,
}

impl Tally {
    /// Counts one outcome.
    pub fn count(&mut self, kind: OutcomeKind) {
        let counter = match kind {
            OutcomeKind::Generated => &mut self.generated,
            OutcomeKind::Combined => &mut self.combined,
            OutcomeKind::Empty => &mut self.empty,
            OutcomeKind::Skipped => &mut self.skipped,
            OutcomeKind::Paused => &mut self.paused,
            OutcomeKind::NotDue => &mut self.not_due,
            OutcomeKind::NotDistributed => &mut self.not_distributed,
            OutcomeKind::Missed => &mut self.missed,
            OutcomeKind::Failed => &mut self.failed,
        };
        *counter += 1;
    }

    /// Adds another's numbers.
    pub fn add(&mut self, other: &Tally) {
        self.generated += other.generated;
        self.combined += other.combined;
        self.empty += other.empty;
        self.skipped += other.skipped;
        self.paused += other.paused;
        self.not_due += other.not_due;
        self.not_distributed += other.not_distributed;
        self.missed += other.missed;
        self.failed += other.failed;
        self.placed += other.placed;
        self.held += other.held;
    }
}

/// Work that could not be done as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// The row of `due`, for whoever looks into the store: enterprise number, kind, subject.
    pub work: String,
    /// The error's code.
    pub code: String,
    /// What was wrong.
    pub message: String,
    /// When it is tried again; none: the row itself does not read back.
    pub again_at: Option<DateTime<Utc>>,
}

impl Problem {
    /// What is wrong with the work of a row.
    pub(super) fn of_row(row: &Row, error: &Error) -> Self {
        let key: Vec<String> = Due::TABLE.key_of(row).iter().map(shown).collect();
        Self {
            work: key.join(" "),
            code: error.code().name().to_owned(),
            message: error.message().to_owned(),
            again_at: None,
        }
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Int(n) => n.to_string(),
        Value::Id(id) => id.to_string(),
        Value::Text(text) => text.to_string(),
        other => format!("{other:?}"),
    }
}

/// What a tick did, and when the next one has work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TickReport {
    /// The time for which it ticked.
    pub now: DateTime<Utc>,
    /// Batches worked off, each in a transaction of its own.
    pub batches: u32,
    /// Cycles that opened.
    pub opened: u64,
    /// Cycles that closed.
    pub closed: u64,
    /// Cycles made ahead in series.
    pub cycles_made: u64,
    /// What became of pairs and orders.
    pub tally: Tally,
    /// What could not be done and was put off.
    pub problems: Vec<Problem>,
    /// Whether work that is due is left, because the tick was bounded: tick again.
    pub more: bool,
    /// When the next work is due; none: nothing is.
    pub next_at: Option<DateTime<Utc>>,
}

impl TickReport {
    /// Notes a problem, once.
    pub(super) fn note(&mut self, problem: Problem) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }
}
