//! An order with its lines: filling, changing, cancelling and saving it, with the stock that it
//! holds. Every operation and the tick go through here.

use super::context::{Cx, Tell};
use super::operation::raced;
use crate::error::{Code, Error, Result};
use crate::model::cycle::{Cycle, Offer};
use crate::model::notice::NoticeKind;
use crate::model::order::{Order, OrderLine, OrderState, Outcome, OutcomeKind};
use crate::model::variant::Variant;
use crate::model::why::Why;
use crate::rules::merge::{self, Merged};
use crate::rules::price;
use crate::rules::shelf::Shelf;
use crate::store::{Query, Record, Value};
use crate::value::{CycleId, EnterpriseId, OrderId, Quantity, VariantId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;

/// An order with its lines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrderWithLines {
    /// The order.
    pub order: Order,
    /// Its lines, in their order.
    pub lines: Vec<OrderLine>,
}

/// What stock changes hands: added to what is free of (distributor, variant).
pub(crate) type Freed = BTreeMap<(EnterpriseId, VariantId), i64>;

/// The offers of a cycle with what is known of their variants, as rules want them.
pub(crate) fn shelf_of(cx: &mut Cx<'_>, cycle: CycleId) -> Result<Shelf> {
    let home = cx.home()?;
    let offers = cx.tx.find::<Offer>(&Query::on(Offer::TABLE, "primary").eq(cycle))?;
    let mut ids: Vec<&VariantId> = offers.iter().map(|offer| &offer.variant).collect();
    ids.sort();
    ids.dedup();
    let keys = ids.into_iter().map(|id| vec![Value::from(id)]).collect();
    let variants = cx.tx.get_many::<Variant>(&home, keys)?;
    let variants: Vec<Variant> = variants.into_iter().flatten().collect();
    Ok(Shelf::new(&offers, &variants))
}

/// Changes what is free of a cycle's offers. Unlimited offers have nothing to change.
pub(crate) fn move_stock(
    cx: &mut Cx<'_>,
    shelf: &Shelf,
    cycle: CycleId,
    freed: Freed,
) -> Result<()> {
    let home = cx.home()?;
    let deltas: Vec<_> = freed
        .into_iter()
        .filter(|((distributor, variant), delta)| {
            let limited = shelf.good(distributor, variant).is_some_and(|g| g.free.is_some());
            *delta != 0 && limited
        })
        .map(|((distributor, variant), delta)| {
            let key = vec![cycle.into(), Value::Text(distributor.shared()), (&variant).into()];
            (key, delta)
        })
        .collect();
    let free = Offer::TABLE.col("free");
    match cx.tx.add::<Offer>(&home, free, deltas, Some(0))?.iter().all(|done| *done) {
        true => Ok(()),
        false => Err(raced("somebody else took the stock in this moment")),
    }
}

impl OrderWithLines {
    /// Loads one, or `not_found`.
    pub(crate) fn load(cx: &mut Cx<'_>, id: OrderId) -> Result<Self> {
        let order: Order = cx.load("order", id)?;
        cx.must_be(order.customer, "order", id)?;
        Self::of(cx, order)
    }

    /// Loads an order's lines.
    pub(crate) fn of(cx: &mut Cx<'_>, order: Order) -> Result<Self> {
        let q = Query::on(OrderLine::TABLE, "primary").eq(order.cycle).eq(order.id);
        let lines = cx.tx.find::<OrderLine>(&q)?;
        Ok(Self { order, lines })
    }

