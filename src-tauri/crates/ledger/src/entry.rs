//! One entry: a signed header with commitments, and a body of items that can be redacted one by one.

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
pub enum Clk { InStep = 0, FreeRunning = 1, Suspect = 2 }

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
    pub fmt: u32,                 // 1
    pub suite: Suite,             // 2
    pub writer: WriterId,         // 3
    pub seq: u64,                 // 4
    pub prev: Option<EntryId>,    // 5
    pub stream: Stream,           // 6
    pub record: RecordId,         // 7
    pub parents: Vec<EntryId>,    // 8
    pub wall_ms: u64,             // 9
    pub clk: Clk,                 // 10
    pub account: AccountId,       // 11
    pub grant: GrantId,           // 12
    pub app: String,              // 13: program version + op-schema version
    pub flags: u32,               // 14
    pub body: [u8; 32],           // 15: commitment
    pub act: String,              // 16
    pub noun: String,             // 17
    pub deed: DeedId,             // 18
    pub k: u32,
    pub n: u32,
}

/// An item as stored: whole, or redacted down to its leaf.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    Whole { n: u32, op: Op, salt: [u8; 16] },
    Redacted { n: u32, leaf: [u8; 32] },
}

/// An entry as read from its stored bytes. `hdr` and `items` are those bytes: only they are hashed.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: EntryId,
    pub header: Header,
    pub hdr: Vec<u8>,
    pub sig: Vec<u8>,
    pub usig: Option<Vec<u8>>,
    pub items: Vec<Item>,
    pub body: Vec<u8>,
}
