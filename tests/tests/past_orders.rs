//! Past orders and their linking (A5, A13): what the scenario cannot show.

use milkround_core::hub::customers::{
    CreateCustomer, CustomerFields, EraseCustomer, MergeCustomers, PlanMerge, RemoveCustomer,
};
use milkround_core::hub::ledger::GetBalance;
use milkround_core::hub::past_orders::{
    LinkOrders, ListPastOrders, OrdersLinked, PastLineInput, PastOrderInput, PastOrdersRecorded,
    RecordPastOrders,
};
use milkround_core::model::customer::Customer;
use milkround_core::model::ledger::{Account, Posting};
use milkround_core::model::past_order::{PastOrder, PastOrderState};
use milkround_core::store::{MemoryStore, Record, Store};
use milkround_core::value::{Change, CustomerId};
use milkround_sqlite::SqliteStore;
use milkround_tests::raw;
use milkround_tests::shop::{HUB, Shop, at, refused};

fn past(reference: &str, placed_at: &str, email: &str) -> PastOrderInput {
    PastOrderInput {
        reference: reference.into(),
        placed_at: at(placed_at),
        email: Some(format!("{email}@example.org")),
        total: "2.50".parse().expect("an amount"),
        lines: vec![PastLineInput {
            name: "Milk".into(),
            quantity: 2.into(),
            amount: "2.50".parse().expect("an amount"),
            ..Default::default()
        }],
        ..Default::default()
    }
}

fn of(orders: Vec<PastOrderInput>) -> RecordPastOrders {
    RecordPastOrders { enterprise: HUB.into(), orders, create_customers: false }
}

fn record(shop: &Shop, orders: Vec<PastOrderInput>) -> PastOrdersRecorded {
    shop.run(of(orders)).expect("orders")
}

fn link(shop: &Shop, customer: Option<CustomerId>, create: bool) -> OrdersLinked {
    shop.run(LinkOrders { enterprise: HUB.into(), customer, create }).expect("links")
}

fn account(shop: &Shop, customer: CustomerId) -> Account {
    shop.run(GetBalance { enterprise: HUB.into(), customer }).expect("a balance").account
}

fn shops() -> [Shop; 2] {
    let sqlite = SqliteStore::open_in_memory().expect("a store");
    let stores: [Box<dyn Store>; 2] = [Box::new(MemoryStore::default()), Box::new(sqlite)];
    stores.map(|store| Shop::on(store, "2026-02-25T12:00:00Z"))
}

#[test]
fn all_or_none_with_every_bad_row_at_its_path() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let good = past("1", "2025-01-01T10:00:00Z", "ann");
    let mut bad = past("1", "2026-02-25T12:00:01Z", "no address@");
    bad.total = "-1".parse().expect("an amount");
    bad.lines[0].quantity = "-1".parse().expect("a quantity");
    bad.lines[0].amount = "0.001".parse().expect("an amount");
    let mut nobodys = past("1", "2025-01-01T10:00:00Z", "ann");
    (nobodys.email, nobodys.lines) = (None, Vec::new());
    nobodys.customer = Some(CustomerId::default());
    let twice = good.clone();
    let mut lost = good.clone();
    (lost.reference, lost.email) = (" ".into(), None);
    let before = raw::dump(shop.hub.store());
    let (code, error) = refused(shop.run(of(vec![good, bad, nobodys, twice, lost])));
    assert_eq!(code, "invalid_input");
    let told: Vec<_> =
        error.violations().iter().map(|v| (v.path.as_str(), v.code.name())).collect();
    let expected = [
        ("orders[1].placed_at", "out_of_range"),
        ("orders[1].email", "malformed"),
        ("orders[1].total", "out_of_range"),
        ("orders[1].lines[0].quantity", "out_of_range"),
        ("orders[1].lines[0].amount", "wrong_currency"),
        ("orders[2].customer", "unknown_reference"),
        ("orders[2].lines", "out_of_range"),
        ("orders[3].reference", "duplicate"),
        ("orders[4].reference", "required"),
        ("orders[4].email", "required"),
    ];
    assert_eq!(told, expected);
    assert_eq!(raw::dump(shop.hub.store()), before);
    let many = vec![past("1", "2025-01-01T10:00:00Z", "ann"); 1001];
    let (_, error) = refused(shop.run(of(many)));
    assert_eq!(error.violations()[0].code.name(), "too_long");
}

