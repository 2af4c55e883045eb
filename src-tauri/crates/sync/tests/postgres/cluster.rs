//! One PostgreSQL server: made in a temporary folder, run as an ordinary user, stopped by its process id.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, LazyLock, Mutex, Weak};
use std::time::{Duration, Instant};

use sync::hub::ca::{self, Pair, Validity};
use sync::hub::{Admin, Trust};
use tempfile::TempDir;

pub const ADMIN: &str = "admin";
const PASSWORD: &str = "only-for-this-test";
pub const VALID: Validity = Validity { from: (2020, 1, 1), to: (2100, 1, 1) };

/// One authority for all clusters of this run.
pub static AUTHORITY: LazyLock<Pair> = LazyLock::new(|| ca::authority("test hub", &VALID).unwrap());

/// One server for all tests that do not break it; it ends with the last of them.
pub fn shared() -> Arc<Cluster> {
    static SHARED: Mutex<Weak<Cluster>> = Mutex::new(Weak::new());
    let mut shared = SHARED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    shared.upgrade().unwrap_or_else(|| {
        let cluster = Arc::new(Cluster::start());
        *shared = Arc::downgrade(&cluster);
        cluster
    })
}

pub struct Cluster {
    pub port: u16,
    /// `None` for another name of a cluster that somebody else ends.
    folder: Option<TempDir>,
    server: Option<Child>,
}

impl Cluster {
    pub fn start() -> Self {
        let mut cluster = Self::empty();
        let password = cluster.path().join("password");
        fs::write(&password, PASSWORD).unwrap();
        own(&password);
        let mut initdb = as_user(&program("initdb"));
        initdb.args(["--no-sync", "-E", "UTF8", "--locale=C", "-A", "scram-sha-256", "-U", ADMIN]);
        must(initdb.arg("--pwfile").arg(&password).arg("-D").arg(cluster.data()));
        cluster.configure();
        cluster.run();
        cluster
    }

    /// A copy that follows this one, or (`stays`) a base backup to go back to.
    pub fn copy(&self) -> Self {
        let copy = Self::empty();
        let mut backup = as_user(&program("pg_basebackup"));
        backup.env("PGPASSWORD", PASSWORD).args([
            "-h",
            "127.0.0.1",
            "-U",
            ADMIN,
            "-X",
            "stream",
            "-c",
            "fast",
        ]);
        must(backup.args(["-N", "-p", &self.port.to_string(), "-R"]).arg("-D").arg(copy.data()));
        copy
    }

    /// A base backup that starts as a hub of its own.
    pub fn forget_primary(&self) {
        fs::remove_file(self.data().join("standby.signal")).unwrap();
    }

    fn empty() -> Self {
        let folder = tempfile::Builder::new().prefix("gonglian-hub-").tempdir().unwrap();
        own(folder.path());
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        Self { port, folder: Some(folder), server: None }
    }

    /// The same server for a scene, while the test keeps the right to kill it.
    pub fn borrowed(other: &Self) -> Self {
        Self { port: other.port, folder: None, server: None }
    }

    fn path(&self) -> &Path {
        self.folder.as_ref().expect("a cluster of one's own").path()
    }

    pub fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    fn configure(&self) {
        let server = ca::server(&AUTHORITY, &["127.0.0.1", "localhost"], &VALID).unwrap();
        let files = [
            ("server.crt", server.cert_pem.as_str()),
            ("server.key", &server.key_pem),
            ("ca.crt", &AUTHORITY.cert_pem),
            ("pg_hba.conf", include_str!("pg_hba.conf")),
        ];
        for (name, text) in files {
            let path = self.data().join(name);
            fs::write(&path, text).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
            own(&path);
        }
        let conf = self.data().join("postgresql.auto.conf");
        fs::write(&conf, include_str!("postgresql.conf")).unwrap();
        own(&conf);
    }

    /// Starts the server on its folder and waits until it answers.
    pub fn run(&mut self) {
        let log = fs::File::create(self.path().join("log")).unwrap();
        let mut server = as_user(&program("postgres"));
        server.arg("-D").arg(self.data()).args(["-p", &self.port.to_string()]);
        self.server = Some(server.stdout(Stdio::null()).stderr(log).spawn().unwrap());
        let began = Instant::now();
        while Admin::connect(&self.url("postgres"), None).is_err() {
            let log = || fs::read_to_string(self.path().join("log")).unwrap_or_default();
            assert!(began.elapsed() < Duration::from_secs(30), "no answer from PostgreSQL:\n{}", log());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// As if the machine had lost its power: nothing is written any more.
    pub fn kill(&mut self) {
        if let Some(mut server) = self.server.take() {
            // SIGQUIT ends the children too; they give up at once and write nothing.
            signal("QUIT", &server);
            server.wait().ok();
        }
    }

    pub fn url(&self, database: &str) -> String {
        format!("postgres://{ADMIN}:{PASSWORD}@127.0.0.1:{}/{database}", self.port)
    }

    pub fn admin(&self, database: &str) -> Admin {
        Admin::connect(&self.url(database), None).unwrap()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.kill();
    }
}

pub fn trust() -> Trust {
    Trust { ca_pem: AUTHORITY.cert_pem.clone(), identity: None }
}

fn signal(name: &str, child: &Child) {
    Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status().ok();
}

fn program(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    folders.extend(debian.map(|version| version.path().join("bin")));
    let found = folders.into_iter().map(|folder| folder.join(name)).find(|path| path.is_file());
    found.unwrap_or_else(|| {
        panic!("{name} is not here: install PostgreSQL 15 or newer (Debian: apt-get install postgresql)")
    })
}

/// PostgreSQL refuses to run as root: then it runs as `postgres`, or as `nobody` where there is no such user.
fn as_user(program: &Path) -> Command {
    let mut command = match user() {
        None => Command::new(program),
        Some((uid, gid)) => {
            let mut setpriv = Command::new("setpriv");
            setpriv
                .args([&format!("--reuid={uid}"), &format!("--regid={gid}"), "--clear-groups"])
                .arg(program);
            setpriv
        }
    };
    command.current_dir("/").stdin(Stdio::null());
    command
}

fn user() -> Option<(u32, u32)> {
    let id = |args: &[&str]| {
        let answer = Command::new("id").args(args).output().ok()?;
        String::from_utf8(answer.stdout).ok()?.trim().parse::<u32>().ok()
    };
    if id(&["-u"]) != Some(0) {
        return None;
    }
    let of = |name| Some((id(&["-u", name])?, id(&["-g", name])?));
    of("postgres").or_else(|| of("nobody"))
}

fn own(path: &Path) {
    if let Some((uid, gid)) = user() {
        chown(path, Some(uid), Some(gid)).unwrap();
    }
}

fn must(command: &mut Command) {
    let done = command.output().unwrap();
    assert!(done.status.success(), "{command:?}\n{}", String::from_utf8_lossy(&done.stderr));
}
