//! Adding to an order what there is of what is wanted.

use super::edit::{EditOrder, must_be_allowed_to};
use super::must_be_editable;
use super::record::LineWanted;
use crate::error::Result;
use crate::hub::context::Cx;
use crate::hub::operation::Transactional;
use crate::hub::order_book::{OrderWithLines, load_cycle};
use crate::hub::tick::members::Round;
use crate::value::{Quantity, VariantId};
use serde::{Deserialize, Serialize};

/// Of what less was added than was wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShortLine {
    /// What.
    pub variant: VariantId,
    /// How much was wanted beyond what the order had.
    pub wanted: Quantity,
    /// How much of that was added.
    pub added: Quantity,
    /// Whether it is offered in the order's cycle at all.
    pub offered: bool,
}

/// Adds to an order, by the way of `orders.edit`, what there is of what is wanted; what was short
/// comes beside.
pub(crate) fn add_lines(
    cx: &mut Cx<'_>,
    open: OrderWithLines,
    version: Option<i64>,
    wanted: &[(VariantId, Quantity)],
) -> Result<(OrderWithLines, Vec<ShortLine>)> {
    let cycle = load_cycle(cx, open.order.cycle)?;
    must_be_editable(cx, &open.order, &cycle)?;
    must_be_allowed_to(cx, &open.order, |may| may.edit)?;
    cx.expect_version("order", open.order.id, open.order.version, version)?;
    let round = Round::load(cx, cycle)?;
    let (mut set_lines, mut short) = (Vec::new(), Vec::new());
    for (variant, quantity) in wanted {
        let line = open.lines.iter().find(|line| line.variant == *variant);
        let before = line.map_or(Quantity::ZERO, |line| line.ordered);
        let asked = before.plus(*quantity)?;
        let most = open.capped(&round.shelf, variant, asked).max(before);
        if most < asked {
            short.push(ShortLine {
                variant: variant.clone(),
                wanted: *quantity,
                added: most.less(before),
                offered: round.shelf.good(&open.order.distributor, variant).is_some(),
            });
        }
        if most > before {
            set_lines.push(LineWanted { variant: variant.to_string(), quantity: most.value() });
        }
    }
    if set_lines.is_empty() {
        return Ok((open, short));
    }
    let edit = EditOrder {
        enterprise: open.order.enterprise.to_string(),
        order: open.order.id,
        set_lines,
        ..Default::default()
    };
    Ok((edit.execute(cx)?, short))
}
