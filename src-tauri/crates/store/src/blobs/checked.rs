//! An attachment that comes over a line that may break: each chunk is held against the file's own seal before it is written,
//! and what was written is gone on from. It does not know where chunks come from. Called by `actions` for what a hub holds.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::arrive::{PIECE, hash_of, keep};
use super::stream::{Check, sealed_len};
use super::{DIR, LIMIT, path};
use crate::desk::{Desk, Reader, connect, hex};
use crate::error::{Result, StoreError};
use crate::held;

/// A file as an entry names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    pub address: [u8; 32],
    pub key: [u8; 32],
    /// Plain bytes.
    pub size: u64,
}

impl Sealed {
    /// `None`: no attachment is named like this, or it is larger than any may be.
    pub fn named(address: &[u8], key: &[u8], size: u64) -> Option<Self> {
        let (address, key) = (address.try_into().ok()?, key.try_into().ok()?);
        (size <= LIMIT).then_some(Self { address, key, size })
    }

    /// Bytes on the way.
    pub fn bytes(&self) -> u64 {
        sealed_len(self.size)
    }

    pub fn n_chunks(&self) -> u32 {
        u32::try_from(self.bytes().div_ceil(PIECE)).unwrap_or(u32::MAX)
    }
}

/// A file on its way here.
pub struct Arriving<'a> {
    desk: &'a Desk,
    of: &'a Sealed,
    beside: PathBuf,
    file: File,
    check: Check,
    chunks: u32,
}

impl Desk {
    /// Goes on from what of it came before and still fits.
    pub fn arrive<'a>(&'a self, of: &'a Sealed) -> Result<Arriving<'a>> {
        fs::create_dir_all(self.dir().join(DIR))?;
        let beside = begun(self.dir(), &of.address);
        let mut file =
            OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&beside)?;
        let (check, chunks) = loop {
            match what_fits(&mut file, of)? {
                Ok(fits) => break fits,
                Err(piece) => cut(&file, piece)?,
            }
        };
        let have = u64::from(chunks) * PIECE;
        file.set_len(have)?;
        file.seek(SeekFrom::Start(have))?;
        Ok(Arriving { desk: self, of, beside, file, check, chunks })
    }

    /// The ciphertext that lies here, to be sent: opened, and held against its address.
    pub fn sealed_whole(&self, address: &[u8; 32]) -> Result<File> {
        let place = path(self.dir(), address);
        if hash_of(&place)? != *address {
            return Err(StoreError::Damaged("an attachment".into()));
        }
        held::open(&place)
    }

    /// Bytes that are free where the desk lies.
    pub fn free_space(&self) -> Result<u64> {
        free_space(self.dir())
    }

    /// Every attachment that an entry names and that lies here, read again from its first byte and held against its address.
    pub fn check_blobs(&self) -> Result<BlobsChecked> {
        let mut checked = BlobsChecked::default();
        for address in self.read(|r| r.blob_addresses())? {
            let place = path(self.dir(), &address);
            if !place.is_file() {
                checked.elsewhere += 1;
            } else if hash_of(&place)?[..] == address[..] {
                checked.good += 1;
            } else {
                checked.damaged += 1;
            }
        }
        Ok(checked)
    }
}

