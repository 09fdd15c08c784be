//! A revision meets an order that was made before it: three-way merge, line by line (D8, R30).
//!
//! ```text
//!              base (as generated, what was asked)
//!             /                                   \
//!   order (what its owner made of it)     revision (what is wanted now)
//! ```
//! A shortage is no edit: an order's line counts as changed only when what is ordered differs from
//! what was given. Where one side alone changed, that side wins; where both made the same change,
//! there is nothing to do; where they differ, the order stands and the conflict is listed.

use crate::model::order::{EditConflict, OrderLine};
use crate::value::{Quantity, VariantId};
use serde::Serialize;
use std::collections::BTreeMap;

/// What becomes of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Merged {
    /// It stays as it is; what is asked from now on is noted.
    Stands {
        /// What the standing order asks now.
        asked: Quantity,
    },
    /// The standing order's new quantity is asked of the shelf.
    Follows {
        /// What the standing order asks now; zero takes the line out.
        asked: Quantity,
    },
    /// Both sides changed it, to different quantities.
    Conflicts {
        /// What was generated.
        base: Quantity,
        /// What the order says, and what stands.
        order: Quantity,
        /// What the standing order says now.
        revision: Quantity,
    },
}

/// What a merge does to an order, by variant; variants that no side touched are left out.
pub type Plan = BTreeMap<VariantId, Merged>;

/// A line of an order, as a merge sees it.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// What.
    pub variant: &'a VariantId,
    /// What the standing order asked for.
    pub asked: Quantity,
    /// What there was for it.
    pub given: Quantity,
    /// What its owner made of it.
    pub ordered: Quantity,
    /// Whether the standing order asked for it.
    pub standing: bool,
}

impl<'a> From<&'a OrderLine> for Line<'a> {
    fn from(line: &'a OrderLine) -> Self {
        let OrderLine { variant, asked, given, ordered, standing, .. } = line;
        Self { variant, asked: *asked, given: *given, ordered: *ordered, standing: *standing }
    }
}

/// Merges what a standing order wants now into the lines of an order that it made.
///
/// `wanted` are the lines that are due in the order's cycle by the new revision.
pub fn merge<'a, L: Into<Line<'a>>>(
    lines: impl IntoIterator<Item = L>,
    wanted: impl IntoIterator<Item = (&'a VariantId, Quantity)>,
) -> Plan {
    let mut plan = Plan::new();
    let wanted: BTreeMap<&VariantId, Quantity> = wanted.into_iter().collect();
    let mut new = wanted.clone();
    for line in lines {
        let line: Line<'_> = line.into();
        let base = if line.standing { line.asked } else { Quantity::ZERO };
        new.remove(line.variant);
        let revision = wanted.get(line.variant).copied().unwrap_or_default();
        let edited = !line.standing || line.ordered != line.given;
        let merged = match (revision == base, edited) {
            (true, _) => continue,
            (false, false) => Merged::Follows { asked: revision },
            (false, true) if line.ordered == revision => Merged::Stands { asked: revision },
            (false, true) => Merged::Conflicts { base, order: line.ordered, revision },
        };
        plan.insert(line.variant.clone(), merged);
    }
    for (variant, asked) in new {
        plan.insert(variant.clone(), Merged::Follows { asked });
    }
    plan
}

/// The conflicts of a plan, as an order keeps them.
pub fn conflicts(plan: &Plan) -> Vec<EditConflict> {
    plan.iter()
        .filter_map(|(variant, merged)| match merged {
            Merged::Conflicts { base, order, revision } => Some(EditConflict {
                variant: variant.clone(),
                base: *base,
                order: *order,
                revision: *revision,
            }),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Currency, CycleId, EnterpriseId, OrderId};
    use uuid::Uuid;

    fn q(n: i64) -> Quantity {
        Quantity::whole(n).unwrap()
    }

    fn line(variant: &str, asked: i64, given: i64, ordered: i64, standing: bool) -> OrderLine {
        let zero = Currency::new("GBP").unwrap().zero();
        OrderLine {
            enterprise: EnterpriseId::new("hub").unwrap(),
            cycle: CycleId(Uuid::nil()),
            order: OrderId(Uuid::nil()),
            position: 1,
            variant: VariantId::new(variant).unwrap(),
            asked: q(asked),
            given: q(given),
            ordered: q(ordered),
            price: zero,
            amount: zero,
            standing,
        }
    }

    /// One line against a revision: `None` means that nothing happens.
    fn one(line: OrderLine, revision: i64) -> Option<Merged> {
        let variant = line.variant.clone();
        merge(&[line], [(&variant, q(revision))]).remove(&variant)
    }

    #[test]
    fn d8_every_case_of_the_three_sides() {
        let follows = |n| Some(Merged::Follows { asked: q(n) });
        // Nobody changed it, only the revision did, only the order did, both did the same.
        assert_eq!(one(line("eggs", 2, 2, 2, true), 2), None);
        assert_eq!(one(line("eggs", 2, 2, 2, true), 4), follows(4));
        assert_eq!(one(line("eggs", 2, 2, 3, true), 2), None);
        assert_eq!(one(line("eggs", 2, 2, 4, true), 4), Some(Merged::Stands { asked: q(4) }));
        // W4: eggs 2, made 3 in the order, 4 in the revision.
        let conflict = Merged::Conflicts { base: q(2), order: q(3), revision: q(4) };
        assert_eq!(one(line("eggs", 2, 2, 3, true), 4), Some(conflict));
        // W5, R30: a shortage (5 asked, 3 given, 3 ordered) is no edit.
        assert_eq!(one(line("eggs", 5, 3, 3, true), 6), follows(6));
        // Lines that the revision takes out or brings in.
        assert_eq!(one(line("eggs", 2, 2, 2, true), 0), follows(0));
        assert_eq!(merge(&[], [(&VariantId::new("ham").unwrap(), q(1))]).len(), 1);
        // The customer's own line, and the revision brings the same variant.
        assert_eq!(one(line("jam", 1, 1, 1, false), 1), Some(Merged::Stands { asked: q(1) }));
        let conflict = Merged::Conflicts { base: q(0), order: q(1), revision: q(2) };
        assert_eq!(one(line("jam", 1, 1, 1, false), 2), Some(conflict));
    }

    /// Both lines of a variant are held against the one wish for it.
    #[test]
    fn a_variant_in_two_lines_is_wanted_by_both() {
        let milk = VariantId::new("milk").unwrap();
        let lines = [line("milk", 2, 2, 2, true), line("milk", 2, 2, 2, true)];
        assert_eq!(merge(&lines, [(&milk, q(2))]), Plan::new());
        let follows = Plan::from([(milk.clone(), Merged::Follows { asked: q(3) })]);
        assert_eq!(merge(&lines, [(&milk, q(3))]), follows);
    }
}
