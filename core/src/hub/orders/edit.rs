//! Changing an order until its limit.

use super::must_be_editable;
use super::record::LineWanted;
use crate::error::{Code, Error, Fault, Result, Violations};
use crate::hub::context::{Cx, Tell};
use crate::hub::operation::{Reach, Transactional};
use crate::hub::order_book::{Freed, OrderWithLines, load_cycle, move_stock};
use crate::hub::standing_orders::{
    checked_quantity, known_variants, must_be_before, must_have_skips_left,
};
use crate::hub::tick::close::place_one;
use crate::hub::tick::members::Round;
use crate::model::customer::Address;
use crate::model::cycle::CycleState;
use crate::model::notice::NoticeKind;
use crate::model::order::{Order, OrderState};
use crate::model::standing_order::{Skip, SkipTarget, StandingOrder};
use crate::model::why::Why;
use crate::value::text::clean;
use crate::value::{Change, OrderId, PaymentMethodId, ShippingMethodId};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Changes an order: `orders.edit`. Lines that are not named stay. Lines that stand keep their
/// price, new ones take today's (R24). Taking the last line out cancels the order (R26).
///
/// Errors: `limit_passed` at the limit or later (R1), `insufficient_stock`, `conflict` for a stale
/// version (R35), `skip_limit` (R26), `unknown_reference`, `wrong_state`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EditOrder {
    /// Who sells.
    pub enterprise: String,
    /// Which order.
    pub order: OrderId,
    /// The version that the caller saw; none: whatever is there.
    #[serde(default)]
    pub version: Option<i64>,
    /// How much there shall be of these variants; 0 takes one out.
    #[serde(default)]
    pub set_lines: Vec<LineWanted>,
    /// The host's shipping method.
    #[serde(default, skip_serializing_if = "Change::is_keep")]
    pub shipping_method: Change<Option<String>>,
    /// The host's payment method.
    #[serde(default, skip_serializing_if = "Change::is_keep")]
    pub payment_method: Change<Option<String>>,
    /// Where goods go.
    #[serde(default, skip_serializing_if = "Change::is_keep")]
    pub shipping_address: Change<Option<Address>>,
    /// A note that is printed on sheets.
    #[serde(default, skip_serializing_if = "Change::is_keep")]
    pub note: Change<Option<String>>,
}

impl Transactional for EditOrder {
    const NAME: &'static str = "orders.edit";
    const MUTATES: bool = true;
    const FOR_CUSTOMERS: bool = true;
    type Response = OrderWithLines;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<OrderWithLines> {
        let mut open = OrderWithLines::load(cx, self.order)?;
        let cycle = load_cycle(cx, open.order.cycle)?;
        must_be_editable(cx, &open.order, &cycle)?;
        must_be_allowed_to(cx, &open.order, |may| may.edit)?;
        cx.expect_version("order", open.order.id, open.order.version, self.version)?;
        let variants = known_variants(cx, self.set_lines.iter().map(|l| l.variant.as_str()))?;
        let mut v = Violations::new();
        let lines = v.each("set_lines", &self.set_lines, |v, line| {
            checked_quantity(v, &variants, &line.variant, line.quantity)
                .map(|(variant, quantity)| (variant.id.clone(), quantity))
        });
        self.apply_methods(&mut open.order, &mut v);
        let lines = v.finish(lines)?;
        let mut round = Round::load(cx, cycle)?;
        let known = open.lines.len();
        let mut freed = Freed::new();
        for (i, (variant, quantity)) in lines.iter().enumerate() {
            open.set(&mut round.shelf, &mut freed, variant, *quantity)
                .map_err(|e| e.at(format!("set_lines[{i}]")))?;
            // Whoever sets a line that was in conflict has settled it.
            open.order.conflicts.retain(|conflict| conflict.variant != *variant);
        }
        if open.is_empty() {
            let why = Why::EmptiedBy { by: cx.actor.author() };
            skip_pair(cx, &open.order)?;
            open.retotal(&round.cycle, &round.shelf)?;
            open.cancel(cx, &mut round.shelf, &mut freed, why)?;
            move_stock(cx, &round.shelf, round.cycle.id, freed)?;
            return Ok(open);
        }
        open.retotal(&round.cycle, &round.shelf)?;
        move_stock(cx, &round.shelf, round.cycle.id, freed)?;
        open.save(cx, known)?;
        cx.log(open.order.id, json!({ "set_lines": self.set_lines, "total": open.order.total }))?;
        if cx.actor.is_staff() && open.order.state != OrderState::Ahead {
            cx.tell(Tell {
                kind: NoticeKind::Changed,
                customer: Some(open.order.customer),
                cycle: Some(open.order.cycle),
                order: Some(open.order.id),
                facts: json!({ "set_lines": self.set_lines, "total": open.order.total }).into(),
            })?;
        }
        Ok(open)
    }
}

