//! P13: tenants never see each other. Every operation of the list, as a scenario calls it, is called
//! again with what belongs to somebody else: by a foreign manager, by a foreign customer, and in the
//! name of another enterprise with foreign ids. A new operation is in it as soon as it is in the list
//! and in a scenario, which another test demands.
//!
//! Who asks in his own enterprise for what is another's must be answered as if it had never been: what
//! he is told of an id of the others' is held against what he is told of one that nobody ever had.

mod fuzz;
mod ghosts;
mod street;

pub use fuzz::fuzzed;

use crate::scenarios::{self, Told};
use ghosts::{leveled, with_ghosts, with_nobodys};
use milkround_core::store::Store;
use milkround_core::wire::{OPERATIONS, call};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;
use street::{FOREIGN, Street, input_of, texts};
use uuid::Uuid;

/// What does not belong to one enterprise: a new one is made, or the clock goes on.
const OF_NOBODY: [&str; 3] = ["enterprises.create", "test_clock.advance", "tick"];

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

fn ask(street: &Street, operation: &str, sent: &Json) -> String {
    let text = call(Some(&street.hub), operation, &sent.to_string());
    let answer: Json = serde_json::from_str(&text).expect("an answer");
    let leaks = leaked(&answer, sent, &street.theirs);
    assert!(leaks.is_empty(), "{operation}: {sent} tells {leaks:?}: {answer}");
    text
}

/// Whether a stranger can make a call of a scenario again.
fn again(told: &Told) -> bool {
    let operation = OPERATIONS.iter().find(|entry| entry.name == told.call);
    operation.is_some_and(|entry| !entry.is_rule) && !OF_NOBODY.contains(&&*told.call)
}

/// What was asked, and what was answered otherwise than it should be.
#[derive(Default)]
struct Asked {
    calls: BTreeMap<String, usize>,
    pairs: usize,
    differing: BTreeMap<String, Vec<String>>,
}

impl Asked {
    /// Asks for what is others', and for what never was; nothing is changed by it.
    fn alike(&mut self, street: &Street, operation: &str, theirs: Json, nobodys: Json) {
        let keyed = OPERATIONS.iter().any(|entry| entry.name == operation && entry.keyed);
        let answers = [&theirs, &nobodys].map(|sent| {
            let mut sent = sent.clone();
            sent.as_object_mut().expect("an envelope").remove("key");
            // A page's token names the ids of its list: there is none for what never was.
            for page in ["after", "before"] {
                sent["input"].as_object_mut().map(|input| input.remove(page));
            }
            if keyed {
                sent["dry_run"] = true.into();
            }
            leveled(&ask(street, operation, &sent), &street.theirs, &street.known)
        });
        self.pairs += 1;
        if answers[0] != answers[1] {
            let [a, b] = answers;
            let both = format!("{theirs}\n  {a}\n{nobodys}\n  {b}");
            self.differing.entry(operation.to_owned()).or_default().push(both);
        }
    }

    fn all_alike(&self) {
        let mut shown = String::new();
        for (operation, all) in &self.differing {
            let first = all.first().map_or("", |first| first);
            let _ = write!(shown, "\n\n{operation}, {} times: {first}", all.len());
        }
        assert!(shown.is_empty(), "there are answers that tell others' from nobody's:{shown}");
    }
}

/// What strangers who have nothing of their own are told, of ids, variants, codes and tags.
fn asked_of_everything(street: &Street, told: &Told, asked: &mut Asked) {
    let input = street.in_his_name(&input_of(&told.envelope));
    let nobodys = with_nobodys(&with_ghosts(&input, &street.theirs), FOREIGN);
    if input == nobodys {
        return;
    }
    for actor in street.actors() {
        let [theirs, nobodys] = [&input, &nobodys].map(|it| json!({ "actor": actor, "input": it }));
        asked.alike(street, &told.call, theirs, nobodys);
    }
}

