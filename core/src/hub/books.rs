//! The books: entries of the ledger, and the accounts that sum them up, written together once an
//! operation ends, each kind in one call.

use super::context::Cx;
use crate::error::Result;
use crate::model::ledger::{Account, Posting, PostingKind};
use crate::model::notice::DueKind;
use crate::model::order::{Order, OrderState};
use crate::model::past_order::{PastOrder, PastOrderState};
use crate::model::standing_order::{StandingOrder, StandingOrderState};
use crate::rules::charge;
use crate::store::{Filter, Home, Query, Record, Value};
use crate::value::{CustomerId, Label, Money, OrderId, PostingId};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// What an operation leaves in the books until it ends.
#[derive(Debug, Default)]
pub(super) struct Books {
    postings: Vec<Posting>,
    changes: BTreeMap<CustomerId, Change>,
    /// Whose standing orders are counted anew.
    recounts: BTreeSet<CustomerId>,
}

/// What one account gains.
#[derive(Debug, Default)]
struct Change {
    postings: Vec<Money>,
    orders: i64,
    placed_at: Option<DateTime<Utc>>,
    /// Whether an order went that may have been the last.
    look_back: bool,
}

/// An entry before it has an id.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub customer: CustomerId,
    pub kind: PostingKind,
    pub amount: Money,
    pub order: Option<OrderId>,
    pub reverses: Option<PostingId>,
    pub reference: Option<Label>,
    pub note: Option<String>,
    /// None: today.
    pub booked_on: Option<NaiveDate>,
}

/// The account of a customer of whom nothing is booked.
pub(crate) fn opened(home: &Home, customer: CustomerId) -> Account {
    Account {
        enterprise: home.id.clone(),
        customer,
        balance: home.currency.zero(),
        orders: 0,
        last_order_at: None,
        standing_orders: 0,
    }
}

