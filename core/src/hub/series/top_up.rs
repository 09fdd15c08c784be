//! Keeping cycles ready ahead (C3): plan what is missing and write it.

use super::super::context::{Cx, Tell};
use super::super::exchanges::fresh_offer;
use crate::error::Result;
use crate::model::cycle::{Cycle, CycleState, Exchange, Offer, SeriesCycle};
use crate::model::enterprise::Settings;
use crate::model::notice::{DueKind, NoticeKind};
use crate::model::schedule::Schedule;
use crate::model::series::{Mark, Series, SeriesState, Template};
use crate::model::standing_order::{StandingOrder, StandingOrderState};
use crate::rules::cycles::{
    CyclePlan, Horizon, PassedOver, PassedSlot, PlanInput, PlanNote, PlannedCycle, plan_cycles,
};
use crate::rules::recurrence::Stop;
use crate::store::{Filter, Query, Record};
use crate::value::{CycleId, Label, SeriesId};
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What the hub should know about one planned cycle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CycleNote {
    /// Its number in the series.
    pub number: Option<i64>,
    /// The slot of the rule.
    pub nominal: NaiveDateTime,
    /// What there is to know.
    pub note: PlanNote,
}

/// What was made to keep cycles ready.
#[derive(Debug, Default)]
pub(crate) struct TopUp {
    /// The new cycles, by opening.
    pub cycles: Vec<Cycle>,
    /// Their places in the series, in the same order.
    pub places: Vec<SeriesCycle>,
    /// What the hub should know about them.
    pub notes: Vec<CycleNote>,
    /// Slots that gave no cycle for another reason than that they are past.
    pub passed: Vec<PassedSlot>,
}

/// How often one call goes on with a plan that met nothing but past slots.
const ROUNDS: u32 = 20;

/// Makes the cycles that a series lacks as of a time, with their offers, and what is due for them
/// and for the series itself: whatever was due for the series before is replaced.
///
/// The caller holds the series for update. It is saved here when anything changed; run again, it
/// changes nothing.
///
/// # Errors
/// The store's.
pub(crate) fn top_up(cx: &mut Cx<'_>, series: &mut Series, as_of: DateTime<Utc>) -> Result<TopUp> {
    let Some(schedule) = series.schedule.clone().filter(|s| s.recurrence().is_some()) else {
        return Ok(TopUp::default());
    };
    if series.state == SeriesState::Ended {
        return Ok(TopUp::default());
    }
    let kept = Kept::load(cx, series.id, as_of)?;
    let settings = &cx.enterprise()?.settings;
    let plan = plan_on(
        &schedule,
        &series.template,
        settings,
        PlanInput {
            series: series.name.as_str(),
            mark: series.progress,
            previous_closes_at: kept.previous_closes_at,
            now: as_of,
            horizon: Horizon::Ahead { keep: series.keep_ahead, existing: kept.by_rule },
            ..blank_input(settings)
        },
    );
    let made = make(cx, series, &schedule, &plan)?;
    let mut openings = kept.openings;
    openings.extend(made.cycles.iter().map(|c| c.opens_at).filter(|at| *at > as_of));
    settle(cx, series, &plan, &made, openings, as_of)?;
    Ok(made)
}

/// What a plan starts from, before anything is said of the series.
pub(super) fn blank_input(settings: &Settings) -> PlanInput<'_> {
    PlanInput {
        series: "",
        collections: &[],
        holidays: &settings.holidays,
        cycle_day: settings.cycle_day,
        mark: Mark::default(),
        first_number: 1,
        previous_closes_at: None,
        now: DateTime::UNIX_EPOCH,
        include_past: false,
        horizon: Horizon::Next { cycles: 0 },
    }
}

/// Plans with a template's collection rules, going on where a plan met nothing but past slots.
pub(super) fn plan_on(
    schedule: &Schedule,
    template: &Template,
    settings: &Settings,
    input: PlanInput<'_>,
) -> CyclePlan {
    let rules = template.outgoing.iter().filter_map(|exchange| {
        Some((exchange.distributor.to_string(), exchange.collection.clone()?))
    });
    let collections: Vec<_> = rules.collect();
    let holidays = &settings.holidays;
    let mut input = PlanInput { collections: &collections, holidays, ..input };
    let mut plan = plan_cycles(schedule, &input);
    for _ in 0..ROUNDS {
        if plan.stop != Some(Stop::Unfinished) || !plan.cycles.is_empty() {
            break;
        }
        input.mark = plan.mark;
        plan = plan_cycles(schedule, &input);
    }
    plan.passed.retain(|slot| slot.why != PassedOver::Past);
    plan
}

