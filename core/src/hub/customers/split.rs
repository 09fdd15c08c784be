//! Parting a customer in two (A6, R38).

use super::aliases::own_keys;
use super::find::takes_email;
use super::merge::turn;
use super::{CustomerFields, book, code_must_be_free, erase};
use crate::error::{Code, Error, Fault, Result, Violations};
use crate::hub::context::Cx;
use crate::hub::ledger::transfer::Way;
use crate::hub::operation::{Reach, Transactional};
use crate::hub::orders::give;
use crate::hub::standing_orders::must_exist;
use crate::model::customer::{AliasKind, Customer};
use crate::model::order::Order;
use crate::model::standing_order::StandingOrder;
use crate::store::{Record, Value};
use crate::value::{CustomerId, OrderId, StandingOrderId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeSet;

/// The most orders, and the most standing orders, of one call.
const MOST: usize = 1_000;

/// Parts a customer in two: `customers.split` (A6, R38). A new customer is made, and gets these orders,
/// with what they charged, and these standing orders; all else stays. An e-mail address, code or user
/// that finds this one since a merge may become the new one's own. Staff only. Every fault is told at
/// once.
///
/// Errors: `already_exists` for a code in use, or an e-mail address in use unless `share_email`;
/// `unknown_reference` for what is not this customer's; `duplicate` for what is named twice; `required`
/// where nothing is named; `wrong_state` when he is erased or was merged into another; `conflict` for a
/// stale version.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SplitCustomer {
    /// At which enterprise.
    pub enterprise: String,
    /// Which customer.
    pub customer: CustomerId,
    /// The version that the caller saw; none: whatever is there.
    #[serde(default)]
    pub version: Option<i64>,
    /// What is known of the new one.
    #[serde(default)]
    pub fields: CustomerFields,
    /// Whether he may share his e-mail address with another, such as this one (A1).
    #[serde(default)]
    pub share_email: bool,
    /// The orders that are the new one's; at most 1,000.
    #[serde(default)]
    pub orders: Vec<OrderId>,
    /// The standing orders that are the new one's; at most 1,000. Their orders stay unless named.
    #[serde(default)]
    pub standing_orders: Vec<StandingOrderId>,
    /// Whether payments, refunds and credits that name the orders go with them.
    #[serde(default)]
    pub with_payments: bool,
}

/// A customer parted in two.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerSplit {
    /// The customer as he is now.
    pub customer: Customer,
    /// The new one.
    pub created: Customer,
}

impl Transactional for SplitCustomer {
    const NAME: &'static str = "customers.split";
    const MUTATES: bool = true;
    type Response = CustomerSplit;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<CustomerSplit> {
        let home = cx.home()?;
        let customer: Customer = cx.load("customer", self.customer)?;
        cx.expect_version("customer", customer.id, customer.version, self.version)?;
        erase::must_be_current(&customer).map_err(|e| e.at("customer"))?;
        let (mut created, mut orders, mut standing_orders) = self.checked(cx, &customer)?;
        book::add(cx, std::slice::from_mut(&mut created))?;
        let way = Way { from: customer.id, to: created.id };
        for order in &mut orders {
            give(cx, order, created.id, self.with_payments)?;
        }
        standing_orders.iter_mut().try_for_each(|so| turn(cx, so, way))?;
        cx.tx.update(&home, &standing_orders)?;
        cx.log(created.id, json!({ "split_from": customer.id, "fields": self.fields }))?;
        cx.log(customer.id, json!({ "split_into": created.id }))?;
        let own = own_keys(&created);
        let mut after = customer.clone();
        after.aliases.retain(|alias| !own.contains(&(alias.kind, alias.key())));
        let mut pair = [(customer, after)];
        book::change(cx, &mut pair)?;
        let [(_, customer)] = pair;
        Ok(CustomerSplit { customer, created })
    }
}

type Parts = (Customer, Vec<Order>, Vec<StandingOrder>);

impl SplitCustomer {
    fn checked(&self, cx: &mut Cx<'_>, customer: &Customer) -> Result<Parts> {
        let mut v = Violations::new();
        let mut created = book::empty(cx)?;
        v.within("fields", |v| self.fields.apply(cx, &mut created, v))?;
        // What finds this one since a merge, and is nobody's own, he gives back.
        let own = own_keys(&created);
        let gives = |kind| own.iter().any(|key| key.0 == kind && has(customer, key));
        let given_back = |error: &Error, kind| {
            let holder = error.details().get("customer").and_then(|id| id.as_str());
            holder == Some(customer.id.to_string().as_str()) && gives(kind)
        };
        created.email_default = match takes_email(cx, &created, self.share_email) {
            Err(error) if given_back(&error, AliasKind::Email) => true,
            taken => told(&mut v, "fields.email", taken)?.unwrap_or(false),
        };
        match code_must_be_free(cx, &created) {
            Err(error) if given_back(&error, AliasKind::Code) => {}
            free => told(&mut v, "fields.code", free).map(drop)?,
        }
        if self.orders.is_empty() && self.standing_orders.is_empty() {
            let message = "name an order or a standing order that is the new customer's";
            v.add("orders", Fault::new(Code::Required, message, serde_json::Value::Null));
        }
        let of_order = |order: &Order| order.customer;
        let orders = self.named(cx, &mut v, ("orders", "order"), &self.orders, of_order)?;
        let of_standing = |so: &StandingOrder| so.customer;
        let list = ("standing_orders", "standing order");
        let standing_orders = self.named(cx, &mut v, list, &self.standing_orders, of_standing)?;
        v.finish((|| Some((created, orders?, standing_orders?)))())
    }

    /// What a list names, each once and each this customer's.
    fn named<R: Record, I: Copy + Ord + Into<Value> + std::fmt::Display>(
        &self,
        cx: &mut Cx<'_>,
        v: &mut Violations,
        (path, what): (&str, &str),
        ids: &[I],
        whose: impl Fn(&R) -> CustomerId,
    ) -> Result<Option<Vec<R>>> {
        if ids.len() > MOST {
            let message = format!("{} are too many: give at most {MOST}", ids.len());
            v.add(path, Fault::new(Code::TooLong, message, ids.len()));
            return Ok(None);
        }
        let home = cx.home()?;
        let keys = ids.iter().map(|id| vec![(*id).into()]).collect();
        let found = cx.tx.get_many::<R>(&home, keys)?;
        let mut seen = BTreeSet::new();
        let rows = ids.iter().zip(found);
        Ok(v.each(path, rows, |v, (id, found)| {
            if !seen.insert(*id) {
                let message = format!("`{id}` stands twice in the list: give it once");
                v.add("", Fault::new(Code::Duplicate, message, id.to_string()));
                return None;
            }
            let his = found.filter(|row| whose(row) == self.customer);
            v.check("", must_exist(his, &format!("{what} of this customer"), id))
        }))
    }
}

/// Whether an alias finds a customer.
fn has(customer: &Customer, key: &(AliasKind, String)) -> bool {
    customer.aliases.iter().any(|alias| (alias.kind, alias.key()) == *key)
}

/// Puts what is in use among the other faults.
fn told<T>(v: &mut Violations, path: &str, checked: Result<T>) -> Result<Option<T>> {
    match checked {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.code() == Code::AlreadyExists => {
            let who = error.details().get("customer").cloned().unwrap_or_default();
            v.add(path, Fault::new(error.code(), error.message().to_owned(), who));
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
