//! A store around another that looks at every call before it is made.

use milkround_core::Result;
use milkround_core::store::{Access, Col, Held, Key, Query, Row, Scope, Store, Table, Transaction};

/// What is asked before each call; an error is answered in its stead.
pub(crate) trait Watch {
    fn before(&self, call: &'static str) -> Result<()>;

    /// Whether a row is to be passed over as though another held it.
    fn passes(&self, _key: &Key, _held: Held) -> bool {
        false
    }

    /// A row is held from now on.
    fn holds(&self, _key: &Key) {}
}

pub(crate) fn begin<'s>(
    store: &'s dyn Store,
    watch: &'s dyn Watch,
    scope: &Scope,
    access: Access,
) -> Result<Box<dyn Transaction + 's>> {
    watch.before("begin")?;
    Ok(Box::new(Watched { inner: store.begin(scope, access)?, watch, failed: false }))
}

struct Watched<'s> {
    inner: Box<dyn Transaction + 's>,
    watch: &'s dyn Watch,
    failed: bool,
}

impl Watched<'_> {
    fn before(&mut self, call: &'static str) -> Result<()> {
        if self.failed {
            return Err(milkround_core::store::check::doomed());
        }
        self.watch.before(call).inspect_err(|_| self.failed = true)
    }
}

impl Transaction for Watched<'_> {
    fn get(&mut self, t: &'static Table, keys: &[Key]) -> Result<Vec<Option<Row>>> {
        self.before("get")?;
        self.inner.get(t, keys)
    }

    fn find(&mut self, q: &Query) -> Result<Vec<Row>> {
        self.before("find")?;
        self.inner.find(q)
    }

    fn count(&mut self, q: &Query, at_most: u64) -> Result<u64> {
        self.before("count")?;
        self.inner.count(q, at_most)
    }

    fn sum(&mut self, q: &Query, by: &[Col], of: &[Col]) -> Result<Vec<Row>> {
        self.before("sum")?;
        self.inner.sum(q, by, of)
    }

    fn insert(&mut self, t: &'static Table, rows: &[Row]) -> Result<Vec<bool>> {
        self.before("insert")?;
        self.inner.insert(t, rows)
    }

    fn insert_new(&mut self, t: &'static Table, rows: &[Row]) -> Result<()> {
        self.before("insert")?;
        self.inner.insert_new(t, rows)
    }

    fn update(&mut self, t: &'static Table, rows: &[Row]) -> Result<()> {
        self.before("update")?;
        self.inner.update(t, rows)
    }

    fn add(
        &mut self,
        t: &'static Table,
        col: Col,
        deltas: &[(Key, i64)],
        floor: Option<i64>,
    ) -> Result<Vec<bool>> {
        self.before("add")?;
        self.inner.add(t, col, deltas, floor)
    }

    fn hold(&mut self, t: &'static Table, key: &Key, held: Held) -> Result<Option<Row>> {
        self.before("hold")?;
        if self.watch.passes(key, held) {
            return Ok(None);
        }
        let row = self.inner.hold(t, key, held)?;
        if row.is_some() {
            self.watch.holds(key);
        }
        Ok(row)
    }

    fn delete(&mut self, t: &'static Table, keys: &[Key]) -> Result<u64> {
        self.before("delete")?;
        self.inner.delete(t, keys)
    }

    fn commit(mut self: Box<Self>) -> Result<()> {
        self.before("commit")?;
        self.inner.commit()
    }
}
