//! P11: a repeated command has one effect. Every operation that changes anything, made again with
//! its idempotency key, in another process too; the key with another input is refused.

use milkround_core::Result;
use milkround_core::hub::customer_fields::{RemoveCustomerField, SaveCustomerField};
use milkround_core::hub::customers::{
    AddNote, ArchiveCustomer, ChangeCustomers, CodeRow, CreateCustomer, CustomerFields,
    CustomerFilter, EditNote, EraseCustomer, ImportCsv, MergeCustomers, MessageCustomers,
    RemoveContact, RemoveCustomer, RemoveNote, RemoveTag, RenameTag, RestoreCustomer, SaveContact,
    SetCodes, SetConsent, SplitCustomer, UpdateCustomer,
};
use milkround_core::hub::cycles::{CreateCycle, ExchangeInput, OfferPatch, UpdateOffers};
use milkround_core::hub::enterprises::{CreateEnterprise, SettingsPatch, UpdateEnterprise};
use milkround_core::hub::exchanges::OfferInput;
use milkround_core::hub::join_requests::{
    ApproveJoinRequest, CreateJoinRequest, RefuseJoinRequest,
};
use milkround_core::hub::ledger::{HandMade, RecordPosting, ReversePosting};
use milkround_core::hub::notices::{
    AcknowledgeNotice, LeaseNotices, NoticeBatch, ReportFailure, RequeueNotice,
};
use milkround_core::hub::orders::{
    AdoptOrder, CancelOrder, ConfirmOrder, DetachOrder, DuplicateOrder, OrdersAhead, ReassignOrder,
    ReleaseOrder,
};
use milkround_core::hub::past_orders::{
    LinkOrders, PastLineInput, PastOrderInput, RecordPastOrders,
};
use milkround_core::hub::saved_lists::{
    AddListToOrder, RemoveSavedList, SaveList, SaveListFromOrder,
};
use milkround_core::hub::selections::{RemoveSelection, SaveSelection};
use milkround_core::hub::series::{
    AttachCycle, CreateSeries, DetachCycle, FinishSeries, UpdateSeries,
};
use milkround_core::hub::standing_orders::{
    FinishStandingOrder, OpenOrders, PauseStandingOrder, ResumeStandingOrder, ReviseStandingOrder,
    SkipCycles, UnskipCycles,
};
use milkround_core::hub::variants::{SaveVariants, VariantInput};
use milkround_core::hub::{Clock, Hub, Transactional};
use milkround_core::model::customer::contact::ContactAccess;
use milkround_core::model::customer::{Consent, FieldKind};
use milkround_core::model::enterprise::ShopAccess;
use milkround_core::model::notice::{Notice, NoticeState};
use milkround_core::store::{MemoryStore, Record, Value};
use milkround_core::value::{
    Change, CustomerId, CycleId, NoticeId, OrderId, SeriesId, StandingOrderId,
};
use milkround_core::wire::OPERATIONS;
use milkround_tests::raw;
use milkround_tests::shop::{HUB, Shop, at, date, lines, local, refused, wanted};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A hub in whose first cycle there are orders, and the names of the operations shown so far.
struct Desk {
    store: Arc<MemoryStore>,
    shop: Shop,
    series: SeriesId,
    cycle: CycleId,
    next: CycleId,
    ann: CustomerId,
    so: StandingOrderId,
    shown: BTreeSet<&'static str>,
}

fn hub() -> String {
    HUB.to_owned()
}

impl Desk {
    fn new() -> Self {
        let store = Arc::<MemoryStore>::default();
        let shop = Shop::on(Box::new(store.clone()), "2026-02-25T12:00:00Z");
        let series = shop.weekly(&[("milk", "1.00", None), ("eggs", "2.00", Some(50))]);
        let ann = shop.customer("ann");
        let so = shop.standing(ann, series, &[("milk", 2), ("eggs", 1)]);
        shop.advance("2026-03-02T10:00:00Z");
        let (cycle, next) = (shop.cycle(series, 1), shop.cycle(series, 2));
        Self { store, shop, series, cycle, next, ann, so, shown: BTreeSet::new() }
    }

