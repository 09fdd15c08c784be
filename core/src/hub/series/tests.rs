use super::*;
use crate::hub::cycles::tests::{
    ENTERPRISE, at, decimal, faults, hub, local, new_cycle, outcome_of, standing_order, within,
};
use crate::hub::cycles::{GetCycle, UpdateOffers};
use crate::hub::exchanges::{FeeInput, FeeRateInput, OfferInput, SupplyInput};
use crate::hub::{Actor, Hub};
use crate::model::notice::{Due, Notice, NoticeKind};
use crate::model::schedule::{ClosingRule, CollectionRule, OnHoliday, Weekday};
use crate::rules::cycles::{PassedOver, PlanNote};
use crate::value::time::TimeOfDay;
use chrono::{DateTime, Utc};

/// London, Sundays 01:30 from 29 March 2026, closing after five days (W1).
fn sundays(more: &str) -> ScheduleInput {
    ScheduleInput {
        zone: None,
        starts_at: local("2026-03-29T01:30:00"),
        recurrence: Some(format!("FREQ=WEEKLY;BYDAY=SU{more}")),
        closes: ClosingRule::after(5, 0, 0).unwrap(),
        cycle_name: Some("{series} {number}".into()),
        on_holiday: None,
    }
}

fn template() -> TemplateInput {
    let time = |text| TimeOfDay::parse(text).unwrap();
    let collection =
        CollectionRule::new(Weekday::Wednesday, time("14:00"), None, time("18:00")).unwrap();
    TemplateInput {
        outgoing: vec![TemplateExchangeInput {
            distributor: "riverside".into(),
            collection: Some(collection),
            fees: vec![FeeInput {
                name: "Packing".into(),
                charged_by: "riverside".into(),
                rate: FeeRateInput::PerOrder { amount: decimal("0.50") },
            }],
            offers: vec![
                OfferInput { variant: "eggs".into(), price: decimal("2.00"), stock: None },
                OfferInput {
                    variant: "potatoes".into(),
                    price: decimal("1.20"),
                    stock: Some(decimal("10.25")),
                },
            ],
        }],
        incoming: vec![SupplyInput { supplier: "farm".into(), variants: vec!["eggs".into()] }],
    }
}

fn veg_box(more: &str) -> CreateSeries {
    CreateSeries {
        enterprise: ENTERPRISE.into(),
        name: "Veg box".into(),
        schedule: Some(sundays(more)),
        template: template(),
        ..Default::default()
    }
}

fn attached_only(hub: &Hub) -> Series {
    let create = CreateSeries {
        enterprise: ENTERPRISE.into(),
        name: "Now and then".into(),
        ..Default::default()
    };
    hub.run(create).unwrap().series
}

fn get(hub: &Hub, series: SeriesId) -> Series {
    hub.run(GetSeries { enterprise: ENTERPRISE.into(), series }).unwrap()
}

fn listed(hub: &Hub, series: SeriesId) -> Vec<SeriesCycleView> {
    let list = ListSeriesCycles {
        enterprise: ENTERPRISE.into(),
        series,
        opens_from: None,
        limit: None,
        after: None,
    };
    hub.run(list).unwrap().items
}

/// What the tick does when a series is due.
fn tick_series(hub: &Hub, id: SeriesId, now: DateTime<Utc>) -> (Series, usize) {
    hub.set_test_now(now).unwrap();
    within(hub, |cx| {
        let mut series: Series = cx.load("series", id).unwrap();
        let made = top_up(cx, &mut series, now).unwrap();
        (series, made.cycles.len())
    })
}

fn dues(hub: &Hub) -> Vec<(DueKind, uuid::Uuid, DateTime<Utc>)> {
    let q = Query::on(Due::TABLE, "primary");
    let dues = within(hub, |cx| cx.tx.find::<Due>(&q).unwrap());
    dues.into_iter().map(|due| (due.kind, due.subject, due.at)).collect()
}

fn ending_notices(hub: &Hub) -> Vec<Notice> {
    let q = Query::on(Notice::TABLE, "primary");
    let all = within(hub, |cx| cx.tx.find::<Notice>(&q).unwrap());
    all.into_iter().filter(|notice| notice.kind == NoticeKind::SeriesEnding).collect()
}

