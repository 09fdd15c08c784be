//! Finding a page of customers in bounded work (ARCHITECTURE: the customer list).
//!
//! Where a condition holds for few, those few are read and sorted. Else the index of the sorting
//! column is walked until the page is full, or so many rows were looked at that the page goes out
//! short, with a token to go on. Several enterprises are walked each by itself, and merged.

use super::column::{CustomerColumn, Place};
use super::question::{Part, Question};
use crate::error::Result;
use crate::hub::context::Cx;
use crate::hub::customers::custom::defined;
use crate::model::customer::{Customer, CustomerField, CustomerValue};
use crate::model::ledger::Account;
use crate::store::{Home, Key, Query, Record, Row, Table, Value};
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use uuid::Uuid;

/// So many candidates are read and sorted; where every condition holds for more, the index is
/// walked.
const FEW: u64 = 4_000;
/// One in so many is a good part.
const PART: u64 = 10;
/// So many rows are looked at for one page.
const MOST: usize = 20_000;

/// What a list is sorted by.
#[derive(Debug, Clone)]
pub(super) enum By {
    Column(CustomerColumn),
    /// A field of the hub's own, by its key.
    Custom(String),
}

/// The order of a list.
#[derive(Debug, Clone)]
pub(super) struct Sorting {
    pub by: By,
    pub descending: bool,
    /// Whether the page before is wanted: everything the other way round.
    pub reversed: bool,
}

/// The place of a row in the list: empties last, then the value, the enterprise, the customer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spot {
    /// The enterprise's place by its id, where the list sorts by it.
    pub hub: usize,
    pub empty: bool,
    pub value: Value,
    pub no: i64,
    pub id: Uuid,
}

/// A row of the list.
#[derive(Debug)]
pub(crate) struct Hit {
    pub spot: Spot,
    pub customer: Row,
    pub account: Option<Row>,
}

/// The hits of a page, and where the walk stopped when it stopped early.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub hits: Vec<Hit>,
    pub stopped: Option<Spot>,
}

impl Sorting {
    pub fn compare(&self, a: &Spot, b: &Spot) -> Ordering {
        let way = |order: Ordering| if self.descending { order.reverse() } else { order };
        let order = way(a.hub.cmp(&b.hub))
            .then(a.empty.cmp(&b.empty))
            .then_with(|| way((&a.value, a.no, a.id).cmp(&(&b.value, b.no, b.id))));
        if self.reversed { order.reverse() } else { order }
    }

    /// Whether an index is walked backwards.
    fn backwards(&self) -> bool {
        self.descending != self.reversed
    }
}

/// One search through one enterprise.
pub(super) struct Finder<'a> {
    pub question: &'a Question,
    pub sorting: Sorting,
    pub behind: Option<&'a Spot>,
    /// How many hits are wanted.
    pub wanted: usize,
    /// Whether hits need their accounts.
    pub accounts: bool,
}

/// Where the order of one enterprise's rows comes from.
enum Source {
    Column(Place),
    Custom(Option<CustomerField>),
}

/// One enterprise of a list.
struct Here<'h> {
    home: &'h Home,
    /// Its place by its id, where the list sorts by it.
    hub: usize,
    source: Source,
}

impl Here<'_> {
    fn spot(&self, value: Value, id: Uuid) -> Spot {
        Spot { hub: self.hub, empty: value == Value::Null, value, no: self.home.no.0, id }
    }
}

/// A stretch of an index in the order of the walk, and whether the rows in it have a value there.
struct Stretch {
    q: Query,
    empty: bool,
}

fn id_in(t: &Table, row: &Row) -> Option<Uuid> {
    let name = if t.name == Customer::TABLE.name { "id" } else { "customer" };
    match row.get(t.col(name).0) {
        Some(Value::Id(id)) => Some(*id),
        _ => None,
    }
}

