//! `cargo xtask torture`: the promises' tests, optimised, at sizes of one's choice.

use std::process::{Command, ExitCode};

/// What the sizes are called, the variable that the tests read, and the size before a release. Kills,
/// races and calls are on each store.
const SIZES: [(&str, &str, u64); 5] = [
    ("--pairs", "MILKROUND_PAIRS", 1_000_000),
    ("--kills", "MILKROUND_KILLS", 100_000),
    ("--races", "MILKROUND_RACES", 10_000),
    ("--rounds", "MILKROUND_ROUNDS", 1_000),
    ("--calls", "MILKROUND_CALLS", 1_000_000),
];

/// What is drawn (PLAN: that a plan is what the tick does): so many times the usual number before a release, without a server and beside one.
const FACTORS: [(&str, u64, u64); 8] = [
    ("P3", 10, 10),
    ("P8", 500, 500),
    // 2,000 and 200 become 1,000,000.
    ("P9", 500, 5_000),
    // Some 18 entries a sequence: 64 sequences become 11,000,000 entries.
    ("P10", 10_000, 10_000),
    ("P16", 100, 100),
    ("P19", 100, 100),
    ("P20", 100, 100),
    ("PLAN", 100, 100),
];

/// The tests of the rules, with the promise of each: all in one program.
const RULES: [(&str, &str); 3] = [("p16", "p16_"), ("p20", "p20_"), ("p21", "p21_")];

/// What runs without a server, with the promises that it shows.
const ON_FILE: [(&str, &str); 11] = [
    ("p3", "p3_converge"),
    ("p8 p10", "p8_simulator"),
    ("p9 p10", "p9_parity"),
    ("p9", "parity"),
    ("p10", "identity"),
    ("p13", "p13_tenants"),
    ("p19", "p19_hostile"),
    ("plan", "plan_open"),
    ("p1", "p1_workers"),
    ("p5", "p5_kills"),
    ("p15", "p15_races"),
];

/// What runs beside one.
const ON_SERVER: [(&str, &str); 7] = [
    ("p9", "contract"),
    ("p9 p13", "hub"),
    ("p1", "p1_workers"),
    ("p5", "p5_kills"),
    ("p7", "p7_pool_and_workers"),
    ("p7", "p7_server"),
    ("p15", "p15_races"),
];

pub(crate) const USAGE: &str = "torture [TIMES] [--release-size] [--pairs N] [--kills N] [--races N] \
    [--rounds N] [--calls N] [--only PROMISE]";

/// How large, and which of them.
#[derive(Debug, Default, PartialEq)]
struct Sizes {
    times: Option<u64>,
    release: bool,
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
                None if arg == "--release-size" => sizes.release = true,
                None if arg == "--only" => sizes.only = Some(value()?.clone()),
                None => sizes.times = Some(number(arg)?),
            }
        }
        Ok(sizes)
    }

    /// Those of the tests that are asked for.
    fn tests<'t>(&self, all: &[(&str, &'t str)]) -> Vec<&'t str> {
        let wanted = |promises: &str| {
            self.only.as_deref().is_none_or(|only| promises.split(' ').any(|it| it == only))
        };
        all.iter().filter(|(promises, _)| wanted(promises)).map(|(_, name)| *name).collect()
    }

    /// The variables that the tests read. What is named stands, whatever a release has.
    fn variables(&self, beside_server: bool) -> Vec<(String, u64)> {
        let mut all = Vec::new();
        match (self.times, self.release) {
            (None, true) => all.extend(FACTORS.map(|(promise, alone, beside)| {
                let times = if beside_server { beside } else { alone };
                (format!("MILKROUND_TIMES_{promise}"), times)
            })),
            (times, _) => all.push(("MILKROUND_TIMES".to_owned(), times.unwrap_or(100))),
        }
        let release =
            SIZES.iter().filter(|_| self.release).map(|(_, variable, size)| (*variable, *size));
        let sizes = release.chain(self.named.iter().copied());
        all.extend(sizes.map(|(variable, size)| (variable.to_owned(), size)));
        all
    }

    /// Runs tests of a package, behind a command that cargo is told of in the last arguments.
    fn run(&self, cargo: &[&str], package: &str, tests: &[String], only: &[&str]) -> bool {
        if tests.is_empty() {
            return true;
        }
        let mut command = Command::new("cargo");
        command.args(cargo).args(["test", "--release", "--package", package]).args(tests);
        let variables = self.variables(!cargo.is_empty()).into_iter();
        command.envs(variables.map(|(name, size)| (name, size.to_string())));
        // What was met is told, and a failure of one test stops none.
        command.args(["--no-fail-fast", "--", "--nocapture"]).args(only);
        command.status().expect("cargo runs").success()
    }
}

