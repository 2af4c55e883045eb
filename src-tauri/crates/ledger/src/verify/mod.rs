//! Is this log what it was? Ids, bodies, chains, parents, signatures and redactions of all entries given.
//! It does not know where they are kept; what it names is named so that a person can find it.
//! Called by `actions` for `gonglian verify`, and at the intake of bundles.

mod behind;
mod chains;
mod json;
mod report;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::authority::Why;
use crate::{Authority, Broken, Entry, EntryId, Envelope, Item, Op, RecordId, Standing, WriterId, flag};
use chains::{Chains, End};

pub use behind::Behind;
pub use json::json;
pub use report::{Fault, Gap, Report, Verdict, Wrong};

/// An entry as it lies in a store: under which id, and its bytes. `body` is `None` where it was deleted.
#[derive(Clone, Debug)]
pub struct Stored {
    pub id: EntryId,
    pub hdr: Vec<u8>,
    pub sig: Vec<u8>,
    pub usig: Option<Vec<u8>>,
    pub body: Option<Vec<u8>>,
}

/// Takes entries one by one, in any order; memory is about a hundred bytes for each.
pub struct Verifier<'a> {
    authority: &'a Authority,
    report: Report,
    chains: Chains,
    /// Id and record folded into one, so that a parent of another record is not found.
    here: HashSet<u128>,
    looked_for: HashMap<u128, (EntryId, EntryId, RecordId)>,
    /// Items that are only leaves, and what orders that.
    deleted: Vec<(RecordId, EntryId, Option<u32>, Fault)>,
    ordered: HashSet<(RecordId, EntryId, u32)>,
    records: HashSet<RecordId>,
    vouched: HashSet<EntryId>,
}

/// What entries that were taken lean on, and what was not taken with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Records that name a parent, or of which something was deleted.
    pub records: BTreeSet<RecordId>,
    /// Of each writer the numbers right before those that are here.
    pub numbers: BTreeMap<WriterId, BTreeSet<u64>>,
}

/// All at once.
pub fn verify(entries: impl IntoIterator<Item = Stored>, authority: &Authority) -> Report {
    let mut verifier = Verifier::new(authority);
    entries.into_iter().for_each(|stored| verifier.take(stored));
    verifier.finish()
}

impl<'a> Verifier<'a> {
    pub fn new(authority: &'a Authority) -> Self {
        Self {
            authority,
            report: Report::default(),
            chains: Chains::default(),
            here: HashSet::new(),
            looked_for: HashMap::new(),
            deleted: Vec::new(),
            ordered: HashSet::new(),
            records: HashSet::new(),
            vouched: HashSet::new(),
        }
    }

    /// Only these writers' streams are all here; of others a gap says nothing. Without this call: all.
    pub fn whole(mut self, writers: impl IntoIterator<Item = WriterId>) -> Self {
        self.chains.whole = Some(writers.into_iter().collect());
        self
    }

    /// The pen that still writes says where its own chain ends: what is missing behind the last entry is a gap as well.
    pub fn ends(mut self, writer: WriterId, (next_seq, prev): (u64, Option<EntryId>)) -> Self {
        self.chains.pens.insert(writer, End { next_seq, prev });
        self
    }

    /// What stands outside the log vouches for these: their bytes are checked, their signatures are not asked again.
    pub fn vouched(mut self, entries: HashSet<EntryId>) -> Self {
        self.vouched = entries;
        self
    }

    /// Reads the bytes again and checks everything that one entry shows by itself.
    pub fn take(&mut self, stored: Stored) {
        let Stored { id, hdr, sig, usig, body } = stored;
        let read = match body {
            Some(body) => Entry::read(hdr.clone(), sig.clone(), usig.clone(), body),
            None => Entry::read_gone(hdr.clone(), sig.clone(), usig.clone()),
        };
        match read {
            Ok(entry) if entry.id == id => self.entry(&entry),
            Ok(entry) => self.fault(Fault { id, ..Fault::of(&entry, Wrong::Renamed { computed: entry.id }) }),
            Err(why) => self.unreadable((id, why), Entry::read_gone(hdr, sig, usig).ok()),
        }
    }

    /// Bytes that are not the entry they are filed as. Its header alone may still say whose it was.
    pub fn unreadable(&mut self, (id, why): (EntryId, Broken), header: Option<Entry>) {
        let wrong = Wrong::Unreadable { why };
        let named = header.map(|entry| Fault { id, ..Fault::of(&entry, wrong) });
        self.fault(named.unwrap_or(Fault { id, writer: None, seq: None, record: None, wrong }));
    }

    /// For an entry that was read and named by its own id.
    pub fn entry(&mut self, entry: &Entry) {
        self.report.n_entries += 1;
        self.report.n_sealed += u64::from(entry.unopened());
        self.records.insert(entry.header.record);
        self.count_items(entry);
        // Who orders a deletion is asked always: what it deletes shows no more than a leaf.
        if lost_its_signature(entry) {
            self.fault(Fault::of(entry, Wrong::Forged { why: Why::Unsigned }));
        } else if self.vouched.contains(&entry.id) && !orders(entry) {
            self.report.n_vouched += 1;
        } else {
            self.weigh(entry);
        }
        self.chains.add(entry);
        self.find_parents(entry);
    }

