//! The catalogue: every operation, and every type in their requests and answers, as JSON Schema.
//!
//! The dialect is small on purpose, so that each language can be generated from it: objects, unions
//! tagged by `kind`, names, lists, and texts whose `format` says what they hold. A property that is
//! left out of a request needs no value (`required` has those that do); `x-always` has those that
//! every answer brings.

use super::OPERATIONS;
use crate::error::Code;
use crate::model::customer::CodePattern;
use crate::model::facts::Facts;
use crate::model::schedule::{NamePattern, Recurrence};
use crate::value::time::TimeOfDay;
use crate::value::zone::Zone;
use crate::value::*;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use schemars::{JsonSchema, Schema, json_schema};
use serde_json::{Map, Value as Json, json};
use std::borrow::Cow;

/// The requests' schemas and the answers', while they are gathered.
#[derive(Debug)]
pub struct Schemas {
    requests: SchemaGenerator,
    answers: SchemaGenerator,
}

/// What an operation takes and gives.
#[derive(Debug)]
pub struct Described {
    request: Schema,
    answer: Schema,
}

impl Schemas {
    fn new() -> Self {
        let settings = || SchemaSettings::draft2020_12().with(|s| s.meta_schema = None);
        Self {
            requests: settings().for_deserialize().into_generator(),
            answers: settings().for_serialize().into_generator(),
        }
    }

    pub(super) fn describe<Q: JsonSchema, A: JsonSchema>(&mut self) -> Described {
        Described {
            request: self.requests.subschema_for::<Q>(),
            answer: self.answers.subschema_for::<A>(),
        }
    }
}

/// The catalogue, for `catalogue.json` and for generators.
pub fn catalogue() -> Json {
    let mut schemas = Schemas::new();
    let _actor = schemas.describe::<crate::hub::Actor, crate::hub::Actor>();
    let operations: Vec<Json> = OPERATIONS
        .iter()
        .map(|entry| {
            let described = (entry.describe)(&mut schemas);
            json!({
                "name": entry.name,
                "mutates": entry.mutates,
                "keyed": entry.keyed,
                "for_customers": entry.for_customers,
                "is_rule": entry.is_rule,
                "request": reference(&described.request),
                "answer": reference(&described.answer),
                "errors": entry.errors.iter().map(|code| code.name()).collect::<Vec<_>>(),
            })
        })
        .collect();
    let errors: Vec<Json> = Code::ALL
        .iter()
        .map(|code| {
            json!({
                "code": code.name(),
                "class": code.class(),
                "retryable": code.retryable(),
                "common": super::COMMON.contains(code),
                "doc": code.doc().trim(),
            })
        })
        .collect();
    json!({ "operations": operations, "errors": errors, "types": types(schemas) })
}

/// The name of the type that a schema refers to.
fn reference(schema: &Schema) -> Json {
    let name = schema.get("$ref").and_then(Json::as_str).and_then(|at| at.rsplit('/').next());
    name.map_or_else(|| schema.clone().into(), Json::from)
}

/// Every type once, with what it needs in requests and what it brings in answers.
fn types(mut schemas: Schemas) -> Map<String, Json> {
    let mut all = Map::new();
    let mut answers = schemas.answers.take_definitions(true);
    for (name, request) in schemas.requests.take_definitions(true) {
        let answer = answers.remove(&name);
        all.insert(name, one(Some(request), answer));
    }
    for (name, answer) in answers {
        all.insert(name, one(None, Some(answer)));
    }
    all.sort_keys();
    all
}

fn one(request: Option<Json>, answer: Option<Json>) -> Json {
    let (in_requests, in_answers) = (request.is_some(), answer.is_some());
    let always = answer.as_ref().map(required_by_variant);
    let mut merged = request.or(answer).unwrap_or_default();
    if let Some(always) = always {
        put_always(&mut merged, &always, in_requests);
    }
    tidy(&mut merged);
    if let Json::Object(object) = &mut merged {
        object.insert("x-in-requests".to_owned(), in_requests.into());
        object.insert("x-in-answers".to_owned(), in_answers.into());
    }
    merged
}

