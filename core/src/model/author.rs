//! Who did something, as records remember it.

use crate::store::name_field;
use crate::value::ContactId;
use serde::{Deserialize, Serialize};
use std::fmt;

name_field! {
    /// The kinds of those who act.
    AuthorKind {
        /// Milkround's own tick, or the host's own jobs.
        System = "system",
        /// A person of the enterprise.
        User = "user",
        /// A customer himself.
        Customer = "customer",
    }
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// What he is.
    pub kind: AuthorKind,
    /// The host's user id, or the customer's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The contact who acted for the customer (A16); none: he himself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactId>,
}

impl Author {
    /// The system.
    pub const SYSTEM: Author = Author { kind: AuthorKind::System, id: None, contact: None };

    /// Whether a customer acted, who has earlier limits than staff.
    pub fn is_customer(&self) -> bool {
        self.kind == AuthorKind::Customer
    }
}

impl fmt::Display for Author {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.id {
            Some(id) => write!(f, "{} {id}", self.kind),
            None => write!(f, "{}", self.kind),
        }
    }
}
