//! The cycles that a schedule brings forth: a plan, from the schedule, the holidays and a time.
//!
//! ```text
//! keep 3 ahead       now
//!                     |
//!   #1 |---|   #2 |---+|   #3 |----|   #4 |----|   #5 |----|
//!     passed     open      \______ three ahead ________/
//! ```
//!
//! A slot whose close is over is passed over, one that is open is still made, and then as many
//! are made as are wanted ahead. Slots that are passed over keep their numbers (R6).

use crate::model::schedule::{
    CollectionRule, CollectionWindow, CycleDay, OnHoliday, Recurrence, Schedule,
};
use crate::rules::naming::Named;
use crate::rules::recurrence::{Mark, Opening, Openings, Stop};
use crate::rules::windows::{Point, closing, collection, collection_window};
use crate::value::time::Instant;
use crate::value::zone::{Fit, Zone};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most cycles that one plan makes.
pub const MAX_CYCLES: u32 = 1_000;
/// How far a cycle may move away from holidays, in days.
pub const MAX_SHIFT: i64 = 31;

/// How many cycles to plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Horizon {
    /// Until `keep` cycles exist whose opening is after `now`.
    Ahead {
        /// How many shall exist.
        keep: u32,
        /// How many exist already.
        existing: u32,
    },
    /// Every cycle whose nominal opening is on or before this date.
    Through {
        /// The last date.
        date: NaiveDate,
    },
    /// The next few.
    Next {
        /// How many.
        cycles: u32,
    },
}

/// What a plan needs to know beside the schedule.
#[derive(Debug, Clone, Copy)]
pub struct PlanInput<'a> {
    /// The name of the series, for the names of its cycles.
    pub series: &'a str,
    /// The collection rule of each distributor.
    pub collections: &'a [(String, CollectionRule)],
    /// The enterprise's holidays.
    pub holidays: &'a BTreeSet<NaiveDate>,
    /// Which date of a cycle is tested against them (R3).
    pub cycle_day: CycleDay,
    /// Where the last plan stopped; the default for a new series.
    pub mark: Mark,
    /// The number of the schedule's first slot: 1, unless the schedule follows another one.
    pub first_number: u64,
    /// When the cycle before the mark closes, to report an overlap with it.
    pub previous_closes_at: Option<Instant>,
    /// The time of planning.
    pub now: Instant,
    /// Whether cycles that are over at `now` are planned too.
    pub include_past: bool,
    /// How many cycles are wanted.
    pub horizon: Horizon,
}

/// One cycle to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlannedCycle {
    /// Its number in the series; extra dates (RDATE) beside a rule have none.
    pub number: Option<u64>,
    /// The slot of the rule, before any holiday moved it.
    pub nominal: NaiveDateTime,
    /// When it opens.
    pub opens_at: Instant,
    /// What the hub's clocks show then.
    pub opens_local: NaiveDateTime,
    /// When it closes.
    pub closes_at: Instant,
    /// What the hub's clocks show then.
    pub closes_local: NaiveDateTime,
    /// When each distributor hands out the orders.
    pub collections: Vec<PlannedCollection>,
    /// Its name.
    pub name: String,
    /// What the hub should know about it.
    pub notes: Vec<PlanNote>,
}

/// When one distributor hands out the orders of a cycle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlannedCollection {
    /// The distributor.
    pub distributor: String,
    /// The window.
    pub window: CollectionWindow,
}

