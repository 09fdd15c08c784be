//! Orders made ahead, duplicated, adopted and detached (D10, R27).

use super::must_be_editable;
use super::read::OrderWithLinesPage;
use crate::error::{Code, Error, Result};
use crate::hub::context::Cx;
use crate::hub::customers::who_orders;
use crate::hub::operation::{Reach, Transactional};
use crate::hub::order_book::{OrderWithLines, load_cycle};
use crate::hub::standing_orders::load_standing_order;
use crate::hub::tick::members::Round;
use crate::model::customer::Customer;
use crate::model::cycle::CycleState;
use crate::model::order::{Order, OrderLine, OrderState, Origin, Outcome, OutcomeKind};
use crate::model::standing_order::{Mode, StandingOrder};
use crate::model::why::Why;
use crate::rules::pair::{Decision, decide};
use crate::value::{CycleId, OrderId, Quantity, StandingOrderId, VariantId, generated_order_id};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Makes the orders of a standing order for picked cycles that have not opened:
/// `orders.create_ahead`. They hold no stock until their cycle opens, and claim it before any
/// order is generated (R27).
///
/// Errors: `already_exists` for a cycle that has its order, `wrong_state` for one that has opened
/// or in which the standing order is not due.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OrdersAhead {
    /// Who sells.
    pub enterprise: String,
    /// Whose orders.
    pub standing_order: StandingOrderId,
    /// For which cycles.
    pub cycles: Vec<CycleId>,
}

impl Transactional for OrdersAhead {
    const NAME: &'static str = "orders.create_ahead";
    const MUTATES: bool = true;
    type Response = OrderWithLinesPage;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<OrderWithLinesPage> {
        let so = load_standing_order(cx, self.standing_order)?;
        // Made by hand: the mode says nothing here.
        let so = StandingOrder { mode: Mode::Automatic, ..so };
        let mut items = Vec::with_capacity(self.cycles.len());
        for (i, cycle) in self.cycles.iter().enumerate() {
            let made = one_ahead(cx, &so, *cycle).map_err(|e| e.at(format!("cycles[{i}]")))?;
            items.push(made);
        }
        Ok(OrderWithLinesPage { items, next_page: None })
    }
}

fn one_ahead(cx: &mut Cx<'_>, so: &StandingOrder, cycle: CycleId) -> Result<OrderWithLines> {
    let cycle = load_cycle(cx, cycle)?;
    must_be_upcoming(cycle.state)?;
    let round = Round::load(cx, cycle)?;
    let refused = |why: &Why| {
        Error::new(Code::WrongState, format!("no order is due there: {why}"))
            .with("rule", why.rule())
    };
    if !round.concerns(so) {
        return Err(refused(&Why::NotInSeries { cycle: round.cycle.id }));
    }
    let (revision, lines) = match decide(so, &round.occasion(so))? {
        Decision::Due { revision, lines } => (revision, lines),
        Decision::Not { why, .. } | Decision::Outside { why } => return Err(refused(&why)),
    };
    let lines: Vec<_> = lines.iter().map(|l| (l.variant.clone(), l.quantity)).collect();
    let id = order_id_of(cx, so, &round)?;
    let customer: Customer = cx.load("customer", so.customer)?;
    let mut made = blank(cx, &round, &customer, id, Origin::Standing, &so.distributor)?;
    made.order.standing_order = Some(so.id);
    made.order.shipping_method = revision.shipping_method.clone().or(made.order.shipping_method);
    made.order.payment_method = revision.payment_method.clone().or(made.order.payment_method);
    made.order.shipping_address = revision.shipping_address.clone().or(made.order.shipping_address);
    made.order.note = revision.note.clone();
    fill_ahead(&mut made, &round, &lines, true)?;
    occupy(cx, so.id, &made.order, Why::Generated { revision: revision.holds_from })?;
    insert(cx, &made)?;
    Ok(made)
}

/// The id that derives from the pair (E1), or a new one where a detached order has that (R27).
fn order_id_of(cx: &mut Cx<'_>, so: &StandingOrder, round: &Round) -> Result<OrderId> {
    let home = cx.home()?;
    let id = generated_order_id(so.id, so.number, round.cycle.id, round.cycle.opens_at);
    let taken = cx.tx.get::<Order>(&home, vec![id.into()])?;
    let detached = taken.is_some_and(|order| order.standing_order != Some(so.id));
    Ok(if detached { OrderId(cx.new_id()) } else { id })
}

fn must_be_upcoming(state: CycleState) -> Result<()> {
    match state {
        CycleState::Upcoming => Ok(()),
        state => Err(Error::new(
            Code::WrongState,
            format!("the cycle is {state}: orders are made ahead only before it opens"),
        )
        .with("state", state)),
    }
}

