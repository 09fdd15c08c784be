//! Rulings on generation and editing: R21–R29, R35, each as its hub manager would tell it.

use milkround_core::hub::changes::ListChanges;
use milkround_core::hub::enterprises::SettingsPatch;
use milkround_core::hub::exchanges::{FeeInput, FeeRateInput};
use milkround_core::hub::orders::{
    AdoptOrder, CancelOrder, DetachOrder, DuplicateOrder, OrdersAhead, ReleaseOrder,
};
use milkround_core::hub::series::{CreateSeries, ScheduleInput};
use milkround_core::hub::standing_orders::{
    FinishStandingOrder, OpenOrders, PauseStandingOrder, ResumeStandingOrder, SkipCycles, Timeline,
    UnskipCycles,
};
use milkround_core::model::enterprise::{Combine, MissedCycle, Sharing};
use milkround_core::model::notice::NoticeKind;
use milkround_core::model::order::{OrderState, OutcomeKind};
use milkround_core::model::schedule::ClosingRule;
use milkround_core::model::standing_order::Mode;
use milkround_core::value::{Change, CycleId, StandingOrderId};
use milkround_tests::shop::{HUB, Shop, date, local, refused, shape};

const MILK: &[(&str, &str, Option<i64>)] = &[("milk", "1.00", None), ("eggs", "2.00", None)];

fn skip(so: StandingOrderId, cycle: CycleId) -> SkipCycles {
    SkipCycles {
        enterprise: HUB.into(),
        standing_order: so,
        version: None,
        cycles: vec![cycle],
        dates: Vec::new(),
        variant: None,
        open_orders: None,
    }
}

fn unskip(so: StandingOrderId, cycle: CycleId) -> UnskipCycles {
    UnskipCycles {
        enterprise: HUB.into(),
        standing_order: so,
        version: None,
        cycles: vec![cycle],
        dates: Vec::new(),
        variant: None,
    }
}

fn pause(so: StandingOrderId, from: &str, until: Option<&str>) -> PauseStandingOrder {
    PauseStandingOrder {
        enterprise: HUB.into(),
        standing_order: so,
        version: None,
        starts_on: date(from),
        ends_on: until.map(date),
        open_orders: None,
    }
}

fn resume(so: StandingOrderId) -> ResumeStandingOrder {
    ResumeStandingOrder {
        enterprise: HUB.into(),
        standing_order: so,
        version: None,
        resumes_on: None,
    }
}

/// ```text
///  open                                                  close
///   |----- made late ----- resumed ----- unskipped --------|
///              v              v              v
///            order          order          order, each at the next tick
/// ```
#[test]
fn r21_whatever_makes_a_pair_due_while_its_cycle_is_open_leads_to_an_order() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let series = shop.weekly(MILK);
    let cycle = shop.cycle(series, 1);
    let ann = shop.customer("ann");
    let paused = shop.standing(ann, series, &[("milk", 1)]);
    shop.run(pause(paused, "2026-03-01", None)).unwrap();
    let skipped = shop.standing(ann, series, &[("milk", 2)]);
    shop.run(skip(skipped, cycle)).unwrap();
    shop.advance("2026-03-02T09:00:00Z");
    assert_eq!(shop.outcome(paused, cycle), Some(OutcomeKind::Paused));
    assert_eq!(shop.outcome(skipped, cycle), Some(OutcomeKind::Skipped));
    assert!(shop.orders(cycle).is_empty());

    let late = shop.standing(ann, series, &[("milk", 3)]);
    shop.run(resume(paused)).unwrap();
    shop.run(unskip(skipped, cycle)).unwrap();
    assert_eq!(shop.tick().tally.generated, 3);
    for so in [late, paused, skipped] {
        assert_eq!(shop.outcome(so, cycle), Some(OutcomeKind::Generated));
    }
    assert_eq!(shop.orders(cycle).len(), 3);
    assert_eq!(shop.tick().batches, 0);
}

