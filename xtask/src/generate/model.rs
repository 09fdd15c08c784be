//! The catalogue as the templates see it: types, operations and errors, with every schema resolved.

use serde::Serialize;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// All that the templates are given.
#[derive(Debug, Serialize)]
pub struct Model {
    pub types: Vec<Type>,
    /// The operations of a hub, by area; `tick` has none and comes as area "".
    pub areas: Vec<Area>,
    /// The pure rules.
    pub rules: Vec<Operation>,
    /// All of them, the rules too.
    pub operations: Vec<Operation>,
    pub errors: Vec<Json>,
}

#[derive(Debug, Serialize)]
pub struct Area {
    pub name: String,
    pub operations: Vec<Operation>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Operation {
    /// `customers.create`.
    pub name: String,
    /// `customers`, or "" for `tick`.
    pub area: String,
    /// `create`.
    pub verb: String,
    pub doc: String,
    /// The name of the request's type; its fields are the method's arguments.
    pub request: String,
    pub fields: Vec<Field>,
    /// The name of the answer's type.
    pub answer: String,
    pub mutates: bool,
    /// Whether it takes an idempotency key and a dry run.
    pub keyed: bool,
    pub for_customers: bool,
    pub errors: Vec<String>,
}

/// A named type: a struct, a union tagged by `kind`, or a set of names.
#[derive(Debug, Clone, Serialize)]
pub struct Type {
    pub name: String,
    /// `struct`, `union` or `names`.
    pub sort: &'static str,
    pub doc: String,
    /// Whether it stands in requests and in answers. The type of a whole request is in none of
    /// the two lists of the languages: its fields are arguments.
    pub in_requests: bool,
    pub in_answers: bool,
    pub is_request: bool,
    /// Of a struct.
    pub fields: Vec<Field>,
    /// Of a union and of names.
    pub variants: Vec<Variant>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Variant {
    /// `per_order`: as it stands on the wire.
    pub name: String,
    /// `PerOrder`.
    pub class: String,
    pub doc: String,
    /// Of a union's variant, without `kind`.
    pub fields: Vec<Field>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Field {
    pub name: String,
    pub doc: String,
    #[serde(rename = "type")]
    pub ty: Ty,
    /// Whether a request must give it.
    pub required: bool,
    /// Whether an answer always brings it; `null` counts as brought.
    pub always: bool,
    /// What a request that leaves it out means, as JSON; null where that is "none".
    pub default: Json,
}

/// The type of a field.
#[derive(Debug, Clone, Serialize)]
pub struct Ty {
    /// `text`, `integer`, `boolean`, `decimal`, `date`, `instant` (UTC), `local` (a date and a time
    /// of day without a zone), `time` (of day), `uuid`, `json`, `list`, `map` (keys are texts) or
    /// `type` (a named one).
    pub of: &'static str,
    /// Of a `type`: its name.
    pub name: Option<String>,
    /// Of a `type`: `struct`, `union` or `names`.
    pub sort: Option<&'static str>,
    /// Of a `list` or `map`: what it holds.
    pub item: Option<Box<Ty>>,
    /// Whether it may be null.
    pub nullable: bool,
    /// Whether it is a patch: left out, the field stays as it is.
    pub change: bool,
    /// The format, such as `email` or `host-id`, for docs.
    pub format: Option<String>,
    /// Whose id it is: `customer`.
    pub id_of: Option<String>,
}

/// Reads the catalogue.
pub fn read(catalogue: &Json) -> Model {
    let schemas = catalogue["types"].as_object().expect("types");
    let sorts: BTreeMap<&str, &'static str> =
        schemas.iter().map(|(name, schema)| (name.as_str(), sort_of(schema))).collect();
    let listed = catalogue["operations"].as_array().expect("operations");
    let requests: Vec<&str> = listed.iter().filter_map(|o| o["request"].as_str()).collect();
    let types: Vec<Type> = schemas
        .iter()
        .map(|(name, schema)| Type {
            is_request: requests.contains(&name.as_str()),
            ..type_of(name, schema, &sorts)
        })
        .collect();
    let mut areas: Vec<Area> = Vec::new();
    let mut rules = Vec::new();
    let operations: Vec<Operation> = listed.iter().map(|one| operation(one, &types)).collect();
    for operation in operations.iter().cloned() {
        if operation.area == "rules" {
            rules.push(operation);
            continue;
        }
        match areas.iter_mut().find(|area| area.name == operation.area) {
            Some(area) => area.operations.push(operation),
            None => areas.push(Area { name: operation.area.clone(), operations: vec![operation] }),
        }
    }
    let errors = catalogue["errors"].as_array().cloned().expect("errors");
    Model { types, areas, rules, operations, errors }
}

fn operation(one: &Json, types: &[Type]) -> Operation {
    let name = text(&one["name"]);
    let (area, verb) = name.split_once('.').unwrap_or(("", &name));
    let request = types.iter().find(|ty| ty.name == text(&one["request"])).expect("a request");
    let errors = one["errors"].as_array().expect("errors");
    Operation {
        area: area.to_owned(),
        verb: verb.to_owned(),
        doc: request.doc.clone(),
        request: request.name.clone(),
        fields: request.fields.clone(),
        answer: text(&one["answer"]),
        mutates: one["mutates"] == true,
        keyed: one["keyed"] == true,
        for_customers: one["for_customers"] == true,
        errors: errors.iter().map(text).collect(),
        name,
    }
}

fn text(json: &Json) -> String {
    json.as_str().unwrap_or_default().to_owned()
}

fn sort_of(schema: &Json) -> &'static str {
    match schema["oneOf"][0]["type"].as_str() {
        Some("object") => "union",
        Some(_) => "names",
        None if schema["enum"].is_array() => "names",
        None => "struct",
    }
}

fn type_of(name: &str, schema: &Json, sorts: &BTreeMap<&str, &'static str>) -> Type {
    let sort = sort_of(schema);
    let named = schema["enum"].as_array().into_iter().flatten().map(|name| Variant {
        name: text(name),
        class: class_of(&text(name)),
        doc: String::new(),
        fields: Vec::new(),
    });
    let variants = schema["oneOf"].as_array().into_iter().flatten().flat_map(|variant| {
        let names = match (variant["properties"]["kind"].get("const"), variant.get("const")) {
            (Some(kind), _) => vec![text(kind)],
            (None, Some(name)) => vec![text(name)],
            // Names without a doc of their own come together.
            (None, None) => variant["enum"].as_array().expect("names").iter().map(text).collect(),
        };
        names.into_iter().map(|name| Variant {
            class: class_of(&name),
            doc: doc_of(variant),
            fields: fields_of(variant, sorts),
            name,
        })
    });
    Type {
        name: name.to_owned(),
        sort,
        doc: doc_of(schema),
        in_requests: schema["x-in-requests"] == true,
        in_answers: schema["x-in-answers"] == true,
        is_request: false,
        fields: if sort == "struct" { fields_of(schema, sorts) } else { Vec::new() },
        variants: named.chain(variants).collect(),
    }
}

fn fields_of(schema: &Json, sorts: &BTreeMap<&str, &'static str>) -> Vec<Field> {
    let has = |list: &str, name: &str| {
        schema[list].as_array().is_some_and(|all| all.iter().any(|one| one == name))
    };
    let properties = schema["properties"].as_object().into_iter().flatten();
    properties
        .filter(|(_, of)| of.get("const").is_none())
        .map(|(name, of)| Field {
            name: name.clone(),
            doc: doc_of(of),
            ty: ty_of(of, sorts),
            required: has("required", name),
            always: has("x-always", name),
            default: of["default"].clone(),
        })
        .collect()
}

/// The type of a field, of an item, or of what a map holds.
fn ty_of(schema: &Json, sorts: &BTreeMap<&str, &'static str>) -> Ty {
    let mut ty = Ty {
        of: "json",
        name: None,
        sort: None,
        item: None,
        nullable: false,
        change: schema["x-change"] == true,
        format: schema["format"].as_str().map(str::to_owned),
        id_of: schema["x-id"].as_str().map(str::to_owned),
    };
    if let Some(some) = schema["anyOf"].as_array() {
        let [inner, Json::Object(_)] = some.as_slice() else { panic!("not the dialect: {schema}") };
        return Ty { nullable: true, change: ty.change, ..ty_of(inner, sorts) };
    }
    if let Some(at) = schema["$ref"].as_str() {
        let name = at.rsplit('/').next().expect("a name").to_owned();
        ty.sort = Some(sorts[name.as_str()]);
        ty.name = Some(name);
        ty.of = "type";
        return ty;
    }
    let (kind, nullable) = match &schema["type"] {
        Json::Array(kinds) => (kinds[0].as_str(), true),
        kind => (kind.as_str(), false),
    };
    ty.nullable = nullable;
    ty.of = match (kind, ty.format.as_deref()) {
        (Some("string"), Some("decimal" | "quantity")) => "decimal",
        (Some("string"), Some("date")) => "date",
        (Some("string"), Some("date-time")) => "instant",
        (Some("string"), Some("partial-date-time")) => "local",
        (Some("string"), Some("time-of-day")) => "time",
        (Some("string"), Some("uuid")) => "uuid",
        (Some("string"), _) => "text",
        (Some("integer"), _) => "integer",
        (Some("boolean"), _) => "boolean",
        (Some("array"), _) => {
            ty.item = Some(Box::new(ty_of(&schema["items"], sorts)));
            "list"
        }
        (Some("object"), Some("facts")) => "json",
        (Some("object"), None) => {
            ty.item = Some(Box::new(ty_of(&schema["additionalProperties"], sorts)));
            "map"
        }
        _ => panic!("not the dialect: {schema}"),
    };
    ty
}

/// A doc comment without what is meant for readers of Rust: examples, and links to items.
fn doc_of(schema: &Json) -> String {
    let mut doc = String::new();
    let mut in_example = false;
    for line in schema["description"].as_str().unwrap_or_default().lines() {
        if line.trim_start().starts_with("```") {
            in_example = !in_example;
        } else if !in_example {
            doc.push_str(line);
            doc.push('\n');
        }
    }
    let mut plain = String::new();
    let mut rest = doc.as_str();
    while let Some(at) = rest.find("[`") {
        let (before, link) = rest.split_at(at);
        plain.push_str(before);
        match link.split_once("`]") {
            Some((name, after)) => {
                plain.push('`');
                plain.push_str(&name[2..]);
                plain.push('`');
                let target = after.strip_prefix('(').and_then(|after| after.split_once(')'));
                rest = target.map_or(after, |(_, after)| after);
            }
            None => {
                plain.push_str("[`");
                rest = &link[2..];
            }
        }
    }
    plain.push_str(rest);
    plain.trim().to_owned()
}

/// `per_order` as `PerOrder`.
pub fn class_of(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    name.split('_').map(word).collect()
}
