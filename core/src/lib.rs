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

/// How many times the usual number to draw for a promise, as the tests of the whole have it.
#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "the size of a run, not its outcome")]
pub(crate) fn times(promise: &str) -> u32 {
    let own = format!("MILKROUND_TIMES_{promise}");
    let said = std::env::var(&own).or_else(|_| std::env::var("MILKROUND_TIMES"));
    said.map_or(1, |text| text.parse().unwrap_or_else(|_| panic!("{own}=`{text}` is no number")))
}

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
    #[doc = include_str!("../../docs/rules/customers.md")]
    pub struct Customers;
}
