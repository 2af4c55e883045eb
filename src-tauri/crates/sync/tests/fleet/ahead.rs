//! Pages that the hub gave ahead: each is judged in its turn, and what went wrong with one is told after the page before it was taken.
//! It does not know what a desk makes of them meanwhile (`actions`).
//! Read by the exchange as any mailbox is; the simulation asks page by page.

use ledger::{EntryId, Stream};
use sync::Raw;
use sync::session::{Cursor, End, Errand, Fault, Heads, Lie, MailFault, Mailbox, Page, Report, exchange};

use crate::hub::Door;
use crate::scene::{CITY, STATION, Scene, go_on, st};

type Asked = Result<Page, MailFault>;

/// Gives one segment a page, and always the next one too.
struct Eager<'a, F: FnMut(u64, &mut Asked)> {
    door: Door<'a>,
    /// Streams of which a page was asked for in its turn, each time.
    in_turn: Vec<Stream>,
    /// Behind which positions of the station's stream it was asked.
    asked: Vec<u64>,
    bend: F,
}

impl<F: FnMut(u64, &mut Asked) + Send> Mailbox for Eager<'_, F> {
    fn heads(&mut self) -> Result<Heads, MailFault> {
        self.door.heads()
    }
    fn pull(&mut self, stream: &Stream, after: Cursor, _limit: usize) -> Asked {
        self.in_turn.push(stream.clone());
        self.ask(stream, after)
    }
    fn pull_ahead<'a>(&'a mut self, stream: &'a Stream, after: Cursor, _limit: usize) -> Option<Errand<'a>> {
        Some(Box::new(move || self.ask(stream, after)))
    }
    fn push(&mut self, stream: &Stream, entries: &[Raw]) -> Result<u64, MailFault> {
        self.door.push(stream, entries)
    }
}

impl<F: FnMut(u64, &mut Asked)> Eager<'_, F> {
    fn ask(&mut self, stream: &Stream, after: Cursor) -> Asked {
        let mut page = self.door.pull(stream, after, 1);
        if *stream == st() {
            self.asked.push(after.pos);
            (self.bend)(after.pos, &mut page);
        }
        page
    }
}

/// Three segments of one entry each lie on the hub.
fn three() -> (Scene, Vec<EntryId>) {
    let mut scene = Scene::new();
    let ids = (0..3).map(|_| {
        let id = scene.write(STATION);
        scene.exchange(STATION);
        id
    });
    let ids = ids.collect();
    (scene, ids)
}

fn read_eagerly(scene: &mut Scene, bend: impl FnMut(u64, &mut Asked) + Send) -> (Report, Vec<u64>) {
    let scope = scene.desks[CITY].scope.clone();
    let mut eager = Eager { door: scene.hub.for_desk(&scope), in_turn: vec![], asked: vec![], bend };
    let report = exchange(&mut eager, &mut scene.desks[CITY], &mut go_on).expect("no crash");
    (report, eager.asked)
}

#[test]
fn what_was_given_ahead_is_taken_in_its_turn_and_asked_for_once() {
    let (mut scene, ids) = three();
    let (report, asked) = read_eagerly(&mut scene, |_, _| ());
    let told = report.stream(&st()).unwrap();
    assert_eq!((told.pulled, told.new, told.at.pos), (3, 3, 3));
    assert_eq!(asked, [0, 1, 2]);
    assert!(ids.iter().all(|id| scene.desks[CITY].holds(id)));
}

#[test]
fn a_link_that_breaks_ahead_is_told_once_the_page_in_hand_is_taken() {
    let (mut scene, ids) = three();
    let cut = || MailFault::Link("cut".into());
    let (report, asked) = read_eagerly(&mut scene, |after, page| {
        if after == 1 {
            *page = Err(cut());
        }
    });
    assert_eq!(report.end, End::Broken(cut()));
    assert_eq!((report.stream(&st()).unwrap().new, asked), (1, vec![0, 1]), "and is not tried a second time");
    assert!(scene.desks[CITY].holds(&ids[0]));
    assert_eq!(scene.exchange(CITY).stream(&st()).unwrap().new, 2);
}

#[test]
fn a_stop_while_the_next_page_is_waited_for_keeps_the_page_in_hand() {
    let (mut scene, ids) = three();
    let (report, asked) = read_eagerly(&mut scene, |after, page| {
        if after == 1 {
            *page = Err(MailFault::Stopped);
        }
    });
    assert_eq!((&report.end, asked), (&End::Stopped, vec![0, 1]));
    assert_eq!(report.stream(&st()).unwrap().new, 1);
    assert!(scene.desks[CITY].holds(&ids[0]));
    assert_eq!(scene.exchange(CITY).stream(&st()).unwrap().new, 2, "the next goes on from there");
}

#[test]
fn a_page_given_ahead_is_held_against_the_chain_like_any() {
    let (mut scene, ids) = three();
    let (report, _) = read_eagerly(&mut scene, |after, page| {
        if let (1, Ok(page)) = (after, page) {
            page.entries[0].raw.as_mut().unwrap().sig[0] ^= 1;
        }
    });
    let told = report.stream(&st()).unwrap();
    assert_eq!((told.faults.as_slice(), told.new), ([Fault::Lie(Lie::Copy { at: 2 })].as_slice(), 1));
    assert!(!scene.desks[CITY].holds(&ids[1]));
}

#[test]
fn a_hub_that_forgets_ahead_is_stepped_back_from_in_its_turn() {
    let (mut scene, _) = three();
    let mut forgets = true;
    let (report, _) = read_eagerly(&mut scene, |after, page| {
        if after == 1 && std::mem::take(&mut forgets) {
            *page = Err(MailFault::UnknownCursor);
        }
    });
    let told = report.stream(&st()).unwrap();
    assert_eq!((told.stepped_back.is_some(), told.new, told.at.pos), (true, 3, 3));
}

#[test]
fn a_stream_is_begun_while_the_one_before_it_ends() {
    let (mut scene, _) = three();
    let log = Stream::log("331001");
    let id = scene.write_to((STATION, &log), 1);
    scene.exchange(STATION);
    let scope = scene.desks[CITY].scope.clone();
    let bend = |_: u64, _: &mut Asked| ();
    let mut eager = Eager { door: scene.hub.for_desk(&scope), in_turn: vec![], asked: vec![], bend };
    let report = exchange(&mut eager, &mut scene.desks[CITY], &mut go_on).expect("no crash");
    assert_eq!(eager.in_turn, [st()], "only the first of all");
    let told = [&st(), &log].map(|stream| report.stream(stream).map_or(0, |told| told.new));
    assert_eq!((told, report.total(|told| told.pulled)), ([3, 1], 4));
    assert!(scene.desks[CITY].holds(&id));
}
