//! Closing a cycle: what failed is tried a last time, then pending orders are placed as they stand
//! (E4).

use super::Step;
use super::members::{Round, by_ids};
use super::open::set_state;
use super::report::TickReport;
use super::settle::settle;
use crate::error::{Error, Result};
use crate::hub::context::{Cx, Tell};
use crate::hub::order_book::load_cycle;
use crate::model::cycle::{Cycle, CycleState};
use crate::model::notice::{Due, NoticeKind};
use crate::model::order::{Order, OrderState, Origin, Outcome, OutcomeKind};
use crate::store::{Query, Record, Value};
use crate::value::CycleId;
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Works off one batch of a close.
pub(super) fn step(
    cx: &mut Cx<'_>,
    due: &Due,
    size: u32,
    blame: Option<&Error>,
    report: &mut TickReport,
) -> Result<Step> {
    let mut cycle = load_cycle(cx, CycleId(due.subject))?;
    let mut cursor = due.cursor;
    match cycle.state {
        CycleState::Open => {
            let (last, full, round) = try_again(cx, cycle, cursor, size, blame, report)?;
            if let (true, Some(last)) = (full, last) {
                return Ok(Step::More(last));
            }
            cycle = round.cycle;
            cursor = None;
            set_state(cx, &mut cycle, CycleState::Closing)?;
            // A last try is kept, and a close has begun, whatever comes of placing.
            if last.is_some() || blame.is_some() {
                return Ok(Step::More(Uuid::nil()));
            }
        }
        CycleState::Closing => {}
        // Its opening was put off: the close waits behind it.
        CycleState::Upcoming | CycleState::Opening => return Ok(Step::Later),
        CycleState::Closed | CycleState::Cancelled => return Ok(Step::Done),
    }
    if let Some(last) = place(cx, &cycle, cursor, size, report)? {
        return Ok(Step::More(last));
    }
    set_state(cx, &mut cycle, CycleState::Closed)?;
    summarise(cx, &cycle)?;
    report.closed += 1;
    Ok(Step::Done)
}

/// Tries the failed pairs of the cycle once more, a batch at a time.
fn try_again(
    cx: &mut Cx<'_>,
    cycle: Cycle,
    cursor: Option<Uuid>,
    size: u32,
    blame: Option<&Error>,
    report: &mut TickReport,
) -> Result<(Option<Uuid>, bool, Round)> {
    let home = cx.home()?;
    let (id, kind) = (cycle.id, Value::from(OutcomeKind::Failed));
    let behind = cursor.map(|last| vec![home.no.0.into(), id.into(), kind.clone(), last.into()]);
    let q = Query::on(Outcome::TABLE, "by_kind").eq(id).eq(kind).after(behind).limit(size);
    let failed: Vec<_> = cx.tx.find::<Outcome>(&q)?.iter().map(|o| o.standing_order).collect();
    let mut round = Round::load(cx, cycle)?;
    let members = by_ids(cx, &failed)?;
    report.tally.add(&settle(cx, &mut round, members, blame)?);
    let full = failed.len() >= usize::try_from(size).unwrap_or(usize::MAX);
    Ok((failed.last().map(|so| so.0), full, round))
}

/// Places a batch of the cycle's pending orders; the last one looked at, or none when all are done.
fn place(
    cx: &mut Cx<'_>,
    cycle: &Cycle,
    cursor: Option<Uuid>,
    size: u32,
    report: &mut TickReport,
) -> Result<Option<Uuid>> {
    let home = cx.home()?;
    let behind = cursor.map(|last| vec![home.no.0.into(), cycle.id.into(), last.into()]);
    let q = Query::on(Order::TABLE, "by_cycle").eq(cycle.id).after(behind).limit(size);
    let orders = cx.tx.find::<Order>(&q)?;
    let last = orders.last().map(|order| order.id.0);
    let full = orders.len() >= usize::try_from(size).unwrap_or(usize::MAX);
    let mut placed = Vec::new();
    for mut order in orders.into_iter().filter(|order| order.state == OrderState::Pending) {
        if order.held {
            report.tally.held += 1;
            continue;
        }
        place_one(cx, &mut order)?;
        report.tally.placed += 1;
        placed.push(order);
    }
    cx.tx.update(&home, &placed)?;
    Ok(last.filter(|_| full))
}

/// Places an order; the caller saves it.
pub(crate) fn place_one(cx: &mut Cx<'_>, order: &mut Order) -> Result<()> {
    order.state = OrderState::Placed;
    order.placed_at = Some(cx.now);
    order.version = order.version.saturating_add(1);
    cx.charge(order)?;
    cx.log(order.id, json!({ "state": order.state, "total": order.total.amount() }))?;
    if order.origin != Origin::Standing {
        return Ok(());
    }
    cx.tell(Tell {
        kind: NoticeKind::Placed,
        customer: Some(order.customer),
        cycle: Some(order.cycle),
        order: Some(order.id),
        facts: json!({ "total": order.total }).into(),
    })
}

/// Tells the hub what became of the cycle's standing orders and orders.
fn summarise(cx: &mut Cx<'_>, cycle: &Cycle) -> Result<()> {
    let count = |rows: Vec<Vec<Value>>| -> BTreeMap<String, i64> {
        rows.into_iter()
            .filter_map(|row| match row.as_slice() {
                [Value::Text(name), Value::Int(n)] => Some((name.to_string(), *n)),
                _ => None,
            })
            .collect()
    };
    let q = Query::on(Outcome::TABLE, "by_kind").eq(cycle.id);
    let outcomes = count(cx.tx.raw().sum(&q, &[Outcome::TABLE.col("kind")], &[])?);
    let q = Query::on(Order::TABLE, "by_cycle").eq(cycle.id);
    let orders = count(cx.tx.raw().sum(&q, &[Order::TABLE.col("state")], &[])?);
    cx.tell(Tell {
        kind: NoticeKind::CycleSummary,
        customer: None,
        cycle: Some(cycle.id),
        order: None,
        facts: json!({
            "name": cycle.name, "outcomes": outcomes, "orders": orders, "missed": cycle.missed,
        })
        .into(),
    })
}
