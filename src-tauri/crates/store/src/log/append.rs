//! Taking an entry into the log.

use std::ops::Deref;
use std::sync::Arc;

use ledger::{Clk, Entry, EntryId, Op, RecordId, Stream, WriterId};
use rusqlite::{Connection, OptionalExtension, params};

use super::waiting;
use crate::desk::Tx;
use crate::error::Result;

/// What became of an entry that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Appended {
    /// Stored; `settled` are the records of entries that had waited for it.
    New { settled: Vec<RecordId> },
    /// It was here already: nothing changed.
    Known,
    /// A parent is missing: it waits and is not folded.
    Waiting,
}

/// An entry that is handed in. One that is shared is kept without being copied.
#[derive(Clone, Copy)]
pub(crate) enum Given<'a> {
    Lent(&'a Entry),
    Shared(&'a Arc<Entry>),
}

impl Given<'_> {
    pub fn kept(self) -> Arc<Entry> {
        match self {
            Self::Lent(entry) => Arc::new(entry.clone()),
            Self::Shared(entry) => Arc::clone(entry),
        }
    }
}

impl Deref for Given<'_> {
    type Target = Entry;

    fn deref(&self) -> &Entry {
        match self {
            Self::Lent(entry) => entry,
            Self::Shared(entry) => entry,
        }
    }
}

/// From whom entries are taken in just now, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Came {
    pub peer: i64,
    pub at_ms: u64,
}

/// The numbers that the entry before this one had: what comes in one go mostly comes from one writer's one stream.
#[derive(Default)]
pub(crate) struct LastNumbers {
    stream: Option<(Stream, i64)>,
    writer: Option<(WriterId, i64)>,
}

impl Tx<'_> {
    /// Idempotent by id. Heads, this writer's pen and the attachments' references move along.
    pub fn append(&mut self, entry: &Entry) -> Result<Appended> {
        self.append_given(Given::Lent(entry))
    }

    pub(crate) fn append_given(&mut self, entry: Given<'_>) -> Result<Appended> {
        let missing = missing_parents(self.conn, &entry)?;
        if !missing.is_empty() {
            waiting::set_aside(self.conn, &entry, &missing)?;
            self.some_wait = Some(true);
            return Ok(Appended::Waiting);
        }
        if !self.store(entry)? {
            return Ok(Appended::Known);
        }
        let settled = if self.some_wait()? { self.settle(entry.id)? } else { Vec::new() };
        Ok(Appended::New { settled })
    }

    /// Takes up what waited for this one, and what waited for that.
    fn settle(&mut self, came: EntryId) -> Result<Vec<RecordId>> {
        let mut settled = Vec::new();
        let mut came = vec![came];
        while let Some(id) = came.pop() {
            for waited in waiting::ready_after(self.conn, id)? {
                let missing = missing_parents(self.conn, &waited)?;
                if !missing.is_empty() {
                    waiting::set_aside(self.conn, &waited, &missing)?;
                    continue;
                }
                self.store(Given::Lent(&waited))?;
                settled.push(waited.header.record);
                came.push(waited.id);
            }
        }
        Ok(settled)
    }

    /// `false`: it was here.
    fn store(&mut self, entry: Given<'_>) -> Result<bool> {
        let Some(n) = self.insert(&entry)? else { return Ok(false) };
        self.keep_fresh(entry, n)?;
        move_heads(self.conn, &entry)?;
        name_blobs(self.conn, &entry, n)?;
        match self.came {
            Some(came) => {
                note_origin(self.conn, n, came)?;
                let writer = self.writer_number(entry.header.writer)?;
                self.note_fork(&entry, writer)?;
                self.stored.insert(entry.id);
            }
            None => self.advance_pen(&entry)?,
        }
        if entry.header.clk != Clk::Suspect {
            self.latest_wall = self.latest_wall.max(entry.header.wall_ms);
        }
        Ok(true)
    }

    fn keep_fresh(&mut self, entry: Given<'_>, n: i64) -> Result<()> {
        let record = entry.header.record;
        if entry.header.parents.is_empty() && self.first_n(record)? == Some(n) {
            self.fresh.begin(n, entry);
        } else {
            self.fresh.follow(entry);
        }
        Ok(())
    }

    /// `None`: its id is here.
    fn insert(&mut self, entry: &Entry) -> Result<Option<i64>> {
        let h = &entry.header;
        let (stream, writer) = (self.stream_number(&h.stream)?, self.writer_number(h.writer)?);
        let mut put = self.conn.prepare_cached(include_str!("insert_entry.sql"))?;
        let rows = put.execute(rusqlite::named_params! {
            ":id": &entry.id.0[..],
            ":stream": stream,
            ":rec": &h.record.bytes()[..],
            ":writer": writer,
            ":seq": i64::try_from(h.seq).unwrap_or(i64::MAX),
            ":hdr": entry.hdr,
            ":sig": entry.sig,
            ":usig": entry.usig,
        })?;
        if rows == 0 {
            return Ok(None);
        }
        let n = self.conn.last_insert_rowid();
        if !entry.body.is_empty() {
            let mut put = self.conn.prepare_cached("insert into body (n, items) values (?1, ?2)")?;
            put.execute(params![n, entry.body])?;
        }
        let mut put = self.conn.prepare_cached("insert into deed (deed, n) values (?1, ?2)")?;
        put.execute(params![&h.deed.bytes()[..], n])?;
        Ok(Some(n))
    }

    pub(crate) fn stream_number(&mut self, stream: &Stream) -> Result<i64> {
        if let Some((last, n)) = &self.last_numbers.stream
            && last == stream
        {
            return Ok(*n);
        }
        let n = stream_number(self.conn, stream)?;
        self.last_numbers.stream = Some((stream.clone(), n));
        Ok(n)
    }

    fn writer_number(&mut self, writer: WriterId) -> Result<i64> {
        if let Some((last, n)) = self.last_numbers.writer
            && last == writer
        {
            return Ok(n);
        }
        let n = writer_number(self.conn, writer)?;
        self.last_numbers.writer = Some((writer, n));
        Ok(n)
    }

    fn some_wait(&mut self) -> Result<bool> {
        if let Some(known) = self.some_wait {
            return Ok(known);
        }
        let some = self.conn.prepare_cached("select 1 from pending limit 1")?.exists([])?;
        self.some_wait = Some(some);
        Ok(some)
    }
}

