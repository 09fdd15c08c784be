//! Names of cycles, as a pattern.

use crate::error::{Code, Fault};
use crate::value::time::checked;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// The longest pattern, in characters.
pub const MAX_PATTERN: usize = 200;

/// What may stand in braces.
const KNOWN: &str = "{number}, {opens}, {closes}, {collection}, {week}, {series}";
/// What may follow a percent sign in the format of a date.
const FORMATS: &str = "%d %-d %e %m %-m %b %B %a %A %y %Y %j %V %G %H %M";

/// A piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    /// As it stands.
    Text(String),
    /// `{number}`
    Number,
    /// `{week}`
    Week,
    /// `{series}`
    Series,
    /// `{opens}`, `{opens:%d/%m}` and the like.
    Date(NamedDate, Option<String>),
}

/// Which date of a cycle a placeholder shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum NamedDate {
    /// The day on which it opens.
    Opens,
    /// The day on which it closes.
    Closes,
    /// The first day of collection; the day on which it closes where nothing is collected.
    Collection,
}

/// How the cycles of a series are named.
///
/// | placeholder | shows |
/// |---|---|
/// | `{number}` | the cycle's number, `extra` where it has none |
/// | `{opens}` `{closes}` `{collection}` | a date, `29 March 2026`; `{opens:%d/%m}` shows `29/03` |
/// | `{week}` | the ISO week of the opening, `2026-W13` |
/// | `{series}` | the name of the series |
///
/// `{{` and `}}` stand for braces. Formats of dates know
/// `%d %-d %e %m %-m %b %B %a %A %y %Y %j %V %G %H %M` and `%%`.
///
/// ```
/// use milkround_core::model::schedule::NamePattern;
/// assert!(NamePattern::new("{series} {week}, collect {collection:%A %-d %B}").is_ok());
/// let fault = NamePattern::new("Week {wek}").unwrap_err();
/// assert!(fault.message.contains("{week}"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NamePattern {
    text: String,
    parts: Vec<Part>,
}

impl NamePattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// [`Code::Required`] when it is blank, [`Code::TooLong`] beyond [`MAX_PATTERN`] characters,
    /// [`Code::Malformed`] for an unknown placeholder, a brace without its partner or a format
    /// that is not in the list.
    pub fn new(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        if text.is_empty() {
            let message = "the name pattern is empty: write it like `{series} {opens}`";
            return Err(Fault::new(Code::Required, message, text));
        }
        if text.chars().count() > MAX_PATTERN {
            let message = format!("the name pattern is too long: at most {MAX_PATTERN} characters");
            return Err(Fault::new(Code::TooLong, message, text));
        }
        if text.chars().any(char::is_control) {
            let message = "the name pattern has a line break or control character: leave it out";
            return Err(Fault::new(Code::Malformed, message, text));
        }
        Ok(Self { text: text.to_owned(), parts: parts(text)? })
    }

    /// The pattern as it was given.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }
}

impl Default for NamePattern {
    /// `{series} {opens}`
    fn default() -> Self {
        let date = Part::Date(NamedDate::Opens, None);
        let parts = vec![Part::Series, Part::Text(" ".to_owned()), date];
        Self { text: "{series} {opens}".to_owned(), parts }
    }
}

fn parts(text: &str) -> Result<Vec<Part>, Fault> {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let escaped = [('{', "{{"), ('}', "}}")]
            .into_iter()
            .find_map(|(brace, twice)| Some((brace, from.strip_prefix(twice)?)));
        if let Some((brace, after)) = escaped {
            plain.push(brace);
            rest = after;
            continue;
        }
        let inside = from.strip_prefix('{').and_then(|inside| inside.split_once('}'));
        let Some((inside, after)) = inside else {
            let message = format!(
                "a brace in `{text}` has no partner: write `{{{{` or `}}}}` for a brace itself"
            );
            return Err(Fault::new(Code::Malformed, message, text));
        };
        if !plain.is_empty() {
            parts.push(Part::Text(std::mem::take(&mut plain)));
        }
        parts.push(placeholder(inside)?);
        rest = after;
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        parts.push(Part::Text(plain));
    }
    Ok(parts)
}

fn placeholder(inside: &str) -> Result<Part, Fault> {
    let (name, format) = match inside.split_once(':') {
        Some((name, format)) => (name, Some(format)),
        None => (inside, None),
    };
    let date = |which| Ok(Part::Date(which, format.map(date_format).transpose()?));
    match (name, format) {
        ("number", None) => Ok(Part::Number),
        ("week", None) => Ok(Part::Week),
        ("series", None) => Ok(Part::Series),
        ("opens", _) => date(NamedDate::Opens),
        ("closes", _) => date(NamedDate::Closes),
        ("collection", _) => date(NamedDate::Collection),
        _ => {
            let message = format!("`{{{inside}}}` is not a placeholder: use {KNOWN}");
            Err(Fault::new(Code::Malformed, message, inside))
        }
    }
}

/// The format, if every `%` in it begins one of the known forms.
fn date_format(format: &str) -> Result<String, Fault> {
    let mut pieces = format.split('%');
    let mut known = pieces.next().is_some() && !format.is_empty();
    while let Some(piece) = pieces.next() {
        known &= match piece.is_empty() {
            true => pieces.next().is_some(), // `%%`
            false => FORMATS
                .split(' ')
                .any(|form| form.strip_prefix('%').is_some_and(|f| piece.starts_with(f))),
        };
    }
    match known {
        true => Ok(format.to_owned()),
        false => {
            let message = format!("`{format}` is not a format of a date: use {FORMATS} and %%");
            Err(Fault::new(Code::Malformed, message, format))
        }
    }
}

impl fmt::Display for NamePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for NamePattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for NamePattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        checked(deserializer, |text: String| Self::new(&text))
    }
}