#[test]
fn a_series_comes_with_its_cycles() {
    let hub = hub();
    let made = hub.run(veg_box("")).unwrap();
    assert_eq!(made.cycles.len(), 4);
    let first = &made.cycles[0];
    assert_eq!(first.opens_at, at("2026-03-29T01:30:00Z"));
    assert_eq!(first.closes_at, at("2026-04-03T00:30:00Z"));
    assert_eq!(first.dates.name.as_str(), "Veg box 1");
    assert_eq!(first.dates.number, Some(1));
    let dates = |d: &crate::hub::cycles::CycleDates| {
        (d.opens_on.to_string(), d.closes_on.to_string(), d.collected_on.unwrap().to_string())
    };
    let expected = ("2026-03-29".into(), "2026-04-03".into(), "2026-04-08".into());
    assert_eq!(dates(&first.dates), expected);
    assert!(matches!(made.notes[0].note, PlanNote::OpeningSkipped { .. }));

    let cycle = first.dates.cycle;
    let full = hub.run(GetCycle { enterprise: ENTERPRISE.into(), cycle }).unwrap();
    assert_eq!(full.dates, first.dates);
    assert_eq!(full.cycle.outgoing[0].fees.len(), 1);
    assert_eq!(full.cycle.incoming[0].supplier.as_str(), "farm");
    let potatoes = full.offers.iter().find(|o| o.variant.as_str() == "potatoes").unwrap();
    assert_eq!(potatoes.free.unwrap().value(), decimal("10.25"));
    assert_eq!(potatoes.planned_price, potatoes.price);

    let dues = dues(&hub);
    assert_eq!(dues.len(), 9);
    assert!(dues.contains(&(DueKind::Open, cycle.into(), first.opens_at)));
    assert!(dues.contains(&(DueKind::Close, cycle.into(), first.closes_at)));
    assert!(dues.contains(&(DueKind::Series, made.series.id.into(), first.opens_at)));
}

#[test]
fn topping_up_twice_doubles_nothing() {
    let hub = hub();
    let made = hub.run(veg_box("")).unwrap();
    let id = made.series.id;
    let (same, new) = tick_series(&hub, id, hub.now());
    assert_eq!((new, same), (0, made.series.clone()));
    let (series, new) = tick_series(&hub, id, at("2026-03-29T01:30:00Z"));
    assert_eq!((new, series.version), (1, made.series.version + 1));
    assert_eq!(tick_series(&hub, id, at("2026-03-29T01:30:00Z")).1, 0);
    let numbers: Vec<_> = listed(&hub, id).iter().map(|c| c.dates.number.unwrap()).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
    let next = (DueKind::Series, id.into(), at("2026-04-05T00:30:00Z"));
    assert!(dues(&hub).contains(&next));
}

#[test]
fn a_series_begun_long_ago_keeps_its_numbers_and_makes_what_is_open() {
    let hub = hub();
    hub.set_test_now(at("2032-06-16T12:00:00Z")).unwrap();
    let mut create = veg_box("");
    create.schedule.as_mut().unwrap().recurrence = Some("FREQ=DAILY".into());
    let made = hub.run(create).unwrap();
    // Five are open on any day, and four are ahead.
    let numbers: Vec<_> = made.cycles.iter().map(|c| c.dates.number.unwrap()).collect();
    assert_eq!(numbers.len(), 9, "{numbers:?}");
    assert_eq!(numbers[0], 2268);
    assert!(made.passed.is_empty());
}

#[test]
fn the_hub_hears_once_that_a_series_with_standing_orders_ends() {
    let hub = hub();
    let made = hub.run(veg_box(";COUNT=6")).unwrap();
    let id = made.series.id;
    standing_order(&hub, 1, Some(id));
    let openings = ["2026-03-29T01:30:00Z", "2026-04-05T00:30:00Z", "2026-04-12T00:30:00Z"].map(at);
    assert_eq!(tick_series(&hub, id, openings[0]).1, 1);
    assert_eq!(tick_series(&hub, id, openings[1]).1, 1);
    assert!(ending_notices(&hub).is_empty());
    let (series, new) = tick_series(&hub, id, openings[2]);
    assert_eq!((new, series.state), (0, SeriesState::Active));
    let told = ending_notices(&hub);
    assert_eq!(told[0].facts.json()["cycles_left"], 3);
    assert_eq!(told[0].customer, None);
    let (series, _) = tick_series(&hub, id, at("2026-05-03T00:30:00Z"));
    assert_eq!(series.state, SeriesState::Ended);
    assert_eq!(ending_notices(&hub).len(), 1);
    assert!(!dues(&hub).iter().any(|(kind, ..)| *kind == DueKind::Series));
    assert_eq!(tick_series(&hub, id, at("2026-06-01T00:00:00Z")).0, series);
}

