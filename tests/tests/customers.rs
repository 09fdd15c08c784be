//! Customers beside their stories: what is counted, bounded, or must be seen on several stores.

use milkround_core::hub::Hub;
use milkround_core::hub::changes::ListChanges;
use milkround_core::hub::customer_fields::{
    ListCustomerFields, RemoveCustomerField, SaveCustomerField,
};
use milkround_core::hub::customers::{
    AddNote, CodeRow, CreateCustomer, CustomerFields, CustomerFilter, EditNote, GetCustomer,
    ListCustomers, ListNotes, ListTags, RemoveNote, RenameTag, SetCodes, UpdateCustomer,
};
use milkround_core::hub::enterprises::SettingsPatch;
use milkround_core::hub::orders::ListOrders;
use milkround_core::hub::standing_orders::GetStandingOrder;
use milkround_core::model::customer::{Address, CustomerValue, FieldKind};
use milkround_core::store::{Access, MemoryStore, Query, Record, Scope, Store, Value};
use milkround_core::value::{Change, CustomerId, Label};
use milkround_core::wire::CATALOGUE;
use milkround_sqlite::SqliteStore;
use milkround_tests::CountingStore;
use milkround_tests::shop::{HUB, Shop, refused};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::sync::Arc;

const START: &str = "2026-03-01T12:00:00Z";

/// A shop on each store that needs no server.
fn shops() -> [Shop; 2] {
    let sqlite = SqliteStore::open_in_memory().expect("a store");
    [Shop::new(START), Shop::on(Box::new(sqlite), START)]
}

fn set_codes(rows: impl IntoIterator<Item = (CustomerId, String)>) -> SetCodes {
    let row = |(customer, code)| CodeRow { customer, code: Some(code) };
    SetCodes { enterprise: HUB.into(), codes: rows.into_iter().map(row).collect() }
}

fn code_of(hub: &Hub, customer: CustomerId) -> Option<String> {
    let found = hub.run(GetCustomer { enterprise: HUB.into(), customer }).expect("a customer");
    found.code.map(|code| code.to_string())
}

#[test]
fn a2_a_ring_of_codes_turns_in_as_many_calls_as_a_pair() {
    let store = CountingStore::new(MemoryStore::default());
    let calls = store.calls();
    let shop = Shop::on(Box::new(store), START);
    let folk: Vec<_> = (0..120).map(|n| shop.customer(&format!("c{n}"))).collect();
    let turn = |of: &[CustomerId], by: usize| {
        let codes = (0..of.len()).map(|n| format!("N{}", (n + by) % of.len()));
        shop.run(set_codes(of.iter().copied().zip(codes))).expect("codes")
    };
    turn(&folk, 0);
    let counted = |of: &[CustomerId]| {
        calls.reset();
        turn(of, 1);
        calls.all().values().sum::<u64>()
    };
    let (ring, pair) = (counted(&folk), {
        turn(&folk[..], 0);
        let swap = [(folk[0], "N1".to_owned()), (folk[1], "N0".to_owned())];
        calls.reset();
        shop.run(set_codes(swap)).expect("a swap");
        calls.all().values().sum::<u64>()
    });
    assert_eq!(ring, pair);
    assert_eq!(code_of(&shop.hub, folk[0]).as_deref(), Some("N1"));
}

#[test]
fn a2_a_code_goes_round_on_every_store_and_a_foreign_one_stops_all() {
    for shop in shops() {
        let [ann, ben, cal] = ["ann", "ben", "cal"].map(|name| shop.customer(name));
        let set = |rows: &[(CustomerId, &str)]| {
            shop.run(set_codes(rows.iter().map(|(id, code)| (*id, (*code).to_owned()))))
        };
        set(&[(ann, "A"), (ben, "B"), (cal, "C")]).unwrap();
        // Ben takes Ann's, Ann takes one that is new, and Cal writes hers in small letters.
        set(&[(ben, "a"), (ann, "new"), (cal, "c")]).unwrap();
        let codes = || [ann, ben, cal].map(|id| code_of(&shop.hub, id).unwrap());
        assert_eq!(codes(), ["new", "a", "c"]);
        let (code, error) = refused(set(&[(ann, "b"), (ben, "C")]));
        let at: Vec<_> = error.violations().iter().map(|v| (&*v.path, v.code.name())).collect();
        assert_eq!((code, at), ("invalid_input", vec![("codes[1].code", "already_exists")]));
        assert_eq!(codes(), ["new", "a", "c"]);
    }
}

