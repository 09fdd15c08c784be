//! The store that a hub moves into.

use super::line::key_text;
use super::{Part, Tally, is};
use crate::hub::enterprises::next_number;
use crate::model::enterprise::Enterprise;
use crate::model::notice::Due;
use crate::store::{
    Access, Held, Key, Query, Record, Row, Scope, Store, Table, Transaction, Value,
};
use crate::{Code, Error, Result};
use milkround_core::value::EnterpriseNo;
use std::cmp::Ordering;

/// An enterprise in the store.
#[derive(Debug, Clone)]
pub(super) struct Home {
    pub(super) enterprise: String,
    /// Its number there; none: it is not there.
    pub(super) no: Option<EnterpriseNo>,
    /// Whether it was not there before: then nothing else of it was either.
    new: bool,
}

/// The store, with the transaction under way.
pub(super) struct Target<'s> {
    store: &'s dyn Store,
    access: Access,
    tx: Option<Box<dyn Transaction + 's>>,
    /// How many rows a transaction may write, and how many this one has written.
    batch: usize,
    pending: usize,
    /// Nothing is committed before the end.
    whole: bool,
    pub(super) written: u64,
    pub(super) known: u64,
    pub(super) missing: u64,
}

/// Looks for enterprises in a store.
pub(super) fn find_homes(store: &dyn Store, ids: &[&str]) -> Result<Vec<Home>> {
    let mut tx = store.begin(&Scope::All, Access::Read)?;
    let home = |id: &&str| {
        let no = number_of(tx.as_mut(), id)?;
        Ok(Home { enterprise: (*id).to_owned(), no, new: false })
    };
    ids.iter().map(home).collect()
}

pub(super) fn number_of(
    tx: &mut dyn Transaction,
    enterprise: &str,
) -> Result<Option<EnterpriseNo>> {
    let q = Query::on(Enterprise::TABLE, "by_host_id").eq(enterprise).limit(1);
    Ok(first_number(&tx.find(&q)?))
}

fn first_number(rows: &[Row]) -> Option<EnterpriseNo> {
    match rows.first().and_then(|row| row.first()) {
        Some(Value::Int(no)) => Some(EnterpriseNo(*no)),
        _ => None,
    }
}

impl<'s> Target<'s> {
    pub(super) fn new(store: &'s dyn Store, access: Access, batch: usize) -> Self {
        let (tx, batch) = (None, batch.max(1));
        let (pending, whole) = (0, false);
        Self { store, access, tx, batch, pending, whole, written: 0, known: 0, missing: 0 }
    }

    pub(super) fn tx(&mut self) -> Result<&mut (dyn Transaction + 's)> {
        match &mut self.tx {
            Some(tx) => Ok(tx.as_mut()),
            none => Ok(none.insert(self.store.begin(&Scope::All, self.access)?).as_mut()),
        }
    }

    /// Takes all these enterprises in hand, in the order of their numbers, until the end: what is
    /// written from here on lasts as a whole or not at all.
    pub(super) fn hold_all(&mut self, homes: &[Home]) -> Result<()> {
        self.whole = true;
        let mut numbers: Vec<i64> = homes.iter().filter_map(|home| Some(home.no?.0)).collect();
        numbers.sort_unstable();
        for no in numbers {
            self.tx()?.hold(Enterprise::TABLE, &vec![no.into()], Held::Wait)?;
        }
        Ok(())
    }

    /// Lets go of the store for a while, or where that cannot be says a word to it: a server ends a
    /// transaction that is silent for long.
    pub(super) fn pause(&mut self) -> Result<()> {
        match self.whole {
            true => {
                let any = Query::on(Enterprise::TABLE, "primary");
                self.tx()?.count(&any, 1).map(drop)
            }
            false => self.commit(),
        }
    }

    /// Makes lasting what was written.
    pub(super) fn commit(&mut self) -> Result<()> {
        if let Some(tx) = self.tx.take() {
            tx.commit()?;
        }
        self.written = self.written.saturating_add(self.pending as u64);
        self.pending = 0;
        Ok(())
    }

