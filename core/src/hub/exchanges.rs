//! What a cycle is made of, as callers give it: who distributes what, for which fees, and who
//! supplies. Templates of series and cycles made by hand are checked here alike.

use super::context::Cx;
use crate::error::{Code, Fault, Result, Violations};
use crate::model::cycle::{Cycle, Fee, FeeRate, Offer, Supply};
use crate::model::series::TemplateOffer;
use crate::model::variant::Variant;
use crate::store::Value;
use crate::value::{Currency, EnterpriseId, Label, Money, Quantity, VariantId};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A charge beside the goods.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FeeInput {
    /// What the customer reads.
    pub name: String,
    /// The enterprise that charges it.
    pub charged_by: String,
    /// How much.
    pub rate: FeeRateInput,
}

/// How a fee is reckoned; amounts are in the enterprise's currency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum FeeRateInput {
    /// So much an order.
    PerOrder {
        /// The amount.
        amount: Decimal,
    },
    /// So much for each unit of each line.
    PerItem {
        /// The amount a unit.
        amount: Decimal,
    },
    /// A part of the lines' sum.
    Percent {
        /// Percent, 0 to 100.
        percent: Decimal,
    },
    /// So much a kilogram.
    PerWeight {
        /// The amount a kilogram.
        amount: Decimal,
    },
}

/// What is offered of one variant.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OfferInput {
    /// What.
    pub variant: String,
    /// The price of one unit, in the enterprise's currency.
    pub price: Decimal,
    /// How much there is, in unit steps; none: unlimited.
    #[serde(default)]
    pub stock: Option<Decimal>,
}

/// Who supplies what.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SupplyInput {
    /// Who supplies.
    pub supplier: String,
    /// The variants.
    pub variants: Vec<String>,
}

/// The most exchanges of a cycle, and the most fees of an exchange.
const MOST_PARTS: usize = 200;
/// The most offers or variants of one exchange.
const MOST_OFFERS: usize = 10_000;

/// What the parts of a cycle are checked against: the variants named, and the currency.
#[derive(Debug)]
pub(crate) struct Catalogue {
    variants: BTreeMap<VariantId, Variant>,
    currency: Currency,
}

impl Catalogue {
    /// Loads the variants that a request names, in one call. What is no id is refused later.
    pub fn load<'a>(cx: &mut Cx<'_>, named: impl Iterator<Item = &'a str>) -> Result<Self> {
        let home = cx.home()?;
        let ids: BTreeSet<VariantId> = named.filter_map(|id| VariantId::new(id).ok()).collect();
        let keys = ids.iter().map(|id| vec![Value::from(id)]).collect();
        let found = cx.tx.get_many::<Variant>(&home, keys)?;
        let variants = found.into_iter().flatten().map(|v| (v.id.clone(), v)).collect();
        Ok(Self { variants, currency: home.currency })
    }

    /// A variant of the enterprise.
    pub fn variant(&self, v: &mut Violations, path: &str, id: &str) -> Option<&Variant> {
        let id = v.check(path, VariantId::new(id))?;
        let found = self.variants.get(&id).ok_or_else(|| {
            Fault::new(
                Code::UnknownReference,
                format!("the variant `{id}` is not known: make it known with `variants.save`"),
                id.as_str(),
            )
        });
        v.check(path, found)
    }

    /// An exact amount, not below zero.
    pub fn money(&self, amount: Decimal) -> std::result::Result<Money, Fault> {
        Money::charge(amount, self.currency)
    }

    /// How much there is of a variant, in its unit steps.
    pub fn stock(
        variant: &Variant,
        stock: Option<Decimal>,
    ) -> std::result::Result<Option<Quantity>, Fault> {
        stock.map(|stock| Quantity::new(stock)?.in_steps(variant.unit_step)).transpose()
    }

    fn offer(&self, v: &mut Violations, input: &OfferInput) -> Option<TemplateOffer> {
        let variant = self.variant(v, "variant", &input.variant);
        let price = v.check("price", self.money(input.price));
        let stock = match variant {
            Some(variant) => v.check("stock", Self::stock(variant, input.stock)),
            None => v.check_opt("stock", input.stock, Quantity::new),
        };
        Some(TemplateOffer { variant: variant?.id.clone(), price: price?, stock: stock? })
    }

    /// What is offered by one distributor, each variant once.
    pub fn offers(&self, v: &mut Violations, list: &[OfferInput]) -> Option<Vec<TemplateOffer>> {
        bounded(v, "offers", list.len(), MOST_OFFERS)?;
        let mut once = Once::default();
        v.each("offers", list, |v, input| {
            let offer = self.offer(v, input)?;
            once.check(v, "variant", offer.variant.as_str())?;
            Some(offer)
        })
    }

    /// The fees of one exchange.
    pub fn fees(&self, v: &mut Violations, list: &[FeeInput]) -> Option<Vec<Fee>> {
        bounded(v, "fees", list.len(), MOST_PARTS)?;
        v.each("fees", list, |v, input| {
            let name = v.check("name", Label::new(&input.name));
            let charged_by = v.check("charged_by", EnterpriseId::new(&input.charged_by));
            let rate = v.within("rate", |v| self.rate(v, &input.rate));
            Some(Fee { name: name?, charged_by: charged_by?, rate: rate? })
        })
    }

    fn rate(&self, v: &mut Violations, rate: &FeeRateInput) -> Option<FeeRate> {
        let mut money = |amount: Decimal| v.check("amount", self.money(amount));
        Some(match *rate {
            FeeRateInput::PerOrder { amount } => FeeRate::PerOrder { amount: money(amount)? },
            FeeRateInput::PerItem { amount } => FeeRate::PerItem { amount: money(amount)? },
            FeeRateInput::PerWeight { amount } => FeeRate::PerWeight { amount: money(amount)? },
            FeeRateInput::Percent { percent } => {
                let fits = (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&percent);
                let refused = || {
                    let message = format!("`{percent}` percent cannot be: give 0 to 100");
                    Fault::new(Code::OutOfRange, message, percent.to_string())
                };
                let percent = v.check("percent", fits.then_some(percent).ok_or_else(refused))?;
                FeeRate::Percent { percent }
            }
        })
    }

    /// Who supplies, each supplier and each of his variants once.
    pub fn incoming(&self, v: &mut Violations, list: &[SupplyInput]) -> Option<Vec<Supply>> {
        bounded(v, "incoming", list.len(), MOST_PARTS)?;
        let mut once = Once::default();
        v.each("incoming", list, |v, input| {
            let supplier = v.check("supplier", EnterpriseId::new(&input.supplier));
            if let Some(supplier) = &supplier {
                once.check(v, "supplier", supplier.as_str());
            }
            bounded(v, "variants", input.variants.len(), MOST_OFFERS)?;
            let mut each_once = Once::default();
            let variants = v.each("variants", &input.variants, |v, id| {
                let variant = self.variant(v, "", id)?;
                each_once.check(v, "", variant.id.as_str())?;
                Some(variant.id.clone())
            });
            Some(Supply { supplier: supplier?, variants: variants? })
        })
    }
}

