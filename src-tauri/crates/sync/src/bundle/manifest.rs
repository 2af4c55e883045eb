//! What a bundle says of itself: from whom, to whom, and every block with its hash. Signed by the exporter, the same in every part.

use std::collections::BTreeMap;

use ledger::{RecordId, Value, WriterId, cbor};
use sha2::{Digest, Sha256};

use super::head::{BundleId, FORMAT};
use super::limit::{
    CHUNK, MAX_BLOB, MAX_BLOCK, MAX_MANIFEST, MAX_NOTE, MAX_PARTS, MAX_RATIO, MAX_RAW, MAX_RECIPIENTS,
};
use super::skim::{bytes, count, fixed, list, number};
use super::{Large, skim};

/// What `ledger::sign` is told that it signs.
pub const SIGNED: &str = "bundle";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Entries that a desk holds, for desks that may have them.
    Exchange,
    /// Certificate, root, grants, `admin` and `ref` for a desk that joins.
    Enrolment,
}

/// In the order in which they stand, so that what is needed to judge the rest comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Entries of `admin`, and others needed first.
    Key,
    Receipts,
    Checkpoints,
    Segments,
    /// Entries.
    Changes,
    /// Chunks of attachments.
    Blobs,
}

impl Section {
    pub const ALL: [Self; 6] =
        [Self::Key, Self::Receipts, Self::Checkpoints, Self::Segments, Self::Changes, Self::Blobs];

    fn name(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Receipts => "rcpt",
            Self::Checkpoints => "ckpt",
            Self::Segments => "seg",
            Self::Changes => "chg",
            Self::Blobs => "blob",
        }
    }
    fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.name() == name)
    }
}

/// A desk and its X25519 key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipient {
    pub desk: RecordId,
    pub seal: [u8; 32],
}

/// A desk and the key its signatures are checked with. Whether that is so, the caller's `admin` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exporter {
    pub desk: RecordId,
    pub sign: [u8; 32],
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    pub items: u64,
    pub raw: u64,
}

/// Lowest and highest number of a writer among the entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub writer: WriterId,
    pub low: u64,
    pub high: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub section: Section,
    pub part: u16,
    pub items: u32,
    pub raw: u32,
    /// Equal to `raw` where nothing was gained by packing: then it stands as it is.
    pub packed: u32,
    /// Of the packed bytes.
    pub sha256: [u8; 32],
}

/// An attachment's ciphertext.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attachment {
    pub address: [u8; 32],
    pub size: u64,
    pub chunks: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    pub id: BundleId,
    pub kind: Kind,
    /// The cell: its root's public key.
    pub root: [u8; 32],
    pub demo: bool,
    pub exporter: Exporter,
    pub recipients: Vec<Recipient>,
    pub number: u64,
    pub made_ms: u64,
    pub app: String,
    pub note: String,
    pub parts: u16,
    pub sections: BTreeMap<Section, Total>,
    pub writers: Vec<Range>,
    pub blocks: Vec<Block>,
    pub attachments: Vec<Attachment>,
}

impl Manifest {
    /// What both sides know of what was carried: the writers and how far each goes. Stands in a receipt.
    pub fn heads(&self) -> [u8; 32] {
        let mut ranges = self.writers.clone();
        ranges.sort_by_key(|range| range.writer);
        let hash = ranges.iter().fold(Sha256::new().chain_update(b"gljb-heads-v1"), |hash, range| {
            let (low, high) = (range.low.to_be_bytes(), range.high.to_be_bytes());
            hash.chain_update(range.writer.0).chain_update(low).chain_update(high)
        });
        hash.finalize().into()
    }

    pub fn total(&self, section: Section) -> Total {
        self.sections.get(&section).copied().unwrap_or_default()
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let totals = self.sections.iter().map(|(section, total)| {
            (section.name().to_owned(), Value::List(vec![number(total.items), number(total.raw)]))
        });
        cbor::encode(&Value::map([
            ("v", number(FORMAT.into())),
            ("id", self.id.0.to_vec().into()),
            ("kind", if self.kind == Kind::Exchange { "exchange" } else { "enrolment" }.into()),
            ("root", self.root.to_vec().into()),
            ("demo", self.demo.into()),
            ("from", Value::List(vec![self.exporter.desk.into(), self.exporter.sign.to_vec().into()])),
            ("to", each(&self.recipients, |one| vec![one.desk.into(), one.seal.to_vec().into()])),
            ("number", number(self.number)),
            ("made", number(self.made_ms)),
            ("app", self.app.as_str().into()),
            ("note", self.note.as_str().into()),
            ("parts", number(self.parts.into())),
            ("sections", Value::Map(totals.collect())),
            (
                "writers",
                each(&self.writers, |one| {
                    vec![one.writer.0.to_vec().into(), number(one.low), number(one.high)]
                }),
            ),
            ("blocks", each(&self.blocks, block)),
            (
                "blobs",
                each(&self.attachments, |one| {
                    vec![one.address.to_vec().into(), number(one.size), number(one.chunks.into())]
                }),
            ),
        ]))
    }

