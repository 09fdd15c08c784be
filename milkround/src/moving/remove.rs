//! An enterprise out of a store.

use super::target::number_of;
use super::{HOST_ID, Moved, Options, Part, Stage, Step, Tally, is, parts};
use crate::model::enterprise::Enterprise;
use crate::store::{Access, Held, Key, Query, Record, Scope, Store, Transaction, Value};
use crate::{Code, Error, Result};
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
/// `not_found`; `conflict` where somebody goes on writing on it, and `store_unavailable`: some was
/// removed.
pub fn remove(store: &dyn Store, enterprise: &str, options: &Options<'_>) -> Result<Moved> {
    let no = number_of(store.begin(&Scope::All, Access::Read)?.as_mut(), enterprise)?;
    let no = no.ok_or_else(|| Error::not_found("enterprise", enterprise))?;
    let (batch, tally) = (options.batch.max(1), Tally::new(enterprise));
    let mut removal = Removal { store, no, batch, tally };
    let parts = parts();
    for _ in 0..ROUNDS {
        for part in parts.iter().rev().filter(|part| !is::<Enterprise>(part.table)) {
            let rows = removal.all_of(part)?;
            if rows > MANY {
                // Else each row that these refer to would be looked for among all that are gone.
                store.tidy(part.table)?;
            }
            (options.told)(Step { stage: Stage::Removing, table: part.table.name, rows });
        }
        if removal.itself(&parts)? {
            let Removal { tally, .. } = removal;
            let enterprises = vec![tally];
            let moved = Moved { enterprises, written: 0, known: 0, sha256: String::new() };
            return Ok(Moved { written: moved.rows(), ..moved });
        }
    }
    let message = format!(
        "somebody goes on writing on the enterprise `{enterprise}`: see that nobody does, and remove \
         it again"
    );
    Err(Error::new(Code::Conflict, message).with("enterprise", enterprise))
}

/// How often what was written meanwhile is removed too.
const ROUNDS: usize = 10;

/// Of so many rows what is left behind is cleared away.
const MANY: u64 = 1_000;

struct Removal<'r> {
    store: &'r dyn Store,
    no: EnterpriseNo,
    batch: usize,
    tally: Tally,
}

impl<'r> Removal<'r> {
    /// A transaction that has the enterprise in hand, as whoever writes on it does. Its number may be
    /// another's by now, where somebody else removed it too.
    fn begin(&self) -> Result<Box<dyn Transaction + 'r>> {
        let mut tx = self.store.begin(&Scope::One(self.no), Access::Write)?;
        let row = tx.hold(Enterprise::TABLE, &vec![self.no.0.into()], Held::Wait)?;
        match row.as_ref().and_then(|row| row.get(HOST_ID.0)) {
            Some(Value::Text(id)) if *id == self.tally.enterprise => Ok(tx),
            _ => Err(Error::not_found("enterprise", &self.tally.enterprise)),
        }
    }

    /// Removes what it has of a part, a batch in each transaction; how many rows. Each goes on behind
    /// the one before: what is gone still stands in a server's indexes for a while.
    fn all_of(&mut self, part: &Part) -> Result<u64> {
        let mut q = part.query(self.no).limit(u32::try_from(self.batch).unwrap_or(u32::MAX));
        let mut rows = 0u64;
        loop {
            let mut tx = self.begin()?;
            let gone = tx.find(&q)?;
            let Some(last) = gone.last() else { return Ok(rows) };
            q.after = Some(part.table.key_of(last));
            let keys: Vec<Key> = gone.iter().map(|row| part.table.key_of(row)).collect();
            tx.delete(part.table, &keys)?;
            tx.commit()?;
            gone.iter().for_each(|row| self.tally.add(part.table, row));
            rows = rows.saturating_add(gone.len() as u64);
        }
    }

    /// Removes its own row, where nothing else is left of it: the number may go to another.
    fn itself(&mut self, parts: &[Part]) -> Result<bool> {
        let mut tx = self.begin()?;
        for part in parts.iter().filter(|part| !is::<Enterprise>(part.table)) {
            if tx.count(&part.query(self.no), 1)? > 0 {
                return Ok(false);
            }
        }
        let own = Query::on(Enterprise::TABLE, "primary").of(self.no);
        let row = tx.find(&own)?;
        tx.delete(Enterprise::TABLE, &[vec![self.no.0.into()]])?;
        tx.commit()?;
        row.iter().for_each(|row| self.tally.add(Enterprise::TABLE, row));
        Ok(true)
    }
}
