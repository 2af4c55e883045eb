//! The door for every change. An act plans ops for records; the door signs one entry a record, appends, folds and
//! projects in ONE transaction, and says what went stale.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::{Ctx, Law};
use ledger::{
    Authority, Clk, DeedId, Draft, Entry, EntryId, Op, Pen, Record, RecordId, SigningKey, Stream, Value, flag,
};
use store::{Reader, Tx};
use uuid::Uuid;

use crate::error::OrMissing;
use crate::outcome::On;
use crate::{Error, Failure, Office, Outcome, Result, Seen, Topic, Who};

/// What an act works with while the door is open.
pub struct At<'a, 'tx> {
    pub tx: &'a mut Tx<'tx>,
    pub office: &'a Office,
    pub who: &'a Who,
    pub law: &'a Law,
    pub today: NaiveDate,
    pub now_ms: u64,
    act: &'static str,
    flags: u32,
    deed: DeedId,
    planned: Vec<Planned>,
    /// What follows for records that nobody looked at in this act.
    following: Vec<(RecordId, Vec<Op>)>,
}

struct Planned {
    record: RecordId,
    noun: String,
    stream: Stream,
    parents: Vec<EntryId>,
    ops: Vec<Op>,
}

impl Office {
    /// Runs an act and writes what it planned. Nothing is written when it refuses or anything fails.
    pub fn perform<T>(
        &self,
        who: &Who,
        act: &'static str,
        run: impl FnOnce(&mut At<'_, '_>) -> Result<T>,
    ) -> Result<Outcome<T>> {
        self.perform_then((who, act), run, |_, _| Ok(()))
    }

    /// An act with something that follows in the same transaction once it is written: it says what is done, and both are or neither.
    pub(crate) fn perform_then<T>(
        &self,
        (who, act): (&Who, &'static str),
        run: impl FnOnce(&mut At<'_, '_>) -> Result<T>,
        then: impl FnOnce(&mut Tx<'_>, &mut T) -> Result<()>,
    ) -> Result<Outcome<T>> {
        let law = self.law();
        let (now_ms, today) = (self.wall.now_ms(), self.wall.today());
        let write = |tx: &mut Tx<'_>| {
            let now_ms = self.forward(tx, now_ms)?;
            let mut at = At::new(tx, self, (who, &law), (act, now_ms, today));
            let value = run(&mut at)?;
            let mut outcome = at.write(value)?;
            then(at.tx, &mut outcome.value)?;
            Ok::<_, Error>(outcome)
        };
        let outcome = if self.bulk { self.desk.bulk(write)? } else { self.desk.act(write)? };
        self.after(&outcome.changed)?;
        Ok(outcome)
    }
}

impl Office {
    /// A demonstration's day stands still and is lived through more than once: its hours never go back behind what was
    /// written, or every entry of the second time would look doubtful.
    fn forward(&self, reader: &Reader<'_>, now_ms: u64) -> Result<u64> {
        if self.demo { Ok(now_ms.max(reader.latest_wall()? + 1)) } else { Ok(now_ms) }
    }
}

impl<'a, 'tx> At<'a, 'tx> {
    fn new(
        tx: &'a mut Tx<'tx>,
        office: &'a Office,
        (who, law): (&'a Who, &'a Law),
        (act, now_ms, today): (&'static str, u64, NaiveDate),
    ) -> Self {
        let person = if domain::is_person_act(act) { flag::PERSON } else { 0 };
        let demo = if office.demo { flag::DEMO } else { 0 };
        let deed = DeedId::at(now_ms);
        At {
            tx,
            office,
            who,
            law,
            today,
            now_ms,
            act,
            flags: person | demo,
            deed,
            planned: vec![],
            following: vec![],
        }
    }

    pub fn ctx(&self) -> Ctx<'a> {
        Ctx { person: &self.who.person, today: self.today, law: self.law }
    }

    /// A record as it stands, a sealed one as its handlers read it; a fault if this desk does not have it.
    pub fn record(&self, id: RecordId) -> Result<Record> {
        crate::sealing::record_for(self.tx, self.who, id)?.or_missing("record")
    }

    /// Begins a record of its own id.
    pub fn open(&mut self, noun: &str, stream: Stream, ops: Vec<Op>) -> RecordId {
        let record = RecordId::at(self.now_ms);
        self.open_as(record, noun, stream, ops);
        record
    }

    /// Begins a record whose id is known: one with a natural key, or one that others of the deed already name.
    pub fn open_as(&mut self, record: RecordId, noun: &str, stream: Stream, ops: Vec<Op>) {
        self.planned.push(Planned { record, noun: noun.into(), stream, parents: vec![], ops });
    }

