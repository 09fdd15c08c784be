//! The list of customers: the columns that are asked for, any of them sorted by, searched,
//! filtered, a page at a time in both directions (A7).

mod column;
mod find;
mod question;

pub use column::CustomerColumn;

use crate::error::{Code, Error, Fault, Result, Violations};
use crate::hub::context::Cx;
use crate::hub::customers::custom;
use crate::hub::operation::{Reach, Transactional};
use crate::hub::page;
use crate::model::customer::{Customer, CustomerFilter};
use crate::model::ledger::Account;
use crate::store::{Home, Value};
use crate::value::{CustomerCode, CustomerId, Email, EnterpriseId, Label, Money};
use chrono::{DateTime, Utc};
pub(super) use find::Hit;
use find::{By, Finder, Found, Sorting, Spot};
use question::Question;
pub(crate) use question::check_filter;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many enterprises are listed together.
const MOST_HUBS: usize = 200;
/// Totals are exact so far.
const MOST_COUNTED: u64 = 10_000;

/// A row of the customer list. What was not asked for is left out, and null like what is empty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerRow {
    /// Whose customer.
    pub enterprise: EnterpriseId,
    /// Our id.
    pub customer: CustomerId,
    /// Company, else full name, else e-mail address.
    pub name: Option<String>,
    /// First name.
    pub first_name: Option<Label>,
    /// Last name.
    pub last_name: Option<Label>,
    /// Company or group.
    pub company: Option<Label>,
    /// Where to write.
    pub email: Option<Email>,
    /// The hub's own code.
    pub code: Option<CustomerCode>,
    /// Telephone number.
    pub phone: Option<Label>,
    /// Tags, sorted.
    pub tags: Option<Vec<Label>>,
    /// The delivery run.
    pub delivery_run: Option<Label>,
    /// The balance: below zero the customer owes.
    pub balance: Option<Money>,
    /// When the last order was placed.
    pub last_order_at: Option<DateTime<Utc>>,
    /// How many orders are placed or fulfilled.
    pub orders: Option<i64>,
    /// How many standing orders have not ended.
    pub standing_orders: Option<i64>,
    /// When the customer was made.
    pub created_at: Option<DateTime<Utc>>,
    /// What the hub's own fields say that were asked for.
    pub custom: Option<BTreeMap<String, String>>,
}

/// How many customers are meant in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerTotal {
    /// So many.
    pub count: u64,
    /// Whether there are more: beyond 10,000, or beyond what one call looks at, nobody counts.
    pub or_more: bool,
}

/// A page of the customer list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerPage {
    /// The rows, in the list's order. A page of a filtered list may be short, or empty, though
    /// more follow: `next_page` says.
    pub items: Vec<CustomerRow>,
    /// Give it as `after` for the rows that follow; none: there are no more.
    pub next_page: Option<String>,
    /// Give it as `before` for the rows before; none: these are the first.
    pub previous_page: Option<String>,
    /// How many there are in all, where that was asked for.
    pub total: Option<CustomerTotal>,
}

/// Lists customers: `customers.list`. Staff only.
///
/// Any column sorts, both ways, with empty ones last. It costs the same with a hundred customers
/// and with a million.
///
/// Errors: `malformed` for the token of another list; `too_long` for more than 200 enterprises or
/// 8 words.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListCustomers {
    /// Of which enterprise; none: of all that the actor manages.
    #[serde(default)]
    pub enterprise: Option<String>,
    /// Which customers; usually all.
    #[serde(default)]
    pub filter: CustomerFilter,
    /// Which columns to fill; usually name, code, tags and the last order's time.
    #[serde(default)]
    pub columns: Option<Vec<CustomerColumn>>,
    /// Which of the hub's own fields to fill beside, by their keys.
    #[serde(default)]
    pub custom_columns: Vec<String>,
    /// By which column to sort; usually the name.
    #[serde(default)]
    pub sort_by: Option<CustomerColumn>,
    /// By which of the hub's own fields to sort; not together with `sort_by`.
    #[serde(default)]
    pub sort_by_custom: Option<String>,
    /// Whether the greatest come first.
    #[serde(default)]
    pub descending: bool,
    /// Whether to count all that are meant.
    #[serde(default)]
    pub with_total: bool,
    /// How many: 1 to 1,000, usually 50.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next_page` of the page before.
    #[serde(default)]
    pub after: Option<String>,
    /// The `previous_page` of the page behind; not together with `after`.
    #[serde(default)]
    pub before: Option<String>,
}

