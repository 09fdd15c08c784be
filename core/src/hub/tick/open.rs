//! Opening a cycle, in two phases: shares of what is scarce are set aside for everyone, then
//! orders are made batch by batch (ARCHITECTURE 4, R23).
//!
//! ```text
//!  upcoming --first batch--> opening --batch--> … --last batch--> open --close--> closing --> closed
//!             shares                  orders                 shop may order
//! ```

use super::Step;
use super::members::{Course, Round};
use super::report::TickReport;
use super::settle::settle;
use crate::error::{Error, Result};
use crate::hub::context::Cx;
use crate::hub::order_book::{Freed, OrderWithLines, load_cycle, move_stock};
use crate::model::cycle::{Allocation, Cycle, CycleState};
use crate::model::enterprise::{MissedCycle, Sharing};
use crate::model::notice::Due;
use crate::model::order::{Order, OrderState, Outcome, OutcomeKind};
use crate::model::why::Why;
use crate::rules::pair::{Decision, decide};
use crate::rules::share::pro_rata;
use crate::store::{Filter, Lock, Query, Record, Value};
use crate::value::{CycleId, EnterpriseId, Quantity, StandingOrderId, VariantId};
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// How many standing orders one look at the demand reads at once.
const LOOK: u32 = 1000;

type Goods = BTreeMap<(EnterpriseId, VariantId), Vec<(StandingOrderId, Quantity)>>;

/// Works off one batch of an opening.
pub(super) fn step(
    cx: &mut Cx<'_>,
    due: &Due,
    size: u32,
    blame: Option<&Error>,
    report: &mut TickReport,
) -> Result<Step> {
    let mut cycle = load_cycle(cx, CycleId(due.subject), Lock::Update)?;
    if !matches!(cycle.state, CycleState::Upcoming | CycleState::Opening) {
        return Ok(Step::Done);
    }
    if cycle.state == CycleState::Upcoming {
        cycle.opened_late = super::is_late(due.since, cx.now);
        cycle.missed = missed(cx, &cycle)?;
        set_state(cx, &mut cycle, CycleState::Opening)?;
        let mut round = Round::load(cx, cycle)?;
        claim_ahead(cx, &mut round)?;
        if round.course != Course::Miss && round.settings.sharing == Sharing::ProRata {
            share_out(cx, &mut round)?;
        }
        // Planning is done: the batches follow, each in its own transaction.
        return Ok(Step::More(Uuid::nil()));
    }
    let mut round = Round::load(cx, cycle)?;
    let members = round.members(cx, due.cursor, size)?;
    let last = members.last().map(|member| member.id);
    let full = members.len() >= usize::try_from(size).unwrap_or(usize::MAX);
    report.tally.add(&settle(cx, &mut round, members, blame)?);
    if let (true, Some(last)) = (full, last) {
        return Ok(Step::More(last.0));
    }
    set_state(cx, &mut round.cycle, CycleState::Open)?;
    report.opened += 1;
    Ok(Step::Done)
}

/// Moves a cycle on.
pub(super) fn set_state(cx: &mut Cx<'_>, cycle: &mut Cycle, state: CycleState) -> Result<()> {
    let home = cx.home()?;
    cycle.state = state;
    cycle.version = cycle.version.saturating_add(1);
    cx.tx.update(&home, std::slice::from_ref(cycle))?;
    cx.log(cycle.id, serde_json::json!({ "state": state }))
}

/// What is done about a cycle that is over already: it was missed (R25).
fn missed(cx: &Cx<'_>, cycle: &Cycle) -> Result<Option<MissedCycle>> {
    if cx.now < cycle.closes_at {
        return Ok(None);
    }
    let collected = cx.now >= cycle.collection_begins_at();
    Ok(Some(match cx.enterprise()?.settings.missed_cycle {
        MissedCycle::Place if collected => MissedCycle::Skip,
        policy => policy,
    }))
}

/// Orders made ahead claim their stock before any is generated (R27); in a missed cycle they are
/// cancelled with it.
fn claim_ahead(cx: &mut Cx<'_>, round: &mut Round) -> Result<()> {
    let q = Query::on(Order::TABLE, "by_cycle")
        .eq(round.cycle.id)
        .filter(Filter::Is(Order::TABLE.col("state"), OrderState::Ahead.into()));
    let mut freed = Freed::new();
    for order in cx.tx.find::<Order>(&q)? {
        let mut ahead = OrderWithLines::of(cx, order)?;
        if round.course == Course::Miss {
            ahead.cancel(cx, &mut round.shelf, &mut freed, Why::Missed)?;
            mark(cx, &ahead.order, OutcomeKind::Missed, Why::Missed)?;
            continue;
        }
        ahead.order.state = OrderState::Pending;
        ahead.order.held = round.course == Course::Hold;
        let distributor = ahead.order.distributor.clone();
        for line in &mut ahead.lines {
            let good = round.shelf.good(&distributor, &line.variant);
            let given = match good {
                None => Quantity::ZERO,
                Some(good) => line.asked.min(good.free.unwrap_or(line.asked)).floor_to(good.step),
            };
            if let Some(good) = good {
                line.price = good.price;
            }
            line.given = given;
            line.ordered = given;
            round.shelf.take(&distributor, &line.variant, given, Quantity::ZERO);
            let key = (distributor.clone(), line.variant.clone());
            *freed.entry(key).or_default() -= given.millionths();
        }
        ahead.retotal(&round.cycle, &round.shelf)?;
        if ahead.is_empty() {
            // Nothing of it is left: no order is placed at zero (E2, R26).
            ahead.cancel(cx, &mut round.shelf, &mut freed, Why::NothingAvailable)?;
            mark(cx, &ahead.order, OutcomeKind::Empty, Why::NothingAvailable)?;
            continue;
        }
        ahead.save(cx, ahead.lines.len())?;
    }
    move_stock(cx, &round.shelf, round.cycle.id, freed)
}

