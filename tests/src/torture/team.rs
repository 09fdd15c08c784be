//! Worker processes, from the outside: started, heard, killed.

use super::Arena;
use super::worker::Job;
use milkround_core::hub::tick::{Tally, TickReport};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// What a worker's thread says.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// It begins a transaction.
    Begin,
    /// It holds this enterprise.
    Hold(i64),
    /// It is about to write rows.
    Write,
    /// It is about to commit.
    Commit,
    /// A tick was answered.
    Did(Box<TickReport>),
    /// A tick failed in a way that may pass.
    Met(String),
    /// Nothing is due: it ends.
    Idle,
}

/// A line of a worker.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The worker's name.
    pub worker: String,
    /// The number of its thread.
    pub thread: String,
    /// What it says.
    pub mark: Mark,
}

impl Said {
    fn read(line: &str) -> Self {
        let (who, what) = line.split_once(' ').unwrap_or_else(|| panic!("`{line}` is no line"));
        let (worker, thread) = who.split_once('.').unwrap_or_else(|| panic!("`{line}`: who?"));
        let (word, rest) = what.split_once(' ').unwrap_or((what, ""));
        let mark = match word {
            "begin" => Mark::Begin,
            "hold" => Mark::Hold(rest.parse().expect("a number")),
            "write" => Mark::Write,
            "commit" => Mark::Commit,
            "did" => Mark::Did(Box::new(serde_json::from_str(rest).expect("a report"))),
            "met" => Mark::Met(rest.to_owned()),
            "idle" => Mark::Idle,
            _ => panic!("a worker {line}"),
        };
        Self { worker: worker.to_owned(), thread: thread.to_owned(), mark }
    }
}

/// Processes that write into one pipe: the order of their lines is the order in which they were
/// written. All are killed when it is dropped.
#[derive(Debug)]
pub struct Team {
    children: Vec<Child>,
    lines: Receiver<String>,
}

impl Team {
    /// Starts a worker a job.
    ///
    /// # Panics
    /// When one cannot be started.
    pub fn start(arena: &dyn Arena, jobs: &[Job]) -> Self {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        let start = |job: &Job| {
            let mut command = Command::new(arena.program());
            command.arg(serde_json::to_string(job).expect("a job"));
            command.stdin(Stdio::null()).stdout(writer.try_clone().expect("a pipe's end"));
            command.spawn().expect("a worker")
        };
        let children = jobs.iter().map(start).collect();
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            // It ends when nobody writes any more, or nobody listens.
            let all = BufReader::new(reader).lines().map_while(std::result::Result::ok);
            all.map(|line| sender.send(line)).all(|sent| sent.is_ok());
        });
        Self { children, lines }
    }

    /// The next lines, until there is one such, which is the last of them.
    ///
    /// # Panics
    /// When none such comes.
    pub fn hear(&mut self, such: impl Fn(&Said) -> bool) -> Vec<Said> {
        let mut heard = Vec::new();
        while !heard.last().is_some_and(&such) {
            heard.push(self.next().unwrap_or_else(|| panic!("the workers ended: {heard:?}")));
        }
        heard
    }

    /// Sends a signal to the n-th.
    ///
    /// # Panics
    /// When it cannot be sent.
    pub fn signal(&mut self, n: usize, name: &str) {
        let pid = self.children[n].id().to_string();
        let mut kill = Command::new("sh");
        kill.args(["-c", "kill -\"$0\" \"$1\"", name, &pid]);
        assert!(kill.status().expect("a shell").success(), "no signal for {pid}");
    }

    /// Kills the n-th and waits for its end; whether it came to its end by that.
    ///
    /// # Panics
    /// When it cannot be killed.
    pub fn kill(&mut self, n: usize) -> bool {
        self.children[n].kill().expect("killed");
        self.children[n].wait().expect("an end").code().is_none()
    }

    /// Hears all to the end, which must be a good one.
    ///
    /// # Panics
    /// When a worker fails.
    pub fn finish(mut self) -> Vec<Said> {
        let said: Vec<_> = self.by_ref().collect();
        for child in &mut self.children {
            let end = child.wait().expect("an end");
            assert!(end.success(), "a worker ended with {end}");
        }
        said
    }
}

impl Iterator for Team {
    type Item = Said;

    /// The next line; none, when all have ended.
    ///
    /// # Panics
    /// When a worker says that it failed, or none says anything for a minute.
    fn next(&mut self) -> Option<Said> {
        match self.lines.recv_timeout(Duration::from_secs(60)) {
            Ok(line) => Some(Said::read(&line)),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => panic!("the workers have been silent for a minute"),
        }
    }
}

impl Drop for Team {
    fn drop(&mut self) {
        for child in &mut self.children {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// What reports come to together.
pub fn total<'s>(said: impl IntoIterator<Item = &'s Said>) -> Tally {
    let mut tally = Tally::default();
    for said in said {
        if let Mark::Did(report) = &said.mark {
            assert_eq!(report.problems, [], "a tick meets a problem");
            tally.add(&report.tally);
        }
    }
    tally
}