#[test]
fn without_standing_orders_a_series_ends_in_silence() {
    let hub = hub();
    let made = hub.run(veg_box(";COUNT=2")).unwrap();
    assert_eq!((made.cycles.len(), made.series.state), (2, SeriesState::Active));
    let (series, _) = tick_series(&hub, made.series.id, at("2026-04-05T00:30:00Z"));
    assert_eq!(series.state, SeriesState::Ended);
    assert!(ending_notices(&hub).is_empty());
}

#[test]
fn holidays_are_reported_and_dropped_slots_keep_their_number() {
    let hub = hub();
    hub.run(crate::hub::enterprises::UpdateEnterprise {
        enterprise: ENTERPRISE.into(),
        settings: crate::hub::enterprises::SettingsPatch {
            holidays: Change::To(["2026-04-10".parse().unwrap()].into()),
            ..Default::default()
        },
        ..Default::default()
    })
    .unwrap();
    let kept = hub.run(veg_box("")).unwrap();
    assert!(kept.notes.iter().any(|n| matches!(n.note, PlanNote::Holiday { .. })));
    let mut create = veg_box("");
    create.schedule.as_mut().unwrap().on_holiday = Some(OnHoliday::Drop);
    let dropped = hub.run(create).unwrap();
    let numbers: Vec<_> = dropped.cycles.iter().map(|c| c.dates.number.unwrap()).collect();
    assert_eq!(numbers, [1, 3, 4, 5]);
    assert_eq!(dropped.passed[0].number, Some(2));
    assert!(matches!(dropped.passed[0].why, PassedOver::Holiday { .. }));
}

#[test]
fn every_fault_of_a_new_series_is_named() {
    let hub = hub();
    let mut create = veg_box("");
    create.name = " ".into();
    create.keep_ahead = Some(53);
    let schedule = create.schedule.as_mut().unwrap();
    schedule.zone = Some("Europe/Lodnon".into());
    schedule.recurrence = Some("FREQ=SOMETIMES".into());
    schedule.cycle_name = Some("Week {wek}".into());
    let exchange = &mut create.template.outgoing[0];
    exchange.fees[0].rate = FeeRateInput::Percent { percent: decimal("101") };
    exchange.offers[0].price = decimal("2.005");
    exchange.offers[1].stock = Some(decimal("10.1"));
    exchange.offers.push(exchange.offers[1].clone());
    exchange.offers[2].stock = None;
    exchange.offers.push(OfferInput { variant: "caviar".into(), ..Default::default() });
    exchange.offers.push(OfferInput { variant: "bread".into(), price: decimal("-1"), stock: None });
    let again = create.template.outgoing[0].distributor.clone();
    create
        .template
        .outgoing
        .push(TemplateExchangeInput { distributor: again, ..Default::default() });
    let error = hub.run(create).unwrap_err();
    assert_eq!(error.code(), Code::InvalidInput);
    let found = faults(&error);
    for expected in [
        ("name", Code::Required),
        ("keep_ahead", Code::OutOfRange),
        ("schedule.zone", Code::UnknownZone),
        ("schedule.recurrence", Code::InvalidRule),
        ("schedule.cycle_name", Code::Malformed),
        ("template.outgoing[0].fees[0].rate.percent", Code::OutOfRange),
        ("template.outgoing[0].offers[0].price", Code::WrongCurrency),
        ("template.outgoing[0].offers[1].stock", Code::NotAStep),
        ("template.outgoing[0].offers[3].variant", Code::UnknownReference),
        ("template.outgoing[0].offers[4].price", Code::OutOfRange),
        ("template.outgoing[1].distributor", Code::Duplicate),
    ] {
        assert!(found.contains(&(expected.0.to_owned(), expected.1)), "{expected:?}: {found:?}");
    }
    assert!(
        hub.run(ListSeries { enterprise: ENTERPRISE.into(), ..Default::default() })
            .unwrap()
            .items
            .is_empty()
    );

    let mut silent = veg_box("");
    silent.schedule.as_mut().unwrap().recurrence =
        Some("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30".into());
    let error = hub.run(silent).unwrap_err();
    assert_eq!(faults(&error), [("schedule.recurrence".to_owned(), Code::RuleNeverFires)]);
    let mut twice = veg_box("");
    let offers = &mut twice.template.outgoing[0].offers;
    offers.push(offers[0].clone());
    let error = hub.run(twice).unwrap_err();
    let path = "template.outgoing[0].offers[2].variant".to_owned();
    assert_eq!(faults(&error), [(path, Code::Duplicate)]);
}

