//! Saved lists: what a customer takes again and again (A14).

use crate::store::{json_field, record};
use crate::value::text::fold;
use crate::value::{CustomerId, Label, Quantity, SavedListId, VariantId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

record! {
    /// A customer's list of items, to be added to an order or made a standing order.
    pub struct SavedList in "saved_lists" {
        /// At which enterprise.
        pub enterprise: EnterpriseId,
        /// Our id.
        pub id: SavedListId,
        /// Whose.
        pub customer: CustomerId,
        /// What he calls it, unique among his ignoring case and accents.
        pub name: Label,
        /// What stands in it.
        pub lines: Vec<SavedLine>,
        /// When made.
        pub created_at: DateTime<Utc>,
        /// Raised by every change.
        pub version: i64,
    }
    key ["id"];
    derived {
        name_key: String = |list| fold(list.name.as_str());
    }
    indexes {
        unique "by_name" ["customer", "name_key"];
    }
}

json_field! { Vec<SavedLine> }

/// One line of a saved list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SavedLine {
    /// What.
    pub variant: VariantId,
    /// How much.
    pub quantity: Quantity,
}