impl Finder<'_> {
    /// The page's hits in one enterprise, in the list's order, at most as many as wanted.
    pub fn in_hub(&self, cx: &mut Cx<'_>, home: &Arc<Home>, hub: usize) -> Result<Found> {
        if let Some(behind) = self.behind
            && self.sorting.compare(&Spot { hub, ..behind.clone() }, behind) == Ordering::Less
        {
            return Ok(Found::default());
        }
        let here = Here { home, hub, source: self.source(cx, home)? };
        let few = match self.fewest(cx, home)? {
            Some((n, _)) if self.are_many(cx, home, n)? => None,
            Some((_, part)) => Some(ids_of(cx, home, part)?),
            None => None,
        };
        match few {
            Some(ids) => {
                let mut hits = self.read(cx, &here, ids)?;
                if let Some(behind) = self.behind {
                    hits.retain(|hit| self.sorting.compare(&hit.spot, behind) == Ordering::Greater);
                }
                hits.sort_by(|a, b| self.sorting.compare(&a.spot, &b.spot));
                hits.truncate(self.wanted);
                Ok(Found { hits, stopped: None })
            }
            None => self.walk(cx, &here),
        }
    }

    /// Where the order comes from: each enterprise has fields of its own.
    fn source(&self, cx: &mut Cx<'_>, home: &Home) -> Result<Source> {
        Ok(match &self.sorting.by {
            By::Column(column) => Source::Column(column.place()),
            By::Custom(key) => Source::Custom(defined(cx, home, [key])?.remove(key)),
        })
    }

    /// All that are meant in one enterprise, where they can be counted by reading few.
    pub fn count_few(&self, cx: &mut Cx<'_>, home: &Arc<Home>) -> Result<Option<usize>> {
        match self.fewest(cx, home)? {
            Some((_, part)) => {
                let ids = ids_of(cx, home, part)?;
                let here = Here { home, hub: 0, source: self.source(cx, home)? };
                Ok(Some(self.read(cx, &here, ids)?.len()))
            }
            None => Ok(None),
        }
    }

    /// The condition that holds for fewest, and for how many; none where each holds for too many.
    fn fewest(&self, cx: &mut Cx<'_>, home: &Home) -> Result<Option<(u64, &Part)>> {
        let mut fewest: Option<(u64, &Part)> = None;
        for part in self.question.parts() {
            let most = fewest.as_ref().map_or(FEW, |(n, ..)| *n);
            let mut n: u64 = 0;
            for (q, _) in &part.stretches {
                let q = q.clone().of(home.no);
                n = n.saturating_add(cx.tx.raw().count(&q, most.saturating_add(1))?);
            }
            if n <= most {
                fewest = Some((n, part));
            }
        }
        Ok(fewest)
    }

    /// Whether so many are a good part of all there are: then the walk meets a page of them soon,
    /// and reading and sorting them all costs more.
    fn are_many(&self, cx: &mut Cx<'_>, home: &Home, n: u64) -> Result<bool> {
        let page = u64::try_from(self.wanted).unwrap_or(u64::MAX);
        // Where several conditions must hold, nothing tells for how few they hold together.
        if n <= page.saturating_mul(PART) || self.question.parts().len() > 1 {
            return Ok(false);
        }
        let most = n.saturating_mul(PART);
        let all = self.question.all().of(home.no);
        Ok(cx.tx.raw().count(&all, most.saturating_add(1))? <= most)
    }

    /// Those of these customers who are meant.
    fn read(&self, cx: &mut Cx<'_>, here: &Here<'_>, ids: Vec<Uuid>) -> Result<Vec<Hit>> {
        let customers = by_id(cx, Customer::TABLE, here.home, &ids)?;
        let ids: Vec<Uuid> = ids
            .into_iter()
            .filter(|id| customers.get(id).is_some_and(|row| self.question.takes_customer(row)))
            .collect();
        self.joined(cx, here, ids, customers, None)
    }

    /// Hits from the rows of one table, with those of the other where they are needed.
    fn joined(
        &self,
        cx: &mut Cx<'_>,
        here: &Here<'_>,
        ids: Vec<Uuid>,
        mut customers: HashMap<Uuid, Row>,
        accounts: Option<HashMap<Uuid, Row>>,
    ) -> Result<Vec<Hit>> {
        let needed = self.accounts || self.question.asks_accounts() || here.source.is_account();
        let mut accounts = match accounts {
            Some(accounts) => accounts,
            None if needed => by_id(cx, Account::TABLE, here.home, &ids)?,
            None => HashMap::new(),
        };
        let mut hits = Vec::with_capacity(ids.len());
        for id in ids {
            let account = accounts.remove(&id);
            let Some(customer) = customers.remove(&id) else { continue };
            if account.as_ref().is_some_and(|row| !self.question.takes_account(row)) {
                continue;
            }
            let value = here.source.value(&customer, account.as_ref());
            let spot = here.spot(value, id);
            hits.push(Hit { spot, customer, account });
        }
        Ok(hits)
    }

    /// Walks the index of the sorting column.
    fn walk(&self, cx: &mut Cx<'_>, here: &Here<'_>) -> Result<Found> {
        let mut found = Found::default();
        let mut looked_at = 0;
        let mut chunk = match self.question.is_open() {
            true => self.wanted,
            false => self.wanted.saturating_mul(4).clamp(200, 2_000),
        };
        for Stretch { mut q, empty } in self.stretches(here) {
            let table = q.table;
            loop {
                q = q.limit(u32::try_from(chunk).unwrap_or(u32::MAX));
                let rows = cx.tx.raw().find(&q)?;
                looked_at += rows.len();
                let place = |row| if empty { Value::Null } else { here.source.walked(row) };
                let last = rows.last().map(|row| (place(row), id_in(table, row)));
                let full = rows.len() == chunk;
                q = q.clone().after(rows.last().map(|row| table.pick(q.index, row)));
                let mut hits = self.among(cx, here, table, rows)?;
                hits.retain(|hit| hit.spot.empty == empty);
                found.hits.extend(hits);
                if found.hits.len() >= self.wanted {
                    found.hits.truncate(self.wanted);
                    return Ok(found);
                }
                if !full {
                    break;
                }
                if let Some((value, Some(id))) = last.filter(|_| looked_at >= MOST) {
                    found.stopped = Some(here.spot(value, id));
                    return Ok(found);
                }
                chunk = chunk.saturating_mul(2).min(2_000);
            }
        }
        Ok(found)
    }

    /// The hits among the rows of the walked table, in their order.
    fn among(
        &self,
        cx: &mut Cx<'_>,
        here: &Here<'_>,
        table: &Table,
        rows: Vec<Row>,
    ) -> Result<Vec<Hit>> {
        let (of_account, of_customer) =
            (table.name == Account::TABLE.name, table.name == Customer::TABLE.name);
        let takes = |row: &Row| {
            (!of_account || self.question.takes_account(row))
                && (!of_customer || self.question.takes_customer(row))
        };
        let rows = rows.into_iter().filter(takes);
        let rows: Vec<(Uuid, Row)> =
            rows.filter_map(|row| Some((id_in(table, &row)?, row))).collect();
        let ids: Vec<Uuid> = rows.iter().map(|(id, _)| *id).collect();
        let rows: HashMap<Uuid, Row> = rows.into_iter().collect();
        if of_customer {
            return self.joined(cx, here, ids, rows, None);
        }
        let mut customers = by_id(cx, Customer::TABLE, here.home, &ids)?;
        customers.retain(|_, row| self.question.takes_customer(row));
        self.joined(cx, here, ids, customers, Some(rows).filter(|_| of_account))
    }

    /// The stretches of the sorting column's index, in the order of the walk: what has a value,
    /// and what has none.
    fn stretches(&self, here: &Here<'_>) -> Vec<Stretch> {
        let home = here.home;
        let behind = self.behind.filter(|behind| behind.hub == here.hub);
        let after = |q: Query, empty: bool| {
            let q = if self.sorting.backwards() { q.backwards() } else { q };
            let q = q.of(home.no);
            let after = behind.filter(|b| b.empty == empty).map(|behind| {
                // Of equal rows, those of an enterprise of a higher number come behind.
                let id = match home.no.0.cmp(&behind.no) {
                    Ordering::Equal => behind.id,
                    Ordering::Greater => Uuid::nil(),
                    Ordering::Less => Uuid::max(),
                };
                // The value stands behind what the query fixes; where rows have none, only in an
                // index that is led by it.
                let mut place = vec![Value::Int(home.no.0)];
                place.extend(q.prefix.iter().cloned());
                place.extend(
                    (place.len() + 1 < q.index.columns.len()).then(|| behind.value.clone()),
                );
                place.push(Value::Id(id));
                place
            });
            Stretch { q: q.after(after), empty }
        };
        let (filled, empty) = match &here.source {
            Source::Column(place) => {
                let base = Query::on(place.table, place.index);
                if !place.may_be_empty() {
                    return vec![after(base, false)];
                }
                (after(base.clone().from(Value::Null), false), after(base.eq(Value::Null), true))
            }
            Source::Custom(field) => {
                let all = Query::on(Customer::TABLE, "primary");
                // Where the field is not defined, nobody has a value: no key is empty.
                let key = field.as_ref().map_or("", |field| field.field.as_str());
                let base = Query::on(CustomerValue::TABLE, "primary").eq(key);
                (after(base, false), after(all, true))
            }
        };
        match (self.sorting.reversed, behind.map(|behind| behind.empty)) {
            (false, Some(true)) => vec![empty],
            (false, _) => vec![filled, empty],
            (true, Some(false)) => vec![filled],
            (true, _) => vec![empty, filled],
        }
    }
}

