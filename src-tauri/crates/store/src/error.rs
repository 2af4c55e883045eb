//! What can go wrong between the desk and its file.
//! It does not know words: `actions` has a face for each.
//! Every function of this crate answers with it (keys: `KeyError`).

use std::io;

use ledger::EntryId;

use crate::held;

pub type Result<T, E = StoreError> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("there is no desk in this folder")]
    NotADesk,
    #[error("there is a desk in this folder already")]
    AlreadyThere,
    #[error("the key does not open this file")]
    WrongKey,
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// The file was written by a newer program: `file` is its schema, `program` ours.
    #[error("the file has schema {file}, this program knows {program}")]
    Newer { file: u32, program: u32 },
    #[error("the medium or the file is read-only")]
    ReadOnly,
    #[error("no space is left")]
    DiskFull,
    /// What was just written somewhere is read there otherwise: a stick or a disk that is worn out or lies.
    #[error("the medium gives back something else than was written")]
    BadMedium,
    /// Another process has the desk open: of this user of the machine, or of another.
    #[error("the desk is open elsewhere")]
    OpenElsewhere,
    /// Somebody writes, and for longer than was waited.
    #[error("the file is busy")]
    Busy,
    /// Another program has one of the files open: a virus scanner, an indexer, an office program.
    #[error("another program holds the file")]
    Held,
    /// A stored entry that is no longer what was signed.
    #[error("entry {0} is not what was signed")]
    BadEntry(EntryId),
    /// An attachment that is larger than the limit.
    #[error("{size} bytes are more than {most}")]
    TooLarge { size: u64, most: u64 },
    /// An attachment or copy that is not there.
    #[error("missing: {0}")]
    Missing(String),
    /// Whoever asked for it has stopped it.
    #[error("it was stopped")]
    Stopped,
    /// A mistake of ours or of the system; logged where it is answered.
    #[error("{0}")]
    Broken(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(e: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{
            CannotOpen, DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, NotADatabase,
            PermissionDenied, ReadOnly, SystemIoFailure,
        };
        match e.sqlite_error_code() {
            Some(DiskFull) => Self::DiskFull,
            Some(ReadOnly | PermissionDenied) => Self::ReadOnly,
            Some(DatabaseBusy | DatabaseLocked) => Self::Busy,
            Some(DatabaseCorrupt | NotADatabase) => Self::Damaged(e.to_string()),
            Some(CannotOpen | SystemIoFailure) | Some(_) | None => Self::Broken(e.to_string()),
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(e: io::Error) -> Self {
        match e.kind() {
            _ if held::is_held(&e) => Self::Held,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            io::ErrorKind::NotFound => Self::Missing(e.to_string()),
            _ => Self::Broken(e.to_string()),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(e: serde_json::Error) -> Self {
        Self::Damaged(e.to_string())
    }
}
