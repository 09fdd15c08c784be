//! A7: the customer list beside a sorted list of everything, for every column, both ways, page by
//! page forwards and back, with and without conditions.

use milkround_core::hub::customer_fields::SaveCustomerField;
use milkround_core::hub::customers::{
    BalanceIs, CreateCustomer, CustomerColumn, CustomerFields, CustomerFilter, CustomerRow,
    ListCustomers,
};
use milkround_core::hub::enterprises::CreateEnterprise;
use milkround_core::hub::ledger::{HandMade, RecordPosting};
use milkround_core::hub::{Caller, Clock, Hub};
use milkround_core::model::customer::FieldKind;
use milkround_core::store::{MemoryStore, Store};
use milkround_core::value::text::fold;
use milkround_core::value::{Change, CustomerId};
use milkround_sqlite::SqliteStore;
use milkround_tests::random::Random;
use milkround_tests::shop::at;
use std::collections::BTreeMap;

const HUBS: [&str; 3] = ["b-hub", "c-hub", "a-hub"];

/// The third hub has no fields of its own, the second one only.
fn define_fields(hub: &Hub) {
    for (enterprise, field, kind) in [
        ("b-hub", "allergies", FieldKind::Text),
        ("b-hub", "boxes", FieldKind::Number),
        ("c-hub", "boxes", FieldKind::Number),
    ] {
        hub.run(SaveCustomerField {
            enterprise: enterprise.into(),
            field: field.into(),
            label: field.into(),
            kind,
            choices: Vec::new(),
            position: None,
        })
        .expect("a field");
    }
}

/// Three hubs with some hundred customers of few names, so that everything has doubles and gaps.
fn town(store: Box<dyn Store>, seed: u64, many: usize) -> (Hub, BTreeMap<CustomerId, i64>) {
    let hub = Hub::new(store, Clock::Test(at("2026-03-01T08:00:00Z")), seed);
    let mut random = Random::new(seed);
    let mut made = BTreeMap::new();
    for enterprise in HUBS {
        let (name, zone, currency) = (enterprise.into(), "Europe/London".into(), "GBP".into());
        let enterprise = enterprise.into();
        let new = CreateEnterprise { enterprise, name, zone, currency, ..Default::default() };
        hub.run(new).expect("a hub");
    }
    define_fields(&hub);
    for n in 0..many {
        let enterprise = HUBS[random.below(3)].to_owned();
        let mut any = |words: &[&str]| {
            let word = words[random.below(words.len())];
            Change::To(Some(word.to_owned()).filter(|word| !word.is_empty()))
        };
        let allergies = ["", "Nuts", "éggs", "nuts, milk"][n % 4];
        let boxes = ["-1", "", "10", "9.5"][n / 4 % 4];
        let custom = match enterprise.as_str() {
            "b-hub" => vec![("allergies", allergies), ("boxes", boxes)],
            "c-hub" => vec![("boxes", boxes)],
            _ => Vec::new(),
        };
        let custom = custom.into_iter().map(|(key, value)| (key.into(), Some(value.into())));
        let fields = CustomerFields {
            custom: Change::To(custom.collect()),
            first_name: any(&["Ann", "Ébène", "zoe", ""]),
            last_name: any(&["Smith", "smythe", "Älv", ""]),
            company: any(&["", "", "Café", "Bar"]),
            phone: any(&["", "0161 496", "020"]),
            delivery_run: any(&["", "NTH", "sth"]),
            code: Change::To(Some(format!("{}-{n}", ["x", "Y"][n % 2])).filter(|_| n % 3 > 0)),
            email: Change::To(Some(format!("p{n}@example.org")).filter(|_| n % 4 > 0)),
            tags: Change::To(
                [vec![], vec!["a".into()], vec!["A".into(), "b".into()]][n % 3].clone(),
            ),
            ..Default::default()
        };
        let new = CreateCustomer { enterprise: enterprise.clone(), fields, share_email: false };
        let Ok(customer) = hub.run(new) else { continue };
        let pence = random.between(-3, 3) * 100;
        made.insert(customer.id, pence);
        if pence != 0 {
            hub.run(RecordPosting {
                enterprise,
                customer: customer.id,
                kind: HandMade::Adjustment,
                amount: rust_decimal::Decimal::new(pence, 2),
                order: None,
                reference: None,
                note: None,
                booked_on: None,
            })
            .expect("a posting");
        }
    }
    (hub, made)
}

