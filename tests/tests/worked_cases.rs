//! The worked cases of the rulings, to the letter.

use milkround_core::hub::enterprises::SettingsPatch;
use milkround_core::hub::orders::{CancelOrder, ConfirmOrder};
use milkround_core::hub::standing_orders::ReviseStandingOrder;
use milkround_core::model::notice::NoticeKind;
use milkround_core::model::order::{OrderState, OutcomeKind};
use milkround_core::model::schedule::ClosingRule;
use milkround_core::value::Change;
use milkround_tests::shop::{HUB, Shop, at, date, lines, refused, shape};

fn after_days(days: u32) -> ClosingRule {
    ClosingRule::after(days, 0, 0).unwrap()
}

/// ```text
///            GMT | BST                                              BST | GMT
///  Sun 29 March 01:30 (in the gap)                     Sun 25 October 01:30 (twice)
///        01:30Z = 02:30 BST                                 00:30Z = the first 01:30
///  closes Fri 3 April 01:30 BST = 00:30Z
/// ```
#[test]
fn w1_openings_and_closes_through_both_changes_of_summer_time() {
    let shop = Shop::new("2026-03-20T12:00:00Z");
    let series = shop.series(
        "2026-03-22T01:30",
        "FREQ=WEEKLY;BYDAY=SU",
        after_days(5),
        &[("milk", "1.00", None)],
    );
    let cycles = shop.cycles(series);
    let change = &cycles[1];
    assert_eq!(change.opens_at, at("2026-03-29T01:30:00Z"));
    assert_eq!(change.closes_at, at("2026-04-03T00:30:00Z"));
    shop.sleep("2026-10-20T12:00:00Z");
    shop.advance("2026-10-20T12:00:00Z");
    let october = shop
        .cycles(series)
        .into_iter()
        .find(|c| c.dates.opens_on == date("2026-10-25"))
        .expect("the cycle of the change");
    assert_eq!(october.opens_at, at("2026-10-25T00:30:00Z"));
}

