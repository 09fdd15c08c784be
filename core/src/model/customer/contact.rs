//! People who act for a customer beside himself (A16).

use crate::store::{name_field, record};
use crate::value::{ContactId, CustomerId, Email, Label, UserId};
use chrono::{DateTime, Utc};

name_field! {
    /// How far somebody may act for a customer (A16).
    ContactAccess {
        /// He sees what the customer sees, and changes nothing.
        View = "view",
        /// He does what the customer may do.
        Full = "full",
    }
}

record! {
    /// A person who acts for a customer: of a household, or another manager of a café (A16).
    pub struct Contact in "contacts" {
        /// Whose customer.
        pub enterprise: EnterpriseId,
        /// Our id.
        pub id: ContactId,
        /// For which customer.
        pub customer: CustomerId,
        /// His e-mail address; or else there is a user.
        pub email: Option<Email>,
        /// The host's user behind him.
        pub user: Option<UserId>,
        /// What to call him.
        pub name: Option<Label>,
        /// How far he may act.
        pub access: ContactAccess,
        /// When made.
        pub created_at: DateTime<Utc>,
        /// Raised by every change.
        pub version: i64,
    }
    key ["id"];
    derived { email_key: Option<String> = |c| c.email.as_ref().map(Email::key); }
    indexes {
        index "by_customer" ["customer", "id"];
        index "by_email" ["email_key", "id"];
        index "by_user" ["user", "id"];
    }
}