#[test]
fn a2_more_than_ten_thousand_rows_are_too_many() {
    let shop = Shop::new(START);
    let rows = (0..10_001).map(|n| (CustomerId::default(), n.to_string()));
    let (_, error) = refused(shop.run(set_codes(rows)));
    let at: Vec<_> = error.violations().iter().map(|v| (&*v.path, v.code.name())).collect();
    assert_eq!(at, [("codes", "too_long")]);
}

#[test]
fn a2_a_long_stretch_of_codes_in_use_is_passed_over_in_few_steps() {
    let store = CountingStore::new(MemoryStore::default());
    let calls = store.calls();
    let shop = Shop::on(Box::new(store), START);
    let folk: Vec<_> = (1..=300).map(|n| (shop.customer(&format!("c{n}")), n)).collect();
    shop.run(set_codes(folk.into_iter().map(|(id, n)| (id, format!("{n}"))))).unwrap();
    let customer_codes = Change::To(Some("{number}".into()));
    shop.settle(SettingsPatch { customer_codes, ..Default::default() });
    let named = |name: &str| CreateCustomer {
        enterprise: HUB.into(),
        fields: CustomerFields { first_name: Change::To(Some(name.into())), ..Default::default() },
        share_email: false,
    };
    calls.reset();
    let made = shop.run(named("Zoe")).unwrap();
    assert_eq!(made.code.as_ref().map(|code| code.as_str()), Some("301"));
    let finds = calls.all()["find"];
    assert!(finds <= 12, "{finds} reads to find a free code");
    // A trial uses no number up.
    shop.hub.as_system().dry_run().run(named("Trial")).unwrap();
    assert_eq!(shop.run(named("Yan")).unwrap().code.unwrap().as_str(), "302");
    let filter = CustomerFilter { code: Some("302".into()), ..Default::default() };
    let list = ListCustomers { enterprise: Some(HUB.into()), filter, ..Default::default() };
    assert_eq!(shop.run(list).unwrap().items.len(), 1);
}

fn field(key: &str, kind: FieldKind) -> SaveCustomerField {
    SaveCustomerField {
        enterprise: HUB.into(),
        field: key.into(),
        label: key.into(),
        kind,
        choices: Vec::new(),
        position: None,
    }
}

fn fill(customer: CustomerId, key: &str, value: Option<&str>) -> UpdateCustomer {
    let custom = Change::To([(key.to_owned(), value.map(str::to_owned))].into());
    let fields = CustomerFields { custom, ..Default::default() };
    UpdateCustomer { enterprise: HUB.into(), customer, version: None, fields, share_email: false }
}

/// The customers with a value of a field, in the order of their values.
fn sorted_by(store: &dyn Store, key: &str) -> Vec<CustomerId> {
    let mut tx = store.begin(&Scope::All, Access::Read).expect("a reading");
    let q = Query::on(CustomerValue::TABLE, "primary").eq(key);
    let at = CustomerValue::TABLE.col("customer").0;
    let id = |row: Vec<Value>| match row[at] {
        Value::Id(id) => CustomerId(id),
        ref other => panic!("{other:?} is no id"),
    };
    tx.find(&q).expect("rows").into_iter().map(id).collect()
}

