//! Whose it is (A5, A6, R38): what the scenarios cannot show.

use milkround_core::hub::customers::{
    CreateCustomer, CustomerFields, GetCustomer, MergeCustomers, PlanMerge, SaveContact,
    SplitCustomer, UpdateCustomer,
};
use milkround_core::hub::enterprises::SettingsPatch;
use milkround_core::hub::ledger::{GetBalance, HandMade, RecordPosting, ReversePosting};
use milkround_core::hub::orders::{CancelOrder, ReassignOrder};
use milkround_core::model::TABLES;
use milkround_core::model::customer::contact::ContactAccess;
use milkround_core::model::customer::{Alias, AliasKind, Customer};
use milkround_core::model::ledger::{Account, Posting};
use milkround_core::model::order::Order;
use milkround_core::store::{Record, Value};
use milkround_core::value::{Change, CustomerId, CycleId, OrderId, SeriesId};
use milkround_tests::random::times;
use milkround_tests::raw;
use milkround_tests::shop::{HUB, Shop, refused};
use milkround_tests::sim::books_add_up;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

fn hub() -> String {
    HUB.to_owned()
}

fn account(shop: &Shop, customer: CustomerId) -> Account {
    shop.run(GetBalance { enterprise: hub(), customer }).expect("a balance").account
}

fn reassign(order: OrderId, customer: CustomerId) -> ReassignOrder {
    ReassignOrder { enterprise: hub(), order, customer, version: None, with_payments: false }
}

fn pay(customer: CustomerId, amount: i64, order: Option<OrderId>) -> RecordPosting {
    RecordPosting {
        enterprise: hub(),
        customer,
        kind: HandMade::Payment,
        amount: amount.into(),
        order,
        reference: None,
        note: None,
        booked_on: None,
    }
}

fn merge(customer: CustomerId, into: CustomerId) -> MergeCustomers {
    MergeCustomers { enterprise: hub(), customer, into, fingerprint: None }
}

fn split(customer: CustomerId) -> SplitCustomer {
    let first_name = Change::To(Some("New".into()));
    SplitCustomer {
        enterprise: hub(),
        customer,
        version: None,
        fields: CustomerFields { first_name, ..Default::default() },
        share_email: false,
        orders: Vec::new(),
        standing_orders: Vec::new(),
        with_payments: false,
    }
}

/// An open week with milk for 1.00 and eggs for 2.00.
fn open_week(shop: &Shop) -> CycleId {
    let series = shop.weekly(&[("milk", "1.00", None), ("eggs", "2.00", None)]);
    shop.advance("2026-03-02T10:00:00Z");
    shop.cycle(series, 1)
}

fn bought(shop: &Shop, customer: CustomerId, week: CycleId, milk: i64) -> OrderId {
    let order = shop.run(Shop::checkout(customer, week, &[("milk", milk)]));
    order.expect("an order").order.id
}

fn orders(shop: &Shop) -> BTreeMap<OrderId, Order> {
    raw::records::<Order>(shop.hub.store()).into_iter().map(|order| (order.id, order)).collect()
}

/// An order that goes round comes back as it was: each charge is taken back once.
#[test]
fn r38_an_order_may_go_round_and_is_charged_to_whose_it_is() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let week = open_week(&shop);
    let [ann, ben] = ["ann", "ben"].map(|name| shop.customer(name));
    let order = bought(&shop, ann, week, 2);
    for customer in [ben, ann, ben, ann] {
        shop.run(reassign(order, customer)).expect("it goes");
        books_add_up(shop.hub.store(), &orders(&shop));
    }
    // What is changed afterwards is charged to whose it is now.
    shop.run(Shop::edit(order, None, &[("milk", 5)])).expect("an edit");
    assert_eq!(account(&shop, ann).balance.to_string(), "-5.00 GBP");
    shop.run(reassign(order, ben)).expect("it goes");
    let cancel = CancelOrder { enterprise: hub(), order, version: None };
    shop.run(cancel).expect("cancelled");
    for customer in [ann, ben] {
        let account = account(&shop, customer);
        assert_eq!((account.balance.minor(), account.orders), (0, 0));
    }
    // A cancelled one moves too: it is part of the history.
    shop.run(reassign(order, ann)).expect("it goes");
    books_add_up(shop.hub.store(), &orders(&shop));
}

