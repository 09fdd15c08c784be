//! Codes: many at once, and those that come by themselves (A2).

use super::aliases::rows_of;
use super::erase::must_be_current;
use crate::error::{Code, Fault, Result, Violations};
use crate::hub::context::Cx;
use crate::hub::operation::{Reach, Transactional, raced};
use crate::model::counter::Counter;
use crate::model::customer::{AliasKind, Customer};
use crate::store::{Query, Record, Value};
use crate::value::Text;
use crate::value::{CustomerCode, CustomerId, Email};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// The most rows of one call.
const MOST: usize = 10_000;
/// The counter of automatic codes.
const COUNTER: &str = "customer_codes";

/// The code that a customer shall have.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CodeRow {
    /// Which customer.
    pub customer: CustomerId,
    /// His code: 1 to 64 characters; null or blank: none.
    #[serde(default)]
    pub code: Option<String>,
}

/// Gives many customers their codes: `customers.set_codes`. All or none: every row that cannot be
/// is told at once. Codes may be swapped and passed round within one call (A2).
///
/// A row is refused with `malformed` or `too_long` for the code, `unknown_reference` for a customer
/// who is not there, `duplicate` for a customer or a code that stands twice, `already_exists` for
/// the code of a customer outside the call or one that finds another since a merge, `wrong_state`
/// for a customer who is erased or was merged into another, and `required` where nothing else finds the customer.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SetCodes {
    /// At which enterprise.
    pub enterprise: String,
    /// The customers with their codes, each once; at most 10,000.
    pub codes: Vec<CodeRow>,
}

/// How many codes were set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CodesSet {
    /// Customers whose code is another now.
    pub changed: u64,
    /// Customers who had it already.
    pub unchanged: u64,
}

impl Transactional for SetCodes {
    const NAME: &'static str = "customers.set_codes";
    const MUTATES: bool = true;
    type Response = CodesSet;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<CodesSet> {
        let mut v = Violations::new();
        if self.codes.len() > MOST {
            let message = format!("{} rows are too many: give at most {MOST}", self.codes.len());
            v.add("codes", Fault::new(Code::TooLong, message, self.codes.len()));
            return v.finish(None);
        }
        let pairs = self.checked(cx, &mut v)?;
        let mut pairs = v.finish(pairs)?;
        let all = pairs.len();
        pairs.retain(|(before, after)| before.code != after.code);
        super::book::change(cx, &mut pairs)?;
        for (_, after) in &pairs {
            cx.log(after.id, json!({ "code": after.code }))?;
        }
        let changed = pairs.len();
        Ok(CodesSet { changed: changed as u64, unchanged: all.saturating_sub(changed) as u64 })
    }
}

impl SetCodes {
    /// Each customer as he is and as he shall be; every fault of a row in its place.
    fn checked(
        &self,
        cx: &mut Cx<'_>,
        v: &mut Violations,
    ) -> Result<Option<Vec<(Customer, Customer)>>> {
        let home = cx.home()?;
        let codes: Vec<_> = self
            .codes
            .iter()
            .map(|row| CustomerCode::optional(row.code.as_deref().unwrap_or_default()))
            .collect();
        let keys = self.codes.iter().map(|row| vec![row.customer.into()]).collect();
        let known = cx.tx.get_many::<Customer>(&home, keys)?;
        let batch: BTreeSet<_> = self.codes.iter().map(|row| row.customer).collect();
        let named = || codes.iter().filter_map(|code| code.as_ref().ok()?.as_ref());
        let mut holders = holders(cx, named())?;
        holders.retain(|_, holder| !batch.contains(&holder.id));
        let known_as = known_as(cx, named())?;
        let (customers, codes_seen) = (BTreeSet::new(), BTreeMap::new());
        let mut seen = Seen { holders, known_as, customers, codes: codes_seen };
        let rows = self.codes.iter().zip(known).zip(codes);
        Ok(v.each("codes", rows, |v, ((row, known), code)| {
            let before = v.check("customer", seen.customer(row.customer, known));
            let code = v.check("code", code.and_then(|code| seen.code(row.customer, code)));
            let (before, code) = (before?, code?);
            let after = Customer { code, ..before.clone() };
            let findable = after.email.is_some() || !after.name().is_empty();
            let nothing = || {
                let message = "nothing else finds this customer: give a code, or first a name";
                Fault::new(Code::Required, message, serde_json::Value::Null)
            };
            v.check("code", if findable { Ok((before, after)) } else { Err(nothing()) })
        }))
    }
}