#[test]
fn the_zone_is_copied_once() {
    let hub = hub();
    let made = hub.run(veg_box("")).unwrap();
    hub.run(crate::hub::enterprises::UpdateEnterprise {
        enterprise: ENTERPRISE.into(),
        zone: Change::To("America/New_York".into()),
        ..Default::default()
    })
    .unwrap();
    tick_series(&hub, made.series.id, at("2026-03-29T01:30:00Z"));
    let last = listed(&hub, made.series.id).pop().unwrap();
    assert_eq!(last.opens_at, at("2026-04-26T00:30:00Z"));
}

#[test]
fn a_new_template_reaches_new_cycles_only() {
    let hub = hub();
    let made = hub.run(veg_box("")).unwrap();
    let mut new = template();
    new.outgoing[0].offers[0].price = decimal("2.50");
    let update = |version| UpdateSeries {
        enterprise: ENTERPRISE.into(),
        series: made.series.id,
        version,
        name: Change::To("Veg bag".into()),
        keep_ahead: Change::To(5),
        template: Change::To(new.clone()),
    };
    let stale = hub.run(update(Some(0))).unwrap_err();
    assert_eq!(stale.code(), Code::Conflict);
    let changed = hub.run(update(Some(made.series.version))).unwrap();
    assert_eq!(changed.cycles.len(), 1);
    assert_eq!(changed.cycles[0].dates.name.as_str(), "Veg bag 5");
    let price = |cycle| {
        let got = hub.run(GetCycle { enterprise: ENTERPRISE.into(), cycle }).unwrap();
        got.offers.iter().find(|o| o.variant.as_str() == "eggs").unwrap().price.to_string()
    };
    assert_eq!(price(made.cycles[3].dates.cycle), "2.00 GBP");
    assert_eq!(price(changed.cycles[0].dates.cycle), "2.50 GBP");
    let error = hub.run(UpdateSeries { keep_ahead: Change::To(0), ..update(None) }).unwrap_err();
    assert_eq!(faults(&error), [("keep_ahead".to_owned(), Code::OutOfRange)]);
}

#[test]
fn a_finished_series_makes_no_more_cycles() {
    let hub = hub();
    let made = hub.run(veg_box("")).unwrap();
    let finish =
        |version| FinishSeries { enterprise: ENTERPRISE.into(), series: made.series.id, version };
    let done = hub.run(finish(Some(made.series.version))).unwrap();
    assert_eq!(done.state, SeriesState::Ended);
    assert!(!dues(&hub).iter().any(|(kind, ..)| *kind == DueKind::Series));
    assert_eq!(tick_series(&hub, done.id, at("2026-04-20T00:00:00Z")).1, 0);
    assert_eq!(hub.run(finish(None)).unwrap_err().code(), Code::WrongState);
    let preview = PreviewSeries {
        enterprise: ENTERPRISE.into(),
        series: Some(done.id),
        ..Default::default()
    };
    assert!(hub.run(preview).unwrap().cycles.is_empty());
    let list = |state| ListSeries { enterprise: ENTERPRISE.into(), state, ..Default::default() };
    assert_eq!(hub.run(list(Some(SeriesState::Ended))).unwrap().items.len(), 1);
    assert!(hub.run(list(Some(SeriesState::Active))).unwrap().items.is_empty());
}