/// ```text
///  recorded          fulfilled        cancelled
///  ---|--------------|---------------|----------->
///   counts 1       counts 1        counts 0
/// ```
#[test]
fn an_order_counts_in_the_account_as_it_stands_and_charges_nothing() {
    for shop in shops() {
        let ann = shop.customer("ann");
        let mut old = past("1", "2025-01-01T10:00:00Z", "ANN");
        old.state = Some(PastOrderState::Placed);
        let new = past("2", "2025-02-01T10:00:00Z", "ann");
        let said = record(&shop, vec![old.clone(), new.clone()]);
        assert_eq!((said.created, said.unlinked), (2, 0));
        let counted = |orders, last: Option<&str>| {
            let account = account(&shop, ann);
            assert_eq!((account.orders, account.last_order_at), (orders, last.map(at)));
            assert!(account.balance.is_zero());
        };
        counted(2, Some("2025-02-01T10:00:00Z"));
        old.state = None;
        let said = record(&shop, vec![old.clone(), new.clone()]);
        assert_eq!((said.created, said.updated, said.unchanged), (0, 1, 1));
        counted(2, Some("2025-02-01T10:00:00Z"));
        let cancelled = PastOrderInput { state: Some(PastOrderState::Cancelled), ..new.clone() };
        assert_eq!(record(&shop, vec![cancelled]).updated, 1);
        counted(1, Some("2025-01-01T10:00:00Z"));
        // An account that is gone is made anew with them.
        raw::delete(shop.hub.store(), Account::TABLE, ann.0);
        assert_eq!(record(&shop, vec![new]).updated, 1);
        counted(2, Some("2025-02-01T10:00:00Z"));
        assert_eq!(raw::records::<Posting>(shop.hub.store()), []);
        let before = raw::dump(shop.hub.store());
        assert_eq!(record(&shop, vec![old]).unchanged, 1);
        assert_eq!(raw::dump(shop.hub.store()), before);
    }
}

#[test]
fn an_order_follows_its_address_and_moves_with_its_account() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let (ann, ben) = (shop.customer("ann"), shop.customer("ben"));
    record(&shop, vec![past("1", "2025-01-01T10:00:00Z", "ann")]);
    // Staff give it to Ben by hand: the same list again leaves it with him.
    let by_hand =
        PastOrderInput { customer: Some(ben), ..past("1", "2025-01-01T10:00:00Z", "ann") };
    record(&shop, vec![by_hand]);
    record(&shop, vec![past("1", "2025-01-01T10:00:00Z", "ann")]);
    assert_eq!((account(&shop, ann).orders, account(&shop, ben).orders), (0, 1));
    assert_eq!(account(&shop, ann).last_order_at, None);
    // Under another address it is another's, or nobody's.
    record(&shop, vec![past("1", "2025-01-01T10:00:00Z", "nobody")]);
    assert_eq!((account(&shop, ann).orders, account(&shop, ben).orders), (0, 0));
}

/// More than one stretch waits; some of them for nobody.
#[test]
fn a5_all_orders_are_linked_in_stretches_and_twice_is_no_harm() {
    for shop in shops() {
        let order = |n: usize| {
            let who = ["ann", "ben", "zoe"][n % 3];
            past(&format!("{n:04}"), "2025-01-01T10:00:00Z", who)
        };
        record(&shop, (0..900).map(order).collect());
        record(&shop, (900..1200).map(order).collect());
        let (ann, ben) = (shop.customer("ann"), shop.customer("ben"));
        assert_eq!(account(&shop, ann).orders, 0);
        let said = link(&shop, Some(ann), false);
        assert_eq!((said.linked, said.created, said.left), (400, 0, 0));
        let said = link(&shop, None, false);
        assert_eq!((said.linked, said.created, said.left), (400, 0, 400));
        assert_eq!((account(&shop, ann).orders, account(&shop, ben).orders), (400, 400));
        let before = raw::dump(shop.hub.store());
        assert_eq!(link(&shop, None, false).left, 400);
        assert_eq!(link(&shop, Some(ann), true), OrdersLinked::default());
        assert_eq!(raw::dump(shop.hub.store()), before);
        let said = link(&shop, None, true);
        assert_eq!((said.linked, said.created, said.left), (400, 1, 0));
        assert_eq!(link(&shop, None, true), OrdersLinked::default());
        let customers: Vec<Customer> = raw::records(shop.hub.store());
        let zoe = customers.iter().find(|customer| customer.name() == "zoe@example.org");
        let zoe = zoe.expect("a new customer");
        assert!(zoe.email_default);
        assert_eq!(account(&shop, zoe.id).orders, 400);
    }
}

