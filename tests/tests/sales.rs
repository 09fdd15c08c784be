//! Sales (A13): sums held against what is in the tables, and the edges of periods.

use milkround_core::hub::orders::{CancelOrder, ConfirmOrder};
use milkround_core::hub::past_orders::{PastLineInput, PastOrderInput, RecordPastOrders};
use milkround_core::hub::sales::{CustomerSales, SalesBy, SalesPage, SalesRow};
use milkround_core::model::order::{Order, OrderLine, OrderState};
use milkround_core::model::past_order::PastOrder;
use milkround_core::model::schedule::ClosingRule;
use milkround_core::store::{MemoryStore, Store};
use milkround_core::value::CustomerId;
use milkround_sqlite::SqliteStore;
use milkround_tests::random::Random;
use milkround_tests::raw;
use milkround_tests::shop::{HUB, Shop, at, date, refused};
use std::collections::BTreeSet;

fn by(by: SalesBy) -> CustomerSales {
    CustomerSales {
        enterprise: HUB.into(),
        customer: None,
        by,
        starts_on: None,
        ends_on: None,
        limit: Some(1000),
        after: None,
    }
}

fn line(name: &str, variant: Option<&str>, quantity: i64, amount: &str) -> PastLineInput {
    PastLineInput {
        name: name.into(),
        variant: variant.map(Into::into),
        category: None,
        quantity: quantity.into(),
        amount: amount.parse().expect("an amount"),
    }
}

fn past(shop: &Shop, orders: Vec<PastOrderInput>) {
    let record = RecordPastOrders { enterprise: HUB.into(), orders, create_customers: false };
    shop.run(record).expect("orders");
}

fn order(reference: &str, placed_at: &str, lines: Vec<PastLineInput>) -> PastOrderInput {
    PastOrderInput {
        reference: reference.into(),
        placed_at: at(placed_at),
        email: Some("ann@example.org".into()),
        total: 1.into(),
        lines,
        ..Default::default()
    }
}

fn shops(now: &str) -> [Shop; 2] {
    let sqlite = SqliteStore::open_in_memory().expect("a store");
    let stores: [Box<dyn Store>; 2] = [Box::new(MemoryStore::default()), Box::new(sqlite)];
    stores.map(|store| Shop::on(store, now))
}

/// Key, label, quantity, amount, orders.
type Shown<'r> = (&'r str, &'r str, String, String, u64);

fn shown(rows: &[SalesRow]) -> Vec<Shown<'_>> {
    let each = |row: &'_ SalesRow| (row.quantity.to_string(), row.amount.amount().to_string());
    let shown = rows.iter().map(|row| {
        let (quantity, amount) = each(row);
        (row.key.as_str(), row.label.as_str(), quantity, amount, row.orders)
    });
    shown.collect()
}

fn row(
    key: &'static str,
    label: &'static str,
    quantity: &str,
    amount: &str,
    orders: u64,
) -> Shown<'static> {
    (key, label, quantity.to_owned(), amount.to_owned(), orders)
}

/// What counts, reckoned from the tables: lines and orders.
fn counted(shop: &Shop, customer: Option<CustomerId>) -> (i64, u64) {
    let store = shop.hub.store();
    let mut orders = BTreeSet::new();
    let mut amount = 0;
    let counts = |order: &Order| {
        matches!(order.state, OrderState::Placed | OrderState::Fulfilled)
            && customer.is_none_or(|customer| order.customer == customer)
    };
    let theirs: BTreeSet<_> =
        raw::records::<Order>(store).into_iter().filter(counts).map(|order| order.id).collect();
    for line in raw::records::<OrderLine>(store) {
        if theirs.contains(&line.order) && !line.ordered.is_zero() {
            orders.insert(line.order.0);
            amount += line.amount.minor();
        }
    }
    for order in raw::records::<PastOrder>(store) {
        if order.state.counts() && customer.is_none_or(|id| order.customer == Some(id)) {
            orders.insert(order.id.0);
            amount += order.lines.iter().map(|line| line.amount.minor()).sum::<i64>();
        }
    }
    (amount, orders.len() as u64)
}

