//! What customers have in the fields that the hub defines (A3).

use crate::error::{Code, Fault, Result, Violations};
use crate::hub::context::Cx;
use crate::model::customer::{Customer, CustomerField, CustomerValue};
use crate::store::{Home, Value};
use crate::value::text::shorten;
use crate::value::{Change, CustomerId};
use std::collections::{BTreeMap, BTreeSet};

/// The definitions of these fields; who writes holds them, so that none goes or changes its kind
/// meanwhile.
pub(super) fn defined<'k>(
    cx: &mut Cx<'_>,
    home: &Home,
    fields: impl IntoIterator<Item = &'k String>,
) -> Result<BTreeMap<String, CustomerField>> {
    // What cannot be a key is not defined: no store need be asked.
    let fields: BTreeSet<&String> =
        fields.into_iter().filter(|field| CustomerField::key(field).is_ok()).collect();
    let keys = fields.into_iter().map(|field| vec![Value::text(field)]).collect();
    let found = cx.tx.get_many::<CustomerField>(home, keys)?;
    Ok(found.into_iter().flatten().map(|field| (field.field.clone(), field)).collect())
}

/// The refusal of a field that is not defined.
pub(super) fn not_defined(field: &str) -> Fault {
    let shown = shorten(field);
    let message =
        format!("no field `{shown}` is defined: make it with `customer_fields.save` first");
    Fault::new(Code::UnknownReference, message, shown)
}

/// Sets the named fields of a customer, each checked against its definition: null or blank clears.
pub(super) fn set(
    defined: &BTreeMap<String, CustomerField>,
    given: &Change<BTreeMap<String, Option<String>>>,
    custom: &mut BTreeMap<String, String>,
    v: &mut Violations,
) {
    let Change::To(given) = given else { return };
    for (field, value) in given {
        let made = match defined.get(field) {
            Some(defined) => defined.value(value.as_deref().unwrap_or_default()),
            None => Err(not_defined(field)),
        };
        match v.within("custom", |v| v.check(&shorten(field), made)) {
            Some(Some(value)) => drop(custom.insert(field.clone(), value)),
            Some(None) => drop(custom.remove(field)),
            None => {}
        }
    }
}

/// The rows by which a customer's values are found.
fn rows(
    customer: &Customer,
    defined: &BTreeMap<String, CustomerField>,
) -> BTreeSet<(String, String, CustomerId)> {
    let row = |(field, value): (&String, &String)| {
        let sort_key = defined.get(field)?.sort_key(value);
        Some((field.clone(), sort_key, customer.id))
    };
    customer.custom.iter().filter_map(row).collect()
}

/// Keeps the table of values up to what customers were and are.
pub(super) fn index(cx: &mut Cx<'_>, changed: &[(Option<&Customer>, &Customer)]) -> Result<()> {
    let differ: Vec<_> = changed
        .iter()
        .filter(|(before, after)| {
            before.map_or(!after.custom.is_empty(), |before| before.custom != after.custom)
        })
        .collect();
    let both = differ.iter().flat_map(|(before, after)| before.iter().copied().chain([*after]));
    let home = cx.home()?;
    let defined = defined(cx, &home, both.flat_map(|customer| customer.custom.keys()))?;
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    for (before, after) in differ {
        let before = before.map(|before| rows(before, &defined)).unwrap_or_default();
        let after = rows(after, &defined);
        gone.extend(before.difference(&after).cloned());
        new.extend(after.difference(&before).cloned());
    }
    let key = |(field, sort_key, customer): (String, String, CustomerId)| {
        vec![Value::text(field), Value::text(sort_key), customer.into()]
    };
    cx.tx.delete::<CustomerValue>(&home, gone.into_iter().map(key).collect())?;
    let row = |(field, sort_key, customer)| CustomerValue {
        enterprise: home.id.clone(),
        field,
        sort_key,
        customer,
    };
    let new: Vec<_> = new.into_iter().map(row).collect();
    cx.tx.insert(&home, &new).map(drop)
}
