//! Recurrence rules as data: what RFC 5545 calls RRULE, RDATE and EXDATE, on civil time.
//!
//! Reading them from text is in `parse`, what they mean is in [`crate::rules::recurrence`].

use super::Weekday;
use crate::error::{Code, Fault};
use crate::value::time::checked;
use crate::value::zone::Zone;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

mod parse;

/// The longest text of a recurrence, in bytes.
pub const MAX_TEXT: usize = 16 * 1024;
/// The most extra (RDATE) dates, and the most excepted (EXDATE) dates.
pub const MAX_DATES: usize = 500;
/// The largest INTERVAL.
pub const MAX_INTERVAL: u32 = 9_999;
/// The largest COUNT.
pub const MAX_COUNT: u64 = 99_999;

/// The unit in which a rule repeats (RFC 5545, section 3.3.10, FREQ).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Frequency {
    /// Every n days.
    Daily,
    /// Every n weeks.
    Weekly,
    /// Every n months.
    Monthly,
    /// Every n years.
    Yearly,
}

impl Frequency {
    fn name(self) -> &'static str {
        match self {
            Self::Daily => "DAILY",
            Self::Weekly => "WEEKLY",
            Self::Monthly => "MONTHLY",
            Self::Yearly => "YEARLY",
        }
    }
}

/// When a rule stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// Never.
    Never,
    /// After this many slots, those left out by EXDATE included.
    Count(u64),
    /// With this moment, which still belongs to it.
    Until(Moment),
}

/// What becomes of the 31st in a month that has 30 days (R8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MonthEnd {
    /// The month is passed over, as RFC 5545 has it.
    #[default]
    Skip,
    /// The month's last day stands in, as RFC 7529 has it (`SKIP=BACKWARD`).
    Clamp,
}

/// One entry of BYDAY: every such weekday, or the n-th of the month or year (-1: the last).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DayRule {
    /// The weekday.
    pub weekday: Weekday,
    /// Which one of the month or the year; 0 for each.
    pub ordinal: i8,
}

/// One RRULE. Every list is sorted and has no value twice.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rule {
    /// FREQ.
    pub frequency: Frequency,
    /// INTERVAL, at least 1.
    pub interval: u32,
    /// COUNT or UNTIL.
    pub end: End,
    /// WKST.
    pub week_start: Weekday,
    /// BYMONTH, 1 to 12.
    pub months: Vec<i16>,
    /// BYWEEKNO, ±1 to ±53.
    pub weeks: Vec<i16>,
    /// BYYEARDAY, ±1 to ±366.
    pub year_days: Vec<i16>,
    /// BYMONTHDAY, ±1 to ±31.
    pub month_days: Vec<i16>,
    /// BYDAY.
    pub days: Vec<DayRule>,
    /// BYSETPOS, ±1 to ±366.
    pub positions: Vec<i16>,
    /// SKIP: what becomes of days that a month lacks.
    pub month_end: MonthEnd,
}

/// A date or a time in a rule, in one of the three forms of RFC 5545.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Moment {
    /// `20260405`: in UNTIL and EXDATE the whole day, in RDATE that day at the schedule's time.
    Day(NaiveDate),
    /// `20260405T013000`: on the wall clock of the schedule's zone.
    Local(NaiveDateTime),
    /// `20260405T003000Z`.
    Utc(DateTime<Utc>),
}

impl Moment {
    /// The local time; a whole day takes the given time.
    pub fn local(self, zone: &Zone, time: NaiveTime) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.and_time(time),
            Self::Local(local) => local,
            Self::Utc(at) => zone.local(at),
        }
    }

    /// Whether a slot is not after this UNTIL: a whole day includes each of its slots.
    pub fn reaches(self, slot: NaiveDateTime, zone: &Zone) -> bool {
        match self {
            Self::Day(day) => slot.date() <= day,
            Self::Local(local) => slot <= local,
            Self::Utc(at) => zone.instant(slot) <= at,
        }
    }
}

impl Moment {
    /// Whether its text has a place for all of it: four digits of a year, and whole seconds.
    fn has_text(self) -> bool {
        let (date, nanosecond) = match self {
            Self::Day(day) => (day, 0),
            Self::Local(local) => (local.date(), local.nanosecond()),
            Self::Utc(at) => (at.date_naive(), at.nanosecond()),
        };
        (0..=9999).contains(&date.year()) && nanosecond == 0
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{}", day.format("%Y%m%d")),
            Self::Local(local) => write!(f, "{}", local.format("%Y%m%dT%H%M%S")),
            Self::Utc(at) => write!(f, "{}", at.format("%Y%m%dT%H%M%SZ")),
        }
    }
}

