//! A8: many customers at once: in bounded pieces, all or nothing, and by consent.

use milkround_core::hub::customers::{
    ChangeCustomers, CreateCustomer, CustomerFields, CustomerFilter, ImportCsv, MessageCustomers,
    SetConsent,
};
use milkround_core::hub::selections::{ListSelections, SaveSelection};
use milkround_core::model::customer::Consent;
use milkround_core::store::MemoryStore;
use milkround_core::value::{Change, CustomerId};
use milkround_sqlite::SqliteStore;
use milkround_tests::CountingStore;
use milkround_tests::shop::{HUB, Shop, refused};
use std::collections::BTreeSet;

const START: &str = "2026-03-01T12:00:00Z";

fn with_customers(shop: &Shop, n: usize) {
    let mut csv = "Email,Tags\n".to_owned();
    csv.extend((0..n).map(|n| format!("c{n:05}@example.org,{}\n", ["odd", "even"][n % 2])));
    shop.run(ImportCsv { enterprise: HUB.into(), csv, ..Default::default() }).expect("customers");
}

fn change(filter: CustomerFilter) -> ChangeCustomers {
    ChangeCustomers { enterprise: HUB.into(), filter: Some(filter), ..Default::default() }
}

fn tagged(tag: &str) -> CustomerFilter {
    CustomerFilter { tags: vec![tag.into()], ..Default::default() }
}

#[test]
fn a8_a_filter_is_walked_to_its_end_while_what_it_asks_for_changes() {
    let sqlite = SqliteStore::open_in_memory().expect("a store");
    let stores: [Box<dyn milkround_core::store::Store>; 2] =
        [Box::new(MemoryStore::default()), Box::new(sqlite)];
    for store in stores {
        let shop = Shop::on(store, START);
        with_customers(&shop, 9_001);
        // Each customer leaves the filter as he is worked off.
        let swap = ChangeCustomers {
            add_tags: vec!["every".into()],
            remove_tags: vec!["Odd".into()],
            ..change(tagged("odd"))
        };
        let did = shop.run(swap.clone()).expect("a change");
        assert_eq!((did.changed, did.unchanged), (4_501, 0));
        let again = shop.run(swap).expect("again");
        assert_eq!((again.changed, again.unchanged), (0, 0));
        let archive = ChangeCustomers { archived: Some(true), ..change(CustomerFilter::default()) };
        assert_eq!(shop.run(archive.clone()).expect("archived").changed, 9_001);
        assert_eq!(shop.run(archive).expect("again").changed, 0);
    }
}

#[test]
fn a8_calls_of_the_store_grow_with_stretches_not_with_customers() {
    let store = CountingStore::new(MemoryStore::default());
    let calls = store.calls();
    let shop = Shop::on(Box::new(store), START);
    with_customers(&shop, 3_000);
    let counted = |tag: &str, filter: CustomerFilter| {
        calls.reset();
        let give = ChangeCustomers { add_tags: vec![tag.into()], ..change(filter) };
        let changed = shop.run(give).expect("a change").changed;
        (changed, calls.all().values().sum::<u64>())
    };
    let (few, by_few) =
        counted("a", CustomerFilter { search: Some("c0001".into()), ..Default::default() });
    let (all, by_all) = counted("b", CustomerFilter::default());
    assert_eq!((few, all), (10, 3_000));
    assert!(by_all <= 3 * by_few, "{by_few} calls for ten, {by_all} for 3,000");
}

#[test]
fn a8_who_has_a_standing_order_refuses_the_archive_and_nothing_is_done() {
    let shop = Shop::new(START);
    let series = shop.weekly(&[("milk", "1.00", None)]);
    let (ann, ben) = (shop.customer("ann"), shop.customer("ben"));
    shop.standing(ann, series, &[("milk", 1)]);
    let both = CustomerFilter { customers: Some(vec![ann, ben]), ..Default::default() };
    let archive =
        ChangeCustomers { archived: Some(true), add_tags: vec!["gone".into()], ..change(both) };
    let (code, error) = refused(shop.run(archive.clone()));
    assert_eq!(code, "wrong_state");
    assert_eq!(error.details()["refused"][0]["customer"], ann.to_string());
    let (_, nothing) = refused(shop.run(change(tagged("gone"))));
    assert_eq!(nothing.path(), Some("add_tags"));
    // What people read has no gaps in it.
    assert!(![&error, &nothing].iter().any(|error| error.message().contains("  ")), "{error}");
    let unchanged = ChangeCustomers { add_tags: vec!["there".into()], ..change(tagged("gone")) };
    assert_eq!(shop.run(unchanged).expect("nobody").changed, 0);
    let done = shop.run(ChangeCustomers { take_good_ones: true, ..archive }).expect("one");
    assert_eq!((done.changed, done.refused.len()), (1, 1));
}