impl Reader<'_> {
    /// Every attachment that an entry of this file names.
    pub fn blob_addresses(&self) -> Result<HashSet<Vec<u8>>> {
        let mut list = self.conn.prepare_cached("select distinct address from blob")?;
        let rows = list.query_map([], |r| r.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// How the attachments' bytes stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BlobsChecked {
    pub good: u64,
    /// Not what they were when their entries named them.
    pub damaged: u64,
    /// Named here, and not fetched from another desk.
    pub elsewhere: u64,
}

/// Bytes that are free where a folder lies.
pub fn free_space(dir: &Path) -> Result<u64> {
    Ok(fs4::available_space(connect::on_disk(dir))?)
}

/// What of a file has come. A disc that brings the same one at the same time has a place of its own.
pub(super) fn begun(desk: &Path, address: &[u8]) -> PathBuf {
    desk.join(DIR).join(format!("{}.part", hex(address)))
}

/// Whole chunks that came before, or the piece that is wrong. The last chunk is always asked for: only then the whole is looked at.
fn what_fits(file: &mut File, of: &Sealed) -> Result<std::result::Result<(Check, u32), u32>> {
    file.rewind()?;
    let (mut check, mut chunks, mut chunk) = (Check::new(&of.key, of.bytes()), 0, vec![]);
    while chunks + 1 < of.n_chunks() {
        chunk.clear();
        Read::take(&mut *file, PIECE).read_to_end(&mut chunk)?;
        if chunk.len() as u64 != PIECE {
            break;
        }
        if let Err(piece) = check.add(&chunk) {
            return Ok(Err(piece));
        }
        chunks += 1;
    }
    Ok(Ok((check, chunks)))
}

/// A piece is longer than a chunk, so the chunks with lower numbers hold nothing but pieces that fit.
fn cut(file: &File, piece: u32) -> Result<()> {
    let fits = u64::from(piece) * PIECE;
    Ok(file.set_len(fits.min(file.metadata()?.len()))?)
}

impl Arriving<'_> {
    /// The number of the next chunk, from 0.
    pub fn next(&self) -> u32 {
        self.chunks
    }

    pub fn is_whole(&self) -> bool {
        self.chunks >= self.of.n_chunks()
    }

    /// The next chunk. `Some`: the piece of the file, from 0, that does not fit its seal. What came from there on is not kept.
    pub fn take(&mut self, bytes: &[u8]) -> Result<Option<u32>> {
        let due = self.of.bytes().saturating_sub(u64::from(self.chunks) * PIECE).min(PIECE);
        let fits = if bytes.len() as u64 == due { self.check.add(bytes) } else { Err(self.chunks) };
        if let Err(piece) = fits {
            cut(&self.file, piece)?;
            return Ok(Some(piece));
        }
        self.file.write_all(bytes)?;
        self.chunks += 1;
        Ok(None)
    }

    /// Keeps the whole under its address. `false`: it is another file, made by somebody who knows this one's key.
    pub fn finish(self) -> Result<bool> {
        self.file.sync_all()?;
        drop(self.file);
        if hash_of(&self.beside)? != self.of.address {
            held::remove(&self.beside)?;
            return Ok(false);
        }
        keep(self.desk.dir(), &self.beside, &self.of.address)?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit;

    /// A file of one desk, as its chunks.
    fn sent(size: usize) -> (tempfile::TempDir, Desk, Sealed, Vec<Vec<u8>>) {
        let (dir, desk) = kit::desk();
        let plain: Vec<u8> = (0..size).map(|i| (i % 251) as u8).collect();
        let put = desk.put_blob(&mut plain.as_slice()).unwrap();
        let mut bytes = vec![];
        desk.sealed_whole(&put.address).unwrap().read_to_end(&mut bytes).unwrap();
        let of = Sealed::named(&put.address, &put.key, put.size).unwrap();
        assert!(Sealed::named(&put.address, &put.key, LIMIT + 1).is_none());
        assert_eq!(bytes.len() as u64, of.bytes());
        let chunks = bytes.chunks(PIECE as usize).map(<[u8]>::to_vec).collect();
        (dir, desk, of, chunks)
    }

    #[test]
    fn a_file_that_was_cut_goes_on_at_the_chunk_that_is_missing() {
        for size in [0, 5, 1 << 20, (2 << 20) + 7] {
            let (_there, _, of, chunks) = sent(size);
            assert_eq!(of.n_chunks() as usize, chunks.len(), "{size}");
            let (_here, desk) = kit::desk();
            for (no, chunk) in chunks.iter().enumerate() {
                // The program ends after every chunk.
                let mut coming = desk.arrive(&of).unwrap();
                assert_eq!(coming.next() as usize, no);
                assert_eq!(coming.take(chunk).unwrap(), None);
                if coming.is_whole() {
                    assert!(coming.finish().unwrap());
                }
            }
            let mut plain = vec![];
            assert_eq!(desk.read_blob(&of.address, &of.key, &mut plain).unwrap(), size as u64);
        }
    }

    #[test]
    fn a_forged_chunk_is_refused_when_it_comes_and_named() {
        let (_there, _, of, mut chunks) = sent((2 << 20) + 7);
        let (_here, desk) = kit::desk();
        chunks[1][70] ^= 1;
        let mut coming = desk.arrive(&of).unwrap();
        assert_eq!(coming.take(&chunks[0]).unwrap(), None);
        assert_eq!(coming.take(&chunks[1]).unwrap(), None, "its piece ends in the next chunk");
        assert_eq!(coming.take(&chunks[2]).unwrap(), Some(1));
        let mut coming = desk.arrive(&of).unwrap();
        assert_eq!(coming.next(), 1, "what fitted stays");
        assert_eq!(coming.take(&chunks[0][1..]).unwrap(), Some(1), "too short");
        assert!(!desk.has_blob(&of.address));
    }

    #[test]
    fn what_was_written_and_changed_since_is_not_gone_on_from() {
        let (_there, _, of, chunks) = sent((3 << 20) + 7);
        let (_here, desk) = kit::desk();
        let mut coming = desk.arrive(&of).unwrap();
        coming.take(&chunks[0]).unwrap();
        coming.take(&chunks[1]).unwrap();
        let beside = coming.beside.clone();
        drop(coming);
        let mut bytes = fs::read(&beside).unwrap();
        bytes[3] ^= 1;
        fs::write(&beside, bytes).unwrap();
        assert_eq!(desk.arrive(&of).unwrap().next(), 0);
    }

    #[test]
    fn whoever_knows_the_key_can_still_make_no_other_file_of_it() {
        let (_there, _, of, _) = sent(5);
        let mut other = vec![];
        super::super::stream::seal(&mut &b"12345"[..], &mut other, &of.key, 5).unwrap();
        let (_here, desk) = kit::desk();
        let mut coming = desk.arrive(&of).unwrap();
        assert_eq!(coming.take(&other).unwrap(), None, "the seal fits");
        assert!(!coming.finish().unwrap());
        assert!(!desk.has_blob(&of.address));
    }

    #[test]
    fn a_file_that_was_damaged_here_is_not_sent() {
        let (_dir, desk, of, mut chunks) = sent(5);
        chunks[0][0] ^= 1;
        fs::write(path(desk.dir(), &of.address), &chunks[0]).unwrap();
        assert!(matches!(desk.sealed_whole(&of.address), Err(StoreError::Damaged(_))));
        assert!(desk.free_space().unwrap() > 0);
    }
}
