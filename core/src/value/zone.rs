//! Time zones: the only place that knows an offset.
//!
//! The IANA database is compiled in, so that the same version of Milkround gives the same instant
//! on every machine. One rule holds everywhere (C2): a local time that a change of the clocks
//! skips takes the offset before the change (02:30 becomes 03:30), one that occurs twice is the
//! first. It is the rule of RFC 5545, section 3.3.5: "If the local time described does not occur
//! (when changing from standard to daylight time), the DATE-TIME value is interpreted using the
//! UTC offset before the gap in local times."

use crate::error::{Code, Fault};
use crate::value::text::Text;
use crate::value::time::{Instant, checked};
use chrono::{FixedOffset, NaiveDate, NaiveDateTime, TimeDelta};
use jiff::{
    Timestamp,
    tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// Every name in the database, sorted; `Etc/Unknown` means "no zone" and is left out.
static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut names: Vec<String> = DATABASE.available().map(|n| n.as_str().to_owned()).collect();
    names.retain(|name| name != "Etc/Unknown");
    names.sort_unstable();
    names
});

/// An IANA time zone, `Europe/London`; cheap to clone.
///
/// ```
/// use milkround_core::value::zone::Zone;
/// let zone = Zone::new("Europe/London")?;
/// let skipped = "2026-03-29T01:30:00".parse().unwrap();
/// assert_eq!(zone.instant(skipped).to_rfc3339(), "2026-03-29T01:30:00+00:00");
/// let twice = "2026-10-25T01:30:00".parse().unwrap();
/// assert_eq!(zone.instant(twice).to_rfc3339(), "2026-10-25T00:30:00+00:00");
/// # Ok::<(), milkround_core::Error>(())
/// ```
#[derive(Clone)]
pub struct Zone {
    name: Text,
    rules: TimeZone,
}

/// How a local time lies on the zone's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// It occurs once.
    Exact,
    /// The clocks skip it: the offset before the change was taken, so it reads later.
    Gap,
    /// It occurs twice: the first was taken.
    Fold,
}

impl Zone {
    /// The zone of this name; an alias of a zone keeps its own name.
    ///
    /// # Errors
    /// [`Code::UnknownZone`] when the database has no such name, with the nearest one that it has.
    pub fn new(name: &str) -> Result<Self, Fault> {
        let known = NAMES.binary_search_by(|n| n.as_str().cmp(name)).is_ok();
        match DATABASE.get(name) {
            Ok(rules) if known => Ok(Self { name: name.into(), rules }),
            _ => {
                let shown: String = name.chars().take(64).collect();
                let hint = match nearest(&shown) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "give an IANA name like `Europe/London`".to_owned(),
                };
                let message = format!("there is no time zone `{shown}`: {hint}");
                Err(Fault::new(Code::UnknownZone, message, shown))
            }
        }
    }

    /// Coordinated Universal Time.
    pub fn utc() -> Self {
        Self { name: "UTC".into(), rules: TimeZone::UTC }
    }

    /// Every name that [`Zone::new`] takes, sorted.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(String::as_str)
    }

    /// The name, as it was given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The moment of a local time (C2): a skipped one takes the offset before the gap, one that
    /// occurs twice is the first.
    pub fn instant(&self, local: NaiveDateTime) -> Instant {
        self.resolve(local).0
    }

    /// The moment of a local time and how it lies on the clock.
    pub fn resolve(&self, local: NaiveDateTime) -> (Instant, Fit) {
        let (offset, fit) = self.offset_of_local(local.and_utc().timestamp());
        (less_offset(local, offset), fit)
    }

    /// What the clocks of the zone show at a moment.
    pub fn local(&self, at: Instant) -> NaiveDateTime {
        let utc = at.naive_utc();
        TimeDelta::try_seconds(self.offset_at(at.timestamp()))
            .and_then(|offset| utc.checked_add_signed(offset))
            .unwrap_or(utc)
    }

    /// The date that the calendars of the zone show at a moment.
    pub fn date(&self, at: Instant) -> NaiveDate {
        self.local(at).date()
    }

    /// A faster [`instant`](Self::instant) for many local times near each other.
    pub fn localiser(&self) -> Localiser<'_> {
        Localiser { zone: self, offset: 0, safe_from: i64::MAX, until: i64::MIN, next: None }
    }

    fn offset_of_local(&self, local_seconds: i64) -> (i64, Fit) {
        let civil = Offset::UTC.to_datetime(timestamp(local_seconds));
        let (offset, fit) = match self.rules.to_ambiguous_timestamp(civil).offset() {
            AmbiguousOffset::Unambiguous { offset } => (offset, Fit::Exact),
            AmbiguousOffset::Gap { before, .. } => (before, Fit::Gap),
            AmbiguousOffset::Fold { before, .. } => (before, Fit::Fold),
        };
        (i64::from(offset.seconds()), fit)
    }

    fn offset_at(&self, seconds: i64) -> i64 {
        i64::from(self.rules.to_offset(timestamp(seconds)).seconds())
    }
}

/// The database's bounds are the years -9999 to 9999; beyond them the offset of the bound holds.
fn timestamp(seconds: i64) -> Timestamp {
    match Timestamp::from_second(seconds) {
        Ok(at) => at,
        Err(_) if seconds < 0 => Timestamp::MIN,
        Err(_) => Timestamp::MAX,
    }
}

