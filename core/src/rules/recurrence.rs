//! From a recurrence to its slots: nominal local times, their numbers and their instants.
//!
//! A *slot* is one turn of the rule. Slots are counted from 1, those left out by EXDATE too, so
//! that a slot keeps its number when another is taken out later (R6). Extra dates (RDATE) have no
//! number; in a recurrence that has nothing but extra dates these are numbered in order.
//!
//! The start is the first slot only if the rule fires on it. RFC 5545, section 3.8.5.3, says
//! "The recurrence set generated with a DTSTART property value not synchronized with the
//! recurrence rule is undefined"; here, as in python-dateutil, such a start just does not count.
//!
//! Work is bounded: one walk looks at no more than [`MAX_STEPS`] periods and candidate dates, and
//! a rule that stays silent for [`SILENT_YEARS`] years ends. Both say so with [`Stop`], and a walk
//! that was cut short goes on from its [`Mark`].

use crate::model::schedule::{End, Moment, Recurrence};
use crate::value::time::Instant;
use crate::value::zone::Zone;
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use expand::{Expansion, plus_days};
use serde::{Deserialize, Serialize};

mod check;
mod expand;
mod openings;

pub use crate::model::series::Mark;
pub use openings::{Opening, Openings};

/// The most periods and candidate dates that one walk looks at.
pub const MAX_STEPS: u32 = 10_000;
/// What one period costs at the most: a year whose every day is named as a weekday, as the n-th
/// and as the n-th from the end.
const LARGEST_PERIOD: u32 = 1 + 3 * 366;
/// A rule that is silent for so many years has ended: leap days are at most eight years apart.
pub const SILENT_YEARS: i32 = 8;

/// One turn of a recurrence, in local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Slot {
    /// Which turn of the rule it is, from 1. `None` for an extra date beside a rule, and for
    /// every slot of a walk that jumped ahead ([`Recurrence::between`]).
    pub number: Option<u64>,
    /// The nominal opening on the wall clock.
    pub local: NaiveDateTime,
    /// Whether EXDATE leaves it out.
    pub excluded: bool,
    /// Whether it is an extra date (RDATE).
    pub extra: bool,
}

/// Why a walk came to an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// There are no more slots: COUNT, UNTIL, the last extra date, or the end of `between`.
    Ended,
    /// The rule fires no more within [`SILENT_YEARS`] years.
    Silent,
    /// [`MAX_STEPS`] are used up: go on from the mark.
    Unfinished,
}

impl Recurrence {
    /// Walks the slots from the beginning.
    ///
    /// ```
    /// use milkround_core::model::schedule::Recurrence;
    /// use milkround_core::value::zone::Zone;
    /// let rule = Recurrence::parse("FREQ=MONTHLY;COUNT=3")?;
    /// let start = "2026-01-31T09:00:00".parse().unwrap();
    /// let days: Vec<_> = rule
    ///     .occurrences(start, &Zone::new("Europe/London")?)
    ///     .map(|slot| (slot.number, slot.local.date().to_string()))
    ///     .collect();
    /// // Months without a 31st are passed over (R8).
    /// assert_eq!(days[1], (Some(2), "2026-03-31".to_owned()));
    /// assert_eq!(days[2], (Some(3), "2026-05-31".to_owned()));
    /// # Ok::<(), milkround_core::Error>(())
    /// ```
    pub fn occurrences<'a>(&'a self, starts_at: NaiveDateTime, zone: &'a Zone) -> Occurrences<'a> {
        self.resume(starts_at, zone, Mark::default())
    }

    /// Walks on from a mark that an earlier walk of the same recurrence and start left.
    pub fn resume<'a>(
        &'a self,
        starts_at: NaiveDateTime,
        zone: &'a Zone,
        mark: Mark,
    ) -> Occurrences<'a> {
        Occurrences::new(self, starts_at, zone, mark)
    }

    /// Walks the slots from `first` to `last`, both included. Without COUNT it jumps to `first`:
    /// the turns before it were not counted, so that its slots have no numbers, and a silence
    /// before it ([`Stop::Silent`]) is not noticed. With COUNT, and where there is no rule, it
    /// walks from the start.
    pub fn between<'a>(
        &'a self,
        starts_at: NaiveDateTime,
        zone: &'a Zone,
        first: NaiveDateTime,
        last: NaiveDateTime,
    ) -> Occurrences<'a> {
        let mut walk = self.occurrences(starts_at, zone);
        walk.jump(first, last);
        walk
    }
}

