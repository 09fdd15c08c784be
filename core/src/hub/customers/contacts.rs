//! Several people for one customer (A16), and one person's customers (R18).

use super::aliases::fall_through;
use super::erase::must_be_current;
use super::find::{current_id, with_email};
use crate::error::{Code, Error, Fault, Result, Violations};
use crate::hub::context::Cx;
use crate::hub::operation::{Reach, Transactional};
use crate::model::customer::contact::{Contact, ContactAccess};
use crate::model::customer::{AliasKind, Customer};
use crate::store::{Query, Record, Value};
use crate::value::{ContactId, CustomerId, Email, EnterpriseId, Label, UserId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;

/// The most contacts of one customer.
pub(super) const MOST: usize = 50;

/// Passes where a contact may make a call for a customer: he must be one of his, and to change
/// anything he must have full access.
pub(crate) fn must_be_let(
    cx: &mut Cx<'_>,
    customer: CustomerId,
    id: ContactId,
    mutates: bool,
) -> Result<()> {
    let contact: Contact = cx.load("contact", id)?;
    if contact.customer != customer {
        return Err(Error::not_found("contact", id));
    }
    match mutates && contact.access == ContactAccess::View {
        false => Ok(()),
        true => Err(Error::new(
            Code::NotAllowed,
            "this contact may look and change nothing: ask the customer or the hub",
        )),
    }
}

/// Adds somebody who acts for a customer, or replaces what is known of him:
/// `customers.save_contact` (A16). What is left out is none.
///
/// Errors: `not_found`; `already_exists` when the address or the user is the customer's or another
/// contact's of his; `wrong_state` when the customer is erased; `conflict` for a stale version.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveContact {
    /// At which enterprise.
    pub enterprise: String,
    /// For which customer.
    pub customer: CustomerId,
    /// Whom to replace; none: a new one.
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// The version that the caller saw; none: whatever is there.
    #[serde(default)]
    pub version: Option<i64>,
    /// His e-mail address; give it, or the user, or both.
    #[serde(default)]
    pub email: Option<String>,
    /// The host's user behind him.
    #[serde(default)]
    pub user: Option<String>,
    /// What to call him.
    #[serde(default)]
    pub name: Option<String>,
    /// How far he may act.
    pub access: ContactAccess,
}

impl Transactional for SaveContact {
    const NAME: &'static str = "customers.save_contact";
    const MUTATES: bool = true;
    type Response = Contact;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<Contact> {
        let home = cx.home()?;
        let customer: Customer = cx.load("customer", self.customer)?;
        must_be_current(&customer)?;
        let before = match self.contact {
            None => None,
            Some(id) => Some(load_of(cx, self.customer, id)?),
        };
        if let Some(before) = &before {
            cx.expect_version("contact", before.id, before.version, self.version)?;
        }
        let others = contacts_of(cx, self.customer)?;
        let mut v = Violations::new();
        let who = Who::checked(&mut v, self.email.as_deref(), self.user.as_deref());
        let name = v.check("name", Label::optional(self.name.as_deref().unwrap_or_default()));
        if before.is_none() && others.len() >= MOST {
            let message = format!("the customer has {MOST} contacts: remove one first");
            v.add("contact", Fault::new(Code::TooLong, message, others.len()));
        }
        let (Who { email, user }, name) = v.finish((|| Some((who?, name?)))())?;
        let contact = Contact {
            enterprise: home.id.clone(),
            id: before.as_ref().map_or_else(|| ContactId(cx.new_id()), |contact| contact.id),
            customer: self.customer,
            email,
            user,
            name,
            access: self.access,
            created_at: before.as_ref().map_or(cx.now, |contact| contact.created_at),
            version: before.as_ref().map_or(1, |contact| contact.version.saturating_add(1)),
        };
        must_be_new(&customer, &others, &contact)?;
        match before {
            None => cx.tx.insert_new(&home, std::slice::from_ref(&contact))?,
            Some(_) => cx.tx.update(&home, std::slice::from_ref(&contact))?,
        }
        cx.log(self.customer, json!({ "contact": contact.id, "access": contact.access }))?;
        Ok(contact)
    }
}