#[test]
fn r22_lines_join_an_open_order_of_the_customer_where_the_hub_wants_it() {
    for (combine, orders) in [(Combine::Beside, 2), (Combine::Add, 1)] {
        let shop = Shop::new("2026-03-01T12:00:00Z");
        shop.settle(SettingsPatch { combine: Change::To(combine), ..Default::default() });
        let series = shop.weekly(MILK);
        let cycle = shop.cycle(series, 1);
        let ann = shop.customer("ann");
        shop.advance("2026-03-02T09:00:00Z");
        let shopped = shop.run(Shop::checkout(ann, cycle, &[("milk", 2)])).unwrap().order.id;
        let so = shop.standing(ann, series, &[("milk", 1), ("eggs", 1)]);
        shop.tick();
        assert_eq!(shop.orders(cycle).len(), orders, "{combine}");
        let outcome = shop.outcomes(cycle).remove(0);
        assert_eq!(outcome.standing_order, so);
        if combine == Combine::Add {
            assert_eq!(outcome.kind, OutcomeKind::Combined);
            assert_eq!(outcome.order, Some(shopped));
            let joined = shop.order(shopped);
            let quantities: Vec<_> = shape(&joined).into_iter().map(|l| (l.0, l.3)).collect();
            assert_eq!(quantities, [("milk".into(), "3".into()), ("eggs".into(), "1".to_string())]);
            assert_eq!(joined.order.total.to_string(), "5.00 GBP");
            // Settled for good: the next tick does not add the lines again.
            assert_eq!(refused(shop.run(resume(so))).0, "wrong_state");
            shop.tick();
            assert_eq!(shop.order(shopped).order.total.to_string(), "5.00 GBP");
        }
    }
}

#[test]
fn r23_shares_are_kept_by_policy_and_first_come_is_by_making() {
    for (sharing, expected) in
        [(Sharing::ProRata, ["4", "3", "3"]), (Sharing::FirstCome, ["6", "4", "0"])]
    {
        let shop = Shop::new("2026-03-01T12:00:00Z");
        shop.settle(SettingsPatch { sharing: Change::To(sharing), ..Default::default() });
        let series = shop.weekly(&[("eggs", "1.00", Some(10)), ("milk", "1.00", None)]);
        let cycle = shop.cycle(series, 1);
        let made: Vec<_> = [6, 5, 4]
            .into_iter()
            .enumerate()
            .map(|(i, eggs)| {
                let customer = shop.customer(&format!("c{i}"));
                shop.standing(customer, series, &[("eggs", eggs), ("milk", 1)])
            })
            .collect();
        shop.advance("2026-03-02T09:00:00Z");
        let given: Vec<_> =
            made.iter().map(|so| shape(&shop.order_of(*so, cycle).unwrap())[0].2.clone()).collect();
        assert_eq!(given, expected, "{sharing}");
        // Who comes later is served from what is free: nothing here.
        let late = shop.standing(shop.customer("late"), series, &[("eggs", 1)]);
        shop.tick();
        assert_eq!(shop.outcome(late, cycle), Some(OutcomeKind::Empty));
    }
}

#[test]
fn r24_a_line_remembers_what_was_asked_given_and_ordered() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let series = shop.weekly(&[("eggs", "1.00", Some(3)), ("milk", "1.00", None)]);
    let cycle = shop.cycle(series, 1);
    let so = shop.standing(shop.customer("ann"), series, &[("eggs", 5), ("milk", 2), ("ham", 1)]);
    shop.advance("2026-03-02T09:00:00Z");
    let order = shop.order_of(so, cycle).unwrap();
    shop.run(Shop::edit(order.order.id, None, &[("eggs", 2), ("milk", 4)])).unwrap();
    let line = |a: &str, b: &str, c: &str, d: &str| -> (String, String, String, String) {
        (a.into(), b.into(), c.into(), d.into())
    };
    assert_eq!(
        shape(&shop.order(order.order.id)),
        [line("eggs", "5", "3", "2"), line("milk", "2", "2", "4"), line("ham", "1", "0", "0")]
    );
    let ready = shop.notices().into_iter().find(|n| n.kind == NoticeKind::OrderReady).unwrap();
    let short = serde_json::json!([
        { "variant": "eggs", "asked": "5", "given": "3" },
        { "variant": "ham", "asked": "1", "given": "0" },
    ]);
    assert_eq!(ready.facts.json()["short"], short);
    assert_eq!(shop.free(cycle, "eggs").as_deref(), Some("1"));
}

