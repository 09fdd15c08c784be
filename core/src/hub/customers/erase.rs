//! Erasing: what is personal goes, the books stay (A12, R43).

use super::find::with_email;
use super::merge::stubs_of;
use super::notes::{AddNote, EditNote, RemoveNote};
use super::{ImportCsv, book, contacts, notes};
use crate::error::{Code, Error, Result};
use crate::hub::context::Cx;
use crate::hub::operation::{Reach, Transactional};
use crate::hub::order_book::{Freed, OrderWithLines, load_cycle, move_stock};
use crate::hub::tick::members::Round;
use crate::hub::{past_orders, saved_lists, selections};
use crate::model::customer::{Alias, AliasKind, Consent, Customer};
use crate::model::cycle::CycleState;
use crate::model::facts::Facts;
use crate::model::join_request::{JoinRequest, JoinState};
use crate::model::ledger::Posting;
use crate::model::notice::{Answer, ChangeEntry, DueKind, Notice};
use crate::model::order::{Order, OrderState};
use crate::model::past_order::PastOrder;
use crate::model::standing_order::{StandingOrder, StandingOrderState};
use crate::model::why::Why;
use crate::store::{Filter, Query, Record, Value};
use crate::value::{CustomerId, Email, Label};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// How many rows are looked through at a time.
const STRETCH: u32 = 200;

/// Erases a customer: `customers.erase` (A12, R43). His standing orders end; his orders that are
/// made ahead or pending are cancelled, and those placed in a cycle that has not closed. What is
/// personal goes, from the change log and kept answers too; orders and entries stay under a
/// pseudonym. Who was merged into him is erased with him. Nothing brings it back. Twice is no harm.
///
/// Errors: `not_found`; `wrong_state` when he was merged into another: erase that one.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EraseCustomer {
    /// At which enterprise.
    pub enterprise: String,
    /// Which customer.
    pub customer: CustomerId,
}

impl Transactional for EraseCustomer {
    const NAME: &'static str = "customers.erase";
    const MUTATES: bool = true;
    type Response = Customer;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<Customer> {
        let customer: Customer = cx.load("customer", self.customer)?;
        if customer.erased_at.is_some() {
            return Ok(customer);
        }
        must_not_be_merged(&customer)?;
        end_standing_orders(cx, customer.id)?;
        cancel_orders(cx, customer.id)?;
        make_pseudonym(cx, customer)
    }
}

/// Passes for who is neither erased nor merged away: nothing personal is ever written onto a
/// pseudonym, and nothing new onto what a merge left.
pub(crate) fn must_be_current(customer: &Customer) -> Result<()> {
    match customer.erased_at {
        None => must_not_be_merged(customer),
        Some(at) => Err(Error::new(
            Code::WrongState,
            "the customer was erased, and only his pseudonym is left: make a new customer",
        )
        .with("erased_at", at)),
    }
}

/// Passes for who was not merged into another.
pub(crate) fn must_not_be_merged(customer: &Customer) -> Result<()> {
    match customer.merged_into {
        None => Ok(()),
        Some(into) => Err(Error::new(
            Code::WrongState,
            format!("the customer was merged into `{into}`: name that one"),
        )
        .with("merged_into", into)),
    }
}

/// Whether orders, standing orders or entries of his are in the books.
pub(super) fn has_history(cx: &mut Cx<'_>, customer: &Customer) -> Result<bool> {
    let addresses = addresses_alone(cx, customer)?;
    let customer = customer.id;
    let orders = Query::on(Order::TABLE, "by_customer").eq(customer);
    let standing = Query::on(StandingOrder::TABLE, "by_customer").eq(customer);
    let postings = Query::on(Posting::TABLE, "by_customer").eq(customer);
    let past = Query::on(PastOrder::TABLE, "by_customer").eq(customer);
    let waiting = addresses.iter().map(|email| past_orders::waiting(Some(email)));
    let mut any = false;
    for q in [orders, standing, postings, past].into_iter().chain(waiting) {
        any |= cx.tx.raw().count(&q, 1)? > 0;
    }
    Ok(any)
}

