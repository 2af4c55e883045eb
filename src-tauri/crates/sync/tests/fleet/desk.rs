//! A desk in memory that keeps the rules the store keeps: one log, heads, what is delivered where, what waits, what is set
//! aside. A clone of it is a backup; each call of `Replica` is a transaction.

#[path = "judged.rs"]
mod judged;
#[path = "program.rs"]
pub mod program;
#[path = "replica.rs"]
mod replica;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use ledger::{
    Authority, Draft, Entry, EntryId, Op, Pen, Record, RecordId, Sealed, SigningKey, Stream, WriterId, fold,
};
use sha2::{Digest, Sha256};
use sync::Raw;
use sync::session::{Cursor, HubId, Placed};

use judged::Judged;
use program::Program;

#[derive(Clone, Default)]
pub struct Scope {
    pub reads: Vec<Stream>,
    pub appends: Vec<Stream>,
}

impl Scope {
    /// Every stream, and whether it may be read.
    pub fn all(&self) -> impl Iterator<Item = (&Stream, bool)> {
        self.reads
            .iter()
            .map(|stream| (stream, true))
            .chain(self.appends.iter().map(|stream| (stream, false)))
    }
}

#[derive(Clone)]
pub struct Desk {
    pub n: usize,
    pub pen: Option<Pen>,
    pub scope: Scope,
    root: [u8; 32],
    pub authority: Rc<Authority>,
    /// Names the `admin` that the authority was found from.
    admin: [u8; 32],
    pub log: Vec<Rc<Entry>>,
    known: HashMap<EntryId, usize>,
    records: HashMap<RecordId, Vec<usize>>,
    streams: HashMap<Stream, Vec<usize>>,
    /// Records in which something was ordered to be deleted.
    orders: BTreeSet<RecordId>,
    /// Read, and not yet to be judged: certificate, key or grant are still on their way.
    waiting: Vec<Rc<Entry>>,
    pub aside: Vec<Raw>,
    links: HashMap<HubId, Link>,
    pub refused: Vec<EntryId>,
}

/// What this desk knows of one hub.
#[derive(Clone, Default)]
struct Link {
    cursors: HashMap<Stream, Vec<Cursor>>,
    /// As pulled; `false` where the copy was set aside.
    places: HashMap<Stream, Vec<(EntryId, bool)>>,
    placed: HashMap<EntryId, u32>,
    /// Entries of the log that were not read back.
    open: HashMap<Stream, BTreeSet<usize>>,
    sent: HashSet<EntryId>,
}

/// The desk stopped between two transactions.
#[derive(Debug, PartialEq, Eq)]
pub struct Crash;

thread_local! {
    /// The same `admin` gives the same authority; desks share what it took to find it.
    static FOUND: RefCell<HashMap<[u8; 32], Rc<Authority>>> = RefCell::default();
}

impl Desk {
    /// With an enrolment file: `admin` as it stood then.
    pub fn enrolled(root: [u8; 32], admin: &[Entry]) -> Self {
        let mut desk = Self {
            n: 0,
            pen: None,
            scope: Scope::default(),
            root,
            authority: Rc::default(),
            admin: [0; 32],
            log: Vec::new(),
            known: HashMap::new(),
            records: HashMap::new(),
            streams: HashMap::new(),
            orders: BTreeSet::new(),
            waiting: Vec::new(),
            aside: Vec::new(),
            links: HashMap::new(),
            refused: Vec::new(),
        };
        admin.iter().for_each(|entry| desk.add(Rc::new(entry.clone())));
        desk
    }

    /// Another fleet begins: what the last one found and judged is not met again, or a hundred seeds would fill the memory.
    pub fn forget_others() {
        judged::forget();
        FOUND.with_borrow_mut(|all| all.retain(|_, found| Rc::strong_count(found) > 1));
    }

    pub fn at(mut self, n: usize, pen: Pen, scope: Scope) -> Self {
        (self.n, self.pen, self.scope) = (n, Some(pen), scope);
        self
    }

    /// Writes with the heads this desk shows as parents.
    pub fn write(
        &mut self,
        mut draft: Draft,
        (account_key, seed): (Option<&SigningKey>, [u8; 16]),
    ) -> EntryId {
        draft.parents = self.heads(draft.record);
        let seals = draft.stream.class() == "sealed";
        let pen = self.pen.as_mut().expect("an enrolled desk has a pen");
        let entry = pen.write_seeded(draft, account_key, seed).expect("a small entry fits");
        let entry = if seals { sealed(&entry) } else { entry };
        let (id, stream) = (entry.id, entry.header.stream.clone());
        self.add(Rc::new(entry));
        if stream.class() == "admin" {
            self.settle();
        }
        id
    }

