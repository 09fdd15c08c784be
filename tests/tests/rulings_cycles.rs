//! Rulings on time and cycles: R1–R9, R15, R16, R20, each as its hub manager would tell it.

use milkround_core::hub::cycles::{CreateCycle, ExchangeInput};
use milkround_core::hub::enterprises::{SettingsPatch, UpdateEnterprise};
use milkround_core::hub::exchanges::OfferInput;
use milkround_core::hub::orders::RecordOrder;
use milkround_core::hub::series::{
    AttachCycle, CreateSeries, PreviewSeries, ScheduleInput, TemplateExchangeInput,
};
use milkround_core::hub::standing_orders::SkipCycles;
use milkround_core::model::cycle::CycleState;
use milkround_core::model::order::{Origin, OutcomeKind};
use milkround_core::model::schedule::{ClosingRule, CycleDay};
use milkround_core::value::{Change, CycleId, SeriesId};
use milkround_tests::shop::{HUB, Shop, at, date, local, refused, shape, wanted};

const MILK: &[(&str, &str, Option<i64>)] = &[("milk", "1.00", None)];

fn settings(patch: SettingsPatch) -> UpdateEnterprise {
    UpdateEnterprise { enterprise: HUB.into(), settings: patch, ..Default::default() }
}

/// ```text
///  opens 09:00:00.000                               closes 18:00:00.000
///  ----[================================================)------->
///   a tick here opens                     an edit here is refused
/// ```
#[test]
fn r1_a_window_holds_its_opening_and_not_its_close() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let series = shop.weekly(MILK);
    let cycle = shop.cycle(series, 1);
    let ann = shop.customer("ann");
    let so = shop.standing(ann, series, &[("milk", 1)]);
    shop.sleep("2026-03-02T08:59:59.999Z");
    assert_eq!(shop.tick().opened, 0);
    shop.sleep("2026-03-02T09:00:00Z");
    assert_eq!(shop.tick().opened, 1);
    let order = shop.order_of(so, cycle).unwrap().order.id;
    shop.sleep("2026-03-04T17:59:59.999Z");
    shop.run(Shop::edit(order, None, &[("milk", 2)])).unwrap();
    shop.sleep("2026-03-04T18:00:00Z");
    let (code, error) = refused(shop.run(Shop::edit(order, None, &[("milk", 3)])));
    assert_eq!(code, "limit_passed");
    assert_eq!(error.details()["limit"], "2026-03-04T18:00:00Z");
    assert_eq!(shape(&shop.order(order))[0].3, "2");
}

#[test]
fn r2_a_new_zone_of_the_enterprise_moves_no_cycle_of_a_series() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let series = shop.weekly(MILK);
    let before = shop.cycles(series);
    let update = UpdateEnterprise {
        enterprise: HUB.into(),
        zone: Change::To("America/New_York".into()),
        ..Default::default()
    };
    assert_eq!(shop.run(update).unwrap().zone.name(), "America/New_York");
    assert_eq!(shop.cycles(series), before);
    // Cycles made later keep the series' own zone too.
    shop.advance("2026-03-16T12:00:00Z");
    let later = shop.cycles(series).pop().unwrap();
    assert_eq!(later.opens_at, at("2026-04-13T08:00:00Z"));
    assert_eq!(later.dates.opens_on, date("2026-04-13"));
}

/// A customer away 1–14 August thinks of the day on which he would collect.
///
/// ```text
///   closes Thu 30 July   collected Sat 1 August
///   ------|------------------[x]--------
/// ```
#[test]
fn r3_the_hub_says_whether_close_or_collection_counts() {
    for (day, outcome) in [
        (CycleDay::Close, Some(OutcomeKind::Generated)),
        (CycleDay::Collection, Some(OutcomeKind::Paused)),
    ] {
        let shop = Shop::new("2026-07-20T12:00:00Z");
        shop.settle(SettingsPatch { cycle_day: Change::To(day), ..Default::default() });
        let series = collected(&shop);
        let so = shop.standing(shop.customer("ann"), series, &[("milk", 1)]);
        shop.run(milkround_core::hub::standing_orders::PauseStandingOrder {
            enterprise: HUB.into(),
            standing_order: so,
            version: None,
            starts_on: date("2026-08-01"),
            ends_on: Some(date("2026-08-14")),
            open_orders: None,
        })
        .unwrap();
        shop.advance("2026-07-27T12:00:00Z");
        let cycle = shop.cycle(series, 1);
        assert_eq!(shop.outcome(so, cycle), outcome, "{day:?}");
        let dates = shop.explain(so, cycle).cycle;
        assert_eq!(dates.opens_on, date("2026-07-27"));
        assert_eq!(dates.closes_on, date("2026-07-30"));
        assert_eq!(dates.collected_on, Some(date("2026-08-01")));
    }
}

