//! What staff note about customers (A4). No operation here is for customers, and no other answers
//! with notes.

use super::erase::must_not_be_merged;
use crate::error::{Result, Violations};
use crate::hub::context::Cx;
use crate::hub::operation::{Reach, Transactional};
use crate::hub::page::{self, pages};
use crate::model::customer::{Customer, CustomerNote};
use crate::store::{Query, Record};
use crate::value::text::filled;
use crate::value::{CustomerId, NoteId};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The longest note, in characters.
const MOST: usize = 4000;

pages! {
    /// Notes about a customer, the newest first.
    CustomerNotePage of CustomerNote;
}

fn checked_text(text: &str) -> Result<String> {
    let mut v = Violations::new();
    let text = v.check("text", filled(text, MOST));
    v.finish(text)
}

/// Notes something about a customer: `customers.add_note`. Staff only.
///
/// Errors: `not_found` for the customer; `wrong_state` when he was merged into another.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AddNote {
    /// At which enterprise.
    pub enterprise: String,
    /// About which customer.
    pub customer: CustomerId,
    /// What: 1 to 4,000 characters.
    pub text: String,
}

impl Transactional for AddNote {
    const NAME: &'static str = "customers.add_note";
    const MUTATES: bool = true;
    type Response = CustomerNote;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<CustomerNote> {
        let text = checked_text(&self.text)?;
        let customer: Customer = cx.load("customer", self.customer)?;
        must_not_be_merged(&customer)?;
        let home = cx.home()?;
        let note = CustomerNote {
            enterprise: home.id.clone(),
            id: NoteId(cx.new_id()),
            customer: customer.id,
            text,
            by: cx.actor.author(),
            at: cx.now,
            edited_by: None,
            edited_at: None,
            version: 1,
        };
        cx.tx.insert_new(&home, std::slice::from_ref(&note))?;
        cx.log(note.id, json!({ "customer": note.customer, "text": note.text }))?;
        Ok(note)
    }
}

/// Changes what a note says: `customers.edit_note`. Staff only; what it said before stays in the
/// change log, under the note's id.
///
/// Errors: `not_found`; `conflict` for a stale version.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EditNote {
    /// At which enterprise.
    pub enterprise: String,
    /// Which note.
    pub note: NoteId,
    /// The version that the caller saw; none: whatever is there (R35).
    #[serde(default)]
    pub version: Option<i64>,
    /// What it shall say: 1 to 4,000 characters.
    pub text: String,
}

impl Transactional for EditNote {
    const NAME: &'static str = "customers.edit_note";
    const MUTATES: bool = true;
    type Response = CustomerNote;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<CustomerNote> {
        let text = checked_text(&self.text)?;
        let before: CustomerNote = cx.load("note", self.note)?;
        cx.expect_version("note", before.id, before.version, self.version)?;
        if before.text == text {
            return Ok(before);
        }
        cx.log(
            before.id,
            json!({ "customer": before.customer, "text": text, "text_before": before.text }),
        )?;
        let note = CustomerNote {
            text,
            edited_by: Some(cx.actor.author()),
            edited_at: Some(cx.now),
            version: before.version.saturating_add(1),
            ..before
        };
        let home = cx.home()?;
        cx.tx.update(&home, std::slice::from_ref(&note))?;
        Ok(note)
    }
}

/// Removes a note and answers with it: `customers.remove_note`. Staff only; what it said stays in
/// the change log, under the note's id.
///
/// Errors: `not_found`; `conflict` for a stale version.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RemoveNote {
    /// At which enterprise.
    pub enterprise: String,
    /// Which note.
    pub note: NoteId,
    /// The version that the caller saw; none: whatever is there (R35).
    #[serde(default)]
    pub version: Option<i64>,
}

impl Transactional for RemoveNote {
    const NAME: &'static str = "customers.remove_note";
    const MUTATES: bool = true;
    type Response = CustomerNote;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<CustomerNote> {
        let note: CustomerNote = cx.load("note", self.note)?;
        cx.expect_version("note", note.id, note.version, self.version)?;
        let home = cx.home()?;
        cx.tx.delete::<CustomerNote>(&home, vec![vec![note.id.into()]])?;
        cx.log(note.id, json!({ "customer": note.customer, "text_before": note.text }))?;
        Ok(note)
    }
}

/// Lists the notes about a customer, the newest first: `customers.list_notes`. Staff only.
///
/// Errors: `not_found` for the customer.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListNotes {
    /// At which enterprise.
    pub enterprise: String,
    /// About which customer.
    pub customer: CustomerId,
    /// How many: 1 to 1,000, usually 50.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next_page` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Transactional for ListNotes {
    const NAME: &'static str = "customers.list_notes";
    const MUTATES: bool = false;
    type Response = CustomerNotePage;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<CustomerNotePage> {
        let limit = page::limit_of(self.limit)?;
        let customer: Customer = cx.load("customer", self.customer)?;
        let q = Query::on(CustomerNote::TABLE, "by_customer").eq(customer.id).backwards();
        let q = page::resume(q, self.after.as_deref(), limit)?;
        let rows = cx.tx.find::<CustomerNote>(&q)?;
        let (items, next_page) = page::cut(&q, |note| cx.tx.row_of(note), limit, rows);
        Ok(CustomerNotePage { items, next_page })
    }
}

/// Takes away all that staff noted about a customer.
pub(super) fn remove_all(cx: &mut Cx<'_>, customer: CustomerId) -> Result<()> {
    let home = cx.home()?;
    let q = Query::on(CustomerNote::TABLE, "by_customer").eq(customer);
    let notes = cx.tx.find::<CustomerNote>(&q)?;
    cx.tx.delete::<CustomerNote>(&home, notes.iter().map(|note| vec![note.id.into()]).collect())?;
    Ok(())
}
