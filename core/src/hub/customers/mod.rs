//! Customers of an enterprise.

mod access;
mod aliases;
mod archive;
pub(crate) mod book;
mod bulk;
mod codes;
mod contacts;
mod csv;
mod custom;
mod erase;
mod feed;
mod fields;
mod find;
mod list;
mod merge;
mod message;
mod notes;
mod split;
mod tags;
mod who;
mod words;

pub use crate::model::customer::{ArchivedCustomers, BalanceIs, CustomerFilter};
pub(crate) use access::decide;
pub use access::{MayShop, ShopCustomer, ShopDecision, WhyNot};
pub use archive::{ArchiveCustomer, CustomerRemoved, RemoveCustomer, RestoreCustomer};
pub(crate) use archive::{must_be_there, who_orders};
pub use bulk::{ChangeCustomers, CustomersChanged, RefusedCustomer};
pub use codes::{CodeRow, CodesSet, SetCodes};
pub use contacts::{
    ContactList, CustomersOfUser, ListContacts, OwnCustomer, OwnCustomers, RemoveContact,
    SaveContact,
};
pub(crate) use contacts::{Who, must_be_let};
pub use csv::{CsvColumn, CsvFault, CustomersCsv, CustomersImported, ExportCsv, ImportCsv};
pub use erase::EraseCustomer;
pub(crate) use erase::must_be_current;
pub use feed::{CustomerChanges, CustomerChangesSince, SetConsent};
pub use fields::CustomerFields;
pub(crate) use fields::checked_tags;
pub(crate) use find::{
    code_must_be_free, current, current_id, default_customers, must_be_known, whose_order,
};
pub(crate) use list::check_filter;
pub use list::{CustomerColumn, CustomerPage, CustomerRow, CustomerTotal, ListCustomers};
pub use merge::{CustomersMerged, FieldKept, MergeCustomers, MergePlan, PlanMerge};
pub use message::{MessageCustomers, MessageSent};
pub use notes::{AddNote, CustomerNotePage, EditNote, ListNotes, RemoveNote};
pub use split::{CustomerSplit, SplitCustomer};
pub(crate) use tags::in_common;
pub use tags::{ListTags, RemoveTag, RenameTag, TagChanged, TagCount, TagPage};
pub(crate) use who::all_must_be_here;

use super::context::Cx;
use super::operation::{Reach, Transactional};
use crate::error::{Result, Violations};
use crate::model::customer::Customer;
use crate::value::{CustomerId, Email};
use find::takes_email;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Makes a customer: `customers.create`.
///
/// Errors: `already_exists` for a code in use, or an e-mail address in use unless `share_email`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateCustomer {
    /// At which enterprise.
    pub enterprise: String,
    /// What is known of him.
    #[serde(default)]
    pub fields: CustomerFields,
    /// Whether he may share his e-mail address with another customer of the enterprise (A1). The
    /// first stays the one that the address finds.
    #[serde(default)]
    pub share_email: bool,
}

impl Transactional for CreateCustomer {
    const NAME: &'static str = "customers.create";
    const MUTATES: bool = true;
    type Response = Customer;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<Customer> {
        let mut customer = book::empty(cx)?;
        let mut v = Violations::new();
        v.within("fields", |v| self.fields.apply(cx, &mut customer, v))?;
        v.finish(Some(()))?;
        customer.email_default = takes_email(cx, &customer, self.share_email)?;
        code_must_be_free(cx, &customer)?;
        book::add(cx, std::slice::from_mut(&mut customer))?;
        cx.log(customer.id, json!({ "fields": self.fields }))?;
        Ok(customer)
    }
}

/// Reads one customer: `customers.get`. Customers may read themselves. Of who was merged into
/// another, what is left is answered, with `merged_into`.
///
/// Errors: `not_found`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GetCustomer {
    /// At which enterprise.
    pub enterprise: String,
    /// Which customer.
    pub customer: CustomerId,
}

impl Transactional for GetCustomer {
    const NAME: &'static str = "customers.get";
    const MUTATES: bool = false;
    const FOR_CUSTOMERS: bool = true;
    type Response = Customer;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<Customer> {
        cx.must_be(self.customer, "customer", self.customer)?;
        cx.load("customer", self.customer)
    }
}

/// Changes a customer: `customers.update`. What is left out stays.
///
/// Errors: `conflict` for a stale version; `already_exists` as in [`CreateCustomer`]; `wrong_state`
/// when he is erased or was merged into another.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateCustomer {
    /// At which enterprise.
    pub enterprise: String,
    /// Which customer.
    pub customer: CustomerId,
    /// The version that the caller saw; none: whatever is there (R35).
    #[serde(default)]
    pub version: Option<i64>,
    /// What changes.
    #[serde(default)]
    pub fields: CustomerFields,
    /// As in [`CreateCustomer`].
    #[serde(default)]
    pub share_email: bool,
}

impl Transactional for UpdateCustomer {
    const NAME: &'static str = "customers.update";
    const MUTATES: bool = true;
    type Response = Customer;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<Customer> {
        let before: Customer = cx.load("customer", self.customer)?;
        cx.expect_version("customer", before.id, before.version, self.version)?;
        erase::must_be_current(&before)?;
        let mut customer = before.clone();
        let mut v = Violations::new();
        v.within("fields", |v| self.fields.apply(cx, &mut customer, v))?;
        v.finish(Some(()))?;
        let key = |customer: &Customer| customer.email.as_ref().map(Email::key);
        if key(&before) != key(&customer) {
            customer.email_default = takes_email(cx, &customer, self.share_email)?;
        }
        code_must_be_free(cx, &customer)?;
        let mut pair = [(before, customer)];
        book::change(cx, &mut pair)?;
        let [(_, customer)] = pair;
        cx.log(customer.id, json!({ "fields": self.fields }))?;
        Ok(customer)
    }
}