/// ```text
///  open Mon      close Wed         collection        now
///    |-------------|------------------|---------------x       all of it while nothing ticked
/// ```
#[test]
fn r25_a_missed_cycle_goes_by_the_hubs_policy() {
    use MissedCycle::{Hold, Place, Skip};
    use OrderState::{Pending, Placed};
    // Wednesday 19:00 lies after the close; without a window, collection begins at the close.
    for (policy, order, outcome) in [
        (Place, None, OutcomeKind::Missed),
        (Hold, Some((Pending, true)), OutcomeKind::Generated),
        (Skip, None, OutcomeKind::Missed),
    ] {
        let (shop, so, cycle) = missed(policy, None);
        assert_eq!(shop.outcome(so, cycle), Some(outcome), "{policy}");
        let state = shop.order_of(so, cycle).map(|o| (o.order.state, o.order.held));
        assert_eq!(state, order, "{policy}");
        let missed = shop.notices().iter().any(|n| n.kind == NoticeKind::Missed);
        assert_eq!(missed, outcome == OutcomeKind::Missed);
    }
    // What is held waits for staff, however late, who release or cancel it.
    for release in [true, false] {
        let (shop, so, cycle) = missed(Hold, None);
        shop.sleep("2026-03-06T12:00:00Z");
        let order = shop.order_of(so, cycle).unwrap().order.id;
        let enterprise = || HUB.to_owned();
        let state = match release {
            true => shop.run(ReleaseOrder { enterprise: enterprise(), order }),
            false => shop.run(CancelOrder { enterprise: enterprise(), order, version: None }),
        };
        let expected = if release { Placed } else { OrderState::Cancelled };
        assert_eq!(state.unwrap().order.state, expected);
    }
    // With collection on Friday there is still time to pack.
    let (shop, so, cycle) = missed(Place, Some("friday"));
    let order = shop.order_of(so, cycle).unwrap().order;
    assert_eq!((order.state, order.late), (Placed, true));
}

fn missed(policy: MissedCycle, collected: Option<&str>) -> (Shop, StandingOrderId, CycleId) {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    shop.settle(SettingsPatch { missed_cycle: Change::To(policy), ..Default::default() });
    let mut template = Shop::template(MILK);
    template.outgoing[0].collection = collected.map(|weekday| {
        serde_json::from_value(serde_json::json!({
            "weekday": weekday, "starts": "14:00", "ends": "18:00",
        }))
        .expect("a collection rule")
    });
    let schedule = ScheduleInput {
        zone: None,
        starts_at: local("2026-03-02T09:00"),
        recurrence: Some("FREQ=WEEKLY".into()),
        closes: ClosingRule::after(2, 9, 0).unwrap(),
        cycle_name: None,
        on_holiday: None,
    };
    let series = shop
        .run(CreateSeries {
            enterprise: HUB.into(),
            name: "Weekly".into(),
            schedule: Some(schedule),
            template,
            template_cycle: None,
            keep_ahead: None,
        })
        .unwrap()
        .series
        .id;
    let so = shop.standing(shop.customer("ann"), series, &[("milk", 1)]);
    let cycle = shop.cycle(series, 1);
    shop.sleep("2026-03-04T19:00:00Z");
    shop.tick();
    (shop, so, cycle)
}

#[test]
fn r26_taking_the_last_line_out_is_a_skip_and_needs_one_left() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    shop.settle(SettingsPatch { skips_per_season: Change::To(Some(1)), ..Default::default() });
    let series = shop.weekly(&[("milk", "1.00", Some(9))]);
    let ann = shop.customer("ann");
    let so = shop.standing(ann, series, &[("milk", 2)]);
    let (first, second) = (shop.cycle(series, 1), shop.cycle(series, 2));
    shop.advance("2026-03-02T09:00:00Z");
    let order = shop.order_of(so, first).unwrap().order.id;
    let emptied = shop.as_customer(ann).run(Shop::edit(order, None, &[("milk", 0)])).unwrap();
    assert_eq!(emptied.order.state, OrderState::Cancelled);
    assert_eq!(emptied.order.total.to_string(), "0.00 GBP");
    assert_eq!(shop.outcome(so, first), Some(OutcomeKind::Skipped));
    assert_eq!(shop.free(first, "milk").as_deref(), Some("9"));
    shop.advance("2026-03-09T09:00:00Z");
    assert_eq!(shop.order(order).order.state, OrderState::Cancelled);

    let order = shop.order_of(so, second).unwrap().order.id;
    let (code, _) = refused(shop.as_customer(ann).run(Shop::edit(order, None, &[("milk", 0)])));
    assert_eq!(code, "skip_limit");
    assert_eq!(shape(&shop.order(order))[0].3, "2");
    // Taken back, it is given back (R33) ... but the first cycle is over: staff skip without limit.
    shop.run(skip(so, second)).unwrap();
    assert_eq!(shop.order(order).order.state, OrderState::Cancelled);
}