impl Transactional for ListCustomers {
    const NAME: &'static str = "customers.list";
    const MUTATES: bool = false;
    type Response = CustomerPage;

    fn reach(&self) -> Reach<'_> {
        match &self.enterprise {
            Some(enterprise) => Reach::One(enterprise),
            None => Reach::Managed(&[]),
        }
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<CustomerPage> {
        let accounts = self.columns().iter().any(|column| column.of_account());
        let limit = page::checked_limit(self.limit);
        let page = self.hits(cx, limit, accounts)?;
        let items = page.hits.iter().map(|hit| self.row(cx, hit)).collect::<Result<Vec<_>>>()?;
        let Hits { next_page, previous_page, total, .. } = page;
        Ok(CustomerPage { items, next_page, previous_page, total })
    }
}

/// The rows of a page before they are filled.
pub(super) struct Hits {
    pub hits: Vec<Hit>,
    pub next_page: Option<String>,
    pub previous_page: Option<String>,
    pub total: Option<CustomerTotal>,
}

impl ListCustomers {
    /// Finds the rows of a page; `accounts`: with the account of each.
    pub(super) fn hits(
        &self,
        cx: &mut Cx<'_>,
        limit: std::result::Result<u32, Fault>,
        accounts: bool,
    ) -> Result<Hits> {
        let mut v = Violations::new();
        let limit = v.check("limit", limit);
        let question = v.within("filter", |v| self.filter.checked(v));
        if self.after.is_some() && self.before.is_some() {
            let message = "`after` and `before` go different ways: give one of them";
            v.add("before", Fault::new(Code::Malformed, message, serde_json::Value::Null));
        }
        if self.sort_by.is_some() && self.sort_by_custom.is_some() {
            let message = "a list is sorted by one column: give one of `sort_by`, `sort_by_custom`";
            v.add("sort_by_custom", Fault::new(Code::Malformed, message, serde_json::Value::Null));
        }
        self.custom_must_be_defined(cx, &mut v)?;
        let (limit, question) = v.finish((|| Some((limit?, question?)))())?;
        let sorting = Sorting {
            by: match &self.sort_by_custom {
                Some(key) => By::Custom(key.clone()),
                None => By::Column(self.sort_by.unwrap_or(CustomerColumn::Name)),
            },
            descending: self.descending,
            reversed: self.before.is_some(),
        };
        let hubs = self.hubs(cx)?;
        let behind = self.behind()?;
        let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
        let finder = Finder {
            question: &question,
            sorting: sorting.clone(),
            behind: behind.as_ref(),
            wanted: wanted.saturating_add(1),
            accounts,
        };
        let Found { mut hits, stopped } = find_in_all(&finder, cx, &hubs)?;
        let more = hits.len() > wanted || stopped.is_some();
        hits.truncate(wanted);
        let last = match hits.len() == wanted {
            true => hits.last().map(|hit| hit.spot.clone()),
            false => stopped.or_else(|| hits.last().map(|hit| hit.spot.clone())),
        };
        let onward = last.filter(|_| more).map(|spot| self.seal(&spot));
        let back = hits.first().map(|hit| &hit.spot).or(behind.as_ref());
        let back = back.filter(|_| behind.is_some()).map(|spot| self.seal(spot));
        let (next_page, previous_page) = match sorting.reversed {
            false => (onward, back),
            true => {
                hits.reverse();
                (back, onward)
            }
        };
        let total = match self.with_total {
            true => Some(count(&question, cx, &hubs)?),
            false => None,
        };
        Ok(Hits { hits, next_page, previous_page, total })
    }
}

