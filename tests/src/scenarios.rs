//! Scenarios: what a hub manager would tell, as data that every language runs alike.
//!
//! The files are `tests/scenarios/*.json`; `docs/scenarios-format.md` says what stands in them.

pub mod coverage;
mod partial;

use milkround_core::hub::{Clock, Hub};
use milkround_core::store::{MemoryStore, Store};
use milkround_core::wire;
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// The name of its file without `.json`.
    #[serde(skip)]
    pub stem: String,
    /// What it is about, in a few words.
    pub name: String,
    /// The story, in a sentence or two.
    pub about: String,
    /// The requirements and rulings that it shows.
    pub rules: Vec<String>,
    /// What the test clock shows at first.
    pub start: String,
    /// The steps that go before.
    #[serde(default)]
    pub given: Option<String>,
    /// What is done, and what comes of it.
    pub steps: Vec<Step>,
}

/// One call.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What it does, in words.
    #[serde(default)]
    pub say: Option<String>,
    /// The operation.
    pub call: String,
    /// Who calls; the system, where nobody is named.
    #[serde(default, rename = "as")]
    pub actor: Option<Json>,
    /// The idempotency key.
    #[serde(default)]
    pub key: Option<String>,
    /// Whether nothing shall be changed by it.
    #[serde(default)]
    pub dry_run: bool,
    /// The input.
    #[serde(default, rename = "with")]
    pub input: Map<String, Json>,
    /// The input as a text, where no JSON object can be it.
    #[serde(default)]
    pub raw_text: Option<String>,
    /// Whether only the low-level call of a language can send it.
    #[serde(default)]
    pub raw: bool,
    /// A part of the answer.
    #[serde(default)]
    pub expect: Option<Json>,
    /// A part of the refusal.
    #[serde(default)]
    pub expect_error: Option<Json>,
    /// What later steps need of the answer: names with paths.
    #[serde(default)]
    pub save: BTreeMap<String, String>,
}

/// The steps that several scenarios begin with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    #[expect(dead_code, reason = "for who reads the file")]
    about: String,
    steps: Vec<Step>,
}

/// What was said and answered in one step.
#[derive(Debug, PartialEq, Eq)]
pub struct Told {
    /// The operation.
    pub call: String,
    /// What was sent.
    pub envelope: String,
    /// What came back.
    pub answer: String,
}

/// Where the files are.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

/// Every scenario, by the name of its file, each with the steps that are given.
///
/// # Panics
/// Where a file is no scenario.
pub fn all() -> Vec<Scenario> {
    let listed = std::fs::read_dir(folder()).expect("the folder of the scenarios");
    let mut paths: Vec<_> = listed.map(|entry| entry.expect("a file").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Scenario {
    let mut scenario: Scenario = from_file(path);
    scenario.stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
    if let Some(name) = &scenario.given {
        let given: Given = from_file(&folder().join("given").join(format!("{name}.json")));
        scenario.steps.splice(0..0, given.steps);
    }
    scenario
}

fn from_file<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

impl Scenario {
    /// Runs it on a fresh store.
    ///
    /// # Errors
    /// The first thing that is not as it says: which step, where in the answer, what was expected.
    pub fn run(&self, store: Box<dyn Store>) -> Result<Vec<Told>, String> {
        let start = self.start.parse().map_err(|e| format!("{}: start: {e}", self.stem))?;
        let hub = Hub::new(store, Clock::Test(start), 1);
        let mut saved = BTreeMap::new();
        let told = self.steps.iter().enumerate().map(|(n, step)| {
            step.run(&hub, &mut saved).map_err(|fault| {
                let said = step.say.as_deref().unwrap_or(&step.call);
                format!("{}, step {} ({said}), `{}`: {fault}", self.stem, n + 1, step.call)
            })
        });
        told.collect()
    }
}

/// Holds what a store answers to a scenario against what the store in memory does.
///
/// # Errors
/// The first step where they differ.
pub fn alike(scenario: &Scenario, store: Box<dyn Store>) -> Result<(), String> {
    let expected = scenario.run(Box::new(MemoryStore::default()))?;
    let told = scenario.run(store)?;
    for (n, (a, b)) in expected.iter().zip(&told).enumerate() {
        if a != b {
            let step = format!("{}, step {}, `{}`", scenario.stem, n + 1, a.call);
            return Err(format!("{step}:\nin memory {}\nhere      {}", a.answer, b.answer));
        }
    }
    Ok(())
}

/// Runs all, and tells every failure at once.
///
/// # Panics
/// With all that failed.
pub fn each(mut run: impl FnMut(&Scenario) -> Result<(), String>) {
    let all = all();
    let failed: Vec<_> = all.iter().filter_map(|scenario| run(scenario).err()).collect();
    assert!(failed.is_empty(), "{} of {} failed:\n{}", failed.len(), all.len(), failed.join("\n"));
}

impl Step {
    fn run(&self, hub: &Hub, saved: &mut BTreeMap<String, Json>) -> Result<Told, String> {
        let envelope = self.envelope(saved)?;
        let hub = (!self.call.starts_with("rules.")).then_some(hub);
        let answer = wire::call(hub, &self.call, &envelope);
        let json: Json = serde_json::from_str(&answer).map_err(|e| format!("{e}: {answer}"))?;
        let seen = match (&self.expect_error, json.get("ok"), json.get("error")) {
            (None, Some(ok), None) => ok,
            (Some(_), None, Some(error)) => error,
            (None, _, _) => return Err(format!("expected success, got {json}")),
            (Some(code), _, _) => return Err(format!("expected the error {code}, got {json}")),
        };
        for expected in [&self.expect, &self.expect_error].into_iter().flatten() {
            let expected = partial::filled(expected, saved)?;
            partial::compare(&expected, seen, "")?;
        }
        for (name, path) in &self.save {
            let value = partial::at(seen, path).ok_or_else(|| format!("no `{path}` in {seen}"))?;
            saved.insert(name.clone(), value.clone());
        }
        Ok(Told { call: self.call.clone(), envelope, answer })
    }

    fn envelope(&self, saved: &BTreeMap<String, Json>) -> Result<String, String> {
        let mut envelope = Map::new();
        if !self.call.starts_with("rules.") {
            let system = json!({ "kind": "system" });
            let actor = partial::filled(self.actor.as_ref().unwrap_or(&system), saved)?;
            envelope.insert("actor".to_owned(), actor);
        }
        if let Some(key) = &self.key {
            envelope.insert("key".to_owned(), partial::filled(&key.as_str().into(), saved)?);
        }
        if self.dry_run {
            envelope.insert("dry_run".to_owned(), true.into());
        }
        if let Some(text) = &self.raw_text {
            // No object can be this input, so it is put in as a text.
            let text = partial::filled_within(text, saved)?;
            let mut head = Json::Object(envelope).to_string();
            head.pop();
            let comma = if head.len() > 1 { "," } else { "" };
            return Ok(format!("{head}{comma}\"input\":{text}}}"));
        }
        let input = partial::filled(&Json::Object(self.input.clone()), saved)?;
        envelope.insert("input".to_owned(), input);
        Ok(Json::Object(envelope).to_string())
    }
}