/// The customers in the stretches of a condition.
fn ids_of(cx: &mut Cx<'_>, home: &Home, part: &Part) -> Result<Vec<Uuid>> {
    let mut ids: Vec<Uuid> = Vec::new();
    for (q, id) in &part.stretches {
        let rows = cx.tx.raw().find(&q.clone().of(home.no))?;
        ids.extend(rows.iter().filter_map(|row| match row.get(id.0) {
            Some(Value::Id(id)) => Some(*id),
            _ => None,
        }));
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

impl Source {
    fn is_account(&self) -> bool {
        matches!(self, Source::Column(place) if place.table.name == Account::TABLE.name)
    }

    /// What a customer has in the list's order.
    fn value(&self, customer: &Row, account: Option<&Row>) -> Value {
        match self {
            Source::Column(place) if self.is_account() => {
                account.map_or(Value::Null, |row| place.value(row))
            }
            Source::Column(place) => place.value(customer),
            Source::Custom(None) => Value::Null,
            Source::Custom(Some(field)) => custom_value(customer, &field.field)
                .map_or(Value::Null, |value| Value::text(field.sort_key(&value))),
        }
    }

    /// What a row of the walked index has in the list's order.
    fn walked(&self, row: &Row) -> Value {
        match self {
            Source::Column(place) => place.value(row),
            Source::Custom(_) => {
                let col = CustomerValue::TABLE.col("sort_key");
                row.get(col.0).cloned().unwrap_or(Value::Null)
            }
        }
    }
}

/// What a customer's row has in a field of the hub's own.
fn custom_value(customer: &Row, key: &str) -> Option<String> {
    match customer.get(Customer::TABLE.col("custom").0) {
        Some(Value::Text(json)) if json != "{}" => {
            serde_json::from_str::<BTreeMap<String, String>>(json).ok()?.remove(key)
        }
        _ => None,
    }
}

/// Rows of one enterprise by the customer's id.
fn by_id(
    cx: &mut Cx<'_>,
    t: &'static Table,
    home: &Home,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Row>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let keys: Vec<Key> = ids.iter().map(|id| vec![Value::Int(home.no.0), Value::Id(*id)]).collect();
    let rows = cx.tx.raw().get(t, &keys)?;
    Ok(ids.iter().copied().zip(rows).filter_map(|(id, row)| Some((id, row?))).collect())
}
