use super::*;
use crate::error::Error;
use crate::hub::context::Cx;
use crate::hub::enterprises::CreateEnterprise;
use crate::hub::exchanges::{FeeInput, FeeRateInput, OfferInput, SupplyInput};
use crate::hub::variants::{SaveVariants, VariantInput};
use crate::hub::{Actor, Clock, Hub};
use crate::model::author::Author;
use crate::model::cycle::Allocation;
use crate::model::notice::{Due, DueKind};
use crate::model::order::{Order, OrderLine, OrderState, Origin};
use crate::model::standing_order::{Mode, StandingOrder, StandingOrderState};
use crate::model::why::Why;
use crate::store::{Access, MemoryStore};
use crate::value::{
    Change, CustomerId, Money, OrderId, Quantity, SeriesId, StandingOrderId, VariantId,
};
use chrono::NaiveDateTime;
use rust_decimal::Decimal;

pub(in crate::hub) const ENTERPRISE: &str = "riverside";

pub(in crate::hub) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(in crate::hub) fn local(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

pub(in crate::hub) fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub(in crate::hub) fn faults(error: &Error) -> Vec<(String, Code)> {
    error.violations().iter().map(|v| (v.path.clone(), v.code)).collect()
}

/// A hub in London with three variants, on 1 March 2026.
pub(in crate::hub) fn hub() -> Hub {
    let clock = Clock::Test(at("2026-03-01T08:00:00Z"));
    let hub = Hub::new(Box::new(MemoryStore::default()), clock, 1);
    hub.run(CreateEnterprise {
        enterprise: ENTERPRISE.into(),
        name: "Riverside Hub".into(),
        zone: "Europe/London".into(),
        currency: "GBP".into(),
        ..Default::default()
    })
    .unwrap();
    let variant = |id: &str, step| VariantInput {
        id: id.into(),
        name: id.into(),
        unit_step: Some(decimal(step)),
        ..Default::default()
    };
    let variants = vec![variant("eggs", "1"), variant("potatoes", "0.25"), variant("bread", "1")];
    hub.run(SaveVariants { enterprise: ENTERPRISE.into(), variants }).unwrap();
    hub
}

/// Works in a transaction of the hub, as the tick does.
pub(in crate::hub) fn within<R>(hub: &Hub, work: impl FnOnce(&mut Cx<'_>) -> R) -> R {
    let caller = hub.as_system();
    let id = EnterpriseId::new(ENTERPRISE).unwrap();
    let mut cx = Cx::of_one(&caller, &id, Access::Write, "tests").unwrap();
    let done = work(&mut cx);
    cx.commit().unwrap();
    done
}

pub(in crate::hub) fn standing_order(
    hub: &Hub,
    number: i64,
    series: Option<SeriesId>,
) -> StandingOrderId {
    within(hub, |cx| {
        let home = cx.home().unwrap();
        let so = StandingOrder {
            enterprise: home.id.clone(),
            id: StandingOrderId(cx.new_id()),
            number,
            customer: CustomerId(cx.new_id()),
            series,
            cycles: Vec::new(),
            distributor: EnterpriseId::new(ENTERPRISE).unwrap(),
            starts_on: "2026-03-01".parse().unwrap(),
            ends_on: None,
            state: StandingOrderState::Active,
            mode: Mode::Automatic,
            pauses: Vec::new(),
            skips: Vec::new(),
            revisions: Vec::new(),
            created_by: Author::SYSTEM,
            created_at: cx.now,
            version: 1,
        };
        cx.tx.insert_new(&home, std::slice::from_ref(&so)).unwrap();
        so.id
    })
}

pub(in crate::hub) fn outcome_of(hub: &Hub, standing_order: StandingOrderId, cycle: CycleId) {
    within(hub, |cx| {
        let home = cx.home().unwrap();
        let outcome = Outcome {
            enterprise: home.id.clone(),
            standing_order,
            cycle,
            kind: OutcomeKind::Empty,
            why: Why::NothingAvailable,
            order: None,
            attempts: 0,
            late: false,
            at: cx.now,
            version: 1,
        };
        cx.tx.insert_new(&home, &[outcome]).unwrap();
    });
}

/// A cycle by hand: Monday to Wednesday, collected on Friday.
pub(in crate::hub) fn new_cycle() -> CreateCycle {
    CreateCycle {
        enterprise: ENTERPRISE.into(),
        name: "Easter".into(),
        opens_at: local("2026-03-30T09:00:00"),
        closes_at: local("2026-04-01T18:00:00"),
        outgoing: vec![ExchangeInput {
            distributor: ENTERPRISE.into(),
            collection: Some(CollectionInput {
                starts_at: local("2026-04-03T14:00:00"),
                ends_at: local("2026-04-03T18:00:00"),
            }),
            fees: vec![FeeInput {
                name: "Admin".into(),
                charged_by: ENTERPRISE.into(),
                rate: FeeRateInput::Percent { percent: decimal("2.5") },
            }],
            offers: vec![
                OfferInput {
                    variant: "eggs".into(),
                    price: decimal("2.00"),
                    stock: Some(decimal("10")),
                },
                OfferInput { variant: "potatoes".into(), price: decimal("1.20"), stock: None },
            ],
        }],
        incoming: vec![SupplyInput { supplier: "farm".into(), variants: vec!["eggs".into()] }],
        ..Default::default()
    }
}

fn get(hub: &Hub, cycle: CycleId) -> CycleWithOffers {
    hub.run(GetCycle { enterprise: ENTERPRISE.into(), cycle }).unwrap()
}

fn offer<'a>(full: &'a CycleWithOffers, variant: &str) -> &'a Offer {
    full.offers.iter().find(|offer| offer.variant.as_str() == variant).unwrap()
}

