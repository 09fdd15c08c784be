//! The outbox: what is to be told, delivered at least once (F1).
//!
//! ```text
//!            lease              acknowledge
//!  waiting ---------> leased ----------------> delivered
//!     ^ ^               |  report_failure
//!     | +---------------+------ eight times ----> parked
//!     +---------------------------- requeue --------+
//! ```
//!
//! A lease that runs out is given again with a higher fence; who holds a lower one cannot report
//! any more.

use super::context::Cx;
use super::cycles::CycleDates;
use super::ledger::transfer::Way;
use super::operation::{Reach, Transactional};
use super::page::{self, pages};
use crate::error::{Code, Error, Fault, Result, Violations};
use crate::model::cycle::Cycle;
use crate::model::notice::{Notice, NoticeKind, NoticeState};
use crate::store::{Filter, Query, Record};
use crate::value::text::clean;
use crate::value::{CycleId, NoticeId};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// A notice is parked when its delivery failed so often.
const PARKED_AFTER: u32 = 8;
/// The longest wait between two deliveries, in minutes.
const LONGEST_WAIT: i64 = 360;

/// A notice with the dates of the cycle that it is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoticeView {
    /// The notice.
    pub notice: Notice,
    /// The cycle that it is about.
    pub dates: Option<CycleDates>,
}

/// Adds the dates of the cycles that notices are about.
fn views(cx: &mut Cx<'_>, notices: Vec<Notice>) -> Result<Vec<NoticeView>> {
    let home = cx.home()?;
    let mut ids: Vec<CycleId> = notices.iter().filter_map(|notice| notice.cycle).collect();
    ids.sort_unstable();
    ids.dedup();
    let keys = ids.iter().map(|id| vec![(*id).into()]).collect();
    let cycles = cx.tx.get_many::<Cycle>(&home, keys)?;
    let view = |notice: Notice| {
        let place = notice.cycle.and_then(|id| ids.binary_search(&id).ok());
        let cycle = place.and_then(|i| cycles.get(i)).and_then(Option::as_ref);
        NoticeView { dates: cycle.map(|cycle| CycleDates::of(cycle, None)), notice }
    };
    Ok(notices.into_iter().map(view).collect())
}

fn view(cx: &mut Cx<'_>, notice: Notice) -> Result<NoticeView> {
    let id = notice.id;
    views(cx, vec![notice])?.pop().ok_or_else(|| Error::not_found("notice", id))
}

pages! {
    /// Notices: by the time at which they are ready where a state is asked for, else in the order
    /// in which they were written.
    NoticePage of NoticeView;
}

/// Lists notices: `notices.list`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListNotices {
    /// Whose.
    pub enterprise: String,
    /// Only those in this state, by the time at which they are ready.
    #[serde(default)]
    pub state: Option<NoticeState>,
    /// Only those of this kind.
    #[serde(default)]
    pub kind: Option<NoticeKind>,
    /// Only those about this cycle.
    #[serde(default)]
    pub cycle: Option<CycleId>,
    /// How many: 1 to 1,000, usually 50.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next_page` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Transactional for ListNotices {
    const NAME: &'static str = "notices.list";
    const MUTATES: bool = false;
    type Response = NoticePage;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<NoticePage> {
        let limit = page::limit_of(self.limit)?;
        let table = Notice::TABLE;
        let mut q = match self.state {
            None => Query::on(table, "primary"),
            Some(state) => Query::on(table, "by_state").eq(state),
        };
        if let Some(kind) = self.kind {
            q = q.filter(Filter::Is(table.col("kind"), kind.into()));
        }
        if let Some(cycle) = self.cycle {
            q = q.filter(Filter::Is(table.col("cycle"), cycle.into()));
        }
        let q = page::resume(q, self.after.as_deref(), limit)?;
        let rows = cx.tx.find::<Notice>(&q)?;
        let (notices, next_page) = page::cut(&q, |notice| cx.tx.row_of(notice), limit, rows);
        Ok(NoticePage { items: views(cx, notices)?, next_page })
    }
}

