//! What notices and the change log say, for programs.

use crate::store::{Field, Home, Kind, Value};
use crate::value::Text;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value as Json;

/// A JSON object, kept as its text: a tick writes two with every order and reads none.
///
/// ```
/// use milkround_core::model::facts::Facts;
/// let facts = Facts::new(serde_json::json!({ "view_only": true }));
/// assert_eq!(facts.json()["view_only"], true);
/// assert_eq!(serde_json::to_string(&facts).unwrap(), r#"{"view_only":true}"#);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts(Text);

impl Facts {
    /// The facts of a value that becomes a JSON object.
    pub fn new(facts: impl Serialize) -> Self {
        // Nothing that is written here can fail to become JSON: its keys are names of fields.
        Self(serde_json::to_string(&facts).unwrap_or_else(|_| "{}".to_owned()).into())
    }

    /// The facts, to look into.
    pub fn json(&self) -> Json {
        serde_json::from_str(&self.0).unwrap_or_default()
    }
}

impl From<Json> for Facts {
    fn from(facts: Json) -> Self {
        Self::new(facts)
    }
}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.json().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Facts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Json::deserialize(deserializer).map(Self::new)
    }
}

impl Field for Facts {
    const KIND: Kind = Kind::Json;

    fn to_value(&self) -> Value {
        Value::Text(self.0.clone())
    }

    fn from_value(value: Value, _: &Home) -> Result<Self, String> {
        let Value::Text(text) = value else { return Err(format!("{value:?} is no JSON")) };
        match serde_json::from_str::<serde::de::IgnoredAny>(&text) {
            Ok(_) => Ok(Self(text)),
            Err(e) => Err(format!("{e}")),
        }
    }
}
