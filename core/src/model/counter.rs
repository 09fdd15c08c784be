//! Numbers that are given out once.

use crate::store::record;

record! {
    /// How far something is numbered at an enterprise.
    pub struct Counter in "counters" {
        /// Whose.
        pub enterprise: EnterpriseId,
        /// What is numbered.
        pub name: String,
        /// The last number that was given out.
        pub last: i64,
    }
    key ["name"];
}
