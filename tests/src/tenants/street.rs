//! A hub in which a scenario has been lived through, with a stranger's enterprise beside it that
//! lives through the same.

use super::ghosts::swapped;
use crate::raw;
use crate::scenarios::{Scenario, Told};
use milkround_core::hub::customers::{CreateCustomer, CustomerFields};
use milkround_core::hub::enterprises::CreateEnterprise;
use milkround_core::hub::{Clock, Hub};
use milkround_core::store::Store;
use milkround_core::value::Change;
use milkround_core::wire::{OPERATIONS, call};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub const FOREIGN: &str = "foreign-hub";

/// A scenario's enterprises, and the stranger's.
pub struct Street {
    pub hub: Hub,
    store: Arc<dyn Store>,
    pub told: Vec<Told>,
    /// The enterprise that the scenario is about.
    pub main: String,
    /// Everything that the scenario was answered.
    pub theirs: BTreeSet<String>,
    /// What is the stranger's own, by what it is at the others'.
    pub own: BTreeMap<String, String>,
    /// All ids of the stranger's own.
    pub known: BTreeSet<String>,
    /// A customer of the stranger's.
    pub stranger: String,
}

impl Street {
    /// With a stranger who has one customer and nothing else.
    pub fn new(scenario: &Scenario, store: Arc<dyn Store>) -> Self {
        let now = "2030-01-01T00:00:00Z".parse().expect("a time");
        let mut street = Self::of(scenario, store, now);
        let enterprise = FOREIGN.to_owned();
        let founded = street.hub.run(CreateEnterprise {
            enterprise: enterprise.clone(),
            name: "Foreign".into(),
            zone: "Europe/Paris".into(),
            currency: "GBP".into(),
            ..Default::default()
        });
        founded.expect("a stranger");
        let fields =
            CustomerFields { first_name: Change::To(Some("Nemo".into())), ..Default::default() };
        let nemo = CreateCustomer { enterprise, fields, share_email: false };
        street.stranger = street.hub.run(nemo).expect("a customer").id.to_string();
        street
    }

    /// With a stranger who has nothing yet: it is to [live](Self::live) first.
    pub fn empty(scenario: &Scenario, store: Arc<dyn Store>) -> Self {
        let start = scenario.start.parse().expect("a time");
        Self::of(scenario, store, start)
    }

    fn of(scenario: &Scenario, store: Arc<dyn Store>, now: chrono::DateTime<chrono::Utc>) -> Self {
        let told = scenario.run(Box::new(store.clone())).expect("a scenario that holds");
        let hub = Hub::new(Box::new(store.clone()), Clock::Test(now), 77);
        let mut theirs = BTreeSet::new();
        for told in &told {
            texts(&serde_json::from_str(&told.answer).expect("an answer"), &mut theirs);
        }
        let founded = told.iter().find(|told| told.call == "enterprises.create");
        let main =
            founded.map_or(Json::Null, |told| input_of(&told.envelope)["enterprise"].clone());
        let main = main.as_str().unwrap_or_default().to_owned();
        let (own, known, stranger) = Default::default();
        Self { hub, store, told, main, theirs, own, known, stranger }
    }

    /// The stranger does at home what was done in the scenario's n-th step.
    ///
    /// # Panics
    /// Where he cannot.
    pub fn live(&mut self, n: usize) {
        let told = &self.told[n];
        let rule = OPERATIONS.iter().any(|entry| entry.name == told.call && entry.is_rule);
        let said: Json = serde_json::from_str(&told.envelope).unwrap_or_default();
        let theirs: Json = serde_json::from_str(&told.answer).expect("an answer");
        let of_another = said["input"]["enterprise"].as_str().is_some_and(|it| it != self.main);
        // A refusal changed nothing.
        if rule || of_another || theirs.get("ok").is_none() {
            return;
        }
        let said = self.at_home(&said);
        let his: Json = serde_json::from_str(&call(Some(&self.hub), &told.call, &said.to_string()))
            .expect("an answer");
        assert!(his.get("ok").is_some(), "{} {said} is {his} to a stranger", told.call);
        if told.call == "customers.create"
            && let Some(id) = his["ok"]["id"].as_str()
        {
            self.stranger = id.to_owned();
        }
        texts(&his, &mut self.known);
        pair(&theirs, &his, &mut self.own);
    }

    /// What was said there, as he would say it of what is his own.
    pub fn at_home(&self, said: &Json) -> Json {
        self.with(said, &BTreeMap::new())
    }

    /// The same, but with others' ids in the place of some.
    pub fn with(&self, said: &Json, put: &BTreeMap<String, String>) -> Json {
        swapped(said, &|text| match put.get(text) {
            None if text == self.main => Some(FOREIGN.to_owned()),
            None => self.own.get(text).cloned(),
            others => others.cloned(),
        })
    }

    /// What was said there, of what is there, but in the name of his enterprise.
    pub fn in_his_name(&self, said: &Json) -> Json {
        swapped(said, &|text| (text == self.main).then(|| FOREIGN.to_owned()))
    }

    /// Every row that is not the stranger's.
    pub fn rows_of_others(&self) -> BTreeSet<String> {
        use milkround_core::model::enterprise::Enterprise;
        use milkround_core::store::{Record, Value};
        let t = Enterprise::TABLE;
        let rows = raw::rows(&self.store, t);
        let his = rows.iter().find(|row| row[t.col("host_id").0] == Value::text(FOREIGN));
        let his = his.map(|row| format!("[{:?},", row[0]));
        let dump = raw::dump(&self.store);
        let of_others = |line: &&str| his.as_ref().is_none_or(|his| !line.starts_with(his));
        dump.lines().filter(of_others).map(str::to_owned).collect()
    }

    /// Somebody of the stranger's hub, and a customer of it.
    pub fn actors(&self) -> Vec<Json> {
        let user = json!({ "kind": "user", "user": "stranger", "enterprises": [FOREIGN] });
        let customer =
            json!({ "kind": "customer", "enterprise": FOREIGN, "customer": self.stranger });
        [user, customer].into_iter().take(2 - usize::from(self.stranger.is_empty())).collect()
    }
}

pub fn input_of(envelope: &str) -> Json {
    let mut envelope: Json = serde_json::from_str(envelope).unwrap_or_default();
    envelope["input"].take()
}

/// The texts of a JSON value.
pub fn texts(json: &Json, found: &mut BTreeSet<String>) {
    match json {
        Json::String(text) => {
            found.insert(text.clone());
        }
        Json::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Json::Object(fields) => fields.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

/// What stands in one answer where another stands in the other: ids, and pages to go on from.
fn pair(theirs: &Json, his: &Json, own: &mut BTreeMap<String, String>) {
    match (theirs, his) {
        // No time is one of them.
        (Json::String(a), Json::String(b))
            if a != b && a.len() >= 20 && a.get(4..5) != Some("-") =>
        {
            own.insert(a.clone(), b.clone());
        }
        (Json::Array(a), Json::Array(b)) => a.iter().zip(b).for_each(|(a, b)| pair(a, b, own)),
        (Json::Object(a), Json::Object(b)) => {
            for (name, a) in a {
                b.get(name).into_iter().for_each(|b| pair(a, b, own));
            }
        }
        _ => {}
    }
}