fn open(hub: &Hub, id: CycleId, state: CycleState) {
    within(hub, |cx| {
        let home = cx.home().unwrap();
        let mut cycle: Cycle = cx.load("cycle", id).unwrap();
        cycle.state = state;
        cycle.version += 1;
        cx.tx.update(&home, &[cycle]).unwrap();
    });
}

/// An order of one line, which claims its stock.
fn order(hub: &Hub, cycle: CycleId, variant: &str, quantity: &str) -> OrderId {
    within(hub, |cx| {
        let home = cx.home().unwrap();
        let zero = home.currency.zero();
        let distributor = EnterpriseId::new(ENTERPRISE).unwrap();
        let variant = VariantId::new(variant).unwrap();
        let quantity = Quantity::new(decimal(quantity)).unwrap();
        let order = Order {
            enterprise: home.id.clone(),
            id: OrderId(cx.new_id()),
            origin: Origin::Shop,
            state: OrderState::Placed,
            held: false,
            confirmed: false,
            late: false,
            check_customer: false,
            customer: CustomerId(cx.new_id()),
            cycle,
            distributor: distributor.clone(),
            standing_order: None,
            shipping_method: None,
            payment_method: None,
            shipping_address: None,
            note: None,
            fees: Vec::new(),
            conflicts: Vec::new(),
            item_total: zero,
            total: zero,
            charged: None,
            created_at: cx.now,
            placed_at: Some(cx.now),
            version: 1,
        };
        let line = OrderLine {
            enterprise: home.id.clone(),
            cycle,
            order: order.id,
            position: 1,
            variant: variant.clone(),
            asked: quantity,
            given: quantity,
            ordered: quantity,
            price: Money::exact(decimal("2.00"), home.currency).unwrap(),
            amount: zero,
            standing: false,
        };
        let id = order.id;
        cx.tx.insert_new(&home, &[order]).unwrap();
        cx.tx.insert_new(&home, &[line]).unwrap();
        let key =
            vec![cycle.into(), crate::store::Value::Text(distributor.shared()), (&variant).into()];
        let free = Offer::TABLE.col("free");
        cx.tx.add::<Offer>(&home, free, vec![(key, -quantity.millionths())], Some(0)).unwrap();
        id
    })
}

fn update(cycle: CycleId, offers: Vec<OfferPatch>) -> UpdateOffers {
    UpdateOffers {
        enterprise: ENTERPRISE.into(),
        cycle,
        version: None,
        offers,
        removed: Vec::new(),
    }
}

fn patch(variant: &str) -> OfferPatch {
    OfferPatch { distributor: ENTERPRISE.into(), variant: variant.into(), ..Default::default() }
}

