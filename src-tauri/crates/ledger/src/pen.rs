//! What a desk writes with: a draft of one entry, and the pen that numbers, hashes and signs it.

use ed25519_dalek::{Signer, SigningKey};
use zeroize::Zeroize;

use crate::cbor::{self, MAX_DEPTH};
use crate::format::{self, MAX_ENTRY, MAX_ITEMS, MAX_PARENTS, SEAL_ROOM, SEED};
use crate::{
    AccountId, Clk, DeedId, Entry, EntryId, Envelope, GrantId, Header, Item, Op, RecordId, Stream, Suite,
    WriterId,
};

/// One entry before it is numbered and signed. `parents` are the heads its author saw.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub stream: Stream,
    pub record: RecordId,
    pub noun: String,
    pub act: String,
    pub parents: Vec<EntryId>,
    pub wall_ms: u64,
    pub clk: Clk,
    pub account: AccountId,
    pub grant: GrantId,
    pub flags: u32,
    pub deed: DeedId,
    /// Place of this entry among the `n` of its deed, from 1.
    pub k: u32,
    pub n: u32,
    pub ops: Vec<Op>,
}

/// One writer at work: where its chain stands, and the desk's key.
#[derive(Clone)]
pub struct Pen {
    pub writer: WriterId,
    pub next_seq: u64,
    pub prev: Option<EntryId>,
    pub desk_key: SigningKey,
    pub app: String,
    pub suite: Suite,
}

/// An entry that no desk may write. Nothing was numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TooBig {
    #[error("{0} bytes; an entry holds {most}", most = MAX_ENTRY - SEAL_ROOM)]
    Bytes(usize),
    #[error("{0} items; an entry holds 1 to {MAX_ITEMS}")]
    Items(usize),
    #[error("{0} parents; an entry names {MAX_PARENTS}")]
    Parents(usize),
    #[error("a value nested deeper than {MAX_DEPTH}")]
    Depth,
    #[error("this program does not write that suite")]
    Suite,
}

impl Pen {
    /// A pen for a fresh writer.
    pub fn new(writer: WriterId, desk_key: SigningKey, app: &str) -> Self {
        Self { writer, next_seq: 1, prev: None, desk_key, app: app.into(), suite: Suite::Sha256Ed25519 }
    }

    /// Numbers, hashes and signs; moves the pen on only when that succeeded.
    pub fn write(&mut self, draft: Draft, account_key: Option<&SigningKey>) -> Result<Entry, TooBig> {
        let mut seed = [0u8; SEED];
        getrandom::fill(&mut seed).expect("the system gives random bytes");
        let written = self.write_seeded(draft, account_key, seed);
        seed.zeroize();
        written
    }

    /// As `write`, with the seed of the salts given: the same draft gives the same bytes.
    pub fn write_seeded(
        &mut self,
        draft: Draft,
        account_key: Option<&SigningKey>,
        seed: [u8; SEED],
    ) -> Result<Entry, TooBig> {
        let items = salted(&draft, &seed, self.suite)?;
        let header = self.header(draft, format::commitment(&items))?;
        let hdr = format::write_header(&header);
        let body = format::write_seeded_body(&seed, &items);
        if hdr.len() + body.len() > MAX_ENTRY - SEAL_ROOM {
            return Err(TooBig::Bytes(hdr.len() + body.len()));
        }
        let id = format::entry_id(&hdr);
        let sig = self.desk_key.sign(&format::to_sign(id)).to_bytes().to_vec();
        let usig = account_key.map(|key| key.sign(&format::to_sign(id)).to_bytes().to_vec());
        self.next_seq += 1;
        self.prev = Some(id);
        Ok(Entry { id, header, hdr, sig, usig, items, body, envelope: Envelope::Plain })
    }

    fn header(&self, draft: Draft, body: [u8; 32]) -> Result<Header, TooBig> {
        let mut parents = draft.parents;
        parents.sort_unstable();
        parents.dedup();
        if parents.len() > MAX_PARENTS {
            return Err(TooBig::Parents(parents.len()));
        }
        Ok(Header {
            fmt: format::FMT,
            suite: self.suite,
            writer: self.writer,
            seq: self.next_seq,
            prev: self.prev,
            stream: draft.stream,
            record: draft.record,
            parents,
            wall_ms: draft.wall_ms,
            clk: draft.clk,
            account: draft.account,
            grant: draft.grant,
            app: self.app.clone(),
            flags: draft.flags,
            body,
            act: draft.act,
            noun: draft.noun,
            deed: draft.deed,
            k: draft.k,
            n: draft.n,
        })
    }
}

fn salted(draft: &Draft, seed: &[u8; SEED], suite: Suite) -> Result<Vec<Item>, TooBig> {
    if suite != Suite::Sha256Ed25519 {
        return Err(TooBig::Suite);
    }
    if draft.ops.is_empty() || draft.ops.len() > MAX_ITEMS {
        return Err(TooBig::Items(draft.ops.len()));
    }
    let items: Vec<_> = (0u32..)
        .zip(&draft.ops)
        .map(|(n, op)| Item::Whole { n, op: op.clone(), salt: format::salt(seed, n) })
        .collect();
    let too_deep = draft.ops.iter().any(|op| cbor::depth(&format::args(op)) > MAX_DEPTH);
    if too_deep { Err(TooBig::Depth) } else { Ok(items) }
}