#[test]
fn a_preview_writes_nothing_and_goes_on_from_the_series() {
    let hub = hub();
    let preview = |input: CreateSeries| PreviewSeries {
        enterprise: ENTERPRISE.into(),
        name: Some(input.name),
        schedule: input.schedule,
        template: input.template,
        count: Some(3),
        ..Default::default()
    };
    let seen = hub.run(preview(veg_box(";COUNT=3"))).unwrap();
    assert_eq!(seen.cycles.len(), 3);
    assert!(seen.exhausted);
    assert_eq!(seen.cycles[2].collected_on.unwrap().to_string(), "2026-04-22");
    assert!(dues(&hub).is_empty());

    let made = hub.run(veg_box("")).unwrap();
    let next = PreviewSeries {
        enterprise: ENTERPRISE.into(),
        series: Some(made.series.id),
        count: Some(2),
        ..Default::default()
    };
    let seen = hub.run(next.clone()).unwrap();
    assert_eq!(seen.cycles.iter().map(|c| c.number).collect::<Vec<_>>(), [Some(5), Some(6)]);
    assert!(!seen.exhausted);
    assert_eq!(get(&hub, made.series.id), made.series);

    let mut midnight = veg_box("");
    midnight.schedule.as_mut().unwrap().starts_at = local("2026-04-05T00:00:00");
    let seen = hub.run(preview(midnight)).unwrap();
    assert!(matches!(seen.cycles[0].notes[..], [PlanNote::MidnightClose { .. }]));
    assert_eq!(seen.cycles[0].closes_on.to_string(), "2026-04-10");

    let nothing =
        PreviewSeries { enterprise: ENTERPRISE.into(), count: Some(0), ..Default::default() };
    let found = faults(&hub.run(nothing).unwrap_err());
    assert_eq!(
        found,
        [("count".to_owned(), Code::OutOfRange), ("schedule".to_owned(), Code::Required)]
    );
    let both = PreviewSeries { name: Some("x".into()), ..next };
    let found = faults(&hub.run(both).unwrap_err());
    assert_eq!(found, [("series".to_owned(), Code::Duplicate)]);
}

#[test]
fn attached_cycles_are_numbered_where_there_is_no_rule() {
    let hub = hub();
    let bare = attached_only(&hub);
    let ruled = hub.run(veg_box("")).unwrap().series;
    let attach = |series, cycle| AttachCycle { enterprise: ENTERPRISE.into(), series, cycle };
    let detach = |series, cycle| DetachCycle { enterprise: ENTERPRISE.into(), series, cycle };
    let ids: Vec<_> = (0..3).map(|_| hub.run(new_cycle()).unwrap().cycle.id).collect();
    assert_eq!(hub.run(attach(bare.id, ids[0])).unwrap().dates.number, Some(1));
    assert_eq!(hub.run(attach(bare.id, ids[1])).unwrap().dates.number, Some(2));
    assert_eq!(hub.run(attach(ruled.id, ids[1])).unwrap().dates.number, None);
    let again = hub.run(attach(bare.id, ids[1])).unwrap_err();
    assert_eq!(again.code(), Code::AlreadyExists);

    hub.run(detach(bare.id, ids[1])).unwrap();
    assert_eq!(hub.run(detach(bare.id, ids[1])).unwrap_err().code(), Code::NotFound);
    assert_eq!(hub.run(attach(bare.id, ids[2])).unwrap().dates.number, Some(3));
    let full = hub.run(GetCycle { enterprise: ENTERPRISE.into(), cycle: ids[1] }).unwrap();
    assert_eq!(full.series.len(), 1);

    let so = standing_order(&hub, 1, Some(bare.id));
    outcome_of(&hub, so, ids[0]);
    let refused = hub.run(detach(bare.id, ids[0])).unwrap_err();
    assert_eq!((refused.code(), &refused.details()["outcomes"]), (Code::WrongState, &1.into()));
    hub.run(FinishSeries { enterprise: ENTERPRISE.into(), series: bare.id, version: None })
        .unwrap();
    assert_eq!(hub.run(attach(bare.id, ids[1])).unwrap_err().code(), Code::WrongState);
}

