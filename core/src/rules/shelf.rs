//! What a cycle has to give, and filling what is asked from it (E2).

use super::price::{self, Basis};
use crate::error::{Code, Fault};
use crate::model::cycle::{Cycle, Offer};
use crate::model::order::FeeCharged;
use crate::model::variant::Variant;
use crate::value::{Currency, EnterpriseId, Money, Quantity, VariantId};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// One offer as it stands now.
#[derive(Debug, Clone, PartialEq)]
pub struct Good {
    /// Today's price of one unit.
    pub price: Money,
    /// The price as projected when the cycle was planned (R24).
    pub planned_price: Money,
    /// How much is unclaimed; none: unlimited.
    pub free: Option<Quantity>,
    /// What quantities are multiples of.
    pub step: Quantity,
    /// Kilograms a unit.
    pub weight: Decimal,
}

/// The offers of one cycle, by distributor and variant.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    goods: HashMap<EnterpriseId, HashMap<VariantId, Good>>,
}

/// One line of an order, filled.
#[derive(Debug, Clone, PartialEq)]
pub struct FilledLine {
    /// What.
    pub variant: VariantId,
    /// How much was asked.
    pub asked: Quantity,
    /// How much there is for it.
    pub given: Quantity,
    /// The price of one unit; zero where it is not offered.
    pub price: Money,
    /// The price as it was projected.
    pub planned_price: Money,
    /// `price × given`, rounded once.
    pub amount: Money,
    /// What it takes from the free stock; the rest of `given` comes from a share.
    pub claims: Quantity,
    /// What goes back to the free stock: the part of a share that was not asked for.
    pub returns: Quantity,
}

/// An order, filled.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    /// Its lines, in the order asked.
    pub lines: Vec<FilledLine>,
    /// Its fees.
    pub fees: Vec<FeeCharged>,
    /// The sum of its lines.
    pub items: Money,
    /// Lines and fees.
    pub total: Money,
}

impl Filled {
    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(|line| line.given.is_zero())
    }
}

impl Shelf {
    /// Puts a cycle's offers on the shelf.
    pub fn new(offers: &[Offer], variants: &[Variant]) -> Self {
        let known: HashMap<_, _> = variants.iter().map(|v| (&v.id, v)).collect();
        let mut shelf = Self::default();
        for offer in offers {
            let variant = known.get(&offer.variant);
            let good = Good {
                price: offer.price,
                planned_price: offer.planned_price,
                free: offer.free,
                step: variant.map_or(Quantity::ONE, |v| v.unit_step),
                weight: variant.and_then(|v| v.weight).map_or(Decimal::ZERO, Quantity::value),
            };
            let of = shelf.goods.entry(offer.distributor.clone()).or_default();
            of.insert(offer.variant.clone(), good);
        }
        shelf
    }

    /// What a distributor offers of a variant.
    pub fn good(&self, distributor: &EnterpriseId, variant: &VariantId) -> Option<&Good> {
        self.goods.get(distributor)?.get(variant)
    }

    /// Changes what is free of a limited variant; unlimited ones stay so.
    pub fn take(
        &mut self,
        distributor: &EnterpriseId,
        variant: &VariantId,
        claims: Quantity,
        returns: Quantity,
    ) {
        let good = self.goods.get_mut(distributor).and_then(|of| of.get_mut(variant));
        if let Some(free) = good.and_then(|good| good.free.as_mut()) {
            *free = free.less(claims).plus(returns).unwrap_or(*free);
        }
    }

