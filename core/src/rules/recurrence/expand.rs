//! The dates of one period of a rule: one day, week, month or year of it.
//!
//! RFC 5545, section 3.3.10, has a table of what each BY part does at each frequency. *Expand*
//! makes candidates, *limit* drops some of them. Here the most telling part makes the candidates
//! and the other parts limit them, which gives the same dates with less work. Parts that a rule
//! leaves out and needs are taken from the start: "Information, not contained in the rule,
//! necessary to determine the various recurrence instance start time and dates are derived from
//! the Start Time (DTSTART) component attribute."

use crate::model::schedule::{DayRule, Frequency, MonthEnd, Rule, Weekday};
use chrono::{Datelike, Days, NaiveDate};
use std::cmp::Ordering;

/// A rule together with what its start adds to it.
#[derive(Debug, Clone)]
pub(super) struct Expansion {
    frequency: Frequency,
    interval: i64,
    start: NaiveDate,
    /// The first day of the week that the start lies in, counted from 1 January of the year 1.
    start_week: i32,
    week_start: Weekday,
    months: Vec<i16>,
    weeks: Vec<i16>,
    year_days: Vec<i16>,
    month_days: Vec<i16>,
    days: Vec<DayRule>,
    positions: Vec<i16>,
    clamp: bool,
    /// The days of BYDAY, counted from the first of the week.
    in_week: Vec<i64>,
    /// Whether a part limits the candidates that another makes.
    limited: bool,
}

/// Where a period begins.
#[derive(Debug, Clone, Copy)]
enum Period {
    Day(NaiveDate),
    Week(NaiveDate),
    Month(i32, u32),
    Year(i32),
}

impl Expansion {
    pub(super) fn new(rule: &Rule, start: NaiveDate) -> Self {
        let mut made = Self {
            frequency: rule.frequency,
            interval: i64::from(rule.interval),
            start,
            start_week: 0,
            week_start: rule.week_start,
            months: rule.months.clone(),
            weeks: rule.weeks.clone(),
            year_days: rule.year_days.clone(),
            month_days: rule.month_days.clone(),
            days: rule.days.clone(),
            positions: rule.positions.clone(),
            clamp: rule.month_end == MonthEnd::Clamp,
            in_week: Vec::new(),
            limited: false,
        };
        made.take_from_start();
        made.start_week = made.week_of(start).num_days_from_ce();
        made.in_week = made.days.iter().map(|d| days_until(rule.week_start, d.weekday)).collect();
        made.in_week.sort_unstable();
        made.limited = made.is_limited();
        made
    }

    /// Of the parts that name days, one makes the candidates; BYMONTH limits them, but for those
    /// that are made month by month.
    fn is_limited(&self) -> bool {
        let of_days = [
            !self.weeks.is_empty(),
            !self.year_days.is_empty(),
            !self.month_days.is_empty(),
            !self.days.is_empty(),
        ];
        let makers = match self.frequency {
            Frequency::Daily => 0,
            Frequency::Weekly | Frequency::Monthly | Frequency::Yearly => 1,
        };
        let by_month = self.frequency == Frequency::Monthly;
        of_days.into_iter().filter(|given| *given).count() > makers
            || !(self.months.is_empty() || by_month)
    }

    fn take_from_start(&mut self) {
        let day_is_open =
            self.year_days.is_empty() && self.month_days.is_empty() && self.days.is_empty();
        let by_weekday = match self.frequency {
            Frequency::Daily => return,
            Frequency::Weekly => true,
            Frequency::Monthly | Frequency::Yearly => !self.weeks.is_empty(),
        };
        match (day_is_open, by_weekday) {
            (false, _) => {}
            (true, true) => {
                let weekday = self.start.weekday().into();
                self.days.push(DayRule { weekday, ordinal: 0 });
            }
            (true, false) => {
                self.month_days.push(small(self.start.day()));
                if self.frequency == Frequency::Yearly && self.months.is_empty() {
                    self.months.push(small(self.start.month()));
                }
            }
        }
    }

    /// The number of the period that a date lies in, or the last before it.
    pub(super) fn period_of(&self, date: NaiveDate) -> u64 {
        let (a, b) = (self.start, date);
        let units = match self.frequency {
            Frequency::Daily => (b - a).num_days(),
            Frequency::Weekly => {
                i64::from(self.week_of(b).num_days_from_ce() - self.start_week).div_euclid(7)
            }
            Frequency::Monthly => month_index(b) - month_index(a),
            Frequency::Yearly => i64::from(b.year()) - i64::from(a.year()),
        };
        u64::try_from(units / self.interval).unwrap_or(0)
    }

