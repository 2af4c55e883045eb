//! One stream of a hub, page by page: each copy read and judged by itself, then held against what is here.
//! It does not know how pages come, nor whether their chain holds (`sync::session::walk`).
//! Called by `prove`.

use std::collections::{BTreeMap, HashSet};

use ledger::{Broken, EntryId, Envelope, Item, Stream, Verifier};
use serde::Serialize;
use sync::Raw;
use sync::session::{Cursor, Fault, Page, Placed, SegHash};

use super::called;
use super::prove::Here;
use crate::{Office, Result};

/// Entries of this desk read at a time.
const PAGE: u32 = 500;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ProvedStream {
    pub stream: String,
    /// `st`, `of`, `pub`, `sealed`, `log`, `ref` or `admin`.
    pub class: String,
    /// The station or the office.
    pub of: String,
    pub n_copies: u64,
    /// What the hub says of its chain and cannot be true.
    pub contradiction: Option<String>,
    /// The first position at which its chain is another than this desk has read.
    pub other_past: Option<u64>,
    /// Where its chain ends, though this desk has read on.
    pub cut_at: Option<u64>,
    /// Entries of which no copy there is what was signed.
    pub broken: Amiss,
    /// Entries that this desk has read there, and that are there no more.
    pub gone: Amiss,
    /// Entries that stand before the place up to which this desk has read, and are not here.
    pub lacking: Amiss,
    /// The hub lets this desk in no more.
    pub shut_out: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Amiss {
    pub n: u64,
    pub first: Option<String>,
}

impl Amiss {
    fn note(&mut self, id: EntryId) {
        self.n += 1;
        self.first.get_or_insert_with(|| id.to_string());
    }
}

impl ProvedStream {
    fn of(office: &Office, stream: &Stream) -> Self {
        let (class, of) = (stream.class().to_owned(), called(office, stream));
        Self { stream: stream.0.clone(), class, of, ..Self::default() }
    }

    pub fn shut_out(office: &Office, stream: &Stream) -> Self {
        Self { shut_out: true, ..Self::of(office, stream) }
    }

    pub fn is_bad(&self) -> bool {
        self.contradiction.is_some() || self.other_past.is_some() || self.broken.n > 0
    }

    pub fn is_whole(&self) -> bool {
        self.cut_at.is_none() && self.gone.n + self.lacking.n == 0 && !self.shut_out
    }
}

/// What a walk has seen of a stream so far.
pub(super) struct Look<'a, 'r> {
    here: &'a Here<'a, 'r>,
    stream: &'a Stream,
    /// Ends of segments as this desk has read them, and the last of them.
    kept: BTreeMap<u64, SegHash>,
    read_to: u64,
    good: HashSet<EntryId>,
    /// Of these no good copy has come yet.
    broken: BTreeMap<EntryId, u64>,
    told: ProvedStream,
    pub n_newer: u64,
    pub n_to_send: u64,
    pub n_to_come: u64,
}

impl<'a, 'r> Look<'a, 'r> {
    pub fn at(here: &'a Here<'a, 'r>, stream: &'a Stream) -> Result<Self> {
        let read = here.peer.filter(|_| here.met.contains(stream));
        let kept = read.map_or(Ok(vec![]), |peer| here.reader.segments(peer, stream))?;
        let kept: BTreeMap<u64, SegHash> = kept.into_iter().collect();
        Ok(Self {
            here,
            stream,
            read_to: kept.keys().next_back().copied().unwrap_or_default(),
            kept,
            good: HashSet::new(),
            broken: BTreeMap::new(),
            told: ProvedStream::of(here.office, stream),
            n_newer: 0,
            n_to_send: 0,
            n_to_come: 0,
        })
    }

    pub fn n_copies(&self) -> u64 {
        self.told.n_copies
    }

    pub fn page(&mut self, page: &Page, verifier: &mut Verifier<'_>) -> Result<()> {
        for placed in &page.entries {
            self.copy(placed, verifier)?;
        }
        for Cursor { pos, seg_hash } in &page.cursors {
            if self.kept.remove(pos).is_some_and(|hash| hash != *seg_hash) {
                self.told.other_past.get_or_insert(*pos);
            }
        }
        Ok(())
    }

    /// A broken copy takes nothing from a good one of the same entry, whichever came first: anybody who may write can push one.
    fn copy(&mut self, placed: &Placed, verifier: &mut Verifier<'_>) -> Result<()> {
        self.told.n_copies += 1;
        let good = match &placed.raw {
            Some(raw) => self.is_good(raw, verifier),
            None => self.is_as_here(placed)?,
        };
        if good {
            self.broken.remove(&placed.id);
            if self.good.insert(placed.id) && placed.raw.is_some() {
                self.look_here(placed)?;
            }
        } else if !self.good.contains(&placed.id) {
            self.broken.entry(placed.id).or_insert(placed.pos);
        }
        Ok(())
    }

    fn is_good(&mut self, raw: &Raw, verifier: &mut Verifier<'_>) -> bool {
        match raw.read() {
            Ok(entry) if self.here.authority.is_forged(&entry) => false,
            Ok(entry) => {
                verifier.entry(&entry);
                true
            }
            Err(why) => {
                self.n_newer += u64::from(why == Broken::Newer);
                why == Broken::Newer
            }
        }
    }

    /// Where this desk only appends it sees no bytes: its own must lie there as they are, as far as nothing of them was deleted.
    fn is_as_here(&self, placed: &Placed) -> Result<bool> {
        let Some(own) = self.here.reader.entry(placed.id)? else { return Ok(true) };
        let is_left = |item: &Item| matches!(item, Item::Redacted { .. });
        let deleted = placed.redacted || own.envelope == Envelope::Gone || own.items.iter().any(is_left);
        Ok(deleted || Raw::of(&own).copy() == placed.copy)
    }

    fn look_here(&mut self, placed: &Placed) -> Result<()> {
        let here = self.here;
        if !here.held.contains(self.stream)
            || here.aside.contains(&placed.id)
            || here.reader.has(placed.id)?
        {
            return Ok(());
        }
        if placed.pos > self.read_to {
            self.n_to_come += 1;
        } else {
            self.told.lacking.note(placed.id);
        }
        Ok(())
    }

    /// What stands behind it was not seen.
    pub fn contradicted(&mut self, fault: &Fault) {
        self.told.contradiction = Some(fault.to_string());
    }

    /// After a walk that came to the end, `at`: what this desk has read there once, or holds, against what was seen.
    pub fn compare(&mut self, at: Cursor) -> Result<()> {
        // An end of a segment stays one, whatever comes behind it.
        for pos in self.kept.keys() {
            let missed = if *pos > at.pos { &mut self.told.cut_at } else { &mut self.told.other_past };
            missed.get_or_insert((*pos).min(at.pos));
        }
        let mut before = i64::MAX;
        loop {
            let page = self.here.reader.entries_of_stream(self.stream, before, PAGE)?;
            let Some((last, _)) = page.last() else { return Ok(()) };
            before = *last;
            for (_, entry) in &page {
                if !self.good.contains(&entry.id) && !self.broken.contains_key(&entry.id) {
                    self.is_away(entry.id)?;
                }
            }
        }
    }

    fn is_away(&mut self, id: EntryId) -> Result<()> {
        let places = self.here.reader.places_of(id)?;
        if places.iter().any(|(peer, _)| Some(*peer) == self.here.peer) {
            self.told.gone.note(id);
        } else {
            self.n_to_send += 1;
        }
        Ok(())
    }

    pub fn told(self) -> ProvedStream {
        let mut told = self.told;
        let mut broken: Vec<(u64, EntryId)> = self.broken.into_iter().map(|(id, pos)| (pos, id)).collect();
        broken.sort_unstable();
        broken.into_iter().for_each(|(_, id)| told.broken.note(id));
        told
    }
}