#[test]
fn a1_a_shared_address_finds_its_default_and_a_named_customer_gets_it_all() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    record(&shop, vec![past("1", "2025-01-01T10:00:00Z", "ann")]);
    let ann = shop.customer("ann");
    let fields = CustomerFields {
        email: Change::To(Some("ann@example.org".into())),
        first_name: Change::To(Some("Ann's mother".into())),
        ..Default::default()
    };
    let create = CreateCustomer { enterprise: HUB.into(), fields, share_email: true };
    let mother = shop.run(create).expect("a customer").id;
    record(&shop, vec![past("2", "2025-01-02T10:00:00Z", "ann")]);
    assert_eq!((account(&shop, ann).orders, account(&shop, mother).orders), (1, 0));
    assert_eq!(link(&shop, Some(mother), false).linked, 1);
    assert_eq!((account(&shop, ann).orders, account(&shop, mother).orders), (1, 1));
}

#[test]
fn a6_the_id_of_who_was_merged_leads_to_the_one_into_whom_he_was() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let (ann, ben) = (shop.customer("ann"), shop.customer("ben"));
    let mut list =
        vec![past("1", "2025-01-01T10:00:00Z", "ann"), past("2", "2025-01-02T10:00:00Z", "nobody")];
    list.iter_mut().for_each(|order| order.customer = Some(ann));
    record(&shop, list.clone());
    let merge =
        MergeCustomers { enterprise: HUB.into(), customer: ann, into: ben, fingerprint: None };
    shop.run(merge).expect("merged");
    // The list that the old shop sends again moves nothing back.
    assert_eq!(record(&shop, list.clone()).unchanged, 2);
    list.push(PastOrderInput {
        customer: Some(ann),
        email: None,
        ..past("3", "2025-01-03T10:00:00Z", "")
    });
    assert_eq!(record(&shop, list).created, 1);
    assert_eq!((account(&shop, ann).orders, account(&shop, ben).orders), (3, 3));
    let orders = raw::records::<PastOrder>(shop.hub.store());
    assert!(orders.iter().all(|order| order.customer == Some(ben)), "{orders:?}");
}

#[test]
fn a12_the_old_list_goes_in_again_though_it_names_who_was_erased() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let (ann, ben) = (shop.customer("ann"), shop.customer("ben"));
    let of = |reference: &str, customer| PastOrderInput {
        customer: Some(customer),
        ..past(reference, "2025-01-01T10:00:00Z", "ann")
    };
    record(&shop, vec![of("1", ann), of("2", ben)]);
    shop.run(EraseCustomer { enterprise: HUB.into(), customer: ann }).expect("erased");
    let before = raw::dump(shop.hub.store());
    assert_eq!(record(&shop, vec![of("1", ann), of("2", ben)]).unchanged, 2);
    // Neither something new is his nor what was another's.
    let list = vec![of("1", ann), of("2", ann), of("3", ann)];
    let (_, error) = refused(shop.run(self::of(list)));
    let faults: Vec<_> = error.violations().iter().map(|v| (v.path.as_str(), v.code)).collect();
    let erased = milkround_core::Code::WrongState;
    assert_eq!(faults, [("orders[1].customer", erased), ("orders[2].customer", erased)]);
    assert_eq!(raw::dump(shop.hub.store()), before);
}

