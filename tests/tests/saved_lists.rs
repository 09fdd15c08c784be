//! Saved lists (A14): what the scenario cannot show.

use milkround_core::hub::Actor;
use milkround_core::hub::customers::{MergeCustomers, PlanMerge, SaveContact};
use milkround_core::hub::enterprises::SettingsPatch;
use milkround_core::hub::saved_lists::{
    AddListToOrder, AddedToOrder, ListSavedLists, RemoveSavedList, SaveList, SaveListFromOrder,
};
use milkround_core::hub::standing_orders::CreateStandingOrder;
use milkround_core::model::customer::contact::ContactAccess;
use milkround_core::model::enterprise::Eligible;
use milkround_core::model::saved_list::SavedList;
use milkround_core::store::{MemoryStore, Store};
use milkround_core::value::{Change, CustomerId, EnterpriseId, Label, OrderId, SavedListId};
use milkround_sqlite::SqliteStore;
use milkround_tests::raw;
use milkround_tests::shop::{HUB, Shop, refused, shape, wanted};

fn list(customer: CustomerId, name: &str, set: &[(&str, i64)]) -> SaveList {
    SaveList {
        enterprise: HUB.into(),
        customer,
        name: name.into(),
        lines: wanted(set),
        ..Default::default()
    }
}

fn saved(shop: &Shop, list: SaveList) -> SavedList {
    shop.run(list).expect("a list")
}

fn add(saved_list: SavedListId, order: OrderId) -> AddListToOrder {
    AddListToOrder { enterprise: HUB.into(), saved_list, order, version: None }
}

fn shops() -> [Shop; 2] {
    let sqlite = SqliteStore::open_in_memory().expect("a store");
    let stores: [Box<dyn Store>; 2] = [Box::new(MemoryStore::default()), Box::new(sqlite)];
    stores.map(|store| Shop::on(store, "2026-02-25T12:00:00Z"))
}

#[test]
fn a_name_is_a_customers_own_ignoring_case_and_accents() {
    for shop in shops() {
        let (ann, ben) = (shop.customer("ann"), shop.customer("ben"));
        let usual = saved(&shop, list(ann, "Café", &[("milk", 1)]));
        let bens = saved(&shop, list(ben, "Café", &[("milk", 1)]));
        assert_ne!(usual.id, bens.id);
        let again = saved(&shop, list(ann, "CAFE", &[("eggs", 2)]));
        assert_eq!((again.id, again.version, again.lines.len()), (usual.id, 2, 1));
        let party = saved(&shop, list(ann, "Party", &[("ham", 1)]));
        let renamed = SaveList { saved_list: Some(party.id), ..list(ann, "cafe", &[("ham", 1)]) };
        let (code, error) = refused(shop.run(renamed));
        assert_eq!((code, error.path()), ("already_exists", Some("name")));
        let renamed = SaveList { saved_list: Some(party.id), ..list(ann, "PARTY", &[("ham", 3)]) };
        assert_eq!(saved(&shop, renamed.clone()).name.as_str(), "PARTY");
        let stale = SaveList { version: Some(1), ..renamed };
        assert_eq!(refused(shop.run(stale)).0, "conflict");
        let foreign = SaveList { saved_list: Some(bens.id), ..list(ann, "x", &[("ham", 1)]) };
        assert_eq!(refused(shop.run(foreign)).0, "not_found");
    }
}

#[test]
fn every_bad_line_is_told_and_there_are_bounds() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let ann = shop.customer("ann");
    let mut bad = list(ann, " ", &[("milk", 1), ("gold leaf", 1), ("milk", 2), ("eggs", 0)]);
    bad.lines.push(milkround_core::hub::orders::LineWanted {
        variant: "flour".into(),
        quantity: "0.3".parse().expect("a quantity"),
    });
    let (_, error) = refused(shop.run(bad));
    let told: Vec<_> =
        error.violations().iter().map(|v| (v.path.as_str(), v.code.name())).collect();
    let expected = [
        ("name", "required"),
        ("lines[1].variant", "unknown_reference"),
        ("lines[2].variant", "duplicate"),
        ("lines[3].quantity", "out_of_range"),
        ("lines[4].quantity", "not_a_step"),
    ];
    assert_eq!(told, expected);
    assert_eq!(refused(shop.run(list(ann, "x", &[]))).0, "invalid_input");
    let many = vec![("milk", 1); 201];
    let (_, error) = refused(shop.run(list(ann, "x", &many)));
    assert_eq!(error.violations()[0].path, "lines");
    assert_eq!(raw::records::<SavedList>(shop.hub.store()), []);
    for n in 0..50 {
        saved(&shop, list(ann, &format!("{n:02}"), &[("milk", 1)]));
    }
    assert_eq!(refused(shop.run(list(ann, "one more", &[("milk", 1)]))).0, "too_long");
    saved(&shop, list(ann, "49", &[("milk", 2)]));
    // By name, page by page.
    let mut page =
        ListSavedLists { enterprise: HUB.into(), customer: ann, limit: Some(30), after: None };
    let first = shop.run(page.clone()).expect("lists");
    page.after = first.next_page;
    let second = shop.run(page).expect("lists");
    let names: Vec<_> =
        first.items.iter().chain(&second.items).map(|list| list.name.to_string()).collect();
    assert!(names.len() == 50 && names.is_sorted(), "{names:?}");
}