#[test]
fn r27_orders_made_ahead_claim_first_and_are_never_generated_again() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let series = shop.weekly(&[("eggs", "1.00", Some(5))]);
    let cycle = shop.cycle(series, 1);
    let early = shop.standing(shop.customer("ann"), series, &[("eggs", 3)]);
    let mut wish = Shop::wish(shop.customer("ben"), series, &[("eggs", 4)]);
    wish.mode = Some(Mode::Manual);
    let manual = shop.standing_saved(wish).standing_order.id;
    let ahead =
        |so| OrdersAhead { enterprise: HUB.into(), standing_order: so, cycles: vec![cycle] };
    let made = shop.run(ahead(manual)).unwrap().items.remove(0);
    assert_eq!(made.order.state, OrderState::Ahead);
    assert_eq!(shop.free(cycle, "eggs").as_deref(), Some("5"));
    assert_eq!(refused(shop.run(ahead(manual))).0, "already_exists");
    shop.advance("2026-03-02T09:00:00Z");
    let given = |so| shape(&shop.order_of(so, cycle).unwrap())[0].2.clone();
    assert_eq!((given(manual), given(early)), ("4".to_string(), "1".to_string()));
    assert_eq!(shop.order(made.order.id).order.state, OrderState::Pending);
    assert_eq!(shop.orders(cycle).len(), 2);
    // Manual mode: nothing in the next cycle unless it is made.
    shop.advance("2026-03-09T09:00:00Z");
    assert_eq!(shop.outcome(manual, shop.cycle(series, 2)), None);
    assert_eq!(shop.explain(manual, shop.cycle(series, 2)).rule, "D10");
}

#[test]
fn r27_an_order_is_duplicated_adopted_and_detached() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let series = shop.weekly(MILK);
    let ann = shop.customer("ann");
    let so = shop.standing(ann, series, &[("milk", 1)]);
    let (first, second) = (shop.cycle(series, 1), shop.cycle(series, 2));
    shop.advance("2026-03-02T09:00:00Z");
    let order = shop.order_of(so, first).unwrap().order.id;
    shop.run(Shop::edit(order, None, &[("eggs", 3)])).unwrap();
    let copy = shop
        .run(DuplicateOrder { enterprise: HUB.into(), order, cycles: vec![second] })
        .unwrap()
        .items
        .remove(0);
    assert_eq!(copy.order.standing_order, Some(so));
    shop.advance("2026-03-09T09:00:00Z");
    let quantities: Vec<_> =
        shape(&shop.order(copy.order.id)).into_iter().map(|l| format!("{} {}", l.0, l.3)).collect();
    assert_eq!(quantities, ["milk 1", "eggs 3"]);
    assert_eq!(shop.orders(second).len(), 1);

    shop.run(DetachOrder { enterprise: HUB.into(), order: copy.order.id }).unwrap();
    shop.tick();
    assert_eq!(shop.outcome(so, second), Some(OutcomeKind::Skipped));
    assert_eq!(shop.orders(second).len(), 1);
    let adopt = AdoptOrder { enterprise: HUB.into(), order: copy.order.id, standing_order: so };
    shop.run(adopt.clone()).unwrap();
    assert_eq!(shop.outcome(so, second), Some(OutcomeKind::Generated));
    assert_eq!(refused(shop.run(adopt)).0, "wrong_state");
}

