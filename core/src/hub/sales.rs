//! What was sold, by product, category or period (A13).

mod tally;
mod walk;

use super::context::Cx;
use super::operation::{Reach, Transactional};
use super::page;
use super::period::Period;
use crate::error::{Result, Violations};
use crate::hub::customers::must_be_known;
use crate::store::{Value, name_field};
use crate::value::{CustomerId, Money, Quantity, VariantId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use tally::{Place, Tally};

name_field! {
    /// What sales are summed by.
    SalesBy {
        /// Each variant; a past order's line without one by its name.
        Product = "product",
        /// Each category.
        Category = "category",
        /// Weeks from Monday to Sunday.
        Week = "week",
        /// Months.
        Month = "month",
        /// Years.
        Year = "year",
    }
}

/// What was sold of one product, category or period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SalesRow {
    /// What tells it from the other rows: `variant:milk`, `name:rye bread`, `category:dairy`, or the
    /// first day of the period.
    pub key: String,
    /// What to call it: the product's name, the category (empty: of none), or `2026-W10`, `2026-03`,
    /// `2026`.
    pub label: String,
    /// The variant, where the row is of one.
    pub variant: Option<VariantId>,
    /// The first day of a period, in the enterprise's zone.
    pub starts_on: Option<NaiveDate>,
    /// How much; of several products the sum of their units.
    pub quantity: Quantity,
    /// What the lines came to, without fees.
    pub amount: Money,
    /// How many orders had a part in it.
    pub orders: u64,
}

/// A page of sales, and what all rows come to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SalesPage {
    /// Products and categories by amount, the highest first; periods the newest first.
    pub items: Vec<SalesRow>,
    /// What all rows come to, of all pages.
    pub amount: Money,
    /// How many orders that was.
    pub orders: u64,
    /// Give it as `after` for the rows that follow; none: there are no more.
    pub next_page: Option<String>,
}

/// What a customer has bought, or all have, by product, category or period: `customers.sales` (A13).
/// Customers may read their own. Lines of placed and fulfilled orders count, past orders' too, on
/// the day on which they were placed; fees do not, and nothing that is cancelled or to come.
///
/// Errors: `not_found`; `end_before_start`; `malformed` for the token of another list.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CustomerSales {
    /// At which enterprise.
    pub enterprise: String,
    /// Of this customer; none: of all.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// By what.
    pub by: SalesBy,
    /// Placed on this day or later, in the enterprise's zone.
    #[serde(default)]
    pub starts_on: Option<NaiveDate>,
    /// Placed on this day or earlier.
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
    /// How many rows: 1 to 1,000, usually 50.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next_page` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Transactional for CustomerSales {
    const NAME: &'static str = "customers.sales";
    const MUTATES: bool = false;
    const FOR_CUSTOMERS: bool = true;
    type Response = SalesPage;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<SalesPage> {
        let mut v = Violations::new();
        let limit = v.check("limit", page::checked_limit(self.limit));
        let period = Period::checked(&mut v, self.starts_on, self.ends_on);
        let (limit, period) = v.finish((|| Some((limit?, period?)))())?;
        if let Some(named) = self.customer {
            cx.must_be(named, "customer", named)?;
        }
        let named = self.customer.map(|id| must_be_known(cx, id)).transpose()?;
        let customer = cx.customer().or(named.map(|customer| customer.id));
        let stamp = page::stamp_of(&format!(
            "sales {customer:?} {} {:?} {:?}",
            self.by, self.starts_on, self.ends_on
        ));
        let behind = self.after.as_deref().map(|token| place(&stamp, token)).transpose()?;
        let mut tally = Tally::new(self.by, cx)?;
        walk::orders(cx, customer, period, &mut tally)?;
        walk::past_orders(cx, customer, period, &mut tally)?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let (items, next) = tally.page(cx, behind, limit)?;
        let next_page =
            next.map(|(rank, key)| page::seal(&stamp, &[rank.into(), key.as_str().into()]));
        Ok(SalesPage { items, amount: tally.amount, orders: tally.orders, next_page })
    }
}

/// The place that a token names.
fn place(stamp: &str, token: &str) -> Result<Place> {
    match page::unseal(stamp, token).as_deref() {
        Some([Value::Int(rank), Value::Text(key)]) => Ok((*rank, key.to_string())),
        _ => Err(page::not_a_token("after")),
    }
}