    /// The first day of the `n`-th period, counted from the start and never from another period:
    /// so the 31st stays the 31st after a February. `None` where the calendar ends.
    fn period(&self, n: u64) -> Option<Period> {
        let units = i64::try_from(n).ok()?.checked_mul(self.interval)?;
        match self.frequency {
            Frequency::Daily => Some(Period::Day(plus_days(self.start, units)?)),
            Frequency::Weekly => {
                let days = units.checked_mul(7)?.checked_add(self.start_week.into())?;
                let days = i32::try_from(days).ok()?;
                Some(Period::Week(NaiveDate::from_num_days_from_ce_opt(days)?))
            }
            Frequency::Monthly => {
                let index = month_index(self.start).checked_add(units)?;
                let month = u32::try_from(index.rem_euclid(12)).ok()? + 1;
                Some(Period::Month(i32::try_from(index.div_euclid(12)).ok()?, month))
            }
            Frequency::Yearly => {
                let year = i64::from(self.start.year()).checked_add(units)?;
                Some(Period::Year(i32::try_from(year).ok()?))
            }
        }
    }

    /// Fills `dates` with those of the `n`-th period in order and gives the period's first day
    /// and the candidates looked at; `None` past the year 9999.
    pub(super) fn dates(&self, n: u64, dates: &mut Vec<NaiveDate>) -> Option<(NaiveDate, u32)> {
        dates.clear();
        let period = self.period(n)?;
        let first = match period {
            Period::Day(day) | Period::Week(day) => day,
            Period::Month(year, month) => NaiveDate::from_ymd_opt(year, month, 1)?,
            Period::Year(year) => NaiveDate::from_ymd_opt(year, 1, 1)?,
        };
        if first.year() > 9999 {
            return None;
        }
        match period {
            Period::Day(day) => dates.push(day),
            Period::Week(first) => self.in_week(first, dates),
            Period::Month(year, month) => self.in_month(year, month, dates),
            Period::Year(year) => self.in_year(year, dates),
        }
        let looked_at = u32::try_from(dates.len()).unwrap_or(u32::MAX);
        if self.limited {
            dates.retain(|date| self.allows(*date));
        }
        if dates.len() > 1 {
            dates.sort_unstable();
            dates.dedup();
        }
        if !self.positions.is_empty() {
            self.keep_positions(dates);
        }
        Some((first, looked_at))
    }

    fn in_week(&self, first: NaiveDate, dates: &mut Vec<NaiveDate>) {
        dates.extend(self.in_week.iter().filter_map(|days| plus_days(first, *days)));
    }

    fn in_month(&self, year: i32, month: u32, dates: &mut Vec<NaiveDate>) {
        if !self.months.is_empty() && !self.months.contains(&small(month)) {
            return;
        }
        if self.month_days.is_empty() {
            let Some((first, last)) = month_bounds(year, month) else { return };
            self.weekdays_between(first, last, dates);
        } else {
            let day = |n: &i16| day_of_month(year, month, *n, self.clamp);
            dates.extend(self.month_days.iter().filter_map(day));
        }
    }

    fn in_year(&self, year: i32, dates: &mut Vec<NaiveDate>) {
        let months = if self.months.is_empty() { &ALL_MONTHS } else { self.months.as_slice() };
        let by_month = !self.month_days.is_empty()
            || (self.year_days.is_empty() && self.weeks.is_empty() && !self.months.is_empty());
        if by_month {
            for month in months {
                self.in_month(year, month.unsigned_abs().into(), dates);
            }
        } else if !self.year_days.is_empty() {
            dates.extend(self.year_days.iter().filter_map(|n| day_of_year(year, *n)));
        } else if !self.weeks.is_empty() {
            self.in_weeks_of(year, dates);
        } else if let (Some(first), Some(last)) = (day_of_year(year, 1), day_of_year(year, -1)) {
            self.weekdays_between(first, last, dates);
        }
    }

    /// The days of the numbered weeks that lie in a calendar year. Days of week 1 may lie in the
    /// year before, days of week 52 or 53 in the year after: they belong to the calendar year.
    fn in_weeks_of(&self, year: i32, dates: &mut Vec<NaiveDate>) {
        for week_year in [year - 1, year, year + 1] {
            let Some((first, weeks)) = self.weeks_of(week_year) else { continue };
            for n in &self.weeks {
                let n = i64::from(*n);
                let index = if n > 0 { n - 1 } else { weeks + n };
                if !(0..weeks).contains(&index) {
                    continue;
                }
                // Of the years beside this one only the nearest week can reach into it.
                let reaches = match week_year.cmp(&year) {
                    Ordering::Less => index >= weeks - 1,
                    Ordering::Equal => true,
                    Ordering::Greater => index == 0,
                };
                if reaches {
                    let days = (0..7).filter_map(|day| plus_days(first, index * 7 + day));
                    dates.extend(days.filter(|date| date.year() == year));
                }
            }
        }
    }

    /// Every weekday of BYDAY in a month or a year.
    fn weekdays_between(&self, first: NaiveDate, last: NaiveDate, dates: &mut Vec<NaiveDate>) {
        for rule in &self.days {
            let from_first = days_until(first.weekday().into(), rule.weekday);
            let from_last = days_until(rule.weekday, last.weekday().into());
            let n = i64::from(rule.ordinal);
            let found = match n {
                0 => {
                    let mut next = plus_days(first, from_first);
                    while let Some(day) = next.filter(|day| *day <= last) {
                        dates.push(day);
                        next = plus_days(day, 7);
                    }
                    None
                }
                1.. => plus_days(first, from_first + (n - 1) * 7),
                _ => plus_days(last, (n + 1) * 7 - from_last),
            };
            dates.extend(found.filter(|day| first <= *day && *day <= last));
        }
    }

