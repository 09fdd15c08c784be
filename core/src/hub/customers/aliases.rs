//! What else finds customers, kept up to what they are: each alias of a customer is a row that finds
//! him (A6).

use crate::error::Result;
use crate::hub::context::Cx;
use crate::model::customer::{Alias, AliasKind, Customer, CustomerAlias};
use crate::store::{Query, Record, Value};
use crate::value::CustomerId;
use std::collections::BTreeSet;

/// Brings the rows up to what customers were and are.
pub(super) fn index(cx: &mut Cx<'_>, changed: &[(Option<&Customer>, &Customer)]) -> Result<()> {
    let keys = |customer: &Customer| -> BTreeSet<(AliasKind, String, CustomerId)> {
        customer.aliases.iter().map(|alias| (alias.kind, alias.key(), customer.id)).collect()
    };
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    for (before, after) in changed {
        let (before, after) = (before.map(keys).unwrap_or_default(), keys(after));
        gone.extend(before.difference(&after).cloned());
        new.extend(after.difference(&before).cloned());
    }
    let home = cx.home()?;
    let key = |(kind, key, customer): (AliasKind, String, CustomerId)| {
        vec![kind.into(), Value::text(key), customer.into()]
    };
    cx.tx.delete::<CustomerAlias>(&home, gone.into_iter().map(key).collect())?;
    let row = |(kind, alias_key, customer)| CustomerAlias {
        enterprise: home.id.clone(),
        kind,
        alias_key,
        customer,
    };
    let new: Vec<_> = new.into_iter().map(row).collect();
    cx.tx.insert_new(&home, &new)
}

/// The customers whom an alias finds, in the transaction's enterprises.
pub(super) fn found_by(cx: &mut Cx<'_>, kind: AliasKind, key: &str) -> Result<Vec<Customer>> {
    let q = Query::on(CustomerAlias::TABLE, "primary").eq(kind).eq(key);
    let mut found = Vec::new();
    for row in cx.tx.find::<CustomerAlias>(&q)? {
        let Some(home) = cx.tx.home(&row.enterprise) else { continue };
        found.extend(cx.tx.get::<Customer>(&home, vec![row.customer.into()])?);
    }
    Ok(found)
}

/// The rows of aliases of these keys.
pub(super) fn rows_of(
    cx: &mut Cx<'_>,
    kind: AliasKind,
    keys: impl Iterator<Item = String>,
) -> Result<Vec<CustomerAlias>> {
    let keys: BTreeSet<Value> = keys.map(Value::text).collect();
    match keys.is_empty() {
        true => Ok(Vec::new()),
        false => cx.tx.find(&Query::on(CustomerAlias::TABLE, "primary").eq(kind).among(keys)),
    }
}

/// Adds those whom an alias finds, at the enterprises where nobody was found.
pub(super) fn fall_through(
    cx: &mut Cx<'_>,
    found: &mut Vec<Customer>,
    kind: AliasKind,
    key: &str,
) -> Result<()> {
    let at: BTreeSet<_> = found.iter().map(|customer| customer.enterprise.clone()).collect();
    let others = found_by(cx, kind, key)?;
    found.extend(others.into_iter().filter(|other| !at.contains(&other.enterprise)));
    Ok(())
}

/// What a customer has of his own that could find another as an alias.
pub(super) fn own_keys(customer: &Customer) -> BTreeSet<(AliasKind, String)> {
    let keys = [
        customer.email.as_ref().map(|email| (AliasKind::Email, email.key())),
        customer.code.as_ref().map(|code| (AliasKind::Code, code.key())),
        customer.user.as_ref().map(|user| (AliasKind::User, user.to_string())),
    ];
    keys.into_iter().flatten().collect()
}

/// Puts aliases together: each once, and none that the customer has as his own.
pub(super) fn tidy(customer: &mut Customer) {
    let mut seen = own_keys(customer);
    customer.aliases.retain(|alias: &Alias| seen.insert((alias.kind, alias.key())));
}
