//! Recording the shop's own orders (R16).

use super::open_round;
use crate::error::{Code, Error, Fault, Result, Violations};
use crate::hub::context::Cx;
use crate::hub::customers::{
    CustomerFields, book, code_must_be_free, current, who_orders, whose_order,
};
use crate::hub::operation::{Reach, Transactional};
use crate::hub::order_book::{Freed, OrderWithLines, move_stock};
use crate::hub::standing_orders::{checked_quantity, known_variants, must_exist};
use crate::hub::tick::members::Round;
use crate::model::customer::{Address, Customer};
use crate::model::order::{FeeCharged, Order, OrderState, Origin};
use crate::model::variant::Variant;
use crate::value::text::clean;
use crate::value::{
    CustomerId, CycleId, Email, EnterpriseId, Label, Money, OrderId, PaymentMethodId, Quantity,
    ShippingMethodId, VariantId,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// One line of an order: how much there shall be of a variant.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LineWanted {
    /// The host's id of the variant.
    pub variant: String,
    /// How much; 0 takes it out.
    pub quantity: Decimal,
}

/// A charge that the host quotes: shipping, payment method.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QuotedFeeInput {
    /// What the customer reads.
    pub name: String,
    /// The enterprise that charges it.
    pub charged_by: String,
    /// How much, in the enterprise's currency.
    pub amount: Decimal,
}

/// Records an order of the shop: `orders.record`. It is placed at once and takes its stock in the
/// same transaction. An e-mail address finds its default customer, or makes one (A5, R17). Whether
/// he may shop at all the host asks before, with `customers.may_shop` (A11).
///
/// Errors: `cycle_not_open`, `insufficient_stock` with every short line, `unknown_reference`;
/// `already_exists` for a new customer's code that is in use; `wrong_state` for an erased customer.
/// An archived one is restored (A12).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordOrder {
    /// Who sells.
    pub enterprise: String,
    /// In which cycle.
    pub cycle: CycleId,
    /// Who distributes.
    pub distributor: String,
    /// Who orders; or else give `email`.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Who orders, by e-mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// What is known of a customer whom the address does not find.
    #[serde(default)]
    pub fields: CustomerFields,
    /// What is ordered.
    pub lines: Vec<LineWanted>,
    /// Where it comes from; usually the shop.
    #[serde(default)]
    pub by_hand: bool,
    /// The host's shipping method; none: the customer's preference.
    #[serde(default)]
    pub shipping_method: Option<String>,
    /// The host's payment method; none: the customer's preference.
    #[serde(default)]
    pub payment_method: Option<String>,
    /// Where goods go; none: the customer's address.
    #[serde(default)]
    pub shipping_address: Option<Address>,
    /// What the host charges for shipping and payment.
    #[serde(default)]
    pub quoted_fees: Vec<QuotedFeeInput>,
    /// A note that is printed on sheets.
    #[serde(default)]
    pub note: Option<String>,
}

struct Checked {
    distributor: EnterpriseId,
    email: Option<Email>,
    lines: Vec<(VariantId, Quantity)>,
    shipping_method: Option<ShippingMethodId>,
    payment_method: Option<PaymentMethodId>,
    fees: Vec<FeeCharged>,
    note: Option<String>,
}

impl Transactional for RecordOrder {
    const NAME: &'static str = "orders.record";
    const MUTATES: bool = true;
    const FOR_CUSTOMERS: bool = true;
    type Response = OrderWithLines;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<OrderWithLines> {
        let checked = self.checked(cx)?;
        let mut round = open_round(cx, self.cycle)?;
        if round.cycle.exchange(&checked.distributor).is_none() {
            let message = format!("`{}` does not distribute this cycle", checked.distributor);
            return Err(Error::new(Code::UnknownReference, message).at("distributor"));
        }
        must_be_in_stock(&round, &checked)?;
        let (customer, check_customer) = self.customer(cx, checked.email.as_ref())?;
        let home = cx.home()?;
        let zero = home.currency.zero();
        let mut placed = OrderWithLines {
            order: Order {
                enterprise: home.id.clone(),
                id: OrderId(cx.new_id()),
                origin: if self.by_hand { Origin::Manual } else { Origin::Shop },
                state: OrderState::Placed,
                held: false,
                confirmed: true,
                late: false,
                check_customer,
                customer: customer.id,
                cycle: self.cycle,
                distributor: checked.distributor,
                standing_order: None,
                shipping_method: checked.shipping_method.or(customer.shipping_method),
                payment_method: checked.payment_method.or(customer.payment_method),
                shipping_address: self.shipping_address.clone().or(customer.shipping_address),
                note: checked.note,
                fees: checked.fees,
                conflicts: Vec::new(),
                item_total: zero,
                total: zero,
                charged: None,
                created_at: cx.now,
                placed_at: Some(cx.now),
                version: 1,
            },
            lines: Vec::new(),
        };
        let mut freed = Freed::new();
        for (variant, quantity) in &checked.lines {
            placed.set(&mut round.shelf, &mut freed, variant, *quantity)?;
        }
        placed.retotal(&round.cycle, &round.shelf)?;
        cx.charge(&mut placed.order)?;
        move_stock(cx, &round.shelf, self.cycle, freed)?;
        cx.tx.insert_new(&home, std::slice::from_ref(&placed.order))?;
        cx.tx.insert_new(&home, &placed.lines)?;
        cx.log(
            placed.order.id,
            json!({ "state": placed.order.state, "total": placed.order.total }),
        )?;
        Ok(placed)
    }
}