/// ```text
///  the list        milk 2, eggs 4, flour ½, jam 1
///  free            milk ∞, eggs 3, flour ∞, jam not offered
///  the order       milk 1                        ──> milk 3, eggs 3, flour ½
/// ```
#[test]
fn what_there_is_is_added_and_the_rest_is_told() {
    for shop in shops() {
        let series =
            shop.weekly(&[("milk", "1.00", None), ("eggs", "2.00", Some(3)), ("flour", "2", None)]);
        let (ann, ben) = (shop.customer("ann"), shop.customer("ben"));
        shop.advance("2026-03-02T10:00:00Z");
        let cycle = shop.cycle(series, 1);
        let order = shop.run(Shop::checkout(ann, cycle, &[("milk", 1)])).expect("an order");
        let order = order.order.id;
        let mut usual = list(ann, "usual", &[("milk", 2), ("eggs", 4), ("jam", 1)]);
        usual.lines.push(milkround_core::hub::orders::LineWanted {
            variant: "flour".into(),
            quantity: "0.5".parse().expect("a quantity"),
        });
        let usual = saved(&shop, usual);
        let AddedToOrder { order: after, short } =
            shop.as_customer(ann).run(add(usual.id, order)).expect("added");
        let lines: Vec<_> = shape(&after).into_iter().map(|line| (line.0, line.3)).collect();
        let text = |v: &str, q: &str| (v.to_owned(), q.to_owned());
        assert_eq!(lines, [text("milk", "3"), text("eggs", "3"), text("flour", "0.5")]);
        assert_eq!(after.order.total.to_string(), "10.00 GBP");
        assert_eq!(after.order.charged, Some(after.order.total));
        assert_eq!(shop.free(cycle, "eggs").as_deref(), Some("0"));
        let short: Vec<_> = short
            .iter()
            .map(|s| (s.variant.as_str(), s.wanted.to_string(), s.added.to_string(), s.offered))
            .collect();
        let told = |variant, wanted: &str, added: &str, offered| {
            (variant, wanted.to_owned(), added.to_owned(), offered)
        };
        assert_eq!(short, [told("eggs", "4", "3", true), told("jam", "1", "0", false)]);
        // Nothing of it is there: nothing is changed.
        let scarce = saved(&shop, list(ann, "scarce", &[("eggs", 1), ("jam", 1)]));
        let before = raw::dump(shop.hub.store());
        let AddedToOrder { order: same, short } = shop.run(add(scarce.id, order)).expect("none");
        assert_eq!((same, short.len()), (after, 2));
        assert_eq!(raw::dump(shop.hub.store()), before);
        let stale = AddListToOrder { version: Some(1), ..add(usual.id, order) };
        assert_eq!(refused(shop.run(stale)).0, "conflict");
        // Neither another's order nor another's list.
        let bens = saved(&shop, list(ben, "usual", &[("milk", 1)]));
        assert_eq!(refused(shop.run(add(bens.id, order))).0, "wrong_state");
        assert_eq!(refused(shop.as_customer(ben).run(add(bens.id, order))).0, "not_found");
        assert_eq!(refused(shop.as_customer(ben).run(add(usual.id, order))).0, "not_found");
        shop.advance("2026-03-04T18:00:00Z");
        assert_eq!(refused(shop.run(add(usual.id, order))).0, "limit_passed");
        assert_eq!(refused(shop.run(add(scarce.id, order))).0, "limit_passed");
        let from = SaveListFromOrder { enterprise: HUB.into(), order, name: "Week 1".into() };
        let from = shop.as_customer(ann).run(from).expect("a list");
        assert_eq!((from.lines.len(), from.customer), (3, ann));
    }
}

