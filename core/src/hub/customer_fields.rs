//! The fields that a hub defines for its customers (A3).

use super::context::Cx;
use super::customers::book;
use super::operation::{Reach, Transactional, raced};
use crate::error::{Code, Error, Fault, Result, Violations};
use crate::model::customer::{CustomerField, CustomerValue, FieldKind};
use crate::store::{Query, Record, Value};
use crate::value::Label;
use crate::value::text::fold;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeSet;

/// The most fields of an enterprise, and the most choices of a field.
const MOST: usize = 100;

/// Defines a field of customers, or changes one: `customer_fields.save`. The key says which; all
/// else is replaced.
///
/// Errors: `wrong_state` for another kind while customers have values, or for leaving out a choice
/// that customers have.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveCustomerField {
    /// At which enterprise: it may have 100 fields.
    pub enterprise: String,
    /// Its key in a customer's `custom`: 1 to 40 small letters, digits and underscores.
    pub field: String,
    /// What pages and sheets call it.
    pub label: String,
    /// What it holds.
    pub kind: FieldKind,
    /// Of a choice: what can be chosen, 1 to 100.
    #[serde(default)]
    pub choices: Vec<String>,
    /// Where it stands among the others; none: where it was, or at the end.
    #[serde(default)]
    pub position: Option<u32>,
}

impl Transactional for SaveCustomerField {
    const NAME: &'static str = "customer_fields.save";
    const MUTATES: bool = true;
    type Response = CustomerField;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<CustomerField> {
        let home = cx.home()?;
        let all = defined(cx)?;
        let mut v = Violations::new();
        let field = v.check("field", CustomerField::key(&self.field));
        let label = v.check("label", Label::new(&self.label));
        let choices = self.checked_choices(&mut v);
        if all.len() >= MOST && all.iter().all(|known| known.field != self.field) {
            let message = format!("{MOST} fields are the most: remove one first");
            v.add("field", Fault::new(Code::TooLong, message, self.field.as_str()));
        }
        let (field, label, choices) = v.finish((|| Some((field?, label?, choices?)))())?;
        let known: Option<CustomerField> = cx.tx.get(&home, vec![Value::text(&field)])?;
        let last = all.iter().map(|field| field.position).max().unwrap_or(0);
        let usual = known.as_ref().map_or(last.saturating_add(1), |known| known.position);
        let made = CustomerField {
            enterprise: home.id.clone(),
            field,
            label,
            kind: self.kind,
            choices,
            position: self.position.unwrap_or(usual),
            version: known.as_ref().map_or(1, |known| known.version),
        };
        let Some(known) = known else {
            return match cx.tx.insert(&home, std::slice::from_ref(&made))? == [true] {
                true => Ok(made),
                false => Err(raced("another call defined this field first")),
            };
        };
        if made == known {
            return Ok(known);
        }
        values_must_stay_right(cx, &known, &made)?;
        let made = CustomerField { version: known.version.saturating_add(1), ..made };
        cx.tx.update(&home, std::slice::from_ref(&made))?;
        Ok(made)
    }
}

impl SaveCustomerField {
    fn checked_choices(&self, v: &mut Violations) -> Option<Vec<Label>> {
        let given = self.choices.len();
        let fault = match (self.kind, given) {
            (FieldKind::Choice, 0) => {
                Some((Code::Required, "give what can be chosen: 1 to 100 choices".to_owned()))
            }
            (FieldKind::Choice, 1..=MOST) | (_, 0) => None,
            (FieldKind::Choice, _) => {
                Some((Code::TooLong, format!("{given} choices are too many: give 1 to {MOST}")))
            }
            (kind, _) => Some((
                Code::OutOfRange,
                format!("a field of the kind `{kind}` has no choices: leave them out"),
            )),
        };
        if let Some((code, message)) = fault {
            v.add("choices", Fault::new(code, message, given));
            return None;
        }
        let mut seen = BTreeSet::new();
        v.each("choices", &self.choices, |v, choice| {
            let choice = v.check("", Label::new(choice))?;
            match seen.insert(fold(choice.as_str())) {
                true => Some(choice),
                false => {
                    let message = format!("`{choice}` can be chosen already: give it once");
                    v.check("", Err(Fault::new(Code::Duplicate, message, choice.as_str())))
                }
            }
        })
    }
}