/// The contacts of a customer, in the order in which they came.
pub(super) fn contacts_of(cx: &mut Cx<'_>, customer: CustomerId) -> Result<Vec<Contact>> {
    cx.tx.find(&Query::on(Contact::TABLE, "by_customer").eq(customer))
}

fn load_of(cx: &mut Cx<'_>, customer: CustomerId, id: ContactId) -> Result<Contact> {
    let contact: Contact = cx.load("contact", id)?;
    match contact.customer == customer {
        true => Ok(contact),
        false => Err(Error::not_found("contact", id)),
    }
}

/// One person stands for a customer once.
pub(super) fn must_be_new(
    customer: &Customer,
    others: &[Contact],
    contact: &Contact,
) -> Result<()> {
    let key = |email: &Option<Email>| email.as_ref().map(Email::key);
    let taken = |email: &Option<Email>, user: &Option<UserId>| {
        let same_email = contact.email.is_some() && key(email) == key(&contact.email);
        let same_user = contact.user.is_some() && *user == contact.user;
        match (same_email, same_user) {
            (true, _) => Some("email"),
            (false, true) => Some("user"),
            (false, false) => None,
        }
    };
    if let Some(path) = taken(&customer.email, &customer.user) {
        let message = "this is the customer himself: he has full access already";
        return Err(Error::new(Code::AlreadyExists, message).at(path));
    }
    let others = others.iter().filter(|other| other.id != contact.id);
    match others.into_iter().find_map(|other| Some((other, taken(&other.email, &other.user)?))) {
        None => Ok(()),
        Some((other, path)) => Err(Error::new(
            Code::AlreadyExists,
            "a contact of the customer has this already: save that one instead",
        )
        .at(path)
        .with("contact", other.id)),
    }
}

/// Takes away somebody who acted for a customer: `customers.remove_contact`. Answers as he was.
///
/// Errors: `not_found`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RemoveContact {
    /// At which enterprise.
    pub enterprise: String,
    /// Of which customer.
    pub customer: CustomerId,
    /// Whom.
    pub contact: ContactId,
}

impl Transactional for RemoveContact {
    const NAME: &'static str = "customers.remove_contact";
    const MUTATES: bool = true;
    type Response = Contact;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<Contact> {
        let home = cx.home()?;
        let contact = load_of(cx, self.customer, self.contact)?;
        cx.tx.delete::<Contact>(&home, vec![vec![contact.id.into()]])?;
        cx.log(self.customer, json!({ "contact": contact.id, "access": null }))?;
        Ok(contact)
    }
}

/// Takes away all who acted for a customer.
pub(super) fn remove_all(cx: &mut Cx<'_>, customer: CustomerId) -> Result<()> {
    let home = cx.home()?;
    let keys = contacts_of(cx, customer)?.iter().map(|c| vec![c.id.into()]).collect();
    cx.tx.delete::<Contact>(&home, keys).map(drop)
}

/// Lists who acts for a customer beside himself: `customers.list_contacts`. Customers may see their
/// own.
///
/// Errors: `not_found`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListContacts {
    /// At which enterprise.
    pub enterprise: String,
    /// For which customer.
    pub customer: CustomerId,
}

/// Who acts for a customer beside himself; at most 50.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContactList {
    /// The contacts, in the order in which they came.
    pub items: Vec<Contact>,
}

impl Transactional for ListContacts {
    const NAME: &'static str = "customers.list_contacts";
    const MUTATES: bool = false;
    const FOR_CUSTOMERS: bool = true;
    type Response = ContactList;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<ContactList> {
        cx.must_be(self.customer, "customer", self.customer)?;
        let customer = current_id(cx, self.customer)?;
        let customer: Customer = cx.load("customer", customer)?;
        Ok(ContactList { items: contacts_of(cx, customer.id)? })
    }
}

/// A person, by what the host has verified of him (R19).
pub(crate) struct Who {
    pub email: Option<Email>,
    pub user: Option<UserId>,
}

impl Who {
    pub(super) fn checked(
        v: &mut Violations,
        email: Option<&str>,
        user: Option<&str>,
    ) -> Option<Self> {
        if email.is_none() && user.is_none() {
            let message = "give an e-mail address, a user, or both";
            v.add("email", Fault::new(Code::Required, message, serde_json::Value::Null));
        }
        let email = v.check_opt("email", email, Email::new);
        let user = v.check_opt("user", user, UserId::new);
        Some(Self { email: email?, user: user? })
    }
}

