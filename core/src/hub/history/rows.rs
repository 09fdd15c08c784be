//! What an entry of a history says, and by which words it is found.

use super::walk::{Place, state_of};
use super::{HistoryEntry, HistoryKind};
use crate::error::{Error, Result};
use crate::hub::context::Cx;
use crate::hub::cycles::CycleDates;
use crate::hub::order_book::OrderWithLines;
use crate::model::cycle::Cycle;
use crate::model::order::Order;
use crate::model::past_order::PastOrder;
use crate::model::variant::Variant;
use crate::store::Value;
use crate::value::search;
use crate::value::{CycleId, VariantId};
use std::collections::{BTreeMap, BTreeSet};

/// An order of either kind.
#[derive(Debug, Clone)]
pub(super) enum Found {
    Order(Box<Order>),
    Past(Box<PastOrder>),
}

impl Found {
    pub(super) fn order(order: Order) -> Self {
        Found::Order(Box::new(order))
    }

    pub(super) fn past(order: PastOrder) -> Self {
        Found::Past(Box::new(order))
    }

    pub(super) fn place(&self) -> Place {
        match self {
            Found::Order(order) => Place(order.created_at.timestamp_millis(), order.id.0),
            Found::Past(order) => Place(order.placed_at.timestamp_millis(), order.id.0),
        }
    }
}

/// The entries of those orders in which each wanted word is found, in their order.
pub(super) fn entries(
    cx: &mut Cx<'_>,
    found: Vec<Found>,
    wanted: &[String],
) -> Result<Vec<HistoryEntry>> {
    let mut lined = Vec::with_capacity(found.len());
    for each in found {
        lined.push(match each {
            Found::Order(order) => Lined::Order(Box::new(OrderWithLines::of(cx, *order)?)),
            Found::Past(order) => Lined::Past(order),
        });
    }
    let cycles = cycles_of(cx, &lined)?;
    let variants = match wanted.is_empty() {
        true => BTreeMap::new(),
        false => variants_of(cx, &lined)?,
    };
    let mut entries = Vec::new();
    for each in lined {
        match each {
            Lined::Past(order) => entries.extend(of_past(*order, wanted)),
            Lined::Order(order) => {
                let cycle = cycles.get(&order.order.cycle);
                let gone = || Error::corrupt("orders", "its cycle is not there");
                let cycle = cycle.ok_or_else(gone)?;
                entries.extend(of_order(&order, cycle, &variants, wanted));
            }
        }
    }
    Ok(entries)
}

enum Lined {
    Order(Box<OrderWithLines>),
    Past(Box<PastOrder>),
}

fn cycles_of(cx: &mut Cx<'_>, lined: &[Lined]) -> Result<BTreeMap<CycleId, Cycle>> {
    let home = cx.home()?;
    let cycle = |each: &Lined| match each {
        Lined::Order(order) => Some(order.order.cycle),
        Lined::Past(_) => None,
    };
    let ids: BTreeSet<CycleId> = lined.iter().filter_map(cycle).collect();
    let keys = ids.into_iter().map(|id| vec![id.into()]).collect();
    let found = cx.tx.get_many::<Cycle>(&home, keys)?;
    Ok(found.into_iter().flatten().map(|cycle| (cycle.id, cycle)).collect())
}

fn variants_of(cx: &mut Cx<'_>, lined: &[Lined]) -> Result<BTreeMap<VariantId, Variant>> {
    let home = cx.home()?;
    let orders = lined.iter().filter_map(|each| match each {
        Lined::Order(order) => Some(order),
        Lined::Past(_) => None,
    });
    let ids: BTreeSet<&VariantId> =
        orders.flat_map(|order| order.lines.iter().map(|line| &line.variant)).collect();
    let keys = ids.into_iter().map(|id| vec![Value::from(id)]).collect();
    let found = cx.tx.get_many::<Variant>(&home, keys)?;
    Ok(found.into_iter().flatten().map(|variant| (variant.id.clone(), variant)).collect())
}

fn of_order(
    order: &OrderWithLines,
    cycle: &Cycle,
    variants: &BTreeMap<VariantId, Variant>,
    wanted: &[String],
) -> Option<HistoryEntry> {
    let OrderWithLines { order, lines } = order;
    let bought = lines.iter().filter(|line| !line.ordered.is_zero());
    let texts = lines.iter().flat_map(|line| {
        let name = variants.get(&line.variant).map(|variant| variant.name.as_str());
        [Some(line.variant.as_str()), name].into_iter().flatten()
    });
    let texts = texts.chain(order.note.as_deref()).chain([cycle.name.as_str()]);
    search::finds(wanted, texts).then(|| HistoryEntry {
        kind: HistoryKind::Order,
        order: Some(order.id),
        past_order: None,
        reference: None,
        state: order.state,
        at: order.created_at,
        placed_at: order.placed_at,
        dates: Some(CycleDates::at(cycle, None, &order.distributor)),
        opens_at: Some(cycle.opens_at),
        closes_at: Some(cycle.closes_at),
        standing_order: order.standing_order,
        items: u32::try_from(bought.count()).unwrap_or(u32::MAX),
        total: order.total,
    })
}

fn of_past(order: PastOrder, wanted: &[String]) -> Option<HistoryEntry> {
    let bought = order.lines.iter().filter(|line| !line.quantity.is_zero());
    let texts = order.lines.iter().flat_map(|line| {
        let variant = line.variant.as_ref().map(VariantId::as_str);
        let category = line.category.as_ref().map(|category| category.as_str());
        [Some(line.name.as_str()), variant, category].into_iter().flatten()
    });
    let texts = texts.chain(order.note.as_deref()).chain([order.reference.as_str()]);
    if !search::finds(wanted, texts) {
        return None;
    }
    Some(HistoryEntry {
        kind: HistoryKind::PastOrder,
        order: None,
        past_order: Some(order.id),
        items: u32::try_from(bought.count()).unwrap_or(u32::MAX),
        reference: Some(order.reference),
        state: state_of(order.state),
        at: order.placed_at,
        placed_at: Some(order.placed_at),
        dates: None,
        opens_at: None,
        closes_at: None,
        standing_order: None,
        total: order.total,
    })
}
