//! Erasing a customer (R43): whoever looks into the tables afterwards finds nothing of her.

use milkround_core::hub::Transactional;
use milkround_core::hub::customer_fields::SaveCustomerField;
use milkround_core::hub::customers::{
    AddNote, CreateCustomer, CustomerFields, EditNote, EraseCustomer, GetCustomer, MergeCustomers,
    RemoveCustomer, RemoveNote, SaveContact,
};
use milkround_core::hub::enterprises::SettingsPatch;
use milkround_core::hub::join_requests::{CreateJoinRequest, RefuseJoinRequest};
use milkround_core::hub::ledger::{HandMade, RecordPosting};
use milkround_core::hub::notices::{LeaseNotices, ReportFailure};
use milkround_core::hub::order_book::OrderWithLines;
use milkround_core::hub::orders::{EditOrder, RecordOrder};
use milkround_core::hub::past_orders::{PastLineInput, PastOrderInput, RecordPastOrders};
use milkround_core::hub::saved_lists::SaveList;
use milkround_core::hub::standing_orders::CreateStandingOrder;
use milkround_core::model::customer::contact::ContactAccess;
use milkround_core::model::customer::{Address, FieldKind};
use milkround_core::model::enterprise::ShopAccess;
use milkround_core::model::order::OrderState;
use milkround_core::model::past_order::PastOrder;
use milkround_core::model::saved_list::SavedList;
use milkround_core::store::MemoryStore;
use milkround_core::value::{Change, CustomerId, Label, SeriesId};
use milkround_tests::raw;
use milkround_tests::shop::{HUB, Shop, at, refused, wanted};
use std::sync::Arc;

/// A hub that knows Dora; all that is personal to her has `dora` or `secret` in it.
struct Desk {
    store: Arc<MemoryStore>,
    shop: Shop,
}

fn hub() -> String {
    HUB.to_owned()
}

fn said(text: &str) -> Change<Option<String>> {
    Change::To(Some(text.to_owned()))
}

fn door() -> Address {
    Address { lines: vec![Label::new("5 Elmsecret Row").expect("a line")], ..Default::default() }
}

/// Makes her, with all that can be said.
fn create() -> CreateCustomer {
    let fields = CustomerFields {
        email: said("Dorasecret@example.org"),
        code: said("secret-1"),
        first_name: said("Dora"),
        last_name: said("Secretson"),
        company: said("Secret Café"),
        phone: said("0800 secret"),
        billing_address: Change::To(Some(door())),
        shipping_address: Change::To(Some(door())),
        // How it was brought and paid is of the books: orders keep it.
        shipping_method: said("van"),
        payment_method: said("card"),
        delivery_run: said("secret run"),
        // The tag itself is the hub's, not hers.
        tags: Change::To(vec!["regular".into()]),
        custom: Change::To([("allergy".to_owned(), Some("secret nuts".to_owned()))].into()),
        language: said("en-secret"),
        tax_number: said("GB secret"),
        company_number: said("secret 7"),
        user: said("secret-user"),
    };
    CreateCustomer { enterprise: hub(), fields, share_email: false }
}

impl Desk {
    fn new() -> Self {
        let store = Arc::<MemoryStore>::default();
        let shop = Shop::on(Box::new(store.clone()), "2026-02-25T12:00:00Z");
        Self { store, shop }
    }

    /// Runs an operation with a key, so that its answer is kept.
    fn keyed<T: Transactional>(&self, key: &str, operation: T) -> T::Response {
        let answer = self.shop.hub.as_system().with_key(key).run(operation);
        answer.unwrap_or_else(|e| panic!("{key}: {e}"))
    }

    fn access(&self, shop_access: ShopAccess) {
        let shop_access = Change::To(shop_access);
        self.shop.settle(SettingsPatch { shop_access, ..Default::default() });
    }

    fn asks_to_join(&self, key: &str) -> milkround_core::value::JoinRequestId {
        let wish = CreateJoinRequest {
            enterprise: hub(),
            email: "dorasecret@example.org".into(),
            user: Some("secret-user".into()),
            first_name: Some("Dora".into()),
            last_name: Some("Secretson".into()),
            message: Some("I keep it secret".into()),
        };
        self.keyed(key, wish).id
    }

