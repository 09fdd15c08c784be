//! The way through a customer's orders and past orders, newest first, as one.
//!
//! ```text
//!  orders       ●  ●     ●  │ ●  …      each read in stretches; what lies before the nearer
//!  past orders    ●   ●  ●  ●  │ …      end of both is whole, and is looked at in one order
//! ```

use super::HistoryEntry;
use super::rows::{Found, entries};
use crate::error::Result;
use crate::hub::context::Cx;
use crate::hub::page;
use crate::hub::period::Period;
use crate::model::order::{Order, OrderState};
use crate::model::past_order::{PastOrder, PastOrderState};
use crate::store::{Filter, Query, Record, Table, Value};
use crate::value::CustomerId;
use uuid::Uuid;

/// How many orders are read at a time.
const STRETCH: u32 = 100;
/// How many of them are looked at together.
const CHUNK: usize = 50;
/// How many orders a search looks through before it ends its page.
const LOOKED_AT: usize = 1_000;

/// The place of an order: its instant in milliseconds, and its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place(pub i64, pub Uuid);

impl Place {
    pub(super) fn values(self) -> [Value; 2] {
        [Value::Instant(self.0), Value::Id(self.1)]
    }
}

/// The place that a token names.
pub(super) fn place(stamp: &str, token: &str) -> Result<Place> {
    match page::unseal(stamp, token).as_deref() {
        Some([Value::Instant(ms), Value::Id(id)]) => Ok(Place(*ms, *id)),
        _ => Err(page::not_a_token("after")),
    }
}

/// What is looked for.
pub(super) struct Walk<'w> {
    pub customer: CustomerId,
    pub states: &'w [OrderState],
    pub period: Period,
    pub wanted: &'w [String],
}

impl Walk<'_> {
    fn asks_for(&self, state: OrderState) -> bool {
        self.states.is_empty() || self.states.contains(&state)
    }

    /// Those of the states that are asked for.
    fn states_of(&self, among: &[OrderState]) -> Vec<Value> {
        among.iter().filter(|state| self.asks_for(**state)).map(|state| (*state).into()).collect()
    }

    /// The orders to come, the next cycle first.
    pub(super) fn upcoming(&self, cx: &mut Cx<'_>) -> Result<Vec<HistoryEntry>> {
        let table = Order::TABLE;
        let states = self.states_of(&[OrderState::Ahead, OrderState::Pending]);
        if states.is_empty() {
            return Ok(Vec::new());
        }
        let q = Query::on(table, "by_customer").eq(self.customer);
        let q = q.filter(Filter::In(table.col("state"), states)).limit(page::MOST);
        let orders = cx.tx.find::<Order>(&q)?.into_iter().map(Found::order).collect();
        let mut all: Vec<HistoryEntry> = entries(cx, orders, self.wanted)?;
        all.sort_by_key(|entry| (entry.opens_at, entry.order));
        Ok(all)
    }

    /// Up to `limit` of what is over, behind a place, and where to go on.
    pub(super) fn items(
        &self,
        cx: &mut Cx<'_>,
        behind: Option<Place>,
        limit: usize,
    ) -> Result<(Vec<HistoryEntry>, Option<Place>)> {
        let (mut items, mut last, mut seen) = (Vec::new(), behind, behind);
        let mut looked_at = 0_usize;
        loop {
            let (found, more) = self.stretch(cx, seen)?;
            // Each costs a look at its lines: no more of them than the page still needs.
            let needed = match self.wanted.is_empty() {
                true => limit.saturating_sub(items.len()).saturating_add(1),
                false => usize::MAX,
            };
            for some in found.chunks(needed.clamp(1, CHUNK)) {
                for entry in entries(cx, some.to_vec(), self.wanted)? {
                    if items.len() == limit {
                        return Ok((items, last));
                    }
                    last = Some(place_of(&entry));
                    items.push(entry);
                }
                looked_at = looked_at.saturating_add(some.len());
                seen = some.last().map(Found::place).or(seen);
            }
            match more {
                false => return Ok((items, None)),
                true if looked_at >= LOOKED_AT => return Ok((items, seen)),
                true => {}
            }
        }
    }

    /// The next orders and past orders in one order, and whether more may follow.
    fn stretch(&self, cx: &mut Cx<'_>, behind: Option<Place>) -> Result<(Vec<Found>, bool)> {
        use OrderState::{Cancelled, Fulfilled, Placed};
        let over = self.states_of(&[Placed, Fulfilled, Cancelled]);
        if over.is_empty() {
            return Ok((Vec::new(), false));
        }
        let past = PastOrderState::ALL.iter().filter(|state| self.asks_for(state_of(**state)));
        let past = past.map(|state| (*state).into()).collect();
        let q = self.query(cx, Order::TABLE, over, behind)?;
        let orders: Vec<Found> = cx.tx.find::<Order>(&q)?.into_iter().map(Found::order).collect();
        let q = self.query(cx, PastOrder::TABLE, past, behind)?;
        let past: Vec<Found> = cx.tx.find::<PastOrder>(&q)?.into_iter().map(Found::past).collect();
        let full = |found: &Vec<Found>| found.len() == usize::try_from(STRETCH).unwrap_or(0);
        let ends = [&orders, &past].into_iter().filter(|found| full(found));
        let end = ends.filter_map(|found| found.last().map(Found::place)).max();
        let mut all = orders;
        all.extend(past);
        all.sort_by_key(|found| std::cmp::Reverse(found.place()));
        all.retain(|found| end.is_none_or(|end| found.place() >= end));
        Ok((all, end.is_some()))
    }

    fn query(
        &self,
        cx: &Cx<'_>,
        table: &'static Table,
        states: Vec<Value>,
        behind: Option<Place>,
    ) -> Result<Query> {
        let no = Value::Int(cx.home()?.no.0);
        let after = behind.map(|place| {
            let [at, id] = place.values();
            vec![no, self.customer.into(), at, id]
        });
        let q = Query::on(table, "by_customer").eq(self.customer);
        let q = self.period.of_instants(&cx.enterprise()?.zone, q);
        let q = q.filter(Filter::In(table.col("state"), states));
        Ok(q.backwards().after(after).limit(STRETCH))
    }
}

/// Where an order stands that was recorded as a past one.
pub(super) fn state_of(past: PastOrderState) -> OrderState {
    match past {
        PastOrderState::Placed => OrderState::Placed,
        PastOrderState::Fulfilled => OrderState::Fulfilled,
        PastOrderState::Cancelled => OrderState::Cancelled,
    }
}

fn place_of(entry: &HistoryEntry) -> Place {
    let order = entry.order.map(|id| id.0);
    let id = order.or(entry.past_order.map(|id| id.0)).unwrap_or_default();
    Place(entry.at.timestamp_millis(), id)
}
