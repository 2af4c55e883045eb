//! A hub in memory that keeps the rules of `hub/sql`: dense positions, chained segments, the same bytes once, another copy
//! of the same id as a further row. It can lose a tail like a standby that lagged, and a push may hang in it.

use std::collections::{BTreeMap, HashMap, HashSet};

use ledger::{EntryId, Stream};
use sync::Raw;
use sync::session::{Cursor, Head, Heads, HubId, MailFault, Mailbox, Page, Placed, chain};

use crate::desk::Scope;

#[derive(Clone)]
pub struct Hub {
    pub id: HubId,
    pub min_format: u32,
    pub lanes: BTreeMap<Stream, Lane>,
}

#[derive(Clone, Default)]
pub struct Lane {
    /// As they were pushed: by these bytes each copy is named for ever.
    pub rows: Vec<Raw>,
    /// Their names, made once however often they are read.
    copies: Vec<[u8; 32]>,
    /// Bodies of rows from which something was deleted by law, by their place from 0.
    left: HashMap<usize, Vec<u8>>,
    pub segments: Vec<Cursor>,
    /// Of a push that has the row of the stream and its numbers, and is not committed: no reader sees it.
    open: Option<Cursor>,
    seen: HashSet<(EntryId, [u8; 32])>,
}

/// How far a standby had followed.
pub type Mark = BTreeMap<Stream, usize>;

impl Hub {
    pub fn new(id: u8) -> Self {
        Self { id: HubId([id; 16]), min_format: 1, lanes: BTreeMap::new() }
    }

    /// The same hub as one desk sees it.
    pub fn for_desk<'a>(&'a mut self, scope: &'a Scope) -> Door<'a> {
        Door { hub: self, scope }
    }

    pub fn lane(&mut self, stream: &Stream) -> &mut Lane {
        self.lanes.entry(stream.clone()).or_default()
    }

    pub fn mark(&self) -> Mark {
        self.lanes.iter().map(|(stream, lane)| (stream.clone(), lane.segments.len())).collect()
    }

    /// The standby takes over: what it had not received is gone. Says how many entries that were.
    pub fn fail_over(&mut self, mark: &Mark) -> usize {
        let cut =
            |(stream, lane): (&Stream, &mut Lane)| lane.cut(mark.get(stream).copied().unwrap_or_default());
        let lost = self.lanes.iter_mut().map(cut).sum();
        // A deletion changes no position: a standby may lack any of them, however far it has followed.
        for lane in self.lanes.values_mut() {
            lane.left.clear();
            lane.copies.truncate(lane.rows.len());
        }
        lost
    }
}

impl Lane {
    pub fn head(&self) -> Cursor {
        self.segments.last().copied().unwrap_or(Cursor::START)
    }

    pub fn push(&mut self, entries: &[Raw]) -> u64 {
        let n = self.begin(entries);
        self.commit();
        n
    }

    /// Waits until whoever has the row of the stream is committed; has it then, and its numbers.
    pub fn begin(&mut self, entries: &[Raw]) -> u64 {
        self.commit();
        let new: Vec<Raw> =
            entries.iter().filter(|raw| self.seen.insert((raw.id, raw.copy()))).cloned().collect();
        if !new.is_empty() {
            let seg_hash = chain(&self.head().seg_hash, new.iter().map(|raw| (raw.id, raw.copy())));
            self.rows.extend_from_slice(&new);
            self.copies.extend(new.iter().map(Raw::copy));
            self.open = Some(Cursor { pos: self.rows.len() as u64, seg_hash });
        }
        new.len() as u64
    }

    pub fn commit(&mut self) {
        self.segments.extend(self.open.take());
    }

    /// What was not committed goes with its server as well.
    fn cut(&mut self, segments: usize) -> usize {
        self.open = None;
        self.segments.truncate(segments);
        let lost = self.rows.split_off(self.head().pos as usize);
        lost.iter().for_each(|raw| {
            self.seen.remove(&(raw.id, raw.copy()));
        });
        lost.len()
    }

