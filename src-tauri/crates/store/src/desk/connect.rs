//! One keyed connection, set up the same way everywhere.

use std::borrow::Cow;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use zeroize::Zeroizing;

use super::open::beside;
use crate::error::{Result, StoreError};
use crate::held;
use crate::keys::FileKey;

/// Cache of the writer and of each reader, in KiB. Decrypting a page costs more than keeping it.
const WRITER_CACHE: i64 = 24 * 1024;
const READER_CACHE: i64 = 32 * 1024;
/// Of the writer while a file is made that can be made again: entries' ids are drawn all over their index.
const HURRIED_CACHE: i64 = 256 * 1024;
const STATEMENTS: usize = 128;
/// Windows takes 260 characters with all that is laid beside a file; a longer path only as it is on the disk, `\\?\C:\…`.
const LONG: usize = 240;
/// SQLite's own way of files for such paths.
const FOR_LONG: &str = "win32-longpath";

pub(crate) fn writer(file: &Path, key: &FileKey) -> Result<Connection> {
    let conn = keyed(file, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.query_row("pragma journal_mode = wal", [], |_| Ok(())).map_err(|e| told(file, e))?;
    conn.execute_batch("pragma secure_delete = on; pragma foreign_keys = on;")?;
    steady(&conn)?;
    // After a large import the log beside the file shrinks again.
    conn.query_row("pragma journal_size_limit = 33554432", [], |_| Ok(()))?;
    Ok(conn)
}

/// As people's acts are written: each is on the disk before it is answered.
pub(crate) fn steady(conn: &Connection) -> Result<()> {
    conn.execute_batch("pragma synchronous = full")?;
    conn.query_row("pragma wal_autocheckpoint = 1000", [], |_| Ok(()))?;
    Ok(conn.pragma_update(None, "cache_size", -WRITER_CACHE)?)
}

/// One batch of many: only a checkpoint waits for the disk, and pages that several batches change go back into the file once.
pub(crate) fn eased(conn: &Connection) -> Result<()> {
    conn.execute_batch("pragma synchronous = normal")?;
    Ok(conn.query_row("pragma wal_autocheckpoint = 4000", [], |_| Ok(()))?)
}

/// Nothing waits for the disk, and the log beside the file goes back into it seldom.
pub(crate) fn hurried(conn: &Connection) -> Result<()> {
    conn.execute_batch("pragma synchronous = off")?;
    conn.query_row("pragma wal_autocheckpoint = 16384", [], |_| Ok(()))?;
    Ok(conn.pragma_update(None, "cache_size", -HURRIED_CACHE)?)
}

pub(crate) fn reader(file: &Path, key: &FileKey) -> Result<Connection> {
    let conn = keyed(file, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.execute_batch("pragma query_only = on;")?;
    conn.pragma_update(None, "cache_size", -READER_CACHE)?;
    Ok(conn)
}

pub(crate) fn fresh(file: &Path, key: &FileKey) -> Result<Connection> {
    keyed(file, key, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    writer(file, key)
}

fn keyed(file: &Path, key: &FileKey, flags: OpenFlags) -> Result<Connection> {
    let conn = opened(file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    // Without it a kept statement is compiled again for every new value bound to it.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // Its own log would go to stderr; what matters comes back as an error.
    conn.execute_batch("pragma cipher_log_level = none")?;
    conn.execute_batch(&Zeroizing::new(format!("pragma key = \"{}\"", *raw(key))))?;
    // Temporary tables would be written beside the file in plain text.
    conn.execute_batch(
        "pragma temp_store = memory; pragma trusted_schema = off; pragma cell_size_check = on;",
    )?;
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    conn.query_row("select count(*) from sqlite_schema", [], |_| Ok(())).map_err(|e| not_opened(file, e))?;
    Ok(conn)
}

fn opened(file: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    match on_disk(file) {
        Cow::Borrowed(file) => Connection::open_with_flags(file, flags),
        Cow::Owned(long) => Connection::open_with_flags_and_vfs(long, flags, FOR_LONG),
    }
}

/// The path as SQLite opens it, unlike the system's own calls, which see to a long one themselves. A file that is not there yet
/// stands in a folder that is.
pub(crate) fn on_disk(file: &Path) -> Cow<'_, Path> {
    let is_long = cfg!(windows) && std::path::absolute(file).is_ok_and(|file| file.as_os_str().len() > LONG);
    let folder = file.parent().filter(|_| is_long).and_then(|folder| folder.canonicalize().ok());
    match (folder, file.file_name()) {
        (Some(folder), Some(name)) => Cow::Owned(folder.join(name)),
        _ => Cow::Borrowed(file),
    }
}

/// The key as SQLCipher takes it: raw, so that opening costs no derivation.
pub(crate) fn raw(key: &FileKey) -> Zeroizing<String> {
    let mut text = String::with_capacity(67);
    text.push_str("x'");
    for byte in key.0 {
        text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
        text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
    }
    text.push('\'');
    Zeroizing::new(text)
}

/// A first page that does not decrypt looks the same for a wrong key and for damage; `Mark` tells them apart.
fn not_opened(file: &Path, e: rusqlite::Error) -> StoreError {
    match e.sqlite_error_code() {
        Some(ErrorCode::NotADatabase | ErrorCode::Unknown) => StoreError::WrongKey,
        _ => told(file, e),
    }
}

/// SQLite has waited for longer than a scanner reads, and says that it could not open one of its files: not which, and not why.
fn told(file: &Path, e: rusqlite::Error) -> StoreError {
    let in_use = || held::is_in_use(file) || beside(file).iter().any(|file| held::is_in_use(file));
    match e.sqlite_error_code() {
        Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure) if in_use() => StoreError::Held,
        _ => e.into(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::desk::FILE;
    use crate::kit::{KEY, desk};

    /// The two ways in, to a desk's file that lies closed.
    fn both(file: &Path) -> [Result<Connection>; 2] {
        [reader(file, &KEY), writer(file, &KEY)]
    }

    /// A bug: a scanner that held the log beside the file was told as a mistake of the program.
    #[cfg(windows)]
    #[test]
    fn what_sqlite_lays_beside_its_file_is_held_like_the_file() {
        use std::os::windows::fs::OpenOptionsExt;
        let (dir, open) = desk();
        drop(open);
        let file = dir.path().join(FILE);
        for name in beside(&file).iter().take(2) {
            let scanner =
                fs::File::options().write(true).create(true).truncate(true).share_mode(0).open(name).unwrap();
            for opened in both(&file) {
                assert!(matches!(opened, Err(StoreError::Held)), "{name:?}");
            }
            drop(scanner);
            assert!(both(&file).iter().all(Result::is_ok), "{name:?}");
        }
    }

    #[test]
    fn what_nobody_holds_and_does_not_open_is_told_as_it_is() {
        let (dir, open) = desk();
        drop(open);
        let file = dir.path().join(FILE);
        let [log, ..] = beside(&file);
        fs::create_dir(&log).unwrap();
        for opened in both(&file) {
            assert!(matches!(opened, Err(StoreError::Broken(_))));
        }
        fs::remove_dir(&log).unwrap();
        assert!(both(&file).iter().all(Result::is_ok));
    }
}
