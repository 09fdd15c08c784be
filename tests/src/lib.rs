//! What every store has to keep, and what the tests of the whole share.

pub mod shop;
