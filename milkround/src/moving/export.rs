//! One state of a store as a file.

use super::{HOST_ID, Moved, Options, Part, Stage, Step, Tally, chosen, form, line, parts};
use crate::model::enterprise::Enterprise;
use crate::store::{Access, Query, Record, Scope, Store, Transaction, Value};
use crate::{Code, Error, Result};
use milkround_core::value::{EnterpriseNo, Text};
use sha2::{Digest, Sha256};
use std::io::Write;

/// An enterprise that is moved.
struct Home {
    no: EnterpriseNo,
    tally: Tally,
}

/// Writes one state of a store, or of some of its enterprises: all is read in one transaction.
///
/// The same state gives the same bytes, whichever store it is in: rows stand in the order of their
/// keys, and enterprises in the order in which they were made known, without their numbers.
///
/// # Errors
/// `not_found` for an enterprise that is not there, and for a store without any; `corrupt_record` for a row that holds what it
/// cannot hold; `store_unavailable` when the store cannot be read or the file not be written. What
/// was written of the file then lacks its last line, and no import takes it.
pub fn export(store: &dyn Store, out: &mut dyn Write, options: &Options<'_>) -> Result<Moved> {
    let mut tx = store.begin(&Scope::All, Access::Read)?;
    let mut homes = homes(tx.as_mut(), options)?;
    if homes.is_empty() {
        let message = "the store has no enterprise: check whether it is the one that was meant";
        return Err(Error::new(Code::NotFound, message));
    }
    let ids: Vec<_> = homes.iter().map(|home| home.tally.enterprise.as_str()).collect();
    let mut out = Out { to: out, hash: Sha256::new() };
    out.line(&form::header(&ids))?;
    for part in parts() {
        let mut rows: u64 = 0;
        for home in &mut homes {
            rows = rows.saturating_add(write_all(tx.as_mut(), &part, home, &mut out, options)?);
        }
        (options.told)(Step { stage: Stage::Exporting, table: part.table.name, rows });
    }
    let mut tallies = Vec::new();
    for Home { no, tally } in homes {
        // Counted in the same state: a page that was lost between would show.
        if Tally::count(tx.as_mut(), (no, &tally.enterprise), |_| true)? != tally {
            let message =
                format!("the rows of `{}` do not come to what is counted", tally.enterprise);
            return Err(Error::internal(message));
        }
        tallies.push(tally);
    }
    let sha256 = hex(&out.hash.clone().finalize());
    out.line(&form::trailer(&tallies, &sha256))?;
    out.to.flush().map_err(|e| unwritable(&e))?;
    let moved = Moved { enterprises: tallies, written: 0, known: 0, sha256 };
    Ok(Moved { written: moved.rows(), ..moved })
}

fn homes(tx: &mut dyn Transaction, options: &Options<'_>) -> Result<Vec<Home>> {
    let mut homes = Vec::new();
    let t = Enterprise::TABLE;
    for row in tx.find(&Query::on(t, "primary"))? {
        let (Some(Value::Int(no)), Some(Value::Text(id))) = (row.first(), row.get(HOST_ID.0))
        else {
            return Err(Error::corrupt(t.name, "it has no id"));
        };
        homes.push(Home { no: EnterpriseNo(*no), tally: Tally::new(id) });
    }
    let ids: Vec<Text> = homes.iter().map(|home| Text::new(&home.tally.enterprise)).collect();
    let wanted = chosen(ids.iter().map(Text::as_str), options)?;
    let mut wanted = wanted.into_iter();
    homes.retain(|_| wanted.next().unwrap_or(false));
    Ok(homes)
}

/// Writes what an enterprise has of a table, a page at a time.
fn write_all(
    tx: &mut dyn Transaction,
    part: &Part,
    home: &mut Home,
    out: &mut Out<'_>,
    options: &Options<'_>,
) -> Result<u64> {
    let mut q = part.query(home.no).limit(u32::try_from(options.batch.max(1)).unwrap_or(u32::MAX));
    let (mut line, mut rows) = (String::new(), 0u64);
    loop {
        let page = tx.find(&q)?;
        let Some(last) = page.last() else { return Ok(rows) };
        q.after = Some(part.table.key_of(last));
        for row in &page {
            line::write(&mut line, part.table, &home.tally.enterprise, row)?;
            home.tally.add(part.table, row);
            out.line(&line)?;
        }
        let before = rows / super::OFTEN;
        rows = rows.saturating_add(page.len() as u64);
        if rows / super::OFTEN > before {
            (options.told)(Step { stage: Stage::Exporting, table: part.table.name, rows });
        }
    }
}

/// The file, with the hash of what was written.
struct Out<'o> {
    to: &'o mut dyn Write,
    hash: Sha256,
}

impl Out<'_> {
    fn line(&mut self, line: &str) -> Result<()> {
        self.hash.update(line.as_bytes());
        self.to.write_all(line.as_bytes()).map_err(|e| unwritable(&e))
    }
}

pub(super) fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unwritable(e: &std::io::Error) -> Error {
    Error::new(
        Code::StoreUnavailable,
        format!("the export cannot be written ({e}): make room, and export anew"),
    )
}
