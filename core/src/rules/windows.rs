//! When a cycle opens, closes and is collected, from its nominal opening.
//!
//! Days are civil days on the wall clock, hours and minutes are exact (R5):
//!
//! ```text
//! London, clocks go forward on Sunday 29 March 2026 at 01:00
//!
//! nominal   Sun 29 01:30                                     Fri 3 Apr 01:30
//! on clock  Sun 29 02:30 BST   ---- after 5 days ---->       Fri 3 Apr 01:30 BST
//! instant   01:30Z                                           00:30Z
//! ```

use crate::model::schedule::{ClosingRule, CollectionRule, CollectionWindow, Lead, Weekday};
use crate::value::time::{Instant, TimeOfDay, add_days, add_exact};
use crate::value::zone::Zone;
use chrono::{Datelike, NaiveDateTime, TimeDelta};

/// A point of a window that can still be moved by civil days: a nominal local time, and exact
/// hours and minutes after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The nominal local time.
    pub local: NaiveDateTime,
    /// The exact time after it.
    pub plus: TimeDelta,
}

impl Point {
    /// A local time and nothing after it.
    pub fn at(local: NaiveDateTime) -> Self {
        Self { local, plus: TimeDelta::zero() }
    }

    /// The point so many civil days later, or earlier where `days` is negative.
    #[must_use]
    pub fn shifted(self, days: i64) -> Self {
        Self { local: add_days(self.local, days), ..self }
    }

    /// The point after a lead: civil days count on the wall clock, the rest is exact.
    #[must_use]
    pub fn after(self, lead: Lead) -> Self {
        let exact = TimeDelta::try_seconds(lead.exact_seconds()).unwrap_or_default();
        let plus = self.plus.checked_add(&exact).unwrap_or(self.plus);
        Self { plus, ..self.shifted(lead.days.into()) }
    }

    /// Its moment (C2).
    pub fn instant(self, zone: &Zone) -> Instant {
        add_exact(zone.instant(self.local), self.plus)
    }
}

/// When a cycle that opens at `opening` closes.
///
/// ```
/// use milkround_core::model::schedule::ClosingRule;
/// use milkround_core::rules::windows::{Point, closing};
/// use milkround_core::value::zone::Zone;
/// let zone = Zone::new("Europe/London")?;
/// let opening = Point::at("2026-03-29T01:30:00".parse().unwrap());
/// let close = closing(&ClosingRule::after(5, 0, 0)?, opening, &zone);
/// assert_eq!(close.instant(&zone).to_rfc3339(), "2026-04-03T00:30:00+00:00");
/// # Ok::<(), milkround_core::Error>(())
/// ```
pub fn closing(rule: &ClosingRule, opening: Point, zone: &Zone) -> Point {
    match rule {
        ClosingRule::After { days, hours, minutes } => {
            opening.after(Lead { days: *days, hours: *hours, minutes: *minutes })
        }
        ClosingRule::Next { weekday, time, lead } => {
            Point::at(next(opening.after(*lead), *weekday, *time, zone))
        }
    }
}

/// When the orders of a cycle that closes at `close` are collected.
pub fn collection(rule: &CollectionRule, close: Point, zone: &Zone) -> (Point, Point) {
    let starts = next(close.after(rule.lead()), rule.weekday(), rule.starts(), zone);
    let last = rule.until_weekday().unwrap_or(rule.weekday());
    let days = (last.index() - rule.weekday().index()).rem_euclid(7);
    let ends = add_days(starts.date().and_time(rule.ends().time()), days);
    (Point::at(starts), Point::at(ends))
}

/// The first such weekday and time strictly after a point, as moments on the world's clock.
fn next(after: Point, weekday: Weekday, time: TimeOfDay, zone: &Zone) -> NaiveDateTime {
    let threshold = after.instant(zone);
    let date = zone.date(threshold);
    let wait = (weekday.index() - Weekday::from(date.weekday()).index()).rem_euclid(7);
    // A week earlier is looked at too: clocks that skip a day may have moved the date.
    let first = add_days(date.and_time(time.time()), wait - 7);
    let weeks = (0..4).map(|week| add_days(first, 7 * week));
    weeks.into_iter().find(|local| zone.instant(*local) > threshold).unwrap_or(first)
}

/// A collection window with its moments, the hub's clock and the text for customers.
///
/// ```
/// use milkround_core::rules::windows::{Point, collection_window};
/// use milkround_core::value::zone::Zone;
/// let zone = Zone::new("Europe/London")?;
/// let at = |text: &str| Point::at(text.parse().unwrap());
/// let one = collection_window(at("2026-04-01T14:00:00"), at("2026-04-01T18:00:00"), &zone);
/// assert_eq!(one.text, "Wednesday 1 April 2026, 14:00–18:00");
/// let two = collection_window(at("2026-04-01T14:00:00"), at("2026-04-02T12:00:00"), &zone);
/// assert_eq!(two.text, "Wednesday 1 April 2026, 14:00 – Thursday 2 April 2026, 12:00");
/// # Ok::<(), milkround_core::Error>(())
/// ```
pub fn collection_window(starts: Point, ends: Point, zone: &Zone) -> CollectionWindow {
    let starts_at = starts.instant(zone);
    let mut ends_at = ends.instant(zone);
    if ends_at <= starts_at {
        // The clocks skip the start, but not the end: the window keeps its length.
        ends_at = add_exact(starts_at, ends.local - starts.local);
    }
    let (starts_local, ends_local) = (zone.local(starts_at), zone.local(ends_at));
    let text = window_text(starts_local, ends_local);
    CollectionWindow { starts_at, ends_at, starts_local, ends_local, text }
}

/// `Wednesday 1 April 2026, 14:00–18:00`, with both days where it ends on another.
pub fn window_text(starts: NaiveDateTime, ends: NaiveDateTime) -> String {
    const DAY: &str = "%A %-d %B %Y, %H:%M";
    let from = starts.format(DAY);
    match starts.date() == ends.date() {
        true => format!("{from}–{}", ends.format("%H:%M")),
        false => format!("{from} – {}", ends.format(DAY)),
    }
}

#[cfg(test)]
mod tests;
