//! The order that a pair is given, and what its customer is told of it.

use super::members::{Course, Round};
use crate::model::customer::Customer;
use crate::model::order::{Order, OrderLine, OrderState, Origin};
use crate::model::standing_order::{Revision, StandingOrder};
use crate::rules::shelf::{Filled, FilledLine};
use crate::value::{Money, OrderId, Quantity, VariantId};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::Serialize;

/// What an order is made from.
pub(super) struct Making<'a> {
    pub now: DateTime<Utc>,
    pub round: &'a Round,
    pub so: &'a StandingOrder,
    pub customer: &'a Customer,
    pub revision: &'a Revision,
    /// The pair's own order of earlier, which is revived under its id (R29).
    pub old: Option<&'a Order>,
}

impl Making<'_> {
    /// The order, pending.
    pub fn order(&self, id: OrderId, filled: &mut Filled) -> Order {
        let Self { round, so, customer, revision, old, .. } = self;
        let shipping_method = revision.shipping_method.as_ref();
        let payment_method = revision.payment_method.as_ref();
        let address = revision.shipping_address.as_ref();
        Order {
            enterprise: so.enterprise.clone(),
            id,
            origin: Origin::Standing,
            state: OrderState::Pending,
            held: round.course == Course::Hold,
            confirmed: false,
            late: round.late,
            check_customer: false,
            customer: so.customer,
            cycle: round.cycle.id,
            distributor: so.distributor.clone(),
            standing_order: Some(so.id),
            shipping_method: shipping_method.or(customer.shipping_method.as_ref()).cloned(),
            payment_method: payment_method.or(customer.payment_method.as_ref()).cloned(),
            shipping_address: address.or(customer.shipping_address.as_ref()).cloned(),
            note: revision.note.clone(),
            fees: std::mem::take(&mut filled.fees),
            conflicts: Vec::new(),
            item_total: filled.items,
            total: filled.total,
            charged: None,
            created_at: old.map_or(self.now, |old| old.created_at),
            placed_at: None,
            version: old.map_or(1, |old| old.version.saturating_add(1)),
        }
    }

    /// Its lines.
    pub fn lines(&self, id: OrderId, filled: Filled) -> impl Iterator<Item = OrderLine> {
        let (enterprise, cycle) = (self.so.enterprise.clone(), self.round.cycle.id);
        filled.lines.into_iter().zip(1..).map(move |(line, position)| OrderLine {
            enterprise: enterprise.clone(),
            cycle,
            order: id,
            position,
            variant: line.variant,
            asked: line.asked,
            given: line.given,
            ordered: line.given,
            price: line.price,
            amount: line.amount,
            standing: true,
        })
    }

    /// What the customer should know of it.
    pub fn ready<'f>(&self, filled: &'f Filled) -> Ready<'f> {
        let limit = self.round.occasion(self.so).customer_limit();
        let dearer = |line: &&FilledLine| line.price != line.planned_price;
        let price = |line: &'f FilledLine| Price {
            variant: &line.variant,
            was: line.planned_price,
            price: line.price,
        };
        Ready {
            total: filled.total,
            limit,
            view_only: self.now >= limit,
            short: shortages(filled),
            prices: filled.lines.iter().filter(dearer).map(price).collect(),
        }
    }
}

/// What is noted of an order in the change log.
#[derive(Serialize)]
pub(super) struct Set {
    pub state: OrderState,
    pub total: Decimal,
}

/// What a customer should know of a new order: what is short, what costs something else than
/// projected (R24), and until when he may change it.
#[derive(Serialize)]
pub(super) struct Ready<'f> {
    total: Money,
    limit: DateTime<Utc>,
    view_only: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    short: Vec<Short<'f>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    prices: Vec<Price<'f>>,
}

#[derive(Serialize)]
pub(super) struct Short<'f> {
    variant: &'f VariantId,
    asked: Quantity,
    given: Quantity,
}

#[derive(Serialize)]
struct Price<'f> {
    variant: &'f VariantId,
    was: Money,
    price: Money,
}

/// The lines that got less than they asked.
pub(super) fn shortages(filled: &Filled) -> Vec<Short<'_>> {
    let short = filled.lines.iter().filter(|line| line.given < line.asked);
    short
        .map(|line| Short { variant: &line.variant, asked: line.asked, given: line.given })
        .collect()
}
