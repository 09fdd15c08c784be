//! What a language with structural types needs beside the model: which types have a form of their
//! own when they are given, and docs that call fields by that language's names.

use super::model::{Field, Model, Ty, Type};
use std::collections::{BTreeMap, BTreeSet};

/// The types that stand in requests and in answers but differ there, with the name of the form
/// that is given: what an answer always brings may often be left out when it is given.
pub fn given_names(model: &Model) -> BTreeMap<String, String> {
    let both = || model.types.iter().filter(|ty| ty.in_requests && ty.in_answers);
    let mut differ: BTreeSet<&str> = BTreeSet::new();
    loop {
        let more: Vec<&str> = both()
            .filter(|ty| !differ.contains(ty.name.as_str()))
            .filter(|ty| fields(ty).any(|field| field_differs(field, &differ)))
            .map(|ty| ty.name.as_str())
            .collect();
        if more.is_empty() {
            break;
        }
        differ.extend(more);
    }
    let taken = |name: &str| model.types.iter().any(|ty| ty.name == name);
    let given = |name: &str| match format!("{name}Input") {
        input if taken(&input) => format!("{name}Given"),
        input => input,
    };
    differ.into_iter().map(|name| (name.to_owned(), given(name))).collect()
}

fn fields(ty: &Type) -> impl Iterator<Item = &Field> {
    ty.fields.iter().chain(ty.variants.iter().flat_map(|variant| &variant.fields))
}

fn field_differs(field: &Field, differ: &BTreeSet<&str>) -> bool {
    field.required != field.always || ty_differs(&field.ty, differ)
}

/// An instant may be given as the language's own; a list may be given as one that cannot change.
fn ty_differs(ty: &Ty, differ: &BTreeSet<&str>) -> bool {
    matches!(ty.of, "instant" | "list")
        || ty.name.as_deref().is_some_and(|name| differ.contains(name))
        || ty.item.as_deref().is_some_and(|item| ty_differs(item, differ))
}

/// A doc in which `` `starts_on` `` is `` `startsOn` ``: every field, and nothing else.
pub fn camel_fields(doc: &str, names: &BTreeSet<String>) -> String {
    let part = |(i, part): (usize, &str)| match i % 2 == 1 && names.contains(part) {
        true => super::camel(part),
        false => part.to_owned(),
    };
    doc.split('`').enumerate().map(part).collect::<Vec<_>>().join("`")
}

/// The names of all fields.
pub fn field_names(model: &Model) -> BTreeSet<String> {
    model.types.iter().flat_map(fields).map(|field| field.name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn docs_call_fields_by_their_names_and_leave_codes_alone() {
        let names = BTreeSet::from(["starts_on".to_owned()]);
        let doc = "After `starts_on`; `wrong_state`, starts_on.";
        assert_eq!(camel_fields(doc, &names), "After `startsOn`; `wrong_state`, starts_on.");
    }
}
