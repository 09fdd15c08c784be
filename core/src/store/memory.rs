//! The store in memory: a `BTreeMap` of rows a table and an ordered set an index.
//!
//! For tests, and the measure of every other store. One transaction writes or many read; who has
//! to wait longer than [`MemoryStore::WAIT`] gets `store_unavailable`. Nothing outlives the store.

mod table;

use super::{
    Access, Col, Held, Key, Query, Row, Scope, Store, Sums, Table, Transaction, Value, check,
};
use crate::error::{Code, Error, Result};
use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;
use table::Rows;

type Tables = BTreeMap<&'static str, Rows>;

/// Keeps rows in memory. A table appears when its first row is written.
///
/// ```
/// use milkround_core::store::{Access, MemoryStore, Scope, Store};
///
/// let store = MemoryStore::default();
/// let tx = store.begin(&Scope::All, Access::Write)?;
/// tx.commit()?;
/// # Ok::<(), milkround_core::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct MemoryStore {
    gate: Gate,
    tables: RwLock<Tables>,
}

impl MemoryStore {
    /// How long [`begin`](Store::begin) waits for other transactions.
    pub const WAIT: Duration = Duration::from_secs(5);
}

impl Store for MemoryStore {
    fn begin(&self, scope: &Scope, access: Access) -> Result<Box<dyn Transaction + '_>> {
        let pass = self.gate.enter(access)?;
        let tables = match access {
            Access::Read => Grip::Read(self.tables.read().map_err(|_| broken())?),
            Access::Write => Grip::Write(self.tables.write().map_err(|_| broken())?),
        };
        let undo = Vec::new();
        let scope = scope.clone();
        Ok(Box::new(MemoryTx { tables, _pass: pass, access, scope, undo, doomed: false }))
    }
}

/// Lets many readers in, or one writer, and no reader past a writer who waits.
#[derive(Debug, Default)]
struct Gate {
    inside: Mutex<Inside>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Inside {
    readers: usize,
    writer: bool,
    waiting: usize,
}

impl Gate {
    fn enter(&self, access: Access) -> Result<Pass<'_>> {
        let mut inside = self.inside.lock().map_err(|_| broken())?;
        let waits = usize::from(access == Access::Write);
        inside.waiting = inside.waiting.saturating_add(waits);
        let (mut inside, wait) = self
            .changed
            .wait_timeout_while(inside, MemoryStore::WAIT, |inside| match access {
                Access::Read => inside.writer || inside.waiting > 0,
                Access::Write => inside.writer || inside.readers > 0,
            })
            .map_err(|_| broken())?;
        inside.waiting = inside.waiting.saturating_sub(waits);
        if wait.timed_out() {
            self.changed.notify_all();
            return Err(Error::new(
                Code::StoreUnavailable,
                "another transaction has held the memory store for five seconds: try again",
            ));
        }
        match access {
            Access::Read => inside.readers = inside.readers.saturating_add(1),
            Access::Write => inside.writer = true,
        }
        Ok(Pass { gate: self, access })
    }
}

struct Pass<'s> {
    gate: &'s Gate,
    access: Access,
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        let mut inside: MutexGuard<'_, Inside> = match self.gate.inside.lock() {
            Ok(inside) => inside,
            Err(poisoned) => poisoned.into_inner(),
        };
        match self.access {
            Access::Read => inside.readers = inside.readers.saturating_sub(1),
            Access::Write => inside.writer = false,
        }
        self.gate.changed.notify_all();
    }
}

/// The tables, for as long as the transaction lives.
enum Grip<'s> {
    Read(RwLockReadGuard<'s, Tables>),
    Write(RwLockWriteGuard<'s, Tables>),
}

/// What a row was before this transaction wrote it.
struct Before {
    table: &'static str,
    key: Key,
    row: Option<Row>,
}

/// The tables stand before the pass, so that they are let go first.
struct MemoryTx<'s> {
    tables: Grip<'s>,
    _pass: Pass<'s>,
    access: Access,
    scope: Scope,
    undo: Vec<Before>,
    doomed: bool,
}

