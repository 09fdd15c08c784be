//! What is asked of the customer list: search and filters, as conditions on rows and as stretches
//! of indexes that hold few of them.

use crate::error::Violations;
use crate::model::customer::{Customer, CustomerTag, CustomerWord};
use crate::model::ledger::Account;
use crate::rules::search;
use crate::store::{Col, Filter, Query, Record, Row, Value, name_field};
use crate::value::text::fold;
use crate::value::{CustomerCode, Email, Label};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

name_field! {
    /// How a balance stands.
    BalanceIs {
        /// Below zero: the customer owes.
        Owing = "owing",
        /// Above zero: the customer has money here.
        Credit = "credit",
        /// Zero.
        Settled = "settled",
    }
}

name_field! {
    /// Whether archived customers are meant.
    ArchivedCustomers {
        /// Only those who are not archived.
        Without = "without",
        /// All.
        With = "with",
        /// Only those who are.
        Only = "only",
    }
}

/// Which customers are meant (A7). What is left out does not matter; all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct CustomerFilter {
    /// Beginnings of words of name, company, e-mail address, code or telephone number, in any
    /// order, without regard to case and accents; at most 8.
    pub search: Option<String>,
    /// With this e-mail address.
    pub email: Option<String>,
    /// With this code.
    pub code: Option<String>,
    /// With one of these tags.
    pub tags: Vec<String>,
    /// On one of these delivery runs.
    pub delivery_runs: Vec<String>,
    /// Whose balance stands so.
    pub balance: Option<BalanceIs>,
    /// Whose last order was placed then or later.
    pub last_order_from: Option<DateTime<Utc>>,
    /// Whose last order was placed before then; who never ordered is not meant.
    pub last_order_before: Option<DateTime<Utc>>,
    /// With a standing order that has not ended, or without.
    pub standing_order: Option<bool>,
    /// Whether archived ones are meant; usually they are not (A12).
    pub archived: Option<ArchivedCustomers>,
}

/// A filter, checked.
#[derive(Debug, Clone)]
pub(super) struct Question {
    archived: ArchivedCustomers,
    words: Vec<String>,
    tags: Vec<String>,
    of_customer: Vec<Filter>,
    of_account: Vec<Filter>,
    parts: Vec<Part>,
}

/// A stretch of an index that holds all that is meant, and more; and the column with the customer.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub query: Query,
    pub id: Col,
}

fn of_customer(index: &str) -> Query {
    Query::on(Customer::TABLE, index)
}

fn of_account(index: &str) -> Query {
    Query::on(Account::TABLE, index)
}

/// The least text behind all that begin so.
fn behind(start: &str) -> String {
    format!("{start}\u{10ffff}")
}

impl CustomerFilter {
    pub(super) fn checked(&self, v: &mut Violations) -> Option<Question> {
        let words = v.check("search", search::wanted(self.search.as_deref()));
        let email = v.check_opt("email", self.email.as_deref(), Email::new);
        let code = v.check_opt("code", self.code.as_deref(), CustomerCode::new);
        let tags = v.each("tags", &self.tags, |v, tag| v.check("", Label::new(tag)));
        let runs =
            v.each("delivery_runs", &self.delivery_runs, |v, run| v.check("", Label::new(run)));
        let mut question = Question {
            archived: self.archived.unwrap_or(ArchivedCustomers::Without),
            words: words?,
            tags: tags?.iter().map(|tag| fold(tag.as_str())).collect(),
            of_customer: Vec::new(),
            of_account: Vec::new(),
            parts: Vec::new(),
        };
        if question.archived == ArchivedCustomers::Only {
            question.part(question.all());
        }
        question.find_words();
        question.find_tag();
        if let Some(email) = email? {
            question.customers_with("by_email", "email_key", &email.key());
        }
        if let Some(code) = code? {
            question.customers_with("by_codes", "code_key", &code.key());
        }
        question.on_runs(runs?.iter().map(|run| fold(run.as_str())).collect());
        if let Some(balance) = self.balance {
            question.with_balance(balance);
        }
        question.with_last_order(self.last_order_from, self.last_order_before);
        if let Some(yes) = self.standing_order {
            question.with_standing_order(yes);
        }
        Some(question)
    }
}

impl Question {
    /// Whether every customer is meant who is archived, or not, as asked.
    pub fn is_open(&self) -> bool {
        self.words.is_empty()
            && self.tags.is_empty()
            && self.of_customer.is_empty()
            && self.of_account.is_empty()
    }

