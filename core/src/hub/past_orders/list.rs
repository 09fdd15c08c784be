//! Reading past orders.

use crate::error::{Result, Violations};
use crate::hub::context::Cx;
use crate::hub::customers::current_id;
use crate::hub::operation::{Reach, Transactional};
use crate::hub::page::{self, pages};
use crate::model::past_order::{PastOrder, PastOrderState};
use crate::store::{Filter, Query, Record, Value};
use crate::value::{CustomerId, Label};
use serde::{Deserialize, Serialize};

pages! {
    /// Past orders, the newest first.
    PastOrderPage of PastOrder;
}

/// Lists past orders, the newest first: `past_orders.list`. A customer sees his own.
///
/// Errors: `malformed` for the token of another list.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListPastOrders {
    /// Who sold.
    pub enterprise: String,
    /// Of this customer.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Only this one, by what the host calls it.
    #[serde(default)]
    pub reference: Option<String>,
    /// True: only those that belong to a customer; false: only those that belong to nobody yet.
    #[serde(default)]
    pub linked: Option<bool>,
    /// In this state.
    #[serde(default)]
    pub state: Option<PastOrderState>,
    /// How many: 1 to 1,000, usually 50.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next_page` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Transactional for ListPastOrders {
    const NAME: &'static str = "past_orders.list";
    const MUTATES: bool = false;
    const FOR_CUSTOMERS: bool = true;
    type Response = PastOrderPage;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<PastOrderPage> {
        let table = PastOrder::TABLE;
        let mut v = Violations::new();
        let limit = v.check("limit", page::checked_limit(self.limit));
        let reference = v.check_opt("reference", self.reference.as_deref(), Label::new);
        let (limit, reference) = v.finish((|| Some((limit?, reference?)))())?;
        if let Some(named) = self.customer {
            cx.must_be(named, "customer", named)?;
        }
        let named = self.customer.map(|id| current_id(cx, id)).transpose()?;
        let customer = cx.customer().or(named);
        let mut q = match (&reference, customer) {
            (Some(reference), _) => Query::on(table, "by_reference").eq(reference.as_str()),
            (None, Some(customer)) => Query::on(table, "by_customer").eq(customer),
            (None, None) => Query::on(table, "by_placed"),
        };
        let whose = table.col("customer");
        let also = [
            customer.map(|customer| Filter::Is(whose, customer.into())),
            self.linked.map(|linked| match linked {
                true => Filter::IsNot(whose, Value::Null),
                false => Filter::Is(whose, Value::Null),
            }),
            self.state.map(|state| Filter::Is(table.col("state"), state.into())),
        ];
        for filter in also.into_iter().flatten() {
            q = q.filter(filter);
        }
        let q = page::resume(q.backwards(), self.after.as_deref(), limit)?;
        let rows = cx.tx.find::<PastOrder>(&q)?;
        let (items, next_page) = page::cut(&q, |order| cx.tx.row_of(order), limit, rows);
        Ok(PastOrderPage { items, next_page })
    }
}