/// A customer for whom a person acts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OwnCustomer {
    /// The customer.
    pub customer: Customer,
    /// The contact as whom he acts; none: he is the customer himself.
    pub contact: Option<ContactId>,
    /// How far he may act.
    pub access: ContactAccess,
}

/// The customers for whom a person acts, in the transaction's enterprises: himself first, then as a
/// contact; by their ids.
pub(super) fn customers_of(cx: &mut Cx<'_>, who: &Who) -> Result<Vec<OwnCustomer>> {
    let mut own = match &who.email {
        None => Vec::new(),
        Some(email) => with_email(cx, email)?,
    };
    let mut contacts: Vec<Contact> = Vec::new();
    if let Some(email) = &who.email {
        fall_through(cx, &mut own, AliasKind::Email, &email.key())?;
        let key = Value::text(email.key());
        contacts.extend(cx.tx.find(&Query::on(Contact::TABLE, "by_email").eq(key))?);
    }
    if let Some(user) = &who.user {
        let key = || Value::Text(user.shared());
        let mut of_user = cx.tx.find(&Query::on(Customer::TABLE, "by_user").eq(key()))?;
        fall_through(cx, &mut of_user, AliasKind::User, user.as_str())?;
        own.extend(of_user);
        contacts.extend(cx.tx.find(&Query::on(Contact::TABLE, "by_user").eq(key()))?);
    }
    let of_own =
        |customer: Customer| OwnCustomer { customer, contact: None, access: ContactAccess::Full };
    let mut all: BTreeMap<(EnterpriseId, CustomerId), OwnCustomer> = own
        .into_iter()
        .map(|customer| ((customer.enterprise.clone(), customer.id), of_own(customer)))
        .collect();
    // Who is a contact twice, by address and by user, acts as the one who may more.
    contacts.sort_by_key(|contact| std::cmp::Reverse(contact.access));
    for contact in contacts {
        let key = (contact.enterprise.clone(), contact.customer);
        if all.contains_key(&key) {
            continue;
        }
        let Some(home) = cx.tx.home(&contact.enterprise) else { continue };
        let customer = cx.tx.get::<Customer>(&home, vec![contact.customer.into()])?;
        let Some(customer) = customer else { continue };
        let (contact, access) = (Some(contact.id), contact.access);
        all.insert(key, OwnCustomer { customer, contact, access });
    }
    let mut all: Vec<OwnCustomer> = all.into_values().collect();
    // The one whom the address finds comes first of those who share it (A1).
    all.sort_by_key(|own| {
        let later = !own.customer.email_default;
        (own.contact.is_some(), own.customer.enterprise.clone(), later)
    });
    Ok(all)
}

/// Finds the customers for whom a person acts, across enterprises: `customers.of_user` (R18, A16).
/// Staff only, and the host's own code: it trusts that the host has verified the address or the
/// user. Archived ones are among them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CustomersOfUser {
    /// At these enterprises; none named: at all that the caller manages.
    #[serde(default)]
    pub enterprises: Vec<String>,
    /// An e-mail address that the host has verified; give it, or the user, or both.
    #[serde(default)]
    pub email: Option<String>,
    /// The host's user.
    #[serde(default)]
    pub user: Option<String>,
}

/// The customers for whom a person acts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OwnCustomers {
    /// Those that he is himself, then those for whom he is a contact; by enterprise.
    pub items: Vec<OwnCustomer>,
}

impl Transactional for CustomersOfUser {
    const NAME: &'static str = "customers.of_user";
    const MUTATES: bool = false;
    type Response = OwnCustomers;

    fn reach(&self) -> Reach<'_> {
        Reach::Managed(&self.enterprises)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<OwnCustomers> {
        let mut v = Violations::new();
        let who = Who::checked(&mut v, self.email.as_deref(), self.user.as_deref());
        let who = v.finish(who)?;
        Ok(OwnCustomers { items: customers_of(cx, &who)? })
    }
}
