//! The book of customers: every customer that comes, changes or goes is written here, so that what
//! is kept beside him (search words, places in lists, the change feed) cannot be forgotten.

use super::erase::must_be_current;
use super::feed;
use super::find::with_email;
use super::{aliases, codes, custom, tags, words};
use crate::error::Result;
use crate::hub::books::opened;
use crate::hub::context::Cx;
use crate::model::customer::{Consent, Customer};
use crate::model::ledger::Account;
use crate::model::notice::DueKind;
use crate::store::{Query, Record};
use crate::value::{CustomerId, Email};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// A customer of whom nothing is known yet.
pub(crate) fn empty(cx: &Cx<'_>) -> Result<Customer> {
    Ok(Customer {
        enterprise: cx.home()?.id.clone(),
        id: CustomerId(cx.new_id()),
        email: None,
        email_default: false,
        code: None,
        first_name: None,
        last_name: None,
        company: None,
        phone: None,
        billing_address: None,
        shipping_address: None,
        shipping_method: None,
        payment_method: None,
        delivery_run: None,
        tags: Vec::new(),
        custom: BTreeMap::new(),
        language: None,
        tax_number: None,
        company_number: None,
        user: None,
        consent: Consent::Unknown,
        consent_at: None,
        consent_by: None,
        archived_at: None,
        erased_at: None,
        merged_into: None,
        aliases: Vec::new(),
        created_at: cx.now,
        version: 1,
    })
}

/// Writes new customers, each with his account, and completes them with what the enterprise gives
/// by itself: codes, and its spelling of tags.
pub(crate) fn add(cx: &mut Cx<'_>, customers: &mut [Customer]) -> Result<()> {
    add_beside(cx, customers, &BTreeSet::new())
}

/// As [`add`], where codes of these keys are spoken for.
pub(super) fn add_beside(
    cx: &mut Cx<'_>,
    customers: &mut [Customer],
    spoken_for: &BTreeSet<String>,
) -> Result<()> {
    let home = cx.home()?;
    codes::give(cx, customers, spoken_for)?;
    tags::spell(cx, customers.iter_mut())?;
    cx.tx.insert_new(&home, customers)?;
    let accounts: Vec<Account> = customers.iter().map(|c| opened(&home, c.id)).collect();
    cx.tx.insert_new(&home, &accounts)?;
    let changed: Vec<_> = customers.iter().map(|after| (None, after)).collect();
    index(cx, &changed)?;
    let came: Vec<_> = customers.iter().map(|customer| (customer.id, false)).collect();
    feed::note(cx, &came)
}

/// Keeps the key tables up to what customers were and are.
fn index(cx: &mut Cx<'_>, changed: &[(Option<&Customer>, &Customer)]) -> Result<()> {
    words::index(cx, changed)?;
    custom::index(cx, changed)?;
    tags::index(cx, changed)?;
    aliases::index(cx, changed)
}

/// Saves customers that changed: each as it was, and as it shall be. Raises their versions; refuses
/// who is erased or merged away, but to erase him. An e-mail address that its default customer leaves finds the oldest of those who
/// still have it.
pub(crate) fn change(cx: &mut Cx<'_>, pairs: &mut [(Customer, Customer)]) -> Result<()> {
    let home = cx.home()?;
    pairs.iter().try_for_each(|(before, after)| match (before.erased_at, after.erased_at) {
        (None, Some(_)) => Ok(()),
        _ => must_be_current(before),
    })?;
    codes::put_down(cx, pairs)?;
    let tagged = pairs.iter_mut().filter(|(before, after)| before.tags != after.tags);
    tags::spell(cx, tagged.map(|(_, after)| after))?;
    for (before, after) in pairs.iter_mut() {
        after.version = before.version.saturating_add(1);
    }
    let changed: Vec<Customer> = pairs.iter().map(|(_, after)| after.clone()).collect();
    cx.tx.update(&home, &changed)?;
    let noted: Vec<_> = changed.iter().map(|c| (c.id, c.archived_at.is_some())).collect();
    feed::note(cx, &noted)?;
    let changed: Vec<_> = pairs.iter().map(|(before, after)| (Some(before), after)).collect();
    index(cx, &changed)?;
    for (before, after) in pairs.iter() {
        if let Some(email) = left(before, after) {
            pass_email_on(cx, email)?;
        }
    }
    Ok(())
}

