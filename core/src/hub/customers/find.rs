//! Finding customers by what is theirs alone: e-mail address and code.

use super::aliases::{fall_through, found_by};
use crate::error::{Code, Error, Result};
use crate::hub::context::Cx;
use crate::model::customer::{AliasKind, Customer};
use crate::store::{Lock, Query, Record, Value};
use crate::value::{CustomerId, Email};

/// The customer of an id; of who was merged into another, that one (A6).
pub(crate) fn current(cx: &mut Cx<'_>, id: CustomerId, lock: Lock) -> Result<Option<Customer>> {
    let home = cx.home()?;
    let found = cx.tx.get::<Customer>(&home, vec![id.into()], lock)?;
    match found.as_ref().and_then(|customer| customer.merged_into) {
        None => Ok(found),
        Some(into) => cx.tx.get(&home, vec![into.into()], lock),
    }
}

/// The id by which a customer goes now: that of the one into whom he was merged, or his own.
pub(crate) fn current_id(cx: &mut Cx<'_>, id: CustomerId) -> Result<CustomerId> {
    let found = current(cx, id, Lock::None)?;
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
    if known.iter().any(|customer| customer.archived_at.is_none()) {
        known.retain(|customer| customer.archived_at.is_none());
    }
    let several = known.len() > 1;
    let whose = known.into_iter().max_by_key(|customer| customer.email_default);
    Ok(whose.map(|customer| (customer, several)))
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