    /// Adds ops to a record its author has looked at (`on.seen`).
    ///
    /// Invariant: parents are what the author saw and what the same account wrote on this desk since; never heads that
    /// nobody looked at. A step on a record that somebody else moved meanwhile answers `moved_on`.
    pub fn change(&mut self, on: &On, ops: Vec<Op>) -> Result<()> {
        if let Some(planned) = self.planned.iter_mut().find(|p| p.record == on.record) {
            planned.ops.extend(ops);
            return Ok(());
        }
        let record = self.record(on.record)?;
        if record.locked {
            return Err(domain::Refusal::NewerRecord.into());
        }
        domain::redaction::kept::untouched(&record, &ops, self.today)?;
        let parents = self.parents(on, &ops)?;
        self.planned.push(Planned {
            record: on.record,
            noun: record.noun,
            stream: record.stream,
            parents,
            ops,
        });
        Ok(())
    }

    /// Adds to a record that gets its power from this very deed (a writer whose desk is certified in it): it cannot be folded
    /// before. `parents` are what the author has been given with it.
    pub fn add_to(&mut self, (record, noun): (RecordId, &str), parents: Vec<EntryId>, ops: Vec<Op>) {
        let stream = Stream::admin();
        self.planned.push(Planned { record, noun: noun.into(), stream, parents, ops });
    }

    /// What an act brings with it for another record, as it stands when the act is written: the author never looked at it.
    pub fn also(&mut self, record: RecordId, ops: Vec<Op>) {
        self.following.push((record, ops));
    }

    /// The act that a draft was typed for is done: it goes in the same transaction. One that is not there, or somebody
    /// else's, is none of this act's business.
    pub fn done_with(&mut self, draft: Option<Uuid>) -> Result<()> {
        let Some(id) = draft else { return Ok(()) };
        if self.tx.draft(id)?.is_some_and(|d| d.account == self.who.person.account) {
            self.tx.drop_draft(id)?;
        }
        Ok(())
    }

    fn follow(&mut self) -> Result<()> {
        for (record, ops) in std::mem::take(&mut self.following) {
            let seen = self.tx.heads(record)?;
            self.change(&On { record, seen }, ops)?;
        }
        Ok(())
    }

    fn parents(&mut self, on: &On, ops: &[Op]) -> Result<Vec<EntryId>> {
        let entries = self.tx.entries(on.record)?;
        let seen = ancestors(&entries, &on.seen)?;
        let writer = pen(self.tx)?.writer;
        let unseen = entries.iter().filter(|e| !seen.contains(&e.id));
        let (mine, others): (Vec<_>, Vec<_>) =
            unseen.partition(|e| e.header.account == self.who.person.account && e.header.writer == writer);
        if !others.is_empty() && ops.iter().any(is_step) {
            return Err(Failure::MovedOn { record: on.record.to_string() }.into());
        }
        let known: BTreeSet<EntryId> = seen.into_iter().chain(mine.iter().map(|e| e.id)).collect();
        let inner: BTreeSet<EntryId> = entries
            .iter()
            .filter(|e| known.contains(&e.id))
            .flat_map(|e| e.header.parents.iter().copied())
            .collect();
        Ok(known.into_iter().filter(|id| !inner.contains(id)).collect())
    }

    /// Writes into the office's log (reads, prints, exports, refusals); never a parent of anything.
    pub fn trace(&mut self, what: Value) {
        let stream = Stream::log(&self.who.person.office);
        self.open("trace", stream, vec![Op::line("trace", what)]);
    }

    pub fn deed(&self) -> DeedId {
        self.deed
    }

    /// One of the steps of this deed is a person's own act, whatever the deed is called.
    pub fn as_own_act(&mut self) {
        self.flags |= flag::PERSON;
    }

    /// A document goes out on it: the deed stays, and its copy number is given once.
    pub fn as_issued(&mut self) {
        self.flags |= flag::PIN;
    }

    /// A record that this deed refers to: opened in it, or on this desk already.
    pub fn named(&mut self, id: RecordId) -> Result<()> {
        let opened = self.planned.iter().any(|p| p.record == id);
        if opened || !self.tx.heads(id)?.is_empty() {
            Ok(())
        } else {
            Err(Failure::Missing { what: "record".into() }.into())
        }
    }

    fn write<T>(&mut self, value: T) -> Result<Outcome<T>> {
        self.follow()?;
        let planned = std::mem::take(&mut self.planned);
        let n = planned.iter().filter(|p| !p.is_log()).count();
        let n = u32::try_from(n).unwrap_or(u32::MAX);
        let mut pen = pen(self.tx)?;
        let clk = self.office.clk(self.tx, self.now_ms)?;
        let key = self.signs(&planned)?;
        let governs = planned.iter().any(|p| p.stream.class() == "admin");
        let before = if governs { Some(self.tx.authority()?) } else { None };
        let (mut changed, mut touched, mut k) = (BTreeSet::new(), vec![], 0);
        for mut plan in planned {
            crate::files::carry(self.tx, &mut plan.ops)?;
            k += u32::from(!plan.is_log());
            let place = if plan.is_log() { (1, 1) } else { (k, n) };
            changed.insert(Topic::of(&plan.noun));
            touched.push(plan.record);
            let grant = crate::desks::grant_for(self.tx, (&self.who.person, self.today), &plan.stream)?;
            let draft = Draft { grant, ..self.draft(plan, clk, place) };
            let entry = pen.write(draft, key).map_err(too_big)?;
            self.keep(&entry)?;
        }
        let moved = before.map(|before| self.moved(&before, &mut changed)).transpose()?.unwrap_or_default();
        self.office.refresh(self.tx, &[touched.as_slice(), &moved].concat())?;
        let mut seen = Seen::new();
        for record in touched {
            seen.insert(record.to_string(), self.heads(record)?);
        }
        Ok(Outcome { value, changed, seen, deed: self.deed.to_string(), hint: None })
    }

