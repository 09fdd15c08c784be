//! How much of a variant: pieces, kilograms, litres, in steps that the variant can be sold in.

use crate::error::{Code, Fault};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An amount of goods, zero or more, exact to a millionth; at most a milliard.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "Decimal", into = "Decimal")]
pub struct Quantity(i64);

const SCALE: u32 = 6;
const LARGEST: i64 = 1_000_000_000_000_000;

impl Quantity {
    /// None.
    pub const ZERO: Quantity = Quantity(0);
    /// One piece, the usual unit step.
    pub const ONE: Quantity = Quantity(1_000_000);

    /// So many whole units.
    ///
    /// # Errors
    /// `out_of_range` below zero or above 10^9.
    pub fn whole(units: i64) -> Result<Self, Fault> {
        Self::new(Decimal::from(units))
    }

    /// A quantity from a decimal.
    ///
    /// # Errors
    /// `out_of_range` below zero, above 10^9, or with more than six decimals.
    pub fn new(value: Decimal) -> Result<Self, Fault> {
        let refused = || {
            Fault::new(
                Code::OutOfRange,
                format!(
                    "`{value}` is not a quantity: give 0 to 1000000000 with at most 6 decimals"
                ),
                value.to_string(),
            )
        };
        let scaled = value.checked_mul(Decimal::from(1_000_000)).ok_or_else(refused)?;
        match scaled.is_integer() {
            true => Self::from_millionths(scaled.to_i64().ok_or_else(refused)?),
            false => Err(refused()),
        }
    }

    /// So many millionths, as the stores keep them.
    ///
    /// # Errors
    /// `out_of_range` below zero or above 10^15.
    pub fn from_millionths(millionths: i64) -> Result<Self, Fault> {
        match (0..=LARGEST).contains(&millionths) {
            true => Ok(Self(millionths)),
            false => {
                let value = Decimal::from_i128_with_scale(i128::from(millionths), SCALE);
                Err(Fault::new(
                    Code::OutOfRange,
                    format!("`{value}` is not a quantity: give 0 to 1000000000"),
                    value.to_string(),
                ))
            }
        }
    }

    /// Millionths of a unit.
    pub fn millionths(self) -> i64 {
        self.0
    }

    /// As a decimal, without trailing zeros.
    pub fn value(self) -> Decimal {
        Decimal::new(self.0, SCALE).normalize()
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// How many whole steps fit into it (0 for a step of zero).
    pub fn steps(self, step: Quantity) -> i64 {
        self.0.checked_div(step.0).unwrap_or(0)
    }

    /// So many steps.
    ///
    /// # Errors
    /// `out_of_range` when the product is no quantity.
    pub fn of_steps(count: i64, step: Quantity) -> Result<Self, Fault> {
        Self::from_millionths(count.saturating_mul(step.0))
    }

    /// Itself, if it is a multiple of the variant's unit step.
    ///
    /// # Errors
    /// `not_a_step` otherwise, with the nearest quantities that are.
    pub fn in_steps(self, step: Quantity) -> Result<Self, Fault> {
        let below = Quantity(self.steps(step).saturating_mul(step.0));
        if below == self {
            return Ok(self);
        }
        let above = Quantity(below.0.saturating_add(step.0));
        Err(Fault::new(
            Code::NotAStep,
            format!("`{self}` is not a multiple of the unit step {step}: give {below} or {above}"),
            self.to_string(),
        ))
    }

    /// The largest multiple of the step that is not larger.
    #[must_use]
    pub fn floor_to(self, step: Quantity) -> Quantity {
        Quantity(self.steps(step).saturating_mul(step.0))
    }

    /// The sum.
    ///
    /// # Errors
    /// `out_of_range` when it is no quantity any more.
    pub fn plus(self, other: Quantity) -> Result<Quantity, Fault> {
        Self::from_millionths(self.0.saturating_add(other.0))
    }

    /// What is left when the other is taken away; nothing, when that is more.
    #[must_use]
    pub fn less(self, other: Quantity) -> Quantity {
        Quantity(self.0.saturating_sub(other.0).max(0))
    }
}

impl TryFrom<Decimal> for Quantity {
    type Error = Fault;
    fn try_from(value: Decimal) -> Result<Self, Fault> {
        Self::new(value)
    }
}

impl From<Quantity> for Decimal {
    fn from(quantity: Quantity) -> Decimal {
        quantity.value()
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.value(), f)
    }
}

impl fmt::Debug for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn q(text: &str) -> Quantity {
        Quantity::new(text.parse().unwrap()).unwrap()
    }

    #[test]
    fn steps_name_the_nearest_right_quantities() {
        let fault = q("0.7").in_steps(q("0.25")).unwrap_err();
        assert_eq!(fault.code, Code::NotAStep);
        assert_eq!(
            fault.message,
            "`0.7` is not a multiple of the unit step 0.25: give 0.5 or 0.75"
        );
        assert_eq!(q("0.75").in_steps(q("0.25")).unwrap(), q("0.75"));
    }

    #[test]
    fn refuses_negatives_and_dust() {
        for bad in ["-1", "0.0000001", "1000000000.1"] {
            assert!(Quantity::new(bad.parse().unwrap()).is_err(), "{bad}");
        }
        assert_eq!(serde_json::to_string(&q("2.50")).unwrap(), r#""2.5""#);
        assert!(serde_json::from_str::<Quantity>(r#""-1""#).is_err());
    }

    proptest! {
        #[test]
        fn decimal_round_trip(millionths in 0i64..=LARGEST) {
            let quantity = Quantity::from_millionths(millionths).unwrap();
            prop_assert_eq!(Quantity::new(quantity.value()).unwrap(), quantity);
        }

        #[test]
        fn floor_is_the_largest_multiple_below(millionths in 0i64..=LARGEST, step in 1i64..5_000_000) {
            let (quantity, step) = (Quantity(millionths), Quantity(step));
            let floor = quantity.floor_to(step);
            prop_assert!(floor <= quantity && quantity.less(floor) < step);
            prop_assert!(floor.in_steps(step).is_ok());
        }
    }
}