/// Whatever they are summed by, all rows together are the lines that were sold.
#[test]
fn sums_by_product_category_and_period_are_the_same() {
    for shop in shops("2024-12-31T12:00:00Z") {
        let mut random = Random::new(7);
        let closes = ClosingRule::after(0, 9, 0).expect("a rule");
        let offers = [("milk", "1.00", None), ("eggs", "2.35", None), ("ham", "7.77", None)];
        let series = shop.series("2025-01-01T01:00", "FREQ=DAILY", closes, &offers);
        let people = ["ann", "ben", "cal"].map(|name| shop.customer(name));
        for person in people {
            for _ in 0..3 {
                let wanted = [("milk", random.between(1, 5)), ("eggs", random.between(1, 5))];
                shop.standing(person, series, &wanted);
            }
        }
        for day in 1..=12 {
            shop.advance(&format!("2025-01-{day:02}T02:00:00Z"));
            let cycle = shop.cycle(series, day);
            let bought = Shop::checkout(people[day % 3], cycle, &[("ham", 2), ("milk", 1)]);
            shop.run(bought).expect("an order");
            let some = shop.orders(cycle).into_iter().find(|order| order.order.version == 1);
            let order = some.expect("an order").order.id;
            let cancel = CancelOrder { enterprise: HUB.into(), order, version: None };
            shop.run(cancel).expect("cancelled");
        }
        let confirm = |order| ConfirmOrder { enterprise: HUB.into(), order, version: None };
        let open = shop.orders(shop.cycle(series, 12)).into_iter().map(|order| order.order);
        let pending = open.filter(|order| order.state == OrderState::Pending).nth(1);
        shop.run(confirm(pending.expect("a pending order").id)).expect("placed");
        let lines =
            || vec![line("Milk of old", Some("milk"), 3, "2.97"), line("Kale", None, 1, "-0.50")];
        let old = |n: i64| {
            order(&format!("{n}"), &format!("2024-{:02}-03T10:00:00Z", n % 12 + 1), lines())
        };
        past(&shop, (0..700).map(old).collect());
        for customer in [None, Some(people[0]), Some(people[1])] {
            let (amount, orders) = counted(&shop, customer);
            for each in SalesBy::ALL {
                let page = shop.run(CustomerSales { customer, ..by(*each) }).expect("sales");
                assert_eq!((page.amount.minor(), page.orders), (amount, orders), "by {each}");
                let sum: i64 = page.items.iter().map(|row| row.amount.minor()).sum();
                assert_eq!(sum, amount, "by {each}");
                let periods = matches!(each, SalesBy::Week | SalesBy::Month | SalesBy::Year);
                if periods {
                    let parts: u64 = page.items.iter().map(|row| row.orders).sum();
                    assert_eq!(parts, orders, "each order in one {each}");
                }
                assert_eq!(paged(&shop, CustomerSales { customer, ..by(*each) }), page.items);
            }
        }
    }
}

/// All rows, two at a time.
fn paged(shop: &Shop, ask: CustomerSales) -> Vec<SalesRow> {
    let mut ask = CustomerSales { limit: Some(2), ..ask };
    let mut rows = Vec::new();
    loop {
        let SalesPage { items, next_page, .. } = shop.run(ask.clone()).expect("a page");
        rows.extend(items);
        match next_page {
            None => return rows,
            next => ask.after = next,
        }
    }
}

