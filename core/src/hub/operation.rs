//! What an operation is, and how one runs: one transaction, one answer.

use super::context::Cx;
use super::customers::must_be_let;
use super::{Actor, Caller};
use crate::error::{Code, Error, Result};
use crate::model::notice::Answer;
use crate::store::{Access, Value, check};
use crate::value::{EnterpriseId, Text};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// One thing that a hub can do: a request with its answer.
pub trait Operation: Sized {
    /// `noun_plural.verb`, the same in every language.
    const NAME: &'static str;
    /// Whether it changes anything.
    const MUTATES: bool;
    /// Whether an idempotency key and a dry run mean something to it.
    const KEYED: bool = false;
    /// Whether customers may call it for themselves.
    const FOR_CUSTOMERS: bool = false;
    /// Its answer.
    type Response: Serialize + DeserializeOwned;

    /// Runs it for a caller.
    ///
    /// # Errors
    /// Its own; nothing is then changed.
    fn run(self, caller: &Caller<'_>) -> Result<Self::Response>;
}

/// Which enterprises an operation is about.
#[derive(Debug)]
pub enum Reach<'a> {
    /// This one, which must exist.
    One(&'a str),
    /// A new one of this id.
    New(&'a str),
    /// All that the actor manages, or those of them that are named.
    Managed(&'a [String]),
}

/// An operation that runs in one transaction.
pub trait Transactional: Serialize + DeserializeOwned + Clone {
    /// `noun_plural.verb`, the same in every language.
    const NAME: &'static str;
    /// Whether it changes anything.
    const MUTATES: bool;
    /// Whether customers may call it for themselves.
    const FOR_CUSTOMERS: bool = false;
    /// Its answer.
    type Response: Serialize + DeserializeOwned;

    /// The enterprises that it is about.
    fn reach(&self) -> Reach<'_>;

    /// Does it, within the transaction of `cx`. What it decides with the actor's limits in mind is
    /// its own; that the enterprise lies within his reach is known.
    ///
    /// # Errors
    /// Its own; everything is then rolled back.
    fn execute(&self, cx: &mut Cx<'_>) -> Result<Self::Response>;
}

impl<T: Transactional> Operation for T {
    const NAME: &'static str = T::NAME;
    const MUTATES: bool = T::MUTATES;
    const KEYED: bool = T::MUTATES;
    const FOR_CUSTOMERS: bool = T::FOR_CUSTOMERS;
    type Response = T::Response;

    fn run(self, caller: &Caller<'_>) -> Result<T::Response> {
        if !T::FOR_CUSTOMERS && !caller.actor.is_staff() {
            return Err(Error::new(
                Code::NotAllowed,
                format!("customers cannot call `{}`: ask the hub", T::NAME),
            ));
        }
        caller.retry(|| caller.transact(&self))
    }
}

/// How often a call that met another's write is made again before the caller hears of it.
const TRIES: u32 = 4;

impl Caller<'_> {
    /// Makes a call again when the store says that another was first.
    pub(crate) fn retry<R>(&self, mut call: impl FnMut() -> Result<R>) -> Result<R> {
        let mut tried = 0;
        loop {
            tried += 1;
            match call() {
                Err(error) if tried < TRIES && met_another(&error) => {}
                result => return result,
            }
        }
    }

    fn transact<T: Transactional>(&self, operation: &T) -> Result<T::Response> {
        let mut cx = self.begin(&operation.reach(), T::MUTATES, T::NAME)?;
        cx.meet_customer()?;
        if let (Some(customer), Some((_, contact))) = (cx.customer(), self.actor.contact()) {
            must_be_let(&mut cx, customer, contact, T::MUTATES)?;
        }
        let key = self.key.as_ref().filter(|_| T::MUTATES && !self.dry_run);
        let asked = match key {
            None => None,
            Some(key) => {
                let hash = hash_of(T::NAME, &self.actor, operation)?;
                if let (Reach::New(id), Actor::System) = (operation.reach(), &self.actor) {
                    cx.meet_again(id)?;
                }
                if let Some(answer) = known_answer::<T>(&mut cx, key, &hash)? {
                    return Ok(answer);
                }
                Some((key, hash))
            }
        };
        let response = operation.execute(&mut cx)?;
        if let Some((key, input)) = asked {
            let enterprise = cx.home()?;
            let json =
                serde_json::to_value(&response).map_err(|e| Error::internal(e.to_string()))?;
            let answer = Answer {
                enterprise: enterprise.id.clone(),
                key: key.clone(),
                operation: Text::new_static(T::NAME),
                input,
                response: json,
                at: cx.now,
            };
            if cx.tx.insert(&enterprise, &[answer])? != [true] {
                return Err(raced("another call with this idempotency key was first"));
            }
        }
        match T::MUTATES && !self.dry_run {
            true => cx.commit()?,
            false => drop(cx),
        }
        Ok(response)
    }

    /// Begins a transaction on the enterprises of an operation.
    pub(crate) fn begin(
        &self,
        reach: &Reach<'_>,
        mutates: bool,
        operation: &'static str,
    ) -> Result<Cx<'_>> {
        let access = if mutates { Access::Write } else { Access::Read };
        match reach {
            Reach::One(id) => {
                let id = EnterpriseId::new(id).map_err(|f| Error::from(f).at("enterprise"))?;
                self.actor.must_reach(&id)?;
                Cx::of_one(self, &id, access, operation)
            }
            Reach::New(_) => Cx::of_all(self, access, operation),
            Reach::Managed(named) => {
                Cx::of_some(self, self.managed(named)?.as_deref(), access, operation)
            }
        }
    }

    /// The enterprises that the actor manages, or those of them that are named; none: all there
    /// are, for the system.
    fn managed(&self, named: &[String]) -> Result<Option<Vec<EnterpriseId>>> {
        let named: BTreeSet<EnterpriseId> = named
            .iter()
            .map(|id| EnterpriseId::new(id).map_err(|f| Error::from(f).at("enterprises")))
            .collect::<Result<_>>()?;
        for id in &named {
            self.actor.must_reach(id)?;
        }
        Ok(match (&self.actor, named.is_empty()) {
            (Actor::System, true) => None,
            (_, false) => Some(named.into_iter().collect()),
            (Actor::User { enterprises, .. }, true) => Some(enterprises.clone()),
            (Actor::Customer { enterprise, .. }, true) => Some(vec![enterprise.clone()]),
        })
    }
}

/// Whether a call failed only because another wrote first, so that it may be made again at once: not
/// where it has waited for long already.
fn met_another(error: &Error) -> bool {
    (error.retryable() && !check::has_waited(error)) || error.details().contains_key("raced")
}

/// A conflict with a call that ran at the same time.
pub(crate) fn raced(message: &str) -> Error {
    Error::new(Code::Conflict, message).with("raced", true)
}

fn hash_of<T: Transactional>(name: &str, actor: &Actor, input: &T) -> Result<String> {
    let json =
        serde_json::to_string(&(name, actor, input)).map_err(|e| Error::internal(e.to_string()))?;
    Ok(Sha256::digest(json.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The answer that the first call with this key got.
fn known_answer<T: Transactional>(
    cx: &mut Cx<'_>,
    key: &str,
    input: &str,
) -> Result<Option<T::Response>> {
    if key.is_empty() || key.len() > 200 {
        return Err(Error::new(
            Code::InvalidInput,
            "an idempotency key has 1 to 200 characters: give one, or none",
        )
        .at("key"));
    }
    // An enterprise that is not there yet has no answers.
    let Ok(home) = cx.home() else { return Ok(None) };
    let Some(answer) = cx.tx.get::<Answer>(&home, vec![Value::text(key)])? else {
        return Ok(None);
    };
    if answer.input != input || *answer.operation != *T::NAME {
        return Err(Error::new(
            Code::KeyReused,
            format!(
                "the idempotency key `{key}` was used for another call (`{}`): take a new key for \
                 each command",
                answer.operation
            ),
        )
        .with("at", answer.at));
    }
    serde_json::from_value(answer.response).map(Some).map_err(|e| Error::corrupt("answers", e))
}
