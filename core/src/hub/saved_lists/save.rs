//! Saving a list.

use crate::error::{Code, Error, Fault, Result, Violations};
use crate::hub::context::Cx;
use crate::hub::customers::{must_be_current, must_be_known};
use crate::hub::operation::{Reach, Transactional};
use crate::hub::orders::{LineWanted, checked_wanted};
use crate::hub::standing_orders::known_variants;
use crate::model::saved_list::{SavedLine, SavedList};
use crate::store::{Query, Record};
use crate::value::text::fold;
use crate::value::{CustomerId, Label, Quantity, SavedListId, VariantId};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The most lists of one customer.
const MOST: usize = 50;
/// The most lines of one list.
const MOST_LINES: usize = 200;

/// Saves a list of items that a customer takes again and again: `saved_lists.save` (A14). Without
/// `saved_list`, a list of his that has the name is replaced, ignoring case and accents; else it is
/// a new one. Customers may save their own.
///
/// Errors: `not_found`; `already_exists` for a name that another list of his has; `wrong_state` for
/// an erased customer; `conflict` for a stale version.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveList {
    /// At which enterprise.
    pub enterprise: String,
    /// Whose; at most 50 lists.
    pub customer: CustomerId,
    /// Which list to replace; none: that of this name, or a new one.
    #[serde(default)]
    pub saved_list: Option<SavedListId>,
    /// The version that the caller saw; none: whatever is there (R35).
    #[serde(default)]
    pub version: Option<i64>,
    /// What he calls it.
    pub name: String,
    /// What shall stand in it: 1 to 200 lines, each variant once.
    pub lines: Vec<LineWanted>,
}

impl Transactional for SaveList {
    const NAME: &'static str = "saved_lists.save";
    const MUTATES: bool = true;
    const FOR_CUSTOMERS: bool = true;
    type Response = SavedList;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<SavedList> {
        cx.must_be(self.customer, "customer", self.customer)?;
        let variants = known_variants(cx, self.lines.iter().map(|line| line.variant.as_str()))?;
        let mut v = Violations::new();
        let name = v.check("name", Label::new(&self.name));
        let lines = match v.check("lines", few(self.lines.len())) {
            None => None,
            Some(()) => checked_wanted(&mut v, &variants, &self.lines),
        };
        let (name, lines) = v.finish((|| Some((name?, lines?)))())?;
        put(cx, self.customer, name, lines, self.saved_list, self.version)
    }
}

/// Passes for as many lines as a list may have.
pub(super) fn few(lines: usize) -> std::result::Result<(), Fault> {
    match lines {
        1..=MOST_LINES => Ok(()),
        n => {
            let message = format!("`{n}` lines: give 1 to {MOST_LINES}");
            Err(Fault::new(Code::OutOfRange, message, n))
        }
    }
}

/// Writes a list in the place of one, or as a new one.
pub(super) fn put(
    cx: &mut Cx<'_>,
    customer: CustomerId,
    name: Label,
    lines: Vec<(VariantId, Quantity)>,
    place: Option<SavedListId>,
    version: Option<i64>,
) -> Result<SavedList> {
    let home = cx.home()?;
    // Held, so that two calls cannot both save the last list that he may have.
    let customer = must_be_known(cx, customer)?;
    must_be_current(&customer)?;
    let q = Query::on(SavedList::TABLE, "by_name").eq(customer.id);
    let lists = cx.tx.find::<SavedList>(&q)?;
    let key = fold(name.as_str());
    let named = lists.iter().find(|list| fold(list.name.as_str()) == key);
    let before = match place {
        None => named,
        Some(id) => {
            let list = lists.iter().find(|list| list.id == id);
            Some(list.ok_or_else(|| Error::not_found("saved list", id))?)
        }
    };
    if let Some(other) = named.filter(|named| before.is_some_and(|list| list.id != named.id)) {
        let message =
            format!("another list of this customer is called `{}`: give another name", other.name);
        let error = Error::new(Code::AlreadyExists, message).at("name");
        return Err(error.with("saved_list", other.id));
    }
    if before.is_none() && version.is_some() {
        // He saw one that is gone meanwhile (R35).
        return Err(Error::not_found("saved list", &name));
    }
    if before.is_none() && lists.len() >= MOST {
        let message = format!("the customer has {MOST} lists: remove one first");
        return Err(Error::new(Code::TooLong, message).at("saved_list"));
    }
    if let Some(before) = before {
        cx.expect_version("saved list", before.id, before.version, version)?;
    }
    let lines = lines.into_iter().map(|(variant, quantity)| SavedLine { variant, quantity });
    let list = SavedList {
        enterprise: home.id.clone(),
        id: before.map_or_else(|| SavedListId(cx.new_id()), |before| before.id),
        customer: customer.id,
        name,
        lines: lines.collect(),
        created_at: before.map_or(cx.now, |before| before.created_at),
        version: before.map_or(1, |before| before.version.saturating_add(1)),
    };
    match before {
        None => cx.tx.insert_new(&home, std::slice::from_ref(&list))?,
        Some(_) => cx.tx.update(&home, std::slice::from_ref(&list))?,
    }
    cx.log(
        list.customer,
        json!({ "saved_list": list.id, "name": list.name, "lines": list.lines }),
    )?;
    Ok(list)
}

/// Takes away all the lists of a customer.
pub(crate) fn remove_all(cx: &mut Cx<'_>, customer: CustomerId) -> Result<()> {
    let home = cx.home()?;
    let q = Query::on(SavedList::TABLE, "by_name").eq(customer);
    let lists = cx.tx.find::<SavedList>(&q)?;
    cx.tx.delete::<SavedList>(&home, lists.iter().map(|list| vec![list.id.into()]).collect())?;
    Ok(())
}
