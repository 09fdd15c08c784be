//! Wishes to become a customer, or one of those who may shop (A11, R19).

use super::author::Author;
use crate::store::{name_field, record};
use crate::value::{CustomerId, Email, JoinRequestId, Label, UserId};
use chrono::{DateTime, Utc};

name_field! {
    /// Where a wish to join stands.
    JoinState {
        /// Staff have not looked yet.
        Waiting = "waiting",
        /// He is a customer, and may shop.
        Approved = "approved",
        /// Staff said no.
        Refused = "refused",
    }
}

record! {
    /// Somebody's wish to become a customer, or one of those who may shop.
    pub struct JoinRequest in "join_requests" {
        /// Where.
        pub enterprise: EnterpriseId,
        /// Our id.
        pub id: JoinRequestId,
        /// His verified e-mail address; none once he was erased.
        pub email: Option<Email>,
        /// The host's user behind him.
        pub user: Option<UserId>,
        /// First name.
        pub first_name: Option<Label>,
        /// Last name.
        pub last_name: Option<Label>,
        /// What he wrote.
        pub message: Option<String>,
        /// Where it stands.
        pub state: JoinState,
        /// The customer that he became, or was already.
        pub customer: Option<CustomerId>,
        /// Why staff said no.
        pub reason: Option<String>,
        /// When he asked first.
        pub asked_at: DateTime<Utc>,
        /// When staff decided.
        pub decided_at: Option<DateTime<Utc>>,
        /// Who decided.
        pub decided_by: Option<Author>,
        /// Raised by every change.
        pub version: i64,
    }
    key ["id"];
    derived {
        email_key: Option<String> = |r| r.email.as_ref().map(Email::key);
        waiting_key: Option<String> = |r| {
            r.email.as_ref().filter(|_| r.state == JoinState::Waiting).map(Email::key)
        };
    }
    indexes {
        unique "by_waiting" ["waiting_key"];
        index "by_email" ["email_key", "id"];
        index "by_customer" ["customer", "id"];
        index "by_state" ["state", "id"];
    }
}