fn remove(cycle: CycleId, variant: &str) -> UpdateOffers {
    let gone = OfferName { distributor: ENTERPRISE.into(), variant: variant.into() };
    UpdateOffers { removed: vec![gone], ..update(cycle, Vec::new()) }
}

#[test]
fn a_cycle_by_hand_is_due_like_any_other() {
    let hub = hub();
    let made = hub.run(new_cycle()).unwrap();
    assert_eq!(made.cycle.opens_at, at("2026-03-30T08:00:00Z"));
    assert_eq!(made.dates.opens_on.to_string(), "2026-03-30");
    assert_eq!(made.dates.closes_on.to_string(), "2026-04-01");
    assert_eq!(made.dates.collected_on.unwrap().to_string(), "2026-04-03");
    let window = made.cycle.outgoing[0].collection.as_ref().unwrap();
    assert_eq!(window.text, "Friday 3 April 2026, 14:00–18:00");
    let elsewhere = EnterpriseId::new("elsewhere").unwrap();
    assert_eq!(CycleDates::at(&made.cycle, None, &elsewhere).collected_on, None);
    assert_eq!(get(&hub, made.cycle.id), made);
    let dues = within(&hub, |cx| cx.tx.find::<Due>(&Query::on(Due::TABLE, "primary")).unwrap());
    let dues: Vec<_> = dues.iter().map(|due| (due.kind, due.at)).collect();
    let expected =
        [(DueKind::Close, at("2026-04-01T17:00:00Z")), (DueKind::Open, at("2026-03-30T08:00:00Z"))];
    assert_eq!(dues, expected);
}

#[test]
fn another_zone_counts_and_clock_changes_follow_one_rule() {
    let hub = hub();
    let create = CreateCycle {
        zone: Some("America/New_York".into()),
        opens_at: local("2026-03-08T02:30:00"),
        ..new_cycle()
    };
    let made = hub.run(create).unwrap();
    assert_eq!(made.cycle.opens_at, at("2026-03-08T07:30:00Z"));
    assert_eq!(made.cycle.opens_local, local("2026-03-08T03:30:00"));
}

#[test]
fn every_fault_of_a_new_cycle_is_named() {
    let hub = hub();
    let mut create = new_cycle();
    create.name = String::new();
    create.closes_at = create.opens_at;
    let exchange = &mut create.outgoing[0];
    exchange.collection.as_mut().unwrap().ends_at = local("2026-04-03T13:00:00");
    exchange.offers[1].variant = "caviar".into();
    create.incoming.push(create.incoming[0].clone());
    create.incoming[0].variants.push("eggs".into());
    let found = faults(&hub.run(create).unwrap_err());
    let expected = [
        ("name", Code::Required),
        ("closes_at", Code::EndBeforeStart),
        ("outgoing[0].collection.ends_at", Code::EndBeforeStart),
        ("outgoing[0].offers[1].variant", Code::UnknownReference),
        ("incoming[0].variants[1]", Code::Duplicate),
        ("incoming[1].supplier", Code::Duplicate),
    ];
    assert_eq!(found, expected.map(|(path, code)| (path.to_owned(), code)));

    let past = CreateCycle {
        opens_at: local("2026-02-01T00:00:00"),
        closes_at: local("2026-03-01T08:00:00"),
        ..new_cycle()
    };
    let found = faults(&hub.run(past).unwrap_err());
    assert_eq!(found, [("closes_at".to_owned(), Code::EndBeforeStart)]);
}

#[test]
fn a_cycle_can_be_born_in_a_series() {
    let hub = hub();
    let series = hub
        .run(crate::hub::series::CreateSeries {
            enterprise: ENTERPRISE.into(),
            name: "Feasts".into(),
            ..Default::default()
        })
        .unwrap()
        .series;
    let made = hub.run(CreateCycle { series: Some(series.id), ..new_cycle() }).unwrap();
    assert_eq!((made.dates.number, made.series.len()), (Some(1), 1));
    let unknown = SeriesId(uuid::Uuid::nil());
    let error = hub.run(CreateCycle { series: Some(unknown), ..new_cycle() }).unwrap_err();
    assert_eq!(error.code(), Code::NotFound);
    let all = ListCycles { enterprise: ENTERPRISE.into(), ..Default::default() };
    assert_eq!(hub.run(all).unwrap().items.len(), 1, "nothing is half done");
}

