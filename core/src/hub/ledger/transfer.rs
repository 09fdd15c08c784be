//! Moving entries from one customer's account to another's (R38): merging, splitting and reassigning
//! all go through here.
//!
//! ```text
//!            booked 2 March                  written 9 March, booked 2 March
//!  source    charge −2.40    ............    reversal +2.40 (reverses the charge)
//!  target                                    charge   −2.40
//! ```
//!
//! Nothing is edited: both sides get entries of today for the original days. A statement that was
//! printed before is the same when it is asked for again with its `as_of`.

use crate::error::Result;
use crate::hub::books::Entry;
use crate::hub::context::Cx;
use crate::model::ledger::{Posting, PostingKind};
use crate::store::{Filter, Query, Record, Value};
use crate::value::{CustomerId, OrderId, PostingId};
use std::collections::BTreeSet;

/// How many entries are moved at a time.
const STRETCH: u32 = 500;

/// From whose account to whose.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way {
    pub from: CustomerId,
    pub to: CustomerId,
}

/// All entries of a customer.
pub(crate) fn all_of(customer: CustomerId) -> Query {
    Query::on(Posting::TABLE, "by_customer").eq(customer)
}

/// Those of a query that take another entry back.
pub(crate) fn taking_back(q: Query) -> Query {
    q.filter(Filter::IsNot(Posting::TABLE.col("reverses"), Value::Null))
}

/// Moves all that stands on a customer's account. An entry that was taken back stays with what took
/// it back: together they come to nothing.
pub(crate) fn move_all(cx: &mut Cx<'_>, way: Way) -> Result<u64> {
    let q = all_of(way.from);
    let taken_back = taken_back(cx, q.clone())?;
    let mut q = q.limit(STRETCH);
    let mut moved: u64 = 0;
    loop {
        let entries = cx.tx.find::<Posting>(&q)?;
        let Some(last) = entries.last() else { return Ok(moved) };
        q.after = Some(q.table.pick(q.index, &cx.tx.row_of(last)));
        // What is written here stands behind, takes back what stood here, and is passed over.
        for entry in entries.into_iter().filter(|entry| stands(entry, &taken_back)) {
            move_one(cx, entry, way.to)?;
            moved = moved.saturating_add(1);
        }
        cx.write_postings()?;
    }
}

/// Moves what an order charged; with its payments, also what was entered by hand and names it.
pub(crate) fn move_order(
    cx: &mut Cx<'_>,
    order: OrderId,
    way: Way,
    with_payments: bool,
) -> Result<()> {
    let his = Filter::Is(Posting::TABLE.col("customer"), way.from.into());
    let q = Query::on(Posting::TABLE, "by_order").eq(order).filter(his);
    let taken_back = taken_back(cx, q.clone())?;
    for entry in cx.tx.find::<Posting>(&q)? {
        if stands(&entry, &taken_back) && (with_payments || is_of_the_order(&entry)) {
            move_one(cx, entry, way.to)?;
        }
    }
    Ok(())
}

/// Whether an order wrote the entry itself: charges and adjustments by hand name none.
fn is_of_the_order(entry: &Posting) -> bool {
    matches!(entry.kind, PostingKind::Charge | PostingKind::Adjustment | PostingKind::Reversal)
}

/// The entries that were taken back: what took them back stands on the same account.
fn taken_back(cx: &mut Cx<'_>, q: Query) -> Result<BTreeSet<PostingId>> {
    let all = cx.tx.find::<Posting>(&taking_back(q))?;
    Ok(all.into_iter().filter_map(|entry| entry.reverses).collect())
}

fn stands(entry: &Posting, taken_back: &BTreeSet<PostingId>) -> bool {
    entry.reverses.is_none() && !taken_back.contains(&entry.id)
}

fn move_one(cx: &mut Cx<'_>, entry: Posting, to: CustomerId) -> Result<()> {
    let booked_on = Some(entry.booked_on);
    cx.post(Entry {
        customer: entry.customer,
        kind: PostingKind::Reversal,
        amount: entry.amount.negated(),
        order: entry.order,
        reverses: Some(entry.id),
        reference: entry.reference.clone(),
        note: None,
        booked_on,
    })?;
    cx.post(Entry {
        customer: to,
        kind: entry.kind,
        amount: entry.amount,
        order: entry.order,
        reverses: None,
        reference: entry.reference,
        note: entry.note,
        booked_on,
    })?;
    Ok(())
}
