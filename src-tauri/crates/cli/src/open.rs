//! `gonglian open`: the desk in the system's browser, from a menu entry. A second start finds the host that runs for this
//! folder and opens another page of it: the file is open once, whoever clicks how often.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use actions::places::{Place, desk_place};

use crate::args::Open;
use crate::end::{End, Stop};
use crate::said;
use crate::serve::{self, Hosting, Told};
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
        let opened = found.address().and_then(|address| {
            found.remember(&address);
            browse(&address)
        });
        if let Err(stop) = opened {
            End::told(stop);
        }
    });
    let told = Told::File(meeting.file.clone());
    let ended = serve::run(Hosting { host, port: meeting.port(), told, idle: Some(IDLE) });
    meeting.forget();
    ended
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
    /// The port of the last start. A browser keeps looks and views by it: with another they would be forgotten each time.
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

    /// That of the last start, unless somebody else has it now; 0 lets the system choose.
    fn port(&self) -> u16 {
        let last = fs::read_to_string(&self.port).ok().and_then(|text| text.trim().parse().ok());
        last.filter(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok()).unwrap_or(0)
    }

    fn remember(&self, address: &str) {
        let port = address.strip_prefix("http://127.0.0.1:").and_then(|rest| rest.split(['/', '?']).next());
        if let Some(Err(error)) = port.map(|port| fs::write(&self.port, port)) {
            tracing::warn!(%error, "The port could not be kept");
        }
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
