//! The wire: every operation by name, JSON in and JSON out.
//!
//! ```text
//!  {actor, key?, dry_run?, input} ──> shape check ──> request ──> hub ──> {"ok": …}
//!                                     every fault      one door           {"error": …}
//! ```
//!
//! Each operation stands once in [`OPERATIONS`]. [`call`] is all that a binding needs: it never
//! panics, and answers bad input with an error that lists every fault by its path. What requests
//! and answers look like is in [`CATALOGUE`], from which the bindings are generated.

mod operations;
mod rules;
#[cfg(feature = "schema")]
pub mod schema;
mod shape;
mod tree;

pub use operations::{COMMON, Entry, OPERATIONS, entry};

use crate::error::{Code, Error, Result};
use crate::hub::{Actor, Caller, Hub, Operation};
use serde::Deserialize;
use serde_json::Value as Json;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Every operation with its request and answer, and every type in them, as JSON Schema. Written by
/// `cargo xtask gen`.
pub const CATALOGUE: &str = include_str!("catalogue.json");

/// The longest envelope, in bytes.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// Calls an operation by name: an envelope `{actor, key?, dry_run?, input}` in, `{"ok": …}` or
/// `{"error": …}` out. The pure rules (`rules.…`) need no hub and no actor.
///
/// ```
/// use milkround_core::hub::{Clock, Hub};
/// use milkround_core::store::MemoryStore;
/// use milkround_core::wire::call;
///
/// let now = "2026-03-01T08:00:00Z".parse().unwrap();
/// let hub = Hub::new(Box::new(MemoryStore::default()), Clock::Test(now), 1);
/// let answer = call(Some(&hub), "enterprises.create", r#"{
///     "actor": {"kind": "system"},
///     "input": {"enterprise": "riverside", "name": "Riverside", "zone": "Europe/London",
///               "currency": "GBP"}
/// }"#);
/// assert!(answer.starts_with(r#"{"ok":{"enterprise":"riverside""#), "{answer}");
/// let answer = call(Some(&hub), "enterprises.get", r#"{"actor": {"kind": "system"}, "input": {}}"#);
/// assert!(answer.contains(r#""path":"enterprise","code":"required""#), "{answer}");
/// ```
pub fn call(hub: Option<&Hub>, operation: &str, envelope: &str) -> String {
    // The hub's own locks guard what is always whole, and a transaction rolls back when dropped:
    // nothing that a panic could leave half done is seen again.
    let called = catch_unwind(AssertUnwindSafe(|| answer(hub, operation, envelope)));
    called
        .unwrap_or_else(|_| {
            let message = format!(
                "`{operation}` met a fault of Milkround, and nothing was changed: please report it"
            );
            Err(Error::internal(message))
        })
        .unwrap_or_else(|error| refusal(&error))
}

/// An error as it goes over the wire.
pub fn refusal(error: &Error) -> String {
    Json::Object([("error".to_owned(), error.to_json())].into_iter().collect()).to_string()
}

fn answer(hub: Option<&Hub>, operation: &str, envelope: &str) -> Result<String> {
    let entry = entry(operation).ok_or_else(|| unknown(operation))?;
    if envelope.len() > MAX_BYTES {
        let message = format!("the request has {} bytes: give at most {MAX_BYTES}", envelope.len());
        return Err(Error::new(Code::TooLong, message));
    }
    let tree = tree::read(envelope)?;
    shape::check(entry, &tree)?;
    (entry.run)(hub, envelope)
}

fn unknown(operation: &str) -> Error {
    let area = operation.split('.').next().unwrap_or_default();
    let near: Vec<_> = OPERATIONS
        .iter()
        .map(|e| e.name)
        .filter(|name| name.split('.').next() == Some(area))
        .collect();
    let hint = match near.is_empty() {
        true => "see docs/operations.md for those that there are".to_owned(),
        false => format!("there are {}", near.join(", ")),
    };
    let shown = crate::value::text::shorten(operation);
    Error::new(Code::UnknownOperation, format!("there is no operation `{shown}`: {hint}"))
}

/// The envelope of a call, once its shape is known to be right.
#[derive(Deserialize)]
struct Envelope<O> {
    actor: Actor,
    #[serde(default)]
    key: Option<String>,
    #[serde(default)]
    dry_run: bool,
    input: O,
}

/// Reads what the shape check has passed. What is still refused contradicts itself: a window that
/// ends before it starts, say.
fn read<'e, T: Deserialize<'e>>(envelope: &'e str) -> Result<T> {
    let mut text = serde_json::Deserializer::from_str(envelope);
    crate::value::time::with_fault(|| serde_path_to_error::deserialize(&mut text)).map_err(
        |(error, fault)| {
            let path = error.path().to_string();
            let path = path.strip_prefix("input.").unwrap_or(&path).to_owned();
            let fault = fault.unwrap_or_else(|| {
                crate::Fault::new(Code::Malformed, error.inner().to_string(), Json::Null)
            });
            let mut violations = crate::Violations::new();
            violations.add(&path, fault);
            violations.into()
        },
    )
}

fn written(response: &impl serde::Serialize) -> Result<String> {
    let json = serde_json::to_string(response).map_err(|e| Error::internal(e.to_string()))?;
    Ok(format!("{{\"ok\":{json}}}"))
}

/// Runs an operation of a hub.
fn run<O: Operation + serde::de::DeserializeOwned>(
    hub: Option<&Hub>,
    envelope: &str,
) -> Result<String> {
    let hub = hub.ok_or_else(|| {
        Error::new(
            Code::UnknownOperation,
            format!("`{}` is an operation of a hub: open one first", O::NAME),
        )
    })?;
    let Envelope { actor, key, dry_run, input } = read::<Envelope<O>>(envelope)?;
    written(&Caller { hub, actor, key, dry_run }.run(input)?)
}