/// What the rows before have named, and who outside has which code.
struct Seen {
    holders: BTreeMap<String, Customer>,
    /// Whom a code finds besides: those with whom one was merged who had it.
    known_as: BTreeMap<String, CustomerId>,
    customers: BTreeSet<CustomerId>,
    codes: BTreeMap<String, CustomerId>,
}

impl Seen {
    fn customer(
        &mut self,
        id: CustomerId,
        known: Option<Customer>,
    ) -> std::result::Result<Customer, Fault> {
        if !self.customers.insert(id) {
            let message = format!("the customer `{id}` stands twice in the list: give him once");
            return Err(Fault::new(Code::Duplicate, message, id.to_string()));
        }
        let known = known.ok_or_else(|| {
            let message = format!("there is no customer `{id}` here: check the id");
            Fault::new(Code::UnknownReference, message, id.to_string())
        })?;
        must_be_current(&known)
            .map_err(|e| Fault::new(e.code(), e.message().to_owned(), id.to_string()))?;
        Ok(known)
    }

    fn code(
        &mut self,
        of: CustomerId,
        code: Option<CustomerCode>,
    ) -> std::result::Result<Option<CustomerCode>, Fault> {
        let Some(code) = code else { return Ok(None) };
        let key = code.key();
        if let Some(holder) = self.holders.get(&key) {
            let holder = holder.name();
            let message = format!("the customer `{holder}` has the code `{code}`: give another");
            return Err(Fault::new(Code::AlreadyExists, message, code.as_str()));
        }
        if self.known_as.get(&key).is_some_and(|holder| *holder != of) {
            let message = format!(
                "a customer is found by the code `{code}` since one was merged into him who had \
                 it: give another"
            );
            return Err(Fault::new(Code::AlreadyExists, message, code.as_str()));
        }
        match self.codes.insert(key, of).is_some_and(|first| first != of) {
            false => Ok(Some(code)),
            true => {
                let message = format!("two customers shall have the code `{code}`: give another");
                Err(Fault::new(Code::Duplicate, message, code.as_str()))
            }
        }
    }
}

/// Who has these codes, by their keys.
pub(super) fn holders<'a>(
    cx: &mut Cx<'_>,
    codes: impl Iterator<Item = &'a CustomerCode>,
) -> Result<BTreeMap<String, Customer>> {
    let keys: Vec<_> = codes.map(|code| Value::text(code.key())).collect();
    if keys.is_empty() {
        return Ok(BTreeMap::new());
    }
    let found = cx.tx.find::<Customer>(&Query::on(Customer::TABLE, "by_code").among(keys))?;
    let keyed = |customer: Customer| Some((customer.code.as_ref()?.key(), customer));
    Ok(found.into_iter().filter_map(keyed).collect())
}

/// Whom codes find that nobody has any more, by their keys.
fn known_as<'a>(
    cx: &mut Cx<'_>,
    codes: impl Iterator<Item = &'a CustomerCode>,
) -> Result<BTreeMap<String, CustomerId>> {
    let found = rows_of(cx, AliasKind::Code, codes.map(CustomerCode::key))?;
    Ok(found.into_iter().map(|alias| (alias.alias_key, alias.customer)).collect())
}

