//! Recording past orders, many at once.

use super::{count, owners};
use crate::error::{Code, Fault, Result, Violations};
use crate::hub::context::Cx;
use crate::hub::operation::{Reach, Transactional, raced};
use crate::hub::standing_orders::must_exist;
use crate::model::customer::Customer;
use crate::model::past_order::{PastLine, PastOrder, PastOrderState};
use crate::store::{Query, Record};
use crate::value::text::clean;
use crate::value::time::checked_instant;
use crate::value::{Currency, CustomerId, Email, Label, Money, PastOrderId, Quantity, VariantId};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// The most orders of one call.
const MOST: usize = 1_000;
/// The most lines of one order.
const MOST_LINES: usize = 500;

/// One line of a past order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PastLineInput {
    /// What it was called.
    pub name: String,
    /// The host's id of the variant; it need not be known any more.
    #[serde(default)]
    pub variant: Option<String>,
    /// Its category then; none: that of the variant, where it is known.
    #[serde(default)]
    pub category: Option<String>,
    /// How much.
    pub quantity: Decimal,
    /// What it cost, in the enterprise's currency; below zero for a discount.
    pub amount: Decimal,
}

/// One past order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PastOrderInput {
    /// What the host calls it: 1 to 200 characters, unique at the enterprise.
    pub reference: String,
    /// When it was placed; not in the future.
    pub placed_at: DateTime<Utc>,
    /// The address under which it was placed; give it, or the customer, or both.
    #[serde(default)]
    pub email: Option<String>,
    /// Whose it is, or into whom that one was merged; none: whom the address finds.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Where it stands; usually `fulfilled`.
    #[serde(default)]
    pub state: Option<PastOrderState>,
    /// What it came to, fees and discounts included.
    pub total: Decimal,
    /// What was bought: 1 to 500 lines. Where nothing is known, one line that says so.
    pub lines: Vec<PastLineInput>,
    /// The customer's note; at most 2,000 characters.
    #[serde(default)]
    pub note: Option<String>,
}

/// Records orders from before Milkround, or from outside of any cycle: `past_orders.record` (A5,
/// A13). Staff only. All or none, with every fault at its path. An order whose reference is known
/// replaces what was recorded; the same list twice changes nothing.
///
/// An address that is known links the order to its default customer. An unknown one makes no
/// customer unless `create_customers` says so: the order waits for `customers.link_orders`. Past
/// orders charge nothing: opening balances are entered with `ledger.record`. They count among the
/// customer's orders, and in his history and sales. What belongs to an erased customer stays as
/// it is.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordPastOrders {
    /// Who sold.
    pub enterprise: String,
    /// The orders, each once; at most 1,000.
    pub orders: Vec<PastOrderInput>,
    /// Whether an unknown address makes a customer.
    #[serde(default)]
    pub create_customers: bool,
}

/// What became of the orders.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PastOrdersRecorded {
    /// Those that are new.
    pub created: u64,
    /// Those that were known and differ now.
    pub updated: u64,
    /// Those that were recorded so already, or are an erased customer's.
    pub unchanged: u64,
    /// Those that belong to nobody yet.
    pub unlinked: u64,
    /// Customers who were made.
    pub customers_created: u64,
}

