//! What can be sold.

use crate::store::record;
use crate::value::{EnterpriseId, Label, Quantity, VariantId};

record! {
    /// A sellable product variant of the host's shop.
    pub struct Variant in "variants" {
        /// Whose shop.
        pub enterprise: EnterpriseId,
        /// The host's id.
        pub id: VariantId,
        /// What sheets and notices call it.
        pub name: Label,
        /// The enterprise that supplies it.
        pub supplier: Option<EnterpriseId>,
        /// Its category.
        pub category: Option<Label>,
        /// What quantities are multiples of: 1 for pieces, 0.25 for quarter kilograms.
        pub unit_step: Quantity,
        /// Kilograms a unit, for fees by weight.
        pub weight: Option<Quantity>,
        /// Tags, sorted.
        pub tags: Vec<Label>,
        /// Raised by every change.
        pub version: i64,
    }
    key ["id"];
}