/// The enterprises of a list, in the order of their ids, where that matters each with its place.
type Hubs = Vec<(usize, Arc<Home>)>;

fn find_in_all(finder: &Finder<'_>, cx: &mut Cx<'_>, hubs: &Hubs) -> Result<Found> {
    let mut all = Found::default();
    for (hub, home) in hubs {
        let found = finder.in_hub(cx, home, *hub)?;
        all.hits.extend(found.hits);
        // Behind the nearest place where a walk stopped, something may be missing.
        all.stopped = match (all.stopped, found.stopped) {
            (Some(a), Some(b)) => Some(if finder.sorting.compare(&a, &b).is_le() { a } else { b }),
            (a, b) => a.or(b),
        };
    }
    all.hits.sort_by(|a, b| finder.sorting.compare(&a.spot, &b.spot));
    if let Some(stopped) = &all.stopped {
        all.hits.retain(|hit| finder.sorting.compare(&hit.spot, stopped).is_le());
    }
    all.hits.truncate(finder.wanted);
    Ok(all)
}

/// How many are meant in all.
fn count(question: &Question, cx: &mut Cx<'_>, hubs: &Hubs) -> Result<CustomerTotal> {
    let most = MOST_COUNTED.saturating_add(1);
    let (mut count, mut or_more) = (0_u64, false);
    for (_, home) in hubs {
        if question.is_open() {
            count = count.saturating_add(cx.tx.raw().count(&question.all().of(home.no), most)?);
        } else {
            let sorting = Sorting {
                by: By::Column(CustomerColumn::CreatedAt),
                descending: false,
                reversed: false,
            };
            let wanted = usize::try_from(most).unwrap_or(usize::MAX);
            let finder = Finder { question, sorting, behind: None, wanted, accounts: false };
            let few = finder.count_few(cx, home)?;
            let found = match few {
                Some(few) => few,
                None => {
                    let found = finder.in_hub(cx, home, 0)?;
                    or_more |= found.stopped.is_some();
                    found.hits.len()
                }
            };
            count = count.saturating_add(u64::try_from(found).unwrap_or(u64::MAX));
        }
    }
    or_more |= count > MOST_COUNTED;
    Ok(CustomerTotal { count: count.min(MOST_COUNTED), or_more })
}

impl ListCustomers {
    /// In one enterprise, a field that is not defined is a mistake; among several it is empty where
    /// it is not.
    fn custom_must_be_defined(&self, cx: &mut Cx<'_>, v: &mut Violations) -> Result<()> {
        if self.enterprise.is_none() {
            return Ok(());
        }
        let keys = self.custom_columns.iter().chain(&self.sort_by_custom);
        let home = cx.home()?;
        let defined = custom::defined(cx, &home, keys)?;
        let check = |key: &String| match defined.contains_key(key) {
            true => Ok(()),
            false => Err(custom::not_defined(key)),
        };
        v.each("custom_columns", &self.custom_columns, |v, key| v.check("", check(key)));
        v.check_opt("sort_by_custom", self.sort_by_custom.as_ref(), check);
        Ok(())
    }

    fn columns(&self) -> &[CustomerColumn] {
        use CustomerColumn::{Code, Enterprise, LastOrderAt, Name, Tags};
        self.columns.as_deref().unwrap_or(&[Name, Code, Tags, LastOrderAt, Enterprise])
    }

    fn hubs(&self, cx: &Cx<'_>) -> Result<Hubs> {
        let mut homes: Vec<Arc<Home>> = cx.tx.homes().map(Arc::clone).collect();
        if homes.len() > MOST_HUBS {
            let message = format!(
                "`{}` enterprises are too many for one list: name one, or list as a user who \
                 manages at most {MOST_HUBS}",
                homes.len()
            );
            return Err(Error::new(Code::TooLong, message).at("enterprise"));
        }
        homes.sort_by(|a, b| a.id.cmp(&b.id));
        let by_hub = self.sort_by == Some(CustomerColumn::Enterprise);
        Ok(homes
            .into_iter()
            .enumerate()
            .map(|(i, home)| (if by_hub { i } else { 0 }, home))
            .collect())
    }

