//! Records begun in this transaction: all their entries are at hand, and nothing was projected from them before.
//! An import would otherwise read back, hash and compare everything it has just written. What had to be read back is kept as well: it is
//! looked at for what must go, and folded.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use ledger::{Authority, Entry, Record, RecordId, fold};

use super::Given;
use crate::desk::Tx;
use crate::error::Result;

/// More than a batch is not kept.
const MOST: usize = 20_000;

#[derive(Default)]
pub(crate) struct Fresh {
    begun: HashMap<RecordId, Begun>,
    /// Of others, as they were read back.
    read: HashMap<RecordId, Vec<Arc<Entry>>>,
    n_entries: usize,
    n_read: usize,
    ahead: Option<Ahead>,
}

/// Records that were folded before the entries they are made of were stored, each from the entries beside it.
pub(crate) struct Ahead {
    pub authority: Arc<Authority>,
    pub records: HashMap<RecordId, (Vec<Arc<Entry>>, Option<Record>)>,
}

struct Begun {
    n: i64,
    entries: Vec<Arc<Entry>>,
    projected: bool,
}

impl Fresh {
    pub fn begin(&mut self, n: i64, entry: Given<'_>) {
        self.read.remove(&entry.header.record);
        if self.n_entries < MOST {
            let begun = Begun { n, entries: vec![entry.kept()], projected: false };
            self.begun.insert(entry.header.record, begun);
            self.n_entries += 1;
        }
    }

    pub fn follow(&mut self, entry: Given<'_>) {
        self.read.remove(&entry.header.record);
        if let Some(begun) = self.begun.get_mut(&entry.header.record) {
            begun.entries.push(entry.kept());
            self.n_entries += 1;
        }
    }

    /// Stored bodies were changed: read them again.
    pub fn forget(&mut self, record: RecordId) {
        self.begun.remove(&record);
        self.read.remove(&record);
    }

    /// What was kept before makes room: it can be read back again.
    fn keep(&mut self, record: RecordId, read: Vec<Arc<Entry>>) {
        if self.n_read >= MOST {
            self.read.clear();
            self.n_read = 0;
        }
        self.n_read += read.len();
        self.read.insert(record, read);
    }

    fn at_hand(&self, record: RecordId) -> Option<&[Arc<Entry>]> {
        let begun = self.begun.get(&record).map(|begun| &begun.entries);
        begun.or_else(|| self.read.get(&record)).map(Vec::as_slice)
    }

    pub fn lay_ready(&mut self, ahead: Ahead) {
        self.ahead = Some(ahead);
    }

    /// Once: what was folded of it ahead, if that was by this authority and from the very entries that have come of it.
    pub fn folded(&mut self, record: RecordId, authority: &Arc<Authority>) -> Option<Option<Record>> {
        let begun = self.begun.get(&record)?;
        let ahead = self.ahead.as_mut().filter(|ahead| Arc::ptr_eq(&ahead.authority, authority))?;
        let (entries, folded) = ahead.records.remove(&record)?;
        let same = entries.len() == begun.entries.len()
            && entries.iter().zip(&begun.entries).all(|(one, other)| Arc::ptr_eq(one, other));
        same.then_some(folded)
    }

    /// The first entry's `n`, once: then the record has rows to compare with.
    pub fn first_projection(&mut self, record: RecordId) -> Option<i64> {
        let begun = self.begun.get_mut(&record).filter(|b| !b.projected)?;
        begun.projected = true;
        Some(begun.n)
    }
}

impl Tx<'_> {
    /// As `Reader::record`, without reading back what this transaction wrote.
    pub fn record(&self, record: RecordId) -> Result<Option<Record>> {
        match self.fresh.at_hand(record) {
            Some(entries) => Ok(fold(entries.iter().map(|entry| &**entry), &*self.authority()?)),
            None => (**self).record(record),
        }
    }

    /// As `Reader::entries`, in the same way.
    pub(crate) fn entries_of(&self, record: RecordId) -> Result<Cow<'_, [Arc<Entry>]>> {
        match self.fresh.at_hand(record) {
            Some(entries) => Ok(Cow::Borrowed(entries)),
            None => Ok(self.entries(record)?.into_iter().map(Arc::new).collect()),
        }
    }

    /// The same, kept for whoever asks for them next.
    pub(crate) fn look_at(&mut self, record: RecordId) -> Result<&[Arc<Entry>]> {
        if self.fresh.at_hand(record).is_none() {
            let read = self.entries(record)?.into_iter().map(Arc::new).collect();
            self.fresh.keep(record, read);
        }
        Ok(self.fresh.at_hand(record).unwrap_or_default())
    }

    pub(crate) fn n_of(&self, record: RecordId) -> Result<Option<i64>> {
        match self.fresh.begun.get(&record) {
            Some(begun) => Ok(Some(begun.n)),
            None => self.first_n(record),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::MOST;
    use crate::StoreError;
    use crate::kit::{self, act, case, id};

    #[test]
    fn what_was_read_back_is_forgotten_when_more_is_written_or_something_goes() {
        let (_dir, desk) = kit::desk();
        let first = act(&desk, id(1), case("一", "2026-03-01"));
        desk.act(|tx| {
            assert_eq!(tx.look_at(id(1))?.len(), 1);
            let second = kit::entry(tx, id(1), case("二", "2026-03-02"));
            tx.append(&second)?;
            assert_eq!(tx.look_at(id(1))?.len(), 2);
            let title =
                |record: Option<ledger::Record>| record.and_then(|r| r.text("title").map(str::to_owned));
            assert_eq!(title(tx.record(id(1))?).as_deref(), Some("二"));
            tx.redact(first.id, &[0])?;
            assert!(tx.look_at(id(1))?.iter().any(|entry| entry.id == first.id && entry.body != first.body));
            Ok::<_, StoreError>(())
        })
        .unwrap();
    }

    /// A bug: a revocation, or the preview of a large bundle, kept all that it looked at in memory.
    #[test]
    fn more_than_a_batch_of_what_was_read_back_is_not_kept() {
        let (_dir, desk) = kit::desk();
        for n in 1..=2 {
            act(&desk, id(n), case("一", "2026-03-01"));
        }
        desk.act(|tx| {
            assert_eq!(tx.look_at(id(1))?.len(), 1);
            tx.fresh.n_read = MOST;
            assert_eq!(tx.look_at(id(2))?.len(), 1);
            assert_eq!([1, 2].map(|n| tx.fresh.at_hand(id(n)).is_some()), [false, true]);
            assert_eq!(tx.look_at(id(1))?.len(), 1);
            Ok::<_, StoreError>(())
        })
        .unwrap();
    }
}
