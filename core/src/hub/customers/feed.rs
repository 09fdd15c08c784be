//! The feed of changes that a mailing-list sync follows (A10), and what it asks of each customer.
//!
//! ```text
//!  number     1      2      3      4      5      6
//!            Ann    Ben    Cal    Ann    Ben    Cal
//!            comes  comes  comes  moves  goes   moves
//!
//!  stands there now:              Ann    Ben    Cal      read since 0: Ann, Ben (gone), Cal
//!                                                        read since 4: Ben (gone), Cal
//! ```
//!
//! Numbers are drawn from a counter in the transaction that writes: its row is held until the
//! commit, so that a higher number is never seen before a lower one.

use super::book;
use super::find::current;
use crate::error::{Code, Error, Fault, Result, Violations};
use crate::hub::context::Cx;
use crate::hub::operation::{Reach, Transactional};
use crate::hub::page;
use crate::model::counter::Counter;
use crate::model::customer::feed::{CustomerChange, CustomerEvent, FeedEntry};
use crate::model::customer::{Consent, Customer};
use crate::store::{Query, Record, Value};
use crate::value::{CustomerId, Text};
use serde::{Deserialize, Serialize};
use serde_json::json;

const COUNTER: &str = "customer_feed";

/// Moves customers to the end of the feed, in their order.
pub(super) fn note(cx: &mut Cx<'_>, customers: &[(CustomerId, bool)]) -> Result<()> {
    if customers.is_empty() {
        return Ok(());
    }
    let home = cx.home()?;
    let count = i64::try_from(customers.len()).unwrap_or(i64::MAX);
    let before = draw(cx, count)?.saturating_sub(count);
    let keys = customers.iter().map(|(id, _)| vec![(*id).into()]).collect();
    let known = cx.tx.get_many::<FeedEntry>(&home, keys)?;
    let (mut came, mut stood) = (Vec::new(), Vec::new());
    for (number, ((customer, gone), known)) in (before + 1..).zip(customers.iter().zip(known)) {
        let entry = |first| FeedEntry {
            enterprise: home.id.clone(),
            customer: *customer,
            number,
            first,
            gone: *gone,
        };
        match known {
            None => came.push(entry(number)),
            Some(known) if known.gone && !gone => stood.push(entry(number)),
            Some(known) => stood.push(entry(known.first)),
        }
    }
    cx.tx.insert_new(&home, &came)?;
    cx.tx.update(&home, &stood)
}

/// Draws so many numbers; the last of them.
fn draw(cx: &mut Cx<'_>, count: i64) -> Result<i64> {
    let home = cx.home()?;
    let key = || vec![Value::text(COUNTER)];
    let value = Counter::TABLE.col("last");
    // The first draw of an enterprise makes the counter, unless another was first.
    while cx.tx.add::<Counter>(&home, value, vec![(key(), count)], None)? != [true] {
        let name = Text::new_static(COUNTER);
        cx.tx.insert(&home, &[Counter { enterprise: home.id.clone(), name, last: 0 }])?;
    }
    last(cx)
}

/// The last number drawn.
fn last(cx: &mut Cx<'_>) -> Result<i64> {
    let home = cx.home()?;
    let counter = cx.tx.get::<Counter>(&home, vec![Value::text(COUNTER)])?;
    Ok(counter.map_or(0, |counter| counter.last))
}

/// A stretch of the feed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerChanges {
    /// The customers who came, changed or went, each once, in the order of their latest change.
    pub items: Vec<CustomerChange>,
    /// Keep it once these are worked off, and give it as `since` the next time.
    pub next_since: i64,
    /// Whether more follow already.
    pub more: bool,
}