#[test]
fn a3_values_are_found_in_their_own_order_and_leave_nothing_behind() {
    let store = Arc::<MemoryStore>::default();
    let shop = Shop::on(Box::new(store.clone()), START);
    let [ann, ben, cal] = ["ann", "ben", "cal"].map(|name| shop.customer(name));
    shop.run(field("boxes", FieldKind::Number)).unwrap();
    shop.run(field("town", FieldKind::Text)).unwrap();
    let filled = [(ann, "10", "Zürich"), (ben, "9", "york"), (cal, "-1.5", "Ély")];
    for (customer, boxes, town) in filled {
        shop.run(fill(customer, "boxes", Some(boxes))).unwrap();
        shop.run(fill(customer, "town", Some(town))).unwrap();
    }
    assert_eq!(sorted_by(&store, "boxes"), [cal, ben, ann]);
    assert_eq!(sorted_by(&store, "town"), [cal, ben, ann]);
    shop.run(fill(ben, "boxes", Some("-2"))).unwrap();
    shop.run(fill(ann, "boxes", None)).unwrap();
    assert_eq!(sorted_by(&store, "boxes"), [ben, cal]);
    let remove =
        RemoveCustomerField { enterprise: HUB.into(), field: "boxes".into(), and_values: true };
    assert_eq!(shop.run(remove).unwrap().customers, 2);
    assert!(sorted_by(&store, "boxes").is_empty());
    assert_eq!(sorted_by(&store, "town").len(), 3);
}

#[test]
fn a3_a_hundred_fields_are_the_most() {
    let shop = Shop::new(START);
    for n in 0..100 {
        shop.run(field(&format!("f{n}"), FieldKind::Text)).unwrap();
    }
    let (_, error) = refused(shop.run(field("more", FieldKind::Text)));
    let at: Vec<_> = error.violations().iter().map(|v| (&*v.path, v.code.name())).collect();
    assert_eq!(at, [("field", "too_long")]);
    // One that is there may still be changed.
    let renamed = SaveCustomerField { label: "First".into(), ..field("f0", FieldKind::Text) };
    assert_eq!(shop.run(renamed).unwrap().version, 2);
    let list = ListCustomerFields { enterprise: HUB.into() };
    assert_eq!(shop.run(list).unwrap().items.len(), 100);
}

/// A thousand at a time, and as many calls for each thousand.
#[test]
fn a3_removing_a_field_of_many_customers_works_in_sets() {
    let counted = |folk: usize| {
        let store = CountingStore::new(MemoryStore::default());
        let calls = store.calls();
        let shop = Shop::on(Box::new(store), START);
        shop.run(field("boxes", FieldKind::Number)).unwrap();
        for n in 0..folk {
            let id = shop.customer(&format!("c{n}"));
            shop.run(fill(id, "boxes", Some("1"))).unwrap();
        }
        calls.reset();
        let remove =
            RemoveCustomerField { enterprise: HUB.into(), field: "boxes".into(), and_values: true };
        assert_eq!(shop.run(remove).unwrap().customers, folk as u64);
        calls.all().values().sum::<u64>()
    };
    let (few, all, more) = (counted(3), counted(1000), counted(1001));
    assert_eq!(few, all);
    // Five of the calls keep the feed of changes.
    assert!(more <= all + 12, "{more} calls for one more than a thousand, {all} for those");
}

/// The types that an operation's answer can hold, by the catalogue.
fn answered_types(operation: &Json, types: &Json) -> BTreeSet<String> {
    fn walk(schema: &Json, types: &Json, found: &mut BTreeSet<String>) {
        match schema {
            Json::Object(object) => {
                let named = object.get("$ref").and_then(Json::as_str);
                if let Some(name) = named.and_then(|at| at.rsplit('/').next())
                    && found.insert(name.to_owned())
                {
                    walk(&types[name], types, found);
                }
                object.values().for_each(|value| walk(value, types, found));
            }
            Json::Array(items) => items.iter().for_each(|item| walk(item, types, found)),
            _ => {}
        }
    }
    let answer = operation["answer"].as_str().expect("an answer");
    let mut found = BTreeSet::from([answer.to_owned()]);
    walk(&types[answer], types, &mut found);
    found
}

