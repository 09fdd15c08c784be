//! What else finds a customer: what those were known by who were merged into him (A6).

use crate::error::Fault;
use crate::store::{name_field, record};
use crate::value::{CustomerCode, CustomerId, Email};
use serde::{Deserialize, Serialize};

name_field! {
    /// What an alias is.
    AliasKind {
        /// An e-mail address.
        Email = "email",
        /// A code.
        Code = "code",
        /// A user of the host.
        User = "user",
    }
}

/// What a customer was known by who was merged into this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// What it is.
    pub kind: AliasKind,
    /// As it was written.
    pub value: String,
}

impl Alias {
    /// An alias as it was written.
    pub(crate) fn new(kind: AliasKind, value: impl std::fmt::Display) -> Self {
        Self { kind, value: value.to_string() }
    }

    /// By which it is found.
    pub(crate) fn key(&self) -> String {
        let key: Result<String, Fault> = match self.kind {
            AliasKind::Email => Email::new(&self.value).map(|email| email.key()),
            AliasKind::Code => CustomerCode::new(&self.value).map(|code| code.key()),
            AliasKind::User => Ok(self.value.clone()),
        };
        // What was an address or a code once is one still.
        key.unwrap_or_else(|_| self.value.clone())
    }

    /// Kind and key as one text, to be held against others.
    pub(crate) fn mark(kind: AliasKind, key: &str) -> String {
        format!("{kind}:{key}")
    }
}

record! {
    /// That an alias finds a customer. The key alone says it all.
    pub struct CustomerAlias in "customer_aliases" {
        /// Whose.
        pub enterprise: EnterpriseId,
        /// What it is.
        pub kind: AliasKind,
        /// By which it is found.
        pub alias_key: String,
        /// Whom it finds.
        pub customer: CustomerId,
    }
    key ["kind", "alias_key", "customer"];
}
