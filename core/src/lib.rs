//! The core of Milkround: values, models, rules, the storage traits and the hub.
//!
//! *Rules are pure, storage is traits, a hub joins them.* Everything in [`rules`] takes data and
//! a time and returns a plan; nothing there reads a clock or touches a store. See `DESIGN.md`.
#![doc(html_no_source)]

pub mod error;
pub mod hub;
pub mod model;
pub mod rules;
pub mod store;
pub mod value;
pub mod wire;

pub use error::{Class, Code, Error, Fault, Result, Violation, Violations};

/// The examples in the rules' own pages are tests.
#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../../docs/rules/recurrence.md")]
    pub struct Recurrence;
    #[doc = include_str!("../../docs/rules/cycles.md")]
    pub struct Cycles;
    #[doc = include_str!("../../docs/rules/standing-orders.md")]
    pub struct StandingOrders;
    #[doc = include_str!("../../docs/rules/round.md")]
    pub struct Round;
    #[doc = include_str!("../../docs/rules/orders.md")]
    pub struct Orders;
    #[doc = include_str!("../../docs/rules/ledger.md")]
    pub struct Ledger;
}