/// The moment at which a clock with this offset shows the local time.
fn less_offset(local: NaiveDateTime, offset: i64) -> Instant {
    let offset = i32::try_from(offset).ok().and_then(FixedOffset::east_opt);
    offset.and_then(|offset| local.checked_sub_offset(offset)).unwrap_or(local).and_utc()
}

/// Turns local times into instants and keeps the last offset together with its validity.
#[derive(Debug, Clone)]
pub struct Localiser<'z> {
    zone: &'z Zone,
    offset: i64,
    /// From here on the clocks show no time that they showed before.
    safe_from: i64,
    /// From here on they show times that they will show again, or another offset holds.
    until: i64,
    next: Option<Shift>,
}

/// The next change of the clocks.
#[derive(Debug, Clone, Copy)]
struct Shift {
    at: i64,
    offset: i64,
}

impl Localiser<'_> {
    /// The same as [`Zone::resolve`].
    pub fn resolve(&mut self, local: NaiveDateTime) -> (Instant, Fit) {
        let seconds = local.and_utc().timestamp();
        if !self.is_safe(seconds) && !self.goes_on(seconds) {
            let (offset, fit) = self.zone.offset_of_local(seconds);
            self.keep(seconds - offset);
            return (less_offset(local, offset), fit);
        }
        (less_offset(local, self.offset), Fit::Exact)
    }

    /// The same as [`Zone::instant`].
    pub fn instant(&mut self, local: NaiveDateTime) -> Instant {
        self.resolve(local).0
    }

    /// Whether the offset that is kept holds for a local time, and no other does.
    fn is_safe(&self, local_seconds: i64) -> bool {
        let at = local_seconds - self.offset;
        self.safe_from <= at && at < self.until
    }

    /// Whether a local time is safe behind the next change; then the offset there is kept. Whoever
    /// walks forwards asks the zone once for each change of its clocks.
    fn goes_on(&mut self, local_seconds: i64) -> bool {
        match self.next.filter(|next| local_seconds - next.offset >= next.at) {
            None => false,
            Some(next) => {
                self.keep_since(next, self.offset);
                self.is_safe(local_seconds)
            }
        }
    }

    /// Keeps the offset that holds at a moment.
    fn keep(&mut self, seconds: i64) {
        let offset = self.zone.offset_at(seconds);
        let at = timestamp(seconds);
        match self.zone.rules.preceding(timestamp(at.as_second() + 1)).next() {
            None => {
                self.keep_since(Shift { at: at.as_second(), offset }, offset);
                self.safe_from = i64::MIN;
            }
            Some(change) => {
                let at = change.timestamp().as_second();
                self.keep_since(Shift { at, offset }, self.zone.offset_at(at - 1));
            }
        }
    }

    /// Keeps the offset that holds since a change. Right after the clocks went back, a local time
    /// has also occurred before, and right before they go back it will occur once more: those are
    /// not safe. (No zone changes its clocks twice within two days: a test looks.)
    fn keep_since(&mut self, since: Shift, before: i64) {
        let next = self.zone.rules.following(timestamp(since.at)).next();
        self.next = next.map(|change| Shift {
            at: change.timestamp().as_second(),
            offset: i64::from(change.offset().seconds()),
        });
        self.offset = since.offset;
        self.safe_from = since.at + (before - since.offset).max(0);
        self.until =
            self.next.map_or(i64::MAX, |next| next.at - (since.offset - next.offset).max(0));
    }
}

/// The name that the caller may have meant: in another case, without its region, or misspelt.
fn nearest(name: &str) -> Option<&'static str> {
    let wanted = name.trim().replace(' ', "_").to_ascii_lowercase();
    if wanted.is_empty() {
        return None;
    }
    let distance = |known: &str| {
        let known = known.to_ascii_lowercase();
        let city = known.rsplit('/').next().unwrap_or_default();
        let wanted_city = wanted.rsplit('/').next().unwrap_or_default();
        match () {
            () if known == wanted => 0,
            () if city == wanted => 1,
            () if city == wanted_city => 2,
            () => 3 + edits(&known, &wanted).min(1 + edits(city, &wanted)),
        }
    };
    let allowed = 3 + 1 + wanted.len() / 6;
    let region = |name: &str| !name.contains('/') || name.starts_with("Etc/");
    NAMES
        .iter()
        .map(|known| (distance(known), region(known), known.as_str()))
        .filter(|(distance, ..)| *distance <= allowed)
        .min()
        .map(|(.., known)| known)
}

/// How many letters must be added, dropped or changed (Levenshtein).
pub(crate) fn edits(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, y) in row.iter_mut().skip(1).zip(b.bytes()) {
            let best = (diagonal + usize::from(x != y)).min(left + 1).min(*cell + 1);
            diagonal = std::mem::replace(cell, best);
            left = best;
        }
    }
    row.last().copied().unwrap_or(a.len())
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name)
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

impl PartialOrd for Zone {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Zone {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name.cmp(&other.name)
    }
}

impl Hash for Zone {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name)
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        checked(deserializer, |name: String| Self::new(&name))
    }
}

#[cfg(test)]
mod tests;
