//! What is decided: pure functions over data, with no clock and no store.

pub mod pair;
pub mod price;
pub mod share;
