//! The schedule of a series: when its cycles open, close and are collected, as data.
//!
//! What follows from a schedule is computed in [`crate::rules::recurrence`] and
//! [`crate::rules::cycles`].

use crate::error::{Code, Fault};
use crate::value::time::{checked, checked_local};
use crate::value::zone::Zone;
use chrono::NaiveDateTime;
use serde::{Deserialize, Deserializer, Serialize};

mod name;
mod recurrence;
mod windows;

pub use name::{MAX_PATTERN, NamePattern};
pub(crate) use name::{NamedDate, Part};

pub use recurrence::{
    DayRule, End, Frequency, MAX_COUNT, MAX_DATES, MAX_INTERVAL, MAX_TEXT, Moment, MonthEnd,
    Recurrence, Rule,
};
pub use windows::{ClosingRule, CollectionRule, CollectionWindow, Lead, MAX_DAYS};

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// `MO` in a rule.
    Monday,
    /// `TU` in a rule.
    Tuesday,
    /// `WE` in a rule.
    Wednesday,
    /// `TH` in a rule.
    Thursday,
    /// `FR` in a rule.
    Friday,
    /// `SA` in a rule.
    Saturday,
    /// `SU` in a rule.
    Sunday,
}

impl Weekday {
    /// All seven, from Monday.
    pub const ALL: [Weekday; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// The English name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Monday => "Monday",
            Self::Tuesday => "Tuesday",
            Self::Wednesday => "Wednesday",
            Self::Thursday => "Thursday",
            Self::Friday => "Friday",
            Self::Saturday => "Saturday",
            Self::Sunday => "Sunday",
        }
    }

    /// The two letters of RFC 5545.
    pub fn letters(self) -> &'static str {
        match self {
            Self::Monday => "MO",
            Self::Tuesday => "TU",
            Self::Wednesday => "WE",
            Self::Thursday => "TH",
            Self::Friday => "FR",
            Self::Saturday => "SA",
            Self::Sunday => "SU",
        }
    }

    /// Days since Monday.
    pub fn index(self) -> i64 {
        self as i64
    }
}

impl From<chrono::Weekday> for Weekday {
    fn from(day: chrono::Weekday) -> Self {
        match day {
            chrono::Weekday::Mon => Self::Monday,
            chrono::Weekday::Tue => Self::Tuesday,
            chrono::Weekday::Wed => Self::Wednesday,
            chrono::Weekday::Thu => Self::Thursday,
            chrono::Weekday::Fri => Self::Friday,
            chrono::Weekday::Sat => Self::Saturday,
            chrono::Weekday::Sun => Self::Sunday,
        }
    }
}

/// What happens to a cycle whose day is a holiday (R9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OnHoliday {
    /// It stays, and the plan says so.
    #[default]
    Keep,
    /// It is left out; its number is not given to another.
    Drop,
    /// The whole window moves to the nearest earlier day that is no holiday.
    Before,
    /// The whole window moves to the nearest later day that is no holiday.
    After,
}

/// Which date of a cycle counts in every test by date (R3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CycleDay {
    /// The day on which it closes.
    #[default]
    Close,
    /// The first day of collection.
    Collection,
}

/// When the cycles of a series open and close, and what they are called.
///
/// A schedule is valid from the moment it is made. Whether its rule ever fires is a longer
/// question: [`Schedule::check`] answers it, and every save asks it.
///
/// ```
/// use milkround_core::model::schedule::*;
/// use milkround_core::value::zone::Zone;
/// let schedule = Schedule::new(
///     Zone::new("Europe/London")?,
///     "2026-03-29T01:30:00".parse().unwrap(),
///     Some(Recurrence::parse("FREQ=WEEKLY;BYDAY=SU")?),
///     ClosingRule::after(5, 0, 0)?,
///     NamePattern::new("Week {number}, closes {closes}")?,
///     OnHoliday::Keep,
/// )?;
/// schedule.check()?;
/// let json = serde_json::to_string(&schedule).unwrap();
/// assert_eq!(serde_json::from_str::<Schedule>(&json).unwrap(), schedule);
/// # Ok::<(), milkround_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Schedule {
    zone: Zone,
    starts_at: NaiveDateTime,
    #[serde(skip_serializing_if = "Option::is_none")]
    recurrence: Option<Recurrence>,
    closes: ClosingRule,
    #[cfg_attr(feature = "schema", schemars(default))]
    name: NamePattern,
    #[cfg_attr(feature = "schema", schemars(default))]
    on_holiday: OnHoliday,
}

