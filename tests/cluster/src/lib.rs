//! A PostgreSQL server for tests, thrown away after them.
//!
//! [`Cluster::start`] makes one in a folder of its own and on a port of its own, so that any number
//! run side by side. It goes when it is dropped, and also when the process that started it is killed:
//! a shell (`serve.sh`) stands over the server and reads a pipe that ends with that process.
//!
//! Nothing is flushed to the disk. What a killed server had written stays with the system, so that
//! [`kill`](Cluster::kill) and [`restart`](Cluster::restart) still show what a power cut shows.

use std::collections::hash_map::RandomState;
use std::fs;
use std::hash::{BuildHasher, Hasher};
use std::io::Write;
use std::net::TcpListener;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// Where `make postgres` puts a server that no package of the system brings.
const BROUGHT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/postgres/server");

/// How long to wait between two looks, and how often to look.
const PAUSE: Duration = Duration::from_millis(20);
const LOOKS: usize = 3000;

/// A running server.
#[derive(Debug)]
pub struct Cluster {
    bin: PathBuf,
    folder: PathBuf,
    owner: Option<Owner>,
    port: u16,
    password: String,
    /// What fills its disk on demand, where somebody asked for that.
    filler: Option<PathBuf>,
    /// The shell that stands over the server; nobody does after a stop.
    shell: Option<Child>,
}

/// As whom the server runs when root starts it, which it refuses to run as.
#[derive(Debug, Clone, Copy)]
struct Owner {
    user: u32,
    group: u32,
}

impl Cluster {
    /// Starts a server with a role `milkround`, which may make databases and is bound by row
    /// security.
    pub fn start() -> Result<Self, String> {
        Self::start_with(0)
    }

    /// The same with so many empty databases of that role: `hub_1`, `hub_2` and so on.
    pub fn start_with(databases: u32) -> Result<Self, String> {
        Self::made(databases, |_| Ok(None))
    }

    /// Starts one whose disk is full whenever [`fill_disk`](Self::fill_disk) says so. It needs Linux
    /// with a C compiler: a few lines of C stand between the server and its files.
    pub fn start_on_small_disk() -> Result<Self, String> {
        Self::made(0, |folder| {
            let (source, library) = (folder.join("full_disk.c"), folder.join("full_disk.so"));
            let written = fs::write(&source, include_str!("full_disk.c"));
            written.map_err(|e| format!("cannot write `{}`: {e}", source.display()))?;
            let mut cc = Command::new("cc");
            cc.args(["-shared", "-fPIC", "-Wall", "-o"]);
            let made = cc.arg(&library).arg(&source).args(["-ldl"]).status();
            match made {
                Ok(status) if status.success() => Ok(Some(library)),
                failed => Err(format!("cannot compile what fills the disk: {failed:?}")),
            }
        })
    }

    fn made(
        databases: u32,
        filler: impl FnOnce(&Path) -> Result<Option<PathBuf>, String>,
    ) -> Result<Self, String> {
        let bin = binaries()?;
        let name = format!("milkround-cluster-{}-{:016x}", std::process::id(), random());
        let folder = std::env::temp_dir().join(name);
        let made = fs::DirBuilder::new().mode(0o700).create(&folder);
        made.map_err(|e| format!("cannot make the folder `{}`: {e}", folder.display()))?;
        let password = format!("{:016x}{:016x}", random(), random());
        let (owner, port) = (None, free_port()?);
        let mut cluster = Self { bin, folder, owner, port, password, filler: None, shell: None };
        cluster.filler = filler(&cluster.folder)?;
        cluster.prepare(databases)?;
        cluster.serve()?;
        Ok(cluster)
    }

    /// The address of a database for the role `milkround`.
    pub fn url(&self, database: &str) -> String {
        self.url_of("milkround", database)
    }

    /// The address of a database for one whom nothing binds.
    pub fn superuser_url(&self, database: &str) -> String {
        self.url_of("postgres", database)
    }

    fn url_of(&self, role: &str, database: &str) -> String {
        format!("postgres://{role}:{}@127.0.0.1:{}/{database}", self.password, self.port)
    }

    /// From now on no table's file grows, or does again. Only where the server was started for it.
    pub fn fill_disk(&self, full: bool) -> Result<(), String> {
        if self.filler.is_none() {
            return Err("it was not started on a small disk".to_owned());
        }
        let flag = self.folder.join("full");
        let done = if full { fs::write(flag, "") } else { fs::remove_file(flag) };
        done.map_err(|e| format!("cannot fill the disk or make room: {e}"))
    }