/// The addresses that find a customer and nobody else.
fn addresses_alone(cx: &mut Cx<'_>, customer: &Customer) -> Result<Vec<Email>> {
    let mut alone = Vec::new();
    for email in customer.addresses() {
        if with_email(cx, &email)?.iter().all(|sharer| sharer.id == customer.id) {
            alone.push(email);
        }
    }
    Ok(alone)
}

/// Puts a pseudonym in a customer's place, everywhere, and in the places of those who were merged
/// into him.
pub(super) fn make_pseudonym(cx: &mut Cx<'_>, before: Customer) -> Result<Customer> {
    if before.erased_at.is_some() {
        return Ok(before);
    }
    for stub in cx.tx.find::<Customer>(&stubs_of(before.id))? {
        make_pseudonym(cx, stub)?;
    }
    let mut pair = [(before.clone(), pseudonym_of(cx, &before)?)];
    book::change(cx, &mut pair)?;
    let [(_, after)] = pair;
    forget(cx, &before, &after)?;
    cx.log(after.id, json!({ "erased": true }))?;
    Ok(after)
}

/// A customer of whom nothing is left. Every field stands here, so that who adds one decides.
pub(super) fn pseudonym_of(cx: &Cx<'_>, customer: &Customer) -> Result<Customer> {
    let id = customer.id.to_string();
    let tail = id.rsplit('-').next().unwrap_or_default();
    Ok(Customer {
        enterprise: customer.enterprise.clone(),
        id: customer.id,
        email: None,
        email_default: false,
        code: None,
        first_name: None,
        last_name: Some(Label::new(&format!("Erased {tail}"))?),
        company: None,
        phone: None,
        billing_address: None,
        shipping_address: None,
        shipping_method: None,
        payment_method: None,
        delivery_run: None,
        tags: Vec::new(),
        custom: BTreeMap::new(),
        language: None,
        tax_number: None,
        company_number: None,
        user: None,
        consent: Consent::Refused,
        consent_at: Some(cx.now),
        consent_by: Some(cx.actor.author()),
        archived_at: customer.archived_at.or(Some(cx.now)),
        erased_at: Some(cx.now),
        merged_into: customer.merged_into,
        aliases: Vec::new(),
        created_at: customer.created_at,
        version: customer.version,
    })
}

fn end_standing_orders(cx: &mut Cx<'_>, customer: CustomerId) -> Result<()> {
    let home = cx.home()?;
    let q = Query::on(StandingOrder::TABLE, "by_customer").eq(customer);
    let mut ended = cx.tx.find::<StandingOrder>(&q)?;
    ended.retain(|so| so.state != StandingOrderState::Ended);
    for so in &mut ended {
        so.state = StandingOrderState::Ended;
        so.version = so.version.saturating_add(1);
        cx.log(so.id, json!({ "state": so.state }))?;
        cx.due(DueKind::Pair, so.id, cx.now);
    }
    cx.count_standing_orders(customer);
    cx.tx.update(&home, &ended)
}

/// Cancels what is made ahead or pending, and what is placed in a cycle that has not closed. What
/// was placed in a closed one is in the books.
fn cancel_orders(cx: &mut Cx<'_>, customer: CustomerId) -> Result<()> {
    use OrderState::{Ahead, Pending, Placed};
    let table = Order::TABLE;
    let open = [Ahead, Pending, Placed].map(Into::into).to_vec();
    let q = Query::on(table, "by_customer").eq(customer);
    for order in cx.tx.find::<Order>(&q.filter(Filter::In(table.col("state"), open)))? {
        let cycle = load_cycle(cx, order.cycle)?;
        let over = matches!(cycle.state, CycleState::Closing | CycleState::Closed)
            || cx.now >= cycle.closes_at;
        if order.state == Placed && over {
            continue;
        }
        let mut round = Round::load(cx, cycle)?;
        let mut open = OrderWithLines::of(cx, order)?;
        let mut freed = Freed::new();
        let why = Why::CancelledBy { by: cx.actor.author() };
        open.cancel(cx, &mut round.shelf, &mut freed, why)?;
        move_stock(cx, &round.shelf, round.cycle.id, freed)?;
    }
    Ok(())
}

