//! A process that ticks, and says on standard output what it is about to do and what it has done:
//! a line each, written at once, so that a kill takes no line along.

use crate::wrapper::{self, Watch};
use chrono::{DateTime, Utc};
use milkround_core::hub::tick::Tick;
use milkround_core::hub::{Clock, Hub};
use milkround_core::store::{Access, Key, Scope, Store, Transaction};
use milkround_core::{Code, Result};
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::process::Command;
use std::time::Duration;

/// What a worker is to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Job {
    /// The store's address.
    pub address: String,
    /// What its lines begin with.
    pub name: String,
    /// What its clock shows.
    pub now: DateTime<Utc>,
    /// From where its ids are drawn: another for each worker.
    pub seed: u64,
    /// How many threads tick.
    pub threads: usize,
    /// How many standing orders or orders a batch; a tick is one batch.
    pub batch_size: u32,
    /// At which call it stops itself (SIGSTOP), the first time: `hold`, when it holds an
    /// enterprise; `commit`, when all of a transaction is written but the end.
    pub stop: Option<String>,
}

/// The program: works off the job that stands in its argument as JSON, until nothing is due.
///
/// # Panics
/// When it is started otherwise than by [`Team`](super::team::Team), or what fails would fail again.
pub fn main(open: impl Fn(&str) -> Result<Box<dyn Store>>) {
    let argument = std::env::args().nth(1).expect("a job");
    let job: Job = serde_json::from_str(&argument).expect("a job");
    let inner = open(&job.address).expect("a store");
    let marks = Marks { name: job.name.clone(), stop: job.stop.clone().into() };
    let hub = Hub::new(Box::new(Marking { inner, marks }), Clock::Test(job.now), job.seed);
    std::thread::scope(|scope| {
        for n in 0..job.threads {
            let thread = std::thread::Builder::new().name(n.to_string());
            thread.spawn_scoped(scope, || tick(&hub, &job)).expect("a thread");
        }
    });
}

fn tick(hub: &Hub, job: &Job) {
    loop {
        match hub.run(Tick { batches: Some(1), batch_size: Some(job.batch_size) }) {
            Ok(report) => {
                let json = serde_json::to_string(&report).expect("a report");
                say(&job.name, &format!("did {json}"));
                if !report.more {
                    say(&job.name, "idle");
                    return;
                }
            }
            Err(e) if e.retryable() || e.code() == Code::OutcomeUnknown => {
                say(&job.name, &format!("met {e}"));
                std::thread::sleep(Duration::from_millis(50));
            }
            Err(e) => {
                say(&job.name, &format!("failed {e}"));
                return;
            }
        }
    }
}

/// Writes a line. Who is not heard any more has nothing left to do.
fn say(name: &str, what: &str) {
    let thread = std::thread::current();
    let thread = thread.name().unwrap_or_default();
    let line = format!("{name}.{thread} {}\n", what.replace('\n', " "));
    if std::io::stdout().lock().write_all(line.as_bytes()).is_err() {
        std::process::exit(1);
    }
}

/// A store that says at which call a worker is.
#[derive(Debug)]
struct Marking {
    inner: Box<dyn Store>,
    marks: Marks,
}

impl Store for Marking {
    fn begin(&self, scope: &Scope, access: Access) -> Result<Box<dyn Transaction + '_>> {
        wrapper::begin(&*self.inner, &self.marks, scope, access)
    }
}

/// Stops who started it, and waits until he goes on.
const STOP: &str = "stopped() { grep -q '^State:.T' /proc/$PPID/status; }
    kill -STOP $PPID
    until stopped; do sleep 0.01; done
    while stopped; do sleep 0.05; done";

#[derive(Debug)]
struct Marks {
    name: String,
    stop: std::sync::Mutex<Option<String>>,
}

impl Marks {
    /// Stops the whole process, once, where the job says so. It goes on behind this with a SIGCONT: the
    /// shell that it waits for ends only when it has seen it stopped and going on again, for a signal
    /// to a process stops the thread that it does not fall upon somewhat later.
    fn stop_at(&self, call: &str) {
        let mut stop = self.stop.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if stop.as_deref() == Some(call) {
            *stop = None;
            let _ = Command::new("sh").args(["-c", STOP]).status();
        }
    }
}

impl Watch for Marks {
    fn before(&self, call: &'static str) -> Result<()> {
        let mark = match call {
            "insert" | "update" | "add" | "delete" => "write",
            "begin" | "commit" => call,
            _ => return Ok(()),
        };
        say(&self.name, mark);
        self.stop_at(mark);
        Ok(())
    }

    fn holds(&self, key: &Key) {
        say(&self.name, &format!("hold {}", crate::raw::number(&key[0])));
        self.stop_at("hold");
    }
}
