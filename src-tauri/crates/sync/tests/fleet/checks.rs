//! After healing: nothing lost, the same everywhere, as the oracle says, nothing out of scope, every chain holds.

use std::collections::{BTreeMap, BTreeSet};

use ledger::{Entry, EntryId, Op, Record, RecordId, Standing, Stored, Stream, Value, Verifier};
use sync::session::{Cursor, chain};

use crate::cell::{CITY, station_stream};
use crate::desk::Desk;
use crate::desk::program::Program;
use crate::oracle::{Oracle, View, view};
use crate::world::World;

/// What has to be at everybody who reads its stream.
pub type Alive = BTreeMap<Stream, BTreeSet<EntryId>>;

/// All that any file of an honest desk still holds. Asked before it heals.
pub fn alive(world: &World) -> Alive {
    let mut alive = Alive::new();
    for entry in honest(world).flat_map(|(_, desk)| &desk.log) {
        alive.entry(entry.header.stream.clone()).or_default().insert(entry.id);
    }
    alive
}

pub fn all(world: &World, alive: &Alive) {
    nothing_missing(world, alive);
    same_sets(world);
    same_states(world);
    nothing_out_of_scope(world);
    chains_hold(world);
    cuts_hold(world);
    deletions_hold(world);
    handings_hold(world);
    older_programs_show_the_rest(world);
}

/// (a) No entry of a live author is missing at the city, nor where else its stream is read: what is sealed never comes to the city.
fn nothing_missing(world: &World, alive: &Alive) {
    for (n, desk) in honest(world) {
        let due = desk.scope.reads.iter().filter_map(|stream| alive.get(stream)).flatten();
        let missing: Vec<_> = due.filter(|id| !desk.holds(id)).collect();
        assert!(missing.is_empty(), "(a) {} entries are missing at desk {n}: {missing:?}", missing.len());
    }
}

fn ids(desk: &Desk, stream: &Stream) -> BTreeSet<EntryId> {
    desk.stream(stream).map(|entry| entry.id).collect()
}

/// (b) Whoever reads a stream holds the same entries of it, and the hub has each of them.
fn same_sets(world: &World) {
    let mut first: BTreeMap<&Stream, (usize, BTreeSet<EntryId>)> = BTreeMap::new();
    for (n, desk) in honest(world) {
        let waits = desk.waiting().find(|entry| !world.is_thiefs(entry.header.writer));
        assert!(waits.is_none(), "(b) desk {n} still waits with {waits:?}");
        for stream in &desk.scope.reads {
            let own = ids(desk, stream);
            let (other, set) = first.entry(stream).or_insert_with(|| (n, own.clone()));
            let differ: Vec<_> = set.symmetric_difference(&own).collect();
            assert!(differ.is_empty(), "(b) desks {other} and {n} differ in {stream:?}: {differ:?}");
        }
    }
    for (stream, (_, set)) in first {
        let thiefs = |raw: &&sync::Raw| raw.read().is_ok_and(|entry| world.is_thiefs(entry.header.writer));
        let rows = world.hub.lanes.get(stream).into_iter().flat_map(|lane| &lane.rows);
        let hub: BTreeSet<EntryId> =
            rows.filter(|raw| set.contains(&raw.id) || !thiefs(raw)).map(|raw| raw.id).collect();
        assert_eq!(hub, set, "(b) the hub in {stream:?}");
    }
}

fn honest(world: &World) -> impl Iterator<Item = (usize, &Desk)> {
    world.desks.iter().enumerate().filter(|(n, _)| !world.is_stolen(*n))
}

/// (c) The same state on every desk, one of an older program updated first, and the one that slow reasoning gives.
fn same_states(world: &World) {
    let mut states: BTreeMap<RecordId, View> = BTreeMap::new();
    for (n, desk) in honest(world) {
        for record in read_here(desk) {
            let own = shown(desk, (Program::Today, record));
            let state = states.entry(record).or_insert_with(|| reasoned(desk, record));
            assert_eq!(*state, own, "(c) {record} at desk {n}");
        }
    }
}

