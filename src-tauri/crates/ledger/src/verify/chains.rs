//! The chain of each writer: every entry names the one before it, and no number is left out.

use std::collections::{BTreeMap, BTreeSet};

use super::report::{Fault, Gap, Report, Wrong};
use crate::{Entry, EntryId, RecordId, WriterId};

#[derive(Default)]
pub struct Chains {
    writers: BTreeMap<WriterId, Vec<Link>>,
    /// Writers whose gaps count; `None`: all.
    pub whole: Option<BTreeSet<WriterId>>,
    /// Where a pen that still writes says that its chain ends.
    pub pens: BTreeMap<WriterId, End>,
}

/// What the next entry will be numbered, and which one it will follow.
pub struct End {
    pub next_seq: u64,
    pub prev: Option<EntryId>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Link {
    seq: u64,
    id: EntryId,
    prev: Option<EntryId>,
    record: RecordId,
}

impl Link {
    fn of(entry: &Entry) -> Self {
        let h = &entry.header;
        Self { seq: h.seq, id: entry.id, prev: h.prev, record: h.record }
    }
}

impl Chains {
    pub fn add(&mut self, entry: &Entry) {
        self.writers.entry(entry.header.writer).or_default().push(Link::of(entry));
    }

    /// The same, where something of its writer is here: what lies elsewhere makes no chain of its own.
    pub fn answer(&mut self, entry: &Entry) {
        if let Some(links) = self.writers.get_mut(&entry.header.writer) {
            links.push(Link::of(entry));
        }
    }

    /// Numbers right before one that is here, and not here themselves.
    pub fn before(&self) -> BTreeMap<WriterId, BTreeSet<u64>> {
        let all = self.writers.iter().map(|(writer, links)| (*writer, unmet(links)));
        all.filter(|(_, numbers)| !numbers.is_empty()).collect()
    }

    /// Faults in order of writer and number; gaps and forks go into the report.
    pub fn finish(&mut self, report: &mut Report) -> Vec<Fault> {
        let mut faults = Vec::new();
        report.n_writers = self.writers.len() as u64;
        // Of a pen nothing at all may be left.
        self.pens.keys().for_each(|writer| _ = self.writers.entry(*writer).or_default());
        for (writer, mut links) in std::mem::take(&mut self.writers) {
            links.sort_unstable();
            links.dedup_by_key(|link| link.id);
            let whole = self.whole.as_ref().is_none_or(|whole| whole.contains(&writer));
            let gaps = gaps(writer, &links).filter(|_| whole);
            report.gaps.extend(gaps);
            if let Some(end) = self.pens.get(&writer) {
                report.gaps.extend(cut_off((writer, &links), end));
                faults.extend(not_the_last((writer, &links), end));
            }
            let same = links.windows(2).filter(|pair| pair[0].seq == pair[1].seq);
            let mut forks: Vec<_> = same.map(|pair| (writer, pair[1].seq)).collect();
            forks.dedup();
            let is_forked = |fault: &Fault| forks.iter().any(|(_, seq)| Some(*seq) == fault.seq);
            let (other, wrong): (Vec<_>, Vec<_>) = broken(writer, &links).into_iter().partition(is_forked);
            report.gaps.extend(other.iter().filter(|_| whole).map(|fault| of_the_other_life(writer, fault)));
            faults.extend(wrong);
            report.forks.extend(forks);
        }
        faults
    }
}

fn unmet(links: &[Link]) -> BTreeSet<u64> {
    let here: BTreeSet<u64> = links.iter().map(|link| link.seq).collect();
    here.iter().filter(|seq| **seq > 1).map(|seq| seq - 1).filter(|before| !here.contains(before)).collect()
}

fn gaps(writer: WriterId, links: &[Link]) -> impl Iterator<Item = Gap> {
    let before = std::iter::once(0).chain(links.iter().map(|link| link.seq));
    let missing = before.zip(links).filter(|(before, link)| link.seq > before + 1);
    missing.map(move |(before, link)| Gap { writer, from: before + 1, to: link.seq - 1 })
}

/// A writer that went on from an older copy of its file has lived twice, with two entries of one number. Where the entry before one of
/// them does not travel (a log's), it is missing, and nothing is false: the number before is the other life's.
fn of_the_other_life(writer: WriterId, fault: &Fault) -> Gap {
    let before = fault.seq.unwrap_or_default().saturating_sub(1);
    Gap { writer, from: before, to: before }
}

/// The newest entries are gone: no number after them tells it, the pen does.
fn cut_off((writer, links): (WriterId, &[Link]), end: &End) -> Option<Gap> {
    let last = links.last().map_or(0, |link| link.seq);
    (last + 1 < end.next_seq).then(|| Gap { writer, from: last + 1, to: end.next_seq - 1 })
}

/// The newest number is here under another entry than the one the pen has written.
fn not_the_last((writer, links): (WriterId, &[Link]), end: &End) -> Option<Fault> {
    let last = links.iter().filter(|link| link.seq + 1 == end.next_seq);
    let last: Vec<&Link> = last.collect();
    let link = last.first().filter(|_| !last.iter().any(|link| Some(link.id) == end.prev))?;
    let (seq, record) = (Some(link.seq), Some(link.record));
    Some(Fault { id: link.id, writer: Some(writer), seq, record, wrong: Wrong::Chain })
}

/// Where the number before is here, `prev` must be one of its entries: after a fork there are several.
fn broken(writer: WriterId, links: &[Link]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for link in links {
        let before = link.seq - 1;
        let first = links.partition_point(|other| other.seq < before);
        let mut earlier = links[first..].iter().take_while(|other| other.seq == before).peekable();
        if earlier.peek().is_some() && !earlier.any(|other| Some(other.id) == link.prev) {
            let (seq, record) = (Some(link.seq), Some(link.record));
            faults.push(Fault { id: link.id, writer: Some(writer), seq, record, wrong: Wrong::Chain });
        }
    }
    faults
}
