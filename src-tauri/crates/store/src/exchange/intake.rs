//! Taking in what others wrote: judged one by one, so that a bad entry stops nobody else's.

use std::collections::{BTreeMap, BTreeSet};

use domain::conflict::FORKED;
use ledger::authority::build::writer_record;
use ledger::{Authority, Entry, EntryId, Item, Op, RecordId, Standing, WriterId};
use rayon::prelude::*;

use super::{Cause, HeldHash, Peer};
use crate::desk::{Reader, Tx};
use crate::error::Result;
use crate::log::{Appended, Came};

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
    pub n_held: u64,
    /// Of these the copies, by their bytes: another copy of the same entry may be good.
    pub held: BTreeMap<HeldHash, Cause>,
    /// Records to be folded again.
    pub touched: BTreeSet<RecordId>,
    /// `admin` grew: who may write what has changed.
    pub admin: bool,
    /// Somebody else writes under this file's own writer: it was copied.
    pub own_future: bool,
}

/// Why an entry is not taken into the log, if there is a reason.
type Said = Option<Cause>;

/// By what an entry is judged, and what that said where it was asked already.
#[derive(Clone, Copy)]
struct Judge<'a> {
    authority: &'a Authority,
    said: Option<Said>,
}

impl<'a> Judge<'a> {
    fn of(authority: &'a Authority) -> Self {
        Self { authority, said: None }
    }
}

