//! P13: tenants never see each other. Every operation of the list, as a scenario calls it, is called
//! again with what belongs to somebody else: by a foreign manager, by a foreign customer, and in the
//! name of another enterprise with foreign ids. A new operation is in it as soon as it is in the list
//! and in a scenario, which another test demands.

use crate::raw;
use crate::scenarios::{self, Scenario, Told};
use milkround_core::Result;
use milkround_core::hub::customers::{CreateCustomer, CustomerFields};
use milkround_core::hub::enterprises::CreateEnterprise;
use milkround_core::hub::{Clock, Hub};
use milkround_core::store::{Access, Scope, Store, Transaction};
use milkround_core::value::Change;
use milkround_core::wire::{OPERATIONS, call};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

#[derive(Debug, Clone)]
struct Shared(Arc<dyn Store>);

impl Store for Shared {
    fn begin(&self, scope: &Scope, access: Access) -> Result<Box<dyn Transaction + '_>> {
        self.0.begin(scope, access)
    }
}

/// What does not belong to one enterprise: a new one is made, or the clock goes on.
const OF_NOBODY: [&str; 3] = ["enterprises.create", "test_clock.advance", "tick"];

const FOREIGN: &str = "foreign-hub";

/// A hub in which a scenario has been lived through, with a stranger's enterprise beside it.
struct Town {
    hub: Hub,
    store: Shared,
    told: Vec<Told>,
    /// A customer of the stranger's.
    stranger: String,
}

impl Town {
    fn new(scenario: &Scenario, store: Arc<dyn Store>) -> Self {
        let store = Shared(store);
        let told = scenario.run(Box::new(store.clone())).expect("a scenario that holds");
        let now = "2030-01-01T00:00:00Z".parse().expect("a time");
        let hub = Hub::new(Box::new(store.clone()), Clock::Test(now), 77);
        let enterprise = FOREIGN.to_owned();
        hub.run(CreateEnterprise {
            enterprise: enterprise.clone(),
            name: "Foreign".into(),
            zone: "Europe/Paris".into(),
            currency: "GBP".into(),
            ..Default::default()
        })
        .expect("a stranger");
        let fields =
            CustomerFields { first_name: Change::To(Some("Nemo".into())), ..Default::default() };
        let nemo = CreateCustomer { enterprise, fields, share_email: false };
        let stranger = hub.run(nemo).expect("a customer").id.to_string();
        Self { hub, store, told, stranger }
    }

    /// Everything that is not the stranger's: rows of the scenario's enterprises.
    fn theirs(&self) -> BTreeSet<String> {
        let dump = raw::dump(&self.store);
        let stranger =
            |line: &str| self.numbers_of_the_stranger().iter().any(|n| line.starts_with(n));
        dump.lines().filter(|line| !stranger(line)).map(str::to_owned).collect()
    }

    fn numbers_of_the_stranger(&self) -> Vec<String> {
        use milkround_core::model::enterprise::Enterprise;
        use milkround_core::store::{Record, Value};
        let t = Enterprise::TABLE;
        let rows = raw::rows(&self.store, t);
        let last = rows.iter().find(|row| row[t.col("host_id").0] == Value::text(FOREIGN));
        vec![format!("[{:?},", last.expect("the stranger")[0])]
    }

    fn actors(&self) -> [Json; 2] {
        [
            json!({ "kind": "user", "user": "stranger", "enterprises": [FOREIGN] }),
            json!({ "kind": "customer", "enterprise": FOREIGN, "customer": self.stranger }),
        ]
    }
}