#[test]
fn r45_a_message_goes_to_those_alone_who_gave_consent() {
    let shop = Shop::new(START);
    let folk: Vec<_> = (0..6).map(|n| shop.customer(&format!("c{n}"))).collect();
    let consents = [Consent::Given, Consent::Refused, Consent::Unknown];
    for (customer, consent) in folk.iter().zip(consents.into_iter().cycle()) {
        let customer = *customer;
        let says = SetConsent { enterprise: HUB.into(), customer, version: None, consent };
        shop.run(says).expect("consent");
    }
    let message = MessageCustomers {
        enterprise: HUB.into(),
        filter: Some(CustomerFilter::default()),
        subject: "News".into(),
        text: "Spinach".into(),
        ..Default::default()
    };
    let sent = shop.run(message.clone()).expect("sent");
    assert_eq!((sent.sent, sent.without_consent), (2, 4));
    let to: BTreeSet<_> = shop.notices().iter().filter_map(|notice| notice.customer).collect();
    assert_eq!(to, BTreeSet::from([folk[0], folk[3]]));
    for (subject, text) in [("", "Spinach"), ("News", " "), ("News", &"x".repeat(10_001))] {
        let bad =
            MessageCustomers { subject: subject.into(), text: text.into(), ..message.clone() };
        assert_eq!(refused(shop.run(bad)).0, "invalid_input");
    }
    assert_eq!(shop.notices().len(), 2);
}

#[test]
fn a8_a_selection_of_a_filter_is_asked_anew_and_picks_stay() {
    let shop = Shop::new(START);
    let ann = shop.customer("ann");
    let save = |name: &str, filter: CustomerFilter| SaveSelection {
        enterprise: HUB.into(),
        name: name.into(),
        filter,
    };
    let picked = CustomerFilter { customers: Some(vec![ann]), ..Default::default() };
    shop.run(save("Picked", picked)).expect("kept");
    shop.run(save("All", CustomerFilter::default())).expect("kept");
    let fields =
        CustomerFields { first_name: Change::To(Some("Ben".into())), ..Default::default() };
    shop.run(CreateCustomer { enterprise: HUB.into(), fields, share_email: false }).expect("one");
    for (name, n) in [("picked", 1), ("ALL", 2)] {
        let give = ChangeCustomers {
            enterprise: HUB.into(),
            selection: Some(name.into()),
            add_tags: vec![name.into()],
            ..Default::default()
        };
        assert_eq!(shop.run(give).expect("a change").changed, n, "{name}");
    }
    let gone =
        CustomerFilter { customers: Some(vec![ann, CustomerId::default()]), ..Default::default() };
    let (_, error) = refused(shop.run(save("Gone", gone)));
    assert_eq!(error.path(), Some("filter.customers[1]"));
    let bad = CustomerFilter { search: Some("a b c d e f g h i".into()), ..Default::default() };
    let (_, error) = refused(shop.run(save("Bad", bad)));
    assert_eq!(error.path(), Some("filter.search"));
    for n in 0..198 {
        shop.run(save(&format!("s{n}"), CustomerFilter::default())).expect("kept");
    }
    let (_, error) = refused(shop.run(save("one more", CustomerFilter::default())));
    assert_eq!(error.path(), Some("name"));
    let all = shop.run(ListSelections { enterprise: HUB.into() }).expect("a list");
    assert_eq!(all.items.len(), 200);
}

#[test]
fn a8_nobody_picked_is_nobody() {
    let shop = Shop::new(START);
    shop.customer("ann");
    let nobody = CustomerFilter { customers: Some(Vec::new()), ..Default::default() };
    let archive = ChangeCustomers { archived: Some(true), ..change(nobody) };
    let did = shop.run(archive).expect("nothing");
    assert_eq!((did.changed, did.unchanged), (0, 0));
}
