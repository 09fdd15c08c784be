//! What a cycle has to give, and filling what is asked from it (E2).

use super::price::{self, Basis};
use crate::error::{Code, Fault};
use crate::model::cycle::{Cycle, Offer};
use crate::model::order::FeeCharged;
use crate::model::variant::Variant;
use crate::value::{Currency, EnterpriseId, Money, Quantity, VariantId};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

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
    stalls: Vec<Stall>,
}

/// The offers of one distributor. A place is looked up once for each line of an order, which is
/// most of the work of filling one.
#[derive(Debug, Clone)]
struct Stall {
    distributor: EnterpriseId,
    places: HashMap<VariantId, usize>,
    goods: Vec<Good>,
}

impl Stall {
    fn good(&self, variant: &VariantId) -> Option<&Good> {
        self.goods.get(*self.places.get(variant)?)
    }
}

impl Good {
    fn take(&mut self, claims: Quantity, returns: Quantity) {
        if let Some(free) = self.free.as_mut() {
            *free = free.less(claims).plus(returns).unwrap_or(*free);
        }
    }
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
        let mut stalls: BTreeMap<&EnterpriseId, Stall> = BTreeMap::new();
        for offer in offers {
            let variant = known.get(&offer.variant);
            let good = Good {
                price: offer.price,
                planned_price: offer.planned_price,
                free: offer.free,
                step: variant.map_or(Quantity::ONE, |v| v.unit_step),
                weight: variant.and_then(|v| v.weight).map_or(Decimal::ZERO, Quantity::value),
            };
            let stall = stalls.entry(&offer.distributor).or_insert_with(|| Stall {
                distributor: offer.distributor.clone(),
                places: HashMap::new(),
                goods: Vec::new(),
            });
            stall.places.insert(offer.variant.clone(), stall.goods.len());
            stall.goods.push(good);
        }
        Self { stalls: stalls.into_values().collect() }
    }

    fn place_of(&self, distributor: &EnterpriseId) -> Option<usize> {
        self.stalls.iter().position(|stall| stall.distributor == *distributor)
    }

    fn stall(&self, distributor: &EnterpriseId) -> Option<&Stall> {
        self.stalls.get(self.place_of(distributor)?)
    }

    /// What a distributor offers of a variant.
    pub fn good(&self, distributor: &EnterpriseId, variant: &VariantId) -> Option<&Good> {
        self.stall(distributor)?.good(variant)
    }

    /// Whether anything on it may run out.
    pub fn is_limited(&self) -> bool {
        self.stalls.iter().flat_map(|stall| &stall.goods).any(|good| good.free.is_some())
    }

    /// Changes what is free of a limited variant; unlimited ones stay so.
    pub fn take(
        &mut self,
        distributor: &EnterpriseId,
        variant: &VariantId,
        claims: Quantity,
        returns: Quantity,
    ) {
        let stall = self.stalls.iter_mut().find(|stall| stall.distributor == *distributor);
        let good = stall.and_then(|stall| stall.goods.get_mut(*stall.places.get(variant)?));
        if let Some(good) = good {
            good.take(claims, returns);
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
        asked: impl IntoIterator<Item = (&'a VariantId, Quantity), IntoIter: ExactSizeIterator>,
        shares: &[(VariantId, Quantity)],
    ) -> Result<Filled, Fault> {
        let asked = asked.into_iter();
        let stall = self.place_of(distributor).and_then(|place| self.stalls.get_mut(place));
        let mut lines: Vec<FilledLine> = Vec::with_capacity(asked.len());
        let mut places: Vec<Option<usize>> = Vec::with_capacity(asked.len());
        let mut basis = Basis::nothing(currency);
        for (variant, quantity) in asked {
            let place = stall.as_ref().and_then(|stall| stall.places.get(variant)).copied();
            let again = |(before, line): (&Option<usize>, &FilledLine)| match place {
                Some(_) => *before == place,
                None => line.variant == *variant,
            };
            if places.iter().zip(&lines).any(again) {
                return Err(twice(variant));
            }
            let share = shares.iter().find(|(of, _)| of == variant).map(|(_, share)| *share);
            let good = place.and_then(|place| stall.as_ref()?.goods.get(place));
            let line = fill_line(good, currency, variant, quantity, share)?;
            basis.add(good, line.given, line.amount)?;
            lines.push(line);
            places.push(place);
        }
        let rules = cycle.exchange(distributor).map_or(&[][..], |exchange| &exchange.fees);
        let fees = match basis.units.is_zero() || rules.is_empty() {
            true => Vec::new(),
            false => price::fees(rules, &basis)?,
        };
        let total = price::total(currency, basis.items, &fees)?;
        if let Some(stall) = stall {
            for (line, place) in lines.iter().zip(places) {
                if let Some(good) = place.and_then(|place| stall.goods.get_mut(place)) {
                    good.take(line.claims, line.returns);
                }
            }
        }
        Ok(Filled { lines, fees, items: basis.items, total })
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
        let stall = self.stall(distributor);
        let mut basis = Basis::nothing(currency);
        for (variant, quantity, amount) in lines {
            basis.add(stall.and_then(|stall| stall.good(variant)), quantity, amount)?;
        }
        Ok(basis)
    }
}

fn twice(variant: &VariantId) -> Fault {
    let message = format!("`{variant}` stands in two lines: give it one");
    Fault::new(Code::Duplicate, message, variant.as_str())
}

fn fill_line(
    good: Option<&Good>,
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
    let Some(good) = good else { return Ok(line) };
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

impl Basis {
    fn nothing(currency: Currency) -> Self {
        Self { items: currency.zero(), units: Quantity::ZERO, weight: Decimal::ZERO }
    }

    fn add(&mut self, good: Option<&Good>, quantity: Quantity, amount: Money) -> Result<(), Fault> {
        self.items = self.items.plus(amount)?;
        self.units = self.units.plus(quantity)?;
        if let Some(weight) = good.map(|good| good.weight).filter(|weight| !weight.is_zero()) {
            let weight = weight.checked_mul(quantity.value()).unwrap_or(Decimal::MAX);
            self.weight = self.weight.checked_add(weight).unwrap_or(Decimal::MAX);
        }
        Ok(())
    }
}
