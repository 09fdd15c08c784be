//! Finding customers by what is theirs alone: e-mail address and code.

use crate::error::{Code, Error, Result};
use crate::hub::context::Cx;
use crate::model::customer::Customer;
use crate::store::{Filter, Query, Record, Value};
use crate::value::{CustomerId, Email};
use std::collections::{BTreeMap, BTreeSet};

/// The customers who share an address.
pub(crate) fn with_email(cx: &mut Cx<'_>, email: &Email) -> Result<Vec<Customer>> {
    let q = Query::on(Customer::TABLE, "by_email").eq(Value::text(email.key()));
    cx.tx.find(&q)
}

/// Whose an order under an address is, and whether staff should check that (R17): the default
/// customer's, where several share it; an archived one's only where there is no other.
pub(crate) fn whose_order(cx: &mut Cx<'_>, email: &Email) -> Result<Option<(Customer, bool)>> {
    let known = those_who_order(with_email(cx, email)?);
    let several = known.len() > 1;
    Ok(the_default(known).map(|customer| (customer, several)))
}

/// Whom each address finds by default, by the addresses' keys: as [`whose_order`] says, for many.
pub(crate) fn default_customers<'k>(
    cx: &mut Cx<'_>,
    keys: impl Iterator<Item = &'k String>,
) -> Result<BTreeMap<String, CustomerId>> {
    const TABLE: &crate::store::Table = Customer::TABLE;
    let keys: BTreeSet<&str> = keys.map(String::as_str).collect();
    let (Some(first), Some(last)) = (keys.first(), keys.last()) else {
        return Ok(BTreeMap::new());
    };
    let q = Query::on(TABLE, "by_email").from(*first).below(format!("{last}\0").as_str());
    let keys = keys.iter().map(Value::text).collect();
    let q = q.filter(Filter::In(TABLE.col("email_key"), keys));
    let mut sharers: BTreeMap<String, Vec<Customer>> = BTreeMap::new();
    for customer in cx.tx.find::<Customer>(&q)? {
        let key = customer.email.as_ref().map(Email::key).unwrap_or_default();
        sharers.entry(key).or_default().push(customer);
    }
    let whose = |(key, known)| Some((key, the_default(those_who_order(known))?.id));
    Ok(sharers.into_iter().filter_map(whose).collect())
}

/// Of those who share an address the ones who are not archived, where there is any.
fn those_who_order(mut known: Vec<Customer>) -> Vec<Customer> {
    if known.iter().any(|customer| customer.archived_at.is_none()) {
        known.retain(|customer| customer.archived_at.is_none());
    }
    known
}

fn the_default(known: Vec<Customer>) -> Option<Customer> {
    known.into_iter().max_by_key(|customer| customer.email_default)
}

/// Whether the address will find this customer; refused when another has it and none may share.
pub(super) fn takes_email(cx: &mut Cx<'_>, customer: &Customer, share: bool) -> Result<bool> {
    let Some(email) = &customer.email else { return Ok(false) };
    let others: Vec<Customer> =
        with_email(cx, email)?.into_iter().filter(|c| c.id != customer.id).collect();
    match others.first() {
        Some(other) if !share => Err(Error::new(
            Code::AlreadyExists,
            format!(
                "the customer `{}` has the e-mail address `{email}` already: use that one, or say \
                 `share_email` if one person runs both",
                other.name()
            ),
        )
        .at("fields.email")
        .with("customer", other.id)),
        _ => Ok(!others.iter().any(|other| other.email_default)),
    }
}

pub(crate) fn code_must_be_free(cx: &mut Cx<'_>, customer: &Customer) -> Result<()> {
    let Some(code) = &customer.code else { return Ok(()) };
    let q = Query::on(Customer::TABLE, "by_code").eq(Value::text(code.key())).limit(1);
    match cx.tx.find::<Customer>(&q)?.into_iter().find(|other| other.id != customer.id) {
        None => Ok(()),
        Some(other) => Err(Error::new(
            Code::AlreadyExists,
            format!("the customer `{}` has the code `{code}` already: give another", other.name()),
        )
        .at("fields.code")
        .with("customer", other.id)),
    }
}
