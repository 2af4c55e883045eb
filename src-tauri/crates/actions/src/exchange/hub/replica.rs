//! This desk's store as an exchange sees it: each call one transaction, so that a broken link or a stop leaves a good state.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

use ledger::authority::DeskCard;
use ledger::{EntryId, RecordId, Stream};
use store::Tx;
use store::exchange::{Alone, HubStanding, Outgoing, Peer, PeerKind};
use sync::Raw;
use sync::session::{Ahead, Cursor, Heads, Page, Place, Replica, Room, SegHash, Taken, Want};

use super::page::Ready;
use super::running::Turn;
use crate::desk::leave_writer;
use crate::exchange::put_away::begin_reading;
use crate::exchange::scope::{exchanged, me};
use crate::office::IN_STEP;
use crate::{Error, Office, Result, Topic};

/// What of that which the hub did not take is offered once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Offer {
    Nothing,
    All,
    /// Of this record, in this stream.
    Record(Stream, RecordId),
}

pub(super) struct DeskReplica<'a> {
    office: &'a Office,
    turn: &'a Turn<'a>,
    me: DeskCard,
    changed: BTreeSet<Topic>,
    /// Somebody goes on under this file's writer's name.
    own_future: bool,
    /// This desk's clock less the hub's, where they are further apart than a network explains.
    pub clock_off_ms: Option<i64>,
    offer: Offer,
    /// Streams that are exchanged because both sides know them.
    pub granted: BTreeSet<Stream>,
    /// A page that is still to come, where the hub gave it ahead.
    ahead: Option<(Stream, Ready)>,
}

impl<'a> DeskReplica<'a> {
    pub fn new(office: &'a Office, turn: &'a Turn<'a>, offer: Offer) -> Result<Self> {
        let me = office.desk.read(me)?;
        let (changed, granted) = (BTreeSet::new(), BTreeSet::new());
        let (own_future, clock_off_ms, ahead) = (false, None, None);
        Ok(Self { office, turn, me, changed, own_future, clock_off_ms, offer, granted, ahead })
    }

    /// What an exchange leaves to do: a writer of its own for a copied file, rules that moved every day.
    pub fn finish(self) -> Result<BTreeSet<Topic>> {
        if self.own_future {
            leave_writer(self.office)?;
        }
        if self.changed.contains(&Topic::Reference) {
            self.office.after(&self.changed)?;
            self.office.rebuild()?;
        }
        self.office.after(&self.changed)?;
        Ok(self.changed)
    }

    /// A clock that agrees is in step from now on (ledger.md §2.3). A demonstration stands on a day of its own.
    fn compare_clocks(&mut self, heads: &Heads) -> Result<()> {
        let Some(there) = heads.now_ms.filter(|_| !self.office.demo) else { return Ok(()) };
        let now_ms = self.office.wall.now_ms();
        if let Some(off) = clock_off(now_ms, there) {
            self.clock_off_ms = Some(off);
            return Ok(());
        }
        // Another desk's clock that is ahead must not make this one's doubtful until that day.
        if self.office.desk.read(|r| r.latest_wall())? > now_ms {
            self.office.desk.act(|tx| tx.lower_latest_wall(now_ms))?;
        }
        let kept = self.office.desk.read(|r| r.setting(IN_STEP))?.and_then(|ms| ms.as_u64());
        // Once a day is enough for what holds thirty.
        if kept.is_none_or(|ms| now_ms.abs_diff(ms) > DAY_MS) {
            self.office.desk.act(|tx| tx.set_setting(IN_STEP, &now_ms.into()))?;
        }
        Ok(())
    }

    /// What was made of it while the page before it was written, or is made of it now.
    fn ready(&mut self, place: Place<'_>, page: &Page) -> Ready {
        let kept = self.ahead.take_if(|(stream, ready)| stream == place.stream && ready.is_of(page));
        kept.map_or_else(|| Ready::at_once(page), |(_, ready)| ready)
    }