fn mark(cx: &mut Cx<'_>, order: &Order, kind: OutcomeKind, why: Why) -> Result<()> {
    let home = cx.home()?;
    let Some(so) = order.standing_order else { return Ok(()) };
    let key = vec![so.into(), order.cycle.into()];
    if let Some(mut outcome) = cx.tx.get::<Outcome>(&home, key, Lock::Update)? {
        outcome.kind = kind;
        outcome.why = why;
        outcome.version = outcome.version.saturating_add(1);
        cx.tx.update(&home, &[outcome])?;
    }
    Ok(())
}

/// Sets shares aside of every variant that is short, over all pairs that are due now (R23).
fn share_out(cx: &mut Cx<'_>, round: &mut Round) -> Result<()> {
    let mut demand: BTreeMap<(EnterpriseId, VariantId), i64> = BTreeMap::new();
    walk(cx, round, |_, distributor, variant, asked| {
        let sum = demand.entry((distributor.clone(), variant.clone())).or_default();
        *sum = sum.saturating_add(asked.millionths());
    })?;
    let short: HashSet<_> = demand
        .into_iter()
        .filter(|((distributor, variant), asked)| {
            let good = round.shelf.good(distributor, variant);
            good.and_then(|good| good.free).is_some_and(|free| free.millionths() < *asked)
        })
        .map(|(key, _)| key)
        .collect();
    if short.is_empty() {
        return Ok(());
    }
    let mut goods = Goods::new();
    walk(cx, round, |so, distributor, variant, asked| {
        let key = (distributor.clone(), variant.clone());
        if short.contains(&key) {
            goods.entry(key).or_default().push((so, asked));
        }
    })?;
    set_aside(cx, round, goods)
}

fn set_aside(cx: &mut Cx<'_>, round: &mut Round, goods: Goods) -> Result<()> {
    let home = cx.home()?;
    let mut freed = Freed::new();
    for ((distributor, variant), asks) in goods {
        let Some(good) = round.shelf.good(&distributor, &variant) else { continue };
        let asked: Vec<Quantity> = asks.iter().map(|(_, asked)| *asked).collect();
        let shares = pro_rata(good.free.unwrap_or_default(), good.step, &asked);
        let rows: Vec<Allocation> = asks
            .iter()
            .zip(&shares)
            .map(|((standing_order, _), share)| Allocation {
                enterprise: home.id.clone(),
                cycle: round.cycle.id,
                standing_order: *standing_order,
                variant: variant.clone(),
                share: *share,
            })
            .collect();
        cx.tx.insert_new(&home, &rows)?;
        let given: i64 = shares.iter().map(|share| share.millionths()).sum();
        freed.insert((distributor, variant), given.saturating_neg());
    }
    move_stock(cx, &round.shelf, round.cycle.id, freed)
}

/// Walks all lines that are due now and of a limited variant, in whole unit steps. A standing
/// order that cannot be read or decided asks for nothing here and fails later, alone.
fn walk(
    cx: &mut Cx<'_>,
    round: &Round,
    mut each: impl FnMut(StandingOrderId, &EnterpriseId, &VariantId, Quantity),
) -> Result<()> {
    let home = cx.home()?;
    let mut after = None;
    loop {
        let members = round.members(cx, after, LOOK)?;
        let Some(last) = members.last() else { return Ok(()) };
        after = Some(last.id.0);
        let keys: Vec<Vec<Value>> =
            members.iter().map(|m| vec![m.id.into(), round.cycle.id.into()]).collect();
        let settled = cx.tx.get_many::<Outcome>(&home, keys, Lock::None)?;
        for (member, outcome) in members.iter().zip(settled) {
            let Ok(so) = &member.read else { continue };
            if outcome.is_some_and(|outcome| outcome.kind.is_final()) || !round.concerns(so) {
                continue;
            }
            let Ok(Decision::Due { lines, .. }) = decide(so, &round.occasion(so)) else { continue };
            for line in lines {
                let good = round.shelf.good(&so.distributor, &line.variant);
                if let Some(good) = good.filter(|good| good.free.is_some()) {
                    let asked = line.quantity.floor_to(good.step);
                    each(so.id, &so.distributor, &line.variant, asked);
                }
            }
        }
        if members.len() < usize::try_from(LOOK).unwrap_or(usize::MAX) {
            return Ok(());
        }
    }
}