/// The texts of a JSON value.
fn texts(json: &Json, found: &mut BTreeSet<String>) {
    match json {
        Json::String(text) => {
            found.insert(text.clone());
        }
        Json::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Json::Object(fields) => fields.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

/// What an answer tells that the asker did not say himself: ids above all.
fn leaked(answer: &Json, sent: &Json, theirs: &BTreeSet<String>) -> Vec<String> {
    let (mut told, mut said) = (BTreeSet::new(), BTreeSet::new());
    texts(answer, &mut told);
    texts(sent, &mut said);
    told.difference(&said)
        .filter(|text| theirs.contains(*text) && Uuid::try_parse(text).is_ok())
        .cloned()
        .collect()
}

/// The answers to one call of a scenario, made again by strangers.
fn asked_by_strangers(
    town: &Town,
    told: &Told,
    ids: &BTreeSet<String>,
    before: &BTreeSet<String>,
) -> usize {
    let envelope: Json = serde_json::from_str(&told.envelope).unwrap_or_default();
    let Some(input) = envelope.get("input").filter(|input| input.is_object()) else { return 0 };
    let mut asked = 0;
    let mut ask = |actor: &Json, input: &Json, what: &str| {
        asked += 1;
        let sent = json!({ "actor": actor, "input": input });
        let answer = call(Some(&town.hub), &told.call, &sent.to_string());
        let answer: Json = serde_json::from_str(&answer).expect("an answer");
        let leaks = leaked(&answer, &sent, ids);
        assert!(leaks.is_empty(), "{} {what}: {sent} tells {leaks:?}: {answer}", told.call);
        answer
    };
    let of_enterprise = input.get("enterprise").is_some_and(Json::is_string);
    for actor in town.actors() {
        // What he asks of the others' enterprise is not there, or not for customers.
        let answer = ask(&actor, input, "from outside");
        if of_enterprise {
            let code = answer["error"]["code"].as_str();
            let refused = matches!(code, Some("not_found" | "not_allowed"));
            assert!(refused, "{}: {actor} was answered {answer}", told.call);
        }
        // The others' ids in his own enterprise are not there either.
        if of_enterprise {
            let mut own = input.clone();
            own["enterprise"] = FOREIGN.into();
            ask(&actor, &own, "with foreign ids");
        }
    }
    let after = town.theirs();
    let changed: Vec<_> = before.symmetric_difference(&after).collect();
    assert!(changed.is_empty(), "{} changed what is not the stranger's: {changed:#?}", told.call);
    asked
}

/// Calls every operation of every scenario again as strangers would, each scenario on a fresh store, until
/// an operation has been asked so often.
///
/// # Panics
/// Where a stranger is told or changes what is not his, or where an operation is never called.
pub fn never_see_each_other(times: usize, mut fresh: impl FnMut() -> Arc<dyn Store>) {
    let mut asked: BTreeMap<String, usize> = BTreeMap::new();
    for scenario in scenarios::all() {
        let town = Town::new(&scenario, fresh());
        let mut ids = BTreeSet::new();
        for told in &town.told {
            texts(&serde_json::from_str(&told.answer).expect("an answer"), &mut ids);
        }
        let before = town.theirs();
        let mut seen = BTreeSet::new();
        for told in &town.told {
            let operation = OPERATIONS.iter().find(|entry| entry.name == told.call);
            // What every scenario begins with need not be asked a hundred times.
            let often = asked.get(&told.call).copied().unwrap_or(0) > times;
            let again = operation.is_some_and(|o| !o.is_rule) && told.answer.starts_with("{\"ok\"");
            if again
                && !often
                && !OF_NOBODY.contains(&&*told.call)
                && seen.insert((&told.call, &told.envelope))
            {
                *asked.entry(told.call.clone()).or_default() +=
                    asked_by_strangers(&town, told, &ids, &before);
            }
        }
    }
    let all = OPERATIONS.iter().filter(|entry| !entry.is_rule).map(|entry| entry.name);
    let missing: Vec<_> =
        all.filter(|name| !OF_NOBODY.contains(name) && !asked.contains_key(*name)).collect();
    assert!(missing.is_empty(), "nobody asked: {missing:?}");
    println!("{} operations, {} calls", asked.len(), asked.values().sum::<usize>());
}