    /// An order to delete: it stands on the signatures of two.
    pub fn write_approved(
        &mut self,
        mut draft: Draft,
        (author, approver): (&SigningKey, &SigningKey),
        seed: [u8; 16],
    ) {
        draft.parents = self.heads(draft.record);
        let pen = self.pen.as_mut().expect("an enrolled desk has a pen");
        let entry = pen.write_seeded(draft, Some(author), seed).expect("a small entry fits");
        self.add(Rc::new(entry.approved_by(approver)));
    }

    /// What was ordered to be deleted, as far as it is known here.
    pub fn deletions(&self) -> BTreeSet<(EntryId, u32)> {
        let records = self.orders.iter().filter_map(|record| self.fold(*record));
        let orders = records.flat_map(|record| record.redactions);
        orders.filter(|order| order.approved).map(|order| (order.entry, order.item)).collect()
    }

    /// An entry as it is here now.
    pub fn entry(&self, id: &EntryId) -> Option<&Entry> {
        self.known.get(id).map(|n| &*self.log[*n])
    }

    pub fn holds(&self, id: &EntryId) -> bool {
        self.known.contains_key(id)
    }

    pub fn stream(&self, stream: &Stream) -> impl Iterator<Item = &Rc<Entry>> {
        self.streams.get(stream).into_iter().flatten().map(|n| &self.log[*n])
    }

    pub fn streams(&self) -> impl Iterator<Item = &Stream> {
        self.streams.keys()
    }

    pub fn records(&self) -> impl Iterator<Item = &RecordId> {
        self.records.keys()
    }

    pub fn of(&self, record: RecordId) -> Vec<&Entry> {
        self.records.get(&record).into_iter().flatten().map(|n| &*self.log[*n]).collect()
    }

    /// As this desk's program shows it.
    pub fn fold(&self, record: RecordId) -> Option<Record> {
        self.read_by(Program::of(self.n), record)
    }

    /// Folded in the order in which the entries came to this desk.
    pub fn read_by(&self, program: Program, record: RecordId) -> Option<Record> {
        let read: Vec<_> = self.of(record).into_iter().map(|entry| program.reads(entry)).collect();
        fold(read.iter().map(|entry| &**entry), &self.authority)
    }

    pub fn heads(&self, record: RecordId) -> Vec<EntryId> {
        let mut heads = self.fold(record).map(|record| record.heads).unwrap_or_default();
        heads.truncate(32);
        heads
    }

    /// An entry of its own writer that this file did not write: it was copied, or put back from a backup.
    /// Entries from `from` on are looked at.
    pub fn meets_itself(&self, from: usize) -> bool {
        let Some(pen) = &self.pen else { return false };
        let own = |entry: &&Rc<Entry>| entry.header.writer == pen.writer;
        self.log[from..].iter().filter(own).any(|entry| {
            let twin = |other: &Rc<Entry>| {
                own(&other) && other.header.seq == entry.header.seq && other.id != entry.id
            };
            entry.header.seq >= pen.next_seq || self.log.iter().any(twin)
        })
    }

    /// A new writer for this file, opened by the desk's own signature.
    pub fn open_life(&mut self, (writer, key): (WriterId, SigningKey), draft: Draft) {
        self.pen = Some(Pen::new(writer, key, "fleet"));
        self.write(draft, (None, writer.0));
    }

    /// Read, and not yet to be judged.
    pub fn waiting(&self) -> impl Iterator<Item = &Rc<Entry>> {
        self.waiting.iter()
    }

    /// Not read back from that hub yet, whether it was sent or not.
    pub fn n_open(&self, hub: HubId) -> usize {
        self.links.get(&hub).map_or(self.log.len(), |link| link.open.values().map(BTreeSet::len).sum())
    }

    pub fn cursor(&self, hub: HubId, stream: &Stream) -> Cursor {
        self.links.get(&hub).map_or(Cursor::START, |link| link.cursor(stream))
    }

    /// Takes in a copy from a hub or a disc; `false` if it is set aside.
    pub fn intake(&mut self, raw: &Raw) -> Intake {
        if let Some(n) = self.known.get(&raw.id) {
            let own = &self.log[*n];
            let same = own.sig == raw.sig && own.usig == raw.usig && own.body == raw.body;
            return if same || self.good_copy(raw) { Intake::Known } else { self.set_aside(raw) };
        }
        match self.judged(raw) {
            Judged::Good(entry) => {
                self.add(entry);
                Intake::New
            }
            Judged::Waits(entry) => self.wait(entry),
            Judged::Aside => self.set_aside(raw),
        }
    }

