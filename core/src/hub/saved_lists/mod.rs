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
use crate::model::customer::Customer;
use crate::model::saved_list::SavedList;
use crate::store::{Lock, Query, Record};
use crate::value::{CustomerId, SavedListId};
use serde::{Deserialize, Serialize};
use serde_json::json;

pages! {
    /// Saved lists, in the order of their names.
    SavedListPage of SavedList;
}

/// Loads a list that the actor may see.
pub(crate) fn load(cx: &mut Cx<'_>, id: SavedListId, lock: Lock) -> Result<SavedList> {
    let list: SavedList = cx.load("saved list", id, lock)?;
    cx.actor.must_be(list.customer, "saved list", id)?;
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
        cx.actor.must_be(self.customer, "customer", self.customer)?;
        let limit = page::limit_of(self.limit)?;
        cx.load::<Customer>("customer", self.customer, Lock::None)?;
        let q = Query::on(SavedList::TABLE, "by_name").eq(self.customer);
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
        let list = load(cx, self.saved_list, Lock::Update)?;
        cx.expect_version("saved list", list.id, list.version, self.version)?;
        let home = cx.home()?;
        cx.tx.delete::<SavedList>(&home, vec![vec![list.id.into()]])?;
        cx.log(list.customer, json!({ "saved_list": list.id, "removed": true }))?;
        Ok(list)
    }
}