impl Drop for MemoryTx<'_> {
    fn drop(&mut self) {
        if let Grip::Write(tables) = &mut self.tables {
            for Before { table, key, row } in self.undo.drain(..).rev() {
                tables.get_mut(table).and_then(|rows| rows.put(key, row));
            }
        }
    }
}

impl MemoryTx<'_> {
    /// One call; when it fails, the transaction is lost.
    fn call<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.doomed {
            return Err(check::doomed());
        }
        let result = work(self);
        self.doomed = result.is_err();
        result
    }

    fn rows(&self, t: &Table) -> Option<&Rows> {
        match &self.tables {
            Grip::Read(tables) => tables.get(t.name),
            Grip::Write(tables) => tables.get(t.name),
        }
    }

    fn row(&self, t: &Table, key: &Key) -> Option<&Row> {
        self.rows(t)?.get(key)
    }

    fn walk<'a>(&'a self, q: &'a Query) -> impl Iterator<Item = &'a Row> + 'a {
        self.rows(q.table).into_iter().flat_map(|rows| rows.walk(q, &self.scope))
    }

    /// Writes one row, or takes it away, and remembers what was there.
    fn put(&mut self, t: &'static Table, key: Key, row: Option<Row>) -> Result<()> {
        let Grip::Write(tables) = &mut self.tables else {
            return check::writable(Access::Read);
        };
        let rows = tables.entry(t.name).or_insert_with(|| Rows::new(t));
        if let Some(index) = row.as_ref().and_then(|row| rows.taken(&key, row)) {
            return Err(check::already_exists(t, index));
        }
        let before = rows.put(key.clone(), row);
        self.undo.push(Before { table: t.name, key, row: before });
        Ok(())
    }

    /// Refuses what another store may, which changes the rows of one call in an order of its own: that
    /// one of them takes what is unique from another.
    fn takes_nothing_over(&self, t: &'static Table, rows: &[Row]) -> Result<()> {
        for index in t.indexes.iter().filter(|index| index.unique && rows.len() > 1) {
            let held = |row: &Row| {
                let key = t.key_of(row);
                self.row(t, &key).map(|old| (t.pick(index, old), key))
            };
            let held: BTreeMap<Vec<Value>, Key> = rows.iter().filter_map(held).collect();
            for row in rows {
                let values = t.pick(index, row);
                let holder = held.get(&values).filter(|_| !values.contains(&Value::Null));
                if holder.is_some_and(|holder| *holder != t.key_of(row)) {
                    return Err(check::already_exists(t, index.name));
                }
            }
        }
        Ok(())
    }

    fn update_row(&mut self, t: &'static Table, row: &Row) -> Result<()> {
        let key = t.key_of(row);
        let Some(old) = self.row(t, &key) else {
            return Err(check::conflict(t, &key, None));
        };
        if t.versioned {
            let version = |row: &Row| int(row, t.col("version"));
            let (is, becomes) = (version(old), version(row));
            if is.and_then(|is| is.checked_add(1)) != becomes {
                return Err(check::conflict(t, &key, is));
            }
        }
        self.put(t, key, Some(row.clone()))
    }

    fn add_to_row(
        &mut self,
        t: &'static Table,
        col: Col,
        (key, delta): &(Key, i64),
        floor: Option<i64>,
    ) -> Result<bool> {
        let Some(old) = self.row(t, key).and_then(|row| int(row, col)) else {
            return Ok(false);
        };
        let sum = i128::from(old).saturating_add(i128::from(*delta));
        if floor.is_some_and(|floor| sum < i128::from(floor)) {
            return Ok(false);
        }
        let sum = i64::try_from(sum).map_err(|_| check::overflow(t, col))?;
        let mut row = self.row(t, key).cloned().unwrap_or_default();
        if let Some(value) = row.get_mut(col.0) {
            *value = Value::Int(sum);
        }
        self.put(t, key.clone(), Some(row))?;
        Ok(true)
    }
}