/// (i) A desk whose program does not know tags yet shows everything else as an updated one does, and marks where there are some.
fn older_programs_show_the_rest(world: &World) {
    for (n, desk) in honest(world).filter(|(_, desk)| Program::of(desk.n) == Program::Before) {
        for record in read_here(desk) {
            let [older, today] =
                [Program::Before, Program::Today].map(|program| shown(desk, (program, record)));
            let marked = older.newer || today.sets.is_empty();
            assert!(older.sets.is_empty() && marked, "(i) tags of {record} at desk {n}");
            let rest = View { sets: today.sets.clone(), newer: today.newer, ..older };
            assert_eq!(rest, today, "(i) {record} at desk {n}");
        }
    }
}

/// Records of the streams that a desk reads; those of `admin` are the authority's.
fn read_here(desk: &Desk) -> Vec<RecordId> {
    let is_read = |record: &RecordId| {
        let stream = &desk.of(*record)[0].header.stream;
        stream.class() != "admin" && desk.scope.reads.contains(stream)
    };
    let mut records: Vec<RecordId> = desk.records().copied().filter(is_read).collect();
    records.sort_unstable();
    records
}

fn shown(desk: &Desk, (program, record): (Program, RecordId)) -> View {
    desk.read_by(program, record).as_ref().map(state).unwrap_or_default()
}

/// What does not follow from order alone is compared as a set.
fn state(record: &Record) -> View {
    let mut view = view(record);
    view.powerless.sort_unstable();
    view
}

fn reasoned(desk: &Desk, record: RecordId) -> View {
    let entries: Vec<Entry> = desk.of(record).into_iter().cloned().collect();
    let mut view = Oracle::of(&entries, &desk.authority).map(|oracle| oracle.view()).unwrap_or_default();
    view.powerless.sort_unstable();
    view
}

/// (d) No desk holds a stream that is not its own.
fn nothing_out_of_scope(world: &World) {
    for (n, desk) in world.desks.iter().enumerate() {
        let own: BTreeSet<&Stream> = desk.scope.all().map(|(stream, _)| stream).collect();
        let aside = desk.aside.iter().map(|raw| &raw.stream);
        let held = desk.streams().chain(desk.waiting().map(|entry| &entry.header.stream)).chain(aside);
        let other: Vec<_> = held.filter(|stream| !own.contains(stream)).collect();
        assert!(other.is_empty(), "(d) desk {n} holds {other:?}");
    }
}

/// (e) Ids, signatures, writer chains and segment chains.
fn chains_hold(world: &World) {
    let city = &world.desks[CITY];
    let orders = orders(city);
    let is_apart =
        |entry: &&Entry| world.forked.contains(&entry.header.writer) || orders.contains_key(&entry.id);
    // What is sealed, and an office's notes, are read at that office alone.
    let reads = |desk: &Desk, entry: &Entry| desk.scope.reads.contains(&entry.header.stream);
    let elsewhere = honest(world).flat_map(|(_, desk)| desk.log.iter().map(move |entry| (desk, entry)));
    let elsewhere = elsewhere.filter(|(desk, entry)| reads(desk, entry) && !reads(city, entry));
    let all = city.log.iter().chain(elsewhere.map(|(_, entry)| entry));
    let (apart, plain): (Vec<&Entry>, Vec<&Entry>) = all.map(|entry| &**entry).partition(is_apart);
    // A station that was put back or stolen may have written what came nowhere: a gap in a writer's numbers says nothing.
    verified(world, plain);
    // Where two files wrote on, the entry before may lie on either branch and not be here: each is read for itself. What was
    // deleted in one is good by the order that names it.
    for entry in apart {
        let named = orders.get(&entry.id).into_iter().flatten().copied();
        verified(world, once_a_number([entry].into_iter().chain(named)));
    }
    for (stream, lane) in &world.hub.lanes {
        let mut at = Cursor::START;
        for segment in &lane.segments {
            let rows = &lane.rows[at.pos as usize..segment.pos as usize];
            let seg_hash = chain(&at.seg_hash, rows.iter().map(|raw| (raw.id, raw.copy())));
            assert_eq!(*segment, Cursor { pos: segment.pos, seg_hash }, "(e) the hub's chain of {stream:?}");
            at = *segment;
        }
        assert_eq!(at.pos as usize, lane.rows.len());
    }
}

