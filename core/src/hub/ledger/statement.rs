//! Statements: the entries of a period between an opening and a closing balance (B5).

use crate::error::{Code, Error, Result, Violations};
use crate::hub::context::Cx;
use crate::hub::operation::{Reach, Transactional};
use crate::model::customer::Customer;
use crate::model::ledger::Posting;
use crate::store::{Filter, Query, Record, Value};
use crate::value::time::DateRange;
use crate::value::{CustomerId, Money};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// The most entries of one statement.
const MOST: u32 = 10_000;

/// A customer's entries of a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Statement {
    /// Whose.
    pub customer: CustomerId,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: NaiveDate,
    /// Only what was written by then; ask with it again for the same statement.
    pub as_of: DateTime<Utc>,
    /// The balance before the first day.
    pub opening: Money,
    /// The entries by day, and as they were written.
    pub postings: Vec<Posting>,
    /// The sum of what was owed more: zero or below.
    pub debits: Money,
    /// The sum of what was owed less: zero or above.
    pub credits: Money,
    /// The balance after the last day: opening, debits and credits together.
    pub closing: Money,
}

/// The statement of a customer for a period: `ledger.statement`. Customers may read their own.
///
/// Entries count by the day for which they are booked. What is written later for a day of the
/// period changes a new statement, and never one asked for again with the same `as_of` (R38).
///
/// Errors: `end_before_start`; `out_of_range` for a period of more than 10,000 entries.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GetStatement {
    /// Whose books.
    pub enterprise: String,
    /// Of which customer.
    pub customer: CustomerId,
    /// The first day, in the enterprise's zone.
    pub starts_on: NaiveDate,
    /// The last day, itself included.
    pub ends_on: NaiveDate,
    /// Only what was written by then, itself included; none: now.
    #[serde(default)]
    pub as_of: Option<DateTime<Utc>>,
}

impl Transactional for GetStatement {
    const NAME: &'static str = "ledger.statement";
    const MUTATES: bool = false;
    const FOR_CUSTOMERS: bool = true;
    type Response = Statement;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<Statement> {
        cx.must_be(self.customer, "customer", self.customer)?;
        let currency = cx.home()?.currency;
        let mut v = Violations::new();
        let period = v.check("ends_on", DateRange::new(self.starts_on, Some(self.ends_on)));
        let period = v.finish(period)?;
        cx.load::<Customer>("customer", self.customer)?;
        let as_of = self.as_of.map_or(cx.now, |at| at.min(cx.now));
        let table = Posting::TABLE;
        let (amount, at) = (table.col("amount"), table.col("at"));
        let later = Value::Instant(as_of.timestamp_millis().saturating_add(1));
        let q = Query::on(table, "by_customer").eq(self.customer);
        let q = q.filter(Filter::Below(at, later));
        let earlier = q.clone().below(period.first());
        let opening =
            match cx.tx.raw().sum(&earlier, &[], &[amount])?.first().and_then(|r| r.last()) {
                Some(Value::Int(sum)) => Money::from_minor(*sum, currency)?,
                _ => currency.zero(),
            };
        let behind = self.ends_on.succ_opt().unwrap_or(NaiveDate::MAX);
        let within = q.from(period.first()).below(behind).limit(MOST.saturating_add(1));
        let postings = cx.tx.find::<Posting>(&within)?;
        if postings.len() > usize::try_from(MOST).unwrap_or(usize::MAX) {
            let message = format!("the period has more than {MOST} entries: ask for a shorter one");
            return Err(Error::new(Code::OutOfRange, message).at("ends_on"));
        }
        let sum = |owed_more: bool| {
            let amounts = postings.iter().map(|posting| posting.amount);
            Money::sum(currency, amounts.filter(|amount| (amount.minor() < 0) == owed_more))
        };
        let (debits, credits) = (sum(true)?, sum(false)?);
        Ok(Statement {
            customer: self.customer,
            starts_on: period.first(),
            ends_on: self.ends_on,
            as_of,
            opening,
            debits,
            credits,
            closing: Money::sum(currency, [opening, debits, credits])?,
            postings,
        })
    }
}
