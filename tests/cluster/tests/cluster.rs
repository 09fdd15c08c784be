//! The server starts, stops, comes back, and leaves nothing behind. It needs PostgreSQL's programs:
//! `make test-postgres`.

use milkround_cluster::Cluster;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

fn port(url: &str) -> u16 {
    let (_, behind) = url.rsplit_once(':').unwrap();
    behind.split_once('/').unwrap().0.parse().unwrap()
}

/// What the server says first to who comes as `milkround`: `R`, show who you are, or `E`; nothing
/// where no server is.
fn greeting(url: &str) -> Option<char> {
    let mut stream = TcpStream::connect(("127.0.0.1", port(url))).ok()?;
    let hello = b"\0\x03\0\0user\0milkround\0database\0postgres\0\0";
    let length = u32::try_from(hello.len() + 4).unwrap().to_be_bytes();
    stream.write_all(&[&length, &hello[..]].concat()).ok()?;
    let mut first = [0];
    stream.read_exact(&mut first).ok()?;
    Some(char::from(first[0]))
}

/// The folders of the clusters that a process started.
fn folders(process: u32) -> Vec<PathBuf> {
    let begin = format!("milkround-cluster-{process}-");
    let ours = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().starts_with(&begin);
    let all = std::fs::read_dir(std::env::temp_dir()).unwrap();
    all.map(|entry| entry.unwrap().path()).filter(ours).collect()
}

fn eventually(what: &str, is: impl Fn() -> bool) {
    for _ in 0..1500 {
        if is() {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("never: {what}");
}

/// Linux only; elsewhere nothing is known, and nothing found.
fn processes_of(folder: &Path) -> Vec<String> {
    let Ok(all) = std::fs::read_dir("/proc") else { return Vec::new() };
    let lines = all.filter_map(|entry| std::fs::read(entry.ok()?.path().join("cmdline")).ok());
    let lines = lines.map(|line| String::from_utf8_lossy(&line).replace('\0', " "));
    lines.filter(|line| line.contains(folder.to_str().unwrap())).collect()
}

#[test]
fn it_stops_and_comes_back_and_goes() {
    let mut cluster = Cluster::start().unwrap();
    let other = Cluster::start().unwrap();
    let url = cluster.url("hub");
    assert!(url.starts_with("postgres://milkround:") && url.ends_with("/hub"), "{url}");
    assert_ne!(port(&url), port(&other.url("hub")));
    assert_eq!(greeting(&url), Some('R'));
    for _ in 0..2 {
        cluster.stop().unwrap();
        assert_eq!(greeting(&url), None, "stopped");
        cluster.restart().unwrap();
        assert_eq!(greeting(&url), Some('R'), "started again");
        cluster.kill().unwrap();
        assert_eq!(greeting(&url), None, "killed");
        cluster.kill().unwrap();
        cluster.restart().unwrap();
        assert_eq!(greeting(&url), Some('R'), "started again after a kill");
    }
    cluster.restart().unwrap();
    assert_eq!(greeting(&url), Some('R'), "started again while it ran");
    assert_eq!(greeting(&other.url("hub")), Some('R'), "the other knew nothing of it");
    drop((cluster, other));
    assert_eq!(greeting(&url), None, "gone");
    assert_eq!(folders(std::process::id()), Vec::<PathBuf>::new());
}

#[test]
fn it_goes_with_the_process_that_started_it() {
    let mut run = Command::new(env!("CARGO_BIN_EXE_milkround-cluster"));
    run.env_remove("MILKROUND_TEST_POSTGRES_URL");
    run.args(["sh", "-c", "echo $MILKROUND_TEST_POSTGRES_URL; cat"]);
    let mut run = run.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut url = String::new();
    BufReader::new(run.stdout.take().unwrap()).read_line(&mut url).unwrap();
    assert_eq!(greeting(&url), Some('R'));
    let [folder] = folders(run.id()).try_into().unwrap();
    assert_eq!(processes_of(&folder).is_empty(), !Path::new("/proc/self").exists());
    run.kill().unwrap();
    run.wait().unwrap();
    eventually("the server is gone", || greeting(&url).is_none());
    eventually("its folder is gone", || !folder.exists());
    eventually("its processes are gone", || processes_of(&folder).is_empty());
}

/// The server has begun, and takes no signal yet.
#[test]
fn it_goes_with_a_process_that_is_killed_while_it_starts() {
    for _ in 0..3 {
        let mut run = Command::new(env!("CARGO_BIN_EXE_milkround-cluster"));
        let run = run.env_remove("MILKROUND_TEST_POSTGRES_URL").arg("true").spawn();
        let mut run = run.unwrap();
        let id = run.id();
        let begun = || folders(id).iter().any(|folder| folder.join("pid").exists());
        while !begun() && run.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        assert!(begun(), "it does not start");
        run.kill().unwrap();
        run.wait().unwrap();
        eventually("its folder is gone", || folders(id).is_empty());
    }
}

#[test]
fn a_command_ends_as_it_ends() {
    let run = |script: &str, url: Option<&str>| {
        let mut run = Command::new(env!("CARGO_BIN_EXE_milkround-cluster"));
        run.env_remove("MILKROUND_TEST_POSTGRES_URL");
        run.envs(url.map(|url| ("MILKROUND_TEST_POSTGRES_URL", url)));
        let output = run.args(["sh", "-c", script]).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, url) = run("echo $MILKROUND_TEST_POSTGRES_URL; exit 7", None);
    assert_eq!(code, Some(7));
    assert!(url.starts_with("postgres://milkround:") && url.ends_with("/postgres\n"), "{url}");
    assert_eq!(greeting(&url), None);
    let (code, url) = run("echo $MILKROUND_TEST_POSTGRES_URL; kill -KILL $$", Some("known"));
    assert_eq!((code, url.as_str()), (Some(128 + 9), "known\n"));
}

#[test]
fn who_asks_for_databases_has_a_new_server() {
    let run = |number: &str| {
        let mut run = Command::new(env!("CARGO_BIN_EXE_milkround-cluster"));
        run.env("MILKROUND_TEST_POSTGRES_URL", "known").args(["--databases", number, "sh", "-c"]);
        let output = run.arg("echo $MILKROUND_TEST_POSTGRES_URL").output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, url) = run("2");
    assert!(code == Some(0) && url.starts_with("postgres://milkround:"), "{url}");
    assert_eq!(run("some"), (Some(2), String::new()));
}
