//! The exchange with an honest hub, case by case: what comes, what goes, what counts as delivered.

use std::ops::ControlFlow;

use ledger::{EntryId, Stream};
use sync::Raw;
use sync::session::{End, Mailbox, Place, Progress, Replica, Room, exchange};

use crate::desk::Desk;
use crate::hub::Hub;
use crate::scene::{CITY, STATION, Scene, st};

#[test]
fn nothing_new_is_one_round_trip() {
    let mut scene = Scene::new();
    (0..3).for_each(|desk| {
        scene.exchange(desk);
    });
    let report = scene.exchange(CITY);
    assert_eq!((report.round_trips, report.streams.len()), (1, 0));
    // admin, ref, st, pub and log of two offices, of.
    assert_eq!(report.n_unchanged, 8);
}

#[test]
fn what_one_desk_writes_another_reads_and_the_writer_reads_back() {
    let mut scene = Scene::new();
    let id = scene.write(STATION);
    let report = scene.exchange(STATION);
    let told = report.stream(&st()).unwrap();
    assert_eq!((told.pushed, told.accepted, told.confirmed, told.lost), (1, 1, 1, 0));
    assert_eq!(scene.desks[STATION].n_open(scene.hub.id), 0);
    let report = scene.exchange(CITY);
    assert_eq!(report.stream(&st()).map(|told| (told.pulled, told.new, told.pushed)), Some((1, 1, 0)));
    assert!(scene.desks[CITY].holds(&id));
}

#[test]
fn after_a_fail_over_the_cursor_steps_back_and_the_tail_comes_again() {
    let mut scene = Scene::new();
    let first = scene.write(STATION);
    scene.exchange(STATION);
    let mark = scene.hub.mark();
    let lost: Vec<EntryId> = (0..3)
        .map(|_| {
            let id = scene.write(STATION);
            scene.exchange(STATION);
            id
        })
        .collect();
    scene.exchange(CITY);
    assert_eq!(scene.hub.fail_over(&mark), 3);
    let told = scene.exchange(CITY).stream(&st()).cloned().unwrap();
    let (to, undelivered) = told.stepped_back.unwrap();
    // The city never wrote them: it relays what the hub lost.
    assert_eq!((to.pos, undelivered, told.pushed, told.confirmed), (1, 3, 3, 3));
    assert_eq!(scene.hub_ids(), [&[first], lost.as_slice()].concat());
    let told = scene.exchange(STATION).stream(&st()).cloned().unwrap();
    assert_eq!((told.pushed, told.confirmed, told.pulled), (0, 3, 3));
    assert_eq!(scene.desks[STATION].n_open(scene.hub.id), 0);
}

#[test]
fn the_same_id_at_the_same_place_over_another_past_is_not_the_same_cursor() {
    let mut scene = Scene::new();
    let mark = scene.hub.mark();
    let (early, late) = (scene.write(STATION), scene.write(STATION));
    let push = |scene: &mut Scene, id: EntryId| {
        let raw = scene.desks[STATION].log.iter().find(|entry| entry.id == id).map(|e| Raw::of(e)).unwrap();
        scene.hub.lane(&st()).push(&[raw])
    };
    // Two segments, read to the end by the station.
    push(&mut scene, early);
    push(&mut scene, late);
    let read = scene.exchange(STATION).stream(&st()).unwrap().at;
    assert_eq!(read.pos, 2);
    // Both are lost; another desk's entry takes the first place, the late one comes again to the second.
    scene.hub.fail_over(&mark);
    let other = scene.write(CITY);
    let raw = Raw::of(scene.desks[CITY].log.iter().find(|entry| entry.id == other).unwrap());
    scene.hub.lane(&st()).push(&[raw]);
    push(&mut scene, late);
    let head = scene.hub.lanes[&st()].head();
    assert_eq!((head.pos, scene.hub_ids()[1]), (2, late));
    assert_ne!(head.seg_hash, read.seg_hash);
    let told = scene.exchange(STATION).stream(&st()).cloned().unwrap();
    assert_eq!(told.stepped_back.map(|(to, n)| (to.pos, n)), Some((0, 2)));
    assert_eq!((told.new, told.pushed), (1, 1));
    assert_eq!(scene.hub_ids(), [other, late, early]);
}

#[test]
fn a_number_used_twice_by_a_copied_file_hides_nobodys_entry() {
    let mut scene = Scene::new();
    let copy = scene.desks[STATION].clone();
    let one = scene.write(STATION);
    scene.exchange(STATION);
    let first_life = std::mem::replace(&mut scene.desks[STATION], copy);
    let two = scene.write(STATION);
    let seq = |desk: &Desk, id| desk.log.iter().find(|entry| entry.id == id).map(|entry| entry.header.seq);
    assert_eq!(seq(&first_life, one), seq(&scene.desks[STATION], two));
    scene.exchange(STATION);
    scene.exchange(CITY);
    assert_eq!(scene.hub_ids(), [one, two]);
    assert!(scene.desks[CITY].holds(&one) && scene.desks[CITY].holds(&two));
    assert!(scene.desks[STATION].holds(&one));
}

