//! Tags of customers (A3): how they are kept beside the customers, and what can be done with all
//! that have one.

use super::book;
use crate::error::{Code, Error, Result, Violations};
use crate::hub::context::Cx;
use crate::hub::operation::{Reach, Transactional, raced};
use crate::hub::page::{self, pages};
use crate::hub::selections;
use crate::model::customer::{Customer, CustomerTag, Tag};
use crate::model::enterprise::ShopAccess;
use crate::store::{Query, Record, Value};
use crate::value::text::fold;
use crate::value::{CustomerId, Label};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

fn key(tag: &Label) -> String {
    fold(tag.as_str())
}

/// Whether two lists have a tag in common, whatever its case and accents.
pub(crate) fn in_common(some: &[Label], others: &[Label]) -> bool {
    some.iter().any(|one| others.iter().any(|other| key(one) == key(other)))
}

/// Puts tags in order, each once whatever its case and accents: the first spelling stays.
pub(super) fn tidy(tags: &mut Vec<Label>) {
    tags.sort_by_cached_key(key);
    tags.dedup_by_key(|tag| key(tag));
}

/// The tags of a request: each once, in order.
pub(super) fn checked(v: &mut Violations, path: &str, tags: &[String]) -> Option<Vec<Label>> {
    let mut tags = v.each(path, tags, |v, tag| v.check("", Label::new(tag)))?;
    tidy(&mut tags);
    Some(tags)
}

/// Spells the tags of customers as the hub does already, and makes new ones known.
pub(super) fn spell<'c>(
    cx: &mut Cx<'_>,
    customers: impl Iterator<Item = &'c mut Customer>,
) -> Result<()> {
    let mut customers: Vec<_> = customers.filter(|customer| !customer.tags.is_empty()).collect();
    let mut spelled: BTreeMap<String, Label> = BTreeMap::new();
    for tag in customers.iter().flat_map(|customer| &customer.tags) {
        spelled.entry(key(tag)).or_insert_with(|| tag.clone());
    }
    let home = cx.home()?;
    let keys = spelled.keys().map(|key| vec![Value::text(key)]).collect();
    let known = cx.tx.get_many::<Tag>(&home, keys)?;
    let mut new = Vec::new();
    for (spelling, known) in spelled.values_mut().zip(known) {
        match known {
            Some(tag) => *spelling = tag.name,
            None => new.push(Tag { enterprise: home.id.clone(), name: spelling.clone() }),
        }
    }
    if cx.tx.insert(&home, &new)?.contains(&false) {
        return Err(raced("another call made the same tag"));
    }
    for customer in &mut customers {
        for tag in &mut customer.tags {
            if let Some(spelling) = spelled.get(&key(tag)) {
                *tag = spelling.clone();
            }
        }
        tidy(&mut customer.tags);
    }
    Ok(())
}

/// Keeps the table of tags up to what customers were and are.
pub(super) fn index(cx: &mut Cx<'_>, changed: &[(Option<&Customer>, &Customer)]) -> Result<()> {
    let rows = |customer: &Customer| -> BTreeSet<(String, CustomerId)> {
        customer.tags.iter().map(|tag| (key(tag), customer.id)).collect()
    };
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    for (before, after) in changed {
        if before.is_some_and(|before| before.tags == after.tags) {
            continue;
        }
        let (before, after) = (before.map(rows).unwrap_or_default(), rows(after));
        gone.extend(before.difference(&after).cloned());
        new.extend(after.difference(&before).cloned());
    }
    let home = cx.home()?;
    let keys = gone.into_iter().map(|(tag, customer)| vec![Value::text(tag), customer.into()]);
    cx.tx.delete::<CustomerTag>(&home, keys.collect())?;
    let row = |(tag_key, customer)| CustomerTag { enterprise: home.id.clone(), tag_key, customer };
    let new: Vec<_> = new.into_iter().map(row).collect();
    cx.tx.insert(&home, &new).map(drop)
}