    /// Finds the authority again after `admin` grew, and judges what has waited for it.
    pub fn settle(&mut self) {
        let admin: Vec<&Entry> = self.stream(&Stream::admin()).map(|entry| &**entry).collect();
        let mut ids: Vec<EntryId> = admin.iter().map(|entry| entry.id).collect();
        ids.sort_unstable();
        let mut hash = Sha256::new();
        ids.iter().for_each(|id| hash.update(id.0));
        let named: [u8; 32] = hash.finalize().into();
        let found = |all: &mut HashMap<_, Rc<Authority>>| {
            let find = || Rc::new(self.authority.grown(self.root, admin));
            all.entry(named).or_insert_with(find).clone()
        };
        (self.authority, self.admin) = (FOUND.with_borrow_mut(found), named);
        for entry in std::mem::take(&mut self.waiting) {
            self.intake(&Raw::of(&entry));
        }
    }

    /// Without content, only what is held under the same name of its copy counts; another's is just an id.
    fn own_copy(&self, placed: &Placed) -> Intake {
        let own = self.known.get(&placed.id).map(|n| Raw::of(&self.log[*n]).copy());
        if own.is_some_and(|own| own != placed.copy) { Intake::Aside } else { Intake::Known }
    }

    fn good_copy(&self, raw: &Raw) -> bool {
        raw.read().is_ok_and(|entry| match self.authority.check(&entry) {
            Err(why) => !why.forged() && self.signed_by_its_desk(&entry),
            Ok(()) => true,
        })
    }

    /// `check` stops at the first reason, and beyond a cut that is the cut: a changed copy must not hide behind it.
    fn signed_by_its_desk(&self, entry: &Entry) -> bool {
        !self.authority.is_forged(entry)
    }

    fn set_aside(&mut self, raw: &Raw) -> Intake {
        if !self.aside.contains(raw) {
            self.aside.push(raw.clone());
        }
        Intake::Aside
    }

    fn wait(&mut self, entry: Rc<Entry>) -> Intake {
        if !self.waiting.iter().any(|other| **other == *entry) {
            self.waiting.push(entry);
        }
        Intake::Waits
    }

    fn add(&mut self, entry: Rc<Entry>) {
        let n = self.log.len();
        self.known.insert(entry.id, n);
        self.records.entry(entry.header.record).or_default().push(n);
        self.streams.entry(entry.header.stream.clone()).or_default().push(n);
        for link in self.links.values_mut() {
            if !link.placed.contains_key(&entry.id) {
                link.open.entry(entry.header.stream.clone()).or_default().insert(n);
            }
        }
        let record = entry.header.record;
        if entry.ops().any(|(_, op)| matches!(op, Op::Redact { .. })) {
            self.orders.insert(record);
        }
        self.log.push(entry);
        if self.orders.contains(&record) {
            self.carry_out(record);
        }
    }

    /// Order and value come in any order: whatever is named and still whole here goes down to its leaf.
    fn carry_out(&mut self, record: RecordId) {
        let orders = self.fold(record).map(|record| record.redactions).unwrap_or_default();
        for order in orders.iter().filter(|order| order.approved) {
            let Some(n) = self.known.get(&order.entry) else { continue };
            if self.log[*n].ops().any(|(item, _)| item == order.item) {
                self.log[*n] = Rc::new(self.log[*n].redacted(&[order.item]));
            }
        }
    }

    fn link(&mut self, hub: HubId) -> &mut Link {
        let streams = &self.streams;
        let fresh = || {
            let open = streams.iter().map(|(stream, all)| (stream.clone(), all.iter().copied().collect()));
            Link { open: open.collect(), ..Link::default() }
        };
        self.links.entry(hub).or_insert_with(fresh)
    }
}

/// Ciphertext that nobody opens here: what travels is the same whatever the cipher.
fn sealed(entry: &Entry) -> Entry {
    let seal = |plain: &[u8]| {
        let ciphertext = plain.iter().rev().map(|byte| byte ^ 0x5a).collect();
        Ok::<_, Crash>(Sealed { key_id: 1, wraps: vec![vec![7; 80]], ciphertext })
    };
    entry.sealed(seal).expect("sealing in memory does not fail")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intake {
    New,
    Known,
    Waits,
    Aside,
}

impl Link {
    fn cursor(&self, stream: &Stream) -> Cursor {
        self.cursors.get(stream).and_then(|all| all.last()).copied().unwrap_or(Cursor::START)
    }

    fn place(&mut self, stream: &Stream, (placed, good): (&Placed, bool)) {
        let places = self.places.entry(stream.clone()).or_default();
        places.truncate(placed.pos as usize - 1);
        places.push((placed.id, good));
        if good {
            *self.placed.entry(placed.id).or_default() += 1;
        }
    }

    /// Whether it was open until now.
    fn deliver(&mut self, stream: &Stream, n: usize) -> bool {
        self.open.get_mut(stream).is_some_and(|open| open.remove(&n))
    }
}