/// Every field of the enterprise, in the order of their positions.
fn defined(cx: &mut Cx<'_>) -> Result<Vec<CustomerField>> {
    cx.tx.find(&Query::on(CustomerField::TABLE, "by_position"))
}

fn values_of(field: &str) -> Query {
    Query::on(CustomerValue::TABLE, "primary").eq(field)
}

/// A kind stays while customers have values, and a choice while one has it.
fn values_must_stay_right(
    cx: &mut Cx<'_>,
    known: &CustomerField,
    made: &CustomerField,
) -> Result<()> {
    let refused = |at: &str, message: String| {
        Err(Error::new(Code::WrongState, message).at(at).with("field", &known.field))
    };
    if made.kind != known.kind {
        return match cx.tx.raw().count(&values_of(&known.field), 1)? {
            0 => Ok(()),
            _ => refused(
                "kind",
                format!(
                    "customers have values in `{}`, so it stays of the kind `{}`: make another \
                     field, or remove this one `and_values` first",
                    known.field, known.kind
                ),
            ),
        };
    }
    let keys = |field: &CustomerField| -> BTreeSet<String> {
        field.choices.iter().map(|choice| field.sort_key(choice.as_str())).collect()
    };
    let kept = keys(made);
    for choice in &known.choices {
        let key = known.sort_key(choice.as_str());
        if !kept.contains(&key)
            && cx.tx.raw().count(&values_of(&known.field).eq(key.as_str()), 1)? > 0
        {
            let message = format!(
                "customers have `{choice}` in `{}`: keep the choice, or change theirs first",
                known.field
            );
            return refused("choices", message);
        }
    }
    Ok(())
}

/// The fields that an enterprise has defined, in the order of their positions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerFieldList {
    /// All of them, at most 100.
    pub items: Vec<CustomerField>,
}

/// Lists the fields that an enterprise has defined for its customers: `customer_fields.list`. All
/// at once, in the order of their positions.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListCustomerFields {
    /// Of which enterprise.
    pub enterprise: String,
}

impl Transactional for ListCustomerFields {
    const NAME: &'static str = "customer_fields.list";
    const MUTATES: bool = false;
    type Response = CustomerFieldList;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<CustomerFieldList> {
        Ok(CustomerFieldList { items: defined(cx)? })
    }
}

/// Removes a field: `customer_fields.remove`.
///
/// Errors: `not_found`; `wrong_state` while customers have values, unless `and_values`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RemoveCustomerField {
    /// At which enterprise.
    pub enterprise: String,
    /// Its key.
    pub field: String,
    /// Whether customers lose what they have in it.
    #[serde(default)]
    pub and_values: bool,
}

/// What went with a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerFieldRemoved {
    /// Its key.
    pub field: String,
    /// How many customers lost a value.
    pub customers: u64,
}

impl Transactional for RemoveCustomerField {
    const NAME: &'static str = "customer_fields.remove";
    const MUTATES: bool = true;
    type Response = CustomerFieldRemoved;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<CustomerFieldRemoved> {
        let home = cx.home()?;
        let mut v = Violations::new();
        let field = v.check("field", CustomerField::key(&self.field));
        let field = v.finish(field)?;
        let key = vec![Value::text(&field)];
        let found: Option<CustomerField> = cx.tx.get(&home, key.clone())?;
        found.ok_or_else(|| Error::not_found("customer field", &field))?;
        let held = cx.tx.raw().count(&values_of(&field), 10_000)?;
        if held > 0 && !self.and_values {
            let more = if held == 10_000 { "at least " } else { "" };
            let message = format!(
                "{more}{held} customers have values in `{field}`: say `and_values` to remove \
                 those too"
            );
            return Err(Error::new(Code::WrongState, message).at("field").with("customers", held));
        }
        let of = |value: &CustomerValue| value.customer;
        let customers = book::change_each(cx, values_of(&field), of, |customer| {
            customer.custom.remove(&field);
            json!({ "custom": { (field.as_str()): null } })
        })?;
        cx.tx.delete::<CustomerField>(&home, vec![key])?;
        Ok(CustomerFieldRemoved { field, customers })
    }
}
