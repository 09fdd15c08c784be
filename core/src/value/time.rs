//! Instants, civil dates and times of day, within the bounds that every store can keep.

use crate::error::{Code, Fault};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// A moment on the world's clock, in UTC.
pub type Instant = DateTime<Utc>;

/// The first year of a date or an instant.
pub const FIRST_YEAR: i32 = 1970;
/// The last year of a date or an instant.
pub const LAST_YEAR: i32 = 2200;

/// The instant without what is finer than a millisecond: the form in which it is stored.
pub fn whole_millis(at: Instant) -> Instant {
    DateTime::from_timestamp_millis(at.timestamp_millis()).unwrap_or(at)
}

/// The instant in whole milliseconds, if its year is one from [`FIRST_YEAR`] to [`LAST_YEAR`].
///
/// # Errors
/// [`Code::OutOfRange`] for any other year.
pub fn checked_instant(at: Instant) -> Result<Instant, Fault> {
    check_year(at.year(), at)?;
    Ok(whole_millis(at))
}

/// The date, if its year is one from [`FIRST_YEAR`] to [`LAST_YEAR`].
///
/// # Errors
/// [`Code::OutOfRange`] for any other year.
pub fn checked_date(date: NaiveDate) -> Result<NaiveDate, Fault> {
    check_year(date.year(), date).map(|()| date)
}

/// The local time, if its year is in bounds and it has no fraction of a second.
///
/// # Errors
/// [`Code::OutOfRange`] for another year, [`Code::Malformed`] for a fraction of a second.
pub fn checked_local(local: NaiveDateTime) -> Result<NaiveDateTime, Fault> {
    check_year(local.year(), local)?;
    match local.nanosecond() {
        0 => Ok(local),
        _ => Err(Fault::new(
            Code::Malformed,
            format!("`{local}` has a fraction of a second: give whole seconds"),
            local.to_string(),
        )),
    }
}

fn check_year(year: i32, given: impl fmt::Display) -> Result<(), Fault> {
    if (FIRST_YEAR..=LAST_YEAR).contains(&year) {
        return Ok(());
    }
    let given = given.to_string();
    let message = format!("`{given}` is out of bounds: give a year from 1970 to 2200");
    Err(Fault::new(Code::OutOfRange, message, given))
}

/// Milliseconds since 1970, as stores keep an instant.
pub fn to_millis(at: Instant) -> i64 {
    at.timestamp_millis()
}

/// The instant that a store kept as milliseconds since 1970.
///
/// # Errors
/// [`Code::OutOfRange`] when its year is not one from [`FIRST_YEAR`] to [`LAST_YEAR`].
pub fn from_millis(millis: i64) -> Result<Instant, Fault> {
    let at = DateTime::from_timestamp_millis(millis).ok_or_else(|| {
        let message = format!("`{millis}` milliseconds is out of bounds: give a year to 2200");
        Fault::new(Code::OutOfRange, message, millis)
    })?;
    checked_instant(at)
}

/// The local time moved by whole civil days; it stays put where the calendar ends.
pub(crate) fn add_days(local: NaiveDateTime, days: i64) -> NaiveDateTime {
    TimeDelta::try_days(days).and_then(|d| local.checked_add_signed(d)).unwrap_or(local)
}

/// The instant moved by an exact duration; it stays put where the calendar ends.
pub(crate) fn add_exact(at: Instant, by: TimeDelta) -> Instant {
    at.checked_add_signed(by).unwrap_or(at)
}

/// Deserialises by way of the same check that the constructor makes.
pub(crate) fn checked<'de, D, Raw, T>(
    deserializer: D,
    make: impl FnOnce(Raw) -> Result<T, Fault>,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    Raw: Deserialize<'de>,
{
    make(Raw::deserialize(deserializer)?).map_err(|fault| {
        let message = fault.message.clone();
        REFUSED.with_borrow_mut(|refused| {
            refused.get_or_insert(fault);
        });
        de::Error::custom(message)
    })
}

thread_local! {
    /// The first fault of a value that [`checked`] refused: serde's errors carry words alone.
    static REFUSED: std::cell::RefCell<Option<Fault>> = const { std::cell::RefCell::new(None) };
}

/// Deserialises, and tells beside serde's error which fault of a value was behind it, if one was.
pub(crate) fn with_fault<T, E>(
    read: impl FnOnce() -> Result<T, E>,
) -> Result<T, (E, Option<Fault>)> {
    REFUSED.take();
    read().map_err(|error| (error, REFUSED.take()))
}

/// A time of day on the wall clock, `HH:MM` (seconds are printed only where there are any).
///
/// ```
/// use milkround_core::value::time::TimeOfDay;
/// assert_eq!(TimeOfDay::parse("18:00")?.to_string(), "18:00");
/// assert_eq!(TimeOfDay::parse("23:59:59")?.to_string(), "23:59:59");
/// assert!(TimeOfDay::parse("6 pm").is_err());
/// # Ok::<(), milkround_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TimeOfDay(NaiveTime);

