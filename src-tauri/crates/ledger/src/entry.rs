//! One entry: a signed header with commitments, and a body of items that can be redacted one by one.

use ed25519_dalek::{Signer, SigningKey};

use crate::format::{self, Body, Broken, Envelope, MAX_ENTRY, Sealed};
use crate::{AccountId, DeedId, EntryId, GrantId, Op, RecordId, Stream, WriterId};

/// Hash and signature algorithms, fixed per writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Suite {
    /// SHA-256 + Ed25519.
    Sha256Ed25519 = 1,
    /// SM3 + SM2: the place is kept; this program does not write it yet.
    Sm3Sm2 = 2,
}

/// What the desk thought of its clock when it wrote. Inside the signed header, so all judge alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Clk {
    InStep = 0,
    FreeRunning = 1,
    Suspect = 2,
}

pub mod flag {
    /// Must be understood; else the record is read-only here.
    pub const CRIT: u32 = 1;
    /// An issued document stands on it.
    pub const PIN: u32 = 2;
    /// Needs the account's own signature (`usig`).
    pub const PERSON: u32 = 4;
    /// Made under a demonstration root.
    pub const DEMO: u32 = 8;
}

/// Field numbers are those of the canonical CBOR map (see ledger.md §1.2).
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    pub fmt: u32,              // 1
    pub suite: Suite,          // 2
    pub writer: WriterId,      // 3
    pub seq: u64,              // 4
    pub prev: Option<EntryId>, // 5
    pub stream: Stream,        // 6
    pub record: RecordId,      // 7
    pub parents: Vec<EntryId>, // 8
    pub wall_ms: u64,          // 9
    pub clk: Clk,              // 10
    pub account: AccountId,    // 11
    pub grant: GrantId,        // 12
    pub app: String,           // 13: program version + op-schema version
    pub flags: u32,            // 14
    pub body: [u8; 32],        // 15: commitment
    pub act: String,           // 16
    pub noun: String,          // 17
    pub deed: DeedId,          // 18
    pub k: u32,
    pub n: u32,
}

/// An item as stored: whole, or redacted down to its leaf.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    Whole { n: u32, op: Op, salt: [u8; 16] },
    Redacted { n: u32, leaf: [u8; 32] },
}

impl Item {
    /// Its place in the entry, from 0.
    pub fn n(&self) -> u32 {
        match self {
            Self::Whole { n, .. } | Self::Redacted { n, .. } => *n,
        }
    }
    pub fn op(&self) -> Option<&Op> {
        if let Self::Whole { op, .. } = self { Some(op) } else { None }
    }
}

/// An entry as read from its stored bytes. `hdr` and `body` are those bytes: only they are hashed.
/// `items` is empty while a sealed body is not opened, and where the body is gone.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: EntryId,
    pub header: Header,
    pub hdr: Vec<u8>,
    pub sig: Vec<u8>,
    /// The account's signature on the id; on a redaction followed by the approver's.
    pub usig: Option<Vec<u8>>,
    pub items: Vec<Item>,
    pub body: Vec<u8>,
    pub envelope: Envelope,
}

/// Bytes of one signature.
pub const SIGNATURE: usize = 64;

impl Entry {
    /// Reads what was stored or has arrived: canonical bytes only, id computed, body held against the header.
    /// Signatures are checked by `Authority::standing`, which knows the keys.
    pub fn read(hdr: Vec<u8>, sig: Vec<u8>, usig: Option<Vec<u8>>, body: Vec<u8>) -> Result<Self, Broken> {
        if hdr.len() + body.len() > MAX_ENTRY {
            return Err(Broken::TooBig);
        }
        if body.is_empty() {
            return Err(Broken::NoBody);
        }
        let mut entry = Self::read_gone(hdr, sig, usig)?;
        (entry.items, entry.envelope) = match format::read_body(&body)? {
            Body::Plain { items, commitment } if commitment == entry.header.body => (items, Envelope::Plain),
            Body::Plain { .. } => return Err(Broken::Commitment),
            Body::Sealed(sealed) => (Vec::new(), Envelope::Sealed(sealed)),
        };
        entry.body = body;
        Ok(entry)
    }