    /// Whether nothing is left in it.
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(|line| line.ordered.is_zero())
    }

    /// Whether it holds stock.
    fn holds_stock(&self) -> bool {
        matches!(self.order.state, OrderState::Pending | OrderState::Placed)
    }

    /// Sets what is ordered of a variant, taking from the shelf or giving back. A line that stands
    /// keeps its price, a new one takes today's (R24).
    ///
    /// # Errors
    /// `insufficient_stock` when less is left; `unknown_reference` for what is not offered;
    /// `not_a_step`.
    pub(crate) fn set(
        &mut self,
        shelf: &mut Shelf,
        freed: &mut Freed,
        variant: &VariantId,
        quantity: Quantity,
    ) -> Result<()> {
        let distributor = self.order.distributor.clone();
        let holds = self.holds_stock();
        let line = self.lines.iter().position(|line| line.variant == *variant);
        let before = line.and_then(|i| self.lines.get(i)).map_or(Quantity::ZERO, |l| l.ordered);
        let good = shelf.good(&distributor, variant).cloned();
        if quantity > before {
            let good = good.as_ref().ok_or_else(|| {
                Error::new(
                    Code::UnknownReference,
                    format!("`{variant}` is not offered in this cycle: leave it out"),
                )
                .with("variant", variant)
            })?;
            quantity.in_steps(good.step)?;
            let more = quantity.less(before);
            if let Some(free) = good.free.filter(|free| holds && *free < more) {
                let most = before.plus(free)?.floor_to(good.step);
                return Err(Error::new(
                    Code::InsufficientStock,
                    format!("only {most} of `{variant}` can be had: ask for {most} or less"),
                )
                .with("variant", variant)
                .with("available", most));
            }
        } else if let Some(good) = &good {
            quantity.in_steps(good.step)?;
        }
        if holds {
            let (more, fewer) = (quantity.less(before), before.less(quantity));
            shelf.take(&distributor, variant, more, fewer);
            *freed.entry((distributor, variant.clone())).or_default() +=
                fewer.millionths().saturating_sub(more.millionths());
        }
        match line.and_then(|i| self.lines.get_mut(i)) {
            Some(line) => {
                // A line that was never on offer has no price to keep.
                if let Some(good) = good.filter(|_| before.is_zero() && line.price.is_zero()) {
                    line.price = good.price;
                }
                line.ordered = quantity;
            }
            None if quantity.is_zero() => {}
            None => {
                let price = good.map_or(self.order.total.currency().zero(), |good| good.price);
                self.push(variant.clone(), quantity, price);
            }
        }
        Ok(())
    }

    /// Adds a line at a price; whoever calls has taken its stock.
    fn push(&mut self, variant: VariantId, quantity: Quantity, price: crate::value::Money) {
        let position = self.lines.last().map_or(0, |line| line.position).saturating_add(1);
        self.lines.push(OrderLine {
            enterprise: self.order.enterprise.clone(),
            cycle: self.order.cycle,
            order: self.order.id,
            position,
            variant,
            asked: quantity,
            given: quantity,
            ordered: quantity,
            price,
            amount: price.currency().zero(),
            standing: false,
        });
    }

    /// Merges what its standing order wants now into it (D8, R30): what the order changed itself
    /// stays, the rest follows as far as there is stock, and disagreements are listed.
    pub(crate) fn merge(
        &mut self,
        shelf: &mut Shelf,
        freed: &mut Freed,
        wanted: &[(&VariantId, Quantity)],
    ) -> Result<bool> {
        let plan = merge::merge(&self.lines, wanted.iter().copied());
        let conflicts = merge::conflicts(&plan);
        let changed = !plan.is_empty() || conflicts != self.order.conflicts;
        self.order.conflicts = conflicts;
        for (variant, merged) in &plan {
            match merged {
                Merged::Conflicts { .. } => continue,
                Merged::Stands { asked } => self.note_asked(variant, *asked, None),
                Merged::Follows { asked } => {
                    let given = self.capped(shelf, variant, *asked);
                    self.set(shelf, freed, variant, given)?;
                    self.note_asked(variant, *asked, Some(given));
                }
            }
        }
        Ok(changed)
    }

    /// What can be given of what is asked: what it holds, and what is free.
    pub(crate) fn capped(&self, shelf: &Shelf, variant: &VariantId, asked: Quantity) -> Quantity {
        let held = self.lines.iter().find(|line| line.variant == *variant);
        let held = held.map_or(Quantity::ZERO, |line| line.ordered);
        match shelf.good(&self.order.distributor, variant) {
            None => asked.min(held),
            Some(good) => match good.free.filter(|_| self.holds_stock()) {
                None => asked.floor_to(good.step),
                Some(free) => asked.min(held.plus(free).unwrap_or(held)).floor_to(good.step),
            },
        }
    }

    /// Notes what the standing order asks of a line, also where nothing of it could be given.
    fn note_asked(&mut self, variant: &VariantId, asked: Quantity, given: Option<Quantity>) {
        if !self.lines.iter().any(|line| line.variant == *variant) {
            let zero = self.order.total.currency().zero();
            self.push(variant.clone(), Quantity::ZERO, zero);
        }
        for line in self.lines.iter_mut().filter(|line| line.variant == *variant) {
            line.asked = asked;
            line.given = given.unwrap_or(line.given);
            line.standing = true;
        }
    }

    /// Gives back all the stock that it holds.
    pub(crate) fn release(&self, shelf: &mut Shelf, freed: &mut Freed) {
        if !self.holds_stock() {
            return;
        }
        for line in &self.lines {
            let key = (self.order.distributor.clone(), line.variant.clone());
            shelf.take(&key.0, &key.1, Quantity::ZERO, line.ordered);
            *freed.entry(key).or_default() += line.ordered.millionths();
        }
    }

    /// Reckons its amounts anew (R28). Quoted fees stand.
    pub(crate) fn retotal(&mut self, cycle: &Cycle, shelf: &Shelf) -> Result<()> {
        let currency = self.order.total.currency();
        for line in &mut self.lines {
            line.amount = price::line_amount(line.price, line.ordered)?;
        }
        let lines = self.lines.iter().map(|line| (&line.variant, line.ordered, line.amount));
        let basis = shelf.basis(&self.order.distributor, currency, lines)?;
        let mut fees = match cycle.exchange(&self.order.distributor) {
            Some(exchange) if !basis.units.is_zero() => price::fees(&exchange.fees, &basis)?,
            _ => Vec::new(),
        };
        fees.extend(self.order.fees.iter().filter(|fee| fee.quoted).cloned());
        self.order.total = price::total(currency, basis.items, &fees)?;
        self.order.item_total = basis.items;
        self.order.fees = fees;
        Ok(())
    }

    /// Saves a changed order and its lines, of which `known` were there before; its charge follows.
    pub(crate) fn save(&mut self, cx: &mut Cx<'_>, known: usize) -> Result<()> {
        let home = cx.home()?;
        cx.charge(&mut self.order)?;
        self.order.version = self.order.version.saturating_add(1);
        cx.tx.update(&home, std::slice::from_ref(&self.order))?;
        let (old, new) = self.lines.split_at_checked(known).unwrap_or((&self.lines, &[]));
        cx.tx.update(&home, old)?;
        cx.tx.insert_new(&home, new)
    }

    /// Cancels it: frees its stock, settles its pair, tells the customer, writes the log.
    pub(crate) fn cancel(
        &mut self,
        cx: &mut Cx<'_>,
        shelf: &mut Shelf,
        freed: &mut Freed,
        why: Why,
    ) -> Result<()> {
        self.release(shelf, freed);
        let before = self.order.state;
        self.order.state = OrderState::Cancelled;
        self.order.held = false;
        self.save(cx, self.lines.len())?;
        settle_outcome(cx, &self.order, &why)?;
        cx.log(self.order.id, json!({ "state": OrderState::Cancelled, "why": why.to_string() }))?;
        if before != OrderState::Ahead {
            cx.tell(Tell {
                kind: NoticeKind::Cancelled,
                customer: Some(self.order.customer),
                cycle: Some(self.order.cycle),
                order: Some(self.order.id),
                facts: json!({ "why": why.to_string(), "total": self.order.total }).into(),
            })?;
        }
        Ok(())
    }
}

/// Turns the outcome of a cancelled order's pair into `skipped`, keeping the way to the order, so
/// that taking the skip back revives the same id (R29).
fn settle_outcome(cx: &mut Cx<'_>, order: &Order, why: &Why) -> Result<()> {
    let Some(standing_order) = order.standing_order else { return Ok(()) };
    let home = cx.home()?;
    let key = Outcome::key(standing_order, order.cycle);
    if let Some(mut outcome) = cx.tx.get::<Outcome>(&home, key)? {
        outcome.kind = OutcomeKind::Skipped;
        outcome.why = why.clone();
        outcome.at = cx.now;
        outcome.version = outcome.version.saturating_add(1);
        cx.tx.update(&home, &[outcome])?;
    }
    Ok(())
}

/// Loads a cycle, or `not_found`.
pub(crate) fn load_cycle(cx: &mut Cx<'_>, id: CycleId) -> Result<Cycle> {
    cx.load("cycle", id)
}
