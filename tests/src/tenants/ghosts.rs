//! Ids of the same shape as the others', which never existed anywhere: what is answered to those
//! must be what is answered to the others'.

use serde_json::{Map, Value as Json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use uuid::Uuid;

/// What a text of the host's own, a variant or a code, begins with when nobody ever had it.
const NOBODYS: &str = "qz";

/// Fields whose texts name something: the host's ids, codes, addresses, tags.
const NAMING: [&str; 22] = [
    "variant",
    "variants",
    "ids",
    "code",
    "field",
    "selection",
    "email",
    "user",
    "tag",
    "tags",
    "add_tags",
    "remove_tags",
    "new_name",
    "reference",
    "delivery_run",
    "delivery_runs",
    "category",
    "supplier",
    "shipping_method",
    "payment_method",
    "sort_by_custom",
    "distributor",
];

/// An id of the same shape, and this one again for that one.
pub fn ghost(id: Uuid) -> Uuid {
    Uuid::from_u128(id.as_u128() ^ 0x5a)
}

/// Puts other texts in the place of those of a value.
pub fn swapped(json: &Json, swap: &impl Fn(&str) -> Option<String>) -> Json {
    match json {
        Json::String(text) => swap(text).map_or_else(|| json.clone(), Json::String),
        Json::Array(items) => items.iter().map(|item| swapped(item, swap)).collect(),
        Json::Object(fields) => {
            let field = |(name, value): (&String, &Json)| (name.clone(), swapped(value, swap));
            Json::Object(fields.iter().map(field).collect::<Map<_, _>>())
        }
        _ => json.clone(),
    }
}

/// The same with ghosts for the ids that are the others', but for those that stay.
pub fn with_ghosts(json: &Json, theirs: &BTreeSet<String>) -> Json {
    swapped(json, &|text| {
        let id = Uuid::try_parse(text).ok().filter(|_| theirs.contains(text))?;
        Some(ghost(id).to_string())
    })
}

/// The same with nobody's variants, codes and tags too.
pub fn with_nobodys(json: &Json, kept: &str) -> Json {
    let mut names = BTreeMap::new();
    named(json, false, &mut names);
    names.remove(kept);
    swapped(json, &|text| names.get(text).cloned())
}

fn named(json: &Json, names: bool, found: &mut BTreeMap<String, String>) {
    match json {
        Json::String(text) if names && !text.is_empty() && Uuid::try_parse(text).is_err() => {
            found.insert(text.clone(), format!("{NOBODYS}{text}"));
        }
        Json::Array(items) => items.iter().for_each(|item| named(item, names, found)),
        Json::Object(fields) => {
            for (name, value) in fields {
                named(value, NAMING.contains(&&**name), found);
            }
        }
        _ => {}
    }
}

/// An answer in which a ghost reads as the id that it stands for, nobody's text as the other, and
/// what was drawn for this very answer as its place.
pub fn leveled(answer: &str, theirs: &BTreeSet<String>, known: &BTreeSet<String>) -> String {
    let mut drawn = BTreeMap::new();
    let mut out = String::with_capacity(answer.len());
    let mut rest = answer;
    while let Some(at) = rest.find('-') {
        let from = at.checked_sub(8);
        let id = from.and_then(|from| Some((from, rest.get(from..from + 36)?)));
        let Some((from, id)) = id.and_then(|(from, id)| Some((from, Uuid::try_parse(id).ok()?)))
        else {
            out.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
            continue;
        };
        out.push_str(&rest[..from]);
        let (text, other) = (id.to_string(), ghost(id).to_string());
        let next = drawn.len();
        let _ = match () {
            () if theirs.contains(&other) => write!(out, "{other}"),
            () if theirs.contains(&text) || known.contains(&text) => write!(out, "{text}"),
            () => write!(out, "<{}>", drawn.entry(id).or_insert(next)),
        };
        rest = &rest[from + 36..];
    }
    out.push_str(rest);
    out.replace(NOBODYS, "")
}