/// A payment that was taken back does not come to life on another account.
#[test]
fn r38_what_was_taken_back_stays_where_it_was() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let week = open_week(&shop);
    let [ann, ben] = ["ann", "ben"].map(|name| shop.customer(name));
    let order = bought(&shop, ann, week, 2);
    let bounced = shop.run(pay(ann, 2, Some(order))).expect("a payment").id;
    shop.run(ReversePosting { enterprise: hub(), posting: bounced, note: None })
        .expect("a reversal");
    shop.run(ReassignOrder { with_payments: true, ..reassign(order, ben) }).expect("it goes");
    assert_eq!(account(&shop, ann).balance.minor(), 0);
    assert_eq!(account(&shop, ben).balance.to_string(), "-2.00 GBP");
    let of_ben = |posting: &Posting| posting.customer == ben;
    let all: Vec<Posting> = raw::records(shop.hub.store());
    assert_eq!(all.into_iter().filter(of_ben).count(), 1);
}

#[test]
fn a_stale_version_and_a_foreign_order_are_refused_and_change_nothing() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let week = open_week(&shop);
    let [ann, ben] = ["ann", "ben"].map(|name| shop.customer(name));
    let order = bought(&shop, ann, week, 2);
    let before = raw::dump(shop.hub.store());
    let stale = ReassignOrder { version: Some(7), ..reassign(order, ben) };
    assert_eq!(refused(shop.run(stale)).0, "conflict");
    assert_eq!(refused(shop.run(reassign(OrderId::default(), ben))).0, "not_found");
    assert_eq!(refused(shop.as_customer(ann).run(reassign(order, ben))).0, "not_allowed");
    assert!(raw::dump(shop.hub.store()) == before);
}

fn with_email(shop: &Shop, name: &str, email: &str, share_email: bool) -> Customer {
    let fields = CustomerFields {
        email: Change::To(Some(email.into())),
        company: Change::To(Some(name.into())),
        ..Default::default()
    };
    shop.run(CreateCustomer { enterprise: hub(), fields, share_email }).expect("a customer")
}

fn customer(shop: &Shop, customer: CustomerId) -> Customer {
    shop.run(GetCustomer { enterprise: hub(), customer }).expect("a customer")
}

/// An address that both share, and that found the one who goes, finds the one who stays; the third,
/// though older, does not become its default.
#[test]
fn a1_a_shared_address_finds_who_stays() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let week = open_week(&shop);
    let gone = with_email(&shop, "North", "cafe@example.org", false);
    let third = with_email(&shop, "Third", "cafe@example.org", true);
    let stays = with_email(&shop, "South", "CAFE@example.org", true);
    shop.run(merge(gone.id, stays.id)).expect("a merge");
    let stays = customer(&shop, stays.id);
    assert!(stays.email_default && stays.aliases.is_empty(), "{stays:?}");
    assert!(!customer(&shop, third.id).email_default);
    let mut order = Shop::checkout(stays.id, week, &[("milk", 1)]);
    (order.customer, order.email) = (None, Some("cafe@example.org".into()));
    let order = shop.run(order).expect("an order").order;
    assert_eq!((order.customer, order.check_customer), (stays.id, true));
}

/// Who has neither address nor code takes those of the one who goes; a code passes on, and is no
/// alias.
#[test]
fn r38_an_empty_field_is_filled_and_names_are_not_mixed() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let fields = |first: &str, last: Option<&str>| CustomerFields {
        first_name: Change::To(Some(first.into())),
        last_name: Change::To(last.map(Into::into)),
        ..Default::default()
    };
    let create = |fields| {
        let create = CreateCustomer { enterprise: hub(), fields, share_email: false };
        shop.run(create).expect("a customer").id
    };
    let code = Change::To(Some("B-1".into()));
    let email = Change::To(Some("bob@example.org".into()));
    let gone = create(CustomerFields { code, email, ..fields("Bob", Some("Brown")) });
    let stays = create(fields("Ann", None));
    let done = shop.run(merge(gone, stays)).expect("a merge").customer;
    assert_eq!(done.name(), "Ann");
    assert_eq!(done.code.map(|code| code.to_string()), Some("B-1".into()));
    assert!(done.email_default && done.aliases.is_empty());
    assert_eq!(done.email.map(|email| email.to_string()), Some("bob@example.org".into()));
}

