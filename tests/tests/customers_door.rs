//! Customers who come, change and go: the feed of changes, the archive, contacts, other hubs.

use milkround_core::hub::Actor;
use milkround_core::hub::customers::{
    ArchiveCustomer, CreateCustomer, CustomerChangesSince, CustomerFields, CustomersOfUser,
    EraseCustomer, GetCustomer, ListCustomers, RemoveCustomer, RestoreCustomer, SaveContact,
    SetConsent, UpdateCustomer,
};
use milkround_core::hub::enterprises::{CreateEnterprise, SettingsPatch};
use milkround_core::hub::join_requests::CreateJoinRequest;
use milkround_core::hub::orders::RecordOrder;
use milkround_core::model::customer::Consent;
use milkround_core::model::customer::contact::ContactAccess;
use milkround_core::model::customer::feed::{CustomerChange, CustomerEvent};
use milkround_core::model::enterprise::ShopAccess;
use milkround_core::value::{Change, CustomerId, EnterpriseId};
use milkround_core::wire::{self, OPERATIONS};
use milkround_tests::shop::{HUB, Shop, refused};
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;

/// Follows the feed as a sync does, a page at a time.
#[derive(Default)]
struct Reader {
    since: i64,
    known: BTreeMap<CustomerId, CustomerChange>,
}

impl Reader {
    /// Reads one page; whether there are more.
    fn read(&mut self, shop: &Shop, limit: u32) -> bool {
        let since = CustomerChangesSince {
            enterprise: HUB.into(),
            since: Some(self.since),
            limit: Some(limit),
        };
        let page = shop.run(since).expect("a page");
        for item in page.items {
            assert!(item.number > self.since, "out of order: {item:?}");
            self.since = item.number;
            match item.event {
                CustomerEvent::Gone => self.known.remove(&item.customer),
                _ => self.known.insert(item.customer, item),
            };
        }
        assert_eq!(page.next_since, self.since);
        page.more
    }
}

fn tagged(customer: CustomerId, tag: &str) -> UpdateCustomer {
    UpdateCustomer {
        enterprise: HUB.into(),
        customer,
        version: None,
        fields: CustomerFields { tags: Change::To(vec![tag.into()]), ..Default::default() },
        share_email: false,
    }
}

fn says(customer: CustomerId, consent: Consent) -> SetConsent {
    SetConsent { enterprise: HUB.into(), customer, version: None, consent }
}

