//! Who may do what (G1, G2), calls made again (P11), and bad input (I4).

use milkround_core::hub::customers::{
    CreateCustomer, CustomerFields, GetCustomer, ListCustomers, UpdateCustomer,
};
use milkround_core::hub::enterprises::{CreateEnterprise, ListEnterprises};
use milkround_core::hub::orders::{GetOrder, ListOrders};
use milkround_core::hub::series::{CreateSeries, ScheduleInput};
use milkround_core::hub::standing_orders::{GetStandingOrder, ListStandingOrders};
use milkround_core::hub::tick::Tick;
use milkround_core::hub::variants::{SaveVariants, VariantInput};
use milkround_core::model::schedule::ClosingRule;
use milkround_core::value::Change;
use milkround_tests::shop::{HUB, Shop, date, local, refused};

fn two_hubs() -> Shop {
    let shop = Shop::new("2026-03-01T12:00:00Z");
    shop.run(CreateEnterprise {
        enterprise: "other".into(),
        name: "Other Hub".into(),
        zone: "Europe/Paris".into(),
        currency: "EUR".into(),
        ..Default::default()
    })
    .unwrap();
    shop
}

#[test]
fn g1_what_lies_outside_an_actors_reach_is_not_there() {
    let shop = two_hubs();
    let series = shop.weekly(&[("milk", "1.00", None)]);
    let (ann, ben) = (shop.customer("ann"), shop.customer("ben"));
    let so = shop.standing(ann, series, &[("milk", 1)]);
    shop.advance("2026-03-02T09:00:00Z");
    let order = shop.orders(shop.cycle(series, 1))[0].order.id;

    let manager = shop.hub.as_user("u1", ["other", "unheard-of"]).unwrap();
    let listed = manager.run(ListEnterprises::default()).unwrap().items;
    assert_eq!(listed.iter().map(|e| e.enterprise.as_str()).collect::<Vec<_>>(), ["other"]);
    let get = |enterprise: &str| GetCustomer { enterprise: enterprise.into(), customer: ann };
    assert_eq!(refused(manager.run(get(HUB))).0, "not_found");
    // A foreign id under an enterprise of his own is not there either.
    assert_eq!(refused(manager.run(get("other"))).0, "not_found");
    assert_eq!(refused(manager.run(Tick::default())).0, "not_allowed");

    let stranger = shop.as_customer(ben);
    assert_eq!(refused(stranger.run(get(HUB))).0, "not_found");
    let enterprise = || HUB.to_owned();
    let order = GetOrder { enterprise: enterprise(), order };
    assert_eq!(refused(stranger.run(order.clone())).0, "not_found");
    let so = GetStandingOrder { enterprise: enterprise(), standing_order: so };
    assert_eq!(refused(stranger.run(so.clone())).0, "not_found");
    let orders = ListOrders { enterprise: enterprise(), ..Default::default() };
    assert!(stranger.run(orders.clone()).unwrap().items.is_empty());
    let list = ListStandingOrders { enterprise: enterprise(), ..Default::default() };
    assert!(stranger.run(list.clone()).unwrap().items.is_empty());
    let customers = ListCustomers { enterprise: Some(enterprise()), ..Default::default() };
    assert_eq!(refused(stranger.run(customers)).0, "not_allowed");

    let own = shop.as_customer(ann);
    assert_eq!(own.run(get(HUB)).unwrap().id, ann);
    assert_eq!(own.run(orders).unwrap().items.len(), 1);
    assert_eq!(own.run(list).unwrap().items.len(), 1);
    own.run(order).unwrap();
    own.run(so).unwrap();
}

#[test]
fn p11_a_command_made_again_has_one_effect_and_one_answer() {
    let shop = two_hubs();
    let create = |name: &str| CreateCustomer {
        enterprise: HUB.into(),
        fields: CustomerFields { first_name: Change::To(Some(name.into())), ..Default::default() },
        share_email: false,
    };
    let caller = shop.hub.as_system().with_key("make-ann");
    let first = caller.run(create("Ann")).unwrap();
    shop.sleep("2026-03-01T13:00:00Z");
    assert_eq!(caller.run(create("Ann")).unwrap(), first);
    let list = ListCustomers { enterprise: Some(HUB.into()), ..Default::default() };
    assert_eq!(shop.run(list.clone()).unwrap().items.len(), 1);
    assert_eq!(refused(caller.run(create("Ben"))).0, "key_reused");
    // A trial changes nothing, and keeps no answer.
    let trial = shop.hub.as_system().with_key("trial").dry_run();
    trial.run(create("Cal")).unwrap();
    assert_eq!(shop.run(list.clone()).unwrap().items.len(), 1);
    shop.hub.as_system().with_key("trial").run(create("Dan")).unwrap();
    assert_eq!(shop.run(list).unwrap().items.len(), 2);
}

#[test]
fn a1_an_address_finds_its_default_customer_and_may_be_shared_on_word() {
    let shop = two_hubs();
    let cafe = |company: &str, share_email| CreateCustomer {
        enterprise: HUB.into(),
        fields: CustomerFields {
            email: Change::To(Some("Two@Cafes.example".into())),
            company: Change::To(Some(company.into())),
            code: Change::To(Some(format!("cafe-{company}"))),
            ..Default::default()
        },
        share_email,
    };
    let first = shop.run(cafe("North", false)).unwrap();
    let (code, error) = refused(shop.run(cafe("South", false)));
    assert_eq!((code, error.path()), ("already_exists", Some("fields.email")));
    let second = shop.run(cafe("South", true)).unwrap();
    assert_eq!((first.email_default, second.email_default), (true, false));
    let (code, error) = refused(shop.run(cafe("NORTH", true)));
    assert_eq!((code, error.path()), ("already_exists", Some("fields.code")));
    // When the default customer takes another address, the other one is found by it.
    shop.run(UpdateCustomer {
        enterprise: HUB.into(),
        customer: first.id,
        version: Some(first.version),
        fields: CustomerFields {
            email: Change::To(Some("north@cafes.example".into())),
            ..Default::default()
        },
        share_email: false,
    })
    .unwrap();
    let found = shop.run(GetCustomer { enterprise: HUB.into(), customer: second.id }).unwrap();
    assert!(found.email_default);
}

