//! Reading a recurrence from its RFC 5545 text, with the place of every fault.

use super::{
    DayRule, End, Frequency, MAX_COUNT, MAX_INTERVAL, MAX_TEXT, Moment, MonthEnd, Recurrence, Rule,
};
use crate::error::{Code, Fault};
use crate::model::schedule::Weekday;
use chrono::{NaiveDate, NaiveTime};

const PARTS: &str = "FREQ, INTERVAL, COUNT, UNTIL, WKST, BYMONTH, BYWEEKNO, BYYEARDAY, \
                     BYMONTHDAY, BYDAY, BYSETPOS, SKIP";

/// A stretch of the text that knows where it stands: the line from which its content line goes on,
/// and the column in it, in characters.
#[derive(Clone, Copy)]
struct Piece<'t> {
    text: &'t str,
    line: usize,
    column: usize,
}

impl<'t> Piece<'t> {
    fn split(self, by: char) -> impl Iterator<Item = Piece<'t>> {
        let mut column = self.column;
        self.text.split(by).map(move |text| {
            let piece = Piece { text, column, ..self };
            column = piece.end() + 1;
            piece
        })
    }

    fn cut(self, by: char) -> Option<(Piece<'t>, Piece<'t>)> {
        let (left, right) = self.text.split_once(by)?;
        let left = Piece { text: left, ..self };
        Some((left, Piece { text: right, column: left.end() + 1, ..self }))
    }

    /// The column after its last character.
    fn end(self) -> usize {
        self.column + self.text.chars().count()
    }

    fn refuse<T>(self, why: impl std::fmt::Display) -> Result<T, Fault> {
        let shown: String = self.text.chars().take(40).collect();
        let (line, column) = (self.line, self.column);
        let message = format!("line {line}, column {column}: `{shown}` {why}");
        Err(Fault::new(Code::InvalidRule, message, shown))
    }

    /// A whole number within the bounds, with an optional sign; zero only if `low` allows it.
    fn number(self, low: i64, high: i64) -> Result<i64, Fault> {
        let digits = self.text.strip_prefix(['+', '-']).unwrap_or(self.text);
        let shaped = (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        match self.text.parse::<i64>() {
            Ok(n) if shaped && (low..=high).contains(&n) && (n != 0 || low >= 0) => Ok(n),
            _ if low < 0 => self.refuse(format!("is not a number from 1 to {high} or -1 to {low}")),
            _ => self.refuse(format!("is not a number from {low} to {high}")),
        }
    }

    fn numbers(self, low: i16, high: i16) -> Result<Vec<i16>, Fault> {
        let each = |piece: Piece| piece.number(low.into(), high.into());
        let found: Result<Vec<i64>, Fault> = self.split(',').map(each).collect();
        Ok(sorted(found?.into_iter().filter_map(|n| i16::try_from(n).ok()).collect()))
    }

    fn weekday(self) -> Result<Weekday, Fault> {
        match Weekday::ALL.into_iter().find(|day| day.letters() == self.text) {
            Some(day) => Ok(day),
            None => self.refuse("is not a weekday: use MO, TU, WE, TH, FR, SA or SU"),
        }
    }

    fn day_rule(self) -> Result<DayRule, Fault> {
        let at = self.text.len().saturating_sub(2);
        let Some((number, day)) = self.text.split_at_checked(at) else {
            return self.refuse("is not a weekday: write it like SU or -1SU");
        };
        let number = Piece { text: number, ..self };
        let weekday = Piece { text: day, column: number.end(), ..self }.weekday()?;
        let ordinal = match number.text {
            "" => 0,
            _ => number.number(-53, 53)?,
        };
        Ok(DayRule { weekday, ordinal: i8::try_from(ordinal).unwrap_or_default() })
    }

    fn moment(self) -> Result<Moment, Fault> {
        let read = || -> Option<Moment> {
            let all = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
            let number = |from: usize, to: usize| {
                self.text.get(from..to).filter(|t| all(t))?.parse::<u32>().ok()
            };
            let year = i32::try_from(number(0, 4)?).ok()?;
            let day = NaiveDate::from_ymd_opt(year, number(4, 6)?, number(6, 8)?)?;
            let rest = self.text.get(8..)?;
            if rest.is_empty() {
                return Some(Moment::Day(day));
            }
            let (hour, minute, second) = (number(9, 11)?, number(11, 13)?, number(13, 15)?);
            let local = day.and_time(NaiveTime::from_hms_opt(hour, minute, second)?);
            match (rest.starts_with('T'), self.text.get(15..)?) {
                (true, "") => Some(Moment::Local(local)),
                (true, "Z") => Some(Moment::Utc(local.and_utc())),
                _ => None,
            }
        };
        match read() {
            Some(moment) => Ok(moment),
            None => self.refuse(
                "is not a date: write 20260405, 20260405T013000 (local) or 20260405T003000Z (UTC)",
            ),
        }
    }
}

