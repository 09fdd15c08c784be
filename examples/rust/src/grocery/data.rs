//! The file that `derive.py` writes: a header, products, households, one JSON object a line.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use milkround::model::order::OutcomeKind;
use milkround::value::zone::Zone;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

/// What is wrong with the file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    file: String,
    line: usize,
    why: String,
}

impl fmt::Display for Bad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, why } = self;
        match line {
            0 => write!(f, "`{file}`: {why}"),
            _ => write!(f, "`{file}`, line {line}: {why}"),
        }
    }
}

impl std::error::Error for Bad {}

/// One line.
enum Line {
    Header(Header),
    Product(Product),
    Household(Household),
}

/// What a line is. It is read first and then left alone: serde says no columns of tagged enums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Header,
    Product,
    Household,
}

#[derive(Deserialize)]
struct Tag {
    kind: Kind,
}

/// What the file is, and how much there is in it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    #[serde(rename = "kind")]
    _kind: Kind,
    format: String,
    version: u32,
    /// The zone in which weeks begin.
    pub zone: String,
    /// The currency of all prices.
    pub currency: String,
    /// The Monday of the first week.
    pub first_week: NaiveDate,
    /// How many weeks there are.
    pub weeks: u32,
    /// How many stores.
    pub hubs: usize,
    products: usize,
    /// How many households.
    pub households: usize,
    /// How many of them have a standing order.
    pub standing_orders: usize,
    /// How many lines those have.
    pub lines: usize,
}

/// A product that stands in a standing order.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    #[serde(rename = "kind")]
    _kind: Kind,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its department.
    pub category: String,
    /// What a unit costs.
    pub price: Decimal,
}

/// A household, its hub and its weeks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Household {
    #[serde(rename = "kind")]
    _kind: Kind,
    /// Its id.
    pub id: String,
    /// The store where it is a customer.
    pub hub: String,
    /// The weeks in which it bought something, from 0, in order.
    pub active: Vec<u32>,
    /// The lines of its standing order; none: it has none.
    pub lines: Vec<Wanted>,
}

/// One line of a standing order.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// The product.
    pub product: String,
    /// How much of it a week.
    pub quantity: u32,
}

impl Household {
    /// The first and the last active week.
    pub fn range(&self) -> Option<(u32, u32)> {
        Some((*self.active.first()?, *self.active.last()?))
    }

    /// The weeks between two active ones: the first and the last of each row of idle weeks.
    pub fn idle(&self) -> impl Iterator<Item = (u32, u32)> {
        let gaps = self.active.windows(2).map(|pair| (pair[0] + 1, pair[1].saturating_sub(1)));
        gaps.filter(|(first, last)| first <= last)
    }

    /// What must become of its standing order in each week, by the data alone: an order in an
    /// active one, a skip where one week is idle, a pause where several are.
    pub fn expected(&self) -> BTreeMap<u32, OutcomeKind> {
        let active = self.active.iter().map(|week| (*week, OutcomeKind::Generated));
        let idle = self.idle().flat_map(|(first, last)| {
            let kind = if first == last { OutcomeKind::Skipped } else { OutcomeKind::Paused };
            (first..=last).map(move |week| (week, kind))
        });
        active.chain(idle).collect()
    }
}

/// All of it, checked.
#[derive(Debug, Clone)]
pub struct Year {
    /// The header.
    pub header: Header,
    /// The zone in which weeks begin.
    pub zone: Zone,
    /// Products by id.
    pub products: BTreeMap<String, Product>,
    /// Households, those of one hub together.
    pub hubs: BTreeMap<String, Vec<Household>>,
}

impl Year {
    /// Reads and checks a file, before anything is done with it.
    ///
    /// # Errors
    /// What is wrong, with its line.
    pub fn read(path: &Path) -> Result<Self, Bad> {
        let file = path.display().to_string();
        let bad = |line, why| Bad { file: file.clone(), line, why };
        let text = std::fs::read_to_string(path).map_err(|e| {
            bad(0, format!("it cannot be read: {e}; make it with `make demo-real`"))
        })?;
        Self::parse(&text).map_err(|(line, why)| bad(line, why))
    }

