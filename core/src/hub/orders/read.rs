//! Reading orders.

use crate::error::Result;
use crate::hub::context::Cx;
use crate::hub::customers::current_id;
use crate::hub::operation::{Reach, Transactional};
use crate::hub::order_book::OrderWithLines;
use crate::hub::page::{self, pages};
use crate::model::order::{Order, OrderLine, OrderState};
use crate::store::{Filter, Query, Record};
use crate::value::{CustomerId, CycleId, OrderId, StandingOrderId};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

pages! {
    /// Orders with their lines.
    OrderWithLinesPage of OrderWithLines;
}

/// Reads one order with its lines: `orders.get`.
///
/// Errors: `not_found`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GetOrder {
    /// Who sells.
    pub enterprise: String,
    /// Which.
    pub order: OrderId,
}

impl Transactional for GetOrder {
    const NAME: &'static str = "orders.get";
    const MUTATES: bool = false;
    const FOR_CUSTOMERS: bool = true;
    type Response = OrderWithLines;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<OrderWithLines> {
        let order: Order = cx.load("order", self.order)?;
        cx.must_be(order.customer, "order", self.order)?;
        OrderWithLines::of(cx, order)
    }
}

/// Lists orders with their lines: `orders.list`. A customer sees his own.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListOrders {
    /// Who sells.
    pub enterprise: String,
    /// In this cycle.
    #[serde(default)]
    pub cycle: Option<CycleId>,
    /// Of this customer.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Of this standing order.
    #[serde(default)]
    pub standing_order: Option<StandingOrderId>,
    /// In this state.
    #[serde(default)]
    pub state: Option<OrderState>,
    /// How many: 1 to 1,000, usually 50.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next_page` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Transactional for ListOrders {
    const NAME: &'static str = "orders.list";
    const MUTATES: bool = false;
    const FOR_CUSTOMERS: bool = true;
    type Response = OrderWithLinesPage;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<OrderWithLinesPage> {
        let table = Order::TABLE;
        let limit = page::limit_of(self.limit)?;
        if let Some(named) = self.customer {
            cx.must_be(named, "customer", named)?;
        }
        let customer = match (cx.customer(), self.customer) {
            (None, Some(named)) => Some(current_id(cx, named)?),
            (own, _) => own,
        };
        let mut q = match (self.cycle, self.standing_order, customer) {
            (Some(cycle), ..) => Query::on(table, "by_cycle").eq(cycle),
            (None, Some(so), _) => Query::on(table, "by_standing_order").eq(so),
            (None, None, Some(customer)) => Query::on(table, "by_customer").eq(customer),
            (None, None, None) => Query::on(table, "primary"),
        };
        let also = [
            self.standing_order.map(|so| Filter::Is(table.col("standing_order"), so.into())),
            customer.map(|customer| Filter::Is(table.col("customer"), customer.into())),
            self.state.map(|state| Filter::Is(table.col("state"), state.into())),
        ];
        for filter in also.into_iter().flatten() {
            q = q.filter(filter);
        }
        let q = page::resume(q, self.after.as_deref(), limit)?;
        let rows = cx.tx.find::<Order>(&q)?;
        let (orders, next_page) = page::cut(&q, |order| cx.tx.row_of(order), limit, rows);
        Ok(OrderWithLinesPage { items: with_lines(cx, orders)?, next_page })
    }
}

/// Orders with their lines: one look where they share a cycle, else one an order.
fn with_lines(cx: &mut Cx<'_>, orders: Vec<Order>) -> Result<Vec<OrderWithLines>> {
    let cycles: Vec<CycleId> = orders.iter().map(|order| order.cycle).collect();
    let one_cycle = cycles.windows(2).all(|pair| matches!(pair, [a, b] if a == b));
    let ids = || orders.iter().map(|order| order.id);
    let (Some(cycle), Some(first), Some(last), true) =
        (cycles.first(), ids().min(), ids().max(), one_cycle)
    else {
        return orders.into_iter().map(|order| OrderWithLines::of(cx, order)).collect();
    };
    let beyond = uuid::Uuid::from_u128(last.0.as_u128().saturating_add(1));
    let q = Query::on(OrderLine::TABLE, "primary").eq(*cycle).from(first).below(beyond);
    let mut lines: HashMap<OrderId, Vec<OrderLine>> = HashMap::new();
    for line in cx.tx.find::<OrderLine>(&q)? {
        lines.entry(line.order).or_default().push(line);
    }
    Ok(orders
        .into_iter()
        .map(|order| OrderWithLines { lines: lines.remove(&order.id).unwrap_or_default(), order })
        .collect())
}