/// Orders to delete, by the entry they name.
fn orders(city: &Desk) -> BTreeMap<EntryId, Vec<&Entry>> {
    let mut orders: BTreeMap<EntryId, Vec<&Entry>> = BTreeMap::new();
    for by in &city.log {
        for (_, op) in by.ops() {
            if let Op::Redact { entry, .. } = op {
                orders.entry(*entry).or_default().push(by);
            }
        }
    }
    orders
}

/// Of two branches of one writer, one: together they would be told as a fork.
fn once_a_number<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<&'a Entry> {
    let mut numbers = BTreeSet::new();
    entries.filter(|entry| numbers.insert((entry.header.writer, entry.header.seq))).collect()
}

/// (f) What a stolen desk wrote after its last good entry is kept and has no effect; what it wrote before has.
fn cuts_hold(world: &World) {
    let city = &world.desks[CITY];
    for entry in city.log.iter().filter(|entry| entry.header.stream.class() != "admin") {
        let Some(cuts) = world.cuts(entry.header.writer) else { continue };
        let last =
            cuts.iter().map(|cut| cut.last.get(&entry.header.writer).copied().unwrap_or_default()).min();
        let beyond = last.is_some_and(|last| entry.header.seq > last);
        let expected = if beyond { Standing::Powerless } else { Standing::Good };
        let found = city.authority.standing(entry);
        assert_eq!(found, expected, "(f) entry {} of writer {}", entry.header.seq, entry.header.writer);
    }
}

/// (g) What was deleted by law is whole nowhere: at no honest desk, and in nothing that the hub gives.
fn deletions_hold(world: &World) {
    let deleted = world.desks[CITY].deletions();
    let whole = |entry: &Entry| {
        let of_it = deleted.range((entry.id, 0)..=(entry.id, u32::MAX));
        of_it.map(|(_, item)| *item).find(|item| entry.ops().any(|(n, _)| n == *item))
    };
    for (n, desk) in honest(world) {
        for (id, _) in &deleted {
            let found = desk.entry(id).and_then(whole);
            assert!(found.is_none(), "(g) item {found:?} of {id} is whole at desk {n}");
        }
    }
    for (stream, lane) in &world.hub.lanes {
        for raw in lane.given() {
            let found = raw.read().ok().as_ref().and_then(whole);
            assert!(found.is_none(), "(g) item {found:?} of {} is whole on the hub in {stream:?}", raw.id);
        }
    }
}

/// (h) A record that was handed over begins at the other office and names where it comes from; the first says that it was given.
fn handings_hold(world: &World) {
    let city = &world.desks[CITY];
    for handed in &world.handed {
        let old: BTreeSet<&[u8]> =
            city.of(handed.old).into_iter().map(|entry| entry.id.0.as_slice()).collect();
        let (giver, taker) = (station_stream(handed.giver), station_stream(handed.taker));
        for (n, desk) in honest(world) {
            if desk.scope.reads.contains(&taker) {
                let record = desk.fold(handed.new).unwrap_or_else(|| panic!("(h) not begun at desk {n}"));
                let origin = record.field("origin").unwrap_or_else(|| panic!("(h) no origin at desk {n}"));
                assert_eq!(origin.get("record").and_then(Value::record), Some(handed.old), "(h) desk {n}");
                let heads = origin.get("heads").map(Value::list).unwrap_or_default();
                let known = |head: &Value| matches!(head, Value::Bytes(id) if old.contains(id.as_slice()));
                assert!(!heads.is_empty() && heads.iter().all(known), "(h) heads at desk {n}: {heads:?}");
            }
            if desk.scope.reads.contains(&giver) {
                let stands = desk.fold(handed.old).map(|record| record.at(&handed.flow()).to_owned());
                assert_eq!(stands.as_deref(), Some("given"), "(h) {} at desk {n}", handed.flow());
            }
        }
    }
}

fn verified(world: &World, entries: Vec<&Entry>) {
    let mut verifier = Verifier::new(&world.desks[CITY].authority).whole([]);
    for entry in entries {
        verifier.take(Stored {
            id: entry.id,
            hdr: entry.hdr.clone(),
            sig: entry.sig.clone(),
            usig: entry.usig.clone(),
            body: Some(entry.body.clone()),
        });
    }
    let report = verifier.finish();
    assert_eq!((report.n_bad, report.first_bad, report.forks), (0, None, Vec::new()), "(e) the logs");
    assert_eq!(report.n_pending, 0, "(e) {:?}", report.pending);
}