impl Cx<'_> {
    /// Writes an entry into the ledger; its account follows when the operation ends.
    pub(crate) fn post(&mut self, entry: Entry) -> Result<Posting> {
        let today = self.enterprise()?.zone.date(self.now);
        let posting = Posting {
            enterprise: self.home()?.id.clone(),
            id: PostingId(self.new_id()),
            customer: entry.customer,
            kind: entry.kind,
            amount: entry.amount,
            order: entry.order,
            reverses: entry.reverses,
            reference: entry.reference,
            note: entry.note,
            booked_on: entry.booked_on.unwrap_or(today),
            by: self.actor.author(),
            at: self.now,
        };
        self.books.changes.entry(posting.customer).or_default().postings.push(posting.amount);
        self.books.postings.push(posting.clone());
        Ok(posting)
    }

    /// Posts what an order charges now beyond what it has charged, and counts it (B4). Whoever
    /// changes an order calls it before saving.
    pub(crate) fn charge(&mut self, order: &mut Order) -> Result<()> {
        let owed = charge::owed(order.state, order.total);
        if let Some((kind, amount)) = charge::entry(order.charged, owed)? {
            self.post(Entry {
                customer: order.customer,
                kind,
                amount,
                order: Some(order.id),
                reverses: None,
                reference: None,
                note: None,
                booked_on: None,
            })?;
        }
        let counted = i64::from(owed.is_some()) - i64::from(order.charged.is_some());
        self.count_order(order.customer, counted, order.placed_at);
        order.charged = owed;
        Ok(())
    }

    /// Counts an order with its customer that was another's until now. What it charged is moved by
    /// [`transfer`](super::ledger::transfer).
    pub(crate) fn count_elsewhere(&mut self, order: &Order, from: CustomerId) {
        let counted = i64::from(order.charged.is_some());
        self.count_order(from, -counted, None);
        self.count_order(order.customer, counted, order.placed_at);
    }

    /// Writes the entries that were made so far, so that they do not grow with a long call.
    pub(crate) fn write_postings(&mut self) -> Result<()> {
        let home = self.home()?;
        let postings = std::mem::take(&mut self.books.postings);
        self.tx.insert_new(&home, &postings)
    }

    /// Counts an order that came to a customer (1) or went (-1) in his account.
    pub(crate) fn count_order(
        &mut self,
        customer: CustomerId,
        by: i64,
        placed_at: Option<DateTime<Utc>>,
    ) {
        if by == 0 {
            return;
        }
        let change = self.books.changes.entry(customer).or_default();
        change.orders = change.orders.saturating_add(by);
        match by > 0 {
            true => change.placed_at = change.placed_at.max(placed_at),
            false => change.look_back = true,
        }
    }

    /// Counts a customer's standing orders anew when the operation ends.
    pub(crate) fn count_standing_orders(&mut self, customer: CustomerId) {
        self.books.recounts.insert(customer);
    }

    /// Writes entries and accounts. An account that is missing or does not read back is made anew
    /// from the entries: it may not hold up a close (E6).
    pub(super) fn flush_books(&mut self) -> Result<()> {
        self.write_postings()?;
        let mut books = std::mem::take(&mut self.books);
        for customer in &books.recounts {
            books.changes.entry(*customer).or_default();
        }
        if books.changes.is_empty() {
            return Ok(());
        }
        let home = self.home()?;
        let keys = books.changes.keys().map(|id| vec![(*id).into()]).collect();
        let stored = self.tx.get_each::<Account>(&home, keys)?;
        let (mut known, mut missing) = (Vec::new(), Vec::new());
        for ((customer, change), stored) in books.changes.iter().zip(stored) {
            let there = stored.is_some();
            let mut account = match stored {
                Some(Ok(account)) => self.counted(account, change)?,
                _ => self.summed_up(&home, *customer)?,
            };
            if books.recounts.contains(customer) {
                account.standing_orders = self.living_standing_orders(*customer)?;
            }
            if there { known.push(account) } else { missing.push(account) }
        }
        self.tx.insert_new(&home, &missing)?;
        self.tx.update(&home, &known)
    }

    /// An account with the entries that came, and the orders that came and went.
    fn counted(&mut self, mut account: Account, change: &Change) -> Result<Account> {
        let before = std::iter::once(account.balance);
        account.balance =
            Money::sum(account.balance.currency(), before.chain(change.postings.iter().copied()))?;
        account.orders = account.orders.saturating_add(change.orders);
        account.last_order_at = match change.look_back {
            true => self.placed_orders_of(account.customer)?.1,
            false => account.last_order_at.max(change.placed_at),
        };
        Ok(account)
    }

    /// An account from what it sums up: the entries and the orders as they are now.
    fn summed_up(&mut self, home: &Home, customer: CustomerId) -> Result<Account> {
        let mut account = opened(home, customer);
        let q = Query::on(Posting::TABLE, "by_customer").eq(customer);
        let amount = Posting::TABLE.col("amount");
        for row in self.tx.raw().sum(&q, &[Posting::TABLE.col("customer")], &[amount])? {
            if let Some(Value::Int(sum)) = row.last() {
                account.balance = Money::from_minor(*sum, home.currency)?;
            }
        }
        (account.orders, account.last_order_at) = self.placed_orders_of(customer)?;
        account.standing_orders = self.living_standing_orders(customer)?;
        Ok(account)
    }

    /// How many orders of a customer are placed or fulfilled, past ones too, and when the last of
    /// them was placed.
    fn placed_orders_of(&mut self, customer: CustomerId) -> Result<(i64, Option<DateTime<Utc>>)> {
        let table = Order::TABLE;
        let states = vec![OrderState::Placed.into(), OrderState::Fulfilled.into()];
        let q = Query::on(table, "by_customer").eq(customer);
        let q = q.filter(Filter::In(table.col("state"), states));
        let (mut orders, mut last) = (0_i64, None);
        // One that does not read back is reported where it is used.
        for (_, read) in self.tx.find_each::<Order>(&q, table.col("id"))? {
            orders = orders.saturating_add(1);
            last = last.max(read.ok().and_then(|order| order.placed_at));
        }
        let table = PastOrder::TABLE;
        let cancelled = Filter::IsNot(table.col("state"), PastOrderState::Cancelled.into());
        let q = Query::on(table, "by_customer").eq(customer).filter(cancelled);
        orders = orders.saturating_add_unsigned(self.tx.raw().count(&q, u64::MAX)?);
        let newest = self.tx.raw().find(&q.backwards().limit(1))?;
        if let Some(Value::Instant(ms)) =
            newest.first().and_then(|row| row.get(table.col("placed_at").0))
        {
            last = last.max(DateTime::from_timestamp_millis(*ms));
        }
        Ok((orders, last))
    }

    /// How many standing orders of a customer have not ended; asks the tick to look again behind
    /// the next end.
    fn living_standing_orders(&mut self, customer: CustomerId) -> Result<i64> {
        let zone = self.enterprise()?.zone.clone();
        let today = zone.date(self.now);
        let q = Query::on(StandingOrder::TABLE, "by_customer").eq(customer);
        let (mut living, mut next_end) = (0_i64, None::<NaiveDate>);
        for (_, read) in self.tx.find_each::<StandingOrder>(&q, StandingOrder::TABLE.col("id"))? {
            // One that does not read back is reported where it is due.
            let Ok(so) = read else { continue };
            let over = so.ends_on.is_some_and(|end| end < today);
            if over || so.state == StandingOrderState::Ended {
                continue;
            }
            living = living.saturating_add(1);
            next_end = [next_end, so.ends_on].into_iter().flatten().min();
        }
        if let Some(day) = next_end.and_then(|end| end.succ_opt()) {
            let midnight = day.and_time(chrono::NaiveTime::MIN);
            self.due(DueKind::Account, customer, zone.instant(midnight));
        }
        Ok(living)
    }
}