impl Tx<'_> {
    /// `admin` first, whatever the order: the others are judged by it. Nothing is folded here; `touched` says what is
    /// to be. Redactions that came along are carried out.
    pub fn take_in(&mut self, entries: &[Entry], (peer, at_ms): (Peer, u64)) -> Result<Batch> {
        self.came = Some(Came { peer: peer.0, at_ms });
        let taken = self.take_all(entries);
        self.came = None;
        taken
    }

    fn take_all(&mut self, entries: &[Entry]) -> Result<Batch> {
        let mut batch = Batch::default();
        let (admin, rest): (Vec<&Entry>, Vec<&Entry>) =
            entries.iter().partition(|entry| entry.header.stream.class() == "admin");
        if !admin.is_empty() {
            self.take_admin(&admin, &mut batch)?;
        }
        let authority = self.authority()?;
        for (entry, said) in rest.iter().zip(self.ask_all(&rest, &authority)?) {
            self.take_one(entry, Judge { authority: &authority, said }, &mut batch)?;
        }
        if batch.admin {
            self.take_again(&mut batch)?;
        }
        Ok(batch)
    }

    /// They give each other power, so they are judged together with all that is here.
    fn take_admin(&mut self, arrived: &[&Entry], batch: &mut Batch) -> Result<()> {
        let before = self.authority()?;
        let kept = self.admin_entries()?;
        let all = kept.iter().chain(arrived.iter().copied());
        let together = match self.root()?.or(before.root()) {
            Some(root) => before.grown(root, all),
            None => Authority::of(all),
        };
        for entry in arrived {
            self.take_one(entry, Judge::of(&together), batch)?;
        }
        if batch.n_new > 0 {
            batch.admin = true;
            let now = self.authority()?;
            batch.touched.extend(self.moved(&before, &now)?);
        }
        Ok(())
    }

    /// What waited for a certificate, a key or a grant.
    fn take_again(&mut self, batch: &mut Batch) -> Result<()> {
        let authority = self.authority()?;
        for (row, entry) in self.held_for_authority()? {
            if authority.standing(&entry) != Standing::Pending {
                self.drop_held(row)?;
                self.take_one(&entry, Judge::of(&authority), batch)?;
            }
        }
        Ok(())
    }

    /// Signatures are the dear part, and no entry's hang on another's: those of all that is not here are checked on every
    /// core. `None`: it is here, and is judged only if another copy of it came.
    fn ask_all(&self, entries: &[&Entry], authority: &Authority) -> Result<Vec<Option<Said>>> {
        let unknown: Vec<bool> =
            entries.iter().map(|entry| Ok(!self.has(entry.id)?)).collect::<Result<_>>()?;
        let asked = entries.par_iter().zip(unknown);
        Ok(asked.map(|(entry, unknown)| unknown.then(|| cause_of(entry, authority))).collect())
    }

    fn take_one(&mut self, entry: &Entry, judge: Judge<'_>, batch: &mut Batch) -> Result<()> {
        let fate = self.fate(entry, judge, batch)?;
        match fate {
            Fate::New => batch.n_new += 1,
            Fate::Known => batch.n_known += 1,
            Fate::Waits => batch.n_waits += 1,
            Fate::Held(cause) => {
                batch.n_held += 1;
                batch.held.insert(self.hold(entry, cause)?, cause);
            }
        }
        self.judge_places(entry, &fate)
    }

    fn fate(&mut self, entry: &Entry, judge: Judge<'_>, batch: &mut Batch) -> Result<Fate> {
        if let Some(kept) = self.entry(entry.id)? {
            return self.same_again((&kept, entry), judge.authority, batch);
        }
        if let Some(cause) = judge.said.unwrap_or_else(|| cause_of(entry, judge.authority)) {
            return Ok(Fate::Held(cause));
        }
        // What was put away here comes back under this file's own name.
        batch.own_future |= self.is_own(entry.header.writer)? && !self.was_evicted(entry.id)?;
        batch.own_future |= self.tells_of_own_fork(entry)? && judge.authority.admits(entry) == Standing::Good;
        match self.append(entry)? {
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

    /// An approval may come after the redaction it approves. Another copy under a known id that nobody has signed is set
    /// aside like any forged one.
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
        if is_whole_again(kept, came) {
            self.note_whole_again(kept.id)?;
        }
        Ok(Fate::Known)
    }

    fn is_own(&self, writer: WriterId) -> Result<bool> {
        Ok(self.pen()?.is_some_and(|pen| pen.writer == writer))
    }

    /// Elsewhere somebody saw that two write under this file's name, and has said so in its record.
    fn tells_of_own_fork(&self, entry: &Entry) -> Result<bool> {
        let h = &entry.header;
        let says = |op: &Op| matches!(op, Op::Line { line, .. } if line == FORKED);
        let tells = h.stream.class() == "admin" && entry.ops().any(|(_, op)| says(op));
        Ok(tells && self.is_own(WriterId(*h.record.bytes()))?)
    }

    /// Deletes what approved redactions of these records name and what is still whole here.
    pub fn carry_out_redactions(&mut self, records: &BTreeSet<RecordId>) -> Result<()> {
        for record in records {
            for (entry, items) in ordered(self, *record)? {
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

/// Entries of a record with the items that must go, where they have not gone.
fn ordered(tx: &Tx<'_>, record: RecordId) -> Result<Vec<(EntryId, Vec<u32>)>> {
    let entries = tx.entries_of(record)?;
    let redacts = |entry: &Entry| entry.ops().any(|(_, op)| matches!(op, Op::Redact { .. }));
    if !entries.iter().any(redacts) {
        return Ok(vec![]);
    }
    let folded = tx.record(record)?;
    let orders = folded.map(|record| record.redactions).unwrap_or_default();
    let mut due = vec![];
    for entry in entries.iter() {
        let whole = entry.ops().map(|(n, _)| n);
        let named = |n: &u32| orders.iter().any(|o| o.approved && o.entry == entry.id && o.item == *n);
        let items: Vec<u32> = whole.filter(named).collect();
        if !items.is_empty() {
            due.push((entry.id, items));
        }
    }
    Ok(due)
}

/// What was deleted here came once more with its value: where it came from it still lies.
fn is_whole_again(kept: &Entry, came: &Entry) -> bool {
    let deleted = kept.items.iter().filter(|item| matches!(item, Item::Redacted { .. }));
    let gone: BTreeSet<u32> = deleted.map(Item::n).collect();
    !gone.is_empty() && came.ops().any(|(n, _)| gone.contains(&n))
}

/// A cut one is taken into the log: it keeps its place in the graph and has no effect.
fn cause_of(entry: &Entry, authority: &Authority) -> Said {
    match authority.check_why(entry) {
        None => None,
        Some(why) if why.standing() == Standing::Pending => Some(Cause::Unknown),
        Some(_) if authority.is_forged(entry) => Some(Cause::Forged),
        Some(_) => None,
    }
}
