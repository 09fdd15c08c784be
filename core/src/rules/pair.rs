//! Is a standing order due in a cycle? The one answer that opening, catching up, projecting and
//! explaining all share.
//!
//! ```text
//!  starts_on                    pause             skip        ends_on
//!     |--------o--------o--------[===o====]--------o--------o----|
//!            due      due         paused        skipped    due        (o: the cycle's date, R3)
//! ```

use crate::error::{Code, Fault};
use crate::model::author::Author;
use crate::model::cycle::Cycle;
use crate::model::enterprise::Settings;
use crate::model::order::OutcomeKind;
use crate::model::schedule::CycleDay;
use crate::model::standing_order::{
    Mode, Revision, SkipTarget, StandingLine, StandingOrder, StandingOrderState,
};
use crate::model::why::Why;
use crate::value::{EnterpriseId, VariantId};
use chrono::{DateTime, Duration, NaiveDate, Utc};

/// A cycle as the standing orders of one series see it.
#[derive(Debug, Clone, Copy)]
pub struct Occasion<'a> {
    /// The cycle.
    pub cycle: &'a Cycle,
    /// Its number in the series; none: attached by hand, or picked.
    pub number: Option<i64>,
    /// What the enterprise has settled.
    pub settings: &'a Settings,
}

impl Occasion<'_> {
    /// The date of the cycle that counts for starts, ends, skips and pauses (R3, R4).
    pub fn day(&self, distributor: &EnterpriseId) -> NaiveDate {
        match self.settings.cycle_day {
            CycleDay::Close => self.cycle.closes_on(),
            CycleDay::Collection => {
                self.cycle.collected_on(distributor).unwrap_or_else(|| self.cycle.closes_on())
            }
        }
    }

    /// The first instant at which what this author does counts from the next cycle on: the
    /// customer's limit, or the close for staff (R32).
    pub fn limit_for(&self, author: &Author) -> DateTime<Utc> {
        match author.is_customer() {
            true => self.customer_limit(),
            false => self.cycle.closes_at,
        }
    }

    /// The first instant at which customers may not change anything any more (D14, R1).
    pub fn customer_limit(&self) -> DateTime<Utc> {
        let before = Duration::minutes(i64::from(self.settings.customer_limit_minutes));
        (self.cycle.closes_at - before).max(self.cycle.opens_at)
    }
}

/// Whether a standing order is due in a cycle.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision<'a> {
    /// It is, with these lines.
    Due {
        /// The revision that holds.
        revision: &'a Revision,
        /// Its lines that are due and not skipped.
        lines: Vec<&'a StandingLine>,
    },
    /// It is within its range, and yet not due: the outcome remembers why.
    Not {
        /// What becomes of the pair.
        kind: OutcomeKind,
        /// Why.
        why: Why,
    },
    /// The cycle is none of its business: there is no outcome.
    Outside {
        /// Why.
        why: Why,
    },
}

/// Decides whether a standing order, of the cycle's series or with the cycle picked, is due in it.
///
/// Whether the cycle is open, and whether the pair has an outcome already, is the caller's to see.
///
/// # Errors
/// A fault where the standing order contradicts itself (no revision, no line, a line due "every
/// 0th" cycle): it becomes the outcome `failed`.
pub fn decide<'a>(so: &'a StandingOrder, at: &Occasion<'_>) -> Result<Decision<'a>, Fault> {
    let day = at.day(&so.distributor);
    if let Some(why) = outside(so, at, day) {
        return Ok(Decision::Outside { why });
    }
    if let Some((kind, why)) = left_out(so, at, day) {
        return Ok(Decision::Not { kind, why });
    }
    let due = due_lines(so, at, day)?;
    Ok(match (due.lines.is_empty(), due.skipped_by) {
        (false, _) => Decision::Due { revision: due.revision, lines: due.lines },
        (true, Some(by)) => Decision::Not { kind: OutcomeKind::Skipped, why: Why::Skipped { by } },
        (true, None) => {
            Decision::Not { kind: OutcomeKind::NotDue, why: Why::NoLineDue { number: at.number } }
        }
    })
}

/// The lines that are due and not skipped, which may be none; `None` where the cycle as a whole is
/// outside, skipped or paused.
///
/// # Errors
/// As [`decide`].
pub fn wanted_lines<'a>(
    so: &'a StandingOrder,
    at: &Occasion<'_>,
) -> Result<Option<Vec<&'a StandingLine>>, Fault> {
    let day = at.day(&so.distributor);
    match outside(so, at, day).is_some() || left_out(so, at, day).is_some() {
        true => Ok(None),
        false => due_lines(so, at, day).map(|due| Some(due.lines)),
    }
}

/// What the revision that holds asks in a cycle.
struct DueLines<'a> {
    revision: &'a Revision,
    lines: Vec<&'a StandingLine>,
    /// Who skipped a line that was due.
    skipped_by: Option<Author>,
}

