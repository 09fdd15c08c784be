//! Two customers as one: whose fields, tags and consent he has (A6, R38).

use super::FieldKept;
use crate::hub::customers::{aliases, in_common};
use crate::model::customer::{Address, Alias, AliasKind, Consent, Customer};
use crate::value::{CustomerCode, Email, Label};

/// The one who stays, as he will be, and what that changes.
#[derive(Debug)]
pub(super) struct Joined {
    pub customer: Customer,
    pub tags: Vec<Label>,
    pub filled: Vec<String>,
    pub kept: Vec<FieldKept>,
    pub aliases: Vec<Alias>,
}

/// How strict a consent is.
fn strictness(consent: Consent) -> u8 {
    match consent {
        Consent::Given => 0,
        Consent::Unknown => 1,
        Consent::Refused => 2,
    }
}

fn text<T: std::fmt::Display>(value: &T) -> String {
    value.to_string()
}

fn on_one_line(address: &Address) -> String {
    let rest = [&address.city, &address.region, &address.postcode, &address.country];
    let parts = address.lines.iter().chain(rest.into_iter().flatten());
    parts.map(Label::as_str).collect::<Vec<_>>().join(", ")
}

impl Joined {
    pub fn of(stays: &Customer, gone: &Customer) -> Self {
        let mut joined = Self {
            customer: stays.clone(),
            tags: Vec::new(),
            filled: Vec::new(),
            kept: Vec::new(),
            aliases: Vec::new(),
        };
        joined.join_what_finds_him(gone);
        joined.join_names(gone);
        joined.fill("phone", |c| &mut c.phone, &gone.phone, text);
        joined.fill(
            "billing_address",
            |c| &mut c.billing_address,
            &gone.billing_address,
            on_one_line,
        );
        joined.fill(
            "shipping_address",
            |c| &mut c.shipping_address,
            &gone.shipping_address,
            on_one_line,
        );
        joined.fill("shipping_method", |c| &mut c.shipping_method, &gone.shipping_method, text);
        joined.fill("payment_method", |c| &mut c.payment_method, &gone.payment_method, text);
        joined.fill("delivery_run", |c| &mut c.delivery_run, &gone.delivery_run, text);
        joined.fill("language", |c| &mut c.language, &gone.language, text);
        joined.fill("tax_number", |c| &mut c.tax_number, &gone.tax_number, text);
        joined.fill("company_number", |c| &mut c.company_number, &gone.company_number, text);
        joined.join_custom(gone);
        joined.join_tags(gone);
        joined.join_consent(gone);
        joined
    }

    /// Fills an empty field, or notes that both have something else.
    fn fill<T: Clone + PartialEq>(
        &mut self,
        field: &str,
        own: fn(&mut Customer) -> &mut Option<T>,
        other: &Option<T>,
        shown: fn(&T) -> String,
    ) {
        let Some(other) = other else { return };
        let own = own(&mut self.customer);
        match own {
            None => {
                *own = Some(other.clone());
                self.filled.push(field.to_owned());
            }
            Some(own) if own != other => {
                let (kept, left_out) = (shown(own), shown(other));
                self.kept.push(FieldKept { field: field.to_owned(), kept, left_out });
            }
            Some(_) => {}
        }
    }

    /// Address, code and user: where both have one, the other's finds him too.
    fn join_what_finds_him(&mut self, gone: &Customer) {
        let (own, key) =
            (&mut self.customer, |email: &Option<Email>| email.as_ref().map(Email::key));
        let mut finds = own.aliases.clone();
        let before = finds.len();
        finds.extend(gone.aliases.iter().cloned());
        if own.email.is_none() && gone.email.is_some() {
            (own.email, own.email_default) = (gone.email.clone(), gone.email_default);
            self.filled.push("email".to_owned());
        } else if key(&own.email) == key(&gone.email) {
            own.email_default |= gone.email_default;
        } else {
            finds.extend(gone.email.iter().map(|email| Alias::new(AliasKind::Email, email)));
        }
        let code = |code: &Option<CustomerCode>| code.as_ref().map(CustomerCode::key);
        if own.code.is_none() && gone.code.is_some() {
            own.code = gone.code.clone();
            self.filled.push("code".to_owned());
        } else if code(&own.code) != code(&gone.code) {
            finds.extend(gone.code.iter().map(|code| Alias::new(AliasKind::Code, code)));
        }
        if own.user.is_none() && gone.user.is_some() {
            own.user = gone.user.clone();
            self.filled.push("user".to_owned());
        } else if own.user != gone.user {
            finds.extend(gone.user.iter().map(|user| Alias::new(AliasKind::User, user)));
        }
        own.aliases = finds;
        aliases::tidy(own);
        self.aliases = own.aliases.iter().skip(before).cloned().collect();
    }

    /// A name is filled as a whole: halves of two people's are nobody's.
    fn join_names(&mut self, gone: &Customer) {
        let own = &self.customer;
        let nameless = own.first_name.is_none() && own.last_name.is_none();
        let same = |a: &Option<Label>, b: &Option<Label>| a.is_none() || b.is_none() || a == b;
        let one = same(&own.first_name, &gone.first_name) && same(&own.last_name, &gone.last_name);
        if nameless || one {
            self.fill("first_name", |c| &mut c.first_name, &gone.first_name, text);
            self.fill("last_name", |c| &mut c.last_name, &gone.last_name, text);
        } else {
            let whole = |c: &Customer| {
                let parts = [&c.first_name, &c.last_name].into_iter().flatten();
                parts.map(Label::as_str).collect::<Vec<_>>().join(" ")
            };
            let (kept, left_out) = (whole(own), whole(gone));
            self.kept.push(FieldKept { field: "last_name".to_owned(), kept, left_out });
        }
        self.fill("company", |c| &mut c.company, &gone.company, text);
    }

    fn join_custom(&mut self, gone: &Customer) {
        for (field, other) in &gone.custom {
            let name = format!("custom.{field}");
            match self.customer.custom.get(field) {
                None => {
                    self.customer.custom.insert(field.clone(), other.clone());
                    self.filled.push(name);
                }
                Some(own) if own != other => {
                    let (kept, left_out) = (own.clone(), other.clone());
                    self.kept.push(FieldKept { field: name, kept, left_out });
                }
                Some(_) => {}
            }
        }
    }

    fn join_tags(&mut self, gone: &Customer) {
        let own = &mut self.customer.tags;
        let new = gone.tags.iter().filter(|tag| !in_common(std::slice::from_ref(*tag), own));
        self.tags = new.cloned().collect();
        own.extend(self.tags.iter().cloned());
    }

    fn join_consent(&mut self, gone: &Customer) {
        if strictness(gone.consent) > strictness(self.customer.consent) {
            self.customer.consent = gone.consent;
            self.customer.consent_at = gone.consent_at;
            self.customer.consent_by.clone_from(&gone.consent_by);
        }
    }
}
