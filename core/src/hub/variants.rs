//! What an enterprise can sell.

use super::context::Cx;
use super::customers::checked_tags;
use super::operation::{Reach, Transactional};
use super::page::{self, pages};
use crate::error::{Code, Fault, Result, Violations};
use crate::model::variant::Variant;
use crate::store::{Query, Record, Value};
use crate::value::{EnterpriseId, Label, Quantity, VariantId};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One variant, as the host's shop has it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct VariantInput {
    /// The host's id.
    pub id: String,
    /// What sheets and notices call it.
    pub name: String,
    /// The enterprise that supplies it.
    #[serde(default)]
    pub supplier: Option<String>,
    /// Its category.
    #[serde(default)]
    pub category: Option<String>,
    /// What quantities are multiples of; usually 1.
    #[serde(default)]
    pub unit_step: Option<Decimal>,
    /// Kilograms a unit.
    #[serde(default)]
    pub weight: Option<Decimal>,
    /// Tags.
    #[serde(default)]
    pub tags: Vec<String>,
}

/// Makes variants known, or replaces what is known of them: `variants.save`. All or none.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveVariants {
    /// Whose shop.
    pub enterprise: String,
    /// The variants, each once; at most 10,000.
    pub variants: Vec<VariantInput>,
}

pages! {
    /// Variants, in the order of their ids.
    VariantPage of Variant;
}

/// How many variants were saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VariantsSaved {
    /// Those that are new.
    pub created: u64,
    /// Those that were known and differ now.
    pub updated: u64,
}

fn checked(v: &mut Violations, input: &VariantInput, owner: &EnterpriseId) -> Option<Variant> {
    let id = v.check("id", VariantId::new(&input.id));
    let name = v.check("name", Label::new(&input.name));
    let supplier = v.check_opt("supplier", input.supplier.as_deref(), EnterpriseId::new);
    let category =
        v.check("category", Label::optional(input.category.as_deref().unwrap_or_default()));
    let step = match input.unit_step {
        None => Some(Quantity::ONE),
        Some(step) => v.check("unit_step", Quantity::new(step)).and_then(|step| {
            let refused =
                || Fault::new(Code::OutOfRange, "a unit step of 0 sells nothing: give more", "0");
            v.check("unit_step", if step.is_zero() { Err(refused()) } else { Ok(step) })
        }),
    };
    let weight = v.check_opt("weight", input.weight, Quantity::new);
    let tags = checked_tags(v, &input.tags);
    Some(Variant {
        enterprise: owner.clone(),
        id: id?,
        name: name?,
        supplier: supplier?,
        category: category?,
        unit_step: step?,
        weight: weight?,
        tags: tags?,
        version: 1,
    })
}

impl Transactional for SaveVariants {
    const NAME: &'static str = "variants.save";
    const MUTATES: bool = true;
    type Response = VariantsSaved;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<VariantsSaved> {
        let home = cx.home()?;
        let mut v = Violations::new();
        if self.variants.len() > 10_000 {
            let message =
                format!("{} variants are too many: give at most 10000 a call", self.variants.len());
            v.add("variants", Fault::new(Code::TooLong, message, self.variants.len()));
        }
        let mut seen = BTreeSet::new();
        let variants = v.each("variants", self.variants.iter().take(10_000), |v, input| {
            let variant = checked(v, input, &home.id)?;
            match seen.insert(variant.id.clone()) {
                true => Some(variant),
                false => v.check(
                    "id",
                    Err(Fault::new(
                        Code::Duplicate,
                        format!("`{}` stands twice in the list: give it once", variant.id),
                        variant.id.as_str(),
                    )),
                ),
            }
        });
        let mut variants = v.finish(variants)?;
        let keys = variants.iter().map(|variant| vec![Value::from(&variant.id)]).collect();
        let known = cx.tx.get_many::<Variant>(&home, keys)?;
        let (mut created, mut updated) = (Vec::new(), Vec::new());
        for (mut variant, known) in variants.drain(..).zip(known) {
            match known {
                None => created.push(variant),
                Some(known) => {
                    variant.version = known.version;
                    if variant != known {
                        variant.version = known.version.saturating_add(1);
                        updated.push(variant);
                    }
                }
            }
        }
        cx.tx.insert_new(&home, &created)?;
        cx.tx.update(&home, &updated)?;
        Ok(VariantsSaved { created: created.len() as u64, updated: updated.len() as u64 })
    }
}

/// Lists variants: `variants.list`, in the order of their ids.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListVariants {
    /// Whose.
    pub enterprise: String,
    /// Only these.
    #[serde(default)]
    pub ids: Option<Vec<String>>,
    /// How many: 1 to 1,000, usually 50.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next_page` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Transactional for ListVariants {
    const NAME: &'static str = "variants.list";
    const MUTATES: bool = false;
    const FOR_CUSTOMERS: bool = true;
    type Response = VariantPage;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<VariantPage> {
        let home = cx.home()?;
        let mut v = Violations::new();
        let limit = v.check("limit", page::checked_limit(self.limit));
        let ids = match &self.ids {
            None => Some(None),
            Some(ids) => v.each("ids", ids, |v, id| v.check("", VariantId::new(id))).map(Some),
        };
        let (limit, ids) = v.finish((|| Some((limit?, ids?)))())?;
        if let Some(ids) = ids {
            let keys = ids.iter().map(|id| vec![Value::from(id)]).collect();
            let found = cx.tx.get_many::<Variant>(&home, keys)?;
            return Ok(VariantPage {
                items: found.into_iter().flatten().collect(),
                next_page: None,
            });
        }
        let q = page::resume(Query::on(Variant::TABLE, "primary"), self.after.as_deref(), limit)?;
        let rows = cx.tx.find::<Variant>(&q)?;
        let (items, next_page) = page::cut(&q, |variant| cx.tx.row_of(variant), limit, rows);
        Ok(VariantPage { items, next_page })
    }
}
