//! The columns of a customer CSV: what each says of a customer, and by which headers it is known.

use super::super::list::CustomerColumn;
use crate::error::{Code, Fault};
use crate::model::customer::{Address, Customer, CustomerField};
use crate::store::name_field;
use crate::value::Label;
use crate::value::text::{fold, shorten};
use std::collections::BTreeMap;

name_field! {
    /// What a column says of a customer that an import can set.
    Part {
        /// Our id.
        Customer = "customer",
        /// Where to write.
        Email = "email",
        /// The hub's own code.
        Code = "code",
        /// First name.
        FirstName = "first_name",
        /// Last name.
        LastName = "last_name",
        /// Both names in one cell: the last word is the last name.
        FullName = "full_name",
        /// Company or group.
        Company = "company",
        /// Telephone number.
        Phone = "phone",
        /// The delivery run.
        DeliveryRun = "delivery_run",
        /// Tags, with commas between them.
        Tags = "tags",
        /// Where bills go: street and house, a line each.
        BillingAddress = "billing_address",
        /// Where bills go: town.
        BillingCity = "billing_city",
        /// Where bills go: region.
        BillingRegion = "billing_region",
        /// Where bills go: postal code.
        BillingPostcode = "billing_postcode",
        /// Where bills go: country.
        BillingCountry = "billing_country",
        /// Where goods go: street and house, a line each.
        ShippingAddress = "shipping_address",
        /// Where goods go: town.
        ShippingCity = "shipping_city",
        /// Where goods go: region.
        ShippingRegion = "shipping_region",
        /// Where goods go: postal code.
        ShippingPostcode = "shipping_postcode",
        /// Where goods go: country.
        ShippingCountry = "shipping_country",
        /// The host's shipping method.
        ShippingMethod = "shipping_method",
        /// The host's payment method.
        PaymentMethod = "payment_method",
        /// The language of notices.
        Language = "language",
        /// Tax number.
        TaxNumber = "tax_number",
        /// Company number.
        CompanyNumber = "company_number",
        /// The host's user.
        User = "user",
    }
}

/// Headers by which columns are known beside their own; those of Open Food Network's customer page
/// and reports among them.
const ALSO: [(&str, Part); 22] = [
    ("e mail", Part::Email),
    ("e mail address", Part::Email),
    ("email address", Part::Email),
    ("customer code", Part::Code),
    ("firstname", Part::FirstName),
    ("given name", Part::FirstName),
    ("lastname", Part::LastName),
    ("surname", Part::LastName),
    ("family name", Part::LastName),
    ("name", Part::FullName),
    ("company name", Part::Company),
    ("telephone", Part::Phone),
    ("phone number", Part::Phone),
    ("run", Part::DeliveryRun),
    ("bill address", Part::BillingAddress),
    ("suburb", Part::BillingCity),
    ("town", Part::BillingCity),
    ("city", Part::BillingCity),
    ("postcode", Part::BillingPostcode),
    ("ship address", Part::ShippingAddress),
    ("delivery address", Part::ShippingAddress),
    ("vat number", Part::TaxNumber),
];

/// Headers that are known and left out: what they say is reckoned, or is another system's.
const LEFT_OUT: [&str; 8] = [
    "hub",
    "hub address",
    "shipping method",
    "payment method",
    "total number of orders",
    "last completed order date",
    "last order date",
    "order count",
];

/// A column of a customer CSV.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// What an import can set.
    Part(Part),
    /// A field of the hub's own.
    Custom(String),
    /// A column of the customer list that is reckoned.
    Shown(CustomerColumn),
}

impl Column {
    /// The columns of an export when none are named: all that an import sets.
    pub fn usual(defined: &[CustomerField]) -> Vec<Self> {
        let parts = Part::ALL.iter().filter(|part| **part != Part::FullName);
        let custom = defined.iter().map(|field| Column::Custom(field.field.clone()));
        parts.map(|part| Column::Part(*part)).chain(custom).collect()
    }

