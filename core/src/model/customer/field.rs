//! The fields that a hub defines for its customers, and what they hold (A3).

use crate::error::{Code, Fault};
use crate::store::{name_field, record};
use crate::value::text::{clean, fold, shorten};
use crate::value::time::checked_date;
use crate::value::{CustomerId, Label};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The longest text, in characters.
const MOST: usize = 500;
/// So many characters of a text decide where it is sorted.
const SORTED: usize = 200;

name_field! {
    /// What a hub-defined field holds.
    FieldKind {
        /// A text of at most 500 characters.
        Text = "text",
        /// A number with at most 15 digits before the point and 6 behind it.
        Number = "number",
        /// A date.
        Date = "date",
        /// One of the field's choices.
        Choice = "choice",
    }
}

record! {
    /// A field that a hub has defined for its customers.
    pub struct CustomerField in "customer_fields" {
        /// Whose.
        pub enterprise: EnterpriseId,
        /// Its key in a customer's `custom`.
        pub field: String,
        /// What pages and sheets call it.
        pub label: Label,
        /// What it holds.
        pub kind: FieldKind,
        /// Of a choice: what can be chosen.
        pub choices: Vec<Label>,
        /// Where it stands among the others.
        pub position: u32,
        /// Raised by every change.
        pub version: i64,
    }
    key ["field"];
    indexes {
        index "by_position" ["position", "field"];
    }
}

record! {
    /// A customer's value of a hub-defined field, to sort and search by.
    pub struct CustomerValue in "customer_values" {
        /// Whose.
        pub enterprise: EnterpriseId,
        /// Of which field.
        pub field: String,
        /// The value as text that sorts right byte by byte.
        pub sort_key: String,
        /// Which customer has it.
        pub customer: CustomerId,
    }
    key ["field", "sort_key", "customer"];
}

impl CustomerField {
    /// The key of a field: a small letter, then small letters, digits and underscores.
    ///
    /// # Errors
    /// `required` when it is empty, `malformed` for other signs or more than 40.
    pub fn key(text: &str) -> Result<String, Fault> {
        let sign = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        let right = text.len() <= 40
            && text.bytes().all(sign)
            && text.starts_with(|c: char| c.is_ascii_lowercase());
        match right {
            true => Ok(text.to_owned()),
            false => Err(Fault::new(
                if text.is_empty() { Code::Required } else { Code::Malformed },
                format!(
                    "`{}` cannot be the key of a field: give 1 to 40 small letters, digits and \
                     underscores, a letter first",
                    shorten(text)
                ),
                shorten(text),
            )),
        }
    }

    /// A value of this field, in the one form in which it is kept; blank is none.
    ///
    /// # Errors
    /// `malformed` for what is no number, date or choice, `too_long`, `out_of_range`.
    pub fn value(&self, text: &str) -> Result<Option<String>, Fault> {
        let text = clean(text, MOST)?;
        if text.is_empty() {
            return Ok(None);
        }
        let refused = |wanted: &str| {
            let shown = shorten(&text);
            Fault::new(Code::Malformed, format!("`{shown}` is not {wanted}"), shown)
        };
        let kept = match self.kind {
            FieldKind::Text => text,
            FieldKind::Number => number(&text).map(plain).ok_or_else(|| {
                refused(
                    "a number: write it like `12.5`, with at most 15 digits before the point and \
                     6 behind it",
                )
            })?,
            FieldKind::Date => {
                let date: Option<NaiveDate> = text.parse().ok().filter(|_| text.len() == 10);
                let date = date.ok_or_else(|| refused("a date: write it like `2026-03-01`"))?;
                checked_date(date)?.to_string()
            }
            FieldKind::Choice => {
                let chosen = self.choices.iter().find(|one| fold(one.as_str()) == fold(&text));
                let each: Vec<_> = self.choices.iter().map(|one| format!("`{one}`")).collect();
                let wanted = || refused(&format!("a choice: give {}", each.join(", ")));
                chosen.ok_or_else(wanted)?.to_string()
            }
        };
        Ok(Some(kept))
    }

