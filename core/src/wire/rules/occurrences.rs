//! `rules.occurrences` and `rules.plan_cycles`: from a schedule to its cycles.

use super::Rule;
use crate::error::{Code, Error, Fault, Result, Violations};
use crate::model::schedule::{CollectionRule, CycleDay, Recurrence, Schedule};
use crate::model::series::Mark;
use crate::rules::cycles::{CyclePlan, Horizon, PlanInput, plan_cycles};
use crate::rules::recurrence::{Openings, Stop};
use crate::value::EnterpriseId;
use crate::value::zone::{Fit, Zone};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The dates of a recurrence in a zone: `rules.occurrences`. What a clock change does to each is
/// told (C2).
///
/// Errors: `invalid_rule` and the like in the violations of `invalid_input`.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListOccurrences {
    /// The IANA zone of every local time.
    pub zone: Zone,
    /// The local time from which the rule counts (DTSTART).
    pub starts_at: NaiveDateTime,
    /// `FREQ=WEEKLY;BYDAY=SU`, with RDATE and EXDATE on lines of their own (RFC 5545).
    pub recurrence: Recurrence,
    /// The first local time that is wanted; none: from the start. Without COUNT the dates before
    /// it are not counted, so that those after it have no numbers.
    #[serde(default)]
    pub first: Option<NaiveDateTime>,
    /// The last local time that is wanted, itself included; none: no end.
    #[serde(default)]
    pub last: Option<NaiveDateTime>,
    /// How many: 1 to 1,000, usually 100.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// Dates of a recurrence.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Occurrences {
    /// The dates, in local order; those that EXDATE leaves out are left out.
    pub items: Vec<Occurrence>,
    /// Why there are no more; none: there are, behind the limit.
    pub stop: Option<Stop>,
}

/// One date of a recurrence.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Occurrence {
    /// Which turn of the rule it is, from 1, those left out counted; none for an extra date.
    pub number: Option<u64>,
    /// The nominal time on the wall clock.
    pub local: NaiveDateTime,
    /// The moment.
    pub at: DateTime<Utc>,
    /// How the nominal time lies on the zone's clock.
    pub fit: Fit,
    /// Whether another date of the rule stands where the clocks put this one.
    pub doubled: bool,
}

fn limit_of(v: &mut Violations, given: Option<u32>) -> Option<usize> {
    let limit = given.unwrap_or(100);
    let refused = || {
        Fault::new(Code::OutOfRange, format!("`{limit}` is out of bounds: give 1 to 1000"), limit)
    };
    let limit =
        v.check("limit", (1..=1000).contains(&limit).then_some(limit).ok_or_else(refused))?;
    usize::try_from(limit).ok()
}

impl Rule for ListOccurrences {
    const NAME: &'static str = "rules.occurrences";
    type Response = Occurrences;

    fn decide(self) -> Result<Occurrences> {
        let mut v = Violations::new();
        let limit = limit_of(&mut v, self.limit);
        let limit = v.finish(limit)?;
        let (rule, zone) = (&self.recurrence, &self.zone);
        let last = self.last.unwrap_or(NaiveDateTime::MAX);
        let walk = match (self.first, self.last) {
            (None, None) => rule.occurrences(self.starts_at, zone),
            (first, _) => rule.between(self.starts_at, zone, first.unwrap_or(self.starts_at), last),
        };
        let mut openings = Openings::new(walk);
        let mut items = Vec::new();
        while items.len() < limit {
            let Some(opening) = openings.next() else {
                return Ok(Occurrences { items, stop: openings.walk().stop() });
            };
            if !opening.slot.excluded {
                items.push(Occurrence {
                    number: opening.slot.number,
                    local: opening.slot.local,
                    at: opening.at,
                    fit: opening.fit,
                    doubled: opening.doubled,
                });
            }
        }
        Ok(Occurrences { items, stop: None })
    }
}

/// The cycles that a schedule brings forth: `rules.plan_cycles`.
///
/// Errors: `rule_never_fires`, `end_before_start` and the like in the violations of
/// `invalid_input`.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanCycles {
    /// The name of the series, for the names of its cycles.
    pub series: String,
    /// When they open and close, and how they are called.
    pub schedule: Schedule,
    /// When each distributor hands out the orders.
    #[serde(default)]
    pub collections: Vec<DistributorCollection>,
    /// Days on which nobody works (R9).
    #[serde(default)]
    pub holidays: BTreeSet<NaiveDate>,
    /// Which date of a cycle is tested against them; usually that of its close (R3).
    #[serde(default)]
    pub cycle_day: Option<CycleDay>,
    /// Where the plan before stopped; none: the beginning.
    #[serde(default)]
    pub mark: Option<Mark>,
    /// The number of the first slot; usually 1.
    #[serde(default)]
    pub first_number: Option<u64>,
    /// When the cycle before the mark closes, to report an overlap with it.
    #[serde(default)]
    pub previous_closes_at: Option<DateTime<Utc>>,
    /// The time of planning.
    pub now: DateTime<Utc>,
    /// Whether cycles that are over at `now` are planned too.
    #[serde(default)]
    pub include_past: bool,
    /// How many cycles are wanted.
    pub horizon: Horizon,
}

/// When one distributor hands out the orders of a cycle.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DistributorCollection {
    /// Who distributes.
    pub distributor: EnterpriseId,
    /// When, reckoned from the close.
    pub rule: CollectionRule,
}

impl Rule for PlanCycles {
    const NAME: &'static str = "rules.plan_cycles";
    type Response = CyclePlan;

    fn decide(self) -> Result<CyclePlan> {
        let mut v = Violations::new();
        let fires = v.check("schedule.recurrence", self.schedule.check());
        v.finish(fires)?;
        let mark = self.mark.unwrap_or_default();
        if mark.number > LARGEST_NUMBER || self.first_number.is_some_and(|n| n > LARGEST_NUMBER) {
            return Err(Error::new(
                Code::OutOfRange,
                format!("a number of a cycle is at most {LARGEST_NUMBER}: give the mark of a plan"),
            )
            .at("mark.number"));
        }
        let collections: Vec<_> =
            self.collections.into_iter().map(|c| (c.distributor.to_string(), c.rule)).collect();
        Ok(plan_cycles(
            &self.schedule,
            &PlanInput {
                series: &self.series,
                collections: &collections,
                holidays: &self.holidays,
                cycle_day: self.cycle_day.unwrap_or_default(),
                mark,
                first_number: self.first_number.unwrap_or(1),
                previous_closes_at: self.previous_closes_at,
                now: self.now,
                include_past: self.include_past,
                horizon: self.horizon,
            },
        ))
    }
}

/// Far beyond any series.
const LARGEST_NUMBER: u64 = 1_000_000_000;
