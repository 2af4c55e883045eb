//! An attachment that comes from another desk: its ciphertext, piece after piece, under its address or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

use ledger::Stream;
use rusqlite::params;
use sha2::{Digest, Sha256};

use super::{DIR, path};
use crate::desk::{Desk, Reader, hex, sync_dir};
use crate::error::{Result, StoreError};
use crate::exchange::Peer;
use crate::held;

/// Every piece but the last has this length.
pub const PIECE: u64 = 1 << 20;

impl Desk {
    /// Piece `no` of `of`, from 0. Pieces come in order; beginning again is harmless. The last one is held against the
    /// address: what does not fit is thrown away and has to come again.
    pub fn take_chunk(&self, address: &[u8; 32], (no, of): (u32, u32), bytes: &[u8]) -> Result<()> {
        if self.has_blob(address) {
            return Ok(());
        }
        let dir = self.dir().join(DIR);
        fs::create_dir_all(&dir)?;
        let beside = dir.join(format!("{}.new", hex(address)));
        let mut file = OpenOptions::new().create(true).truncate(false).write(true).open(&beside)?;
        let from = u64::from(no) * PIECE;
        if file.metadata()?.len() < from {
            return Err(StoreError::Missing("an earlier piece of an attachment".into()));
        }
        file.set_len(from)?;
        file.seek(SeekFrom::Start(from))?;
        file.write_all(bytes)?;
        if no + 1 < of {
            return Ok(());
        }
        file.sync_all()?;
        drop(file);
        if hash_of(&beside)? != *address {
            held::remove(&beside)?;
            return Err(StoreError::Damaged("an attachment that came".into()));
        }
        keep(self.dir(), &beside, address)
    }

    /// The ciphertext as it lies there, to be passed on.
    pub fn sealed_blob(&self, address: &[u8; 32]) -> Result<File> {
        held::open(&path(self.dir(), address))
    }
}

/// What came whole gets its name.
pub(super) fn keep(desk: &Path, beside: &Path, address: &[u8; 32]) -> Result<()> {
    let whole = path(desk, address);
    if let Some(folder) = whole.parent() {
        fs::create_dir_all(folder)?;
        held::rename(beside, &whole)?;
        sync_dir(folder)?;
    }
    Ok(())
}

pub(crate) fn hash_of(file: &Path) -> Result<[u8; 32]> {
    let mut hash = Sha256::new();
    io::copy(&mut held::open(file)?, &mut HashInto(&mut hash))?;
    Ok(hash.finalize().into())
}

struct HashInto<'a>(&'a mut Sha256);

impl Write for HashInto<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Reader<'_> {
    /// Addresses that entries of a stream name which a peer has not brought itself, after `n`.
    pub fn blobs_outgoing(&self, peer: Peer, stream: &Stream, after: i64) -> Result<Vec<[u8; 32]>> {
        let mut list = self.conn.prepare_cached(include_str!("blobs_outgoing.sql"))?;
        let rows = list.query_map(params![stream.0, after, peer.0], |r| r.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::kit;

    fn bytes(n: usize) -> Vec<u8> {
        (0..n).map(|i| (i % 251) as u8).collect()
    }

    #[test]
    fn pieces_become_the_file_they_are_named_for_and_no_other() {
        let (_dir, desk) = kit::desk();
        let whole = bytes(PIECE as usize + 5);
        let address: [u8; 32] = Sha256::digest(&whole).into();
        let (first, last) = whole.split_at(PIECE as usize);
        assert!(desk.take_chunk(&address, (1, 2), last).is_err(), "the first piece is missing");
        desk.take_chunk(&address, (0, 2), &bytes(9)).unwrap();
        desk.take_chunk(&address, (0, 2), first).unwrap();
        assert!(!desk.has_blob(&address));
        desk.take_chunk(&address, (1, 2), last).unwrap();
        let mut kept = vec![];
        desk.sealed_blob(&address).unwrap().read_to_end(&mut kept).unwrap();
        assert!(kept == whole);
        desk.take_chunk(&address, (0, 2), b"again").unwrap();
        assert_eq!(desk.sealed_blob(&address).unwrap().metadata().unwrap().len(), whole.len() as u64);
    }

    #[test]
    fn an_altered_attachment_is_not_kept() {
        let (_dir, desk) = kit::desk();
        let address: [u8; 32] = Sha256::digest(b"right").into();
        assert!(matches!(desk.take_chunk(&address, (0, 1), b"wrong"), Err(StoreError::Damaged(_))));
        assert!(!desk.has_blob(&address));
        desk.take_chunk(&address, (0, 1), b"right").unwrap();
        assert!(desk.has_blob(&address));
    }
}
