//! The tick: the one call that a host's scheduler makes. It does all that is due, in the order of
//! its times, in bounded batches, each in one transaction (E1–E8).
//!
//! Whatever makes work writes a row into the table `due`: opens and closes, standing orders made
//! or changed late, failures to try again, series to keep ahead. A tick reads the earliest row,
//! works off one batch of it, and goes on until nothing is due or its bound is reached. There is
//! no look-back: what was missed still stands there.

pub(crate) mod close;
mod combine;
mod make;
pub(crate) mod members;
mod open;
mod report;
pub(crate) mod settle;

pub use report::{Problem, Tally, TickReport};

use super::context::Cx;
use super::operation::Operation;
use super::{Actor, Caller};
use crate::error::{Class, Code, Error, Fault, Result, Violations};
use crate::model::customer::Customer;
use crate::model::enterprise::Enterprise;
use crate::model::notice::{Due, DueKind};
use crate::model::series::{Series, SeriesState};
use crate::store::{Access, Col, Field, Filter, Held, Home, Query, Record, Row, Scope, Value};
use crate::value::{CustomerId, EnterpriseId, EnterpriseNo, SeriesId, StandingOrderId};
use chrono::{DateTime, Duration, Utc};
use members::{Round, open_cycles};
use serde::{Deserialize, Serialize};
use settle::{back_off, settle};
use uuid::Uuid;

/// Does all that is due now: `tick`. System only.
///
/// Call it as often as you like, late, twice, or from many workers: nothing is done twice. When
/// the answer says `more`, call again; else nothing needs a call before `next_at`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tick {
    /// How many batches at most: 1 to 100,000, usually 1,000. The rest is reported as `more`.
    #[serde(default)]
    pub batches: Option<u32>,
    /// How many standing orders or orders a batch: 1 to 10,000, usually 500.
    #[serde(default)]
    pub batch_size: Option<u32>,
}

/// What is left of a piece of work after a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Nothing.
    Done,
    /// More, behind this id.
    More(Uuid),
    /// All of it, once what stands before it is done.
    Later,
}

/// What became of work that was due.
enum Work {
    /// A batch of it was done, by this worker or another.
    Done { more: bool },
    /// Another has the enterprise in hand.
    Busy,
}

/// Work that comes so much after its time is marked late (E5).
const LATE_AFTER: Duration = Duration::minutes(15);

/// Whether work due at a time is late now.
pub(crate) fn is_late(due: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - due >= LATE_AFTER
}

/// A row of `due` before its enterprise is known.
struct Next {
    no: EnterpriseNo,
    kind: DueKind,
    subject: Uuid,
    at: DateTime<Utc>,
    /// Where it stands among all that is due.
    place: Vec<Value>,
}

impl Next {
    fn read(row: &Row) -> Result<Self> {
        let nobody = Home {
            no: EnterpriseNo(0),
            id: EnterpriseId::new("?")?,
            currency: crate::value::Currency::new("EUR")?,
        };
        let at = |name: &str| row.get(Due::TABLE.col(name).0).cloned().unwrap_or(Value::Null);
        let corrupt = |why: String| Error::corrupt("due", why);
        let no = match row.first() {
            Some(Value::Int(no)) => EnterpriseNo(*no),
            _ => return Err(Error::corrupt("due", "it has no enterprise")),
        };
        Ok(Self {
            no,
            kind: DueKind::from_value(at("kind"), &nobody).map_err(corrupt)?,
            subject: Uuid::from_value(at("subject"), &nobody).map_err(corrupt)?,
            at: DateTime::from_value(at("at"), &nobody).map_err(corrupt)?,
            place: Due::TABLE.pick(Due::TABLE.index("by_time"), row),
        })
    }
}

impl Operation for Tick {
    const NAME: &'static str = "tick";
    const MUTATES: bool = true;
    type Response = TickReport;

    fn run(self, caller: &Caller<'_>) -> Result<TickReport> {
        if caller.actor != Actor::System || caller.dry_run {
            return Err(Error::new(
                Code::NotAllowed,
                "the tick is the system's, and never a trial: call it from the host's scheduler",
            ));
        }
        let bound = |given: Option<u32>, usual: u32, most: u32| match given.unwrap_or(usual) {
            n if (1..=most).contains(&n) => Ok(n),
            n => Err(Fault::new(
                Code::OutOfRange,
                format!("`{n}` is out of bounds: give 1 to {most}"),
                n,
            )),
        };
        let mut v = Violations::new();
        let batches = v.check("batches", bound(self.batches, 1000, 100_000));
        let size = v.check("batch_size", bound(self.batch_size, 500, 10_000));
        let (batches, size) = v.finish((|| Some((batches?, size?)))())?;
        Worker { caller, size }.work(batches)
    }
}

