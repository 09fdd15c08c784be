//! One row of a customer CSV: what it says, and whom it means.

use super::column::{Column, Part};
use super::text;
use crate::error::{Code, Fault, Violations};
use crate::hub::customers::CustomerFields;
use crate::model::customer::{Address, AliasKind, Customer, CustomerField};
use crate::rules::inert::restore;
use crate::value::{Change, CustomerCode, CustomerId, Email, Label};
use csv::StringRecord;
use std::collections::BTreeMap;

/// What a row says.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Our id.
    pub customer: Option<String>,
    pub fields: CustomerFields,
    billing: Place,
    shipping: Place,
    /// More cells than columns.
    too_many: usize,
}

/// What a row says of an address.
#[derive(Debug, Default)]
struct Place {
    lines: Change<Option<String>>,
    city: Change<Option<String>>,
    region: Change<Option<String>>,
    postcode: Change<Option<String>>,
    country: Change<Option<String>>,
}

impl Said {
    /// Reads a row; a blank cell says nothing, or clears.
    pub fn read(columns: &[Option<Column>], row: &StringRecord, clear_blank: bool) -> Self {
        let mut said = Self::default();
        for (column, cell) in columns.iter().zip(row) {
            let text = restore(cell.trim());
            match (column, text.is_empty() && !clear_blank) {
                (Some(Column::Part(part)), false) => said.set(*part, text),
                (Some(Column::Custom(key)), false) => {
                    let mut custom = BTreeMap::new();
                    if let Change::To(known) = &mut said.fields.custom {
                        custom = std::mem::take(known);
                    }
                    custom.insert(key.clone(), Some(text.to_owned()));
                    said.fields.custom = Change::To(custom);
                }
                _ => {}
            }
        }
        let beyond = row.iter().skip(columns.len());
        said.too_many = beyond.filter(|cell| !cell.trim().is_empty()).count();
        said
    }

    fn set(&mut self, part: Part, cell: &str) {
        let text = Change::To(Some(cell.to_owned()));
        let f = &mut self.fields;
        let field = match part {
            Part::Customer => {
                self.customer = Some(cell.to_owned()).filter(|id| !id.is_empty());
                return;
            }
            Part::Tags => {
                f.tags = Change::To(text::split(cell));
                return;
            }
            Part::FullName => {
                let (first, last) = cell.rsplit_once(char::is_whitespace).unwrap_or(("", cell));
                f.first_name = Change::To(Some(first.to_owned()));
                f.last_name = Change::To(Some(last.to_owned()));
                return;
            }
            Part::Email => &mut f.email,
            Part::Code => &mut f.code,
            Part::FirstName => &mut f.first_name,
            Part::LastName => &mut f.last_name,
            Part::Company => &mut f.company,
            Part::Phone => &mut f.phone,
            Part::DeliveryRun => &mut f.delivery_run,
            Part::BillingAddress => &mut self.billing.lines,
            Part::BillingCity => &mut self.billing.city,
            Part::BillingRegion => &mut self.billing.region,
            Part::BillingPostcode => &mut self.billing.postcode,
            Part::BillingCountry => &mut self.billing.country,
            Part::ShippingAddress => &mut self.shipping.lines,
            Part::ShippingCity => &mut self.shipping.city,
            Part::ShippingRegion => &mut self.shipping.region,
            Part::ShippingPostcode => &mut self.shipping.postcode,
            Part::ShippingCountry => &mut self.shipping.country,
            Part::ShippingMethod => &mut f.shipping_method,
            Part::PaymentMethod => &mut f.payment_method,
            Part::Language => &mut f.language,
            Part::TaxNumber => &mut f.tax_number,
            Part::CompanyNumber => &mut f.company_number,
            Part::User => &mut f.user,
        };
        *field = text;
    }

    /// The address that the row gives, where it is one.
    pub fn email(&self) -> Option<Email> {
        match &self.fields.email {
            Change::To(Some(email)) => Email::new(email).ok(),
            _ => None,
        }
    }

    /// The code that the row gives, where it is one.
    pub fn code(&self) -> Option<CustomerCode> {
        match &self.fields.code {
            Change::To(Some(code)) => CustomerCode::new(code).ok(),
            _ => None,
        }
    }

    /// The id that the row gives, where it is one.
    pub fn id(&self) -> Option<Result<CustomerId, Fault>> {
        self.customer.as_deref().map(|id| {
            id.parse::<uuid::Uuid>().map(CustomerId).map_err(|_| {
                let message = "a customer's id is a UUID: leave the cell blank for a new customer";
                Fault::new(Code::Malformed, message, crate::value::text::shorten(id))
            })
        })
    }

    /// What finds a customer only because somebody was merged into him is not what he has: it is
    /// left as it is (A6).
    pub fn leave_aliases(&mut self, customer: &Customer) {
        let known_as = |kind: AliasKind, key: Option<String>| {
            key.is_some_and(|key| {
                customer.aliases.iter().any(|alias| alias.kind == kind && alias.key() == key)
            })
        };
        if known_as(AliasKind::Email, self.email().map(|email| email.key())) {
            self.fields.email = Change::Keep;
        }
        if known_as(AliasKind::Code, self.code().map(|code| code.key())) {
            self.fields.code = Change::Keep;
        }
    }

    /// Makes a customer what the row says.
    pub fn apply(
        &self,
        defined: &BTreeMap<String, CustomerField>,
        c: &mut Customer,
        v: &mut Violations,
    ) {
        if self.too_many > 0 {
            let message = format!(
                "the row has {} cell(s) more than there are columns: is a comma not in quotes?",
                self.too_many
            );
            v.add("", Fault::new(Code::Malformed, message, self.too_many));
        }
        self.fields.set(defined, c, v);
        self.billing.apply("billing_", &mut c.billing_address, v);
        self.shipping.apply("shipping_", &mut c.shipping_address, v);
    }
}

impl Place {
    fn apply(&self, which: &str, address: &mut Option<Address>, v: &mut Violations) {
        let mut made = address.clone().unwrap_or_default();
        if let Change::To(lines) = &self.lines {
            let lines = lines.iter().flat_map(|lines| lines.lines());
            let lines: Vec<&str> = lines.filter(|line| !line.trim().is_empty()).collect();
            let path = format!("{which}address");
            if lines.len() > 3 {
                let message = format!("{} lines are too many: give at most 3", lines.len());
                v.add(&path, Fault::new(Code::TooLong, message, lines.len()));
            }
            let read = |line: &&str| v.check(&path, Label::new(line));
            made.lines = lines.iter().filter_map(read).collect();
        }
        let of = [
            ("city", &self.city, &mut made.city),
            ("region", &self.region, &mut made.region),
            ("postcode", &self.postcode, &mut made.postcode),
            ("country", &self.country, &mut made.country),
        ];
        for (part, said, field) in of {
            if let Change::To(text) = said {
                let made = Label::optional(text.as_deref().unwrap_or_default());
                if let Some(made) = v.check(&format!("{which}{part}"), made) {
                    *field = made;
                }
            }
        }
        *address = Some(made).filter(|made| *made != Address::default());
    }
}
