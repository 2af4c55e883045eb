//! Opening a bundle: who sent it and what is in it, before anything is taken; then its blocks, one by one, from any of them on.

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use ledger::RecordId;
use sha2::{Digest, Sha256};

use super::items::Items;
use super::manifest::{self, Manifest, Section};
use super::pack::{Unpacked, unpack};
use super::part::{Front, Part};
use super::{Place, Refused, lock};

/// A file among those given that is not as it should be. It may still be read in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its place among the files given, from 0.
    pub file: usize,
    pub why: Refused,
}

pub struct Opened<R> {
    /// Signed with the key it names itself. Whether that key is that desk's, and of the cell, is the caller's to ask.
    pub manifest: Manifest,
    /// The recipient whose key opened it.
    pub me: RecordId,
    parts: BTreeMap<u16, Part<R>>,
    faults: Vec<Fault>,
    /// Where each block begins among its part's plain bytes.
    starts: Vec<u64>,
}

/// Reads no block. The first file that can be read says which bundle it is: `gather` tells bundles apart before.
/// An error means that none of the files can be used; what is wrong with some of them is told by `faults`.
pub fn open<R: Read + Seek>(
    files: impl IntoIterator<Item = R>,
    secret: &[u8; 32],
) -> Result<Opened<R>, Refused> {
    let key = lock::identity(secret).ok_or(Refused::NotForThisKey { part: 0 })?;
    let me = lock::public(secret);
    let mut opening: Option<(Front, Opened<R>)> = None;
    let mut faults = Vec::new();
    for (file, medium) in files.into_iter().enumerate() {
        let added = Part::open(medium, &key).and_then(|mut part| {
            let front = part.front()?;
            if opening.is_none() {
                opening = Some((front.clone(), begin(part.head.k, &front, &me)?));
            }
            let Some((first, opened)) = &mut opening else { return Ok(()) };
            opened.add(part, (&front, first))
        });
        faults.extend(added.err().map(|why| Fault { file, why }));
    }
    match opening {
        Some((_, opened)) if !opened.parts.is_empty() => Ok(Opened { faults, ..opened }),
        _ => Err(faults.into_iter().next().map_or(Refused::NotABundle, |fault| fault.why)),
    }
}

/// What a manifest's text says, once everything about it holds.
fn begin<R>(part: u16, front: &Front, me: &[u8; 32]) -> Result<Opened<R>, Refused> {
    let manifest = read(part, front)?;
    let mine = manifest.recipients.iter().find(|one| one.seal == *me);
    let me = mine.ok_or(Refused::NotNamed { part })?.desk;
    let mut ends: BTreeMap<u16, u64> = BTreeMap::new();
    let starts = manifest.blocks.iter().map(|block| {
        let end = ends.entry(block.part).or_insert(front.len());
        let start = *end;
        *end += u64::from(block.packed);
        start
    });
    let starts = starts.collect();
    Ok(Opened { manifest, me, parts: BTreeMap::new(), faults: Vec::new(), starts })
}

pub fn read(part: u16, front: &Front) -> Result<Manifest, Refused> {
    let altered = Refused::Altered { part, place: Place::Manifest };
    let manifest = Manifest::read(&front.text).ok_or(altered.clone())?;
    let signed = (manifest::SIGNED, front.text.as_slice());
    if !ledger::sign::verifies(&manifest.exporter.sign, signed, &front.signature) {
        return Err(Refused::WrongSignature { part });
    }
    if let Some((what, size)) = manifest.too_large() {
        return Err(Refused::TooLarge { part, what, size });
    }
    match manifest.bomb() {
        Some(block) => Err(Refused::Bomb { part: manifest.blocks[block as usize].part, block }),
        None if manifest.agrees() => Ok(manifest),
        None => Err(altered),
    }
}

impl<R: Read + Seek> Opened<R> {
    /// What is wrong with files that were given.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Parts that were not given, or that cannot be used.
    pub fn missing(&self) -> Vec<u16> {
        (1..=self.manifest.parts).filter(|k| !self.parts.contains_key(k)).collect()
    }

    /// Refuses what does not hold together as a whole, a spare copy of a part included. Blocks can be read all the same.
    pub fn whole(&self) -> Result<(), Refused> {
        let missing = self.missing();
        match self.faults.first() {
            Some(fault) => Err(fault.why.clone()),
            None if missing.is_empty() => Ok(()),
            None => Err(Refused::Missing(missing)),
        }
    }

    /// The blocks of a section, each under its number, from that number on. A bad one is an error that names its place, and
    /// the next one follows.
    pub fn blocks(&mut self, section: Section, from: u32) -> Blocks<'_, R> {
        Blocks { opened: self, section, next: from }
    }

    fn add(&mut self, mut part: Part<R>, (front, first): (&Front, &Front)) -> Result<(), Refused> {
        let k = part.head.k;
        if front != first {
            // Signed or not, by whom it may be: it has no place in this bundle.
            let other = read(k, front)?.id != self.manifest.id;
            return Err(if other { Refused::OtherBundle { part: k } } else { Refused::Differs { part: k } });
        }
        if part.head.id != self.manifest.id || part.head.n != self.manifest.parts {
            return Err(Refused::Altered { part: k, place: Place::Head });
        }
        if self.parts.contains_key(&k) {
            return Err(Refused::Doubled { part: k });
        }
        let measured = part.measure(front.len() + self.manifest.packed_of(k));
        self.parts.insert(k, part);
        measured
    }

    fn block(&mut self, no: u32) -> Result<Items, Refused> {
        let block = self.manifest.blocks[no as usize];
        let part = block.part;
        let medium = self.parts.get_mut(&part).ok_or_else(|| Refused::Missing(vec![part]))?;
        let place = Place::Block(no);
        let packed = medium.bytes((self.starts[no as usize], block.packed.into()), place)?;
        if Sha256::digest(&packed)[..] != block.sha256 {
            return Err(Refused::Altered { part, place });
        }
        let items = match unpack(packed, block.raw as usize) {
            Unpacked::Whole(raw) => Items::read(block.section, &raw),
            Unpacked::Bomb => return Err(Refused::Bomb { part, block: no }),
            Unpacked::Broken => None,
        };
        let counted = items.filter(|items| items.len() == block.items as usize);
        counted.ok_or(Refused::Altered { part, place })
    }
}

/// Block by block, so that the caller can stage each, stop after any and go on at the next.
pub struct Blocks<'a, R> {
    opened: &'a mut Opened<R>,
    section: Section,
    next: u32,
}

impl<R: Read + Seek> Iterator for Blocks<'_, R> {
    type Item = (u32, Result<Items, Refused>);

    fn next(&mut self) -> Option<Self::Item> {
        let blocks = (0u32..).zip(&self.opened.manifest.blocks);
        let mut mine = blocks.skip(self.next as usize).filter(|(_, block)| block.section == self.section);
        let no = mine.next()?.0;
        self.next = no + 1;
        Some((no, self.opened.block(no)))
    }
}