/// What came from elsewhere moves no pen of ours, even if it bears our writer's name.
fn note_origin(conn: &Connection, n: i64, came: Came) -> Result<()> {
    conn.prepare_cached("insert into came (n, peer, at_ms) values (?1, ?2, ?3)")?
        .execute(params![n, came.peer, came.at_ms])?;
    Ok(())
}

pub(super) fn has(conn: &Connection, id: EntryId) -> Result<bool> {
    Ok(conn.prepare_cached("select 1 from entry where id = ?1")?.exists([&id.0[..]])?)
}

/// One that lies in another record is missing here: the fold of this record never sees it. Taken for a parent it would make a head that
/// the fold knows nothing of, and whoever built on that head would wait with it.
fn missing_parents(conn: &Connection, entry: &Entry) -> Result<Vec<EntryId>> {
    let record = &entry.header.record.bytes()[..];
    let mut missing = Vec::new();
    let mut find = conn.prepare_cached("select 1 from entry where id = ?1 and rec = ?2")?;
    for parent in &entry.header.parents {
        if !find.exists(params![&parent.0[..], record])? {
            missing.push(*parent);
        }
    }
    Ok(missing)
}

fn move_heads(conn: &Connection, entry: &Entry) -> Result<()> {
    let record = &entry.header.record.bytes()[..];
    let mut gone = conn.prepare_cached("delete from head where rec = ?1 and id = ?2")?;
    for parent in &entry.header.parents {
        gone.execute(params![record, &parent.0[..]])?;
    }
    conn.prepare_cached("insert into head (rec, id) values (?1, ?2)")?
        .execute(params![record, &entry.id.0[..]])?;
    Ok(())
}

pub(super) fn name_blobs(conn: &Connection, entry: &Entry, n: i64) -> Result<()> {
    for (_, op) in entry.ops() {
        // Of another length it names no file there could be, and whoever asks for addresses reads 32 bytes.
        if let Op::Blob { address, .. } = op
            && address.len() == 32
        {
            conn.prepare_cached("insert or ignore into blob (address, n) values (?1, ?2)")?
                .execute(params![address, n])?;
        }
    }
    Ok(())
}

fn stream_number(conn: &Connection, stream: &Stream) -> Result<i64> {
    let found = conn
        .prepare_cached("select id from stream where name = ?1")?
        .query_row([&stream.0], |r| r.get(0))
        .optional()?;
    match found {
        Some(id) => Ok(id),
        None => Ok(conn.prepare_cached("insert into stream (name) values (?1)")?.insert([&stream.0])?),
    }
}

fn writer_number(conn: &Connection, writer: WriterId) -> Result<i64> {
    let found = conn
        .prepare_cached("select id from writer where tag = ?1")?
        .query_row([&writer.0[..]], |r| r.get(0))
        .optional()?;
    match found {
        Some(id) => Ok(id),
        None => Ok(conn.prepare_cached("insert into writer (tag) values (?1)")?.insert([&writer.0[..]])?),
    }
}