/// Opens Monday 27 July, closes Thursday, collected on Saturday.
fn collected(shop: &Shop) -> SeriesId {
    let collection = serde_json::from_value(serde_json::json!({
        "weekday": "saturday", "starts": "10:00", "ends": "12:00",
    }));
    let exchange = TemplateExchangeInput {
        collection: Some(collection.expect("a collection rule")),
        ..Shop::template(MILK).outgoing.remove(0)
    };
    let schedule = ScheduleInput {
        zone: None,
        starts_at: local("2026-07-27T09:00"),
        recurrence: Some("FREQ=WEEKLY".into()),
        closes: ClosingRule::after(3, 9, 0).unwrap(),
        cycle_name: None,
        on_holiday: None,
    };
    let create = CreateSeries {
        enterprise: HUB.into(),
        name: "Saturdays".into(),
        schedule: Some(schedule),
        template: milkround_core::hub::series::TemplateInput {
            outgoing: vec![exchange],
            incoming: Vec::new(),
        },
        template_cycle: None,
        keep_ahead: None,
    };
    shop.run(create).expect("a series").series.id
}

#[test]
fn r4_a_close_at_midnight_belongs_to_the_day_that_begins_and_previews_warn() {
    let shop = Shop::new("2026-08-01T12:00:00Z");
    let closes = ClosingRule::after(1, 0, 0).unwrap();
    let preview = PreviewSeries {
        enterprise: HUB.into(),
        series: None,
        name: Some("Nights".into()),
        schedule: Some(ScheduleInput {
            zone: None,
            starts_at: local("2026-08-31T00:00"),
            recurrence: Some("FREQ=WEEKLY".into()),
            closes,
            cycle_name: None,
            on_holiday: None,
        }),
        template: Default::default(),
        count: Some(1),
    };
    let planned = shop.run(preview).unwrap();
    let notes = serde_json::to_value(&planned.cycles[0].notes).unwrap();
    let midnight = serde_json::json!([{ "kind": "midnight_close", "date": "2026-09-01" }]);
    assert_eq!(notes, midnight);
}

#[test]
fn r5_civil_days_follow_the_wall_clock_and_hours_are_exact() {
    // Opens Saturday 28 March 12:00 GMT; clocks go forward on Sunday.
    let close = |rule: ClosingRule| {
        let shop = Shop::new("2026-03-20T12:00:00Z");
        let series = shop.series("2026-03-28T12:00", "FREQ=WEEKLY", rule, MILK);
        shop.cycles(series)[0].closes_at
    };
    assert_eq!(close(ClosingRule::after(1, 0, 0).unwrap()), at("2026-03-29T11:00:00Z"));
    assert_eq!(close(ClosingRule::after(0, 24, 0).unwrap()), at("2026-03-29T12:00:00Z"));
    // "Next Saturday 12:00" is strictly after the opening, so a week later.
    let next = r#"{"kind":"next","weekday":"saturday","time":"12:00"}"#;
    assert_eq!(close(serde_json::from_str(next).unwrap()), at("2026-04-04T11:00:00Z"));
}

#[test]
fn r6_an_attached_cycle_of_a_ruled_series_has_no_number_and_may_serve_several_series() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let (milk, veg) = (shop.weekly(MILK), shop.weekly(MILK));
    let extra = extra_cycle(&shop);
    for series in [milk, veg] {
        shop.run(AttachCycle { enterprise: HUB.into(), series, cycle: extra }).unwrap();
    }
    let place = |series| shop.cycles(series).into_iter().find(|c| c.dates.cycle == extra).unwrap();
    assert_eq!(place(milk).dates.number, None);
    let ann = shop.customer("ann");
    let weekly = shop.standing(ann, milk, &[("milk", 1)]);
    let other = shop.standing(ann, veg, &[("milk", 2)]);
    let mut wish = Shop::wish(ann, milk, &[("milk", 4)]);
    wish.every = Some(2);
    let fortnightly = shop.standing_saved(wish).standing_order.id;
    shop.advance("2026-03-07T12:00:00Z");
    assert_eq!(shop.outcome(weekly, extra), Some(OutcomeKind::Generated));
    assert_eq!(shop.outcome(other, extra), Some(OutcomeKind::Generated));
    assert_eq!(shop.outcome(fortnightly, extra), Some(OutcomeKind::NotDue));
    assert_eq!(shop.explain(fortnightly, extra).rule, "R7");
}