/// An end date of 31 August: a close at 22:59Z that day is in, at 23:00Z (1 September BST) is out.
#[test]
fn w1_an_end_date_is_a_local_date() {
    for (closes, due) in [("23:59", true), ("00:00", false)] {
        let shop = Shop::new("2026-08-24T12:00:00Z");
        // Opens Tuesday 25 August, closes the next Monday 23:59, or the next Tuesday 00:00.
        let (starts, rule) = match due {
            true => ("2026-08-25T09:00", r#"{"kind":"next","weekday":"monday","time":"23:59"}"#),
            false => ("2026-08-26T09:00", r#"{"kind":"next","weekday":"tuesday","time":"00:00"}"#),
        };
        let rule: ClosingRule = serde_json::from_str(rule).unwrap();
        let series = shop.series(starts, "FREQ=WEEKLY", rule, &[("milk", "1.00", None)]);
        let cycle = &shop.cycles(series)[0];
        let instant = if due { "2026-08-31T22:59:00Z" } else { "2026-08-31T23:00:00Z" };
        assert_eq!(cycle.closes_at, at(instant), "{closes}");
        let ann = shop.customer("ann");
        let mut wish = Shop::wish(ann, series, &[("milk", 1)]);
        wish.ends_on = Some(date("2026-08-31"));
        let so = shop.standing_saved(wish).standing_order.id;
        shop.advance("2026-08-27T12:00:00Z");
        let outcome = shop.outcome(so, cycle.dates.cycle);
        assert_eq!(outcome, due.then_some(OutcomeKind::Generated));
        let explained = shop.explain(so, cycle.dates.cycle);
        assert_eq!(explained.rule, if due { "E1" } else { "D4" });
    }
}

/// ```text
///  planned at 10.00   opens at 11.00   Tuesday 12.00
///  ------|------------------|---------------|---------->
///                     two at 11.00    a third: 11.00, a new line: 12.00
/// ```
#[test]
fn w2_prices_hold_from_the_moment_a_line_comes_in() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let series = shop.weekly(&[("milk", "10.00", None), ("eggs", "10.00", None)]);
    let cycle = shop.cycle(series, 1);
    let ann = shop.customer("ann");
    let so = shop.standing(ann, series, &[("milk", 2)]);
    shop.set_price(cycle, "milk", "11.00");
    shop.set_price(cycle, "eggs", "11.00");
    shop.advance("2026-03-02T09:00:00Z");
    let order = shop.order_of(so, cycle).expect("generated");
    assert_eq!(order.order.total.to_string(), "22.00 GBP");
    let ready = shop.notices().into_iter().find(|n| n.kind == NoticeKind::OrderReady).unwrap();
    assert_eq!(ready.facts.json()["prices"][0]["was"]["amount"], "10.00");
    assert_eq!(ready.facts.json()["prices"][0]["price"]["amount"], "11.00");

    shop.advance("2026-03-03T09:00:00Z");
    shop.set_price(cycle, "milk", "12.00");
    shop.set_price(cycle, "eggs", "12.00");
    assert_eq!(shop.order(order.order.id).order.total.to_string(), "22.00 GBP");
    let placed = shop
        .run(ConfirmOrder { enterprise: HUB.into(), order: order.order.id, version: None })
        .unwrap();
    assert_eq!(placed.order.state, OrderState::Placed);
    assert_eq!(placed.order.total.to_string(), "22.00 GBP");
    let third = shop.run(Shop::edit(order.order.id, None, &[("milk", 3), ("eggs", 1)])).unwrap();
    let amounts: Vec<_> = third.lines.iter().map(|l| l.amount.to_string()).collect();
    assert_eq!(amounts, ["33.00 GBP", "12.00 GBP"]);
}

/// ```text
///  Mon 09:00 open   Tue   Wed 12:00 customer's limit   Wed 18:00 close
/// ```
#[test]
fn w3_what_a_customer_makes_after_his_limit_holds_from_the_next_cycle() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    shop.settle(SettingsPatch { customer_limit_minutes: Change::To(360), ..Default::default() });
    let series = shop.weekly(&[("milk", "1.00", None)]);
    let (first, second) = (shop.cycle(series, 1), shop.cycle(series, 2));
    let (ann, ben, cal) = (shop.customer("ann"), shop.customer("ben"), shop.customer("cal"));

    shop.advance("2026-03-03T10:00:00Z");
    let early = shop.as_customer(ann).run(Shop::wish(ann, series, &[("milk", 1)])).unwrap();
    assert_eq!(early.holds_from.as_ref().map(|c| c.cycle), Some(first));
    shop.tick();
    assert_eq!(shop.outcome(early.standing_order.id, first), Some(OutcomeKind::Generated));

    shop.advance("2026-03-04T13:00:00Z");
    let late = shop.as_customer(ben).run(Shop::wish(ben, series, &[("milk", 1)])).unwrap();
    assert_eq!(late.holds_from.as_ref().map(|c| c.cycle), Some(second));
    assert_eq!(late.too_late_for.iter().map(|c| c.cycle).collect::<Vec<_>>(), [first]);
    let staff = shop.standing_saved(Shop::wish(cal, series, &[("milk", 1)]));
    assert_eq!(staff.holds_from.as_ref().map(|c| c.cycle), Some(first));
    shop.tick();
    assert_eq!(shop.outcome(late.standing_order.id, first), None);
    assert_eq!(shop.explain(late.standing_order.id, first).rule, "R32");
    assert_eq!(shop.outcome(staff.standing_order.id, first), Some(OutcomeKind::Generated));
    let notice = shop.notices().into_iter().rfind(|n| n.kind == NoticeKind::OrderReady).unwrap();
    assert_eq!(notice.customer, Some(cal));
    assert_eq!(notice.facts.json()["view_only"], true);

    shop.advance("2026-03-09T10:00:00Z");
    assert_eq!(shop.outcome(late.standing_order.id, second), Some(OutcomeKind::Generated));
}