#[test]
fn an_open_cycle_that_is_attached_makes_its_standing_orders_due() {
    use crate::model::cycle::{Cycle, CycleState};
    let hub = hub();
    let bare = attached_only(&hub);
    let so = standing_order(&hub, 1, Some(bare.id));
    let set_state = |id: CycleId, state: CycleState| {
        within(&hub, |cx| {
            let home = cx.home().unwrap();
            let mut cycle: Cycle = cx.load("cycle", id).unwrap();
            cycle.state = state;
            cycle.version += 1;
            cx.tx.update(&home, &[cycle]).unwrap();
        });
    };
    let attach = |cycle| AttachCycle { enterprise: ENTERPRISE.into(), series: bare.id, cycle };
    let [open, closed] = [(); 2].map(|()| hub.run(new_cycle()).unwrap().cycle.id);
    set_state(open, CycleState::Open);
    set_state(closed, CycleState::Closed);
    hub.run(attach(open)).unwrap();
    assert!(dues(&hub).contains(&(DueKind::Pair, so.into(), hub.now())));
    assert_eq!(hub.run(attach(closed)).unwrap_err().code(), Code::WrongState);
}

#[test]
fn a_cycle_can_be_the_template() {
    let hub = hub();
    let first = hub.run(veg_box("")).unwrap();
    let cycle = first.cycles[0].dates.cycle;
    hub.run(UpdateOffers {
        enterprise: ENTERPRISE.into(),
        cycle,
        version: None,
        offers: Vec::new(),
        removed: vec![crate::hub::cycles::OfferName {
            distributor: "riverside".into(),
            variant: "eggs".into(),
        }],
    })
    .unwrap();
    let copy = CreateSeries {
        template: TemplateInput::default(),
        template_cycle: Some(cycle),
        ..veg_box("")
    };
    let made = hub.run(copy.clone()).unwrap();
    let exchange = &made.series.template.outgoing[0];
    assert_eq!(exchange.offers.len(), 1);
    assert_eq!(exchange.collection, first.series.template.outgoing[0].collection);
    assert_eq!(made.cycles[1].dates.collected_on, first.cycles[1].dates.collected_on);

    let both = CreateSeries { template: template(), ..copy.clone() };
    assert_eq!(
        faults(&hub.run(both).unwrap_err()),
        [("template_cycle".to_owned(), Code::Duplicate)]
    );
    let unknown = CreateSeries { template_cycle: Some(CycleId(uuid::Uuid::nil())), ..copy };
    assert_eq!(
        faults(&hub.run(unknown).unwrap_err()),
        [("template_cycle".to_owned(), Code::UnknownReference)]
    );
}

#[test]
fn pages_go_on_and_outsiders_see_nothing() {
    let hub = hub();
    let made = hub.run(veg_box("")).unwrap();
    let list = |after: Option<String>| ListSeriesCycles {
        enterprise: ENTERPRISE.into(),
        series: made.series.id,
        opens_from: Some(at("2026-04-05T00:30:00Z")),
        limit: Some(2),
        after,
    };
    let page = hub.run(list(None)).unwrap();
    let rest = hub.run(list(page.next_page.clone())).unwrap();
    let numbers: Vec<_> =
        page.items.iter().chain(&rest.items).map(|c| c.dates.number.unwrap()).collect();
    assert_eq!((numbers, rest.next_page), (vec![2, 3, 4], None));

    let other = hub.as_user("u", ["elsewhere"]).unwrap();
    assert_eq!(other.run(list(None)).unwrap_err().code(), Code::NotFound);
    let customer = hub.as_actor(Actor::Customer {
        enterprise: crate::value::EnterpriseId::new(ENTERPRISE).unwrap(),
        customer: crate::value::CustomerId(uuid::Uuid::nil()),
        contact: None,
    });
    assert_eq!(customer.run(list(None)).unwrap_err().code(), Code::NotAllowed);
    let dry = hub.as_system().dry_run().run(veg_box("")).unwrap();
    assert_eq!(dry.cycles.len(), 4);
    let all = ListSeries { enterprise: ENTERPRISE.into(), ..Default::default() };
    assert_eq!(hub.run(all).unwrap().items.len(), 1);
}
