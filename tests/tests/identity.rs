//! Whose it is (A5, A6, R38): what the scenarios cannot show.

use milkround_core::hub::ledger::{GetBalance, HandMade, RecordPosting};
use milkround_core::hub::orders::{CancelOrder, ReassignOrder};
use milkround_core::model::ledger::{Account, Posting};
use milkround_core::model::order::Order;
use milkround_core::value::{CustomerId, CycleId, OrderId};
use milkround_tests::raw;
use milkround_tests::shop::{HUB, Shop, refused};
use milkround_tests::sim::books_add_up;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn hub() -> String {
    HUB.to_owned()
}

fn account(shop: &Shop, customer: CustomerId) -> Account {
    shop.run(GetBalance { enterprise: hub(), customer }).expect("a balance").account
}

fn reassign(order: OrderId, customer: CustomerId) -> ReassignOrder {
    ReassignOrder { enterprise: hub(), order, customer, version: None, with_payments: false }
}

fn pay(customer: CustomerId, amount: i64, order: Option<OrderId>) -> RecordPosting {
    RecordPosting {
        enterprise: hub(),
        customer,
        kind: HandMade::Payment,
        amount: amount.into(),
        order,
        reference: None,
        note: None,
        booked_on: None,
    }
}

/// An open week with milk for 1.00 and eggs for 2.00.
fn open_week(shop: &Shop) -> CycleId {
    let series = shop.weekly(&[("milk", "1.00", None), ("eggs", "2.00", None)]);
    shop.advance("2026-03-02T10:00:00Z");
    shop.cycle(series, 1)
}

fn bought(shop: &Shop, customer: CustomerId, week: CycleId, milk: i64) -> OrderId {
    let order = shop.run(Shop::checkout(customer, week, &[("milk", milk)]));
    order.expect("an order").order.id
}

fn orders(shop: &Shop) -> BTreeMap<OrderId, Order> {
    raw::records::<Order>(shop.hub.store()).into_iter().map(|order| (order.id, order)).collect()
}

/// An order that goes round comes back as it was: each charge is taken back once.
#[test]
fn r38_an_order_may_go_round_and_is_charged_to_whose_it_is() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let week = open_week(&shop);
    let [ann, ben] = ["ann", "ben"].map(|name| shop.customer(name));
    let order = bought(&shop, ann, week, 2);
    for customer in [ben, ann, ben, ann] {
        shop.run(reassign(order, customer)).expect("it goes");
        books_add_up(shop.hub.store(), &orders(&shop));
    }
    // What is changed afterwards is charged to whose it is now.
    shop.run(Shop::edit(order, None, &[("milk", 5)])).expect("an edit");
    assert_eq!(account(&shop, ann).balance.to_string(), "-5.00 GBP");
    shop.run(reassign(order, ben)).expect("it goes");
    let cancel = CancelOrder { enterprise: hub(), order, version: None };
    shop.run(cancel).expect("cancelled");
    for customer in [ann, ben] {
        let account = account(&shop, customer);
        assert_eq!((account.balance.minor(), account.orders), (0, 0));
    }
    // A cancelled one moves too: it is part of the history.
    shop.run(reassign(order, ann)).expect("it goes");
    books_add_up(shop.hub.store(), &orders(&shop));
}

/// A payment that was taken back does not come to life on another account.
#[test]
fn r38_what_was_taken_back_stays_where_it_was() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let week = open_week(&shop);
    let [ann, ben] = ["ann", "ben"].map(|name| shop.customer(name));
    let order = bought(&shop, ann, week, 2);
    let bounced = shop.run(pay(ann, 2, Some(order))).expect("a payment").id;
    let reverse = milkround_core::hub::ledger::ReversePosting {
        enterprise: hub(),
        posting: bounced,
        note: None,
    };
    shop.run(reverse).expect("a reversal");
    shop.run(ReassignOrder { with_payments: true, ..reassign(order, ben) }).expect("it goes");
    assert_eq!(account(&shop, ann).balance.minor(), 0);
    assert_eq!(account(&shop, ben).balance.to_string(), "-2.00 GBP");
    let of_ben = |posting: &Posting| posting.customer == ben;
    let all: Vec<Posting> = raw::records(shop.hub.store());
    assert_eq!(all.into_iter().filter(of_ben).count(), 1);
}

