//! Cells that no spreadsheet runs (P20): what would be a formula goes out behind an apostrophe, and
//! comes back without it.

use std::borrow::Cow;

/// What makes a spreadsheet run a cell: the signs of formulas, their full-width forms, and what
/// some programs skip in front of them.
const STARTS: [char; 11] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// Whether a text begins as a formula does, or as one behind apostrophes.
fn runs(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(STARTS)
}

/// A text as a cell that is only a text.
///
/// ```
/// use milkround_core::rules::inert::{neutralise, restore};
/// assert_eq!(neutralise("=1+1"), "'=1+1");
/// assert_eq!(neutralise("Anna's"), "Anna's");
/// assert_eq!(restore("'=1+1"), "=1+1");
/// assert_eq!(restore("'s Gravenhage"), "'s Gravenhage");
/// ```
pub fn neutralise(text: &str) -> Cow<'_, str> {
    match runs(text) {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

/// The text that a cell stands for.
pub fn restore(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if runs(text) => text,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100_000 * crate::times("P20")))]

        #[test]
        fn p20_cells_are_inert_and_come_back(
            start in "['=+@\t\r\n\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}-]{0,4}",
            rest in any::<String>(),
        ) {
            let text = format!("{start}{rest}");
            let cell = neutralise(&text);
            prop_assert!(!cell.starts_with(STARTS));
            prop_assert_eq!(restore(&cell), text.as_str());
        }
    }
}