/// When cycles recur: a rule, extra dates and excepted dates, all in local time.
///
/// Its text form is RFC 5545's: the rule on the first line, `RDATE:` and `EXDATE:` lines after it.
/// What is printed is canonical: it reads back as the same recurrence.
///
/// ```
/// use milkround_core::model::schedule::Recurrence;
/// let weekly = Recurrence::parse("freq=weekly;byday=SU,WE;interval=1")?;
/// assert_eq!(weekly.to_string(), "FREQ=WEEKLY;BYDAY=WE,SU");
/// let holiday = weekly.without("2026-04-05T01:30:00".parse().unwrap())?;
/// assert_eq!(holiday.to_string(), "FREQ=WEEKLY;BYDAY=WE,SU\nEXDATE:20260405T013000");
/// # Ok::<(), milkround_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Recurrence {
    rule: Option<Rule>,
    extra: Vec<Moment>,
    except: Vec<Moment>,
}

impl Recurrence {
    /// Reads a recurrence; lower case, a leading `RRULE:`, Windows line ends and folded lines
    /// (section 3.1) are taken too.
    ///
    /// These clauses of RFC 5545, section 3.3.10, are enforced:
    /// - "The FREQ rule part is REQUIRED, but MUST NOT be specified more than once" (and so for
    ///   every other part);
    /// - "the UNTIL or COUNT rule parts […] MUST NOT occur in the same 'recur'";
    /// - "The BYDAY rule part MUST NOT be specified with a numeric value when the FREQ rule part
    ///   is not set to MONTHLY or YEARLY", nor "with the FREQ rule part set to YEARLY when the
    ///   BYWEEKNO rule part is specified";
    /// - "The BYMONTHDAY rule part MUST NOT be specified when the FREQ rule part is set to WEEKLY";
    /// - "The BYYEARDAY rule part MUST NOT be specified when the FREQ rule part is set to DAILY,
    ///   WEEKLY, or MONTHLY";
    /// - BYWEEKNO "MUST NOT be used when the FREQ rule part is set to anything other than YEARLY";
    /// - BYSETPOS "MUST only be used in conjunction with another BYxxx rule part".
    ///
    /// FREQ is DAILY, WEEKLY, MONTHLY or YEARLY; BYHOUR, BYMINUTE and BYSECOND are refused, since
    /// the schedule's start gives the time of day. `RSCALE=GREGORIAN;SKIP=BACKWARD` (RFC 7529), or
    /// shorter `SKIP=BACKWARD` or `X-MONTH-END=CLAMP`, lets the month's last day stand in for the
    /// days that a month lacks.
    ///
    /// # Errors
    /// [`Code::InvalidRule`] with the line, the column in characters and what is accepted there (a
    /// folded line has the number of its first piece, and its columns count on);
    /// [`Code::TooLong`] beyond [`MAX_TEXT`] bytes or [`MAX_DATES`] dates.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        parse::recurrence(text)
    }

    /// The same recurrence, with its parts in canonical order.
    fn made(
        rule: Option<Rule>,
        mut extra: Vec<Moment>,
        mut except: Vec<Moment>,
    ) -> Result<Self, Fault> {
        for (list, name) in [(&mut extra, "RDATE"), (&mut except, "EXDATE")] {
            list.sort_unstable();
            list.dedup();
            if list.len() > MAX_DATES {
                let message = format!(
                    "there are {} dates in `{name}`: give at most {MAX_DATES}, or split the series",
                    list.len()
                );
                return Err(Fault::new(Code::TooLong, message, list.len()));
            }
        }
        if rule.is_none() && extra.is_empty() {
            let message = "the recurrence has neither a rule nor dates: write it like \
                           `FREQ=WEEKLY;BYDAY=SU`, or leave it out for a series without a rule";
            return Err(Fault::new(Code::InvalidRule, message, ""));
        }
        let until = match rule.as_ref().map(|rule| rule.end) {
            Some(End::Until(until)) => Some(until),
            _ => None,
        };
        let mut moments = extra.iter().chain(&except).chain(&until);
        if let Some(moment) = moments.find(|moment| !moment.has_text()) {
            let message = format!("{moment:?} has no text: give whole seconds and a year to 9999");
            return Err(Fault::new(Code::OutOfRange, message, format!("{moment:?}")));
        }
        Ok(Self { rule, extra, except })
    }

    /// The rule; without one only the extra dates count.
    pub fn rule(&self) -> Option<&Rule> {
        self.rule.as_ref()
    }

    /// The extra dates (RDATE), sorted within each form.
    pub fn extra(&self) -> &[Moment] {
        &self.extra
    }

    /// The excepted dates (EXDATE), sorted within each form.
    pub fn except(&self) -> &[Moment] {
        &self.except
    }

    /// The same with one more excepted slot (EXDATE). Numbers of other slots do not change.
    ///
    /// # Errors
    /// [`Code::TooLong`] beyond [`MAX_DATES`], [`Code::OutOfRange`] for a fraction of a second.
    pub fn without(&self, slot: NaiveDateTime) -> Result<Self, Fault> {
        let mut except = self.except.clone();
        except.push(Moment::Local(slot));
        Self::made(self.rule.clone(), self.extra.clone(), except)
    }

    /// The same with one more slot (RDATE).
    ///
    /// # Errors
    /// As [`Recurrence::without`].
    pub fn with_extra(&self, slot: NaiveDateTime) -> Result<Self, Fault> {
        let mut extra = self.extra.clone();
        extra.push(Moment::Local(slot));
        Self::made(self.rule.clone(), extra, self.except.clone())
    }

    /// The same with another end of its rule; extra dates stay.
    ///
    /// # Errors
    /// [`Code::InvalidRule`] when it has no rule, or COUNT is not between 1 and [`MAX_COUNT`];
    /// [`Code::OutOfRange`] for an UNTIL with a fraction of a second.
    pub fn with_end(&self, end: End) -> Result<Self, Fault> {
        if let End::Count(count) = end
            && !(1..=MAX_COUNT).contains(&count)
        {
            let message = format!("COUNT is `{count}`: give a number from 1 to {MAX_COUNT}");
            return Err(Fault::new(Code::InvalidRule, message, count));
        }
        let Some(rule) = &self.rule else {
            let message = "the recurrence has only dates: leave out dates instead of ending it";
            return Err(Fault::new(Code::InvalidRule, message, self.to_string()));
        };
        let rule = Rule { end, ..rule.clone() };
        Self::made(Some(rule), self.extra.clone(), self.except.clone())
    }

    /// Whether it comes to an end by COUNT or UNTIL, or has only dates.
    pub fn is_finite(&self) -> bool {
        self.rule.as_ref().is_none_or(|rule| rule.end != End::Never)
    }
}