#[test]
fn i4_all_faults_come_at_once_each_with_field_value_and_way_out() {
    let messages = bad_input(&two_hubs());
    insta::assert_snapshot!(messages, @r#"
    invalid_input: 4 fields are not valid: enterprise: ` ` is not an enterprise id: give the host's own id, 1 to 64 printable ASCII characters without a space at either end; name: give 1 to 200 characters; zone: there is no time zone `Europe/Londn`: did you mean `Europe/London`?; currency: `pounds` is not a currency: give an ISO 4217 code such as `GBP`
        enterprise [malformed] ` ` is not an enterprise id: give the host's own id, 1 to 64 printable ASCII characters without a space at either end (" ")
        name [required] give 1 to 200 characters ("")
        zone [unknown_zone] there is no time zone `Europe/Londn`: did you mean `Europe/London`? ("Europe/Londn")
        currency [unknown_currency] `pounds` is not a currency: give an ISO 4217 code such as `GBP` ("pounds")
    invalid_input: 4 fields are not valid: ends_on: the last day `2026-04-01` is before the first day `2026-05-01`: give a later last day; distributor: `elsewhere` does not distribute the series: give one of `hub`; lines[0].quantity: `0.3` is not a multiple of the unit step 0.25: give 0.25 or 0.5; lines[1].variant: `nothing` is not a variant of this enterprise: save it with `variants.save` first
        ends_on [end_before_start] the last day `2026-04-01` is before the first day `2026-05-01`: give a later last day ("2026-04-01")
        distributor [unknown_reference] `elsewhere` does not distribute the series: give one of `hub` ("elsewhere")
        lines[0].quantity [not_a_step] `0.3` is not a multiple of the unit step 0.25: give 0.25 or 0.5 ("0.3")
        lines[1].variant [unknown_reference] `nothing` is not a variant of this enterprise: save it with `variants.save` first ("nothing")
    invalid_input: schedule.recurrence: the rule `FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30` from `2026-03-02 09:00:00` opens no cycle within 8 years: give another rule, start or end
        schedule.recurrence [rule_never_fires] the rule `FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30` from `2026-03-02 09:00:00` opens no cycle within 8 years: give another rule, start or end ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
    invalid_input: schedule.recurrence: line 1, column 6: `HOURLY` is too often for order cycles: use DAILY, WEEKLY, MONTHLY or YEARLY
        schedule.recurrence [invalid_rule] line 1, column 6: `HOURLY` is too often for order cycles: use DAILY, WEEKLY, MONTHLY or YEARLY ("HOURLY")
    invalid_input: variants[1].unit_step: a unit step of 0 sells nothing: give more
        variants[1].unit_step [out_of_range] a unit step of 0 sells nothing: give more ("0")
    not_found: there is no enterprise `nowhere` here: check the id and the enterprise
    "#);
}

/// What each of these bad requests is answered, with every fault.
fn bad_input(shop: &Shop) -> String {
    let series = shop.weekly(&[("flour", "1.00", None)]);
    let mut messages = Vec::new();
    let mut note =
        |error: milkround_core::Error| {
            messages.push(format!("{}: {}", error.code().name(), error));
            messages.extend(error.violations().iter().map(|v| {
                format!("    {} [{}] {} ({})", v.path, v.code.name(), v.message, v.value)
            }));
        };
    note(
        refused(shop.run(CreateEnterprise {
            enterprise: " ".into(),
            name: String::new(),
            zone: "Europe/Londn".into(),
            currency: "pounds".into(),
            ..Default::default()
        }))
        .1,
    );
    let mut wish = Shop::wish(shop.customer("ann"), series, &[("flour", 1), ("nothing", 1)]);
    wish.lines[0].quantity = "0.3".parse().unwrap();
    wish.starts_on = Some(date("2026-05-01"));
    wish.ends_on = Some(date("2026-04-01"));
    wish.distributor = "elsewhere".into();
    note(refused(shop.run(wish)).1);
    let schedule = |rule: &str| CreateSeries {
        enterprise: HUB.into(),
        name: "Never".into(),
        schedule: Some(ScheduleInput {
            zone: None,
            starts_at: local("2026-03-02T09:00"),
            recurrence: Some(rule.into()),
            closes: ClosingRule::after(2, 0, 0).unwrap(),
            cycle_name: None,
            on_holiday: None,
        }),
        template: Default::default(),
        template_cycle: None,
        keep_ahead: None,
    };
    note(refused(shop.run(schedule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"))).1);
    note(refused(shop.run(schedule("FREQ=HOURLY"))).1);
    note(
        refused(shop.run(SaveVariants {
            enterprise: HUB.into(),
            variants: vec![
                VariantInput { id: "x".into(), name: "X".into(), ..Default::default() },
                VariantInput {
                    id: "x".into(),
                    name: "X".into(),
                    unit_step: Some(0.into()),
                    ..Default::default()
                },
            ],
        }))
        .1,
    );
    note(
        refused(
            shop.run(GetCustomer { enterprise: "nowhere".into(), customer: Default::default() }),
        )
        .1,
    );
    messages.join("\n")
}
