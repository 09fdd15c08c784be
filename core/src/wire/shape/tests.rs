//! Bad input, by every way that we thought of.

use crate::hub::{Clock, Hub};
use crate::store::MemoryStore;
use crate::wire::{MAX_BYTES, OPERATIONS, call};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

fn hub() -> Hub {
    let now = "2026-03-01T08:00:00Z".parse().unwrap();
    Hub::new(Box::new(MemoryStore::default()), Clock::Test(now), 1)
}

fn error_of(operation: &str, envelope: &str) -> Json {
    let answer: Json = serde_json::from_str(&call(Some(&hub()), operation, envelope)).unwrap();
    answer["error"].clone()
}

/// (path, code) of each violation of a request of the system's.
fn faults(operation: &str, input: &str) -> Vec<(String, String)> {
    let error = error_of(operation, &format!(r#"{{"actor":{{"kind":"system"}},"input":{input}}}"#));
    assert_eq!(error["code"], "invalid_input", "{error}");
    let each = error["violations"].as_array().unwrap().iter();
    each.map(|v| (v["path"].as_str().unwrap().into(), v["code"].as_str().unwrap().into())).collect()
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

#[test]
fn every_fault_comes_at_once_with_its_path() {
    let input = r#"{
        "enterprise": 7, "customr": "x", "distributor": "riverside", "distributor": "riverside",
        "customer": "7", "starts_on": "1 March", "every": 2.5, "mode": "by hand",
        "lines": [{"variant": "milk", "quantity": 1.5}, {"quantity": "1e3", "every": -1}, null]
    }"#;
    let mut found = faults("standing_orders.create", input);
    found.sort();
    let mut expected = owned(&[
        ("customer", "malformed"),
        ("customr", "unknown_field"),
        ("distributor", "duplicate"),
        ("enterprise", "wrong_kind"),
        ("every", "wrong_kind"),
        ("lines[0].quantity", "wrong_kind"),
        ("lines[1].every", "out_of_range"),
        ("lines[1].quantity", "malformed"),
        ("lines[1].variant", "required"),
        ("lines[2]", "wrong_kind"),
        ("mode", "malformed"),
        ("starts_on", "malformed"),
    ]);
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn unions_are_checked_by_their_kind() {
    let closes = |closes: &str| {
        let schedule = format!(r#"{{"starts_at": "2026-03-02T08:00:00", "closes": {closes}}}"#);
        faults(
            "series.create",
            &format!(r#"{{"enterprise":"r","name":"n","schedule":{schedule}}}"#),
        )
    };
    let at = |field: &str, code: &str| vec![(format!("schedule.closes{field}"), code.to_owned())];
    assert_eq!(closes("{}"), at(".kind", "required"));
    assert_eq!(closes(r#"{"kind": 7}"#), at(".kind", "wrong_kind"));
    assert_eq!(closes(r#"{"kind": "never"}"#), at(".kind", "malformed"));
    assert_eq!(closes("[]"), at("", "wrong_kind"));
    assert_eq!(
        closes(r#"{"days": 1, "kind": "after", "weeks": 1}"#),
        at(".weeks", "unknown_field")
    );
    assert_eq!(closes(r#"{"kind": "next", "weekday": "monday"}"#), at(".time", "required"));
    // Right in its shape, and yet it contradicts itself.
    assert_eq!(closes(r#"{"kind": "after"}"#), at("", "end_before_start"));
    assert_eq!(closes(r#"{"kind": "after", "days": 400}"#), at("", "out_of_range"));
}

#[test]
fn an_envelope_names_who_calls() {
    let of = |envelope: &str| {
        let error = error_of("tick", envelope);
        let violation = &error["violations"][0];
        format!("{} {}", violation["path"], violation["code"]).replace('"', "")
    };
    assert_eq!(of(r#"{"input": {}}"#), "actor required");
    assert_eq!(of(r#"{"actor": {"kind": "system"}}"#), "input required");
    assert_eq!(of(r#"{"actor": {"kind": "god"}, "input": {}}"#), "actor.kind malformed");
    assert_eq!(
        of(r#"{"actor": {"kind": "system", "user": "x"}, "input": {}}"#),
        "actor.user unknown_field"
    );
    assert_eq!(
        of(r#"{"actor": {"kind": "system"}, "input": {}, "dry_run": 1}"#),
        "dry_run wrong_kind"
    );
    assert_eq!(
        of(r#"{"actor": {"kind": "system"}, "input": {}, "keys": "k"}"#),
        "keys unknown_field"
    );
    assert_eq!(of("[]"), " wrong_kind");
}

#[test]
fn what_is_no_json_is_refused_with_its_place() {
    let deep = "[".repeat(100_000);
    let cases = [
        "",
        "{",
        "NaN",
        r#"{"input": NaN}"#,
        r#"{"input": 1e999}"#,
        "\u{0}",
        r#""\ud800""#,
        deep.as_str(),
    ];
    for text in cases {
        let error = error_of("tick", text);
        assert_eq!(error["code"], "malformed", "{error}");
        assert!(error["details"]["line"].is_u64(), "{error}");
    }
    let long = format!("\"{}\"", "x".repeat(MAX_BYTES));
    assert_eq!(error_of("tick", &long)["code"], "too_long");
}

#[test]
fn an_operation_that_is_not_there_is_told_with_those_of_its_area() {
    let error = error_of("customers.destroy", "{}");
    assert_eq!(error["code"], "unknown_operation");
    assert!(error["message"].as_str().unwrap().contains("customers.create"), "{error}");
    let answer =
        call(None, "enterprises.get", r#"{"actor":{"kind":"system"},"input":{"enterprise":"r"}}"#);
    assert!(answer.contains("open one first"), "{answer}");
}

#[test]
fn an_answer_lists_at_most_so_many_faults() {
    let lines = vec![json!({}); 5_000];
    let input = json!({ "enterprise": "r", "customer": 1, "distributor": "r", "lines": lines });
    assert_eq!(faults("standing_orders.create", &input.to_string()).len(), super::MOST);
}

/// Any JSON at all, to throw at every operation.
fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        "\\PC{0,12}".prop_map(Json::from),
        "[0-9T:.Z-]{0,20}".prop_map(Json::from),
    ];
    let names = prop_oneof![
        Just("enterprise"),
        Just("lines"),
        Just("kind"),
        Just("schedule"),
        Just("fields"),
        Just("email"),
        Just("customer"),
        Just("closes"),
        Just("variants"),
        Just("quantity"),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Json::from),
            prop::collection::vec((names.clone(), inner), 0..6)
                .prop_map(|pairs| pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()),
        ]
    })
}

proptest! {
    /// Nothing panics, and what serde would refuse the shape has refused: an answer never speaks
    /// of a fault of Milkround.
    #[test]
    fn no_input_is_a_fault_of_ours(input in any_json(), which in 0..OPERATIONS.len()) {
        let envelope = json!({ "actor": { "kind": "system" }, "input": input }).to_string();
        let answer = call(Some(&hub()), OPERATIONS[which].name, &envelope);
        let answer: Json = serde_json::from_str(&answer).unwrap();
        prop_assert_ne!(&answer["error"]["code"], "internal", "{}", answer);
    }

    #[test]
    fn no_bytes_are_a_fault_of_ours(text in "\\PC{0,60}", which in 0..OPERATIONS.len()) {
        let answer = call(Some(&hub()), OPERATIONS[which].name, &text);
        prop_assert!(!answer.contains(r#""code":"internal""#), "{}", answer);
    }
}

/// Decision 16: names that no language keeps for itself, nor Ruby's every object.
#[test]
fn no_name_is_a_reserved_word_anywhere() {
    const RESERVED: &str = "and as assert async await begin break case catch class const continue \
        debugger def default defined del delete do elif else elsif end ensure enum except export \
        extends false finally for from function global if implements import in instanceof is \
        lambda let match module move mut new next nil none nonlocal not null or package pass \
        private protected public raise redo rescue retry return self static super switch then \
        this throw true try type typeof undef unless until var void when where while with yield \
        clone display dup extend freeze frozen hash inspect instance_of method methods \
        object_id send singleton_class tap to_s";
    let reserved: Vec<&str> = RESERVED.split_whitespace().collect();
    let catalogue: Json = serde_json::from_str(crate::wire::CATALOGUE).unwrap();
    let mut names: Vec<String> = Vec::new();
    let mut fields = |schema: &Json| {
        for (name, _) in schema["properties"].as_object().into_iter().flatten() {
            names.push(name.clone());
        }
    };
    for (_, schema) in catalogue["types"].as_object().unwrap() {
        fields(schema);
        schema["oneOf"].as_array().into_iter().flatten().for_each(&mut fields);
    }
    names.extend(OPERATIONS.iter().flat_map(|entry| entry.name.split('.')).map(str::to_owned));
    names.retain(|name| reserved.contains(&name.as_str()));
    assert!(names.is_empty(), "{names:?}");
}