/// A tag with the customers who have it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TagCount {
    /// The tag, in the spelling of whoever gave it first.
    pub tag: Label,
    /// How many customers have it.
    pub customers: u64,
}

pages! {
    /// Tags, in alphabetical order ignoring case and accents.
    TagPage of TagCount;
}

/// Lists the tags of an enterprise's customers, each with how many have it: `tags.list`. One that
/// nobody has any more stays until it is removed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListTags {
    /// Of which enterprise.
    pub enterprise: String,
    /// Those that begin so, ignoring case and accents.
    #[serde(default)]
    pub name: Option<String>,
    /// How many: 1 to 1,000, usually 50.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next_page` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Transactional for ListTags {
    const NAME: &'static str = "tags.list";
    const MUTATES: bool = false;
    type Response = TagPage;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<TagPage> {
        let limit = page::limit_of(self.limit)?;
        let mut q = Query::on(Tag::TABLE, "primary");
        if let Some(name) = &self.name {
            let start = fold(name);
            q = q.from(start.as_str()).below(format!("{start}\u{10ffff}").as_str());
        }
        let q = page::resume(q, self.after.as_deref(), limit)?;
        let rows = cx.tx.find::<Tag>(&q)?;
        let (tags, next_page) = page::cut(&q, |tag| cx.tx.row_of(tag), limit, rows);
        let mut counts = counts(cx, &tags)?;
        let counted = |Tag { name: tag, .. }| {
            let customers = counts.remove(&key(&tag)).unwrap_or(0);
            TagCount { tag, customers }
        };
        Ok(TagPage { items: tags.into_iter().map(counted).collect(), next_page })
    }
}

/// How many customers have the tags of one page, by their keys.
fn counts(cx: &mut Cx<'_>, tags: &[Tag]) -> Result<BTreeMap<String, u64>> {
    const TABLE: &crate::store::Table = CustomerTag::TABLE;
    let (Some(first), Some(last)) = (tags.first(), tags.last()) else {
        return Ok(BTreeMap::new());
    };
    let (first, end) = (key(&first.name), format!("{}\u{10ffff}", key(&last.name)));
    let q = Query::on(TABLE, "primary").from(first.as_str()).below(end.as_str());
    let sums = cx.tx.raw().sum(&q, &[TABLE.col("tag_key")], &[])?;
    let count = |row: Vec<Value>| match row.as_slice() {
        [Value::Text(tag), Value::Int(n)] => Some((tag.to_string(), (*n).unsigned_abs())),
        _ => None,
    };
    Ok(sums.into_iter().filter_map(count).collect())
}

/// What became of a tag.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TagChanged {
    /// The tag: as it is called now, or was called.
    pub tag: Label,
    /// How many customers were changed.
    pub customers: u64,
}

/// The tag that a request names, held.
fn load(cx: &mut Cx<'_>, tag: &Label) -> Result<Tag> {
    let home = cx.home()?;
    let found = cx.tx.get::<Tag>(&home, vec![Value::text(key(tag))])?;
    found.ok_or_else(|| Error::not_found("tag", tag))
}

/// Changes the tags of every customer who has one of this key.
fn change_all(cx: &mut Cx<'_>, tag_key: &str, change: impl Fn(&mut Vec<Label>)) -> Result<u64> {
    let q = Query::on(CustomerTag::TABLE, "primary").eq(tag_key);
    let of = |row: &CustomerTag| row.customer;
    book::change_each(cx, q, of, |customer| {
        change(&mut customer.tags);
        tidy(&mut customer.tags);
        json!({ "tags": customer.tags })
    })
}

/// Gives a tag another name, with all customers who have it: `tags.rename`. Where there is a tag of
/// that name already, ignoring case and accents, the two become one in its spelling.
///
/// Errors: `not_found`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RenameTag {
    /// At which enterprise.
    pub enterprise: String,
    /// The tag, whatever its case and accents.
    pub tag: String,
    /// What it shall be called: 1 to 200 characters.
    pub new_name: String,
}