/// A cycle made by hand: Friday 6 March 09:00 until Sunday 18:00.
fn extra_cycle(shop: &Shop) -> CycleId {
    let offer = OfferInput { variant: "milk".into(), price: 1.into(), stock: None };
    let create = CreateCycle {
        enterprise: HUB.into(),
        name: "Extra".into(),
        opens_at: local("2026-03-06T09:00"),
        closes_at: local("2026-03-08T18:00"),
        outgoing: vec![ExchangeInput {
            distributor: HUB.into(),
            offers: vec![offer],
            ..Default::default()
        }],
        ..Default::default()
    };
    shop.run(create).expect("a cycle").cycle.id
}

/// ```text
///  number      1     2     3     4     5     6     7
///  weekly      o     o     o     o     o     o     o
///  every 2nd   o           x           o           o     (3 skipped: the rhythm stays)
/// ```
#[test]
fn r7_a_fortnightly_line_keeps_its_rhythm_over_a_skip() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let series = shop.weekly(MILK);
    let mut wish = Shop::wish(shop.customer("ann"), series, &[("milk", 1)]);
    wish.every = Some(2);
    let so = shop.standing_saved(wish).standing_order.id;
    let third = shop.cycle(series, 3);
    shop.run(SkipCycles {
        enterprise: HUB.into(),
        standing_order: so,
        version: None,
        cycles: vec![third],
        dates: Vec::new(),
        variant: None,
        open_orders: None,
    })
    .unwrap();
    shop.advance("2026-04-14T12:00:00Z");
    let outcomes: Vec<_> =
        (1..=7).map(|n| shop.outcome(so, shop.cycle(series, n)).unwrap().name()).collect();
    let expected =
        ["generated", "not_due", "skipped", "not_due", "generated", "not_due", "generated"];
    assert_eq!(outcomes, expected);
}

#[test]
fn r7_a_start_in_a_time_to_come_counts_from_its_own_first_cycle() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let series = shop.weekly(MILK);
    let mut wish = Shop::wish(shop.customer("ann"), series, &[("milk", 1)]);
    wish.every = Some(2);
    // Cycle number 10 closes on 6 May; only four are made by now.
    wish.starts_on = Some(date("2026-05-05"));
    let so = shop.standing_saved(wish).standing_order;
    assert_eq!(so.revisions[0].lines[0].anchor, 10);
}

#[test]
fn r8_a_monthly_rule_skips_what_a_month_lacks_and_clamps_on_wish() {
    let openings = |rule: &str| -> Vec<String> {
        let shop = Shop::new("2026-01-20T12:00:00Z");
        let closes = ClosingRule::after(1, 0, 0).unwrap();
        let series = shop.series("2026-01-31T09:00", rule, closes, MILK);
        shop.cycles(series).iter().map(|c| c.dates.opens_on.to_string()).collect()
    };
    let skipping = openings("FREQ=MONTHLY;BYMONTHDAY=31");
    assert_eq!(skipping, ["2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31"]);
    let clamping = openings("FREQ=MONTHLY;BYMONTHDAY=31;X-MONTH-END=CLAMP");
    assert_eq!(clamping, ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]);
}

#[test]
fn r9_a_series_says_what_it_does_on_holidays() {
    use milkround_core::model::schedule::OnHoliday;
    let closes_on = |on_holiday: OnHoliday| -> Vec<String> {
        let shop = Shop::new("2026-03-01T12:00:00Z");
        let holidays = Change::To([date("2026-03-11")].into());
        shop.run(settings(SettingsPatch { holidays, ..Default::default() })).unwrap();
        let create = CreateSeries {
            enterprise: HUB.into(),
            name: "Weekly".into(),
            schedule: Some(ScheduleInput {
                zone: None,
                starts_at: local("2026-03-02T09:00"),
                recurrence: Some("FREQ=WEEKLY;COUNT=3".into()),
                closes: ClosingRule::after(2, 9, 0).unwrap(),
                cycle_name: None,
                on_holiday: Some(on_holiday),
            }),
            template: Shop::template(MILK),
            template_cycle: None,
            keep_ahead: None,
        };
        let made = shop.run(create).unwrap();
        made.cycles
            .iter()
            .map(|c| format!("{} {}", c.dates.number.unwrap(), c.dates.closes_on))
            .collect()
    };
    assert_eq!(closes_on(OnHoliday::Keep), ["1 2026-03-04", "2 2026-03-11", "3 2026-03-18"]);
    assert_eq!(closes_on(OnHoliday::Drop), ["1 2026-03-04", "3 2026-03-18"]);
    assert_eq!(closes_on(OnHoliday::Before), ["1 2026-03-04", "2 2026-03-10", "3 2026-03-18"]);
    assert_eq!(closes_on(OnHoliday::After), ["1 2026-03-04", "2 2026-03-12", "3 2026-03-18"]);
}

