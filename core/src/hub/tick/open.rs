//! Opening a cycle, in two phases: shares of what is scarce are set aside for everyone, then
//! orders are made batch by batch (ARCHITECTURE 4, R23). The first batch does the first phase too:
//! a small cycle opens in one transaction.
//!
//! ```text
//!  upcoming --first batch--> opening --batch--> … --last batch--> open --close--> closing --> closed
//!             shares, orders          orders                 shop may order
//! ```

use super::Step;
use super::members::{Course, Round};
use super::report::TickReport;
use super::settle::{outcomes_of, settle};
use crate::error::{Error, Result};
use crate::hub::context::Cx;
use crate::hub::order_book::{Freed, OrderWithLines, load_cycle, move_stock};
use crate::model::cycle::{Allocation, Cycle, CycleState};
use crate::model::enterprise::{MissedCycle, Sharing};
use crate::model::notice::Due;
use crate::model::order::{Order, OrderState, Outcome, OutcomeKind};
use crate::model::why::Why;
use crate::rules::pair::{Decision, decide};
use crate::rules::share::{Demand, Shares};
use crate::rules::shelf::Good;
use crate::store::{Filter, Query, Record};
use crate::value::{CycleId, EnterpriseId, Quantity, StandingOrderId, VariantId};
use std::collections::BTreeMap;

/// How many standing orders one look at the demand reads at once.
const LOOK: u32 = 1000;

/// How many shares are written at once.
const ROWS: usize = 1000;

/// Works off one batch of an opening.
pub(super) fn step(
    cx: &mut Cx<'_>,
    due: &Due,
    size: u32,
    blame: Option<&Error>,
    report: &mut TickReport,
) -> Result<Step> {
    let mut cycle = load_cycle(cx, CycleId(due.subject))?;
    if !matches!(cycle.state, CycleState::Upcoming | CycleState::Opening) {
        return Ok(Step::Done);
    }
    let first = cycle.state == CycleState::Upcoming;
    if first {
        cycle.opened_late = super::is_late(due.since, cx.now);
        cycle.missed = missed(cx, &cycle)?;
        set_state(cx, &mut cycle, CycleState::Opening)?;
    }
    let mut round = Round::load(cx, cycle)?;
    if first {
        claim_ahead(cx, &mut round)?;
        if round.course != Course::Miss && round.settings.sharing == Sharing::ProRata {
            share_out(cx, &mut round)?;
        }
    }
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
    let key = Outcome::key(so, order.cycle);
    if let Some(mut outcome) = cx.tx.get::<Outcome>(&home, key)? {
        outcome.kind = kind;
        outcome.why = why;
        outcome.version = outcome.version.saturating_add(1);
        cx.tx.update(&home, &[outcome])?;
    }
    Ok(())
}

/// Sets shares aside of every variant that is short, over all pairs that are due now (R23).
///
/// Two walks: the first counts what is asked, the second draws the shares of what is short. Neither
/// keeps anything of a single pair, so that memory does not grow with the pairs.
fn share_out(cx: &mut Cx<'_>, round: &mut Round) -> Result<()> {
    if !round.shelf.is_limited() {
        return Ok(());
    }
    let mut demand: BTreeMap<(EnterpriseId, VariantId), Demand> = BTreeMap::new();
    walk(cx, round, |_, ask| {
        let key = (ask.distributor.clone(), ask.variant.clone());
        demand.entry(key).or_default().add(ask.asked, ask.good.step);
        Ok(())
    })?;
    let mut short: BTreeMap<(EnterpriseId, VariantId), Shares> = BTreeMap::new();
    for (key, demand) in demand {
        let Some(good) = round.shelf.good(&key.0, &key.1) else { continue };
        let free = good.free.unwrap_or_default();
        if demand.exceeds(free, good.step) {
            short.insert(key, demand.share_out(free, good.step));
        }
    }
    if short.is_empty() {
        return Ok(());
    }
    let home = cx.home()?;
    let mut freed = Freed::new();
    let mut rows: Vec<Allocation> = Vec::new();
    walk(cx, round, |cx, ask| {
        let key = (ask.distributor.clone(), ask.variant.clone());
        let Some(shares) = short.get_mut(&key) else { return Ok(()) };
        let share = shares.draw(ask.asked);
        rows.push(Allocation {
            enterprise: home.id.clone(),
            cycle: round.cycle.id,
            standing_order: ask.standing_order,
            variant: ask.variant.clone(),
            share,
        });
        *freed.entry(key).or_default() -= share.millionths();
        if rows.len() >= ROWS {
            cx.tx.insert_new(&home, &std::mem::take(&mut rows))?;
        }
        Ok(())
    })?;
    cx.tx.insert_new(&home, &rows)?;
    for ((distributor, variant), freed) in &freed {
        let set_aside = Quantity::from_millionths(-freed)?;
        round.shelf.take(distributor, variant, set_aside, Quantity::ZERO);
    }
    move_stock(cx, &round.shelf, round.cycle.id, freed)
}

/// What one standing order asks of one limited variant.
struct Ask<'a> {
    standing_order: StandingOrderId,
    distributor: &'a EnterpriseId,
    variant: &'a VariantId,
    good: &'a Good,
    asked: Quantity,
}

/// Walks all lines that are due now and of a limited variant, in whole unit steps. A standing
/// order that cannot be read or decided asks for nothing here and fails later, alone.
fn walk(
    cx: &mut Cx<'_>,
    round: &Round,
    mut each: impl FnMut(&mut Cx<'_>, Ask<'_>) -> Result<()>,
) -> Result<()> {
    let mut after = None;
    loop {
        let members = round.members(cx, after, LOOK)?;
        let Some(last) = members.last() else { return Ok(()) };
        after = Some(last.id.0);
        let outcomes = outcomes_of(cx, round.cycle.id, &members)?;
        for member in &members {
            let Ok(so) = &member.read else { continue };
            let settled = outcomes.get(&so.id).is_some_and(|outcome| outcome.kind.is_final());
            if settled || !round.concerns(so) {
                continue;
            }
            let Ok(Decision::Due { lines, .. }) = decide(so, &round.occasion(so)) else { continue };
            for line in lines {
                let good = round.shelf.good(&so.distributor, &line.variant);
                if let Some(good) = good.filter(|good| good.free.is_some()) {
                    let asked = Ask {
                        standing_order: so.id,
                        distributor: &so.distributor,
                        variant: &line.variant,
                        good,
                        asked: line.quantity,
                    };
                    each(cx, asked)?;
                }
            }
        }
        if members.len() < usize::try_from(LOOK).unwrap_or(usize::MAX) {
            return Ok(());
        }
    }
}