    /// Stops the server as its keeper would: sessions end, what was committed is written.
    pub fn stop(&mut self) -> Result<(), String> {
        let Some(mut shell) = self.shell.take() else { return Ok(()) };
        if let Some(mut input) = shell.stdin.take() {
            // A shell that somebody killed reads nothing.
            let _ = input.write_all(b"stop\n");
            shell.wait().map_err(|e| format!("cannot wait for the server's end: {e}"))?;
        }
        Ok(())
    }

    /// Kills every process of the server at once, as a power cut would.
    pub fn kill(&mut self) -> Result<(), String> {
        let Some(server) = self.pid().filter(|_| self.shell.is_some() && !self.is_down()) else {
            return Ok(());
        };
        // A stopped server starts no process while its own are looked for.
        signal("STOP", &[server])?;
        let mut all = children(server);
        all.push(server);
        signal("KILL", &all)?;
        match (0..LOOKS).any(|_| self.is_down() || pause()) {
            true => Ok(()),
            false => Err(format!("process {server} outlived SIGKILL")),
        }
    }

    /// Starts the server again on the same port with what it kept; stops it before where it runs.
    pub fn restart(&mut self) -> Result<(), String> {
        self.stop()?;
        self.serve()
    }

    /// Writes what the first start reads, and gives it all to whom the server will run as.
    fn prepare(&mut self, databases: u32) -> Result<(), String> {
        let password = &self.password;
        let mut roles = format!(
            "CREATE ROLE milkround LOGIN PASSWORD '{password}' NOSUPERUSER NOBYPASSRLS CREATEDB\n"
        );
        let own = (1..=databases).map(|n| format!("CREATE DATABASE hub_{n} OWNER milkround\n"));
        roles.extend(own);
        let write = |name, text: &str| fs::write(self.folder.join(name), text);
        let written = write("password", password).and_then(|()| write("roles.sql", &roles));
        written.and_then(|()| write("log", "")).map_err(|e| format!("cannot prepare: {e}"))?;
        let root = fs::metadata(&self.folder).is_ok_and(|folder| folder.uid() == 0);
        if root {
            let owner = unprivileged()?;
            for name in ["", "password", "roles.sql", "log"] {
                chown(self.folder.join(name), Some(owner.user), Some(owner.group))
                    .map_err(|e| format!("cannot give the folder away: {e}"))?;
            }
            self.owner = Some(owner);
        }
        Ok(())
    }

    /// Starts the server; again where another program took the port, or the system still counts
    /// processes that were killed.
    fn serve(&mut self) -> Result<(), String> {
        let passing = |why: &str| why.contains("could not bind") || why.contains("still in use");
        let mut tries = 50;
        loop {
            match self.serve_once() {
                Err(why) if passing(&why) && tries > 0 => {
                    tries -= 1;
                    sleep(5 * PAUSE);
                }
                result => return result,
            }
        }
    }

    fn serve_once(&mut self) -> Result<(), String> {
        for name in ["down", "pid"] {
            let _ = fs::remove_file(self.folder.join(name));
        }
        let said = self.log().len();
        let unable = |e| format!("cannot start a shell in `{}`: {e}", self.folder.display());
        self.shell = Some(self.spawn().map_err(unable)?);
        let settled = (0..LOOKS).any(|_| self.is_ready() || self.is_down() || pause());
        if settled && self.is_ready() {
            return Ok(());
        }
        self.stop()?;
        let log = self.log();
        let bin = self.bin.display();
        Err(format!("the server in `{bin}` does not start:\n{}", log.get(said..).unwrap_or(&log)))
    }

    fn spawn(&self) -> std::io::Result<Child> {
        let log = fs::OpenOptions::new().append(true).open(self.folder.join("log"))?;
        let mut shell = Command::new("sh");
        shell.args(["-c", include_str!("serve.sh"), "serve"]).arg(&self.bin).arg(&self.folder);
        let port = format!("port={}", self.port);
        for option in [
            port.as_str(),
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=.",
            "max_connections=100",
            "fsync=off",
            "full_page_writes=off",
            "synchronous_commit=on",
        ] {
            shell.args(["-c", option]);
        }
        if let Some(filler) = &self.filler {
            shell.env("LD_PRELOAD", filler).env("FULL_DISK", self.folder.join("full"));
        }
        // A group of its own: what ends a whole group at the keyboard must leave it to clean up.
        shell.process_group(0).current_dir(&self.folder).env("LC_ALL", "C");
        if let Some(owner) = self.owner {
            shell.uid(owner.user).gid(owner.group);
        }
        shell.stdin(Stdio::piped()).stdout(log.try_clone()?).stderr(log).spawn()
    }

    /// What the server has written into its log.
    pub fn log(&self) -> String {
        fs::read(self.folder.join("log"))
            .map_or_else(|e| e.to_string(), |log| String::from_utf8_lossy(&log).into_owned())
    }

