//! Giving an order to another customer (A5, R38).

use crate::error::{Code, Error, Result, Violations};
use crate::hub::context::Cx;
use crate::hub::customers::must_be_there;
use crate::hub::ledger::transfer::{self, Way};
use crate::hub::notices::retell;
use crate::hub::operation::{Reach, Transactional};
use crate::hub::order_book::OrderWithLines;
use crate::hub::standing_orders::must_exist;
use crate::model::customer::Customer;
use crate::model::notice::Notice;
use crate::model::order::Order;
use crate::store::{Filter, Record};
use crate::value::{CustomerId, OrderId};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Gives an order to another customer of the enterprise: `orders.reassign` (A5, R38). Packing sheets,
/// history and balance follow, whatever its state: what it charged is taken back from the one and
/// charged to the other, for the original days. Staff only.
///
/// A standing order that made it stays with its owner, and so does what became of that cycle. The
/// flag `check_customer` is cleared; naming the customer who has the order already says that he is
/// the right one, and clears it too.
///
/// Errors: `wrong_state` for a customer who has it already and need not be checked, or who is
/// archived, erased or was merged into another; `unknown_reference` for one who is not there; `conflict` for a stale version.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReassignOrder {
    /// Who sells.
    pub enterprise: String,
    /// Which order.
    pub order: OrderId,
    /// To whom.
    pub customer: CustomerId,
    /// The version that the caller saw; none: whatever is there.
    #[serde(default)]
    pub version: Option<i64>,
    /// Whether payments, refunds and credits that name the order go with it; usually they stay with
    /// who paid.
    #[serde(default)]
    pub with_payments: bool,
}

impl Transactional for ReassignOrder {
    const NAME: &'static str = "orders.reassign";
    const MUTATES: bool = true;
    type Response = OrderWithLines;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<OrderWithLines> {
        let home = cx.home()?;
        let mut whole = OrderWithLines::load(cx, self.order)?;
        let order = &mut whole.order;
        cx.expect_version("order", order.id, order.version, self.version)?;
        let customer = cx.tx.get::<Customer>(&home, vec![self.customer.into()])?;
        let mut v = Violations::new();
        let customer = v.check("customer", must_exist(customer, "customer", self.customer));
        let customer = v.finish(customer)?;
        if order.customer == customer.id && !order.check_customer {
            let message = "the order is this customer's already: name another";
            return Err(Error::new(Code::WrongState, message).at("customer"));
        }
        if order.customer == customer.id {
            order.check_customer = false;
            order.version = order.version.saturating_add(1);
            cx.tx.update(&home, std::slice::from_ref(order))?;
            cx.log(order.id, json!({ "check_customer": false }))?;
            return Ok(whole);
        }
        must_be_there(&customer).map_err(|e| e.at("customer"))?;
        give(cx, order, customer.id, self.with_payments)?;
        Ok(whole)
    }
}

/// Gives an order to another customer, with what it charged.
pub(crate) fn give(
    cx: &mut Cx<'_>,
    order: &mut Order,
    to: CustomerId,
    with_payments: bool,
) -> Result<()> {
    let home = cx.home()?;
    let way = Way { from: order.customer, to };
    order.customer = to;
    order.check_customer = false;
    order.version = order.version.saturating_add(1);
    cx.tx.update(&home, std::slice::from_ref(order))?;
    transfer::move_order(cx, order.id, way, with_payments)?;
    cx.count_elsewhere(order, way.from);
    let about = Filter::Is(Notice::TABLE.col("order"), order.id.into());
    retell(cx, about, way)?;
    let moved = json!({
        "order": order.id, "customer": to, "customer_before": way.from,
        "with_payments": with_payments,
    });
    cx.log(order.id, &moved)?;
    cx.log(way.from, &moved)?;
    cx.log(way.to, &moved)
}
