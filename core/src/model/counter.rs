//! Numbers that only rise, drawn within the transaction that uses them.

use crate::store::record;
use crate::value::Text;

record! {
    /// The last number drawn of one sort.
    pub struct Counter in "counters" {
        /// Whose.
        pub enterprise: EnterpriseId,
        /// Of what.
        pub name: Text,
        /// The last number drawn.
        pub last: i64,
    }
    key ["name"];
}