    /// The hub may be waited for much longer than this takes: whoever works here meanwhile knows the names and the rules of this page.
    fn write(&mut self, place: Place<'_>, page: &Page, ready: Ready) -> Result<Taken> {
        let (office, now_ms) = (self.office, self.office.wall.now_ms());
        // No disk is waited for: a page that a power cut takes away takes its cursor with it, and is read once more.
        let (taken, own_future, topics) = office.desk.bulk(|tx| {
            let peer = tx.peer(PeerKind::Hub, place.hub.0)?;
            ready.take(office, tx, (place.stream, page, (peer, now_ms)))
        })?;
        self.own_future |= own_future;
        // Also where nothing is new: a second signature came, or what was missing in an entry.
        if !topics.is_empty() {
            let topic = if place.stream.class() == "ref" { [Topic::Reference].into() } else { every_topic() };
            self.changed.extend(topic);
            // Rules may have waited for this page, or have lost their power by it.
            self.changed.extend(topics.contains(&Topic::Reference).then_some(Topic::Reference));
            office.after(&topics)?;
        }
        Ok(taken)
    }

    fn act<T>(&self, place: Place<'_>, run: impl FnOnce(&mut Tx<'_>, Peer) -> Result<T>) -> Result<T> {
        self.office.desk.act(|tx| {
            let peer = tx.peer(PeerKind::Hub, place.hub.0)?;
            run(tx, peer)
        })
    }
}

/// Waits for the hub and judges what it gives.
fn beside(office: &Office, ahead: &mut Ahead<'_>, alone: Alone<'_>) -> Option<Result<(Stream, Ready)>> {
    let stream = ahead.stream().clone();
    ahead.page().map(|page| Ok((stream, Ready::beside(office, page, alone)?)))
}

/// Nearer than this is in step.
const NEAR_MS: u64 = 3 * 60_000;
const DAY_MS: u64 = 24 * 60 * 60_000;

fn clock_off(here: u64, there: u64) -> Option<i64> {
    let off = i64::try_from(here.abs_diff(there)).unwrap_or(i64::MAX);
    (here.abs_diff(there) > NEAR_MS).then_some(if here > there { off } else { -off })
}