    /// She asks to join, is refused, made a customer after all, and asks for more.
    fn joins(&self) -> CustomerId {
        self.access(ShopAccess::Customers);
        let join_request = self.asks_to_join("ask");
        let reason = Some("secret reason".into());
        self.keyed("refuse", RefuseJoinRequest { enterprise: hub(), join_request, reason });
        let allergy = SaveCustomerField {
            enterprise: hub(),
            field: "allergy".into(),
            label: "Allergy".into(),
            kind: FieldKind::Text,
            choices: Vec::new(),
            position: None,
        };
        self.shop.run(allergy).expect("a field");
        let dora = self.keyed("create", create()).id;
        self.is_noted(dora);
        let tags = vec![Label::new("members").expect("a tag")];
        self.access(ShopAccess::Tagged { tags });
        self.asks_to_join("ask again");
        let save = SaveContact {
            enterprise: hub(),
            customer: dora,
            contact: None,
            version: None,
            email: Some("husbandsecret@example.org".into()),
            user: Some("secret-husband".into()),
            name: Some("Secret Husband".into()),
            access: ContactAccess::Full,
        };
        self.keyed("contact", save);
        self.keyed("list", self.list(dora));
        dora
    }

    fn list(&self, customer: CustomerId) -> SaveList {
        let (name, lines) = ("Secret diet".into(), wanted(&[("milk", 2)]));
        SaveList { enterprise: hub(), customer, name, lines, ..Default::default() }
    }

    /// Staff note something twice, edit one, and take one back.
    fn is_noted(&self, customer: CustomerId) {
        let add = |key: &str| {
            let text = format!("secret gate code, {key}");
            self.keyed(key, AddNote { enterprise: hub(), customer, text }).id
        };
        let (note, gone) = (add("note"), add("note again"));
        let text = "the gate is secret".to_owned();
        self.keyed("edit note", EditNote { enterprise: hub(), note, version: None, text });
        let version = None;
        self.keyed("remove note", RemoveNote { enterprise: hub(), note: gone, version });
    }

    /// She was taken down twice, and is made one; what was left out stands in the change log.
    fn is_merged(&self, dora: CustomerId) -> CustomerId {
        let mut twin = create();
        twin.fields.email = said("twinsecret@example.org");
        twin.fields.code = said("secret-2");
        twin.fields.user = said("secret-twin");
        twin.fields.company = said("Twin of secrets");
        let twin = self.keyed("create twin", twin).id;
        let text = "a twin of secrets".to_owned();
        self.keyed("note twin", AddNote { enterprise: hub(), customer: twin, text });
        let save = SaveContact {
            enterprise: hub(),
            customer: twin,
            contact: None,
            version: None,
            email: Some("brothersecret@example.org".into()),
            user: None,
            name: None,
            access: ContactAccess::View,
        };
        self.keyed("contact twin", save);
        let (customer, into) = (twin, dora);
        self.keyed(
            "merge",
            MergeCustomers { enterprise: hub(), customer, into, fingerprint: None },
        );
        twin
    }

    /// Staff give her something, and say why.
    fn is_credited(&self, key: &str, customer: CustomerId) {
        let credit = RecordPosting {
            enterprise: hub(),
            customer,
            kind: HandMade::Credit,
            amount: 3.into(),
            order: None,
            reference: None,
            note: Some("for the secret birthday".into()),
            booked_on: None,
        };
        self.keyed(key, credit);
    }

    /// Her first week is placed, the second has opened, and she buys in the shop.
    fn orders(&self, dora: CustomerId, series: SeriesId) {
        let wish = CreateStandingOrder {
            shipping_address: Some(door()),
            note: Some("secret note".into()),
            ..Shop::wish(dora, series, &[("milk", 2)])
        };
        self.keyed("wish", wish);
        self.shop.advance("2026-03-09T12:00:00Z");
        let week = self.shop.cycle(series, 2);
        let edit = EditOrder {
            note: said("a secret change"),
            ..Shop::edit(self.shop.orders(week)[0].order.id, None, &[("milk", 3)])
        };
        self.keyed("edit", edit);
        let bought = RecordOrder {
            shipping_address: Some(door()),
            note: Some("secret order".into()),
            ..Shop::checkout(dora, week, &[("milk", 1)])
        };
        self.keyed("buy", bought);
    }

    /// What she bought before the hub had Milkround, under her address: told before she is a
    /// customer, it waits.
    fn bought_before(&self, key: &str, reference: &str) {
        let line = PastLineInput {
            name: "Milk".into(),
            quantity: 2.into(),
            amount: 2.into(),
            ..Default::default()
        };
        let order = PastOrderInput {
            reference: reference.into(),
            placed_at: at("2025-03-01T10:00:00Z"),
            email: Some("dorasecret@example.org".into()),
            total: 2.into(),
            lines: vec![line],
            note: Some("secret note of old".into()),
            ..Default::default()
        };
        let (orders, create_customers) = (vec![order], false);
        self.keyed(key, RecordPastOrders { enterprise: hub(), orders, create_customers });
    }