/// An alias finds only where nobody has the address himself, and goes along when its customer goes.
#[test]
fn an_alias_steps_back_behind_who_has_the_address() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let week = open_week(&shop);
    let [ann, ben] = ["ann", "ben"].map(|name| shop.customer(name));
    shop.run(merge(ann, ben)).expect("a merge");
    let alias = Alias { kind: AliasKind::Email, value: "ann@example.org".into() };
    assert_eq!(customer(&shop, ben).aliases, [alias]);
    let under_the_address = || {
        let mut order = Shop::checkout(ben, week, &[("milk", 1)]);
        (order.customer, order.email) = (None, Some("ann@example.org".into()));
        shop.run(order).expect("an order").order.customer
    };
    assert_eq!(under_the_address(), ben);
    let other = with_email(&shop, "Other Ann", "ann@example.org", true);
    assert!(other.email_default);
    assert_eq!(under_the_address(), other.id);
    // He himself may have it back, though the alias is his.
    let fields =
        CustomerFields { email: Change::To(Some("ann@example.org".into())), ..Default::default() };
    let update = UpdateCustomer {
        enterprise: hub(),
        customer: ben,
        version: None,
        fields,
        share_email: true,
    };
    assert!(!shop.run(update).expect("an update").email_default);
}

/// A contact of both is one; whom the one who stays knows keeps the access that he has there.
#[test]
fn a16_contacts_are_put_together() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let [ann, ben] = ["ann", "ben"].map(|name| shop.customer(name));
    let contact = |customer, email: &str, access| {
        let save = SaveContact {
            enterprise: hub(),
            customer,
            contact: None,
            version: None,
            email: Some(email.into()),
            user: None,
            name: None,
            access,
        };
        shop.run(save).expect("a contact")
    };
    contact(ann, "ben@example.org", ContactAccess::Full);
    contact(ann, "max@example.org", ContactAccess::Full);
    contact(ann, "eva@example.org", ContactAccess::Full);
    let max = contact(ben, "max@example.org", ContactAccess::View);
    let plan = PlanMerge { enterprise: hub(), customer: ann, into: ben };
    assert_eq!(shop.run(plan).expect("a plan").contacts, 1);
    shop.run(merge(ann, ben)).expect("a merge");
    let mut all: Vec<milkround_core::model::customer::contact::Contact> =
        raw::records(shop.hub.store());
    all.sort_by_key(|contact| contact.id != max.id);
    assert!(all.iter().all(|contact| contact.customer == ben));
    let told: Vec<_> =
        all.iter().map(|c| (c.email.as_ref().expect("one").as_str(), c.access)).collect();
    let (view, full) = (ContactAccess::View, ContactAccess::Full);
    assert_eq!(told, [("max@example.org", view), ("eva@example.org", full)]);
}

