//! CSV as text: read as spreadsheets write it, written as they read it (RFC 4180).

use crate::error::{Code, Fault};
use csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};

/// A file of rows, each with the line it begins in.
#[derive(Debug)]
pub(super) struct Sheet<'t> {
    text: &'t str,
    delimiter: u8,
}

/// A fault of a file, with its line.
pub(super) type AtLine = (u64, Fault);

fn malformed(message: String) -> Fault {
    Fault::new(Code::Malformed, message, serde_json::Value::Null)
}

impl<'t> Sheet<'t> {
    /// A file, where its text is one.
    pub fn new(text: &'t str) -> Result<Self, AtLine> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if let Some((before, _)) = text.split_once(['\u{fffd}', '\0']) {
            let message = "the text was not read as what it is: save the file as UTF-8, or \
                           name its encoding where you read it (Windows-1252, UTF-16)";
            let line = line_ends(before.bytes()).saturating_add(1);
            return Err((line, malformed(message.to_owned())));
        }
        let sheet = Self { text, delimiter: delimiter(text) };
        sheet.quotes_must_close()?;
        Ok(sheet)
    }

    /// The rows that are not blank, with their lines; the header is the first.
    pub fn rows(&self) -> impl Iterator<Item = (u64, StringRecord)> {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(self.text.as_bytes());
        // The reader counts a row to the line before it, where that ends in CR LF or is blank.
        let (mut line, mut rest, mut at) = (1, self.text.as_bytes(), 0);
        std::iter::from_fn(move || {
            let mut row = StringRecord::new();
            // The text is UTF-8 and rows may be of any length: there is nothing left to fail.
            if !reader.read_record(&mut row).unwrap_or(false) {
                return None;
            }
            let begins = row.position().map_or(at, csv::Position::byte);
            let passed = usize::try_from(begins.saturating_sub(at)).unwrap_or(usize::MAX);
            let (before, behind) = rest.split_at_checked(passed).unwrap_or((rest, &[]));
            let ends = behind.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            let (blank, behind) = behind.split_at_checked(ends).unwrap_or((behind, &[]));
            line += line_ends(before.iter().chain(blank).copied());
            (rest, at) = (behind, begins.saturating_add(ends as u64));
            Some((line, row))
        })
        .filter(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()))
    }

    /// A quote that opens and never closes swallows the rest of the file.
    fn quotes_must_close(&self) -> Result<(), AtLine> {
        if self.text.bytes().filter(|b| *b == b'"').count() % 2 == 0 {
            return Ok(());
        }
        let last = self.rows().last();
        let swallows =
            |(_, row): &(u64, StringRecord)| row.iter().any(|cell| cell.contains(['\n', '\r']));
        match last.filter(swallows) {
            None => Ok(()),
            Some((line, _)) => {
                let message = "a quote opens in this row and never closes: close it, or double it";
                Err((line, malformed(message.to_owned())))
            }
        }
    }
}

/// How many lines end: in LF, in CR LF, or in CR alone as on old Macs.
fn line_ends(bytes: impl Iterator<Item = u8>) -> u64 {
    let mut bytes = bytes.peekable();
    let mut ends = 0;
    while let Some(b) = bytes.next() {
        let alone = b == b'\r' && bytes.peek() != Some(&b'\n');
        ends += u64::from(b == b'\n' || alone);
    }
    ends
}

/// The sign between the cells of the first line: comma, semicolon or tab, whichever is most.
fn delimiter(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    for b in text.trim_start().bytes() {
        match b {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|(sign, _)| *sign == b).for_each(|(_, n)| *n += 1),
        }
    }
    let most = counts.iter().map(|(_, n)| *n).max();
    counts.iter().find(|(_, n)| Some(*n) == most).map_or(b',', |(sign, _)| *sign)
}

/// Rows as CSV: commas between cells, CR LF behind rows.
pub(super) fn written<'r>(rows: impl Iterator<Item = &'r [String]>) -> String {
    let mut writer =
        WriterBuilder::new().flexible(true).terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        // Writing into memory does not fail.
        drop(writer.write_record(row));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// Several texts in one cell: a row of CSV itself, so that a comma within one is no end of it.
pub(super) fn joined<'p>(parts: impl Iterator<Item = &'p str>) -> String {
    let row: Vec<String> = parts.map(str::to_owned).collect();
    match row.is_empty() {
        true => String::new(),
        false => written(std::iter::once(row.as_slice())).trim_end_matches("\r\n").to_owned(),
    }
}

/// The texts of a cell that holds several.
pub(super) fn split(cell: &str) -> Vec<String> {
    // Behind a comma, for a reader takes a byte order mark at the very beginning for no text.
    let cell = format!(",{cell}");
    let reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(cell.as_bytes());
    let rows = reader.into_records().filter_map(Result::ok);
    let parts = rows.flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>());
    parts.filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str) -> Vec<(u64, Vec<String>)> {
        let sheet = Sheet::new(text).unwrap();
        sheet.rows().map(|(n, row)| (n, row.iter().map(str::to_owned).collect())).collect()
    }

    #[test]
    fn a9_each_row_knows_its_line() {
        let text = "\u{feff}a;b\r\n\r\n1;\"x\r\ny\"\r\n;\r\n2;\"say \"\"hi\"\"\"\r\n";
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        assert_eq!(
            lines(text),
            [(1, row(["a", "b"])), (3, row(["1", "x\r\ny"])), (6, row(["2", "say \"hi\""]))]
        );
        // Lines that end in CR alone, as old Macs wrote them.
        let mac = lines("a;b\r\r1;\"x\ry\"\r2;z\r");
        assert_eq!(mac, [(1, row(["a", "b"])), (3, row(["1", "x\ry"])), (5, row(["2", "z"]))]);
        assert_eq!(lines("a\tb\n1,5\t2\n")[1].1, row(["1,5", "2"]));
        assert_eq!(lines("name, inches\nAnn, 5\" pipe\n")[1].1, row(["Ann", " 5\" pipe"]));
    }

    #[test]
    fn a9_what_was_not_read_as_utf8_and_open_quotes_are_told_with_their_line() {
        for (text, line) in [
            ("a,b\nBj\u{fffd}rn,2\n", 2),
            ("a\0,\0b\0", 1),
            ("a,b\n1,2\n3,\"open\n5,6\n", 3),
            ("a,b\r1,2\rBj\u{fffd}rn,2\r", 3),
            ("a,b\r1,2\r3,\"open\r5,6\r", 3),
        ] {
            let (at, fault) = Sheet::new(text).unwrap_err();
            assert_eq!((at, fault.code), (line, Code::Malformed), "{text:?}");
        }
    }

    #[test]
    fn a9_a_text_that_begins_with_a_byte_order_mark_stays_whole() {
        assert_eq!(split("\u{feff}a,b"), ["\u{feff}a", "b"]);
    }

    proptest! {
        #[test]
        fn a9_texts_in_one_cell_come_apart_as_they_were(
            parts in proptest::collection::vec("[^\\s\u{0}-\u{1f}]([ ,\"';a-zé]*[^\\s\u{0}-\u{1f}])?", 0..6)
        ) {
            let cell = joined(parts.iter().map(String::as_str));
            prop_assert_eq!(split(&cell), parts);
        }
    }
}
