//! `gonglian open`: the desk in the system's browser, from a menu entry. A second start finds the host that runs for this
//! folder and opens another page of it: the file is open once, whoever clicks how often.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use actions::places::{Place, desk_place};

use crate::args::Open;
use crate::end::{End, Stop};
use crate::said;
use crate::serve::{self, Hosting, KeptPort, Port, Told};
use crate::sign_in;

/// A browser that was closed tells nobody. What is typed is kept as a draft, so that ending loses nothing.
const IDLE: Duration = Duration::from_secs(60 * 60);
/// The host that holds the lock is about to write its first address.
const TRIES: u32 = 50;
const PAUSE: Duration = Duration::from_millis(100);

pub fn open(asked: Open) -> Result<End, Stop> {
    let place = asked.dir.map(|dir| Place { dir, kept: None }).or_else(desk_place);
    let Place { dir, kept } = place.ok_or_else(|| Stop::usage(said::word("terminal.no_home")))?;
    let meeting = Meeting::of(&dir)?;
    // Held to the end of the program.
    let Some(_lock) = meeting.take()? else { return browse(&meeting.address()?) };
    let host = Arc::new(sign_in::open(&dir, asked.today).kept_at(kept));
    meeting.forget();
    let found = meeting.clone();
    std::thread::spawn(move || {
        if let Err(stop) = found.address().and_then(|address| browse(&address)) {
            End::told(stop);
        }
    });
    let told = Told::File(meeting.file.clone());
    let ended = serve::run(Hosting { host, port: Port::Kept(meeting.port()), told, idle: Some(IDLE) });
    meeting.forget();
    ended
}

/// Where the port of a folder's host is kept, whichever way it is started.
pub fn kept_port(dir: &Path) -> Result<KeptPort, Stop> {
    Ok(Meeting::of(dir)?.port())
}

fn browse(address: &str) -> Result<End, Stop> {
    match open::that_detached(address) {
        Ok(()) => Ok(End::Good),
        Err(error) => {
            tracing::warn!(%error, "No browser could be started");
            // Still of use: it can be typed into whatever browser there is.
            println!("{address}");
            Err(Stop::usage(said::word("terminal.no_browser")))
        }
    }
}

/// Where starts for one folder meet: a lock that the system lets go with the process, and the address of who holds it.
#[derive(Clone)]
struct Meeting {
    lock: PathBuf,
    file: PathBuf,
    /// The port of the last start.
    port: PathBuf,
}

impl Meeting {
    fn of(dir: &Path) -> Result<Self, Stop> {
        let told = |error: std::io::Error| Stop::usage(error.to_string());
        let own = actions::places::own_folder().ok_or_else(|| Stop::usage(said::word("terminal.no_home")))?;
        let folder = own.join("hosts");
        fs::create_dir_all(&folder).map_err(told)?;
        let mut hasher = DefaultHasher::new();
        std::path::absolute(dir).map_err(told)?.hash(&mut hasher);
        let name = format!("{:016x}", hasher.finish());
        let beside = |end: &str| folder.join(format!("{name}.{end}"));
        Ok(Self { lock: beside("lock"), file: beside("address"), port: beside("port") })
    }

    /// `None`: another start holds it.
    fn take(&self) -> Result<Option<File>, Stop> {
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&self.lock);
        let file = file.map_err(|error| Stop::usage(error.to_string()))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(Stop::usage(error.to_string())),
        }
    }

    fn address(&self) -> Result<String, Stop> {
        for _ in 0..TRIES {
            match fs::read_to_string(&self.file) {
                Ok(address) if !address.is_empty() => return Ok(address),
                _ => std::thread::sleep(PAUSE),
            }
        }
        Err(Stop::usage(said::word("terminal.no_address")))
    }

    fn port(&self) -> KeptPort {
        KeptPort::at(self.port.clone())
    }

    /// What an earlier host left is no address.
    fn forget(&self) {
        if let Err(error) = fs::remove_file(&self.file)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "An old address could not be removed");
        }
    }
}