impl Transactional for RecordPastOrders {
    const NAME: &'static str = "past_orders.record";
    const MUTATES: bool = true;
    type Response = PastOrdersRecorded;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<PastOrdersRecorded> {
        let home = cx.home()?;
        let known = known(cx, &self.orders)?;
        let of_erased = of_erased(cx, known.values().filter_map(|order| order.customer))?;
        let erased = |order: &&PastOrder| order.customer.is_some_and(|id| of_erased.contains(&id));
        let left_alone = known.values().filter(erased).map(|order| &order.reference).collect();
        let given = self.checked(cx, &left_alone)?;
        let mut rows = Vec::with_capacity(given.len());
        let mut answer = PastOrdersRecorded::default();
        for order in given {
            let before = known.get(&order.reference);
            match left_alone.contains(&order.reference) {
                true => answer.unchanged = answer.unchanged.saturating_add(1),
                false => rows.push((before, settled(cx, before, order))),
            }
        }
        let emails = rows.iter().filter(|(_, order)| order.customer.is_none());
        let emails = emails.filter_map(|(_, order)| order.email.clone());
        let emails = emails.map(|email| (email.key(), email)).collect();
        let (owners, new) = owners(cx, &emails, self.create_customers)?;
        answer.customers_created = new;
        let (mut created, mut updated) = (Vec::new(), Vec::new());
        for (before, mut order) in rows {
            let owner = order.email.as_ref().and_then(|email| owners.get(&email.key()));
            order.customer = order.customer.or(owner.copied());
            answer.unlinked = answer.unlinked.saturating_add(u64::from(order.customer.is_none()));
            if before == Some(&order) {
                answer.unchanged = answer.unchanged.saturating_add(1);
                continue;
            }
            count(cx, before, &order);
            // No address and no note here: the log outlives them.
            cx.log(
                order.id,
                json!({ "customer": order.customer, "state": order.state, "total": order.total }),
            )?;
            match before {
                None => created.push(order),
                Some(before) => {
                    order.version = before.version.saturating_add(1);
                    updated.push(order);
                }
            }
        }
        cx.tx.insert_new(&home, &created).map_err(|e| match e.code() {
            // Whatever was recorded was read above.
            Code::AlreadyExists => raced("another call recorded one of these orders first"),
            _ => e,
        })?;
        cx.tx.update(&home, &updated)?;
        (answer.created, answer.updated) = (created.len() as u64, updated.len() as u64);
        Ok(answer)
    }
}

/// The orders that are recorded under these references.
fn known(cx: &mut Cx<'_>, given: &[PastOrderInput]) -> Result<BTreeMap<Label, PastOrder>> {
    const TABLE: &crate::store::Table = PastOrder::TABLE;
    let given = given.iter().take(MOST).filter_map(|order| Label::new(&order.reference).ok());
    let given: Vec<Label> = given.collect();
    let q = Query::on(TABLE, "by_reference").among(given.iter().map(|label| label.as_str().into()));
    let found = cx.tx.find::<PastOrder>(&q)?;
    Ok(found.into_iter().map(|order| (order.reference.clone(), order)).collect())
}

/// Those of the customers who are erased.
fn of_erased(
    cx: &mut Cx<'_>,
    customers: impl Iterator<Item = CustomerId>,
) -> Result<BTreeSet<CustomerId>> {
    let home = cx.home()?;
    let ids: BTreeSet<CustomerId> = customers.collect();
    let keys = ids.into_iter().map(|id| vec![id.into()]).collect();
    let found = cx.tx.get_many::<Customer>(&home, keys)?.into_iter().flatten();
    Ok(found.filter(|customer| customer.erased_at.is_some()).map(|customer| customer.id).collect())
}

/// The order as it shall be stored: under the id that it has, and still his whose it is while its
/// address stays.
fn settled(cx: &Cx<'_>, before: Option<&PastOrder>, order: PastOrder) -> PastOrder {
    let Some(before) = before else {
        return PastOrder { id: PastOrderId(cx.new_id()), ..order };
    };
    let key = |order: &PastOrder| order.email.as_ref().map(Email::key);
    let stays = before.customer.filter(|_| key(before) == key(&order));
    PastOrder {
        id: before.id,
        customer: order.customer.or(stays),
        recorded_at: before.recorded_at,
        version: before.version,
        ..order
    }
}