    /// Every copy of an entry gets the body that is left of it; names, positions and hashes stay.
    pub fn redact(&mut self, id: EntryId, body: &[u8]) {
        for (at, raw) in self.rows.iter().enumerate() {
            if raw.id == id && raw.body != body {
                self.left.insert(at, body.to_vec());
            }
        }
    }

    /// As the hub gives them.
    pub fn given(&self) -> impl Iterator<Item = Raw> {
        (0..self.rows.len()).map(|at| self.row(at))
    }

    fn row(&self, at: usize) -> Raw {
        let raw = self.rows[at].clone();
        match self.left.get(&at) {
            Some(body) => Raw { body: body.clone(), ..raw },
            None => raw,
        }
    }

    fn knows(&self, after: Cursor) -> bool {
        after == Cursor::START || self.segments.contains(&after)
    }

    fn page(&self, after: Cursor, (limit, reads): (usize, bool)) -> Page {
        let mut cursors: Vec<Cursor> = Vec::new();
        for segment in self.segments.iter().filter(|segment| segment.pos > after.pos) {
            if !cursors.is_empty() && segment.pos - after.pos > limit as u64 {
                break;
            }
            cursors.push(*segment);
        }
        let to = cursors.last().map_or(after.pos, |cursor| cursor.pos);
        let rows = (after.pos + 1..=to).zip(&self.rows[after.pos as usize..]);
        let placed = |(pos, raw): (u64, &Raw)| {
            let at = pos as usize - 1;
            let raw_if = reads.then(|| self.row(at));
            Placed {
                pos,
                id: raw.id,
                copy: self.copies[at],
                redacted: self.left.contains_key(&at),
                raw: raw_if,
            }
        };
        Page { entries: rows.map(placed).collect(), cursors, end: to == self.head().pos }
    }
}

pub struct Door<'a> {
    pub hub: &'a mut Hub,
    scope: &'a Scope,
}

impl Door<'_> {
    /// A push that is not answered: it is committed when the next one waits for it, or never.
    pub fn begin(&mut self, stream: &Stream, entries: &[Raw]) -> Result<u64, MailFault> {
        Ok(self.writes(stream, entries)?.begin(entries))
    }

    fn writes(&mut self, stream: &Stream, entries: &[Raw]) -> Result<&mut Lane, MailFault> {
        self.scope.granted(stream)?;
        if let Some(raw) = entries.iter().find(|raw| raw.len() > 512 * 1024) {
            return Err(MailFault::Entry(format!("{} bytes", raw.len())));
        }
        Ok(self.hub.lane(stream))
    }
}

impl Mailbox for Door<'_> {
    fn heads(&mut self) -> Result<Heads, MailFault> {
        let head = |(stream, can_read): (&Stream, bool)| {
            let at = self.hub.lanes.get(stream).map_or(Cursor::START, Lane::head);
            Head { stream: stream.clone(), at, can_read, can_write: true }
        };
        let streams = self.scope.all().map(head).collect();
        Ok(Heads { hub: self.hub.id, min_format: self.hub.min_format, now_ms: None, streams })
    }

    fn pull(&mut self, stream: &Stream, after: Cursor, limit: usize) -> Result<Page, MailFault> {
        let reads = self.scope.granted(stream)?;
        let lane = self.hub.lane(stream);
        if lane.knows(after) { Ok(lane.page(after, (limit, reads))) } else { Err(MailFault::UnknownCursor) }
    }

    fn push(&mut self, stream: &Stream, entries: &[Raw]) -> Result<u64, MailFault> {
        Ok(self.writes(stream, entries)?.push(entries))
    }
}

impl Scope {
    /// Whether it may be read; whoever is not granted it at all is refused.
    fn granted(&self, stream: &Stream) -> Result<bool, MailFault> {
        let found = self.all().find(|(own, _)| *own == stream);
        found.map(|(_, reads)| reads).ok_or_else(|| MailFault::Stream("42501".into()))
    }
}

impl Hub {
    /// Every id of a stream, as often as it stands there.
    pub fn ids(&self, stream: &Stream) -> Vec<EntryId> {
        self.lanes.get(stream).map(|lane| lane.rows.iter().map(|raw| raw.id).collect()).unwrap_or_default()
    }
}