/// What the hub should know about a planned cycle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PlanNote {
    /// It closes at midnight, which belongs to the day that begins (R4).
    MidnightClose {
        /// That day.
        date: NaiveDate,
    },
    /// The clocks skip the opening: it is later on the wall clock.
    OpeningSkipped {
        /// The time that the rule gives.
        nominal: NaiveDateTime,
    },
    /// The opening occurs twice: it is the first.
    OpeningTwice {
        /// The time that the rule gives.
        nominal: NaiveDateTime,
    },
    /// The clocks skip the close: it is later on the wall clock.
    ClosingSkipped {
        /// The time that the rule gives.
        nominal: NaiveDateTime,
    },
    /// The close occurs twice: it is the first.
    ClosingTwice {
        /// The time that the rule gives.
        nominal: NaiveDateTime,
    },
    /// Its day is a holiday, and the series keeps it.
    Holiday {
        /// The holiday.
        date: NaiveDate,
    },
    /// Its day was a holiday: the whole window moved.
    MovedForHoliday {
        /// The holiday.
        date: NaiveDate,
        /// By how many days; negative for earlier.
        days: i64,
    },
    /// Its day is a holiday and so are all days near it: it stays.
    NoDayFree {
        /// The holiday.
        date: NaiveDate,
    },
    /// It opens before an earlier cycle closes.
    Overlap {
        /// When the earlier one closes.
        previous_closes_at: Instant,
    },
}

/// A slot from which no cycle is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PassedSlot {
    /// Its number, which no other cycle gets.
    pub number: Option<u64>,
    /// The slot of the rule.
    pub nominal: NaiveDateTime,
    /// Why.
    pub why: PassedOver,
}

/// Why no cycle is made from a slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PassedOver {
    /// EXDATE leaves it out.
    Excepted,
    /// Its day is a holiday, and the series drops those (R9).
    Holiday {
        /// The holiday.
        date: NaiveDate,
    },
    /// It was over at the time of planning.
    Past,
    /// The clocks skip it, and the time that stands in for it is a slot of its own.
    Doubled,
    /// The clocks leave no time between its opening and its close.
    Empty,
}

/// The cycles to be made, and where to go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CyclePlan {
    /// The cycles, by opening.
    pub cycles: Vec<PlannedCycle>,
    /// Slots that were passed over.
    pub passed: Vec<PassedSlot>,
    /// Where the next plan goes on.
    pub mark: Mark,
    /// Why there are fewer cycles than wanted, if so.
    pub stop: Option<Stop>,
    /// Whether no slot is left after these.
    pub exhausted: bool,
}

/// The cycles that a schedule brings forth from a mark on.
///
/// The plan is cut short at [`MAX_CYCLES`] cycles or slots passed over, and where the walk ran
/// out of steps; then `stop` is [`Stop::Unfinished`], and planning again with the plan's mark goes
/// on. `exhausted` says that the series has no more slots.
///
/// ```
/// use milkround_core::model::schedule::*;
/// use milkround_core::rules::cycles::*;
/// use milkround_core::rules::recurrence::Mark;
/// use milkround_core::value::zone::Zone;
/// let schedule = Schedule::new(
///     Zone::new("Europe/London")?,
///     "2026-03-29T01:30:00".parse().unwrap(),
///     Some(Recurrence::parse("FREQ=WEEKLY;BYDAY=SU")?),
///     ClosingRule::after(5, 0, 0)?,
///     NamePattern::new("{series} {number}")?,
///     OnHoliday::Keep,
/// )?;
/// let plan = plan_cycles(
///     &schedule,
///     &PlanInput {
///         series: "Veg box",
///         collections: &[],
///         holidays: &Default::default(),
///         cycle_day: CycleDay::Close,
///         mark: Mark::default(),
///         first_number: 1,
///         previous_closes_at: None,
///         now: "2026-03-01T00:00:00Z".parse().unwrap(),
///         include_past: false,
///         horizon: Horizon::Ahead { keep: 4, existing: 0 },
///     },
/// );
/// assert_eq!(plan.cycles.len(), 4);
/// assert_eq!(plan.cycles[0].name, "Veg box 1");
/// assert_eq!(plan.cycles[0].closes_at.to_rfc3339(), "2026-04-03T00:30:00+00:00");
/// # Ok::<(), milkround_core::Error>(())
/// ```
pub fn plan_cycles(schedule: &Schedule, input: &PlanInput<'_>) -> CyclePlan {
    let mut plan = CyclePlan {
        cycles: Vec::new(),
        passed: Vec::new(),
        mark: input.mark,
        stop: None,
        exhausted: schedule.recurrence().is_none(),
    };
    let Some(recurrence) = schedule.recurrence() else {
        plan.stop = Some(Stop::Ended);
        return plan;
    };
    walk(schedule, recurrence, input, &mut plan);
    plan.cycles.sort_by_key(|cycle| (cycle.opens_at, cycle.nominal));
    note_overlaps(&mut plan.cycles, input.previous_closes_at);
    plan
}

