//! `cargo xtask torture`: the promises' tests, optimised, at sizes of one's choice.

use std::process::{Command, ExitCode};

/// What the sizes are called, the variable that the tests read, and the size before a release. Kills
/// and races are on each store.
const SIZES: [(&str, &str, u64); 4] = [
    ("--pairs", "MILKROUND_PAIRS", 1_000_000),
    ("--kills", "MILKROUND_KILLS", 50_000),
    ("--races", "MILKROUND_RACES", 5_000),
    ("--rounds", "MILKROUND_ROUNDS", 1_000),
];

/// What is drawn from seeds: so many times the usual number.
const SEEDED: [&str; 5] = ["p3_converge", "p8_simulator", "p9_parity", "p19_hostile", "plan_open"];

/// What runs in processes: on a file, and beside a server.
const ON_FILE: [&str; 3] = ["p1_workers", "p5_kills", "p15_races"];
const ON_SERVER: [&str; 5] =
    ["p1_workers", "p5_kills", "p7_pool_and_workers", "p7_server", "p15_races"];

pub(crate) const USAGE: &str = "torture [TIMES] [--release-size] [--pairs N] [--kills N] [--races N] \
    [--rounds N] [--only PROMISE]";

/// How large, and which of them.
#[derive(Debug, Default)]
struct Sizes {
    times: Option<u64>,
    named: Vec<(&'static str, u64)>,
    only: Option<String>,
}

impl Sizes {
    fn read(args: &[String]) -> Result<Self, String> {
        let number = |text: &str| text.parse().map_err(|_| format!("`{text}` is no number"));
        let mut sizes = Self::default();
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or_else(|| format!("`{arg}` needs a value"));
            match SIZES.iter().find(|(name, ..)| name == arg) {
                Some((_, variable, _)) => sizes.named.push((variable, number(value()?)?)),
                None if arg == "--release-size" => {
                    // What is named beside it stands.
                    let release = SIZES.map(|(_, variable, size)| (variable, size));
                    sizes.named.splice(..0, release);
                }
                None if arg == "--only" => sizes.only = Some(value()?.clone()),
                None => sizes.times = Some(number(arg)?),
            }
        }
        Ok(sizes)
    }

    /// Those of the tests that are asked for.
    fn tests(&self, all: &[&str]) -> Vec<String> {
        let wanted = |name: &&&str| {
            self.only.as_deref().is_none_or(|only| name.split('_').next() == Some(only))
        };
        all.iter().filter(wanted).map(|name| format!("--test={name}")).collect()
    }

    /// Runs tests of a package, behind a command that cargo is told of in the last arguments.
    fn run(&self, cargo: &[&str], package: &str, tests: &[&str]) -> bool {
        let tests = self.tests(tests);
        if tests.is_empty() {
            return true;
        }
        let mut command = Command::new("cargo");
        command.args(cargo).args(["test", "--release", "--package", package]).args(tests);
        command.env("MILKROUND_TIMES", self.times.unwrap_or(100).to_string());
        command.envs(self.named.iter().map(|(variable, size)| (variable, size.to_string())));
        // What was met is told, and a failure of one test stops none.
        command.args(["--no-fail-fast", "--", "--nocapture"]);
        command.status().expect("cargo runs").success()
    }
}

pub(crate) fn torture(args: &[String]) -> Result<ExitCode, String> {
    let sizes = Sizes::read(args)?;
    println!("{sizes:?}");
    let server = ["run", "--quiet", "--package", "milkround-cluster", "--", "cargo"];
    let passed = [
        sizes.run(&[], "milkround-tests", &[&SEEDED[..], &ON_FILE].concat()),
        sizes.run(&server, "milkround-postgres-tests", &ON_SERVER),
    ];
    Ok(if passed == [true, true] { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
