//! The way through orders and their lines, a stretch at a time: however large the hub, no more than
//! a stretch is held.

use super::tally::{Sale, Tally};
use crate::error::Result;
use crate::hub::context::Cx;
use crate::hub::period::Period;
use crate::model::order::{Order, OrderLine, OrderState};
use crate::model::past_order::{PastOrder, PastOrderState};
use crate::store::{Filter, Query, Record};
use crate::value::{CustomerId, CycleId, OrderId};
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use uuid::Uuid;

/// How many orders are read at a time.
const STRETCH: u32 = 500;
/// How many lines are read at a time.
const LINES: u32 = 2_000;

/// The placed and fulfilled orders of a customer, or of all.
pub(super) fn orders(
    cx: &mut Cx<'_>,
    customer: Option<CustomerId>,
    period: Period,
    tally: &mut Tally,
) -> Result<()> {
    let table = Order::TABLE;
    let states = vec![OrderState::Placed.into(), OrderState::Fulfilled.into()];
    // Lines lie by cycle and order: so do orders by cycle, and the orders of all are read that way.
    let q = match customer {
        Some(customer) => Query::on(table, "by_customer").eq(customer),
        None => Query::on(table, "by_cycle"),
    };
    let mut q = q.filter(Filter::In(table.col("state"), states)).limit(STRETCH);
    let zone = cx.enterprise()?.zone.clone();
    q.filters.extend(period.filters_of_instants(&zone, table.col("placed_at")));
    loop {
        let orders = cx.tx.find::<Order>(&q)?;
        let Some(last) = orders.last() else { return Ok(()) };
        q.after = Some(table.pick(q.index, &cx.tx.row_of(last)));
        for of_cycle in orders.chunk_by(|a, b| a.cycle == b.cycle) {
            lines(cx, of_cycle, tally)?;
        }
    }
}

/// The lines of orders of one cycle.
fn lines(cx: &mut Cx<'_>, orders: &[Order], tally: &mut Tally) -> Result<()> {
    let placed: HashMap<OrderId, DateTime<Utc>> = orders
        .iter()
        .map(|order| (order.id, order.placed_at.unwrap_or(order.created_at)))
        .collect();
    let cycle: CycleId = orders.first().map(|order| order.cycle).unwrap_or_default();
    let first = placed.keys().min().copied().unwrap_or_default();
    let last = placed.keys().max().copied().unwrap_or_default();
    let beyond = Uuid::from_u128(last.0.as_u128().saturating_add(1));
    let q = Query::on(OrderLine::TABLE, "primary").eq(cycle).from(first).below(beyond);
    let mut q = q.limit(LINES);
    loop {
        let lines = cx.tx.find::<OrderLine>(&q)?;
        let Some(last) = lines.last() else { return Ok(()) };
        q.after = Some(q.table.pick(q.index, &cx.tx.row_of(last)));
        tally.meet(cx, lines.iter().map(|line| &line.variant))?;
        for line in lines.iter().filter(|line| !line.ordered.is_zero()) {
            let Some(placed_at) = placed.get(&line.order).copied() else { continue };
            tally.add(&Sale {
                order: line.order.0,
                placed_at,
                variant: Some(&line.variant),
                name: None,
                category: None,
                quantity: line.ordered,
                amount: line.amount,
            })?;
        }
    }
}

/// The past orders of a customer, or of all.
pub(super) fn past_orders(
    cx: &mut Cx<'_>,
    customer: Option<CustomerId>,
    period: Period,
    tally: &mut Tally,
) -> Result<()> {
    let table = PastOrder::TABLE;
    let q = match customer {
        Some(customer) => Query::on(table, "by_customer").eq(customer),
        None => Query::on(table, "by_placed"),
    };
    let q = period.of_instants(&cx.enterprise()?.zone, q);
    let cancelled = Filter::IsNot(table.col("state"), PastOrderState::Cancelled.into());
    let mut q = q.filter(cancelled).limit(STRETCH);
    loop {
        let orders = cx.tx.find::<PastOrder>(&q)?;
        let Some(last) = orders.last() else { return Ok(()) };
        q.after = Some(table.pick(q.index, &cx.tx.row_of(last)));
        let lines = orders.iter().flat_map(|order| &order.lines);
        tally.meet(cx, lines.filter_map(|line| line.variant.as_ref()))?;
        for order in &orders {
            for line in &order.lines {
                tally.add(&Sale {
                    order: order.id.0,
                    placed_at: order.placed_at,
                    variant: line.variant.as_ref(),
                    name: Some(&line.name),
                    category: line.category.as_ref(),
                    quantity: line.quantity,
                    amount: line.amount,
                })?;
            }
        }
    }
}
