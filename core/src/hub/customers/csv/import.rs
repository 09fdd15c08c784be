//! Customers from a CSV file: `customers.import_csv` (A9).
//!
//! A file is gone through twice: first every row is held against the hub and against the other
//! rows, then what is good is written, a thousand rows at a time, in one transaction.

use super::apply::{CsvFault, Import, Reading};
use super::column::{Column, Part};
use super::text::Sheet;
use crate::error::{Code, Error, Fault, Result, Violations};
use crate::hub::context::Cx;
use crate::hub::operation::{Reach, Transactional};
use crate::model::customer::CustomerField;
use crate::store::{Query, Record};
use crate::value::text::{fold, shorten};
use csv::StringRecord;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The most rows of one call.
pub(super) const MOST: u32 = 100_000;

/// Makes and changes customers from a CSV file: `customers.import_csv`.
///
/// Each row finds its customer by id, else by e-mail address and code, and changes him; a row that
/// finds nobody makes a customer. The same file again changes nothing. Unless `take_good_rows`, one
/// bad row refuses the whole file, and nothing is changed. With `dry_run` and `take_good_rows` the
/// answer is a preview: what would be made, and every bad row.
///
/// Commas, semicolons and tabs are understood; the text must have been read as UTF-8. The first
/// row is the header.
///
/// A file or a row is refused at `csv.line_N`, a cell at `csv.line_N.FIELD`: `malformed` for a text
/// that is not UTF-8, a quote that does not close or more cells than columns; `unknown_field` for a
/// column that is not known; `required` where no column finds anybody; `duplicate` for a customer,
/// code or address that stands twice; `already_exists` for a code or address of another customer;
/// `unknown_reference` for an id that is not there; `wrong_state` for one who is erased or was merged
/// into another.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ImportCsv {
    /// At which enterprise.
    pub enterprise: String,
    /// The file as text, the header first; up to 100,000 rows, or any number with `most_rows`.
    pub csv: String,
    /// What columns mean whose headers do not say: the header, and the field (`first_name`,
    /// `custom.allergies`), or null to leave the column out.
    #[serde(default)]
    pub columns: BTreeMap<String, Option<String>>,
    /// Whether a blank cell clears what the customer has; usually it leaves that.
    #[serde(default)]
    pub clear_blank: bool,
    /// Whether a row of a known e-mail address with a new code makes another customer, who shares
    /// the address (A1).
    #[serde(default)]
    pub share_email: bool,
    /// Whether the good rows are taken, and the bad ones told in the answer.
    #[serde(default)]
    pub take_good_rows: bool,
    /// Takes no more than so many rows, 1 to 100,000: `next_line` says where to go on.
    #[serde(default)]
    pub most_rows: Option<u32>,
    /// Goes on at this line: the `next_line` of the call before.
    #[serde(default)]
    pub from_line: Option<u64>,
}

/// A column of a file, and what it was taken for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CsvColumn {
    /// What stands at its head.
    pub header: String,
    /// The field that it sets; none: it is left out.
    pub field: Option<String>,
}

/// What came of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomersImported {
    /// Rows that were read, the header not among them.
    pub rows: u64,
    /// Customers made.
    pub created: u64,
    /// Customers changed.
    pub updated: u64,
    /// Customers who are what their rows say already.
    pub unchanged: u64,
    /// Rows that were left out as bad.
    pub refused: u64,
    /// What is wrong with those, in the order of their lines.
    pub faults: Vec<CsvFault>,
    /// What each column was taken for.
    pub columns: Vec<CsvColumn>,
    /// Where to go on; none: the file is through.
    pub next_line: Option<u64>,
}

impl Transactional for ImportCsv {
    const NAME: &'static str = "customers.import_csv";
    const MUTATES: bool = true;
    type Response = CustomersImported;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<CustomersImported> {
        let mut v = Violations::new();
        let most = match self.most_rows.unwrap_or(MOST) {
            n @ 1..=MOST => n,
            n => {
                let message = format!("`{n}` rows cannot be one call: give 1 to {MOST}");
                v.add("most_rows", Fault::new(Code::OutOfRange, message, n));
                MOST
            }
        };
        let sheet = match Sheet::new(&self.csv) {
            Ok(sheet) => sheet,
            Err((line, fault)) => {
                v.add(&format!("csv.line_{line}"), fault);
                return Err(v.into());
            }
        };
        let defined: Vec<CustomerField> =
            cx.tx.find(&Query::on(CustomerField::TABLE, "by_position"))?;
        let mut rows = sheet.rows();
        let Some((line, header)) = rows.next() else {
            let message = "the file is empty: the first row names the columns";
            v.add("csv", Fault::new(Code::Required, message, serde_json::Value::Null));
            return Err(v.into());
        };
        let columns = self.columns(&header, line, &defined, &mut v);
        let columns = v.finish(columns)?;
        let from = self.from_line.unwrap_or(0);
        let mut rows = rows.skip_while(|(line, _)| *line < from);
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let taken: Vec<_> = rows.by_ref().take(most).collect();
        let next_line = rows.next().map(|(line, _)| line);
        if next_line.is_some() && self.most_rows.is_none() {
            let message = format!(
                "the file has more than {MOST} rows: give `most_rows`, and the rest from the \
                 answer's `next_line` on"
            );
            return Err(Error::new(Code::TooLong, message).at("csv"));
        }
        let reading = Reading { clear_blank: self.clear_blank, share_email: self.share_email };
        let mut import = Import::new(cx, reading, &columns, &taken)?;
        import.check(cx)?;
        let faults = import.faults();
        if !faults.is_empty() && !self.take_good_rows {
            return Err(refusal(faults));
        }
        let written = import.write(cx)?;
        let named = header.iter().zip(&columns);
        let named = named.map(|(header, column)| CsvColumn {
            header: header.to_owned(),
            field: column.as_ref().map(Column::name),
        });
        Ok(CustomersImported {
            rows: taken.len() as u64,
            created: written.created,
            updated: written.updated,
            unchanged: written.unchanged,
            refused: import.refused(),
            faults,
            columns: named.collect(),
            next_line,
        })
    }
}

