//! Who calls, and what lies within his reach (G1, G2).

use crate::error::{Error, Fault, Result};
use crate::model::author::{Author, AuthorKind};
use crate::value::{ContactId, CustomerId, EnterpriseId, UserId};
use serde::{Deserialize, Serialize};

/// The one in whose name a call is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Actor {
    /// The host's own jobs, and the tick.
    System,
    /// A person with the enterprises that he manages.
    User {
        /// The host's id of him.
        user: UserId,
        /// The enterprises that he manages.
        enterprises: Vec<EnterpriseId>,
    },
    /// A customer, of one enterprise.
    Customer {
        /// Whose customer.
        enterprise: EnterpriseId,
        /// Which.
        customer: CustomerId,
        /// Who acts for him (A16); none: he himself. Who may view changes nothing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        contact: Option<ContactId>,
    },
}

impl Actor {
    /// A person with the enterprises that he manages, by the host's ids.
    ///
    /// # Errors
    /// `malformed` for what is no host id.
    pub fn user<I: AsRef<str>>(
        user: &str,
        enterprises: impl IntoIterator<Item = I>,
    ) -> std::result::Result<Self, Fault> {
        Ok(Actor::User {
            user: UserId::new(user)?,
            enterprises: enterprises
                .into_iter()
                .map(|id| EnterpriseId::new(id.as_ref()))
                .collect::<std::result::Result<_, _>>()?,
        })
    }

    /// As records remember him.
    pub fn author(&self) -> Author {
        match self {
            Actor::System => Author::SYSTEM,
            Actor::User { user, .. } => {
                Author { kind: AuthorKind::User, id: Some(user.to_string()), contact: None }
            }
            Actor::Customer { customer, contact, .. } => Author {
                kind: AuthorKind::Customer,
                id: Some(customer.to_string()),
                contact: *contact,
            },
        }
    }

    /// Whether he acts for the enterprise, not for himself as a customer.
    pub fn is_staff(&self) -> bool {
        !matches!(self, Actor::Customer { .. })
    }

    /// The customer, where a customer calls.
    pub fn customer(&self) -> Option<CustomerId> {
        match self {
            Actor::Customer { customer, .. } => Some(*customer),
            _ => None,
        }
    }

    /// The customer for whom a contact calls, and the contact.
    pub fn contact(&self) -> Option<(CustomerId, ContactId)> {
        match self {
            Actor::Customer { customer, contact: Some(contact), .. } => Some((*customer, *contact)),
            _ => None,
        }
    }

    /// Whether an enterprise lies within his reach.
    pub fn reaches(&self, enterprise: &EnterpriseId) -> bool {
        match self {
            Actor::System => true,
            Actor::User { enterprises, .. } => enterprises.contains(enterprise),
            Actor::Customer { enterprise: own, .. } => own == enterprise,
        }
    }

    /// Passes for what lies within his reach; otherwise there is no such enterprise.
    pub(crate) fn must_reach(&self, enterprise: &EnterpriseId) -> Result<()> {
        match self.reaches(enterprise) {
            true => Ok(()),
            false => Err(Error::not_found("enterprise", enterprise)),
        }
    }

    /// Passes for those of one customer; to any other customer, the thing is not there.
    pub(crate) fn must_be(
        &self,
        of: CustomerId,
        what: &str,
        id: impl std::fmt::Display,
    ) -> Result<()> {
        match self.customer() {
            Some(own) if own != of => Err(Error::not_found(what, id)),
            _ => Ok(()),
        }
    }
}