#[test]
fn r28_fees_are_reckoned_after_shortages_and_named_by_who_charges() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let mut template = Shop::template(&[("flour", "3.00", Some(1)), ("eggs", "2.00", None)]);
    let fee = |name: &str, rate| FeeInput { name: name.into(), charged_by: "farm".into(), rate };
    template.outgoing[0].fees = vec![
        fee("packing", FeeRateInput::PerOrder { amount: "0.50".parse().unwrap() }),
        fee("hub", FeeRateInput::Percent { percent: "2.5".parse().unwrap() }),
        fee("handling", FeeRateInput::PerItem { amount: "0.03".parse().unwrap() }),
    ];
    let create = CreateSeries {
        enterprise: HUB.into(),
        name: "Weekly".into(),
        schedule: Some(ScheduleInput {
            zone: None,
            starts_at: local("2026-03-02T09:00"),
            recurrence: Some("FREQ=WEEKLY".into()),
            closes: ClosingRule::after(2, 9, 0).unwrap(),
            cycle_name: None,
            on_holiday: None,
        }),
        template,
        template_cycle: None,
        keep_ahead: None,
    };
    let series = shop.run(create).unwrap().series.id;
    // Flour: 2 kg asked, 1 kg there. 3.00 + 2.00 = 5.00; 2.5 % = 0.125 → 0.13; 2 × 0.03.
    let so = shop.standing(shop.customer("ann"), series, &[("flour", 2), ("eggs", 1)]);
    shop.advance("2026-03-02T09:00:00Z");
    let order = shop.order_of(so, shop.cycle(series, 1)).unwrap().order;
    let fees: Vec<_> =
        order.fees.iter().map(|f| format!("{} {} {}", f.charged_by, f.name, f.amount)).collect();
    assert_eq!(fees, ["farm packing 0.50 GBP", "farm hub 0.13 GBP", "farm handling 0.06 GBP"]);
    assert_eq!(order.total.to_string(), "5.69 GBP");
}

#[test]
fn r29_open_orders_are_kept_or_cancelled_by_word_and_a_skip_taken_back_revives_the_same_id() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let series = shop.weekly(MILK);
    let cycle = shop.cycle(series, 1);
    let so = shop.standing(shop.customer("ann"), series, &[("milk", 1)]);
    shop.advance("2026-03-02T09:00:00Z");
    let order = shop.order_of(so, cycle).unwrap().order.id;
    let (code, error) = refused(shop.run(pause(so, "2026-03-01", Some("2026-03-31"))));
    assert_eq!(code, "open_orders_exist");
    assert_eq!(error.details()["orders"], serde_json::json!([order]));
    assert!(shop.standing_order(so).pauses.is_empty());

    shop.run(skip(so, cycle)).unwrap();
    assert_eq!(shop.order(order).order.state, OrderState::Cancelled);
    shop.run(unskip(so, cycle)).unwrap();
    shop.tick();
    let revived = shop.order_of(so, cycle).unwrap();
    assert_eq!((revived.order.id, revived.order.state), (order, OrderState::Pending));
    assert_eq!(shape(&revived).len(), 1);

    let end = FinishStandingOrder {
        enterprise: HUB.into(),
        standing_order: so,
        version: None,
        ends_on: None,
        open_orders: Some(OpenOrders::Cancel),
    };
    shop.run(end.clone()).unwrap();
    assert_eq!(shop.order(order).order.state, OrderState::Cancelled);
    assert_eq!(refused(shop.run(end)).0, "wrong_state");
    shop.advance("2026-03-10T09:00:00Z");
    assert_eq!(shop.outcome(so, shop.cycle(series, 2)), None);
}

#[test]
fn d5_one_line_is_skipped_for_one_cycle_and_comes_back() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let series = shop.weekly(MILK);
    let (first, second) = (shop.cycle(series, 1), shop.cycle(series, 2));
    let so = shop.standing(shop.customer("ann"), series, &[("milk", 1), ("eggs", 6)]);
    let eggs = |cycle| SkipCycles { variant: Some("eggs".into()), ..skip(so, cycle) };
    shop.run(eggs(second)).unwrap();
    shop.advance("2026-03-02T09:00:00Z");
    let lines = |cycle| -> Vec<String> {
        let order = shop.order_of(so, cycle).unwrap();
        shape(&order).into_iter().map(|l| format!("{} {}", l.0, l.3)).collect()
    };
    assert_eq!(lines(first), ["milk 1", "eggs 6"]);
    // In an order that is there already, the line is taken out, and put back.
    shop.run(eggs(first)).unwrap();
    assert_eq!(lines(first), ["milk 1", "eggs 0"]);
    assert_eq!(shop.explain(so, first).skipped_lines[0].as_str(), "eggs");
    shop.run(UnskipCycles { variant: Some("eggs".into()), ..unskip(so, first) }).unwrap();
    assert_eq!(lines(first), ["milk 1", "eggs 6"]);
    shop.advance("2026-03-09T09:00:00Z");
    assert_eq!(lines(second), ["milk 1"]);
}

