//! The book of customers: every customer that comes, changes or goes is written here, so that what
//! is kept beside him (search words, places in lists, the change feed) cannot be forgotten.

use super::find::with_email;
use crate::error::Result;
use crate::hub::books::opened;
use crate::hub::context::Cx;
use crate::model::customer::{Customer, CustomerWord};
use crate::model::ledger::Account;
use crate::rules::search::words;
use crate::store::Value;
use crate::value::{CustomerId, Email};
use serde_json::json;
use std::collections::BTreeSet;

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
        language: None,
        tax_number: None,
        company_number: None,
        user: None,
        created_at: cx.now,
        version: 1,
    })
}

/// Writes new customers, each with his account and the words that find him.
pub(crate) fn add(cx: &mut Cx<'_>, customers: &[Customer]) -> Result<()> {
    let home = cx.home()?;
    cx.tx.insert_new(&home, customers)?;
    let accounts: Vec<Account> = customers.iter().map(|c| opened(&home, c.id)).collect();
    cx.tx.insert_new(&home, &accounts)?;
    let words: Vec<CustomerWord> = customers.iter().flat_map(words_of).collect();
    cx.tx.insert_new(&home, &words)
}

/// Saves customers that changed: each as it was, and as it shall be. Raises their versions. An
/// e-mail address that its default customer leaves finds the oldest of those who still have it.
pub(crate) fn change(cx: &mut Cx<'_>, pairs: &mut [(Customer, Customer)]) -> Result<()> {
    let home = cx.home()?;
    for (before, after) in pairs.iter_mut() {
        after.version = before.version.saturating_add(1);
    }
    let changed: Vec<Customer> = pairs.iter().map(|(_, after)| after.clone()).collect();
    cx.tx.update(&home, &changed)?;
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    for (before, after) in pairs.iter() {
        let (old, now): (BTreeSet<_>, BTreeSet<_>) = (words(before), words(after));
        gone.extend(old.difference(&now).map(|w| vec![Value::text(w), before.id.into()]));
        new.extend(words_of(after).filter(|word| !old.contains(&word.word)));
    }
    cx.tx.delete::<CustomerWord>(&home, gone)?;
    cx.tx.insert_new(&home, &new)?;
    for (before, after) in pairs.iter() {
        if let Some(email) = left(before, after) {
            pass_email_on(cx, email)?;
        }
    }
    Ok(())
}

fn words_of(customer: &Customer) -> impl Iterator<Item = CustomerWord> {
    let (enterprise, customer) = (customer.enterprise.clone(), (customer.id, words(customer)));
    customer.1.into_iter().map(move |word| CustomerWord {
        enterprise: enterprise.clone(),
        word,
        customer: customer.0,
    })
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
