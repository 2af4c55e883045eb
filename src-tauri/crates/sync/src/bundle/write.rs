//! Writing a bundle: pack, divide into parts, sign the manifest, encrypt each part. Memory stays at a block, whatever the size.

use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;

use age::stream::StreamReader;
use ledger::{RecordId, SigningKey};
use sha2::{Digest, Sha256};

use super::head::{BundleId, FORMAT, Head, SUITE};
use super::limit::{HEAD, MAX_NOTE, MAX_PART, MAX_PARTS, MAX_RECIPIENTS, MAX_VALUES};
use super::manifest::{self, Block, Exporter, Kind, Manifest, Recipient, Section, Total};
use super::packing::{Load, Packed, Packing, Progress, Stage, told};
use super::{Large, NotWritten, lock};

/// Who sends what kind of bundle to whom. Times and numbers are the caller's.
pub struct Sending<'a> {
    pub kind: Kind,
    pub root: [u8; 32],
    pub demo: bool,
    /// The desk whose key signs.
    pub from: RecordId,
    pub sign: &'a SigningKey,
    pub recipients: Vec<Recipient>,
    pub number: u64,
    pub made_ms: u64,
    pub app: String,
    pub note: String,
    /// The most a part may have; `limit::PART` fits a CD.
    pub part_bytes: u64,
    /// Where what is packed is put aside: the desk's own folder. Nothing stays there.
    pub scratch: &'a Path,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartWritten {
    pub bytes: u64,
    pub sha256: [u8; 32],
}

/// For the media register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub manifest: Manifest,
    /// In the order of the parts.
    pub parts: Vec<PartWritten>,
}

/// `sink` opens an output for part k; the last thing done to each is `flush`. After an error or a stop, what was opened is no
/// bundle, and the caller removes it.
pub fn write<W: Write>(
    sending: &Sending<'_>,
    load: Load<'_>,
    sink: &mut dyn FnMut(u16) -> io::Result<W>,
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Written, NotWritten> {
    let to = recipients(sending)?;
    let packed = Packing::begin(sending.scratch, sending.part_bytes, tell)?.load(load)?;
    let Packed { mut aside, blocks, writers, attachments } = packed;
    let mut manifest = draft(sending, blocks)?;
    (manifest.writers, manifest.attachments) = (writers, attachments);
    divide(&mut manifest, sending.part_bytes.min(MAX_PART))?;
    let text = manifest.bytes();
    let signature = ledger::sign::sign(sending.sign, manifest::SIGNED, &text);
    let front = [&(text.len() as u32).to_be_bytes(), text.as_slice(), &signature].concat();

    let of = Some(manifest.blocks.iter().map(|block| u64::from(block.packed)).sum());
    let (mut parts, mut done) = (Vec::new(), 0);
    for k in 1..=manifest.parts {
        let mut out = Hashing { inner: sink(k)?, bytes: 0, hash: Sha256::new() };
        out.write_all(&Head { format: FORMAT, suite: SUITE, id: manifest.id, k, n: manifest.parts }.bytes())?;
        let mut sealed = lock::seal(&to, out)?;
        sealed.write_all(&front)?;
        for block in manifest.blocks.iter().filter(|block| block.part == k) {
            sealed.write_all(&again(&mut aside, block)?)?;
            done += u64::from(block.packed);
            told(tell, Progress { stage: Stage::Writing, done, of })?;
        }
        let mut out = sealed.finish()?;
        out.flush()?;
        parts.push(PartWritten { bytes: out.bytes, sha256: out.hash.finalize().into() });
    }
    Ok(Written { manifest, parts })
}

fn recipients(sending: &Sending<'_>) -> Result<Vec<age::x25519::Recipient>, NotWritten> {
    let size = sending.recipients.len();
    match size {
        0 => Err(NotWritten::NoRecipient),
        1..=MAX_RECIPIENTS => {
            let keys = sending.recipients.iter().map(|one| lock::recipient(&one.seal));
            keys.collect::<Option<_>>().ok_or(NotWritten::BadKey)
        }
        _ => Err(NotWritten::TooLarge { what: Large::Recipients, size: size as u64 }),
    }
}

/// The manifest with all blocks, none of them in a part yet.
fn draft(sending: &Sending<'_>, blocks: Vec<Block>) -> Result<Manifest, NotWritten> {
    if sending.note.len() > MAX_NOTE {
        return Err(NotWritten::TooLarge { what: Large::Note, size: sending.note.len() as u64 });
    }
    let mut id = [0; 16];
    getrandom::fill(&mut id).map_err(io::Error::other)?;
    let mut manifest = Manifest {
        id: BundleId(id),
        kind: sending.kind,
        root: sending.root,
        demo: sending.demo,
        exporter: Exporter { desk: sending.from, sign: sending.sign.verifying_key().to_bytes() },
        recipients: sending.recipients.clone(),
        number: sending.number,
        made_ms: sending.made_ms,
        app: sending.app.clone(),
        note: sending.note.clone(),
        parts: 1,
        sections: Default::default(),
        writers: Vec::new(),
        blocks,
        attachments: Vec::new(),
    };
    for block in &manifest.blocks {
        let total: &mut Total = manifest.sections.entry(block.section).or_default();
        total.items += u64::from(block.items);
        total.raw += u64::from(block.raw);
    }
    Ok(manifest)
}

/// Gives each block its part. Parts' numbers are counted at their longest first, so that the manifest only shrinks.
fn divide(manifest: &mut Manifest, part_bytes: u64) -> Result<(), NotWritten> {
    manifest.parts = MAX_PARTS;
    manifest.blocks.iter_mut().for_each(|block| block.part = MAX_PARTS);
    let text = manifest.bytes();
    if !manifest::fits(&text) || values(manifest) > MAX_VALUES {
        return Err(NotWritten::TooLarge { what: Large::Manifest, size: text.len() as u64 });
    }
    let front = 4 + text.len() as u64 + 64;
    let outside = HEAD + lock::most_lock(manifest.recipients.len());
    let whole = |plain: u64| outside + lock::sealed(front + plain);
    let (mut part, mut plain) = (1, 0);
    for block in &mut manifest.blocks {
        let more = u64::from(block.packed);
        if plain > 0 && whole(plain + more) > part_bytes {
            (part, plain) = (part + 1, 0);
        }
        plain += more;
        if whole(plain) > part_bytes {
            return Err(NotWritten::TooLarge { what: Large::Part, size: whole(plain) });
        }
        if part > MAX_PARTS {
            return Err(NotWritten::TooLarge { what: Large::Parts, size: part.into() });
        }
        block.part = part;
    }
    manifest.parts = part;
    if whole(0) > part_bytes {
        Err(NotWritten::TooLarge { what: Large::Part, size: whole(0) })
    } else {
        Ok(())
    }
}

/// No fewer than a reader counts.
fn values(manifest: &Manifest) -> usize {
    let lists = 3 * manifest.recipients.len() + 4 * (manifest.writers.len() + manifest.attachments.len());
    64 + 4 * Section::ALL.len() + lists + 7 * manifest.blocks.len()
}

/// A packed block as it was put aside.
fn again<R: Read>(aside: &mut StreamReader<R>, block: &Block) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; block.packed as usize];
    aside.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Counts and hashes what goes to the medium.
struct Hashing<W> {
    inner: W,
    bytes: u64,
    hash: Sha256,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.inner.write(bytes)?;
        self.hash.update(&bytes[..n]);
        self.bytes += n as u64;
        Ok(n)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