    /// Runs an operation thrice with one key, the third time in a new process, and another input
    /// with that key.
    fn once<T: Transactional>(&mut self, operation: T, other: T) -> T::Response {
        let key = T::NAME;
        let caller = || self.shop.hub.as_system().with_key(key);
        let answer = caller().run(operation.clone()).unwrap_or_else(|e| panic!("{key}: {e}"));
        let said = serde_json::to_value(&answer).expect("an answer");
        let done = raw::dump(&self.store);
        let same = |again: Result<T::Response>| {
            let again = again.unwrap_or_else(|e| panic!("{key} again: {e}"));
            assert_eq!(serde_json::to_value(again).expect("an answer"), said, "{key}");
            assert!(raw::dump(&self.store) == done, "{key}: it had a second effect");
        };
        same(caller().run(operation.clone()));
        let clock = Clock::Test(self.shop.hub.now());
        let elsewhere = Hub::new(Box::new(self.store.clone()), clock, 99);
        same(elsewhere.as_system().with_key(key).run(operation));
        let (code, _) = refused(caller().run(other).map(|_| key));
        assert_eq!(code, "key_reused", "{key}");
        assert!(raw::dump(&self.store) == done, "{key}: the refusal had an effect");
        self.shown.insert(key);
        answer
    }

    fn order(&self) -> OrderId {
        self.shop.order_of(self.so, self.cycle).expect("an order").order.id
    }

    fn enterprises_and_customers(&mut self) {
        let named = |name: &str| CreateEnterprise {
            enterprise: "other".into(),
            name: name.into(),
            zone: "Europe/Paris".into(),
            currency: "EUR".into(),
            ..Default::default()
        };
        self.once(named("Other"), named("Else"));
        let rename = |name: &str| UpdateEnterprise {
            enterprise: hub(),
            name: Change::To(name.into()),
            ..Default::default()
        };
        self.once(rename("A"), rename("B"));
        let called = |name: &str| CustomerFields {
            first_name: Change::To(Some(name.into())),
            ..Default::default()
        };
        let create =
            |name| CreateCustomer { enterprise: hub(), fields: called(name), share_email: false };
        self.once(create("ben"), create("cal"));
        let ann = self.ann;
        let update = |name| UpdateCustomer {
            enterprise: hub(),
            customer: ann,
            version: None,
            fields: called(name),
            share_email: false,
        };
        self.once(update("anne"), update("anna"));
        let save = |id: &str| {
            let variant = VariantInput { id: id.into(), name: id.into(), ..Default::default() };
            SaveVariants { enterprise: hub(), variants: vec![variant] }
        };
        self.once(save("kale"), save("leek"));
    }

    fn codes_and_fields(&mut self) {
        let ann = self.ann;
        let code = |code: &str| SetCodes {
            enterprise: hub(),
            codes: vec![CodeRow { customer: ann, code: Some(code.into()) }],
        };
        self.once(code("A"), code("B"));
        let file =
            |csv: &str| ImportCsv { enterprise: hub(), csv: csv.into(), ..Default::default() };
        let many = |tag: &str| ChangeCustomers {
            enterprise: hub(),
            filter: Some(CustomerFilter { customers: Some(vec![ann]), ..Default::default() }),
            add_tags: vec![tag.into()],
            ..Default::default()
        };
        self.once(many("one"), many("two"));
        let message = |text: &str| MessageCustomers {
            enterprise: hub(),
            filter: Some(CustomerFilter::default()),
            subject: "News".into(),
            text: text.into(),
            ..Default::default()
        };
        self.once(message("one"), message("two"));
        let keep = |name: &str| SaveSelection {
            enterprise: hub(),
            name: name.into(),
            filter: CustomerFilter::default(),
        };
        self.once(keep("one"), keep("two"));
        let forget = |name: &str| RemoveSelection { enterprise: hub(), name: name.into() };
        self.once(forget("one"), forget("two"));
        self.once(file("Email\niris@example.org\n"), file("Email\njay@example.org\n"));
        let define = |label: &str| SaveCustomerField {
            enterprise: hub(),
            field: "boxes".into(),
            label: label.into(),
            kind: FieldKind::Number,
            choices: Vec::new(),
            position: None,
        };
        self.once(define("Boxes"), define("Crates"));
        let remove = |and_values| RemoveCustomerField {
            enterprise: hub(),
            field: "boxes".into(),
            and_values,
        };
        self.once(remove(true), remove(false));
    }

