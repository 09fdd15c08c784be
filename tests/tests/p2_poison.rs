//! P2: one bad standing order never stops the others (E6).

use milkround_core::hub::tick::Tick;
use milkround_core::model::notice::{Notice, NoticeKind};
use milkround_core::model::order::{Order, OrderState, Outcome, OutcomeKind};
use milkround_core::model::why::Why;
use milkround_core::store::Record;
use milkround_core::value::{CycleId, SeriesId, StandingOrderId};
use milkround_tests::poison::{Antidote, KINDS, Poison};
use milkround_tests::raw;
use milkround_tests::shop::Shop;
use std::collections::{BTreeMap, BTreeSet};

const MANY: usize = 1_000;
/// The other series beside it, which must not notice anything.
const BESIDE: usize = 5;

struct Poisoned {
    so: StandingOrderId,
    kind: Poison,
    antidote: Option<Antidote>,
}

/// A thousand standing orders of one weekly cycle, some of them poisoned, and another series.
struct Ward {
    shop: Shop,
    cycle: CycleId,
    beside: CycleId,
    healthy: BTreeSet<StandingOrderId>,
    poisoned: Vec<Poisoned>,
}

impl Ward {
    fn with_poisoned(k: usize) -> Self {
        let shop = Shop::new("2026-02-25T12:00:00Z");
        let prices = [("milk", "1.00"), ("gold", "1000000.00"), ("salt", "10000.00")];
        let mut offers: Vec<_> = prices.map(|(id, price)| (id, price, None)).to_vec();
        offers.push(("myrrh", "10000.00", None));
        let (series, other) = (shop.weekly(&offers), shop.weekly(&[("milk", "1.00", None)]));
        let (cycle, beside) = (shop.cycle(series, 1), shop.cycle(other, 1));
        let make = |n: usize, series: SeriesId| {
            let customer = shop.customer(&format!("customer{n}"));
            (shop.standing(customer, series, &[("milk", 1)]), customer)
        };
        let all: Vec<_> = (0..MANY).map(|n| make(n, series)).collect();
        for n in MANY..MANY + BESIDE {
            make(n, other);
        }
        let mut healthy: BTreeSet<_> = all.iter().map(|(so, _)| *so).collect();
        let poisoned = (0..k)
            .map(|i| {
                let (so, customer) = all[i * MANY / k];
                let kind = KINDS[i % KINDS.len()];
                healthy.remove(&so);
                Poisoned { so, kind, antidote: Some(kind.put(&shop, so, customer)) }
            })
            .collect();
        Self { shop, cycle, beside, healthy, poisoned }
    }

    fn outcomes(&self) -> BTreeMap<StandingOrderId, Outcome> {
        let all = raw::records::<Outcome>(self.shop.hub.store());
        let own = all.into_iter().filter(|outcome| outcome.cycle == self.cycle);
        own.map(|outcome| (outcome.standing_order, outcome)).collect()
    }

    fn orders(&self, cycle: CycleId) -> Vec<Order> {
        let all = raw::records::<Order>(self.shop.hub.store());
        all.into_iter().filter(|order| order.cycle == cycle).collect()
    }

    /// Exactly the healthy ones, and those healed, have an order; the others say why not.
    fn everybody_else_has_an_order(&self, state: OrderState) {
        let made = self.orders(self.cycle);
        let owners: BTreeSet<_> = made.iter().filter_map(|order| order.standing_order).collect();
        assert_eq!(owners.len(), made.len(), "one order each");
        let healed = self.poisoned.iter().filter(|p| p.antidote.is_none()).map(|p| p.so);
        let expected: BTreeSet<_> = self.healthy.iter().copied().chain(healed).collect();
        assert_eq!(owners, expected);
        assert!(made.iter().all(|order| order.state == state && order.total.minor() == 100));
        let outcomes = self.outcomes();
        assert_eq!(outcomes.len(), MANY);
        for so in expected {
            assert_eq!(outcomes[&so].kind, OutcomeKind::Generated);
        }
        for ill in self.poisoned.iter().filter(|p| p.antidote.is_some()) {
            let outcome = &outcomes[&ill.so];
            assert_eq!(
                (outcome.kind, outcome.order),
                (OutcomeKind::Failed, None),
                "{:?}",
                ill.kind
            );
            let Why::Failed { code, message } = &outcome.why else {
                panic!("{:?} says {:?}", ill.kind, outcome.why);
            };
            assert_eq!(code, ill.kind.code(), "{:?}: {message}", ill.kind);
            assert!(message.len() > 20, "{message}");
        }
    }