/// D1, D2: as if its lines had been given.
#[test]
fn a_list_becomes_a_standing_order() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let series = shop.weekly(&[("milk", "1.00", None), ("eggs", "2.00", None)]);
    let (ann, ben) = (shop.customer("ann"), shop.customer("ben"));
    let usual = saved(&shop, list(ann, "usual", &[("milk", 2), ("eggs", 1)]));
    let wish = |customer| CreateStandingOrder {
        from_saved_list: Some(usual.id),
        ..Shop::wish(customer, series, &[])
    };
    let so = shop.as_customer(ann).run(wish(ann)).expect("a standing order").standing_order;
    // A list that changes, or goes, changes nothing there.
    let remove = RemoveSavedList { enterprise: HUB.into(), saved_list: usual.id, version: None };
    let kept = saved(&shop, list(ann, "kept", &[("milk", 1)]));
    shop.run(remove).expect("removed");
    shop.advance("2026-03-02T10:00:00Z");
    let order = shop.order_of(so.id, shop.cycle(series, 1)).expect("an order");
    assert_eq!(order.order.total.to_string(), "4.00 GBP");
    let wish = |customer, set| CreateStandingOrder {
        from_saved_list: Some(kept.id),
        ..Shop::wish(customer, series, set)
    };
    let path = |wish| refused(shop.run(wish)).1.violations()[0].path.clone();
    assert_eq!(path(wish(ben, &[])), "from_saved_list");
    assert_eq!(path(wish(ann, &[("milk", 1)])), "lines");
    assert_eq!(path(Shop::wish(ann, series, &[])), "lines");
    let tag = Label::new("staple").expect("a tag");
    let eligible = Change::To(Eligible::Tagged { tag });
    shop.settle(SettingsPatch { eligible, ..Default::default() });
    assert_eq!(path(wish(ann, &[])), "from_saved_list.lines[0].variant");
}

#[test]
fn a6_who_was_merged_makes_a_standing_order_of_the_list_that_was_his() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let series = shop.weekly(&[("milk", "1.00", None)]);
    let (ann, ben) = (shop.customer("ann"), shop.customer("ben"));
    let usual = saved(&shop, list(ann, "usual", &[("milk", 2)]));
    let merge =
        MergeCustomers { enterprise: HUB.into(), customer: ann, into: ben, fingerprint: None };
    shop.run(merge).expect("merged");
    let wish =
        CreateStandingOrder { from_saved_list: Some(usual.id), ..Shop::wish(ann, series, &[]) };
    let made = shop.as_customer(ann).run(wish.clone()).expect("by his old id").standing_order;
    assert_eq!(made.customer, ben);
    let cal = shop.customer("cal");
    let (_, error) = refused(shop.run(CreateStandingOrder { customer: cal, ..wish }));
    assert_eq!(error.violations()[0].path, "from_saved_list");
}

#[test]
fn a_customer_keeps_his_own_lists_and_who_may_view_changes_nothing() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let (ann, ben) = (shop.customer("ann"), shop.customer("ben"));
    let usual = shop.as_customer(ann).run(list(ann, "usual", &[("milk", 1)])).expect("a list");
    let as_ben = shop.as_customer(ben);
    let remove = RemoveSavedList { enterprise: HUB.into(), saved_list: usual.id, version: None };
    let lists = ListSavedLists { enterprise: HUB.into(), customer: ann, ..Default::default() };
    assert_eq!(refused(as_ben.run(list(ann, "x", &[("milk", 1)]))).0, "not_found");
    assert_eq!(refused(as_ben.run(remove.clone())).0, "not_found");
    assert_eq!(refused(as_ben.run(lists.clone())).0, "not_found");
    let viewer = SaveContact {
        enterprise: HUB.into(),
        customer: ann,
        contact: None,
        version: None,
        email: None,
        user: Some("viewer".into()),
        name: None,
        access: ContactAccess::View,
    };
    let contact = Some(shop.run(viewer).expect("a contact").id);
    let enterprise = EnterpriseId::new(HUB).expect("an id");
    let viewer = shop.hub.as_actor(Actor::Customer { enterprise, customer: ann, contact });
    assert_eq!(viewer.run(lists).expect("lists").items.len(), 1);
    assert_eq!(refused(viewer.run(list(ann, "x", &[("milk", 1)]))).0, "not_allowed");
    assert_eq!(refused(viewer.run(remove.clone())).0, "not_allowed");
    assert_eq!(shop.as_customer(ann).run(remove).expect("removed").id, usual.id);
}

#[test]
fn a6_lists_go_to_the_one_into_whom_a_customer_is_merged() {
    for shop in shops() {
        let (ann, ben) = (shop.customer("ann"), shop.customer("ben"));
        let long = "x".repeat(200);
        for (customer, name) in
            [(ann, "Party"), (ann, "Café"), (ann, &*long), (ben, "CAFE"), (ben, &*long)]
        {
            saved(&shop, list(customer, name, &[("ham", 1)]));
        }
        let plan = PlanMerge { enterprise: HUB.into(), customer: ann, into: ben };
        assert_eq!(shop.run(plan).expect("a plan").saved_lists, 3);
        let merge =
            MergeCustomers { enterprise: HUB.into(), customer: ann, into: ben, fingerprint: None };
        shop.run(merge).expect("merged");
        // The old id leads to the same lists.
        for customer in [ann, ben] {
            let all = ListSavedLists { enterprise: HUB.into(), customer, ..Default::default() };
            let all = shop.run(all).expect("lists").items;
            let names: Vec<String> = all.iter().map(|list| list.name.to_string()).collect();
            let numbered = format!("{} (2)", "x".repeat(180));
            assert_eq!(names, ["CAFE", "Café (2)", "Party", &numbered, &long]);
            assert!(all.iter().all(|list| list.customer == ben));
        }
    }
}
