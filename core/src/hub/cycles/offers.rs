//! Changing what is offered in a cycle that has not closed.

use super::super::context::Cx;
use super::super::exchanges::{Catalogue, Once, bounded, fresh_offer};
use super::super::operation::{Reach, Transactional};
use super::super::order_book::load_cycle;
use super::CycleWithOffers;
use crate::error::{Code, Error, Fault, Result, Violations};
use crate::model::cycle::{Allocation, Cycle, CycleState, Offer};
use crate::model::order::{Order, OrderLine, OrderState};
use crate::model::series::TemplateOffer;
use crate::store::{Filter, Query, Record, Value};
use crate::value::{Change, CycleId, EnterpriseId, Quantity, VariantId};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;

/// Changes what is offered in an upcoming or open cycle: `cycles.update_offers`. All or none.
///
/// A new price holds for lines that come in from now on; lines already there keep theirs (R24). A
/// new stock moves what is free by the difference.
///
/// Errors: `conflict` for a stale version; `insufficient_stock` for a stock below what is claimed;
/// `wrong_state` for a cycle in another state, or when orders hold an offer that is to go.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateOffers {
    /// Whose.
    pub enterprise: String,
    /// In which cycle.
    pub cycle: CycleId,
    /// The version of the cycle that the caller saw; none: whatever is there (R35).
    #[serde(default)]
    pub version: Option<i64>,
    /// The offers that change or are new, each once.
    #[serde(default)]
    pub offers: Vec<OfferPatch>,
    /// The offers that go.
    #[serde(default)]
    pub removed: Vec<OfferName>,
}

/// An offer that changes, or is new and then has a price.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OfferPatch {
    /// Who distributes.
    pub distributor: String,
    /// What.
    pub variant: String,
    /// The price of one unit.
    #[serde(default, skip_serializing_if = "Change::is_keep")]
    pub price: Change<Decimal>,
    /// How much there is in all, with what is claimed already; null: unlimited.
    #[serde(default, skip_serializing_if = "Change::is_keep")]
    pub stock: Change<Option<Decimal>>,
}

/// An offer by its name.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OfferName {
    /// Who distributes.
    pub distributor: String,
    /// What.
    pub variant: String,
}

/// The most offers of one call.
const MOST: usize = 10_000;

/// Distributor and variant.
type Name = (EnterpriseId, VariantId);

/// What a call does to a cycle's offers.
#[derive(Debug, Default)]
struct Effects {
    added: Vec<Offer>,
    changed: Vec<Offer>,
    removed: Vec<Name>,
}

impl Transactional for UpdateOffers {
    const NAME: &'static str = "cycles.update_offers";
    const MUTATES: bool = true;
    type Response = CycleWithOffers;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<CycleWithOffers> {
        let home = cx.home()?;
        let mut cycle = load_cycle(cx, self.cycle)?;
        cx.expect_version("cycle", cycle.id, cycle.version, self.version)?;
        if !matches!(cycle.state, CycleState::Upcoming | CycleState::Open) {
            let message = format!(
                "the cycle `{}` is {}: offers change while it is upcoming or open",
                cycle.name, cycle.state
            );
            return Err(Error::new(Code::WrongState, message).with("state", cycle.state));
        }
        let effects = self.effects(cx, &cycle)?;
        cx.tx.insert_new(&home, &effects.added)?;
        cx.tx.update(&home, &effects.changed)?;
        let keys = effects.removed.iter().map(|name| key_of(cycle.id, name)).collect();
        cx.tx.delete::<Offer>(&home, keys)?;
        cycle.version = cycle.version.saturating_add(1);
        cx.tx.update(&home, std::slice::from_ref(&cycle))?;
        cx.log(cycle.id, json!({ "offers": self.offers, "removed": self.removed }))?;
        CycleWithOffers::of(cx, cycle)
    }
}

fn key_of(cycle: CycleId, (distributor, variant): &Name) -> Vec<Value> {
    vec![cycle.into(), Value::Text(distributor.shared()), variant.into()]
}

