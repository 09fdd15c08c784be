//! The stores as hubs, and their year.
//!
//! Every command carries an idempotency key: a run that was killed can be run again from the start,
//! and a second run changes nothing.

use super::data::{Household, Year};
use chrono::{DateTime, TimeDelta, Utc};
use milkround::Result;
use milkround::hub::Hub;
use milkround::hub::customers::{CreateCustomer, CustomerFields};
use milkround::hub::enterprises::CreateEnterprise;
use milkround::hub::exchanges::OfferInput;
use milkround::hub::series::{CreateSeries, ScheduleInput, TemplateExchangeInput, TemplateInput};
use milkround::hub::standing_orders::{
    CreateStandingOrder, LineInput, PauseStandingOrder, SkipCycles,
};
use milkround::hub::test_clock::AdvanceClock;
use milkround::hub::tick::{Tick, TickReport};
use milkround::hub::variants::{SaveVariants, VariantInput};
use milkround::model::schedule::ClosingRule;
use milkround::value::{Change, SeriesId, StandingOrderId};
use std::collections::{BTreeMap, BTreeSet};

/// A store as a hub.
#[derive(Debug)]
pub struct Store<'y> {
    /// Its id.
    pub id: String,
    /// Its weekly series.
    pub series: SeriesId,
    /// Its standing orders with their households.
    pub standing_orders: BTreeMap<StandingOrderId, &'y Household>,
}

/// When everything is set up; a hub on a test clock is opened at this time.
pub fn beginning(year: &Year) -> DateTime<Utc> {
    year.zone.instant(year.monday(0)) - TimeDelta::days(1)
}

/// Makes hubs, goods, customers, series and standing orders known; `each` hears of every hub.
///
/// # Errors
/// The hub's, and `key_reused` for a file with another year.
pub fn settle<'y>(
    hub: &Hub,
    year: &'y Year,
    each: &mut dyn FnMut(usize),
) -> Result<Vec<Store<'y>>> {
    let mut stores = Vec::with_capacity(year.hubs.len());
    for (id, households) in &year.hubs {
        stores.push(settle_one(hub, year, id, households)?);
        each(stores.len());
    }
    Ok(stores)
}

fn settle_one<'y>(
    hub: &Hub,
    year: &'y Year,
    id: &str,
    households: &'y [Household],
) -> Result<Store<'y>> {
    let system = |what: &str| hub.as_system().with_key(format!("{id} {what}"));
    system("hub").run(CreateEnterprise {
        enterprise: id.to_owned(),
        name: format!("Store {id}"),
        zone: year.header.zone.clone(),
        currency: year.header.currency.clone(),
        ..CreateEnterprise::default()
    })?;
    let wanted = households.iter().flat_map(|household| &household.lines);
    let goods: BTreeSet<&str> = wanted.map(|line| line.product.as_str()).collect();
    let goods = || goods.iter().filter_map(|id| year.products.get(*id));
    let variants = goods().map(|product| VariantInput {
        id: product.id.clone(),
        name: product.name.clone(),
        category: Some(product.category.clone()),
        ..VariantInput::default()
    });
    let variants = variants.collect();
    system("goods").run(SaveVariants { enterprise: id.to_owned(), variants })?;
    let offers = goods().map(|product| OfferInput {
        variant: product.id.clone(),
        price: product.price,
        stock: None,
    });
    let exchange = TemplateExchangeInput {
        distributor: id.to_owned(),
        offers: offers.collect(),
        ..TemplateExchangeInput::default()
    };
    let rule = format!("FREQ=WEEKLY;COUNT={}", year.header.weeks);
    let schedule = ScheduleInput::new(year.monday(0), &rule, ClosingRule::after(7, 0, 0)?);
    let series = system("series").run(CreateSeries {
        enterprise: id.to_owned(),
        name: "Week".to_owned(),
        schedule: Some(schedule),
        template: TemplateInput { outgoing: vec![exchange], ..TemplateInput::default() },
        ..CreateSeries::default()
    })?;
    let mut store =
        Store { id: id.to_owned(), series: series.series.id, standing_orders: BTreeMap::new() };
    for household in households {
        if let Some(standing_order) = welcome(hub, year, &store, household)? {
            store.standing_orders.insert(standing_order, household);
        }
    }
    Ok(store)
}

/// Makes a household a customer, with its standing order, skips and pauses.
fn welcome(
    hub: &Hub,
    year: &Year,
    store: &Store<'_>,
    household: &Household,
) -> Result<Option<StandingOrderId>> {
    let enterprise = || store.id.clone();
    let system =
        |what: &str| hub.as_system().with_key(format!("household {} {what}", household.id));
    let text = |text: String| Change::To(Some(text));
    let fields = CustomerFields {
        code: text(household.id.clone()),
        last_name: text(format!("Household {}", household.id)),
        ..CustomerFields::default()
    };
    let customer = system("joins").run(CreateCustomer {
        enterprise: enterprise(),
        fields,
        share_email: false,
    })?;
    let (Some((first, last)), false) = (household.range(), household.lines.is_empty()) else {
        return Ok(None);
    };
    let lines = household.lines.iter().map(|line| LineInput {
        variant: line.product.clone(),
        quantity: line.quantity.into(),
        every: None,
    });
    let made = system("orders").run(CreateStandingOrder {
        enterprise: enterprise(),
        customer: customer.id,
        series: Some(store.series),
        distributor: enterprise(),
        starts_on: Some(year.closes_on(first)),
        ends_on: Some(year.closes_on(last)),
        lines: lines.collect(),
        ..CreateStandingOrder::default()
    })?;
    let standing_order = made.standing_order.id;
    let (single, several): (Vec<_>, Vec<_>) =
        household.idle().partition(|(first, last)| first == last);
    if !single.is_empty() {
        system("skips").run(SkipCycles {
            enterprise: enterprise(),
            standing_order,
            version: None,
            cycles: Vec::new(),
            dates: single.into_iter().map(|(week, _)| year.closes_on(week)).collect(),
            variant: None,
            open_orders: None,
        })?;
    }
    for (first, last) in several {
        system(&format!("pauses {first}")).run(PauseStandingOrder {
            enterprise: enterprise(),
            standing_order,
            version: None,
            starts_on: year.closes_on(first),
            ends_on: Some(year.closes_on(last)),
            open_orders: None,
        })?;
    }
    Ok(Some(standing_order))
}

/// Lives through the year, from Monday to Monday: `tick` does what is due (it may take the time),
/// and `each` hears of every week with the reports of its ticks.
///
/// # Errors
/// The tick's.
pub fn live(
    hub: &Hub,
    year: &Year,
    tick: &mut dyn FnMut(&Hub, Tick) -> Result<TickReport>,
    each: &mut dyn FnMut(u32, &[TickReport]),
) -> Result<()> {
    for week in 0..=year.header.weeks {
        let to = year.zone.instant(year.monday(week)).max(hub.now());
        hub.run(AdvanceClock { to, without_ticks: true })?;
        let mut reports = Vec::new();
        loop {
            let report = tick(hub, Tick::default())?;
            let more = report.more;
            reports.push(report);
            if !more {
                break;
            }
        }
        each(week, &reports);
    }
    Ok(())
}
