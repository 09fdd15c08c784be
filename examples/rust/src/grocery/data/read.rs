//! Reading the file: all of it is checked before anything is done with it.

use super::{Household, Product, Year};
use chrono::{Datelike, NaiveDate, Weekday};
use milkround::value::zone::Zone;
use milkround::value::{Currency, CustomerCode, EnterpriseId, Money, Quantity, VariantId};
use milkround::{Code, Error, Fault, Violations};
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

/// What is wrong with a file, and where: the error names the fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Bad {
    /// The file.
    pub file: String,
    /// Its line, counted from 1; none: the file as a whole.
    pub line: Option<usize>,
    /// What is wrong.
    pub error: Error,
}

impl fmt::Display for Bad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, error } = self;
        match line {
            None => write!(f, "`{file}`: {error}"),
            Some(line) => write!(f, "`{file}`, line {line}: {error}"),
        }
    }
}

impl std::error::Error for Bad {}

/// What a value of a field comes to.
type Checked<T> = Result<T, Fault>;

fn fault(code: Code, message: impl Into<String>) -> Fault {
    Fault::new(code, message, Json::Null)
}

/// An object whose fields are taken one by one, so that every fault has the name of its field.
struct Fields<'v> {
    left: Map<String, Json>,
    v: &'v mut Violations,
}

impl Fields<'_> {
    /// Takes a field of a type, and checks it further.
    fn check<T: DeserializeOwned, U>(
        &mut self,
        name: &str,
        make: impl FnOnce(T) -> Checked<U>,
    ) -> Option<U> {
        let read = |given| {
            serde_json::from_value(given)
                .map_err(|e| fault(Code::Malformed, format!("{e}: derive the file anew")))
        };
        let missing = || fault(Code::Required, "it is missing: derive the file anew");
        let made = self.left.remove(name).ok_or_else(missing).and_then(read).and_then(make);
        self.v.check(name, made)
    }

    fn take<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        self.check(name, Ok)
    }

    /// Takes a field that can only have one value.
    fn expect<T>(&mut self, name: &str, known: T) -> Option<()>
    where
        T: DeserializeOwned + PartialEq + fmt::Display,
    {
        self.check(name, |given: T| match given == known {
            true => Ok(()),
            false => {
                let message = format!("`{given}` is not known, only `{known}`: derive it anew");
                Err(fault(Code::Malformed, message))
            }
        })
    }
}