impl UpdateOffers {
    fn effects(&self, cx: &mut Cx<'_>, cycle: &Cycle) -> Result<Effects> {
        let home = cx.home()?;
        let catalogue = Catalogue::load(cx, self.offers.iter().map(|o| o.variant.as_str()))?;
        let mut v = Violations::new();
        let mut once = Once::default();
        bounded(&mut v, "offers", self.offers.len(), MOST);
        bounded(&mut v, "removed", self.removed.len(), MOST);
        let patched = v.each("offers", self.offers.iter().take(MOST), |v, patch| {
            self::name(v, cycle, &mut once, &patch.distributor, &patch.variant)
        });
        let removed = v.each("removed", self.removed.iter().take(MOST), |v, gone| {
            self::name(v, cycle, &mut once, &gone.distributor, &gone.variant)
        });
        let (patched, removed) = v.finish((|| Some((patched?, removed?)))())?;
        let names: Vec<&Name> = patched.iter().chain(&removed).collect();
        let keys = names.iter().map(|name| key_of(cycle.id, name)).collect();
        let mut found = cx.tx.get_many::<Offer>(&home, keys)?;
        let gone = found.split_off(patched.len().min(found.len()));

        let mut v = Violations::new();
        let mut effects = Effects::default();
        let mut changes = Vec::new();
        for (i, ((patch, name), known)) in self.offers.iter().zip(&patched).zip(found).enumerate() {
            v.within(&format!("offers[{i}]"), |v| match known {
                None => effects.added.extend(added(v, &catalogue, cycle, patch, name)),
                Some(offer) => changes.extend(changed(v, &catalogue, patch, offer)),
            });
        }
        for (i, (name, known)) in removed.iter().zip(&gone).enumerate() {
            if known.is_none() {
                v.add(&format!("removed[{i}].variant"), not_offered(name));
            }
        }
        v.finish(Some(()))?;
        effects.changed = set_free(cx, cycle, changes)?;
        if cycle.state == CycleState::Open {
            must_be_free(cx, cycle, &removed)?;
        }
        effects.removed = removed;
        Ok(effects)
    }
}

/// The name of an offer of one of the cycle's distributors, named once in the call.
fn name(
    v: &mut Violations,
    cycle: &Cycle,
    once: &mut Once,
    distributor: &str,
    variant: &str,
) -> Option<Name> {
    let variant = v.check("variant", VariantId::new(variant));
    let distributor = v.check("distributor", EnterpriseId::new(distributor));
    let distributor = distributor.and_then(|distributor| {
        let there = cycle.exchange(&distributor).is_some();
        let refused = Fault::new(
            Code::UnknownReference,
            format!("`{distributor}` does not distribute in this cycle: give one who does"),
            distributor.as_str(),
        );
        v.check("distributor", if there { Ok(distributor) } else { Err(refused) })
    });
    let (distributor, variant) = (distributor?, variant?);
    // A host's id has no line break, so that two names never run together.
    once.check(v, "variant", &format!("{distributor}\n{variant}")).map(|()| (distributor, variant))
}

fn not_offered((distributor, variant): &Name) -> Fault {
    let message = format!("`{distributor}` does not offer `{variant}` here: leave it out");
    Fault::new(Code::UnknownReference, message, variant.as_str())
}

/// An offer that is new in the cycle.
fn added(
    v: &mut Violations,
    catalogue: &Catalogue,
    cycle: &Cycle,
    patch: &OfferPatch,
    (distributor, variant): &Name,
) -> Option<Offer> {
    let known = catalogue.variant(v, "variant", variant.as_str());
    let price = match patch.price {
        Change::To(price) => v.check("price", catalogue.money(price)),
        Change::Keep => {
            let message = "a new offer has no price yet: give one";
            v.check("price", Err(Fault::new(Code::Required, message, serde_json::Value::Null)))
        }
    };
    let stock = match patch.stock {
        Change::To(stock) => v.check("stock", Catalogue::stock(known?, stock)),
        Change::Keep => Some(None),
    };
    let made = TemplateOffer { variant: known?.id.clone(), price: price?, stock: stock? };
    Some(fresh_offer(cycle, distributor, made))
}

/// An offer as it shall be, and what of it is claimed; none: it was unlimited, nobody counted.
type Changed = (Offer, Option<Quantity>);

fn changed(
    v: &mut Violations,
    catalogue: &Catalogue,
    patch: &OfferPatch,
    mut offer: Offer,
) -> Option<Changed> {
    let known = catalogue.variant(v, "variant", offer.variant.as_str())?;
    let claimed = offer.stock.map(|stock| stock.less(offer.free.unwrap_or_default()));
    if let Change::To(price) = patch.price {
        offer.price = v.check("price", catalogue.money(price))?;
    }
    if let Change::To(stock) = patch.stock {
        offer.stock = v.check("stock", Catalogue::stock(known, stock))?;
    }
    offer.version = offer.version.saturating_add(1);
    Some((offer, claimed))
}