impl TimeOfDay {
    /// Reads `HH:MM` or `HH:MM:SS`.
    ///
    /// # Errors
    /// [`Code::Malformed`] for anything else.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let shaped = matches!(text.len(), 5 | 8)
            && text.bytes().enumerate().all(|(i, b)| match i % 3 {
                2 => b == b':',
                _ => b.is_ascii_digit(),
            });
        let format = if text.len() == 5 { "%H:%M" } else { "%H:%M:%S" };
        let time = NaiveTime::parse_from_str(text, format).ok().filter(|_| shaped);
        time.and_then(|time| Self::new(time).ok()).ok_or_else(|| {
            let message = format!("`{text}` is not a time of day: write it like `18:00`");
            Fault::new(Code::Malformed, message, text)
        })
    }

    /// A time of day in whole seconds.
    ///
    /// # Errors
    /// [`Code::Malformed`] for a fraction of a second.
    pub fn new(time: NaiveTime) -> Result<Self, Fault> {
        match time.nanosecond() {
            0 => Ok(Self(time)),
            _ => Err(Fault::new(
                Code::Malformed,
                format!("`{time}` has a fraction of a second: give whole seconds"),
                time.to_string(),
            )),
        }
    }

    /// The time as chrono's type.
    pub fn time(self) -> NaiveTime {
        self.0
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let format = if self.0.second() == 0 { "%H:%M" } else { "%H:%M:%S" };
        write!(f, "{}", self.0.format(format))
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        checked(deserializer, |text: String| Self::parse(&text))
    }
}

/// Whole days from the first to the last, both included; without a last it never ends.
///
/// ```
/// use milkround_core::value::time::DateRange;
/// let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 8, d).unwrap();
/// let away = DateRange::new(day(1), Some(day(14)))?;
/// assert!(away.contains(day(14)));
/// assert!(!away.contains(day(15)));
/// assert!(DateRange::new(day(14), Some(day(1))).is_err());
/// # Ok::<(), milkround_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DateRange {
    first: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<NaiveDate>,
}

impl DateRange {
    /// The days from `first` to `last`.
    ///
    /// # Errors
    /// [`Code::EndBeforeStart`] when `last` is before `first`, [`Code::OutOfRange`] for a year
    /// that cannot be stored.
    pub fn new(first: NaiveDate, last: Option<NaiveDate>) -> Result<Self, Fault> {
        checked_date(first)?;
        if let Some(last) = last {
            checked_date(last)?;
            if last < first {
                let message = format!(
                    "the last day `{last}` is before the first day `{first}`: give a later last day"
                );
                return Err(Fault::new(Code::EndBeforeStart, message, last.to_string()));
            }
        }
        Ok(Self { first, last })
    }

    /// The first day.
    pub fn first(&self) -> NaiveDate {
        self.first
    }

    /// The last day, which belongs to it.
    pub fn last(&self) -> Option<NaiveDate> {
        self.last
    }

    /// Whether the day belongs to it.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.first <= day && self.last.is_none_or(|last| day <= last)
    }

    /// Whether they have a day in common.
    pub fn overlaps(&self, other: &DateRange) -> bool {
        other.last.is_none_or(|last| self.first <= last)
            && self.last.is_none_or(|last| other.first <= last)
    }
}

impl<'de> Deserialize<'de> for DateRange {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Form {
            first: NaiveDate,
            #[serde(default)]
            last: Option<NaiveDate>,
        }
        checked(deserializer, |form: Form| Self::new(form.first, form.last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 8, d).unwrap()
    }

    #[test]
    fn instants_lose_what_is_finer_than_a_millisecond() {
        let at = DateTime::from_timestamp(1_774_747_800, 123_456_789).unwrap();
        let stored = checked_instant(at).unwrap();
        assert_eq!(stored.timestamp_subsec_nanos(), 123_000_000);
        assert_eq!(from_millis(to_millis(at)).unwrap(), stored);
    }

    #[test]
    fn years_out_of_bounds_are_refused() {
        for millis in [-1, i64::MIN, i64::MAX, 7_289_654_400_000] {
            assert_eq!(from_millis(millis).unwrap_err().code, Code::OutOfRange, "{millis}");
        }
        assert!(checked_date(NaiveDate::MAX).is_err());
    }

    //        1      7      14     21
    // a      |------|
    // b             |------|           touches a on the 7th
    // c                     |------    open-ended
    #[test]
    fn ranges_include_both_ends() {
        let a = DateRange::new(day(1), Some(day(7))).unwrap();
        let b = DateRange::new(day(7), Some(day(14))).unwrap();
        let c = DateRange::new(day(15), None).unwrap();
        assert!(a.overlaps(&b) && b.overlaps(&a));
        assert!(!b.overlaps(&c) && !c.overlaps(&b));
        assert!(c.overlaps(&c) && c.contains(day(31)) && !c.contains(day(14)));
    }

    #[test]
    fn json_goes_through_the_same_check() {
        let range = DateRange::new(day(1), None).unwrap();
        let text = serde_json::to_string(&range).unwrap();
        assert_eq!(text, r#"{"first":"2026-08-01"}"#);
        assert_eq!(serde_json::from_str::<DateRange>(&text).unwrap(), range);
        let bad = r#"{"first":"2026-08-02","last":"2026-08-01"}"#;
        assert!(serde_json::from_str::<DateRange>(bad).is_err());
        for bad in ["24:00", "1:00", "12:60", "+1:00", "12:00:00.5", "12:00Z", ""] {
            assert!(TimeOfDay::parse(bad).is_err(), "{bad}");
        }
    }
}
