//! Lists out of orders, and into them.

use super::load;
use super::save::{few, put};
use crate::error::{Code, Error, Result, Violations};
use crate::hub::context::Cx;
use crate::hub::operation::{Reach, Transactional};
use crate::hub::order_book::OrderWithLines;
use crate::hub::orders::{ShortLine, add_lines};
use crate::model::order::Order;
use crate::model::saved_list::SavedList;
use crate::value::{Label, OrderId, SavedListId};
use serde::{Deserialize, Serialize};

/// Saves what stands in an order as a list: `saved_lists.from_order` (A14). A list of the customer's
/// that has the name is replaced. Customers may do so with their own orders.
///
/// Errors: `not_found`; `wrong_state` for an order of nothing, or an erased customer.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveListFromOrder {
    /// At which enterprise.
    pub enterprise: String,
    /// Which order; the list is its customer's.
    pub order: OrderId,
    /// What he calls the list.
    pub name: String,
}

impl Transactional for SaveListFromOrder {
    const NAME: &'static str = "saved_lists.from_order";
    const MUTATES: bool = true;
    const FOR_CUSTOMERS: bool = true;
    type Response = SavedList;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<SavedList> {
        let order: Order = cx.load("order", self.order)?;
        cx.must_be(order.customer, "order", self.order)?;
        let OrderWithLines { order, lines } = OrderWithLines::of(cx, order)?;
        let ordered = lines.into_iter().filter(|line| !line.ordered.is_zero());
        let lines: Vec<_> = ordered.map(|line| (line.variant, line.ordered)).collect();
        if lines.is_empty() {
            return Err(Error::new(Code::WrongState, "nothing is left in the order to be saved"));
        }
        let mut v = Violations::new();
        let name = v.check("name", Label::new(&self.name));
        let few = v.check("order", few(lines.len()));
        let name = v.finish(few.and(name))?;
        put(cx, order.customer, name, lines, None, None)
    }
}

/// Adds what stands in a saved list to an order that can still be changed:
/// `saved_lists.add_to_order` (A14). Lines that the order has grow. What is not there is left out and
/// told; what is there in part is added in part. Customers may do so with their own.
///
/// Errors: `limit_passed`, `wrong_state`, `conflict`, as in `orders.edit`; `wrong_state` for another
/// customer's order.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AddListToOrder {
    /// At which enterprise.
    pub enterprise: String,
    /// Which list.
    pub saved_list: SavedListId,
    /// To which order, of the same customer.
    pub order: OrderId,
    /// The version of the order that the caller saw; none: whatever is there.
    #[serde(default)]
    pub version: Option<i64>,
}

/// The order with what was added to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AddedToOrder {
    /// The order as it is now.
    pub order: OrderWithLines,
    /// The lines of the list of which less was added, or nothing.
    pub short: Vec<ShortLine>,
}

impl Transactional for AddListToOrder {
    const NAME: &'static str = "saved_lists.add_to_order";
    const MUTATES: bool = true;
    const FOR_CUSTOMERS: bool = true;
    type Response = AddedToOrder;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<AddedToOrder> {
        let list = load(cx, self.saved_list)?;
        let open = OrderWithLines::load(cx, self.order)?;
        if open.order.customer != list.customer {
            let message = "the order is another customer's than the list: take one of the same";
            return Err(Error::new(Code::WrongState, message).at("order"));
        }
        let wanted: Vec<_> =
            list.lines.into_iter().map(|line| (line.variant, line.quantity)).collect();
        let (order, short) = add_lines(cx, open, self.version, &wanted)?;
        Ok(AddedToOrder { order, short })
    }
}