#[test]
fn r15_a_cycle_without_the_distributor_says_so() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let extra = extra_cycle(&shop);
    let mut wish = Shop::wish(shop.customer("ann"), SeriesId::default(), &[("milk", 1)]);
    wish.series = None;
    wish.cycles = vec![extra];
    wish.distributor = "north-point".into();
    let so = shop.standing_saved(wish).standing_order.id;
    shop.advance("2026-03-06T12:00:00Z");
    assert_eq!(shop.outcome(so, extra), Some(OutcomeKind::NotDistributed));
    let explained = shop.explain(so, extra);
    assert_eq!(explained.sentence, "its distributor `north-point` is not in the cycle");
}

#[test]
fn r16_the_shops_own_orders_take_their_stock_and_make_their_customers() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let series = shop.weekly(&[("eggs", "2.50", Some(10))]);
    let cycle = shop.cycle(series, 1);
    let checkout = |eggs: i64| RecordOrder {
        enterprise: HUB.into(),
        cycle,
        distributor: HUB.into(),
        email: Some(" New.Person@Example.org ".into()),
        lines: wanted(&[("eggs", eggs)]),
        ..Default::default()
    };
    assert_eq!(refused(shop.run(checkout(1))).0, "cycle_not_open");
    shop.sleep("2026-03-02T09:00:00Z");
    // The window is open, but standing orders come first: the tick has not run yet.
    let (code, error) = refused(shop.run(checkout(1)));
    assert_eq!((code, &error.details()["state"]), ("cycle_not_open", &"upcoming".into()));
    shop.tick();
    let placed = shop.run(checkout(4)).unwrap();
    assert_eq!(placed.order.origin, Origin::Shop);
    assert_eq!(placed.order.total.to_string(), "10.00 GBP");
    assert_eq!(shop.free(cycle, "eggs").as_deref(), Some("6"));
    let again = shop.run(checkout(2)).unwrap();
    assert_eq!(again.order.customer, placed.order.customer);
    let (code, error) = refused(shop.run(checkout(5)));
    assert_eq!(code, "insufficient_stock");
    let short = serde_json::json!([{ "variant": "eggs", "asked": "5", "available": "4" }]);
    assert_eq!(error.details()["short"], short);
    assert_eq!(shop.free(cycle, "eggs").as_deref(), Some("4"));
    assert_eq!(shop.orders(cycle).len(), 2);
}

#[test]
fn r20_the_currency_is_fixed_once_something_is_counted_in_it() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let change = || UpdateEnterprise {
        enterprise: HUB.into(),
        currency: Change::To("EUR".into()),
        ..Default::default()
    };
    assert_eq!(shop.run(change()).unwrap().currency.code(), "EUR");
    let back = UpdateEnterprise { currency: Change::To("GBP".into()), ..change() };
    shop.run(back).unwrap();
    shop.weekly(MILK);
    assert_eq!(refused(shop.run(change())).0, "currency_fixed");
}

#[test]
fn a_cycle_goes_through_its_states_once() {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    let series = shop.weekly(MILK);
    let state = || shop.cycles(series)[0].state;
    assert_eq!(state(), CycleState::Upcoming);
    shop.advance("2026-03-02T09:00:00Z");
    assert_eq!(state(), CycleState::Open);
    shop.advance("2026-03-04T18:00:00Z");
    assert_eq!(state(), CycleState::Closed);
    let again = shop.tick();
    assert_eq!((again.opened, again.closed, again.batches), (0, 0, 0));
    assert_eq!(again.next_at, Some(at("2026-03-09T09:00:00Z")));
}
