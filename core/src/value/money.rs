//! Amounts of money: whole minor units of one currency, and one rounding rule.

use crate::error::{Code, Fault};
use crate::value::time::checked;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// An ISO 4217 currency.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// Takes a three-letter code, in upper case.
    ///
    /// # Errors
    /// `unknown_currency` when ISO 4217 has no such code, or it has no minor unit to count in.
    pub fn new(code: &str) -> Result<Self, Fault> {
        iso_currency::Currency::from_code(code)
            .filter(|c| c.exponent().is_some())
            .map(Self)
            .ok_or_else(|| {
                let given = super::text::shorten(code);
                Fault::new(
                    Code::UnknownCurrency,
                    format!("`{given}` is not a currency: give an ISO 4217 code such as `GBP`"),
                    given,
                )
            })
    }

    /// The three-letter code.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// How many decimals its amounts have: 2 for GBP, 0 for JPY, 3 for KWD.
    pub fn exponent(self) -> u32 {
        self.0.exponent().map_or(2, u32::from)
    }

    /// No money, in this currency.
    pub fn zero(self) -> Money {
        Money { minor: 0, currency: self }
    }
}

impl TryFrom<String> for Currency {
    type Error = Fault;
    fn try_from(code: String) -> Result<Self, Fault> {
        Self::new(&code)
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> String {
        currency.code().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount in whole minor units of its currency; at most 10^15 of them either way.
///
/// On the wire `{"amount": "12.50", "currency": "GBP"}`, the amount with all its decimals.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(into = "Wire")]
pub struct Money {
    minor: i64,
    currency: Currency,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    amount: Decimal,
    currency: Currency,
}

/// Far beyond any hub, and small enough that sums of a million orders stay in 64 bits.
const LARGEST: i64 = 1_000_000_000_000_000;

impl Money {
    /// So many minor units (pence, cents), as the stores keep them.
    ///
    /// # Errors
    /// `out_of_range` beyond 10^15 either way.
    pub fn from_minor(minor: i64, currency: Currency) -> Result<Self, Fault> {
        match (-LARGEST..=LARGEST).contains(&minor) {
            true => Ok(Self { minor, currency }),
            false => Err(Self::too_large(minor)),
        }
    }

    /// An exact amount.
    ///
    /// # Errors
    /// `wrong_currency` when it has more decimals than the currency, `out_of_range` beyond 10^15
    /// minor units.
    pub fn exact(amount: Decimal, currency: Currency) -> Result<Self, Fault> {
        let rounded = Self::round(amount, currency)?;
        match rounded.amount() == amount {
            true => Ok(rounded),
            false => Err(Fault::new(
                Code::WrongCurrency,
                format!(
                    "`{amount}` has more decimals than {currency} has: give at most {}",
                    currency.exponent()
                ),
                amount.to_string(),
            )),
        }
    }

    /// An exact amount that is not below zero: a price, a fee.
    ///
    /// # Errors
    /// As [`exact`](Self::exact), and `out_of_range` below zero.
    pub fn charge(amount: Decimal, currency: Currency) -> Result<Self, Fault> {
        let money = Self::exact(amount, currency)?;
        match money.minor < 0 {
            false => Ok(money),
            true => Err(Fault::new(
                Code::OutOfRange,
                format!("`{amount}` is below zero: give 0 or more"),
                amount.to_string(),
            )),
        }
    }

    /// The one rounding: to whole minor units, half away from zero (R28).
    ///
    /// ```
    /// # use milkround_core::value::{Currency, Money};
    /// # use rust_decimal::Decimal;
    /// let gbp = Currency::new("GBP").unwrap();
    /// let line = "0.335".parse::<Decimal>().unwrap() * Decimal::from(3);
    /// assert_eq!(Money::round(line, gbp).unwrap().to_string(), "1.01 GBP");
    /// ```
    ///
    /// # Errors
    /// `out_of_range` beyond 10^15 minor units.
    pub fn round(amount: Decimal, currency: Currency) -> Result<Self, Fault> {
        let rounded = amount
            .round_dp_with_strategy(currency.exponent(), RoundingStrategy::MidpointAwayFromZero);
        let mut scaled = rounded;
        for _ in 0..currency.exponent() {
            scaled = scaled.checked_mul(Decimal::TEN).ok_or_else(|| Self::too_large(amount))?;
        }
        let minor = scaled.to_i64().ok_or_else(|| Self::too_large(amount))?;
        Self::from_minor(minor, currency)
    }

    fn too_large(amount: impl fmt::Display) -> Fault {
        Fault::new(
            Code::OutOfRange,
            format!("`{amount}` is too much money: at most 10^15 minor units are counted"),
            amount.to_string(),
        )
    }

    /// Minor units.
    pub fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// The amount as a decimal, with all the decimals of its currency.
    pub fn amount(self) -> Decimal {
        Decimal::new(self.minor, self.currency.exponent())
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// The sum.
    ///
    /// # Errors
    /// `wrong_currency` for two currencies, `out_of_range` beyond 10^15 minor units.
    pub fn plus(self, other: Money) -> Result<Money, Fault> {
        if self.currency != other.currency {
            return Err(Fault::new(
                Code::WrongCurrency,
                format!("{self} and {other} cannot be added: give both in one currency"),
                other.to_string(),
            ));
        }
        let sum = self.minor.checked_add(other.minor).ok_or_else(|| Self::too_large(self))?;
        Self::from_minor(sum, self.currency)
    }

    /// The same amount the other way.
    #[must_use]
    pub fn negated(self) -> Money {
        Money { minor: self.minor.saturating_neg(), currency: self.currency }
    }

    /// A sum of amounts in this currency.
    ///
    /// # Errors
    /// As [`plus`](Self::plus).
    pub fn sum(currency: Currency, all: impl IntoIterator<Item = Money>) -> Result<Money, Fault> {
        all.into_iter().try_fold(currency.zero(), Money::plus)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        checked(deserializer, |wire: Wire| Self::exact(wire.amount, wire.currency))
    }
}

impl From<Money> for Wire {
    fn from(money: Money) -> Self {
        Self { amount: money.amount(), currency: money.currency }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount(), self.currency)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn r28_rounds_half_away_from_zero_by_currency() {
        let round = |amount: &str, code: &str| {
            Money::round(decimal(amount), Currency::new(code).unwrap()).unwrap().to_string()
        };
        assert_eq!(round("1.005", "GBP"), "1.01 GBP");
        assert_eq!(round("-1.005", "GBP"), "-1.01 GBP");
        assert_eq!(round("499.5", "JPY"), "500 JPY");
        assert_eq!(round("0.0005", "KWD"), "0.001 KWD");
    }

    #[test]
    fn refuses_more_decimals_than_the_currency_has() {
        let gbp = Currency::new("GBP").unwrap();
        let fault = Money::exact(decimal("10.005"), gbp).unwrap_err();
        assert_eq!(fault.code, Code::WrongCurrency);
        assert_eq!(fault.message, "`10.005` has more decimals than GBP has: give at most 2");
        assert!(Money::exact(decimal("1"), gbp).is_ok());
        assert!(Money::exact(decimal("10000000000000.01"), gbp).is_err());
        assert_eq!(Currency::new("gbp").unwrap_err().code, Code::UnknownCurrency);
        assert_eq!(Currency::new("XXX").unwrap_err().code, Code::UnknownCurrency);
    }

    #[test]
    fn wire_form_keeps_the_decimals() {
        let money = Money::from_minor(1250, Currency::new("GBP").unwrap()).unwrap();
        let json = serde_json::to_string(&money).unwrap();
        assert_eq!(json, r#"{"amount":"12.50","currency":"GBP"}"#);
        assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), money);
        assert!(serde_json::from_str::<Money>(r#"{"amount":"1.001","currency":"GBP"}"#).is_err());
    }

    proptest! {
        #[test]
        fn sums_are_exact(parts in prop::collection::vec(-1_000_000i64..1_000_000, 0..50)) {
            let gbp = Currency::new("GBP").unwrap();
            let all = parts.iter().map(|&p| Money::from_minor(p, gbp).unwrap());
            prop_assert_eq!(Money::sum(gbp, all).unwrap().minor(), parts.iter().sum::<i64>());
        }
    }
}