/// What was merged by mistake is parted again, with its own address and code.
#[test]
fn a6_a_split_gives_back_what_a_merge_took() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let week = open_week(&shop);
    let [ann, ben] = ["ann", "ben"].map(|name| shop.customer(name));
    let order = bought(&shop, ann, week, 2);
    let fields = |code: &str| CustomerFields {
        code: Change::To(Some(code.into())),
        email: Change::To(Some("ANN@example.org".into())),
        ..Default::default()
    };
    let coded = |customer, fields| UpdateCustomer {
        enterprise: hub(),
        customer,
        version: None,
        fields,
        share_email: false,
    };
    shop.run(coded(ann, fields("A-1"))).expect("a code");
    let own = CustomerFields { code: Change::To(Some("B-1".into())), ..Default::default() };
    shop.run(coded(ben, own)).expect("a code");
    shop.run(merge(ann, ben)).expect("a merge");
    let part = |code| SplitCustomer { fields: fields(code), orders: vec![order], ..split(ben) };
    // What is another's own is not given.
    let (_, error) = refused(shop.run(part("b-1")));
    assert_eq!(error.violations()[0].path, "fields.code");
    let done = shop.run(part("a-1")).expect("a split");
    assert_eq!(done.customer.aliases, []);
    assert!(done.created.email_default);
    assert_eq!(account(&shop, done.created.id).balance.to_string(), "-2.00 GBP");
    let mut again = Shop::checkout(ben, week, &[("milk", 1)]);
    (again.customer, again.email) = (None, Some("ann@example.org".into()));
    assert_eq!(shop.run(again).expect("an order").order.customer, done.created.id);
}

/// A code that finds another since a merge is in use for automatic ones too.
#[test]
fn a2_automatic_codes_pass_over_an_alias() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let customer_codes = Change::To(Some("C{number}".into()));
    shop.settle(SettingsPatch { customer_codes, ..Default::default() });
    let code = |id| customer(&shop, id).code.expect("a code").to_string();
    let ann = shop.customer("ann");
    let fields = CustomerFields { code: Change::To(Some("c2".into())), ..Default::default() };
    let create = CreateCustomer { enterprise: hub(), fields, share_email: false };
    let by_hand = shop.run(create).expect("a customer").id;
    shop.run(merge(by_hand, ann)).expect("a merge");
    assert_eq!((code(ann), code(shop.customer("ben"))), ("C1".into(), "C3".into()));
}

/// A long history moves in stretches, and whole.
#[test]
fn a6_a_long_history_moves_whole() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let week = open_week(&shop);
    let [ann, ben] = ["ann", "ben"].map(|name| shop.customer(name));
    for n in 0..1_100 {
        shop.run(pay(ann, n % 7 + 1, None)).expect("a payment");
    }
    for _ in 0..450 {
        bought(&shop, ann, week, 1);
    }
    let before = account(&shop, ann);
    let done = shop.run(merge(ann, ben)).expect("a merge");
    assert_eq!((done.orders, done.postings), (450, 1_550));
    let after = raw::records::<Account>(shop.hub.store());
    let of = |id| after.iter().find(|account| account.customer == id).expect("an account");
    assert_eq!(*of(ben), Account { customer: ben, ..before });
    assert_eq!((of(ann).balance.minor(), of(ann).orders, of(ann).last_order_at), (0, 0, None));
    books_add_up(shop.hub.store(), &orders(&shop));
}

/// What a hub does with its customers' orders, by small numbers.
#[derive(Debug, Clone)]
enum Step {
    Buy { who: usize, milk: i64 },
    Pay { who: usize, order: Option<usize>, amount: i64 },
    Edit { order: usize, milk: i64 },
    Cancel { order: usize },
    Reassign { order: usize, who: usize, with_payments: bool },
    Reverse { entry: usize },
    Wish { who: usize },
    Split { who: usize, orders: Vec<usize>, with_payments: bool },
    Merge { who: usize, into: usize },
}

fn step() -> impl Strategy<Value = Step> {
    let (who, order) = (0_usize..5, 0_usize..12);
    prop_oneof![
        3 => (who.clone(), 1_i64..5).prop_map(|(who, milk)| Step::Buy { who, milk }),
        2 => (who.clone(), prop::option::of(order.clone()), 1_i64..9)
            .prop_map(|(who, order, amount)| Step::Pay { who, order, amount }),
        1 => (order.clone(), 1_i64..5).prop_map(|(order, milk)| Step::Edit { order, milk }),
        1 => order.clone().prop_map(|order| Step::Cancel { order }),
        4 => (order.clone(), who.clone(), any::<bool>())
            .prop_map(|(order, who, with_payments)| Step::Reassign { order, who, with_payments }),
        2 => (0_usize..40).prop_map(|entry| Step::Reverse { entry }),
        1 => who.clone().prop_map(|who| Step::Wish { who }),
        2 => (who.clone(), prop::collection::vec(order, 1..4), any::<bool>())
            .prop_map(|(who, orders, with_payments)| Step::Split { who, orders, with_payments }),
        2 => (who.clone(), who).prop_map(|(who, into)| Step::Merge { who, into }),
    ]
}