/// Reads the fields of an object, and notes whatever is wrong with it.
fn object<T>(
    v: &mut Violations,
    given: Json,
    read: impl FnOnce(&mut Fields<'_>) -> Option<T>,
) -> Option<T> {
    let Json::Object(left) = given else {
        v.add("", fault(Code::Malformed, "it is no JSON object: derive the file anew"));
        return None;
    };
    let mut fields = Fields { left, v };
    let made = read(&mut fields);
    if made.is_some() {
        for name in fields.left.keys() {
            fields.v.add(name, fault(Code::Malformed, "it is not known: derive the file anew"));
        }
    }
    made
}

fn line<T>(text: &[u8], read: impl FnOnce(&mut Fields<'_>) -> Option<T>) -> Result<T, Error> {
    let given = serde_json::from_slice(text).map_err(|e| {
        let (column, why) = (e.column(), e.to_string());
        let why = why.split(" at line ").next().unwrap_or_default();
        Error::new(Code::Malformed, format!("column {column}: {why}: derive the file anew"))
    })?;
    let mut v = Violations::new();
    let made = object(&mut v, given, read);
    v.finish(made)
}

/// How much the header says that there is.
struct Totals {
    hubs: usize,
    products: usize,
    households: usize,
    standing_orders: usize,
    lines: usize,
}

fn header(fields: &mut Fields<'_>) -> Option<(Year, Totals)> {
    let ours = [
        fields.expect("kind", "header".to_owned()),
        fields.expect("format", "milkround grocery year".to_owned()),
        fields.expect("version", 1),
    ];
    let monday = |day: NaiveDate| match day.weekday() == Weekday::Mon {
        true if (1971..2199).contains(&day.year()) => Ok(day),
        _ => Err(fault(Code::OutOfRange, format!("`{day}` is no Monday from 1971 to 2198"))),
    };
    // A year can have a part of a week at either end.
    let few = |weeks: u32| match weeks {
        1..=54 => Ok(weeks),
        _ => Err(fault(Code::OutOfRange, format!("`{weeks}` weeks are no year: give 1 to 54"))),
    };
    // As many as a hub can offer.
    let goods = |products: usize| match products {
        ..=10_000 => Ok(products),
        _ => Err(fault(Code::TooLong, format!("`{products}` are too many: give at most 10000"))),
    };
    let (zone, currency) = (fields.take::<Zone>("zone"), fields.take::<Currency>("currency"));
    let (first_week, weeks) = (fields.check("first_week", monday), fields.check("weeks", few));
    let (hubs, products) = (fields.take("hubs"), fields.check("products", goods));
    let (households, lines) = (fields.take("households"), fields.take("lines"));
    let standing_orders = fields.take("standing_orders");
    ours.into_iter().collect::<Option<Vec<()>>>()?;
    let year = Year {
        zone: zone?,
        currency: currency?,
        first_week: first_week?,
        weeks: weeks?,
        products: BTreeMap::new(),
        hubs: BTreeMap::new(),
    };
    let (hubs, products, households) = (hubs?, products?, households?);
    let (standing_orders, lines) = (standing_orders?, lines?);
    Some((year, Totals { hubs, products, households, standing_orders, lines }))
}

impl Year {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// What is wrong with it, with the line and its fields.
    pub fn read(path: &Path) -> Result<Self, Bad> {
        let bad = |line, error| Bad { file: path.display().to_string(), line, error };
        let bytes = std::fs::read(path).map_err(|e| {
            let message = format!("it cannot be read: {e}: make it with `make demo-real`");
            bad(None, Error::new(Code::NotFound, message))
        })?;
        Self::parse(&bytes).map_err(|(line, error)| bad(Some(line), error))
    }

    /// The first line that is wrong, by its number, and what is wrong with it.
    fn parse(bytes: &[u8]) -> Result<Self, (usize, Error)> {
        let mut lines = bytes.trim_ascii_end().split(|byte| *byte == b'\n').zip(1..);
        let first = lines.next().map_or(&[][..], |(first, _)| first);
        let (mut year, totals) = line(first, header).map_err(|error| (1, error))?;
        let mut known = BTreeSet::new();
        for (text, number) in lines {
            line(text, |fields| match fields.take::<String>("kind")?.as_str() {
                "product" => year.read_product(fields),
                "household" => year.read_household(fields, &mut known),
                kind => {
                    let message = format!("`{kind}` is none: give `product` or `household`");
                    fields.v.check("kind", Err(fault(Code::Malformed, message)))
                }
            })
            .map_err(|error| (number, error))?;
        }
        year.check_totals(&totals).map_err(|error| (1, error))?;
        Ok(year)
    }

    fn read_product(&mut self, fields: &mut Fields<'_>) -> Option<()> {
        let id = fields.check("id", |id: VariantId| match self.products.contains_key(&id) {
            false => Ok(id),
            true => Err(fault(Code::Duplicate, format!("product `{id}` has a line already"))),
        });
        let (name, category) = (fields.take("name"), fields.take("category"));
        let price = fields.check("price", |price: Decimal| Money::charge(price, self.currency));
        let product = Product { name: name?, category: category?, price: price? };
        self.products.insert(id?, product);
        Some(())
    }

    /// `known`: the keys of the codes of all households so far.
    fn read_household(
        &mut self,
        fields: &mut Fields<'_>,
        known: &mut BTreeSet<String>,
    ) -> Option<()> {
        let id = fields.check("id", |id: CustomerCode| match known.insert(id.key()) {
            true => Ok(id),
            false => Err(fault(Code::Duplicate, format!("household `{id}` has a line already"))),
        });
        let hub = fields.take::<EnterpriseId>("hub");
        let active = fields.check("active", |weeks| in_order(weeks, self.weeks));
        let lines = fields.check("lines", |lines: Vec<Json>| match lines.len() {
            ..=500 => Ok(lines),
            n => Err(fault(Code::TooLong, format!("`{n}` lines are too many: give at most 500"))),
        });
        let mut wanted = BTreeMap::new();
        fields.v.each("lines", lines?, |v, line| {
            object(v, line, |fields| self.read_line(fields, &mut wanted))
        })?;
        let household = Household { active: active?, lines: wanted };
        self.hubs.entry(hub?).or_default().insert(id?, household);
        Some(())
    }

    fn read_line(
        &self,
        fields: &mut Fields<'_>,
        wanted: &mut BTreeMap<VariantId, Quantity>,
    ) -> Option<()> {
        let product = fields.check("product", |id: VariantId| {
            if !self.products.contains_key(&id) {
                let message = format!("no line above has a price for product `{id}`");
                return Err(fault(Code::UnknownReference, message));
            }
            match wanted.contains_key(&id) {
                false => Ok(id),
                true => Err(fault(Code::Duplicate, format!("product `{id}` has a line already"))),
            }
        });
        let quantity = fields.check("quantity", |units: u32| match units {
            0 => Err(fault(Code::OutOfRange, "`0` is nothing: give 1 or more")),
            _ => Quantity::whole(units.into()),
        });
        wanted.insert(product?, quantity?);
        Some(())
    }

    fn check_totals(&self, said: &Totals) -> Result<(), Error> {
        let households = || self.hubs.values().flat_map(BTreeMap::values);
        let mut v = Violations::new();
        for (name, said, found) in [
            ("hubs", said.hubs, self.hubs.len()),
            ("products", said.products, self.products.len()),
            ("households", said.households, households().count()),
            ("standing_orders", said.standing_orders, self.standing_orders().count()),
            ("lines", said.lines, households().map(|house| house.lines.len()).sum()),
        ] {
            if said != found {
                let message = format!("it says `{said}`, and there are {found}: derive it anew");
                v.add(name, fault(Code::Malformed, message));
            }
        }
        v.finish(Some(()))
    }
}

/// Weeks that follow each other, at least one.
fn in_order(weeks: Vec<u32>, all: u32) -> Checked<BTreeSet<u32>> {
    if weeks.is_empty() || !weeks.is_sorted_by(|one, next| one < next) {
        return Err(fault(Code::Malformed, "give one week or more, each once, in their order"));
    }
    match weeks.iter().find(|week| **week >= all) {
        None => Ok(weeks.into_iter().collect()),
        Some(week) => {
            let message = format!("`{week}` is none of the {all} weeks, counted from 0");
            Err(fault(Code::OutOfRange, message))
        }
    }
}
