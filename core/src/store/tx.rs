//! The typed face of a transaction: records in, records out.

use super::{Col, Home, Key, Query, Record, Row, Transaction, Value};
use crate::error::{Code, Error, Result};
use crate::value::{EnterpriseId, EnterpriseNo};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A transaction that speaks in records.
pub struct Tx<'s> {
    raw: Box<dyn Transaction + 's>,
    homes: BTreeMap<EnterpriseNo, Arc<Home>>,
}

impl std::fmt::Debug for Tx<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx").field("homes", &self.homes).finish_non_exhaustive()
    }
}

impl<'s> Tx<'s> {
    /// Wraps a store's transaction. Rows are read for the enterprises made known by
    /// [`settle`](Self::settle).
    pub fn new(raw: Box<dyn Transaction + 's>) -> Self {
        Self { raw, homes: BTreeMap::new() }
    }

    /// Makes an enterprise known, so that its rows can be read and written.
    pub fn settle(&mut self, home: Arc<Home>) {
        self.homes.insert(home.no, home);
    }

    /// The enterprises made known, in the order of their numbers.
    pub fn homes(&self) -> impl Iterator<Item = &Arc<Home>> {
        self.homes.values()
    }

    /// The store's own transaction, for what has no record.
    pub fn raw(&mut self) -> &mut (dyn Transaction + 's) {
        self.raw.as_mut()
    }

    /// The record that a row holds, of an enterprise made known.
    ///
    /// # Errors
    /// `corrupt_record`.
    pub fn read<R: Record>(&self, row: Row) -> Result<R> {
        let no = match row.first() {
            Some(Value::Int(no)) => EnterpriseNo(*no),
            _ => return Err(Error::corrupt(R::TABLE.name, "it has no enterprise")),
        };
        let home = self.homes.get(&no).ok_or_else(|| {
            Error::internal(format!("a row of enterprise {} was not asked for", no.0))
        })?;
        let key = R::key_text(&row);
        R::from_row(row, home).map_err(|e| e.with("key", key))
    }

    /// An enterprise made known, by the host's id.
    pub fn home(&self, id: &EnterpriseId) -> Option<Arc<Home>> {
        self.homes.values().find(|home| home.id == *id).map(Arc::clone)
    }

    /// The row of a record of any enterprise made known.
    pub fn row_of<R: Record>(&self, record: &R) -> Row {
        let home = self.homes.values().find(|home| home.id == *record.enterprise());
        home.map(|home| record.to_row(home)).unwrap_or_default()
    }

    /// One record by the values of its key behind the enterprise.
    ///
    /// # Errors
    /// The store's, and `corrupt_record`.
    pub fn get<R: Record>(&mut self, home: &Home, key: Vec<Value>) -> Result<Option<R>> {
        Ok(self.get_many(home, vec![key])?.into_iter().next().flatten())
    }

    /// Records by their keys, in the order of the keys.
    ///
    /// # Errors
    /// The store's, and `corrupt_record`.
    pub fn get_many<R: Record>(
        &mut self,
        home: &Home,
        keys: Vec<Vec<Value>>,
    ) -> Result<Vec<Option<R>>> {
        self.get_each::<R>(home, keys)?.into_iter().map(Option::transpose).collect()
    }

    /// Like [`get_many`](Self::get_many), where a row that does not read back spoils only itself.
    ///
    /// # Errors
    /// The store's.
    pub fn get_each<R: Record>(
        &mut self,
        home: &Home,
        keys: Vec<Vec<Value>>,
    ) -> Result<Vec<Option<Result<R>>>> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let keys: Vec<Key> = keys.into_iter().map(|key| with_home(home, key)).collect();
        let rows = self.raw.get(R::TABLE, &keys)?;
        Ok(rows.into_iter().map(|row| row.map(|row| self.read(row))).collect())
    }

    /// The records that a query names.
    ///
    /// # Errors
    /// The store's, and `corrupt_record`.
    pub fn find<R: Record>(&mut self, q: &Query) -> Result<Vec<R>> {
        debug_assert_eq!(q.table.name, R::TABLE.name);
        let rows = self.raw.find(q)?;
        rows.into_iter().map(|row| self.read(row)).collect()
    }

    /// Like [`find`](Self::find), where a row that does not read back spoils only itself: its
    /// value in a column comes with the error.
    ///
    /// # Errors
    /// The store's.
    pub fn find_each<R: Record>(&mut self, q: &Query, col: Col) -> Result<Vec<(Value, Result<R>)>> {
        let rows = self.raw.find(q)?;
        let value = |row: &Row| row.get(col.0).cloned().unwrap_or(Value::Null);
        Ok(rows.into_iter().map(|row| (value(&row), self.read(row))).collect())
    }

    /// Inserts records; `false` where the key was there already.
    ///
    /// # Errors
    /// The store's, and `already_exists` for another unique index.
    pub fn insert<R: Record>(&mut self, home: &Home, records: &[R]) -> Result<Vec<bool>> {
        if records.is_empty() {
            return Ok(Vec::new());
        }
        let rows: Vec<Row> = records.iter().map(|r| r.to_row(home)).collect();
        self.raw.insert(R::TABLE, &rows)
    }

    /// Inserts records whose keys must be new.
    ///
    /// # Errors
    /// The store's, and `already_exists`.
    pub fn insert_new<R: Record>(&mut self, home: &Home, records: &[R]) -> Result<()> {
        if records.is_empty() {
            return Ok(());
        }
        let rows: Vec<Row> = records.iter().map(|r| r.to_row(home)).collect();
        self.raw.insert_new(R::TABLE, &rows)
    }

    /// Saves changed records; the version of each must have been raised by one.
    ///
    /// # Errors
    /// The store's, and `conflict`.
    pub fn update<R: Record>(&mut self, home: &Home, records: &[R]) -> Result<()> {
        if records.is_empty() {
            return Ok(());
        }
        let rows: Vec<Row> = records.iter().map(|r| r.to_row(home)).collect();
        // The versions were read in this transaction: whoever raised one came between.
        self.raw.update(R::TABLE, &rows).map_err(|e| match e.code() {
            Code::Conflict => e.with("raced", true),
            _ => e,
        })
    }

    /// Adds to a column of one table's rows; see [`Transaction::add`].
    ///
    /// # Errors
    /// The store's.
    pub fn add<R: Record>(
        &mut self,
        home: &Home,
        col: Col,
        deltas: Vec<(Vec<Value>, i64)>,
        floor: Option<i64>,
    ) -> Result<Vec<bool>> {
        if deltas.is_empty() {
            return Ok(Vec::new());
        }
        let deltas: Vec<_> =
            deltas.into_iter().map(|(key, delta)| (with_home(home, key), delta)).collect();
        self.raw.add(R::TABLE, col, &deltas, floor)
    }

    /// Deletes records by their keys behind the enterprise.
    ///
    /// # Errors
    /// The store's.
    pub fn delete<R: Record>(&mut self, home: &Home, keys: Vec<Vec<Value>>) -> Result<u64> {
        if keys.is_empty() {
            return Ok(0);
        }
        let keys: Vec<Key> = keys.into_iter().map(|key| with_home(home, key)).collect();
        self.raw.delete(R::TABLE, &keys)
    }

    /// Makes everything lasting.
    ///
    /// # Errors
    /// The store's.
    pub fn commit(self) -> Result<()> {
        self.raw.commit()
    }
}

fn with_home(home: &Home, key: Vec<Value>) -> Key {
    let mut whole = Vec::with_capacity(key.len().saturating_add(1));
    whole.push(Value::Int(home.no.0));
    whole.extend(key);
    whole
}
