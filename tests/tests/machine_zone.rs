//! The zone of the machine plays no part: the program `occurrences` gives one answer under every TZ.
//! A date rule that follows the machine's zone is a fault of other engines.

use std::io::Write;
use std::process::{Command, Stdio};

const QUESTIONS: &str = r#"{"rule": "FREQ=DAILY;UNTIL=20260704\nEXDATE;VALUE=DATE:20260702\nRDATE;VALUE=DATE:20260706", "zone": "Europe/London", "start": "2026-07-01T00:30:00"}
{"rule": "FREQ=DAILY;UNTIL=20260704\nEXDATE;VALUE=DATE:20260702", "zone": "Pacific/Kiritimati", "start": "2026-07-01T23:30:00"}
{"rule": "FREQ=WEEKLY;BYDAY=SU;COUNT=4\nEXDATE:20260329T013000Z", "zone": "Europe/London", "start": "2026-03-22T01:30:00"}
{"rule": "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20260531T225959Z", "zone": "Europe/London", "start": "2026-03-31T23:59:59"}
"#;

/// What the program answers on a machine in such a zone.
fn answers(zone: Option<&str>) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_occurrences"));
    command.env_remove("TZ").stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut program = command.envs(zone.map(|zone| ("TZ", zone))).spawn().unwrap();
    program.stdin.take().unwrap().write_all(QUESTIONS.as_bytes()).unwrap();
    let output = program.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_zone_of_the_machine_plays_no_part() {
    let expected = answers(None);
    let local = |line: usize| -> Vec<String> {
        let answer: serde_json::Value =
            serde_json::from_str(expected.lines().nth(line).unwrap()).unwrap();
        let openings = answer["openings"].as_array().unwrap();
        let kept = openings.iter().filter(|opening| opening[4] == false);
        kept.map(|opening| opening[1].as_str().unwrap()[5..].to_owned()).collect()
    };
    let at = |days: &[&str], time: &str| -> Vec<String> {
        days.iter().map(|day| format!("{day}T{time}")).collect()
    };
    assert_eq!(local(0), at(&["07-01", "07-03", "07-04", "07-06"], "00:30:00"));
    assert_eq!(local(1), at(&["07-01", "07-03", "07-04"], "23:30:00"));
    assert_eq!(local(2), at(&["03-22", "04-05", "04-12"], "01:30:00"));
    assert_eq!(local(3), at(&["03-31", "04-30", "05-31"], "23:59:59"));
    for zone in ["Pacific/Apia", "America/Los_Angeles", "UTC", "Asia/Kolkata", "no zone at all"] {
        assert_eq!(answers(Some(zone)), expected, "TZ={zone}");
    }
}
