//! What is asked of the customer list: search and filters, as conditions on rows and as stretches
//! of indexes that hold few of them.

use crate::error::{Code, Fault, Violations};
use crate::model::customer::{
    Alias, AliasKind, ArchivedCustomers, BalanceIs, Customer, CustomerAlias, CustomerFilter,
    CustomerTag, CustomerWord,
};
use crate::model::ledger::Account;
use crate::store::{Col, Filter, Query, Record, Row, Value};
use crate::value::search;
use crate::value::text::fold;
use crate::value::{CustomerCode, Email, Label};
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A filter, checked.
#[derive(Debug, Clone)]
pub(super) struct Question {
    archived: ArchivedCustomers,
    /// None: of any.
    ids: Option<BTreeSet<Uuid>>,
    words: Vec<String>,
    tags: Vec<String>,
    /// By e-mail address or code: the column with its key, and the alias that finds him too.
    known_by: Vec<(Col, Value, String)>,
    of_customer: Vec<Filter>,
    of_account: Vec<Filter>,
    parts: Vec<Part>,
}

/// So many customers can be named: as many as are read and sorted for one page.
pub(super) const MOST_NAMED: usize = 4_000;

/// Stretches of indexes that together hold all that is meant, and more; each with the column with
/// the customer.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub stretches: Vec<(Query, Col)>,
}

fn of_customer(index: &str) -> Query {
    Query::on(Customer::TABLE, index)
}

fn of_account(index: &str) -> Query {
    Query::on(Account::TABLE, index)
}

/// A stretch with the column with the customer.
fn with_id(query: Query) -> (Query, Col) {
    let name = if query.table.name == Customer::TABLE.name { "id" } else { "customer" };
    let id = query.table.col(name);
    (query, id)
}

/// The least text behind all that begin so.
fn behind(start: &str) -> String {
    format!("{start}\u{10ffff}")
}

/// Notes what is wrong with a filter.
pub(crate) fn check_filter(filter: &CustomerFilter, v: &mut Violations) {
    drop(filter.checked(v));
}

impl CustomerFilter {
    pub(super) fn checked(&self, v: &mut Violations) -> Option<Question> {
        let words = v.check("search", search::wanted(self.search.as_deref()));
        let email = v.check_opt("email", self.email.as_deref(), Email::new);
        let code = v.check_opt("code", self.code.as_deref(), CustomerCode::new);
        let tags = v.each("tags", &self.tags, |v, tag| v.check("", Label::new(tag)));
        let runs =
            v.each("delivery_runs", &self.delivery_runs, |v, run| v.check("", Label::new(run)));
        let ids = v.check_opt("customers", self.customers.as_deref(), |named| match named.len() {
            n if n > MOST_NAMED => Err(Fault::new(
                Code::TooLong,
                format!("{n} customers are too many to name: give at most {MOST_NAMED}"),
                n,
            )),
            _ => Ok(named.iter().map(|id| id.0).collect::<BTreeSet<_>>()),
        });
        let ids = ids?;
        // Who is named is meant, archived or not, unless it is said.
        let usual = match ids {
            None => ArchivedCustomers::Without,
            Some(_) => ArchivedCustomers::With,
        };
        let mut question = Question {
            archived: self.archived.unwrap_or(usual),
            ids,
            words: words?,
            tags: tags?.iter().map(|tag| fold(tag.as_str())).collect(),
            known_by: Vec::new(),
            of_customer: Vec::new(),
            of_account: Vec::new(),
            parts: Vec::new(),
        };
        if question.archived == ArchivedCustomers::Only {
            question.part(question.all());
        }
        question.find_named();
        question.find_words();
        question.find_tag();
        if let Some(email) = email? {
            question.known_by("by_email", "email_key", AliasKind::Email, &email.key());
        }
        if let Some(code) = code? {
            question.known_by("by_codes", "code_key", AliasKind::Code, &code.key());
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
        self.ids.is_none()
            && self.words.is_empty()
            && self.tags.is_empty()
            && self.known_by.is_empty()
            && self.of_customer.is_empty()
            && self.of_account.is_empty()
    }

    /// Those who are archived, or not, as asked. Who was merged into another is archived, and never
    /// meant.
    pub fn all(&self) -> Query {
        let unmerged = Filter::Is(Customer::TABLE.col("merged_into"), Value::Null);
        match self.archived {
            ArchivedCustomers::Without => of_customer("by_archived").eq(Value::Null),
            ArchivedCustomers::With => of_customer("primary").filter(unmerged),
            ArchivedCustomers::Only => {
                of_customer("by_archived").from(Value::Null).filter(unmerged)
            }
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
        let (words, tags, aliases) = (text("words"), text("tags_key"), text("aliases_key"));
        let archived = row.get(Customer::TABLE.col("archived_at").0) != Some(&Value::Null);
        if row.get(Customer::TABLE.col("merged_into").0) != Some(&Value::Null) {
            return false;
        }
        let known_by = |(col, key, alias): &(Col, Value, String)| {
            row.get(col.0) == Some(key) || search::one_is(aliases, alias)
        };
        match self.archived {
            ArchivedCustomers::Without if archived => return false,
            ArchivedCustomers::Only if !archived => return false,
            _ => {}
        }
        let id = row.get(Customer::TABLE.col("id").0);
        let named = |ids: &BTreeSet<Uuid>| matches!(id, Some(Value::Id(id)) if ids.contains(id));
        self.ids.as_ref().is_none_or(named)
            && self.of_customer.iter().all(|filter| filter.holds(row))
            && self.known_by.iter().all(known_by)
            && self.words.iter().all(|word| search::one_begins(words, word))
            && (self.tags.is_empty() || self.tags.iter().any(|tag| search::one_is(tags, tag)))
    }

    /// Whether a row of the accounts' table may be meant.
    pub fn takes_account(&self, row: &Row) -> bool {
        self.of_account.iter().all(|filter| filter.holds(row))
    }

    fn part(&mut self, query: Query) {
        self.parts.push(Part { stretches: vec![with_id(query)] });
    }

    fn find_named(&mut self) {
        if let Some(ids) = &self.ids {
            let q = of_customer("primary").among(ids.iter().copied().map(Value::Id));
            self.part(q);
        }
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

    fn known_by(&mut self, index: &str, column: &str, kind: AliasKind, key: &str) {
        let alias = Alias::mark(kind, key);
        self.known_by.push((Customer::TABLE.col(column), key.into(), alias));
        let aliases = Query::on(CustomerAlias::TABLE, "primary").eq(kind).eq(key);
        let stretches = vec![with_id(of_customer(index).eq(key)), with_id(aliases)];
        self.parts.push(Part { stretches });
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