/// Sets what is free of changed offers: their stock without what is claimed.
fn set_free(cx: &mut Cx<'_>, cycle: &Cycle, changes: Vec<Changed>) -> Result<Vec<Offer>> {
    let name = |offer: &Offer| (offer.distributor.clone(), offer.variant.clone());
    let uncounted = changes.iter().filter(|(o, claimed)| o.stock.is_some() && claimed.is_none());
    let uncounted: Vec<Name> = uncounted.map(|(offer, _)| name(offer)).collect();
    let counted = claimed_by_lines(cx, cycle, &uncounted)?;
    let free = |(mut offer, claimed): Changed| {
        let claimed = claimed.or_else(|| counted.get(&name(&offer)).copied()).unwrap_or_default();
        offer.free = offer.stock.map(|stock| left(stock, claimed, &offer.variant)).transpose()?;
        Ok(offer)
    };
    changes.into_iter().map(free).collect()
}

/// What is free of a stock when so much of it is claimed.
fn left(stock: Quantity, claimed: Quantity, variant: &VariantId) -> Result<Quantity> {
    match stock < claimed {
        false => Ok(stock.less(claimed)),
        true => Err(Error::new(
            Code::InsufficientStock,
            format!(
                "{claimed} of `{variant}` are claimed, `{stock}` is less: give {claimed} or more"
            ),
        )
        .with("variant", variant)
        .with("claimed", claimed)),
    }
}

/// What the orders of a cycle claim of the offers named.
fn claimed_by_lines(
    cx: &mut Cx<'_>,
    cycle: &Cycle,
    names: &[Name],
) -> Result<BTreeMap<Name, Quantity>> {
    let mut claimed: BTreeMap<Name, Quantity> = BTreeMap::new();
    for (order, line) in lines_of(cx, cycle, names)? {
        if matches!(order.state, OrderState::Pending | OrderState::Placed | OrderState::Fulfilled) {
            let sum = claimed.entry((order.distributor, line.variant)).or_default();
            *sum = sum.plus(line.ordered)?;
        }
    }
    Ok(claimed)
}

/// Refuses to take offers away from orders, or from standing orders for which they are set aside.
fn must_be_free(cx: &mut Cx<'_>, cycle: &Cycle, removed: &[Name]) -> Result<()> {
    if removed.is_empty() {
        return Ok(());
    }
    let shares = cx.tx.find::<Allocation>(&among(
        Query::on(Allocation::TABLE, "primary").eq(cycle.id),
        removed,
    ))?;
    let lines = lines_of(cx, cycle, removed)?;
    let held = removed.iter().find(|(distributor, variant)| {
        shares.iter().any(|share| share.variant == *variant)
            || lines
                .iter()
                .any(|(order, line)| order.distributor == *distributor && line.variant == *variant)
    });
    match held {
        None => Ok(()),
        Some((_, variant)) => Err(Error::new(
            Code::WrongState,
            format!(
                "orders of this cycle hold `{variant}`: set its stock to what is claimed, so that \
                 nobody else can order it"
            ),
        )
        .with("variant", variant)),
    }
}

/// Narrows a query to the variants named.
fn among(q: Query, names: &[Name]) -> Query {
    let variants = names.iter().map(|(_, variant)| Value::from(variant)).collect();
    let column = q.table.col("variant");
    q.filter(Filter::In(column, variants))
}

/// The lines of a cycle's orders that hold one of the variants, with their orders.
fn lines_of(cx: &mut Cx<'_>, cycle: &Cycle, names: &[Name]) -> Result<Vec<(Order, OrderLine)>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let home = cx.home()?;
    let q = among(Query::on(OrderLine::TABLE, "primary").eq(cycle.id), names);
    let lines = cx.tx.find::<OrderLine>(&q)?;
    let keys = lines.iter().map(|line| vec![line.order.into()]).collect();
    let orders = cx.tx.get_many::<Order>(&home, keys)?;
    Ok(orders.into_iter().zip(lines).filter_map(|(order, line)| Some((order?, line))).collect())
}
