//! What a customer has ordered, and what is to come, on one page (A13).

mod rows;
mod walk;

use super::context::Cx;
use super::cycles::CycleDates;
use super::operation::{Reach, Transactional};
use super::page;
use super::period::Period;
use crate::error::{Result, Violations};
use crate::hub::customers::must_be_known;
use crate::model::order::OrderState;
use crate::store::name_field;
use crate::value::search;
use crate::value::{CustomerId, Label, Money, OrderId, PastOrderId, StandingOrderId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use walk::Walk;

name_field! {
    /// What an entry of a history is.
    HistoryKind {
        /// An order of a cycle.
        Order = "order",
        /// An order from before Milkround, or from outside of any cycle.
        PastOrder = "past_order",
    }
}

/// One order of a customer's history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HistoryEntry {
    /// What it is.
    pub kind: HistoryKind,
    /// The order, for `orders.get`; none for a past order.
    pub order: Option<OrderId>,
    /// The past order; none for an order of a cycle.
    pub past_order: Option<PastOrderId>,
    /// What the host calls a past order.
    pub reference: Option<Label>,
    /// Where it stands.
    pub state: OrderState,
    /// Its place in the history: when it was made, or for a past order when it was placed.
    pub at: DateTime<Utc>,
    /// When it was placed.
    pub placed_at: Option<DateTime<Utc>>,
    /// The dates of its cycle; none for a past order.
    pub dates: Option<CycleDates>,
    /// When its cycle opens.
    pub opens_at: Option<DateTime<Utc>>,
    /// When its cycle closes.
    pub closes_at: Option<DateTime<Utc>>,
    /// The standing order that made it.
    pub standing_order: Option<StandingOrderId>,
    /// How many of its lines are not zero.
    pub items: u32,
    /// What it comes to.
    pub total: Money,
}

/// A page of a customer's history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HistoryPage {
    /// On the first page: orders to come, made ahead or pending, the next cycle first.
    pub upcoming: Vec<HistoryEntry>,
    /// What was placed, fulfilled or cancelled, the newest first.
    pub items: Vec<HistoryEntry>,
    /// Give it as `after` for the entries that follow; none: there are no more.
    pub next_page: Option<String>,
}

/// What a customer has ordered, newest first, past orders among it, and what is to come:
/// `customers.history` (A13). Customers may read their own. For cycles whose orders are not made
/// yet, see `standing_orders.timeline`; for refunds and adjustments, `ledger.list`.
///
/// Errors: `not_found`; `end_before_start`; `malformed` for the token of another list.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CustomerHistory {
    /// At which enterprise.
    pub enterprise: String,
    /// Of which customer.
    pub customer: CustomerId,
    /// Each word must begin a word of a line's product or variant id, a category of a past order,
    /// the cycle's name, the note or the reference, ignoring case and accents; at most 8. Where
    /// much is looked through for little, a page is short and `next_page` goes on.
    #[serde(default)]
    pub search: Option<String>,
    /// Made, or placed for past orders, on this day or later, in the enterprise's zone. What is to
    /// come is told whatever the days.
    #[serde(default)]
    pub starts_on: Option<NaiveDate>,
    /// On this day or earlier.
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
    /// In one of these states; none: in any.
    #[serde(default)]
    pub states: Vec<OrderState>,
    /// How many: 1 to 1,000, usually 50. What is to come is not counted.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next_page` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Transactional for CustomerHistory {
    const NAME: &'static str = "customers.history";
    const MUTATES: bool = false;
    const FOR_CUSTOMERS: bool = true;
    type Response = HistoryPage;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<HistoryPage> {
        cx.must_be(self.customer, "customer", self.customer)?;
        let mut v = Violations::new();
        let limit = v.check("limit", page::checked_limit(self.limit));
        let period = Period::checked(&mut v, self.starts_on, self.ends_on);
        let wanted = v.check("search", search::wanted(self.search.as_deref()));
        let (limit, period, wanted) = v.finish((|| Some((limit?, period?, wanted?)))())?;
        let customer = must_be_known(cx, self.customer)?;
        let (starts_on, ends_on) = (self.starts_on, self.ends_on);
        let stamp = page::stamp_of(&format!(
            "history {} {wanted:?} {starts_on:?} {ends_on:?} {:?}",
            customer.id, self.states
        ));
        let walk = Walk { customer: customer.id, states: &self.states, period, wanted: &wanted };
        let upcoming = match self.after {
            None => walk.upcoming(cx)?,
            Some(_) => Vec::new(),
        };
        let after = self.after.as_deref();
        let behind = after.map(|token| walk::place(&stamp, token)).transpose()?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let (items, next) = walk.items(cx, behind, limit)?;
        let next_page = next.map(|place| page::seal(&stamp, &place.values()));
        Ok(HistoryPage { upcoming, items, next_page })
    }
}
