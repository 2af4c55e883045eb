//! The exchange with a hub that fails, lies, refuses or forgets, case by case.

use ledger::{EntryId, Stream};
use sync::Raw;
use sync::session::{Cursor, End, Fault, Head, Heads, Lie, MailFault, Mailbox, Page, exchange, walk};

use crate::hub::Door;
use crate::scene::{CITY, STATION, Scene, exchange_bent, go_on, st};

type Bend = fn(&mut Page);

#[test]
fn an_acknowledgement_is_not_final() {
    let mut scene = Scene::new();
    let mark = scene.hub.mark();
    let id = scene.write(STATION);
    // The push is acknowledged, then the link breaks before anything is read back.
    let mut calls = 0;
    let report = exchange_bent(&mut scene, STATION, |stream, page| {
        calls += usize::from(*stream == st());
        if calls == 2 {
            *page = Err(MailFault::Link("cut".into()));
        }
    });
    assert_eq!(report.end, End::Broken(MailFault::Link("cut".into())));
    assert_eq!(scene.hub_ids(), [id]);
    assert_eq!(scene.hub.fail_over(&mark), 1);
    // The hub stands again where this desk's cursor is: only the end without the entry shows the loss.
    let told = scene.exchange(STATION).stream(&st()).cloned().unwrap();
    assert_eq!((told.lost, told.pushed, told.confirmed, told.stepped_back), (1, 1, 1, None));
    assert_eq!(scene.hub_ids(), [id]);
}

#[test]
fn a_hub_that_swaps_leaves_out_or_withholds_is_named_and_nothing_is_taken() {
    let mut scene = Scene::new();
    (0..3).for_each(|_| {
        scene.write(STATION);
    });
    scene.exchange(STATION);
    let ours = |stream: &Stream, page: &mut Result<Page, MailFault>, bend: Bend| {
        if let (true, Ok(page)) = (*stream == st(), page) {
            bend(page);
        }
    };
    let cases: [(Bend, Lie); 5] = [
        (|page| page.entries[1].raw.as_mut().unwrap().sig[0] ^= 1, Lie::Copy { at: 2 }),
        (
            |page| {
                page.entries.swap(0, 1);
                (page.entries[0].pos, page.entries[1].pos) = (1, 2);
            },
            Lie::Chain { at: 3 },
        ),
        (|page| drop(page.entries.remove(1)), Lie::Gap { expected: 2, got: 3 }),
        (|page| *page = Page { end: true, ..Page::default() }, Lie::Withheld { head: 3, at: 0 }),
        (|page| page.cursors.clear(), Lie::Cut { at: 1 }),
    ];
    for (bend, lie) in cases {
        let report = exchange_bent(&mut scene, CITY, |stream, page| ours(stream, page, bend));
        let told = report.stream(&st()).unwrap();
        assert_eq!((told.faults.as_slice(), told.pulled), ([Fault::Lie(lie)].as_slice(), 0));
        assert_eq!(scene.desks[CITY].cursor(scene.hub.id, &st()), Cursor::START);
    }
    assert_eq!(scene.exchange(CITY).stream(&st()).unwrap().new, 3);
}

#[test]
fn a_rewritten_hub_is_named_by_its_head() {
    let mut scene = Scene::new();
    scene.write(STATION);
    scene.exchange(STATION);
    let scope = scene.desks[CITY].scope.clone();
    struct Rewritten<'a>(Door<'a>);
    impl Mailbox for Rewritten<'_> {
        fn heads(&mut self) -> Result<Heads, MailFault> {
            let mut heads = self.0.heads()?;
            heads
                .streams
                .iter_mut()
                .filter(|head| head.stream == st())
                .for_each(|head| head.at.seg_hash = [9; 32]);
            Ok(heads)
        }
        fn pull(&mut self, stream: &Stream, after: Cursor, limit: usize) -> Result<Page, MailFault> {
            self.0.pull(stream, after, limit)
        }
        fn push(&mut self, stream: &Stream, entries: &[Raw]) -> Result<u64, MailFault> {
            self.0.push(stream, entries)
        }
    }
    let mut hub = Rewritten(scene.hub.for_desk(&scope));
    let report = exchange(&mut hub, &mut scene.desks[CITY], &mut go_on).unwrap();
    assert_eq!(report.stream(&st()).unwrap().faults, [Fault::Lie(Lie::Head { at: 1 })]);
}

#[test]
fn a_walk_gives_what_holds_from_the_first_position_on_and_names_what_does_not() {
    let mut scene = Scene::new();
    let ids: Vec<EntryId> = (0..3).map(|_| scene.write(STATION)).collect();
    scene.exchange(STATION);
    let scope = scene.desks[CITY].scope.clone();
    let mut hub = scene.hub.for_desk(&scope);
    let head = hub.heads().unwrap().streams.into_iter().find(|head| head.stream == st()).unwrap();
    let mut seen = vec![];
    let walked = walk(&mut hub, &head, &mut |page| {
        seen.extend(page.entries.iter().map(|placed| placed.id));
        Ok::<_, ()>(())
    });
    assert_eq!((walked, seen), (Ok((head.at, None)), ids));
    let mut against = |at: Cursor| walk(&mut hub, &Head { at, ..head.clone() }, &mut |_| Ok::<_, ()>(()));
    let withheld = Fault::Lie(Lie::Withheld { head: 9, at: 3 });
    assert_eq!(against(Cursor { pos: 9, ..head.at }), Ok((head.at, Some(withheld))));
    let rewritten = Fault::Lie(Lie::Head { at: 3 });
    assert_eq!(against(Cursor { seg_hash: [9; 32], ..head.at }), Ok((Cursor::START, Some(rewritten))));
    assert_eq!(walk(&mut hub, &head, &mut |_| Err("enough")), Err("enough"));
}

