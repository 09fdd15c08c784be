//! A town of hubs whose cycles overlap: made in memory, then put into a store as it is.

use super::Arena;
use crate::raw;
use crate::shop::{Shop, lines, local};
use chrono::{DateTime, Duration, Utc};
use milkround_core::hub::customers::{CreateCustomer, CustomerFields};
use milkround_core::hub::enterprises::CreateEnterprise;
use milkround_core::hub::series::{CreateSeries, ScheduleInput};
use milkround_core::hub::standing_orders::CreateStandingOrder;
use milkround_core::hub::tick::Tick;
use milkround_core::hub::variants::{SaveVariants, VariantInput};
use milkround_core::hub::{Clock, Hub};
use milkround_core::model::TABLES;
use milkround_core::model::schedule::ClosingRule;
use milkround_core::store::{Access, MemoryStore, Scope, Store};
use milkround_core::value::{Change, SeriesId};

/// Hubs with a cycle a day, each of which stays open for some days.
#[derive(Debug, Clone, Copy)]
pub struct Town {
    /// How many hubs.
    pub enterprises: usize,
    /// How many standing orders each has, one a customer.
    pub standing_orders: usize,
    /// How many cycles each has; none: one a day without end.
    pub cycles: Option<usize>,
    /// For how many days a cycle is open.
    pub open_for: u32,
}

/// When the first cycle opens.
const OPENING: &str = "2026-03-02T09:00";

impl Town {
    /// When the n-th cycle opens, counted from 0.
    pub fn opening(n: usize) -> DateTime<Utc> {
        local(OPENING).and_utc() + Duration::days(i64::try_from(n).unwrap_or(i64::MAX))
    }

    /// Makes it in memory and puts it into an arena.
    ///
    /// # Panics
    /// When something of it is refused.
    pub fn build(&self, arena: &dyn Arena) {
        let now = Self::opening(0) - Duration::days(1);
        let hub = Hub::new(Box::new(MemoryStore::default()), Clock::Test(now), 1);
        self.settle(&hub);
        copy(hub.store(), &*arena.open());
    }

    /// Makes it, the day before the first cycles open: `hub-1`, `hub-2`, ….
    ///
    /// # Panics
    /// When something of it is refused.
    pub fn settle(&self, hub: &Hub) {
        (1..=self.enterprises).for_each(|n| self.settle_one(hub, &format!("hub-{n}")));
        // What that left to do.
        hub.run(Tick::default()).expect("a tick");
    }

    /// One hub: milk for all, eggs for half of those who want some.
    fn settle_one(&self, hub: &Hub, id: &str) {
        let enterprise = || id.to_owned();
        let (name, zone) = ("Hub".into(), "UTC".into());
        let currency = "GBP".into();
        let make = CreateEnterprise {
            enterprise: enterprise(),
            name,
            zone,
            currency,
            ..Default::default()
        };
        hub.run(make).expect("a hub");
        let variant =
            |id: &str| VariantInput { id: id.into(), name: id.into(), ..Default::default() };
        let variants = ["milk", "eggs", "bread"].map(variant).to_vec();
        hub.run(SaveVariants { enterprise: enterprise(), variants }).expect("variants");
        let eggs = i64::try_from(self.standing_orders / 2).unwrap_or(0);
        let mut template = Shop::template(&[
            ("milk", "1.05", None),
            ("eggs", "2.40", Some(eggs)),
            ("bread", "3.10", None),
        ]);
        template.outgoing[0].distributor = enterprise();
        let count = self.cycles.map_or(String::new(), |n| format!(";COUNT={n}"));
        let closes = ClosingRule::after(self.open_for, 0, 0).expect("a closing rule");
        let schedule = ScheduleInput::new(local(OPENING), &format!("FREQ=DAILY{count}"), closes);
        let series = CreateSeries {
            enterprise: enterprise(),
            name: "Daily".into(),
            schedule: Some(schedule),
            template,
            keep_ahead: Some(self.cycles.map_or(3, |n| u32::try_from(n).unwrap_or(52))),
            ..Default::default()
        };
        let series = hub.run(series).expect("a series").series.id;
        self.subscribe(hub, id, series);
    }

    /// A customer a standing order.
    fn subscribe(&self, hub: &Hub, id: &str, series: SeriesId) {
        let enterprise = || id.to_owned();
        for n in 0..self.standing_orders {
            let first_name = Change::To(Some(format!("customer {n}")));
            let fields = CustomerFields { first_name, ..Default::default() };
            let customer = CreateCustomer { enterprise: enterprise(), fields, share_email: false };
            let standing_order = CreateStandingOrder {
                enterprise: enterprise(),
                customer: hub.run(customer).expect("a customer").id,
                series: Some(series),
                distributor: enterprise(),
                lines: lines(&[("milk", 2), ("eggs", 1)]),
                ..Default::default()
            };
            hub.run(standing_order).expect("a standing order");
        }
    }
}

/// Puts all rows of one store into another, which is empty.
fn copy(from: &dyn Store, to: &dyn Store) {
    let mut tx = to.begin(&Scope::All, Access::Write).expect("a transaction");
    for t in TABLES {
        let rows = raw::rows(from, t);
        let new = tx.insert(t, &rows).expect("inserted");
        assert!(new.iter().all(|new| *new), "{} was not empty", t.name);
    }
    tx.commit().expect("committed");
}
