//! Moving house: a whole hub as lines of JSON, from any store to any other.
//!
//! [`export()`] writes one state of a store; [`import()`] brings it into another, in batches, and goes
//! on where it stopped when it is run again; [`verify()`] holds a store against a file, row by row;
//! [`remove()`] takes an enterprise out of the store that it has left.
//! The format and the steps are told in `docs/moving.md`.
//!
//! ```
//! use milkround::hub::enterprises::CreateEnterprise;
//! use milkround::moving::{Options, export, import};
//! use std::io::Cursor;
//!
//! let old = milkround::Options::new().seed(1).open("memory:")?;
//! old.run(CreateEnterprise {
//!     enterprise: "riverside".into(),
//!     name: "Riverside Hub".into(),
//!     zone: "Europe/London".into(),
//!     currency: "GBP".into(),
//!     ..Default::default()
//! })?;
//! let mut file = Vec::new();
//! export(old.store(), &mut file, &Options::default())?;
//!
//! let new = milkround::open("memory:")?;
//! let moved = import(new.store(), Cursor::new(&file), &Options::default())?;
//! assert_eq!(moved.written, 1);
//!
//! // The same state is the same bytes, whichever store it comes from.
//! let mut again = Vec::new();
//! export(new.store(), &mut again, &Options::default())?;
//! assert_eq!(file, again);
//! # Ok::<(), milkround::Error>(())
//! ```

mod check;
mod export;
mod form;
mod import;
mod line;
mod remove;
mod target;

pub use check::{Checked, check};
pub use export::export;
pub use import::{import, verify};
pub use remove::remove;

use crate::model::TABLES;
use crate::model::customer::Customer;
use crate::model::enterprise::Enterprise;
use crate::model::ledger::{Account, Posting};
use crate::model::notice::Due;
use crate::store::{Col, Filter, Query, Record, Row, Table, Transaction, Value};
use crate::{Error, Result};
use milkround_core::value::EnterpriseNo;
use std::collections::BTreeMap;

/// What to move, and how.
#[derive(Clone)]
pub struct Options<'a> {
    /// The host's ids of the enterprises to move; none: every one.
    pub enterprises: Vec<String>,
    /// So many rows are read at a time, and written in one transaction.
    pub batch: usize,
    /// Is told how far it is: once a table, and again in long ones. A transaction may be open then:
    /// it may not call the store.
    pub told: &'a dyn Fn(Step),
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { enterprises: Vec::new(), batch: 2000, told: &|_| () }
    }
}

impl std::fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options")
            .field("enterprises", &self.enterprises)
            .field("batch", &self.batch)
            .finish_non_exhaustive()
    }
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What is being done.
    pub stage: Stage,
    /// With which table.
    pub table: &'static str,
    /// How many of its rows are done.
    pub rows: u64,
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Rows are read from the store.
    Exporting,
    /// The file is read, before anything is written.
    Checking,
    /// What the store has already is held against the file.
    Comparing,
    /// Rows are written.
    Importing,
    /// The store is counted.
    Counting,
    /// Rows are taken out of the store.
    Removing,
}

impl Stage {
    /// For people.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Exporting => "exporting",
            Stage::Checking => "checking",
            Stage::Comparing => "comparing",
            Stage::Importing => "importing",
            Stage::Counting => "counting",
            Stage::Removing => "removing",
        }
    }
}

/// What an enterprise has: as the trailer of a file says it, and as a store counts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The host's id of it.
    pub enterprise: String,
    /// Rows a table; a table without rows is left out.
    pub rows: BTreeMap<&'static str, u64>,
    /// The sum of the accounts' balances, in minor units of the currency.
    pub accounts: i128,
    /// The sum of the ledger's entries: the same, unless an account waits for its repair.
    pub postings: i128,
}

/// What was moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// What each enterprise has.
    pub enterprises: Vec<Tally>,
    /// How many rows were written.
    pub written: u64,
    /// How many rows were there already, each as in the file.
    pub known: u64,
    /// The hash of the file.
    pub sha256: String,
}

impl Moved {
    /// How many rows there are in all.
    pub fn rows(&self) -> u64 {
        self.enterprises.iter().flat_map(|tally| tally.rows.values()).sum()
    }
}

/// What one transaction writes may not wait for a later one, so the order of the file is the order
/// of writing: a table stands behind those it refers to, customers who were merged behind those
/// they lead to (never to another who was merged), and what is due at the very end, so that no tick
/// finds work in a hub that is not there as a whole.
pub(crate) struct Part {
    pub(crate) table: &'static Table,
    /// Which of the table's rows.
    filter: Option<Filter>,
}

impl Part {
    fn whole(table: &'static Table) -> Self {
        Self { table, filter: None }
    }

    pub(crate) fn has(&self, row: &Row) -> bool {
        self.filter.as_ref().is_none_or(|filter| filter.holds(row))
    }

    pub(crate) fn query(&self, no: EnterpriseNo) -> Query {
        let q = Query::on(self.table, "primary").of(no);
        self.filter.iter().cloned().fold(q, Query::filter)
    }
}

pub(crate) fn parts() -> Vec<Part> {
    let mut parts = Vec::new();
    for table in TABLES.iter().copied().filter(|table| !is::<Due>(table)) {
        if is::<Customer>(table) {
            let (into, null) = (table.col("merged_into"), Value::Null);
            for filter in [Filter::Is(into, null.clone()), Filter::IsNot(into, null)] {
                parts.push(Part { table, filter: Some(filter) });
            }
        } else {
            parts.push(Part::whole(table));
        }
    }
    parts.push(Part::whole(Due::TABLE));
    parts
}