    /// Takes rows of one enterprise, which follow each other in the file behind `after`: those that
    /// are there already must be the same, and the others are written where this may write.
    pub(super) fn take(
        &mut self,
        part: &Part,
        home: &mut Home,
        after: Option<Key>,
        rows: Vec<Row>,
    ) -> Result<()> {
        let Some(no) = self.number(part.table, home)? else {
            self.missing = self.missing.saturating_add(rows.len() as u64);
            return Ok(());
        };
        let rows: Vec<Row> = rows.into_iter().map(|row| numbered(row, no)).collect();
        let all = rows.len();
        let missing = match home.new {
            true => rows,
            false => self.missing(part, home, no, after, rows)?,
        };
        self.known = self.known.saturating_add(all.saturating_sub(missing.len()) as u64);
        match self.access {
            Access::Read => self.missing = self.missing.saturating_add(missing.len() as u64),
            Access::Write if missing.is_empty() => self.let_go(),
            Access::Write => self.write(part.table, home, &missing)?,
        }
        Ok(())
    }

    /// Who has written nothing yet only compares, and keeps no other writer from the store.
    fn let_go(&mut self) {
        if self.pending == 0 && !self.whole {
            self.tx = None;
        }
    }

    /// The number of an enterprise; the next one, where it is new and its own row is to be written.
    fn number(&mut self, table: &Table, home: &mut Home) -> Result<Option<EnterpriseNo>> {
        if home.no.is_none() && self.access == Access::Write && is::<Enterprise>(table) {
            let tx = self.tx()?;
            // Another import of the file may have been here since this one looked.
            home.no = number_of(tx, &home.enterprise)?;
            if home.no.is_none() {
                let next = next_number(tx)?;
                // Or while this one waited for its number.
                home.no = number_of(tx, &home.enterprise)?;
                if home.no.is_none() {
                    (home.no, home.new) = (Some(next), true);
                }
            }
        }
        Ok(home.no)
    }

    /// Those of the rows that are not in the store; what is there beside them is a conflict.
    fn missing(
        &mut self,
        part: &Part,
        home: &Home,
        no: EnterpriseNo,
        after: Option<Key>,
        rows: Vec<Row>,
    ) -> Result<Vec<Row>> {
        let table = part.table;
        let after = after.map(|key| numbered(key, no));
        let limit = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let found = self.tx()?.find(&part.query(no).after(after).limit(limit))?;
        let mut found = found.into_iter().peekable();
        let mut missing = Vec::new();
        for row in rows {
            let there = found.peek().map(|there| table.key_of(there).cmp(&table.key_of(&row)));
            match there {
                Some(Ordering::Less) => {
                    return Err(extra(table, home, found.peek(), self.advice(no)));
                }
                Some(Ordering::Equal) if found.next().as_ref() != Some(&row) => {
                    return Err(differs(table, home, &row, self.advice(no)));
                }
                Some(Ordering::Equal) => {}
                Some(Ordering::Greater) | None => missing.push(row),
            }
        }
        Ok(missing)
    }

    fn write(&mut self, table: &'static Table, home: &Home, rows: &[Row]) -> Result<()> {
        let tx = self.tx()?;
        if let Some(no) = first_number(rows).filter(|_| !is::<Enterprise>(table)) {
            // As whoever writes on an enterprise does.
            tx.hold(Enterprise::TABLE, &vec![no.0.into()], Held::Wait)?;
        }
        let inserted = tx.insert(table, rows)?;
        if let Some((row, _)) = rows.iter().zip(inserted).find(|(_, new)| !new) {
            return Err(conflict(table, home, &key_text(table, row), RACED));
        }
        self.pending = self.pending.saturating_add(rows.len());
        match self.pending >= self.batch && !self.whole {
            true => self.commit(),
            false => Ok(()),
        }
    }

    /// Nothing of the part may stand in the store behind the last row of the file.
    pub(super) fn end(&mut self, part: &Part, home: &Home, last: Option<Key>) -> Result<()> {
        let Some(no) = home.no.filter(|_| !home.new) else { return Ok(()) };
        let last = last.map(|key| numbered(key, no));
        let beyond = self.tx()?.find(&part.query(no).after(last).limit(1))?;
        self.let_go();
        match beyond.first() {
            None => Ok(()),
            beyond => Err(extra(part.table, home, beyond, self.advice(no))),
        }
    }