/// A hub with four customers and the orders so far.
struct World {
    shop: Shop,
    series: SeriesId,
    week: CycleId,
    people: Vec<CustomerId>,
    orders: Vec<OrderId>,
    /// How many splits and merges were done.
    done: (usize, usize),
}

impl World {
    fn new() -> Self {
        let shop = Shop::new("2026-02-25T12:00:00Z");
        let series = shop.weekly(&[("milk", "1.00", None), ("eggs", "2.00", None)]);
        shop.advance("2026-03-02T10:00:00Z");
        let week = shop.cycle(series, 1);
        let people = ["ann", "ben", "cal", "dee"].map(|name| shop.customer(name)).to_vec();
        Self { shop, series, week, people, orders: Vec::new(), done: (0, 0) }
    }

    /// Who has which number: those who were made by splits count too.
    fn who(&self, n: usize) -> CustomerId {
        self.people[n * 7 % self.people.len()]
    }

    fn order(&self, n: usize) -> Option<OrderId> {
        self.orders.get(n % self.orders.len().max(1)).copied()
    }

    fn total(&self) -> i64 {
        let all: Vec<Account> = raw::records(self.shop.hub.store());
        all.iter().map(|account| account.balance.minor()).sum()
    }

    /// Takes a step, as far as it is possible; how far it may move the sum of all balances.
    fn take(&mut self, step: &Step) -> Option<i64> {
        let shop = &self.shop;
        match step {
            Step::Buy { who, milk } => {
                // Who was merged away leads to the other.
                self.orders.push(bought(shop, self.who(*who), self.week, *milk));
                None
            }
            Step::Pay { who, order, amount } => {
                let order = order.and_then(|n| self.order(n));
                let done = shop.run(pay(self.who(*who), *amount, order)).is_ok();
                Some(if done { *amount * 100 } else { 0 })
            }
            Step::Edit { order, milk } => {
                let order = self.order(*order)?;
                shop.run(Shop::edit(order, None, &[("milk", *milk)])).ok();
                None
            }
            Step::Cancel { order } => {
                let order = self.order(*order)?;
                shop.run(CancelOrder { enterprise: hub(), order, version: None }).ok();
                None
            }
            Step::Reassign { order, who, with_payments } => {
                let order = self.order(*order)?;
                let goes = reassign(order, self.who(*who));
                shop.run(ReassignOrder { with_payments: *with_payments, ..goes }).ok();
                Some(0)
            }
            Step::Reverse { entry } => {
                let all: Vec<Posting> = raw::records(shop.hub.store());
                let posting = all.get(entry % all.len().max(1))?.id;
                shop.run(ReversePosting { enterprise: hub(), posting, note: None }).ok();
                None
            }
            Step::Wish { who } => {
                shop.standing(self.who(*who), self.series, &[("eggs", 1)]);
                Some(0)
            }
            Step::Split { who, orders, with_payments } => {
                let customer = self.who(*who);
                let theirs = |(_, order): &(OrderId, Order)| order.customer == customer;
                let theirs = self::orders(shop).into_iter().filter(theirs);
                let theirs: Vec<OrderId> = theirs.map(|(id, _)| id).collect();
                let nth = |n: &usize| theirs.get(n % theirs.len().max(1)).copied();
                let named: BTreeSet<OrderId> = orders.iter().filter_map(nth).collect();
                let split = SplitCustomer {
                    orders: named.into_iter().collect(),
                    with_payments: *with_payments,
                    ..split(customer)
                };
                if let Ok(split) = shop.run(split) {
                    self.people.push(split.created.id);
                    self.done.0 += 1;
                }
                Some(0)
            }
            Step::Merge { who, into } => {
                let (customer, into) = (self.who(*who), self.who(*into));
                self.done.1 += usize::from(shop.run(merge(customer, into)).is_ok());
                Some(0)
            }
        }
    }
}

