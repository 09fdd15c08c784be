//! What is done to many customers at once (A8).

use super::archive::living_among;
use super::who::Who;
use super::{book, tags};
use crate::error::{Code, Error, Fault, Result, Violations};
use crate::hub::context::Cx;
use crate::hub::operation::{Reach, Transactional};
use crate::model::customer::{Customer, CustomerFilter};
use crate::value::{Change, CustomerId, Label};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

/// Changes many customers at once: `customers.change_many`. Gives and takes tags, sets the delivery
/// run, archives and restores. Twice is no harm.
///
/// All or nothing, unless `take_good_ones`. Named customers are meant though they are archived.
///
/// Errors: `required` where nobody or nothing is said; `unknown_reference` for a named customer who
/// is not there; `not_found` for the selection; `too_long` for more than 100,000; `wrong_state`
/// for archiving who has a standing order, with all who are refused.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeCustomers {
    /// At which enterprise.
    pub enterprise: String,
    /// Who is meant; not together with `selection`. A filter of nothing means everybody.
    #[serde(default)]
    pub filter: Option<CustomerFilter>,
    /// The name of a kept selection.
    #[serde(default)]
    pub selection: Option<String>,
    /// Tags to give.
    #[serde(default)]
    pub add_tags: Vec<String>,
    /// Tags to take, whatever their case and accents.
    #[serde(default)]
    pub remove_tags: Vec<String>,
    /// The delivery run; null or blank: none.
    #[serde(default, skip_serializing_if = "Change::is_keep")]
    pub delivery_run: Change<Option<String>>,
    /// Whether they shall be archived; left out: as they are.
    #[serde(default)]
    pub archived: Option<bool>,
    /// Whether those are changed who can be, and the others told in the answer.
    #[serde(default)]
    pub take_good_ones: bool,
}

/// A customer who was left as he is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RefusedCustomer {
    /// Who.
    pub customer: CustomerId,
    /// What stands against it: a code of errors.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub code: Code,
    /// What is wrong and what to do.
    pub message: String,
}

/// What came of a change of many customers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomersChanged {
    /// Customers who were changed.
    pub changed: u64,
    /// Customers who were so already.
    pub unchanged: u64,
    /// Customers who were left as they are.
    pub refused: Vec<RefusedCustomer>,
}

/// What is to be done, checked.
struct Wanted {
    add: Vec<Label>,
    remove: Vec<Label>,
    run: Change<Option<Label>>,
    archived: Option<bool>,
}

impl Transactional for ChangeCustomers {
    const NAME: &'static str = "customers.change_many";
    const MUTATES: bool = true;
    type Response = CustomersChanged;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<CustomersChanged> {
        let wanted = self.checked()?;
        let mut who =
            Who::of(cx, &self.enterprise, self.filter.as_ref(), self.selection.as_deref())?;
        let mut all = CustomersChanged::default();
        while let Some(customers) = who.next(cx)? {
            self.change(cx, &wanted, customers, &mut all)?;
            cx.write_so_far()?;
        }
        if !all.refused.is_empty() && !self.take_good_ones {
            let n = all.refused.len();
            let message = format!(
                "{n} customer(s) have a standing order and cannot be archived: finish those first, \
                 or say `take_good_ones` to change the others"
            );
            return Err(Error::new(Code::WrongState, message).with("refused", all.refused));
        }
        Ok(all)
    }
}

impl ChangeCustomers {
    fn checked(&self) -> Result<Wanted> {
        let mut v = Violations::new();
        let add = tags::checked(&mut v, "add_tags", &self.add_tags);
        let remove = tags::checked(&mut v, "remove_tags", &self.remove_tags);
        let run = match &self.delivery_run {
            Change::Keep => Some(Change::Keep),
            Change::To(run) => {
                let run = Label::optional(run.as_deref().unwrap_or_default());
                v.check("delivery_run", run).map(Change::To)
            }
        };
        let said = !self.add_tags.is_empty()
            || !self.remove_tags.is_empty()
            || !self.delivery_run.is_keep()
            || self.archived.is_some();
        if !said {
            let message = "say what shall change: `add_tags`, `remove_tags`, `delivery_run` or \
                           `archived`";
            v.add("add_tags", Fault::new(Code::Required, message, Json::Null));
        }
        let (add, remove) = (add.unwrap_or_default(), remove.unwrap_or_default());
        if let Some(tag) = add.iter().find(|tag| tags::in_common(&remove, &[(*tag).clone()])) {
            let message = format!("`{tag}` cannot be given and taken: leave it out of one");
            v.add("remove_tags", Fault::new(Code::Duplicate, message, tag.as_str()));
        }
        let archived = self.archived;
        v.finish(run.map(|run| Wanted { add, remove, run, archived }))
    }

    /// Changes a stretch of customers.
    fn change(
        &self,
        cx: &mut Cx<'_>,
        wanted: &Wanted,
        customers: Vec<Customer>,
        all: &mut CustomersChanged,
    ) -> Result<()> {
        let to_archive = |c: &&Customer| wanted.archived == Some(true) && c.archived_at.is_none();
        let ids: Vec<CustomerId> = customers.iter().filter(to_archive).map(|c| c.id).collect();
        let living = living_among(cx, &ids)?;
        let mut pairs = Vec::with_capacity(customers.len());
        for before in customers {
            if living.contains(&before.id) {
                let message = "the customer has a standing order: finish that, then archive him";
                let (customer, code) = (before.id, Code::WrongState);
                all.refused.push(RefusedCustomer { customer, code, message: message.to_owned() });
                continue;
            }
            let mut after = before.clone();
            wanted.apply(cx, &mut after);
            if after == before {
                all.unchanged = all.unchanged.saturating_add(1);
                continue;
            }
            cx.log(after.id, changed(&before, &after))?;
            pairs.push((before, after));
        }
        all.changed = all.changed.saturating_add(pairs.len() as u64);
        book::change(cx, &mut pairs)
    }
}

impl Wanted {
    fn apply(&self, cx: &Cx<'_>, customer: &mut Customer) {
        customer.tags.retain(|tag| !tags::in_common(&self.remove, std::slice::from_ref(tag)));
        for tag in &self.add {
            if !tags::in_common(&customer.tags, std::slice::from_ref(tag)) {
                customer.tags.push(tag.clone());
            }
        }
        tags::tidy(&mut customer.tags);
        self.run.clone().apply(&mut customer.delivery_run);
        match self.archived {
            Some(true) => customer.archived_at = customer.archived_at.or(Some(cx.now)),
            Some(false) => customer.archived_at = None,
            None => {}
        }
    }
}

/// What the change log notes.
fn changed(before: &Customer, after: &Customer) -> Json {
    let mut set = Map::new();
    if before.tags != after.tags {
        set.insert("tags".into(), json!(after.tags));
    }
    if before.delivery_run != after.delivery_run {
        set.insert("delivery_run".into(), json!(after.delivery_run));
    }
    if before.archived_at != after.archived_at {
        set.insert("archived_at".into(), json!(after.archived_at));
    }
    Json::Object(set)
}
