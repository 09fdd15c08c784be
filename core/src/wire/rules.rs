//! The pure rules on the wire, for hosts that keep their own tables: data in, plan out; no hub, no
//! actor, no clock (I1).

mod occurrences;
mod orders;
mod round;
mod scene;

pub use occurrences::*;
pub use orders::*;
pub use round::*;

use super::{read, written};
use crate::error::Result;
use crate::hub::Hub;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A rule by name: what it is given, and what it decides.
pub trait Rule: DeserializeOwned {
    /// `rules.verb`, the same in every language.
    const NAME: &'static str;
    /// What it decides.
    type Response: Serialize;

    /// Decides.
    ///
    /// # Errors
    /// `invalid_input` for data that contradicts itself.
    fn decide(self) -> Result<Self::Response>;
}

#[derive(Deserialize)]
struct Data<R> {
    input: R,
}

pub(super) fn run<R: Rule>(_: Option<&Hub>, envelope: &str) -> Result<String> {
    written(&read::<Data<R>>(envelope)?.input.decide()?)
}

#[cfg(test)]
mod tests;