impl Transaction for MemoryTx<'_> {
    fn get(&mut self, t: &'static Table, keys: &[Key]) -> Result<Vec<Option<Row>>> {
        self.call(|tx| {
            check::keys(t, keys)?;
            let row =
                |key: &Key| tx.row(t, key).filter(|row| check::within(row.first(), &tx.scope));
            Ok(keys.iter().map(|key| row(key).cloned()).collect())
        })
    }

    fn find(&mut self, q: &Query) -> Result<Vec<Row>> {
        self.call(|tx| {
            check::query(q)?;
            Ok(tx.walk(q).cloned().collect())
        })
    }

    fn count(&mut self, q: &Query, at_most: u64) -> Result<u64> {
        self.call(|tx| {
            check::query(q)?;
            Ok(tx.walk(q).zip(0..at_most).fold(0u64, |n, _| n.saturating_add(1)))
        })
    }

    fn sum(&mut self, q: &Query, by: &[Col], of: &[Col]) -> Result<Vec<Row>> {
        self.call(|tx| {
            check::query(q)?;
            check::sums(q.table, by, of)?;
            let mut sums = Sums::new(q.table, of);
            for row in tx.walk(q) {
                let group = by.iter().filter_map(|col| row.get(col.0)).cloned().collect();
                let numbers = of.iter().map(|col| int(row, *col).map_or(0, i128::from));
                sums.add(group, 1, numbers);
            }
            sums.rows()
        })
    }

    fn insert(&mut self, t: &'static Table, rows: &[Row]) -> Result<Vec<bool>> {
        self.call(|tx| {
            check::writable(tx.access)?;
            check::rows(t, rows, &tx.scope)?;
            let mut inserted = Vec::with_capacity(rows.len());
            for row in rows {
                let key = t.key_of(row);
                let new = tx.row(t, &key).is_none();
                if new {
                    tx.put(t, key, Some(row.clone()))?;
                }
                inserted.push(new);
            }
            Ok(inserted)
        })
    }

    fn insert_new(&mut self, t: &'static Table, rows: &[Row]) -> Result<()> {
        let inserted = self.insert(t, rows)?;
        self.call(|_| check::all_new(t, rows, &inserted))
    }

    fn update(&mut self, t: &'static Table, rows: &[Row]) -> Result<()> {
        self.call(|tx| {
            check::writable(tx.access)?;
            check::rows(t, rows, &tx.scope)?;
            tx.takes_nothing_over(t, rows)?;
            rows.iter().try_for_each(|row| tx.update_row(t, row))
        })
    }

    fn add(
        &mut self,
        t: &'static Table,
        col: Col,
        deltas: &[(Key, i64)],
        floor: Option<i64>,
    ) -> Result<Vec<bool>> {
        self.call(|tx| {
            check::writable(tx.access)?;
            check::addable(t, col)?;
            check::keys_inside(t, deltas.iter().map(|(key, _)| key), &tx.scope)?;
            deltas.iter().map(|delta| tx.add_to_row(t, col, delta, floor)).collect()
        })
    }

    fn hold(&mut self, t: &'static Table, key: &Key, _: Held) -> Result<Option<Row>> {
        // There is one writer: nobody else holds any row.
        self.call(|tx| check::writable(tx.access))?;
        Ok(self.get(t, std::slice::from_ref(key))?.pop().flatten())
    }

    fn delete(&mut self, t: &'static Table, keys: &[Key]) -> Result<u64> {
        self.call(|tx| {
            check::writable(tx.access)?;
            check::keys_inside(t, keys, &tx.scope)?;
            let mut deleted = 0u64;
            for key in keys {
                if tx.row(t, key).is_some() {
                    tx.put(t, key.clone(), None)?;
                    deleted = deleted.saturating_add(1);
                }
            }
            Ok(deleted)
        })
    }

    fn commit(mut self: Box<Self>) -> Result<()> {
        self.call(|tx| {
            tx.undo.clear();
            Ok(())
        })
    }
}

fn int(row: &Row, col: Col) -> Option<i64> {
    match row.get(col.0) {
        Some(Value::Int(n)) => Some(*n),
        _ => None,
    }
}

fn broken() -> Error {
    Error::internal("a panic inside of a transaction broke the memory store: make a new one")
}
