//! JSON as it was written: with every key, those given twice too.

use crate::error::{Code, Error, Result};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A JSON value.
#[derive(Debug)]
pub(super) enum Tree<'t> {
    Null,
    Bool(bool),
    Integer(i128),
    /// A number that is no whole one, or beyond 64 bits.
    Float(f64),
    Text(Cow<'t, str>),
    List(Vec<Tree<'t>>),
    Map(Vec<(Cow<'t, str>, Tree<'t>)>),
}

/// Reads JSON. Nesting beyond 128 levels, numbers beyond 1.8e308 and NaN are no JSON here.
pub(super) fn read(text: &str) -> Result<Tree<'_>> {
    serde_json::from_str(text).map_err(|e| {
        let message = format!(
            "the request is no JSON ({e}): give an object in UTF-8, nested at most 128 deep"
        );
        Error::new(Code::Malformed, message).with("line", e.line()).with("column", e.column())
    })
}

impl Tree<'_> {
    /// What it is, in words.
    pub fn kind(&self) -> &'static str {
        match self {
            Tree::Null => "null",
            Tree::Bool(_) => "true or false",
            Tree::Integer(_) => "a whole number",
            Tree::Float(_) => "a number with a fraction or an exponent",
            Tree::Text(_) => "a text",
            Tree::List(_) => "a list",
            Tree::Map(_) => "an object",
        }
    }

    /// The value, cut short, for a violation.
    pub fn shown(&self) -> serde_json::Value {
        match self {
            Tree::Null | Tree::List(_) | Tree::Map(_) => serde_json::Value::Null,
            Tree::Bool(b) => (*b).into(),
            Tree::Integer(n) => match i64::try_from(*n) {
                Ok(n) => n.into(),
                Err(_) => n.to_string().into(),
            },
            Tree::Float(x) => (*x).into(),
            Tree::Text(text) => crate::value::text::shorten(text).into(),
        }
    }
}

impl<'de> Deserialize<'de> for Tree<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserializer.deserialize_any(AnyTree)
    }
}

struct AnyTree;

impl<'de> Visitor<'de> for AnyTree {
    type Value = Tree<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> std::result::Result<Tree<'de>, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, b: bool) -> std::result::Result<Tree<'de>, E> {
        Ok(Tree::Bool(b))
    }

    fn visit_i64<E>(self, n: i64) -> std::result::Result<Tree<'de>, E> {
        Ok(Tree::Integer(n.into()))
    }

    fn visit_u64<E>(self, n: u64) -> std::result::Result<Tree<'de>, E> {
        Ok(Tree::Integer(n.into()))
    }

    fn visit_f64<E>(self, x: f64) -> std::result::Result<Tree<'de>, E> {
        Ok(Tree::Float(x))
    }

    fn visit_str<E>(self, text: &str) -> std::result::Result<Tree<'de>, E> {
        Ok(Tree::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> std::result::Result<Tree<'de>, E> {
        Ok(Tree::Text(Cow::Borrowed(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> std::result::Result<Tree<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = seq.next_element()? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Tree<'de>, A::Error> {
        let mut fields = Vec::new();
        while let Some(key) = map.next_key::<Key<'de>>()? {
            fields.push((key.0, map.next_value()?));
        }
        Ok(Tree::Map(fields))
    }
}

/// A key, borrowed where it has no escapes.
struct Key<'k>(Cow<'k, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        match deserializer.deserialize_str(AnyTree)? {
            Tree::Text(text) => Ok(Key(text)),
            _ => Ok(Key(Cow::Borrowed(""))),
        }
    }
}