pub(crate) fn torture(args: &[String]) -> Result<ExitCode, String> {
    let sizes = Sizes::read(args)?;
    println!("{sizes:?}");
    let programs = |all| -> Vec<String> {
        sizes.tests(all).into_iter().map(|name| format!("--test={name}")).collect()
    };
    let (rules, alone, beside) = (sizes.tests(&RULES), programs(&ON_FILE), programs(&ON_SERVER));
    if rules.is_empty() && alone.is_empty() && beside.is_empty() {
        return Err("no test has this promise's name".to_owned());
    }
    let lib: Vec<_> = rules.first().map(|_| "--lib".to_owned()).into_iter().collect();
    let server = ["run", "--quiet", "--package", "milkround-cluster", "--", "cargo"];
    let passed = [
        sizes.run(&[], "milkround-core", &lib, &rules),
        sizes.run(&[], "milkround-tests", &alone, &[]),
        sizes.run(&server, "milkround-postgres-tests", &beside, &[]),
    ];
    Ok(if passed == [true; 3] { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(args: &str, beside_server: bool) -> Vec<(String, u64)> {
        let args: Vec<_> = args.split_whitespace().map(str::to_owned).collect();
        Sizes::read(&args).unwrap().variables(beside_server)
    }

    #[test]
    fn a_release_has_the_sizes_that_the_promises_name() {
        let usual =
            [("P3", 1_000), ("P8", 2_000), ("P9", 2_000), ("P16", 100_000), ("P20", 100_000)];
        let wanted = [10_000, 1_000_000, 1_000_000, 10_000_000, 10_000_000];
        let alone = variables("--release-size", false);
        for ((promise, usual), wanted) in usual.into_iter().zip(wanted) {
            let variable = format!("MILKROUND_TIMES_{promise}");
            let times = alone.iter().find(|(name, _)| *name == variable).unwrap().1;
            assert_eq!(usual * times, wanted, "{promise}");
        }
        let beside = variables("--release-size", true);
        assert!(beside.contains(&("MILKROUND_TIMES_P9".to_owned(), 1_000_000 / 200)));
        assert!(!alone.iter().any(|(name, _)| name == "MILKROUND_TIMES"));
    }

    #[test]
    fn what_is_named_stands_in_any_order() {
        for args in ["--release-size --kills 7", "--kills 7 --release-size"] {
            let last =
                variables(args, false).into_iter().rfind(|(name, _)| name == "MILKROUND_KILLS");
            assert_eq!(last.unwrap().1, 7, "{args}");
        }
        assert_eq!(variables("3", false), [("MILKROUND_TIMES".to_owned(), 3)]);
        assert_eq!(variables("3 --release-size", true)[0], ("MILKROUND_TIMES".to_owned(), 3));
    }

    #[test]
    fn one_promise_can_be_asked_for() {
        let only = |promise: &str| Sizes { only: Some(promise.to_owned()), ..Sizes::default() };
        assert_eq!(only("p9").tests(&ON_FILE), ["p9_parity", "parity"]);
        assert_eq!(only("p9").tests(&ON_SERVER), ["contract", "hub"]);
        assert_eq!(only("p1").tests(&ON_SERVER), ["p1_workers"]);
        assert_eq!(Sizes::default().tests(&RULES).len(), RULES.len());
    }
}
