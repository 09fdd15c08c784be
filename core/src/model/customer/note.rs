//! What staff note about a customer (A4).

use crate::model::author::Author;
use crate::store::record;
use crate::value::{CustomerId, NoteId};
use chrono::{DateTime, Utc};

record! {
    /// What staff note about a customer; he never sees it (A4).
    pub struct CustomerNote in "customer_notes" {
        /// Whose.
        pub enterprise: EnterpriseId,
        /// Our id, ascending in time.
        pub id: NoteId,
        /// About which customer.
        pub customer: CustomerId,
        /// What it says.
        pub text: String,
        /// Who wrote it.
        pub by: Author,
        /// When.
        pub at: DateTime<Utc>,
        /// Who edited it last.
        pub edited_by: Option<Author>,
        /// When it was edited last.
        pub edited_at: Option<DateTime<Utc>>,
        /// Raised by every edit.
        pub version: i64,
    }
    key ["id"];
    indexes {
        index "by_customer" ["customer", "id"];
    }
}
