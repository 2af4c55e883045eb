//! The first half of writing: everything is packed into blocks and put aside, since how many parts there are stands in each of
//! them. What is put aside is encrypted under a key that never leaves memory, in a file that has no name.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::iter;
use std::ops::ControlFlow;
use std::path::Path;

use age::stream::{StreamReader, StreamWriter};
use age::x25519::Identity;
use ledger::{Entry, Value, WriterId, cbor};
use sha2::{Digest, Sha256};

use super::columns::Columns;
use super::items::{self, Chunk, Item, Segment};
use super::limit::{CHUNK, FILL, MAX_BLOB, MAX_BLOCK, MAX_RAW};
use super::manifest::{Attachment, Block, Range, Section};
use super::pack::pack;
use super::receipt::Receipt;
use super::{Large, NotWritten, lock};
use crate::Raw;

/// Whether these bytes can stand in a bundle: what came by another way may be shorter or longer than any entry.
pub fn travels(raw: &Raw) -> bool {
    Columns::fits(raw)
}

/// What a caller has to give, one after another. A failure of its own ends the writing.
pub type Feed<'a, T> = Box<dyn Iterator<Item = io::Result<T>> + 'a>;

/// An attachment's ciphertext, as it lies beside the database.
pub struct Blob<'a> {
    /// Nothing here compares it with the bytes; whoever puts the chunks together does.
    pub address: [u8; 32],
    pub read: Box<dyn Read + 'a>,
}

/// What goes into a bundle, in the order in which it stands there. Entries come in causal order.
pub struct Load<'a> {
    pub key: Feed<'a, Raw>,
    pub receipts: Feed<'a, Receipt>,
    pub checkpoints: Feed<'a, String>,
    pub segments: Feed<'a, Segment>,
    pub changes: Feed<'a, Raw>,
    pub blobs: Feed<'a, Blob<'a>>,
}

impl Default for Load<'_> {
    /// Nothing at all.
    fn default() -> Self {
        Self {
            key: Box::new(iter::empty()),
            receipts: Box::new(iter::empty()),
            checkpoints: Box::new(iter::empty()),
            segments: Box::new(iter::empty()),
            changes: Box::new(iter::empty()),
            blobs: Box::new(iter::empty()),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Packing,
    Writing,
}

/// How far it is, in bytes. While packing, nobody knows yet of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub stage: Stage,
    pub done: u64,
    pub of: Option<u64>,
}

type Tell<'p> = &'p mut dyn FnMut(Progress) -> ControlFlow<()>;

/// Ends the writing where the caller says so.
pub fn told(tell: Tell<'_>, progress: Progress) -> Result<(), NotWritten> {
    if tell(progress).is_break() { Err(NotWritten::Stopped) } else { Ok(()) }
}

pub struct Packing<'p> {
    scratch: StreamWriter<BufWriter<File>>,
    key: Identity,
    fill: u64,
    tell: Tell<'p>,
    done: u64,
    blocks: Vec<Block>,
    writers: BTreeMap<WriterId, (u64, u64)>,
    attachments: Vec<Attachment>,
}

/// All blocks, and where they were put aside, in their order.
pub struct Packed {
    pub aside: StreamReader<BufReader<File>>,
    pub blocks: Vec<Block>,
    pub writers: Vec<Range>,
    pub attachments: Vec<Attachment>,
}

impl<'p> Packing<'p> {
    pub fn begin(folder: &Path, part_bytes: u64, tell: Tell<'p>) -> io::Result<Self> {
        let key = Identity::generate();
        let scratch = lock::seal(&[key.to_public()], BufWriter::new(tempfile::tempfile_in(folder)?))?;
        // Small parts want small blocks, or little fits into each.
        let fill = (part_bytes / 8).clamp(1024, FILL);
        let (blocks, writers, attachments) = (Vec::new(), BTreeMap::new(), Vec::new());
        Ok(Self { scratch, key, fill, tell, done: 0, blocks, writers, attachments })
    }

    pub fn load(mut self, load: Load<'_>) -> Result<Packed, NotWritten> {
        self.entries(Section::Key, load.key)?;
        self.values(Section::Receipts, load.receipts)?;
        self.values(Section::Checkpoints, load.checkpoints)?;
        self.values(Section::Segments, load.segments)?;
        self.entries(Section::Changes, load.changes)?;
        self.blobs(load.blobs)?;
        self.finish()
    }

    fn entries(&mut self, section: Section, feed: Feed<'_, Raw>) -> Result<(), NotWritten> {
        let mut columns = Columns::default();
        for raw in feed {
            let raw = raw?;
            if !travels(&raw) {
                return Err(NotWritten::TooLarge { what: Large::Entry, size: raw.len() as u64 });
            }
            if columns.weight() + raw.len() as u64 > self.fill || !columns.has_room(&raw) {
                self.put_columns(section, &mut columns)?;
            }
            columns.push(&raw);
            self.count(raw);
        }
        self.put_columns(section, &mut columns)
    }

    fn put_columns(&mut self, section: Section, columns: &mut Columns) -> Result<(), NotWritten> {
        let full = std::mem::take(columns);
        if full.items == 0 { Ok(()) } else { self.put(section, full.items, full.bytes()) }
    }