    /// Keeps the dates whose place in the period BYSETPOS names, from its start or its end.
    fn keep_positions(&self, dates: &mut Vec<NaiveDate>) {
        let length = i16::try_from(dates.len()).unwrap_or(i16::MAX);
        let mut position = 0;
        dates.retain(|_| {
            position += 1;
            let has = |n: i16| self.positions.binary_search(&n).is_ok();
            has(position) || has(position - length - 1)
        });
    }

    /// Whether no BY part forbids the date.
    fn allows(&self, date: NaiveDate) -> bool {
        (self.months.is_empty() || self.months.contains(&small(date.month())))
            && (self.month_days.is_empty() || self.is_month_day(date))
            && (self.year_days.is_empty() || self.is_year_day(date))
            && (self.days.is_empty() || self.is_weekday(date))
            && (self.weeks.is_empty() || self.is_week(date))
    }

    fn is_month_day(&self, date: NaiveDate) -> bool {
        let (day, length) = (small(date.day()), small(date.num_days_in_month().into()));
        let has = |n: i16| self.month_days.binary_search(&n).is_ok();
        let clamped = || self.month_days.last().is_some_and(|n| *n > length);
        has(day) || has(day - length - 1) || (self.clamp && day == length && clamped())
    }

    fn is_year_day(&self, date: NaiveDate) -> bool {
        let length = if date.leap_year() { 366 } else { 365 };
        let day = small(date.ordinal());
        let has = |n: i16| self.year_days.binary_search(&n).is_ok();
        has(day) || has(day - length - 1)
    }

    fn is_week(&self, date: NaiveDate) -> bool {
        let week = self.week_of(date);
        let middle = plus_days(week, 3).unwrap_or(date);
        self.weeks_of(middle.year()).is_some_and(|(first, weeks)| {
            let n = (week - first).num_days() / 7 + 1;
            self.weeks.iter().any(|w| i64::from(*w) == n || i64::from(*w) == n - weeks - 1)
        })
    }

    /// Whether BYDAY has the date, by its weekday alone or as the n-th of its month or year.
    fn is_weekday(&self, date: NaiveDate) -> bool {
        let weekday = date.weekday().into();
        let has = |n: i64| {
            let rule = i8::try_from(n).map(|ordinal| DayRule { weekday, ordinal });
            rule.is_ok_and(|rule| self.days.binary_search(&rule).is_ok())
        };
        if has(0) {
            return true;
        }
        let in_month = self.frequency == Frequency::Monthly || !self.months.is_empty();
        let (day, length) = match in_month {
            true => (date.day(), u32::from(date.num_days_in_month())),
            false => (date.ordinal(), if date.leap_year() { 366 } else { 365 }),
        };
        has(i64::from((day - 1) / 7 + 1)) || has(-i64::from((length - day) / 7 + 1))
    }

    /// The first day of the week that a date lies in.
    fn week_of(&self, date: NaiveDate) -> NaiveDate {
        plus_days(date, -days_until(self.week_start, date.weekday().into())).unwrap_or(date)
    }

    /// The first day of week 1 of a year, and how many weeks it has: "Week number one of the
    /// calendar year is the first week that contains at least four (4) days in that calendar year."
    fn weeks_of(&self, year: i32) -> Option<(NaiveDate, i64)> {
        let first = self.week_of(NaiveDate::from_ymd_opt(year, 1, 4)?);
        let next = self.week_of(NaiveDate::from_ymd_opt(year + 1, 1, 4)?);
        Some((first, (next - first).num_days() / 7))
    }
}

const ALL_MONTHS: [i16; 12] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/// A day, month or day of the year: always below 400.
fn small(n: u32) -> i16 {
    i16::try_from(n).unwrap_or(i16::MAX)
}

fn month_index(date: NaiveDate) -> i64 {
    i64::from(date.year()) * 12 + i64::from(date.month0())
}

fn days_until(from: Weekday, to: Weekday) -> i64 {
    (to.index() - from.index()).rem_euclid(7)
}

pub(super) fn plus_days(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    match u64::try_from(days) {
        Ok(later) => date.checked_add_days(Days::new(later)),
        Err(_) => date.checked_sub_days(Days::new(days.unsigned_abs())),
    }
}

fn month_bounds(year: i32, month: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some((first, first.with_day(first.num_days_in_month().into())?))
}

/// The n-th day of a month, from its end for a negative n.
fn day_of_month(year: i32, month: u32, n: i16, clamp: bool) -> Option<NaiveDate> {
    let (first, last) = month_bounds(year, month)?;
    let length = small(last.day());
    let day = match n {
        1.. if clamp => n.min(length),
        1.. => n,
        _ => length + 1 + n,
    };
    first.with_day(u32::try_from(day).ok()?)
}

fn day_of_year(year: i32, n: i16) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
    let length = if first.leap_year() { 366 } else { 365 };
    let day = if n > 0 { n } else { length + 1 + n };
    NaiveDate::from_yo_opt(year, u32::try_from(day).ok()?)
}
