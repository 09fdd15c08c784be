//! Whether a request has the shape that the catalogue gives it: every fault at once, each with its
//! path, before serde reads anything.

use super::tree::Tree;
use super::{CATALOGUE, Entry};
use crate::error::{Code, Fault, Result, Violations};
use serde_json::Value as Json;
use std::collections::HashMap;
use std::sync::LazyLock;

mod format;

/// So many faults are told at once; more would only hide the first.
const MOST: usize = 100;

/// What a value shall be.
#[derive(Debug)]
enum Shape {
    Anything,
    Bool,
    Integer {
        least: i64,
        most: i64,
    },
    Text(format::Check),
    /// One of these names.
    Names(Vec<String>),
    List(Box<Shape>),
    /// Any keys, each with a value of this shape.
    Map(Box<Shape>),
    Object(Vec<Field>),
    /// An object whose `kind` says which of these it is.
    Union(Vec<(String, Vec<Field>)>),
    Nullable(Box<Shape>),
    /// A named type: its place among the types.
    Type(usize),
}

#[derive(Debug)]
struct Field {
    name: String,
    required: bool,
    shape: Shape,
}

/// The shapes of all types, and which is the request of which operation.
#[derive(Debug)]
struct Shapes {
    types: Vec<Shape>,
    requests: HashMap<String, usize>,
    actor: usize,
}

static SHAPES: LazyLock<Shapes> = LazyLock::new(|| {
    let catalogue: Json = serde_json::from_str(CATALOGUE).unwrap_or_default();
    let named = catalogue.get("types").and_then(Json::as_object);
    let places: HashMap<&str, usize> =
        named.into_iter().flatten().enumerate().map(|(i, (name, _))| (name.as_str(), i)).collect();
    let place = |name: Option<&str>| name.and_then(|name| places.get(name).copied());
    let requests = catalogue.get("operations").and_then(Json::as_array).into_iter().flatten();
    let text = |one: &Json, key: &str| one.get(key).and_then(Json::as_str).map(str::to_owned);
    Shapes {
        types: named.into_iter().flatten().map(|(_, schema)| shape_of(schema, &places)).collect(),
        requests: requests
            .filter_map(|one| Some((text(one, "name")?, place(text(one, "request").as_deref())?)))
            .collect(),
        actor: place(Some("Actor")).unwrap_or(usize::MAX),
    }
});

/// Reads the small dialect of [`super::schema`].
fn shape_of(schema: &Json, places: &HashMap<&str, usize>) -> Shape {
    let of = |key: &str| schema.get(key).and_then(Json::as_array);
    if let Some([inner, _]) = of("anyOf").map(Vec::as_slice) {
        return Shape::Nullable(Box::new(shape_of(inner, places)));
    }
    if let Some(name) = schema.get("$ref").and_then(Json::as_str) {
        let name = name.rsplit('/').next().unwrap_or_default();
        return places.get(name).map_or(Shape::Anything, |place| Shape::Type(*place));
    }
    if let Some(variants) = of("oneOf") {
        return one_of(variants, places);
    }
    let format = schema.get("format").and_then(Json::as_str).unwrap_or_default();
    let (kind, nullable) = match schema.get("type") {
        Some(Json::Array(kinds)) => (kinds.first().and_then(Json::as_str), true),
        kind => (kind.and_then(Json::as_str), false),
    };
    let inner =
        |key: &str| Box::new(schema.get(key).map_or(Shape::Anything, |s| shape_of(s, places)));
    let shape = match kind {
        Some("string") => match of("enum") {
            Some(names) => Shape::Names(texts(names)),
            None => Shape::Text(format::check_of(format)),
        },
        Some("boolean") => Shape::Bool,
        Some("integer") => Shape::Integer {
            least: schema.get("minimum").and_then(Json::as_i64).unwrap_or(-format::LARGEST),
            most: if format == "uint32" { i64::from(u32::MAX) } else { format::LARGEST },
        },
        Some("array") => Shape::List(inner("items")),
        Some("object") if schema.get("properties").is_some() => {
            Shape::Object(fields_of(schema, places))
        }
        Some("object") if schema.get("additionalProperties").is_some_and(Json::is_object) => {
            Shape::Map(inner("additionalProperties"))
        }
        Some("object") if format.is_empty() => Shape::Object(Vec::new()),
        _ => Shape::Anything,
    };
    if nullable { Shape::Nullable(Box::new(shape)) } else { shape }
}

fn texts(names: &[Json]) -> Vec<String> {
    names.iter().filter_map(Json::as_str).map(str::to_owned).collect()
}