fn walk(schedule: &Schedule, rule: &Recurrence, input: &PlanInput<'_>, plan: &mut CyclePlan) {
    let zone = schedule.zone();
    let mut openings = Openings::new(rule.resume(schedule.starts_at(), zone, input.mark));
    let mut ahead = 0;
    loop {
        if is_enough(input, plan, ahead) {
            let mut rest = openings.clone();
            let next = rest.next();
            plan.exhausted = next.is_none() && rest.walk().stop() != Some(Stop::Unfinished);
            return;
        }
        if plan.cycles.len().max(plan.passed.len()) >= MAX_CYCLES as usize {
            plan.stop = Some(Stop::Unfinished);
            return;
        }
        let mut peeked = openings.clone();
        let Some(opening) = peeked.next() else {
            plan.mark = peeked.walk().mark();
            plan.stop = peeked.walk().stop();
            plan.exhausted = plan.stop != Some(Stop::Unfinished);
            return;
        };
        if let Horizon::Through { date } = input.horizon
            && opening.slot.local.date() > date
        {
            return;
        }
        openings = peeked;
        plan.mark = openings.walk().mark();
        match plan_one(schedule, &opening, input) {
            Ok(cycle) => {
                ahead += u32::from(cycle.opens_at > input.now);
                plan.cycles.push(cycle);
            }
            Err(why) => plan.passed.push(PassedSlot {
                number: number(&opening, input),
                nominal: opening.slot.local,
                why,
            }),
        }
    }
}

fn is_enough(input: &PlanInput<'_>, plan: &CyclePlan, ahead: u32) -> bool {
    match input.horizon {
        Horizon::Ahead { keep, existing } => existing.saturating_add(ahead) >= keep,
        Horizon::Next { cycles } => plan.cycles.len() >= cycles as usize,
        Horizon::Through { .. } => false,
    }
}

/// The number of a slot in a schedule whose first slot may have another number than 1.
fn number(opening: &Opening, input: &PlanInput<'_>) -> Option<u64> {
    opening.slot.number.map(|n| n.saturating_add(input.first_number).saturating_sub(1))
}

/// The cycle of one slot, moved away from holidays where the schedule wishes (R9).
fn plan_one(
    schedule: &Schedule,
    opening: &Opening,
    input: &PlanInput<'_>,
) -> Result<PlannedCycle, PassedOver> {
    if opening.slot.excluded {
        return Err(PassedOver::Excepted);
    }
    if opening.doubled {
        return Err(PassedOver::Doubled);
    }
    let zone = schedule.zone();
    let nominal = opening.slot.local;
    let mut window = Window::new(schedule, nominal, input);
    let mut notes = Vec::new();
    if let Some(holiday) = window.holiday(zone, input) {
        let step = match schedule.on_holiday() {
            OnHoliday::Keep => 0,
            OnHoliday::Drop => return Err(PassedOver::Holiday { date: holiday }),
            OnHoliday::Before => -1,
            OnHoliday::After => 1,
        };
        let days = (1..=MAX_SHIFT)
            .map(|n| n * step)
            .find(|days| step != 0 && window.shifted(*days).holiday(zone, input).is_none());
        match days {
            None if step == 0 => notes.push(PlanNote::Holiday { date: holiday }),
            None => notes.push(PlanNote::NoDayFree { date: holiday }),
            Some(days) => {
                window = window.shifted(days);
                notes.push(PlanNote::MovedForHoliday { date: holiday, days });
            }
        }
    }
    window.plan(schedule, opening, input, notes)
}

/// When a cycle opens, closes and is collected, before it has a place on the world's clock.
#[derive(Debug, Clone)]
struct Window {
    opens: Point,
    closes: Point,
    collections: Vec<(String, Point, Point)>,
}