/// P10 and R38: whatever goes to whom, nothing is lost and nothing comes to be; each account is the sum
/// of its entries and counts its own orders.
#[test]
fn p10_moving_things_about_changes_no_sum() {
    let (done, postings) = (Cell::new((0, 0)), Cell::new(0));
    let cases = u32::try_from(64 * times("P10")).expect("a number of cases");
    let mut runner =
        TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let held = runner.run(&prop::collection::vec(step(), 1..50), |steps| {
        let mut world = World::new();
        for step in &steps {
            let before = world.total();
            if let Some(more) = world.take(step) {
                prop_assert_eq!(world.total(), before + more, "{:?}", step);
            }
            books_add_up(world.shop.hub.store(), &orders(&world.shop));
            nobody_owns_anything_who_was_merged_away(&world.shop);
        }
        done.set((done.get().0 + world.done.0, done.get().1 + world.done.1));
        let kept = raw::rows(world.shop.hub.store(), Posting::TABLE).len();
        postings.set(postings.get() + kept);
        Ok(())
    });
    held.unwrap_or_else(|e| panic!("{e}"));
    let (splits, merges) = done.get();
    println!("{splits} splits, {merges} merges, {} postings", postings.get());
    assert!(splits > 10 && merges > 10, "{splits} splits and {merges} merges are too few");
}

/// What leads elsewhere has nothing, and leads there in one step.
fn nobody_owns_anything_who_was_merged_away(shop: &Shop) {
    let store = shop.hub.store();
    let all: BTreeMap<_, _> =
        raw::records::<Customer>(store).into_iter().map(|c| (c.id, c)).collect();
    let merged = |id: &CustomerId| all[id].merged_into.is_some();
    for stub in all.values().filter(|customer| customer.merged_into.is_some()) {
        let into = stub.merged_into.expect("somebody");
        assert!(!merged(&into), "{stub:?} leads to one who leads on");
        let account = raw::records::<Account>(store).into_iter().find(|a| a.customer == stub.id);
        let account = account.expect("an account");
        let has = (account.balance.minor(), account.orders, account.standing_orders);
        assert_eq!(has, (0, 0, 0), "{stub:?}");
    }
    let merged: BTreeSet<Value> =
        all.keys().filter(|id| merged(id)).map(|id| Value::from(*id)).collect();
    for t in TABLES.iter().filter(|t| MOVES.contains(&t.name)) {
        let customer = t.col("customer").0;
        let theirs = raw::rows(store, t).into_iter().find(|row| merged.contains(&row[customer]));
        assert_eq!(theirs, None, "{}", t.name);
    }
}

/// Tables of what goes along when a customer is merged into another.
const MOVES: [&str; 11] = [
    "orders",
    "standing_orders",
    "past_orders",
    "saved_lists",
    "customer_notes",
    "contacts",
    "join_requests",
    "notices",
    "customer_tags",
    "customer_values",
    "customer_aliases",
];

/// And of what stays, and why.
const STAYS: [(&str, &str); 4] = [
    ("postings", "entries are never edited: they are taken back, and entered for the other"),
    ("accounts", "it is closed, at zero"),
    ("customer_feed", "it says that he is gone"),
    ("customer_words", "they are of the name that is left; a stub is never listed"),
];

/// Who adds a table that names a customer decides here, and in `merge::moving::move_all`.
#[test]
fn every_table_that_names_a_customer_moves_or_stays_for_a_reason() {
    for t in TABLES.iter().filter(|t| t.columns.iter().any(|c| c.name == "customer")) {
        let stays = STAYS.iter().any(|(name, _)| *name == t.name);
        assert!(
            MOVES.contains(&t.name) != stays,
            "`{}` names a customer: move it in `customers/merge/moving.rs`",
            t.name
        );
    }
}