/// Changes the customers whom a query of a key table names, a thousand at a time. `change` says
/// what to note in the change log.
pub(crate) fn change_each<K: Record>(
    cx: &mut Cx<'_>,
    q: Query,
    customer_of: impl Fn(&K) -> CustomerId,
    change: impl Fn(&mut Customer) -> Json,
) -> Result<u64> {
    let home = cx.home()?;
    let mut q = q.limit(1000);
    let mut all: u64 = 0;
    loop {
        let rows = cx.tx.find::<K>(&q)?;
        let Some(last) = rows.last() else { return Ok(all) };
        q.after = Some(q.table.pick(q.index, &cx.tx.row_of(last)));
        let keys = rows.iter().map(|row| vec![customer_of(row).into()]).collect();
        let found = cx.tx.get_many::<Customer>(&home, keys)?;
        let mut pairs = Vec::with_capacity(rows.len());
        for before in found.into_iter().flatten() {
            let mut after = before.clone();
            let facts = change(&mut after);
            cx.log(after.id, facts)?;
            pairs.push((before, after));
        }
        self::change(cx, &mut pairs)?;
        cx.write_so_far()?;
        all = all.saturating_add(pairs.len() as u64);
    }
}

/// Takes customers out to whom nothing refers any more.
pub(super) fn remove(cx: &mut Cx<'_>, customers: &[Customer]) -> Result<()> {
    let home = cx.home()?;
    let nothing: Vec<Customer> = customers.iter().map(without_keys).collect();
    let changed: Vec<_> = customers.iter().map(Some).zip(&nothing).collect();
    index(cx, &changed)?;
    for customer in customers {
        cx.not_due(DueKind::Account, customer.id)?;
    }
    let keys = || customers.iter().map(|customer| vec![customer.id.into()]).collect();
    cx.tx.delete::<Account>(&home, keys())?;
    cx.tx.delete::<Customer>(&home, keys())?;
    let gone: Vec<_> = customers.iter().map(|customer| (customer.id, true)).collect();
    feed::note(cx, &gone)?;
    for customer in customers.iter().filter(|customer| customer.email_default) {
        if let Some(email) = &customer.email {
            pass_email_on(cx, email)?;
        }
    }
    Ok(())
}

/// A customer as he is when no key table holds anything of him.
fn without_keys(customer: &Customer) -> Customer {
    Customer {
        email: None,
        code: None,
        first_name: None,
        last_name: None,
        company: None,
        phone: None,
        tags: Vec::new(),
        custom: BTreeMap::new(),
        aliases: Vec::new(),
        ..customer.clone()
    }
}

/// Saves one customer that changed, and logs what was set.
pub(crate) fn change_one(
    cx: &mut Cx<'_>,
    before: Customer,
    after: Customer,
    facts: Json,
) -> Result<Customer> {
    let mut pair = [(before, after)];
    change(cx, &mut pair)?;
    let [(_, after)] = pair;
    cx.log(after.id, facts)?;
    Ok(after)
}

/// The address that found the customer before, and does not any more.
fn left<'b>(before: &'b Customer, after: &Customer) -> Option<&'b Email> {
    let stays = after.email_default
        && before.email.as_ref().map(Email::key) == after.email.as_ref().map(Email::key);
    before.email.as_ref().filter(|_| before.email_default && !stays)
}

fn pass_email_on(cx: &mut Cx<'_>, email: &Email) -> Result<()> {
    let sharers = with_email(cx, email)?;
    if sharers.iter().any(|customer| customer.email_default) {
        return Ok(());
    }
    let Some(before) = sharers.into_iter().next() else { return Ok(()) };
    let heir = Customer { email_default: true, ..before.clone() };
    let id = heir.id;
    change(cx, &mut [(before, heir)])?;
    cx.log(id, json!({ "email_default": true }))
}