/// Puts down the codes that pass from one customer to another within one call, and the addresses
/// that find another from now on: at no moment may two have the same. The customer as he was keeps
/// what he had, and takes the version of his row.
pub(super) fn put_down(cx: &mut Cx<'_>, pairs: &mut [(Customer, Customer)]) -> Result<()> {
    let code = |customer: &Customer| customer.code.as_ref().map(CustomerCode::key);
    let address = |customer: &Customer| {
        customer.email.as_ref().filter(|_| customer.email_default).map(Email::key)
    };
    let (codes, addresses) = (wanted(pairs, code), wanted(pairs, address));
    let passes = |wanted: &BTreeMap<String, CustomerId>, key: Option<String>, of: &Customer| {
        key.is_some_and(|key| wanted.get(&key).is_some_and(|to| *to != of.id))
    };
    let mut without = Vec::new();
    for (before, _) in pairs.iter_mut() {
        let (no_code, no_address) =
            (passes(&codes, code(before), before), passes(&addresses, address(before), before));
        if no_code || no_address {
            before.version = before.version.saturating_add(1);
            let mut row = before.clone();
            row.code = row.code.filter(|_| !no_code);
            row.email_default &= !no_address;
            without.push(row);
        }
    }
    let home = cx.home()?;
    cx.tx.update(&home, &without)
}

/// Who shall have which key that he had not.
fn wanted(
    pairs: &[(Customer, Customer)],
    key: impl Fn(&Customer) -> Option<String>,
) -> BTreeMap<String, CustomerId> {
    let new = pairs.iter().filter(|(before, after)| key(before) != key(after));
    new.filter_map(|(_, after)| Some((key(after)?, after.id))).collect()
}

/// Gives the next free codes to new customers without one, where the enterprise numbers them; those
/// whose keys are spoken for it leaves out.
pub(super) fn give(
    cx: &mut Cx<'_>,
    customers: &mut [Customer],
    spoken_for: &BTreeSet<String>,
) -> Result<()> {
    let Some(pattern) = cx.enterprise()?.settings.customer_codes.clone() else { return Ok(()) };
    let needed = customers.iter().filter(|customer| customer.code.is_none()).count();
    if needed == 0 {
        return Ok(());
    }
    let home = cx.home()?;
    let counter = cx.tx.get::<Counter>(&home, vec![Value::text(COUNTER)])?;
    let is_new = counter.is_none();
    let mut last = counter.map_or(0, |counter| counter.last);
    let given: BTreeSet<_> = customers
        .iter()
        .filter_map(|customer| customer.code.as_ref())
        .map(CustomerCode::key)
        .collect();
    let mut free = Vec::with_capacity(needed);
    let mut window = needed.min(MOST);
    while free.len() < needed {
        let codes = (1..=window)
            .map(|n| pattern.code(last.saturating_add(n as i64)))
            .collect::<Result<Vec<_>>>()?;
        let held = holders(cx, codes.iter())?;
        let taken = |code: &CustomerCode| {
            let key = code.key();
            held.contains_key(&key) || given.contains(&key)
        };
        // A long stretch that is taken need not be looked at twice.
        let known_as = known_as(cx, codes.iter().filter(|code| !taken(code)))?;
        for code in codes {
            if free.len() < needed {
                last = last.saturating_add(1);
                let key = code.key();
                let is_free = !taken(&code) && !known_as.contains_key(&key);
                free.extend(Some(code).filter(|_| is_free && !spoken_for.contains(&key)));
            }
        }
        // A long stretch of codes given by hand is passed over in few steps.
        window = window.saturating_mul(2).min(MOST);
    }
    let counter = [Counter { enterprise: home.id.clone(), name: Text::new_static(COUNTER), last }];
    if !is_new {
        cx.tx.update(&home, &counter)?;
    } else if cx.tx.insert(&home, &counter)? != [true] {
        return Err(raced("another call numbered the first customer"));
    }
    for (customer, code) in customers.iter_mut().filter(|c| c.code.is_none()).zip(free) {
        cx.log(customer.id, json!({ "code": code }))?;
        customer.code = Some(code);
    }
    Ok(())
}