#[test]
fn a_stale_version_and_a_foreign_order_are_refused_and_change_nothing() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let week = open_week(&shop);
    let [ann, ben] = ["ann", "ben"].map(|name| shop.customer(name));
    let order = bought(&shop, ann, week, 2);
    let before = raw::dump(shop.hub.store());
    let stale = ReassignOrder { version: Some(7), ..reassign(order, ben) };
    assert_eq!(refused(shop.run(stale)).0, "conflict");
    assert_eq!(refused(shop.run(reassign(OrderId::default(), ben))).0, "not_found");
    assert_eq!(refused(shop.as_customer(ann).run(reassign(order, ben))).0, "not_allowed");
    assert!(raw::dump(shop.hub.store()) == before);
}

/// What a hub does with its customers' orders, by small numbers.
#[derive(Debug, Clone)]
enum Step {
    Buy { who: usize, milk: i64 },
    Pay { who: usize, order: Option<usize>, amount: i64 },
    Edit { order: usize, milk: i64 },
    Cancel { order: usize },
    Reassign { order: usize, who: usize, with_payments: bool },
}

fn step() -> impl Strategy<Value = Step> {
    let (who, order) = (0_usize..4, 0_usize..12);
    prop_oneof![
        3 => (who.clone(), 1_i64..5).prop_map(|(who, milk)| Step::Buy { who, milk }),
        2 => (who.clone(), prop::option::of(order.clone()), 1_i64..9)
            .prop_map(|(who, order, amount)| Step::Pay { who, order, amount }),
        1 => (order.clone(), 1_i64..5).prop_map(|(order, milk)| Step::Edit { order, milk }),
        1 => order.clone().prop_map(|order| Step::Cancel { order }),
        4 => (order, who, any::<bool>())
            .prop_map(|(order, who, with_payments)| Step::Reassign { order, who, with_payments }),
    ]
}

/// A hub with four customers and the orders so far.
struct World {
    shop: Shop,
    week: CycleId,
    people: Vec<CustomerId>,
    orders: Vec<OrderId>,
}

impl World {
    fn new() -> Self {
        let shop = Shop::new("2026-02-25T12:00:00Z");
        let week = open_week(&shop);
        let people = ["ann", "ben", "cal", "dee"].map(|name| shop.customer(name)).to_vec();
        Self { shop, week, people, orders: Vec::new() }
    }

    fn order(&self, n: usize) -> Option<OrderId> {
        self.orders.get(n % self.orders.len().max(1)).copied()
    }

    fn total(&self) -> i64 {
        let all: Vec<Account> = raw::records(self.shop.hub.store());
        all.iter().map(|account| account.balance.minor()).sum()
    }

    /// Takes a step, as far as it is possible; how far it may move the sum of all balances.
    fn take(&mut self, step: &Step) -> Option<i64> {
        let shop = &self.shop;
        match step {
            Step::Buy { who, milk } => {
                self.orders.push(bought(shop, self.people[*who], self.week, *milk));
                None
            }
            Step::Pay { who, order, amount } => {
                let order = order.and_then(|n| self.order(n));
                let done = shop.run(pay(self.people[*who], *amount, order)).is_ok();
                Some(if done { *amount * 100 } else { 0 })
            }
            Step::Edit { order, milk } => {
                let order = self.order(*order)?;
                shop.run(Shop::edit(order, None, &[("milk", *milk)])).ok();
                None
            }
            Step::Cancel { order } => {
                let order = self.order(*order)?;
                shop.run(CancelOrder { enterprise: hub(), order, version: None }).ok();
                None
            }
            Step::Reassign { order, who, with_payments } => {
                let order = self.order(*order)?;
                let goes = reassign(order, self.people[*who]);
                shop.run(ReassignOrder { with_payments: *with_payments, ..goes }).ok();
                Some(0)
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// P10 and R38: whatever goes to whom, nothing is lost and nothing comes to be; each account is
    /// the sum of its entries and counts its own orders.
    #[test]
    fn p10_moving_orders_about_changes_no_sum(steps in prop::collection::vec(step(), 1..40)) {
        let mut world = World::new();
        for step in &steps {
            let before = world.total();
            if let Some(more) = world.take(step) {
                prop_assert_eq!(world.total(), before + more, "{:?}", step);
            }
            books_add_up(world.shop.hub.store(), &orders(&world.shop));
        }
    }
}