impl Schedule {
    /// A schedule whose first opening is at or after `starts_at`, a local time of the zone (the
    /// DTSTART of RFC 5545). Without a recurrence it has attached cycles only (R6).
    ///
    /// # Errors
    /// [`Code::EndBeforeStart`] when UNTIL or an RDATE lies before the start or the cycle would
    /// close when it opens, [`Code::OutOfRange`] for a year that cannot be stored,
    /// [`Code::InvalidRule`] for an RDATE in UTC at a local time that occurs for the second time,
    /// [`Code::Malformed`] for a fraction of a second.
    pub fn new(
        zone: Zone,
        starts_at: NaiveDateTime,
        recurrence: Option<Recurrence>,
        closes: ClosingRule,
        name: NamePattern,
        on_holiday: OnHoliday,
    ) -> Result<Self, Fault> {
        checked_local(starts_at)?;
        let closes = closes.check()?;
        if let Some(recurrence) = &recurrence {
            check_order(recurrence, starts_at, &zone)?;
        }
        Ok(Self { zone, starts_at, recurrence, closes, name, on_holiday })
    }

    /// The zone of every local time in it.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The local time from which the rule counts.
    pub fn starts_at(&self) -> NaiveDateTime {
        self.starts_at
    }

    /// When cycles open; none for a series of attached cycles only.
    pub fn recurrence(&self) -> Option<&Recurrence> {
        self.recurrence.as_ref()
    }

    /// When a cycle closes.
    pub fn closes(&self) -> &ClosingRule {
        &self.closes
    }

    /// How cycles are named.
    pub fn name(&self) -> &NamePattern {
        &self.name
    }

    /// What happens on holidays.
    pub fn on_holiday(&self) -> OnHoliday {
        self.on_holiday
    }
}

/// Refuses an UNTIL or an extra date before the start, and extra dates that cannot be stored.
fn check_order(recurrence: &Recurrence, start: NaiveDateTime, zone: &Zone) -> Result<(), Fault> {
    let until = match recurrence.rule().map(|rule| rule.end) {
        Some(End::Until(until)) if !until.reaches(start, zone) => Some(("UNTIL", until)),
        _ => None,
    };
    let mut extra = None;
    for date in recurrence.extra() {
        let local = checked_local(date.local(zone, start.time()))?;
        if matches!(date, Moment::Utc(at) if zone.instant(local) != *at) {
            let message = format!(
                "RDATE `{date}` is when the clocks of {zone} show `{local}` for the second time, \
                 and a cycle opens at the first: give a time that they show once"
            );
            return Err(Fault::new(Code::InvalidRule, message, date.to_string()));
        }
        if local < start {
            extra = extra.or(Some(("RDATE", *date)));
        }
    }
    match until.or(extra) {
        None => Ok(()),
        Some((part, moment)) => {
            let message = format!(
                "{part} `{moment}` is before the start `{start}`: give a later one, or start earlier"
            );
            Err(Fault::new(Code::EndBeforeStart, message, moment.to_string()))
        }
    }
}

impl<'de> Deserialize<'de> for Schedule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Form {
            zone: Zone,
            starts_at: NaiveDateTime,
            #[serde(default)]
            recurrence: Option<Recurrence>,
            closes: ClosingRule,
            #[serde(default)]
            name: NamePattern,
            #[serde(default)]
            on_holiday: OnHoliday,
        }
        checked(deserializer, |f: Form| {
            Self::new(f.zone, f.starts_at, f.recurrence, f.closes, f.name, f.on_holiday)
        })
    }
}

#[cfg(test)]
mod tests;
