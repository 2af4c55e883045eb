//! One keyed connection, set up the same way everywhere.

use std::borrow::Cow;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::error::{Result, StoreError};
use crate::keys::FileKey;

/// Cache of the writer and of each reader, in KiB. Decrypting a page costs more than keeping it.
const WRITER_CACHE: i64 = 24 * 1024;
const READER_CACHE: i64 = 16 * 1024;
/// Of the writer while a file is made that can be made again: entries' ids are drawn all over their index.
const HURRIED_CACHE: i64 = 256 * 1024;
const STATEMENTS: usize = 128;
/// Windows takes 260 characters with all that is laid beside a file; a longer path only as it is on the disk, `\\?\C:\…`.
const LONG: usize = 240;
/// SQLite's own way of files for such paths.
const FOR_LONG: &str = "win32-longpath";

pub(crate) fn writer(file: &Path, key: &FileKey) -> Result<Connection> {
    let conn = keyed(file, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.query_row("pragma journal_mode = wal", [], |_| Ok(()))?;
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
    conn.query_row("select count(*) from sqlite_schema", [], |_| Ok(())).map_err(not_opened)?;
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
fn not_opened(e: rusqlite::Error) -> StoreError {
    match e.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::Unknown) => StoreError::WrongKey,
        _ => e.into(),
    }
}
