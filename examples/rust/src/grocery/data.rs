//! What `grocery-year/derive.py` derived: a header, products, households, one JSON object a line.

mod read;

pub use read::Bad;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use milkround::value::zone::Zone;
use milkround::value::{Currency, CustomerCode, EnterpriseId, Label, Money, Quantity, VariantId};
use std::collections::{BTreeMap, BTreeSet};

/// A year of purchases, checked: a hub refuses nothing of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Year {
    /// The zone in which weeks begin.
    pub zone: Zone,
    /// The currency of all prices.
    pub currency: Currency,
    /// The Monday of the first week.
    pub first_week: NaiveDate,
    /// How many weeks there are.
    pub weeks: u32,
    /// Products that stand in standing orders.
    pub products: BTreeMap<VariantId, Product>,
    /// The households of each hub, by their codes.
    pub hubs: BTreeMap<EnterpriseId, BTreeMap<CustomerCode, Household>>,
}

/// A product.
#[derive(Debug, Clone, PartialEq)]
pub struct Product {
    /// What it is.
    pub name: Label,
    /// Its department.
    pub category: Label,
    /// What a unit costs.
    pub price: Money,
}

/// A household.
#[derive(Debug, Clone, PartialEq)]
pub struct Household {
    /// The weeks in which it bought something, counted from 0; at least one.
    pub active: BTreeSet<u32>,
    /// What it wants each week; nothing: it has no standing order.
    pub lines: BTreeMap<VariantId, Quantity>,
}

impl Year {
    /// The households with a standing order.
    pub fn standing_orders(&self) -> impl Iterator<Item = &Household> {
        self.hubs.values().flat_map(BTreeMap::values).filter(|house| !house.lines.is_empty())
    }

    /// The Monday 00:00 at which a week begins and the one before it ends.
    pub fn monday(&self, week: u32) -> NaiveDateTime {
        let days = Days::new(u64::from(week) * 7);
        (self.first_week + days).and_time(NaiveTime::MIN)
    }

    /// The date by which a standing order knows the cycle of a week: that of its close, which at
    /// Monday 00:00 is the Monday after (R3, R4).
    pub fn date(&self, week: u32) -> NaiveDate {
        self.monday(week + 1).date()
    }

    /// The week that begins on this date.
    pub fn week(&self, date: NaiveDate) -> Option<u32> {
        (0..self.weeks).find(|week| self.monday(*week).date() == date)
    }
}

impl Household {
    /// The first and the last active week.
    pub fn range(&self) -> Option<(u32, u32)> {
        Some((*self.active.first()?, *self.active.last()?))
    }

    /// The rows of idle weeks between active ones, each with its first and last week.
    pub fn idle(&self) -> impl Iterator<Item = (u32, u32)> {
        let pairs = self.active.iter().zip(self.active.iter().skip(1));
        pairs.filter(|(one, next)| *one + 1 < **next).map(|(one, next)| (one + 1, next - 1))
    }
}
