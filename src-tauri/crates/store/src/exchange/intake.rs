//! Taking in what others wrote: judged one by one, so that a bad entry stops nobody else's.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::conflict::FORKED;
use ledger::authority::build::writer_record;
use ledger::{Authority, Entry, EntryId, Envelope, Item, Op, RecordId, Redaction, Standing, WriterId, flag};
use rayon::prelude::*;

use super::{Asked, Cause, HeldHash, Peer};
use crate::desk::{Reader, Tx};
use crate::error::Result;
use crate::log::{Appended, Came, Given};

/// What became of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    New,
    /// It was here; perhaps it brought the second signature that was missing.
    Known,
    /// Set aside until its parents come.
    Waits,
    /// Set aside: see `held`.
    Held(Cause),
}

/// What became of many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    pub n_new: u64,
    pub n_known: u64,
    pub n_waits: u64,
    /// When those that are new were written, by their authors' clocks.
    pub written_ms: BTreeSet<u64>,
    pub n_held: u64,
    /// Of these the copies, by their bytes: another copy of the same entry may be good.
    pub held: BTreeMap<HeldHash, Cause>,
    /// Of what was handed in, what was here before it.
    pub here: BTreeSet<EntryId>,
    /// Records to be folded again.
    pub touched: BTreeSet<RecordId>,
    /// `admin` grew: who may write what has changed.
    pub admin: bool,
    /// Somebody else writes under this file's own writer: it was copied.
    pub own_future: bool,
}

/// Why an entry is not taken into the log, if there is a reason.
pub(super) type Said = Option<Cause>;

/// By what an entry is judged, and what that said where it was asked already.
#[derive(Clone, Copy)]
struct Judge<'a> {
    authority: &'a Authority,
    said: Option<Said>,
    /// This file's own writer.
    own: Option<WriterId>,
}

