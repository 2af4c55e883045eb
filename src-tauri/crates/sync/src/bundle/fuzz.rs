//! Every reader of a stranger's bytes, as a plain function: for the driver in `tests/bundle_fuzz`, and for any other.

use std::io::Cursor;

use super::items::Items;
use super::manifest::{Manifest, Section};
use super::pack::unpack;
use super::{Code, gather, limit, open, recognise, skim};

/// Reads bytes as a manifest; what it takes, it writes back as the same bytes.
pub fn manifest(bytes: &[u8]) -> Option<Vec<u8>> {
    let manifest = Manifest::read(bytes)?;
    let _ = (manifest.too_large(), manifest.bomb(), manifest.agrees(), manifest.heads());
    Some(manifest.bytes())
}

pub fn cbor(bytes: &[u8]) -> bool {
    skim::value(bytes).is_some()
}

/// Reads bytes as a block of each section.
pub fn items(bytes: &[u8]) -> usize {
    Section::ALL.into_iter().filter_map(|section| Items::read(section, bytes)).map(|items| items.len()).sum()
}

/// Unpacks bytes that declare to be `raw` bytes.
pub fn block(bytes: &[u8], raw: u32) {
    let most = limit::MAX_BLOCK.min(bytes.len() as u64 * limit::MAX_RATIO);
    unpack(bytes.to_vec(), u64::from(raw).min(most) as usize);
}

/// Opens bytes as the only part, and reads every block.
pub fn part(bytes: &[u8], secret: &[u8; 32]) -> usize {
    gather(recognise(bytes).map(|head| ((), head)));
    let Ok(mut opened) = open([Cursor::new(bytes)], secret) else { return 0 };
    Section::ALL
        .map(|section| opened.blocks(section, 0).filter(|(_, read)| read.is_ok()).count())
        .iter()
        .sum()
}

pub fn code(typed: &str) -> bool {
    Code::read(typed).is_ok()
}
