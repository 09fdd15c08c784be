//! Archive and restore, and removing who has nothing running (A12, R43).

use super::erase::{forget, has_history};
use super::merge::stubs_of;
use super::{book, erase};
use crate::error::{Code, Error, Result};
use crate::hub::context::Cx;
use crate::hub::operation::{Reach, Transactional};
use crate::model::customer::Customer;
use crate::model::ledger::Account;
use crate::model::order::{Order, OrderState};
use crate::model::standing_order::{StandingOrder, StandingOrderState};
use crate::store::{Filter, Query, Record};
use crate::value::{CustomerId, OrderId, StandingOrderId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeSet;

/// How many ids an error names.
const NAMED: u32 = 50;

/// A customer who orders: an archived one is restored, an erased one refused.
pub(crate) fn who_orders(cx: &mut Cx<'_>, customer: Customer) -> Result<Customer> {
    erase::must_be_current(&customer).map_err(|e| e.at("customer"))?;
    match customer.archived_at {
        None => Ok(customer),
        Some(_) => restore(cx, customer),
    }
}

/// Passes for a customer to whom something can be given: neither erased nor archived.
pub(crate) fn must_be_there(customer: &Customer) -> Result<()> {
    erase::must_be_current(customer)?;
    match customer.archived_at {
        None => Ok(()),
        Some(at) => Err(Error::new(
            Code::WrongState,
            format!("the customer `{}` is archived: restore him first", customer.name()),
        )
        .with("archived_at", at)),
    }
}

/// Takes a customer out of the archive.
pub(super) fn restore(cx: &mut Cx<'_>, before: Customer) -> Result<Customer> {
    let after = Customer { archived_at: None, ..before.clone() };
    book::change_one(cx, before, after, json!({ "archived_at": null }))
}

/// The standing orders of a customer that are future, active or paused (R43).
fn living(cx: &mut Cx<'_>, customer: CustomerId) -> Result<Vec<StandingOrderId>> {
    let today = cx.enterprise()?.zone.date(cx.now);
    let q = Query::on(StandingOrder::TABLE, "by_customer").eq(customer);
    let all = cx.tx.find::<StandingOrder>(&q)?.into_iter();
    Ok(all.filter(|so| lives(so, today)).map(|so| so.id).collect())
}

/// Those of these customers who have one.
pub(super) fn living_among(
    cx: &mut Cx<'_>,
    customers: &[CustomerId],
) -> Result<BTreeSet<CustomerId>> {
    if customers.is_empty() {
        return Ok(BTreeSet::new());
    }
    let today = cx.enterprise()?.zone.date(cx.now);
    let ids = customers.iter().map(|id| (*id).into());
    let q = Query::on(StandingOrder::TABLE, "by_customer").among(ids);
    let all = cx.tx.find::<StandingOrder>(&q)?;
    Ok(all.iter().filter(|so| lives(so, today)).map(|so| so.customer).collect())
}

/// Whether a standing order is future, active or paused.
fn lives(so: &StandingOrder, today: NaiveDate) -> bool {
    so.state == StandingOrderState::Active && so.ends_on.is_none_or(|last| last >= today)
}

fn must_have_none_living(cx: &mut Cx<'_>, customer: CustomerId, what: &str) -> Result<()> {
    let living = living(cx, customer)?;
    match living.len() {
        0 => Ok(()),
        n => Err(Error::new(
            Code::WrongState,
            format!("the customer has {n} standing order(s): finish them, then {what} him"),
        )
        .with("standing_orders", living)),
    }
}

/// Refuses while an order is pending, or placed and not fulfilled (R43).
fn must_have_no_open_orders(cx: &mut Cx<'_>, customer: CustomerId) -> Result<()> {
    use OrderState::{Ahead, Pending, Placed};
    let open = [Ahead, Pending, Placed].map(Into::into).to_vec();
    let table = Order::TABLE;
    let q = Query::on(table, "by_customer").eq(customer);
    let q = q.filter(Filter::In(table.col("state"), open)).limit(NAMED);
    let open: Vec<OrderId> = cx.tx.find::<Order>(&q)?.iter().map(|order| order.id).collect();
    match open.is_empty() {
        true => Ok(()),
        false => Err(Error::new(
            Code::WrongState,
            "the customer has orders that are not fulfilled: cancel or fulfil them; or archive \
             him, or erase him and keep the books",
        )
        .with("orders", open)),
    }
}

/// Refuses while a balance is open.
fn must_have_no_balance(cx: &mut Cx<'_>, customer: &Customer) -> Result<()> {
    let account: Account = cx.load("customer", customer.id)?;
    match account.balance.is_zero() {
        true => Ok(()),
        false => Err(Error::new(
            Code::WrongState,
            format!(
                "the customer's balance is {}, not zero: settle it with `ledger.record`, or erase \
                 or archive the customer",
                account.balance
            ),
        )
        .with("balance", account.balance)),
    }
}

/// Archives a customer: `customers.archive` (A12). He keeps all that is his, is left out of the
/// list, and is gone from the feed. Who orders again is restored. Twice is no harm.
///
/// Errors: `wrong_state` while he has a standing order, or when he is erased; `conflict` for a
/// stale version.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ArchiveCustomer {
    /// At which enterprise.
    pub enterprise: String,
    /// Which customer.
    pub customer: CustomerId,
    /// The version that the caller saw; none: whatever is there.
    #[serde(default)]
    pub version: Option<i64>,
}