/// An order of nothing yet.
fn blank(
    cx: &Cx<'_>,
    round: &Round,
    customer: &Customer,
    id: OrderId,
    origin: Origin,
    distributor: &crate::value::EnterpriseId,
) -> Result<OrderWithLines> {
    let home = cx.home()?;
    let zero = home.currency.zero();
    let order = Order {
        enterprise: home.id.clone(),
        id,
        origin,
        state: OrderState::Ahead,
        held: false,
        confirmed: false,
        late: false,
        check_customer: false,
        customer: customer.id,
        cycle: round.cycle.id,
        distributor: distributor.clone(),
        standing_order: None,
        shipping_method: customer.shipping_method.clone(),
        payment_method: customer.payment_method.clone(),
        shipping_address: customer.shipping_address.clone(),
        note: None,
        fees: Vec::new(),
        conflicts: Vec::new(),
        item_total: zero,
        total: zero,
        charged: None,
        created_at: cx.now,
        placed_at: None,
        version: 1,
    };
    Ok(OrderWithLines { order, lines: Vec::new() })
}

/// Lines at the cycle's prices of today, holding no stock.
fn fill_ahead(
    made: &mut OrderWithLines,
    round: &Round,
    lines: &[(VariantId, Quantity)],
    standing: bool,
) -> Result<()> {
    let zero = made.order.total.currency().zero();
    for ((variant, quantity), position) in lines.iter().zip(1..) {
        let good = round.shelf.good(&made.order.distributor, variant);
        made.lines.push(OrderLine {
            enterprise: made.order.enterprise.clone(),
            cycle: made.order.cycle,
            order: made.order.id,
            position,
            variant: variant.clone(),
            asked: *quantity,
            given: *quantity,
            ordered: *quantity,
            price: good.map_or(zero, |good| good.price),
            amount: zero,
            standing,
        });
    }
    made.retotal(&round.cycle, &round.shelf)
}

fn insert(cx: &mut Cx<'_>, made: &OrderWithLines) -> Result<()> {
    let home = cx.home()?;
    cx.tx.insert_new(&home, std::slice::from_ref(&made.order))?;
    cx.tx.insert_new(&home, &made.lines)?;
    cx.log(made.order.id, json!({ "state": made.order.state, "total": made.order.total }))
}

/// Makes an order the one of its pair; refused when the pair has one, or is settled otherwise.
fn occupy(cx: &mut Cx<'_>, so: StandingOrderId, order: &Order, why: Why) -> Result<()> {
    let home = cx.home()?;
    let key = Outcome::key(so, order.cycle);
    let known = cx.tx.get::<Outcome>(&home, key)?;
    let outcome = Outcome {
        enterprise: home.id.clone(),
        standing_order: so,
        cycle: order.cycle,
        kind: OutcomeKind::Generated,
        why,
        order: Some(order.id),
        attempts: 0,
        late: false,
        at: cx.now,
        version: known.as_ref().map_or(1, |known| known.version.saturating_add(1)),
    };
    match known {
        None => cx.tx.insert_new(&home, &[outcome]),
        Some(known) if known.order.is_none() && !matches!(known.kind, OutcomeKind::Missed) => {
            cx.tx.update(&home, &[outcome])
        }
        Some(known) => Err(Error::new(
            Code::AlreadyExists,
            "the standing order has an order in this cycle already: edit or detach that one",
        )
        .with("order", known.order)
        .with("outcome", known.kind)),
    }
}

/// Duplicates an order into picked cycles: `orders.duplicate`. In cycles that have not opened the
/// copies are made ahead. The copy of a standing order's order is that standing order's order there.
///
/// Errors: `wrong_state` for a cycle that has opened or an order of nothing, `already_exists`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DuplicateOrder {
    /// Who sells.
    pub enterprise: String,
    /// Which order.
    pub order: OrderId,
    /// Into which cycles.
    pub cycles: Vec<CycleId>,
}

impl Transactional for DuplicateOrder {
    const NAME: &'static str = "orders.duplicate";
    const MUTATES: bool = true;
    type Response = OrderWithLinesPage;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<OrderWithLinesPage> {
        let source = OrderWithLines::load(cx, self.order)?;
        let mut items = Vec::with_capacity(self.cycles.len());
        for (i, cycle) in self.cycles.iter().enumerate() {
            let copy = duplicate(cx, &source, *cycle).map_err(|e| e.at(format!("cycles[{i}]")))?;
            items.push(copy);
        }
        Ok(OrderWithLinesPage { items, next_page: None })
    }
}