/// A union tagged by `kind`, or a set of names of which some have a doc of their own.
fn one_of(variants: &[Json], places: &HashMap<&str, usize>) -> Shape {
    let kind = |schema: &Json| {
        let kind = schema.get("properties")?.get("kind")?.get("const")?;
        kind.as_str().map(str::to_owned)
    };
    let tagged: Option<Vec<_>> =
        variants.iter().map(|one| Some((kind(one)?, fields_of(one, places)))).collect();
    tagged.map(Shape::Union).unwrap_or_else(|| {
        let names = variants.iter().flat_map(|one| match one.get("const") {
            Some(name) => texts(std::slice::from_ref(name)),
            None => {
                one.get("enum").and_then(Json::as_array).map(|all| texts(all)).unwrap_or_default()
            }
        });
        Shape::Names(names.collect())
    })
}

fn fields_of(schema: &Json, places: &HashMap<&str, usize>) -> Vec<Field> {
    let required = schema.get("required").and_then(Json::as_array);
    let is_required = |name: &str| required.is_some_and(|all| all.iter().any(|one| one == name));
    let properties = schema.get("properties").and_then(Json::as_object).into_iter().flatten();
    properties
        .map(|(name, of)| Field {
            name: name.clone(),
            required: is_required(name),
            shape: shape_of(of, places),
        })
        .collect()
}

/// Checks an envelope: who calls, and the request of the operation.
///
/// # Errors
/// `invalid_input` with every fault; paths within `input` name the request's own fields.
pub(super) fn check(entry: &Entry, envelope: &Tree<'_>) -> Result<()> {
    let mut walk = Walk { v: Violations::new(), found: 0 };
    let request = SHAPES.requests.get(entry.name).map_or(&Shape::Anything, |at| shape_at(*at));
    let Tree::Map(parts) = envelope else {
        walk.wrong("", envelope, "an object with `input`, and with `actor` unless it is a rule");
        return walk.v.finish(Some(()));
    };
    let actor = if entry.is_rule { None } else { Some(shape_at(SHAPES.actor)) };
    let known = ["actor", "key", "dry_run"].into_iter().filter(|_| !entry.is_rule);
    let known: Vec<&str> = known.chain(["input"]).collect();
    walk.doubles("", parts);
    for (name, value) in parts {
        match (&**name, value) {
            ("input", value) => walk.value("", request, value),
            ("actor", value) if !entry.is_rule => {
                walk.value("actor", actor.unwrap_or(&Shape::Anything), value);
            }
            ("key", Tree::Null | Tree::Text(_)) | ("dry_run", Tree::Bool(_)) if !entry.is_rule => {}
            ("key", value) if !entry.is_rule => walk.wrong("key", value, "a text"),
            ("dry_run", value) if !entry.is_rule => walk.wrong("dry_run", value, "true or false"),
            (name, value) => walk.unknown(name, name, &known, value),
        }
    }
    for name in ["actor", "input"] {
        if known.contains(&name) && !parts.iter().any(|(given, _)| given == name) {
            walk.missing(name);
        }
    }
    walk.v.finish(Some(()))
}

fn shape_at(place: usize) -> &'static Shape {
    SHAPES.types.get(place).unwrap_or(&Shape::Anything)
}

/// One walk over a request.
struct Walk {
    v: Violations,
    found: usize,
}

impl Walk {
    fn add(&mut self, path: &str, fault: Fault) {
        self.found += 1;
        if self.found <= MOST {
            self.v.add(path, fault);
        }
    }

    fn wrong(&mut self, path: &str, value: &Tree<'_>, wanted: &str) {
        let message = format!("this is {}: give {wanted}", value.kind());
        self.add(path, Fault::new(Code::WrongKind, message, value.shown()));
    }

    fn missing(&mut self, path: &str) {
        let name = path.rsplit('.').next().unwrap_or(path);
        let message = format!("`{name}` is missing: give it");
        self.add(path, Fault::new(Code::Required, message, Json::Null));
    }