pub(crate) fn is<R: Record>(table: &Table) -> bool {
    table.name == R::TABLE.name
}

impl Tally {
    fn new(enterprise: &str) -> Self {
        let rows = BTreeMap::new();
        Self { enterprise: enterprise.to_owned(), rows, accounts: 0, postings: 0 }
    }

    /// Counts a row in.
    fn add(&mut self, table: &'static Table, row: &Row) {
        let rows = self.rows.entry(table.name).or_default();
        *rows = rows.saturating_add(1);
        let number = |col: Col| match row.get(col.0) {
            Some(Value::Int(n)) => i128::from(*n),
            _ => 0,
        };
        if is::<Account>(table) {
            self.accounts = self.accounts.saturating_add(number(BALANCE));
        } else if is::<Posting>(table) {
            self.postings = self.postings.saturating_add(number(AMOUNT));
        }
    }

    /// What a store counts of an enterprise, in these tables.
    fn count(
        tx: &mut dyn Transaction,
        (no, enterprise): (EnterpriseNo, &str),
        tables: impl Fn(&Table) -> bool,
    ) -> Result<Self> {
        let mut tally = Self::new(enterprise);
        for table in TABLES.iter().copied().filter(|table| tables(table)) {
            tally.count_table(tx, no, table, AT_ONCE)?;
        }
        Ok(tally)
    }

    /// Counts one table in one statement; where it has more rows than one may take the time for, by
    /// reading them.
    fn count_table(
        &mut self,
        tx: &mut dyn Transaction,
        no: EnterpriseNo,
        table: &'static Table,
        at_once: u32,
    ) -> Result<()> {
        let mut q = Query::on(table, "primary").of(no);
        let rows = tx.count(&q, u64::from(at_once).saturating_add(1))?;
        if rows > u64::from(at_once) {
            q = q.limit(at_once.min(PAGE));
            loop {
                let page = tx.find(&q)?;
                let Some(last) = page.last() else { return Ok(()) };
                q.after = Some(table.key_of(last));
                page.iter().for_each(|row| self.add(table, row));
            }
        }
        if rows > 0 {
            self.rows.insert(table.name, rows);
        }
        let mut sum = |col: Col| {
            let sums = tx.sum(&q, &[], &[col])?;
            match sums.first().and_then(|row| row.last()) {
                Some(Value::Int(sum)) => Ok::<_, Error>(i128::from(*sum)),
                _ => Ok(0),
            }
        };
        if is::<Account>(table) {
            self.accounts = sum(BALANCE)?;
        } else if is::<Posting>(table) {
            self.postings = sum(AMOUNT)?;
        }
        Ok(())
    }
}

/// So many rows of an enterprise are counted in one statement: a server ends one after a minute.
const AT_ONCE: u32 = 5_000_000;
/// So many are read in one.
const PAGE: u32 = 2_000;

const BALANCE: Col = Account::TABLE.col("balance");
const AMOUNT: Col = Posting::TABLE.col("amount");
/// In a long table, it is told how far it is after so many rows.
const OFTEN: u64 = 100_000;

const HOST_ID: Col = Enterprise::TABLE.col("host_id");

/// Which of these are to be moved.
fn chosen<'i>(ids: impl Iterator<Item = &'i str>, options: &Options<'_>) -> Result<Vec<bool>> {
    let all: Vec<&str> = ids.collect();
    if let Some(none) = options.enterprises.iter().find(|id| !all.contains(&id.as_str())) {
        return Err(Error::not_found("enterprise", none).with("enterprises", all));
    }
    let wanted = |id: &&str| {
        options.enterprises.is_empty() || options.enterprises.iter().any(|one| one == id)
    };
    Ok(all.iter().map(wanted).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hub::customers::{CreateCustomer, CustomerFields};
    use crate::hub::enterprises::CreateEnterprise;
    use crate::hub::ledger::{HandMade, RecordPosting};
    use crate::store::{Access, Scope};

    #[test]
    fn a_table_that_is_too_long_for_one_statement_is_counted_by_reading() {
        let hub = crate::Options::new().seed(1).open("memory:").unwrap();
        let enterprise = || "riverside".to_owned();
        hub.run(CreateEnterprise {
            enterprise: enterprise(),
            name: "Riverside".into(),
            zone: "Europe/London".into(),
            currency: "GBP".into(),
            ..Default::default()
        })
        .unwrap();
        for n in 1..=7 {
            let first_name = Some(format!("Customer {n}")).into();
            let fields = CustomerFields { first_name, ..Default::default() };
            let ann = CreateCustomer { enterprise: enterprise(), fields, share_email: false };
            let customer = hub.run(ann).unwrap().id;
            let record = RecordPosting {
                enterprise: enterprise(),
                customer,
                kind: HandMade::Payment,
                amount: n.into(),
                order: None,
                reference: None,
                note: None,
                booked_on: None,
            };
            hub.run(record).unwrap();
        }
        let mut tx = hub.store().begin(&Scope::All, Access::Read).unwrap();
        let mut counted = |at_once: u32| {
            let mut tally = Tally::new("riverside");
            for table in TABLES {
                tally.count_table(tx.as_mut(), EnterpriseNo(1), table, at_once).unwrap();
            }
            tally
        };
        let all = counted(AT_ONCE);
        assert_eq!((all.rows["customers"], all.accounts, all.postings), (7, 2800, 2800));
        for at_once in [1, 2, 3, 6, 7, 8] {
            assert_eq!(counted(at_once), all, "{at_once} at once");
        }
    }
}
