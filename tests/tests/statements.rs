//! The tick works in sets: what it asks of the store grows with its batches, not with its orders.

use milkround_core::hub::tick::{Tick, TickReport};
use milkround_core::store::MemoryStore;
use milkround_tests::shop::{Shop, at};
use milkround_tests::{Calls, CountingStore};
use std::collections::BTreeMap;

const BATCH: u32 = 500;

/// A hub with so many standing orders of two lines, one of them with this stock.
fn hub(standing_orders: usize, eggs: Option<i64>) -> (Shop, Calls) {
    let store = CountingStore::new(MemoryStore::default());
    let calls = store.calls();
    let shop = Shop::on(Box::new(store), "2026-02-25T12:00:00Z");
    let series = shop.weekly(&[("milk", "1.00", None), ("eggs", "2.00", eggs)]);
    for n in 0..standing_orders {
        let customer = shop.customer(&format!("customer{n}"));
        shop.standing(customer, series, &[("milk", 1), ("eggs", 1)]);
    }
    shop.tick();
    (shop, calls)
}

/// The calls of each batch of one tick: a tick of one batch at a time until nothing is left.
fn batches(shop: &Shop, calls: &Calls) -> Vec<(TickReport, BTreeMap<&'static str, u64>)> {
    let mut all = Vec::new();
    loop {
        calls.reset();
        let tick = Tick { batches: Some(1), batch_size: Some(BATCH) };
        let report = shop.run(tick).expect("a tick");
        let more = report.more;
        all.push((report, calls.all()));
        if !more {
            return all;
        }
    }
}

fn statements(calls: &BTreeMap<&'static str, u64>) -> u64 {
    calls.iter().filter(|(name, _)| !["begin", "commit"].contains(*name)).map(|(_, n)| n).sum()
}

/// How many statements the batches of an opening and of a close made: the first, which plans the
/// opening or tries what failed again besides, and the dearest of the others.
#[derive(Debug, PartialEq, Eq)]
struct Statements {
    opening: (u64, Option<u64>),
    closing: (u64, Option<u64>),
}

fn count(standing_orders: usize, eggs: Option<i64>) -> Statements {
    let (shop, calls) = hub(standing_orders, eggs);
    shop.sleep("2026-03-02T09:00:00Z");
    let opening = batches(&shop, &calls);
    let made: u64 = opening.iter().map(|(report, _)| report.tally.generated).sum();
    assert_eq!(made, u64::try_from(standing_orders).unwrap());
    shop.sleep("2026-03-04T18:00:00Z");
    let closing = batches(&shop, &calls);
    let placed: u64 = closing.iter().map(|(report, _)| report.tally.placed).sum();
    assert_eq!(placed, made);
    let of_orders = |all: &[(TickReport, BTreeMap<_, _>)]| {
        let orders = all.iter().filter(|(r, _)| r.tally.generated + r.tally.placed > 0);
        let counts: Vec<_> = orders.map(|(_, calls)| statements(calls)).collect();
        let chunks = standing_orders.div_ceil(usize::try_from(BATCH).unwrap());
        assert_eq!(counts.len(), chunks, "{standing_orders} orders come in {chunks} batches");
        (counts[0], counts[1..].iter().copied().max())
    };
    Statements { opening: of_orders(&opening), closing: of_orders(&closing) }
}

#[test]
fn a_batch_makes_as_many_calls_for_five_hundred_orders_of_a_thousand_as_of_two_thousand() {
    let (thousand, two_thousand) = (count(1000, Some(500)), count(2000, Some(1000)));
    assert_eq!(thousand.closing, two_thousand.closing);
    assert_eq!(thousand.opening.1, two_thousand.opening.1);
    let (open, close) = (thousand.opening.1.unwrap(), thousand.closing.1.unwrap());
    assert!(open <= 24, "{open} calls to generate 500 orders");
    // Three of them keep the books: entries, accounts read and accounts written.
    assert!(close <= 13, "{close} calls to place 500 orders");
    // Without limits there is nothing to plan.
    let unlimited = count(1000, None).opening;
    assert!(unlimited.0 <= unlimited.1.unwrap() + 2, "{unlimited:?}");
}

/// In a batch that is not full, which ends the opening too.
#[test]
fn one_order_costs_as_many_calls_as_four_hundred_and_ninety_nine() {
    assert_eq!(count(1, None), count(499, None));
    assert_eq!(count(1, Some(0)), count(499, Some(0)));
}

#[test]
fn planning_the_shares_reads_in_stretches() {
    let planning = |standing_orders| {
        let (shop, calls) = hub(standing_orders, Some(100));
        shop.sleep("2026-03-02T09:00:00Z");
        statements(&batches(&shop, &calls)[0].1)
    };
    // Of a thousand each: the demand is looked at twice, two calls each.
    assert!(planning(2000) <= planning(500) + 8);
}

#[test]
fn a_tick_with_nothing_due_begins_once_and_finds_once() {
    let (shop, calls) = hub(50, Some(100));
    calls.reset();
    let report = shop.tick();
    assert_eq!(report.next_at, Some(at("2026-03-02T09:00:00Z")));
    assert_eq!(calls.all(), BTreeMap::from([("begin", 1), ("find", 1)]));
}
