//! One transaction on one connection.

use crate::bind::{self, Param};
use crate::conn::{Conn, Given};
use crate::groups::{arrays, by_enterprise, places, rounds, row_arrays};
use crate::pool::Lease;
use crate::schema::{full, given_keys, quoted};
use crate::sums::Sums;
use crate::walk::{Sql, columns, runs};
use crate::{PostgresStore, trouble};
use milkround_core::store::{
    Access, Col, Held, Key, Query, Row, Scope, Table, Transaction, Value, check,
};
use milkround_core::value::EnterpriseNo;
use milkround_core::{Code, Error, Result};
use std::collections::HashSet;

/// Rows or keys of one statement: what it is sent stays within some megabytes.
const MANY: usize = 10_000;

/// A row by its key.
pub(crate) type Witness = (&'static Table, Key);

pub(crate) struct PostgresTx<'s> {
    store: &'s PostgresStore,
    lease: Lease<'s>,
    scope: Scope,
    access: Access,
    /// What PostgreSQL calls the transaction, where it writes.
    number: Option<String>,
    /// A row that it inserted, which is there if it was committed.
    witness: Option<Witness>,
    /// A call has failed.
    doomed: bool,
    /// It is over at the server too.
    ended: bool,
}

/// What PostgreSQL is told of the scope: row security knows it from there.
fn named(scope: &Scope) -> String {
    let numbers = |some: &[EnterpriseNo]| {
        some.iter().map(|no| no.0.to_string()).collect::<Vec<_>>().join(",")
    };
    match scope {
        Scope::One(no) => numbers(&[*no]),
        Scope::Some(some) => numbers(some),
        Scope::All => "*".to_owned(),
    }
}

