//! Files that another program has open for a moment: a virus scanner reads what was just written, an indexer, a copier.
//! It does not know which file is which; on Windows such a file can neither be replaced nor deleted until it is let go.
//! Called wherever a file of the desk is first read, takes the place of another or goes, and by whoever keeps a small file beside it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use crate::desk::{keep_private, sync_dir};
use crate::error::{Result, StoreError};

/// A second in all: a scanner has read a small file long before, and nobody waits longer without a word.
const TRIES: u32 = 11;
const PAUSE: Duration = Duration::from_millis(100);

/// What Windows answers where another program has the file open: access denied (the file in whose place another is to
/// come), sharing violation, lock violation.
const DENIED: i32 = 5;
const SHARED: [i32; 2] = [32, 33];

pub fn rename(from: &Path, to: &Path) -> Result<()> {
    patiently(may_pass, || fs::rename(from, to))
}

/// To be read. What may not be read at all is told at once.
pub fn open(file: &Path) -> Result<File> {
    open_as(File::options().read(true), file)
}

/// The same, for what `how` says.
pub(crate) fn open_as(how: &OpenOptions, file: &Path) -> Result<File> {
    patiently(is_held, || how.open(file))
}

/// One that is not there is gone already.
pub fn remove(file: &Path) -> Result<()> {
    patiently(may_pass, || unless_gone(fs::remove_file(file)))
}

/// A folder with all that is in it; one that is not there is gone already.
pub fn remove_dir(dir: &Path) -> Result<()> {
    patiently(may_pass, || unless_gone(fs::remove_dir_all(dir)))
}

/// Writes a whole file, for this user of the machine alone: whatever happens, what was there before is there, or all of this.
pub fn put(file: &Path, bytes: &[u8]) -> Result<()> {
    let mut name = file.as_os_str().to_owned();
    name.push(".new");
    let beside = Path::new(&name);
    if let Err(error) = written(beside, bytes).and_then(|()| rename(beside, file)) {
        // Half a list, or a whole one under a name that nobody knows, is no place for what people are called.
        let _ = fs::remove_file(beside);
        return Err(error);
    }
    // A bare name lies in the folder that the program stands in.
    file.parent().filter(|dir| !dir.as_os_str().is_empty()).map_or(Ok(()), sync_dir)
}

fn written(beside: &Path, bytes: &[u8]) -> Result<()> {
    // What lies there is left of a try that was cut off, or a link that somebody laid: what it leads to is not to be written over.
    remove(beside)?;
    let mut fresh = File::create_new(beside)?;
    // Before anything is in it.
    keep_private(beside)?;
    fresh.write_all(bytes)?;
    fresh.sync_all()?;
    Ok(())
}

/// Whether another program has the file open now. Asked where SQLite could not open it, and says no reason: on Windows alone, for
/// elsewhere no open file is in the way, and to close one lets go what SQLite has locked in it.
pub(crate) fn is_in_use(file: &Path) -> bool {
    cfg!(windows) && File::options().read(true).write(true).open(file).is_err_and(|error| is_held(&error))
}

fn unless_gone(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

fn patiently<T>(passes: fn(&io::Error) -> bool, mut ask: impl FnMut() -> io::Result<T>) -> Result<T> {
    let mut left = TRIES;
    loop {
        left -= 1;
        match ask() {
            Err(error) if passes(&error) && left > 0 => sleep(PAUSE),
            Err(error) if passes(&error) => return Err(StoreError::Held),
            done => return Ok(done?),
        }
    }
}

/// Another program has the file open, and says so.
pub(crate) fn is_held(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::ResourceBusy | ErrorKind::WouldBlock)
        || of_windows(error).is_some_and(|code| SHARED.contains(&code))
}

/// The same, where the file is not written itself: what may not be done to it for good is told by writing beside it.
fn may_pass(error: &io::Error) -> bool {
    is_held(error) || of_windows(error) == Some(DENIED)
}

