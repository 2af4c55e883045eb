//! Entries whose parents are not here yet: set aside whole, taken up when the last parent comes.

use ledger::{Entry, EntryId, Stream};
use rusqlite::{Connection, OptionalExtension, params};

use crate::desk::Reader;
use crate::error::{Result, StoreError};

pub(super) fn set_aside(conn: &Connection, entry: &Entry, missing: &[EntryId]) -> Result<()> {
    let raw = match kept(conn, entry.id)? {
        Some(kept) => packed(&with_what_came(kept, entry)),
        None => packed(entry),
    };
    conn.prepare_cached(
        "insert into pending (id, raw) values (?1, ?2) on conflict (id) do update set raw = excluded.raw",
    )?
    .execute(params![&entry.id.0[..], raw])?;
    let mut lack = conn.prepare_cached("insert or ignore into lack (parent, id) values (?1, ?2)")?;
    for parent in missing {
        lack.execute(params![&parent.0[..], &entry.id.0[..]])?;
    }
    Ok(())
}

fn kept(conn: &Connection, id: EntryId) -> Result<Option<Entry>> {
    let mut find = conn.prepare_cached("select raw from pending where id = ?1")?;
    let raw: Option<Vec<u8>> = find.query_row([&id.0[..]], |r| r.get(0)).optional()?;
    raw.map(|raw| read(&raw)).transpose()
}

/// As for an entry that is in its place already: a further copy may bring the approver's signature, or what the first has lost.
fn with_what_came(kept: Entry, came: &Entry) -> Entry {
    let signed = |entry: &Entry| entry.usig.as_ref().map_or(0, Vec::len);
    let usig = if signed(came) > signed(&kept) { came.usig.clone() } else { kept.usig.clone() };
    let body = if came.ops().count() > kept.ops().count() { came.body.clone() } else { kept.body.clone() };
    Entry { usig, body, ..kept }
}

/// Those that lacked only this one; they are taken out of the waiting.
pub(super) fn ready_after(conn: &Connection, came: EntryId) -> Result<Vec<Entry>> {
    let came = &came.0[..];
    let ids: Vec<Vec<u8>> = conn
        .prepare_cached("select id from lack where parent = ?1")?
        .query_map([came], |r| r.get(0))?
        .collect::<Result<_, _>>()?;
    conn.prepare_cached("delete from lack where parent = ?1")?.execute([came])?;
    let mut ready = Vec::new();
    for id in ids {
        if conn.prepare_cached("select 1 from lack where id = ?1")?.exists([&id])? {
            continue;
        }
        let raw: Vec<u8> = conn
            .prepare_cached("delete from pending where id = ?1 returning raw")?
            .query_row([&id], |r| r.get(0))?;
        ready.push(read(&raw)?);
    }
    Ok(ready)
}

/// Of a stream that is put away: whoever brought them has them.
pub(crate) fn drop_waiting(conn: &Connection, stream: &Stream) -> Result<()> {
    let waiting: Vec<(Vec<u8>, Vec<u8>)> = conn
        .prepare_cached("select id, raw from pending")?
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (id, raw) in waiting {
        if read(&raw)?.header.stream == *stream {
            // What it lacked goes with it.
            conn.prepare_cached("delete from pending where id = ?1")?.execute([id])?;
        }
    }
    Ok(())
}

impl Reader<'_> {
    /// Entries that wait, each with the parents it lacks.
    pub fn waiting(&self) -> Result<Vec<(EntryId, Vec<EntryId>)>> {
        let mut list = self.conn.prepare_cached("select id, parent from lack order by id, parent")?;
        let mut found: Vec<(EntryId, Vec<EntryId>)> = Vec::new();
        let rows = list.query_map([], |r| Ok((EntryId(r.get(0)?), EntryId(r.get(1)?))))?;
        for row in rows {
            let (id, parent) = row?;
            match found.last_mut().filter(|(last, _)| *last == id) {
                Some((_, lacks)) => lacks.push(parent),
                None => found.push((id, vec![parent])),
            }
        }
        Ok(found)
    }
}

fn packed(entry: &Entry) -> Vec<u8> {
    let none = Vec::new();
    pack([&entry.hdr, &entry.sig, entry.usig.as_ref().unwrap_or(&none), &entry.body])
}

/// Header, signatures and body, each with its length before it.
pub(crate) fn pack(parts: [&Vec<u8>; 4]) -> Vec<u8> {
    let mut raw = Vec::with_capacity(parts.iter().map(|p| p.len() + 8).sum());
    for part in parts {
        raw.extend_from_slice(&(part.len() as u64).to_be_bytes());
        raw.extend_from_slice(part);
    }
    raw
}

pub(crate) fn unpack(raw: &[u8]) -> Result<[Vec<u8>; 4]> {
    let mut rest = raw;
    let mut part = || -> Result<Vec<u8>> {
        let (len, after) = rest.split_first_chunk::<8>().ok_or_else(cut)?;
        let len = usize::try_from(u64::from_be_bytes(*len)).map_err(|_| cut())?;
        let (bytes, after) = after.split_at_checked(len).ok_or_else(cut)?;
        rest = after;
        Ok(bytes.to_vec())
    };
    Ok([part()?, part()?, part()?, part()?])
}

fn read(raw: &[u8]) -> Result<Entry> {
    let [hdr, sig, usig, body] = unpack(raw)?;
    let usig = Some(usig).filter(|u| !u.is_empty());
    let read =
        if body.is_empty() { Entry::read_gone(hdr, sig, usig) } else { Entry::read(hdr, sig, usig, body) };
    read.map_err(|e| StoreError::Damaged(format!("a waiting entry: {e}")))
}

fn cut() -> StoreError {
    StoreError::Damaged("a waiting entry is cut off".into())
}
