//! The sums, one a row: what is kept while orders pass by.

use super::{SalesBy, SalesRow};
use crate::error::Result;
use crate::hub::context::Cx;
use crate::model::variant::Variant;
use crate::store::Value;
use crate::value::text::fold;
use crate::value::zone::Zone;
use crate::value::{Label, Money, Quantity, VariantId};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// The place of a row: its rank, and its key among rows of the same.
pub(super) type Place = (i64, String);

/// One line that was sold.
pub(super) struct Sale<'s> {
    /// Of which order; the lines of one come one behind the other.
    pub order: Uuid,
    pub placed_at: DateTime<Utc>,
    pub variant: Option<&'s VariantId>,
    /// As a past order calls it.
    pub name: Option<&'s Label>,
    pub category: Option<&'s Label>,
    pub quantity: Quantity,
    pub amount: Money,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Variant(VariantId),
    Name(String),
    Category(String),
    Day(NaiveDate),
}

impl Key {
    fn text(&self) -> String {
        match self {
            Key::Variant(id) => format!("variant:{id}"),
            Key::Name(name) => format!("name:{name}"),
            Key::Category(name) => format!("category:{name}"),
            Key::Day(day) => day.to_string(),
        }
    }
}

struct Sum {
    label: Option<Label>,
    quantity: Quantity,
    amount: Money,
    orders: u64,
    last: Option<Uuid>,
}

/// Sums by key. It grows with the rows of the answer, not with the orders.
pub(super) struct Tally {
    by: SalesBy,
    zone: Zone,
    sums: BTreeMap<Key, Sum>,
    /// The categories of variants that have passed by.
    categories: HashMap<VariantId, Option<Label>>,
    pub amount: Money,
    pub orders: u64,
    last: Option<Uuid>,
}

impl Tally {
    pub(super) fn new(by: SalesBy, cx: &Cx<'_>) -> Result<Self> {
        Ok(Self {
            by,
            zone: cx.enterprise()?.zone.clone(),
            sums: BTreeMap::new(),
            categories: HashMap::new(),
            amount: cx.home()?.currency.zero(),
            orders: 0,
            last: None,
        })
    }