    /// For a body that was deleted here with its keys; never for one that arrives.
    pub fn read_gone(hdr: Vec<u8>, sig: Vec<u8>, usig: Option<Vec<u8>>) -> Result<Self, Broken> {
        if hdr.len() > MAX_ENTRY {
            return Err(Broken::TooBig);
        }
        let signed_by = usig.as_ref().map_or(SIGNATURE, Vec::len);
        if sig.len() != SIGNATURE || ![SIGNATURE, 2 * SIGNATURE].contains(&signed_by) {
            return Err(Broken::Signature);
        }
        let header = format::read_header(&hdr)?;
        let id = format::entry_id(&hdr);
        Ok(Self { id, header, hdr, sig, usig, items: Vec::new(), body: Vec::new(), envelope: Envelope::Gone })
    }

    pub fn has(&self, flag: u32) -> bool {
        self.header.flags & flag != 0
    }

    /// The ops that are still there, with their places.
    pub fn ops(&self) -> impl Iterator<Item = (u32, &Op)> {
        self.items.iter().filter_map(|item| item.op().map(|op| (item.n(), op)))
    }

    /// Encrypted, and not opened here.
    pub fn unopened(&self) -> bool {
        matches!(self.envelope, Envelope::Sealed(_)) && self.items.is_empty()
    }

    /// The same entry with these items reduced to their leaves; salts and seed of the rest stay apart.
    /// A sealed entry can only lose its whole body (`without_body`).
    pub fn redacted(&self, redact: &[u32]) -> Self {
        let mut entry = self.clone();
        if entry.envelope != Envelope::Plain || !self.items.iter().any(|item| redact.contains(&item.n())) {
            return entry;
        }
        for item in &mut entry.items {
            if redact.contains(&item.n()) {
                *item = Item::Redacted { n: item.n(), leaf: format::leaf(item) };
            }
        }
        entry.body = format::write_mixed_body(&entry.items);
        entry
    }

    /// The same entry with the approver's signature behind its author's: what a redaction stands on.
    /// Invariant: one approver; who has signed already is not asked twice.
    pub fn approved_by(&self, key: &SigningKey) -> Self {
        let Some(usig) = self.usig.as_ref().filter(|usig| usig.len() == SIGNATURE) else {
            return self.clone();
        };
        let second = key.sign(&format::to_sign(self.id)).to_bytes();
        Self { usig: Some([usig.as_slice(), &second].concat()), ..self.clone() }
    }

    /// The same entry without items, wraps and ciphertext.
    pub fn without_body(&self) -> Self {
        Self { items: Vec::new(), body: Vec::new(), envelope: Envelope::Gone, ..self.clone() }
    }

    /// The same entry with its body sealed: `seal` is given the plain body's bytes and answers key id, wraps and
    /// ciphertext. Signatures stay, since they cover the plain items' commitment.
    pub fn sealed<E>(&self, seal: impl FnOnce(&[u8]) -> Result<Sealed, E>) -> Result<Self, E> {
        let sealed = seal(&self.body)?;
        let body = format::write_sealed_body(&sealed);
        Ok(Self { items: Vec::new(), body, envelope: Envelope::Sealed(sealed), ..self.clone() })
    }

    /// The same entry with its items, once the caller has decrypted them: held against the header like any body.
    pub fn open(&self, plain: &[u8]) -> Result<Self, Broken> {
        match format::read_body(plain)? {
            Body::Plain { items, commitment } if commitment == self.header.body => {
                Ok(Self { items, ..self.clone() })
            }
            Body::Plain { .. } => Err(Broken::Commitment),
            Body::Sealed(_) => Err(Broken::Item),
        }
    }
}
