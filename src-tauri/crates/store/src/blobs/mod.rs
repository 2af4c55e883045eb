//! Attachments: encrypted files beside the database, named by the hash of what lies in them.
//! It does not know types or who may look. A file's key is in its entry only, so redacting the item kills the file.
//! Called by `actions` before an act (put) and when a file is opened.

mod arrive;
mod checked;
mod stream;
mod sweep;

#[cfg(test)]
mod tests;

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

pub(crate) use arrive::hash_of;
pub use checked::{Arriving, BlobsChecked, Sealed, free_space};
use ledger::EntryId;
use rusqlite::params;
use sha2::{Digest, Sha256};

use crate::desk::{Desk, Reader, Tx, hex, sync_dir};
use crate::error::{Result, StoreError};
use crate::held;
use crate::keys::seal::random;

/// An attachment is at most this long.
pub const LIMIT: u64 = 200 << 20;
pub(crate) const DIR: &str = "blobs";

/// What an `Op::Blob` needs of a file that was put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put {
    pub address: [u8; 32],
    pub key: [u8; 32],
    pub size: u64,
}

impl Desk {
    /// On the disk when this returns. Swept later where no act came for it (`sweep`).
    pub fn put_blob(&self, from: &mut dyn Read) -> Result<Put> {
        let dir = self.dir().join(DIR);
        fs::create_dir_all(&dir)?;
        let key = random::<32>()?;
        let beside = dir.join(format!("{}-{}.new", self.shared.opening, hex(&random::<8>()?)));
        let put = self.write_blob(&beside, from, &key);
        if put.is_err() {
            // What was half written is of no use to anybody.
            let _ = fs::remove_file(&beside);
        }
        put
    }

    fn write_blob(&self, beside: &Path, from: &mut dyn Read, key: &[u8; 32]) -> Result<Put> {
        let mut into = Hashing { file: File::create_new(beside)?, hash: Sha256::new() };
        let size = stream::seal(from, &mut into, key, LIMIT)?;
        into.file.sync_all()?;
        let address: [u8; 32] = into.hash.finalize().into();
        // Known before it has its name: a sweep must not take it.
        self.shared.put.lock().unwrap_or_else(PoisonError::into_inner).insert(address);
        let path = path(self.dir(), &address);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
            held::rename(beside, &path)?;
            sync_dir(folder)?;
        }
        Ok(Put { address, key: *key, size })
    }

    /// Gives only bytes whose seal was checked; on an error what came before it is to be thrown away.
    pub fn read_blob(&self, address: &[u8], key: &[u8], into: &mut dyn Write) -> Result<u64> {
        let key = key.try_into().map_err(|_| StoreError::Damaged("an attachment's key".into()))?;
        let mut from = held::open(&path(self.dir(), address))?;
        stream::unseal(&mut from, into, key)
    }

    pub fn has_blob(&self, address: &[u8]) -> bool {
        path(self.dir(), address).is_file()
    }
}

impl Reader<'_> {
    /// An entry of this file names it, whether its bytes have come or not.
    pub fn names_blob(&self, address: &[u8]) -> Result<bool> {
        Ok(self.conn.prepare_cached("select 1 from blob where address = ?1")?.exists([address])?)
    }
}

impl Tx<'_> {
    /// For an entry whose body is sealed: its attachment cannot be seen from outside.
    pub fn keep_blob(&mut self, entry: EntryId, address: &[u8]) -> Result<()> {
        self.conn.prepare_cached(include_str!("keep_blob.sql"))?.execute(params![address, &entry.0[..]])?;
        Ok(())
    }
}

pub(crate) fn path(desk: &Path, address: &[u8]) -> PathBuf {
    let name = hex(address);
    desk.join(DIR).join(name.get(..2).unwrap_or("00")).join(name)
}

/// Best effort: the key went with what named it, so what stays behind can be read by nobody.
pub(crate) fn remove(desk: &Path, address: &[u8]) {
    for place in [path(desk, address), checked::begun(desk, address)] {
        if let Err(error) = held::remove(&place) {
            tracing::warn!(%error, "an attachment could not be deleted yet");
        }
    }
}

struct Hashing {
    file: File,
    hash: Sha256,
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.file.write(bytes)?;
        self.hash.update(&bytes[..n]);
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
