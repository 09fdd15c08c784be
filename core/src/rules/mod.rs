//! What is decided: pure functions over data, with no clock and no store.

pub mod recurrence;