/// What strangers are told who have the same at home, of one id of the others' amid their own, and
/// of all.
fn asked_amid_own(street: &Street, told: &Told, asked: &mut Asked) {
    let Ok(said) = serde_json::from_str::<Json>(&told.envelope) else { return };
    let mut named = BTreeSet::new();
    texts(&said, &mut named);
    let named = named.into_iter().filter(|text| Uuid::try_parse(text).is_ok());
    let named: Vec<_> = named.filter(|text| street.theirs.contains(text)).collect();
    let amid = |id: &String| street.with(&said, &[(id.clone(), id.clone())].into());
    let mut all: Vec<Json> = named.iter().map(amid).collect();
    all.extend((named.len() > 1).then(|| street.in_his_name(&said)));
    for theirs in all {
        let mut actors = street.actors();
        actors.push(theirs["actor"].clone());
        for actor in actors {
            let theirs = json!({ "actor": actor, "input": theirs["input"] });
            let nobodys = with_ghosts(&theirs, &street.theirs);
            asked.alike(street, &told.call, theirs, nobodys);
        }
    }
}

/// One call of a scenario, made again by strangers, in earnest.
fn asked_by_strangers(street: &Street, told: &Told, before: &BTreeSet<String>) {
    let input = input_of(&told.envelope);
    let ask = |actor: &Json, input: &Json| {
        let answer = ask(street, &told.call, &json!({ "actor": actor, "input": input }));
        serde_json::from_str::<Json>(&answer).expect("an answer")
    };
    let of_enterprise = input.get("enterprise").is_some_and(Json::is_string);
    for actor in street.actors() {
        // What he asks of the others' enterprise is not there, or not for customers.
        let answer = ask(&actor, &input);
        if of_enterprise {
            let code = answer["error"]["code"].as_str();
            let refused = matches!(code, Some("not_found" | "not_allowed"));
            assert!(refused, "{}: {actor} was answered {answer}", told.call);
        }
        // The others' ids in his own enterprise are not there either.
        if of_enterprise {
            let mut own = input.clone();
            own["enterprise"] = FOREIGN.into();
            ask(&actor, &own);
        }
    }
    let after = street.rows_of_others();
    let changed: Vec<_> = before.symmetric_difference(&after).collect();
    assert!(changed.is_empty(), "{} changed what is not the stranger's: {changed:#?}", told.call);
}

/// Makes calls of a scenario again, and says which: what every scenario begins with need not be asked
/// a hundred times.
fn asked_by_who_has_nothing(street: &Street, times: usize, asked: &mut Asked) -> Vec<usize> {
    let (mut seen, mut chosen) = (BTreeSet::new(), Vec::new());
    for (n, told) in street.told.iter().enumerate() {
        let often = asked.calls.get(&told.call).is_some_and(|calls| *calls > times);
        let answered = again(told) && told.answer.starts_with("{\"ok\"");
        if answered && !often && seen.insert((&told.call, &told.envelope)) {
            // Two strangers, each from outside and in his own enterprise.
            *asked.calls.entry(told.call.clone()).or_default() += 4;
            chosen.push(n);
        }
    }
    for n in &chosen {
        asked_of_everything(street, &street.told[*n], asked);
    }
    let before = street.rows_of_others();
    for n in &chosen {
        asked_by_strangers(street, &street.told[*n], &before);
    }
    chosen
}

/// Calls every operation of every scenario again as strangers would, each scenario on fresh stores, until
/// an operation has been asked so often.
///
/// # Panics
/// Where a stranger is told or changes what is not his, or where an operation is never called.
pub fn never_see_each_other(times: usize, mut fresh: impl FnMut() -> Arc<dyn Store>) {
    let mut asked = Asked::default();
    for scenario in scenarios::all() {
        let chosen = asked_by_who_has_nothing(&Street::new(&scenario, fresh()), times, &mut asked);
        if chosen.is_empty() {
            continue;
        }
        let mut street = Street::empty(&scenario, fresh());
        for n in 0..street.told.len() {
            if chosen.contains(&n) {
                asked_amid_own(&street, &street.told[n], &mut asked);
            }
            street.live(n);
        }
    }
    let all = OPERATIONS.iter().filter(|entry| !entry.is_rule).map(|entry| entry.name);
    let missing: Vec<_> =
        all.filter(|name| !OF_NOBODY.contains(name) && !asked.calls.contains_key(*name)).collect();
    assert!(missing.is_empty(), "nobody asked: {missing:?}");
    let calls = asked.calls.values().sum::<usize>();
    println!("{} operations, {calls} calls, {} pairs", asked.calls.len(), asked.pairs);
    asked.all_alike();
}
