//! What changes in a standing order while orders of it are open: revisions flow into them (D8),
//! and whoever leaves cycles out says what becomes of them (R29).

use crate::error::{Code, Error, Result};
use crate::hub::context::{Cx, Tell};
use crate::hub::order_book::{Freed, OrderWithLines, load_cycle, move_stock};
use crate::hub::tick::members::Round;
use crate::model::customer::Customer;
use crate::model::cycle::{Cycle, CycleState};
use crate::model::notice::NoticeKind;
use crate::model::order::{Order, OrderState};
use crate::model::standing_order::{Mode, StandingOrder};
use crate::model::why::Why;
use crate::rules::pair::{Decision, decide, revision_for, wanted_lines};
use crate::store::{Query, Record};
use crate::value::StandingOrderId;
use serde_json::json;

/// The open orders of a standing order with their cycles: made ahead, pending, or confirmed early
/// in a cycle that has not closed.
pub(super) fn open_orders(cx: &mut Cx<'_>, so: StandingOrderId) -> Result<Vec<(Order, Cycle)>> {
    let q = Query::on(Order::TABLE, "by_standing_order").eq(so).backwards().limit(200);
    let mut open = Vec::new();
    for order in cx.tx.find::<Order>(&q)? {
        use OrderState::{Ahead, Pending, Placed};
        if !matches!(order.state, Ahead | Pending | Placed) {
            continue;
        }
        let cycle = load_cycle(cx, order.cycle)?;
        use CycleState::{Open, Opening, Upcoming};
        if matches!(cycle.state, Upcoming | Opening | Open) {
            open.push((order, cycle));
        }
    }
    Ok(open)
}

/// Lets what a standing order wants now flow into its open orders. What an order changed itself
/// stays; a real disagreement is listed in it; where nothing is left, it is cancelled. Confirmed
/// orders stay as they are.
pub(super) fn reflow(cx: &mut Cx<'_>, before: &StandingOrder, so: &StandingOrder) -> Result<()> {
    // Orders made ahead by hand take part in the merge too (R30).
    let automatic = StandingOrder { mode: Mode::Automatic, ..so.clone() };
    for (order, cycle) in open_orders(cx, so.id)? {
        if order.state == OrderState::Placed || cx.now >= cycle.closes_at {
            continue;
        }
        let mut round = Round::load(cx, cycle)?;
        let Some(lines) = wanted_lines(&automatic, &round.occasion(so))? else { continue };
        let why = match decide(&automatic, &round.occasion(so))? {
            Decision::Not { why, .. } => why,
            _ => Why::NothingAvailable,
        };
        let mut open = OrderWithLines::of(cx, order)?;
        let known = open.lines.len();
        let wanted: Vec<_> = lines.iter().map(|line| (&line.variant, line.quantity)).collect();
        let mut freed = Freed::new();
        let methods = merge_methods(cx, &mut open.order, &round, before, so)?;
        let lines = open.merge(&mut round.shelf, &mut freed, &wanted)?;
        if !methods && !lines {
            continue;
        }
        open.retotal(&round.cycle, &round.shelf)?;
        open.save(cx, known)?;
        if open.is_empty() {
            open.cancel(cx, &mut round.shelf, &mut freed, why)?;
            move_stock(cx, &round.shelf, round.cycle.id, freed)?;
            continue;
        }
        move_stock(cx, &round.shelf, round.cycle.id, freed)?;
        let facts = json!({ "total": open.order.total, "conflicts": open.order.conflicts });
        cx.log(open.order.id, &facts)?;
        cx.tell(Tell {
            kind: NoticeKind::Changed,
            customer: Some(open.order.customer),
            cycle: Some(open.order.cycle),
            order: Some(open.order.id),
            facts: facts.into(),
        })?;
    }
    Ok(())
}

/// Sets a field to what the revision says now, where the order still has what it said before.
fn follow<T: Clone + PartialEq>(
    field: &mut Option<T>,
    base: &Option<T>,
    revision: &Option<T>,
    usual: Option<&T>,
) -> bool {
    let stood = base.as_ref().or(usual);
    let wanted = revision.as_ref().or(usual);
    let follows = base != revision && field.as_ref() == stood;
    if follows {
        *field = wanted.cloned();
    }
    follows
}

/// Merges methods, address and note, field by field.
fn merge_methods(
    cx: &mut Cx<'_>,
    order: &mut Order,
    round: &Round,
    before: &StandingOrder,
    so: &StandingOrder,
) -> Result<bool> {
    let (old, new) =
        (revision_for(before, &round.occasion(before)), revision_for(so, &round.occasion(so)));
    let (Some(old), Some(new)) = (old, new) else { return Ok(false) };
    let customer: Customer = cx.load("customer", so.customer)?;
    let shipping = customer.shipping_method.as_ref();
    let changes = [
        follow(&mut order.shipping_method, &old.shipping_method, &new.shipping_method, shipping),
        follow(
            &mut order.payment_method,
            &old.payment_method,
            &new.payment_method,
            customer.payment_method.as_ref(),
        ),
        follow(
            &mut order.shipping_address,
            &old.shipping_address,
            &new.shipping_address,
            customer.shipping_address.as_ref(),
        ),
        follow(&mut order.note, &old.note, &new.note, None),
    ];
    Ok(changes.contains(&true))
}

/// Cancels open orders, as far as their cycles' limits allow the actor.
pub(super) fn cancel_orders(
    cx: &mut Cx<'_>,
    so: &StandingOrder,
    orders: Vec<(Order, Cycle)>,
    why: &Why,
) -> Result<()> {
    for (order, cycle) in orders {
        let mut round = Round::load(cx, cycle)?;
        let limit = round.occasion(so).limit_for(&cx.actor.author());
        must_be_before(cx, limit, "cancel this order")?;
        let mut open = OrderWithLines::of(cx, order)?;
        let mut freed = Freed::new();
        open.cancel(cx, &mut round.shelf, &mut freed, why.clone())?;
        move_stock(cx, &round.shelf, round.cycle.id, freed)?;
    }
    Ok(())
}

/// Refuses what comes at the limit or later (R1).
pub(crate) fn must_be_before(
    cx: &Cx<'_>,
    limit: chrono::DateTime<chrono::Utc>,
    what: &str,
) -> Result<()> {
    match cx.now < limit {
        true => Ok(()),
        false => Err(Error::new(
            Code::LimitPassed,
            format!(
                "it is too late to {what}: the limit was {}; ask the hub",
                limit.format("%Y-%m-%d %H:%M UTC")
            ),
        )
        .with("limit", limit)),
    }
}