impl EditOrder {
    fn apply_methods(&self, order: &mut Order, v: &mut Violations) {
        if let Change::To(id) = &self.shipping_method
            && let Some(id) = v.check_opt("shipping_method", id.as_deref(), ShippingMethodId::new)
        {
            order.shipping_method = id;
        }
        if let Change::To(id) = &self.payment_method
            && let Some(id) = v.check_opt("payment_method", id.as_deref(), PaymentMethodId::new)
        {
            order.payment_method = id;
        }
        self.shipping_address.clone().apply(&mut order.shipping_address);
        if let Change::To(note) = &self.note
            && let Some(note) = v.check_opt("note", note.as_deref(), |note| clean(note, 2000))
        {
            order.note = note.filter(|note| !note.is_empty());
        }
        if self.set_lines.len() > 500 {
            let message = format!("{} lines are too many: give at most 500", self.set_lines.len());
            v.add("set_lines", Fault::new(Code::TooLong, message, self.set_lines.len()));
        }
    }
}

/// What the hub lets customers do to the orders of their standing orders; their own orders of the
/// shop they may always change.
pub(super) fn must_be_allowed_to(
    cx: &Cx<'_>,
    order: &Order,
    may: impl Fn(&crate::model::enterprise::CustomerMay) -> bool,
) -> Result<()> {
    let allowed = cx.actor.is_staff()
        || order.standing_order.is_none()
        || may(&cx.enterprise()?.settings.customer_may);
    match allowed {
        true => Ok(()),
        false => Err(Error::new(
            Code::NotAllowed,
            "the hub does not let customers do this themselves: ask the hub",
        )),
    }
}

/// A generated order that its customer empties or cancels counts as a skip of the cycle (R26).
fn skip_pair(cx: &mut Cx<'_>, order: &Order) -> Result<()> {
    let Some(id) = order.standing_order else { return Ok(()) };
    let mut so: StandingOrder = cx.load("standing order", id)?;
    let what = SkipTarget::Cycle { cycle: order.cycle };
    if so.skips.iter().any(|skip| skip.what == what && skip.variant.is_none()) {
        return Ok(());
    }
    so.skips.push(Skip { what, variant: None, by: cx.actor.author(), at: cx.now });
    must_have_skips_left(cx, &so)?;
    so.version = so.version.saturating_add(1);
    let home = cx.home()?;
    cx.tx.update(&home, std::slice::from_ref(&so))?;
    cx.log(so.id, json!({ "skipped": { "cycles": [order.cycle] } }))
}

/// Cancels an order: `orders.cancel`. Its stock is free again; its cycle counts as skipped. Staff
/// cancel a held order after its close too.
///
/// Errors: `limit_passed`, `wrong_state`, `conflict`, `skip_limit`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CancelOrder {
    /// Who sells.
    pub enterprise: String,
    /// Which order.
    pub order: OrderId,
    /// The version that the caller saw; none: whatever is there.
    #[serde(default)]
    pub version: Option<i64>,
}