    /// Fills what one standing order asks, shares first, and takes it from the shelf.
    ///
    /// Unavailable variants get nothing, short ones what is left in whole steps; what was asked is
    /// remembered. Nothing is taken when the answer is a fault.
    ///
    /// # Errors
    /// `duplicate` for a variant asked twice, `out_of_range` beyond 10^15 minor units.
    pub fn fill<'a>(
        &mut self,
        cycle: &Cycle,
        distributor: &EnterpriseId,
        currency: Currency,
        asked: impl IntoIterator<Item = (&'a VariantId, Quantity)>,
        shares: &[(VariantId, Quantity)],
    ) -> Result<Filled, Fault> {
        let mut lines: Vec<FilledLine> = Vec::new();
        for (variant, quantity) in asked {
            if lines.iter().any(|line| line.variant == *variant) {
                return Err(Fault::new(
                    Code::Duplicate,
                    format!("`{variant}` stands in two lines: give it one"),
                    variant.as_str(),
                ));
            }
            let share = shares.iter().find(|(of, _)| of == variant).map(|(_, share)| *share);
            lines.push(self.fill_line(distributor, currency, variant, quantity, share)?);
        }
        let (fees, items, total) = self.charge(cycle, distributor, currency, &lines)?;
        for line in &lines {
            self.take(distributor, &line.variant, line.claims, line.returns);
        }
        Ok(Filled { lines, fees, items, total })
    }

    fn fill_line(
        &self,
        distributor: &EnterpriseId,
        currency: Currency,
        variant: &VariantId,
        asked: Quantity,
        share: Option<Quantity>,
    ) -> Result<FilledLine, Fault> {
        let mut line = FilledLine {
            variant: variant.clone(),
            asked,
            given: Quantity::ZERO,
            price: currency.zero(),
            planned_price: currency.zero(),
            amount: currency.zero(),
            claims: Quantity::ZERO,
            returns: share.unwrap_or_default(),
        };
        let Some(good) = self.good(distributor, variant) else { return Ok(line) };
        line.given = match (share, good.free) {
            (Some(share), _) => asked.min(share).floor_to(good.step),
            (None, Some(free)) => asked.min(free).floor_to(good.step),
            (None, None) => asked,
        };
        match share {
            Some(share) => line.returns = share.less(line.given),
            None => line.claims = good.free.map_or(Quantity::ZERO, |_| line.given),
        }
        line.price = good.price;
        line.planned_price = good.planned_price;
        line.amount = price::line_amount(good.price, line.given)?;
        Ok(line)
    }

    fn charge(
        &self,
        cycle: &Cycle,
        distributor: &EnterpriseId,
        currency: Currency,
        lines: &[FilledLine],
    ) -> Result<(Vec<FeeCharged>, Money, Money), Fault> {
        let given = lines.iter().map(|line| (&line.variant, line.given, line.amount));
        let basis = self.basis(distributor, currency, given)?;
        let rules = cycle.exchange(distributor).map_or(&[][..], |exchange| &exchange.fees);
        let fees = match basis.units.is_zero() || rules.is_empty() {
            true => Vec::new(),
            false => price::fees(rules, &basis)?,
        };
        let total = price::total(currency, basis.items, &fees)?;
        Ok((fees, basis.items, total))
    }

    /// What fees are reckoned from, of lines of (variant, quantity, amount).
    ///
    /// # Errors
    /// `out_of_range` beyond 10^15 minor units.
    pub fn basis<'a>(
        &self,
        distributor: &EnterpriseId,
        currency: Currency,
        lines: impl Iterator<Item = (&'a VariantId, Quantity, Money)>,
    ) -> Result<Basis, Fault> {
        let mut basis =
            Basis { items: currency.zero(), units: Quantity::ZERO, weight: Decimal::ZERO };
        for (variant, quantity, amount) in lines {
            basis.items = basis.items.plus(amount)?;
            basis.units = basis.units.plus(quantity)?;
            let each = self.good(distributor, variant).map_or(Decimal::ZERO, |good| good.weight);
            if !each.is_zero() {
                let weight = each.checked_mul(quantity.value()).unwrap_or(Decimal::MAX);
                basis.weight = basis.weight.checked_add(weight).unwrap_or(Decimal::MAX);
            }
        }
        Ok(basis)
    }
}