fn due_lines<'a>(
    so: &'a StandingOrder,
    at: &Occasion<'_>,
    day: NaiveDate,
) -> Result<DueLines<'a>, Fault> {
    let revision = revision_for(so, at).ok_or_else(|| {
        Fault::new(Code::CorruptRecord, "the standing order has no revision for this date", "")
    })?;
    if revision.lines.is_empty() {
        return Err(Fault::new(
            Code::CorruptRecord,
            format!("the standing order's revision of {} has no line", revision.holds_from),
            revision.holds_from.to_string(),
        ));
    }
    let mut lines = Vec::with_capacity(revision.lines.len());
    let mut skipped_by = None;
    for line in &revision.lines {
        if !is_due(line, at.number)? {
            continue;
        }
        let skip = so
            .skips
            .iter()
            .find(|skip| skip.variant.as_ref() == Some(&line.variant) && names(skip.what, at, day));
        match skip {
            Some(skip) => skipped_by = Some(skip.by.clone()),
            None => lines.push(line),
        }
    }
    Ok(DueLines { revision, lines, skipped_by })
}

/// Why a cycle is none of a standing order's business.
fn outside(so: &StandingOrder, at: &Occasion<'_>, day: NaiveDate) -> Option<Why> {
    if so.state == StandingOrderState::Ended {
        return Some(Why::Ended);
    }
    if so.mode == Mode::Manual {
        return Some(Why::Manual);
    }
    if day < so.starts_on {
        return Some(Why::BeforeStart { date: day, starts_on: so.starts_on });
    }
    if let Some(ends_on) = so.ends_on.filter(|ends_on| day > *ends_on) {
        return Some(Why::AfterEnd { date: day, ends_on });
    }
    let limit = at.limit_for(&so.created_by);
    (so.created_at >= limit).then_some(Why::AfterLimit { limit })
}

/// Why a pair within the range gives no order.
fn left_out(so: &StandingOrder, at: &Occasion<'_>, day: NaiveDate) -> Option<(OutcomeKind, Why)> {
    let in_time = |by: &Author, when: DateTime<Utc>| when < at.limit_for(by);
    let whole = so.skips.iter().find(|skip| {
        skip.variant.is_none() && names(skip.what, at, day) && in_time(&skip.by, skip.at)
    });
    if let Some(skip) = whole {
        return Some((OutcomeKind::Skipped, Why::Skipped { by: skip.by.clone() }));
    }
    let pause = so.pauses.iter().find(|pause| {
        pause.starts_on <= day
            && pause.ends_on.is_none_or(|ends_on| day <= ends_on)
            && in_time(&pause.by, pause.at)
    });
    if let Some(pause) = pause {
        let why = Why::Paused { starts_on: pause.starts_on, ends_on: pause.ends_on };
        return Some((OutcomeKind::Paused, why));
    }
    if at.cycle.exchange(&so.distributor).is_none() {
        let why = Why::NotDistributed { distributor: so.distributor.clone() };
        return Some((OutcomeKind::NotDistributed, why));
    }
    None
}

/// Whether a skip names this cycle, by id or by date (D5).
pub fn names(what: SkipTarget, at: &Occasion<'_>, day: NaiveDate) -> bool {
    match what {
        SkipTarget::Cycle { cycle } => cycle == at.cycle.id,
        SkipTarget::Date { date } => date == day,
    }
}

/// The variants whose lines are skipped in a cycle (D5).
pub fn skipped_lines<'a>(so: &'a StandingOrder, at: &Occasion<'_>) -> Vec<&'a VariantId> {
    let day = at.day(&so.distributor);
    let of_this = so.skips.iter().filter(|skip| names(skip.what, at, day));
    let mut variants: Vec<_> = of_this.filter_map(|skip| skip.variant.as_ref()).collect();
    variants.sort();
    variants.dedup();
    variants
}

/// The revision that holds in a cycle: the latest by date, and of those of one date the last
/// made. What a customer revised after his limit does not hold yet (D6, R32).
pub fn revision_for<'a>(so: &'a StandingOrder, at: &Occasion<'_>) -> Option<&'a Revision> {
    let day = at.day(&so.distributor);
    let in_time = |r: &&Revision| r.at < at.limit_for(&r.by);
    so.revisions
        .iter()
        .filter(|r| r.holds_from <= day)
        .filter(in_time)
        .max_by_key(|r| r.holds_from)
        // A cycle whose date moved before the first revision's still has an order to make.
        .or_else(|| so.revisions.first().filter(in_time))
}

/// Whether a line is due in a cycle of this number (R7); in one without, only lines of every
/// cycle are (R6).
///
/// # Errors
/// A fault for "every 0th".
pub fn is_due(line: &StandingLine, number: Option<i64>) -> Result<bool, Fault> {
    match (line.every, number) {
        (0, _) => Err(Fault::new(
            Code::OutOfRange,
            format!("the line of `{}` is due every 0th cycle: give 1 or more", line.variant),
            0,
        )),
        (1, _) => Ok(true),
        (_, None) => Ok(false),
        (every, Some(number)) => {
            Ok(number.wrapping_sub(line.anchor).rem_euclid(i64::from(every)) == 0)
        }
    }
}
