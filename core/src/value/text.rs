//! Texts with a rule: e-mail addresses, customer codes, names; and the keys they are compared by.
//!
//! Keys are computed here and stored, so that no engine's collation or `lower()` ever decides.

use crate::error::{Code, Fault};
use serde::{Deserialize, Serialize};
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// A text that costs next to nothing to copy, and up to 23 bytes none to make: such a one stands in
/// place, a longer one is shared.
pub type Text = smol_str::SmolStr;

/// The start of what a caller sent, for a message: whole up to 60 characters.
pub(crate) fn shorten(text: &str) -> String {
    match text.char_indices().nth(60) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}

/// The key by which texts are sorted and searched: decomposed, without accents, in lower case,
/// spaces folded.
///
/// ```
/// use milkround_core::value::text::fold;
/// assert_eq!(fold("  Łukasz   Ébène "), "łukasz ebene");
/// ```
pub fn fold(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
        match c.is_whitespace() {
            true if key.is_empty() || key.ends_with(' ') => {}
            true => key.push(' '),
            false => key.extend(c.to_lowercase()),
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// Trims a text and refuses control characters and what is too long.
///
/// # Errors
/// `malformed` or `too_long`.
pub fn clean(text: &str, most: usize) -> Result<String, Fault> {
    let trimmed = text.trim();
    if trimmed.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(Fault::new(
            Code::Malformed,
            format!(
                "`{}` has control characters: leave them out",
                shorten(&trimmed.escape_debug().to_string())
            ),
            shorten(trimmed),
        ));
    }
    let length = trimmed.chars().count();
    if length > most {
        return Err(Fault::new(
            Code::TooLong,
            format!("{length} characters are too many: give at most {most}"),
            shorten(trimmed),
        ));
    }
    Ok(trimmed.to_owned())
}

/// As [`clean`], for a text that says something.
///
/// # Errors
/// `required` when it is blank, and those of [`clean`].
pub fn filled(text: &str, most: usize) -> Result<String, Fault> {
    let text = clean(text, most)?;
    match text.is_empty() {
        false => Ok(text),
        true => Err(Fault::new(
            Code::Required,
            format!("the text is empty: give 1 to {most} characters"),
            text,
        )),
    }
}

macro_rules! texts {
    ($($name:ident)+) => {$(
        impl $name {
            /// The text as it is shown.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The shared text, for storing without a copy.
            pub fn shared(&self) -> Text {
                self.0.clone()
            }
        }

        impl TryFrom<Text> for $name {
            type Error = Fault;
            fn try_from(text: Text) -> Result<Self, Fault> {
                Self::new(&text)
            }
        }

        impl From<$name> for Text {
            fn from(text: $name) -> Text {
                text.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &*self.0)
            }
        }
    )+};
}

texts! { Label Email CustomerCode }

/// A name or a tag: 1 to 200 characters without control characters, trimmed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Text", into = "Text")]
pub struct Label(Text);

impl Label {
    /// Trims and checks a name.
    ///
    /// # Errors
    /// `required` when it is blank, `too_long` above 200 characters, `malformed` with control
    /// characters.
    pub fn new(text: &str) -> Result<Self, Fault> {
        let text = clean(text, 200)?;
        match text.is_empty() {
            true => Err(Fault::new(Code::Required, "give 1 to 200 characters", text)),
            false => Ok(Self(text.into())),
        }
    }

    /// A name that may be blank: blank means none.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn optional(text: impl AsRef<str>) -> Result<Option<Self>, Fault> {
        match text.as_ref().trim().is_empty() {
            true => Ok(None),
            false => Self::new(text.as_ref()).map(Some),
        }
    }
}

/// A customer's code at the hub: free text, unique at the enterprise ignoring case (A2).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Text", into = "Text")]
pub struct CustomerCode(Text);

impl CustomerCode {
    /// Trims and checks a code.
    ///
    /// # Errors
    /// `required` when it is blank, `too_long` above 64 characters, `malformed` with control
    /// characters.
    pub fn new(text: &str) -> Result<Self, Fault> {
        let text = clean(text, 64)?;
        match text.is_empty() {
            true => Err(Fault::new(Code::Required, "give a code of 1 to 64 characters", text)),
            false => Ok(Self(text.into())),
        }
    }

    /// A code that may be blank: blank means none.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn optional(text: impl AsRef<str>) -> Result<Option<Self>, Fault> {
        match text.as_ref().trim().is_empty() {
            true => Ok(None),
            false => Self::new(text.as_ref()).map(Some),
        }
    }

    /// What codes are compared by: in lower case, compatibility forms made one.
    pub fn key(&self) -> String {
        self.0.nfkc().flat_map(char::to_lowercase).collect()
    }
}

/// An e-mail address, trimmed; compared by its [`key`](Email::key) (A1).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Text", into = "Text")]
pub struct Email(Text);

