//! Customers of an enterprise.

use super::context::Cx;
use super::operation::{Reach, Transactional};
use super::page::{self, pages};
use crate::error::{Code, Error, Result, Violations};
use crate::model::customer::{Address, Customer};
use crate::store::{Lock, Query, Record, Value};
use crate::value::text::fold;
use crate::value::{
    Change, CustomerCode, CustomerId, Email, Label, PaymentMethodId, ShippingMethodId, UserId,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

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
    /// Tags: the whole list.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub tags: Change<Vec<String>>,
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

/// Sorted tags without doubles.
pub(crate) fn checked_tags(v: &mut Violations, tags: &[String]) -> Option<Vec<Label>> {
    let mut tags = v.each("tags", tags, |v, tag| v.check("", Label::new(tag)))?;
    tags.sort();
    tags.dedup();
    Some(tags)
}

impl CustomerFields {
    pub(crate) fn apply(&self, c: &mut Customer, v: &mut Violations) {
        set(v, "email", &self.email, Email::new, &mut c.email);
        set(v, "code", &self.code, CustomerCode::new, &mut c.code);
        set(v, "first_name", &self.first_name, Label::new, &mut c.first_name);
        set(v, "last_name", &self.last_name, Label::new, &mut c.last_name);
        set(v, "company", &self.company, Label::new, &mut c.company);
        set(v, "phone", &self.phone, Label::new, &mut c.phone);
        self.billing_address.clone().apply(&mut c.billing_address);
        self.shipping_address.clone().apply(&mut c.shipping_address);
        let (shipping, payment) = (&self.shipping_method, &self.payment_method);
        set(v, "shipping_method", shipping, ShippingMethodId::new, &mut c.shipping_method);
        set(v, "payment_method", payment, PaymentMethodId::new, &mut c.payment_method);
        set(v, "delivery_run", &self.delivery_run, Label::new, &mut c.delivery_run);
        if let Change::To(tags) = &self.tags
            && let Some(tags) = checked_tags(v, tags)
        {
            c.tags = tags;
        }
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
        let mut customer = empty(cx)?;
        let mut v = Violations::new();
        v.within("fields", |v| self.fields.apply(&mut customer, v));
        v.finish(Some(()))?;
        customer.email_default = takes_email(cx, &customer, self.share_email)?;
        code_must_be_free(cx, &customer)?;
        let home = cx.home()?;
        cx.tx.insert_new(&home, std::slice::from_ref(&customer))?;
        cx.log(customer.id, json!({ "fields": self.fields }))?;
        Ok(customer)
    }
}

/// A customer of whom nothing is known yet.
pub(crate) fn empty(cx: &Cx<'_>) -> Result<Customer> {
    Ok(Customer {
        enterprise: cx.home()?.id.clone(),
        id: CustomerId(cx.new_id()),
        email: None,
        email_default: false,
        code: None,
        first_name: None,
        last_name: None,
        company: None,
        phone: None,
        billing_address: None,
        shipping_address: None,
        shipping_method: None,
        payment_method: None,
        delivery_run: None,
        tags: Vec::new(),
        language: None,
        tax_number: None,
        company_number: None,
        user: None,
        created_at: cx.now,
        version: 1,
    })
}

/// The customers who share an address.
pub(crate) fn with_email(cx: &mut Cx<'_>, email: &Email) -> Result<Vec<Customer>> {
    let q = Query::on(Customer::TABLE, "by_email").eq(Value::text(email.key()));
    cx.tx.find(&q)
}

/// Whether the address will find this customer; refused when another has it and none may share.
fn takes_email(cx: &mut Cx<'_>, customer: &Customer, share: bool) -> Result<bool> {
    let Some(email) = &customer.email else { return Ok(false) };
    let others: Vec<Customer> =
        with_email(cx, email)?.into_iter().filter(|c| c.id != customer.id).collect();
    match others.first() {
        Some(other) if !share => Err(Error::new(
            Code::AlreadyExists,
            format!(
                "the customer `{}` has the e-mail address `{email}` already: use that one, or say \
                 `share_email` if one person runs both",
                other.name()
            ),
        )
        .at("fields.email")
        .with("customer", other.id)),
        _ => Ok(!others.iter().any(|other| other.email_default)),
    }
}

pub(crate) fn code_must_be_free(cx: &mut Cx<'_>, customer: &Customer) -> Result<()> {
    let Some(code) = &customer.code else { return Ok(()) };
    let q = Query::on(Customer::TABLE, "by_code").eq(Value::text(code.key())).limit(1);
    match cx.tx.find::<Customer>(&q)?.into_iter().find(|other| other.id != customer.id) {
        None => Ok(()),
        Some(other) => Err(Error::new(
            Code::AlreadyExists,
            format!("the customer `{}` has the code `{code}` already: give another", other.name()),
        )
        .at("fields.code")
        .with("customer", other.id)),
    }
}

/// Reads one customer: `customers.get`. Customers may read themselves.
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
        cx.actor.must_be(self.customer, "customer", self.customer)?;
        cx.load("customer", self.customer, Lock::None)
    }
}

