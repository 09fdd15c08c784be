//! One transaction on one connection.

use crate::bind::{self, bind};
use crate::pool::{Conn, Lease};
use crate::schema::{MANY, key_equals, quoted};
use crate::sql::Sql;
use crate::sums::Sums;
use crate::trouble;
use milkround_core::Result;
use milkround_core::store::{
    Access, Col, Held, Key, Query, Row, Scope, Table, Transaction, Value, check, stretches,
};
use rusqlite::{CachedStatement, ErrorCode, Statement};

pub(crate) struct SqliteTx<'s> {
    lease: Lease<'s>,
    scope: Scope,
    access: Access,
    doomed: bool,
}

/// A statement with the table it works on, for its errors.
struct On<'c> {
    t: &'static Table,
    statement: CachedStatement<'c>,
}

impl<'c> On<'c> {
    fn new(conn: &'c Conn, t: &'static Table, sql: &str) -> Result<Self> {
        let statement = conn.db.prepare_cached(sql).map_err(|e| trouble::of(&e, Some(t)))?;
        Ok(Self { t, statement })
    }

    fn run<T>(
        &mut self,
        work: impl FnOnce(&mut Statement<'_>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        work(&mut self.statement).map_err(|e| trouble::of(&e, Some(self.t)))
    }
}

fn bind_all<'v>(
    statement: &mut Statement<'_>,
    values: impl IntoIterator<Item = &'v Value>,
) -> rusqlite::Result<()> {
    values.into_iter().zip(1..).try_for_each(|(value, place)| bind(statement, place, value))
}

fn execute(conn: &Conn, sql: &str) -> Result<()> {
    let done = conn.db.prepare_cached(sql).and_then(|mut statement| statement.raw_execute());
    done.map(drop).map_err(|e| trouble::of(&e, None))
}

impl<'s> SqliteTx<'s> {
    pub(crate) fn begin(lease: Lease<'s>, scope: Scope, access: Access) -> Result<Self> {
        let mut tx = Self { lease, scope, access, doomed: false };
        tx.call(|tx| {
            let conn = tx.lease.conn()?;
            match access {
                Access::Write => execute(conn, "BEGIN IMMEDIATE"),
                Access::Read => {
                    // SQLite takes the state to be read at the first read, not at BEGIN.
                    execute(conn, "BEGIN")?;
                    execute(conn, "SELECT 1 FROM sqlite_schema WHERE 0")
                }
            }
        })?;
        Ok(tx)
    }

    /// One call; when it fails, the transaction is lost, and the connection too if it is broken.
    fn call<T>(&mut self, work: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        if self.doomed {
            return Err(check::doomed());
        }
        work(self).inspect_err(|e| {
            self.doomed = true;
            if trouble::spoils(e) {
                self.lease.discard();
            }
        })
    }

    fn walk(&self, q: &Query) -> Result<Vec<Row>> {
        let conn = self.lease.conn()?;
        let table = conn.sql(q.table);
        let mut found: Vec<Row> = Vec::new();
        let scope = q.within(&self.scope);
        for stretch in stretches(q, &scope) {
            let left = u64::from(q.limit).saturating_sub(found.len() as u64);
            if left == 0 {
                break;
            }
            let sql = Sql::select(&table.columns, q, &scope, &stretch, left);
            each(conn, q.table, &sql, |row| {
                found.push(bind::row(row, q.table.columns.iter())?);
                Ok(())
            })?;
        }
        Ok(found)
    }

    fn number(&self, t: &'static Table, sql: &str, key: &Key) -> Result<Option<Option<i64>>> {
        On::new(self.lease.conn()?, t, sql)?.run(|s| {
            bind_all(s, key)?;
            s.raw_query().next()?.map(|row| row.get(0)).transpose()
        })
    }

    /// Adds to one row whose number then stays within `floor` and 64 bits.
    fn add_to_row(
        &self,
        (add, t, col): (&mut On<'_>, &'static Table, Col),
        (key, delta): &(Key, i64),
        floor: Option<i64>,
    ) -> Result<bool> {
        // Of the number before: in i128 no bound leaves its type.
        let low = i128::from(floor.unwrap_or(i64::MIN)) - i128::from(*delta);
        let high = i128::from(i64::MAX) - i128::from(*delta);
        let clamp = |n: i128| n.clamp(i64::MIN.into(), i64::MAX.into()) as i64;
        let parts = key.len();
        let changed = match low > i128::from(i64::MAX) || high < i128::from(i64::MIN) {
            true => 0,
            false => add.run(|s| {
                bind_all(s, key)?;
                s.raw_bind_parameter(parts + 1, delta)?;
                s.raw_bind_parameter(parts + 2, clamp(low))?;
                s.raw_bind_parameter(parts + 3, clamp(high))?;
                s.raw_execute()
            })?,
        };
        if changed == 1 {
            return Ok(true);
        }
        let name = quoted(t.columns[col.0].name);
        let sql = format!("SELECT {name} FROM {} WHERE {}", quoted(t.name), key_equals(t));
        let Some(Some(number)) = self.number(t, &sql, key)? else {
            return Ok(false);
        };
        let sum = i128::from(number) + i128::from(*delta);
        match floor.is_some_and(|floor| sum < i128::from(floor)) {
            true => Ok(false),
            false => Err(check::overflow(t, col)),
        }
    }
}

