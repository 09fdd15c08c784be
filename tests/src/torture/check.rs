//! What must hold of a town, whoever worked there and however that ended.

use super::Town;
use crate::raw;
use crate::sim::all_adds_up;
use chrono::{DateTime, Utc};
use milkround_core::model::ledger::{Account, Posting};
use milkround_core::model::notice::Due;
use milkround_core::model::order::{Order, OrderLine, OrderState, Outcome, OutcomeKind};
use milkround_core::store::{Access, Filter, Query, Record, Scope, Store, Transaction, Value};
use std::collections::BTreeSet;

/// Reads everything: all belongs together, and each standing order has one order and one outcome in
/// each of the first `cycles`, and none in any other; or fewer, where `all` is not yet done.
///
/// # Panics
/// Where that does not hold.
pub fn in_full(store: &dyn Store, town: &Town, cycles: usize, all: bool) {
    let homes = raw::homes(store);
    assert_eq!(homes.len(), town.enterprises);
    let expected = town.standing_orders * cycles;
    for home in &homes {
        let (orders, outcomes) = all_adds_up(store, home);
        let pairs: BTreeSet<_> =
            orders.values().map(|order| (order.standing_order, order.cycle)).collect();
        assert_eq!(pairs.len(), orders.len(), "{}: two orders of one pair", home.id);
        assert_eq!(outcomes.len(), orders.len(), "{}: outcomes and orders", home.id);
        assert!(outcomes.iter().all(|o| o.kind == OutcomeKind::Generated), "{}", home.id);
        match all {
            true => assert_eq!(orders.len(), expected, "{}: of all pairs", home.id),
            false => assert!(orders.len() <= expected, "{}: {}", home.id, orders.len()),
        }
        let of: BTreeSet<_> = pairs.iter().map(|(standing_order, _)| standing_order).collect();
        assert!(of.len() <= town.standing_orders);
    }
}

/// Nothing is left to do at this time.
///
/// # Panics
/// When something is.
pub fn nothing_is_due(store: &dyn Store, now: DateTime<Utc>) {
    let mut tx = store.begin(&Scope::All, Access::Read).expect("a transaction");
    let until = Value::Instant(now.timestamp_millis() + 1);
    let due = tx.find(&Query::on(Due::TABLE, "by_time").below(until)).expect("rows");
    assert!(due.is_empty(), "still due at {now}: {due:?}");
}

/// Numbers of a whole town, of one moment: cheap to read, and torn by any half write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counts {
    pub orders: i64,
    pub placed: i64,
    lines: i64,
    generated: i64,
    charges: i64,
    posted: i64,
    balances: i64,
}

impl Counts {
    pub(super) fn read(store: &dyn Store) -> Self {
        let mut tx = store.begin(&Scope::All, Access::Read).expect("a transaction");
        let tx = &mut *tx;
        let placed = OrderState::Placed.into();
        let generated = OutcomeKind::Generated.into();
        Self {
            orders: count(tx, Query::on(Order::TABLE, "primary")),
            placed: count(tx, only::<Order>("state", placed)),
            lines: count(tx, Query::on(OrderLine::TABLE, "primary")),
            generated: count(tx, only::<Outcome>("kind", generated)),
            charges: count(tx, Query::on(Posting::TABLE, "primary")),
            posted: sum::<Posting>(tx, "amount"),
            balances: sum::<Account>(tx, "balance"),
        }
    }

    /// Panics where a batch was torn: each writes an order with its outcome and its two lines, or
    /// places one, charges it and moves the balance.
    pub(super) fn are_whole(&self) {
        let whole = self.generated == self.orders
            && self.lines == 2 * self.orders
            && self.charges == self.placed
            && self.posted == self.balances;
        assert!(whole, "torn: {self:?}");
    }
}

fn only<R: Record>(column: &str, value: Value) -> Query {
    Query::on(R::TABLE, "primary").filter(Filter::Is(R::TABLE.col(column), value))
}

fn count(tx: &mut dyn Transaction, q: Query) -> i64 {
    let n = tx.count(&q, u64::from(u32::MAX)).expect("a count");
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn sum<R: Record>(tx: &mut dyn Transaction, column: &str) -> i64 {
    let all = Query::on(R::TABLE, "primary");
    let sums = tx.sum(&all, &[], &[R::TABLE.col(column)]).expect("a sum");
    sums.first().map_or(0, |row| raw::number(&row[1]))
}
