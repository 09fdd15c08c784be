//! Past orders: from before Milkround, or from outside of any cycle (A5, A13).

mod link;
mod list;
mod record;

pub use link::{LinkOrders, OrdersLinked};
pub use list::{ListPastOrders, PastOrderPage};
pub use record::{PastLineInput, PastOrderInput, PastOrdersRecorded, RecordPastOrders};

pub(crate) use link::{forget, turn, waiting};

use super::context::Cx;
use super::customers::{book, default_customers};
use crate::error::Result;
use crate::model::past_order::PastOrder;
use crate::value::{CustomerId, Email};
use serde_json::json;
use std::collections::BTreeMap;

/// The orders count with the account of whose they are now, and no more with that of whose they
/// were.
fn count(cx: &mut Cx<'_>, before: Option<&PastOrder>, after: &PastOrder) {
    for (order, by) in [(before, -1), (Some(after), 1)] {
        let counted = order.filter(|order| order.state.counts());
        if let Some((order, customer)) = counted.and_then(|order| Some((order, order.customer?))) {
            cx.count_order(customer, by, Some(order.placed_at));
        }
    }
}

/// Whom addresses find, and new customers for those that find nobody, where `create` says so. Also
/// how many are new.
fn owners(
    cx: &mut Cx<'_>,
    emails: &BTreeMap<String, Email>,
    create: bool,
) -> Result<(BTreeMap<String, CustomerId>, u64)> {
    let mut owners = default_customers(cx, emails.keys())?;
    let mut new = Vec::new();
    for (_, email) in emails.iter().filter(|(key, _)| create && !owners.contains_key(*key)) {
        let mut customer = book::empty(cx)?;
        customer.email = Some(email.clone());
        customer.email_default = true;
        new.push(customer);
    }
    book::add(cx, &mut new)?;
    for customer in &new {
        cx.log(customer.id, json!({ "email": customer.email }))?;
        let key = customer.email.as_ref().map(Email::key).unwrap_or_default();
        owners.insert(key, customer.id);
    }
    Ok((owners, new.len() as u64))
}
