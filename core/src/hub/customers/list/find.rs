//! Finding a page of customers in bounded work (ARCHITECTURE: the customer list).
//!
//! Where a condition holds for few, those few are read and sorted. Else the index of the sorting
//! column is walked until the page is full, or so many rows were looked at that the page goes out
//! short, with a token to go on. Several enterprises are walked each by itself, and merged.

use super::column::{CustomerColumn, Place};
use super::question::{Part, Question};
use crate::error::Result;
use crate::hub::context::Cx;
use crate::model::customer::Customer;
use crate::model::ledger::Account;
use crate::store::{Home, Key, Lock, Query, Record, Row, Table, Value};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// So many candidates are read and sorted; where every condition holds for more, the index is
/// walked.
const FEW: u64 = 4_000;
/// So many rows are looked at for one page.
const MOST: usize = 20_000;

/// The order of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sorting {
    pub by: CustomerColumn,
    pub descending: bool,
    /// Whether the page before is wanted: everything the other way round.
    pub reversed: bool,
}

/// The place of a row in the list: empties last, then the value, the enterprise, the customer.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spot {
    /// The enterprise's place by its id, where the list sorts by it.
    pub hub: usize,
    pub empty: bool,
    pub value: Value,
    pub no: i64,
    pub id: Uuid,
}

/// A row of the list.
#[derive(Debug)]
pub(super) struct Hit {
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

fn id_in(t: &Table, row: &Row) -> Option<Uuid> {
    let name = if t.name == Account::TABLE.name { "customer" } else { "id" };
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
        match self.few(cx, home)? {
            Some(ids) => {
                let mut hits = self.read(cx, home, hub, ids)?;
                if let Some(behind) = self.behind {
                    hits.retain(|hit| self.sorting.compare(&hit.spot, behind) == Ordering::Greater);
                }
                hits.sort_by(|a, b| self.sorting.compare(&a.spot, &b.spot));
                hits.truncate(self.wanted);
                Ok(Found { hits, stopped: None })
            }
            None => self.walk(cx, home, hub),
        }
    }

    /// All that are meant in one enterprise, where they can be counted by reading few.
    pub fn count_few(&self, cx: &mut Cx<'_>, home: &Arc<Home>) -> Result<Option<usize>> {
        match self.few(cx, home)? {
            Some(ids) => Ok(Some(self.read(cx, home, 0, ids)?.len())),
            None => Ok(None),
        }
    }

    /// Who comes into question by the condition that holds for fewest; none where each holds for
    /// too many.
    fn few(&self, cx: &mut Cx<'_>, home: &Home) -> Result<Option<Vec<Uuid>>> {
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
        let Some((_, part)) = fewest else { return Ok(None) };
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
        Ok(Some(ids))
    }

    /// Those of these customers who are meant.
    fn read(&self, cx: &mut Cx<'_>, home: &Home, hub: usize, ids: Vec<Uuid>) -> Result<Vec<Hit>> {
        let customers = by_id(cx, Customer::TABLE, home, &ids)?;
        let ids: Vec<Uuid> = ids
            .into_iter()
            .filter(|id| customers.get(id).is_some_and(|row| self.question.takes_customer(row)))
            .collect();
        self.joined(cx, home, hub, ids, customers, None)
    }

    /// Hits from the rows of one table, with those of the other where they are needed.
    fn joined(
        &self,
        cx: &mut Cx<'_>,
        home: &Home,
        hub: usize,
        ids: Vec<Uuid>,
        mut customers: HashMap<Uuid, Row>,
        accounts: Option<HashMap<Uuid, Row>>,
    ) -> Result<Vec<Hit>> {
        let place = self.sorting.by.place();
        let needed = self.accounts
            || self.question.asks_accounts()
            || place.table.name == Account::TABLE.name;
        let mut accounts = match accounts {
            Some(accounts) => accounts,
            None if needed => by_id(cx, Account::TABLE, home, &ids)?,
            None => HashMap::new(),
        };
        let mut hits = Vec::with_capacity(ids.len());
        for id in ids {
            let account = accounts.remove(&id);
            let Some(customer) = customers.remove(&id) else { continue };
            if account.as_ref().is_some_and(|row| !self.question.takes_account(row)) {
                continue;
            }
            let value = match place.table.name == Account::TABLE.name {
                true => account.as_ref().map_or(Value::Null, |row| place.value(row)),
                false => place.value(&customer),
            };
            let spot = Spot { hub, empty: value == Value::Null, value, no: home.no.0, id };
            hits.push(Hit { spot, customer, account });
        }
        Ok(hits)
    }