#[test]
fn only_staff_record_and_link_and_a_customer_reads_his_own() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let (ann, ben) = (shop.customer("ann"), shop.customer("ben"));
    let orders = ["ann", "ben", "zoe"].map(|who| past(who, "2025-01-01T10:00:00Z", who));
    let as_ann = shop.as_customer(ann);
    assert_eq!(refused(as_ann.run(of(orders.to_vec()))).0, "not_allowed");
    let all = LinkOrders { enterprise: HUB.into(), ..Default::default() };
    assert_eq!(refused(as_ann.run(all)).0, "not_allowed");
    record(&shop, orders.to_vec());
    let list = |customer, linked| ListPastOrders {
        enterprise: HUB.into(),
        customer,
        linked,
        ..Default::default()
    };
    let named = |orders: Vec<PastOrder>| -> Vec<String> {
        orders.iter().map(|order| order.reference.to_string()).collect()
    };
    let own = as_ann.run(list(None, None)).expect("her orders").items;
    assert_eq!(named(own), ["ann"]);
    assert_eq!(as_ann.run(list(None, Some(false))).expect("none").items, []);
    assert_eq!(refused(as_ann.run(list(Some(ben), None))).0, "not_found");
    let by_name = ListPastOrders { reference: Some("ben".into()), ..list(None, None) };
    assert_eq!(as_ann.run(by_name.clone()).expect("none").items, []);
    assert_eq!(named(shop.run(by_name).expect("one").items), ["ben"]);
    assert_eq!(named(shop.run(list(None, Some(false))).expect("one").items), ["zoe"]);
    // The newest first, page by page.
    let mut page = ListPastOrders { limit: Some(2), ..list(None, None) };
    let first = shop.run(page.clone()).expect("a page");
    page.after = first.next_page;
    let second = shop.run(page).expect("a page");
    assert_eq!((first.items.len(), second.items.len(), second.next_page), (2, 1, None));
}

/// R43: who has bought something stays in the books, whether it was linked already or not.
#[test]
fn a12_who_is_removed_stays_in_the_books_with_what_he_bought_before() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    record(&shop, vec![past("1", "2025-01-01T10:00:00Z", "ann")]);
    let ann = shop.customer("ann");
    let remove = RemoveCustomer { enterprise: HUB.into(), customer: ann, version: None };
    assert!(shop.run(remove).expect("removed").in_books);
    let past: Vec<PastOrder> = raw::records(shop.hub.store());
    assert_eq!((past[0].customer, past[0].email.clone()), (Some(ann), None));
    let again = LinkOrders { enterprise: HUB.into(), customer: Some(ann), create: false };
    assert_eq!(refused(shop.run(again)).0, "wrong_state");
}

#[test]
fn a6_past_orders_go_to_the_one_into_whom_a_customer_is_merged() {
    for shop in shops() {
        let (ann, ben) = (shop.customer("ann"), shop.customer("ben"));
        let mine = |reference: &str, customer| PastOrderInput {
            customer: Some(customer),
            email: None,
            ..past(reference, "2026-01-05T10:00:00Z", "nobody")
        };
        record(&shop, vec![mine("A-1", ann), mine("A-2", ann), mine("B-1", ben)]);
        let plan = PlanMerge { enterprise: HUB.into(), customer: ann, into: ben };
        assert_eq!(shop.run(plan).expect("a plan").past_orders, 2);
        let merge =
            MergeCustomers { enterprise: HUB.into(), customer: ann, into: ben, fingerprint: None };
        shop.run(merge).expect("merged");
        let both = [ann, ben].map(|customer| {
            let list = ListPastOrders {
                enterprise: HUB.into(),
                customer: Some(customer),
                ..Default::default()
            };
            shop.run(list).expect("a list").items.len()
        });
        assert_eq!(both, [3, 3]);
        assert_eq!(account(&shop, ben).orders, 3);
        // What was placed under the address that he had finds the one who stays.
        let email = Some("ann@example.org".to_owned());
        record(
            &shop,
            vec![PastOrderInput { email, ..past("A-3", "2026-01-06T10:00:00Z", "nobody") }],
        );
        assert_eq!(account(&shop, ben).orders, 4);
    }
}
