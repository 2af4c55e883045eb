//! One process a desk: the operating system holds the lock and lets it go when the process dies.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use crate::error::{Result, StoreError};
use crate::held;

/// A process that is just being started by ours holds our lock for a moment longer than we do: on a slow PC for some tenths of a second.
const TRIES: u32 = 25;
const PAUSE: Duration = Duration::from_millis(20);

pub(crate) fn take(dir: &Path) -> Result<File> {
    let file =
        held::open_as(File::options().create(true).truncate(false).write(true), &dir.join("desk.lock"))?;
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            Err(TryLockError::Error(e)) => return Err(e.into()),
        }
    }
    Err(StoreError::OpenElsewhere)
}