/// Runs a query and looks at each row.
fn each(
    conn: &Conn,
    t: &'static Table,
    sql: &Sql<'_>,
    mut look: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<()>,
) -> Result<()> {
    On::new(conn, t, &sql.text)?.run(|s| {
        for (value, place) in sql.binds.iter().zip(1..) {
            value.bind(s, place)?;
        }
        let mut rows = s.raw_query();
        while let Some(row) = rows.next()? {
            look(row)?;
        }
        Ok(())
    })
}

/// Inserts rows in one statement, up to the first that breaks a rule of the table; how many those
/// are. What rule that is, and whether the row is there already, shows when it is inserted alone.
fn insert_many(conn: &Conn, t: &'static Table, rows: &[Row]) -> Result<usize> {
    let mut insert = On::new(conn, t, &conn.sql(t).insert_many)?;
    let done = bind_all(&mut insert.statement, rows.iter().flatten())
        .and_then(|()| insert.statement.raw_execute());
    match done {
        Ok(inserted) => Ok(inserted),
        Err(e) if e.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
            Ok(conn.db.changes() as usize)
        }
        Err(e) => Err(trouble::of(&e, Some(t))),
    }
}

fn insert_each(
    conn: &Conn,
    t: &'static Table,
    rows: &[Row],
    inserted: &mut Vec<bool>,
) -> Result<()> {
    let mut insert = On::new(conn, t, &conn.sql(t).insert)?;
    for row in rows {
        let changed = insert.run(|s| {
            bind_all(s, row)?;
            s.raw_execute()
        })?;
        inserted.push(changed == 1);
    }
    Ok(())
}

impl Transaction for SqliteTx<'_> {
    fn get(&mut self, t: &'static Table, keys: &[Key]) -> Result<Vec<Option<Row>>> {
        self.call(|tx| {
            check::keys(t, keys)?;
            let conn = tx.lease.conn()?;
            let mut get = On::new(conn, t, &conn.sql(t).get)?;
            let row = |key: &Key| match check::within(key.first(), &tx.scope) {
                false => Ok(None),
                true => get.run(|s| {
                    bind_all(s, key)?;
                    let mut rows = s.raw_query();
                    rows.next()?.map(|row| bind::row(row, t.columns.iter())).transpose()
                }),
            };
            keys.iter().map(row).collect()
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
            let conn = tx.lease.conn()?;
            let most = at_most.min(u64::from(q.limit));
            let mut counted = 0;
            let scope = q.within(&tx.scope);
            for stretch in stretches(q, &scope) {
                let left = most - counted;
                let mut sql = Sql::select("1", q, &scope, &stretch, left);
                sql.text = format!("SELECT COUNT(*) FROM ({})", sql.text);
                each(conn, q.table, &sql, |row| {
                    counted += row.get::<_, i64>(0)?.unsigned_abs();
                    Ok(())
                })?;
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
            for stretch in stretches(q, &scope) {
                let left = u64::from(q.limit).saturating_sub(sums.counted());
                let sql = sums.sql(Sql::select(&sums.columns(), q, &scope, &stretch, left));
                each(tx.lease.conn()?, q.table, &sql, |row| sums.take(row))?;
            }
            sums.rows()
        })
    }

    fn insert(&mut self, t: &'static Table, rows: &[Row]) -> Result<Vec<bool>> {
        self.call(|tx| {
            check::writable(tx.access)?;
            check::rows(t, rows, &tx.scope)?;
            let conn = tx.lease.conn()?;
            let mut inserted = Vec::with_capacity(rows.len());
            for rows in rows.chunks(MANY) {
                let new = if rows.len() == MANY { insert_many(conn, t, rows)? } else { 0 };
                inserted.resize(inserted.len() + new, true);
                insert_each(conn, t, &rows[new..], &mut inserted)?;
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
            let conn = tx.lease.conn()?;
            let sql = conn.sql(t);
            let mut update = On::new(conn, t, &sql.update)?;
            for row in rows {
                let changed = update.run(|s| {
                    bind_all(s, row)?;
                    s.raw_execute()
                })?;
                if changed == 0 {
                    let key = t.key_of(row);
                    let current = tx.number(t, &sql.version, &key)?.flatten();
                    return Err(check::conflict(t, &key, current));
                }
            }
            Ok(())
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
            let (name, parts) = (quoted(t.columns[col.0].name), t.key.columns.len());
            let sql = format!(
                "UPDATE {} SET {name} = {name} + ?{} WHERE {} AND {name} BETWEEN ?{} AND ?{}",
                quoted(t.name),
                parts + 1,
                key_equals(t),
                parts + 2,
                parts + 3,
            );
            let mut add = On::new(tx.lease.conn()?, t, &sql)?;
            deltas.iter().map(|delta| tx.add_to_row((&mut add, t, col), delta, floor)).collect()
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
            let conn = tx.lease.conn()?;
            let mut delete = On::new(conn, t, &conn.sql(t).delete)?;
            let mut deleted = 0;
            for key in keys {
                deleted += delete.run(|s| {
                    bind_all(s, key)?;
                    s.raw_execute()
                })? as u64;
            }
            Ok(deleted)
        })
    }

    fn commit(mut self: Box<Self>) -> Result<()> {
        self.call(|tx| execute(tx.lease.conn()?, "COMMIT"))
    }
}

impl Drop for SqliteTx<'_> {
    fn drop(&mut self) {
        let rolled_back = match self.lease.conn() {
            Ok(conn) if !conn.db.is_autocommit() => execute(conn, "ROLLBACK"),
            _ => Ok(()),
        };
        if rolled_back.is_err() {
            self.lease.discard();
        }
    }
}
