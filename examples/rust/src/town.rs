//! The hub with the ids that its people go by: customers by their codes, cycles by their numbers.
//!
//! Every command carries an idempotency key, so that a run that was killed can be run again from
//! the start: what was done answers what it answered then, and only what is missing is done.

use crate::data::Data;
use chrono::{DateTime, NaiveDateTime, Utc};
use milkround::hub::customers::CreateCustomer;
use milkround::hub::orders::ListOrders;
use milkround::hub::series::{CreateSeries, ListSeriesCycles, SeriesCycleView};
use milkround::hub::standing_orders::CreateStandingOrder;
use milkround::hub::test_clock::AdvanceClock;
use milkround::hub::variants::SaveVariants;
use milkround::hub::{Actor, Caller, Hub, Operation};
use milkround::value::zone::Zone;
use milkround::value::{
    Change, CustomerId, CycleId, EnterpriseId, OrderId, SeriesId, StandingOrderId,
};
use milkround::{Code, Error, Result};
use std::collections::BTreeMap;

/// The hub while its season goes on.
#[derive(Debug)]
pub struct Town<'h> {
    /// The hub's engine.
    pub hub: &'h Hub,
    /// What it began with.
    pub data: &'h Data,
    /// Its id.
    pub id: EnterpriseId,
    /// The zone of its clocks.
    pub zone: Zone,
    /// Its series.
    pub series: SeriesId,
    /// Customers by code.
    pub customers: BTreeMap<String, CustomerId>,
    /// Standing orders by their customers' codes.
    pub standing_orders: BTreeMap<String, StandingOrderId>,
    /// How many batches of work ticks did in this run.
    pub batches: u64,
}

/// When staff begin; a hub on a test clock is opened at this time.
///
/// # Errors
/// `unknown_zone`.
pub fn beginning(data: &Data) -> Result<DateTime<Utc>> {
    Ok(Zone::new(&data.enterprise.zone)?.instant(data.opens_for_business))
}

impl<'h> Town<'h> {
    /// Makes everything known: goods, people, the series, and what is wanted every week.
    ///
    /// # Errors
    /// The hub's, and `key_reused` for a file with another season.
    pub fn open(hub: &'h Hub, data: &'h Data) -> Result<Self> {
        let system = |key: &str| hub.as_system().with_key(format!("set up {key}"));
        let made = system("hub").run(data.enterprise.clone())?;
        let enterprise = data.hub().to_owned();
        let variants = data.variants();
        system("goods").run(SaveVariants { enterprise: enterprise.clone(), variants })?;
        let mut town = Self {
            hub,
            data,
            id: made.enterprise,
            zone: made.zone,
            series: SeriesId::default(),
            customers: BTreeMap::new(),
            standing_orders: BTreeMap::new(),
            batches: 0,
        };
        for fields in &data.customers {
            let code = code_of(&fields.code);
            // One after the other: who came first is served first, by the clock (R23).
            town.advance(hub.now() + chrono::Duration::minutes(1))?;
            let create = CreateCustomer {
                enterprise: enterprise.clone(),
                fields: fields.clone(),
                share_email: true,
            };
            let customer = system(&format!("customer {code}")).run(create)?;
            town.customers.insert(code, customer.id);
        }
        let create = CreateSeries {
            enterprise,
            name: data.series.clone(),
            schedule: Some(data.schedule.clone()),
            template: data.template(),
            ..CreateSeries::default()
        };
        town.series = system("series").run(create)?.series.id;
        for wish in &data.standing_orders {
            town.advance(hub.now() + chrono::Duration::minutes(1))?;
            let create = CreateStandingOrder {
                starts_on: wish.starts_on,
                ends_on: wish.ends_on,
                every: wish.every,
                note: wish.note.clone(),
                lines: wish.lines.clone(),
                ..town.standing_order(&wish.customer, &wish.distributor)?
            };
            let key = format!("standing order {}", wish.customer);
            let saved = system(&key).run(create)?;
            town.standing_orders.insert(wish.customer.clone(), saved.standing_order.id);
        }
        Ok(town)
    }

