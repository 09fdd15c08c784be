//! The ledger and its accounts (B3, B4): what the scenarios cannot show.

use milkround_core::hub::ledger::{GetBalance, HandMade, RecordPosting};
use milkround_core::hub::standing_orders::FinishStandingOrder;
use milkround_core::model::ledger::{Account, Posting};
use milkround_core::model::notice::{Due, DueKind};
use milkround_core::model::order::OrderState;
use milkround_core::store::{Access, Record, Scope, Value};
use milkround_core::value::CustomerId;
use milkround_tests::raw;
use milkround_tests::shop::{HUB, Shop, at, date};

fn balance(shop: &Shop, customer: CustomerId) -> Account {
    shop.run(GetBalance { enterprise: HUB.into(), customer }).expect("a balance").account
}

fn pay(shop: &Shop, customer: CustomerId, amount: &str) -> Posting {
    shop.run(RecordPosting {
        enterprise: HUB.into(),
        customer,
        kind: HandMade::Payment,
        amount: amount.parse().expect("an amount"),
        order: None,
        reference: None,
        note: None,
        booked_on: None,
    })
    .expect("a payment")
}

/// E6: the account sums up what is kept elsewhere, and is made anew from there.
#[test]
fn an_account_that_is_spoilt_or_gone_is_made_anew_and_holds_up_no_close() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let series = shop.weekly(&[("milk", "1.00", None)]);
    let [ann, ben, cal] = ["ann", "ben", "cal"].map(|name| shop.customer(name));
    for customer in [ann, ben, cal] {
        shop.standing(customer, series, &[("milk", 2)]);
        pay(&shop, customer, "5.00");
    }
    shop.advance("2026-03-02T10:00:00Z");
    let (store, table) = (shop.hub.store(), Account::TABLE);
    let key = |id: CustomerId| vec![Value::Int(1), id.into()];
    let mut tx = store.begin(&Scope::All, Access::Write).expect("a transaction");
    let mut rows = tx.get(table, &[key(ann)]).expect("a row");
    let mut row = rows.remove(0).expect("ann's account");
    row[table.col("balance").0] = Value::Int(i64::MAX);
    tx.update(table, &[row]).expect("spoilt");
    assert_eq!(tx.delete(table, &[key(ben)]).expect("deleted"), 1);
    tx.commit().expect("a commit");
    shop.advance("2026-03-05T10:00:00Z");
    for order in shop.orders(shop.cycle(series, 1)) {
        assert_eq!(order.order.state, OrderState::Placed);
    }
    let right = balance(&shop, cal);
    assert_eq!(right.balance.to_string(), "3.00 GBP");
    assert_eq!((right.orders, right.standing_orders), (1, 1));
    for spoilt in [ann, ben] {
        assert_eq!(balance(&shop, spoilt), Account { customer: spoilt, ..right.clone() });
    }
}

/// ```text
///  Mon 2 Mar    Fri 6 Mar   Sat 7 Mar 00:00
///  ---|------------|-----------|----------->
///   made       its last day   counted out
/// ```
#[test]
fn a_standing_order_that_ends_by_its_date_is_counted_until_that_day_is_over() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let series = shop.weekly(&[("milk", "1.00", None)]);
    let ann = shop.customer("ann");
    let so = shop.standing(ann, series, &[("milk", 2)]);
    let finish = FinishStandingOrder {
        enterprise: HUB.into(),
        standing_order: so,
        version: None,
        ends_on: Some(date("2026-03-06")),
        open_orders: None,
    };
    shop.run(finish).expect("an end");
    let due = || raw::records::<Due>(shop.hub.store());
    let recount = due().into_iter().find(|due| due.kind == DueKind::Account).expect("work");
    assert_eq!(recount.at, at("2026-03-07T00:00:00Z"));
    shop.advance("2026-03-06T23:59:00Z");
    assert_eq!(balance(&shop, ann).standing_orders, 1);
    shop.advance("2026-03-07T00:00:00Z");
    assert_eq!(balance(&shop, ann).standing_orders, 0);
    assert!(due().iter().all(|due| due.kind != DueKind::Account));
}
