//! Any list of customers as CSV: `customers.export_csv` (A9).

use super::column::{Column, cell, custom_cell};
use super::text::written;
use crate::error::{Code, Fault, Result, Violations};
use crate::hub::context::Cx;
use crate::hub::customers::list::{CustomerColumn, Hit, ListCustomers};
use crate::hub::operation::{Reach, Transactional};
use crate::model::customer::{Customer, CustomerField, CustomerFilter};
use crate::model::ledger::Account;
use crate::rules::inert::neutralise;
use crate::store::{Query, Record};
use chrono::SecondsFormat;
use serde::{Deserialize, Serialize};

/// The most rows of one piece.
const MOST: u32 = 20_000;
/// The rows of a piece when the caller does not say.
const USUAL: u32 = 10_000;

/// Writes a list of customers as CSV: `customers.export_csv`. Staff only.
///
/// The file comes in pieces: put behind one another as they are, they are the whole. Without
/// columns it has all that `customers.import_csv` sets, so that it can come back as it is. Cells
/// that a spreadsheet would run as a formula stand behind an apostrophe, which the import takes
/// away (P20); amounts and counts are plain numbers, times are UTC.
///
/// Errors: as in `customers.list`; `unknown_field` for a column that is not there.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExportCsv {
    /// Of which enterprise; none: of all that the actor manages.
    #[serde(default)]
    pub enterprise: Option<String>,
    /// Which customers; usually all.
    #[serde(default)]
    pub filter: CustomerFilter,
    /// Which columns, in this order: those of an import (`first_name`, `billing_city`,
    /// `custom.allergies`) and those of the list (`balance`, `last_order_at`).
    #[serde(default)]
    pub columns: Option<Vec<String>>,
    /// By which column to sort; usually the time when customers were made.
    #[serde(default)]
    pub sort_by: Option<CustomerColumn>,
    /// By which of the hub's own fields to sort; not together with `sort_by`.
    #[serde(default)]
    pub sort_by_custom: Option<String>,
    /// Whether the greatest come first.
    #[serde(default)]
    pub descending: bool,
    /// How many customers a piece has at most: 1 to 20,000, usually 10,000.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next_page` of the piece before.
    #[serde(default)]
    pub after: Option<String>,
}

/// A piece of a CSV file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomersCsv {
    /// The piece: the first begins with the header.
    pub csv: String,
    /// How many customers are in it.
    pub rows: u64,
    /// Give it as `after` for the piece that follows; none: this is the last.
    pub next_page: Option<String>,
}

impl Transactional for ExportCsv {
    const NAME: &'static str = "customers.export_csv";
    const MUTATES: bool = false;
    type Response = CustomersCsv;

    fn reach(&self) -> Reach<'_> {
        match &self.enterprise {
            Some(enterprise) => Reach::One(enterprise),
            None => Reach::Managed(&[]),
        }
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<CustomersCsv> {
        let mut v = Violations::new();
        let limit = v.check(
            "limit",
            match self.limit.unwrap_or(USUAL) {
                n @ 1..=MOST => Ok(n),
                n => {
                    let message = format!("`{n}` customers cannot be one piece: give 1 to {MOST}");
                    Err(Fault::new(Code::OutOfRange, message, n))
                }
            },
        );
        let defined: Vec<CustomerField> = match &self.enterprise {
            // What one hub calls a field, another need not.
            None => Vec::new(),
            Some(_) => cx.tx.find(&Query::on(CustomerField::TABLE, "by_position"))?,
        };
        let columns = match &self.columns {
            None => Some(Column::usual(&defined)),
            Some(names) if names.is_empty() => {
                let message = "name at least one column, or leave `columns` out for all";
                v.add("columns", Fault::new(Code::Required, message, serde_json::Value::Null));
                None
            }
            Some(names) => {
                v.each("columns", names, |v, name| v.check("", self.column(name, &defined)))
            }
        };
        let (limit, columns) = v.finish((|| Some((limit?, columns?)))())?;
        let list = ListCustomers {
            enterprise: self.enterprise.clone(),
            filter: self.filter.clone(),
            sort_by: match self.sort_by_custom {
                None => Some(self.sort_by.unwrap_or(CustomerColumn::CreatedAt)),
                Some(_) => self.sort_by,
            },
            sort_by_custom: self.sort_by_custom.clone(),
            descending: self.descending,
            after: self.after.clone(),
            ..ListCustomers::default()
        };
        let of_account = |column: &Column| matches!(column, Column::Shown(c) if c.of_account());
        let page = list.hits(cx, Ok(limit), columns.iter().any(of_account))?;
        let mut rows: Vec<Vec<String>> = Vec::with_capacity(page.hits.len().saturating_add(1));
        if self.after.is_none() {
            let header = |column: &Column| neutralise(&column.header(&defined)).into_owned();
            rows.push(columns.iter().map(header).collect());
        }
        for hit in &page.hits {
            rows.push(cells(cx, hit, &columns)?);
        }
        Ok(CustomersCsv {
            csv: written(rows.iter().map(Vec::as_slice)),
            rows: page.hits.len() as u64,
            next_page: page.next_page,
        })
    }
}

impl ExportCsv {
    /// The column of a name. In one enterprise, a field that is not defined is a mistake; among
    /// several it is empty where it is not.
    fn column(&self, name: &str, defined: &[CustomerField]) -> std::result::Result<Column, Fault> {
        let column = Column::named(name)?;
        match &column {
            Column::Custom(key)
                if self.enterprise.is_some() && defined.iter().all(|field| field.field != *key) =>
            {
                let message = format!(
                    "`{name}` is not defined: leave it out, or make it with `customer_fields.save`"
                );
                Err(Fault::new(Code::UnknownField, message, name))
            }
            _ => Ok(column),
        }
    }
}

/// The cells of one customer.
fn cells(cx: &Cx<'_>, hit: &Hit, columns: &[Column]) -> Result<Vec<String>> {
    let c: Customer = cx.tx.read(hit.customer.clone())?;
    let account = match &hit.account {
        Some(row) => Some(cx.tx.read::<Account>(row.clone())?),
        None => None,
    };
    let text = |column: &Column| match column {
        Column::Part(part) => neutralise(&cell(*part, &c)).into_owned(),
        Column::Custom(key) => neutralise(&custom_cell(&c.custom, key)).into_owned(),
        Column::Shown(shown) => reckoned(*shown, &c, account.as_ref()),
    };
    Ok(columns.iter().map(text).collect())
}

/// What a reckoned column says: never a text that somebody wrote, but for the name.
fn reckoned(column: CustomerColumn, c: &Customer, account: Option<&Account>) -> String {
    use CustomerColumn as C;
    let time = |at: chrono::DateTime<chrono::Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let of = |read: fn(&Account) -> String| account.map(read);
    let text = match column {
        C::Enterprise => Some(neutralise(c.enterprise.as_str()).into_owned()),
        C::CreatedAt => Some(time(c.created_at)),
        C::Balance => of(|account| account.balance.amount().to_string()),
        C::LastOrderAt => account.and_then(|account| account.last_order_at).map(time),
        C::Orders => of(|account| account.orders.to_string()),
        C::StandingOrders => of(|account| account.standing_orders.to_string()),
        // The others can be set, and stand in columns of their own.
        _ => Some(neutralise(&c.name()).into_owned()),
    };
    text.unwrap_or_default()
}