fn pages(caller: &Caller<'_>, list: &ListCustomers) -> Vec<CustomerRow> {
    let (mut all, mut after, mut last) = (Vec::new(), None, None);
    loop {
        let page = caller.run(ListCustomers { after, ..list.clone() }).expect("a page");
        all.extend(page.items);
        after = page.next_page;
        if after.is_none() {
            break;
        }
        last = after.clone();
    }
    // And back again, from the last page on.
    let mut before = last.map(|last| {
        let page = caller.run(ListCustomers { after: Some(last), ..list.clone() }).expect("a page");
        (page.previous_page, page.items)
    });
    let mut back: Vec<CustomerRow> = Vec::new();
    while let Some((token, mut items)) = before.take() {
        items.extend(back);
        back = items;
        before = token.map(|token| {
            let list = ListCustomers { before: Some(token), ..list.clone() };
            let page = caller.run(list).expect("a page");
            (page.previous_page, page.items)
        });
    }
    if !back.is_empty() {
        assert_eq!(back, all, "backwards: {list:?}");
    }
    all
}

/// What a list is sorted by.
#[derive(Debug, Clone, Copy)]
enum By {
    Column(CustomerColumn),
    Custom(&'static str),
}

/// What a row sorts by: empties last, whichever way.
fn key(row: &CustomerRow, by: By) -> Option<String> {
    let number = |n: i64| format!("{:020}", i128::from(n) - i128::from(i64::MIN));
    let text = |text: Option<&str>| text.map(fold);
    let by = match by {
        By::Column(column) => column,
        By::Custom(key) => {
            let value = row.custom.as_ref()?.get(key)?;
            let tenths = || number((value.parse::<f64>().expect("a number") * 10.0) as i64);
            return Some(if key == "boxes" { tenths() } else { fold(value) });
        }
    };
    match by {
        CustomerColumn::Name => text(row.name.as_deref()),
        CustomerColumn::FirstName => text(row.first_name.as_ref().map(|l| l.as_str())),
        CustomerColumn::LastName => text(row.last_name.as_ref().map(|l| l.as_str())),
        CustomerColumn::Company => text(row.company.as_ref().map(|l| l.as_str())),
        CustomerColumn::Email => text(row.email.as_ref().map(|l| l.as_str())),
        CustomerColumn::Code => text(row.code.as_ref().map(|l| l.as_str())),
        CustomerColumn::Phone => text(row.phone.as_ref().map(|l| l.as_str())),
        CustomerColumn::Enterprise => Some(row.enterprise.to_string()),
        CustomerColumn::Tags => {
            row.tags.as_ref().filter(|tags| !tags.is_empty()).map(|tags| {
                tags.iter().map(|tag| fold(tag.as_str()) + "\u{1f}").collect::<String>()
            })
        }
        CustomerColumn::DeliveryRun => text(row.delivery_run.as_ref().map(|l| l.as_str())),
        CustomerColumn::Balance => row.balance.map(|money| number(money.minor())),
        CustomerColumn::LastOrderAt => row.last_order_at.map(|at| at.to_rfc3339()),
        CustomerColumn::Orders => row.orders.map(number),
        CustomerColumn::StandingOrders => row.standing_orders.map(number),
        CustomerColumn::CreatedAt => row.created_at.map(|at| at.to_rfc3339()),
    }
}

fn is_sorted(rows: &[CustomerRow], by: By, descending: bool) -> bool {
    rows.windows(2).all(|pair| {
        let (a, b) = (key(&pair[0], by), key(&pair[1], by));
        match (a, b) {
            (None, Some(_)) => false,
            (_, None) => true,
            (Some(a), Some(b)) => {
                if descending {
                    a >= b
                } else {
                    a <= b
                }
            }
        }
    })
}

/// What a condition means, said in another way.
fn is_meant(row: &CustomerRow, filter: &CustomerFilter, pence: i64) -> bool {
    let words = [&row.name, &row.email.as_ref().map(ToString::to_string)];
    let others = [&row.first_name, &row.last_name, &row.company, &row.phone];
    let others = others.into_iter().flatten().map(ToString::to_string);
    let code = row.code.as_ref().map(ToString::to_string);
    let custom = row.custom.iter().flat_map(|custom| custom.values().cloned());
    let others = others.chain(custom);
    let all: Vec<String> = words.into_iter().flatten().cloned().chain(others).chain(code).collect();
    let text = format!(" {}", fold(&all.join(" ")).replace(|c: char| !c.is_alphanumeric(), " "));
    let found = filter
        .search
        .iter()
        .flat_map(|s| s.split(' '))
        .all(|word| text.contains(&format!(" {}", fold(word))));
    let tag = |wanted: &String| row.tags.iter().flatten().any(|t| fold(t.as_str()) == fold(wanted));
    let run = row.delivery_run.as_ref().map(|run| fold(run.as_str()));
    let balance = filter.balance.is_none_or(|is| match is {
        BalanceIs::Owing => pence < 0,
        BalanceIs::Credit => pence > 0,
        BalanceIs::Settled => pence == 0,
    });
    found
        && balance
        && (filter.tags.is_empty() || filter.tags.iter().any(tag))
        && (filter.delivery_runs.is_empty()
            || filter.delivery_runs.iter().any(|wanted| run == Some(fold(wanted))))
}

fn filters() -> Vec<CustomerFilter> {
    let any = CustomerFilter::default;
    vec![
        any(),
        CustomerFilter { search: Some("smi".into()), ..any() },
        CustomerFilter { search: Some("ebene sm".into()), ..any() },
        CustomerFilter { search: Some("MILK".into()), ..any() },
        CustomerFilter { tags: vec!["b".into()], ..any() },
        CustomerFilter { balance: Some(BalanceIs::Owing), tags: vec!["a".into()], ..any() },
        CustomerFilter { balance: Some(BalanceIs::Settled), ..any() },
        CustomerFilter { delivery_runs: vec!["NTH".into(), "STH".into()], ..any() },
        CustomerFilter { delivery_runs: vec!["nth".into()], search: Some("a".into()), ..any() },
    ]
}

fn every_list_is_whole_and_in_order(store: Box<dyn Store>, seed: u64, many: usize, page: u32) {
    let (hub, balances) = town(store, seed, many);
    let manager = hub.as_user("u", HUBS).expect("a manager");
    let custom: Vec<String> = ["allergies", "boxes"].map(str::to_owned).to_vec();
    let columns = CustomerColumn::ALL.iter().map(|column| By::Column(*column));
    let orders: Vec<By> = columns.chain(["allergies", "boxes"].map(By::Custom)).collect();
    let everybody = ListCustomers {
        columns: Some(CustomerColumn::ALL.to_vec()),
        custom_columns: custom.clone(),
        limit: Some(1000),
        ..Default::default()
    };
    let everybody = manager.run(everybody).expect("everybody").items;
    assert_eq!(everybody.len(), balances.len());
    for filter in filters() {
        for by in &orders {
            let (sort_by, sort_by_custom) = match by {
                By::Column(column) => (Some(*column), None),
                By::Custom(key) => (None, Some((*key).to_owned())),
            };
            for (descending, hub) in [(false, None), (true, None), (false, Some("b-hub"))] {
                let list = ListCustomers {
                    enterprise: hub.map(Into::into),
                    filter: filter.clone(),
                    columns: Some(CustomerColumn::ALL.to_vec()),
                    custom_columns: custom.clone(),
                    sort_by,
                    sort_by_custom: sort_by_custom.clone(),
                    descending,
                    limit: Some(page),
                    with_total: true,
                    ..Default::default()
                };
                let rows = pages(&manager, &list);
                assert!(is_sorted(&rows, *by, descending), "{list:?}");
                let meant = everybody.iter().filter(|row| {
                    hub.is_none_or(|hub| row.enterprise.as_str() == hub)
                        && is_meant(row, &filter, balances[&row.customer])
                });
                let mut meant: Vec<_> = meant.map(|row| row.customer).collect();
                let mut listed: Vec<_> = rows.iter().map(|row| row.customer).collect();
                let total = manager.run(list.clone()).expect("a page").total.expect("a total");
                assert_eq!((total.count, total.or_more), (meant.len() as u64, false), "{list:?}");
                meant.sort();
                listed.sort();
                assert_eq!(listed, meant, "{list:?}");
            }
        }
    }
}

#[test]
fn every_list_is_whole_and_in_order_in_memory() {
    for (seed, many, page) in [(1, 150, 7), (2, 40, 1), (3, 240, 3)] {
        every_list_is_whole_and_in_order(Box::new(MemoryStore::default()), seed, many, page);
    }
}

#[test]
fn every_list_is_whole_and_in_order_on_sqlite() {
    let store = SqliteStore::open_in_memory().unwrap();
    every_list_is_whole_and_in_order(Box::new(store), 4, 150, 3);
}