/// The number of a slot, as records keep it.
pub(super) fn stored_number(number: Option<u64>) -> Option<i64> {
    number.map(|n| i64::try_from(n).unwrap_or(i64::MAX))
}

/// What a series has ready already.
struct Kept {
    /// When the cycles open that have not opened, attached ones too.
    openings: Vec<DateTime<Utc>>,
    /// How many of them the rule gave.
    by_rule: u32,
    /// When the last cycle closes that the rule gave.
    previous_closes_at: Option<DateTime<Utc>>,
}

impl Kept {
    fn load(cx: &mut Cx<'_>, series: SeriesId, as_of: DateTime<Utc>) -> Result<Self> {
        let home = cx.home()?;
        let later = as_of.checked_add_signed(TimeDelta::milliseconds(1)).unwrap_or(as_of);
        let table = SeriesCycle::TABLE;
        let q = Query::on(table, "by_opening").eq(series).from(later);
        let mut places = cx.tx.find::<SeriesCycle>(&q)?;
        let q = Query::on(table, "by_nominal").eq(series).backwards().limit(1);
        let last = cx.tx.find::<SeriesCycle>(&q)?.into_iter().find(|last| last.nominal.is_some());
        let last_id = last.as_ref().map(|last| last.cycle);
        places.extend(last.filter(|last| last.opens_at <= as_of));
        let keys = places.iter().map(|place| vec![place.cycle.into()]).collect();
        let cycles = cx.tx.get_many::<Cycle>(&home, keys)?;
        let mut kept = Self { openings: Vec::new(), by_rule: 0, previous_closes_at: None };
        for (place, cycle) in places.iter().zip(cycles) {
            let Some(cycle) = cycle else { continue };
            if Some(cycle.id) == last_id {
                kept.previous_closes_at = Some(cycle.closes_at);
            }
            if cycle.opens_at > as_of && cycle.state != CycleState::Cancelled {
                kept.openings.push(cycle.opens_at);
                kept.by_rule += u32::from(place.nominal.is_some());
            }
        }
        Ok(kept)
    }
}

/// Makes the planned cycles with their offers, one insert a table.
fn make(cx: &mut Cx<'_>, series: &Series, schedule: &Schedule, plan: &CyclePlan) -> Result<TopUp> {
    let home = cx.home()?;
    let mut made = TopUp { passed: plan.passed.clone(), ..TopUp::default() };
    let mut offers: Vec<Offer> = Vec::new();
    for planned in &plan.cycles {
        let cycle = make_one(CycleId(cx.new_id()), series, schedule, planned)?;
        for exchange in &series.template.outgoing {
            let own = exchange.offers.iter().cloned();
            offers.extend(own.map(|offer| fresh_offer(&cycle, &exchange.distributor, offer)));
        }
        let number = stored_number(planned.number);
        let note = |note| CycleNote { number, nominal: planned.nominal, note };
        made.notes.extend(planned.notes.iter().cloned().map(note));
        made.places.push(SeriesCycle {
            enterprise: home.id.clone(),
            series: series.id,
            cycle: cycle.id,
            number,
            nominal: Some(planned.nominal),
            opens_at: cycle.opens_at,
        });
        cx.due(DueKind::Open, cycle.id, cycle.opens_at);
        cx.due(DueKind::Close, cycle.id, cycle.closes_at);
        made.cycles.push(cycle);
    }
    cx.tx.insert_new(&home, &made.cycles)?;
    cx.tx.insert_new(&home, &made.places)?;
    cx.tx.insert_new(&home, &offers)?;
    Ok(made)
}