    /// `None`: not a manifest of this format. Limits are checked apart, so that a refusal can name one.
    pub(super) fn read(text: &[u8]) -> Option<Self> {
        let value = skim::value(text)?;
        let at = |key| value.get(key);
        if count::<u8>(at("v")?)? != FORMAT {
            return None;
        }
        let [desk, sign] = list(at("from")?)? else { return None };
        Some(Self {
            id: BundleId(fixed(at("id")?)?),
            kind: match at("kind")?.text()? {
                "exchange" => Kind::Exchange,
                "enrolment" => Kind::Enrolment,
                _ => return None,
            },
            root: fixed(at("root")?)?,
            demo: at("demo")?.bool()?,
            exporter: Exporter { desk: desk.record()?, sign: fixed(sign)? },
            recipients: read_each(at("to")?, |[desk, seal]: &[Value; 2]| {
                Some(Recipient { desk: desk.record()?, seal: fixed(seal)? })
            })?,
            number: count(at("number")?)?,
            made_ms: count(at("made")?)?,
            app: at("app")?.text()?.to_owned(),
            note: at("note")?.text()?.to_owned(),
            parts: count(at("parts")?)?,
            sections: totals(at("sections")?)?,
            writers: read_each(at("writers")?, |[writer, low, high]: &[Value; 3]| {
                Some(Range { writer: WriterId(fixed(writer)?), low: count(low)?, high: count(high)? })
            })?,
            blocks: read_each(at("blocks")?, read_block)?,
            attachments: read_each(at("blobs")?, |[address, size, chunks]: &[Value; 3]| {
                Some(Attachment { address: fixed(address)?, size: count(size)?, chunks: count(chunks)? })
            })?,
        })
    }

    /// The first thing declared that is larger than allowed.
    pub(super) fn too_large(&self) -> Option<(Large, u64)> {
        let over = |what, size: u64, most: u64| (size > most).then_some((what, size));
        let raw: u64 = self.blocks.iter().map(|block| u64::from(block.raw)).sum();
        let block = |block: &Block| over(Large::Block, block.raw.into(), MAX_BLOCK);
        let blob = |blob: &Attachment| over(Large::Blob, blob.size, MAX_BLOB);
        over(Large::Parts, self.parts.into(), MAX_PARTS.into())
            .or_else(|| over(Large::Recipients, self.recipients.len() as u64, MAX_RECIPIENTS as u64))
            .or_else(|| over(Large::Note, self.note.len() as u64, MAX_NOTE as u64))
            .or_else(|| over(Large::Raw, raw, MAX_RAW))
            .or_else(|| self.blocks.iter().find_map(block))
            .or_else(|| self.attachments.iter().find_map(blob))
    }

    /// The first block that would unpack to more than packing honestly reaches.
    pub(super) fn bomb(&self) -> Option<u32> {
        let swollen = |block: &&Block| u64::from(block.raw) > u64::from(block.packed) * MAX_RATIO;
        (0u32..).zip(&self.blocks).find(|(_, block)| swollen(block)).map(|(no, _)| no)
    }

    /// Whether its own figures agree: parts in order, sums, chunks.
    pub(super) fn agrees(&self) -> bool {
        let mut sums: BTreeMap<Section, Total> = BTreeMap::new();
        for block in &self.blocks {
            let total = sums.entry(block.section).or_default();
            total.items += u64::from(block.items);
            total.raw += u64::from(block.raw);
        }
        let sound = |block: &Block| {
            (1..=self.parts).contains(&block.part)
                && (1..=block.raw).contains(&block.packed)
                && (1..=block.raw).contains(&block.items)
        };
        let chunked =
            |blob: &Attachment| blob.size > 0 && u64::from(blob.chunks) == blob.size.div_ceil(CHUNK);
        let in_order = |pair: &[Block]| pair[0].part <= pair[1].part && pair[0].section <= pair[1].section;
        let chunks: u64 = self.attachments.iter().map(|blob| u64::from(blob.chunks)).sum();
        self.parts >= 1
            && sums == self.sections
            && self.blocks.iter().all(sound)
            && self.blocks.windows(2).all(in_order)
            && self.attachments.iter().all(chunked)
            && chunks == self.total(Section::Blobs).items
            && self.writers.iter().all(|range| (1..=range.high).contains(&range.low))
    }

    /// Where the blocks of a part end, counted from the first.
    pub(super) fn packed_of(&self, part: u16) -> u64 {
        self.blocks.iter().filter(|block| block.part == part).map(|block| u64::from(block.packed)).sum()
    }
}

/// Beyond it nothing is written or read.
pub(super) fn fits(text: &[u8]) -> bool {
    text.len() as u64 <= MAX_MANIFEST
}

fn each<T>(all: &[T], fields: impl Fn(&T) -> Vec<Value>) -> Value {
    Value::List(all.iter().map(|one| Value::List(fields(one))).collect())
}

fn read_each<T, const N: usize>(value: &Value, read: impl Fn(&[Value; N]) -> Option<T>) -> Option<Vec<T>> {
    list(value)?.iter().map(|one| read(list(one)?.try_into().ok()?)).collect()
}

fn block(block: &Block) -> Vec<Value> {
    vec![
        block.section.name().into(),
        number(block.part.into()),
        number(block.items.into()),
        number(block.raw.into()),
        number(block.packed.into()),
        block.sha256.to_vec().into(),
    ]
}

fn read_block([section, part, items, raw, packed, sha256]: &[Value; 6]) -> Option<Block> {
    Some(Block {
        section: Section::of(section.text()?)?,
        part: count(part)?,
        items: count(items)?,
        raw: count(raw)?,
        packed: count(packed)?,
        sha256: bytes(sha256)?.try_into().ok()?,
    })
}

fn totals(value: &Value) -> Option<BTreeMap<Section, Total>> {
    let Value::Map(map) = value else { return None };
    map.iter()
        .map(|(name, total)| {
            let [items, raw] = list(total)? else { return None };
            Some((Section::of(name)?, Total { items: count(items)?, raw: count(raw)? }))
        })
        .collect()
}
