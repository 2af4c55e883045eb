//! The writing end of this file: where its chain stands, the desk's key, and the greatest time seen.

use ledger::{Entry, EntryId, Pen, SigningKey, Suite, WriterId};
use rusqlite::{OptionalExtension, named_params, params};
use zeroize::Zeroizing;

use crate::desk::{Reader, Tx, traits};
use crate::error::Result;

/// What the next entry of this file needs.
#[derive(Clone, PartialEq, Eq)]
pub struct PenState {
    pub writer: WriterId,
    pub next_seq: u64,
    pub prev: Option<EntryId>,
    /// The desk's signing key: sealed by the file's own key and nothing else.
    pub desk_key: Zeroizing<[u8; 32]>,
}

impl PenState {
    /// `app` is the program's version and op schema, as it stands in every header.
    pub fn pen(&self, app: &str) -> Pen {
        Pen {
            writer: self.writer,
            next_seq: self.next_seq,
            prev: self.prev,
            desk_key: SigningKey::from_bytes(&self.desk_key),
            app: app.into(),
            suite: Suite::Sha256Ed25519,
        }
    }
}

impl Reader<'_> {
    pub fn pen(&self) -> Result<Option<PenState>> {
        let mut find = self.conn.prepare_cached("select writer, next_seq, prev, desk_key from pen")?;
        let pen = find.query_row([], |r| {
            Ok(PenState {
                writer: WriterId(r.get(0)?),
                next_seq: r.get(1)?,
                prev: r.get::<_, Option<[u8; 32]>>(2)?.map(EntryId),
                desk_key: Zeroizing::new(r.get(3)?),
            })
        });
        Ok(pen.optional()?)
    }

    /// The greatest wall time that a desk not in doubt about its clock has written. A clock behind it is suspect.
    pub fn latest_wall(&self) -> Result<u64> {
        let kept = traits::get(self.conn, "latest_wall")?.and_then(|v| v.try_into().ok());
        Ok(kept.map_or(0, u64::from_be_bytes))
    }
}

impl Tx<'_> {
    /// For a new writer. `append` moves the pen on afterwards.
    pub fn save_pen(&mut self, pen: &PenState) -> Result<()> {
        let mut put = self.conn.prepare_cached(include_str!("save_pen.sql"))?;
        put.execute(named_params! {
            ":writer": &pen.writer.0[..],
            ":next_seq": pen.next_seq,
            ":prev": pen.prev.map(|p| p.0.to_vec()),
            ":desk_key": &pen.desk_key[..],
        })?;
        Ok(())
    }

    pub(super) fn advance_pen(&mut self, entry: &Entry) -> Result<()> {
        let h = &entry.header;
        let mut next = self.conn.prepare_cached(include_str!("advance_pen.sql"))?;
        let own = next.execute(params![&h.writer.0[..], h.seq, &entry.id.0[..]])? > 0;
        drop(next);
        if own {
            self.reached = Some((h.writer, h.seq));
        }
        Ok(())
    }

    /// Whoever knows the time says that it is not later than this: what bears a later one was written by a clock that is ahead.
    pub fn lower_latest_wall(&mut self, now_ms: u64) -> Result<()> {
        traits::set(self.conn, "latest_wall", &now_ms.min(self.latest_wall()?).to_be_bytes())
    }

    pub(crate) fn keep_latest_wall(&self) -> Result<()> {
        if self.latest_wall > self.latest_wall()? {
            traits::set(self.conn, "latest_wall", &self.latest_wall.to_be_bytes())?;
        }
        Ok(())
    }
}
