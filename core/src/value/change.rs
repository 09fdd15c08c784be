//! What a patch says of one field: leave it, or set it.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A field of a patch. Absent in JSON means [`Keep`](Change::Keep); for `Change<Option<T>>`,
/// `null` clears the field.
///
/// ```
/// use milkround_core::value::Change;
/// #[derive(serde::Deserialize)]
/// struct Patch {
///     #[serde(default)]
///     company: Change<Option<String>>,
/// }
/// let patch: Patch = serde_json::from_str(r#"{"company": null}"#).unwrap();
/// assert_eq!(patch.company, Change::To(None));
/// let patch: Patch = serde_json::from_str("{}").unwrap();
/// assert_eq!(patch.company, Change::Keep);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Change<T> {
    /// The field stays as it is.
    #[default]
    Keep,
    /// The field becomes this.
    To(T),
}

impl<T> Change<T> {
    /// Whether the field stays as it is.
    pub fn is_keep(&self) -> bool {
        matches!(self, Change::Keep)
    }

    /// Converts the new value, if there is one.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Change<U> {
        match self {
            Change::Keep => Change::Keep,
            Change::To(value) => Change::To(f(value)),
        }
    }

    /// Sets the field, if there is a new value.
    pub fn apply(self, field: &mut T) {
        if let Change::To(value) = self {
            *field = value;
        }
    }
}

impl<T> From<T> for Change<T> {
    fn from(value: T) -> Self {
        Change::To(value)
    }
}

impl<T: Serialize> Serialize for Change<T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Change::Keep => s.serialize_none(),
            Change::To(value) => value.serialize(s),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Change<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        T::deserialize(d).map(Change::To)
    }
}