    fn parse(text: &str) -> Result<Self, (usize, String)> {
        let mut lines = text.lines().zip(1..);
        let header = match lines.next().map(|(line, _)| read_line(line)) {
            Some(Ok(Line::Header(header))) => header,
            Some(Err(why)) => return Err((1, why)),
            _ => return Err((1, "it has no header: derive the file anew".to_owned())),
        };
        let zone = check_header(&header).map_err(|why| (1, why))?;
        let mut year = Self { header, zone, products: BTreeMap::new(), hubs: BTreeMap::new() };
        let mut known = BTreeSet::new();
        for (line, number) in lines {
            let added = read_line(line).and_then(|line| match line {
                Line::Header(_) => Err("it is a second header: one file is one year".to_owned()),
                Line::Product(product) => year.add_product(product),
                Line::Household(household) => {
                    if !known.insert(household.id.clone()) {
                        return Err(format!("field `id`: household `{}` twice", household.id));
                    }
                    year.add_household(household)
                }
            });
            added.map_err(|why| (number, why))?;
        }
        year.check_totals().map_err(|why| (1, why))?;
        Ok(year)
    }

    fn add_product(&mut self, product: Product) -> Result<(), String> {
        if product.price.is_sign_negative() {
            return Err(format!("field `price`: `{}` is below zero", product.price));
        }
        let id = product.id.clone();
        match self.products.insert(id.clone(), product) {
            None => Ok(()),
            Some(_) => Err(format!("field `id`: product `{id}` twice")),
        }
    }

    fn add_household(&mut self, household: Household) -> Result<(), String> {
        let weeks = self.header.weeks;
        if household.active.is_empty() || !household.active.is_sorted_by(|a, b| a < b) {
            return Err("field `active`: give one week or more, each once, in order".to_owned());
        }
        if let Some(week) = household.active.iter().find(|week| **week >= weeks) {
            return Err(format!("field `active`: week `{week}` is not one of the {weeks} weeks"));
        }
        let mut wanted = BTreeSet::new();
        for line in &household.lines {
            let product = &line.product;
            if !self.products.contains_key(product) {
                return Err(format!("field `product`: `{product}` has no line with its price"));
            }
            if !wanted.insert(product) || line.quantity == 0 {
                return Err(format!("field `lines`: give `{product}` once, and at least 1 of it"));
            }
        }
        self.hubs.entry(household.hub.clone()).or_default().push(household);
        Ok(())
    }

    fn check_totals(&self) -> Result<(), String> {
        let all = || self.hubs.values().flatten();
        let header = &self.header;
        for (field, said, found) in [
            ("hubs", header.hubs, self.hubs.len()),
            ("products", header.products, self.products.len()),
            ("households", header.households, all().count()),
            ("standing_orders", header.standing_orders, self.standing_orders().count()),
            ("lines", header.lines, all().map(|household| household.lines.len()).sum()),
        ] {
            if said != found {
                return Err(format!(
                    "field `{field}`: it says {said}, and the file has {found}: derive it anew"
                ));
            }
        }
        Ok(())
    }

    /// The households with a standing order, hub by hub.
    pub fn standing_orders(&self) -> impl Iterator<Item = &Household> {
        self.hubs.values().flatten().filter(|household| !household.lines.is_empty())
    }

    /// The Monday 00:00 at which a week begins and the one before it ends.
    pub fn monday(&self, week: u32) -> NaiveDateTime {
        let first = self.header.first_week.and_time(NaiveTime::MIN);
        first + TimeDelta::days(i64::from(week) * 7)
    }

    /// The date that counts for a week's cycle: that of its close, which at Monday 00:00 belongs to
    /// the Monday (R4).
    pub fn closes_on(&self, week: u32) -> NaiveDate {
        self.monday(week + 1).date()
    }
}

fn read_line(line: &str) -> Result<Line, String> {
    let read = || {
        Ok(match serde_json::from_str::<Tag>(line)?.kind {
            Kind::Header => Line::Header(serde_json::from_str(line)?),
            Kind::Product => Line::Product(serde_json::from_str(line)?),
            Kind::Household => Line::Household(serde_json::from_str(line)?),
        })
    };
    read().map_err(|e: serde_json::Error| {
        let (text, column) = (e.to_string(), e.column());
        let why = text.rsplit_once(" at line ").map_or(text.as_str(), |(why, _)| why);
        format!("column {column}: {why}: derive the file anew")
    })
}

fn check_header(header: &Header) -> Result<Zone, String> {
    if header.format != "milkround grocery year" {
        return Err(format!("field `format`: `{}` is no grocery year", header.format));
    }
    if header.version != 1 {
        return Err(format!("field `version`: `{}` is not known here, 1 is", header.version));
    }
    if header.first_week.weekday() != Weekday::Mon {
        return Err(format!("field `first_week`: `{}` is no Monday", header.first_week));
    }
    if !(1..=1000).contains(&header.weeks) {
        return Err(format!("field `weeks`: `{}` is not from 1 to 1000", header.weeks));
    }
    Zone::new(&header.zone).map_err(|fault| format!("field `zone`: {}", fault.message))
}