    /// Walks the index of the sorting column.
    fn walk(&self, cx: &mut Cx<'_>, home: &Home, hub: usize) -> Result<Found> {
        let place = self.sorting.by.place();
        let mut found = Found::default();
        let mut looked_at = 0;
        let mut chunk = match self.question.is_open() {
            true => self.wanted,
            false => self.wanted.saturating_mul(4).clamp(200, 2_000),
        };
        for mut q in self.stretches(home, hub, &place) {
            loop {
                q = q.limit(u32::try_from(chunk).unwrap_or(u32::MAX));
                let rows = cx.tx.raw().find(&q)?;
                looked_at += rows.len();
                let last = rows.last().map(|row| (place.value(row), id_in(place.table, row)));
                let full = rows.len() == chunk;
                q = q.clone().after(rows.last().map(|row| place.table.pick(q.index, row)));
                found.hits.extend(self.among(cx, home, hub, &place, rows)?);
                if found.hits.len() >= self.wanted {
                    found.hits.truncate(self.wanted);
                    return Ok(found);
                }
                if !full {
                    break;
                }
                if let Some((value, Some(id))) = last.filter(|_| looked_at >= MOST) {
                    let empty = value == Value::Null;
                    found.stopped = Some(Spot { hub, empty, value, no: home.no.0, id });
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
        home: &Home,
        hub: usize,
        place: &Place,
        rows: Vec<Row>,
    ) -> Result<Vec<Hit>> {
        let of_account = place.table.name == Account::TABLE.name;
        let takes = |row: &Row| match of_account {
            true => self.question.takes_account(row),
            false => self.question.takes_customer(row),
        };
        let rows = rows.into_iter().filter(takes);
        let rows: Vec<(Uuid, Row)> =
            rows.filter_map(|row| Some((id_in(place.table, &row)?, row))).collect();
        let ids: Vec<Uuid> = rows.iter().map(|(id, _)| *id).collect();
        let rows: HashMap<Uuid, Row> = rows.into_iter().collect();
        if !of_account {
            return self.joined(cx, home, hub, ids, rows, None);
        }
        let mut customers = by_id(cx, Customer::TABLE, home, &ids)?;
        customers.retain(|_, row| self.question.takes_customer(row));
        self.joined(cx, home, hub, ids, customers, Some(rows))
    }

    /// The stretches of the sorting column's index, in the order of the walk: what has a value,
    /// and what has none.
    fn stretches(&self, home: &Home, hub: usize, place: &Place) -> Vec<Query> {
        let mut base = Query::on(place.table, place.index).of(home.no);
        if self.sorting.backwards() {
            base = base.backwards();
        }
        let behind = self.behind.filter(|behind| behind.hub == hub);
        let after = |q: Query, empty: bool| match behind.filter(|b| b.empty == empty) {
            None => q,
            Some(behind) => {
                // Of equal rows, those of an enterprise of a higher number come behind.
                let id = match home.no.0.cmp(&behind.no) {
                    Ordering::Equal => behind.id,
                    Ordering::Greater => Uuid::nil(),
                    Ordering::Less => Uuid::max(),
                };
                let no = Value::Int(home.no.0);
                q.after(Some(vec![no, behind.value.clone(), Value::Id(id)]))
            }
        };
        if !place.may_be_empty() {
            return vec![after(base, false)];
        }
        let filled = after(base.clone().from(Value::Null), false);
        let empty = after(base.eq(Value::Null), true);
        match (self.sorting.reversed, behind.map(|behind| behind.empty)) {
            (false, Some(true)) => vec![empty],
            (false, _) => vec![filled, empty],
            (true, Some(false)) => vec![filled],
            (true, _) => vec![empty, filled],
        }
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
    let rows = cx.tx.raw().get(t, &keys, Lock::None)?;
    Ok(ids.iter().copied().zip(rows).filter_map(|(id, row)| Some((id, row?))).collect())
}