/// Takes notices for delivery: `notices.lease`, the oldest first. Whoever delivers one reports
/// with its `fence`; what is not reported in time is given to the next who asks.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LeaseNotices {
    /// Whose.
    pub enterprise: String,
    /// How many at most: 1 to 100.
    pub limit: u32,
    /// For how long, in seconds: 10 to 3,600.
    pub seconds: u32,
}

/// Notices to deliver.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoticeBatch {
    /// The notices, the oldest first; none: there is nothing to tell now.
    pub items: Vec<NoticeView>,
}

fn within(
    v: &mut Violations,
    path: &str,
    given: u32,
    bounds: std::ops::RangeInclusive<u32>,
) -> Option<u32> {
    let refused = || {
        let (least, most) = (bounds.start(), bounds.end());
        let message = format!("`{given}` is out of bounds: give {least} to {most}");
        Fault::new(Code::OutOfRange, message, given)
    };
    v.check(path, bounds.contains(&given).then_some(given).ok_or_else(refused))
}

impl Transactional for LeaseNotices {
    const NAME: &'static str = "notices.lease";
    const MUTATES: bool = true;
    type Response = NoticeBatch;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<NoticeBatch> {
        let mut v = Violations::new();
        let limit = within(&mut v, "limit", self.limit, 1..=100);
        let seconds = within(&mut v, "seconds", self.seconds, 10..=3600);
        let (limit, seconds) = v.finish((|| Some((limit?, seconds?)))())?;
        let home = cx.home()?;
        let soon = later(cx.now, TimeDelta::milliseconds(1));
        let mut ready = Vec::new();
        for state in [NoticeState::Waiting, NoticeState::Leased] {
            let q = Query::on(Notice::TABLE, "by_state").eq(state).below(soon).limit(limit);
            for row in cx.tx.raw().find(&q)? {
                ready.push(Notice::from_row(row, &home)?);
            }
        }
        ready.sort_by_key(|notice| (notice.ready_at, notice.id));
        ready.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        for notice in &mut ready {
            notice.state = NoticeState::Leased;
            notice.fence = notice.fence.saturating_add(1);
            notice.ready_at = later(cx.now, TimeDelta::seconds(seconds.into()));
        }
        cx.tx.update(&home, &ready)?;
        Ok(NoticeBatch { items: views(cx, ready)? })
    }
}

fn later(at: DateTime<Utc>, by: TimeDelta) -> DateTime<Utc> {
    at.checked_add_signed(by).unwrap_or(at)
}

/// Loads a notice for whoever holds this lease of it.
fn held(cx: &mut Cx<'_>, id: NoticeId, fence: i64) -> Result<Notice> {
    let notice: Notice = cx.load("notice", id)?;
    match notice.fence == fence && fence > 0 {
        true => Ok(notice),
        false => Err(Error::new(
            Code::Conflict,
            format!(
                "your lease (`{fence}`) of this notice is over and another may deliver it now: \
                 leave it, and lease again"
            ),
        )
        .with("fence", notice.fence)
        .with("state", notice.state)),
    }
}

fn wrong_state(notice: &Notice, advice: &str) -> Error {
    Error::new(Code::WrongState, format!("the notice is {}: {advice}", notice.state))
        .with("state", notice.state)
}

/// Reports a delivery: `notices.acknowledge`. The same report again answers the same.
///
/// Errors: `not_found`; `conflict` for a lease that is over; `wrong_state` when a failure was
/// reported.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AcknowledgeNotice {
    /// Whose.
    pub enterprise: String,
    /// Which.
    pub notice: NoticeId,
    /// The fence that came with the lease.
    pub fence: i64,
}

impl Transactional for AcknowledgeNotice {
    const NAME: &'static str = "notices.acknowledge";
    const MUTATES: bool = true;
    type Response = NoticeView;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<NoticeView> {
        let mut notice = held(cx, self.notice, self.fence)?;
        match notice.state {
            NoticeState::Delivered => {}
            NoticeState::Leased => {
                notice.state = NoticeState::Delivered;
                notice.reason = None;
                let home = cx.home()?;
                cx.tx.update(&home, std::slice::from_ref(&notice))?;
            }
            _ => return Err(wrong_state(&notice, "a failure was reported, so lease it again")),
        }
        view(cx, notice)
    }
}