    /// What to do about an enterprise that is not as the file has it. What is due comes in last and as
    /// a whole: where something is, an import had ended.
    fn advice(&mut self, no: EnterpriseNo) -> &'static str {
        let due = Query::on(Due::TABLE, "primary").of(no);
        match self.tx().and_then(|tx| tx.count(&due, 1)) {
            Ok(1) => AT_WORK,
            _ => ANEW,
        }
    }
}

/// With the enterprise's number in the store.
fn numbered(mut values: Vec<Value>, no: EnterpriseNo) -> Vec<Value> {
    if let Some(first) = values.first_mut() {
        *first = Value::Int(no.0);
    }
    values
}

fn differs(table: &Table, home: &Home, row: &Row, advice: &str) -> Error {
    let enterprise = &home.enterprise;
    if is::<Enterprise>(table) {
        let message = format!(
            "the store has another enterprise `{enterprise}`, or the same one at another time: \
             import into a store without it, or let `milkround remove` take it out of this one"
        );
        return Error::new(Code::AlreadyExists, message)
            .with("enterprise", enterprise)
            .with("table", table.name);
    }
    let key = key_text(table, row);
    conflict(table, home, &key, ("is another in the store than in the file", advice))
}

fn extra(table: &Table, home: &Home, row: Option<&Row>, advice: &str) -> Error {
    let key = row.map(|row| key_text(table, row)).unwrap_or_default();
    conflict(table, home, &key, ("is in the store, but not in the file", advice))
}

const ANEW: &str = "somebody worked with one of the two meanwhile. Export anew, and import into a \
                    store without this enterprise (`milkround remove` takes it out)";
const AT_WORK: &str = "the enterprise has work of its own there, so an import of it had ended before, \
                       and it was worked with since. There is nothing to go on with";
const RACED: (&str, &str) =
    ("was written by somebody else just now", "see that nobody does, and import again");

fn conflict(table: &Table, home: &Home, key: &str, (what, todo): (&str, &str)) -> Error {
    let (enterprise, name) = (&home.enterprise, table.name);
    let message = format!("`{key}` in `{name}` of the enterprise `{enterprise}` {what}: {todo}");
    Error::new(Code::Conflict, message)
        .with("enterprise", enterprise)
        .with("table", name)
        .with("key", key)
}

/// Counts what a store has of enterprises in some tables, and holds it against the file.
pub(super) fn must_come_to(
    tx: &mut dyn Transaction,
    homes: &[Home],
    tallies: &[&Tally],
    tables: impl Fn(&Table) -> bool,
) -> Result<()> {
    for (home, tally) in homes.iter().zip(tallies) {
        let Some(no) = home.no else {
            return Err(Error::not_found("enterprise", &home.enterprise));
        };
        let there = Tally::count(tx, (no, &home.enterprise), &tables)?;
        let of = |tally: &Tally, t: &Table| tally.rows.get(t.name).copied().unwrap_or(0);
        let mut all = crate::model::TABLES.iter().filter(|t| tables(t));
        if let Some(t) = all.find(|t| of(&there, t) != of(tally, t)) {
            let what = format!("rows of `{}`", t.name);
            return Err(miscounted(home, &what, of(&there, t), of(tally, t)).with("table", t.name));
        }
        let sums = [
            ("minor units in balances", "accounts", there.accounts, tally.accounts),
            ("minor units in entries", "postings", there.postings, tally.postings),
        ];
        for (what, name, is, should) in sums {
            if tables(table_named(name)) && is != should {
                return Err(miscounted(home, what, is, should).with("table", name));
            }
        }
    }
    Ok(())
}

fn table_named(name: &str) -> &'static Table {
    use crate::model::ledger::{Account, Posting};
    match name == Account::TABLE.name {
        true => Account::TABLE,
        false => Posting::TABLE,
    }
}

fn miscounted<N: std::fmt::Display>(home: &Home, what: &str, is: N, should: N) -> Error {
    let enterprise = &home.enterprise;
    let message = format!(
        "the enterprise `{enterprise}` has {is} {what} in the store, and {should} in the file: do \
         not use it there. Take it out (`milkround remove`), and import anew"
    );
    Error::new(Code::Conflict, message)
        .with("enterprise", enterprise)
        .with("found", is.to_string())
        .with("expected", should.to_string())
}