/// All short lines at once, before anything is taken.
fn must_be_in_stock(round: &Round, checked: &Checked) -> Result<()> {
    let short: Vec<_> = checked
        .lines
        .iter()
        .filter_map(|(variant, quantity)| {
            let good = round.shelf.good(&checked.distributor, variant)?;
            let free = good.free.filter(|free| free < quantity)?.floor_to(good.step);
            Some(json!({ "variant": variant, "asked": quantity, "available": free }))
        })
        .collect();
    match short.is_empty() {
        true => Ok(()),
        false => Err(Error::new(
            Code::InsufficientStock,
            format!(
                "{} line(s) ask for more than is left: see `short`, and ask for less",
                short.len()
            ),
        )
        .with("short", short)),
    }
}

/// Checks lines under `lines[i]`: known, in steps, of more than nothing, each variant once.
pub(crate) fn checked_wanted(
    v: &mut Violations,
    variants: &BTreeMap<VariantId, Variant>,
    lines: &[LineWanted],
) -> Option<Vec<(VariantId, Quantity)>> {
    let mut seen = BTreeSet::new();
    v.each("lines", lines, |v, line| {
        let (variant, quantity) = checked_quantity(v, variants, &line.variant, line.quantity)?;
        if quantity.is_zero() {
            let message = "a line of 0 orders nothing: leave it out";
            v.add("quantity", Fault::new(Code::OutOfRange, message, "0"));
            return None;
        }
        if !seen.insert(variant.id.clone()) {
            let message = format!("`{}` stands in two lines: give it one", variant.id);
            v.add("variant", Fault::new(Code::Duplicate, message, variant.id.as_str()));
            return None;
        }
        Some((variant.id.clone(), quantity))
    })
}

impl RecordOrder {
    fn checked(&self, cx: &mut Cx<'_>) -> Result<Checked> {
        let currency = cx.home()?.currency;
        let variants = known_variants(cx, self.lines.iter().map(|line| line.variant.as_str()))?;
        let mut v = Violations::new();
        if self.lines.is_empty() {
            let message = "an order has at least one line";
            v.add("lines", Fault::new(Code::Required, message, serde_json::Value::Null));
        }
        if self.customer.is_some() == self.email.is_some() {
            let message = "give either the customer or an e-mail address";
            v.add("customer", Fault::new(Code::Required, message, serde_json::Value::Null));
        }
        let distributor = v.check("distributor", EnterpriseId::new(&self.distributor));
        let email = v.check_opt("email", self.email.as_deref(), Email::new);
        let lines = checked_wanted(&mut v, &variants, &self.lines);
        let shipping = self.shipping_method.as_deref();
        let shipping = v.check_opt("shipping_method", shipping, ShippingMethodId::new);
        let payment = self.payment_method.as_deref();
        let payment = v.check_opt("payment_method", payment, PaymentMethodId::new);
        let note = v.check_opt("note", self.note.as_deref(), |note| clean(note, 2000));
        let fees = v.each("quoted_fees", &self.quoted_fees, |v, fee| {
            let name = v.check("name", Label::new(&fee.name));
            let charged_by = v.check("charged_by", EnterpriseId::new(&fee.charged_by));
            let amount = v.check("amount", Money::charge(fee.amount, currency));
            Some(FeeCharged { name: name?, charged_by: charged_by?, amount: amount?, quoted: true })
        });
        let whole = (|| {
            Some(Checked {
                distributor: distributor?,
                email: email?,
                lines: lines?,
                shipping_method: shipping?,
                payment_method: payment?,
                fees: fees?,
                note: note?.filter(|note| !note.is_empty()),
            })
        })();
        v.finish(whole)
    }

    /// Whose order it is, and whether staff should check that: an address that several share is
    /// taken as its default customer's (R17).
    fn customer(&self, cx: &mut Cx<'_>, email: Option<&Email>) -> Result<(Customer, bool)> {
        let Some(email) = email else {
            let id = self.customer.unwrap_or_default();
            cx.must_be(id, "customer", id)?;
            let found = current(cx, id)?;
            let found =
                must_exist(found, "customer", id).map_err(|f| Error::from(f).at("customer"))?;
            return Ok((who_orders(cx, found)?, false));
        };
        if !cx.actor.is_staff() {
            return Err(Error::new(
                Code::NotAllowed,
                "a customer orders for himself: give `customer`, not `email`",
            ));
        }
        match whose_order(cx, email)? {
            Some((customer, several)) => Ok((who_orders(cx, customer)?, several)),
            None => Ok((self.new_customer(cx, email)?, false)),
        }
    }

    /// A customer comes to be with his first placed order, not with a cart (R16).
    fn new_customer(&self, cx: &mut Cx<'_>, email: &Email) -> Result<Customer> {
        let mut customer = book::empty(cx)?;
        let mut v = Violations::new();
        customer.email = Some(email.clone());
        v.within("fields", |v| self.fields.apply(cx, &mut customer, v))?;
        v.finish(Some(()))?;
        customer.email = Some(email.clone());
        customer.email_default = true;
        code_must_be_free(cx, &customer)?;
        book::add(cx, std::slice::from_mut(&mut customer))?;
        cx.log(customer.id, json!({ "email": email, "fields": self.fields }))?;
        Ok(customer)
    }
}
