//! Whatever call of the store fails, once or for good, an operation is done or it is not: nothing
//! is half done, and what failed can be made again (I4, E1).

use milkround_core::Code;
use milkround_core::hub::Operation;
use milkround_core::hub::orders::EditOrder;
use milkround_core::hub::standing_orders::SkipCycles;
use milkround_core::hub::tick::Tick;
use milkround_core::store::MemoryStore;
use milkround_core::value::{CycleId, StandingOrderId};
use milkround_tests::raw::{dump, dump_without_ids};
use milkround_tests::shop::{HUB, Shop, wanted};
use milkround_tests::{FailingStore, Fails};
use std::sync::Arc;

/// A hub with three standing orders, one scarce variant, and an order in the first cycle.
struct Place {
    shop: Shop,
    fails: Fails,
    so: StandingOrderId,
    cycle: CycleId,
}

impl Place {
    fn until(now: &str) -> Self {
        let store = FailingStore::new(MemoryStore::default());
        let fails = store.fails();
        let shop = Shop::on(Box::new(Arc::new(store)), "2026-02-25T12:00:00Z");
        let series = shop.weekly(&[("milk", "1.00", None), ("eggs", "2.00", Some(4))]);
        let made = ["ann", "ben", "cal"]
            .map(|name| shop.standing(shop.customer(name), series, &[("milk", 1), ("eggs", 2)]));
        let cycle = shop.cycle(series, 1);
        shop.advance("2026-03-01T09:00:00Z");
        match now {
            "before" => {}
            "opening" => shop.sleep("2026-03-02T09:00:00Z"),
            "open" => shop.advance("2026-03-02T10:00:00Z"),
            _ => {
                shop.advance("2026-03-02T10:00:00Z");
                shop.sleep("2026-03-04T18:00:00Z");
            }
        }
        Self { shop, fails, so: made[0], cycle }
    }
}

/// Lets every call fail in turn, at first once, then from there on for good.
fn never_half_done<O: Operation>(now: &str, operation: impl Fn(&Place) -> O) {
    let whole = Place::until(now);
    whole.shop.run(operation(&whole)).map(drop).expect("it works");
    let done = dump_without_ids(whole.shop.hub.store());
    for sticky in [false, true] {
        for n in 1.. {
            let place = Place::until(now);
            let before = dump(place.shop.hub.store());
            let tried = operation(&place);
            place.fails.at(n, sticky);
            let answer = place.shop.run(tried);
            let failed = place.fails.failed();
            place.fails.never();
            if failed == 0 {
                assert!(n > 5, "an operation makes some calls");
                break;
            }
            match answer {
                Ok(_) => assert!(!sticky, "call {n}: it answered without its store"),
                Err(error) => {
                    assert_eq!(error.code(), Code::StoreUnavailable, "call {n}: {error}");
                    // A tick has done whole batches; all else has done nothing.
                    if O::NAME != Tick::NAME {
                        assert!(dump(place.shop.hub.store()) == before, "call {n}: half done");
                    }
                    place.shop.run(operation(&place)).map(drop).expect("it can be made again");
                }
            }
            let now = dump_without_ids(place.shop.hub.store());
            assert!(now == done, "call {n}, sticky {sticky}:\n{now}\n\n{done}");
        }
    }
}

#[test]
fn creating_a_standing_order() {
    never_half_done("open", |place| {
        let customer = place.shop.standing_order(place.so).customer;
        let series = place.shop.standing_order(place.so).series.expect("a series");
        Shop::wish(customer, series, &[("milk", 3)])
    });
}

#[test]
fn skipping_a_cycle_whose_order_exists() {
    never_half_done("open", |place| SkipCycles {
        enterprise: HUB.into(),
        standing_order: place.so,
        version: None,
        cycles: vec![place.cycle],
        dates: Vec::new(),
        variant: None,
        open_orders: None,
    });
}

#[test]
fn editing_an_order() {
    never_half_done("open", |place| EditOrder {
        enterprise: HUB.into(),
        order: place.shop.order_of(place.so, place.cycle).expect("an order").order.id,
        set_lines: wanted(&[("milk", 4), ("eggs", 1)]),
        ..Default::default()
    });
}

#[test]
fn recording_an_order_of_the_shop() {
    never_half_done("open", |place| {
        let customer = place.shop.standing_order(place.so).customer;
        Shop::checkout(customer, place.cycle, &[("milk", 2)])
    });
}

#[test]
fn ticking_an_opening() {
    never_half_done("opening", |_| Tick { batches: None, batch_size: Some(2) });
}

#[test]
fn ticking_a_close() {
    never_half_done("closing", |_| Tick { batches: None, batch_size: Some(2) });
}