    /// The column of a name: `first_name`, `custom.allergies`.
    pub fn named(name: &str) -> Result<Self, Fault> {
        let part = Part::ALL.iter().find(|part| part.name() == name);
        let shown = CustomerColumn::ALL.iter().find(|column| column.name() == name);
        let custom = name.strip_prefix("custom.").filter(|key| CustomerField::key(key).is_ok());
        match (part, custom, shown) {
            (Some(part), ..) => Ok(Column::Part(*part)),
            (_, Some(key), _) => Ok(Column::Custom(key.to_owned())),
            (.., Some(shown)) => Ok(Column::Shown(*shown)),
            _ => Err(Fault::new(
                Code::UnknownField,
                format!(
                    "`{0}` is no column: give one of {1}, or `custom.` with the key of a field",
                    shorten(name),
                    names()
                ),
                shorten(name),
            )),
        }
    }

    /// The column's name.
    pub fn name(&self) -> String {
        match self {
            Column::Part(part) => part.name().to_owned(),
            Column::Custom(key) => format!("custom.{key}"),
            Column::Shown(shown) => shown.name().to_owned(),
        }
    }

    /// What stands at the head of the column.
    pub fn header(&self, defined: &[CustomerField]) -> String {
        match self {
            Column::Part(part) => header(*part),
            Column::Shown(CustomerColumn::Name) => "Display name".to_owned(),
            Column::Shown(shown) => titled(shown.name()),
            Column::Custom(key) => {
                let label = defined.iter().find(|field| field.field == *key).map(|f| &f.label);
                let found = |label: &Label| Self::of_header(label.as_str(), defined);
                let label = label.filter(|label| found(label) == Some(Some(self.clone())));
                label.map_or_else(|| self.name(), ToString::to_string)
            }
        }
    }

    /// The column of a header; `Some(None)` for one that is known and left out.
    pub fn of_header(text: &str, defined: &[CustomerField]) -> Option<Option<Self>> {
        if let Some(key) = text.trim().strip_prefix("custom.") {
            let known = defined.iter().find(|field| field.field == key);
            return known.map(|field| Some(Column::Custom(field.field.clone())));
        }
        let key = key_of(text);
        if let Some(standing) = standing(&key) {
            return Some(standing);
        }
        let called = |field: &&CustomerField| {
            key_of(field.label.as_str()) == key || key_of(&field.field) == key
        };
        let mut fields = defined.iter().filter(called);
        match (fields.next(), fields.next()) {
            (Some(field), None) => Some(Some(Column::Custom(field.field.clone()))),
            _ => None,
        }
    }
}

/// What a header of every hub stands for, by its key.
fn standing(key: &str) -> Option<Option<Column>> {
    let part = Part::ALL.iter().find(|part| key_of(&header(**part)) == key);
    let also = ALSO.iter().find(|(text, _)| *text == key).map(|(_, part)| part);
    if let Some(part) = part.or(also) {
        return Some(Some(Column::Part(*part)));
    }
    let reckoned =
        CustomerColumn::ALL.iter().any(|column| key_of(&Column::Shown(*column).header(&[])) == key);
    let left_out = reckoned || LEFT_OUT.contains(&key) || key.starts_with("total incl tax");
    left_out.then_some(None)
}