impl Window {
    fn new(schedule: &Schedule, nominal: NaiveDateTime, input: &PlanInput<'_>) -> Self {
        let opens = Point::at(nominal);
        let closes = closing(schedule.closes(), opens, schedule.zone());
        let collections = input.collections.iter().map(|(distributor, rule)| {
            let (starts, ends) = collection(rule, closes, schedule.zone());
            (distributor.clone(), starts, ends)
        });
        Self { opens, closes, collections: collections.collect() }
    }

    /// The whole window so many civil days later; R9 moves it as one.
    fn shifted(&self, days: i64) -> Self {
        let collections = self.collections.iter();
        Self {
            opens: self.opens.shifted(days),
            closes: self.closes.shifted(days),
            collections: collections
                .map(|(d, s, e)| (d.clone(), s.shifted(days), e.shifted(days)))
                .collect(),
        }
    }

    /// The holiday on which its day falls, if it does (R3).
    fn holiday(&self, zone: &Zone, input: &PlanInput<'_>) -> Option<NaiveDate> {
        let first = self.collections.iter().map(|(_, starts, _)| starts.instant(zone)).min();
        let at = match input.cycle_day {
            CycleDay::Close => self.closes.instant(zone),
            CycleDay::Collection => first.unwrap_or(self.closes.instant(zone)),
        };
        Some(zone.date(at)).filter(|date| input.holidays.contains(date))
    }

    /// The cycle with its instants, its name, and what there is to know about it.
    fn plan(
        self,
        schedule: &Schedule,
        opening: &Opening,
        input: &PlanInput<'_>,
        mut notes: Vec<PlanNote>,
    ) -> Result<PlannedCycle, PassedOver> {
        let zone = schedule.zone();
        let (opens_at, closes_at) = (self.opens.instant(zone), self.closes.instant(zone));
        if closes_at <= opens_at {
            return Err(PassedOver::Empty);
        }
        if closes_at <= input.now && !input.include_past {
            return Err(PassedOver::Past);
        }
        let (opens_local, closes_local) = (zone.local(opens_at), zone.local(closes_at));
        if closes_local.time() == NaiveTime::MIN {
            notes.push(PlanNote::MidnightClose { date: closes_local.date() });
        }
        let (nominal, fit) = (self.opens.local, zone.resolve(self.opens.local).1);
        notes.extend(match fit {
            Fit::Gap => Some(PlanNote::OpeningSkipped { nominal }),
            Fit::Fold => Some(PlanNote::OpeningTwice { nominal }),
            _ => None,
        });
        // Exact hours after a local time are on no clock to be skipped.
        let (nominal, fit) = (self.closes.local, zone.resolve(self.closes.local).1);
        notes.extend(match fit {
            Fit::Gap if self.closes.plus.is_zero() => Some(PlanNote::ClosingSkipped { nominal }),
            Fit::Fold if self.closes.plus.is_zero() => Some(PlanNote::ClosingTwice { nominal }),
            _ => None,
        });
        let collections: Vec<_> = self
            .collections
            .into_iter()
            .map(|(distributor, starts, ends)| PlannedCollection {
                distributor,
                window: collection_window(starts, ends, zone),
            })
            .collect();
        let named = Named {
            series: input.series,
            number: number(opening, input),
            opens: opens_local,
            closes: closes_local,
            collection: collections.iter().map(|c| c.window.starts_local).min(),
        };
        Ok(PlannedCycle {
            number: named.number,
            nominal: opening.slot.local,
            opens_at,
            opens_local,
            closes_at,
            closes_local,
            name: schedule.name().name(&named),
            collections,
            notes,
        })
    }
}

/// Notes where a cycle opens before an earlier one closes.
fn note_overlaps(cycles: &mut [PlannedCycle], previous: Option<Instant>) {
    let mut latest = previous;
    for cycle in cycles {
        if let Some(previous_closes_at) = latest.filter(|at| *at > cycle.opens_at) {
            cycle.notes.push(PlanNote::Overlap { previous_closes_at });
        }
        latest = latest.max(Some(cycle.closes_at));
    }
}

#[cfg(test)]
mod tests;