    /// The series beside has its orders, and nothing of the poisoned ones.
    fn nothing_spills_over(&self) {
        assert_eq!(self.orders(self.beside).len(), BESIDE);
        let outcomes = raw::records::<Outcome>(self.shop.hub.store());
        let beside: Vec<_> = outcomes.iter().filter(|o| o.cycle == self.beside).collect();
        assert!(beside.iter().all(|o| o.kind == OutcomeKind::Generated), "{beside:?}");
        assert_eq!(beside.len(), BESIDE);
    }

    fn the_shop_goes_on(&self) {
        let guest = self.shop.customer("guest");
        let order = self.shop.run(Shop::checkout(guest, self.cycle, &[("milk", 3)]));
        let order = order.expect("an order").order;
        assert_eq!(order.total.minor(), 300);
        raw::delete(self.shop.hub.store(), Order::TABLE, order.id.0);
    }

    /// Opens the cycle in batches of this size; nothing is put off as a whole.
    fn open(&self, batch_size: u32) {
        self.shop.sleep("2026-03-02T09:00:00Z");
        let tick = Tick { batches: Some(100_000), batch_size: Some(batch_size) };
        let report = self.shop.run(tick).expect("a tick");
        assert!(report.problems.is_empty(), "{:?}", report.problems);
        assert!(!report.more);
        assert_eq!(report.opened, 2);
        let made = u64::try_from(self.healthy.len() + BESIDE).unwrap();
        assert_eq!(report.tally.generated, made);
        assert_eq!(report.tally.failed, u64::try_from(self.poisoned.len()).unwrap());
    }

    /// Gives every second of the poisoned its antidote.
    fn heal_half(&mut self) {
        for ill in self.poisoned.iter_mut().step_by(2) {
            ill.antidote.take().expect("still ill").give(&self.shop);
        }
    }

    /// The hub was told once of each that ever failed, and at close how many are left.
    fn the_hub_was_told(&self) {
        let notices = raw::records::<Notice>(self.shop.hub.store());
        let of = |kind| notices.iter().filter(move |notice: &&Notice| notice.kind == kind);
        assert!(
            of(NoticeKind::Failed).all(|n| n.customer.is_none() && n.cycle == Some(self.cycle))
        );
        let named = of(NoticeKind::Failed).map(|n| n.facts.json()["standing_order"].to_string());
        let named: BTreeSet<_> = named.collect();
        let ill: BTreeSet<_> = self.poisoned.iter().map(|p| format!("\"{}\"", p.so)).collect();
        assert_eq!(named, ill);
        assert_eq!(of(NoticeKind::Failed).count(), ill.len());
        let summary = of(NoticeKind::CycleSummary).find(|n| n.cycle == Some(self.cycle));
        let facts = summary.expect("a summary").facts.json();
        let left = self.poisoned.iter().filter(|p| p.antidote.is_some()).count();
        assert_eq!(facts["outcomes"]["failed"].as_u64().unwrap_or(0), u64::try_from(left).unwrap());
        let made = u64::try_from(MANY - left).unwrap();
        assert_eq!(facts["orders"]["placed"].as_u64().unwrap_or(0), made);
    }
}

fn a_round_with(poisoned: usize) {
    for batch_size in [1, 7, 500] {
        let mut ward = Ward::with_poisoned(poisoned);
        ward.open(batch_size);
        ward.everybody_else_has_an_order(OrderState::Pending);
        ward.nothing_spills_over();
        ward.the_shop_goes_on();

        ward.heal_half();
        ward.everybody_else_is_as_before_until_the_retry();
        ward.shop.advance("2026-03-02T09:05:00Z");
        ward.everybody_else_has_an_order(OrderState::Pending);

        ward.shop.advance("2026-03-04T18:00:00Z");
        ward.everybody_else_has_an_order(OrderState::Placed);
        ward.nothing_spills_over();
        ward.the_hub_was_told();
    }
}

impl Ward {
    /// Nothing is retried before its time: a tick now does nothing.
    fn everybody_else_is_as_before_until_the_retry(&self) {
        let report = self.shop.tick();
        assert_eq!(report.batches, 0);
        let minute = chrono::Duration::minutes(1);
        assert_eq!(report.next_at, Some(self.shop.hub.now() + minute));
    }
}

#[test]
fn one_poisoned_of_a_thousand_stops_nobody() {
    a_round_with(1);
}

#[test]
fn ten_poisoned_of_a_thousand_stop_nobody() {
    a_round_with(10);
}

#[test]
fn a_hundred_poisoned_of_a_thousand_stop_nobody() {
    a_round_with(100);
}

#[test]
fn nine_hundred_and_ninety_nine_poisoned_do_not_stop_the_last_one() {
    a_round_with(999);
}
