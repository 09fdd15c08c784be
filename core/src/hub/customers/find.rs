//! Finding customers by what is theirs alone: e-mail address and code.

use super::aliases::{fall_through, found_by, rows_of};
use crate::error::{Code, Error, Result};
use crate::hub::context::Cx;
use crate::model::customer::{AliasKind, Customer};
use crate::store::{Query, Record, Value};
use crate::value::{CustomerId, Email};
use std::collections::{BTreeMap, BTreeSet};

/// The customer of an id; of who was merged into another, that one (A6).
pub(crate) fn current(cx: &mut Cx<'_>, id: CustomerId) -> Result<Option<Customer>> {
    let home = cx.home()?;
    let found = cx.tx.get::<Customer>(&home, vec![id.into()])?;
    match found.as_ref().and_then(|customer| customer.merged_into) {
        None => Ok(found),
        Some(into) => cx.tx.get(&home, vec![into.into()]),
    }
}

/// As [`current`], or `not_found`.
pub(crate) fn must_be_known(cx: &mut Cx<'_>, id: CustomerId) -> Result<Customer> {
    current(cx, id)?.ok_or_else(|| Error::not_found("customer", id))
}

/// The id by which a customer goes now: that of the one into whom he was merged, or his own.
pub(crate) fn current_id(cx: &mut Cx<'_>, id: CustomerId) -> Result<CustomerId> {
    let found = current(cx, id)?;
    Ok(found.map_or(id, |customer| customer.id))
}

/// The customers who share an address.
pub(crate) fn with_email(cx: &mut Cx<'_>, email: &Email) -> Result<Vec<Customer>> {
    let q = Query::on(Customer::TABLE, "by_email").eq(Value::text(email.key()));
    cx.tx.find(&q)
}

/// Whose an order under an address is, and whether staff should check that (R17): the default
/// customer's, where several share it; an archived one's only where there is no other. Where nobody
/// has it, it finds those with whom one was merged who had it.
pub(crate) fn whose_order(cx: &mut Cx<'_>, email: &Email) -> Result<Option<(Customer, bool)>> {
    let mut known = with_email(cx, email)?;
    if known.is_empty() {
        fall_through(cx, &mut known, AliasKind::Email, &email.key())?;
    }
    let known = those_who_order(known);
    let several = known.len() > 1;
    Ok(the_default(known).map(|customer| (customer, several)))
}

/// The customers of addresses, by the addresses' keys; where nobody has one, those with whom one was
/// merged who had it.
pub(super) fn sharers(
    cx: &mut Cx<'_>,
    keys: impl Iterator<Item = String>,
) -> Result<BTreeMap<String, Vec<Customer>>> {
    let keys: BTreeSet<String> = keys.collect();
    let mut sharers: BTreeMap<String, Vec<Customer>> = BTreeMap::new();
    if keys.is_empty() {
        return Ok(sharers);
    }
    let q = Query::on(Customer::TABLE, "by_email").among(keys.iter().map(Value::text));
    for customer in cx.tx.find::<Customer>(&q)? {
        let key = customer.email.as_ref().map(Email::key).unwrap_or_default();
        sharers.entry(key).or_default().push(customer);
    }
    let nobodys = keys.into_iter().filter(|key| !sharers.contains_key(key));
    let aliases = rows_of(cx, AliasKind::Email, nobodys)?;
    let ids = aliases.iter().map(|alias| vec![alias.customer.into()]).collect();
    let home = cx.home()?;
    let found = cx.tx.get_many::<Customer>(&home, ids)?;
    for (alias, customer) in aliases.into_iter().zip(found) {
        sharers.entry(alias.alias_key).or_default().extend(customer);
    }
    Ok(sharers)
}

/// Whom each address finds by default, by the addresses' keys: as [`whose_order`] says, for many.
pub(crate) fn default_customers<'k>(
    cx: &mut Cx<'_>,
    keys: impl Iterator<Item = &'k String>,
) -> Result<BTreeMap<String, CustomerId>> {
    let sharers = sharers(cx, keys.cloned())?;
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
    let mut others = with_email(cx, email)?;
    let known_as = found_by(cx, AliasKind::Email, &email.key())?;
    others.retain(|other| other.id != customer.id);
    let known_as = known_as.iter().find(|other| other.id != customer.id);
    match others.first().or(known_as) {
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
    let mut known = cx.tx.find::<Customer>(&q)?;
    known.extend(found_by(cx, AliasKind::Code, &code.key())?);
    match known.into_iter().find(|other| other.id != customer.id) {
        None => Ok(()),
        Some(other) => Err(Error::new(
            Code::AlreadyExists,
            format!("the customer `{}` has the code `{code}` already: give another", other.name()),
        )
        .at("fields.code")
        .with("customer", other.id)),
    }
}
