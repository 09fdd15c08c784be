//! The list of customers.

use crate::error::{Result, Violations};
use crate::hub::context::Cx;
use crate::hub::operation::{Reach, Transactional};
use crate::hub::page::{self, pages};
use crate::model::customer::Customer;
use crate::store::{Query, Record, Value};
use crate::value::text::fold;
use crate::value::{CustomerCode, Email};
use serde::{Deserialize, Serialize};

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
