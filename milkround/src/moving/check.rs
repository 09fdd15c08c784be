//! Reading a file: first as a whole, to see that it is right; then its rows, to write them.

use super::line::Line;
use super::{Options, Part, Stage, Step, Tally, chosen, export::hex, form, parts};
use crate::store::{Key, Row};
use crate::{Code, Error, Result};
use sha2::{Digest, Sha256};
use std::io::{BufRead, Read, Seek, SeekFrom};

/// A file that is whole and right, of which nothing has been written yet.
#[derive(Debug)]
pub struct Checked<R> {
    lines: Lines<R>,
    /// What the file says of its enterprises, in its order.
    pub(super) tallies: Vec<Tally>,
    /// Which of them are to be moved.
    pub(super) wanted: Vec<bool>,
    pub(super) sha256: String,
}

/// Reads a file as a whole: its hash, every row, and whether they come to what its last line says.
///
/// # Errors
/// `foreign_database` for another file, `newer_schema` for a newer format, `malformed` for one that
/// was cut off or changed, `unknown_field`, `required` and `wrong_kind` for one of another version
/// of Milkround, `not_found` when it has not the enterprises that the options name.
pub fn check<R: BufRead + Seek>(mut file: R, options: &Options<'_>) -> Result<Checked<R>> {
    // A large file of something else is not read to its first line's end.
    let mut begin = Vec::new();
    let most = form::BEGINS.len().saturating_add(20) as u64;
    (&mut file).take(most).read_to_end(&mut begin).map_err(|e| unreadable(&e))?;
    form::must_be_ours(&begin)?;
    let mut lines = Lines { file, line: Vec::new(), number: 0, hash: Sha256::new() };
    lines.rewind()?;
    let mut whole = Whole { options, seen: None };
    let (tallies, sha256) = whole.read(&mut lines)?;
    let wanted = chosen(tallies.iter().map(|tally| tally.enterprise.as_str()), options)?;
    Ok(Checked { lines, tallies, wanted, sha256 })
}

/// What is found out about a whole file.
struct Whole<'o> {
    options: &'o Options<'o>,
    seen: Option<Seen>,
}

/// What is found out about its rows.
struct Seen {
    parts: Vec<Part>,
    tallies: Vec<Tally>,
    /// Where the last row stood.
    last: (usize, usize, Key),
    /// How many there were of its table.
    rows: u64,
}

impl Whole<'_> {
    /// Each enterprise's tally, and the hash. A fault of a row waits until the hash is known: a file
    /// that was damaged is told as that, and not by what the damage looks like.
    fn read<R: BufRead + Seek>(&mut self, lines: &mut Lines<R>) -> Result<(Vec<Tally>, String)> {
        let mut fault = None;
        loop {
            if !lines.next()? {
                return Err(damaged(
                    "the file ends without its last line, so it was cut off or changed",
                ));
            }
            if lines.is_last() {
                break;
            }
            if fault.is_none() {
                let read = lines.text().and_then(|line| self.line(line));
                fault = read.map_err(|e| at_line(&e, lines.number)).err();
            }
        }
        let (trailer, sha256) = (lines.text()?.to_owned(), lines.sha256());
        if lines.next()? {
            return Err(damaged("the file goes on behind its last line"));
        }
        self.seen.iter().for_each(|seen| seen.tell(self.options));
        if form::stated_hash(&trailer) != Some(sha256.as_str()) {
            return Err(damaged(
                "the file was changed after it was written, or damaged on its way",
            ));
        }
        match (fault, self.seen.take()) {
            (Some(fault), _) => Err(fault),
            (None, None) => Err(damaged("the file has no first line")),
            (None, Some(seen)) if form::trailer(&seen.tallies, &sha256) != trailer => {
                Err(damaged("the rows of the file do not come to what its last line says"))
            }
            (None, Some(seen)) => Ok((seen.tallies, sha256)),
        }
    }

    fn line(&mut self, line: &str) -> Result<()> {
        match &mut self.seen {
            Some(seen) => seen.row(line, self.options),
            None => {
                let tallies: Vec<_> =
                    form::read_header(line)?.iter().map(|id| Tally::new(id)).collect();
                let last = (0, 0, Key::new());
                self.seen = Some(Seen { parts: parts(), tallies, last, rows: 0 });
                Ok(())
            }
        }
    }
}

impl Seen {
    fn row(&mut self, line: &str, options: &Options<'_>) -> Result<()> {
        let (part, enterprise, row) = place(line, &self.parts, &self.tallies, self.last.1)?;
        let Some((table, tally)) =
            self.parts.get(part).map(|p| p.table).zip(self.tallies.get_mut(enterprise))
        else {
            return Ok(());
        };
        let place = (part, enterprise, table.key_of(&row));
        if place <= self.last {
            return Err(Error::new(
                Code::Malformed,
                "the row stands twice or not in its place: export the hub anew",
            ));
        }
        tally.add(table, &row);
        if part != self.last.0 {
            self.tell(options);
            self.rows = 0;
        }
        self.last = place;
        self.rows = self.rows.saturating_add(1);
        if self.rows.is_multiple_of(super::OFTEN) {
            self.tell(options);
        }
        Ok(())
    }

    fn tell(&self, options: &Options<'_>) {
        if let Some(part) = self.parts.get(self.last.0) {
            let (table, rows) = (part.table.name, self.rows);
            (options.told)(Step { stage: Stage::Checking, table, rows });
        }
    }
}