/// Changes a customer: `customers.update`. What is left out stays.
///
/// Errors: `conflict` for a stale version; `already_exists` as in [`CreateCustomer`].
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
        let mut customer: Customer = cx.load("customer", self.customer, Lock::Update)?;
        cx.expect_version("customer", customer.id, customer.version, self.version)?;
        let old_email = customer.email.clone();
        let was_default = customer.email_default;
        let mut v = Violations::new();
        v.within("fields", |v| self.fields.apply(&mut customer, v));
        v.finish(Some(()))?;
        let key = |email: &Option<Email>| email.as_ref().map(Email::key);
        let moved = key(&old_email) != key(&customer.email);
        if moved {
            customer.email_default = takes_email(cx, &customer, self.share_email)?;
        }
        code_must_be_free(cx, &customer)?;
        customer.version = customer.version.saturating_add(1);
        let home = cx.home()?;
        cx.tx.update(&home, std::slice::from_ref(&customer))?;
        if let Some(old) = old_email.filter(|_| moved && was_default) {
            pass_email_on(cx, &old)?;
        }
        cx.log(customer.id, json!({ "fields": self.fields }))?;
        Ok(customer)
    }
}

/// An address whose default customer left it finds the oldest of those who still have it.
fn pass_email_on(cx: &mut Cx<'_>, email: &Email) -> Result<()> {
    let home = cx.home()?;
    if let Some(mut heir) = with_email(cx, email)?.into_iter().next() {
        heir.email_default = true;
        heir.version = heir.version.saturating_add(1);
        cx.tx.update(&home, std::slice::from_ref(&heir))?;
        cx.log(heir.id, json!({ "email_default": true }))?;
    }
    Ok(())
}

pages! {
    /// Customers, in the order of their names.
    CustomerPage of Customer;
}

/// Lists customers: `customers.list`, in the order of their names.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListCustomers {
    /// Of which enterprise.
    pub enterprise: String,
    /// Those with this e-mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// The one with this code.
    #[serde(default)]
    pub code: Option<String>,
    /// Those whose name begins so, ignoring case and accents.
    #[serde(default)]
    pub name: Option<String>,
    /// How many: 1 to 1,000, usually 50.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next_page` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Transactional for ListCustomers {
    const NAME: &'static str = "customers.list";
    const MUTATES: bool = false;
    type Response = CustomerPage;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<CustomerPage> {
        let mut v = Violations::new();
        let limit = v.check("limit", page::checked_limit(self.limit));
        let email = v.check_opt("email", self.email.as_deref(), Email::new);
        let code = v.check_opt("code", self.code.as_deref(), CustomerCode::new);
        let (limit, email, code) = v.finish((|| Some((limit?, email?, code?)))())?;
        let table = Customer::TABLE;
        let q = match (email, code, &self.name) {
            (Some(email), ..) => Query::on(table, "by_email").eq(Value::text(email.key())),
            (None, Some(code), _) => Query::on(table, "by_code").eq(Value::text(code.key())),
            (None, None, Some(name)) => {
                let start = fold(name);
                let end = format!("{start}\u{10ffff}");
                Query::on(table, "by_name").from(start.as_str()).below(end.as_str())
            }
            (None, None, None) => Query::on(table, "by_name"),
        };
        let q = page::resume(q, self.after.as_deref(), limit)?;
        let rows = cx.tx.find::<Customer>(&q)?;
        let (items, next_page) = page::cut(&q, |c| cx.tx.row_of(c), limit, rows);
        Ok(CustomerPage { items, next_page })
    }
}
