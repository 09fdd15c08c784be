//! What a hub has to say to many customers (A8, R45).

use super::who::Who;
use crate::error::{Result, Violations};
use crate::hub::context::{Cx, Tell};
use crate::hub::operation::{Reach, Transactional};
use crate::model::customer::{Consent, CustomerFilter};
use crate::model::cycle::Cycle;
use crate::model::facts::Facts;
use crate::model::notice::NoticeKind;
use crate::model::order::{Order, OrderState};
use crate::store::{Filter, Query, Record, Value};
use crate::value::text::filled;
use crate::value::{CustomerId, CycleId, Label, MessageId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeSet;

/// The longest message, in characters.
const MOST: usize = 10_000;

/// Sends customers a message through the outbox: `customers.message`. A notice of the kind `message`
/// each, with `subject`, `text` and the message's id.
///
/// A message goes to those alone who gave consent. About a cycle it is a service: it goes to those
/// who have an order in it, whatever they said to being written to (R45). Give an idempotency key:
/// the same call again sends it again.
///
/// Errors: `required` where nobody is said; `unknown_reference` for a named customer who is not
/// there; `not_found` for the selection or the cycle; `too_long` for more than 100,000 customers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MessageCustomers {
    /// At which enterprise.
    pub enterprise: String,
    /// Who is meant; not together with `selection`. A filter of nothing means everybody.
    #[serde(default)]
    pub filter: Option<CustomerFilter>,
    /// The name of a kept selection.
    #[serde(default)]
    pub selection: Option<String>,
    /// About which cycle: it goes to those of them who have an order there.
    #[serde(default)]
    pub cycle: Option<CycleId>,
    /// What it is about: 1 to 200 characters.
    pub subject: String,
    /// What it says: 1 to 10,000 characters.
    pub text: String,
}

/// Who got a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MessageSent {
    /// Its id: `facts.message` of each notice, and the subject in the change log.
    pub message: MessageId,
    /// To so many it goes.
    pub sent: u64,
    /// So many were meant and did not give consent.
    pub without_consent: u64,
    /// So many were meant and have no order in the cycle.
    pub without_order: u64,
}

impl Transactional for MessageCustomers {
    const NAME: &'static str = "customers.message";
    const MUTATES: bool = true;
    type Response = MessageSent;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<MessageSent> {
        let mut v = Violations::new();
        let subject = v.check("subject", Label::new(&self.subject));
        let text = v.check("text", filled(&self.text, MOST));
        let (subject, text) = v.finish(subject.zip(text))?;
        let mut who =
            Who::of(cx, &self.enterprise, self.filter.as_ref(), self.selection.as_deref())?;
        let ordering = self.cycle.map(|cycle| who_ordered(cx, cycle)).transpose()?;
        let message = MessageId(cx.new_id());
        let facts = Facts::new(json!({ "message": message, "subject": subject, "text": text }));
        let mut sent = MessageSent { message, sent: 0, without_consent: 0, without_order: 0 };
        while let Some(customers) = who.next(cx)? {
            for customer in customers {
                let count = match &ordering {
                    Some(ordering) if !ordering.contains(&customer.id) => &mut sent.without_order,
                    None if customer.consent != Consent::Given => &mut sent.without_consent,
                    _ => {
                        cx.tell(Tell {
                            kind: NoticeKind::Message,
                            customer: Some(customer.id),
                            cycle: self.cycle,
                            order: None,
                            facts: facts.clone(),
                        })?;
                        &mut sent.sent
                    }
                };
                *count = count.saturating_add(1);
            }
            cx.write_so_far()?;
        }
        let to = sent.sent;
        cx.log(message, json!({ "subject": subject, "text": text, "sent": to }))?;
        Ok(sent)
    }
}

/// The customers with an order in a cycle that is not cancelled.
fn who_ordered(cx: &mut Cx<'_>, cycle: CycleId) -> Result<BTreeSet<CustomerId>> {
    cx.load::<Cycle>("cycle", cycle)?;
    let table = Order::TABLE;
    let alive = Filter::IsNot(table.col("state"), OrderState::Cancelled.into());
    let q = Query::on(table, "by_cycle").eq(cycle).filter(alive);
    let rows = cx.tx.raw().sum(&q, &[table.col("customer")], &[])?;
    let id = |row: Vec<Value>| match row.first() {
        Some(Value::Id(id)) => Some(CustomerId(*id)),
        _ => None,
    };
    Ok(rows.into_iter().filter_map(id).collect())
}
