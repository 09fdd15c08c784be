//! Lines that join an order which the customer has in the cycle already (D11, R22).

use super::members::Round;
use super::settle::{Settled, give_back, tell};
use crate::error::Result;
use crate::hub::context::Cx;
use crate::hub::order_book::{Freed, OrderWithLines, move_stock};
use crate::model::customer::Customer;
use crate::model::enterprise::Combine;
use crate::model::notice::NoticeKind;
use crate::model::order::{Order, OrderState, OutcomeKind};
use crate::model::standing_order::{Revision, StandingLine, StandingOrder};
use crate::model::why::Why;
use crate::store::{Query, Record};
use crate::value::{Quantity, VariantId};
use serde_json::json;

/// The open order that a standing order's lines may join (D11, R22): the same customer,
/// distributor, shipping method and address, and still to be changed.
pub(super) fn target_of(
    cx: &mut Cx<'_>,
    round: &Round,
    so: &StandingOrder,
    customer: &Customer,
    revision: &Revision,
) -> Result<Option<Order>> {
    if round.settings.combine == Combine::Beside {
        return Ok(None);
    }
    let shipping = revision.shipping_method.as_ref().or(customer.shipping_method.as_ref());
    let address = revision.shipping_address.as_ref().or(customer.shipping_address.as_ref());
    let q = Query::on(Order::TABLE, "by_customer").eq(so.customer).backwards().limit(50);
    Ok(cx.tx.find::<Order>(&q)?.into_iter().rev().find(|order| {
        order.cycle == round.cycle.id
            && order.distributor == so.distributor
            && matches!(order.state, OrderState::Pending | OrderState::Placed)
            && !order.held
            && order.shipping_method.as_ref() == shipping
            && order.shipping_address.as_ref() == address
    }))
}

/// Lets a standing order's lines join an order; its shares go with them.
pub(super) fn combine(
    cx: &mut Cx<'_>,
    round: &mut Round,
    so: &StandingOrder,
    target: Order,
    lines: &[&StandingLine],
    shares: &[(VariantId, Quantity)],
) -> Result<Settled> {
    let mut joined = OrderWithLines::of(cx, target)?;
    let known = joined.lines.len();
    let mut freed = Freed::new();
    // Its shares become free for a moment, and its lines take them in the same transaction.
    give_back(round, so, shares, &mut freed, |_| true);
    let mut given_any = false;
    for line in lines {
        let good = round.shelf.good(&so.distributor, &line.variant);
        let Some((step, free)) = good.map(|good| (good.step, good.free)) else { continue };
        let share = shares.iter().find(|(variant, _)| *variant == line.variant);
        let most = share.map(|(_, share)| *share).or(free);
        let given = most.map_or(line.quantity, |most| line.quantity.min(most)).floor_to(step);
        let before = joined.lines.iter().find(|l| l.variant == line.variant);
        let before = before.map_or(Quantity::ZERO, |l| l.ordered);
        joined.set(&mut round.shelf, &mut freed, &line.variant, before.plus(given)?)?;
        given_any |= !given.is_zero();
    }
    if !given_any {
        tell(cx, round, so, NoticeKind::NothingAvailable, None, json!({}))?;
        move_stock(cx, &round.shelf, round.cycle.id, freed)?;
        return Ok(Settled { kind: OutcomeKind::Empty, why: Why::NothingAvailable, order: None });
    }
    joined.retotal(&round.cycle, &round.shelf)?;
    move_stock(cx, &round.shelf, round.cycle.id, freed)?;
    joined.save(cx, known)?;
    let id = joined.order.id;
    cx.log(id, json!({ "combined": so.id, "total": joined.order.total.amount() }))?;
    tell(cx, round, so, NoticeKind::Changed, Some(id), json!({ "total": joined.order.total }))?;
    Ok(Settled { kind: OutcomeKind::Combined, why: Why::Combined, order: Some(id) })
}