    /// Where a kept value is sorted, as text that compares byte by byte: numbers by size, dates by
    /// time, texts and choices ignoring case and accents.
    ///
    /// ```
    /// # use milkround_core::model::customer::{CustomerField, FieldKind};
    /// # use milkround_core::value::{EnterpriseId, Label};
    /// let boxes = CustomerField {
    ///     enterprise: EnterpriseId::new("riverside")?,
    ///     field: "boxes".into(),
    ///     label: Label::new("Boxes")?,
    ///     kind: FieldKind::Number,
    ///     choices: Vec::new(),
    ///     position: 1,
    ///     version: 1,
    /// };
    /// assert!(boxes.sort_key("-2") < boxes.sort_key("-1.5"));
    /// assert!(boxes.sort_key("9") < boxes.sort_key("10"));
    /// # Ok::<(), milkround_core::Fault>(())
    /// ```
    pub fn sort_key(&self, kept: &str) -> String {
        match self.kind {
            FieldKind::Number => number(kept).map(number_key).unwrap_or_default(),
            FieldKind::Date => kept.to_owned(),
            FieldKind::Text | FieldKind::Choice => fold(kept).chars().take(SORTED).collect(),
        }
    }
}

/// A number in plain notation, within bounds.
fn number(text: &str) -> Option<Decimal> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |s: &str, most: usize| {
        (1..=most).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit())
    };
    let plain = digits(whole, 15) && digits(part, 6);
    Decimal::from_str_exact(text).ok().filter(|_| plain)
}

/// The shortest form: `2.50` is `2.5`, and `-0` is `0`.
fn plain(number: Decimal) -> String {
    if number.is_zero() { "0".to_owned() } else { number.normalize().to_string() }
}

/// Millionths, moved above zero so that all have as many digits.
fn number_key(number: Decimal) -> String {
    const ZERO: i128 = 10i128.pow(21);
    let millionths = number.checked_mul(Decimal::from(1_000_000)).and_then(|n| n.to_i128());
    format!("{:022}", millionths.unwrap_or_default().saturating_add(ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::EnterpriseId;
    use proptest::prelude::*;

    fn field(kind: FieldKind) -> CustomerField {
        CustomerField {
            enterprise: EnterpriseId::new("hub").unwrap(),
            field: "f".into(),
            label: Label::new("F").unwrap(),
            kind,
            choices: ["None", "Café"].map(|c| Label::new(c).unwrap()).to_vec(),
            position: 1,
            version: 1,
        }
    }

    #[test]
    fn a3_a_value_is_kept_in_one_form_or_refused() {
        use FieldKind::*;
        for (kind, given, kept) in [
            (Text, "  No nuts ", Ok(Some("No nuts"))),
            (Text, " ", Ok(None)),
            (Number, "-0.00", Ok(Some("0"))),
            (Number, "2.50", Ok(Some("2.5"))),
            (Number, "-007", Ok(Some("-7"))),
            (Number, "1e3", Err(Code::Malformed)),
            (Number, "1_000", Err(Code::Malformed)),
            (Number, ".5", Err(Code::Malformed)),
            (Number, "+5", Err(Code::Malformed)),
            (Number, "--5", Err(Code::Malformed)),
            (Number, "1234567890123456", Err(Code::Malformed)),
            (Number, "0.1234567", Err(Code::Malformed)),
            (Date, "2028-02-29", Ok(Some("2028-02-29"))),
            (Date, "2027-02-29", Err(Code::Malformed)),
            (Date, "2027-2-09", Err(Code::Malformed)),
            (Date, "9999-12-31", Err(Code::OutOfRange)),
            (Choice, "CAFE", Ok(Some("Café"))),
            (Choice, "bar", Err(Code::Malformed)),
        ] {
            let made = field(kind).value(given).map_err(|fault| fault.code);
            assert_eq!(made, kept.map(|kept| kept.map(str::to_owned)), "{kind} {given}");
        }
        assert_eq!(field(Text).value(&"x".repeat(501)).unwrap_err().code, Code::TooLong);
    }

    proptest! {
        #[test]
        fn a3_numbers_sort_as_numbers(a in -10i64.pow(15)..10i64.pow(15), b in -2000i64..2000) {
            let number = |millionths: i64| plain(Decimal::new(millionths, 6));
            let key = |n: i64| field(FieldKind::Number).sort_key(&number(n));
            prop_assert_eq!(a.cmp(&b), key(a).cmp(&key(b)));
            let near = a.saturating_add(b);
            prop_assert_eq!(a.cmp(&near), key(a).cmp(&key(near)));
        }
    }
}
