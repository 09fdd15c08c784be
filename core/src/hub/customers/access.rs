//! Who may shop (A11, R19).

use super::contacts::{OwnCustomer, Who, customers_of};
use super::tags::in_common;
use crate::error::{Result, Violations};
use crate::hub::context::Cx;
use crate::hub::join_requests::waiting;
use crate::hub::operation::{Reach, Transactional};
use crate::model::customer::contact::ContactAccess;
use crate::model::enterprise::ShopAccess;
use crate::store::name_field;
use crate::value::{ContactId, CustomerId, Email, JoinRequestId};
use serde::{Deserialize, Serialize};

name_field! {
    /// Why somebody may not shop.
    WhyNot {
        /// He is no customer, and the shop is for customers.
        NoCustomer = "no_customer",
        /// The customer has none of the tags that the shop asks for.
        NotTagged = "not_tagged",
        /// The customer is archived, and the shop is not open to all.
        Archived = "archived",
        /// He is a contact who may only look.
        ViewOnly = "view_only",
    }
}

/// Asks whether a person may shop: `customers.may_shop` (A11). Staff only, and the host's own code,
/// which asks before it lets him fill a cart: recording an order does not ask again. It trusts that
/// the host has verified the address or the user (R19).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MayShop {
    /// In whose shop.
    pub enterprise: String,
    /// An e-mail address that the host has verified; give it, or the user, or both.
    #[serde(default)]
    pub email: Option<String>,
    /// The host's user.
    #[serde(default)]
    pub user: Option<String>,
}

/// Whether a person may shop, and as whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShopDecision {
    /// Whether he may. In a shop that is open to all, who is no customer yet may too.
    pub allowed: bool,
    /// Why he may not; none: he may.
    pub why_not: Option<WhyNot>,
    /// The customers for whom he acts here: offer him the choice where there are several (R17).
    pub customers: Vec<ShopCustomer>,
    /// His wish to join, while it waits for staff.
    pub join_request: Option<JoinRequestId>,
}

/// One customer for whom a person acts, and whether that customer may shop through him.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShopCustomer {
    /// Which.
    pub customer: CustomerId,
    /// The name to show.
    pub name: String,
    /// The contact as whom he acts; none: he is the customer himself.
    pub contact: Option<ContactId>,
    /// Why not; none: he may.
    pub why_not: Option<WhyNot>,
}

/// Why somebody may not shop for a customer, the nearest reason first.
fn why_not(access: &ShopAccess, own: &OwnCustomer) -> Option<WhyNot> {
    let has_one = |tags: &[_]| in_common(tags, &own.customer.tags);
    match access {
        _ if own.access == ContactAccess::View => Some(WhyNot::ViewOnly),
        // Who orders is restored: an open shop takes no notice of the archive.
        ShopAccess::Open => None,
        _ if own.customer.archived_at.is_some() => Some(WhyNot::Archived),
        ShopAccess::Tagged { tags } if !has_one(tags) => Some(WhyNot::NotTagged),
        ShopAccess::Customers | ShopAccess::Tagged { .. } => None,
    }
}

/// Whether a person may shop here.
pub(crate) fn decide(cx: &mut Cx<'_>, who: &Who) -> Result<ShopDecision> {
    let access = cx.enterprise()?.settings.shop_access.clone();
    let each = customers_of(cx, who)?.into_iter().map(|own| ShopCustomer {
        customer: own.customer.id,
        name: own.customer.name(),
        contact: own.contact,
        why_not: why_not(&access, &own),
    });
    let customers: Vec<ShopCustomer> = each.collect();
    let open = access == ShopAccess::Open;
    let allowed = open || customers.iter().any(|customer| customer.why_not.is_none());
    let first = customers.first().map_or(Some(WhyNot::NoCustomer), |customer| customer.why_not);
    let join_request = match who.email.as_ref().map(Email::key) {
        None => None,
        Some(key) => waiting(cx, &key)?.map(|request| request.id),
    };
    Ok(ShopDecision { allowed, why_not: first.filter(|_| !allowed), customers, join_request })
}

impl Transactional for MayShop {
    const NAME: &'static str = "customers.may_shop";
    const MUTATES: bool = false;
    type Response = ShopDecision;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<ShopDecision> {
        let mut v = Violations::new();
        let who = Who::checked(&mut v, self.email.as_deref(), self.user.as_deref());
        decide(cx, &v.finish(who)?)
    }
}