#[test]
fn lists_are_by_opening_and_open_to_customers() {
    let hub = hub();
    for day in ["2026-05-03", "2026-03-05", "2026-04-04"] {
        let opens_at = local(&format!("{day}T08:00:00"));
        let closes_at = local("2026-05-09T18:00:00");
        hub.run(CreateCycle { opens_at, closes_at, ..new_cycle() }).unwrap();
    }
    let customer = hub.as_actor(Actor::Customer {
        enterprise: EnterpriseId::new(ENTERPRISE).unwrap(),
        customer: CustomerId(uuid::Uuid::nil()),
        contact: None,
    });
    let list = ListCycles { enterprise: ENTERPRISE.into(), ..Default::default() };
    let days = |list: ListCycles| -> Vec<String> {
        let page = customer.run(list).unwrap();
        page.items.iter().map(|entry| entry.dates.opens_on.to_string()).collect()
    };
    assert_eq!(days(list.clone()), ["2026-03-05", "2026-04-04", "2026-05-03"]);
    let april = ListCycles {
        opens_from: Some(at("2026-04-04T07:00:00Z")),
        opens_before: Some(at("2026-05-03T07:00:00Z")),
        ..list.clone()
    };
    assert_eq!(days(april.clone()), ["2026-04-04"]);
    assert!(days(ListCycles { state: Some(CycleState::Open), ..list.clone() }).is_empty());
    let first = customer.run(ListCycles { limit: Some(2), ..list.clone() }).unwrap();
    assert_eq!(days(ListCycles { limit: Some(2), after: first.next_page, ..list }), ["2026-05-03"]);
    let backwards = ListCycles { opens_from: april.opens_before, ..april.clone() };
    let backwards = ListCycles { opens_before: april.opens_from, ..backwards };
    let found = faults(&hub.run(backwards).unwrap_err());
    assert_eq!(found, [("opens_before".to_owned(), Code::EndBeforeStart)]);
    let refused = customer.run(new_cycle()).unwrap_err();
    assert_eq!(refused.code(), Code::NotAllowed);
}

#[test]
fn a_price_change_leaves_lines_and_the_planned_price() {
    let hub = hub();
    let id = hub.run(new_cycle()).unwrap().cycle.id;
    open(&hub, id, CycleState::Open);
    let order = order(&hub, id, "eggs", "4");
    let changed = hub
        .run(update(id, vec![OfferPatch { price: Change::To(decimal("2.20")), ..patch("eggs") }]))
        .unwrap();
    let eggs = offer(&changed, "eggs");
    assert_eq!(
        (eggs.price.to_string(), eggs.planned_price.to_string()),
        ("2.20 GBP".into(), "2.00 GBP".into())
    );
    assert_eq!(eggs.free.unwrap().value(), decimal("6"));
    let q = Query::on(OrderLine::TABLE, "primary").eq(id).eq(order);
    let lines = within(&hub, |cx| cx.tx.find::<OrderLine>(&q).unwrap());
    assert_eq!(lines[0].price.to_string(), "2.00 GBP");
}

#[test]
fn stock_moves_what_is_free_and_never_below_what_is_claimed() {
    let hub = hub();
    let id = hub.run(new_cycle()).unwrap().cycle.id;
    open(&hub, id, CycleState::Open);
    order(&hub, id, "eggs", "4");
    order(&hub, id, "potatoes", "2.5");
    let stock = |variant: &str, to: Option<&str>| {
        update(id, vec![OfferPatch { stock: Change::To(to.map(decimal)), ..patch(variant) }])
    };
    let free = |variant: &str| offer(&get(&hub, id), variant).free.map(Quantity::value);
    hub.run(stock("eggs", Some("12"))).unwrap();
    assert_eq!(free("eggs"), Some(decimal("8")));
    hub.run(stock("eggs", Some("4"))).unwrap();
    assert_eq!(free("eggs"), Some(decimal("0")));
    let short = hub.run(stock("eggs", Some("3"))).unwrap_err();
    assert_eq!(short.code(), Code::InsufficientStock);
    assert_eq!(short.details()["claimed"], "4");
    // Unlimited and back: the orders' lines say what is claimed.
    hub.run(stock("eggs", None)).unwrap();
    assert_eq!(free("eggs"), None);
    hub.run(stock("eggs", Some("5"))).unwrap();
    assert_eq!(free("eggs"), Some(decimal("1")));
    hub.run(stock("potatoes", Some("3"))).unwrap();
    assert_eq!(free("potatoes"), Some(decimal("0.5")));
    let short = hub.run(stock("potatoes", Some("2"))).unwrap_err();
    assert_eq!(short.code(), Code::InsufficientStock);
    let odd = hub.run(stock("potatoes", Some("3.1"))).unwrap_err();
    assert_eq!(faults(&odd), [("offers[0].stock".to_owned(), Code::NotAStep)]);
}

