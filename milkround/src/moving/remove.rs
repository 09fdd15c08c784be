//! An enterprise out of a store.

use super::target::number_of;
use super::{Moved, Options, Stage, Step, Tally, parts};
use crate::model::enterprise::Enterprise;
use crate::store::{Access, Held, Key, Query, Record, Scope, Store};
use crate::{Error, Result};
use milkround_core::value::EnterpriseNo;

/// Takes an enterprise and everything of it out of a store: the one that has moved elsewhere, or what
/// an import left that could not go on. **There is no way back**: export it before.
///
/// What is due goes first, so that no tick works there any more, then the rest, a batch in each
/// transaction, and the enterprise's own row last. Interrupted, it goes on when it is run again. Keep
/// people out meanwhile.
///
/// The answer says what was removed, as what was `written`.
///
/// # Errors
/// `not_found`; `store_unavailable`: some was removed.
pub fn remove(store: &dyn Store, enterprise: &str, options: &Options<'_>) -> Result<Moved> {
    let no = {
        let mut tx = store.begin(&Scope::All, Access::Read)?;
        number_of(tx.as_mut(), enterprise)?
    };
    let no = no.ok_or_else(|| Error::not_found("enterprise", enterprise))?;
    let mut tally = Tally::new(enterprise);
    let mut removal = Removal { store, no, batch: options.batch.max(1), tally: &mut tally };
    let parts = parts();
    for part in parts.iter().rev() {
        let mut rows = 0u64;
        loop {
            let gone = removal.batch(part.query(no))?;
            rows = rows.saturating_add(gone as u64);
            if gone < removal.batch {
                break;
            }
        }
        (options.told)(Step { stage: Stage::Removing, table: part.table.name, rows });
    }
    let mut moved = Moved { enterprises: vec![tally], written: 0, known: 0, sha256: String::new() };
    moved.written = moved.rows();
    Ok(moved)
}

struct Removal<'r> {
    store: &'r dyn Store,
    no: EnterpriseNo,
    batch: usize,
    tally: &'r mut Tally,
}

impl Removal<'_> {
    /// Removes the first rows of a query, in one transaction; how many.
    fn batch(&mut self, q: Query) -> Result<usize> {
        let mut tx = self.store.begin(&Scope::One(self.no), Access::Write)?;
        // As whoever writes on an enterprise does.
        tx.hold(Enterprise::TABLE, &vec![self.no.0.into()], Held::Wait)?;
        let table = q.table;
        let rows = tx.find(&q.limit(u32::try_from(self.batch).unwrap_or(u32::MAX)))?;
        let keys: Vec<Key> = rows.iter().map(|row| table.key_of(row)).collect();
        tx.delete(table, &keys)?;
        tx.commit()?;
        rows.iter().for_each(|row| self.tally.add(table, row));
        Ok(rows.len())
    }
}
