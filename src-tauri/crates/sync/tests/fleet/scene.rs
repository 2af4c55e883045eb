//! One city, one office, one station and a hub; and a mailbox that bends what the hub says.

use std::ops::ControlFlow;

use ledger::{EntryId, RecordId, Stream};
use sync::Raw;
use sync::session::{Cursor, Heads, MailFault, Mailbox, Page, Progress, Report, exchange};

pub use crate::cell::account;
use crate::cell::{Cell, Size, named, note_draft, station_stream};
use crate::desk::Desk;
use crate::hub::{Door, Hub};

/// The ledger's oracle asks who governs; no head takes anything back here.
pub const HEAD: usize = usize::MAX;
pub const CITY: usize = 0;
pub const STATION: usize = 2;

pub struct Scene {
    pub hub: Hub,
    pub desks: Vec<Desk>,
    deeds: usize,
}

impl Scene {
    /// One city, one office, one station; everyone has read `admin` back.
    pub fn new() -> Self {
        let cell = Cell::found(Size { offices: 1, stations: 1 });
        let mut scene = Self { hub: Hub::new(1), desks: cell.desks, deeds: 0 };
        (0..3).for_each(|desk| assert!(scene.exchange(desk).complete()));
        scene
    }

    pub fn exchange(&mut self, desk: usize) -> Report {
        let scope = self.desks[desk].scope.clone();
        exchange(&mut self.hub.for_desk(&scope), &mut self.desks[desk], &mut go_on).expect("no crash")
    }

    pub fn write(&mut self, desk: usize) -> EntryId {
        self.write_to((desk, &st()), 1)
    }

    pub fn write_to(&mut self, (desk, stream): (usize, &Stream), length: usize) -> EntryId {
        self.deeds += 1;
        let record = RecordId::natural("appeal", &stream.0);
        let draft = note_draft((stream, record), (desk, self.deeds), length);
        let seed = *named("seed", self.deeds).bytes();
        self.desks[desk].write(draft, (None, seed))
    }

    pub fn hub_ids(&self) -> Vec<EntryId> {
        self.hub.ids(&st())
    }
}

pub fn st() -> Stream {
    station_stream(0)
}

pub fn go_on(_: &Progress<'_>) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// A mailbox that does something to what the hub says.
pub struct Bent<'a, F: FnMut(&Stream, &mut Result<Page, MailFault>)> {
    door: Door<'a>,
    bend: F,
}

impl<F: FnMut(&Stream, &mut Result<Page, MailFault>)> Mailbox for Bent<'_, F> {
    fn heads(&mut self) -> Result<Heads, MailFault> {
        self.door.heads()
    }
    fn pull(&mut self, stream: &Stream, after: Cursor, limit: usize) -> Result<Page, MailFault> {
        let mut page = self.door.pull(stream, after, limit);
        (self.bend)(stream, &mut page);
        page
    }
    fn push(&mut self, stream: &Stream, entries: &[Raw]) -> Result<u64, MailFault> {
        self.door.push(stream, entries)
    }
}

pub fn exchange_bent(
    scene: &mut Scene,
    desk: usize,
    bend: impl FnMut(&Stream, &mut Result<Page, MailFault>),
) -> Report {
    let scope = scene.desks[desk].scope.clone();
    let mut bent = Bent { door: scene.hub.for_desk(&scope), bend };
    exchange(&mut bent, &mut scene.desks[desk], &mut go_on).expect("no crash")
}