    /// Those who are archived, or not, as asked.
    pub fn all(&self) -> Query {
        match self.archived {
            ArchivedCustomers::Without => of_customer("by_archived").eq(Value::Null),
            ArchivedCustomers::With => of_customer("primary"),
            ArchivedCustomers::Only => of_customer("by_archived").from(Value::Null),
        }
    }

    /// Whether it asks something of accounts.
    pub fn asks_accounts(&self) -> bool {
        !self.of_account.is_empty()
    }

    /// The stretches of which any holds all that is meant.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Whether a row of the customers' table may be meant.
    pub fn takes_customer(&self, row: &Row) -> bool {
        let text = |name: &str| match row.get(Customer::TABLE.col(name).0) {
            Some(Value::Text(text)) => text.as_str(),
            _ => "",
        };
        let (words, tags) = (text("words"), text("tags_key"));
        let archived = row.get(Customer::TABLE.col("archived_at").0) != Some(&Value::Null);
        match self.archived {
            ArchivedCustomers::Without if archived => return false,
            ArchivedCustomers::Only if !archived => return false,
            _ => {}
        }
        self.of_customer.iter().all(|filter| filter.holds(row))
            && self.words.iter().all(|word| search::one_begins(words, word))
            && (self.tags.is_empty() || self.tags.iter().any(|tag| search::one_is(tags, tag)))
    }

    /// Whether a row of the accounts' table may be meant.
    pub fn takes_account(&self, row: &Row) -> bool {
        self.of_account.iter().all(|filter| filter.holds(row))
    }

    fn part(&mut self, query: Query) {
        let name = if query.table.name == Customer::TABLE.name { "id" } else { "customer" };
        self.parts.push(Part { id: query.table.col(name), query });
    }

    fn find_words(&mut self) {
        for word in self.words.clone() {
            let q = Query::on(CustomerWord::TABLE, "primary").from(word.as_str());
            self.part(q.below(behind(&word).as_str()));
        }
    }

    /// Who has one tag stands together; of several, nothing tells who has any.
    fn find_tag(&mut self) {
        if let [tag] = self.tags.as_slice() {
            let q = Query::on(CustomerTag::TABLE, "primary").eq(tag.as_str());
            self.part(q);
        }
    }

    fn customers_with(&mut self, index: &str, column: &str, key: &str) {
        self.of_customer.push(Filter::Is(Customer::TABLE.col(column), key.into()));
        self.part(of_customer(index).eq(key));
    }

    fn on_runs(&mut self, runs: Vec<String>) {
        match runs.as_slice() {
            [] => {}
            [run] => self.customers_with("by_run", "run_key", run),
            _ => {
                let runs = runs.iter().map(|run| run.as_str().into()).collect();
                self.of_customer.push(Filter::In(Customer::TABLE.col("run_key"), runs));
            }
        }
    }

    fn with_balance(&mut self, balance: BalanceIs) {
        let col = Account::TABLE.col("balance");
        let (filter, stretch) = match balance {
            BalanceIs::Owing => (Filter::Below(col, 0.into()), of_account("by_balance").below(0)),
            BalanceIs::Credit => (Filter::AtLeast(col, 1.into()), of_account("by_balance").from(1)),
            BalanceIs::Settled => (Filter::Is(col, 0.into()), of_account("by_balance").eq(0)),
        };
        self.of_account.push(filter);
        self.part(stretch);
    }

    fn with_last_order(&mut self, from: Option<DateTime<Utc>>, before: Option<DateTime<Utc>>) {
        if from.is_none() && before.is_none() {
            return;
        }
        let col = Account::TABLE.col("last_order_at");
        let mut stretch = of_account("by_last_order");
        if let Some(from) = from {
            self.of_account.push(Filter::AtLeast(col, from.into()));
            stretch = stretch.from(from);
        }
        if let Some(before) = before {
            self.of_account.push(Filter::Below(col, before.into()));
            stretch = stretch.below(before);
        }
        self.part(stretch);
    }

    fn with_standing_order(&mut self, yes: bool) {
        let col = Account::TABLE.col("standing_orders");
        let index = of_account("by_standing_orders");
        let (filter, stretch) = match yes {
            true => (Filter::AtLeast(col, 1.into()), index.from(1)),
            false => (Filter::Is(col, 0.into()), index.eq(0)),
        };
        self.of_account.push(filter);
        self.part(stretch);
    }
}
