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
use milkround::value::{Change, CustomerCode, EnterpriseId, Quantity, SeriesId, VariantId};
use std::collections::BTreeSet;

/// When everything is set up; a hub on a test clock is opened at this time.
pub fn beginning(year: &Year) -> DateTime<Utc> {
    year.zone.instant(year.monday(0)) - TimeDelta::days(1)
}

/// Makes hubs, goods, customers, series and standing orders known.
///
/// # Errors
/// The hub's, and `key_reused` for a database with a year of other data.
pub fn settle(hub: &Hub, year: &Year) -> Result<()> {
    for (id, households) in &year.hubs {
        let store = Store { hub, year, id };
        let series = store.open(households.values())?;
        for (code, household) in households {
            store.welcome(series, code, household)?;
        }
    }
    Ok(())
}

/// A store while its households come in.
struct Store<'s> {
    hub: &'s Hub,
    year: &'s Year,
    id: &'s EnterpriseId,
}

impl Store<'_> {
    /// Its one weekly series, with an offer of all that a standing order of its households holds.
    fn open<'y>(&self, households: impl Iterator<Item = &'y Household>) -> Result<SeriesId> {
        let (enterprise, year) = (|| self.id.to_string(), self.year);
        let system = |what: &str| self.hub.as_system().with_key(format!("{} {what}", self.id));
        system("hub").run(CreateEnterprise {
            enterprise: enterprise(),
            name: format!("Store {}", self.id),
            zone: year.zone.name().to_owned(),
            currency: year.currency.code().to_owned(),
            ..CreateEnterprise::default()
        })?;
        let wanted: BTreeSet<_> = households.flat_map(|house| house.lines.keys()).collect();
        let goods = || year.products.iter().filter(|(id, _)| wanted.contains(id));
        let variants = goods().map(|(id, product)| VariantInput {
            id: id.to_string(),
            name: product.name.to_string(),
            category: Some(product.category.to_string()),
            ..VariantInput::default()
        });
        let variants = variants.collect();
        system("goods").run(SaveVariants { enterprise: enterprise(), variants })?;
        let offers = goods().map(|(id, product)| OfferInput {
            variant: id.to_string(),
            price: product.price.amount(),
            stock: None,
        });
        let exchange = TemplateExchangeInput {
            distributor: enterprise(),
            offers: offers.collect(),
            ..TemplateExchangeInput::default()
        };
        let rule = format!("FREQ=WEEKLY;COUNT={}", year.weeks);
        let week = ClosingRule::after(7, 0, 0)?;
        let made = system("series").run(CreateSeries {
            enterprise: enterprise(),
            name: "Week".to_owned(),
            schedule: Some(ScheduleInput::new(year.monday(0), &rule, week)),
            template: TemplateInput { outgoing: vec![exchange], ..TemplateInput::default() },
            ..CreateSeries::default()
        })?;
        Ok(made.series.id)
    }

    /// Makes a household a customer, with its standing order and the weeks that it leaves out.
    fn welcome(&self, series: SeriesId, code: &CustomerCode, household: &Household) -> Result<()> {
        let (enterprise, year) = (|| self.id.to_string(), self.year);
        let system = |what: &str| self.hub.as_system().with_key(format!("household {code} {what}"));
        let text = |text: String| Change::To(Some(text));
        let fields = CustomerFields {
            code: text(code.to_string()),
            last_name: text(format!("Household {code}")),
            ..CustomerFields::default()
        };
        let create = CreateCustomer { enterprise: enterprise(), fields, share_email: false };
        let customer = system("joins").run(create)?.id;
        let (Some((first, last)), false) = (household.range(), household.lines.is_empty()) else {
            return Ok(());
        };
        let line = |(id, quantity): (&VariantId, &Quantity)| LineInput {
            variant: id.to_string(),
            quantity: quantity.value(),
            every: None,
        };
        let made = system("orders").run(CreateStandingOrder {
            enterprise: enterprise(),
            customer,
            series: Some(series),
            distributor: enterprise(),
            starts_on: Some(year.date(first)),
            ends_on: Some(year.date(last)),
            lines: household.lines.iter().map(line).collect(),
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
                dates: single.into_iter().map(|(week, _)| year.date(week)).collect(),
                variant: None,
                open_orders: None,
            })?;
        }
        for (first, last) in several {
            system(&format!("pauses {first}")).run(PauseStandingOrder {
                enterprise: enterprise(),
                standing_order,
                version: None,
                starts_on: year.date(first),
                ends_on: Some(year.date(last)),
                open_orders: None,
            })?;
        }
        Ok(())
    }
}

/// Turns the clock to the Monday on which a week begins and the one before it ends, and ticks until
/// nothing is due; the year is over with the Monday behind its last week.
///
/// # Errors
/// The tick's.
pub fn begin(hub: &Hub, year: &Year, week: u32) -> Result<Vec<TickReport>> {
    let to = year.zone.instant(year.monday(week));
    hub.run(AdvanceClock { to, without_ticks: true })?;
    let mut reports = Vec::new();
    loop {
        let report = hub.run(Tick::default())?;
        let more = report.more;
        reports.push(report);
        if !more {
            return Ok(reports);
        }
    }
}
