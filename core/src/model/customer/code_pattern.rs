//! How codes look that a hub lets Milkround number.

use crate::error::{Code, Error, Fault};
use crate::value::CustomerCode;
use crate::value::text::{clean, shorten};
use serde::{Deserialize, Serialize};

/// The longest pattern, in characters: a code of it stays within its own 64.
const MOST: usize = 40;

/// The pattern of automatic codes (A2): text with one `{number}`, or `{number:5}` for at least five
/// digits. A number with more digits makes a longer code.
///
/// ```
/// use milkround_core::model::customer::CodePattern;
/// let pattern = CodePattern::new("C{number:5}")?;
/// assert_eq!(pattern.code(42)?.as_str(), "C00042");
/// assert_eq!(pattern.code(123_456)?.as_str(), "C123456");
/// assert!(CodePattern::new("C00001").is_err());
/// # Ok::<(), milkround_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CodePattern {
    text: String,
    before: String,
    width: usize,
    after: String,
}

impl CodePattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// `required` when it is blank, `too_long` above 40 characters, `malformed` unless it has the
    /// number once and no other brace, with a width of 1 to 9.
    pub fn new(text: &str) -> Result<Self, Fault> {
        let text = clean(text, MOST)?;
        if text.is_empty() {
            let message = "the pattern of codes is empty: write it like `C{number:5}`";
            return Err(Fault::new(Code::Required, message, text));
        }
        let parts = (|| {
            let (before, rest) = text.split_once("{number")?;
            let (width, after) = rest.split_once('}')?;
            let width = match width {
                "" => 1,
                _ => match width.strip_prefix(':')?.as_bytes() {
                    [digit @ b'1'..=b'9'] => usize::from(digit - b'0'),
                    _ => return None,
                },
            };
            let plain = |part: &str| !part.contains(['{', '}']);
            (plain(before) && plain(after)).then(|| (before.to_owned(), width, after.to_owned()))
        })();
        match parts {
            Some((before, width, after)) => Ok(Self { text, before, width, after }),
            None => Err(Fault::new(
                Code::Malformed,
                format!(
                    "`{}` does not number codes: give `{{number}}`, or `{{number:5}}` for five \
                     digits (1 to 9), once and no other brace",
                    shorten(&text)
                ),
                shorten(&text),
            )),
        }
    }

    /// The code of a number.
    ///
    /// # Errors
    /// `malformed` or `too_long`: not for numbers from 0 on.
    pub fn code(&self, number: i64) -> Result<CustomerCode, Error> {
        let Self { before, width, after, .. } = self;
        Ok(CustomerCode::new(&format!("{before}{number:0width$}{after}"))?)
    }
}

impl TryFrom<String> for CodePattern {
    type Error = Fault;
    fn try_from(text: String) -> Result<Self, Fault> {
        Self::new(&text)
    }
}

impl From<CodePattern> for String {
    fn from(pattern: CodePattern) -> String {
        pattern.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a2_a_pattern_numbers_once_and_says_what_is_wrong() {
        for good in ["{number}", "C{number:5}", "{number:9}-YO", " N {number} "] {
            assert!(CodePattern::new(good).is_ok(), "{good}");
        }
        for (bad, code) in [
            ("  ", Code::Required),
            ("C", Code::Malformed),
            ("{number}{number}", Code::Malformed),
            ("{number:0}", Code::Malformed),
            ("{number:10}", Code::Malformed),
            ("{number:+5}", Code::Malformed),
            ("{number5}", Code::Malformed),
            ("{number", Code::Malformed),
            ("{x}{number}", Code::Malformed),
            ("C\u{7}{number}", Code::Malformed),
            (&"x".repeat(41), Code::TooLong),
        ] {
            assert_eq!(CodePattern::new(bad).map_err(|fault| fault.code), Err(code), "{bad}");
        }
        assert_eq!(CodePattern::new("{number}").unwrap().code(7).unwrap().as_str(), "7");
    }
}
