//! What an order costs: each line and each fee rounded once, the total the sum of the rounded
//! (R28).

use crate::error::{Code, Fault};
use crate::model::cycle::{Fee, FeeRate};
use crate::model::order::FeeCharged;
use crate::value::{Currency, Money, Quantity};
use rust_decimal::Decimal;

const MILLION: i128 = 1_000_000;

/// `price × quantity`, rounded half away from zero to whole minor units.
///
/// ```
/// # use milkround_core::{rules::price::line_amount, value::{Currency, Money, Quantity}};
/// let jpy = Currency::new("JPY").unwrap();
/// let price = Money::from_minor(333, jpy).unwrap();
/// let kilos = Quantity::new("1.5".parse().unwrap()).unwrap();
/// assert_eq!(line_amount(price, kilos).unwrap().to_string(), "500 JPY");
/// ```
///
/// # Errors
/// `out_of_range` beyond 10^15 minor units.
pub fn line_amount(price: Money, quantity: Quantity) -> Result<Money, Fault> {
    let exact = i128::from(price.minor()) * i128::from(quantity.millionths());
    let half = if exact < 0 { -MILLION / 2 } else { MILLION / 2 };
    // Nearly every amount fits into 64 bits before it is divided, and is divided much faster there.
    let minor = match i64::try_from(exact + half) {
        Ok(whole) => Ok(whole / MILLION as i64),
        Err(_) => i64::try_from((exact + half) / MILLION),
    };
    let minor = minor.map_err(|_| {
        Fault::new(
            Code::OutOfRange,
            format!(
                "{quantity} × {price} is too much money: at most 10^15 minor units are counted"
            ),
            quantity.to_string(),
        )
    })?;
    Money::from_minor(minor, price.currency())
}

/// What fees are reckoned from: the lines as they are given.
#[derive(Debug, Clone, Copy)]
pub struct Basis {
    /// The sum of the lines.
    pub items: Money,
    /// Units of all lines.
    pub units: Quantity,
    /// Kilograms of all lines.
    pub weight: Decimal,
}

/// The fees of an order, those of zero left out.
///
/// # Errors
/// `out_of_range` when a fee is beyond all reason.
pub fn fees(rules: &[Fee], basis: &Basis) -> Result<Vec<FeeCharged>, Fault> {
    let currency = basis.items.currency();
    let mut charged = Vec::with_capacity(rules.len());
    for fee in rules {
        let amount = match &fee.rate {
            FeeRate::PerOrder { amount } => *amount,
            FeeRate::PerItem { amount } => line_amount(*amount, basis.units)?,
            FeeRate::Percent { percent } => {
                let part = basis
                    .items
                    .amount()
                    .checked_mul(*percent)
                    .and_then(|product| product.checked_div(Decimal::ONE_HUNDRED))
                    .ok_or_else(|| too_large(percent))?;
                Money::round(part, currency)?
            }
            FeeRate::PerWeight { amount } => {
                let product = amount.amount().checked_mul(basis.weight);
                Money::round(product.ok_or_else(|| too_large(&basis.weight))?, currency)?
            }
        };
        if !amount.is_zero() {
            charged.push(FeeCharged {
                name: fee.name.clone(),
                charged_by: fee.charged_by.clone(),
                amount,
                quoted: false,
            });
        }
    }
    Ok(charged)
}

/// Lines and fees together.
///
/// # Errors
/// `out_of_range` beyond 10^15 minor units.
pub fn total(currency: Currency, items: Money, fees: &[FeeCharged]) -> Result<Money, Fault> {
    items.plus(Money::sum(currency, fees.iter().map(|fee| fee.amount))?)
}

fn too_large(value: &Decimal) -> Fault {
    Fault::new(Code::OutOfRange, format!("a fee on `{value}` is too much money"), value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{EnterpriseId, Label};
    use proptest::prelude::*;

    fn gbp(minor: i64) -> Money {
        Money::from_minor(minor, Currency::new("GBP").unwrap()).unwrap()
    }

    #[test]
    fn r28_each_line_and_each_fee_is_rounded_once() {
        let kilos = Quantity::new("0.335".parse().unwrap()).unwrap();
        assert_eq!(line_amount(gbp(300), kilos).unwrap(), gbp(101));
        let fee = |name: &str, rate| Fee {
            name: Label::new(name).unwrap(),
            charged_by: EnterpriseId::new("hub").unwrap(),
            rate,
        };
        let rules = [
            fee("packing", FeeRate::PerOrder { amount: gbp(50) }),
            fee("handling", FeeRate::PerItem { amount: gbp(3) }),
            fee("hub", FeeRate::Percent { percent: "2.5".parse().unwrap() }),
            fee("freight", FeeRate::PerWeight { amount: gbp(11) }),
            fee("nothing", FeeRate::Percent { percent: Decimal::ZERO }),
        ];
        let basis = Basis {
            items: gbp(1010),
            units: Quantity::new("2.5".parse().unwrap()).unwrap(),
            weight: "1.5".parse().unwrap(),
        };
        let charged = fees(&rules, &basis).unwrap();
        let amounts: Vec<_> = charged.iter().map(|f| f.amount.minor()).collect();
        // 0.50; 2.5 × 0.03 = 0.075 → 0.08; 10.10 × 2.5 % = 0.2525 → 0.25; 1.5 × 0.11 = 0.165 → 0.17
        assert_eq!(amounts, [50, 8, 25, 17]);
        assert_eq!(total(basis.items.currency(), basis.items, &charged).unwrap(), gbp(1110));
    }

    proptest! {
        #[test]
        fn line_amounts_agree_with_decimal_arithmetic(
            minor in -10_000_000i64..10_000_000, millionths in 0i64..10_000_000_000,
        ) {
            let quantity = Quantity::from_millionths(millionths).unwrap();
            let exact = gbp(minor).amount() * quantity.value();
            let rounded = Money::round(exact, gbp(0).currency()).unwrap();
            prop_assert_eq!(line_amount(gbp(minor), quantity).unwrap(), rounded);
        }
    }
}