fn sorted<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort_unstable();
    list.dedup();
    list
}

pub(super) fn recurrence(given: &str) -> Result<Recurrence, Fault> {
    if given.len() > MAX_TEXT {
        let message = format!(
            "the recurrence is {} bytes long: give at most {MAX_TEXT}, or split the series",
            given.len()
        );
        return Err(Fault::new(Code::TooLong, message, given.len()));
    }
    let text = given.to_ascii_uppercase();
    let (mut rule_line, mut extra, mut except) = (None, Vec::new(), Vec::new());
    for (number, line) in &unfolded(&text) {
        let line = Piece { text: line.trim_end(), line: *number, column: 1 };
        if line.text.is_empty() {
            continue;
        }
        let (name, value) = match line.cut(':') {
            Some((name, value)) => (name, value),
            None => (Piece { text: "RRULE", ..line }, line),
        };
        match name.split(';').next().map_or("", |piece| piece.text) {
            "RRULE" if rule_line.is_some() => {
                return line.refuse("is a second rule: a series has one, and RDATE for more dates");
            }
            "RRULE" => rule_line = Some(rule(value)?),
            "RDATE" => extra.append(&mut dates(name, value)?),
            "EXDATE" => except.append(&mut dates(name, value)?),
            "DTSTART" => {
                return name.refuse("does not belong here: give the start as `starts_at`");
            }
            _ => return name.refuse("is not known here: use RRULE, RDATE or EXDATE"),
        }
    }
    Recurrence::made(rule_line, extra, except)
}

/// The content lines, each with the number of the line on which it begins. RFC 5545, section 3.1:
/// "a long line can be split between any two characters by inserting a CRLF immediately followed by
/// a single linear white-space character".
fn unfolded(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (i, line) in text.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, begun))) => begun.push_str(rest),
            _ => lines.push((i + 1, line.to_owned())),
        }
    }
    lines
}

/// `RDATE;VALUE=DATE:20260405,20260412`.
fn dates(name: Piece, value: Piece) -> Result<Vec<Moment>, Fault> {
    let mut stated = None;
    for parameter in name.split(';').skip(1) {
        match parameter.text {
            "VALUE=DATE" => stated = Some((true, "a date alone, as VALUE=DATE says")),
            "VALUE=DATE-TIME" => {
                stated = Some((false, "a date with a time, as VALUE=DATE-TIME says"))
            }
            "VALUE=PERIOD" => {
                return parameter.refuse("is not taken: the closing rule says how long a cycle is");
            }
            text if text.starts_with("TZID=") => {
                return parameter.refuse("is not needed: times are in the zone of the schedule");
            }
            _ => return parameter.refuse("is not known: use VALUE=DATE or VALUE=DATE-TIME"),
        }
    }
    let read = |piece: Piece| {
        let moment = piece.moment()?;
        match stated {
            Some((day, what)) if day != matches!(moment, Moment::Day(_)) => {
                piece.refuse(format!("is not {what}"))
            }
            _ => Ok(moment),
        }
    };
    value.split(',').map(read).collect()
}

fn rule(line: Piece) -> Result<Rule, Fault> {
    let mut seen: Vec<Piece> = Vec::new();
    let mut frequency = None;
    let mut made = Rule {
        frequency: Frequency::Daily,
        interval: 1,
        end: End::Never,
        week_start: Weekday::Monday,
        months: Vec::new(),
        weeks: Vec::new(),
        year_days: Vec::new(),
        month_days: Vec::new(),
        days: Vec::new(),
        positions: Vec::new(),
        month_end: MonthEnd::Skip,
    };
    for part in line.split(';') {
        let Some((name, value)) = part.cut('=') else {
            return part.refuse(format!("is not a rule part: write it like FREQ=WEEKLY ({PARTS})"));
        };
        if seen.iter().any(|earlier| earlier.text == name.text) {
            return name.refuse("stands here twice: give it once (RFC 5545, section 3.3.10)");
        }
        seen.push(name);
        match name.text {
            "FREQ" => frequency = Some(self::frequency(value)?),
            _ => set_part(&mut made, name, value)?,
        }
    }
    let Some(frequency) = frequency else {
        return line.refuse("has no FREQ: begin with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY");
    };
    made.frequency = frequency;
    check_together(&made, &seen)?;
    Ok(made)
}

