//! The body: an envelope around items. Key id 0 is plain: `[0, seed, items]`, or once an item was redacted
//! `[0, [salt or null …], [item or leaf …]]`. Any other key id is sealed: `[key id, [wrap …], ciphertext]`.

use super::{Broken, MAX_ITEMS, SALT, SEED, item, leaf_of, over, salt};
use crate::Item;
use crate::cbor::{Reader, Writer};

/// How the items of an entry are held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Envelope {
    Plain,
    /// Encrypted to an office; `Entry::items` is empty until `Entry::open`.
    Sealed(Sealed),
    /// Deleted with its keys; the header still proves that it was there.
    Gone,
}

/// A sealed body. The ciphertext is of the plain body's bytes; who can unwrap a content key opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Which key of the office the content key is wrapped to; never 0.
    pub key_id: u64,
    /// The content key, wrapped by the caller (X25519), once for each recipient.
    pub wraps: Vec<Vec<u8>>,
    pub ciphertext: Vec<u8>,
}

pub enum Body {
    Plain { items: Vec<Item>, commitment: [u8; 32] },
    Sealed(Sealed),
}

/// Recipients of one sealed body.
pub const MAX_WRAPS: usize = 64;

/// The form a fresh entry has: salts come from one seed.
pub fn write_seeded_body(seed: &[u8; SEED], items: &[Item]) -> Vec<u8> {
    let mut w = Writer::default();
    w.list(3);
    w.uint(0);
    w.bytes(seed);
    write_items(&mut w, items);
    w.0
}

/// The form of a redacted entry: the salts that remain, and leaves where items stood.
pub fn write_mixed_body(items: &[Item]) -> Vec<u8> {
    let mut w = Writer::default();
    w.list(3);
    w.uint(0);
    w.list(items.len());
    for item in items {
        match item {
            Item::Whole { salt, .. } => w.bytes(salt),
            Item::Redacted { .. } => w.null(),
        }
    }
    write_items(&mut w, items);
    w.0
}

fn write_items(w: &mut Writer, items: &[Item]) {
    w.list(items.len());
    for item in items {
        match item {
            Item::Whole { n, op, .. } => item::write(w, *n, op),
            Item::Redacted { leaf, .. } => w.bytes(leaf),
        }
    }
}

pub fn write_sealed_body(sealed: &Sealed) -> Vec<u8> {
    let mut w = Writer::default();
    w.list(3);
    w.uint(sealed.key_id);
    w.list(sealed.wraps.len());
    sealed.wraps.iter().for_each(|wrap| w.bytes(wrap));
    w.bytes(&sealed.ciphertext);
    w.0
}

pub fn read_body(body: &[u8]) -> Result<Body, Broken> {
    let mut r = Reader::new(body);
    if r.list(3).map_err(Broken::Body)? != 3 {
        return Err(Broken::Item);
    }
    let read = match r.uint().map_err(Broken::Body)? {
        0 => read_plain(&mut r, body)?,
        key_id => Body::Sealed(read_sealed(&mut r, key_id)?),
    };
    r.end().map_err(Broken::Body)?;
    Ok(read)
}

fn read_sealed(r: &mut Reader<'_>, key_id: u64) -> Result<Sealed, Broken> {
    let wraps = r.list(MAX_WRAPS).map_err(Broken::Body)?;
    let wraps =
        (0..wraps).map(|_| r.bytes().map(<[u8]>::to_vec)).collect::<Result<_, _>>().map_err(Broken::Body)?;
    Ok(Sealed { key_id, wraps, ciphertext: r.bytes().map_err(Broken::Body)?.to_vec() })
}

enum Salts {
    Seed([u8; SEED]),
    Kept(Vec<Option<[u8; SALT]>>),
}

impl Salts {
    fn of(&self, n: usize) -> Option<[u8; SALT]> {
        match self {
            Self::Seed(seed) => Some(salt(seed, n as u32)),
            Self::Kept(salts) => salts[n],
        }
    }
}

fn read_salts(r: &mut Reader<'_>) -> Result<Salts, Broken> {
    if r.peek().map_err(Broken::Body)? == 2 {
        return r.fixed().map(Salts::Seed).map_err(Broken::Body);
    }
    let len = r.list(MAX_ITEMS).map_err(Broken::Body)?;
    let salts: Vec<_> = (0..len)
        .map(|_| if r.null() { Ok(None) } else { r.fixed().map(Some) })
        .collect::<Result<_, _>>()
        .map_err(Broken::Body)?;
    // Invariant: one writing for each state; without a redaction the seed stands there.
    if salts.iter().all(Option::is_some) { Err(Broken::Item) } else { Ok(Salts::Kept(salts)) }
}

fn read_plain(r: &mut Reader<'_>, body: &[u8]) -> Result<Body, Broken> {
    let salts = read_salts(r)?;
    let len = r.list(MAX_ITEMS).map_err(Broken::Body)?;
    let agrees = match &salts {
        Salts::Seed(_) => true,
        Salts::Kept(kept) => kept.len() == len,
    };
    if len == 0 || !agrees {
        return Err(Broken::Item);
    }
    let mut items = Vec::with_capacity(len);
    let mut leaves = Vec::with_capacity(len);
    for n in 0..len {
        let (item, leaf) = read_item(r, body, (n as u32, salts.of(n)))?;
        items.push(item);
        leaves.push(leaf);
    }
    Ok(Body::Plain { items, commitment: over(leaves.into_iter()) })
}

/// The leaf is made of the stored bytes, never of what was understood of them.
fn read_item(
    r: &mut Reader<'_>,
    body: &[u8],
    (n, salt): (u32, Option<[u8; SALT]>),
) -> Result<(Item, [u8; 32]), Broken> {
    let Some(salt) = salt else {
        let leaf = r.fixed().map_err(Broken::Body)?;
        return Ok((Item::Redacted { n, leaf }, leaf));
    };
    let from = r.at();
    let op = item::read(r, n)?;
    let leaf = leaf_of(&salt, &body[from..r.at()]);
    Ok((Item::Whole { n, op, salt }, leaf))
}