    fn unknown(&mut self, path: &str, name: &str, known: &[&str], value: &Tree<'_>) {
        let shown = crate::value::text::shorten(name);
        let near = known.iter().filter(|k| format::alike(k, name)).min_by_key(|k| k.len());
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are {}", known.join(", ")),
        };
        let message = format!("there is no field `{shown}` here: {hint}");
        self.add(
            &crate::value::text::shorten(path),
            Fault::new(Code::UnknownField, message, value.shown()),
        );
    }

    /// Keys that stand twice: no reader could tell which was meant.
    fn doubles(&mut self, path: &str, fields: &[(std::borrow::Cow<'_, str>, Tree<'_>)]) {
        let mut seen = std::collections::HashSet::with_capacity(fields.len());
        for (name, value) in fields {
            if !seen.insert(name) {
                let shown = crate::value::text::shorten(name);
                let message = format!("`{shown}` stands twice: give it once");
                self.add(&join(path, &shown), Fault::new(Code::Duplicate, message, value.shown()));
            }
        }
    }

    fn value(&mut self, path: &str, shape: &Shape, value: &Tree<'_>) {
        if self.found > MOST {
            return;
        }
        match (shape, value) {
            (Shape::Type(place), value) => self.value(path, shape_at(*place), value),
            (Shape::Nullable(_), Tree::Null) => {}
            (Shape::Nullable(inner), value) => self.value(path, inner, value),
            (Shape::Anything, value) => self.anything(path, value),
            (Shape::Bool, Tree::Bool(_)) => {}
            (Shape::Bool, value) => self.wrong(path, value, "true or false"),
            (Shape::Integer { least, most }, Tree::Integer(n)) => {
                if *n < i128::from(*least) || *n > i128::from(*most) {
                    let message = format!("`{n}` is out of bounds: give {least} to {most}");
                    self.add(path, Fault::new(Code::OutOfRange, message, value.shown()));
                }
            }
            (Shape::Integer { .. }, value) => self.wrong(path, value, "a whole number"),
            (Shape::Text(check), Tree::Text(text)) => {
                if let Err(fault) = (check.run)(text) {
                    self.add(path, fault);
                }
            }
            (Shape::Text(check), value) => self.wrong(path, value, check.wanted),
            (Shape::Names(names), Tree::Text(text)) => {
                if !names.iter().any(|name| name == text) {
                    let shown = crate::value::text::shorten(text);
                    let message = format!("`{shown}` is none of {}", names.join(", "));
                    self.add(path, Fault::new(Code::Malformed, message, shown));
                }
            }
            (Shape::Names(names), value) => {
                self.wrong(path, value, &format!("one of {}", names.join(", ")));
            }
            (Shape::List(item), Tree::List(items)) => {
                for (i, value) in items.iter().enumerate() {
                    self.value(&format!("{path}[{i}]"), item, value);
                }
            }
            (Shape::List(_), value) => self.wrong(path, value, "a list"),
            (Shape::Map(item), Tree::Map(fields)) => {
                self.doubles(path, fields);
                for (name, value) in fields {
                    self.value(&join(path, &crate::value::text::shorten(name)), item, value);
                }
            }
            (Shape::Object(known), Tree::Map(fields)) => self.fields(path, known, fields, false),
            (Shape::Union(variants), Tree::Map(fields)) => self.union(path, variants, fields),
            (Shape::Map(_) | Shape::Object(_) | Shape::Union(_), value) => {
                self.wrong(path, value, "an object");
            }
        }
    }

    /// Free JSON may hold all but a key twice.
    fn anything(&mut self, path: &str, value: &Tree<'_>) {
        match value {
            Tree::List(items) => {
                for (i, value) in items.iter().enumerate() {
                    self.anything(&format!("{path}[{i}]"), value);
                }
            }
            Tree::Map(fields) => {
                self.doubles(path, fields);
                for (name, value) in fields {
                    self.anything(&join(path, &crate::value::text::shorten(name)), value);
                }
            }
            _ => {}
        }
    }

    fn fields(
        &mut self,
        path: &str,
        known: &[Field],
        given: &[(std::borrow::Cow<'_, str>, Tree<'_>)],
        tagged: bool,
    ) {
        self.doubles(path, given);
        for (name, value) in given {
            match known.iter().find(|field| field.name == *name) {
                Some(_) if tagged && name == "kind" => {}
                Some(field) => self.value(&join(path, name), &field.shape, value),
                None => {
                    let names: Vec<&str> = known.iter().map(|field| field.name.as_str()).collect();
                    self.unknown(&join(path, name), name, &names, value);
                }
            }
        }
        for field in known.iter().filter(|field| field.required) {
            if !given.iter().any(|(name, _)| *name == field.name) {
                self.missing(&join(path, &field.name));
            }
        }
    }

    fn union(
        &mut self,
        path: &str,
        variants: &[(String, Vec<Field>)],
        given: &[(std::borrow::Cow<'_, str>, Tree<'_>)],
    ) {
        let kinds =
            || variants.iter().map(|(kind, _)| kind.as_str()).collect::<Vec<_>>().join(", ");
        let at = join(path, "kind");
        match given.iter().find(|(name, _)| name == "kind") {
            None => {
                let message = format!("`kind` is missing: give one of {}", kinds());
                self.add(&at, Fault::new(Code::Required, message, Json::Null));
            }
            Some((_, Tree::Text(kind))) => match variants.iter().find(|(name, _)| name == kind) {
                Some((_, fields)) => self.fields(path, fields, given, true),
                None => {
                    let shown = crate::value::text::shorten(kind);
                    let message = format!("`{shown}` is none of {}", kinds());
                    self.add(&at, Fault::new(Code::Malformed, message, shown));
                }
            },
            Some((_, value)) => self.wrong(&at, value, &format!("one of {}", kinds())),
        }
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

#[cfg(test)]
mod tests;
