//! What a merge will move, and what becomes of the fields of the one who stays.

use super::joined::Joined;
use super::moving::contacts_to_move;
use crate::error::{Code, Error, Fault, Result, Violations};
use crate::hub::context::Cx;
use crate::hub::customers::contacts::{MOST, contacts_of};
use crate::hub::customers::{erase, must_be_there};
use crate::hub::ledger::transfer;
use crate::hub::standing_orders::must_exist;
use crate::model::customer::{Alias, Consent, Customer, CustomerNote};
use crate::model::ledger::Account;
use crate::model::order::Order;
use crate::model::past_order::PastOrder;
use crate::model::saved_list::SavedList;
use crate::model::standing_order::StandingOrder;
use crate::store::{Query, Record};
use crate::value::{CustomerId, Label, Money};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A field in which both have something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldKept {
    /// Which field; `custom.KEY` for one of the hub's own.
    pub field: String,
    /// What the one who stays has, and keeps.
    pub kept: String,
    /// What the other has.
    pub left_out: String,
}

/// What a merge will do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MergePlan {
    /// Who goes.
    pub customer: CustomerId,
    /// Who stays.
    pub into: CustomerId,
    /// How many orders move, in every state.
    pub orders: u64,
    /// How many orders from before Milkround move.
    pub past_orders: u64,
    /// How many saved lists move.
    pub saved_lists: u64,
    /// How many standing orders move, ended ones too.
    pub standing_orders: u64,
    /// How many entries are taken back here and entered there.
    pub postings: u64,
    /// What they come to.
    pub balance: Money,
    /// How many staff notes move.
    pub notes: u64,
    /// How many contacts move; whom the other has already is not counted.
    pub contacts: u64,
    /// The tags that the one who stays gains.
    pub tags: Vec<Label>,
    /// His fields that are empty and are filled.
    pub filled: Vec<String>,
    /// The fields in which both have something else.
    pub kept: Vec<FieldKept>,
    /// What finds him besides.
    pub aliases: Vec<Alias>,
    /// What he is taken to have said to being written to: the stricter of both.
    pub consent: Consent,
    /// Give it with `customers.merge`, which is refused once anything here has changed.
    pub fingerprint: String,
}

/// A merge, checked: both as they are, the one who stays as he will be, and the plan.
#[derive(Debug)]
pub(super) struct Merge {
    pub gone: Customer,
    pub stays: Customer,
    pub after: Customer,
    pub plan: MergePlan,
}

/// Both customers of a merge, held in one call so that two merges cannot wait for each other.
fn both(cx: &mut Cx<'_>, customer: CustomerId, into: CustomerId) -> Result<(Customer, Customer)> {
    let home = cx.home()?;
    let mut ids = [customer, into];
    ids.sort_unstable();
    let keys = ids.iter().map(|id| vec![(*id).into()]).collect();
    let found = cx.tx.get_many::<Customer>(&home, keys)?;
    let found: Vec<Customer> = found.into_iter().flatten().collect();
    let of = |id| found.iter().find(|customer| customer.id == id).cloned();
    let mut v = Violations::new();
    let gone = v.check("customer", must_exist(of(customer), "customer", customer));
    let stays = v.check("into", must_exist(of(into), "customer", into));
    if customer == into {
        let message = "a customer cannot be merged into himself: name another";
        v.add("into", Fault::new(Code::Duplicate, message, into.to_string()));
    }
    let (gone, stays) = v.finish((|| Some((gone?, stays?)))())?;
    erase::must_be_current(&gone).map_err(|e| e.at("customer"))?;
    must_be_there(&stays).map_err(|e| e.at("into"))?;
    Ok((gone, stays))
}

/// Checks a merge and says what it will do.
pub(super) fn prepare(cx: &mut Cx<'_>, customer: CustomerId, into: CustomerId) -> Result<Merge> {
    let (gone, stays) = both(cx, customer, into)?;
    let Joined { customer: after, tags, filled, kept, aliases } = Joined::of(&stays, &gone);
    let accounts = accounts(cx, customer, into)?;
    let (contacts, _) = contacts_to_move(cx, customer, &after)?;
    let together = contacts_of(cx, into)?.len().saturating_add(contacts.len());
    if together > MOST {
        let message = format!(
            "together they have {together} contacts, and a customer has at most {MOST}: remove some \
             first"
        );
        return Err(Error::new(Code::WrongState, message).at("customer"));
    }
    let entries = count(cx, transfer::all_of(customer))?;
    let taken_back = count(cx, transfer::taking_back(transfer::all_of(customer)))?;
    let account = accounts.iter().find(|account| account.customer == customer);
    let mut plan = MergePlan {
        customer,
        into,
        orders: count(cx, Query::on(Order::TABLE, "by_customer").eq(customer))?,
        past_orders: count(cx, Query::on(PastOrder::TABLE, "by_customer").eq(customer))?,
        saved_lists: count(cx, Query::on(SavedList::TABLE, "by_name").eq(customer))?,
        standing_orders: count(cx, Query::on(StandingOrder::TABLE, "by_customer").eq(customer))?,
        postings: entries.saturating_sub(taken_back.saturating_mul(2)),
        balance: account.map_or(cx.home()?.currency.zero(), |account| account.balance),
        notes: count(cx, Query::on(CustomerNote::TABLE, "by_customer").eq(customer))?,
        contacts: contacts.len() as u64,
        tags,
        filled,
        kept,
        aliases,
        consent: after.consent,
        fingerprint: String::new(),
    };
    let seen = (&plan, gone.version, stays.version, &accounts);
    let seen = serde_json::to_string(&seen).map_err(|e| Error::internal(e.to_string()))?;
    let hash = Sha256::digest(seen.as_bytes());
    plan.fingerprint = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Merge { gone, stays, after, plan })
}

/// The accounts of both.
fn accounts(cx: &mut Cx<'_>, customer: CustomerId, into: CustomerId) -> Result<Vec<Account>> {
    let home = cx.home()?;
    let mut ids = [customer, into];
    ids.sort_unstable();
    let keys = ids.iter().map(|id| vec![(*id).into()]).collect();
    // One that is missing or does not read back is made anew when the books are written.
    let found = cx.tx.get_each::<Account>(&home, keys)?;
    Ok(found.into_iter().flatten().flatten().collect())
}

fn count(cx: &mut Cx<'_>, q: Query) -> Result<u64> {
    cx.tx.raw().count(&q, u64::MAX)
}