/// What an answer always brings: of the type itself, or of each of its variants.
fn required_by_variant(schema: &Json) -> Vec<Json> {
    let required = |schema: &Json| schema.get("required").cloned().unwrap_or_else(|| json!([]));
    match schema.get("oneOf").and_then(Json::as_array) {
        Some(variants) => variants.iter().map(required).collect(),
        None => vec![required(schema)],
    }
}

fn put_always(schema: &mut Json, always: &[Json], in_requests: bool) {
    let put = |schema: &mut Json, always: &Json| {
        if let Some(object) = schema.as_object_mut().filter(|o| o.contains_key("properties")) {
            object.insert("x-always".to_owned(), always.clone());
            if !in_requests {
                object.remove("required");
            }
        }
    };
    match schema.get_mut("oneOf").and_then(Json::as_array_mut) {
        Some(variants) => {
            variants.iter_mut().zip(always).for_each(|(variant, always)| put(variant, always))
        }
        None => always.iter().for_each(|always| put(schema, always)),
    }
}

/// Leaves out what says nothing here, and puts the dialect's own forms in.
fn tidy(schema: &mut Json) {
    match schema {
        Json::Array(items) => items.iter_mut().for_each(tidy),
        Json::Object(object) => {
            // A decimal is a text with a pattern to schemars, a format of its own to us; whether
            // null may stand for it, and whether it is a patch, stays.
            if object.contains_key("pattern") {
                let nullable =
                    object["type"].as_array().is_some_and(|t| t.contains(&json!("null")));
                let kind = if nullable { json!(["string", "null"]) } else { json!("string") };
                let rest = std::mem::take(object).into_iter();
                let rest = rest.filter(|(key, _)| key != "type" && key != "pattern");
                *object = [("type".to_owned(), kind), ("format".to_owned(), json!("decimal"))]
                    .into_iter()
                    .chain(rest)
                    .collect();
            }
            object.retain(|key, _| key != "$schema" && key != "title");
            object.values_mut().for_each(tidy);
        }
        _ => {}
    }
}

macro_rules! texts {
    ($($type:ident $format:literal $($of:literal)?;)+) => {$(
        impl JsonSchema for $type {
            fn inline_schema() -> bool { true }
            fn schema_name() -> Cow<'static, str> { stringify!($type).into() }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "format": $format $(, "x-id": $of)? })
            }
        }
    )+};
}

texts! {
    EnterpriseId "host-id" "enterprise";
    VariantId "host-id" "variant";
    UserId "host-id" "user";
    ShippingMethodId "host-id" "shipping_method";
    PaymentMethodId "host-id" "payment_method";
    CustomerId "uuid" "customer";
    ContactId "uuid" "contact";
    JoinRequestId "uuid" "join_request";
    SeriesId "uuid" "series";
    CycleId "uuid" "cycle";
    StandingOrderId "uuid" "standing_order";
    OrderId "uuid" "order";
    PostingId "uuid" "posting";
    NoticeId "uuid" "notice";
    MessageId "uuid" "message";
    ChangeId "uuid" "change";
    NoteId "uuid" "note";
    PastOrderId "uuid" "past_order";
    SavedListId "uuid" "saved_list";
    Label "label";
    CustomerCode "code";
    Email "email";
    Currency "currency";
    Zone "zone";
    Quantity "quantity";
    TimeOfDay "time-of-day";
    NamePattern "name-pattern";
    CodePattern "code-pattern";
    Recurrence "recurrence";
}

impl JsonSchema for Facts {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Facts".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "format": "facts" })
    }
}

impl JsonSchema for Money {
    fn schema_name() -> Cow<'static, str> {
        "Money".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "description": "An amount of a currency, with all its decimals.",
            "properties": {
                "amount": { "type": "string", "format": "decimal", "description": "How much." },
                "currency": { "type": "string", "format": "currency", "description": "Of which currency (ISO 4217)." },
            },
            "required": ["amount", "currency"],
            "additionalProperties": false,
        })
    }
}

/// Absent: the field stays as it is.
impl<T: JsonSchema> JsonSchema for Change<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = generator.subschema_for::<T>();
        schema.insert("x-change".to_owned(), true.into());
        schema
    }
}
