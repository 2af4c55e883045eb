//! What the blocks of each section hold, besides entries.

use ledger::{RecordId, Stream, Value, cbor};

use super::head::BundleId;
use super::limit::{CHUNK, MAX_CHECKPOINT, MAX_STREAM};
use super::manifest::Section;
use super::receipt::Receipt;
use super::skim::{bytes, count, fixed, list, number};
use super::{Large, columns, skim};
use crate::Raw;

/// A place of a stream at a hub that the exporter has read up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The hub's id.
    pub hub: RecordId,
    pub stream: Stream,
    pub to_pos: u64,
    pub hash: [u8; 32],
}

/// A piece of an attachment's ciphertext, at `no` times 1 MiB.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    pub address: [u8; 32],
    pub no: u32,
    pub bytes: Vec<u8>,
}

/// The items of one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Items {
    /// Of `Section::Key` and `Section::Changes`.
    Entries(Vec<Raw>),
    Receipts(Vec<Receipt>),
    Checkpoints(Vec<String>),
    Segments(Vec<Segment>),
    Chunks(Vec<Chunk>),
}

impl Items {
    pub fn len(&self) -> usize {
        match self {
            Self::Entries(all) => all.len(),
            Self::Receipts(all) => all.len(),
            Self::Checkpoints(all) => all.len(),
            Self::Segments(all) => all.len(),
            Self::Chunks(all) => all.len(),
        }
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// `None`: not what a block of that section holds.
    pub(super) fn read(section: Section, raw: &[u8]) -> Option<Self> {
        match section {
            Section::Key | Section::Changes => columns::read(raw).map(Self::Entries),
            Section::Receipts => each(raw, receipt).map(Self::Receipts),
            Section::Checkpoints => each(raw, checkpoint).map(Self::Checkpoints),
            Section::Segments => each(raw, segment).map(Self::Segments),
            Section::Blobs => each(raw, chunk).map(Self::Chunks),
        }
    }
}

fn each<T>(raw: &[u8], read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    list(&skim::value(raw)?)?.iter().map(read).collect()
}

/// A small thing that stands in a block.
pub trait Item {
    fn value(&self) -> Value;
    /// What of it no reader would take.
    fn too_large(&self) -> Option<(Large, u64)> {
        None
    }
}

impl Item for Receipt {
    fn value(&self) -> Value {
        Value::List(vec![
            self.bundle.0.to_vec().into(),
            self.desk.into(),
            number(self.result.number().into()),
            self.heads.to_vec().into(),
            number(self.at_ms),
        ])
    }
}

impl Item for String {
    fn value(&self) -> Value {
        self.as_str().into()
    }
    fn too_large(&self) -> Option<(Large, u64)> {
        (self.len() > MAX_CHECKPOINT).then_some((Large::Checkpoint, self.len() as u64))
    }
}

impl Item for Segment {
    fn value(&self) -> Value {
        let stream = self.stream.0.as_str().into();
        Value::List(vec![self.hub.into(), stream, number(self.to_pos), self.hash.to_vec().into()])
    }
    fn too_large(&self) -> Option<(Large, u64)> {
        let size = self.stream.0.len();
        (size > MAX_STREAM).then_some((Large::Stream, size as u64))
    }
}

impl Chunk {
    /// Without a copy of what it carries.
    pub(super) fn into_value(self) -> Value {
        Value::List(vec![self.address.to_vec().into(), number(self.no.into()), self.bytes.into()])
    }
}

pub(super) fn write(items: Vec<Value>) -> Vec<u8> {
    cbor::encode(&Value::List(items))
}

fn receipt(value: &Value) -> Option<Receipt> {
    let [bundle, desk, result, heads, at_ms] = list(value)? else { return None };
    Some(Receipt {
        bundle: BundleId(fixed(bundle)?),
        desk: desk.record()?,
        result: super::receipt::Taken::of(count(result)?)?,
        heads: fixed(heads)?,
        at_ms: count(at_ms)?,
    })
}

fn checkpoint(value: &Value) -> Option<String> {
    value.text().filter(|text| text.len() <= MAX_CHECKPOINT).map(str::to_owned)
}

fn segment(value: &Value) -> Option<Segment> {
    let [hub, stream, to_pos, hash] = list(value)? else { return None };
    Some(Segment {
        hub: hub.record()?,
        stream: Stream(stream.text().filter(|name| name.len() <= MAX_STREAM)?.to_owned()),
        to_pos: count(to_pos)?,
        hash: fixed(hash)?,
    })
}

fn chunk(value: &Value) -> Option<Chunk> {
    let [address, no, data] = list(value)? else { return None };
    let data = bytes(data).filter(|data| (1..=CHUNK).contains(&(data.len() as u64)))?;
    Some(Chunk { address: fixed(address)?, no: count(no)?, bytes: data.to_vec() })
}
