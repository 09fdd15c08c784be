//! A year of real households, lived through in their own hubs (`grocery_year`).
//!
//! [`data`] reads what `grocery-year/derive.py` derived from their purchases, [`year`] makes hubs
//! of their stores and ticks through the year, and [`check`] holds what came of it against the
//! purchases, pair by pair.

pub mod check;
pub mod data;
pub mod year;
