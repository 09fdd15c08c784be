//! Entries by hand, and taking them back.

use crate::error::{Code, Error, Fault, Result, Violations};
use crate::hub::books::Entry;
use crate::hub::context::Cx;
use crate::hub::customers::current;
use crate::hub::operation::{Reach, Transactional};
use crate::hub::standing_orders::must_exist;
use crate::model::ledger::{Posting, PostingKind};
use crate::model::order::Order;
use crate::store::{Query, Record, Value, name_field};
use crate::value::text::clean;
use crate::value::time::checked_date;
use crate::value::{Currency, CustomerId, Label, Money, OrderId, PostingId};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::json;

name_field! {
    /// What staff, or the host's checkout, may enter by hand.
    HandMade {
        /// The customer has paid: the balance rises.
        Payment = "payment",
        /// The customer was paid back: the balance falls.
        Refund = "refund",
        /// Something is given to the customer: the balance rises.
        Credit = "credit",
        /// What the customer owes is given up: the balance rises.
        WriteOff = "write_off",
        /// Something beside the orders is owed, such as a deposit: the balance falls.
        Charge = "charge",
        /// A correction either way: above zero the balance rises, below zero it falls.
        Adjustment = "adjustment",
    }
}

impl HandMade {
    fn kind(self) -> PostingKind {
        match self {
            HandMade::Payment => PostingKind::Payment,
            HandMade::Refund => PostingKind::Refund,
            HandMade::Credit => PostingKind::Credit,
            HandMade::WriteOff => PostingKind::WriteOff,
            HandMade::Charge => PostingKind::Charge,
            HandMade::Adjustment => PostingKind::Adjustment,
        }
    }

    /// What an amount as people write it adds to the balance.
    fn signed(self, amount: Decimal, currency: Currency) -> std::result::Result<Money, Fault> {
        let money = Money::exact(amount, currency)?;
        if money.is_zero() || (money.minor() < 0 && self != HandMade::Adjustment) {
            let message = match self {
                HandMade::Adjustment => "an adjustment by 0 changes nothing: give another amount",
                _ => "give an amount above 0: the kind says which way it goes",
            };
            return Err(Fault::new(Code::OutOfRange, message, amount.to_string()));
        }
        Ok(match self {
            HandMade::Refund | HandMade::Charge => money.negated(),
            _ => money,
        })
    }

    /// Whether it may name an order. What an order itself charges follows from the order alone.
    fn may_name_an_order(self) -> bool {
        !matches!(self, HandMade::Charge | HandMade::Adjustment)
    }
}

/// Writes an entry into a customer's ledger: `ledger.record`. Staff only; call it with an
/// idempotency key, so that a payment reported twice counts once (B8).
///
/// Orders charge by themselves when they are placed. A wrong entry is reversed, never edited.
///
/// Errors: `out_of_range` for no amount, `wrong_currency` for too many decimals,
/// `unknown_reference` for an order or customer that is not there.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordPosting {
    /// Whose books.
    pub enterprise: String,
    /// Whose account; of who was merged into another, that one's.
    pub customer: CustomerId,
    /// What it is.
    pub kind: HandMade,
    /// How much, in the enterprise's currency: above 0, for an adjustment either way.
    pub amount: Decimal,
    /// The customer's order that it belongs to; not for charges and adjustments: change the order.
    #[serde(default)]
    pub order: Option<OrderId>,
    /// What the books outside call it: an invoice, a bank transfer.
    #[serde(default)]
    pub reference: Option<String>,
    /// Why, in words; at most 2,000 characters.
    #[serde(default)]
    pub note: Option<String>,
    /// The day for which it counts; none: today, in the enterprise's zone.
    #[serde(default)]
    pub booked_on: Option<NaiveDate>,
}

impl Transactional for RecordPosting {
    const NAME: &'static str = "ledger.record";
    const MUTATES: bool = true;
    type Response = Posting;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<Posting> {
        let home = cx.home()?;
        let mut v = Violations::new();
        let customer = current(cx, self.customer)?;
        let customer = v.check("customer", must_exist(customer, "customer", self.customer));
        let customer = customer.map_or(self.customer, |customer| customer.id);
        let amount = v.check("amount", self.kind.signed(self.amount, home.currency));
        if let Some(id) = self.order {
            let order = cx.tx.get::<Order>(&home, vec![id.into()])?;
            let theirs = order.filter(|order| order.customer == customer);
            let named = match self.kind.may_name_an_order() {
                true => must_exist(theirs, "order of this customer", id).map(drop),
                false => Err(Fault::new(
                    Code::OutOfRange,
                    "what an order charges follows from the order: edit or cancel it, or leave it \
                     out here",
                    id.to_string(),
                )),
            };
            v.check("order", named);
        }
        let reference = v.check("reference", Label::optional(text(&self.reference)));
        let note = v.check_opt("note", self.note.as_deref(), |note| clean(note, 2000));
        let booked_on = v.check_opt("booked_on", self.booked_on, checked_date);
        let checked = (|| Some((amount?, reference?, note?, booked_on?)))();
        let (amount, reference, note, booked_on) = v.finish(checked)?;
        let posting = cx.post(Entry {
            customer,
            kind: self.kind.kind(),
            amount,
            order: self.order,
            reverses: None,
            reference,
            note: note.filter(|note| !note.is_empty()),
            booked_on,
        })?;
        cx.log(customer, json!({ "posting": posting.id, "kind": posting.kind }))?;
        Ok(posting)
    }
}

fn text(given: &Option<String>) -> &str {
    given.as_deref().unwrap_or_default()
}

/// Takes an entry back by its opposite: `ledger.reverse`. Both stay in the ledger. Staff only.
///
/// Errors: `wrong_state` for an entry that is reversed already, is a reversal itself, or is what
/// an order charged: edit or cancel that order.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReversePosting {
    /// Whose books.
    pub enterprise: String,
    /// Which entry.
    pub posting: PostingId,
    /// Why, in words; at most 2,000 characters.
    #[serde(default)]
    pub note: Option<String>,
}

impl Transactional for ReversePosting {
    const NAME: &'static str = "ledger.reverse";
    const MUTATES: bool = true;
    type Response = Posting;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<Posting> {
        let mut v = Violations::new();
        let note = v.check_opt("note", self.note.as_deref(), |note| clean(note, 2000));
        let note = v.finish(note)?;
        let posting: Posting = cx.load("posting", self.posting)?;
        let of_order = posting.order.is_some()
            && matches!(posting.kind, PostingKind::Charge | PostingKind::Adjustment);
        let refused = |why: &str| Err(Error::new(Code::WrongState, why));
        match posting.kind {
            PostingKind::Reversal => {
                return refused("the entry is a reversal itself: enter what is right anew");
            }
            _ if of_order => {
                return refused("an order charged this: edit or cancel the order")
                    .map_err(|e: Error| e.with("order", posting.order));
            }
            _ => {}
        }
        let q = Query::on(Posting::TABLE, "by_reversed").eq(Value::from(posting.id)).limit(1);
        if let Some(by) = cx.tx.find::<Posting>(&q)?.first() {
            return refused("the entry is reversed already")
                .map_err(|e: Error| e.with("by", by.id));
        }
        let reversal = cx.post(Entry {
            customer: posting.customer,
            kind: PostingKind::Reversal,
            amount: posting.amount.negated(),
            order: posting.order,
            reverses: Some(posting.id),
            reference: posting.reference,
            note: note.filter(|note| !note.is_empty()),
            booked_on: None,
        })?;
        cx.log(posting.customer, json!({ "posting": reversal.id, "reverses": posting.id }))?;
        Ok(reversal)
    }
}
