//! Where starts for one folder meet: a lock that the system lets go with the process, the address of who holds it, and which
//! version that is. A host of another version is asked to give way: the menu must not lead to the pages from before an upgrade.
//! It does not know what a host does. Called by `open` and `serve`.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;

use crate::end::Stop;
use crate::said;
use crate::serve::{self, KeptPort};

const VERSION: &str = env!("CARGO_PKG_VERSION");
/// The host that holds the lock is about to write its first address, or about to end.
const TRIES: u32 = 50;
const PAUSE: Duration = Duration::from_millis(100);

#[derive(Clone)]
pub struct Meeting {
    lock: PathBuf,
    address: PathBuf,
    version: PathBuf,
    /// The port of the last start.
    port: PathBuf,
}

/// What a start finds where a host runs already.
pub enum Joined {
    /// The address of one like this program.
    Host(String),
    /// Another version has ended: this start holds its place.
    Place(File),
}

impl Meeting {
    pub fn of(dir: &Path) -> Result<Self, Stop> {
        let own = actions::places::own_folder().ok_or_else(|| Stop::usage(said::word("terminal.no_home")))?;
        let folder = own.join("hosts");
        fs::create_dir_all(&folder).map_err(|error| of_folder(&folder, &error))?;
        let mut hasher = DefaultHasher::new();
        std::path::absolute(dir).map_err(told)?.hash(&mut hasher);
        let name = format!("{:016x}", hasher.finish());
        let beside = |end: &str| folder.join(format!("{name}.{end}"));
        Ok(Self {
            lock: beside("lock"),
            address: beside("address"),
            version: beside("version"),
            port: beside("port"),
        })
    }

    /// `None`: another start holds it.
    pub fn take(&self) -> Result<Option<File>, Stop> {
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&self.lock);
        // A folder of another user's, left by a start with their rights, cannot be written by this one.
        let file = file.map_err(|error| of_folder(&self.lock, &error))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(told(error)),
        }
    }

    pub fn join(&self) -> Result<Joined, Stop> {
        let address = self.address()?;
        // Written before the address: whoever finds that finds this.
        if fs::read_to_string(&self.version).is_ok_and(|version| version == VERSION) {
            return Ok(Joined::Host(address));
        }
        let stays = || Stop::usage(said::word("terminal.other_version"));
        if !serve::gives_way(&address) {
            return Err(stays());
        }
        for _ in 0..TRIES {
            if let Some(lock) = self.take()? {
                return Ok(Joined::Place(lock));
            }
            std::thread::sleep(PAUSE);
        }
        Err(stays())
    }

    /// Of who holds the lock. What an earlier host left is no address.
    pub fn begin(&self) -> Result<(), Stop> {
        self.forget();
        let put = actions::places::put(&self.version, VERSION.as_bytes());
        put.map_err(|error| Stop::usage(error.to_string()))
    }

    pub fn address(&self) -> Result<String, Stop> {
        for _ in 0..TRIES {
            match fs::read_to_string(&self.address) {
                Ok(address) if !address.is_empty() => return Ok(address),
                _ => std::thread::sleep(PAUSE),
            }
        }
        Err(Stop::usage(said::word("terminal.no_address")))
    }

    pub fn address_file(&self) -> PathBuf {
        self.address.clone()
    }

    pub fn port(&self) -> KeptPort {
        KeptPort::at(self.port.clone())
    }

    pub fn forget(&self) {
        for file in [&self.address, &self.version] {
            if let Err(error) = fs::remove_file(file)
                && error.kind() != std::io::ErrorKind::NotFound
            {
                tracing::warn!(%error, "What an ended host left could not be removed");
            }
        }
    }
}

fn of_folder(place: &Path, error: &std::io::Error) -> Stop {
    let values = json!({ "dir": place.display().to_string(), "why": error.to_string() });
    Stop::usage(said::sentence("terminal.own_folder", &values))
}

fn told(error: std::io::Error) -> Stop {
    Stop::usage(error.to_string())
}