    fn notes_and_tags(&mut self) {
        let ann = self.ann;
        let note = |text: &str| AddNote { enterprise: hub(), customer: ann, text: text.into() };
        let note = self.once(note("rings twice"), note("rings once")).id;
        let edit =
            |text: &str| EditNote { enterprise: hub(), note, version: None, text: text.into() };
        self.once(edit("has a dog"), edit("has a cat"));
        let remove = |version| RemoveNote { enterprise: hub(), note, version };
        self.once(remove(None), remove(Some(2)));
        let tags = |tags: &[&str]| UpdateCustomer {
            enterprise: hub(),
            customer: ann,
            version: None,
            fields: CustomerFields {
                tags: Change::To(tags.iter().map(|tag| (*tag).to_owned()).collect()),
                ..Default::default()
            },
            share_email: false,
        };
        self.shop.run(tags(&["north", "south"])).expect("tags");
        let rename = |new_name: &str| RenameTag {
            enterprise: hub(),
            tag: "north".into(),
            new_name: new_name.into(),
        };
        self.once(rename("east"), rename("west"));
        let remove = |tag: &str| RemoveTag { enterprise: hub(), tag: tag.into() };
        self.once(remove("east"), remove("south"));
    }

    fn customers_door(&mut self) {
        let ann = self.ann;
        let says =
            |consent| SetConsent { enterprise: hub(), customer: ann, version: None, consent };
        self.once(says(Consent::Given), says(Consent::Refused));
        let save = |user: &str| SaveContact {
            enterprise: hub(),
            customer: ann,
            contact: None,
            version: None,
            email: None,
            user: Some(user.into()),
            name: None,
            access: ContactAccess::View,
        };
        let contact = self.once(save("u-1"), save("u-2")).id;
        let take = |customer| RemoveContact { enterprise: hub(), customer, contact };
        self.once(take(ann), take(CustomerId::default()));
        self.join_requests();
        let (fay, gus) = (self.shop.customer("fay"), self.shop.customer("gus"));
        let version = None;
        let archive = |customer| ArchiveCustomer { enterprise: hub(), customer, version };
        self.once(archive(fay), archive(gus));
        let restore = |customer| RestoreCustomer { enterprise: hub(), customer, version };
        self.once(restore(fay), restore(gus));
        let erase = |customer| EraseCustomer { enterprise: hub(), customer };
        self.once(erase(fay), erase(gus));
        let remove = |customer| RemoveCustomer { enterprise: hub(), customer, version };
        self.once(remove(gus), remove(fay));
    }

    fn join_requests(&mut self) {
        let shop_access = Change::To(ShopAccess::Customers);
        self.shop.settle(SettingsPatch { shop_access, ..Default::default() });
        let ask = |who: &str| CreateJoinRequest {
            enterprise: hub(),
            email: format!("{who}@example.org"),
            ..Default::default()
        };
        let hal = self.once(ask("hal"), ask("ivy")).id;
        let ivy = self.shop.run(ask("ivy")).expect("a wish").id;
        let refuse =
            |join_request| RefuseJoinRequest { enterprise: hub(), join_request, reason: None };
        self.once(refuse(ivy), refuse(hal));
        let approve =
            |join_request| ApproveJoinRequest { enterprise: hub(), join_request, tags: Vec::new() };
        self.once(approve(hal), approve(ivy));
    }

