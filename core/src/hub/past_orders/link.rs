//! Linking past orders to customers (A5), and taking a customer out of them.

use super::{count, owners};
use crate::error::Result;
use crate::hub::context::Cx;
use crate::hub::customers::{must_be_current, must_be_known};
use crate::hub::operation::{Reach, Transactional};
use crate::model::past_order::PastOrder;
use crate::store::{Query, Record, Value};
use crate::value::{CustomerId, Email};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;

/// How many orders are looked through at a time.
const STRETCH: u32 = 500;

/// Links past orders to the customers whom their addresses find: `customers.link_orders` (A5).
/// Staff only. Twice is no harm: what has its customer keeps him.
///
/// Errors: `not_found` for the customer; `wrong_state` when he is erased.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LinkOrders {
    /// At which enterprise.
    pub enterprise: String,
    /// Only the orders under this customer's address, to him: also where several share it; none:
    /// all orders, each to the default customer of its address.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Whether an address that finds nobody makes a customer.
    #[serde(default)]
    pub create: bool,
}

/// What became of the orders that had no customer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrdersLinked {
    /// Orders that have a customer now.
    pub linked: u64,
    /// Customers who were made.
    pub created: u64,
    /// Orders whose address finds nobody.
    pub left: u64,
}

impl Transactional for LinkOrders {
    const NAME: &'static str = "customers.link_orders";
    const MUTATES: bool = true;
    type Response = OrdersLinked;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<OrdersLinked> {
        match self.customer {
            None => link_all(cx, self.create),
            Some(id) => {
                let customer = must_be_known(cx, id)?;
                must_be_current(&customer).map_err(|e| e.at("customer"))?;
                let mut answer = OrdersLinked::default();
                for email in customer.addresses() {
                    let linked = link_to(cx, customer.id, &email)?.linked;
                    answer.linked = answer.linked.saturating_add(linked);
                }
                Ok(answer)
            }
        }
    }
}

/// The orders that wait for a customer: under one address, or all.
pub(crate) fn waiting(email: Option<&Email>) -> Query {
    let q = Query::on(PastOrder::TABLE, "by_waiting").limit(STRETCH);
    match email {
        Some(email) => q.eq(Value::text(email.key())),
        // A bound passes over those that do not wait.
        None => q.from(Value::Null),
    }
}

/// The next stretch behind the one before.
fn next(cx: &mut Cx<'_>, q: &mut Query) -> Result<Vec<PastOrder>> {
    let orders = cx.tx.find::<PastOrder>(q)?;
    if let Some(last) = orders.last() {
        q.after = Some(q.table.pick(q.index, &cx.tx.row_of(last)));
    }
    Ok(orders)
}

fn link_all(cx: &mut Cx<'_>, create: bool) -> Result<OrdersLinked> {
    let (mut q, mut answer) = (waiting(None), OrdersLinked::default());
    loop {
        let orders = next(cx, &mut q)?;
        if orders.is_empty() {
            return Ok(answer);
        }
        let emails: BTreeMap<String, Email> = orders
            .iter()
            .filter_map(|order| order.email.clone())
            .map(|email| (email.key(), email))
            .collect();
        let (owners, created) = owners(cx, &emails, create)?;
        let owner = |order: &PastOrder| owners.get(&order.email.as_ref()?.key()).copied();
        let seen = orders.len() as u64;
        let pairs = orders.into_iter().filter_map(|order| Some((owner(&order)?, order))).collect();
        let linked = link(cx, pairs)?;
        answer.linked = answer.linked.saturating_add(linked);
        answer.created = answer.created.saturating_add(created);
        answer.left = answer.left.saturating_add(seen.saturating_sub(linked));
    }
}

fn link_to(cx: &mut Cx<'_>, customer: CustomerId, email: &Email) -> Result<OrdersLinked> {
    let mut answer = OrdersLinked::default();
    let mut q = waiting(Some(email));
    loop {
        let orders = next(cx, &mut q)?;
        if orders.is_empty() {
            return Ok(answer);
        }
        let pairs = orders.into_iter().map(|order| (customer, order)).collect();
        answer.linked = answer.linked.saturating_add(link(cx, pairs)?);
    }
}

/// Gives orders to their customers; how many there were.
fn link(cx: &mut Cx<'_>, pairs: Vec<(CustomerId, PastOrder)>) -> Result<u64> {
    let home = cx.home()?;
    let mut linked = Vec::with_capacity(pairs.len());
    for (customer, before) in pairs {
        let after = PastOrder {
            customer: Some(customer),
            version: before.version.saturating_add(1),
            ..before.clone()
        };
        count(cx, Some(&before), &after);
        cx.log(after.id, json!({ "customer": customer }))?;
        linked.push(after);
    }
    cx.tx.update(&home, &linked)?;
    cx.write_so_far()?;
    Ok(linked.len() as u64)
}

/// Takes what is personal out of a customer's past orders: address and note. Those that wait under
/// an address that is his alone become his first, so that nothing of him waits there.
pub(crate) fn forget(cx: &mut Cx<'_>, customer: CustomerId, his: &[Email]) -> Result<()> {
    for email in his {
        link_to(cx, customer, email)?;
    }
    let home = cx.home()?;
    let mut q = Query::on(PastOrder::TABLE, "by_customer").eq(customer).limit(STRETCH);
    loop {
        let mut orders = next(cx, &mut q)?;
        if orders.is_empty() {
            return Ok(());
        }
        orders.retain(|order| order.email.is_some() || order.note.is_some());
        for order in &mut orders {
            (order.email, order.note) = (None, None);
            order.version = order.version.saturating_add(1);
        }
        cx.tx.update(&home, &orders)?;
    }
}

/// Gives a customer's past orders to the one into whom he is merged.
pub(crate) fn turn(cx: &mut Cx<'_>, from: CustomerId, to: CustomerId) -> Result<()> {
    let mut q = Query::on(PastOrder::TABLE, "by_customer").eq(from).limit(STRETCH);
    loop {
        let orders = next(cx, &mut q)?;
        if orders.is_empty() {
            return Ok(());
        }
        link(cx, orders.into_iter().map(|order| (to, order)).collect())?;
    }
}