impl Transactional for ArchiveCustomer {
    const NAME: &'static str = "customers.archive";
    const MUTATES: bool = true;
    type Response = Customer;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<Customer> {
        let before: Customer = cx.load("customer", self.customer)?;
        cx.expect_version("customer", before.id, before.version, self.version)?;
        erase::must_be_current(&before)?;
        if before.archived_at.is_some() {
            return Ok(before);
        }
        must_have_none_living(cx, before.id, "archive")?;
        let after = Customer { archived_at: Some(cx.now), ..before.clone() };
        book::change_one(cx, before, after, json!({ "archived_at": cx.now }))
    }
}

/// Takes a customer out of the archive: `customers.restore` (A12). Twice is no harm.
///
/// Errors: `wrong_state` when he is erased; `conflict` for a stale version.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RestoreCustomer {
    /// At which enterprise.
    pub enterprise: String,
    /// Which customer.
    pub customer: CustomerId,
    /// The version that the caller saw; none: whatever is there.
    #[serde(default)]
    pub version: Option<i64>,
}

impl Transactional for RestoreCustomer {
    const NAME: &'static str = "customers.restore";
    const MUTATES: bool = true;
    type Response = Customer;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<Customer> {
        let before: Customer = cx.load("customer", self.customer)?;
        cx.expect_version("customer", before.id, before.version, self.version)?;
        erase::must_be_current(&before)?;
        match before.archived_at {
            None => Ok(before),
            Some(_) => restore(cx, before),
        }
    }
}

/// Removes a customer who has nothing running: `customers.remove` (A12, R43). Where orders or
/// standing orders of his are in the books, he stays there under a pseudonym, as
/// [`EraseCustomer`](super::EraseCustomer) leaves him; else nothing of him stays. Who was merged into
/// him goes with him.
///
/// Errors: `wrong_state` while a standing order is future, active or paused, or an order is made
/// ahead, pending, or placed and not fulfilled, or the balance is not zero, or he was merged into
/// another: remove that one; `conflict` for a stale
/// version.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RemoveCustomer {
    /// At which enterprise.
    pub enterprise: String,
    /// Which customer.
    pub customer: CustomerId,
    /// The version that the caller saw; none: whatever is there.
    #[serde(default)]
    pub version: Option<i64>,
}

/// What became of a customer who was removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerRemoved {
    /// Which.
    pub customer: CustomerId,
    /// Whether he stays in the books under a pseudonym; otherwise nothing is there any more.
    pub in_books: bool,
}

impl Transactional for RemoveCustomer {
    const NAME: &'static str = "customers.remove";
    const MUTATES: bool = true;
    type Response = CustomerRemoved;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<CustomerRemoved> {
        let customer: Customer = cx.load("customer", self.customer)?;
        cx.expect_version("customer", customer.id, customer.version, self.version)?;
        erase::must_not_be_merged(&customer)?;
        must_have_none_living(cx, customer.id, "remove")?;
        must_have_no_open_orders(cx, customer.id)?;
        must_have_no_balance(cx, &customer)?;
        let mut all = cx.tx.find::<Customer>(&stubs_of(customer.id))?;
        all.push(customer.clone());
        let mut removed = CustomerRemoved { customer: customer.id, in_books: false };
        for one in &all {
            removed.in_books |= has_history(cx, one)?;
        }
        if removed.in_books {
            erase::make_pseudonym(cx, customer)?;
        } else {
            for one in &all {
                forget(cx, one, &erase::pseudonym_of(cx, one)?)?;
                cx.log(one.id, json!({ "removed": true }))?;
            }
            book::remove(cx, &all)?;
        }
        Ok(removed)
    }
}
