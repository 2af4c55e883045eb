//! One page of a hub: read and judged ahead or at its turn, then written with all that follows from it.
//! It does not know whence pages come, nor what is asked for next (`sync::session`).
//! Called by `replica`, once for each page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ledger::{Broken, Entry, EntryId, Stream};
use rayon::prelude::*;
use store::Tx;
use store::exchange::{Alone, Asked, Batch, Cause, HeldHash, Peer, Placed, each, held_hash};
use sync::Raw;
use sync::session::{Cursor, Page, Taken};

use crate::exchange::put_away::follow;
use crate::exchange::receive;
use crate::{Office, Result, Topic};

/// What a copy says once its hashes hold. `None`: it came without content.
type Read = Option<std::result::Result<Arc<Entry>, Broken>>;

/// A page of which all is known that does not hang on what stands in the file.
pub(super) struct Ready {
    /// Its end: whatever leads there by the same hash is the same page.
    to: Option<Cursor>,
    read: Vec<Read>,
    /// Of those that can be read, in their order.
    asked: Option<Asked>,
}

/// What a page leaves: the counts, whether somebody writes under this file's name, what it made stale.
pub(super) type Left = (Taken, bool, BTreeSet<Topic>);

impl Ready {
    /// Each copy is hashed whole, so this is done on every core and before the transaction.
    pub fn at_once(page: &Page) -> Self {
        let read = page.entries.par_iter().map(read).collect();
        Self { to: page.cursors.last().copied(), read, asked: None }
    }

    /// By one core alone while the page before it is being written, to which the others belong.
    pub fn beside(office: &Office, page: &Page, alone: Alone<'_>) -> Result<Self> {
        let read: Vec<Read> = each(&page.entries, alone, read);
        let good: Vec<&Arc<Entry>> = read.iter().flatten().flatten().collect();
        let asked = Some(office.desk.ask(&good, alone)?);
        Ok(Self { to: page.cursors.last().copied(), read, asked })
    }

    pub fn is_of(&self, page: &Page) -> bool {
        self.to.is_some() && self.to == page.cursors.last().copied() && self.read.len() == page.entries.len()
    }

    pub fn take(
        self,
        office: &Office,
        tx: &mut Tx<'_>,
        (stream, page, (peer, now_ms)): (&Stream, &Page, (Peer, u64)),
    ) -> Result<Left> {
        let mut entries: Vec<Arc<Entry>> = vec![];
        let mut aside: BTreeMap<HeldHash, Cause> = BTreeMap::new();
        for (placed, read) in page.entries.iter().zip(self.read) {
            match (&placed.raw, read) {
                (Some(_), Some(Ok(entry))) => entries.push(entry),
                (Some(raw), Some(Err(why))) => {
                    let cause = Cause::of_broken(why);
                    aside.insert(hold(tx, raw, (cause, peer, now_ms))?, cause);
                }
                _ => {}
            }
        }
        let batch = tx.take_asked(&entries, self.asked, (peer, now_ms))?;
        receive::settle(office, tx, &batch)?;
        let topics = topics(tx, &entries, &batch)?;
        let mine = read_back(tx, (page, peer), &batch.here)?;
        let n_aside = batch.n_held + aside.len() as u64;
        aside.extend(batch.held);
        let places = page.entries.iter().map(|placed| judged(tx, placed, &aside));
        let places: Vec<Placed> = places.collect::<Result<_>>()?;
        let confirmed = places.iter().filter(|place| place.good && mine.contains(&place.id)).count() as u64;
        if page.entries.iter().any(|placed| placed.raw.is_none()) {
            follow(tx, stream)?;
        }
        let ends: Vec<(u64, [u8; 32])> = page.cursors.iter().map(|c| (c.pos, c.seg_hash)).collect();
        tx.place((peer, stream), &places, &ends)?;
        Ok((Taken { new: batch.n_new, aside: n_aside, confirmed }, batch.own_future, topics))
    }
}

fn read(placed: &sync::session::Placed) -> Read {
    placed.raw.as_ref().map(|raw| raw.read().map(Arc::new))
}

/// What was here before this page and had not been seen on that hub: this desk's own, or relayed by it.
fn read_back(
    tx: &Tx<'_>,
    (page, peer): (&Page, Peer),
    here: &BTreeSet<EntryId>,
) -> Result<BTreeSet<EntryId>> {
    let mut mine = BTreeSet::new();
    for placed in &page.entries {
        let here = if placed.raw.is_some() { here.contains(&placed.id) } else { tx.has(placed.id)? };
        if here && tx.places_of(placed.id)?.iter().all(|(p, _)| *p != peer) {
            mine.insert(placed.id);
        }
    }
    Ok(mine)
}

/// What this page alone made stale: all names need not be read anew for each page. Who may do what moves with `admin`, and with it
/// who is who.
fn topics(tx: &mut Tx<'_>, entries: &[Arc<Entry>], batch: &Batch) -> Result<BTreeSet<Topic>> {
    let who = batch.admin.then_some([Topic::People, Topic::Stations]).into_iter().flatten();
    Ok(receive::stale(tx, entries.iter().map(|entry| &**entry), batch)?.into_iter().chain(who).collect())
}

fn hold(tx: &mut Tx<'_>, raw: &Raw, came: (Cause, Peer, u64)) -> Result<HeldHash> {
    let none = vec![];
    Ok(tx.hold_unread((raw.id, &raw.stream), parts_of(raw, &none), came)?)
}

fn parts_of<'a>(raw: &'a Raw, none: &'a Vec<u8>) -> [&'a Vec<u8>; 4] {
    [&raw.hdr, &raw.sig, raw.usig.as_ref().unwrap_or(none), &raw.body]
}

/// Each copy by itself: a broken one takes nothing from a good one of the same entry. What waits or is not known yet is good all
/// the same: it is held here later, and never read back again.
fn judged(tx: &Tx<'_>, placed: &sync::session::Placed, aside: &BTreeMap<HeldHash, Cause>) -> Result<Placed> {
    let (pos, id) = (placed.pos, placed.id);
    let Some(raw) = &placed.raw else {
        return Ok(Placed { pos, id, good: own_copy(tx, placed)?, held: None });
    };
    if aside.is_empty() {
        return Ok(Placed { pos, id, good: true, held: None });
    }
    let none = vec![];
    let hash = held_hash(parts_of(raw, &none));
    let cause = aside.get(&hash);
    let good = cause.is_none_or(|cause| *cause == Cause::Unknown);
    Ok(Placed { pos, id, good, held: cause.map(|_| hash) })
}

/// Where this desk only appends it sees no bytes: what lies there is held against its own by its hash.
fn own_copy(tx: &Tx<'_>, placed: &sync::session::Placed) -> Result<bool> {
    let own = tx.entry(placed.id)?;
    Ok(own.is_none_or(|own| placed.redacted || Raw::of(&own).copy() == placed.copy))
}