/// Notes, and the change log that keeps their edits, are in no answer that a customer can get; and
/// beside these four operations, notes are in nobody's.
#[test]
fn a4_no_other_answer_can_hold_a_note() {
    let catalogue: Json = serde_json::from_str(CATALOGUE).expect("JSON");
    let mut with_notes = Vec::new();
    for operation in catalogue["operations"].as_array().expect("operations") {
        let name = operation["name"].as_str().expect("a name");
        let types = answered_types(operation, &catalogue["types"]);
        if types.contains("CustomerNote") {
            with_notes.push(name);
        }
        if operation["for_customers"] == true {
            assert!(!types.contains("CustomerNote"), "`{name}` can answer with notes");
            assert!(!types.contains("ChangeEntry"), "`{name}` can answer with the change log");
        }
    }
    let ours = ["add_note", "edit_note", "remove_note", "list_notes"];
    assert_eq!(with_notes, ours.map(|verb| format!("customers.{verb}")));
}

const SECRET: &str = "pays late, bites";

fn says_nothing(answer: &impl serde::Serialize) {
    let answer = serde_json::to_string(answer).expect("JSON");
    assert!(!answer.contains(SECRET), "{answer}");
}

#[test]
fn a4_a_customer_gets_no_note_to_see() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let series = shop.weekly(&[("milk", "1.00", None)]);
    let ann = shop.customer("ann");
    let so = shop.standing(ann, series, &[("milk", 1)]);
    let enterprise = || HUB.to_owned();
    let add = AddNote { enterprise: enterprise(), customer: ann, text: SECRET.into() };
    let note = shop.run(add.clone()).unwrap().id;
    shop.advance("2026-03-02T09:00:00Z");
    let own = shop.as_customer(ann);
    let text = format!("not {SECRET}");
    let edit = EditNote { enterprise: enterprise(), note, version: None, text };
    let list = ListNotes { enterprise: enterprise(), customer: ann, ..Default::default() };
    assert_eq!(refused(own.run(add)).0, "not_allowed");
    assert_eq!(refused(own.run(edit)).0, "not_allowed");
    assert_eq!(refused(own.run(list.clone())).0, "not_allowed");
    let remove = RemoveNote { enterprise: enterprise(), note, version: None };
    assert_eq!(refused(own.run(remove)).0, "not_allowed");
    let log = ListChanges { enterprise: enterprise(), ..Default::default() };
    assert_eq!(refused(own.run(log)).0, "not_allowed");

    let customer = GetCustomer { enterprise: enterprise(), customer: ann };
    says_nothing(&own.run(customer.clone()).unwrap());
    says_nothing(&shop.run(customer).unwrap());
    let orders = ListOrders { enterprise: enterprise(), ..Default::default() };
    says_nothing(&own.run(orders).unwrap());
    let so = GetStandingOrder { enterprise: enterprise(), standing_order: so };
    says_nothing(&own.run(so).unwrap());
    says_nothing(&shop.notices());
    // Staff do see it.
    assert_eq!(shop.run(list).unwrap().items[0].text, SECRET);
}

fn tag(customer: CustomerId, tags: &[&str]) -> UpdateCustomer {
    let tags = Change::To(tags.iter().map(|tag| (*tag).to_owned()).collect());
    let fields = CustomerFields { tags, ..Default::default() };
    UpdateCustomer { enterprise: HUB.into(), customer, version: None, fields, share_email: false }
}

fn tags(shop: &Shop) -> Vec<(String, u64)> {
    let list = ListTags { enterprise: HUB.into(), ..Default::default() };
    let items = shop.run(list).expect("tags").items;
    items.into_iter().map(|count| (count.tag.to_string(), count.customers)).collect()
}