/// One thing that happens at the hub, or a page that is read.
#[derive(Debug, Clone)]
enum Event {
    Come,
    Tag(usize, u8),
    Say(usize),
    Archive(usize),
    Restore(usize),
    Erase(usize),
    Remove(usize),
    Read(u32),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        Just(Event::Come),
        (any::<prop::sample::Index>(), any::<u8>()).prop_map(|(i, n)| Event::Tag(i.index(64), n)),
        any::<prop::sample::Index>().prop_map(|i| Event::Say(i.index(64))),
        any::<prop::sample::Index>().prop_map(|i| Event::Archive(i.index(64))),
        any::<prop::sample::Index>().prop_map(|i| Event::Restore(i.index(64))),
        any::<prop::sample::Index>().prop_map(|i| Event::Erase(i.index(64))),
        any::<prop::sample::Index>().prop_map(|i| Event::Remove(i.index(64))),
        (1_u32..4).prop_map(Event::Read),
    ];
    prop::collection::vec(event, 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..Default::default() })]

    /// However changes and pages are mixed, a reader who reads to the end knows what the hub knows.
    #[test]
    fn a10_a_reader_of_the_feed_misses_nothing(events in events()) {
        let shop = Shop::new("2026-03-01T08:00:00Z");
        let (mut made, mut reader) = (Vec::new(), Reader::default());
        for event in events {
            let of = |i: usize| (!made.is_empty()).then(|| made[i % made.len()]);
            let (enterprise, version) = (HUB.to_owned(), None);
            // Who is gone refuses what is done to him, and that changes nothing.
            match event {
                Event::Come => made.push(shop.customer(&format!("c{}", made.len()))),
                Event::Tag(i, n) => {
                    of(i).map(|id| shop.run(tagged(id, &n.to_string())).ok());
                }
                Event::Say(i) => {
                    of(i).map(|id| shop.run(says(id, Consent::Given)).ok());
                }
                Event::Archive(i) => {
                    of(i).map(|customer| {
                        shop.run(ArchiveCustomer { enterprise, customer, version }).ok()
                    });
                }
                Event::Restore(i) => {
                    of(i).map(|customer| {
                        shop.run(RestoreCustomer { enterprise, customer, version }).ok()
                    });
                }
                Event::Erase(i) => {
                    of(i).map(|customer| shop.run(EraseCustomer { enterprise, customer }).ok());
                }
                Event::Remove(i) => {
                    of(i).map(|customer| {
                        shop.run(RemoveCustomer { enterprise, customer, version }).ok()
                    });
                }
                Event::Read(limit) => drop(reader.read(&shop, limit)),
            }
        }
        while reader.read(&shop, 2) {}
        let mut fresh = Reader::default();
        while fresh.read(&shop, 1000) {}
        let plain = |reader: &Reader| -> Vec<_> {
            let each = reader.known.values().cloned();
            each.map(|c| CustomerChange { event: CustomerEvent::Changed, ..c }).collect()
        };
        prop_assert_eq!(plain(&reader), plain(&fresh));
        let limit = Some(1000);
        let list = ListCustomers { enterprise: Some(HUB.into()), limit, ..Default::default() };
        let listed = shop.run(list).expect("a list").items;
        let mut here: Vec<_> = listed.iter().map(|c| c.customer).collect();
        here.sort();
        prop_assert_eq!(fresh.known.keys().copied().collect::<Vec<_>>(), here);
    }
}

/// An archived default customer leaves the address to the living one; R17 asks nobody then.
#[test]
fn a12_an_order_under_a_shared_address_goes_to_who_is_not_archived() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let series = shop.weekly(&[("milk", "1.00", None)]);
    let cafe = |name: &str| {
        let said = |text: &str| Change::To(Some(text.to_owned()));
        let fields = CustomerFields {
            email: said("two@cafes.example"),
            company: said(name),
            ..Default::default()
        };
        let create = CreateCustomer { enterprise: HUB.into(), fields, share_email: true };
        shop.run(create).expect("a customer").id
    };
    let (north, south) = (cafe("North"), cafe("South"));
    let archive = |customer| ArchiveCustomer { enterprise: HUB.into(), customer, version: None };
    shop.run(archive(north)).expect("archived");
    shop.advance("2026-03-02T10:00:00Z");
    let buy = || RecordOrder {
        customer: None,
        email: Some("two@cafes.example".into()),
        ..Shop::checkout(north, shop.cycle(series, 1), &[("milk", 1)])
    };
    let order = shop.run(buy()).expect("an order").order;
    assert_eq!((order.customer, order.check_customer), (south, false));
    // Where all are archived, the default one is restored, and staff look.
    shop.run(archive(south)).expect("archived");
    let order = shop.run(buy()).expect("an order").order;
    assert_eq!((order.customer, order.check_customer), (north, true));
}

/// A16: there is no operation that changes anything which who may view gets through, with whatever
/// input; what only reads is not in his way.
#[test]
fn a16_a_view_only_contact_changes_nothing() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let ann = shop.customer("ann");
    let save = SaveContact {
        enterprise: HUB.into(),
        customer: ann,
        contact: None,
        version: None,
        email: Some("vera@example.org".into()),
        user: None,
        name: None,
        access: ContactAccess::View,
    };
    let vera = shop.run(save).expect("a contact").id;
    let enterprise = EnterpriseId::new(HUB).expect("an id");
    let actor = Actor::Customer { enterprise, customer: ann, contact: Some(vera) };
    let caller = shop.hub.as_actor(actor.clone());
    let (code, _) = refused(caller.run(says(ann, Consent::Given)));
    assert_eq!(code, "not_allowed");
    let (code, _) = refused(caller.dry_run().run(says(ann, Consent::Given)));
    assert_eq!(code, "not_allowed");
    let own = shop.as_customer(ann);
    own.with_key("k").run(says(ann, Consent::Given)).expect("Ann's word");
    let answer = shop.hub.as_actor(actor.clone()).with_key("k").run(says(ann, Consent::Given));
    assert_eq!(refused(answer).0, "not_allowed");
    let get = GetCustomer { enterprise: HUB.into(), customer: ann };
    shop.hub.as_actor(actor).run(get).expect("a look");
    for entry in OPERATIONS.iter().filter(|entry| entry.mutates && entry.for_customers) {
        assert!(entry.keyed, "`{}` does not go through the one door", entry.name);
    }
}

