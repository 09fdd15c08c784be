//! The ledger: what a customer owes and has paid, as entries that are never changed, and one
//! account a customer that sums them up.

use super::author::Author;
use crate::store::{name_field, record};
use crate::value::{CustomerId, Label, Money, OrderId, PostingId};
use chrono::{DateTime, NaiveDate, Utc};

name_field! {
    /// What an entry of the ledger is (B3).
    PostingKind {
        /// An order was placed, or something else is owed: the customer owes more.
        Charge = "charge",
        /// What an order costs has changed, or staff correct the balance, either way.
        Adjustment = "adjustment",
        /// The customer has paid.
        Payment = "payment",
        /// The customer was paid back.
        Refund = "refund",
        /// Something is given to the customer: goodwill, a returned crate.
        Credit = "credit",
        /// What the customer owes is given up.
        WriteOff = "write_off",
        /// An entry, or all that an order charged, is taken back.
        Reversal = "reversal",
    }
}

record! {
    /// One entry of a customer's ledger. It is never changed: a wrong one is reversed (B3).
    pub struct Posting in "postings" {
        /// Whose books.
        pub enterprise: EnterpriseId,
        /// Our id, ascending in time.
        pub id: PostingId,
        /// Whose account.
        pub customer: CustomerId,
        /// What it is.
        pub kind: PostingKind,
        /// What it adds to the balance: below zero where the customer owes more.
        pub amount: Money,
        /// The order that it belongs to.
        pub order: Option<OrderId>,
        /// The entry that it takes back.
        pub reverses: Option<PostingId>,
        /// What the books outside call it: an invoice, a bank transfer.
        pub reference: Option<Label>,
        /// Why, in words.
        pub note: Option<String>,
        /// The day for which it counts, in the enterprise's zone.
        pub booked_on: NaiveDate,
        /// Who wrote it.
        pub by: Author,
        /// When it was written.
        pub at: DateTime<Utc>,
    }
    key ["id"];
    indexes {
        unique "by_reversed" ["reverses"];
        index "by_customer" ["customer", "booked_on", "id"];
        index "by_order" ["order", "id"];
    }
}

record! {
    /// What a customer's entries, orders and standing orders come to, kept in the transaction that
    /// changes them, so that lists sort by it and read it in one row (B4).
    pub struct Account in "accounts" {
        /// Whose books.
        pub enterprise: EnterpriseId,
        /// Whose account.
        pub customer: CustomerId,
        /// The sum of the entries: below zero the customer owes.
        pub balance: Money,
        /// How many of the orders are placed or fulfilled, past orders among them.
        pub orders: i64,
        /// When the last of those was placed.
        pub last_order_at: Option<DateTime<Utc>>,
        /// How many standing orders have not ended.
        pub standing_orders: i64,
    }
    key ["customer"];
    indexes {
        index "by_balance" ["balance", "customer"];
        index "by_orders" ["orders", "customer"];
        index "by_last_order" ["last_order_at", "customer"];
        index "by_standing_orders" ["standing_orders", "customer"];
    }
}
