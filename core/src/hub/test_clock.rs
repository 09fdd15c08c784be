//! A clock that a host can turn: its own shop through a simulated season (I5).

use super::operation::Operation;
use super::tick::{Tick, TickReport};
use super::{Actor, Caller};
use crate::error::{Code, Error, Result};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What happened while the test clock ran.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClockReport {
    /// What the clock shows now.
    pub now: DateTime<Utc>,
    /// The ticks on the way that had something to do.
    pub ticks: Vec<TickReport>,
}

/// Turns the test clock forward: `test_clock.advance`. On the way it ticks whenever work is due,
/// as a scheduler would that never sleeps. System only.
///
/// Errors: `clock_refused` on the host's clock, or backwards.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AdvanceClock {
    /// Until when.
    pub to: DateTime<Utc>,
    /// Whether nothing ticks on the way, as when the scheduler is down.
    #[serde(default)]
    pub without_ticks: bool,
}

impl Operation for AdvanceClock {
    const NAME: &'static str = "test_clock.advance";
    const MUTATES: bool = true;
    type Response = ClockReport;

    fn run(self, caller: &Caller<'_>) -> Result<ClockReport> {
        if caller.actor != Actor::System {
            return Err(Error::new(Code::NotAllowed, "only the system turns the clock"));
        }
        let hub = caller.hub;
        let start = hub.test_now()?;
        let mut ticks = Vec::new();
        if self.to < start {
            hub.set_test_now(self.to)?;
        }
        loop {
            if self.without_ticks {
                break;
            }
            let report = caller.run(Tick::default())?;
            let (more, next_at) = (report.more, report.next_at);
            if report.batches > 0 {
                ticks.push(report);
            }
            match next_at {
                _ if more => {}
                Some(next) if next <= self.to => hub.set_test_now(next)?,
                _ => break,
            }
        }
        hub.set_test_now(self.to)?;
        Ok(ClockReport { now: self.to, ticks })
    }
}
