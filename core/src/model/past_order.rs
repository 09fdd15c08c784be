//! Orders from before Milkround, or from outside of any cycle (A5, A13).

use crate::store::{json_field, name_field, record};
use crate::value::{CustomerId, Email, Label, Money, PastOrderId, Quantity, VariantId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

name_field! {
    /// Where a past order stood when it was recorded.
    PastOrderState {
        /// Placed, and not handed over yet.
        Placed = "placed",
        /// Handed over.
        Fulfilled = "fulfilled",
        /// Cancelled: it counts nowhere.
        Cancelled = "cancelled",
    }
}

impl PastOrderState {
    /// Whether it counts among the customer's orders and in his sales.
    pub fn counts(self) -> bool {
        self != PastOrderState::Cancelled
    }
}

record! {
    /// An order that the hub's shop took before Milkround was there, or outside of any cycle. It
    /// charges nothing: opening balances are entries of the ledger.
    pub struct PastOrder in "past_orders" {
        /// Who sold.
        pub enterprise: EnterpriseId,
        /// Our id.
        pub id: PastOrderId,
        /// What the host calls it, unique at the enterprise.
        pub reference: Label,
        /// Whose; none: nobody's yet (A5).
        pub customer: Option<CustomerId>,
        /// The address under which it was placed.
        pub email: Option<Email>,
        /// Where it stood.
        pub state: PastOrderState,
        /// When it was placed.
        pub placed_at: DateTime<Utc>,
        /// What it came to, fees and discounts included.
        pub total: Money,
        /// What was bought.
        pub lines: Vec<PastLine>,
        /// The customer's note.
        pub note: Option<String>,
        /// When it was recorded first.
        pub recorded_at: DateTime<Utc>,
        /// Raised by every change.
        pub version: i64,
    }
    key ["id"];
    derived {
        // What `customers.link_orders` looks through.
        waiting_key: Option<String> = |o| match o.customer {
            None => o.email.as_ref().map(Email::key),
            Some(_) => None,
        };
    }
    indexes {
        unique "by_reference" ["reference"];
        index "by_customer" ["customer", "placed_at", "id"];
        index "by_placed" ["placed_at", "id"];
        index "by_waiting" ["waiting_key", "id"];
    }
}

json_field! { Vec<PastLine> }

/// One line of a past order, as the host's shop remembers it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PastLine {
    /// What it was called.
    pub name: Label,
    /// The host's id of the variant, where it had one; it may be gone by now.
    pub variant: Option<VariantId>,
    /// Its category then.
    pub category: Option<Label>,
    /// How much.
    pub quantity: Quantity,
    /// What it cost; below zero for a discount.
    pub amount: Money,
}
