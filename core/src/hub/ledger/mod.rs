//! The ledger of a customer: entries by hand, balances and statements (B3, B4). What orders charge
//! is posted by the orders themselves.

mod record;
mod statement;
pub(crate) mod transfer;

pub use record::{HandMade, RecordPosting, ReversePosting};
pub use statement::{GetStatement, Statement};

use super::context::Cx;
use super::customers::current_id;
use super::operation::{Reach, Transactional};
use super::page::{self, pages};
use super::period::Period;
use crate::error::{Error, Result, Violations};
use crate::model::ledger::{Account, Posting, PostingKind};
use crate::model::order::{Order, OrderState};
use crate::store::{Filter, Query, Record, Value};
use crate::value::search;
use crate::value::{CustomerId, Money, OrderId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pages! {
    /// Entries of the ledger, the latest day first.
    PostingPage of Posting;
}

/// Lists entries of the ledger, the latest day first: `ledger.list`. A customer sees his own.
///
/// Errors: `malformed` for the token of another list; `end_before_start`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListPostings {
    /// Whose books.
    pub enterprise: String,
    /// Of this customer.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Of this order.
    #[serde(default)]
    pub order: Option<OrderId>,
    /// Of this kind.
    #[serde(default)]
    pub kind: Option<PostingKind>,
    /// Of one of these kinds: for adjustments and refunds, say (A13); none: of any.
    #[serde(default)]
    pub kinds: Vec<PostingKind>,
    /// Each word must begin a word of the reference or the note, ignoring case and accents; at
    /// most 8. Where much is looked through for little, a page is short and `next_page` goes on.
    #[serde(default)]
    pub search: Option<String>,
    /// Booked for this day or later.
    #[serde(default)]
    pub starts_on: Option<NaiveDate>,
    /// Booked for this day or earlier.
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
    /// How many: 1 to 1,000, usually 50.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next_page` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Transactional for ListPostings {
    const NAME: &'static str = "ledger.list";
    const MUTATES: bool = false;
    const FOR_CUSTOMERS: bool = true;
    type Response = PostingPage;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<PostingPage> {
        let table = Posting::TABLE;
        let mut v = Violations::new();
        let limit = v.check("limit", page::checked_limit(self.limit));
        let period = Period::checked(&mut v, self.starts_on, self.ends_on);
        let wanted = v.check("search", search::wanted(self.search.as_deref()));
        let (limit, period, wanted) = v.finish((|| Some((limit?, period?, wanted?)))())?;
        if let Some(named) = self.customer {
            cx.must_be(named, "customer", named)?;
        }
        let customer = self.customer.or(cx.customer());
        let mut q = match (self.order, customer) {
            (Some(order), _) => Query::on(table, "by_order").eq(order),
            (None, Some(customer)) => period.of_days(Query::on(table, "by_customer").eq(customer)),
            (None, None) => Query::on(table, "primary"),
        };
        let kinds: Vec<Value> = self.kinds.iter().map(|kind| (*kind).into()).collect();
        let also = [
            customer.map(|customer| Filter::Is(table.col("customer"), customer.into())),
            self.kind.map(|kind| Filter::Is(table.col("kind"), kind.into())),
            Some(Filter::In(table.col("kind"), kinds)).filter(|_| !self.kinds.is_empty()),
        ];
        let booked = period.filters(table.col("booked_on"));
        for filter in also.into_iter().flatten().chain(booked) {
            q = q.filter(filter);
        }
        let q = q.backwards();
        if !wanted.is_empty() {
            let keep = |posting: &Posting| {
                let reference = posting.reference.iter().map(|reference| reference.as_str());
                search::finds(&wanted, reference.chain(posting.note.as_deref()))
            };
            let (mark, after) = (wanted.join(" "), self.after.as_deref());
            let (items, next_page) = page::sift(&mut cx.tx, q, &mark, after, limit, keep)?;
            return Ok(PostingPage { items, next_page });
        }
        let q = page::resume(q, self.after.as_deref(), limit)?;
        let rows = cx.tx.find::<Posting>(&q)?;
        let (items, next_page) = page::cut(&q, |posting| cx.tx.row_of(posting), limit, rows);
        Ok(PostingPage { items, next_page })
    }
}

/// What a customer's account comes to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Balance {
    /// The account.
    pub account: Account,
    /// What pending orders will charge when they are placed: not in the balance yet (B4).
    pub upcoming: Money,
}

/// Reads a customer's balance: `ledger.balance`. Customers may read their own.
///
/// The balance is the sum of the entries, credits less charges: below zero, the customer owes.
/// It is one row, however long the history. Of who was merged into another, it is that one's.
///
/// Errors: `not_found`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GetBalance {
    /// Whose books.
    pub enterprise: String,
    /// Of which customer.
    pub customer: CustomerId,
}

impl Transactional for GetBalance {
    const NAME: &'static str = "ledger.balance";
    const MUTATES: bool = false;
    const FOR_CUSTOMERS: bool = true;
    type Response = Balance;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<Balance> {
        cx.must_be(self.customer, "customer", self.customer)?;
        let customer = current_id(cx, self.customer)?;
        let account = cx.load("customer", customer)?;
        Ok(Balance { account, upcoming: upcoming(cx, customer)? })
    }
}

/// What a customer's pending orders come to.
fn upcoming(cx: &mut Cx<'_>, customer: CustomerId) -> Result<Money> {
    let table = Order::TABLE;
    let currency = cx.home()?.currency;
    let pending = Filter::Is(table.col("state"), OrderState::Pending.into());
    let q = Query::on(table, "by_customer").eq(customer).filter(pending);
    match cx.tx.raw().sum(&q, &[], &[table.col("total")])?.first().and_then(|row| row.last()) {
        Some(Value::Int(sum)) => Ok(Money::from_minor(*sum, currency)?),
        Some(other) => Err(Error::corrupt("orders", format!("{other:?} is no sum"))),
        None => Ok(currency.zero()),
    }
}
