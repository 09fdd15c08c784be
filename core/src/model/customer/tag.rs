//! The tags of customers (A3).

use crate::store::record;
use crate::value::text::fold;
use crate::value::{CustomerId, Label};

record! {
    /// A tag of customers, in the spelling of whoever gave it first.
    pub struct Tag in "tags" {
        /// Whose.
        pub enterprise: EnterpriseId,
        /// As it is written.
        pub name: Label,
    }
    key ["tag_key"];
    derived {
        tag_key: String = |tag| fold(tag.name.as_str());
    }
}

record! {
    /// That a customer has a tag.
    pub struct CustomerTag in "customer_tags" {
        /// Whose.
        pub enterprise: EnterpriseId,
        /// The tag, without case and accents.
        pub tag_key: String,
        /// Which customer.
        pub customer: CustomerId,
    }
    key ["tag_key", "customer"];
}
