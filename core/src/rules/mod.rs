//! What is decided: pure functions over data, with no clock and no store.

pub mod charge;
pub mod cycles;
pub mod inert;
pub mod merge;
pub mod naming;
pub mod pair;
pub mod price;
pub mod recurrence;
pub mod round;
pub mod share;
pub mod shelf;
pub mod windows;