/// Reports a delivery that failed: `notices.report_failure`. It is tried again after a minute, two,
/// four and so on, at most six hours; after eight failures it is parked. The same report again
/// counts once.
///
/// Errors: `not_found`; `conflict` for a lease that is over; `wrong_state` when it was delivered.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportFailure {
    /// Whose.
    pub enterprise: String,
    /// Which.
    pub notice: NoticeId,
    /// The fence that came with the lease.
    pub fence: i64,
    /// Why it failed, for the person who looks into it; at most 1,000 characters.
    pub reason: String,
}

impl Transactional for ReportFailure {
    const NAME: &'static str = "notices.report_failure";
    const MUTATES: bool = true;
    type Response = NoticeView;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<NoticeView> {
        let mut v = Violations::new();
        let reason = v.check("reason", clean(&self.reason, 1000));
        let reason = v.finish(reason)?;
        let mut notice = held(cx, self.notice, self.fence)?;
        match notice.state {
            NoticeState::Waiting | NoticeState::Parked => return view(cx, notice),
            NoticeState::Delivered => {
                return Err(wrong_state(&notice, "a delivery was reported, so nothing is to do"));
            }
            NoticeState::Leased => {}
        }
        let minutes = 1_i64.checked_shl(notice.attempts).unwrap_or(LONGEST_WAIT);
        notice.attempts = notice.attempts.saturating_add(1);
        notice.reason = Some(reason);
        notice.state = match notice.attempts >= PARKED_AFTER {
            true => NoticeState::Parked,
            false => NoticeState::Waiting,
        };
        notice.ready_at = match notice.state {
            NoticeState::Parked => cx.now,
            _ => later(cx.now, TimeDelta::minutes(minutes.clamp(1, LONGEST_WAIT))),
        };
        let home = cx.home()?;
        cx.tx.update(&home, std::slice::from_ref(&notice))?;
        view(cx, notice)
    }
}

/// Gives a parked notice another eight tries: `notices.requeue`.
///
/// Errors: `not_found`; `wrong_state` when it is not parked.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RequeueNotice {
    /// Whose.
    pub enterprise: String,
    /// Which.
    pub notice: NoticeId,
}

impl Transactional for RequeueNotice {
    const NAME: &'static str = "notices.requeue";
    const MUTATES: bool = true;
    type Response = NoticeView;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<NoticeView> {
        let mut notice: Notice = cx.load("notice", self.notice)?;
        if notice.state != NoticeState::Parked {
            return Err(wrong_state(&notice, "only a parked one is tried again by hand"));
        }
        notice.state = NoticeState::Waiting;
        notice.attempts = 0;
        notice.ready_at = cx.now;
        let home = cx.home()?;
        cx.tx.update(&home, std::slice::from_ref(&notice))?;
        view(cx, notice)
    }
}

/// Turns what is not delivered yet, of those that pass, from one customer to another.
pub(crate) fn retell(cx: &mut Cx<'_>, which: Filter, way: Way) -> Result<()> {
    let home = cx.home()?;
    let table = Notice::TABLE;
    let to_him = Filter::Is(table.col("customer"), way.from.into());
    for state in [NoticeState::Waiting, NoticeState::Leased, NoticeState::Parked] {
        let q = Query::on(table, "by_state").eq(state);
        let found = cx.tx.find::<Notice>(&q.filter(to_him.clone()).filter(which.clone()))?;
        let keys = found.into_iter().map(|notice| vec![notice.id.into()]).collect();
        let held = cx.tx.get_many::<Notice>(&home, keys)?;
        let mut turned: Vec<Notice> = held.into_iter().flatten().collect();
        turned.iter_mut().for_each(|notice| notice.customer = Some(way.to));
        cx.tx.update(&home, &turned)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