    /// What a token belongs to: the list without its place.
    fn stamp(&self) -> String {
        let by = (self.sort_by, &self.sort_by_custom, self.descending);
        let list = (&self.enterprise, &self.filter, by);
        page::stamp_of(&format!("customers {list:?}"))
    }

    fn seal(&self, spot: &Spot) -> String {
        let Spot { hub, empty, value, no, id } = spot;
        let hub = i64::try_from(*hub).unwrap_or(i64::MAX);
        let values =
            [hub.into(), i64::from(*empty).into(), value.clone(), (*no).into(), (*id).into()];
        page::seal(&self.stamp(), &values)
    }

    /// The place that the page goes on behind.
    fn behind(&self) -> Result<Option<Spot>> {
        let (path, token) = match (&self.after, &self.before) {
            (Some(token), _) => ("after", token),
            (None, Some(token)) => ("before", token),
            (None, None) => return Ok(None),
        };
        match page::unseal(&self.stamp(), token).as_deref() {
            Some([Value::Int(hub), Value::Int(empty), value, Value::Int(no), Value::Id(id)]) => {
                let hub = usize::try_from(*hub).unwrap_or(usize::MAX);
                Ok(Some(Spot { hub, empty: *empty != 0, value: value.clone(), no: *no, id: *id }))
            }
            _ => Err(page::not_a_token(path)),
        }
    }

    /// A row with the columns that were asked for.
    fn row(&self, cx: &Cx<'_>, hit: &Hit) -> Result<CustomerRow> {
        let c: Customer = cx.tx.read(hit.customer.clone())?;
        let account = match &hit.account {
            Some(row) => Some(cx.tx.read::<Account>(row.clone())?),
            None => None,
        };
        let mut row = CustomerRow {
            enterprise: c.enterprise.clone(),
            customer: c.id,
            name: None,
            first_name: None,
            last_name: None,
            company: None,
            email: None,
            code: None,
            phone: None,
            tags: None,
            delivery_run: None,
            balance: None,
            last_order_at: None,
            orders: None,
            standing_orders: None,
            created_at: None,
            custom: None,
        };
        if !self.custom_columns.is_empty() {
            let mut custom = c.custom.clone();
            custom.retain(|key, _| self.custom_columns.contains(key));
            row.custom = Some(custom);
        }
        for column in self.columns() {
            match column {
                CustomerColumn::Name => row.name = Some(c.name()),
                CustomerColumn::FirstName => row.first_name.clone_from(&c.first_name),
                CustomerColumn::LastName => row.last_name.clone_from(&c.last_name),
                CustomerColumn::Company => row.company.clone_from(&c.company),
                CustomerColumn::Email => row.email.clone_from(&c.email),
                CustomerColumn::Code => row.code.clone_from(&c.code),
                CustomerColumn::Phone => row.phone.clone_from(&c.phone),
                CustomerColumn::Enterprise => {}
                CustomerColumn::Tags => row.tags = Some(c.tags.clone()),
                CustomerColumn::DeliveryRun => row.delivery_run.clone_from(&c.delivery_run),
                CustomerColumn::CreatedAt => row.created_at = Some(c.created_at),
                CustomerColumn::Balance => row.balance = account.as_ref().map(|a| a.balance),
                CustomerColumn::LastOrderAt => {
                    row.last_order_at = account.as_ref().and_then(|a| a.last_order_at);
                }
                CustomerColumn::Orders => row.orders = account.as_ref().map(|a| a.orders),
                CustomerColumn::StandingOrders => {
                    row.standing_orders = account.as_ref().map(|a| a.standing_orders);
                }
            }
        }
        Ok(row)
    }
}