    /// The server's process, as the shell wrote it down.
    fn pid(&self) -> Option<u32> {
        fs::read_to_string(self.folder.join("pid")).ok()?.trim().parse().ok()
    }

    /// Whether it takes connections: it says so in its lock file, in the eighth line.
    fn is_ready(&self) -> bool {
        let lock = fs::read_to_string(self.folder.join("data/postmaster.pid")).unwrap_or_default();
        let mut lines = lock.lines().map(str::trim);
        let pid = lines.next().and_then(|pid| pid.parse().ok());
        pid.is_some() && pid == self.pid() && lines.nth(6) == Some("ready")
    }

    fn is_down(&self) -> bool {
        self.folder.join("down").exists()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = self.stop();
        // A killed server leaves its lock file, and a little shared memory that the seventh line names.
        let lock = fs::read_to_string(self.folder.join("data/postmaster.pid")).unwrap_or_default();
        if let Some(id) = lock.lines().nth(6).and_then(|memory| memory.split_whitespace().nth(1)) {
            let _ = Command::new("ipcrm").args(["-m", id]).stderr(Stdio::null()).status();
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The folder of the server's programs.
fn binaries() -> Result<PathBuf, String> {
    let found = Command::new("sh").args(["-c", include_str!("find.sh"), "find", BROUGHT]).output();
    let found = found.map_err(|e| format!("cannot start a shell: {e}"))?;
    match String::from_utf8_lossy(&found.stdout).trim() {
        "" => {
            Err("no PostgreSQL 15 or later was found: run `make postgres`, or name the folder of \
            `initdb` and `postgres` in MILKROUND_POSTGRES_BIN"
                .to_owned())
        }
        folder => Path::new(folder).canonicalize().map_err(|e| format!("`{folder}`: {e}")),
    }
}

/// The user `postgres` where there is one, otherwise `nobody`.
fn unprivileged() -> Result<Owner, String> {
    let users = fs::read_to_string("/etc/passwd").map_err(|e| format!("/etc/passwd: {e}"))?;
    let find = |name| {
        let mut lines = users.lines().map(|line| line.split(':').collect::<Vec<_>>());
        let user = lines.find(|user| user.first() == Some(&name))?;
        Some(Owner { user: user.get(2)?.parse().ok()?, group: user.get(3)?.parse().ok()? })
    };
    find("postgres").or_else(|| find("nobody")).ok_or_else(|| {
        "PostgreSQL does not run as root, and no user `postgres` or `nobody` is there: add one"
            .into()
    })
}

/// A port that nobody listens on, below those that systems lend to whoever calls out: it is still
/// free at the next start.
fn free_port() -> Result<u16, String> {
    let drawn = || u16::try_from(15_000 + random() % 15_000).ok();
    let mut ports = (0..100).filter_map(|_| drawn());
    let port = ports.find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok());
    port.ok_or_else(|| "no free port on 127.0.0.1".to_owned())
}

/// The processes that a process started, where the system shows them; elsewhere a server's own end
/// by themselves soon after it.
fn children(parent: u32) -> Vec<u32> {
    let Ok(processes) = fs::read_dir("/proc") else { return Vec::new() };
    let pids = processes.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    let is_child = |pid: &u32| {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        // `pid (name) state parent …`, and a name may hold anything.
        let behind_name = stat.rsplit(')').next().unwrap_or_default();
        behind_name.split_whitespace().nth(1) == Some(&parent.to_string())
    };
    pids.filter(is_child).collect()
}

/// Sends a signal; that one of them ended before is no failure.
fn signal(name: &str, pids: &[u32]) -> Result<(), String> {
    let mut shell = Command::new("sh");
    shell.args(["-c", "kill -\"$0\" \"$@\"", name]).args(pids.iter().map(u32::to_string));
    let sent = shell.stderr(Stdio::null()).status();
    sent.map(|_| ()).map_err(|e| format!("cannot start a shell: {e}"))
}

/// Any number: the standard library seeds these at random.
fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// Waits a moment, and says that nothing came of it yet.
fn pause() -> bool {
    sleep(PAUSE);
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn a_kill_ends_every_process() {
        let mut cluster = Cluster::start().unwrap();
        let all = children(cluster.pid().unwrap());
        assert!(all.len() > 2, "{all:?}");
        // What is stopped does not end by itself.
        signal("STOP", &all).unwrap();
        cluster.kill().unwrap();
        let lives = |pid: &u32| {
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
            stat.contains(") T ") || stat.contains(") S ")
        };
        assert!((0..500).any(|_| !all.iter().any(lives) || pause()), "some of {all:?} live");
    }
}