    /// The host says why it could not deliver to her, with her address in it.
    fn fails_to_deliver(&self) {
        let lease = LeaseNotices { enterprise: hub(), limit: 100, seconds: 60 };
        let leased = self.shop.run(lease).expect("notices").items;
        for view in leased.into_iter().filter(|view| view.notice.customer.is_some()) {
            let reason = "550 dorasecret@example.org is full".to_owned();
            let (notice, fence) = (view.notice.id, view.notice.fence);
            let report = ReportFailure { enterprise: hub(), notice, fence, reason };
            self.keyed(&notice.to_string(), report);
        }
    }

    /// The rows that tell of her.
    fn told(&self) -> Vec<String> {
        let dump = raw::dump(&self.store).to_lowercase();
        let tells = |line: &&str| line.contains("secret") || line.contains("dora");
        dump.lines().filter(tells).map(str::to_owned).collect()
    }
}

#[test]
fn r43_nothing_of_an_erased_customer_is_left_in_any_table_and_the_books_stay() {
    let desk = Desk::new();
    let shop = &desk.shop;
    let series = shop.weekly(&[("milk", "1.00", Some(10))]);
    desk.bought_before("waits", "1");
    let dora = desk.joins();
    desk.bought_before("known", "2");
    desk.orders(dora, series);
    desk.is_credited("credit", dora);
    desk.fails_to_deliver();
    let twin = desk.is_merged(dora);
    desk.is_credited("credit twin", twin);
    assert!(desk.told().len() > 15, "there is much to forget");
    let charged = || shop.orders(shop.cycle(series, 1))[0].order.total;
    let before = charged();

    let erased = desk.keyed("erase", EraseCustomer { enterprise: hub(), customer: dora });
    assert!(erased.name().starts_with("Erased "), "{}", erased.name());
    assert_eq!(desk.told(), Vec::<String>::new());
    assert_eq!(charged(), before);
    // What she bought before is hers still, and no later list brings her back.
    desk.bought_before("again", "1");
    desk.bought_before("once more", "2");
    assert_eq!(desk.told(), Vec::<String>::new());
    let past: Vec<PastOrder> = raw::records(&desk.store);
    assert!(past.len() == 2 && past.iter().all(|order| order.customer == Some(dora)), "{past:?}");
    // What had not closed is cancelled, and nothing of hers is made again.
    shop.advance("2026-03-17T12:00:00Z");
    let cancelled = |order: &OrderWithLines| order.order.state == OrderState::Cancelled;
    let week = shop.orders(shop.cycle(series, 2));
    assert!(week.len() == 2 && week.iter().all(cancelled), "{week:?}");
    assert!(shop.orders(shop.cycle(series, 3)).is_empty());
    // The kept answers read back, and tell the pseudonym.
    let again = desk.keyed("create", create());
    assert_eq!((again.id, again.email), (dora, None));
    // Who was merged into her leads there still, and no further.
    let stub = shop.run(GetCustomer { enterprise: hub(), customer: twin }).expect("what is left");
    assert_eq!((stub.merged_into, stub.erased_at), (Some(dora), erased.erased_at));
    let buy = Shop::checkout(twin, shop.cycle(series, 3), &[("milk", 1)]);
    assert_eq!(refused(shop.run(buy)).0, "wrong_state");
    assert_eq!(desk.keyed("list", desk.list(dora)).name.as_str(), "Erased");
    assert_eq!(refused(shop.run(desk.list(dora))).0, "wrong_state");
    assert_eq!(raw::records::<SavedList>(&desk.store), []);
    desk.access(ShopAccess::Customers);
    desk.asks_to_join("ask");
}

/// Removing who never bought anything leaves not even a pseudonym.
#[test]
fn a12_nothing_of_a_removed_customer_is_left_in_any_table() {
    let desk = Desk::new();
    let dora = desk.joins();
    let twin = desk.is_merged(dora);
    let of_twin = RemoveCustomer { enterprise: hub(), customer: twin, version: None };
    assert_eq!(refused(desk.shop.run(of_twin)).0, "wrong_state");
    let remove = RemoveCustomer { enterprise: hub(), customer: dora, version: None };
    assert!(!desk.keyed("remove", remove).in_books);
    assert_eq!(desk.told(), Vec::<String>::new());
    assert_eq!(desk.keyed("create", create()).email, None);
}
