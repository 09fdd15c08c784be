//! Whether a schedule ever opens a cycle.

use super::{SILENT_YEARS, Stop, silent_after};
use crate::error::{Code, Fault};
use crate::model::schedule::Schedule;

impl Schedule {
    /// Refuses a rule that opens no cycle within eight years of its start; a save asks this.
    ///
    /// # Errors
    /// [`Code::RuleNeverFires`].
    ///
    /// ```
    /// use milkround_core::model::schedule::*;
    /// use milkround_core::{Code, value::zone::Zone};
    /// let schedule = Schedule::new(
    ///     Zone::new("Europe/London")?,
    ///     "2026-03-29T01:30:00".parse().unwrap(),
    ///     Some(Recurrence::parse("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")?),
    ///     ClosingRule::after(5, 0, 0)?,
    ///     NamePattern::default(),
    ///     OnHoliday::Keep,
    /// )?;
    /// assert_eq!(schedule.check().unwrap_err().code, Code::RuleNeverFires);
    /// # Ok::<(), milkround_core::Error>(())
    /// ```
    pub fn check(&self) -> Result<(), Fault> {
        let Some(recurrence) = self.recurrence() else { return Ok(()) };
        let mut walk = recurrence.occurrences(self.starts_at(), self.zone());
        let limit = silent_after(self.starts_at());
        if walk.by_ref().take_while(|slot| slot.local <= limit).any(|slot| !slot.excluded) {
            return Ok(());
        }
        let text = recurrence.to_string();
        let shown: String = text.chars().take(120).collect();
        let why = match walk.stop() {
            Some(Stop::Silent) | None => format!("opens no cycle within {SILENT_YEARS} years"),
            Some(Stop::Unfinished) => "opens no cycle among its first thousands".to_owned(),
            Some(Stop::Ended) => "ends before it opens a cycle".to_owned(),
        };
        let message = format!(
            "the rule `{shown}` from `{}` {why}: give another rule, start or end",
            self.starts_at()
        );
        Err(Fault::new(Code::RuleNeverFires, message, text))
    }
}