impl fmt::Display for DayRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.ordinal {
            0 => f.write_str(self.weekday.letters()),
            n => write!(f, "{n}{}", self.weekday.letters()),
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.month_end == MonthEnd::Clamp {
            f.write_str("RSCALE=GREGORIAN;")?;
        }
        write!(f, "FREQ={}", self.frequency.name())?;
        if self.interval > 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        list(f, ";BYMONTH=", &self.months)?;
        list(f, ";BYWEEKNO=", &self.weeks)?;
        list(f, ";BYYEARDAY=", &self.year_days)?;
        list(f, ";BYMONTHDAY=", &self.month_days)?;
        list(f, ";BYDAY=", &self.days)?;
        list(f, ";BYSETPOS=", &self.positions)?;
        if self.week_start != Weekday::Monday {
            write!(f, ";WKST={}", self.week_start.letters())?;
        }
        match self.end {
            End::Never => {}
            End::Count(count) => write!(f, ";COUNT={count}")?,
            End::Until(moment) => write!(f, ";UNTIL={moment}")?,
        }
        match self.month_end {
            MonthEnd::Skip => Ok(()),
            MonthEnd::Clamp => f.write_str(";SKIP=BACKWARD"),
        }
    }
}

/// Writes `lead` and the items with commas between them; nothing for an empty list.
fn list<T: fmt::Display>(f: &mut fmt::Formatter<'_>, lead: &str, items: &[T]) -> fmt::Result {
    for (i, item) in items.iter().enumerate() {
        f.write_str(if i == 0 { lead } else { "," })?;
        write!(f, "{item}")?;
    }
    Ok(())
}

impl fmt::Display for Recurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut newline = "";
        if let Some(rule) = &self.rule {
            write!(f, "{rule}")?;
            newline = "\n";
        }
        for (name, moments) in [("RDATE", &self.extra), ("EXDATE", &self.except)] {
            for days in [false, true] {
                let of_kind: Vec<_> = moments
                    .iter()
                    .filter(|moment| matches!(moment, Moment::Day(_)) == days)
                    .collect();
                let value = if days { ";VALUE=DATE:" } else { ":" };
                if !of_kind.is_empty() {
                    list(f, &format!("{newline}{name}{value}"), &of_kind)?;
                    newline = "\n";
                }
            }
        }
        Ok(())
    }
}

impl Serialize for Recurrence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Recurrence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        checked(deserializer, |text: String| Self::parse(&text))
    }
}

#[cfg(test)]
mod tests;
