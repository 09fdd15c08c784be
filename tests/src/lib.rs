//! What every store has to keep, and what the tests of the whole share.
//!
//! - [`store_contract!`] makes one test of each clause of the
//!   [contract](milkround_core::store) for any store.
//! - [`ops`] runs the same random operations on two stores and compares every answer.
//! - [`shop`] is a small hub to play with; [`raw`] reads and spoils what it keeps, [`poison`] in
//!   twelve ways; [`random`] draws from a seed, and [`sim`] lives whole seasons by it.
//! - [`scenarios`] runs what a hub manager would tell, from files that every language runs alike.
//! - [`CountingStore`] counts calls; [`FailingStore`] makes one fail; [`BusyStore`] has no time.
//! - [`torture`] runs many workers, kills them, and lets them race.
//! - [`shop`] is a small hub to test with.

mod busy;
pub mod contract;
mod counting;
mod failing;
pub mod ops;
pub mod poison;
pub mod random;
pub mod raw;
pub mod scenarios;
pub mod shop;
pub mod sim;
pub mod tables;
pub mod tenants;
pub mod torture;
mod wrapper;

pub use busy::{BusyStore, Turns};
pub use counting::{Calls, CountingStore};
pub use failing::{FailingStore, Fails};