fn of_windows(error: &io::Error) -> Option<i32> {
    error.raw_os_error().filter(|_| cfg!(windows))
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    /// An operation that is refused so many times, and how often it was tried.
    fn held_for(times: u32, kind: ErrorKind) -> (Result<&'static str>, u32) {
        let mut tried = 0;
        let done = patiently(may_pass, || {
            tried += 1;
            if tried > times { Ok("done") } else { Err(io::Error::from(kind)) }
        });
        (done, tried)
    }

    #[test]
    fn what_is_held_for_a_moment_is_done_a_little_later() {
        for kind in [ErrorKind::ResourceBusy, ErrorKind::WouldBlock] {
            for times in [0, 1, 3] {
                let (done, tried) = held_for(times, kind);
                assert_eq!((done.unwrap(), tried), ("done", times + 1));
            }
        }
    }

    #[test]
    fn what_stays_held_is_told_after_a_second() {
        let begun = std::time::Instant::now();
        let (done, tried) = held_for(u32::MAX, ErrorKind::ResourceBusy);
        assert!(matches!(done, Err(StoreError::Held)), "{done:?}");
        assert_eq!(tried, 11);
        assert!(begun.elapsed() >= Duration::from_secs(1));
    }

    #[test]
    fn what_does_not_pass_is_tried_once() {
        let (done, tried) = held_for(u32::MAX, ErrorKind::StorageFull);
        assert!(matches!(done, Err(StoreError::DiskFull)));
        assert_eq!(tried, 1);
    }

    /// The same numbers mean something else elsewhere: 5 is a disk that fails, 32 a pipe nobody reads.
    #[test]
    fn the_numbers_of_windows_count_there_only() {
        for code in [5, 32, 33] {
            assert_eq!(may_pass(&io::Error::from_raw_os_error(code)), cfg!(windows), "{code}");
        }
        assert_eq!(is_held(&io::Error::from_raw_os_error(32)), cfg!(windows));
        assert!(!is_held(&io::Error::from_raw_os_error(5)));
    }

    #[test]
    fn what_is_not_there_is_gone() {
        let dir = TempDir::new().unwrap();
        remove(&dir.path().join("a")).unwrap();
        remove_dir(&dir.path().join("b")).unwrap();
        assert!(matches!(rename(&dir.path().join("a"), &dir.path().join("b")), Err(StoreError::Missing(_))));
        assert!(matches!(open(&dir.path().join("a")), Err(StoreError::Missing(_))));
    }

    /// Whatever a system makes of it, nobody is left without the file.
    #[test]
    fn an_open_file_that_is_replaced_is_the_old_one_or_the_new_one() {
        let dir = TempDir::new().unwrap();
        let place = dir.path().join("desk.db");
        for reading in [true, false] {
            fs::write(&place, "old").unwrap();
            let open = File::options().read(reading).write(!reading).open(&place).unwrap();
            let replaced = put(&place, b"new");
            let expected = if replaced.is_ok() { "new" } else { "old" };
            assert_eq!(fs::read_to_string(&place).unwrap(), expected, "{replaced:?}");
            assert!(matches!(replaced, Ok(()) | Err(StoreError::Held)), "{replaced:?}");
            drop(open);
            put(&place, b"newer").unwrap();
            assert_eq!(fs::read_to_string(&place).unwrap(), "newer");
            assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing is left beside it");
        }
    }

    /// A bug: what could not take its place stayed beside it, readable, under another name.
    #[test]
    fn what_does_not_come_to_its_place_is_not_left_beside_it() {
        let dir = TempDir::new().unwrap();
        let folder = dir.path().join("list.xlsx");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("a"), "kept").unwrap();
        assert!(put(&folder, b"names").is_err());
        assert!(put(&dir.path().join("nowhere/list.xlsx"), b"names").is_err());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        assert_eq!(fs::read_to_string(folder.join("a")).unwrap(), "kept");
    }

    /// Nobody else may so much as read it.
    #[cfg(windows)]
    fn alone(place: &Path) -> File {
        use std::os::windows::fs::OpenOptionsExt;
        File::options().read(true).share_mode(0).open(place).unwrap()
    }

    #[cfg(windows)]
    fn lets_go(held: File) -> std::thread::JoinHandle<()> {
        std::thread::spawn(move || {
            sleep(Duration::from_millis(300));
            drop(held);
        })
    }

    /// A sign-in was refused for what would have passed in a moment.
    #[cfg(windows)]
    #[test]
    fn a_file_that_a_scanner_holds_is_read_once_it_lets_go() {
        let dir = TempDir::new().unwrap();
        let place = dir.path().join("desk.db");
        fs::write(&place, "desk").unwrap();
        let soon = lets_go(alone(&place));
        open(&place).unwrap();
        soon.join().unwrap();
        assert!(!is_in_use(&place));
        let _held = alone(&place);
        assert!(is_in_use(&place));
        assert!(matches!(open(&place), Err(StoreError::Held)));
    }

    #[cfg(windows)]
    #[test]
    fn a_file_that_a_scanner_holds_is_replaced_once_it_lets_go() {
        let dir = TempDir::new().unwrap();
        let place = dir.path().join("desk.db");
        fs::write(&place, "old").unwrap();
        let soon = lets_go(alone(&place));
        put(&place, b"new").unwrap();
        soon.join().unwrap();
        assert_eq!(fs::read_to_string(&place).unwrap(), "new");
        let _held = alone(&place);
        assert!(matches!(put(&place, b"newer"), Err(StoreError::Held)));
        assert!(matches!(remove(&place), Err(StoreError::Held)));
    }

    /// A bug: a link under the name beside it, on a stick that somebody had prepared, had another file of this user written over.
    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link_that_lies_there() {
        let dir = TempDir::new().unwrap();
        let (place, other) = (dir.path().join("list.xlsx"), dir.path().join("desk.db"));
        fs::write(&other, "desk").unwrap();
        for link in ["list.xlsx.new", "list.xlsx"] {
            std::os::unix::fs::symlink(&other, dir.path().join(link)).unwrap();
            put(&place, b"list").unwrap();
            assert_eq!(fs::read_to_string(&other).unwrap(), "desk", "{link}");
            assert!(fs::symlink_metadata(&place).unwrap().is_file(), "{link}");
            fs::remove_file(&place).unwrap();
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_small_file_is_for_its_user_alone_whatever_was_there() {
        use std::os::unix::fs::PermissionsExt;
        let dir = TempDir::new().unwrap();
        let place = dir.path().join("address");
        for before in [None, Some(0o644)] {
            if let Some(mode) = before {
                fs::set_permissions(&place, fs::Permissions::from_mode(mode)).unwrap();
            }
            put(&place, b"secret").unwrap();
            assert_eq!(fs::metadata(&place).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}