struct Worker<'c, 'h> {
    caller: &'c Caller<'h>,
    size: u32,
}

impl Worker<'_, '_> {
    fn work(&self, batches: u32) -> Result<TickReport> {
        let now = self.caller.hub.now();
        let mut report = TickReport {
            now,
            batches: 0,
            opened: 0,
            closed: 0,
            cycles_made: 0,
            tally: Tally::default(),
            problems: Vec::new(),
            more: false,
            next_at: None,
        };
        // Whom another has in hand just now: passed over until nothing else is due, then waited for.
        let mut busy: Vec<EnterpriseNo> = Vec::new();
        let mut held = Held::Pass;
        // What a batch left of its work, and how far this pass over the busy ones has come.
        let mut left: Option<Next> = None;
        let mut place: Option<Vec<Value>> = None;
        loop {
            let next = match left.take() {
                Some(next) => Some(next),
                None => self.next(&busy, place.as_ref(), &mut report)?,
            };
            report.next_at = next.as_ref().map(|next| next.at);
            let due = next.filter(|next| next.at <= now);
            match due {
                Some(_) if report.batches == batches => report.more = true,
                Some(next) => {
                    match self.work_off(&next, held, &mut report) {
                        Ok(Work::Done { more }) => {
                            report.batches += 1;
                            if more {
                                left = Some(next);
                            } else if !busy.is_empty() {
                                place = Some(next.place);
                            }
                        }
                        Ok(Work::Busy) => {
                            busy.push(next.no);
                            place = Some(next.place);
                        }
                        // Another holds it for long. What was done is told all the same.
                        Err(e) if held == Held::Wait && e.retryable() && report.batches > 0 => {
                            report.more = true;
                            return Ok(report);
                        }
                        Err(e) => return Err(e),
                    }
                    held = Held::Pass;
                    continue;
                }
                None if !busy.is_empty() => {
                    busy.clear();
                    place = None;
                    held = Held::Wait;
                    continue;
                }
                None => (),
            }
            return Ok(report);
        }
    }

    /// The earliest work behind a place of all but those: one indexed query, also when nothing is due
    /// (S4).
    ///
    /// A row that does not read back is passed over and reported: it may not stop the others.
    fn next(
        &self,
        but: &[EnterpriseNo],
        behind: Option<&Vec<Value>>,
        report: &mut TickReport,
    ) -> Result<Option<Next>> {
        let mut tx = self.caller.hub.store.begin(&Scope::All, Access::Read)?;
        let mut q = Query::on(Due::TABLE, "by_time").after(behind.cloned()).limit(1);
        q.filters.extend(but.iter().map(|no| Filter::IsNot(Col(0), no.0.into())));
        loop {
            let rows = tx.find(&q)?;
            let Some(row) = rows.first() else { return Ok(None) };
            match Next::read(row) {
                Ok(next) => return Ok(Some(next)),
                Err(error) => report.note(Problem::of_row(row, &error)),
            }
            q = q.after(Some(Due::TABLE.pick(Due::TABLE.index("by_time"), row)));
        }
    }

    /// Works off one batch. When it fails for a reason that will not pass, smaller and smaller
    /// batches find the pair at fault; that one alone becomes `failed` (E6).
    fn work_off(&self, next: &Next, held: Held, report: &mut TickReport) -> Result<Work> {
        let mut size = self.size;
        let mut blame: Option<Error> = None;
        loop {
            let tried = self.caller.retry(|| {
                let mut copy = report.clone();
                let Some(cx) = Cx::in_turn(self.caller, next.no, Tick::NAME, held)? else {
                    return match held {
                        Held::Pass => Ok(None),
                        Held::Wait => Err(Error::corrupt("due", "its enterprise is not there")),
                    };
                };
                let more = self.batch(cx, next, size, blame.as_ref(), &mut copy)?;
                Ok(Some((copy, more)))
            });
            match tried {
                Ok(None) => return Ok(Work::Busy),
                Ok(Some((done, more))) => {
                    *report = done;
                    return Ok(Work::Done { more });
                }
                // What the store cannot do, or does not let us, is the fault of no pair.
                Err(error) if error.class() == Class::Unavailable => return Err(error),
                Err(_) if size > 1 => size /= 2,
                Err(error) if blame.is_none() => blame = Some(error),
                Err(error) => {
                    self.put_off(next, &error, report)?;
                    return Ok(Work::Done { more: false });
                }
            }
        }
    }

