//! Selections of customers that a hub keeps: picked ones, or all whom a filter holds for (A8).

use super::context::Cx;
use super::operation::{Reach, Transactional, raced};
use crate::error::{Code, Error, Fault, Result, Violations};
use crate::model::customer::{CustomerFilter, Selection};
use crate::store::{Query, Record, Value};
use crate::value::text::{fold, shorten};
use crate::value::{CustomerId, Email, Label};
use serde::{Deserialize, Serialize};

/// The most selections of an enterprise.
const MOST: usize = 200;

/// The selection of a name, whatever its case and accents.
pub(crate) fn load(cx: &mut Cx<'_>, name: &str) -> Result<Selection> {
    let home = cx.home()?;
    let found = cx.tx.get::<Selection>(&home, vec![Value::text(fold(name))])?;
    found.ok_or_else(|| Error::not_found("selection", shorten(name)))
}

fn all(cx: &mut Cx<'_>) -> Result<Vec<Selection>> {
    cx.tx.find(&Query::on(Selection::TABLE, "primary"))
}

/// Keeps a selection of customers: `selections.save`. The name says which; who is meant is
/// replaced.
///
/// Who is picked is picked for good; whom a filter holds for is asked anew each time.
///
/// Errors: `unknown_reference` for a picked customer who is not there; `too_long` for more than 200.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveSelection {
    /// At which enterprise: it may have 200.
    pub enterprise: String,
    /// What it is called: 1 to 200 characters, each name once ignoring case and accents.
    pub name: String,
    /// Who is meant, as in `customers.list`.
    pub filter: CustomerFilter,
}

impl Transactional for SaveSelection {
    const NAME: &'static str = "selections.save";
    const MUTATES: bool = true;
    type Response = Selection;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<Selection> {
        let home = cx.home()?;
        let mut v = Violations::new();
        let name = v.check("name", Label::new(&self.name));
        v.within("filter", |v| super::customers::check_filter(&self.filter, v));
        let name = v.finish(name)?;
        super::customers::all_must_be_here(cx, &self.filter)?;
        let key = vec![Value::text(fold(name.as_str()))];
        let known: Option<Selection> = cx.tx.get(&home, key)?;
        let mut made = Selection {
            enterprise: home.id.clone(),
            name,
            filter: self.filter.clone(),
            version: known.as_ref().map_or(1, |known| known.version),
        };
        let Some(known) = known else {
            if all(cx)?.len() >= MOST {
                let mut v = Violations::new();
                let message = format!("{MOST} selections are the most: remove one first");
                v.add("name", Fault::new(Code::TooLong, message, made.name.as_str()));
                return Err(v.into());
            }
            return match cx.tx.insert(&home, std::slice::from_ref(&made))? == [true] {
                true => Ok(made),
                false => Err(raced("another call saved this selection first")),
            };
        };
        if made != known {
            made.version = known.version.saturating_add(1);
            cx.tx.update(&home, std::slice::from_ref(&made))?;
        }
        Ok(made)
    }
}

/// The selections that an enterprise keeps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SelectionList {
    /// All of them, at most 200, by their names.
    pub items: Vec<Selection>,
}

/// Lists the selections that an enterprise keeps: `selections.list`. All at once, by their names.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListSelections {
    /// Of which enterprise.
    pub enterprise: String,
}

impl Transactional for ListSelections {
    const NAME: &'static str = "selections.list";
    const MUTATES: bool = false;
    type Response = SelectionList;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<SelectionList> {
        Ok(SelectionList { items: all(cx)? })
    }
}

/// Forgets a selection: `selections.remove`. Its customers stay as they are.
///
/// Errors: `not_found`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RemoveSelection {
    /// At which enterprise.
    pub enterprise: String,
    /// Its name, whatever its case and accents.
    pub name: String,
}

impl Transactional for RemoveSelection {
    const NAME: &'static str = "selections.remove";
    const MUTATES: bool = true;
    type Response = Selection;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<Selection> {
        let home = cx.home()?;
        let selection = load(cx, &self.name)?;
        let key = vec![Value::text(fold(selection.name.as_str()))];
        cx.tx.delete::<Selection>(&home, vec![key])?;
        Ok(selection)
    }
}

/// Changes the filters of all selections; those that become others are saved.
fn change_each(cx: &mut Cx<'_>, change: impl Fn(&mut CustomerFilter)) -> Result<()> {
    let home = cx.home()?;
    let mut changed = Vec::new();
    for mut selection in all(cx)? {
        let before = selection.filter.clone();
        change(&mut selection.filter);
        if selection.filter != before {
            selection.version = selection.version.saturating_add(1);
            changed.push(selection);
        }
    }
    cx.tx.update(&home, &changed)
}

/// Selections keep meaning who has a tag when it is renamed.
pub(crate) fn rename_tag(cx: &mut Cx<'_>, old_key: &str, name: &Label) -> Result<()> {
    change_each(cx, |filter| {
        let tags = filter.tags.iter_mut().filter(|tag| fold(tag) == old_key);
        tags.for_each(|tag| name.as_str().clone_into(tag));
    })
}

/// A selection of one whose address it is means nobody once he is erased.
pub(crate) fn forget(cx: &mut Cx<'_>, addresses: &[Email]) -> Result<()> {
    let his = |email: &String| {
        Email::new(email).is_ok_and(|email| addresses.iter().any(|his| his.key() == email.key()))
    };
    change_each(cx, |filter| {
        if filter.email.take_if(|email| his(email)).is_some() {
            filter.customers = Some(Vec::new());
        }
    })
}

/// Who was picked is picked when he is merged into another.
pub(crate) fn turn(cx: &mut Cx<'_>, from: CustomerId, to: CustomerId) -> Result<()> {
    change_each(cx, |filter| {
        filter.customers.iter_mut().flatten().filter(|id| **id == from).for_each(|id| *id = to);
    })
}