    /// Looks up what is not known yet of these variants.
    pub(super) fn meet<'v>(
        &mut self,
        cx: &mut Cx<'_>,
        variants: impl Iterator<Item = &'v VariantId>,
    ) -> Result<()> {
        if self.by != SalesBy::Category {
            return Ok(());
        }
        let home = cx.home()?;
        let new: BTreeSet<&VariantId> =
            variants.filter(|id| !self.categories.contains_key(*id)).collect();
        let keys = new.iter().map(|id| vec![Value::from(*id)]).collect();
        let found = cx.tx.get_many::<Variant>(&home, keys)?;
        for (id, variant) in new.into_iter().zip(found) {
            self.categories.insert(id.clone(), variant.and_then(|variant| variant.category));
        }
        Ok(())
    }

    /// Counts one line.
    pub(super) fn add(&mut self, sale: &Sale<'_>) -> Result<()> {
        let (key, label) = self.key(sale);
        let zero = self.amount.currency().zero();
        let sum = self.sums.entry(key).or_insert_with(|| Sum {
            label: None,
            quantity: Quantity::ZERO,
            amount: zero,
            orders: 0,
            last: None,
        });
        sum.label = label.or(sum.label.take());
        sum.quantity = sum.quantity.plus(sale.quantity)?;
        sum.amount = sum.amount.plus(sale.amount)?;
        if sum.last.replace(sale.order) != Some(sale.order) {
            sum.orders = sum.orders.saturating_add(1);
        }
        self.amount = self.amount.plus(sale.amount)?;
        if self.last.replace(sale.order) != Some(sale.order) {
            self.orders = self.orders.saturating_add(1);
        }
        Ok(())
    }

    fn key(&self, sale: &Sale<'_>) -> (Key, Option<Label>) {
        let day = self.zone.date(sale.placed_at);
        match (self.by, sale.variant) {
            (SalesBy::Product, Some(variant)) => {
                (Key::Variant(variant.clone()), sale.name.cloned())
            }
            (SalesBy::Product, None) => {
                let name = sale.name.map(Label::as_str).unwrap_or_default();
                (Key::Name(fold(name)), sale.name.cloned())
            }
            (SalesBy::Category, variant) => {
                let of_variant = variant.and_then(|id| self.categories.get(id)?.clone());
                let category = sale.category.cloned().or(of_variant);
                let name = category.as_ref().map(Label::as_str).unwrap_or_default();
                (Key::Category(fold(name)), category)
            }
            (SalesBy::Week, _) => {
                let monday = day.week(chrono::Weekday::Mon).checked_first_day();
                (Key::Day(monday.unwrap_or(day)), None)
            }
            (SalesBy::Month, _) => (Key::Day(day.with_day(1).unwrap_or(day)), None),
            (SalesBy::Year, _) => {
                (Key::Day(NaiveDate::from_ymd_opt(day.year(), 1, 1).unwrap_or(day)), None)
            }
        }
    }

    /// By what a row stands before others: the amount, or the day.
    fn rank(&self, key: &Key, sum: &Sum) -> i64 {
        match key {
            Key::Day(day) => i64::from(day.num_days_from_ce()),
            _ => sum.amount.minor(),
        }
    }

    /// Up to `limit` rows behind a place, and the place of the last where more follow.
    pub(super) fn page(
        &self,
        cx: &mut Cx<'_>,
        behind: Option<Place>,
        limit: usize,
    ) -> Result<(Vec<SalesRow>, Option<Place>)> {
        let behind = behind.map(|(rank, key)| (Reverse(rank), key));
        let mut all: Vec<_> = self
            .sums
            .iter()
            .map(|(key, sum)| ((Reverse(self.rank(key, sum)), key.text()), key, sum))
            .filter(|(place, ..)| behind.as_ref().is_none_or(|behind| place > behind))
            .collect();
        all.sort_by(|(a, ..), (b, ..)| a.cmp(b));
        let more = all.len() > limit;
        all.truncate(limit);
        let last = all.last().filter(|_| more).map(|((rank, key), ..)| (rank.0, key.clone()));
        let names = names_of(cx, all.iter().map(|(_, key, _)| *key))?;
        let row = |((_, text), key, sum): ((Reverse<i64>, String), &Key, &Sum)| SalesRow {
            key: text,
            label: self.label(key, sum, &names),
            variant: match key {
                Key::Variant(id) => Some(id.clone()),
                _ => None,
            },
            starts_on: match key {
                Key::Day(day) => Some(*day),
                _ => None,
            },
            quantity: sum.quantity,
            amount: sum.amount,
            orders: sum.orders,
        };
        Ok((all.into_iter().map(row).collect(), last))
    }

    fn label(&self, key: &Key, sum: &Sum, names: &BTreeMap<VariantId, Label>) -> String {
        let said = sum.label.as_ref().map(ToString::to_string);
        match key {
            Key::Variant(id) => {
                let name = names.get(id).map(ToString::to_string);
                name.or(said).unwrap_or_else(|| id.to_string())
            }
            Key::Name(_) | Key::Category(_) => said.unwrap_or_default(),
            Key::Day(day) => day
                .format(match self.by {
                    SalesBy::Week => "%G-W%V",
                    SalesBy::Month => "%Y-%m",
                    _ => "%Y",
                })
                .to_string(),
        }
    }
}

/// What variants are called now.
fn names_of<'k>(
    cx: &mut Cx<'_>,
    keys: impl Iterator<Item = &'k Key>,
) -> Result<BTreeMap<VariantId, Label>> {
    let home = cx.home()?;
    let keys = keys.filter_map(|key| match key {
        Key::Variant(id) => Some(vec![Value::from(id)]),
        _ => None,
    });
    let found = cx.tx.get_many::<Variant>(&home, keys.collect())?;
    Ok(found.into_iter().flatten().map(|variant| (variant.id, variant.name)).collect())
}