    /// One batch of one piece of work, in one transaction; whether more of it is left.
    fn batch(
        &self,
        mut cx: Cx<'_>,
        next: &Next,
        size: u32,
        blame: Option<&Error>,
        report: &mut TickReport,
    ) -> Result<bool> {
        let home = cx.home()?;
        let found = cx.tx.get::<Due>(&home, vec![next.kind.into(), next.subject.into()])?;
        // Another may have done it, or put it off.
        let Some(mut due) = found.filter(|due| due.at <= cx.now) else {
            return Ok(false);
        };
        let step = match due.kind {
            DueKind::Open => open::step(&mut cx, &due, size, blame, report)?,
            DueKind::Close => close::step(&mut cx, &due, size, blame, report)?,
            DueKind::Pair => pair_step(&mut cx, &due, blame, report)?,
            DueKind::Series => series_step(&mut cx, &due, report)?,
            DueKind::Account => account_step(&mut cx, &due)?,
        };
        match step {
            Step::More(last) => {
                due.cursor = Some(last);
                cx.tx.update(&home, &[due])?;
            }
            Step::Later => {
                // Behind the work that it waits for, which is due now or was put off.
                due.at = cx.now + Duration::minutes(1);
                cx.tx.update(&home, &[due])?;
            }
            Step::Done => {
                cx.tx.delete::<Due>(&home, vec![vec![due.kind.into(), due.subject.into()]])?;
            }
        }
        cx.commit()?;
        Ok(matches!(step, Step::More(_)))
    }

    /// Puts work off that fails as a whole, so that the rest goes on, and reports it. It reads no
    /// record: the enterprise's own may be what does not read back.
    fn put_off(&self, next: &Next, error: &Error, report: &mut TickReport) -> Result<()> {
        let now = self.caller.hub.now();
        let mut tx = self.caller.hub.store.begin(&Scope::One(next.no), Access::Write)?;
        tx.hold(Enterprise::TABLE, &vec![next.no.0.into()], Held::Wait)?;
        let key = vec![next.no.0.into(), next.kind.into(), next.subject.into()];
        let Some(mut row) = tx.get(Due::TABLE, &[key])?.pop().flatten() else { return Ok(()) };
        let since = match row.get(Due::TABLE.col("since").0) {
            Some(Value::Instant(ms)) => *ms,
            _ => next.at.timestamp_millis(),
        };
        let so_far = next.at.timestamp_millis().saturating_sub(since).max(0) / 60_000;
        let minutes = u32::try_from(so_far).unwrap_or(u32::MAX).saturating_add(1);
        // Each wait is as long as all before it together: doubled every time.
        let again_at = now + back_off(minutes.ilog2().saturating_add(1));
        if let Some(at) = row.get_mut(Due::TABLE.col("at").0) {
            *at = again_at.into();
        }
        report.note(Problem { again_at: Some(again_at), ..Problem::of_row(&row, error) });
        tx.update(Due::TABLE, &[row])?;
        tx.commit()
    }
}

/// Looks at one standing order in every cycle that is open: it was made late, resumed, changed, or
/// failed before (R21).
fn pair_step(
    cx: &mut Cx<'_>,
    due: &Due,
    blame: Option<&Error>,
    report: &mut TickReport,
) -> Result<Step> {
    let id = StandingOrderId(due.subject);
    // What this look asks of the tick stands behind it: the row is written anew.
    cx.not_due(DueKind::Pair, id)?;
    // A cycle that had closed by then is not its business; closing tries what failed itself.
    for cycle in open_cycles(cx)?.into_iter().filter(|cycle| due.at < cycle.closes_at) {
        let mut round = Round::load(cx, cycle)?;
        let members = round.member(cx, id)?;
        report.tally.add(&settle(cx, &mut round, members, blame)?);
    }
    Ok(Step::Done)
}

/// Keeps a series' cycles ahead.
fn series_step(cx: &mut Cx<'_>, due: &Due, report: &mut TickReport) -> Result<Step> {
    let id = SeriesId(due.subject);
    let home = cx.home()?;
    let Some(mut series) = cx.tx.get::<Series>(&home, vec![id.into()])? else {
        return Ok(Step::Done);
    };
    cx.not_due(DueKind::Series, id)?;
    if series.state == SeriesState::Active {
        report.cycles_made += super::series::top_up(cx, &mut series, due.at)?.cycles.len() as u64;
    }
    Ok(Step::Done)
}

/// Counts a customer's standing orders anew.
fn account_step(cx: &mut Cx<'_>, due: &Due) -> Result<Step> {
    let id = CustomerId(due.subject);
    let home = cx.home()?;
    cx.not_due(DueKind::Account, id)?;
    // Nobody is counted who was removed meanwhile.
    if let [Some(_)] = cx.tx.get_each::<Customer>(&home, vec![vec![id.into()]])?[..] {
        cx.count_standing_orders(id);
    }
    Ok(Step::Done)
}