#[test]
fn offers_come_and_go_while_nobody_holds_them() {
    let hub = hub();
    let id = hub.run(new_cycle()).unwrap().cycle.id;
    let price = Change::To(decimal("3.00"));
    let added = OfferPatch { price: price.clone(), ..patch("bread") };
    let full = hub.run(update(id, vec![added])).unwrap();
    assert_eq!(offer(&full, "bread").planned_price.to_string(), "3.00 GBP");
    hub.run(remove(id, "bread")).unwrap();
    open(&hub, id, CycleState::Open);
    order(&hub, id, "eggs", "1");
    let held = hub.run(remove(id, "eggs")).unwrap_err();
    assert_eq!(held.code(), Code::WrongState);
    let so = standing_order(&hub, 1, None);
    within(&hub, |cx| {
        let home = cx.home().unwrap();
        let share = Allocation {
            enterprise: home.id.clone(),
            cycle: id,
            standing_order: so,
            variant: VariantId::new("potatoes").unwrap(),
            share: Quantity::ONE,
        };
        cx.tx.insert_new(&home, &[share]).unwrap();
    });
    let held = hub.run(remove(id, "potatoes")).unwrap_err();
    assert_eq!(held.code(), Code::WrongState);

    let missing = hub.run(remove(id, "bread")).unwrap_err();
    assert_eq!(faults(&missing), [("removed[0].variant".to_owned(), Code::UnknownReference)]);
    let unpriced = hub.run(update(id, vec![patch("bread")])).unwrap_err();
    assert_eq!(faults(&unpriced), [("offers[0].price".to_owned(), Code::Required)]);
    let elsewhere = OfferPatch { distributor: "elsewhere".into(), ..patch("eggs") };
    let bad = hub.run(update(id, vec![elsewhere, patch("eggs"), patch("eggs")])).unwrap_err();
    assert_eq!(
        faults(&bad),
        [
            ("offers[0].distributor".to_owned(), Code::UnknownReference),
            ("offers[2].variant".to_owned(), Code::Duplicate)
        ]
    );
    let stale = UpdateOffers { version: Some(1), ..remove(id, "eggs") };
    assert_eq!(hub.run(stale).unwrap_err().code(), Code::Conflict);
    for state in [CycleState::Opening, CycleState::Closed] {
        open(&hub, id, state);
        let over = hub.run(update(id, vec![OfferPatch { price: price.clone(), ..patch("eggs") }]));
        assert_eq!(over.unwrap_err().code(), Code::WrongState);
    }
}

#[test]
fn outcomes_are_listed_by_kind() {
    let hub = hub();
    let id = hub.run(new_cycle()).unwrap().cycle.id;
    for number in 1..=3 {
        outcome_of(&hub, standing_order(&hub, number, None), id);
    }
    let list = ListOutcomes {
        enterprise: ENTERPRISE.into(),
        cycle: id,
        kind: Some(OutcomeKind::Empty),
        limit: Some(2),
        after: None,
    };
    let page = hub.run(list.clone()).unwrap();
    assert_eq!((page.items.len(), page.dates.name.as_str()), (2, "Easter"));
    let rest = hub.run(ListOutcomes { after: page.next_page, ..list.clone() }).unwrap();
    assert_eq!((rest.items.len(), rest.next_page), (1, None));
    let none = ListOutcomes { kind: Some(OutcomeKind::Failed), ..list.clone() };
    assert!(hub.run(none).unwrap().items.is_empty());
    let all = ListOutcomes { kind: None, limit: None, ..list };
    assert_eq!(hub.run(all).unwrap().items.len(), 3);
}