/// Where a row stands in the file, and the row: mostly of the enterprise that the last was of, or of
/// one soon behind it.
fn place(
    line: &str,
    parts: &[Part],
    tallies: &[Tally],
    last: usize,
) -> Result<(usize, usize, Row)> {
    let line = Line::read(line)?;
    let row = line.row()?;
    let part = parts.iter().position(|p| p.table.name == line.table.name && p.has(&row));
    let mut from_there = tallies.iter().enumerate().skip(last).chain(tallies.iter().enumerate());
    let enterprise = from_there.find(|(_, tally)| line.enterprise == tally.enterprise);
    let enterprise = enterprise.map(|(at, _)| at);
    match part.zip(enterprise) {
        Some((part, enterprise)) => Ok((part, enterprise, row)),
        None => Err(Error::new(
            Code::Malformed,
            format!(
                "the enterprise `{}` is not in the first line of the file: export the hub anew",
                line.enterprise
            ),
        )),
    }
}

/// So many bytes has no line: rows are kilobytes.
const LONGEST: u64 = 64 << 20;

/// The lines of a file.
#[derive(Debug)]
struct Lines<R> {
    file: R,
    /// The line, with its end.
    line: Vec<u8>,
    number: u64,
    /// Of all lines so far but the last of a file.
    hash: Sha256,
}

impl<R: BufRead + Seek> Lines<R> {
    fn rewind(&mut self) -> Result<()> {
        self.number = 0;
        self.hash = Sha256::new();
        self.file.seek(SeekFrom::Start(0)).map(drop).map_err(|e| unreadable(&e))
    }

    /// Reads the next line; `false` when there is none.
    fn next(&mut self) -> Result<bool> {
        self.line.clear();
        let mut part = (&mut self.file).take(LONGEST);
        part.read_until(b'\n', &mut self.line).map_err(|e| unreadable(&e))?;
        self.number = self.number.saturating_add(1);
        match self.line.last() {
            None => Ok(false),
            Some(b'\n') => {
                if !self.is_last() {
                    self.hash.update(&self.line);
                }
                Ok(true)
            }
            Some(_) if self.line.len() as u64 == LONGEST => {
                Err(damaged("a line of the file is longer than any row, so it was changed"))
            }
            Some(_) => Err(damaged("the file ends amid a line, so it was cut off")),
        }
    }

    fn sha256(&self) -> String {
        hex(&self.hash.clone().finalize())
    }

    fn is_last(&self) -> bool {
        self.line.starts_with(form::ENDS.as_bytes())
    }

    fn text(&self) -> Result<&str> {
        std::str::from_utf8(&self.line).map_err(|_| damaged("the file holds what is no text"))
    }
}

/// The rows of a file that was checked, in its order.
pub(super) struct Feed<'c, R> {
    checked: &'c mut Checked<R>,
    parts: Vec<Part>,
    ahead: Option<(usize, usize, Row)>,
    /// Of which enterprise the last row was.
    last: usize,
}

impl<'c, R: BufRead + Seek> Feed<'c, R> {
    pub(super) fn new(checked: &'c mut Checked<R>) -> Result<Self> {
        checked.lines.rewind()?;
        if !checked.lines.next()? {
            return Err(changed());
        }
        let mut feed = Self { checked, parts: parts(), ahead: None, last: 0 };
        feed.step()?;
        Ok(feed)
    }

    fn step(&mut self) -> Result<Option<(usize, usize, Row)>> {
        let lines = &mut self.checked.lines;
        let next = match (lines.next()?, lines.is_last()) {
            (false, _) => return Err(changed()),
            (true, true) => None,
            (true, false) => {
                let text = lines.text();
                let placed = text
                    .and_then(|line| place(line, &self.parts, &self.checked.tallies, self.last));
                let placed = placed.map_err(|e| at_line(&e, lines.number))?;
                self.last = placed.1;
                Some(placed)
            }
        };
        Ok(std::mem::replace(&mut self.ahead, next))
    }

    /// Whether all of it was read, and was what was checked: somebody may write to a file meanwhile.
    pub(super) fn must_be_what_was_checked(&self) -> Result<()> {
        let lines = &self.checked.lines;
        match self.ahead.is_none() && lines.is_last() && lines.sha256() == self.checked.sha256 {
            true => Ok(()),
            false => Err(changed()),
        }
    }

    /// The next rows of an enterprise in a part; none: that was all.
    pub(super) fn next(&mut self, part: usize, enterprise: usize, most: usize) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        while rows.len() < most
            && self.ahead.as_ref().is_some_and(|(p, e, _)| (*p, *e) == (part, enterprise))
        {
            rows.extend(self.step()?.map(|(_, _, row)| row));
        }
        Ok(rows)
    }
}

fn at_line(error: &Error, number: u64) -> Error {
    let mut told = Error::new(error.code(), format!("line {number} of the file: {error}"));
    for (name, value) in error.details() {
        told = told.with(name, value);
    }
    told.with("line", number)
}

fn damaged(what: &str) -> Error {
    Error::new(Code::Malformed, format!("{what}: copy it anew, or export the hub anew"))
}

fn changed() -> Error {
    damaged("the file was changed while it was read")
}

fn unreadable(e: &std::io::Error) -> Error {
    Error::new(
        Code::StoreUnavailable,
        format!("the file cannot be read ({e}): check the path and its permissions"),
    )
}