impl Tx<'_> {
    /// `admin` first, whatever the order: the others are judged by it. Nothing is folded here; `touched` says what is
    /// to be. Redactions that came along are carried out.
    pub fn take_in(&mut self, entries: &[Entry], came: (Peer, u64)) -> Result<Batch> {
        let entries: Vec<Given<'_>> = entries.iter().map(Given::Lent).collect();
        self.take_from(&entries, None, came)
    }

    /// The same, with what was asked of these very entries before. It counts only while nobody's power has changed since.
    pub fn take_asked(
        &mut self,
        entries: &[Arc<Entry>],
        asked: Option<Asked>,
        came: (Peer, u64),
    ) -> Result<Batch> {
        let entries: Vec<Given<'_>> = entries.iter().map(Given::Shared).collect();
        self.take_from(&entries, asked, came)
    }

    fn take_from(
        &mut self,
        entries: &[Given<'_>],
        asked: Option<Asked>,
        (peer, at_ms): (Peer, u64),
    ) -> Result<Batch> {
        self.came = Some(Came { peer: peer.0, at_ms });
        let taken = self.take_all(entries, asked);
        self.came = None;
        taken
    }

    fn take_all(&mut self, entries: &[Given<'_>], asked: Option<Asked>) -> Result<Batch> {
        let mut batch = Batch::default();
        for entry in entries {
            if self.has(entry.id)? {
                batch.here.insert(entry.id);
            }
        }
        let own = self.pen()?.map(|pen| pen.writer);
        let (admin, rest): (Vec<usize>, Vec<usize>) =
            (0..entries.len()).partition(|n| entries[*n].header.stream.class() == "admin");
        if !admin.is_empty() {
            self.take_admin((&listed(entries, &admin), own), &mut batch)?;
        }
        let authority = self.authority()?;
        let said = match asked.filter(|asked| Arc::ptr_eq(&asked.ahead.authority, &authority)) {
            Some(Asked { said, ahead }) => {
                self.fresh.lay_ready(ahead);
                rest.iter().map(|n| said.get(*n).copied().flatten()).collect()
            }
            None => ask_all(&listed(entries, &rest), (&authority, &batch.here)),
        };
        for (n, said) in rest.iter().zip(said) {
            self.take_one(entries[*n], Judge { authority: &authority, said, own }, &mut batch)?;
        }
        if batch.admin {
            self.take_again(own, &mut batch)?;
        }
        Ok(batch)
    }

    /// They give each other power, so they are judged together with all that is here.
    fn take_admin(
        &mut self,
        (arrived, own): (&[Given<'_>], Option<WriterId>),
        batch: &mut Batch,
    ) -> Result<()> {
        let before = self.authority()?;
        let kept = self.admin_entries()?;
        let all = kept.iter().chain(arrived.iter().map(|given| &**given).filter(|entry| is_whole(entry)));
        let together = match self.root()?.or(before.root()) {
            Some(root) => before.grown(root, all),
            None => Authority::of(all),
        };
        for entry in arrived {
            self.take_one(*entry, Judge { authority: &together, said: None, own }, batch)?;
        }
        if batch.n_new > 0 {
            batch.admin = true;
            let now = self.authority()?;
            batch.touched.extend(self.moved(&before, &now)?);
            self.begin_anew_with_restored(&before, &now)?;
        }
        Ok(())
    }

    /// A desk that opens another writer was restored or copied: what it has said it has, and what it brought, may be gone there. It is
    /// handed all of it once more.
    fn begin_anew_with_restored(&mut self, before: &Authority, now: &Authority) -> Result<()> {
        let opened = now.writers().filter(|card| before.writer(card.writer).is_none());
        let desks: BTreeSet<RecordId> = opened.map(|card| card.desk).collect();
        for desk in desks.into_iter().filter(|desk| before.writers().any(|card| card.desk == *desk)) {
            let Some(peer) = self.known_peer(*desk.bytes())? else { continue };
            for stream in self.streams()? {
                self.begin_anew(peer, &stream)?;
            }
        }
        Ok(())
    }

    /// What waited for a certificate, a key or a grant.
    fn take_again(&mut self, own: Option<WriterId>, batch: &mut Batch) -> Result<()> {
        let authority = self.authority()?;
        for (row, entry) in self.held_for_authority()? {
            if authority.standing(&entry) != Standing::Pending {
                self.drop_held(row)?;
                let judge = Judge { authority: &authority, said: None, own };
                self.take_one(Given::Lent(&entry), judge, batch)?;
            }
        }
        Ok(())
    }

    fn take_one(&mut self, entry: Given<'_>, judge: Judge<'_>, batch: &mut Batch) -> Result<()> {
        let fate = self.fate(entry, judge, batch)?;
        match fate {
            Fate::New => {
                batch.n_new += 1;
                batch.written_ms.insert(entry.header.wall_ms);
            }
            Fate::Known => batch.n_known += 1,
            Fate::Waits => batch.n_waits += 1,
            Fate::Held(cause) => {
                batch.n_held += 1;
                batch.held.insert(self.hold(&entry, cause)?, cause);
            }
        }
        self.judge_places(&entry, &fate)
    }

    fn fate(&mut self, entry: Given<'_>, judge: Judge<'_>, batch: &mut Batch) -> Result<Fate> {
        let is_new =
            judge.said.is_some() && !batch.here.contains(&entry.id) && !self.stored.contains(&entry.id);
        let kept = if is_new { None } else { self.entry(entry.id)? };
        if let Some(kept) = kept {
            return self.same_again((&kept, &entry), judge.authority, batch);
        }
        if let Some(cause) = judge.said.unwrap_or_else(|| cause_of(&entry, judge.authority)) {
            return Ok(Fate::Held(cause));
        }
        // What was put away here comes back under this file's own name.
        let is_own = judge.own == Some(entry.header.writer);
        batch.own_future |= is_own && !self.was_evicted(entry.id)?;
        batch.own_future |=
            tells_of_fork(&entry, judge.own) && judge.authority.admits(&entry) == Standing::Good;
        match self.append_given(entry)? {
            Appended::Known => Ok(Fate::Known),
            Appended::Waiting => Ok(Fate::Waits),
            Appended::New { settled } => {
                batch.n_new += settled.len() as u64;
                batch.touched.insert(entry.header.record);
                batch.touched.extend(settled);
                Ok(Fate::New)
            }
        }
    }

    /// An approval may come after the redaction it approves, and a whole copy after one that lost something on its way. Another copy
    /// under a known id that nobody has signed is set aside like any forged one.
    fn same_again(
        &mut self,
        (kept, came): (&Entry, &Entry),
        authority: &Authority,
        batch: &mut Batch,
    ) -> Result<Fate> {
        let same = (&kept.sig, &kept.usig) == (&came.sig, &came.usig);
        if !same && authority.is_forged(came) {
            return Ok(Fate::Held(Cause::Forged));
        }
        let signed = |entry: &Entry| entry.usig.as_ref().map_or(0, Vec::len);
        if signed(came) > signed(kept) && authority.standing(came) == Standing::Good {
            self.keep_approval(came)?;
            batch.touched.insert(came.header.record);
        }
        if let Some(whole) = self.filled(kept, came)? {
            self.fill(&whole)?;
            batch.touched.insert(came.header.record);
        } else if is_whole_again(kept, came) {
            self.note_whole_again(kept.id)?;
        }
        Ok(Fate::Known)
    }

    /// What came of an entry of which less is here, without what was deleted by order: whoever cuts pieces out of others' entries must
    /// not keep the whole ones out.
    fn filled(&self, kept: &Entry, came: &Entry) -> Result<Option<Entry>> {
        if !lacks(kept, came) || self.was_redacted(kept.id)? {
            return Ok(None);
        }
        let orders = self.record(kept.header.record)?.map(|record| record.redactions).unwrap_or_default();
        let gone =
            kept.body.is_empty() && orders.iter().any(|order| order.approved && order.entry == kept.id);
        let ordered: Vec<u32> = items_to_go(came, &orders).collect();
        let left = came.redacted(&ordered);
        Ok((!gone && lacks(kept, &left)).then_some(left))
    }

    /// Deletes what approved redactions of these records name and what is still whole here, and with it what anybody was typing about
    /// such a record.
    pub fn carry_out_redactions(&mut self, records: &BTreeSet<RecordId>) -> Result<()> {
        for record in records {
            let due = ordered(self, *record)?;
            if !due.is_empty() {
                self.drop_drafts_about(*record)?;
            }
            for (entry, items) in due {
                self.redact(entry, &items)?;
            }
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// Somebody else goes on under this file's writer's name: entries of it came that were never put away here, or those who keep the
    /// desks have seen it and said so.
    pub fn own_future(&self) -> Result<bool> {
        let Some(pen) = self.pen()? else { return Ok(false) };
        let mut find = self.conn.prepare_cached(include_str!("own_future.sql"))?;
        if find.exists([&pen.writer.0[..]])? {
            return Ok(true);
        }
        let own = self.record(writer_record(pen.writer))?;
        Ok(own.is_some_and(|record| record.lines(FORKED).next().is_some()))
    }
}

fn listed<'a>(entries: &[Given<'a>], which: &[usize]) -> Vec<Given<'a>> {
    which.iter().map(|n| entries[*n]).collect()
}

/// No entry's signature hangs on another's: those of all that is not here are checked on every core. `None`: it is here, and is
/// judged only if another copy of it came.
fn ask_all(entries: &[Given<'_>], (authority, here): (&Authority, &BTreeSet<EntryId>)) -> Vec<Option<Said>> {
    let asked = entries.par_iter();
    asked.map(|entry| (!here.contains(&entry.id)).then(|| cause_of(entry, authority))).collect()
}

/// Elsewhere somebody saw that two write under this file's name, and has said so in its record.
fn tells_of_fork(entry: &Entry, own: Option<WriterId>) -> bool {
    let h = &entry.header;
    let says = |op: &Op| matches!(op, Op::Line { line, .. } if line == FORKED);
    let is_admin = h.stream.class() == "admin";
    is_admin && own == Some(WriterId(*h.record.bytes())) && entry.ops().any(|(_, op)| says(op))
}

/// Entries of a record with the items that must go, where they have not gone.
fn ordered(tx: &mut Tx<'_>, record: RecordId) -> Result<Vec<(EntryId, Vec<u32>)>> {
    let redacts = |entry: &Entry| entry.ops().any(|(_, op)| matches!(op, Op::Redact { .. }));
    if !tx.look_at(record)?.iter().any(|entry| redacts(entry)) {
        return Ok(vec![]);
    }
    let folded = tx.record(record)?;
    let orders = folded.map(|record| record.redactions).unwrap_or_default();
    let mut due = vec![];
    for entry in tx.look_at(record)? {
        let items: Vec<u32> = items_to_go(entry, &orders).collect();
        if !items.is_empty() {
            due.push((entry.id, items));
        }
    }
    Ok(due)
}

fn items_to_go<'a>(entry: &'a Entry, orders: &'a [Redaction]) -> impl Iterator<Item = u32> + 'a {
    let named = move |item: &(u32, &Op)| orders.iter().any(|order| order.deletes(entry.id, *item));
    entry.ops().filter(named).map(|(n, _)| n)
}

/// What was deleted here came once more with its value: where it came from it still lies.
fn is_whole_again(kept: &Entry, came: &Entry) -> bool {
    let deleted = kept.items.iter().filter(|item| matches!(item, Item::Redacted { .. }));
    let gone: BTreeSet<u32> = deleted.map(Item::n).collect();
    !gone.is_empty() && came.ops().any(|(n, _)| gone.contains(&n))
}

/// Everything its author wrote is there.
fn is_whole(entry: &Entry) -> bool {
    !entry.body.is_empty() && entry.items.iter().all(|item| matches!(item, Item::Whole { .. }))
}

/// The other copy holds all that this one does, and more.
fn lacks(kept: &Entry, other: &Entry) -> bool {
    if kept.body.is_empty() {
        return !other.body.is_empty();
    }
    let has = |entry: &Entry| entry.ops().map(|(n, _)| n).collect::<BTreeSet<u32>>();
    let (here, there) = (has(kept), has(other));
    kept.envelope == Envelope::Plain && here != there && here.is_subset(&there)
}

/// A cut one is taken into the log: it keeps its place in the graph and has no effect. Of what gives or takes power nothing is ever
/// deleted: where a piece is missing, somebody has taken it out.
pub(super) fn cause_of(entry: &Entry, authority: &Authority) -> Said {
    let class = entry.header.stream.class();
    if class == "admin" && !is_whole(entry) {
        return Some(Cause::Unreadable);
    }
    // Nobody counts so far. It would be filed here under another number, and no bundle's list of writers could be read.
    if i64::try_from(entry.header.seq).is_err() {
        return Some(Cause::Unreadable);
    }
    // Somebody took it off: kept so it would stand in the whole one's place, and have no effect. Lines of the log need none.
    if entry.has(flag::PERSON) && entry.usig.is_none() && class != "log" {
        return Some(Cause::Forged);
    }
    match authority.check_why(entry) {
        None => None,
        Some(why) if why.standing() == Standing::Pending => Some(Cause::Unknown),
        Some(_) if authority.is_forged(entry) => Some(Cause::Forged),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PenState;
    use crate::exchange::PeerKind;
    use crate::kit::{self, act, case, id};

    /// A bug: it was filed under another number, the log counted as bad on every desk, and no bundle that told of it could be read.
    #[test]
    fn an_entry_with_a_number_that_no_file_holds_is_set_aside() {
        let (_dir, desk) = kit::desk();
        let first = act(&desk, id(1), case("一", "2026-03-01"));
        let state = desk.read(|r| r.pen()).unwrap().unwrap();
        let beyond = PenState { next_seq: i64::MAX as u64 + 1, ..state };
        let entry = kit::entry_of(&beyond, id(1), vec![first.id], case("二", "2026-03-02"));
        let taken = desk.act(|tx| {
            let peer = tx.peer(PeerKind::Desk, [6; 16])?;
            tx.take_in(std::slice::from_ref(&entry), (peer, 5))
        });
        let batch = taken.unwrap();
        assert_eq!((batch.n_new, batch.held.values().next()), (0, Some(&Cause::Unreadable)));
    }
}