fn duplicate(cx: &mut Cx<'_>, source: &OrderWithLines, cycle: CycleId) -> Result<OrderWithLines> {
    let cycle = load_cycle(cx, cycle)?;
    must_be_upcoming(cycle.state)?;
    let round = Round::load(cx, cycle)?;
    let customer: Customer = cx.load("customer", source.order.customer)?;
    let customer = who_orders(cx, customer)?;
    let standing_order = match source.order.standing_order {
        None => None,
        Some(id) => Some(load_standing_order(cx, id)?).filter(|so| round.concerns(so)),
    };
    let id = match &standing_order {
        Some(so) => order_id_of(cx, so, &round)?,
        None => OrderId(cx.new_id()),
    };
    let origin = if standing_order.is_some() { Origin::Standing } else { Origin::Manual };
    let mut copy = blank(cx, &round, &customer, id, origin, &source.order.distributor)?;
    copy.order.shipping_method = source.order.shipping_method.clone();
    copy.order.payment_method = source.order.payment_method.clone();
    copy.order.shipping_address = source.order.shipping_address.clone();
    copy.order.note = source.order.note.clone();
    copy.order.standing_order = standing_order.as_ref().map(|so| so.id);
    let lines: Vec<_> = source
        .lines
        .iter()
        .filter(|line| !line.ordered.is_zero())
        .map(|line| (line.variant.clone(), line.ordered))
        .collect();
    if lines.is_empty() {
        return Err(Error::new(Code::WrongState, "nothing is left in the order to be copied"));
    }
    fill_ahead(&mut copy, &round, &lines, standing_order.is_some())?;
    if let Some(so) = &standing_order {
        let from = so.revisions.first().map_or(so.starts_on, |revision| revision.holds_from);
        occupy(cx, so.id, &copy.order, Why::Generated { revision: from })?;
    }
    insert(cx, &copy)?;
    Ok(copy)
}

/// Makes an order of the shop the one that a standing order has in its cycle: `orders.adopt`. None
/// is generated then.
///
/// Errors: `wrong_state` for another customer's or another standing order's order,
/// `already_exists`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AdoptOrder {
    /// Who sells.
    pub enterprise: String,
    /// Which order.
    pub order: OrderId,
    /// By which standing order.
    pub standing_order: StandingOrderId,
}

impl Transactional for AdoptOrder {
    const NAME: &'static str = "orders.adopt";
    const MUTATES: bool = true;
    type Response = OrderWithLines;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<OrderWithLines> {
        let mut adopted = OrderWithLines::load(cx, self.order)?;
        let so = load_standing_order(cx, self.standing_order)?;
        let cycle = load_cycle(cx, adopted.order.cycle)?;
        let round = Round::load(cx, cycle)?;
        let refused = |why: &str| Err(Error::new(Code::WrongState, why));
        if adopted.order.customer != so.customer {
            return refused("the order is another customer's: adopt one of the same customer");
        }
        if adopted.order.standing_order.is_some() || adopted.order.state == OrderState::Cancelled {
            return refused("the order belongs to a standing order already, or is cancelled");
        }
        if !round.concerns(&so) {
            return refused("the order's cycle is none of the standing order's");
        }
        adopted.order.standing_order = Some(so.id);
        let why = Why::Generated { revision: so.starts_on };
        occupy(cx, so.id, &adopted.order, why)?;
        adopted.save(cx, adopted.lines.len())?;
        cx.log(adopted.order.id, json!({ "standing_order": so.id }))?;
        Ok(adopted)
    }
}

/// Takes an order out of its standing order: `orders.detach`. The order stays; the pair counts as
/// skipped, and no other is generated (R27).
///
/// Errors: `wrong_state` when it belongs to none, `limit_passed`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DetachOrder {
    /// Who sells.
    pub enterprise: String,
    /// Which order.
    pub order: OrderId,
}

impl Transactional for DetachOrder {
    const NAME: &'static str = "orders.detach";
    const MUTATES: bool = true;
    type Response = OrderWithLines;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<OrderWithLines> {
        let mut open = OrderWithLines::load(cx, self.order)?;
        let cycle = load_cycle(cx, open.order.cycle)?;
        must_be_editable(cx, &open.order, &cycle)?;
        let Some(id) = open.order.standing_order else {
            return Err(Error::new(Code::WrongState, "the order belongs to no standing order"));
        };
        let so = load_standing_order(cx, id)?;
        skip_by_staff(cx, so, &open.order)?;
        let home = cx.home()?;
        let key = Outcome::key(id, open.order.cycle);
        if let Some(mut outcome) = cx.tx.get::<Outcome>(&home, key)? {
            outcome.kind = OutcomeKind::Skipped;
            outcome.why = Why::Detached { by: cx.actor.author() };
            outcome.order = None;
            outcome.version = outcome.version.saturating_add(1);
            cx.tx.update(&home, &[outcome])?;
        }
        open.order.standing_order = None;
        open.order.origin = Origin::Manual;
        open.save(cx, open.lines.len())?;
        cx.log(open.order.id, json!({ "standing_order": null }))?;
        Ok(open)
    }
}

/// Notes the skip in the standing order, so that no later tick generates the pair again.
fn skip_by_staff(cx: &mut Cx<'_>, mut so: StandingOrder, order: &Order) -> Result<()> {
    use crate::model::standing_order::{Skip, SkipTarget};
    let home = cx.home()?;
    let what = SkipTarget::Cycle { cycle: order.cycle };
    so.skips.push(Skip { what, variant: None, by: cx.actor.author(), at: cx.now });
    so.version = so.version.saturating_add(1);
    cx.tx.update(&home, std::slice::from_ref(&so))?;
    cx.log(so.id, json!({ "skipped": { "cycles": [order.cycle] } }))
}
