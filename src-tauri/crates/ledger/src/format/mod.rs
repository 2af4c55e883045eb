//! The bytes of an entry: header, items, envelope, and the hashes between them. Frozen; a change is a new `FMT`.
//! It does not know keys' owners, nor whether an entry may have an effect.
//! Called by `pen` (writing), `Entry::read` (reading) and `verify`.

mod body;
mod header;
mod item;

use sha2::{Digest, Sha256};

pub(crate) use body::{Body, read_body, write_mixed_body, write_sealed_body, write_seeded_body};
pub use body::{Envelope, MAX_WRAPS, Sealed};
pub(crate) use header::{read_header, write_header};
pub(crate) use item::args;
pub use item::kind;

use crate::cbor::Unreadable;
use crate::{EntryId, Item};

/// The format number in field 1.
pub const FMT: u32 = 1;
/// Header and body together.
pub const MAX_ENTRY: usize = 512 * 1024;
/// Kept free by the pen, so that every entry it writes can still be sealed: wraps, nonce and tag.
pub const SEAL_ROOM: usize = 8 * 1024;
pub const MAX_ITEMS: usize = 256;
pub const MAX_PARENTS: usize = 32;
/// Bytes of the seed the salts of an entry are derived from.
pub const SEED: usize = 16;
/// Bytes of a salt: enough that a number of eighteen digits cannot be guessed from its leaf.
pub const SALT: usize = 16;
/// Signatures are made over this text and the id.
pub const SIGNED_TEXT: &[u8] = b"gljc-entry-v1";

/// Why stored bytes are no entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    #[error("larger than an entry may be")]
    TooBig,
    #[error("the header: {0}")]
    Header(Unreadable),
    #[error("the body: {0}")]
    Body(Unreadable),
    #[error("the header's fields are not those of this format")]
    Fields,
    #[error("format or suite unknown to this program")]
    Newer,
    #[error("an item is not written as its kind asks")]
    Item,
    #[error("the body does not match the header's commitment")]
    Commitment,
    #[error("the body is missing")]
    NoBody,
    #[error("a signature of the wrong length")]
    Signature,
}

/// H(0x00 | header).
pub(crate) fn entry_id(hdr: &[u8]) -> EntryId {
    EntryId(Sha256::new().chain_update([0]).chain_update(hdr).finalize().into())
}

/// What desk and account sign: the domain text and the id.
pub fn to_sign(id: EntryId) -> [u8; 45] {
    let mut text = [0u8; 45];
    text[..13].copy_from_slice(SIGNED_TEXT);
    text[13..].copy_from_slice(&id.0);
    text
}

/// H(0x01 | salt | item).
fn leaf_of(salt: &[u8; SALT], item: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update([1]).chain_update(salt).chain_update(item).finalize().into()
}

/// The leaf of an item, computed or kept.
pub(crate) fn leaf(item: &Item) -> [u8; 32] {
    match item {
        Item::Redacted { leaf, .. } => *leaf,
        Item::Whole { n, op, salt } => leaf_of(salt, &item::bytes(*n, op)),
    }
}

/// H(0x02 | leaf 1 | leaf 2 …): field 15 of the header.
pub(crate) fn commitment(items: &[Item]) -> [u8; 32] {
    over(items.iter().map(leaf))
}

fn over(leaves: impl Iterator<Item = [u8; 32]>) -> [u8; 32] {
    leaves.fold(Sha256::new().chain_update([2]), |hash, leaf| hash.chain_update(leaf)).finalize().into()
}

/// The salt of item `n`: whoever holds the seed holds them all, so a redaction drops the seed.
pub(crate) fn salt(seed: &[u8; SEED], n: u32) -> [u8; SALT] {
    let hash = Sha256::new().chain_update(b"gljc-salt-v1").chain_update(seed).chain_update(n.to_be_bytes());
    let mut salt = [0u8; SALT];
    salt.copy_from_slice(&hash.finalize()[..SALT]);
    salt
}