#[test]
fn one_broken_entry_is_set_aside_and_the_good_copy_still_arrives() {
    let mut scene = Scene::new();
    let (bad, good) = (scene.write(STATION), scene.write(STATION));
    let raw = |scene: &Scene, id| Raw::of(scene.desks[STATION].log.iter().find(|e| e.id == id).unwrap());
    let mut broken = raw(&scene, bad);
    broken.sig[0] ^= 1;
    scene.hub.lane(&st()).push(&[broken]);
    let told = scene.exchange(STATION).stream(&st()).cloned().unwrap();
    // The hub's copy is not ours: it confirms nothing, and ours goes out as a further row.
    assert_eq!((told.aside, told.accepted, told.confirmed), (1, 2, 2));
    let told = scene.exchange(CITY).stream(&st()).cloned().unwrap();
    assert_eq!((told.pulled, told.new, told.aside), (3, 2, 1));
    assert!(scene.desks[CITY].holds(&bad) && scene.desks[CITY].holds(&good));
    assert_eq!(scene.desks[CITY].aside.len(), 1);
}

#[test]
fn an_entry_the_hub_refuses_is_named_and_the_rest_goes() {
    let mut scene = Scene::new();
    let ids: Vec<EntryId> = (0..5).map(|_| scene.write(STATION)).collect();
    struct Fussy<'a>(Door<'a>, EntryId);
    impl Mailbox for Fussy<'_> {
        fn heads(&mut self) -> Result<Heads, MailFault> {
            self.0.heads()
        }
        fn pull(&mut self, stream: &Stream, after: Cursor, limit: usize) -> Result<Page, MailFault> {
            self.0.pull(stream, after, limit)
        }
        fn push(&mut self, stream: &Stream, entries: &[Raw]) -> Result<u64, MailFault> {
            match entries.iter().any(|raw| raw.id == self.1) {
                true => Err(MailFault::Entry("too large".into())),
                false => self.0.push(stream, entries),
            }
        }
    }
    let scope = scene.desks[STATION].scope.clone();
    let mut hub = Fussy(scene.hub.for_desk(&scope), ids[3]);
    let report = exchange(&mut hub, &mut scene.desks[STATION], &mut go_on).unwrap();
    let told = report.stream(&st()).unwrap();
    assert_eq!(told.faults, [Fault::Refused { id: ids[3], why: "too large".into() }]);
    assert_eq!((told.pushed, told.confirmed), (4, 4));
    assert_eq!(scene.hub_ids(), [ids[0], ids[1], ids[2], ids[4]]);
    assert_eq!(scene.desks[STATION].refused, [ids[3]]);
}

#[test]
fn a_hub_that_asks_for_a_newer_program_is_told_apart() {
    let mut scene = Scene::new();
    scene.hub.min_format = 2;
    let report = scene.exchange(CITY);
    assert_eq!((report.end, report.round_trips), (End::TooOld { min_format: 2 }, 1));
}

#[test]
fn a_stream_that_is_not_granted_is_named_and_the_others_go_on() {
    let mut scene = Scene::new();
    let id = scene.write(STATION);
    let mut scope = scene.desks[STATION].scope.clone();
    scope.reads.retain(|stream| stream.class() != "pub");
    let report = exchange(&mut scene.hub.for_desk(&scope), &mut scene.desks[STATION], &mut go_on).unwrap();
    assert_eq!(report.stream(&Stream::public("331001")).unwrap().faults, [Fault::NotGranted]);
    assert!(!report.complete());
    assert_eq!(scene.hub_ids(), [id]);
}

#[test]
fn a_good_copy_in_the_very_place_of_a_broken_one_is_another_past() {
    let mut scene = Scene::new();
    let mark = scene.hub.mark();
    let id = scene.write(STATION);
    let good = Raw::of(scene.desks[STATION].log.last().unwrap());
    let mut broken = good.clone();
    broken.sig[0] ^= 1;
    // The city reads only the broken copy; a fail-over loses it, and the good one takes its place.
    scene.hub.lane(&st()).push(&[broken]);
    assert_eq!(scene.exchange(CITY).stream(&st()).map(|told| (told.new, told.aside)), Some((0, 1)));
    scene.hub.fail_over(&mark);
    scene.hub.lane(&st()).push(&[good]);
    let told = scene.exchange(CITY).stream(&st()).cloned().unwrap();
    assert_eq!((told.stepped_back.map(|(to, _)| to.pos), told.new), (Some(0), 1));
    assert!(scene.desks[CITY].holds(&id));
}