    fn cycles_and_series(&mut self) {
        let create = |name: &str| CreateCycle {
            enterprise: hub(),
            name: name.into(),
            opens_at: local("2026-03-02T12:00"),
            closes_at: local("2026-03-06T12:00"),
            outgoing: vec![ExchangeInput {
                distributor: hub(),
                offers: vec![OfferInput { variant: "milk".into(), price: 1.into(), stock: None }],
                ..Default::default()
            }],
            ..Default::default()
        };
        let cycle = self.once(create("Extra"), create("More")).cycle.id;
        let price = |price: i64| UpdateOffers {
            enterprise: hub(),
            cycle,
            version: None,
            offers: vec![OfferPatch {
                distributor: hub(),
                variant: "milk".into(),
                price: Change::To(price.into()),
                ..Default::default()
            }],
            removed: Vec::new(),
        };
        self.once(price(2), price(3));
        let (series, next) = (self.series, self.next);
        let attach = |cycle| AttachCycle { enterprise: hub(), series, cycle };
        self.once(attach(cycle), attach(next));
        let detach = |cycle| DetachCycle { enterprise: hub(), series, cycle };
        self.once(detach(cycle), detach(next));
        let blank = |name: &str| CreateSeries {
            enterprise: hub(),
            name: name.into(),
            schedule: None,
            template: Shop::template(&[("milk", "1.00", None)]),
            template_cycle: None,
            keep_ahead: None,
        };
        let blank = self.once(blank("Blank"), blank("Empty")).series.id;
        let rename = |name: &str| UpdateSeries {
            enterprise: hub(),
            series: blank,
            version: None,
            name: Change::To(name.into()),
            keep_ahead: Change::Keep,
            template: Change::Keep,
        };
        self.once(rename("A"), rename("B"));
        let finish = |series| FinishSeries { enterprise: hub(), series, version: None };
        self.once(finish(blank), finish(series));
    }

    fn standing_orders(&mut self) {
        let (ann, series, so, next) = (self.ann, self.series, self.so, self.next);
        let wish = |n| Shop::wish(ann, series, &[("milk", n)]);
        self.once(wish(1), wish(2));
        let revise = |n| ReviseStandingOrder {
            enterprise: hub(),
            standing_order: so,
            version: None,
            holds_from: None,
            lines: Change::To(lines(&[("milk", n), ("eggs", 2)])),
            shipping_method: Change::Keep,
            payment_method: Change::Keep,
            shipping_address: Change::Keep,
            note: Change::Keep,
            later: None,
        };
        self.once(revise(3), revise(4));
        let skip = |variant: Option<&str>| SkipCycles {
            enterprise: hub(),
            standing_order: so,
            version: None,
            cycles: vec![next],
            dates: Vec::new(),
            variant: variant.map(Into::into),
            open_orders: None,
        };
        self.once(skip(None), skip(Some("milk")));
        let unskip = |variant: Option<&str>| UnskipCycles {
            enterprise: hub(),
            standing_order: so,
            version: None,
            cycles: vec![next],
            dates: Vec::new(),
            variant: variant.map(Into::into),
        };
        self.once(unskip(None), unskip(Some("milk")));
        let pause = |until: &str| PauseStandingOrder {
            enterprise: hub(),
            standing_order: so,
            version: None,
            starts_on: date("2026-04-01"),
            ends_on: Some(date(until)),
            open_orders: None,
        };
        self.once(pause("2026-04-20"), pause("2026-04-21"));
        let resume = |on: &str| ResumeStandingOrder {
            enterprise: hub(),
            standing_order: so,
            version: None,
            resumes_on: Some(date(on)),
        };
        self.once(resume("2026-04-10"), resume("2026-04-11"));
    }

