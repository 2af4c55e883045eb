//! What came and was not taken in. Nothing is thrown away: it can be tried again, handed on, or refused with a reason.

use ledger::entry::SIGNATURE;
use ledger::{Broken, Entry, EntryId, Stream};
use rusqlite::Row;
use sha2::{Digest, Sha256};

use super::Peer;
use crate::desk::{Reader, Tx};
use crate::error::Result;
use crate::log::{pack, unpack};

/// Names bytes that were set aside.
pub type HeldHash = [u8; 32];

/// Of header, signatures and body; a missing second signature is empty.
pub fn held_hash(parts: [&Vec<u8>; 4]) -> HeldHash {
    Sha256::digest(pack(parts)).into()
}

/// Why something waits outside the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Its desk, key or grant is not known here yet; tried again whenever `admin` grows.
    Unknown,
    /// A signature is wrong.
    Forged,
    /// Its bytes are no entry, or not the one they are filed as.
    Unreadable,
    /// A newer program wrote it: carried on, read after the update.
    Newer,
}

impl Cause {
    pub fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Forged => "forged",
            Self::Unreadable => "unreadable",
            Self::Newer => "newer",
        }
    }

    fn of(word: &str) -> Self {
        let all = [Self::Unknown, Self::Forged, Self::Newer];
        all.into_iter().find(|cause| cause.word() == word).unwrap_or(Self::Unreadable)
    }

    pub fn of_broken(broken: Broken) -> Self {
        if broken == Broken::Newer { Self::Newer } else { Self::Unreadable }
    }
}

/// One thing set aside.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    pub row: i64,
    pub entry: EntryId,
    pub stream: Stream,
    pub cause: Cause,
    pub peer: Peer,
    pub at_ms: u64,
    /// Header, signatures and body as they came.
    pub parts: [Vec<u8>; 4],
}

impl Held {
    /// What of it can be read.
    pub fn read(&self) -> Option<Entry> {
        let [hdr, sig, usig, body] = self.parts.clone();
        let usig = Some(usig).filter(|u| !u.is_empty());
        match body.is_empty() {
            true => Entry::read_gone(hdr, sig, usig).ok(),
            false => Entry::read(hdr, sig, usig, body).ok(),
        }
    }

    /// What its header says, whatever its body and its signatures are worth.
    pub fn named(&self) -> Option<Entry> {
        Entry::read_gone(self.parts[0].clone(), vec![0; SIGNATURE], None).ok()
    }

    pub fn hash(&self) -> HeldHash {
        let [hdr, sig, usig, body] = &self.parts;
        held_hash([hdr, sig, usig, body])
    }
}

impl Tx<'_> {
    pub(super) fn hold(&mut self, entry: &Entry, cause: Cause) -> Result<HeldHash> {
        let none = Vec::new();
        self.hold_bytes((entry.id, &entry.header.stream), parts_of(entry, &none), cause)
    }

    /// For bytes that could not be read as the entry they are filed as. Gives their name.
    pub fn hold_unread(
        &mut self,
        filed: (EntryId, &Stream),
        parts: [&Vec<u8>; 4],
        (cause, peer, at_ms): (Cause, Peer, u64),
    ) -> Result<HeldHash> {
        self.came = Some(crate::log::Came { peer: peer.0, at_ms });
        let held = self.hold_bytes(filed, parts, cause);
        self.came = None;
        held
    }

    fn hold_bytes(
        &mut self,
        (id, stream): (EntryId, &Stream),
        parts: [&Vec<u8>; 4],
        cause: Cause,
    ) -> Result<HeldHash> {
        let raw = pack(parts);
        let hash: HeldHash = Sha256::digest(&raw).into();
        let Some(came) = self.came else { return Ok(hash) };
        let mut put = self.conn.prepare_cached(include_str!("hold.sql"))?;
        put.execute(rusqlite::named_params! {
            ":hash": &hash[..],
            ":entry": &id.0[..],
            ":stream": stream.0,
            ":raw": raw,
            ":cause": cause.word(),
            ":peer": came.peer,
            ":at_ms": came.at_ms,
        })?;
        Ok(hash)
    }

    /// Taken in meanwhile, or refused by a person who said why.
    pub fn drop_held(&mut self, row: i64) -> Result<()> {
        self.conn.prepare_cached("delete from held where id = ?1")?.execute([row])?;
        Ok(())
    }
}

impl Reader<'_> {
    /// All of it, the oldest first.
    pub fn held(&self) -> Result<Vec<Held>> {
        let mut list = self.conn.prepare_cached(include_str!("held.sql"))?;
        let rows = list.query_map([], |r| Ok(held(r)))?;
        rows.map(|row| row?).collect()
    }

    pub fn n_held(&self) -> Result<u64> {
        Ok(self.conn.query_row("select count(*) from held", [], |r| r.get(0))?)
    }

    pub(super) fn held_for_authority(&self) -> Result<Vec<(i64, Entry)>> {
        let held = self.held()?.into_iter().filter(|held| held.cause == Cause::Unknown);
        Ok(held.filter_map(|held| held.read().map(|entry| (held.row, entry))).collect())
    }
}

pub(super) fn parts_of<'a>(entry: &'a Entry, none: &'a Vec<u8>) -> [&'a Vec<u8>; 4] {
    [&entry.hdr, &entry.sig, entry.usig.as_ref().unwrap_or(none), &entry.body]
}

fn held(r: &Row<'_>) -> Result<Held> {
    Ok(Held {
        row: r.get(0)?,
        entry: EntryId(r.get(1)?),
        stream: Stream(r.get(2)?),
        parts: unpack(&r.get::<_, Vec<u8>>(3)?)?,
        cause: Cause::of(&r.get::<_, String>(4)?),
        peer: Peer(r.get(5)?),
        at_ms: r.get(6)?,
    })
}
