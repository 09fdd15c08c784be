//! The history of a customer and of his books (A13): what the scenario cannot show.

use milkround_core::Result;
use milkround_core::hub::history::{CustomerHistory, HistoryEntry, HistoryKind, HistoryPage};
use milkround_core::hub::ledger::{HandMade, ListPostings, RecordPosting};
use milkround_core::hub::past_orders::{PastLineInput, PastOrderInput, RecordPastOrders};
use milkround_core::model::ledger::PostingKind;
use milkround_core::model::order::OrderState;
use milkround_core::store::{MemoryStore, Store};
use milkround_core::value::CustomerId;
use milkround_sqlite::SqliteStore;
use milkround_tests::shop::{HUB, Shop, at, date, refused};

fn ask(customer: CustomerId) -> CustomerHistory {
    CustomerHistory { enterprise: HUB.into(), customer, ..Default::default() }
}

/// `n` past orders of Ann's, one an hour, in every third of which there is kale.
fn remember(shop: &Shop, customer: CustomerId, n: usize) {
    let order = |n: usize| {
        let name = if n.is_multiple_of(3) { "Kale" } else { "Leek" };
        PastOrderInput {
            reference: format!("R{n:04}"),
            placed_at: at("2025-01-01T00:00:00Z") + chrono::TimeDelta::hours(n as i64),
            customer: Some(customer),
            total: 1.into(),
            lines: vec![PastLineInput {
                name: name.into(),
                quantity: 1.into(),
                amount: 1.into(),
                ..Default::default()
            }],
            ..Default::default()
        }
    };
    let all: Vec<_> = (0..n).map(order).collect();
    for orders in all.chunks(1000) {
        let (orders, create_customers) = (orders.to_vec(), false);
        let record = RecordPastOrders { enterprise: HUB.into(), orders, create_customers };
        shop.run(record).expect("orders");
    }
}

/// All pages one after the other.
fn all(shop: &Shop, mut ask: CustomerHistory) -> Vec<HistoryEntry> {
    let mut items = Vec::new();
    loop {
        let page = shop.run(ask.clone()).expect("a page");
        items.extend(page.items);
        match page.next_page {
            None => return items,
            next => ask.after = next,
        }
    }
}

fn shops() -> [Shop; 2] {
    let sqlite = SqliteStore::open_in_memory().expect("a store");
    let stores: [Box<dyn Store>; 2] = [Box::new(MemoryStore::default()), Box::new(sqlite)];
    stores.map(|store| Shop::on(store, "2025-01-01T00:00:00Z"))
}

/// Both kinds interleave; whatever the size of a page, each entry comes once and in order.
#[test]
fn pages_of_any_size_are_one_history() {
    for shop in shops() {
        let series = shop.series(
            "2025-01-01T01:00",
            "FREQ=DAILY",
            milkround_core::model::schedule::ClosingRule::after(0, 9, 0).expect("a rule"),
            &[("milk", "1.00", None)],
        );
        let (ann, ben) = (shop.customer("ann"), shop.customer("ben"));
        shop.standing(ann, series, &[("milk", 1)]);
        shop.standing(ben, series, &[("milk", 1)]);
        shop.advance("2025-01-14T12:00:00Z");
        remember(&shop, ann, 300);
        remember_for_ben(&shop, ben);
        let whole = all(&shop, CustomerHistory { limit: Some(1000), ..ask(ann) });
        assert_eq!(whole.len(), 314);
        assert!(whole.is_sorted_by_key(|entry| std::cmp::Reverse(entry.at)));
        let of_cycles = |entry: &&HistoryEntry| entry.kind == HistoryKind::Order;
        assert_eq!(whole.iter().filter(of_cycles).count(), 14);
        for limit in [1, 7, 100, 313, 314] {
            assert_eq!(all(&shop, CustomerHistory { limit: Some(limit), ..ask(ann) }), whole);
        }
        let kale = CustomerHistory { search: Some("KÁL".into()), limit: Some(9), ..ask(ann) };
        assert_eq!(all(&shop, kale).len(), 100);
        let milk = CustomerHistory { search: Some("milk week".into()), ..ask(ann) };
        assert_eq!(all(&shop, milk).len(), 14);
        let week = CustomerHistory {
            starts_on: Some(date("2025-01-02")),
            ends_on: Some(date("2025-01-03")),
            limit: Some(10),
            ..ask(ann)
        };
        assert_eq!(all(&shop, week).len(), 48 + 2);
        let states = vec![OrderState::Fulfilled];
        assert_eq!(all(&shop, CustomerHistory { states, ..ask(ann) }).len(), 300);
        let states = vec![OrderState::Ahead];
        assert_eq!(all(&shop, CustomerHistory { states, ..ask(ann) }).len(), 0);
    }
}

fn remember_for_ben(shop: &Shop, ben: CustomerId) {
    let order = PastOrderInput {
        reference: "B".into(),
        placed_at: at("2025-01-05T00:00:00Z"),
        customer: Some(ben),
        total: 1.into(),
        lines: vec![PastLineInput {
            name: "Kale".into(),
            quantity: 1.into(),
            amount: 1.into(),
            ..Default::default()
        }],
        ..Default::default()
    };
    let (orders, create_customers) = (vec![order], false);
    let record = RecordPastOrders { enterprise: HUB.into(), orders, create_customers };
    shop.run(record).expect("an order");
}

