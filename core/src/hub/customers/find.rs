//! Finding customers by what is theirs alone: e-mail address and code.

use crate::error::{Code, Error, Result};
use crate::hub::context::Cx;
use crate::model::customer::Customer;
use crate::store::{Query, Record, Value};
use crate::value::Email;

/// The customers who share an address.
pub(crate) fn with_email(cx: &mut Cx<'_>, email: &Email) -> Result<Vec<Customer>> {
    let q = Query::on(Customer::TABLE, "by_email").eq(Value::text(email.key()));
    cx.tx.find(&q)
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