impl RecordPastOrders {
    /// The orders, every fault told; what is of an erased customer may name him.
    fn checked(&self, cx: &mut Cx<'_>, left_alone: &BTreeSet<&Label>) -> Result<Vec<PastOrder>> {
        let home = cx.home()?;
        let mut v = Violations::new();
        if self.orders.len() > MOST {
            let message =
                format!("{} orders are too many: give at most {MOST} a call", self.orders.len());
            v.add("orders", Fault::new(Code::TooLong, message, self.orders.len()));
            return v.finish(None);
        }
        let named: BTreeSet<CustomerId> =
            self.orders.iter().filter_map(|order| order.customer).collect();
        let keys = named.iter().map(|id| vec![(*id).into()]).collect();
        let found = cx.tx.get_many::<Customer>(&home, keys)?;
        let found: BTreeMap<CustomerId, Customer> =
            found.into_iter().flatten().map(|customer| (customer.id, customer)).collect();
        let mut seen = BTreeSet::new();
        let orders = v.each("orders", &self.orders, |v, input| {
            let order = input.checked(v, cx.now, &home, &found, left_alone)?;
            match seen.insert(order.reference.clone()) {
                true => Some(order),
                false => {
                    let message =
                        format!("`{}` stands twice in the list: give it once", order.reference);
                    let fault = Fault::new(Code::Duplicate, message, order.reference.as_str());
                    v.check("reference", Err(fault))
                }
            }
        });
        v.finish(orders)
    }
}

impl PastOrderInput {
    fn checked(
        &self,
        v: &mut Violations,
        now: DateTime<Utc>,
        home: &crate::store::Home,
        customers: &BTreeMap<CustomerId, Customer>,
        left_alone: &BTreeSet<&Label>,
    ) -> Option<PastOrder> {
        let reference = v.check("reference", Label::new(&self.reference));
        let placed_at = v.check("placed_at", past(self.placed_at, now));
        let email = v.check_opt("email", self.email.as_deref(), Email::new);
        let customer = v.check_opt("customer", self.customer, |id| {
            let found = must_exist(customers.get(&id), "customer", id)?;
            let stays = reference.as_ref().is_some_and(|name| left_alone.contains(name));
            match found.erased_at.filter(|_| !stays) {
                // The id of who was merged into another leads there (A6).
                None => Ok(found.merged_into.unwrap_or(id)),
                Some(_) => {
                    let message = "the customer was erased, and only his pseudonym is left";
                    Err(Fault::new(Code::WrongState, message, id.to_string()))
                }
            }
        });
        if self.email.is_none() && self.customer.is_none() {
            let message = "give the e-mail address under which it was placed, or the customer";
            v.add("email", Fault::new(Code::Required, message, Json::Null));
        }
        let total = v.check("total", Money::charge(self.total, home.currency));
        let lines = match self.lines.len() {
            1..=MOST_LINES => v.each("lines", &self.lines, |v, l| l.checked(v, home.currency)),
            n => {
                let message = format!("`{n}` lines: give 1 to {MOST_LINES}");
                v.check("lines", Err(Fault::new(Code::OutOfRange, message, n)))
            }
        };
        let note = v.check_opt("note", self.note.as_deref(), |note| clean(note, 2000));
        Some(PastOrder {
            enterprise: home.id.clone(),
            id: PastOrderId::default(),
            reference: reference?,
            customer: customer?,
            email: email?,
            state: self.state.unwrap_or(PastOrderState::Fulfilled),
            placed_at: placed_at?,
            total: total?,
            lines: lines?,
            note: note?.filter(|note| !note.is_empty()),
            recorded_at: now,
            version: 1,
        })
    }
}

fn past(at: DateTime<Utc>, now: DateTime<Utc>) -> std::result::Result<DateTime<Utc>, Fault> {
    let at = checked_instant(at)?;
    match at <= now {
        true => Ok(at),
        false => Err(Fault::new(
            Code::OutOfRange,
            format!("`{at}` is not past: record orders to come with `orders.record`"),
            at.to_string(),
        )),
    }
}

impl PastLineInput {
    fn checked(&self, v: &mut Violations, currency: Currency) -> Option<PastLine> {
        let name = v.check("name", Label::new(&self.name));
        let variant = v.check_opt("variant", self.variant.as_deref(), VariantId::new);
        let category = self.category.as_deref().unwrap_or_default();
        let category = v.check("category", Label::optional(category));
        let quantity = v.check("quantity", Quantity::new(self.quantity));
        let amount = v.check("amount", Money::exact(self.amount, currency));
        Some(PastLine {
            name: name?,
            variant: variant?,
            category: category?,
            quantity: quantity?,
            amount: amount?,
        })
    }
}
