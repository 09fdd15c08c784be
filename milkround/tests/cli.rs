//! The program `milkround`, as somebody runs it who moves a hub.

use milkround::hub::customers::{CreateCustomer, CustomerFields};
use milkround::hub::enterprises::CreateEnterprise;
use milkround::value::Change;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A hub with two enterprises in a file.
fn hub_in(folder: &Path) {
    let url = format!("sqlite:{}", folder.join("hub.db").display());
    let hub = milkround::Options::new().seed(1).open(&url).unwrap();
    for enterprise in ["riverside", "hilltop"] {
        hub.run(CreateEnterprise {
            enterprise: enterprise.into(),
            name: enterprise.into(),
            zone: "Europe/London".into(),
            currency: "GBP".into(),
            ..Default::default()
        })
        .unwrap();
        for n in 0..20 {
            let first_name = Change::To(Some(format!("Customer {n}")));
            let fields = CustomerFields { first_name, ..Default::default() };
            let enterprise = enterprise.to_owned();
            hub.run(CreateCustomer { enterprise, fields, share_email: false }).unwrap();
        }
    }
}

/// Runs the program in a folder: its code, what it wrote and what it said.
fn run(folder: &Path, args: &[&str]) -> (Option<i32>, Vec<u8>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_milkround"));
    let Output { status, stdout, stderr } =
        command.args(args).current_dir(folder).stdin(Stdio::null()).output().unwrap();
    (status.code(), stdout, String::from_utf8(stderr).unwrap())
}

#[track_caller]
fn done(folder: &Path, args: &[&str]) -> (Vec<u8>, String) {
    let (code, out, said) = run(folder, args);
    assert_eq!(code, Some(0), "{said}");
    (out, said)
}

#[track_caller]
fn fails(folder: &Path, args: &[&str], expected: i32, message: &str) {
    let (code, out, said) = run(folder, args);
    assert_eq!((code, out.len()), (Some(expected), 0), "{said}");
    let told = said.lines().any(|line| line.starts_with("milkround: ") && line.contains(message));
    assert!(told, "{said}");
}

#[test]
fn a_hub_moves_to_another_file_and_its_export_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    hub_in(folder);
    let (file, said) = done(folder, &["export", "sqlite:hub.db"]);
    assert!(said.contains("exporting customers: 40 rows"), "{said}");
    assert!(said.contains("`riverside`: ") && said.contains(" 20 customers"), "{said}");
    std::fs::write(folder.join("hub.jsonl"), &file).unwrap();

    let (out, said) = done(folder, &["import", "hub.jsonl", "sqlite:new.db"]);
    assert!(out.is_empty() && said.contains("importing customers: 40 rows"), "{said}");
    assert!(said.contains("counts and balances are those of the file"), "{said}");
    done(folder, &["verify", "hub.jsonl", "sqlite:new.db"]);
    assert!(done(folder, &["export", "sqlite:new.db"]).0 == file);
    let (_, said) = done(folder, &["import", "hub.jsonl", "sqlite:new.db"]);
    assert!(said.contains("imported 0 rows"), "{said}");
}

#[test]
fn one_enterprise_moves_alone() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    hub_in(folder);
    let one = ["--enterprise", "hilltop"];
    let (file, _) = done(folder, &[&["export", "sqlite:hub.db"], &one[..]].concat());
    let (whole, _) = done(folder, &["export", "sqlite:hub.db"]);
    assert!(!String::from_utf8_lossy(&file).contains("riverside"));
    std::fs::write(folder.join("whole.jsonl"), &whole).unwrap();
    done(folder, &[&["import", "whole.jsonl", "sqlite:new.db"], &one[..]].concat());
    done(folder, &[&["verify", "whole.jsonl", "sqlite:new.db"], &one[..]].concat());
    assert!(done(folder, &["export", "sqlite:new.db"]).0 == file);
    fails(
        folder,
        &["verify", "whole.jsonl", "sqlite:new.db"],
        1,
        "there is no enterprise `riverside`",
    );
    fails(folder, &["export", "sqlite:hub.db", "--enterprise", "x"], 1, "not_found: ");
}

