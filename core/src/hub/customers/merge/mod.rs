//! Merging one customer into another (A6, R38): first a plan, then the merge itself.

mod joined;
mod moving;
mod plan;

pub(super) use moving::{stubs_of, turn};
pub use plan::{FieldKept, MergePlan};

use super::book;
use crate::error::{Code, Error, Result};
use crate::hub::context::Cx;
use crate::hub::ledger::transfer::Way;
use crate::hub::operation::{Reach, Transactional};
use crate::model::customer::Customer;
use crate::value::CustomerId;
use plan::{Merge, prepare};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;

/// Says what merging one customer into another will do: `customers.plan_merge`. Staff only; it
/// changes nothing.
///
/// Errors: as [`MergeCustomers`], without the fingerprint.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanMerge {
    /// At which enterprise.
    pub enterprise: String,
    /// Who goes.
    pub customer: CustomerId,
    /// Who stays.
    pub into: CustomerId,
}

impl Transactional for PlanMerge {
    const NAME: &'static str = "customers.plan_merge";
    const MUTATES: bool = false;
    type Response = MergePlan;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<MergePlan> {
        Ok(prepare(cx, self.customer, self.into)?.plan)
    }
}

/// Merges one customer into another: `customers.merge` (A6, R38). Orders, standing orders, the balance,
/// notes and contacts of the one become the other's, who keeps his code, his terms and all that he has
/// said of himself; what he has not said is filled. Tags are put together, and of what both said to
/// being written to the stricter holds. The e-mail address, code and user of the one who goes find the
/// other from now on, and his id leads there. Staff only; it cannot be taken back, but
/// `customers.split` parts them.
///
/// Errors: `unknown_reference` for who is not there; `duplicate` for one and the same; `wrong_state` for
/// who is erased or merged already, for who stays and is archived, and for more than 50 contacts
/// together; `conflict` where the fingerprint is another by now.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MergeCustomers {
    /// At which enterprise.
    pub enterprise: String,
    /// Who goes.
    pub customer: CustomerId,
    /// Who stays.
    pub into: CustomerId,
    /// That of the plan which was seen; none: whatever is there (R35).
    #[serde(default)]
    pub fingerprint: Option<String>,
}

/// Two customers who are one now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomersMerged {
    /// Who stays, with what he gained.
    pub customer: Customer,
    /// What is left of the other: his id leads to the one who stays.
    pub merged: Customer,
    /// How many orders moved.
    pub orders: u64,
    /// How many standing orders moved.
    pub standing_orders: u64,
    /// How many entries were taken back here and entered there.
    pub postings: u64,
}

impl Transactional for MergeCustomers {
    const NAME: &'static str = "customers.merge";
    const MUTATES: bool = true;
    type Response = CustomersMerged;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<CustomersMerged> {
        let Merge { gone, stays, after, plan } = prepare(cx, self.customer, self.into)?;
        if self.fingerprint.as_ref().is_some_and(|seen| *seen != plan.fingerprint) {
            return Err(Error::new(
                Code::Conflict,
                "one of the two was changed meanwhile: plan the merge again and decide anew",
            )
            .with("fingerprint", plan.fingerprint));
        }
        moving::move_all(cx, Way { from: gone.id, to: stays.id }, &after)?;
        cx.log(gone.id, json!({ "merged_into": stays.id, "was": gone }))?;
        cx.log(stays.id, json!({ "merged": gone.id, "filled": plan.filled, "kept": plan.kept }))?;
        let stub = stub_of(cx, &gone, stays.id);
        let mut pairs = [(stays, after), (gone, stub)];
        book::change(cx, &mut pairs)?;
        let [(_, customer), (_, merged)] = pairs;
        let MergePlan { orders, standing_orders, postings, .. } = plan;
        Ok(CustomersMerged { customer, merged, orders, standing_orders, postings })
    }
}

/// What is left of a customer who was merged into another: his name, and where he leads. What finds a
/// customer finds the other.
fn stub_of(cx: &Cx<'_>, gone: &Customer, into: CustomerId) -> Customer {
    Customer {
        email: None,
        email_default: false,
        code: None,
        tags: Vec::new(),
        custom: BTreeMap::new(),
        user: None,
        aliases: Vec::new(),
        archived_at: gone.archived_at.or(Some(cx.now)),
        merged_into: Some(into),
        ..gone.clone()
    }
}