#[test]
fn a_lost_acknowledgement_doubles_nothing() {
    let mut scene = Scene::new();
    let id = scene.write(STATION);
    let raw = Raw::of(scene.desks[STATION].log.last().unwrap());
    let scope = scene.desks[STATION].scope.clone();
    assert_eq!(scene.hub.for_desk(&scope).push(&st(), std::slice::from_ref(&raw)), Ok(1));
    let told = scene.exchange(STATION).stream(&st()).cloned().unwrap();
    // Read back before it is sent again.
    assert_eq!((told.pushed, told.confirmed), (0, 1));
    assert_eq!(scene.hub.for_desk(&scope).push(&st(), &[raw]), Ok(0));
    assert_eq!(scene.hub_ids(), [id]);
}

#[test]
fn a_push_that_hangs_is_read_by_nobody_until_the_next_has_waited_for_it() {
    let mut scene = Scene::new();
    let mark = scene.hub.mark();
    let first = scene.write(STATION);
    let raw = [Raw::of(scene.desks[STATION].log.last().unwrap())];
    scene.hub.lane(&st()).begin(&raw);
    scene.exchange(CITY);
    assert!(!scene.desks[CITY].holds(&first));
    let second = scene.write(CITY);
    let told = scene.exchange(CITY).stream(&st()).cloned().unwrap();
    assert_eq!((told.pushed, told.pulled, told.new, told.confirmed), (1, 2, 1, 1));
    assert_eq!(scene.hub_ids(), [first, second]);
    // One that never ends goes with its server, and its desk sends it again.
    scene.hub.fail_over(&mark);
    scene.hub.lane(&st()).begin(&raw);
    scene.hub.fail_over(&mark);
    assert!(scene.exchange(STATION).complete());
    assert_eq!(scene.hub_ids(), [first]);
}

#[test]
fn a_person_may_stop_it_and_the_next_exchange_goes_on() {
    let mut scene = Scene::new();
    (0..3).for_each(|_| {
        scene.write(STATION);
        scene.exchange(STATION);
    });
    let scope = scene.desks[CITY].scope.clone();
    let mut stop = |progress: &Progress<'_>| {
        if progress.pulled > 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let report = exchange(&mut scene.hub.for_desk(&scope), &mut scene.desks[CITY], &mut stop).unwrap();
    assert_eq!(report.end, End::Stopped);
    let told = scene.exchange(CITY);
    assert!(told.complete());
    assert_eq!(scene.desks[CITY].stream(&st()).count(), 3);
    assert_eq!(scene.desks[CITY].cursor(scene.hub.id, &st()), scene.hub.lanes[&st()].head());
}

#[test]
fn a_desk_that_may_only_append_reads_back_ids() {
    let mut scene = Scene::new();
    let log = Stream::log("331001");
    let id = scene.write_to((STATION, &log), 1);
    let told = scene.exchange(STATION).stream(&log).cloned().unwrap();
    assert_eq!((told.pushed, told.confirmed, told.new), (1, 1, 0));
    // Another desk's line shows as an id and brings no content.
    scene.exchange(1);
    assert!(!scene.desks[1].holds(&id));
    scene.exchange(CITY);
    assert!(scene.desks[CITY].holds(&id));
}

#[test]
fn a_hub_made_anew_gets_everything_again() {
    let mut scene = Scene::new();
    let id = scene.write(STATION);
    scene.exchange(STATION);
    scene.hub = Hub::new(2);
    let report = scene.exchange(STATION);
    assert!(report.complete());
    assert_eq!(scene.hub_ids(), [id]);
    // Nine of the founding with two offices, four of each of the two enrolled.
    assert_eq!(scene.hub.ids(&Stream::admin()).len(), 9 + 2 * 4);
    assert_eq!(report.total(|told| told.confirmed), 17 + 1);
}

#[test]
fn a_long_stream_comes_in_pages_and_an_old_cursor_is_found_in_few_calls() {
    let mut scene = Scene::new();
    for _ in 0..40 {
        scene.write(STATION);
        scene.exchange(STATION);
    }
    scene.exchange(CITY);
    let mut mark = scene.hub.mark();
    // The standby had the first 7 of 40 segments, the city's cursors are those of one page.
    mark.insert(st(), 7);
    scene.hub.fail_over(&mark);
    let report = scene.exchange(STATION);
    let told = report.stream(&st()).unwrap();
    assert_eq!(told.stepped_back.map(|(to, n)| (to.pos, n)), Some((7, 33)));
    assert_eq!((told.pushed, told.confirmed), (33, 33));
    // Heads, the refused pull, six doublings (1, 2, 4 … behind the newest), five halvings, pull, push, pull.
    assert!(report.round_trips <= 16, "{} calls", report.round_trips);
}

#[test]
fn an_entry_always_fits_and_many_go_out_in_order() {
    let mut scene = Scene::new();
    let ids: Vec<EntryId> = (0..3).map(|_| scene.write_to((STATION, &st()), 13_000)).collect();
    let place = Place { hub: scene.hub.id, stream: &st() };
    let room = Room { entries: 2, bytes: 1 };
    // One entry always fits, whatever the room.
    assert_eq!(scene.desks[STATION].unsent(place, room).unwrap().len(), 1);
    scene.exchange(STATION);
    assert_eq!(scene.hub_ids(), ids);
}