impl<'s> PostgresTx<'s> {
    /// Begins on a connection that was open, or on a new one where those turn out to be dead.
    pub(crate) fn begin(store: &'s PostgresStore, scope: &Scope, access: Access) -> Result<Self> {
        let begun = |lease: Lease<'s>| -> Result<(Lease<'s>, Option<String>)> {
            let conn = lease.conn()?;
            // One that cannot begin may stand within a transaction that failed.
            let number = begin(conn, scope, access).inspect_err(|_| conn.spoil())?;
            Ok((lease, number))
        };
        let first = store.pool.take()?;
        let (lease, number) = match begun(first) {
            // Nothing was done yet: so it may be begun again.
            Err(e) if e.code() == Code::StoreUnavailable => begun(store.pool.take_new()?)?,
            result => result?,
        };
        let scope = scope.clone();
        let witness = None;
        Ok(Self { store, lease, scope, access, number, witness, doomed: false, ended: false })
    }

    /// One call; when it fails, the transaction is lost.
    fn call<T>(&mut self, work: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        if self.doomed {
            return Err(check::doomed());
        }
        work(self).inspect_err(|_| self.doomed = true)
    }

    fn conn(&self) -> Result<&Conn> {
        self.lease.conn()
    }

    /// Keeps the first row that it inserts in mind.
    fn remember(&mut self, t: &'static Table, row: Option<&Row>) {
        if let (None, Some(row)) = (&self.witness, row) {
            self.witness = Some((t, t.key_of(row)));
        }
    }

    /// The row of a key, by one of the statements for it.
    fn one(&self, t: &'static Table, key: &Key, sql: &str) -> Result<Option<Row>> {
        let with: Vec<_> = key.iter().map(|part| Given::One(Param(part))).collect();
        let rows = self.conn()?.query(t, sql, &with)?;
        rows.first().map(|row| read(t, row, 0)).transpose()
    }

    fn walk(&self, q: &Query) -> Result<Vec<Row>> {
        let mut found: Vec<Row> = Vec::new();
        let scope = q.within(&self.scope);
        for run in runs(q, &scope) {
            let left = u64::from(q.limit).saturating_sub(found.len() as u64);
            if left == 0 {
                break;
            }
            let sql = Sql::select(&columns(q.table), q, &scope, &run, left);
            for row in self.conn()?.query(q.table, &sql.text, &sql.with)? {
                found.push(read(q.table, &row, 0)?);
            }
        }
        Ok(found)
    }

    /// Changes rows that are different, each once.
    fn update_each(&self, t: &'static Table, rows: &[&Row]) -> Result<()> {
        let sql = self.conn()?.sql(t);
        let version = |row: &[Value]| match row[t.col("version").0] {
            Value::Int(n) => Some(n),
            _ => None,
        };
        let mut missed: Option<usize> = None;
        for (no, rows) in by_enterprise(rows.iter().map(|row| row.as_slice())) {
            let parts: Vec<_> = rows.iter().map(|(_, row)| *row).collect();
            let mut with = arrays(no, &parts);
            if t.versioned {
                let before = parts.iter().map(|row| version(row)?.checked_sub(1));
                with.push(Given::Numbers(before.collect()));
            }
            let done = self.conn()?.query(t, &sql.update, &with)?;
            if done.len() < rows.len() {
                let done = places(t, &done)?;
                let of_these = rows.iter().zip(1..).find(|(_, n)| !done.contains(n));
                missed = missed.into_iter().chain(of_these.map(|((i, _), _)| *i)).min();
            }
        }
        let Some(row) = missed.map(|i| rows[i]) else { return Ok(()) };
        let key = t.key_of(row);
        let stored = self.one(t, &key, &sql.get)?.filter(|_| t.versioned);
        Err(check::conflict(t, &key, stored.and_then(|row| version(&row))))
    }

    /// Adds to rows that are different, each once; which were added to.
    fn add_each(
        &self,
        t: &'static Table,
        col: Col,
        deltas: &[(usize, &(Key, i64))],
        floor: Option<i64>,
    ) -> Result<Vec<usize>> {
        let name = quoted(t.columns[col.0].name);
        let (given, by_given) = given_keys(t, &[("delta", "bigint")]);
        let floor_place = t.key.columns.len() + 3;
        let above = floor.map_or(String::new(), |_| {
            format!(" AND t.{name}::numeric + v.delta >= ${floor_place}::bigint")
        });
        let sql = format!(
            "UPDATE {} t SET {name} = t.{name} + v.delta FROM {given} WHERE {by_given} \
             AND t.{name} IS NOT NULL{above} RETURNING v.n",
            full(t),
        );
        let mut added = Vec::new();
        for (no, keys) in by_enterprise(deltas.iter().map(|(_, (key, _))| key.as_slice())) {
            let chosen: Vec<_> = keys.iter().map(|(i, _)| deltas[*i]).collect();
            let keys: Vec<_> = keys.into_iter().map(|(_, key)| key).collect();
            let mut with = arrays(no, &keys);
            // Keys behind the enterprise, where there are any.
            with.truncate(t.key.columns.len() + 1);
            with.push(Given::Numbers(chosen.iter().map(|(_, (_, delta))| Some(*delta)).collect()));
            with.extend(floor.map(Given::Number));
            let overflow = |e: Error| match e.details().get("sqlstate").and_then(|s| s.as_str()) {
                Some("22003") => check::overflow(t, col),
                _ => e,
            };
            let done = self.conn()?.query(t, &sql, &with).map_err(overflow)?;
            let done = places(t, &done)?;
            added
                .extend(chosen.iter().zip(1..).filter(|(_, n)| done.contains(n)).map(|(d, _)| d.0));
        }
        Ok(added)
    }
}

fn begin(conn: &Conn, scope: &Scope, access: Access) -> Result<Option<String>> {
    // A reader's state is that of its first query: so there is one at once. A reader who pauses, as
    // an export down a slow line does, holds nobody up.
    let (mode, then) = match access {
        Access::Write => ("READ COMMITTED READ WRITE", "SELECT pg_current_xact_id()"),
        Access::Read => (
            "REPEATABLE READ READ ONLY",
            "SET LOCAL idle_in_transaction_session_timeout = '10min'; SELECT 1",
        ),
    };
    let named = named(scope);
    let begin = format!(
        "BEGIN ISOLATION LEVEL {mode}; SET LOCAL milkround.enterprises = '{named}'; {then}"
    );
    let said = conn.begin(&begin).map_err(trouble::of_begin)?;
    Ok(said.into_iter().next().filter(|_| access == Access::Write))
}

