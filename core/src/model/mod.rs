//! What is stored.

pub mod schedule;
