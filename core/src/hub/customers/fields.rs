//! What can be said of a customer, and how it is checked.

use super::{custom, tags};
use crate::error::{Code, Fault, Result, Violations};
use crate::hub::context::Cx;
use crate::model::customer::{Address, Customer, CustomerField};
use crate::value::{Change, CustomerCode, Email, Label, PaymentMethodId, ShippingMethodId, UserId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What can be said of a customer. On creating, what is left out is empty; on updating, it stays.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct CustomerFields {
    /// Where to write.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub email: Change<Option<String>>,
    /// The hub's own code; blank means none (A2).
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub code: Change<Option<String>>,
    /// First name.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub first_name: Change<Option<String>>,
    /// Last name.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub last_name: Change<Option<String>>,
    /// Company or group.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub company: Change<Option<String>>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub phone: Change<Option<String>>,
    /// Where bills go.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub billing_address: Change<Option<Address>>,
    /// Where goods go.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub shipping_address: Change<Option<Address>>,
    /// The host's shipping method for new orders.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub shipping_method: Change<Option<String>>,
    /// The host's payment method for new orders.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub payment_method: Change<Option<String>>,
    /// The delivery run, such as `NTH`.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub delivery_run: Change<Option<String>>,
    /// Tags: the whole list. A tag that the hub has already keeps its spelling, whatever the case
    /// and accents here.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub tags: Change<Vec<String>>,
    /// What the hub's own fields say: the named ones change, null or blank clears, the others stay.
    /// All as texts: a number as `2.5`, a date as `2026-03-01` (A3).
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub custom: Change<BTreeMap<String, Option<String>>>,
    /// The language of notices (BCP 47).
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub language: Change<Option<String>>,
    /// Tax number.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub tax_number: Change<Option<String>>,
    /// Company number.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub company_number: Change<Option<String>>,
    /// The host's user behind the customer.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub user: Change<Option<String>>,
}

/// Sets a field from a text that may be absent or blank.
fn set<T>(
    v: &mut Violations,
    path: &str,
    given: &Change<Option<String>>,
    make: impl Fn(&str) -> std::result::Result<T, crate::Fault>,
    field: &mut Option<T>,
) {
    let Change::To(given) = given else { return };
    match given.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        None => *field = None,
        Some(text) => {
            if let Some(value) = v.check(path, make(text)) {
                *field = Some(value);
            }
        }
    }
}

/// The most lines of an address.
const MOST_LINES: usize = 3;

/// Sets an address as a label has room for it, and a cell of a spreadsheet; one of nothing is none.
fn set_address(
    v: &mut Violations,
    path: &str,
    given: &Change<Option<Address>>,
    field: &mut Option<Address>,
) {
    let Change::To(given) = given else { return };
    *field = given.clone().filter(|address| *address != Address::default());
    let lines = field.as_ref().map_or(&[][..], |address| &address.lines);
    let path = format!("{path}.lines");
    if lines.len() > MOST_LINES {
        let message = format!("{} lines are too many: give at most {MOST_LINES}", lines.len());
        v.add(&path, Fault::new(Code::TooLong, message, lines.len()));
    }
    v.each(&path, lines, |v, line| match line.as_str().contains('\n') {
        false => Some(()),
        true => {
            let message = "a line of an address is one line: give the second beside it";
            v.check("", Err(Fault::new(Code::Malformed, message, line.as_str())))
        }
    });
}

/// Sorted tags without doubles.
pub(crate) fn checked_tags(v: &mut Violations, tags: &[String]) -> Option<Vec<Label>> {
    let mut tags = v.each("tags", tags, |v, tag| v.check("", Label::new(tag)))?;
    tags.sort();
    tags.dedup();
    Some(tags)
}

impl CustomerFields {
    pub(crate) fn apply(
        &self,
        cx: &mut Cx<'_>,
        c: &mut Customer,
        v: &mut Violations,
    ) -> Result<()> {
        let defined = match &self.custom {
            Change::To(given) => custom::defined(cx, &*cx.home()?, given.keys())?,
            Change::Keep => BTreeMap::new(),
        };
        self.set(&defined, c, v);
        Ok(())
    }

    /// Sets what is said of a customer, with the definitions of the hub's own fields at hand.
    pub(super) fn set(
        &self,
        defined: &BTreeMap<String, CustomerField>,
        c: &mut Customer,
        v: &mut Violations,
    ) {
        set(v, "email", &self.email, Email::new, &mut c.email);
        set(v, "code", &self.code, CustomerCode::new, &mut c.code);
        set(v, "first_name", &self.first_name, Label::new, &mut c.first_name);
        set(v, "last_name", &self.last_name, Label::new, &mut c.last_name);
        set(v, "company", &self.company, Label::new, &mut c.company);
        set(v, "phone", &self.phone, Label::new, &mut c.phone);
        set_address(v, "billing_address", &self.billing_address, &mut c.billing_address);
        set_address(v, "shipping_address", &self.shipping_address, &mut c.shipping_address);
        let (shipping, payment) = (&self.shipping_method, &self.payment_method);
        set(v, "shipping_method", shipping, ShippingMethodId::new, &mut c.shipping_method);
        set(v, "payment_method", payment, PaymentMethodId::new, &mut c.payment_method);
        set(v, "delivery_run", &self.delivery_run, Label::new, &mut c.delivery_run);
        if let Change::To(tags) = &self.tags
            && let Some(tags) = tags::checked(v, "tags", tags)
        {
            c.tags = tags;
        }
        custom::set(defined, &self.custom, &mut c.custom, v);
        set(v, "language", &self.language, Label::new, &mut c.language);
        set(v, "tax_number", &self.tax_number, Label::new, &mut c.tax_number);
        set(v, "company_number", &self.company_number, Label::new, &mut c.company_number);
        set(v, "user", &self.user, UserId::new, &mut c.user);
        // What was given and refused is told already.
        let named = [&self.email, &self.code, &self.first_name, &self.last_name, &self.company];
        let told = named.iter().any(|field| match field {
            Change::To(Some(text)) => !text.trim().is_empty(),
            _ => false,
        });
        if c.email.is_none() && c.name().is_empty() && !told {
            v.add(
                "email",
                crate::Fault::new(
                    Code::Required,
                    "give an e-mail address, a code or a name: something must find the customer",
                    serde_json::Value::Null,
                ),
            );
        }
    }
}