fn rename(tag: &str, new_name: &str) -> RenameTag {
    RenameTag { enterprise: HUB.into(), tag: tag.into(), new_name: new_name.into() }
}

#[test]
fn a3_the_first_spelling_of_a_tag_stays_and_counts_follow_on_every_store() {
    for shop in shops() {
        let [ann, ben, cal] = ["ann", "ben", "cal"].map(|name| shop.customer(name));
        assert_eq!(shop.run(tag(ann, &["Ébène", "b"])).unwrap().tags.len(), 2);
        let spelled = shop.run(tag(ben, &["ebene", "EBENE"])).unwrap().tags;
        assert_eq!(spelled.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(), ["Ébène"]);
        shop.run(tag(cal, &["a", "B"])).unwrap();
        let counted = |all: &[(&str, u64)]| {
            let all: Vec<_> = all.iter().map(|(tag, n)| ((*tag).to_owned(), *n)).collect();
            assert_eq!(tags(&shop), all);
        };
        counted(&[("a", 1), ("b", 2), ("Ébène", 2)]);
        shop.run(tag(ann, &["b"])).unwrap();
        counted(&[("a", 1), ("b", 2), ("Ébène", 1)]);
        // Cal has both: they become one.
        assert_eq!(shop.run(rename("a", "b")).unwrap().customers, 1);
        counted(&[("b", 2), ("Ébène", 1)]);
        let update = tag(cal, &["B"]);
        assert_eq!(shop.run(update).unwrap().tags, shop.run(tag(ann, &["b"])).unwrap().tags);
    }
}

/// A thousand at a time, and as many calls for each thousand; spelled anew, they keep their rows.
#[test]
fn a3_renaming_a_tag_of_many_customers_works_in_sets() {
    let counted = |folk: usize| {
        let store = CountingStore::new(MemoryStore::default());
        let calls = store.calls();
        let shop = Shop::on(Box::new(store), START);
        for n in 0..folk {
            let id = shop.customer(&format!("c{n}"));
            shop.run(tag(id, &["shop"])).unwrap();
        }
        let run = |operation: RenameTag| {
            calls.reset();
            assert_eq!(shop.run(operation).unwrap().customers, folk as u64);
            calls.all().values().sum::<u64>()
        };
        let counts = (run(rename("shop", "store")), run(rename("store", "Store")));
        assert_eq!(tags(&shop), [("Store".to_owned(), folk as u64)]);
        counts
    };
    let (few, all, more) = (counted(3), counted(1000), counted(1001));
    assert_eq!(few, all);
    assert!(more.0 <= all.0 + 12, "{more:?} calls for one more than a thousand, {all:?} for those");
    assert!(more.1 <= all.1 + 12, "{more:?} calls for one more than a thousand, {all:?} for those");
}

#[test]
fn a3_an_address_has_three_lines_at_most_and_each_is_one() {
    let shop = Shop::new(START);
    let address = |lines: &[&str]| {
        let lines = lines.iter().map(|line| Label::new(line).expect("a line")).collect();
        Change::To(Some(Address { lines, ..Default::default() }))
    };
    let create = |billing: &[&str], shipping: &[&str]| CreateCustomer {
        enterprise: HUB.into(),
        fields: CustomerFields {
            first_name: Change::To(Some("Ann".into())),
            billing_address: address(billing),
            shipping_address: address(shipping),
            ..Default::default()
        },
        share_email: false,
    };
    let (_, error) = refused(shop.run(create(&["a", "b", "c", "d"], &["a", "b\nc"])));
    let paths: Vec<_> = error.violations().iter().map(|v| v.path.as_str()).collect();
    assert_eq!(paths, ["fields.billing_address.lines", "fields.shipping_address.lines[1]"]);
    let ann = shop.run(create(&["a", "b", "c"], &[])).expect("three");
    assert_eq!(ann.billing_address.expect("an address").lines.len(), 3);
    // An address of nothing is none, as in a file.
    assert_eq!(ann.shipping_address, None);
}
