//! The change log: who changed what and when (A15).

use super::context::Cx;
use super::operation::{Reach, Transactional};
use super::page::{self, pages};
use crate::error::Result;
use crate::model::notice::ChangeEntry;
use crate::store::{Query, Record};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pages! {
    /// Changes, the newest first.
    ChangePage of ChangeEntry;
}

/// Lists changes, the newest first: `changes.list`. Staff only.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListChanges {
    /// Whose.
    pub enterprise: String,
    /// Only those of this customer, note, series, cycle, standing order or order.
    #[serde(default)]
    pub subject: Option<Uuid>,
    /// How many: 1 to 1,000, usually 50.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next_page` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Transactional for ListChanges {
    const NAME: &'static str = "changes.list";
    const MUTATES: bool = false;
    type Response = ChangePage;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<ChangePage> {
        let limit = page::limit_of(self.limit)?;
        let q = match self.subject {
            Some(subject) => Query::on(ChangeEntry::TABLE, "by_subject").eq(subject),
            None => Query::on(ChangeEntry::TABLE, "primary"),
        };
        let q = page::resume(q.backwards(), self.after.as_deref(), limit)?;
        let rows = cx.tx.find::<ChangeEntry>(&q)?;
        let (items, next_page) = page::cut(&q, |change| cx.tx.row_of(change), limit, rows);
        Ok(ChangePage { items, next_page })
    }
}