/// Reads who came, changed or went: `customers.changes_since` (A10). Staff only.
///
/// Each customer stands in the feed once, at his latest change and as he is now, so that nothing is
/// missed however long a reader was away. Who changes while a reader is on his way through comes
/// at the end: take `added` and `changed` alike, and put in whom you do not know.
///
/// Errors: `out_of_range` for a `since` that this hub never gave.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CustomerChangesSince {
    /// Whose customers.
    pub enterprise: String,
    /// The `next_since` of the answer before; none: from the beginning.
    #[serde(default)]
    pub since: Option<i64>,
    /// How many: 1 to 1,000, usually 50.
    #[serde(default)]
    pub limit: Option<u32>,
}

impl Transactional for CustomerChangesSince {
    const NAME: &'static str = "customers.changes_since";
    const MUTATES: bool = false;
    type Response = CustomerChanges;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<CustomerChanges> {
        let home = cx.home()?;
        let since = self.since.unwrap_or(0);
        let last = last(cx)?;
        let mut v = Violations::new();
        let limit = v.check("limit", page::checked_limit(self.limit));
        if !(0..=last).contains(&since) {
            // A reader who is ahead of the hub (a backup was put back) would miss what comes now.
            let message = format!(
                "`{since}` was never given, the last number is {last}: read from 0 and put in \
                 order whom you know"
            );
            v.add("since", Fault::new(Code::OutOfRange, message, since));
        }
        let limit = v.finish(limit)?;
        let q = Query::on(FeedEntry::TABLE, "by_number").from(since.saturating_add(1));
        let mut entries = cx.tx.find::<FeedEntry>(&q.limit(limit.saturating_add(1)))?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = entries.len() > limit;
        entries.truncate(limit);
        let here = |entry: &&FeedEntry| !entry.gone;
        let keys = entries.iter().filter(here).map(|e| vec![e.customer.into()]).collect();
        let found = cx.tx.get_many::<Customer>(&home, keys)?;
        let mut customers = found.into_iter();
        let next_since = entries.last().map_or(since, |entry| entry.number);
        let each = entries.iter().map(|entry| {
            let customer = if entry.gone { None } else { customers.next().flatten() };
            told(entry, customer, since)
        });
        Ok(CustomerChanges { items: each.collect(), next_since, more })
    }
}

fn told(entry: &FeedEntry, customer: Option<Customer>, since: i64) -> CustomerChange {
    let event = match &customer {
        None => CustomerEvent::Gone,
        Some(_) if entry.first > since => CustomerEvent::Added,
        Some(_) => CustomerEvent::Changed,
    };
    let name = customer.as_ref().map(Customer::name);
    let consent = customer.as_ref().map_or(Consent::Refused, |customer| customer.consent);
    let (email, tags) = customer.map_or_else(Default::default, |c| (c.email, c.tags));
    CustomerChange {
        number: entry.number,
        customer: entry.customer,
        event,
        email,
        name,
        tags,
        consent,
    }
}

/// Notes whether the hub may write to a customer beyond his own orders: `customers.set_consent`
/// (A10). When and by whom it was said is kept. Customers may say it themselves. Of who was merged
/// into another, it is noted of that one.
///
/// Errors: `not_found`, `conflict` for a stale version, `wrong_state` when he is erased.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SetConsent {
    /// At which enterprise.
    pub enterprise: String,
    /// Which customer.
    pub customer: CustomerId,
    /// The version that the caller saw; none: whatever is there.
    #[serde(default)]
    pub version: Option<i64>,
    /// What he said.
    pub consent: Consent,
}

impl Transactional for SetConsent {
    const NAME: &'static str = "customers.set_consent";
    const MUTATES: bool = true;
    const FOR_CUSTOMERS: bool = true;
    type Response = Customer;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<Customer> {
        cx.must_be(self.customer, "customer", self.customer)?;
        let found = current(cx, self.customer)?;
        let before = found.ok_or_else(|| Error::not_found("customer", self.customer))?;
        cx.expect_version("customer", before.id, before.version, self.version)?;
        let after = Customer {
            consent: self.consent,
            consent_at: Some(cx.now),
            consent_by: Some(cx.actor.author()),
            ..before.clone()
        };
        book::change_one(cx, before, after, json!({ "consent": self.consent }))
    }
}
