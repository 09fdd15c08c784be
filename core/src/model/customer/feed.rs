//! What became of each customer last, for those who follow (A10).

use super::Consent;
use crate::store::{name_field, record};
use crate::value::{CustomerId, Email, Label};
use serde::{Deserialize, Serialize};

record! {
    /// Where a customer stands in the feed: at his latest change.
    pub struct FeedEntry in "customer_feed" {
        /// Whose.
        pub enterprise: EnterpriseId,
        /// Which customer; he may be gone.
        pub customer: CustomerId,
        /// The number of his latest change.
        pub number: i64,
        /// The number with which he came, or came back.
        pub first: i64,
        /// Whether he is gone: removed, erased or archived.
        pub gone: bool,
    }
    key ["customer"];
    indexes {
        unique "by_number" ["number"];
    }
}

name_field! {
    /// What became of a customer since the reader read last.
    CustomerEvent {
        /// He came, or came back.
        Added = "added",
        /// Something of him changed.
        Changed = "changed",
        /// He is gone: removed, erased or archived.
        Gone = "gone",
    }
}

/// One customer in the feed, as he is now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerChange {
    /// The number of his latest change.
    pub number: i64,
    /// Which customer.
    pub customer: CustomerId,
    /// What became of him.
    pub event: CustomerEvent,
    /// Where to write; none where he has no address or is gone.
    pub email: Option<Email>,
    /// The name to show; none where he is gone.
    pub name: Option<String>,
    /// His tags, sorted.
    pub tags: Vec<Label>,
    /// Whether the hub may write to him beyond his own orders; `refused` where he is gone.
    pub consent: Consent,
}
