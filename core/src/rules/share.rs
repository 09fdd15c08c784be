//! Sharing out what is scarce (E2, R23).

use crate::value::Quantity;

/// Shares a stock among those who ask, in whole unit steps, each in proportion to what he asked.
///
/// Steps left over go one each to the largest remainders; of equal ones the first in the list, who
/// came first, goes first. Nobody gets more than he asked. What is asked beyond whole steps counts
/// as the steps below.
///
/// ```
/// # use milkround_core::{rules::share::pro_rata, value::Quantity};
/// let q = |n| Quantity::whole(n).unwrap();
/// // Stock 10; asked 6, 5 and 4 (the worked case W5).
/// assert_eq!(pro_rata(q(10), q(1), &[q(6), q(5), q(4)]), [q(4), q(3), q(3)]);
/// ```
pub fn pro_rata(stock: Quantity, step: Quantity, asked: &[Quantity]) -> Vec<Quantity> {
    let stock = i128::from(stock.steps(step));
    let wanted: Vec<i128> = asked.iter().map(|q| i128::from(q.steps(step))).collect();
    let total: i128 = wanted.iter().sum();
    let of_steps = |steps: i128| {
        i64::try_from(steps)
            .ok()
            .and_then(|steps| Quantity::of_steps(steps, step).ok())
            .unwrap_or(Quantity::ZERO)
    };
    if total <= stock || total == 0 {
        return wanted.into_iter().map(of_steps).collect();
    }
    let mut shares: Vec<(i128, i128)> =
        wanted.iter().map(|w| (stock * w / total, stock * w % total)).collect();
    let given: i128 = shares.iter().map(|(share, _)| share).sum();
    let mut by_remainder: Vec<usize> = (0..shares.len()).collect();
    by_remainder.sort_by_key(|&i| std::cmp::Reverse(shares.get(i).map_or(0, |s| s.1)));
    let left_over = usize::try_from(stock - given).unwrap_or(0);
    for i in by_remainder.into_iter().take(left_over) {
        if let Some((share, _)) = shares.get_mut(i) {
            *share += 1;
        }
    }
    shares.into_iter().map(|(share, _)| of_steps(share)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn q(n: i64) -> Quantity {
        Quantity::whole(n).unwrap()
    }

    #[test]
    fn r23_ties_of_remainders_go_to_who_came_first() {
        assert_eq!(pro_rata(q(2), q(1), &[q(1), q(1), q(1)]), [q(1), q(1), q(0)]);
        assert_eq!(pro_rata(q(0), q(1), &[q(3)]), [q(0)]);
        assert_eq!(pro_rata(q(9), q(1), &[q(3), q(0)]), [q(3), q(0)]);
        assert_eq!(pro_rata(q(9), Quantity::ZERO, &[q(3)]), [q(0)]);
    }

    proptest! {
        #[test]
        fn shares_use_the_stock_up_and_give_nobody_more_than_asked(
            stock in 0i64..10_000,
            asked in prop::collection::vec(0i64..500, 1..60),
            step in prop::sample::select(vec![1_000_000i64, 250_000, 500_000, 3_000_000]),
        ) {
            let step = Quantity::from_millionths(step).unwrap();
            let stock = Quantity::of_steps(stock, step).unwrap();
            let asked: Vec<_> = asked.iter().map(|&n| Quantity::of_steps(n, step).unwrap()).collect();
            let shares = pro_rata(stock, step, &asked);
            let sum = |all: &[Quantity]| all.iter().map(|q| q.millionths()).sum::<i64>();
            prop_assert_eq!(sum(&shares), sum(&asked).min(stock.millionths()));
            let total = sum(&asked).max(1) as i128;
            for (share, asked) in shares.iter().zip(&asked) {
                prop_assert!(share <= asked);
                prop_assert!(share.in_steps(step).is_ok());
                // Within one step of the exact proportion, when short.
                if sum(&shares) < total as i64 {
                    let exact = stock.millionths() as i128 * asked.millionths() as i128 / total;
                    prop_assert!((share.millionths() as i128 - exact).abs() <= step.millionths() as i128);
                }
            }
        }
    }
}