/// The names of all columns.
fn names() -> String {
    let parts = Part::ALL.iter().map(|part| part.name());
    parts.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn header(part: Part) -> String {
    match part {
        Part::Customer | Part::ShippingMethod | Part::PaymentMethod | Part::User => {
            format!("{} id", titled(part.name()))
        }
        part => titled(part.name()),
    }
}

/// `first_name` as `First name`.
fn titled(name: &str) -> String {
    let mut signs = name.chars();
    let first = signs.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(signs).map(|c| if c == '_' { ' ' } else { c }).collect()
}

/// What headers are compared by: letters and digits, without case and accents.
fn key_of(header: &str) -> String {
    let folded = fold(header);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// What a customer has in a column of his own.
pub(super) fn cell(part: Part, c: &Customer) -> String {
    let label = |label: &Option<Label>| label.as_ref().map(ToString::to_string);
    let lines = |address: &Option<Address>| {
        let lines = address.iter().flat_map(|address| &address.lines);
        Some(lines.map(Label::as_str).collect::<Vec<_>>().join("\n"))
    };
    let of = |address: &Option<Address>, field: fn(&Address) -> &Option<Label>| {
        label(address.as_ref().map_or(&None, field))
    };
    let (billing, shipping) = (&c.billing_address, &c.shipping_address);
    let text = match part {
        Part::Customer => Some(c.id.to_string()),
        Part::Email => c.email.as_ref().map(ToString::to_string),
        Part::Code => c.code.as_ref().map(ToString::to_string),
        Part::FirstName => label(&c.first_name),
        Part::LastName => label(&c.last_name),
        Part::FullName => None,
        Part::Company => label(&c.company),
        Part::Phone => label(&c.phone),
        Part::DeliveryRun => label(&c.delivery_run),
        Part::Tags => Some(super::text::joined(c.tags.iter().map(Label::as_str))),
        Part::BillingAddress => lines(billing),
        Part::BillingCity => of(billing, |address| &address.city),
        Part::BillingRegion => of(billing, |address| &address.region),
        Part::BillingPostcode => of(billing, |address| &address.postcode),
        Part::BillingCountry => of(billing, |address| &address.country),
        Part::ShippingAddress => lines(shipping),
        Part::ShippingCity => of(shipping, |address| &address.city),
        Part::ShippingRegion => of(shipping, |address| &address.region),
        Part::ShippingPostcode => of(shipping, |address| &address.postcode),
        Part::ShippingCountry => of(shipping, |address| &address.country),
        Part::ShippingMethod => c.shipping_method.as_ref().map(ToString::to_string),
        Part::PaymentMethod => c.payment_method.as_ref().map(ToString::to_string),
        Part::Language => label(&c.language),
        Part::TaxNumber => label(&c.tax_number),
        Part::CompanyNumber => label(&c.company_number),
        Part::User => c.user.as_ref().map(ToString::to_string),
    };
    text.unwrap_or_default()
}

/// The values of a customer's own fields as they stand in cells.
pub(super) fn custom_cell(custom: &BTreeMap<String, String>, key: &str) -> String {
    custom.get(key).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a9_every_column_is_found_again_by_its_own_header() {
        for column in Column::usual(&[]) {
            let found = Column::of_header(&column.header(&[]), &[]);
            assert_eq!(found, Some(Some(column.clone())), "{}", column.header(&[]));
            assert_eq!(Column::named(&column.name()).unwrap(), column);
        }
        for shown in CustomerColumn::ALL {
            let header = Column::Shown(*shown).header(&[]);
            let part = Part::ALL.iter().find(|part| part.name() == shown.name());
            let found = Column::of_header(&header, &[]);
            assert_eq!(found, Some(part.map(|part| Column::Part(*part))), "{header}");
        }
    }

    /// What Open Food Network heads its customer page and its reports of customers with.
    #[test]
    fn a9_open_food_networks_headers_are_known() {
        let page = ["Email", "Name", "Code", "Tags", "Bill Address", "Ship Address"];
        let addresses = ["First Name", "Last Name", "Billing Address", "Email", "Phone", "Hub"];
        let more = ["Hub Address", "Shipping Method", "Total Number of Orders", "Suburb"];
        let totals = ["Total incl. tax (£)", "Last completed order date", "Balance"];
        for header in page.iter().chain(&addresses).chain(&more).chain(&totals) {
            assert!(Column::of_header(header, &[]).is_some(), "{header}");
        }
        assert_eq!(Column::of_header("Shoe size", &[]), None);
    }
}