impl Replica for DeskReplica<'_> {
    type Error = Error;

    fn wants(&mut self, heads: &Heads) -> Result<Vec<Want>> {
        self.compare_clocks(heads)?;
        let (me, today, offer) = (self.me.clone(), self.office.wall.today(), self.offer.clone());
        let (mut to_pull, mut to_push) = (0, 0);
        let granted: BTreeMap<&Stream, u64> = heads.streams.iter().map(|h| (&h.stream, h.at.pos)).collect();
        let given = heads.streams.iter().filter(|h| h.can_read).map(|h| &h.stream).collect();
        let wants = self.office.desk.act(|tx| -> Result<Vec<Want>> {
            let peer = tx.peer(PeerKind::Hub, heads.hub.0)?;
            begin_reading(tx, (&me, today), &given)?;
            match &offer {
                Offer::Nothing => {}
                Offer::All => tx.offer_refused(peer)?,
                Offer::Record(stream, record) => tx.offer_record(peer, (stream, *record))?,
            }
            let standings = tx.settle_hub(peer)?;
            let here: BTreeMap<Stream, HubStanding> =
                standings.into_iter().map(|one| (one.stream.clone(), one)).collect();
            let names = granted.keys().map(|name| (*name).clone()).chain(here.keys().cloned());
            let mut wants = vec![];
            let mut ours = exchanged(tx, (&me, today), names)?;
            // What was written before access ended goes up while the hub still takes it, and is put away once the hub has shown it.
            let met = |one: &&HubStanding| one.undelivered > 0 || one.cursor.is_some();
            let leaving = here.values().filter(met).filter(|one| granted.contains_key(&one.stream));
            ours.extend(leaving.map(|one| one.stream.clone()));
            for stream in ours {
                let here = here.get(&stream);
                let cursor = here.and_then(|one| one.cursor).map_or(Cursor::START, cursor);
                let undelivered = here.map_or(0, |one| one.undelivered);
                if let Some(pos) = granted.get(&stream) {
                    to_pull += pos.saturating_sub(cursor.pos);
                    to_push += undelivered;
                }
                wants.push(Want { stream, cursor, open: undelivered > 0 });
            }
            Ok(wants)
        })?;
        self.turn.expect(to_pull, to_push);
        let asked = wants.iter().map(|want| &want.stream).filter(|stream| granted.contains_key(stream));
        self.granted = asked.cloned().collect();
        Ok(wants)
    }

    fn cursors(&mut self, place: Place<'_>) -> Result<Vec<Cursor>> {
        self.act(place, |tx, peer| Ok(tx.segments(peer, place.stream)?.into_iter().map(cursor).collect()))
    }

    /// While this page is written, the hub is asked for the next one, and its signatures are checked: neither waits for the other.
    fn take(&mut self, place: Place<'_>, page: &Page, ahead: Option<&mut Ahead<'_>>) -> Result<Taken> {
        let office = self.office;
        let ready = self.ready(place, page);
        let writes = AtomicBool::new(true);
        let alone = || writes.load(Ordering::Relaxed);
        let (taken, ahead) = std::thread::scope(|scope| {
            let ahead = ahead.map(|ahead| scope.spawn(move || beside(office, ahead, &alone)));
            let taken = self.write(place, page, ready);
            writes.store(false, Ordering::Relaxed);
            (taken, ahead.map(|ahead| ahead.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))))
        });
        // What went wrong in it is met again, and told, when it is its turn.
        if let Some(Some(Ok(ahead))) = ahead {
            self.ahead = Some(ahead);
        }
        taken
    }

    fn step_back(&mut self, place: Place<'_>, to: Cursor) -> Result<u64> {
        self.act(place, |tx, peer| Ok(tx.step_back((peer, place.stream), to.pos)?))
    }

    fn unsent(&mut self, place: Place<'_>, room: Room) -> Result<Vec<Raw>> {
        let limit = u32::try_from(room.entries).unwrap_or(u32::MAX);
        self.act(place, |tx, peer| {
            let mut bytes = 0;
            let rows = tx.unsent((peer, place.stream), limit)?;
            // One entry always fits, however large it is.
            let fits = |(at, raw): &(usize, Raw)| {
                bytes += raw.len();
                *at == 0 || bytes <= room.bytes
            };
            Ok(rows.into_iter().map(raw).enumerate().take_while(fits).map(|(_, raw)| raw).collect())
        })
    }

    fn sent(&mut self, place: Place<'_>, ids: &[EntryId]) -> Result<()> {
        self.act(place, |tx, peer| Ok(tx.mark_sent((peer, place.stream), ids)?))
    }

    fn send_again(&mut self, place: Place<'_>) -> Result<u64> {
        self.act(place, |tx, peer| Ok(tx.send_again((peer, place.stream))?))
    }

    fn refused(&mut self, place: Place<'_>, id: EntryId, why: &str) -> Result<()> {
        self.act(place, |tx, peer| Ok(tx.note_refused(peer, id, why)?))
    }
}

fn raw(out: Outgoing) -> Raw {
    Raw { id: out.id, stream: out.stream, hdr: out.hdr, sig: out.sig, usig: out.usig, body: out.body }
}

fn cursor((pos, seg_hash): (u64, [u8; 32])) -> Cursor {
    let seg_hash: SegHash = seg_hash;
    Cursor { pos, seg_hash }
}

/// Topics that an exchange may have made stale.
pub(in crate::exchange) fn every_topic() -> BTreeSet<Topic> {
    use Topic::{Activities, Appeals, Desk, People, Stations, Tasks, Visits, Voices};
    [Activities, Appeals, Desk, People, Stations, Tasks, Visits, Voices].into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_minutes_are_no_difference_and_more_has_a_side() {
        let there: u64 = 1_788_224_400_000;
        let off = |minutes: i64| clock_off(there.saturating_add_signed(minutes * 60_000), there);
        assert_eq!([0, 3, -3].map(off), [None; 3]);
        assert_eq!([4, -90].map(off), [Some(240_000), Some(-5_400_000)]);
    }
}