    /// The account's own key, once its office has written it down: signed with another, an entry would be a forgery on every
    /// other desk. Until then the desk signs alone, and what a person must sign themselves waits.
    fn signs(&self, planned: &[Planned]) -> Result<Option<&'a SigningKey>> {
        let who = self.who;
        let sign = who.key.verifying_key().to_bytes();
        if crate::accounts::knows(&*self.tx.authority()?, who.person.account, &sign) {
            return Ok(Some(&who.key));
        }
        if self.flags & flag::PERSON != 0 && planned.iter().any(|p| !p.is_log()) {
            return Err(Failure::AwaitsKeys { print: crate::accounts::own_print(who) }.into());
        }
        Ok(None)
    }

    /// Records that nobody wrote to: who may write what has changed, and with it what of them counts. Rules among them move what is
    /// listed: in the same transaction, for the program may end before all is listed anew.
    fn moved(&mut self, before: &Authority, changed: &mut BTreeSet<Topic>) -> Result<Vec<RecordId>> {
        let moved = self.tx.moved(before, &*self.tx.authority()?)?;
        let mut topics = BTreeSet::new();
        for record in &moved {
            topics.extend(self.tx.first_entry(*record)?.map(|entry| Topic::of(&entry.header.noun)));
        }
        if topics.contains(&Topic::Reference) {
            self.tx.set_stale()?;
        }
        changed.extend(topics);
        Ok(moved.into_iter().collect())
    }

    /// A sealed matter is encrypted before it is stored; its files are named apart, for nobody can see them inside.
    fn keep(&mut self, entry: &Entry) -> Result<()> {
        if entry.header.stream.class() != "sealed" {
            self.tx.append(entry)?;
            return Ok(());
        }
        let sealed = crate::sealing::seal(entry, &*self.tx.authority()?)?;
        self.tx.append(&sealed)?;
        for (_, op) in entry.ops() {
            if let Op::Blob { address, .. } = op {
                self.tx.keep_blob(entry.id, address)?;
            }
        }
        Ok(())
    }

    fn draft(&self, plan: Planned, clk: Clk, (k, n): (u32, u32)) -> Draft {
        Draft {
            stream: plan.stream,
            record: plan.record,
            noun: plan.noun,
            act: self.act.into(),
            parents: plan.parents,
            wall_ms: self.now_ms,
            clk,
            account: self.who.person.account,
            grant: self.who.person.grant,
            flags: self.flags,
            deed: self.deed,
            k,
            n,
            ops: plan.ops,
        }
    }

    fn heads(&mut self, record: RecordId) -> Result<Vec<String>> {
        Ok(self.tx.heads(record)?.iter().map(EntryId::to_string).collect())
    }
}

impl Planned {
    fn is_log(&self) -> bool {
        self.stream.class() == "log"
    }
}

/// This writer's pen as the transaction finds it.
pub(crate) fn pen(reader: &Reader<'_>) -> Result<Pen> {
    let state = reader.pen()?.ok_or_else(|| Failure::Broken { what: "no writer is open".into() })?;
    Ok(Pen {
        writer: state.writer,
        next_seq: state.next_seq,
        prev: state.prev,
        ..Pen::new(state.writer, SigningKey::from_bytes(&state.desk_key), crate::APP)
    })
}

fn too_big(error: ledger::TooBig) -> Error {
    Failure::TooBig { problem: error.to_string() }.into()
}

fn is_step(op: &Op) -> bool {
    matches!(op, Op::Move { .. } | Op::ResolveFlow { .. } | Op::ResolveField { .. })
}

/// The entries named and everything before them. A head nobody here knows is bad input, not a new branch.
fn ancestors(entries: &[Entry], seen: &[EntryId]) -> Result<BTreeSet<EntryId>> {
    let by_id: BTreeMap<EntryId, &Entry> = entries.iter().map(|e| (e.id, e)).collect();
    let mut todo = seen.to_vec();
    let mut found = BTreeSet::new();
    while let Some(id) = todo.pop() {
        let entry = by_id.get(&id).copied().or_missing("seen")?;
        if found.insert(id) {
            todo.extend(entry.header.parents.iter().copied());
        }
    }
    Ok(found)
}