#[test]
fn what_cannot_be_done_is_said_and_makes_no_store() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    hub_in(folder);
    let (file, _) = done(folder, &["export", "sqlite:hub.db"]);
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).unwrap();
    write("hub.jsonl", &file);
    write("cut.jsonl", &file[..file.len() / 2]);
    write("other.jsonl", b"{\"hello\":1}\n");
    for (file, message) in [
        ("cut.jsonl", "malformed: the file ends amid a line"),
        ("other.jsonl", "foreign_database: the file is no export of Milkround"),
        ("hub.db", "foreign_database: the file is no export of Milkround"),
        ("none.jsonl", "store_unavailable: `none.jsonl` cannot be read"),
        (".", "cannot be read"),
    ] {
        fails(folder, &["import", file, "sqlite:new.db"], 1, message);
    }
    for args in [
        &["export", "sqlite:new.db"][..],
        &["verify", "hub.jsonl", "sqlite:new.db"],
        &["remove", "sqlite:new.db", "--enterprise", "hilltop"],
    ] {
        fails(folder, args, 1, "not_found: there is no hub in `");
    }
    fails(folder, &["import", "hub.jsonl", "new.db"], 1, "malformed: the URL names no store");
    assert!(!folder.join("new.db").exists());
    // The old store got nothing either.
    assert!(done(folder, &["export", "sqlite:hub.db"]).0 == file);
}

#[test]
fn tables_are_made_when_asked_for_and_not_by_looking() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::write(folder.join("empty.db"), b"").unwrap();
    fails(folder, &["export", "sqlite:empty.db"], 1, "not_found: there is no hub in `");
    assert_eq!(std::fs::metadata(folder.join("empty.db")).unwrap().len(), 0);
    for _ in 0..2 {
        done(folder, &["migrate", "sqlite:new.db"]);
    }
    fails(folder, &["export", "sqlite:new.db"], 1, "not_found: the store has no enterprise");
}

#[test]
fn an_enterprise_that_has_moved_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    hub_in(folder);
    let args = ["remove", "sqlite:hub.db", "--enterprise", "hilltop"];
    let (_, said) = done(folder, &args);
    assert!(said.contains("removing customers: 20 rows") && said.contains("removed "), "{said}");
    fails(folder, &args, 1, "not_found: ");
    let left = String::from_utf8(done(folder, &["export", "sqlite:hub.db"]).0).unwrap();
    assert!(left.contains("riverside") && !left.contains("hilltop"));
}

#[test]
fn what_is_not_understood_shows_how_it_is_used() {
    let folder = tempfile::tempdir().unwrap();
    for (args, message) in [
        (&[][..], "say what to do"),
        (&["move"], "`move` is no command"),
        (&["export"], "`export` needs 1 places, not 0"),
        (&["import", "hub.jsonl"], "`import` needs 2 places, not 1"),
        (&["export", "memory:", "--all"], "`--all` is no option"),
        (&["export", "memory:", "--enterprise"], "`--enterprise` needs an id"),
        (&["remove", "memory:"], "`remove` needs one `--enterprise`"),
        (&["migrate", "memory:", "--enterprise", "x"], "`migrate` is about a whole store"),
    ] {
        fails(folder.path(), args, 2, message);
        assert!(run(folder.path(), args).2.contains("milkround import FILE STORE"));
    }
    let (out, _) = done(folder.path(), &["--help"]);
    assert!(String::from_utf8_lossy(&out).contains("milkround verify FILE STORE"));
}

/// A kill at any moment leaves what the next run goes on with.
#[test]
fn an_import_that_was_killed_goes_on_when_it_is_run_again() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    hub_in(folder);
    let (file, _) = done(folder, &["export", "sqlite:hub.db"]);
    std::fs::write(folder.join("hub.jsonl"), &file).unwrap();
    let args = ["import", "hub.jsonl", "sqlite:new.db"];
    let mut killed = 0;
    for lines in 1..40 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_milkround"))
            .args(args)
            .current_dir(folder)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Killed when it has said so much.
        use std::io::{BufRead, BufReader};
        let said = BufReader::new(child.stderr.take().unwrap()).lines().take(lines).count();
        child.kill().unwrap();
        child.wait().unwrap();
        killed += usize::from(said == lines);
        done(folder, &args);
        assert!(done(folder, &["export", "sqlite:new.db"]).0 == file, "after {lines} lines");
        for name in ["new.db", "new.db-wal", "new.db-shm"] {
            let _ = std::fs::remove_file(folder.join(name));
        }
        if said < lines {
            break;
        }
    }
    assert!(killed > 10, "{killed} were killed before their end");
}