    fn orders(&mut self) {
        let (ann, so, cycle, next) = (self.ann, self.so, self.cycle, self.next);
        let order = self.order();
        let edit = |n| Shop::edit(order, None, &[("milk", n)]);
        self.once(edit(5), edit(6));
        let shop = |n| Shop::checkout(ann, cycle, &[("milk", n)]);
        let bought = self.once(shop(1), shop(2)).order.id;
        let adopt = |order| AdoptOrder { enterprise: hub(), order, standing_order: so };
        let detach = |order| DetachOrder { enterprise: hub(), order };
        self.once(detach(order), detach(bought));
        self.once(adopt(bought), adopt(order));
        let ahead =
            |cycle| OrdersAhead { enterprise: hub(), standing_order: so, cycles: vec![cycle] };
        self.once(ahead(next), ahead(cycle));
        let copy = |cycle| DuplicateOrder { enterprise: hub(), order, cycles: vec![cycle] };
        self.once(copy(next), copy(cycle));
        let confirm = |order| ConfirmOrder { enterprise: hub(), order, version: None };
        self.once(confirm(order), confirm(bought));
        self.release(order);
        let cancel = |order| CancelOrder { enterprise: hub(), order, version: None };
        self.once(cancel(order), cancel(bought));
        let end = |open_orders| FinishStandingOrder {
            enterprise: hub(),
            standing_order: so,
            version: None,
            ends_on: None,
            open_orders: Some(open_orders),
        };
        self.once(end(OpenOrders::Cancel), end(OpenOrders::Keep));
    }

    /// An order goes to another customer, one is parted in two, and two become one.
    fn identity(&mut self) {
        let [dan, eve] = ["dan", "eve"].map(|name| self.shop.customer(name));
        let order = self.shop.run(Shop::checkout(dan, self.cycle, &[("milk", 1)]));
        let order = order.expect("an order").order.id;
        let reassign = |with_payments| ReassignOrder {
            enterprise: hub(),
            order,
            customer: eve,
            version: None,
            with_payments,
        };
        self.once(reassign(false), reassign(true));
        let split = |name: &str| SplitCustomer {
            enterprise: hub(),
            customer: eve,
            version: None,
            fields: CustomerFields {
                first_name: Change::To(Some(name.into())),
                ..Default::default()
            },
            share_email: false,
            orders: vec![order],
            standing_orders: Vec::new(),
            with_payments: false,
        };
        let fay = self.once(split("fay"), split("gus")).created.id;
        let merge =
            |customer| MergeCustomers { enterprise: hub(), customer, into: dan, fingerprint: None };
        self.once(merge(fay), merge(eve));
    }

    /// Nothing in a small hub holds an order: it is put so behind the hub's back.
    fn release(&mut self, other: OrderId) {
        use milkround_core::model::order::{Order, OrderState};
        let table = Order::TABLE;
        let held = self.shop.customer("dee");
        let order = self.shop.run(Shop::checkout(held, self.cycle, &[("milk", 1)]));
        let order = order.expect("an order").order.id;
        let mut row = raw::row(&self.store, table, order.0);
        row[table.col("state").0] = OrderState::Pending.into();
        row[table.col("held").0] = Value::Int(1);
        row[table.col("placed_at").0] = Value::Null;
        raw::put(&self.store, table, row);
        let release = |order| ReleaseOrder { enterprise: hub(), order };
        self.once(release(order), release(other));
    }

    fn ledger(&mut self) {
        let customer = self.ann;
        let pay = |amount: i64| RecordPosting {
            enterprise: hub(),
            customer,
            kind: HandMade::Payment,
            amount: amount.into(),
            order: None,
            reference: None,
            note: None,
            booked_on: None,
        };
        let posting = self.once(pay(4), pay(5)).id;
        let reverse =
            |note: &str| ReversePosting { enterprise: hub(), posting, note: Some(note.into()) };
        self.once(reverse("a mistake"), reverse("another"));
    }