#[test]
fn r35_a_stale_version_is_refused_with_what_changed() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let series = shop.weekly(MILK);
    let so = shop.standing(shop.customer("ann"), series, &[("milk", 1)]);
    shop.run(pause(so, "2026-06-01", Some("2026-06-14"))).unwrap();
    let stale = PauseStandingOrder { version: Some(1), ..pause(so, "2026-07-01", None) };
    let (code, error) = refused(shop.run(stale));
    assert_eq!(code, "conflict");
    assert_eq!(error.details()["version"], 2);
    assert_eq!(error.details()["changed"], serde_json::json!(["paused"]));
    assert_eq!(shop.standing_order(so).pauses.len(), 1);
}

/// A15: who changed what and when.
#[test]
fn a15_the_change_log_tells_who_changed_what() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let series = shop.weekly(MILK);
    let ann = shop.customer("ann");
    let so = shop.standing(ann, series, &[("milk", 1)]);
    shop.as_customer(ann).run(pause(so, "2026-06-01", None)).unwrap();
    let list = ListChanges { enterprise: HUB.into(), subject: Some(so.0), ..Default::default() };
    let told: Vec<_> = shop
        .run(list)
        .unwrap()
        .items
        .into_iter()
        .map(|change| format!("{} {}", change.operation, change.by))
        .collect();
    let paused = format!("standing_orders.pause customer {ann}");
    assert_eq!(told, [paused.as_str(), "standing_orders.create system"]);
}

#[test]
fn an_order_cancelled_by_staff_frees_its_stock_and_stays_cancelled() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let series = shop.weekly(&[("eggs", "1.00", Some(5))]);
    let cycle = shop.cycle(series, 1);
    let so = shop.standing(shop.customer("ann"), series, &[("eggs", 3)]);
    shop.advance("2026-03-02T09:00:00Z");
    let order = shop.order_of(so, cycle).unwrap().order.id;
    shop.run(CancelOrder { enterprise: HUB.into(), order, version: None }).unwrap();
    shop.advance("2026-03-04T18:00:00Z");
    assert_eq!(shop.order(order).order.state, OrderState::Cancelled);
    assert_eq!(shop.free(cycle, "eggs").as_deref(), Some("5"));
    assert_eq!(shop.outcome(so, cycle), Some(OutcomeKind::Skipped));
}

/// What a customer reads: past cycles with what became of them, coming ones with what will.
#[test]
fn d9_the_timeline_tells_past_and_future() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let series = shop.weekly(&[("milk", "1.10", None), ("eggs", "2.00", Some(4))]);
    let mut wish = Shop::wish(shop.customer("ann"), series, &[("milk", 2), ("eggs", 6)]);
    wish.ends_on = Some(date("2026-04-01"));
    let so = shop.standing_saved(wish).standing_order.id;
    let third = shop.cycle(series, 3);
    shop.run(skip(so, third)).unwrap();
    shop.advance("2026-03-10T12:00:00Z");
    let timeline = shop.run(Timeline { enterprise: HUB.into(), standing_order: so }).unwrap().items;
    let told: Vec<_> = timeline
        .iter()
        .map(|entry| {
            let e = &entry.explanation;
            let total = e.total.map_or("-".to_string(), |total| total.to_string());
            let tense = if e.happened { "was" } else { "will" };
            format!("{} {tense} {} {total}: {}", e.cycle.closes_on, e.rule, e.sentence)
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    2026-03-04 was E1 10.20 GBP: an order was made, as the standing order stood since 2026-03-01
    2026-03-11 was E1 10.20 GBP: an order was made, as the standing order stood since 2026-03-01
    2026-03-18 will D5 -: this cycle is skipped (by system)
    2026-03-25 will R21 10.20 GBP: an order is made when the cycle opens, as it stands since 2026-03-01
    2026-04-01 will R21 10.20 GBP: an order is made when the cycle opens, as it stands since 2026-03-01
    2026-04-08 will D4 -: the cycle's date 2026-04-08 lies after its end 2026-04-01
    ");
}