/// The slots of a recurrence in order, as an iterator.
///
/// After it has returned `None`, [`stop`](Self::stop) says why.
#[derive(Debug, Clone)]
pub struct Occurrences<'a> {
    recurrence: &'a Recurrence,
    zone: &'a Zone,
    start: NaiveDateTime,
    expansion: Option<Expansion>,
    /// The dates of the period opened last, and how many of them were given out.
    dates: Vec<NaiveDate>,
    given: usize,
    next_period: u64,
    /// The first and the last date that the rule may give, and how many slots.
    from: NaiveDate,
    until: NaiveDate,
    count: u64,
    extras: Vec<NaiveDateTime>,
    next_extra: usize,
    excepted: Excepted,
    /// Whether there are any.
    excepts: bool,
    mark: Mark,
    numbered: bool,
    last: Option<NaiveDateTime>,
    /// The turn before, or where the walk began: since then the rule is silent.
    silent_since: NaiveDateTime,
    steps: u32,
    rule_stop: Option<Stop>,
    stop: Option<Stop>,
}

impl<'a> Occurrences<'a> {
    fn new(recurrence: &'a Recurrence, start: NaiveDateTime, zone: &'a Zone, mark: Mark) -> Self {
        let extras = recurrence.extra().iter().map(|moment| moment.local(zone, start.time()));
        let from = |local: &NaiveDateTime| *local >= start && Some(*local) > mark.after;
        let mut extras: Vec<_> = extras.filter(from).collect();
        extras.sort_unstable();
        extras.dedup();
        let expansion = recurrence.rule().map(|rule| Expansion::new(rule, start.date()));
        let (until, count) = match recurrence.rule().map_or(End::Never, |rule| rule.end) {
            End::Never => (NaiveDate::MAX, u64::MAX),
            End::Count(count) => (NaiveDate::MAX, count),
            End::Until(until) => (last_date(until, start.time(), zone), u64::MAX),
        };
        let behind = mark.after.map_or(NaiveDate::MIN, |after| first_behind(after, start.time()));
        Self {
            rule_stop: expansion.is_none().then_some(Stop::Ended),
            recurrence,
            zone,
            start,
            expansion,
            dates: Vec::new(),
            given: 0,
            next_period: mark.period,
            from: start.date().max(behind),
            until,
            count,
            extras,
            next_extra: 0,
            excepted: Excepted::new(recurrence.except()),
            excepts: !recurrence.except().is_empty(),
            mark,
            numbered: true,
            last: None,
            silent_since: mark.turn.unwrap_or(start),
            steps: 0,
            stop: None,
        }
    }

    /// Where the walk stands: resuming from here gives what this walk has not given out.
    pub fn mark(&self) -> Mark {
        self.mark
    }

    /// Why the walk is over; `None` while it may go on.
    pub fn stop(&self) -> Option<Stop> {
        self.stop
    }

    /// How many periods and candidate dates were looked at.
    pub fn steps(&self) -> u32 {
        self.steps
    }

    fn jump(&mut self, first: NaiveDateTime, last: NaiveDateTime) {
        self.last = Some(last);
        let Some(before) = first.checked_sub_signed(TimeDelta::nanoseconds(1)) else { return };
        let counted = self.recurrence.rule().is_none_or(|r| matches!(r.end, End::Count(_)));
        if let Some(expansion) = self.expansion.as_ref().filter(|_| !counted && first > self.start)
        {
            self.next_period = expansion.period_of(first.date());
            self.mark.period = self.next_period;
            self.numbered = false;
            self.silent_since = first;
            self.mark.turn = Some(first);
            self.mark.after = Some(before);
            self.from = self.start.date().max(first_behind(before, self.start.time()));
            self.extras.retain(|extra| *extra >= first);
            return;
        }
        self.numbered = !self.recurrence.rule().is_some_and(|r| !matches!(r.end, End::Count(_)));
        while self.peek().is_some_and(|(local, _)| local < first) {
            self.next();
        }
    }

    /// Whether the rule fires at a time that is still to come, wherever the walk is to end.
    fn has_turn_at(&self, local: NaiveDateTime) -> bool {
        let ahead = Self { steps: 0, last: Some(local), ..self.clone() };
        ahead.into_iter().any(|slot| slot.local == local)
    }

    /// The next slot, and whether it is a turn of the rule, without giving it out.
    fn peek(&mut self) -> Option<(NaiveDateTime, bool)> {
        if self.stop.is_some() {
            return None;
        }
        let turn = self.peek_turn();
        if self.stop.is_some() {
            return None;
        }
        let turn = turn.map(|date| date.and_time(self.start.time()));
        let extra = self.extras.get(self.next_extra).copied();
        let next = match (turn, extra) {
            (Some(turn), Some(extra)) => (turn.min(extra), turn <= extra),
            (Some(turn), None) => (turn, true),
            (None, Some(extra)) => (extra, false),
            (None, None) => {
                self.stop = self.rule_stop.or(Some(Stop::Ended));
                return None;
            }
        };
        if self.last.is_some_and(|last| next.0 > last) {
            self.stop = Some(Stop::Ended);
            return None;
        }
        Some(next)
    }