fn make_one(
    id: CycleId,
    series: &Series,
    schedule: &Schedule,
    planned: &PlannedCycle,
) -> Result<Cycle> {
    // A long pattern with a long name may outgrow what a name may be.
    let name: String = planned.name.chars().take(200).collect();
    let outgoing = series.template.outgoing.iter().map(|exchange| {
        let own =
            planned.collections.iter().find(|c| c.distributor == exchange.distributor.as_str());
        Exchange {
            distributor: exchange.distributor.clone(),
            collection: own.map(|collection| collection.window.clone()),
            fees: exchange.fees.clone(),
        }
    });
    Ok(Cycle {
        enterprise: series.enterprise.clone(),
        id,
        name: Label::new(&name)?,
        zone: schedule.zone().clone(),
        opens_at: planned.opens_at,
        closes_at: planned.closes_at,
        opens_local: planned.opens_local,
        closes_local: planned.closes_local,
        state: CycleState::Upcoming,
        opened_late: false,
        missed: None,
        outgoing: outgoing.collect(),
        incoming: series.template.incoming.clone(),
        version: 1,
    })
}

/// Notes how far the series is, when to look at it again, and whether it comes to its end (R14).
fn settle(
    cx: &mut Cx<'_>,
    series: &mut Series,
    plan: &CyclePlan,
    made: &TopUp,
    openings: Vec<DateTime<Utc>>,
    as_of: DateTime<Utc>,
) -> Result<()> {
    let before = series.clone();
    series.progress = plan.mark;
    if plan.exhausted && openings.is_empty() {
        series.state = SeriesState::Ended;
    }
    let left = openings.len();
    let few = plan.exhausted && left < usize::try_from(series.keep_ahead).unwrap_or(usize::MAX);
    if few && !series.ending_told && has_standing_orders(cx, series.id)? {
        series.ending_told = true;
        cx.tell(Tell {
            kind: NoticeKind::SeriesEnding,
            customer: None,
            cycle: None,
            order: None,
            facts: json!({ "series": series.id, "name": series.name, "cycles_left": left }).into(),
        })?;
    }
    cx.not_due(DueKind::Series, series.id)?;
    let next = match plan.stop {
        Some(Stop::Unfinished) => Some(as_of),
        _ => openings.into_iter().min(),
    };
    if let Some(next) = next {
        cx.due(DueKind::Series, series.id, next);
    }
    if *series != before {
        series.version = series.version.saturating_add(1);
        let home = cx.home()?;
        cx.tx.update(&home, std::slice::from_ref(series))?;
        let cycles: Vec<_> = made.cycles.iter().map(|cycle| cycle.id).collect();
        cx.log(series.id, json!({ "cycles": cycles, "state": series.state }))?;
    }
    Ok(())
}

fn has_standing_orders(cx: &mut Cx<'_>, series: SeriesId) -> Result<bool> {
    let table = StandingOrder::TABLE;
    let active = Filter::Is(table.col("state"), StandingOrderState::Active.into());
    let q = Query::on(table, "by_series").eq(series).filter(active);
    Ok(cx.tx.raw().count(&q, 1)? > 0)
}

/// The number of the first slot, not made yet, whose cycle closes on a date or later: where lines
/// of every *n*th cycle begin to count that start in a time to come (R7).
pub(crate) fn first_number_on(cx: &Cx<'_>, series: &Series, date: NaiveDate) -> Result<i64> {
    let next = stored_number(series.progress.number.checked_add(1)).unwrap_or(1);
    let Some(schedule) = series.schedule.as_ref().filter(|s| s.recurrence().is_some()) else {
        return Ok(next);
    };
    let settings = &cx.enterprise()?.settings;
    let plan = plan_on(
        schedule,
        &series.template,
        settings,
        PlanInput {
            mark: series.progress,
            include_past: true,
            // A cycle that closes on the date has opened by then, and some slots follow.
            horizon: Horizon::Through { date: date.checked_add_days(Days::new(7)).unwrap_or(date) },
            ..blank_input(settings)
        },
    );
    let fits = plan.cycles.iter().find(|c| c.closes_local.date() >= date);
    let last = plan.cycles.last().and_then(|c| c.number).map(|n| n.saturating_add(1));
    Ok(stored_number(fits.and_then(|c| c.number).or(last)).unwrap_or(next))
}