/// ```text
///  31 March 2025, London          1 April
///  ---------- 22:59:59Z | 23:00Z ---------->
///               March   |  April
/// ```
#[test]
fn a_day_is_the_enterprises_own() {
    for shop in shops("2026-01-01T00:00:00Z") {
        shop.customer("ann");
        let milk = || vec![line("Milk", None, 1, "1.00")];
        past(
            &shop,
            vec![
                order("1", "2025-03-31T22:59:59Z", milk()),
                order("2", "2025-03-31T23:00:00Z", milk()),
                order("3", "2024-12-30T00:00:00Z", milk()),
                order("4", "2025-01-05T23:59:59Z", milk()),
            ],
        );
        let months = shop.run(by(SalesBy::Month)).expect("sales").items;
        let expected = [
            row("2025-04-01", "2025-04", "1", "1.00", 1),
            row("2025-03-01", "2025-03", "1", "1.00", 1),
            row("2025-01-01", "2025-01", "1", "1.00", 1),
            row("2024-12-01", "2024-12", "1", "1.00", 1),
        ];
        assert_eq!(shown(&months), expected);
        // The first week of 2025 begins in 2024.
        let weeks = shop.run(by(SalesBy::Week)).expect("sales").items;
        assert_eq!(shown(&weeks[1..]), [row("2024-12-30", "2025-W01", "2", "2.00", 2)]);
        assert_eq!(weeks[1].starts_on, Some(date("2024-12-30")));
        let until = |ends_on| {
            let (starts_on, ends_on) = (Some(date("2025-01-06")), Some(date(ends_on)));
            shop.run(CustomerSales { starts_on, ends_on, ..by(SalesBy::Year) }).expect("sales")
        };
        assert_eq!((until("2025-03-31").orders, until("2025-04-01").orders), (1, 2));
    }
}

/// A variant and a mere name are two products; a variant is called as it is called now.
#[test]
fn products_and_categories_are_called_by_their_names() {
    let shop = Shop::new("2026-01-01T00:00:00Z");
    let mut of_dairy = line("Butter", None, 1, "2.00");
    of_dairy.category = Some("Dairy".into());
    let mut also = line("Cream", None, 1, "1.00");
    also.category = Some("DAIRY".into());
    let lines = vec![
        line("Milch", Some("milk"), 1, "1.00"),
        line("milk", None, 1, "0.50"),
        line("Gone", Some("no-more"), 2, "0.70"),
        of_dairy,
        also,
    ];
    past(&shop, vec![order("1", "2025-03-31T10:00:00Z", lines)]);
    let products = shop.run(by(SalesBy::Product)).expect("sales").items;
    let expected = [
        row("name:butter", "Butter", "1", "2.00", 1),
        row("name:cream", "Cream", "1", "1.00", 1),
        row("variant:milk", "milk", "1", "1.00", 1),
        row("variant:no-more", "Gone", "2", "0.70", 1),
        row("name:milk", "milk", "1", "0.50", 1),
    ];
    assert_eq!(shown(&products), expected);
    let categories = shop.run(by(SalesBy::Category)).expect("sales").items;
    let expected =
        [row("category:dairy", "DAIRY", "2", "3.00", 1), row("category:", "", "4", "2.20", 1)];
    assert_eq!(shown(&categories), expected);
}

#[test]
fn a_customer_reads_his_own() {
    let shop = Shop::new("2026-01-01T00:00:00Z");
    let (ann, ben) = (shop.customer("ann"), shop.customer("ben"));
    past(&shop, vec![order("1", "2025-03-31T10:00:00Z", vec![line("Milk", None, 1, "1.00")])]);
    let of = |customer| CustomerSales { customer, ..by(SalesBy::Product) };
    let rows = |caller: CustomerId, customer| {
        shop.as_customer(caller).run(of(customer)).map(|page| page.items.len())
    };
    assert_eq!(rows(ann, Some(ann)).expect("her own"), 1);
    assert_eq!(rows(ann, None).expect("her own"), 1);
    assert_eq!(rows(ben, None).expect("his own"), 0);
    assert_eq!(refused(rows(ben, Some(ann))).0, "not_found");
    assert_eq!(refused(shop.run(of(Some(CustomerId::default())))).0, "not_found");
    let after = Some("1.2".into());
    let (code, error) = refused(shop.run(CustomerSales { after, ..by(SalesBy::Product) }));
    assert_eq!((code, error.path()), ("malformed", Some("after")));
}
