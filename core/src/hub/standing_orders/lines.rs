//! Lines of standing orders, checked: known, eligible, in steps, each once (D2).

use crate::error::{Code, Fault, Result, Violations};
use crate::hub::context::Cx;
use crate::model::enterprise::Eligible;
use crate::model::standing_order::StandingLine;
use crate::model::variant::Variant;
use crate::store::Value;
use crate::value::{Quantity, VariantId};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One wanted line.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LineInput {
    /// The host's id of the variant.
    pub variant: String,
    /// How much: more than 0, a multiple of the variant's unit step.
    pub quantity: Decimal,
    /// In every *n*th cycle: 1 to 52, usually the standing order's own cadence (R7).
    #[serde(default)]
    pub every: Option<u32>,
}

/// The variants of these ids that the enterprise has.
pub(crate) fn known_variants<'a>(
    cx: &mut Cx<'_>,
    ids: impl IntoIterator<Item = &'a str>,
) -> Result<BTreeMap<VariantId, Variant>> {
    let home = cx.home()?;
    let ids: BTreeSet<VariantId> =
        ids.into_iter().filter_map(|id| VariantId::new(id).ok()).collect();
    let keys = ids.iter().map(|id| vec![Value::from(id)]).collect();
    let found = cx.tx.get_many::<Variant>(&home, keys)?;
    Ok(found.into_iter().flatten().map(|variant| (variant.id.clone(), variant)).collect())
}

/// Checks a variant's id and a quantity of it.
pub(crate) fn checked_quantity<'a>(
    v: &mut Violations,
    variants: &'a BTreeMap<VariantId, Variant>,
    id: &str,
    quantity: Decimal,
) -> Option<(&'a Variant, Quantity)> {
    let id = v.check("variant", VariantId::new(id));
    let quantity = v.check("quantity", Quantity::new(quantity));
    let id = id?;
    let known = variants.get(&id).ok_or_else(|| {
        Fault::new(
            Code::UnknownReference,
            format!(
                "`{id}` is not a variant of this enterprise: save it with `variants.save` first"
            ),
            id.as_str(),
        )
    });
    let variant = v.check("variant", known)?;
    let quantity = v.check("quantity", quantity?.in_steps(variant.unit_step))?;
    Some((variant, quantity))
}

fn is_eligible(eligible: &Eligible, variant: &Variant) -> bool {
    match eligible {
        Eligible::All => true,
        Eligible::Tagged { tag } => variant.tags.contains(tag),
        Eligible::AllBut { tag } => !variant.tags.contains(tag),
    }
}

/// Checks lines under `lines[i]`; the anchor of a line that was there before is kept (R7).
pub(crate) fn checked_lines(
    cx: &mut Cx<'_>,
    v: &mut Violations,
    inputs: &[LineInput],
    cadence: u32,
    anchor: i64,
    before: &[StandingLine],
) -> Result<Option<Vec<StandingLine>>> {
    if inputs.is_empty() || inputs.len() > 500 {
        let message = format!("`{}` lines: give 1 to 500", inputs.len());
        v.add("lines", Fault::new(Code::OutOfRange, message, inputs.len()));
        return Ok(None);
    }
    let variants = known_variants(cx, inputs.iter().map(|line| line.variant.as_str()))?;
    let eligible = &cx.enterprise()?.settings.eligible;
    let mut seen = BTreeSet::new();
    Ok(v.each("lines", inputs, |v, input| {
        let checked = checked_quantity(v, &variants, &input.variant, input.quantity);
        let every = input.every.unwrap_or(cadence);
        let every = v.check(
            "every",
            match every {
                1..=52 => Ok(every),
                n => Err(Fault::new(
                    Code::OutOfRange,
                    format!("every `{n}`th cycle is no cadence: give 1 to 52"),
                    n,
                )),
            },
        );
        let (variant, quantity) = checked?;
        if quantity.is_zero() {
            let message = "a line of 0 asks for nothing: leave it out";
            v.add("quantity", Fault::new(Code::OutOfRange, message, "0"));
            return None;
        }
        if !is_eligible(eligible, variant) {
            let message =
                format!("`{}` may not stand in standing orders: leave it out", variant.id);
            v.add("variant", Fault::new(Code::NotEligible, message, variant.id.as_str()));
            return None;
        }
        if !seen.insert(variant.id.clone()) {
            let message = format!("`{}` stands in two lines: give it one", variant.id);
            v.add("variant", Fault::new(Code::Duplicate, message, variant.id.as_str()));
            return None;
        }
        let old = before.iter().find(|line| line.variant == variant.id);
        let anchor = old.map_or(anchor, |line| line.anchor);
        Some(StandingLine { variant: variant.id.clone(), quantity, every: every?, anchor })
    }))
}
