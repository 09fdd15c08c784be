//! The wire for bindings: open by JSON, call by JSON.

pub use milkround_core::wire::*;

use crate::{Error, Options, Result};
use chrono::{DateTime, Utc};
use milkround_core::hub::Hub;
use milkround_core::{Code, Fault, Violations};
use serde::Deserialize;

/// How a binding opens a hub.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Opening {
    url: String,
    #[serde(default)]
    test_clock: Option<String>,
    #[serde(default)]
    seed: Option<u64>,
}

/// Calls an operation by its name, with an envelope of JSON: [`milkround_core::wire::call`], also in
/// the child of a fork.
pub fn call(hub: Option<&Hub>, operation: &str, envelope: &str) -> String {
    if let Some(hub) = hub {
        hub.in_process(std::process::id());
    }
    milkround_core::wire::call(hub, operation, envelope)
}

/// Opens a hub from `{"url": "sqlite:hub.db", "test_clock"?: "2026-03-01T08:00:00Z", "seed"?: 7}`.
///
/// ```
/// let hub = milkround::wire::open(r#"{"url": "memory:", "seed": 7}"#).unwrap();
/// let refused = milkround::wire::open(r#"{"url": "ftp:"}"#).unwrap_err();
/// assert!(refused.starts_with(r#"{"error":{"code":"malformed""#), "{refused}");
/// ```
///
/// # Errors
/// Those of [`open`](crate::open), as [`call`] answers them: `{"error": …}`.
pub fn open(options: &str) -> std::result::Result<Hub, String> {
    let opened = std::panic::catch_unwind(|| open_checked(options));
    opened
        .unwrap_or_else(|_| {
            Err(Error::internal("opening met a fault of Milkround: please report it"))
        })
        .map_err(|error| refusal(&error))
}

fn open_checked(options: &str) -> Result<Hub> {
    let given: Opening = serde_json::from_str(options)
        .map_err(|e| Error::new(Code::Malformed, format!("the options are not right: {e}")))?;
    let mut options = Options::new();
    if let Some(text) = given.test_clock {
        options = options.test_clock(instant("test_clock", &text)?);
    }
    if let Some(seed) = given.seed {
        options = options.seed(seed);
    }
    let hub = options.open(&given.url)?;
    hub.in_process(std::process::id());
    Ok(hub)
}

fn instant(path: &str, text: &str) -> Result<DateTime<Utc>> {
    let mut v = Violations::new();
    let read = text.parse::<DateTime<Utc>>().map_err(|_| {
        let message = format!("`{text}` is no instant: write it like `2026-03-01T08:00:00Z`");
        Fault::new(Code::Malformed, message, text)
    });
    let read = v.check(path, read);
    v.finish(read)
}
