//! The name of a cycle, from the pattern of its series.

use crate::model::schedule::{NamePattern, NamedDate, Part};
use chrono::NaiveDateTime;

/// What a name may mention; times are local, as the hub's clocks show them.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// The name of the series.
    pub series: &'a str,
    /// The cycle's number, where it has one.
    pub number: Option<u64>,
    /// When it opens.
    pub opens: NaiveDateTime,
    /// When it closes.
    pub closes: NaiveDateTime,
    /// When collection first starts; the close stands in where nothing is collected.
    pub collection: Option<NaiveDateTime>,
}

impl NamePattern {
    /// The name of one cycle.
    ///
    /// ```
    /// use milkround_core::model::schedule::NamePattern;
    /// use milkround_core::rules::naming::Named;
    /// let cycle = Named {
    ///     series: "Veg box",
    ///     number: Some(12),
    ///     opens: "2026-03-29T02:30:00".parse().unwrap(),
    ///     closes: "2026-04-03T01:30:00".parse().unwrap(),
    ///     collection: None,
    /// };
    /// let name = |pattern: &str| Ok::<_, milkround_core::Fault>(NamePattern::new(pattern)?.name(&cycle));
    /// assert_eq!(name("{series} {number}, {opens}")?, "Veg box 12, 29 March 2026");
    /// assert_eq!(name("{week} until {closes:%a %d/%m}")?, "2026-W13 until Fri 03/04");
    /// # Ok::<(), milkround_core::Error>(())
    /// ```
    pub fn name(&self, cycle: &Named<'_>) -> String {
        self.parts().iter().map(|part| text(part, cycle)).collect()
    }
}

fn text(part: &Part, cycle: &Named<'_>) -> String {
    match part {
        Part::Text(text) => text.clone(),
        Part::Number => cycle.number.map_or_else(|| "extra".to_owned(), |n| n.to_string()),
        Part::Week => cycle.opens.format("%G-W%V").to_string(),
        Part::Series => cycle.series.to_owned(),
        Part::Date(which, format) => {
            let date = match which {
                NamedDate::Opens => cycle.opens,
                NamedDate::Closes => cycle.closes,
                NamedDate::Collection => cycle.collection.unwrap_or(cycle.closes),
            };
            date.format(format.as_deref().unwrap_or("%-d %B %Y")).to_string()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cycle() -> Named<'static> {
        Named {
            series: "Box {a} %d",
            number: None,
            opens: "2026-12-31T18:00:00".parse().unwrap(),
            closes: "2027-01-03T00:00:00".parse().unwrap(),
            collection: Some("2027-01-06T14:00:00".parse().unwrap()),
        }
    }

    #[test]
    fn every_placeholder_is_filled() {
        let cases = [
            ("{number}", "extra"),
            ("{opens}|{closes}|{collection}", "31 December 2026|3 January 2027|6 January 2027"),
            ("{week}", "2026-W53"),
            ("{{{series}}}", "{Box {a} %d}"),
            ("{opens:%d/%m/%y %H:%M %%}", "31/12/26 18:00 %"),
            ("100 % of {opens:%j}", "100 % of 365"),
            ("Käse {collection:%a %-d %b}", "Käse Wed 6 Jan"),
        ];
        for (pattern, name) in cases {
            assert_eq!(NamePattern::new(pattern).unwrap().name(&cycle()), name, "{pattern}");
        }
    }

    #[test]
    fn collection_falls_back_to_the_close() {
        let cycle = Named { collection: None, ..cycle() };
        assert_eq!(NamePattern::new("{collection}").unwrap().name(&cycle), "3 January 2027");
    }

    #[test]
    fn weeks_at_the_year_s_end_belong_to_the_iso_year() {
        let cases = [
            ("2024-12-30T09:00:00", "2025-W01 in 2024"),
            ("2026-12-31T09:00:00", "2026-W53 in 2026"),
            ("2027-01-03T23:59:59", "2026-W53 in 2027"),
            ("2027-01-04T00:00:00", "2027-W01 in 2027"),
            ("2023-01-01T09:00:00", "2022-W52 in 2023"),
        ];
        let pattern = NamePattern::new("{week} in {opens:%Y}").unwrap();
        for (opens, name) in cases {
            let cycle = Named { opens: opens.parse().unwrap(), ..cycle() };
            assert_eq!(pattern.name(&cycle), name, "{opens}");
        }
        // The same by hand: `%G` is the year that the ISO week belongs to, `%Y` the calendar's.
        let by_hand = NamePattern::new("{opens:%G-W%V}").unwrap();
        let opens = "2027-01-01T09:00:00".parse().unwrap();
        assert_eq!(by_hand.name(&Named { opens, ..cycle() }), "2026-W53");
    }

    #[test]
    fn patterns_that_cannot_be_filled_are_refused() {
        let refused = |text: &str| NamePattern::new(text).expect_err(text).message;
        let cases = [
            "",
            " ",
            "{wek}",
            "{number:%d}",
            "{opens:}",
            "{opens:%Q}",
            "{opens:%}",
            "{",
            "}",
            "{a",
        ];
        let told: Vec<String> = cases.iter().map(|text| refused(text)).collect();
        insta::assert_snapshot!(told.join("\n"), @"
        the name pattern is empty: write it like `{series} {opens}`
        the name pattern is empty: write it like `{series} {opens}`
        `{wek}` is not a placeholder: use {number}, {opens}, {closes}, {collection}, {week}, {series}
        `{number:%d}` is not a placeholder: use {number}, {opens}, {closes}, {collection}, {week}, {series}
        `` is not a format of a date: use %d %-d %e %m %-m %b %B %a %A %y %Y %j %V %G %H %M and %%
        `%Q` is not a format of a date: use %d %-d %e %m %-m %b %B %a %A %y %Y %j %V %G %H %M and %%
        `%` is not a format of a date: use %d %-d %e %m %-m %b %B %a %A %y %Y %j %V %G %H %M and %%
        a brace in `{` has no partner: write `{{` or `}}` for a brace itself
        a brace in `}` has no partner: write `{{` or `}}` for a brace itself
        a brace in `{a` has no partner: write `{{` or `}}` for a brace itself
        ");
        assert!(NamePattern::new(&"x".repeat(200)).is_ok());
        assert!(NamePattern::new(&"x".repeat(201)).is_err() && NamePattern::new("a\nb").is_err());
    }
}
