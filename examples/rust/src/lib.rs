//! Walk-throughs of Milkround, run by the tests.
//!
//! `season` lives one season of a small food hub: [`data`] is what the hub knows before it opens,
//! [`town`] opens it, [`season`] is what happens week by week, and [`report`] shows the manager
//! what became of it.

pub mod data;
pub mod grocery;
pub mod report;
pub mod season;
pub mod table;
pub mod town;
