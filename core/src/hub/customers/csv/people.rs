//! Whom the rows of a customer CSV mean.

use super::row::Said;
use crate::error::{Code, Fault, Result};
use crate::hub::context::Cx;
use crate::hub::customers::aliases::rows_of;
use crate::hub::customers::codes;
use crate::hub::customers::erase::must_be_current;
use crate::hub::customers::find::sharers;
use crate::model::customer::{AliasKind, Customer, CustomerField};
use crate::store::{Query, Record, Value};
use crate::value::text::fold;
use crate::value::{CustomerCode, CustomerId};
use std::collections::BTreeMap;

/// The customers whom a stretch of rows may mean.
#[derive(Debug, Default)]
pub(super) struct People {
    by_id: BTreeMap<CustomerId, Customer>,
    by_email: BTreeMap<String, Vec<Customer>>,
    by_code: BTreeMap<String, Customer>,
    /// Of those whom neither an address nor a code finds.
    by_name: BTreeMap<String, Vec<Customer>>,
}

/// The name by which a row finds, where nothing else does.
pub(super) fn name_key(
    said: &Said,
    blank: &Customer,
    defined: &BTreeMap<String, CustomerField>,
) -> Option<String> {
    if said.customer.is_some() || said.email().is_some() || said.code().is_some() {
        return None;
    }
    let mut named = blank.clone();
    said.apply(defined, &mut named, &mut crate::Violations::new());
    Some(fold(&named.name())).filter(|name| !name.is_empty())
}

impl People {
    /// Finds them, each kind in one call.
    pub fn of<'s>(
        cx: &mut Cx<'_>,
        saids: impl Iterator<Item = &'s Said> + Clone,
        names: impl Iterator<Item = String>,
    ) -> Result<Self> {
        let home = cx.home()?;
        let mut people = Self::default();
        let ids = saids.clone().filter_map(|said| said.id()?.ok());
        let keys = ids.map(|id| vec![id.into()]).collect();
        let found = cx.tx.get_many::<Customer>(&home, keys)?;
        people.by_id = found.into_iter().flatten().map(|c| (c.id, c)).collect();
        let codes: Vec<CustomerCode> = saids.clone().filter_map(Said::code).collect();
        people.by_code = codes::holders(cx, codes.iter())?;
        people.by_email = sharers(cx, saids.clone().filter_map(|said| Some(said.email()?.key())))?;
        people.add_merged(cx, saids)?;
        let names: Vec<Value> = names.map(Value::text).collect();
        if !names.is_empty() {
            let q = Query::on(Customer::TABLE, "by_name").among(names);
            for customer in cx.tx.find::<Customer>(&q)? {
                // A stub and a pseudonym have nothing but their names, and nothing is written there.
                if customer.email.is_none()
                    && customer.code.is_none()
                    && must_be_current(&customer).is_ok()
                {
                    people.by_name.entry(fold(&customer.name())).or_default().push(customer);
                }
            }
        }
        Ok(people)
    }

    /// Adds those who are found by the code of one who was merged into them (A6).
    fn add_merged<'s>(
        &mut self,
        cx: &mut Cx<'_>,
        saids: impl Iterator<Item = &'s Said>,
    ) -> Result<()> {
        let home = cx.home()?;
        let codes = saids.filter_map(|said| Some(said.code()?.key()));
        let rows = rows_of(cx, AliasKind::Code, codes)?;
        let keys = rows.iter().map(|row| vec![row.customer.into()]).collect();
        let found = cx.tx.get_many::<Customer>(&home, keys)?;
        for (row, customer) in rows.into_iter().zip(found) {
            self.by_code.extend(customer.map(|customer| (row.alias_key, customer)));
        }
        Ok(())
    }

    /// Who has an address.
    pub fn sharers(&self, email: &str) -> &[Customer] {
        self.by_email.get(email).map_or(&[], Vec::as_slice)
    }

    /// Who has a code.
    pub fn holder(&self, code: &str) -> Option<&Customer> {
        self.by_code.get(code)
    }

    /// Whom a row means; none: a new customer. Where it cannot be, the field and the fault.
    pub fn meant(
        &self,
        said: &Said,
        name: Option<&str>,
        share: bool,
    ) -> std::result::Result<Option<&Customer>, (&'static str, Fault)> {
        if let Some(id) = said.id() {
            return self.with_id(id).map(Some).map_err(|fault| ("customer", fault));
        }
        let by_code = said.code().and_then(|code| self.by_code.get(&code.key()));
        let sharers = said.email().map(|email| self.sharers(&email.key())).unwrap_or_default();
        let default = sharers.iter().max_by_key(|customer| customer.email_default);
        match (by_code, default) {
            (Some(one), None) => Ok(Some(one)),
            (Some(one), Some(_)) if share || sharers.iter().any(|c| c.id == one.id) => {
                Ok(Some(one))
            }
            (Some(one), Some(_)) => Err(("code", apart(one))),
            (None, Some(_)) if share && said.code().is_some() => Ok(None),
            (None, Some(_)) if said.code().is_some() && sharers.len() > 1 => {
                Err(("email", shared(sharers.len())))
            }
            (None, Some(one)) => Ok(Some(one)),
            (None, None) => self.of_name(name).map_err(|fault| ("last_name", fault)),
        }
    }

    fn with_id(
        &self,
        id: std::result::Result<CustomerId, Fault>,
    ) -> std::result::Result<&Customer, Fault> {
        let id = id?;
        let found = self.by_id.get(&id).ok_or_else(|| {
            let message = format!(
                "there is no customer `{id}` here: leave the cell blank, or map the column to \
                 null, to make a new one"
            );
            Fault::new(Code::UnknownReference, message, id.to_string())
        })?;
        let message = match (found.erased_at, found.merged_into) {
            (Some(_), _) => "the customer was erased: leave the row out".to_owned(),
            (None, Some(into)) => {
                format!("the customer was merged into `{into}`: give that id, or leave the row out")
            }
            (None, None) => return Ok(found),
        };
        Err(Fault::new(Code::WrongState, message, id.to_string()))
    }

    fn of_name(&self, name: Option<&str>) -> std::result::Result<Option<&Customer>, Fault> {
        let called = name.and_then(|name| self.by_name.get(name)).map_or(&[][..], Vec::as_slice);
        match called {
            [] => Ok(None),
            [one] => Ok(Some(one)),
            several => {
                let message = format!(
                    "{} customers are called so: say by `customer` which one it is",
                    several.len()
                );
                Err(Fault::new(Code::Duplicate, message, several.len()))
            }
        }
    }
}

fn apart(by_code: &Customer) -> Fault {
    let message = "the code is one customer's, the e-mail address another's: say by `customer` who \
                   is meant";
    Fault::new(Code::AlreadyExists, message, by_code.id.to_string())
}

fn shared(by: usize) -> Fault {
    let message = format!(
        "{by} customers share the address, and none has the code: say by `customer` which one it \
         is, or `share_email` if it is one more"
    );
    Fault::new(Code::AlreadyExists, message, by)
}