    /// The date of the next turn of the rule, without giving it out.
    fn peek_turn(&mut self) -> Option<NaiveDate> {
        while self.rule_stop.is_none() && self.stop.is_none() {
            if self.mark.number >= self.count {
                self.rule_stop = Some(Stop::Ended);
                break;
            }
            match self.dates.get(self.given) {
                None => self.open_period(),
                Some(date) => {
                    let date = *date;
                    self.rule_stop = self.ends_before(date);
                    if date >= self.from {
                        return Some(date).filter(|_| self.rule_stop.is_none());
                    }
                    self.given += 1;
                }
            }
        }
        None
    }

    /// Why the rule has ended if it did not fire before this date.
    fn ends_before(&self, date: NaiveDate) -> Option<Stop> {
        if date > self.until {
            return Some(Stop::Ended);
        }
        let years = date.year().saturating_sub(self.silent_since.year());
        let is_silent = years >= SILENT_YEARS
            && date.and_time(self.start.time()) > silent_after(self.silent_since);
        is_silent.then_some(Stop::Silent)
    }

    fn open_period(&mut self) {
        if self.steps + LARGEST_PERIOD > MAX_STEPS {
            self.stop = Some(Stop::Unfinished);
            self.mark.period = self.next_period;
            return;
        }
        let Some(expansion) = &self.expansion else { return };
        self.given = 0;
        let Some((first, looked_at)) = expansion.dates(self.next_period, &mut self.dates) else {
            // The calendar ends before the next period begins.
            self.rule_stop = Some(Stop::Silent);
            return;
        };
        self.steps += 1 + looked_at;
        self.next_period += 1;
        let is_past = |last: NaiveDateTime| first > last.date() && self.dates.is_empty();
        let past = self.last.is_some_and(is_past).then_some(Stop::Ended);
        self.rule_stop = self.ends_before(first).or(past);
    }
}

/// The first date whose slot is behind a local time.
fn first_behind(after: NaiveDateTime, time: NaiveTime) -> NaiveDate {
    let days = i64::from(time <= after.time());
    plus_days(after.date(), days).unwrap_or(NaiveDate::MAX)
}

/// The last date whose slot UNTIL includes. A UTC time reads another date on the wall clock by a
/// day or, where a day was skipped, two; later dates never open earlier.
fn last_date(until: Moment, time: NaiveTime, zone: &Zone) -> NaiveDate {
    let near = until.local(zone, time).date();
    let dates = (-2..=2).rev().filter_map(|days| plus_days(near, days));
    let mut reached = dates.filter(|date| until.reaches(date.and_time(time), zone));
    reached.next().or_else(|| plus_days(near, -3)).unwrap_or(NaiveDate::MIN)
}

fn silent_after(local: NaiveDateTime) -> NaiveDateTime {
    let year = local.year().saturating_add(SILENT_YEARS);
    let day = local.date().with_year(year);
    // From a leap day to a year without one: the first of March.
    let day = day.or_else(|| plus_days(local.date(), 1)?.with_year(year));
    day.map_or(NaiveDateTime::MAX, |day| day.and_time(local.time()))
}

impl Iterator for Occurrences<'_> {
    type Item = Slot;

    fn next(&mut self) -> Option<Slot> {
        let (local, turn) = self.peek()?;
        if turn {
            self.given += 1;
            self.silent_since = local;
            self.mark.turn = Some(local);
            self.mark.period = self.next_period.saturating_sub(1);
        }
        if self.extras.get(self.next_extra) == Some(&local) {
            self.next_extra += 1;
        }
        let counts = turn || self.recurrence.rule().is_none();
        if counts {
            self.mark.number += 1;
        }
        self.mark.after = Some(local);
        let excluded = self.excepts && self.excepted.covers(local, self.zone);
        let number = (counts && self.numbered).then_some(self.mark.number);
        Some(Slot { number, local, excluded, extra: !turn })
    }
}

/// The excepted dates by their form, each sorted.
#[derive(Debug, Clone, Default)]
struct Excepted {
    days: Vec<NaiveDate>,
    locals: Vec<NaiveDateTime>,
    instants: Vec<Instant>,
}

impl Excepted {
    /// The list is sorted already.
    fn new(moments: &[Moment]) -> Self {
        let mut made = Self::default();
        for moment in moments {
            match moment {
                Moment::Day(day) => made.days.push(*day),
                Moment::Local(local) => made.locals.push(*local),
                Moment::Utc(at) => made.instants.push(*at),
            }
        }
        made
    }

    fn covers(&self, local: NaiveDateTime, zone: &Zone) -> bool {
        self.days.binary_search(&local.date()).is_ok()
            || self.locals.binary_search(&local).is_ok()
            || (!self.instants.is_empty()
                && self.instants.binary_search(&zone.instant(local)).is_ok())
    }
}

#[cfg(test)]
mod bounds;
#[cfg(test)]
mod disagreements;
#[cfg(test)]
mod known_faults;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod rfc;
#[cfg(test)]
mod tests;