impl Email {
    /// Trims and checks an address: `local@domain`, at most 254 characters (RFC 5321, 4.5.3.1).
    ///
    /// Letters that only look like ASCII once a mail system folds them (full-width forms, the
    /// Kelvin sign, ligatures) are refused, so that two people can never share one key.
    ///
    /// # Errors
    /// `malformed`, `too_long`.
    pub fn new(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        let refused = |why: &str| {
            let given = shorten(text);
            Fault::new(
                Code::Malformed,
                format!("`{given}` is not an e-mail address: {why}"),
                given.clone(),
            )
        };
        if text.len() > 254 {
            return Err(Fault::new(Code::TooLong, "give at most 254 characters", shorten(text)));
        }
        let (local, domain) =
            text.rsplit_once('@').ok_or_else(|| refused("write it as name@example.org"))?;
        if local.is_empty() || local.len() > 64 {
            return Err(refused("give 1 to 64 characters before the @"));
        }
        if local
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "\"(),:;<>@[\\]".contains(c))
        {
            return Err(refused("leave out spaces, quotes and brackets before the @"));
        }
        if local.starts_with('.') || local.ends_with('.') || local.contains("..") {
            return Err(refused("a dot stands between other characters"));
        }
        if text.chars().any(looks_ascii) {
            return Err(refused("it has letters that only look like plain ones: type it again"));
        }
        let ascii = idna::domain_to_ascii_strict(domain)
            .map_err(|_| refused("the part behind the @ is not a domain"))?;
        if !ascii.contains('.') || ascii.ends_with('.') {
            return Err(refused("the part behind the @ is not a whole domain such as example.org"));
        }
        Ok(Self(text.into()))
    }

    /// What addresses are compared by: ASCII in lower case, the domain by IDNA (RFC 5891).
    pub fn key(&self) -> String {
        let (local, domain) = self.0.rsplit_once('@').unwrap_or((&self.0, ""));
        let domain = idna::domain_to_ascii(domain).unwrap_or_else(|_| domain.to_owned());
        format!("{}@{}", local.to_ascii_lowercase(), domain.to_ascii_lowercase())
    }
}

/// Whether a character beyond ASCII turns (partly) into ASCII when case or form is folded, or
/// cannot be seen at all.
fn looks_ascii(c: char) -> bool {
    if c.is_ascii() {
        return false;
    }
    let invisible = matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}');
    let folds = std::iter::once(c).nfkc().any(|f| f.is_ascii())
        || c.to_lowercase().any(|f| f.is_ascii())
        || c.to_uppercase().any(|f| f.is_ascii());
    invisible || folds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emails_are_trimmed_and_compared_ignoring_case() {
        let key = |text: &str| Email::new(text).unwrap().key();
        assert_eq!(key("  Ann@Example.ORG "), "ann@example.org");
        assert_eq!(key("ann@bücher.example"), "ann@xn--bcher-kva.example");
        assert_ne!(key("josé@example.org"), key("jose@example.org"));
    }

    #[test]
    fn emails_that_are_none_are_refused_with_a_way_out() {
        for bad in [
            "",
            "ann",
            "@example.org",
            "ann@",
            "ann@example",
            "a b@example.org",
            ".a@b.org",
            "a..b@example.org",
            "a@exa mple.org",
            "a@b@",
            "<a@b.org>",
        ] {
            let fault = Email::new(bad).unwrap_err();
            assert_eq!(fault.code, Code::Malformed, "{bad}");
        }
        insta::assert_snapshot!(Email::new("ann").unwrap_err(),
            @"`ann` is not an e-mail address: write it as name@example.org");
    }

    /// P21 at its full size: no character beyond ASCII may end up as an ASCII one in a key.
    #[test]
    fn p21_no_character_folds_into_another_address() {
        for c in (0x80..=0x10ffff).filter_map(char::from_u32) {
            let Ok(email) = Email::new(&format!("a{c}b@example.org")) else { continue };
            let key = email.key();
            assert!(!key.split('@').next().unwrap().is_ascii(), "{c:?} vanished: {key}");
            let folded: String = key.nfkc().flat_map(char::to_lowercase).collect();
            assert!(!folded.split('@').next().unwrap().is_ascii(), "{c:?}");
        }
        for bad in [
            "\u{212a}ate@example.org",
            "ａnn@example.org",
            "ﬁona@example.org",
            "ann@exampl\u{ff45}.org",
        ] {
            assert!(Email::new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn codes_compare_ignoring_case_and_blank_is_none() {
        assert_eq!(CustomerCode::optional("  ").unwrap(), None);
        let (a, b) = (CustomerCode::new(" Nth-7 ").unwrap(), CustomerCode::new("nTH-7").unwrap());
        assert_eq!(a.as_str(), "Nth-7");
        assert_eq!(a.key(), b.key());
        assert!(CustomerCode::new("a\u{7}").is_err());
        assert_eq!(Label::new(&"x".repeat(201)).unwrap_err().code, Code::TooLong);
    }

    #[test]
    fn folding_ignores_case_accents_and_space() {
        assert_eq!(fold(" Café   ZOË\n"), "cafe zoe");
        assert_eq!(fold("ﬁsh"), "fish");
    }
}
