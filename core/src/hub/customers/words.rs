//! The words by which customers are found, kept up to what they are.

use crate::error::Result;
use crate::hub::context::Cx;
use crate::model::customer::{Customer, CustomerWord};
use crate::store::Value;
use std::collections::BTreeSet;

/// Brings the words up to what customers were and are.
pub(super) fn index(cx: &mut Cx<'_>, changed: &[(Option<&Customer>, &Customer)]) -> Result<()> {
    let home = cx.home()?;
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    for (before, after) in changed {
        let old = before.map(Customer::words).unwrap_or_default();
        let now: BTreeSet<String> = after.words();
        gone.extend(old.difference(&now).map(|word| vec![Value::text(word), after.id.into()]));
        new.extend(now.difference(&old).map(|word| CustomerWord {
            enterprise: after.enterprise.clone(),
            word: word.clone(),
            customer: after.id,
        }));
    }
    cx.tx.delete::<CustomerWord>(&home, gone)?;
    cx.tx.insert_new(&home, &new)
}