    /// The header of an entry that its writer's desk has put away: it keeps the chain, and nothing else of it is here.
    pub fn put_away(&mut self, entry: &Entry) {
        if lost_its_signature(entry) {
            self.fault(Fault::of(entry, Wrong::Forged { why: Why::Unsigned }));
        } else {
            self.check_powerless(entry);
        }
        self.chains.add(entry);
    }

    /// What a part of a log leans on: for whoever has the rest of it.
    pub fn wanted(&self) -> Wanted {
        let parents = self.looked_for.values().map(|(.., record)| *record);
        let deleted = self.deleted.iter().map(|(record, ..)| *record);
        Wanted { records: parents.chain(deleted).collect(), numbers: self.chains.before() }
    }

    /// Of the rest of the log, where it was proven: it answers for a parent, a number or an order, and is not counted.
    pub fn lies_elsewhere(&mut self, entry: &Entry) {
        let own = key(entry.id, entry.header.record);
        self.here.insert(own);
        self.looked_for.remove(&own);
        if orders(entry) && self.authority.check(entry).is_ok() {
            self.read_orders(entry);
        }
        self.chains.answer(entry);
    }

    fn weigh(&mut self, entry: &Entry) {
        let checked = self.authority.check(entry);
        match checked.map_err(|why| (why, why.standing())) {
            Ok(()) => self.read_orders(entry),
            Err((why, _)) if why.forged() => self.fault(Fault::of(entry, Wrong::Forged { why })),
            Err((why, Standing::Pending)) => self.wait(why),
            Err(_) => {
                self.report.n_powerless += 1;
                // Without effect, yet its desk has signed it; a changed one must not hide here.
                self.check_powerless(entry);
            }
        }
    }

    fn check_powerless(&mut self, entry: &Entry) {
        match self.authority.check_desk(entry) {
            Err(why) if why.forged() => self.fault(Fault::of(entry, Wrong::Forged { why })),
            _ => {}
        }
    }

    fn wait(&mut self, why: Why) {
        self.report.n_pending += 1;
        self.report.pending.get_or_insert(why);
    }

    fn count_items(&mut self, entry: &Entry) {
        let h = &entry.header;
        let fault = || Fault::of(entry, Wrong::Unordered);
        self.report.n_items += entry.items.len() as u64;
        for item in entry.items.iter().filter(|item| matches!(item, Item::Redacted { .. })) {
            self.report.n_redacted += 1;
            self.deleted.push((h.record, entry.id, Some(item.n()), fault()));
        }
        if entry.envelope == Envelope::Gone {
            self.report.n_gone += 1;
            self.deleted.push((h.record, entry.id, None, fault()));
        }
    }

    fn read_orders(&mut self, entry: &Entry) {
        for (_, op) in entry.ops() {
            if let Op::Redact { entry: named, item, approver, .. } = op
                && self.authority.approved(entry, approver)
            {
                self.ordered.insert((entry.header.record, *named, *item));
            }
        }
    }

    fn find_parents(&mut self, entry: &Entry) {
        let record = entry.header.record;
        let own = key(entry.id, record);
        self.here.insert(own);
        self.looked_for.remove(&own);
        for parent in &entry.header.parents {
            let wanted = key(*parent, record);
            if !self.here.contains(&wanted) {
                self.looked_for.entry(wanted).or_insert((entry.id, *parent, record));
            }
        }
    }

    fn fault(&mut self, fault: Fault) {
        self.report.n_bad += 1;
        self.report.first_bad.get_or_insert(fault);
    }

    pub fn finish(mut self) -> Report {
        let bodies: BTreeSet<EntryId> = self.ordered.iter().map(|(_, entry, _)| *entry).collect();
        for (record, entry, item, fault) in std::mem::take(&mut self.deleted) {
            let ordered = match item {
                Some(item) => self.ordered.contains(&(record, entry, item)),
                None => bodies.contains(&entry),
            };
            if !ordered {
                self.fault(fault);
            }
        }
        for fault in self.chains.finish(&mut self.report) {
            self.fault(fault);
        }
        let missing = self.looked_for.into_values().map(|(entry, parent, _)| (entry, parent));
        let mut missing: Vec<_> = missing.collect();
        missing.sort_unstable();
        self.report.missing_parents = missing;
        self.report.n_records = self.records.len() as u64;
        self.report.close()
    }
}

/// Its header says that a person has signed it, and nobody keeps one without that: it was taken off where it lay.
fn lost_its_signature(entry: &Entry) -> bool {
    entry.has(flag::PERSON) && entry.usig.is_none()
}

fn orders(entry: &Entry) -> bool {
    entry.ops().any(|(_, op)| matches!(op, Op::Redact { .. }))
}

/// 128 bits of the id, turned by the record.
fn key(id: EntryId, record: RecordId) -> u128 {
    let mut bytes = *record.bytes();
    bytes.iter_mut().zip(id.0).for_each(|(byte, of_id)| *byte ^= of_id);
    u128::from_be_bytes(bytes)
}
