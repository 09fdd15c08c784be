//! Which customers are meant, in a list and for what is done to many (A7, A8).

use crate::store::{json_field, name_field};
use crate::value::CustomerId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

name_field! {
    /// How a balance stands.
    BalanceIs {
        /// Below zero: the customer owes.
        Owing = "owing",
        /// Above zero: the customer has money here.
        Credit = "credit",
        /// Zero.
        Settled = "settled",
    }
}

name_field! {
    /// Whether archived customers are meant.
    ArchivedCustomers {
        /// Only those who are not archived.
        Without = "without",
        /// All.
        With = "with",
        /// Only those who are.
        Only = "only",
    }
}

/// Which customers are meant (A7). What is left out does not matter; all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct CustomerFilter {
    /// These, archived or not; at most 4,000. An empty list means nobody.
    pub customers: Option<Vec<CustomerId>>,
    /// Beginnings of words of name, company, e-mail address, code, telephone number or the hub's own
    /// fields, in any order, without regard to case and accents; at most 8.
    pub search: Option<String>,
    /// With this e-mail address, or merged with one who had it.
    pub email: Option<String>,
    /// With this code, or merged with one who had it.
    pub code: Option<String>,
    /// With one of these tags.
    pub tags: Vec<String>,
    /// On one of these delivery runs.
    pub delivery_runs: Vec<String>,
    /// Whose balance stands so.
    pub balance: Option<BalanceIs>,
    /// Whose last order was placed then or later.
    pub last_order_from: Option<DateTime<Utc>>,
    /// Whose last order was placed before then; who never ordered is not meant.
    pub last_order_before: Option<DateTime<Utc>>,
    /// With a standing order that has not ended, or without.
    pub standing_order: Option<bool>,
    /// Whether archived ones are meant; usually they are not (A12).
    pub archived: Option<ArchivedCustomers>,
}

json_field! { CustomerFilter }