impl Transactional for CancelOrder {
    const NAME: &'static str = "orders.cancel";
    const MUTATES: bool = true;
    const FOR_CUSTOMERS: bool = true;
    type Response = OrderWithLines;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<OrderWithLines> {
        let mut open = OrderWithLines::load(cx, self.order)?;
        let cycle = load_cycle(cx, open.order.cycle)?;
        if !(open.order.held && cx.actor.is_staff()) {
            must_be_editable(cx, &open.order, &cycle)?;
        }
        must_be_allowed_to(cx, &open.order, |may| may.cancel)?;
        cx.expect_version("order", open.order.id, open.order.version, self.version)?;
        skip_pair(cx, &open.order)?;
        let mut round = Round::load(cx, cycle)?;
        let mut freed = Freed::new();
        let why = Why::CancelledBy { by: cx.actor.author() };
        open.cancel(cx, &mut round.shelf, &mut freed, why)?;
        move_stock(cx, &round.shelf, round.cycle.id, freed)?;
        Ok(open)
    }
}

/// Confirms a pending order before its cycle closes: `orders.confirm`. It is placed now; it may
/// still be changed until the limit (R34). Confirming twice is no harm.
///
/// Errors: `limit_passed`, `wrong_state`, `conflict`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmOrder {
    /// Who sells.
    pub enterprise: String,
    /// Which order.
    pub order: OrderId,
    /// The version that the caller saw; none: whatever is there.
    #[serde(default)]
    pub version: Option<i64>,
}

impl Transactional for ConfirmOrder {
    const NAME: &'static str = "orders.confirm";
    const MUTATES: bool = true;
    const FOR_CUSTOMERS: bool = true;
    type Response = OrderWithLines;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<OrderWithLines> {
        let mut open = OrderWithLines::load(cx, self.order)?;
        let cycle = load_cycle(cx, open.order.cycle)?;
        if open.order.state == OrderState::Placed {
            return Ok(open);
        }
        must_be_editable(cx, &open.order, &cycle)?;
        cx.expect_version("order", open.order.id, open.order.version, self.version)?;
        if open.order.state != OrderState::Pending || open.order.held {
            return Err(Error::new(
                Code::WrongState,
                "only a pending order that is not held can be confirmed",
            )
            .with("state", open.order.state));
        }
        open.order.confirmed = true;
        place_one(cx, &mut open.order)?;
        let home = cx.home()?;
        cx.tx.update(&home, std::slice::from_ref(&open.order))?;
        Ok(open)
    }
}

/// Releases a held order: `orders.release`. Staff only. Where its cycle has closed, it is placed,
/// until collection begins (R39); what a missed cycle left held, at any time (R25).
///
/// Errors: `wrong_state` when it is not held.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReleaseOrder {
    /// Who sells.
    pub enterprise: String,
    /// Which order.
    pub order: OrderId,
}

impl Transactional for ReleaseOrder {
    const NAME: &'static str = "orders.release";
    const MUTATES: bool = true;
    type Response = OrderWithLines;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<OrderWithLines> {
        let mut open = OrderWithLines::load(cx, self.order)?;
        if !open.order.held || open.order.state != OrderState::Pending {
            return Err(Error::new(Code::WrongState, "the order is not held")
                .with("state", open.order.state));
        }
        let cycle = load_cycle(cx, open.order.cycle)?;
        // What a missed cycle left to staff stays theirs to decide (R25).
        if cycle.missed.is_none() {
            let limit = cycle.collection_begins_at().max(cycle.closes_at);
            must_be_before(cx, limit, "release this order")?;
        }
        open.order.held = false;
        match cycle.state {
            CycleState::Closing | CycleState::Closed => place_one(cx, &mut open.order)?,
            _ => {
                open.order.version = open.order.version.saturating_add(1);
                cx.log(open.order.id, json!({ "held": false }))?;
            }
        }
        let home = cx.home()?;
        cx.tx.update(&home, std::slice::from_ref(&open.order))?;
        Ok(open)
    }
}