    /// An entry that a newer program wrote travels, but cannot be counted.
    fn count(&mut self, raw: Raw) {
        if let Ok(entry) = Entry::read_gone(raw.hdr, raw.sig, raw.usig) {
            let seq = entry.header.seq;
            let range = self.writers.entry(entry.header.writer).or_insert((seq, seq));
            *range = (range.0.min(seq), range.1.max(seq));
        }
    }

    fn values<T: Item>(&mut self, section: Section, feed: Feed<'_, T>) -> Result<(), NotWritten> {
        let (mut items, mut weight) = (Vec::new(), 0);
        for item in feed {
            let item = item?;
            if let Some((what, size)) = item.too_large() {
                return Err(NotWritten::TooLarge { what, size });
            }
            let value = item.value();
            let more = cbor::encode(&value).len() as u64;
            self.push((section, &mut items, &mut weight), value, more)?;
        }
        self.put_values(section, items)
    }

    fn push(
        &mut self,
        (section, items, weight): (Section, &mut Vec<Value>, &mut u64),
        value: Value,
        more: u64,
    ) -> Result<(), NotWritten> {
        if *weight + more > self.fill {
            self.put_values(section, std::mem::take(items))?;
            *weight = 0;
        }
        items.push(value);
        *weight += more;
        Ok(())
    }

    fn put_values(&mut self, section: Section, items: Vec<Value>) -> Result<(), NotWritten> {
        let n = items.len() as u32;
        if n == 0 { Ok(()) } else { self.put(section, n, items::write(items)) }
    }

    fn blobs(&mut self, feed: Feed<'_, Blob<'_>>) -> Result<(), NotWritten> {
        let (mut items, mut weight) = (Vec::new(), 0);
        for blob in feed {
            let mut blob = blob?;
            let (mut size, mut no) = (0, 0);
            loop {
                let mut bytes = Vec::new();
                blob.read.by_ref().take(CHUNK).read_to_end(&mut bytes)?;
                let more = bytes.len() as u64;
                if more == 0 {
                    break;
                }
                size = within(Large::Blob, size + more, MAX_BLOB)?;
                let chunk = Chunk { address: blob.address, no, bytes };
                self.push((Section::Blobs, &mut items, &mut weight), chunk.into_value(), more)?;
                no += 1;
            }
            if no > 0 {
                self.attachments.push(Attachment { address: blob.address, size, chunks: no });
            }
        }
        self.put_values(Section::Blobs, items)
    }

    fn put(&mut self, section: Section, items: u32, raw: Vec<u8>) -> Result<(), NotWritten> {
        let size = raw.len() as u64;
        self.done += size;
        within(Large::Block, size, MAX_BLOCK)?;
        within(Large::Raw, self.done, MAX_RAW)?;
        // Ciphertext does not pack: nothing is tried on it.
        let bytes = if section == Section::Blobs { raw } else { pack(raw)? };
        let (raw, packed) = (size as u32, bytes.len() as u32);
        let sha256 = Sha256::digest(&bytes).into();
        self.scratch.write_all(&bytes)?;
        self.blocks.push(Block { section, part: 0, items, raw, packed, sha256 });
        told(self.tell, Progress { stage: Stage::Packing, done: self.done, of: None })
    }

    fn finish(self) -> Result<Packed, NotWritten> {
        let mut file = self.scratch.finish()?.into_inner().map_err(|e| e.into_error())?;
        file.rewind()?;
        let aside = age::Decryptor::new_buffered(BufReader::new(file)).map_err(io::Error::other)?;
        let aside = aside.decrypt(iter::once(&self.key as _)).map_err(io::Error::other)?;
        let range = |(writer, (low, high))| Range { writer, low, high };
        let writers = self.writers.into_iter().map(range).collect();
        Ok(Packed { aside, blocks: self.blocks, writers, attachments: self.attachments })
    }
}

fn within(what: Large, size: u64, most: u64) -> Result<u64, NotWritten> {
    if size > most { Err(NotWritten::TooLarge { what, size }) } else { Ok(size) }
}

#[cfg(test)]
mod tests {
    use super::super::limit::{MAX_ENTRY, MAX_SIGNATURE, MIN_HDR};
    use super::*;

    #[test]
    fn what_is_shorter_or_longer_than_any_entry_does_not_travel() {
        let raw = |hdr: usize, body: usize, sig: usize| Raw {
            id: ledger::EntryId([0; 32]),
            stream: ledger::Stream::admin(),
            hdr: vec![1; hdr],
            sig: vec![2; sig],
            usig: None,
            body: vec![3; body],
        };
        assert!(travels(&raw(MIN_HDR, MAX_ENTRY - MIN_HDR, MAX_SIGNATURE)));
        assert!(!travels(&raw(MIN_HDR - 1, 9, 64)), "cut in its header");
        assert!(!travels(&raw(MIN_HDR, MAX_ENTRY - MIN_HDR + 1, 64)));
        assert!(!travels(&raw(MIN_HDR, 9, MAX_SIGNATURE + 1)));
    }

    #[test]
    fn a_size_is_within_its_limit_up_to_the_last_byte() {
        assert!(matches!(within(Large::Blob, MAX_BLOB, MAX_BLOB), Ok(MAX_BLOB)));
        let over = within(Large::Blob, MAX_BLOB + 1, MAX_BLOB);
        assert!(matches!(over, Err(NotWritten::TooLarge { what: Large::Blob, size }) if size == 209_715_201));
    }
}