fn frequency(value: Piece) -> Result<Frequency, Fault> {
    match value.text {
        "DAILY" => Ok(Frequency::Daily),
        "WEEKLY" => Ok(Frequency::Weekly),
        "MONTHLY" => Ok(Frequency::Monthly),
        "YEARLY" => Ok(Frequency::Yearly),
        "HOURLY" | "MINUTELY" | "SECONDLY" => {
            value.refuse("is too often for order cycles: use DAILY, WEEKLY, MONTHLY or YEARLY")
        }
        _ => value.refuse("is not a frequency: use DAILY, WEEKLY, MONTHLY or YEARLY"),
    }
}

fn set_part(made: &mut Rule, name: Piece, value: Piece) -> Result<(), Fault> {
    let bounded = |low, high| value.number(low, high).map(|n| n.unsigned_abs());
    match name.text {
        "INTERVAL" => {
            let interval = bounded(1, i64::from(MAX_INTERVAL))?;
            made.interval = u32::try_from(interval).unwrap_or(MAX_INTERVAL);
        }
        "COUNT" | "UNTIL" if made.end != End::Never => {
            return name.refuse("cannot stand beside the other of COUNT and UNTIL: give one");
        }
        "COUNT" => made.end = End::Count(bounded(1, MAX_COUNT.cast_signed())?),
        "UNTIL" => made.end = End::Until(value.moment()?),
        "WKST" => made.week_start = value.weekday()?,
        "BYMONTH" => made.months = value.numbers(1, 12)?,
        "BYWEEKNO" => made.weeks = value.numbers(-53, 53)?,
        "BYYEARDAY" => made.year_days = value.numbers(-366, 366)?,
        "BYMONTHDAY" => made.month_days = value.numbers(-31, 31)?,
        "BYDAY" => {
            let days: Result<Vec<_>, _> = value.split(',').map(Piece::day_rule).collect();
            made.days = sorted(days?);
        }
        "BYSETPOS" => made.positions = value.numbers(-366, 366)?,
        "BYHOUR" | "BYMINUTE" | "BYSECOND" => {
            return name.refuse("is not needed: the schedule's start gives the time of day");
        }
        "RSCALE" if value.text == "GREGORIAN" => {}
        "RSCALE" => return value.refuse("is not a calendar known here: use GREGORIAN"),
        "SKIP" | "X-MONTH-END" => made.month_end = month_end(value)?,
        _ => return name.refuse(format!("is not a rule part: use {PARTS}")),
    }
    Ok(())
}

fn month_end(value: Piece) -> Result<MonthEnd, Fault> {
    match value.text {
        "OMIT" | "SKIP" => Ok(MonthEnd::Skip),
        "BACKWARD" | "CLAMP" => Ok(MonthEnd::Clamp),
        _ => value.refuse("is not a way to treat missing days: use OMIT or BACKWARD"),
    }
}

/// The clauses of RFC 5545, section 3.3.10, about parts that exclude one another.
fn check_together(rule: &Rule, names: &[Piece]) -> Result<(), Fault> {
    use Frequency::{Daily, Weekly, Yearly};
    let ordinals = rule.days.iter().any(|day| day.ordinal != 0);
    let (part, why) = match rule.frequency {
        Daily | Weekly if ordinals => {
            ("BYDAY", "can be numbered (like 1SU) with FREQ=MONTHLY or FREQ=YEARLY only")
        }
        Yearly if ordinals && !rule.weeks.is_empty() => {
            ("BYDAY", "cannot be numbered (like 1SU) beside BYWEEKNO: leave out one of them")
        }
        Weekly if !rule.month_days.is_empty() => {
            ("BYMONTHDAY", "cannot stand with FREQ=WEEKLY: use FREQ=MONTHLY or FREQ=DAILY")
        }
        frequency if frequency != Yearly && !rule.year_days.is_empty() => {
            ("BYYEARDAY", "needs FREQ=YEARLY")
        }
        frequency if frequency != Yearly && !rule.weeks.is_empty() => {
            ("BYWEEKNO", "needs FREQ=YEARLY")
        }
        _ if !rule.positions.is_empty() && !has_by_part(rule) => {
            ("BYSETPOS", "picks from another BY part: give one")
        }
        _ => return Ok(()),
    };
    match names.iter().find(|name| name.text == part) {
        Some(name) => name.refuse(format!("{why} (RFC 5545, section 3.3.10)")),
        None => Ok(()),
    }
}

fn has_by_part(rule: &Rule) -> bool {
    let numbers = [&rule.months, &rule.weeks, &rule.year_days, &rule.month_days];
    numbers.iter().any(|list| !list.is_empty()) || !rule.days.is_empty()
}