/// Another hub; both are for customers alone.
fn another_hub(shop: &Shop) {
    let settings =
        SettingsPatch { shop_access: Change::To(ShopAccess::Customers), ..Default::default() };
    let other = CreateEnterprise {
        enterprise: "other".into(),
        name: "Other".into(),
        zone: "Europe/Paris".into(),
        currency: "EUR".into(),
        settings: settings.clone(),
    };
    shop.run(other).expect("another hub");
    shop.settle(settings);
}

/// G1, G2: to a foreign manager, and under a foreign enterprise, nobody here is there.
#[test]
fn g1_customers_contacts_and_wishes_of_another_hub_are_not_there() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    another_hub(&shop);
    let ann = shop.customer("ann");
    let ask = CreateJoinRequest {
        enterprise: HUB.into(),
        email: "ben@example.org".into(),
        ..Default::default()
    };
    let wish = shop.run(ask).expect("a wish").id;
    let manager = json!({ "kind": "user", "user": "u", "enterprises": ["other"] });
    let called = |enterprise: &str, name: &str, input: serde_json::Value| {
        let mut input = input;
        input["enterprise"] = enterprise.into();
        let envelope = json!({ "actor": manager, "input": input }).to_string();
        serde_json::from_str::<serde_json::Value>(&wire::call(Some(&shop.hub), name, &envelope))
            .expect("an answer")
    };
    let him = json!({ "customer": ann });
    let with = |more: serde_json::Value| {
        let mut all = him.clone();
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        all
    };
    let of_somebody = [
        ("customers.set_consent", with(json!({ "consent": "given" }))),
        ("customers.archive", him.clone()),
        ("customers.restore", him.clone()),
        ("customers.remove", him.clone()),
        ("customers.erase", him.clone()),
        ("customers.list_contacts", him.clone()),
        ("customers.save_contact", with(json!({ "user": "u", "access": "full" }))),
        ("customers.remove_contact", with(json!({ "contact": ann }))),
        ("join_requests.approve", json!({ "join_request": wish })),
        ("join_requests.refuse", json!({ "join_request": wish })),
    ];
    for (name, input) in of_somebody {
        for enterprise in [HUB, "other"] {
            let answer = called(enterprise, name, input.clone());
            assert_eq!(answer["error"]["code"], "not_found", "{enterprise} {name}: {answer}");
        }
    }
    let of_all = [
        ("customers.changes_since", json!({})),
        ("join_requests.list", json!({})),
        ("customers.may_shop", json!({ "email": "ann@example.org" })),
    ];
    for (name, input) in of_all {
        let answer = called(HUB, name, input.clone());
        assert_eq!(answer["error"]["code"], "not_found", "{name}: {answer}");
        let answer = called("other", name, input)["ok"].to_string();
        let told = answer.contains(&ann.to_string()) || answer.contains(&wish.to_string());
        assert!(!told, "{name}: {answer}");
    }
    let find = CustomersOfUser { email: Some("ann@example.org".into()), ..Default::default() };
    let manager = shop.hub.as_user("u", ["other"]).expect("a manager");
    assert!(manager.run(find.clone()).expect("an answer").items.is_empty());
    let (code, _) =
        refused(manager.run(CustomersOfUser { enterprises: vec![HUB.into()], ..find.clone() }));
    assert_eq!(code, "not_found");
    assert_eq!(shop.run(find).expect("an answer").items.len(), 1);
}
