//! The slots of a recurrence on the world's clock.

use super::{Occurrences, Slot};
use crate::value::time::Instant;
use crate::value::zone::{Fit, Localiser};
use chrono::NaiveDateTime;

/// A slot with its place on the world's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Opening {
    /// The slot.
    pub slot: Slot,
    /// When it opens.
    pub at: Instant,
    /// Whether the clocks skip its local time or show it twice.
    pub fit: Fit,
    /// Whether the clocks skip its local time and the time that stands in for it is a slot of its
    /// own: that slot opens then, this one does not.
    pub doubled: bool,
}

/// The slots of a recurrence with their instants, as an iterator.
///
/// ```
/// use milkround_core::model::schedule::Recurrence;
/// use milkround_core::rules::recurrence::Openings;
/// use milkround_core::value::zone::Zone;
/// let rule = Recurrence::parse("FREQ=WEEKLY;BYDAY=SU")?;
/// let zone = Zone::new("Europe/London")?;
/// let walk = rule.occurrences("2026-03-22T01:30:00".parse().unwrap(), &zone);
/// let at: Vec<_> = Openings::new(walk).take(3).map(|o| o.at.to_rfc3339()).collect();
/// assert_eq!(at[0], "2026-03-22T01:30:00+00:00");
/// assert_eq!(at[1], "2026-03-29T01:30:00+00:00"); // skipped by the clocks: 02:30 summer time
/// assert_eq!(at[2], "2026-04-05T00:30:00+00:00"); // 01:30 summer time
/// # Ok::<(), milkround_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Openings<'a> {
    walk: Occurrences<'a>,
    localiser: Localiser<'a>,
}

impl<'a> Openings<'a> {
    /// The instants of a walk, in the zone that it was given.
    pub fn new(walk: Occurrences<'a>) -> Self {
        Self { localiser: walk.zone.localiser(), walk }
    }

    /// The walk: its mark and why it stopped.
    pub fn walk(&self) -> &Occurrences<'a> {
        &self.walk
    }

    /// Whether a slot that is not left out stands where the clocks put one that they skip. All
    /// turns of a rule have one time of day: only after a skipped day can the slot be one of them,
    /// and only then is it worth looking ahead. The look takes no part in the walk's steps, so that
    /// it does not matter where the walk began.
    fn has_slot_at(&self, local: NaiveDateTime) -> bool {
        if self.walk.excepted.covers(local, self.walk.zone) {
            return false;
        }
        let is_extra = self.walk.extras.binary_search(&local).is_ok();
        is_extra || (local.time() == self.walk.start.time() && self.walk.has_turn_at(local))
    }
}

impl Iterator for Openings<'_> {
    type Item = Opening;

    fn next(&mut self) -> Option<Opening> {
        let slot = self.walk.next()?;
        let (at, fit) = self.localiser.resolve(slot.local);
        let doubled = fit == Fit::Gap && self.has_slot_at(self.walk.zone.local(at));
        Some(Opening { slot, at, fit, doubled })
    }
}
