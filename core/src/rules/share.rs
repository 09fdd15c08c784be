//! Sharing out what is scarce (E2, R23).

use crate::value::Quantity;
use std::collections::BTreeMap;

/// What is asked of one good by all who ask: how many ask for how many steps.
///
/// People ask for few different quantities, so that this stays small however many they are, and
/// yet fixes every share: who asks for the same gets the same, but for the last steps of all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Demand {
    askers: BTreeMap<i64, u64>,
}

impl Demand {
    /// One more asks for so much; what goes beyond whole steps counts as the steps below.
    pub fn add(&mut self, asked: Quantity, step: Quantity) {
        let askers = self.askers.entry(asked.steps(step)).or_default();
        *askers = askers.saturating_add(1);
    }

    /// Whether all that is asked cannot be given.
    pub fn exceeds(&self, stock: Quantity, step: Quantity) -> bool {
        self.steps() > i128::from(stock.steps(step))
    }

    fn steps(&self) -> i128 {
        self.askers.iter().map(|(steps, askers)| i128::from(*steps) * i128::from(*askers)).sum()
    }

    /// The shares of a stock, to be drawn in the order of the askers: steps left over by
    /// proportion go one each to the largest remainders; of equal ones the first asker, who came
    /// first, goes first.
    pub fn share_out(&self, stock: Quantity, step: Quantity) -> Shares {
        let (stock, total) = (i128::from(stock.steps(step)), self.steps());
        let mut shares = Shares { stock, total, step, last: total, ties: 0 };
        if total <= stock {
            return shares;
        }
        let mut remainders: BTreeMap<i128, u64> = BTreeMap::new();
        let mut left = stock;
        for (steps, askers) in &self.askers {
            let (whole, remainder) = shares.proportion(*steps);
            left -= whole * i128::from(*askers);
            *remainders.entry(remainder).or_default() += askers;
        }
        for (remainder, askers) in remainders.into_iter().rev() {
            if left <= 0 {
                break;
            }
            shares.last = remainder;
            shares.ties = u64::try_from(left).unwrap_or(u64::MAX).min(askers);
            left -= i128::from(askers);
        }
        shares
    }
}

/// The shares of a stock that is short; see [`Demand::share_out`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shares {
    stock: i128,
    total: i128,
    step: Quantity,
    /// The smallest remainder that is rounded up, and for how many more askers it is.
    last: i128,
    ties: u64,
}

impl Shares {
    /// The share of the next asker. Nobody gets more than he asked.
    pub fn draw(&mut self, asked: Quantity) -> Quantity {
        let wanted = asked.steps(self.step);
        if self.total <= self.stock {
            return Quantity::of_steps(wanted, self.step).unwrap_or_default();
        }
        let (whole, remainder) = self.proportion(wanted);
        let is_last = remainder == self.last && self.ties > 0;
        if is_last {
            self.ties -= 1;
        }
        let steps = whole + i128::from(is_last || remainder > self.last);
        let steps = i64::try_from(steps).unwrap_or(wanted);
        Quantity::of_steps(steps, self.step).unwrap_or_default()
    }

    fn proportion(&self, wanted: i64) -> (i128, i128) {
        let part = self.stock * i128::from(wanted);
        (part / self.total, part % self.total)
    }
}

/// Shares a stock among those who ask, in whole unit steps, each in proportion to what he asked.
///
/// ```
/// # use milkround_core::{rules::share::pro_rata, value::Quantity};
/// let q = |n| Quantity::whole(n).unwrap();
/// // Stock 10; asked 6, 5 and 4 (the worked case W5).
/// assert_eq!(pro_rata(q(10), q(1), &[q(6), q(5), q(4)]), [q(4), q(3), q(3)]);
/// ```
pub fn pro_rata(stock: Quantity, step: Quantity, asked: &[Quantity]) -> Vec<Quantity> {
    let mut demand = Demand::default();
    asked.iter().for_each(|asked| demand.add(*asked, step));
    let mut shares = demand.share_out(stock, step);
    asked.iter().map(|asked| shares.draw(*asked)).collect()
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

    /// The same once more with every asker in one list: rounded down, then one step more for the
    /// largest remainders.
    fn by_sorting(stock: i128, asked: &[i128]) -> Vec<i128> {
        let total: i128 = asked.iter().sum();
        if total <= stock {
            return asked.to_vec();
        }
        let mut shares: Vec<i128> = asked.iter().map(|n| stock * n / total).collect();
        let mut order: Vec<usize> = (0..asked.len()).collect();
        order.sort_by_key(|i| std::cmp::Reverse(stock * asked[*i] % total));
        let left = stock - shares.iter().sum::<i128>();
        order.iter().take(left as usize).for_each(|i| shares[*i] += 1);
        shares
    }

    proptest! {
        #[test]
        fn counting_askers_gives_what_sorting_them_gives(
            stock in 0i64..3_000,
            asked in prop::collection::vec(prop_oneof![0i64..5, 0i64..500], 1..200),
        ) {
            let quantities: Vec<_> = asked.iter().map(|n| q(*n)).collect();
            let shares = pro_rata(q(stock), q(1), &quantities);
            let shares: Vec<_> = shares.iter().map(|share| i128::from(share.steps(q(1)))).collect();
            let asked: Vec<_> = asked.into_iter().map(i128::from).collect();
            prop_assert_eq!(shares, by_sorting(i128::from(stock), &asked));
        }

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