/// A search for what is nowhere ends its page after a thousand orders, and goes on.
#[test]
fn a_search_looks_through_so_much_at_a_time() {
    let shop = Shop::new("2026-01-01T00:00:00Z");
    let ann = shop.customer("ann");
    remember(&shop, ann, 2500);
    let mut find = CustomerHistory { search: Some("R0000".into()), ..ask(ann) };
    let mut pages = 0;
    let found = loop {
        let HistoryPage { items, next_page, .. } = shop.run(find.clone()).expect("a page");
        pages += 1;
        match next_page {
            None => break items,
            next => (find.after, _) = (next, assert_eq!(items, [])),
        }
    };
    assert_eq!((pages, found.len()), (3, 1));
}

#[test]
fn a_customer_reads_his_own_and_what_is_wrong_is_told() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let (ann, ben) = (shop.customer("ann"), shop.customer("ben"));
    remember(&shop, ann, 3);
    let as_ann = shop.as_customer(ann);
    assert_eq!(as_ann.run(ask(ann)).expect("her history").items.len(), 3);
    assert_eq!(refused(as_ann.run(ask(ben))).0, "not_found");
    assert_eq!(refused(shop.run(ask(CustomerId::default()))).0, "not_found");
    let wrong = CustomerHistory {
        search: Some("a b c d e f g h i".into()),
        starts_on: Some(date("2026-01-02")),
        ends_on: Some(date("2026-01-01")),
        limit: Some(0),
        ..ask(ann)
    };
    let (_, error) = refused(shop.run(wrong));
    let told: Vec<_> =
        error.violations().iter().map(|v| (v.path.as_str(), v.code.name())).collect();
    let expected =
        [("limit", "out_of_range"), ("ends_on", "end_before_start"), ("search", "too_long")];
    assert_eq!(told, expected);
    let first = shop.run(CustomerHistory { limit: Some(1), ..ask(ann) }).expect("a page");
    let token_of =
        |customer| shop.run(CustomerHistory { after: first.next_page.clone(), ..customer });
    let result: Result<HistoryPage> = token_of(ask(ben));
    assert_eq!(refused(result).0, "malformed");
}

/// Refunds and adjustments are found by kind, word and day (A13).
#[test]
fn entries_are_found_by_kind_word_and_day() {
    for shop in shops() {
        let (ann, ben) = (shop.customer("ann"), shop.customer("ben"));
        let enter = |customer, kind, note: &str, day: &str| {
            let posting = RecordPosting {
                enterprise: HUB.into(),
                customer,
                kind,
                amount: 1.into(),
                order: None,
                reference: Some("BACS 17".into()),
                note: Some(note.into()),
                booked_on: Some(date(day)),
            };
            shop.run(posting).expect("an entry").id
        };
        let crate_ = enter(ann, HandMade::Credit, "a Crate came back", "2025-01-02");
        let eggs = enter(ann, HandMade::Refund, "broken eggs", "2025-01-03");
        let more = enter(ann, HandMade::Refund, "more broken eggs", "2025-01-04");
        let other = enter(ben, HandMade::Refund, "broken jar", "2025-01-04");
        for n in 0..600 {
            enter(ben, HandMade::Payment, &format!("card {n}"), "2025-01-05");
        }
        let list = ListPostings { enterprise: HUB.into(), ..Default::default() };
        let found = |list: &ListPostings| -> Vec<_> {
            shop.run(list.clone()).expect("entries").items.iter().map(|p| p.id).collect()
        };
        let search = |text: &str| ListPostings { search: Some(text.into()), ..list.clone() };
        assert_eq!(found(&search("bacs BRÖK")), [other, more, eggs]);
        assert_eq!(found(&ListPostings { customer: Some(ann), ..search("crat") }), [crate_]);
        assert_eq!(found(&search("rate")), []);
        let kinds = vec![PostingKind::Refund, PostingKind::Credit];
        let kinds = ListPostings { kinds, ..list.clone() };
        assert_eq!(found(&kinds), [other, more, eggs, crate_]);
        let days = ListPostings {
            starts_on: Some(date("2025-01-02")),
            ends_on: Some(date("2025-01-03")),
            ..kinds.clone()
        };
        assert_eq!(found(&days), [eggs, crate_]);
        assert_eq!(found(&ListPostings { customer: Some(ann), ..days }), [eggs, crate_]);
        // Page by page; the token is of this search alone.
        let mut page = ListPostings { limit: Some(2), ..search("broken") };
        let first = shop.run(page.clone()).expect("a page");
        assert_eq!(first.items.iter().map(|p| p.id).collect::<Vec<_>>(), [other, more]);
        page.after = first.next_page;
        assert_eq!(found(&page), [eggs]);
        assert_eq!(
            refused(shop.run(ListPostings { after: page.after, ..search("jar") })).0,
            "malformed"
        );
    }
}