/// Takes what is personal out of all that is kept beside the customer.
pub(super) fn forget(cx: &mut Cx<'_>, before: &Customer, after: &Customer) -> Result<()> {
    let id = before.id;
    contacts::remove_all(cx, id)?;
    notes::remove_all(cx, id)?;
    saved_lists::remove_all(cx, id)?;
    let entries = Query::on(Posting::TABLE, "by_customer").eq(id);
    each(cx, entries, |posting: &mut Posting| posting.note.take().is_some())?;
    each(cx, Query::on(Order::TABLE, "by_customer").eq(id), |order: &mut Order| {
        let told = order.shipping_address.take().is_some() | order.note.take().is_some();
        order.version = order.version.saturating_add(i64::from(told));
        told
    })?;
    each(cx, Query::on(StandingOrder::TABLE, "by_customer").eq(id), |so: &mut StandingOrder| {
        let mut told = false;
        for revision in &mut so.revisions {
            told |= revision.shipping_address.take().is_some() | revision.note.take().is_some();
        }
        so.version = so.version.saturating_add(i64::from(told));
        told
    })?;
    each(cx, Query::on(ChangeEntry::TABLE, "by_subject").eq(id), |change: &mut ChangeEntry| {
        change.facts = Facts::new(json!({ "erased": true }));
        true
    })?;
    let addresses = addresses_alone(cx, before)?;
    past_orders::forget(cx, id, &addresses)?;
    selections::forget(cx, &addresses)?;
    forget_noted(cx, id)?;
    let wishes = forget_wishes(cx, before)?;
    // Why a delivery failed may name the address.
    let table = Notice::TABLE;
    let to_him = Filter::Is(table.col("customer"), id.into());
    let failed = Filter::IsNot(table.col("reason"), Value::Null);
    let notices = Query::on(table, "primary").filter(to_him).filter(failed);
    each(cx, notices, |notice: &mut Notice| notice.reason.take().is_some())?;
    forget_answers(cx, before, after, wishes)
}

/// The change log keeps what notes said, of those too that are gone: under their own ids.
fn forget_noted(cx: &mut Cx<'_>, id: CustomerId) -> Result<()> {
    let about = Json::String(id.to_string());
    let ops = [AddNote::NAME, EditNote::NAME, RemoveNote::NAME].map(Value::text).to_vec();
    let noted = Filter::In(ChangeEntry::TABLE.col("operation"), ops);
    let q = Query::on(ChangeEntry::TABLE, "primary").filter(noted);
    each(cx, q, |change: &mut ChangeEntry| {
        let his = change.facts.json().get("customer") == Some(&about);
        if his {
            change.facts = Facts::new(json!({ "erased": true }));
        }
        his
    })
}

/// Takes him out of his wishes to join; one that waits is refused. Answers with their ids.
fn forget_wishes(cx: &mut Cx<'_>, before: &Customer) -> Result<BTreeSet<String>> {
    let home = cx.home()?;
    let by = |index| Query::on(JoinRequest::TABLE, index);
    let mut wishes: Vec<JoinRequest> = cx.tx.find(&by("by_customer").eq(before.id))?;
    let aliases = before.aliases.iter().filter(|alias| alias.kind == AliasKind::Email);
    let emails = before.email.iter().map(Email::key).chain(aliases.map(Alias::key));
    for key in emails.collect::<Vec<String>>() {
        wishes.extend(cx.tx.find(&by("by_email").eq(Value::text(key)))?);
    }
    wishes.sort_by_key(|wish| wish.id);
    wishes.dedup_by_key(|wish| wish.id);
    for wish in &mut wishes {
        if wish.state == JoinState::Waiting {
            wish.state = JoinState::Refused;
            wish.decided_at = Some(cx.now);
            wish.decided_by = Some(cx.actor.author());
        }
        (wish.email, wish.user, wish.first_name, wish.last_name) = (None, None, None, None);
        (wish.message, wish.reason, wish.customer) = (None, None, None);
        wish.version = wish.version.saturating_add(1);
    }
    cx.tx.update(&home, &wishes)?;
    Ok(wishes.iter().map(|wish| wish.id.to_string()).collect())
}