    /// A standing order for a customer, without lines yet.
    ///
    /// # Errors
    /// `not_found`.
    pub fn standing_order(&self, code: &str, distributor: &str) -> Result<CreateStandingOrder> {
        Ok(CreateStandingOrder {
            enterprise: self.id.to_string(),
            customer: self.customer(code)?,
            series: Some(self.series),
            distributor: distributor.to_owned(),
            ..CreateStandingOrder::default()
        })
    }

    /// Turns the clock, ticking on the way; a time that is past is left alone.
    ///
    /// # Errors
    /// The tick's.
    pub fn advance(&mut self, to: DateTime<Utc>) -> Result<()> {
        let to = to.max(self.hub.now());
        let report = self.hub.run(AdvanceClock { to, without_ticks: false })?;
        let work = report.ticks.iter().map(|tick| u64::from(tick.batches));
        self.batches += work.sum::<u64>();
        Ok(())
    }

    /// Turns the clock while nothing ticks: the server is down.
    ///
    /// # Errors
    /// `clock_refused` backwards.
    pub fn sleep(&self, until: NaiveDateTime) -> Result<()> {
        let to = self.zone.instant(until);
        self.hub.run(AdvanceClock { to, without_ticks: true }).map(|_| ())
    }

    /// Reads.
    ///
    /// # Errors
    /// The operation's.
    pub fn ask<O: Operation>(&self, operation: O) -> Result<O::Response> {
        self.hub.run(operation)
    }

    /// Calls in the name of the hub's manager.
    ///
    /// # Errors
    /// None that could happen.
    pub fn as_staff(&self, key: &str) -> Result<Caller<'h>> {
        Ok(self.hub.as_user("jo", [self.id.as_str()])?.with_key(key))
    }

    /// Calls in a customer's name.
    ///
    /// # Errors
    /// `not_found`.
    pub fn as_customer(&self, code: &str, key: &str) -> Result<Caller<'h>> {
        let (enterprise, customer) = (self.id.clone(), self.customer(code)?);
        Ok(self.hub.as_actor(Actor::Customer { enterprise, customer, contact: None }).with_key(key))
    }

    /// The customer with a code.
    ///
    /// # Errors
    /// `not_found`.
    pub fn customer(&self, code: &str) -> Result<CustomerId> {
        found(self.customers.get(code).copied(), "customer", code)
    }

    /// The standing order of the customer with a code.
    ///
    /// # Errors
    /// `not_found`.
    pub fn standing(&self, code: &str) -> Result<StandingOrderId> {
        found(self.standing_orders.get(code).copied(), "standing order of", code)
    }

    /// The cycles made so far, in order.
    ///
    /// # Errors
    /// The store's.
    pub fn cycles(&self) -> Result<Vec<SeriesCycleView>> {
        let list = ListSeriesCycles {
            enterprise: self.id.to_string(),
            series: self.series,
            opens_from: None,
            limit: Some(1000),
            after: None,
        };
        Ok(self.ask(list)?.items)
    }

    /// The cycle of a number.
    ///
    /// # Errors
    /// `not_found`.
    pub fn cycle(&self, number: i64) -> Result<SeriesCycleView> {
        let cycle = self.cycles()?.into_iter().find(|view| view.dates.number == Some(number));
        found(cycle, "cycle", &number.to_string())
    }

    /// The order that a customer's standing order has in the cycle of a number.
    ///
    /// # Errors
    /// `not_found`.
    pub fn order(&self, code: &str, number: i64) -> Result<OrderId> {
        let cycle: CycleId = self.cycle(number)?.dates.cycle;
        let list = ListOrders {
            enterprise: self.id.to_string(),
            standing_order: Some(self.standing(code)?),
            cycle: Some(cycle),
            ..ListOrders::default()
        };
        let order = self.ask(list)?.items.into_iter().next();
        found(order.map(|with| with.order.id), "order of", code)
    }
}

fn code_of(code: &Change<Option<String>>) -> String {
    match code {
        Change::To(Some(code)) => code.clone(),
        _ => String::new(),
    }
}

fn found<T>(found: Option<T>, what: &str, name: &str) -> Result<T> {
    let message = || format!("there is no {what} `{name}` in the season: check the data set");
    found.ok_or_else(|| Error::new(Code::NotFound, message()))
}
