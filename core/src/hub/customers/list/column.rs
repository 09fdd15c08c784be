//! The columns of the customer list: where each is kept, and how it sorts.

use crate::model::customer::Customer;
use crate::model::ledger::Account;
use crate::store::{Record, Row, Table, Value, name_field};

name_field! {
    /// A column of the customer list (A7).
    CustomerColumn {
        /// Company, else full name, else e-mail address.
        Name = "name",
        /// First name.
        FirstName = "first_name",
        /// Last name.
        LastName = "last_name",
        /// Company or group.
        Company = "company",
        /// Where to write.
        Email = "email",
        /// The hub's own code.
        Code = "code",
        /// Telephone number.
        Phone = "phone",
        /// Whose customer; within one enterprise, the name.
        Enterprise = "enterprise",
        /// Tags.
        Tags = "tags",
        /// The delivery run.
        DeliveryRun = "delivery_run",
        /// The balance: below zero the customer owes.
        Balance = "balance",
        /// When the last order was placed.
        LastOrderAt = "last_order_at",
        /// How many orders are placed or fulfilled.
        Orders = "orders",
        /// How many standing orders have not ended.
        StandingOrders = "standing_orders",
        /// When the customer was made.
        CreatedAt = "created_at",
    }
}

/// Where a column is kept: a table, an index led by it and the customer's id, and its name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub table: &'static Table,
    pub index: &'static str,
    pub column: &'static str,
}

impl CustomerColumn {
    pub(super) fn place(self) -> Place {
        use CustomerColumn as C;
        let of_customer = |index, column| Place { table: Customer::TABLE, index, column };
        let of_account = |index, column| Place { table: Account::TABLE, index, column };
        match self {
            C::Name | C::Enterprise => of_customer("by_name", "name_key"),
            C::FirstName => of_customer("by_first_name", "first_name_key"),
            C::LastName => of_customer("by_last_name", "last_name_key"),
            C::Company => of_customer("by_company", "company_key"),
            C::Email => of_customer("by_email", "email_key"),
            C::Code => of_customer("by_codes", "code_key"),
            C::Phone => of_customer("by_phone", "phone_key"),
            C::Tags => of_customer("by_tags", "tags_key"),
            C::DeliveryRun => of_customer("by_run", "run_key"),
            C::CreatedAt => of_customer("by_created", "created_at"),
            C::Balance => of_account("by_balance", "balance"),
            C::LastOrderAt => of_account("by_last_order", "last_order_at"),
            C::Orders => of_account("by_orders", "orders"),
            C::StandingOrders => of_account("by_standing_orders", "standing_orders"),
        }
    }

    /// Whether the column is one of the account's.
    pub(crate) fn of_account(self) -> bool {
        self.place().table.name == Account::TABLE.name
    }
}

impl Place {
    /// What a row of the place's table has in the column.
    pub(super) fn value(&self, row: &Row) -> Value {
        row.get(self.table.col(self.column).0).cloned().unwrap_or(Value::Null)
    }

    /// Whether the column may be empty.
    pub(super) fn may_be_empty(&self) -> bool {
        self.table.columns.get(self.table.col(self.column).0).is_some_and(|column| column.null)
    }
}