/// Checks the exchanges of a template or a cycle, each distributor once.
pub(crate) fn outgoing<'a, A, T>(
    v: &mut Violations,
    list: &'a [A],
    distributor: impl Fn(&A) -> &str,
    mut check: impl FnMut(&mut Violations, &'a A, EnterpriseId) -> Option<T>,
) -> Option<Vec<T>> {
    bounded(v, "outgoing", list.len(), MOST_PARTS)?;
    let mut once = Once::default();
    v.each("outgoing", list, |v, input| {
        let id = v.check("distributor", EnterpriseId::new(distributor(input)));
        let id = id.and_then(|id| once.check(v, "distributor", id.as_str()).map(|()| id));
        // A stand-in lets the rest be checked too; the exchange is refused in any case.
        let stand_in = EnterpriseId::new("unknown").ok();
        let made = check(v, input, id.clone().or(stand_in)?);
        id.and(made)
    })
}

/// Refuses a list that is too long.
pub(crate) fn bounded(v: &mut Violations, path: &str, length: usize, most: usize) -> Option<()> {
    let refused = || {
        let message = format!("{length} entries are too many: give at most {most}");
        Fault::new(Code::TooLong, message, length)
    };
    v.check(path, (length <= most).then_some(()).ok_or_else(refused))
}

/// Sees to it that each thing of a list stands there once.
#[derive(Debug, Default)]
pub(crate) struct Once {
    seen: BTreeSet<String>,
}

impl Once {
    /// Notes a thing, or its fault when it was there before.
    pub fn check(&mut self, v: &mut Violations, path: &str, what: &str) -> Option<()> {
        if self.seen.insert(what.to_owned()) {
            return Some(());
        }
        let message = format!("`{what}` stands twice in the list: give it once");
        v.check(path, Err(Fault::new(Code::Duplicate, message, what)))
    }
}

/// The offer of a new cycle: nothing of it is claimed yet, and its price is the planned one (R24).
pub(crate) fn fresh_offer(cycle: &Cycle, distributor: &EnterpriseId, made: TemplateOffer) -> Offer {
    Offer {
        enterprise: cycle.enterprise.clone(),
        cycle: cycle.id,
        distributor: distributor.clone(),
        variant: made.variant,
        price: made.price,
        planned_price: made.price,
        stock: made.stock,
        free: made.stock,
        version: 1,
    }
}
