//! What a text shall hold, by the format that the catalogue names.

use crate::error::{Code, Fault};
use crate::model::schedule::{NamePattern, Recurrence};
use crate::value::text::shorten;
use crate::value::time::{TimeOfDay, checked_date, checked_instant, checked_local};
use crate::value::zone::Zone;
use crate::value::{Currency, CustomerCode, Email, EnterpriseId, Label, Quantity};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

/// The largest integer that every language and JSON reader keeps exact: 2^53 - 1.
pub(super) const LARGEST: i64 = 9_007_199_254_740_991;

/// Whether a text is right.
type Run = fn(&str) -> Result<(), Fault>;

/// How a text is checked.
#[derive(Clone, Copy)]
pub(super) struct Check {
    /// What to give, for those who gave something else than a text.
    pub wanted: &'static str,
    pub run: Run,
}

impl std::fmt::Debug for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.wanted)
    }
}

/// The check of a format; none: any text.
pub(super) fn check_of(format: &str) -> Check {
    let (wanted, run): (_, Run) = match format {
        "decimal" => ("a decimal as a text, such as \"1.50\"", |t| decimal(t).map(drop)),
        "quantity" => ("a decimal as a text, such as \"2.5\"", |t| {
            decimal(t).and_then(Quantity::new).map(drop)
        }),
        "date" => ("a date as a text, such as \"2026-03-01\"", |t| date(t).map(drop)),
        "date-time" => ("an instant as a text, such as \"2026-03-01T08:00:00Z\"", instant),
        "partial-date-time" => ("a local time as a text, such as \"2026-03-01T08:00:00\"", local),
        "time-of-day" => {
            ("a time of day as a text, such as \"18:00\"", |t| TimeOfDay::parse(t).map(drop))
        }
        "uuid" => ("an id as a text", uuid),
        "host-id" => ("an id as a text", |t| EnterpriseId::new(t).map(drop)),
        "label" => ("a text", |t| Label::new(t).map(drop)),
        "code" => ("a text", |t| CustomerCode::new(t).map(drop)),
        "email" => ("an e-mail address", |t| Email::new(t).map(drop)),
        "currency" => ("an ISO 4217 code such as \"GBP\"", |t| Currency::new(t).map(drop)),
        "zone" => ("an IANA name like \"Europe/London\"", |t| Zone::new(t).map(drop)),
        "name-pattern" => {
            ("a text such as \"{series} {opens}\"", |t| NamePattern::new(t).map(drop))
        }
        "recurrence" => ("a rule such as \"FREQ=WEEKLY\"", |t| Recurrence::parse(t).map(drop)),
        _ => ("a text", |_| Ok(())),
    };
    Check { wanted, run }
}

fn malformed(text: &str, what: &str) -> Fault {
    let shown = shorten(text);
    Fault::new(Code::Malformed, format!("`{shown}` is not {what}"), shown)
}

/// A decimal in plain notation, exact: at most 28 digits.
fn decimal(text: &str) -> Result<Decimal, Fault> {
    let refused = || malformed(text, "a decimal: write it like `1.50`, with at most 28 digits");
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    match plain(whole) && plain(part) && digits.len() <= 29 {
        true => Decimal::from_str_exact(text).map_err(|_| refused()),
        false => Err(refused()),
    }
}

/// Whether a text has the digits and signs of a pattern in which `0` stands for a digit.
fn has_form(text: &str, form: &str) -> bool {
    text.len() == form.len()
        && text.bytes().zip(form.bytes()).all(|(b, f)| match f {
            b'0' => b.is_ascii_digit(),
            f => b == f,
        })
}

fn date(text: &str) -> Result<NaiveDate, Fault> {
    let read = text.parse().ok().filter(|_| has_form(text, "0000-00-00"));
    checked_date(read.ok_or_else(|| malformed(text, "a date: write it like `2026-03-01`"))?)
}

fn instant(text: &str) -> Result<(), Fault> {
    let read = DateTime::parse_from_rfc3339(text).map_err(|_| {
        malformed(text, "an instant: write it with its offset, like `2026-03-01T08:00:00Z`")
    })?;
    checked_instant(read.with_timezone(&Utc)).map(drop)
}

fn local(text: &str) -> Result<(), Fault> {
    let read = text.parse::<NaiveDateTime>().ok().filter(|_| has_form(text, "0000-00-00T00:00:00"));
    let read = read.ok_or_else(|| {
        malformed(text, "a local time: write it without an offset, like `2026-03-01T08:00:00`")
    })?;
    checked_local(read).map(drop)
}

fn uuid(text: &str) -> Result<(), Fault> {
    match Uuid::try_parse(text).is_ok() && text.len() == 36 {
        true => Ok(()),
        false => Err(malformed(text, "an id of Milkround: give the id that an answer brought")),
    }
}

/// Whether a name may be a slip of another: case, signs, or a letter or two.
pub(super) fn alike(known: &str, given: &str) -> bool {
    let plain = |s: &str| -> String {
        s.chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .take(64)
            .collect()
    };
    let (known, given) = (plain(known), plain(given));
    known == given
        || (given.len() > 2 && (known.starts_with(&given) || given.starts_with(&known)))
        || (known.len() > 3 && crate::value::zone::edits(&known, &given) <= 2)
}