impl Transactional for RenameTag {
    const NAME: &'static str = "tags.rename";
    const MUTATES: bool = true;
    type Response = TagChanged;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<TagChanged> {
        let mut v = Violations::new();
        let tag = v.check("tag", Label::new(&self.tag));
        let new_name = v.check("new_name", Label::new(&self.new_name));
        let (tag, new_name) = v.finish(tag.zip(new_name))?;
        let home = cx.home()?;
        let tag = load(cx, &tag)?;
        let (old_key, new_key) = (key(&tag.name), key(&new_name));
        let mut renamed = Tag { enterprise: home.id.clone(), name: new_name };
        if old_key != new_key {
            let target = cx.tx.get::<Tag>(&home, vec![Value::text(&new_key)])?;
            match target {
                Some(target) => renamed = target,
                None => cx.tx.insert_new(&home, std::slice::from_ref(&renamed))?,
            }
        } else if tag == renamed {
            return Ok(TagChanged { tag: tag.name, customers: 0 });
        } else {
            cx.tx.update(&home, std::slice::from_ref(&renamed))?;
        }
        let name = renamed.name;
        open_the_shop_by(cx, &old_key, &name)?;
        selections::rename_tag(cx, &old_key, &name)?;
        let customers = change_all(cx, &old_key, |tags| {
            tags.iter_mut().filter(|tag| key(tag) == old_key).for_each(|tag| *tag = name.clone());
        })?;
        if old_key != new_key {
            cx.tx.delete::<Tag>(&home, vec![vec![Value::text(old_key)]])?;
        }
        Ok(TagChanged { tag: name, customers })
    }
}

/// Whether customers may shop by this tag.
fn opens_the_shop(cx: &Cx<'_>, tag_key: &str) -> Result<bool> {
    Ok(match &cx.enterprise()?.settings.shop_access {
        ShopAccess::Tagged { tags } => tags.iter().any(|tag| key(tag) == tag_key),
        ShopAccess::Open | ShopAccess::Customers => false,
    })
}

/// Who could shop by the tag's old name can by the new one.
fn open_the_shop_by(cx: &mut Cx<'_>, old_key: &str, name: &Label) -> Result<()> {
    if !opens_the_shop(cx, old_key)? {
        return Ok(());
    }
    let mut enterprise = cx.enterprise()?.clone();
    if let ShopAccess::Tagged { tags } = &mut enterprise.settings.shop_access {
        tags.iter_mut().filter(|tag| key(tag) == old_key).for_each(|tag| *tag = name.clone());
        tags.sort();
        tags.dedup();
    }
    enterprise.version = enterprise.version.saturating_add(1);
    let home = cx.home()?;
    cx.tx.update(&home, std::slice::from_ref(&enterprise))?;
    cx.settle(home, enterprise);
    Ok(())
}

/// Takes a tag from all customers who have it, and forgets it: `tags.remove`.
///
/// Errors: `not_found`; `wrong_state` for a tag by which customers may shop.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RemoveTag {
    /// At which enterprise.
    pub enterprise: String,
    /// The tag, whatever its case and accents.
    pub tag: String,
}

impl Transactional for RemoveTag {
    const NAME: &'static str = "tags.remove";
    const MUTATES: bool = true;
    type Response = TagChanged;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<TagChanged> {
        let mut v = Violations::new();
        let tag = v.check("tag", Label::new(&self.tag));
        let tag = v.finish(tag)?;
        let tag = load(cx, &tag)?.name;
        let tag_key = key(&tag);
        if opens_the_shop(cx, &tag_key)? {
            return Err(Error::new(
                Code::WrongState,
                format!(
                    "`{tag}` opens the shop, and without it its customers could not shop: change \
                     `shop_access` first"
                ),
            ));
        }
        let customers = change_all(cx, &tag_key, |tags| tags.retain(|tag| key(tag) != tag_key))?;
        let home = cx.home()?;
        cx.tx.delete::<Tag>(&home, vec![vec![Value::text(tag_key)]])?;
        Ok(TagChanged { tag, customers })
    }
}