    /// While the first order can still be changed.
    fn saved_lists(&mut self) {
        let (customer, order) = (self.ann, self.order());
        let save = |n: i64| SaveList {
            enterprise: hub(),
            customer,
            name: "usual".into(),
            lines: wanted(&[("milk", n)]),
            ..Default::default()
        };
        let saved_list = self.once(save(1), save(2)).id;
        let from = |name: &str| SaveListFromOrder { enterprise: hub(), order, name: name.into() };
        self.once(from("first"), from("other"));
        let add = |version| AddListToOrder { enterprise: hub(), saved_list, order, version };
        self.once(add(None), add(Some(1)));
        let remove = |version| RemoveSavedList { enterprise: hub(), saved_list, version };
        self.once(remove(None), remove(Some(1)));
    }

    fn past_orders(&mut self) {
        let record = |who: &str| RecordPastOrders {
            enterprise: hub(),
            orders: vec![PastOrderInput {
                reference: "R1".into(),
                placed_at: at("2025-03-01T10:00:00Z"),
                email: Some(format!("{who}@example.org")),
                total: 3.into(),
                lines: vec![PastLineInput {
                    name: "Milk".into(),
                    quantity: 3.into(),
                    amount: 3.into(),
                    ..Default::default()
                }],
                ..Default::default()
            }],
            create_customers: false,
        };
        self.once(record("zoe"), record("zed"));
        let link = |create| LinkOrders { enterprise: hub(), customer: None, create };
        self.once(link(true), link(false));
    }

    fn notices(&mut self) {
        let lease = |limit| LeaseNotices { enterprise: hub(), limit, seconds: 60 };
        let NoticeBatch { items } = self.once(lease(2), lease(3));
        let held: Vec<_> = items.iter().map(|v| (v.notice.id, v.notice.fence)).collect();
        let acknowledge = |(notice, fence): (NoticeId, i64)| AcknowledgeNotice {
            enterprise: hub(),
            notice,
            fence,
        };
        self.once(acknowledge(held[0]), acknowledge(held[1]));
        let (notice, fence) = held[1];
        let report = |reason: &str| {
            let reason = reason.into();
            ReportFailure { enterprise: hub(), notice, fence, reason }
        };
        self.once(report("no route"), report("refused"));
        let table = Notice::TABLE;
        let mut row = raw::row(&self.store, table, notice.0);
        row[table.col("state").0] = NoticeState::Parked.into();
        raw::put(&self.store, table, row);
        let requeue = |notice| RequeueNotice { enterprise: hub(), notice };
        self.once(requeue(notice), requeue(held[0].0));
    }
}

#[test]
fn every_operation_that_changes_anything_does_so_once_a_key() {
    let mut desk = Desk::new();
    desk.enterprises_and_customers();
    desk.codes_and_fields();
    desk.notes_and_tags();
    desk.customers_door();
    desk.cycles_and_series();
    desk.standing_orders();
    desk.saved_lists();
    desk.orders();
    desk.ledger();
    desk.identity();
    desk.past_orders();
    desk.notices();
    let keyed = OPERATIONS.iter().filter(|entry| entry.keyed).map(|entry| entry.name);
    let shown: BTreeSet<&str> = desk.shown.iter().copied().collect();
    assert_eq!(shown, keyed.collect());
}

/// A customer cannot have the answer of another's key, nor use it up in another enterprise.
#[test]
fn a_key_belongs_to_who_used_it() {
    let desk = Desk::new();
    let (ben, cycle) = (desk.shop.customer("ben"), desk.cycle);
    let own = Shop::checkout(desk.ann, cycle, &[("milk", 1)]);
    desk.shop.as_customer(desk.ann).with_key("k").run(own.clone()).expect("an order");
    let (code, _) = refused(desk.shop.as_customer(ben).with_key("k").run(own));
    assert_eq!(code, "key_reused");
}
