//! When a cycle closes and when its orders are collected, as rules.

use super::Weekday;
use crate::error::{Code, Fault};
use crate::value::time::{Instant, TimeOfDay, checked};
use chrono::NaiveDateTime;
use serde::{Deserialize, Deserializer, Serialize};

/// The longest that a part of a window may last, in days.
pub const MAX_DAYS: u32 = 366;

/// A stretch of time: whole civil days, then exact hours and minutes (R5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Lead {
    /// Civil days: the same time of day, however long a day is.
    #[serde(skip_serializing_if = "is_zero")]
    pub days: u32,
    /// Exact hours.
    #[serde(skip_serializing_if = "is_zero")]
    pub hours: u32,
    /// Exact minutes.
    #[serde(skip_serializing_if = "is_zero")]
    pub minutes: u32,
}

fn is_zero(n: &u32) -> bool {
    *n == 0
}

impl Lead {
    /// No time at all.
    pub const ZERO: Lead = Lead { days: 0, hours: 0, minutes: 0 };

    /// Whether it is no time at all.
    pub fn is_zero(&self) -> bool {
        *self == Self::ZERO
    }

    /// The hours and minutes, in seconds.
    pub(crate) fn exact_seconds(&self) -> i64 {
        i64::from(self.hours) * 3600 + i64::from(self.minutes) * 60
    }

    fn check(&self) -> Result<(), Fault> {
        let days = i64::from(self.days) + self.exact_seconds() / 86_400;
        if days <= i64::from(MAX_DAYS) {
            return Ok(());
        }
        let message = format!("`{days}` days is too long: give at most {MAX_DAYS} days in all");
        Err(Fault::new(Code::OutOfRange, message, days))
    }
}

/// When a cycle closes.
///
/// ```
/// use milkround_core::model::schedule::ClosingRule;
/// let rule: ClosingRule =
///     serde_json::from_str(r#"{"kind":"next","weekday":"wednesday","time":"18:00"}"#).unwrap();
/// assert_eq!(rule.to_string(), "the next Wednesday 18:00");
/// assert!(serde_json::from_str::<ClosingRule>(r#"{"kind":"after"}"#).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ClosingRule {
    /// So long after the nominal opening: civil days, then exact hours and minutes (R5).
    After {
        /// Civil days from the nominal local time of opening.
        #[serde(skip_serializing_if = "is_zero")]
        #[cfg_attr(feature = "schema", schemars(default))]
        days: u32,
        /// Exact hours after that.
        #[serde(skip_serializing_if = "is_zero")]
        #[cfg_attr(feature = "schema", schemars(default))]
        hours: u32,
        /// Exact minutes after that.
        #[serde(skip_serializing_if = "is_zero")]
        #[cfg_attr(feature = "schema", schemars(default))]
        minutes: u32,
    },
    /// The first such weekday and time strictly after the opening plus `lead` (R5).
    Next {
        /// The weekday.
        weekday: Weekday,
        /// The time of day.
        time: TimeOfDay,
        /// How long the cycle is open at the least.
        #[serde(skip_serializing_if = "Lead::is_zero")]
        #[cfg_attr(feature = "schema", schemars(default))]
        lead: Lead,
    },
}

impl ClosingRule {
    /// So many civil days, then exact hours and minutes after the opening.
    ///
    /// # Errors
    /// [`Code::EndBeforeStart`] for no time at all, [`Code::OutOfRange`] beyond [`MAX_DAYS`].
    pub fn after(days: u32, hours: u32, minutes: u32) -> Result<Self, Fault> {
        Self::After { days, hours, minutes }.check()
    }

    /// The first such weekday and time after the opening.
    pub fn next(weekday: Weekday, time: TimeOfDay) -> Self {
        Self::Next { weekday, time, lead: Lead::ZERO }
    }

    /// The rule, if it closes after opening and within bounds.
    ///
    /// # Errors
    /// As [`ClosingRule::after`].
    pub fn check(self) -> Result<Self, Fault> {
        let (length, may_be_zero) = match &self {
            Self::After { days, hours, minutes } => {
                (Lead { days: *days, hours: *hours, minutes: *minutes }, false)
            }
            Self::Next { lead, .. } => (*lead, true),
        };
        length.check()?;
        if length.is_zero() && !may_be_zero {
            let message = "the cycle closes when it opens: give `days`, `hours` or `minutes`";
            return Err(Fault::new(Code::EndBeforeStart, message, 0));
        }
        Ok(self)
    }
}

impl std::fmt::Display for Lead {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts = [(self.days, "day"), (self.hours, "hour"), (self.minutes, "minute")];
        let words: Vec<String> = parts
            .iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, unit)| format!("{n} {unit}{}", if *n == 1 { "" } else { "s" }))
            .collect();
        f.write_str(&words.join(" "))
    }
}

