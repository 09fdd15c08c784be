//! Calls drawn from a seed: any operation, any actor, any id of the others' in any place.

use super::ghosts::with_ghosts;
use super::street::{FOREIGN, Street, texts};
use super::{Asked, again, ask};
use crate::random::Random;
use crate::scenarios;
use milkround_core::store::Store;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

/// How many are drawn before each step of the stranger's life.
const A_STEP: usize = 8;

/// Makes so many calls, each of which is told apart from none with nobody's ids, while a stranger
/// lives through a scenario that others lived through before.
///
/// # Panics
/// Where he is told or changes what is not his.
pub fn fuzzed(calls: usize, mut fresh: impl FnMut() -> Arc<dyn Store>) {
    let scenarios = scenarios::all();
    let (mut asked, mut made, mut seed) = (Asked::default(), 0, 0);
    while made + asked.pairs < calls {
        seed += 1;
        let mut random = Random::new(seed);
        let scenario = random.pick(&scenarios).expect("a scenario");
        let mut street = Street::empty(scenario, fresh());
        let pool: Vec<_> = street.theirs.iter().filter(|it| Uuid::try_parse(it).is_ok()).collect();
        let pool: Vec<String> = pool.into_iter().cloned().collect();
        if pool.is_empty() {
            continue;
        }
        for n in 0..street.told.len() {
            for (call, theirs) in (0..A_STEP).filter_map(|_| draw(&street, &pool, &mut random)) {
                let nobodys = with_ghosts(&theirs, &street.theirs);
                asked.alike(&street, &call, theirs, nobodys);
            }
            street.live(n);
        }
        // And in earnest, at the end.
        let before = street.rows_of_others();
        for _ in 0..street.told.len() {
            let Some((call, sent)) = draw(&street, &pool, &mut random) else { continue };
            made += 1;
            ask(&street, &call, &sent);
        }
        let changed = street.rows_of_others();
        let changed: Vec<_> = before.symmetric_difference(&changed).collect();
        assert!(changed.is_empty(), "seed {seed} changed what is others': {changed:#?}");
    }
    println!("{} pairs and {made} calls from {seed} seeds", asked.pairs);
    asked.all_alike();
}

/// A call of the scenario's, with something of others' in it.
fn draw(street: &Street, pool: &[String], random: &mut Random) -> Option<(String, Json)> {
    let told = random.pick(&street.told).filter(|told| again(told))?;
    let said: Json = serde_json::from_str(&told.envelope).ok()?;
    let mut named = BTreeSet::new();
    texts(&said, &mut named);
    let mut named: Vec<_> = named.into_iter().filter(|it| Uuid::try_parse(it).is_ok()).collect();
    random.shuffle(&mut named);
    let mut put = BTreeMap::new();
    for (n, id) in named.into_iter().enumerate() {
        let other = match random.below(4) {
            0 => random.pick(pool).cloned(),
            1 => Some(id.clone()),
            // One is others' at least.
            _ if n == 0 => Some(id.clone()),
            _ => None,
        };
        put.extend(other.map(|other| (id, other)));
    }
    let mut sent = street.with(&said, &put);
    let actors = street.actors();
    match random.below(4) {
        0 => {}
        1 => {
            let customer = random.pick(pool)?;
            sent["actor"] =
                json!({ "kind": "customer", "enterprise": FOREIGN, "customer": customer });
        }
        _ => sent["actor"] = random.pick(&actors)?.clone(),
    }
    Some((told.call.clone(), sent))
}
