//! Selections of customers that a hub keeps (A8).

use super::CustomerFilter;
use crate::store::record;
use crate::value::Label;
use crate::value::text::fold;

record! {
    /// Customers whom the hub often means together: some that were picked, or all whom a filter
    /// holds for.
    pub struct Selection in "selections" {
        /// Whose.
        pub enterprise: EnterpriseId,
        /// What it is called.
        pub name: Label,
        /// Who is meant.
        pub filter: CustomerFilter,
        /// Raised by every change.
        pub version: i64,
    }
    key ["name_key"];
    derived {
        name_key: String = |selection| fold(selection.name.as_str());
    }
}