impl std::fmt::Display for ClosingRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::After { days, hours, minutes } => {
                write!(f, "after {}", Lead { days: *days, hours: *hours, minutes: *minutes })
            }
            Self::Next { weekday, time, lead } => {
                write!(f, "the next {} {time}", weekday.name())?;
                match lead.is_zero() {
                    true => Ok(()),
                    false => write!(f, " more than {lead} after opening"),
                }
            }
        }
    }
}

impl<'de> Deserialize<'de> for ClosingRule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
        enum Form {
            After {
                #[serde(default)]
                days: u32,
                #[serde(default)]
                hours: u32,
                #[serde(default)]
                minutes: u32,
            },
            Next {
                weekday: Weekday,
                time: TimeOfDay,
                #[serde(default)]
                lead: Lead,
            },
        }
        checked(deserializer, |form| match form {
            Form::After { days, hours, minutes } => Self::after(days, hours, minutes),
            Form::Next { weekday, time, lead } => Self::Next { weekday, time, lead }.check(),
        })
    }
}

/// When orders are collected: from the first such weekday and time strictly after the cycle's
/// close (plus `lead`) until a time on that day, or on the `until_weekday` that follows it.
///
/// ```
/// use milkround_core::model::schedule::{CollectionRule, Weekday};
/// use milkround_core::value::time::TimeOfDay;
/// let (two, six) = (TimeOfDay::parse("14:00")?, TimeOfDay::parse("18:00")?);
/// let rule = CollectionRule::new(Weekday::Wednesday, two, None, six)?;
/// let json = serde_json::to_string(&rule).unwrap();
/// assert_eq!(json, r#"{"weekday":"wednesday","starts":"14:00","ends":"18:00"}"#);
/// assert!(CollectionRule::new(Weekday::Wednesday, six, None, two).is_err());
/// # Ok::<(), milkround_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CollectionRule {
    weekday: Weekday,
    starts: TimeOfDay,
    #[serde(skip_serializing_if = "Option::is_none")]
    until_weekday: Option<Weekday>,
    ends: TimeOfDay,
    #[serde(skip_serializing_if = "Lead::is_zero")]
    #[cfg_attr(feature = "schema", schemars(default))]
    lead: Lead,
}

impl CollectionRule {
    /// From a weekday and time until a time on the same day or on a later weekday.
    ///
    /// # Errors
    /// [`Code::EndBeforeStart`] when it would end on the same day before it starts.
    pub fn new(
        weekday: Weekday,
        starts: TimeOfDay,
        until_weekday: Option<Weekday>,
        ends: TimeOfDay,
    ) -> Result<Self, Fault> {
        let until_weekday = until_weekday.filter(|day| *day != weekday);
        if until_weekday.is_none() && ends <= starts {
            let message = format!(
                "collection ends at `{ends}` before it starts at `{starts}`: \
                 give a later end, or `until_weekday` for another day"
            );
            return Err(Fault::new(Code::EndBeforeStart, message, ends.to_string()));
        }
        Ok(Self { weekday, starts, until_weekday, ends, lead: Lead::ZERO })
    }

    /// The same, at least `lead` after the close.
    ///
    /// # Errors
    /// [`Code::OutOfRange`] when the lead is longer than [`MAX_DAYS`] days.
    pub fn with_lead(self, lead: Lead) -> Result<Self, Fault> {
        lead.check()?;
        Ok(Self { lead, ..self })
    }

    /// The weekday on which it starts.
    pub fn weekday(&self) -> Weekday {
        self.weekday
    }

    /// The time at which it starts.
    pub fn starts(&self) -> TimeOfDay {
        self.starts
    }

    /// The weekday on which it ends, where that is another day.
    pub fn until_weekday(&self) -> Option<Weekday> {
        self.until_weekday
    }

    /// The time at which it ends.
    pub fn ends(&self) -> TimeOfDay {
        self.ends
    }

    /// How long after the close it starts at the earliest.
    pub fn lead(&self) -> Lead {
        self.lead
    }
}

impl<'de> Deserialize<'de> for CollectionRule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Form {
            weekday: Weekday,
            starts: TimeOfDay,
            #[serde(default)]
            until_weekday: Option<Weekday>,
            ends: TimeOfDay,
            #[serde(default)]
            lead: Lead,
        }
        checked(deserializer, |form: Form| {
            Self::new(form.weekday, form.starts, form.until_weekday, form.ends)?
                .with_lead(form.lead)
        })
    }
}

/// When the orders of one cycle are collected.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CollectionWindow {
    /// From this moment.
    pub starts_at: Instant,
    /// Until this moment.
    pub ends_at: Instant,
    /// What the hub's clocks show at the start.
    pub starts_local: NaiveDateTime,
    /// What the hub's clocks show at the end.
    pub ends_local: NaiveDateTime,
    /// Both in words: `Wednesday 1 April 2026, 14:00–18:00`.
    pub text: String,
}

#[cfg(test)]
mod tests;