fn read(t: &'static Table, row: &tokio_postgres::Row, at: usize) -> Result<Row> {
    bind::row(row, at, t.columns.iter()).map_err(|e| trouble::of(&e, Some(t)))
}

impl Transaction for PostgresTx<'_> {
    fn get(&mut self, t: &'static Table, keys: &[Key]) -> Result<Vec<Option<Row>>> {
        self.call(|tx| {
            check::keys(t, keys)?;
            let sql = tx.conn()?.sql(t);
            if let [key] = keys {
                return match check::within(key.first(), &tx.scope) {
                    true => Ok(vec![tx.one(t, key, &sql.get)?]),
                    false => Ok(vec![None]),
                };
            }
            let mut found = vec![None; keys.len()];
            for (no, keys) in by_enterprise(keys.iter().map(Vec::as_slice)) {
                if !tx.scope.contains(EnterpriseNo(no)) {
                    continue;
                }
                for keys in keys.chunks(MANY) {
                    let parts: Vec<_> = keys.iter().map(|(_, key)| *key).collect();
                    for row in tx.conn()?.query(t, &sql.get_many, &arrays(no, &parts))? {
                        let n: i64 = row.try_get(0).map_err(|e| trouble::of(&e, Some(t)))?;
                        let place = keys.get(usize::try_from(n - 1).unwrap_or(usize::MAX));
                        if let Some((i, _)) = place {
                            found[*i] = Some(read(t, &row, 1)?);
                        }
                    }
                }
            }
            Ok(found)
        })
    }

    fn find(&mut self, q: &Query) -> Result<Vec<Row>> {
        self.call(|tx| {
            check::query(q)?;
            tx.walk(q)
        })
    }

    fn count(&mut self, q: &Query, at_most: u64) -> Result<u64> {
        self.call(|tx| {
            check::query(q)?;
            let most = at_most.min(u64::from(q.limit));
            let mut counted = 0;
            let scope = q.within(&tx.scope);
            for run in runs(q, &scope) {
                let mut sql = Sql::select("1 AS one", q, &scope, &run, most - counted);
                sql.text = format!("SELECT COUNT(*) FROM ({}) rows", sql.text);
                for row in tx.conn()?.query(q.table, &sql.text, &sql.with)? {
                    let n: i64 = row.try_get(0).map_err(|e| trouble::of(&e, Some(q.table)))?;
                    counted += n.unsigned_abs();
                }
            }
            Ok(counted)
        })
    }

    fn sum(&mut self, q: &Query, by: &[Col], of: &[Col]) -> Result<Vec<Row>> {
        self.call(|tx| {
            check::query(q)?;
            check::sums(q.table, by, of)?;
            let mut sums = Sums::new(q.table, by, of);
            let scope = q.within(&tx.scope);
            for run in runs(q, &scope) {
                let left = u64::from(q.limit).saturating_sub(sums.counted());
                let sql = sums.sql(Sql::select(&sums.columns(), q, &scope, &run, left));
                for row in tx.conn()?.query(q.table, &sql.text, &sql.with)? {
                    sums.take(&row)?;
                }
            }
            sums.rows()
        })
    }

    fn insert(&mut self, t: &'static Table, rows: &[Row]) -> Result<Vec<bool>> {
        let inserted = self.call(|tx| {
            check::writable(tx.access)?;
            check::rows(t, rows, &tx.scope)?;
            let sql = tx.conn()?.sql(t);
            let mut inserted = vec![true; rows.len()];
            for (no, rows) in by_enterprise(rows.iter().map(Vec::as_slice)) {
                for rows in rows.chunks(MANY) {
                    let new = tx.conn()?.query(t, &sql.insert, &row_arrays(t, no, rows))?;
                    tx.conn()?.grew(new.len())?;
                    if new.len() == rows.len() {
                        continue;
                    }
                    let key = t.key.columns.iter().map(|name| &t.columns[t.col(name).0]);
                    let key_of = |row| bind::row(row, 0, key.clone());
                    let new: std::result::Result<HashSet<Key>, _> =
                        new.iter().map(key_of).collect();
                    let mut new = new.map_err(|e| trouble::of(&e, Some(t)))?;
                    for (i, row) in rows {
                        // Of two with one key, the first was inserted.
                        inserted[*i] = new.remove(&t.key_of(&row.to_vec()));
                    }
                }
            }
            Ok(inserted)
        })?;
        let new = rows.iter().zip(&inserted).find(|(_, new)| **new);
        self.remember(t, new.map(|(row, _)| row));
        Ok(inserted)
    }

    fn insert_new(&mut self, t: &'static Table, rows: &[Row]) -> Result<()> {
        let done = self.call(|tx| {
            check::writable(tx.access)?;
            check::rows(t, rows, &tx.scope)?;
            let sql = tx.conn()?.sql(t);
            for (no, rows) in by_enterprise(rows.iter().map(Vec::as_slice)) {
                for rows in rows.chunks(MANY) {
                    tx.conn()?.execute(t, &sql.insert_new, &row_arrays(t, no, rows))?;
                    tx.conn()?.grew(rows.len())?;
                }
            }
            Ok(())
        });
        if done.is_ok() {
            self.remember(t, rows.first());
        }
        done
    }

    fn update(&mut self, t: &'static Table, rows: &[Row]) -> Result<()> {
        self.call(|tx| {
            check::writable(tx.access)?;
            check::rows(t, rows, &tx.scope)?;
            let rounds = rounds(rows.iter(), |row| t.key_of(row));
            rounds.iter().flat_map(|rows| rows.chunks(MANY)).try_for_each(|r| tx.update_each(t, r))
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
            let mut added = vec![false; deltas.len()];
            for round in rounds(deltas.iter().enumerate(), |(_, (key, _))| key.clone()) {
                for deltas in round.chunks(MANY) {
                    for i in tx.add_each(t, col, deltas, floor)? {
                        added[i] = true;
                    }
                }
            }
            Ok(added)
        })
    }

    fn hold(&mut self, t: &'static Table, key: &Key, held: Held) -> Result<Option<Row>> {
        self.call(|tx| {
            check::writable(tx.access)?;
            check::keys(t, [key])?;
            if !check::within(key.first(), &tx.scope) {
                return Ok(None);
            }
            let sql = tx.conn()?.sql(t);
            match held {
                Held::Wait => tx.one(t, key, &sql.hold_waiting),
                Held::Pass => tx.one(t, key, &sql.hold),
            }
        })
    }

    fn delete(&mut self, t: &'static Table, keys: &[Key]) -> Result<u64> {
        self.call(|tx| {
            check::writable(tx.access)?;
            check::keys_inside(t, keys, &tx.scope)?;
            let sql = tx.conn()?.sql(t);
            let mut deleted = 0;
            for (no, keys) in by_enterprise(keys.iter().map(Vec::as_slice)) {
                for keys in keys.chunks(MANY) {
                    let parts: Vec<_> = keys.iter().map(|(_, key)| *key).collect();
                    deleted += tx.conn()?.execute(t, &sql.delete, &arrays(no, &parts))?;
                }
            }
            Ok(deleted)
        })
    }

    fn commit(mut self: Box<Self>) -> Result<()> {
        // One that is lost already is not asked to commit at all.
        let sent = !self.doomed;
        // A transaction that the server has undone would "commit" without an error, to no effect.
        let done = self.call(|tx| tx.conn()?.run("SELECT 1; COMMIT").map(drop));
        self.ended = done.is_ok();
        let Err(lost) = done else { return Ok(()) };
        let (store, number, witness) = (self.store, self.number.take(), self.witness.take());
        let good = self.lease.conn().is_ok_and(Conn::is_good);
        let answered = good && !trouble::leaves_doubt(&lost);
        // Its place among the connections is free before another is asked for.
        drop(self);
        match number.filter(|_| sent && !answered) {
            Some(number) => store.what_became_of(&number, witness, lost),
            None => Err(lost),
        }
    }
}

impl Drop for PostgresTx<'_> {
    fn drop(&mut self) {
        if self.ended {
            return;
        }
        if let Ok(conn) = self.lease.conn() {
            conn.tell("ROLLBACK");
        }
    }
}
