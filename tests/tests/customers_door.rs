//! Customers who come, change and go: the feed of changes, archive and erase, who may shop.

use milkround_core::Result;
use milkround_core::hub::Actor;
use milkround_core::hub::customers::{
    ArchiveCustomer, CreateCustomer, CustomerChangesSince, CustomerFields, EraseCustomer,
    GetCustomer, ListCustomers, RemoveCustomer, RestoreCustomer, SaveContact, SetConsent,
    UpdateCustomer,
};
use milkround_core::hub::enterprises::SettingsPatch;
use milkround_core::hub::join_requests::{CreateJoinRequest, RefuseJoinRequest};
use milkround_core::hub::notices::{LeaseNotices, ReportFailure};
use milkround_core::hub::order_book::OrderWithLines;
use milkround_core::hub::orders::{EditOrder, RecordOrder};
use milkround_core::hub::standing_orders::CreateStandingOrder;
use milkround_core::model::customer::contact::ContactAccess;
use milkround_core::model::customer::feed::{CustomerChange, CustomerEvent};
use milkround_core::model::customer::{Address, Consent};
use milkround_core::model::enterprise::ShopAccess;
use milkround_core::model::order::OrderState;
use milkround_core::store::{Access, MemoryStore, Scope, Store, Transaction};
use milkround_core::value::{Change, CustomerId, EnterpriseId, Label};
use milkround_core::wire::OPERATIONS;
use milkround_tests::raw;
use milkround_tests::shop::{HUB, Shop, refused};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

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
        let list = ListCustomers { enterprise: HUB.into(), limit: Some(1000), ..Default::default() };
        let mut here: Vec<_> = shop.run(list).expect("a list").items.iter().map(|c| c.id).collect();
        here.sort();
        prop_assert_eq!(fresh.known.keys().copied().collect::<Vec<_>>(), here);
    }
}

#[derive(Debug, Clone, Default)]
struct Shared(Arc<MemoryStore>);

impl Store for Shared {
    fn begin(&self, scope: &Scope, access: Access) -> Result<Box<dyn Transaction + '_>> {
        self.0.begin(scope, access)
    }
}

fn door() -> Address {
    Address { lines: vec![Label::new("5 Elmsecret Row").expect("a line")], ..Default::default() }
}

fn everything() -> CustomerFields {
    let said = |text: &str| Change::To(Some(text.to_owned()));
    CustomerFields {
        email: said("Dorasecret@example.org"),
        code: said("secret-1"),
        first_name: said("Dora"),
        last_name: said("Secretson"),
        company: said("Secret Café"),
        phone: said("0800 secret"),
        billing_address: Change::To(Some(door())),
        shipping_address: Change::To(Some(door())),
        delivery_run: said("secret run"),
        tags: Change::To(vec!["secret tag".into()]),
        language: said("en-secret"),
        tax_number: said("GB secret"),
        company_number: said("secret 7"),
        user: said("secret-user"),
        ..Default::default()
    }
}

/// R43: whoever looks into the tables after an erasure finds nothing of her, in whatever table;
/// what her orders came to is there as before.
#[test]
fn r43_nothing_of_an_erased_customer_is_left_in_any_table() {
    let store = Shared::default();
    let shop = Shop::on(Box::new(store.clone()), "2026-02-25T12:00:00Z");
    let series = shop.weekly(&[("milk", "1.00", Some(10))]);
    let keyed = |key: &str| shop.hub.as_system().with_key(key);
    let wish = CreateJoinRequest {
        enterprise: HUB.into(),
        email: "dorasecret@example.org".into(),
        user: Some("secret-user".into()),
        first_name: Some("Dora".into()),
        last_name: Some("Secretson".into()),
        message: Some("I keep it secret".into()),
    };
    let access = |shop_access| {
        let shop_access = Change::To(shop_access);
        shop.settle(SettingsPatch { shop_access, ..Default::default() });
    };
    access(ShopAccess::Customers);
    let asked = keyed("ask").run(wish.clone()).expect("a wish").id;
    let refuse = RefuseJoinRequest {
        enterprise: HUB.into(),
        join_request: asked,
        reason: Some("secret reason".into()),
    };
    keyed("refuse").run(refuse).expect("refused");
    let create =
        CreateCustomer { enterprise: HUB.into(), fields: everything(), share_email: false };
    let dora = keyed("create").run(create).expect("a customer").id;
    let save = SaveContact {
        enterprise: HUB.into(),
        customer: dora,
        contact: None,
        version: None,
        email: Some("husbandsecret@example.org".into()),
        user: Some("secret-husband".into()),
        name: Some("Secret Husband".into()),
        access: ContactAccess::Full,
    };
    keyed("contact").run(save).expect("a contact");
    let tags = vec![Label::new("members").expect("a tag")];
    access(ShopAccess::Tagged { tags });
    keyed("ask again").run(wish).expect("a wish");
    let wish = CreateStandingOrder {
        shipping_address: Some(door()),
        note: Some("secret note".into()),
        ..Shop::wish(dora, series, &[("milk", 2)])
    };
    keyed("wish").run(wish).expect("a standing order");
    shop.advance("2026-03-09T12:00:00Z");
    let second = shop.orders(shop.cycle(series, 2))[0].order.id;
    let edit = EditOrder {
        note: Change::To(Some("a secret change".into())),
        ..Shop::edit(second, None, &[("milk", 3)])
    };
    keyed("edit").run(edit).expect("an edit");
    let bought = RecordOrder {
        shipping_address: Some(door()),
        note: Some("secret order".into()),
        ..Shop::checkout(dora, shop.cycle(series, 2), &[("milk", 1)])
    };
    keyed("buy").run(bought).expect("an order");
    fail_a_delivery(&shop);
    let seen = raw::dump(&store).to_lowercase();
    assert!(seen.contains("secret"), "there is something to forget");
    let charged = |shop: &Shop| shop.orders(shop.cycle(series, 1))[0].order.total;
    let before = charged(&shop);

    let erased = keyed("erase")
        .run(EraseCustomer { enterprise: HUB.into(), customer: dora })
        .expect("erased");
    assert!(erased.name().starts_with("Erased "), "{}", erased.name());
    let left = raw::dump(&store).to_lowercase();
    let told: Vec<_> = left.lines().filter(|line| line.contains("secret")).collect();
    assert!(told.is_empty(), "{told:#?}");
    assert_eq!(charged(&shop), before);
    // What had not closed is cancelled, and nothing of hers is made again.
    shop.advance("2026-03-17T12:00:00Z");
    let cancelled = |order: &OrderWithLines| order.order.state == OrderState::Cancelled;
    assert!(shop.orders(shop.cycle(series, 2)).iter().all(cancelled));
    assert!(shop.orders(shop.cycle(series, 3)).is_empty());
    let again = keyed("create")
        .run(CreateCustomer { enterprise: HUB.into(), fields: everything(), share_email: false })
        .expect("the answer of then");
    assert_eq!((again.id, again.email), (dora, None));
}

/// The host says why it could not deliver, with the address in it.
fn fail_a_delivery(shop: &Shop) {
    let lease = LeaseNotices { enterprise: HUB.into(), limit: 100, seconds: 60 };
    let leased = shop.run(lease).expect("notices").items;
    for view in leased.into_iter().filter(|view| view.notice.customer.is_some()) {
        let reason = "550 dorasecret@example.org is full".to_owned();
        let (notice, fence) = (view.notice.id, view.notice.fence);
        let report = ReportFailure { enterprise: HUB.into(), notice, fence, reason };
        shop.run(report).expect("a report");
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