#[test]
fn w4_a_stale_edit_is_refused_and_a_real_disagreement_is_listed() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let series = shop.weekly(&[("eggs", "1.00", None), ("bread", "1.00", None)]);
    let cycle = shop.cycle(series, 1);
    let ann = shop.customer("ann");
    let so = shop.standing(ann, series, &[("eggs", 2), ("bread", 1)]);
    shop.advance("2026-03-02T09:00:00Z");
    let order = shop.order_of(so, cycle).unwrap().order;
    let seen = order.version;
    shop.run(Shop::edit(order.id, Some(seen), &[("eggs", 3)])).unwrap();

    let stale = shop.as_customer(ann).run(Shop::edit(order.id, Some(seen), &[("bread", 2)]));
    let (code, error) = refused(stale);
    assert_eq!(code, "conflict");
    assert_eq!(error.details()["version"], seen + 1);
    assert_eq!(error.details()["changed"], serde_json::json!(["set_lines", "total"]));
    let eggs_and_bread = |order: &milkround_core::hub::order_book::OrderWithLines| {
        shape(order).into_iter().map(|(v, _, _, n)| format!("{v} {n}")).collect::<Vec<_>>()
    };
    assert_eq!(eggs_and_bread(&shop.order(order.id)), ["eggs 3", "bread 1"]);
    let again = shop.as_customer(ann).run(Shop::edit(order.id, Some(seen + 1), &[("bread", 2)]));
    assert_eq!(eggs_and_bread(&again.unwrap()), ["eggs 3", "bread 2"]);

    revise(&shop, so, &[("eggs", 4), ("bread", 1)]);
    let merged = shop.order(order.id);
    assert_eq!(eggs_and_bread(&merged), ["eggs 3", "bread 2"]);
    let conflict = &merged.order.conflicts[0];
    let three = [conflict.base, conflict.order, conflict.revision].map(|q| q.to_string());
    assert_eq!(three, ["2", "3", "4"]);
    assert_eq!(merged.order.conflicts.len(), 1);

    shop.advance("2026-03-04T18:00:00Z");
    let placed = shop.order(order.id);
    assert_eq!(placed.order.state, OrderState::Placed);
    assert_eq!(eggs_and_bread(&placed), ["eggs 3", "bread 2"]);
}

fn revise(shop: &Shop, standing_order: milkround_core::value::StandingOrderId, to: &[(&str, i64)]) {
    let revise = ReviseStandingOrder {
        enterprise: HUB.into(),
        standing_order,
        version: None,
        holds_from: None,
        lines: Change::To(lines(to)),
        shipping_method: Change::Keep,
        payment_method: Change::Keep,
        shipping_address: Change::Keep,
        note: Change::Keep,
        later: None,
    };
    shop.run(revise).expect("a revision");
}

#[test]
fn w5_a_scarce_variant_is_shared_and_nobody_is_raised_behind_his_back() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let series = shop.weekly(&[("eggs", "1.00", Some(10))]);
    let cycle = shop.cycle(series, 1);
    let made: Vec<_> = [("ann", 6), ("ben", 5), ("cal", 4)]
        .into_iter()
        .map(|(name, eggs)| shop.standing(shop.customer(name), series, &[("eggs", eggs)]))
        .collect();
    shop.advance("2026-03-02T09:00:00Z");
    let eggs = |n: usize| {
        let order = shop.order_of(made[n], cycle).unwrap();
        let (_, asked, given, ordered) = shape(&order).remove(0);
        format!("{asked} {given} {ordered}")
    };
    assert_eq!([eggs(0), eggs(1), eggs(2)], ["6 4 4", "5 3 3", "4 3 3"]);
    assert_eq!(shop.free(cycle, "eggs").as_deref(), Some("0"));

    let first = shop.order_of(made[0], cycle).unwrap().order.id;
    shop.run(CancelOrder { enterprise: HUB.into(), order: first, version: None }).unwrap();
    shop.tick();
    assert_eq!(shop.free(cycle, "eggs").as_deref(), Some("4"));
    assert_eq!([eggs(1), eggs(2)], ["5 3 3", "4 3 3"]);

    revise(&shop, made[1], &[("eggs", 6)]);
    assert_eq!(eggs(1), "6 6 6");
    assert!(shop.order_of(made[1], cycle).unwrap().order.conflicts.is_empty());
    assert_eq!(shop.free(cycle, "eggs").as_deref(), Some("1"));
}
