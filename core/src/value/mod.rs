//! Small values that are valid from the moment they are made.
//!
//! Each type refuses what is not valid with a [`Fault`](crate::Fault) that says what would be,
//! and reading it from JSON goes through the same check.

pub mod change;
pub mod id;
pub mod money;
pub mod quantity;
pub mod search;
pub mod text;
pub mod time;
pub mod zone;

pub use change::Change;
pub use id::*;
pub use money::{Currency, Money};
pub use quantity::Quantity;
pub use text::{CustomerCode, Email, Label, Text};
