//! Saved lists, "my usual": made, read, removed, added to orders (A14).

mod order;
mod save;

pub use order::{AddListToOrder, AddedToOrder, SaveListFromOrder};
pub use save::SaveList;

pub(crate) use save::remove_all;

use super::context::Cx;
use super::operation::{Reach, Transactional};
use super::page::{self, pages};
use crate::error::Result;
use crate::hub::customers::must_be_known;
use crate::model::saved_list::SavedList;
use crate::store::{Query, Record};
use crate::value::Label;
use crate::value::text::fold;
use crate::value::{CustomerId, SavedListId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeSet;

/// So much of a name stays where a number goes behind it.
const LONGEST: usize = 180;

pages! {
    /// Saved lists, in the order of their names.
    SavedListPage of SavedList;
}

/// Loads a list that the actor may see.
pub(crate) fn load(cx: &mut Cx<'_>, id: SavedListId) -> Result<SavedList> {
    let list: SavedList = cx.load("saved list", id)?;
    cx.must_be(list.customer, "saved list", id)?;
    Ok(list)
}

/// Lists a customer's saved lists by name: `saved_lists.list` (A14). Customers may read their own.
///
/// Errors: `not_found` for the customer; `malformed` for the token of another list.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListSavedLists {
    /// At which enterprise.
    pub enterprise: String,
    /// Whose.
    pub customer: CustomerId,
    /// How many: 1 to 1,000, usually 50.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next_page` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Transactional for ListSavedLists {
    const NAME: &'static str = "saved_lists.list";
    const MUTATES: bool = false;
    const FOR_CUSTOMERS: bool = true;
    type Response = SavedListPage;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<SavedListPage> {
        cx.must_be(self.customer, "customer", self.customer)?;
        let limit = page::limit_of(self.limit)?;
        let customer = must_be_known(cx, self.customer)?;
        let q = Query::on(SavedList::TABLE, "by_name").eq(customer.id);
        let q = page::resume(q, self.after.as_deref(), limit)?;
        let rows = cx.tx.find::<SavedList>(&q)?;
        let (items, next_page) = page::cut(&q, |list| cx.tx.row_of(list), limit, rows);
        Ok(SavedListPage { items, next_page })
    }
}

/// Removes a saved list and answers with it: `saved_lists.remove` (A14). Customers may remove their
/// own.
///
/// Errors: `not_found`; `conflict` for a stale version.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RemoveSavedList {
    /// At which enterprise.
    pub enterprise: String,
    /// Which list.
    pub saved_list: SavedListId,
    /// The version that the caller saw; none: whatever is there (R35).
    #[serde(default)]
    pub version: Option<i64>,
}

impl Transactional for RemoveSavedList {
    const NAME: &'static str = "saved_lists.remove";
    const MUTATES: bool = true;
    const FOR_CUSTOMERS: bool = true;
    type Response = SavedList;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<SavedList> {
        let list = load(cx, self.saved_list)?;
        cx.expect_version("saved list", list.id, list.version, self.version)?;
        let home = cx.home()?;
        cx.tx.delete::<SavedList>(&home, vec![vec![list.id.into()]])?;
        cx.log(list.customer, json!({ "saved_list": list.id, "removed": true }))?;
        Ok(list)
    }
}

/// Gives a customer's lists to the one into whom he is merged: one whose name is there already gets
/// a number behind it. He may have more than the most then, and cannot save another.
pub(crate) fn turn(cx: &mut Cx<'_>, from: CustomerId, to: CustomerId) -> Result<()> {
    let of = |customer: CustomerId| Query::on(SavedList::TABLE, "by_name").eq(customer);
    let known = cx.tx.find::<SavedList>(&of(to))?;
    let mut names: BTreeSet<String> = known.iter().map(|l| fold(l.name.as_str())).collect();
    let mut lists = cx.tx.find::<SavedList>(&of(from))?;
    for list in &mut lists {
        let name: String = list.name.as_str().chars().take(LONGEST).collect();
        let numbered = (2..).map(|n| format!("{name} ({n})"));
        let mut free = std::iter::once(list.name.to_string()).chain(numbered);
        if let Some(name) = free.find(|name| names.insert(fold(name))) {
            list.name = Label::new(&name)?;
        }
        list.customer = to;
        list.version = list.version.saturating_add(1);
    }
    let home = cx.home()?;
    cx.tx.update(&home, &lists)
}
