//! A file into a store.

use super::check::Feed;
use super::target::{Home, Target, find_homes, must_come_to};
use super::{Checked, Moved, Options, Stage, Step, Tally, check, is, parts};
use crate::model::notice::Due;
use crate::store::{Access, Key, Row, Scope, Store, Table, Transaction};
use crate::{Code, Error, Result};
use std::io::{BufRead, Seek};

/// Brings the enterprises of a file into a store, beside those that are there: [`check()`] and
/// [`Checked::import`].
///
/// # Errors
/// Theirs.
pub fn import<R: BufRead + Seek>(
    store: &dyn Store,
    file: R,
    options: &Options<'_>,
) -> Result<Moved> {
    check(file, options)?.import(store, options)
}

/// Holds a store against a file, row by row, and writes nothing: [`check()`] and
/// [`Checked::verify`].
///
/// # Errors
/// Theirs.
pub fn verify<R: BufRead + Seek>(
    store: &dyn Store,
    file: R,
    options: &Options<'_>,
) -> Result<Moved> {
    check(file, options)?.verify(store, options)
}

impl<R: BufRead + Seek> Checked<R> {
    /// Writes what the store does not have yet, a batch in each transaction, then counts the store
    /// and compares; what is due goes in behind that, in one transaction and counted within it, so
    /// that workers find either nothing to do or a whole hub. When it was interrupted, run it again:
    /// what is there already is compared, and the rest is written.
    ///
    /// # Errors
    /// `already_exists` when the store has another enterprise of this id, and `conflict` when it has
    /// another row than the file: nothing was written then, unless somebody else wrote meanwhile.
    /// `conflict` when the store does not come to the file's counts and balances, and
    /// `store_unavailable`: some was written.
    pub fn import(mut self, store: &dyn Store, options: &Options<'_>) -> Result<Moved> {
        let mut homes = self.homes(store)?;
        if homes.iter().any(|home| home.no.is_some()) {
            // Nothing is written before all that is there has been found the same.
            self.pass(store, Access::Read, &mut homes, options)?;
        }
        let (written, known) = self.pass(store, Access::Write, &mut homes, options)?;
        Ok(self.moved(written, known))
    }

    /// Whether the store has what the file has, no more and no less: every row is compared, then
    /// the store is counted.
    ///
    /// # Errors
    /// `not_found`, `conflict`, `store_unavailable`.
    pub fn verify(mut self, store: &dyn Store, options: &Options<'_>) -> Result<Moved> {
        let mut homes = self.homes(store)?;
        if let Some(none) = homes.iter().find(|home| home.no.is_none()) {
            return Err(Error::not_found("enterprise", &none.enterprise));
        }
        let (missing, known) = self.pass(store, Access::Read, &mut homes, options)?;
        if missing > 0 {
            let message = format!(
                "{missing} rows of the file are not in the store: import the file again, it goes on \
                 where it stopped"
            );
            return Err(Error::new(Code::Conflict, message).with("missing", missing));
        }
        count(options);
        let mut tx = store.begin(&Scope::All, Access::Read)?;
        counted(tx.as_mut(), &homes, (&self.tallies, &self.wanted), |_| true)?;
        Ok(self.moved(0, known))
    }

    fn homes(&self, store: &dyn Store) -> Result<Vec<Home>> {
        let ids: Vec<_> = self.chosen().map(|tally| tally.enterprise.as_str()).collect();
        find_homes(store, &ids)
    }

    fn chosen(&self) -> impl Iterator<Item = &Tally> {
        self.tallies.iter().zip(&self.wanted).filter(|(_, wanted)| **wanted).map(|(t, _)| t)
    }

    fn moved(&self, written: u64, known: u64) -> Moved {
        let enterprises = self.chosen().cloned().collect();
        Moved { enterprises, written, known, sha256: self.sha256.clone() }
    }

    /// Goes through the file once: how many rows were written or, where this only reads, are
    /// missing; and how many were there.
    fn pass(
        &mut self,
        store: &dyn Store,
        access: Access,
        homes: &mut [Home],
        options: &Options<'_>,
    ) -> Result<(u64, u64)> {
        let stage = if access == Access::Write { Stage::Importing } else { Stage::Comparing };
        let mut target = Target::new(store, access, options.batch);
        let whose = self.wanted.clone();
        let tallies: Vec<Tally> = self.tallies.clone();
        let mut feed = Feed::new(self)?;
        for (p, part) in parts().iter().enumerate() {
            if is::<Due>(part.table) && access == Access::Write {
                target.commit()?;
                count(options);
                let mut tx = store.begin(&Scope::All, Access::Read)?;
                let all_else = |table: &Table| !is::<Due>(table);
                counted(tx.as_mut(), homes, (&tallies, &whose), all_else)?;
                drop(tx);
                target.hold_all(homes)?;
            }
            let mut rows = 0u64;
            let mut homes = homes.iter_mut();
            for (e, wanted) in whose.iter().enumerate() {
                let mut home = if *wanted { homes.next() } else { None };
                let mut last: Option<Key> = None;
                loop {
                    let next = feed.next(p, e, options.batch.clamp(1, CHUNK))?;
                    let Some(end) = next.last().map(|row: &Row| part.table.key_of(row)) else {
                        break;
                    };
                    let Some(home) = &mut home else {
                        // Reading past what is not wanted may take longer than a server waits.
                        target.pause()?;
                        continue;
                    };
                    let before = rows / super::OFTEN;
                    rows = rows.saturating_add(next.len() as u64);
                    target.take(part, home, last.replace(end), next)?;
                    if rows / super::OFTEN > before {
                        (options.told)(Step { stage, table: part.table.name, rows });
                    }
                }
                if let Some(home) = home {
                    target.end(part, home, last)?;
                }
            }
            (options.told)(Step { stage, table: part.table.name, rows });
        }
        feed.must_be_what_was_checked()?;
        if access == Access::Write {
            counted(target.tx()?, homes, (&tallies, &whose), is::<Due>)?;
        }
        target.commit()?;
        Ok((target.written.saturating_add(target.missing), target.known))
    }
}

/// So many rows are compared and written in one call.
const CHUNK: usize = 500;

/// Says that the store is counted now.
fn count(options: &Options<'_>) {
    (options.told)(Step { stage: Stage::Counting, table: "", rows: 0 });
}

/// Counts the store and holds it against the file.
fn counted(
    tx: &mut dyn Transaction,
    homes: &[Home],
    (tallies, wanted): (&[Tally], &[bool]),
    tables: impl Fn(&Table) -> bool,
) -> Result<()> {
    let chosen: Vec<_> =
        tallies.iter().zip(wanted).filter(|(_, wanted)| **wanted).map(|(t, _)| t).collect();
    must_come_to(tx, homes, &chosen, tables)
}
