//! What the scenarios show: operations, error codes, and every name and variant of the catalogue's
//! types, in what was sent and in what was answered.

use super::Told;
use milkround_core::Code;
use milkround_core::wire::{CATALOGUE, COMMON, OPERATIONS};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// What was seen so far.
#[derive(Debug)]
pub struct Coverage {
    catalogue: Json,
    /// Operations that succeeded.
    operations: BTreeSet<String>,
    /// Operations with the codes that they were refused with.
    refusals: BTreeSet<(String, String)>,
    /// Codes, of refusals and of their violations.
    codes: BTreeSet<String>,
    /// Types with their names or variants.
    variants: BTreeSet<(String, String)>,
}

impl Default for Coverage {
    fn default() -> Self {
        let catalogue = serde_json::from_str(CATALOGUE).expect("the catalogue is JSON");
        Self {
            catalogue,
            operations: BTreeSet::new(),
            refusals: BTreeSet::new(),
            codes: BTreeSet::new(),
            variants: BTreeSet::new(),
        }
    }
}

impl Coverage {
    /// Takes a step in. What was refused shows its codes alone.
    pub fn see(&mut self, told: &Told) {
        // What was sent is no JSON in some steps, and refused.
        let read = |text: &str| serde_json::from_str::<Json>(text).unwrap_or_default();
        let (envelope, answer) = (read(&told.envelope), read(&told.answer));
        if let Some(error) = answer.get("error") {
            let violations = error["violations"].as_array().into_iter().flatten();
            let codes = violations.chain([error]).filter_map(|fault| fault["code"].as_str());
            self.codes.extend(codes.map(str::to_owned));
            let code = error["code"].as_str().unwrap_or_default().to_owned();
            self.refusals.insert((told.call.clone(), code));
            return;
        }
        self.operations.insert(told.call.clone());
        let named = |operation: &Json| operation["name"] == told.call.as_str();
        let listed = self.catalogue["operations"].as_array().expect("operations");
        let operation = listed.iter().find(|operation| named(operation)).expect("a known one");
        let of = |key: &str| operation[key].as_str().unwrap_or_default().to_owned();
        let (request, response) = (of("request"), of("answer"));
        let mut found = Vec::new();
        let walk = Walk { types: &self.catalogue["types"] };
        walk.named(&request, &envelope["input"], &mut found);
        walk.named("Actor", &envelope["actor"], &mut found);
        walk.named(&response, &answer["ok"], &mut found);
        self.variants.extend(found);
    }

    /// What no step has shown. The codes of `elsewhere` are shown by tests of their own; a variant
    /// of `not_yet` that a step does show is told too, so that the list stays true.
    pub fn missing(&self, elsewhere: &[Code], not_yet: &[(&str, &str)]) -> Vec<String> {
        let mut missing = Vec::new();
        for entry in OPERATIONS.iter().filter(|entry| !self.operations.contains(entry.name)) {
            missing.push(format!("`{}` succeeds in no scenario", entry.name));
        }
        for code in Code::ALL.iter().filter(|code| !elsewhere.contains(code)) {
            if !self.codes.contains(code.name()) {
                missing.push(format!("no scenario is refused with `{}`", code.name()));
            }
        }
        for (name, variant) in self.variants_there_are() {
            let seen = self.variants.contains(&(name.clone(), variant.clone()));
            match (seen, not_yet.contains(&(&name, &variant))) {
                (true, false) | (false, true) => {}
                (false, false) => {
                    missing.push(format!("`{variant}` of `{name}` is in no request and no answer"));
                }
                (true, true) => missing.push(format!("`{variant}` of `{name}` is there by now")),
            }
        }
        missing
    }

    /// Where the table of operations and the answers do not agree about errors.
    pub fn misdeclared(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for entry in OPERATIONS {
            let refused = |code: &Code| {
                self.refusals.contains(&(entry.name.to_owned(), code.name().to_owned()))
            };
            for code in entry.errors.iter().filter(|code| !refused(code)) {
                faults.push(format!(
                    "`{}` declares `{}`, and no scenario shows it",
                    entry.name,
                    code.name()
                ));
            }
        }
        for (operation, code) in &self.refusals {
            let declared = OPERATIONS.iter().find(|entry| entry.name == operation);
            let own = declared.map_or(&[][..], |entry| entry.errors);
            // What is no operation declares nothing.
            let known = own.iter().chain(COMMON).any(|known| known.name() == code);
            if declared.is_some() && !known {
                faults.push(format!("`{operation}` answers `{code}` and does not declare it"));
            }
        }
        faults
    }

    /// Every name and variant of every type.
    fn variants_there_are(&self) -> Vec<(String, String)> {
        let types = self.catalogue["types"].as_object().expect("types");
        let each = types.iter().flat_map(|(name, schema)| {
            let names = variants(schema).into_iter();
            names.map(move |(variant, _)| (name.clone(), variant))
        });
        each.collect()
    }
}

/// The names of a type, each with the schema of its fields where it has some.
fn variants(schema: &Json) -> Vec<(String, Option<&Json>)> {
    let text = |json: &Json| json.as_str().map(str::to_owned);
    let listed = |of: &Json| -> Vec<String> {
        of["enum"].as_array().into_iter().flatten().filter_map(text).collect()
    };
    let mut all: Vec<_> = listed(schema).into_iter().map(|name| (name, None)).collect();
    for variant in schema["oneOf"].as_array().into_iter().flatten() {
        if let Some(kind) = text(&variant["properties"]["kind"]["const"]) {
            all.push((kind, Some(variant)));
        }
        all.extend(text(&variant["const"]).map(|name| (name, None)));
        all.extend(listed(variant).into_iter().map(|name| (name, None)));
    }
    all
}

/// Goes through a value by the schema of its type.
struct Walk<'c> {
    types: &'c Json,
}

impl Walk<'_> {
    fn named(&self, name: &str, value: &Json, found: &mut Vec<(String, String)>) {
        let schema = &self.types[name];
        let kind = value.as_str().or_else(|| value["kind"].as_str());
        for (variant, fields) in variants(schema) {
            if kind == Some(variant.as_str()) {
                found.push((name.to_owned(), variant));
                fields.into_iter().for_each(|fields| self.fields(fields, value, found));
            }
        }
        self.fields(schema, value, found);
    }

    fn fields(&self, schema: &Json, value: &Json, found: &mut Vec<(String, String)>) {
        for (name, of) in schema["properties"].as_object().into_iter().flatten() {
            self.any(of, &value[name], found);
        }
    }

    fn any(&self, schema: &Json, value: &Json, found: &mut Vec<(String, String)>) {
        if let Some(at) = schema["$ref"].as_str() {
            self.named(at.rsplit('/').next().unwrap_or_default(), value, found);
        }
        schema["anyOf"].as_array().into_iter().flatten().for_each(|of| self.any(of, value, found));
        for item in value.as_array().into_iter().flatten() {
            self.any(&schema["items"], item, found);
        }
        if schema["additionalProperties"].is_object() {
            for item in value.as_object().into_iter().flat_map(|map| map.values()) {
                self.any(&schema["additionalProperties"], item, found);
            }
        }
    }
}
