//! What an order charges (B4): only a placed or a fulfilled one does, and what it charged before
//! decides what is posted now.

use crate::error::Fault;
use crate::model::ledger::PostingKind;
use crate::model::order::OrderState;
use crate::value::Money;

/// What an order in this state charges.
pub fn owed(state: OrderState, total: Money) -> Option<Money> {
    match state {
        OrderState::Placed | OrderState::Fulfilled => Some(total),
        OrderState::Ahead | OrderState::Pending | OrderState::Cancelled => None,
    }
}

/// The entry that leads from what an order has charged to what it shall charge: a charge, an
/// adjustment by the difference, or a reversal; none where the balance stays.
///
/// ```
/// use milkround_core::model::ledger::PostingKind;
/// use milkround_core::rules::charge::entry;
/// use milkround_core::value::{Currency, Money};
///
/// let gbp = |pence| Money::from_minor(pence, Currency::new("GBP").unwrap()).unwrap();
/// assert_eq!(entry(None, Some(gbp(500)))?, Some((PostingKind::Charge, gbp(-500))));
/// assert_eq!(entry(Some(gbp(500)), Some(gbp(460)))?, Some((PostingKind::Adjustment, gbp(40))));
/// assert_eq!(entry(Some(gbp(460)), None)?, Some((PostingKind::Reversal, gbp(460))));
/// assert_eq!(entry(Some(gbp(460)), Some(gbp(460)))?, None);
/// # Ok::<(), milkround_core::Fault>(())
/// ```
///
/// # Errors
/// `out_of_range` beyond 10^15 minor units.
pub fn entry(
    charged: Option<Money>,
    owed: Option<Money>,
) -> Result<Option<(PostingKind, Money)>, Fault> {
    let (kind, amount) = match (charged, owed) {
        (None, None) => return Ok(None),
        (None, Some(owed)) => (PostingKind::Charge, owed.negated()),
        (Some(charged), Some(owed)) => (PostingKind::Adjustment, charged.plus(owed.negated())?),
        (Some(charged), None) => (PostingKind::Reversal, charged),
    };
    Ok(Some((kind, amount)).filter(|_| !amount.is_zero()))
}
