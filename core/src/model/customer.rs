//! A customer: a person or company at one enterprise, tied to an e-mail address, not to a login.

mod alias;
mod code_pattern;
pub mod contact;
pub mod feed;
mod field;
mod filter;
mod note;
mod selection;
mod tag;

pub use alias::{Alias, AliasKind, CustomerAlias};
pub use code_pattern::CodePattern;
pub use field::{CustomerField, CustomerValue, FieldKind};
pub use filter::{ArchivedCustomers, BalanceIs, CustomerFilter};
pub use note::CustomerNote;
pub use selection::Selection;
pub use tag::{CustomerTag, Tag};

use super::author::Author;
use crate::store::{json_field, name_field, record};
use crate::value::search;
use crate::value::text::fold;
use crate::value::{
    CustomerCode, CustomerId, Email, Label, PaymentMethodId, ShippingMethodId, UserId,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

name_field! {
    /// Whether the hub may write to a customer beyond his own orders (A10).
    Consent {
        /// Nobody asked him yet.
        Unknown = "unknown",
        /// He said yes.
        Given = "given",
        /// He said no.
        Refused = "refused",
    }
}

record! {
    /// A person or company at one enterprise (A1–A3).
    pub struct Customer in "customers" {
        /// Whose customer.
        pub enterprise: EnterpriseId,
        /// Our id.
        pub id: CustomerId,
        /// Where to write; some have none (R18).
        pub email: Option<Email>,
        /// Whether the address finds this customer where several share it (A1).
        pub email_default: bool,
        /// The hub's own code, unique at the enterprise ignoring case (A2).
        pub code: Option<CustomerCode>,
        /// First name.
        pub first_name: Option<Label>,
        /// Last name.
        pub last_name: Option<Label>,
        /// Company or group.
        pub company: Option<Label>,
        /// Telephone number, as written.
        pub phone: Option<Label>,
        /// Where bills go.
        pub billing_address: Option<Address>,
        /// Where goods go.
        pub shipping_address: Option<Address>,
        /// The host's shipping method that new orders take.
        pub shipping_method: Option<ShippingMethodId>,
        /// The host's payment method that new orders take.
        pub payment_method: Option<PaymentMethodId>,
        /// A short tag of the round on which the goods go out, such as `NTH`.
        pub delivery_run: Option<Label>,
        /// Tags, in alphabetical order ignoring case and accents.
        pub tags: Vec<Label>,
        /// What the hub's own fields say of him, by their keys; all as texts: a number as `2.5`, a
        /// date as `2026-03-01` (A3).
        pub custom: BTreeMap<String, String>,
        /// The language of notices, as BCP 47 writes it (`en-GB`).
        pub language: Option<Label>,
        /// Tax number.
        pub tax_number: Option<Label>,
        /// Company number.
        pub company_number: Option<Label>,
        /// The host's user behind the customer, if he signs in.
        pub user: Option<UserId>,
        /// Whether the hub may write to him beyond his own orders (A10).
        pub consent: Consent,
        /// When that was said last.
        pub consent_at: Option<DateTime<Utc>>,
        /// Who said so.
        pub consent_by: Option<Author>,
        /// Since when he is archived (A12); none: he is not.
        pub archived_at: Option<DateTime<Utc>>,
        /// When he was erased: what is left is a pseudonym (R43).
        pub erased_at: Option<DateTime<Utc>>,
        /// Into whom he was merged: what was his is that one's, and this id leads there (A6).
        pub merged_into: Option<CustomerId>,
        /// What those were known by who were merged into him; each finds him.
        pub aliases: Vec<Alias>,
        /// When made.
        pub created_at: DateTime<Utc>,
        /// Raised by every change.
        pub version: i64,
    }
    key ["id"];
    derived {
        email_key: Option<String> = |c| c.email.as_ref().map(Email::key);
        default_key: Option<String> = |c| c.email.as_ref().filter(|_| c.email_default).map(Email::key);
        code_key: Option<String> = |c| c.code.as_ref().map(CustomerCode::key);
        name_key: String = |c| fold(&c.name());
        first_name_key: Option<String> = |c| folded(&c.first_name);
        last_name_key: Option<String> = |c| folded(&c.last_name);
        company_key: Option<String> = |c| folded(&c.company);
        phone_key: Option<String> = |c| folded(&c.phone);
        run_key: Option<String> = |c| folded(&c.delivery_run);
        tags_key: Option<String> = |c| search::between_marks(c.tags.iter().map(|tag| fold(tag.as_str())));
        aliases_key: Option<String> = |c| search::between_marks(c.aliases.iter().map(|alias| Alias::mark(alias.kind, &alias.key())));
        words: String = |c| search::between_marks(c.words()).unwrap_or_default();
    }
    indexes {
        unique "by_default_email" ["default_key"];
        unique "by_code" ["code_key"];
        index "by_email" ["email_key", "id"];
        index "by_name" ["name_key", "id"];
        index "by_first_name" ["first_name_key", "id"];
        index "by_last_name" ["last_name_key", "id"];
        index "by_company" ["company_key", "id"];
        index "by_codes" ["code_key", "id"];
        index "by_phone" ["phone_key", "id"];
        index "by_run" ["run_key", "id"];
        index "by_tags" ["tags_key", "id"];
        index "by_created" ["created_at", "id"];
        index "by_archived" ["archived_at", "id"];
        index "by_user" ["user", "id"];
        index "by_merged" ["merged_into", "id"];
    }
}

json_field! { Address, Vec<Label>, BTreeMap<String, String>, Vec<Alias> }

record! {
    /// A word by which a customer is found. The key alone says it all.
    pub struct CustomerWord in "customer_words" {
        /// Whose customer.
        pub enterprise: EnterpriseId,
        /// The word, folded.
        pub word: String,
        /// Whom it finds.
        pub customer: CustomerId,
    }
    key ["word", "customer"];
}

fn folded(label: &Option<Label>) -> Option<String> {
    label.as_ref().map(|label| fold(label.as_str()))
}

impl Customer {
    /// The words by which a customer is found: of name, company, e-mail address, code, telephone number,
    /// the hub's own fields and aliases; number and codes without gaps too.
    pub fn words(&self) -> BTreeSet<String> {
        let names = [&self.first_name, &self.last_name, &self.company, &self.phone];
        let names = names.into_iter().flatten().map(|label| label.as_str());
        let email = self.email.iter().map(|email| email.as_str());
        let code = self.code.iter().map(|code| code.as_str());
        let custom = self.custom.values().map(String::as_str);
        let aliases = |of: AliasKind| {
            let those = self.aliases.iter().filter(move |alias| alias.kind == of);
            those.map(|alias| alias.value.as_str())
        };
        let emails = email.chain(aliases(AliasKind::Email));
        let said = names.chain(emails).chain(code).chain(custom);
        let mut found: BTreeSet<String> = said.flat_map(search::split).collect();
        found.extend(aliases(AliasKind::Code).flat_map(search::split));
        let phone = self.phone.iter().map(|phone| phone.as_str());
        let code = self.code.iter().map(|code| code.as_str());
        for text in phone.chain(code).chain(aliases(AliasKind::Code)) {
            let whole: String =
                search::split(text).collect::<String>().chars().take(search::LONGEST).collect();
            found.extend(Some(whole).filter(|whole| !whole.is_empty()));
        }
        found
    }

    /// The addresses that find him: his own, and those of who was merged into him.
    pub fn addresses(&self) -> Vec<Email> {
        let aliases = self.aliases.iter().filter(|alias| alias.kind == AliasKind::Email);
        let aliases = aliases.filter_map(|alias| Email::new(&alias.value).ok());
        self.email.iter().cloned().chain(aliases).collect()
    }

    /// The name to show: company, else full name, else e-mail address, else code.
    pub fn name(&self) -> String {
        let full = [&self.first_name, &self.last_name]
            .into_iter()
            .flatten()
            .map(Label::as_str)
            .collect::<Vec<_>>()
            .join(" ");
        self.company
            .as_ref()
            .map(ToString::to_string)
            .or_else(|| Some(full).filter(|name| !name.is_empty()))
            .or_else(|| self.email.as_ref().map(ToString::to_string))
            .or_else(|| self.code.as_ref().map(ToString::to_string))
            .unwrap_or_default()
    }
}

/// A postal address, as the host writes it on a parcel.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Address {
    /// Street and house, up to three lines.
    pub lines: Vec<Label>,
    /// Town.
    pub city: Option<Label>,
    /// County, state or canton.
    pub region: Option<Label>,
    /// Postal code.
    pub postcode: Option<Label>,
    /// ISO 3166 country code.
    pub country: Option<Label>,
}