/// The refusal of a file with every fault of its rows.
fn refusal(faults: Vec<CsvFault>) -> Error {
    let mut v = Violations::new();
    for fault in faults {
        let field = fault.field.map(|field| format!(".{field}")).unwrap_or_default();
        let path = format!("csv.line_{}{field}", fault.line);
        v.add(&path, Fault::new(fault.code, fault.message, serde_json::Value::Null));
    }
    v.into()
}

impl ImportCsv {
    /// What each column of the file means.
    fn columns(
        &self,
        header: &StringRecord,
        line: u64,
        defined: &[CustomerField],
        v: &mut Violations,
    ) -> Option<Vec<Option<Column>>> {
        let at = format!("csv.line_{line}");
        let mut chosen: BTreeMap<String, Option<Column>> = BTreeMap::new();
        for (header, field) in &self.columns {
            let path = format!("columns.{}", shorten(header));
            let column = v.check_opt(&path, field.as_deref(), |name| named(name, defined));
            chosen.insert(fold(header), column.flatten());
        }
        let mut columns: Vec<Option<Column>> = Vec::new();
        let mut left_out = BTreeSet::new();
        for text in header {
            let key = fold(text);
            let column = match (chosen.remove(&key), known(text, defined)) {
                (Some(column), _) => {
                    left_out.extend(column.is_none().then_some(key));
                    column
                }
                (None, _) if key.is_empty() => None,
                // What is left out once and says nothing by itself is left out each time.
                (None, Err(_)) if left_out.contains(&key) => None,
                (None, known) => v.check(&at, known).flatten(),
            };
            if column.is_some() && columns.contains(&column) {
                let message = format!(
                    "two columns say the same as `{}`: map one of them to null in `columns`",
                    shorten(text)
                );
                v.add(&at, Fault::new(Code::Duplicate, message, shorten(text)));
            }
            columns.push(column);
        }
        let has = |part| columns.contains(&Some(Column::Part(part)));
        if has(Part::FullName) && (has(Part::FirstName) || has(Part::LastName)) {
            let message = "names stand in one column and in columns of their own: map one to null \
                           in `columns`";
            v.add(&at, Fault::new(Code::Duplicate, message, serde_json::Value::Null));
        }
        let there: Vec<_> = header.iter().map(|text| format!("`{}`", shorten(text))).collect();
        for header in chosen.keys() {
            let message = format!(
                "the file has no column `{}`: its header has {}",
                shorten(header),
                there.join(", ")
            );
            let path = format!("columns.{}", shorten(header));
            v.add(&path, Fault::new(Code::UnknownReference, message, shorten(header)));
        }
        if !columns.iter().flatten().any(finds) && v.is_empty() {
            let message = "no column finds a customer: there must be an id, an e-mail address, a \
                           code or a name";
            v.add(&at, Fault::new(Code::Required, message, serde_json::Value::Null));
        }
        Some(columns)
    }
}

/// Whether something in a column may find a customer.
fn finds(column: &Column) -> bool {
    use Part::{Code, Company, Customer, Email, FirstName, FullName, LastName};
    let finding = [Customer, Email, Code, FirstName, LastName, FullName, Company];
    matches!(column, Column::Part(part) if finding.contains(part))
}

/// The column of a name that can be set here.
fn named(name: &str, defined: &[CustomerField]) -> std::result::Result<Column, Fault> {
    let column = Column::named(name)?;
    let refused = match &column {
        Column::Part(_) => None,
        Column::Custom(key) if defined.iter().any(|field| field.field == *key) => None,
        Column::Custom(_) => Some("is not defined: make it with `customer_fields.save` first"),
        Column::Shown(_) => Some("is reckoned and cannot be set: map the column to null"),
    };
    match refused {
        None => Ok(column),
        Some(why) => Err(Fault::new(Code::UnknownField, format!("`{name}` {why}"), name)),
    }
}

/// What a header stands for; none: nothing that is taken.
fn known(header: &str, defined: &[CustomerField]) -> std::result::Result<Option<Column>, Fault> {
    Column::of_header(header, defined).ok_or_else(|| {
        let shown = shorten(header);
        let message = format!(
            "the column `{shown}` is none that is known: say in `columns` which field it is, or \
             null to leave it out"
        );
        Fault::new(Code::UnknownField, message, shown)
    })
}