/// An answer that is kept for a repeated call must not tell him either.
fn forget_answers(
    cx: &mut Cx<'_>,
    before: &Customer,
    after: &Customer,
    wishes: BTreeSet<String>,
) -> Result<()> {
    let after = serde_json::to_value(after).map_err(|e| Error::internal(e.to_string()))?;
    let forgotten = Forgotten { id: before.id.to_string(), wishes, after };
    each(cx, Query::on(Answer::TABLE, "primary"), |answer: &mut Answer| {
        let imported = *answer.operation == *ImportCsv::NAME;
        forgotten.leaves(&mut answer.response) | (imported && quote_nothing(&mut answer.response))
    })
}

/// The faults of an import quote cells of its file, and nobody knows whose.
fn quote_nothing(answer: &mut Json) -> bool {
    let mut quoted = false;
    let faults = answer.get_mut("faults").and_then(Json::as_array_mut);
    for message in faults.into_iter().flatten().filter_map(|fault| fault.get_mut("message")) {
        quoted |= std::mem::replace(message, "erased".into()) != "erased";
    }
    quoted
}

/// Changes the rows of a query, a stretch at a time; those for which `change` says so are saved.
fn each<R: Record>(cx: &mut Cx<'_>, q: Query, change: impl Fn(&mut R) -> bool) -> Result<()> {
    let home = cx.home()?;
    let q = q.limit(STRETCH);
    let mut after = None;
    loop {
        let mut rows = cx.tx.find::<R>(&q.clone().after(after))?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = Some(q.table.pick(q.index, &last.to_row(&home)));
        rows.retain_mut(&change);
        cx.tx.update(&home, &rows)?;
    }
}

/// Who is to be taken out of an answer.
struct Forgotten {
    id: String,
    /// His wishes to join.
    wishes: BTreeSet<String>,
    /// The pseudonym, as an answer has it.
    after: Json,
}

/// What is personal in records of a customer's, by the names of their fields.
const PERSONAL: [&str; 11] = [
    "code",
    "text",
    "shipping_address",
    "note",
    "email",
    "user",
    "name",
    "first_name",
    "last_name",
    "message",
    "reason",
];

impl Forgotten {
    /// Takes him out; whether anything was there.
    fn leaves(&self, json: &mut Json) -> bool {
        let is = |json: &Json, field| json[field].as_str() == Some(self.id.as_str());
        if is(json, "id") && !json["email_default"].is_null() {
            let was = std::mem::replace(json, self.after.clone());
            return was != self.after;
        }
        let wish = json["id"].as_str().is_some_and(|id| self.wishes.contains(id));
        let his = wish || is(json, "customer");
        match json {
            Json::Array(items) => {
                items.iter_mut().fold(false, |told, item| self.leaves(item) | told)
            }
            Json::Object(fields) => {
                let mut told = false;
                for (name, value) in fields.iter_mut() {
                    if his && PERSONAL.contains(&name.as_str()) {
                        // What must be there reads back still.
                        let left = match name.as_str() {
                            "name" | "text" => Json::from("Erased"),
                            _ => Json::Null,
                        };
                        told |= *value != left;
                        *value = left;
                    } else if his && name == "revisions" {
                        for revision in value.as_array_mut().into_iter().flatten() {
                            for part in PERSONAL {
                                let part = revision.get_mut(part).map(std::mem::take);
                                told |= part.is_some_and(|part| !part.is_null());
                            }
                        }
                    } else {
                        told |= self.leaves(value);
                    }
                }
                told
            }
            _ => false,
        }
    }
}
