//! What the benches share: a hub with many standing orders, written straight into the store.

use chrono::{DateTime, TimeDelta, Utc};
use milkround::hub::customers::{CreateCustomer, CustomerFields};
use milkround::hub::enterprises::CreateEnterprise;
use milkround::hub::exchanges::OfferInput;
use milkround::hub::series::{CreateSeries, ScheduleInput, TemplateExchangeInput, TemplateInput};
use milkround::hub::standing_orders::{CreateStandingOrder, LineInput};
use milkround::hub::test_clock::AdvanceClock;
use milkround::hub::variants::{SaveVariants, VariantInput};
use milkround::hub::{Clock, Hub};
use milkround::model::customer::Customer;
use milkround::model::schedule::ClosingRule;
use milkround::model::standing_order::StandingOrder;
use milkround::store::{Access, Home, Lock, Scope, Store, Tx};
use milkround::value::{
    Currency, CustomerId, EnterpriseId, EnterpriseNo, IdSource, StandingOrderId,
};
use milkround::{Options, Result};
use std::sync::Arc;

/// The enterprise.
pub const HUB: &str = "hub";
/// How many variants are on offer.
const VARIANTS: usize = 50;
/// How many lines a standing order has.
const LINES: usize = 5;

/// When the first cycle opens.
pub fn opening() -> DateTime<Utc> {
    "2026-03-02T09:00:00Z".parse().unwrap_or_default()
}

/// A hub whose first cycle is about to open for so many standing orders of five lines.
///
/// # Errors
/// Those of the store.
pub fn many(store: Box<dyn Store>, standing_orders: usize) -> Result<Hub> {
    let hub = Hub::new(store, Clock::Test(opening() - TimeDelta::days(3)), 1);
    let template = one(&hub)?;
    fill(&hub, template, standing_orders)?;
    let to = opening() - TimeDelta::milliseconds(1);
    hub.run(AdvanceClock { to, without_ticks: false })?;
    hub.run(AdvanceClock { to: opening(), without_ticks: true })?;
    Ok(hub)
}

/// Opens the hub in a file again, at the time of the opening.
///
/// # Errors
/// Those of the store.
pub fn again(path: &str) -> Result<Hub> {
    Options::new().test_clock(opening()).seed(2).open(&format!("sqlite:{path}"))
}

/// The first customer and standing order, made through the hub.
fn one(hub: &Hub) -> Result<(Customer, StandingOrder)> {
    hub.run(CreateEnterprise {
        enterprise: HUB.into(),
        name: "Hub".into(),
        zone: "Europe/London".into(),
        currency: "GBP".into(),
        ..Default::default()
    })?;
    let id = |n: usize| format!("variant-{n:03}");
    let variants = (0..VARIANTS)
        .map(|n| VariantInput { id: id(n), name: id(n), ..Default::default() })
        .collect();
    hub.run(SaveVariants { enterprise: HUB.into(), variants })?;
    let offers = (0..VARIANTS)
        .map(|n| OfferInput { variant: id(n), price: (n as i64 + 1).into(), stock: None })
        .collect();
    let sold = TemplateExchangeInput { distributor: HUB.into(), offers, ..Default::default() };
    let opens = opening().naive_utc();
    let series = hub.run(CreateSeries {
        enterprise: HUB.into(),
        name: "Weekly".into(),
        schedule: Some(ScheduleInput::new(opens, "FREQ=WEEKLY", ClosingRule::after(2, 9, 0)?)),
        template: TemplateInput { outgoing: vec![sold], ..Default::default() },
        ..Default::default()
    })?;
    let fields =
        CustomerFields { first_name: Some("Ann".to_string()).into(), ..Default::default() };
    let customer =
        hub.run(CreateCustomer { enterprise: HUB.into(), fields, share_email: false })?;
    let lines = (0..LINES)
        .map(|n| LineInput { variant: id(n * 7), quantity: 2.into(), every: None })
        .collect();
    let so = hub.run(CreateStandingOrder {
        enterprise: HUB.into(),
        customer: customer.id,
        series: Some(series.series.id),
        distributor: HUB.into(),
        lines,
        ..Default::default()
    })?;
    Ok((customer, so.standing_order))
}

/// The others, copied straight into the store.
fn fill(hub: &Hub, (customer, so): (Customer, StandingOrder), count: usize) -> Result<()> {
    let no = EnterpriseNo(1);
    let home = Arc::new(Home { no, id: EnterpriseId::new(HUB)?, currency: Currency::new("GBP")? });
    let mut ids = IdSource::new(99);
    let now = so.created_at;
    let mut number = so.number;
    let mut left = count.saturating_sub(1);
    while left > 0 {
        let batch = left.min(10_000);
        left -= batch;
        let mut tx = Tx::new(hub.store().begin(&Scope::One(no), Access::Write)?);
        tx.settle(Arc::clone(&home));
        let mut customers = Vec::with_capacity(batch);
        let mut orders = Vec::with_capacity(batch);
        for _ in 0..batch {
            number += 1;
            let id = CustomerId(ids.next(now));
            customers.push(Customer { id, ..customer.clone() });
            let so_id = StandingOrderId(ids.next(now));
            orders.push(StandingOrder { id: so_id, number, customer: id, ..so.clone() });
        }
        tx.insert_new(&home, &customers)?;
        tx.insert_new(&home, &orders)?;
        tx.commit()?;
    }
    let mut tx = Tx::new(hub.store().begin(&Scope::One(no), Access::Read)?);
    tx.settle(Arc::clone(&home));
    tx.get::<Customer>(&home, vec![customer.id.into()], Lock::None).map(drop)
}
