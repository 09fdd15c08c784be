//! Search: the words of texts, and of what somebody looks for (A7).

use super::text::fold;
use crate::error::{Code, Fault};
use std::collections::BTreeSet;

/// The longest word that is kept; a longer one is found by its beginning.
pub(crate) const LONGEST: usize = 40;

/// The most words of one search.
pub const MOST_WORDS: usize = 8;

/// Stands between the parts of a key that holds several.
const MARK: char = '\u{1f}';

/// The words of a text: without accents, in lower case, split at all that is no letter or digit.
///
/// ```
/// use milkround_core::value::search::split;
/// let words: Vec<_> = split("Café Ébène, N-07").collect();
/// assert_eq!(words, ["cafe", "ebene", "n", "07"]);
/// ```
pub fn split(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word.chars().take(LONGEST).collect()).collect::<Vec<String>>().into_iter()
}

/// The words of what somebody looks for.
///
/// # Errors
/// `too_long` above [`MOST_WORDS`].
pub fn wanted(text: Option<&str>) -> Result<Vec<String>, Fault> {
    let words: Vec<String> = split(text.unwrap_or_default()).collect();
    match words.len() {
        n if n > MOST_WORDS => Err(Fault::new(
            Code::TooLong,
            format!("`{n}` words are too many to search for: give at most {MOST_WORDS}"),
            n,
        )),
        _ => Ok(words),
    }
}

/// Whether each of the wanted words begins a word of one of the texts.
///
/// ```
/// use milkround_core::value::search::finds;
/// let wanted = ["eb".to_owned(), "caf".to_owned()];
/// assert!(finds(&wanted, ["Café", "Ébène"]));
/// assert!(!finds(&wanted, ["Café", "Debit"]));
/// ```
pub fn finds<'t>(wanted: &[String], texts: impl IntoIterator<Item = &'t str>) -> bool {
    if wanted.is_empty() {
        return true;
    }
    let words: BTreeSet<String> = texts.into_iter().flat_map(split).collect();
    wanted.iter().all(|start| {
        words.range(start.clone()..).next().is_some_and(|word| word.starts_with(start.as_str()))
    })
}

/// Several texts as one, a mark before and behind each; none where there are none.
pub fn between_marks(parts: impl IntoIterator<Item = String>) -> Option<String> {
    let mut joined = String::new();
    for part in parts {
        if joined.is_empty() {
            joined.push(MARK);
        }
        joined.push_str(&part);
        joined.push(MARK);
    }
    Some(joined).filter(|joined| !joined.is_empty())
}

/// Whether one of the texts between marks begins so.
///
/// ```
/// use milkround_core::value::search::{between_marks, one_begins, one_is};
/// let tags = between_marks(["cafe".to_owned(), "north".to_owned()]).unwrap();
/// assert!(one_begins(&tags, "nor") && !one_begins(&tags, "orth"));
/// assert!(one_is(&tags, "cafe") && !one_is(&tags, "caf"));
/// ```
pub fn one_begins(joined: &str, start: &str) -> bool {
    joined.contains(&format!("{MARK}{start}"))
}

/// Whether one of the texts between marks is this.
pub fn one_is(joined: &str, whole: &str) -> bool {
    joined.contains(&format!("{MARK}{whole}{MARK}"))
}
