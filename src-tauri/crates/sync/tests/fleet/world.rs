//! A fleet over some weeks: 133 stations, ten offices, the city, a hub with a standby that lags, discs on boats.
//! Everything that can go wrong is drawn from one seed; then it heals, and the checks ask what is left of it.

#[path = "deeds.rs"]
mod deeds;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::ops::ControlFlow;
use std::rc::Rc;

use ledger::authority::{Cut, build};
use ledger::{Entry, EntryId, Stream, WriterId};
use sync::Raw;
use sync::session::{Report, exchange};

use crate::acts::{At, Clock, act};
use crate::cell::{CITY, Cell, Size, account_key, desk_key, govern_draft, named, open_draft, writer};
use crate::desk::{Desk, Intake};
use crate::dice::Dice;
use crate::flaky::{Flaky, Frail};
use crate::hub::{Hub, Lane, Mark};
use deeds::Handed;

/// How much of what; scaled down where only one thing is looked at.
#[derive(Clone, Copy)]
pub struct Plan {
    pub size: Size,
    pub ticks: usize,
    /// In a thousand: a desk writes in a tick; each kind of fault at each call.
    pub writes: u64,
    pub faults: u64,
}

impl Plan {
    pub const FLEET: Self =
        Self { size: Size { offices: 10, stations: 133 }, ticks: 18, writes: 420, faults: 12 };
}

#[derive(Default, Debug)]
pub struct Tally {
    pub written: usize,
    /// Entries that came to a desk from elsewhere and were new there.
    pub applied: usize,
    pub exchanges: usize,
    pub broken: usize,
    pub fail_overs: usize,
    pub lost_on_hub: usize,
    pub restored: usize,
    pub cloned: usize,
    pub new_lives: usize,
    pub discs: usize,
    pub revoked: usize,
    pub deleted: usize,
    pub handed: usize,
}

pub struct World {
    pub plan: Plan,
    pub dice: Dice,
    pub hub: Hub,
    pub desks: Vec<Desk>,
    pub tally: Tally,
    clocks: Vec<Clock>,
    /// How far each log was searched for entries of its own that it did not write.
    looked: Vec<usize>,
    backups: HashMap<usize, Desk>,
    marks: VecDeque<Mark>,
    discs: Vec<Disc>,
    /// Writers of files that were copied or put back: two may have written on.
    pub forked: BTreeSet<WriterId>,
    /// Desks that were stolen, by number, and the last good entry of each of their writers; copies share it.
    pub stolen: BTreeMap<usize, Vec<Cut>>,
    owners: HashMap<WriterId, usize>,
    pub handed: Vec<Handed>,
    lives: usize,
    now_ms: u64,
}

/// Entries on their way by boat: stale when they arrive, perhaps cut, perhaps twice.
struct Disc {
    to: usize,
    raws: Vec<Raw>,
    arrives: usize,
}

impl World {
    pub fn new(seed: u64, plan: Plan) -> Self {
        let desks = Cell::found(plan.size).desks;
        let mut dice = Dice::new(seed);
        let clock = |_: &Desk| match dice.below(12) {
            0 => Clock { years_off: 70, noticed: dice.permille(700) },
            1 => Clock { years_off: -5, noticed: dice.permille(700) },
            _ => Clock::default(),
        };
        let clocks = desks.iter().map(clock).collect();
        Self {
            plan,
            hub: Hub::new(1),
            looked: desks.iter().map(|desk| desk.log.len()).collect(),
            clocks,
            desks,
            dice,
            tally: Tally::default(),
            backups: HashMap::new(),
            marks: VecDeque::new(),
            discs: Vec::new(),
            forked: BTreeSet::new(),
            stolen: BTreeMap::new(),
            handed: Vec::new(),
            owners: (0..plan.size.desks()).map(|desk| (writer(desk, 0), desk)).collect(),
            lives: 0,
            now_ms: 1_800_000_000_000,
        }
    }

    pub fn run(&mut self) {
        for tick in 0..self.plan.ticks {
            self.now_ms += 3_600_000;
            let mut order: Vec<usize> = (0..self.desks.len()).collect();
            (1..order.len()).rev().for_each(|at| order.swap(at, self.dice.below(at + 1)));
            order.into_iter().for_each(|desk| self.day_of(desk, tick));
            self.discs_arrive(tick);
            self.misfortune(tick);
            self.marks.push_back(self.hub.mark());
        }
    }

    /// Every fifth station is an island: it is never online.
    pub fn is_island(&self, desk: usize) -> bool {
        let station = self.desks[desk].n.checked_sub(1 + self.plan.size.offices);
        station.is_some_and(|station| station % 5 == 0)
    }

    pub fn is_stolen(&self, desk: usize) -> bool {
        self.stolen.contains_key(&self.desks[desk].n)
    }

    /// Written by a stolen desk: a writer that it opened since is let in nowhere, and its entries wait.
    pub fn is_thiefs(&self, writer: WriterId) -> bool {
        self.cuts(writer).is_some()
    }

    /// The cuts a writer is under, if its desk was stolen.
    pub fn cuts(&self, writer: WriterId) -> Option<&[Cut]> {
        self.stolen.get(self.owners.get(&writer)?).map(Vec::as_slice)
    }

    /// The office of an island burns its discs.
    pub fn office_of(&self, desk: usize) -> usize {
        1 + self.plan.size.office_of(self.desks[desk].n - 1 - self.plan.size.offices)
    }

    fn day_of(&mut self, desk: usize, tick: usize) {
        while self.dice.permille(self.plan.writes) {
            self.write(desk);
        }
        if self.dice.permille(30) {
            self.backups.insert(desk, self.desks[desk].clone());
        }
        if !self.is_island(desk) {
            if self.dice.permille(700) {
                self.exchange(desk, self.plan.faults);
            }
        } else if self.dice.permille(200) {
            self.burn(desk, tick);
        }
    }

    fn write(&mut self, desk: usize) -> EntryId {
        let clock = self.clocks[desk];
        self.tally.written += 1;
        self.now_ms += 1;
        let mut at = At { size: self.plan.size, now_ms: self.now_ms, clock, dice: &mut self.dice };
        act(&mut self.desks[desk], &mut at)
    }

    /// Whether it went through and changed nothing any more.
    pub fn exchange(&mut self, desk: usize, faults: u64) -> bool {
        let scope = self.desks[desk].scope.clone();
        let dice = Dice::new(self.dice.next());
        let mut frail = Frail { desk: &mut self.desks[desk], dice, rate: faults / 6 };
        let door = self.hub.for_desk(&scope);
        let mut flaky = Flaky { door, dice: &mut self.dice, rate: faults };
        let report = exchange(&mut flaky, &mut frail, &mut |_| ControlFlow::Continue(()));
        self.tally.exchanges += 1;
        let new = |report: &Report| report.total(|told| told.new) as usize;
        self.tally.applied += report.as_ref().map_or(0, new);
        self.tally.broken += usize::from(!report.as_ref().is_ok_and(|report| report.complete()));
        if report.as_ref().is_ok_and(Report::complete) {
            self.tell_deletions(desk);
        }
        self.wake(desk);
        report.is_ok_and(|report| report.complete() && report.streams.is_empty())
    }

    /// A file that meets its own future, or a twin, goes on as a new writer.
    fn wake(&mut self, desk: usize) {
        let from = std::mem::replace(&mut self.looked[desk], self.desks[desk].log.len());
        if self.desks[desk].meets_itself(from) {
            self.open_life(desk);
        }
    }

    fn open_life(&mut self, desk: usize) {
        self.lives += 1;
        self.tally.new_lives += 1;
        let n = self.desks[desk].n;
        let writer = writer(n, self.lives);
        self.owners.insert(writer, n);
        self.desks[desk].open_life((writer, desk_key(n)), open_draft(writer, n));
        self.looked[desk] = self.desks[desk].log.len();
    }

    fn misfortune(&mut self, tick: usize) {
        if tick % 5 == 4 {
            self.fail_over();
        }
        match tick % 9 {
            1 => self.clone_desk(),
            4 => self.restore(),
            7 => self.revoke(),
            2 | 6 => self.delete(),
            3 | 8 => self.hand_over(),
            0 | 5 => self.follow_up(),
            _ => {}
        }
    }

    /// The standby had followed up to some ticks ago.
    fn fail_over(&mut self) {
        let lag = 1 + self.dice.below(3);
        if let Some(at) = self.marks.len().checked_sub(lag) {
            self.marks.truncate(at + 1);
            self.tally.lost_on_hub += self.hub.fail_over(&self.marks[at]);
            self.tally.fail_overs += 1;
        }
    }

    /// A disk dies and an older copy of the file takes its place: at once a new writer (the marker outside differs), or, where
    /// the marker was copied too, only when it meets its own future.
    fn restore(&mut self) {
        let mut with: Vec<usize> = self.backups.keys().copied().collect();
        with.sort_unstable();
        with.retain(|desk| *desk != CITY);
        if with.is_empty() {
            return;
        }
        let desk = *self.dice.pick(&with);
        self.forked.extend(self.desks[desk].pen.as_ref().map(|pen| pen.writer));
        self.forked.extend(self.backups[&desk].pen.as_ref().map(|pen| pen.writer));
        self.desks[desk] = self.backups[&desk].clone();
        self.looked[desk] = self.desks[desk].log.len();
        self.tally.restored += 1;
        if self.dice.permille(500) {
            self.open_life(desk);
        }
    }

    /// Somebody copies a whole disk, and both go on.
    fn clone_desk(&mut self) {
        let desk = 1 + self.plan.size.offices + self.dice.below(self.plan.size.stations);
        self.forked.extend(self.desks[desk].pen.as_ref().map(|pen| pen.writer));
        self.desks.push(self.desks[desk].clone());
        self.clocks.push(self.clocks[desk]);
        self.looked.push(self.desks[desk].log.len());
        self.tally.cloned += 1;
    }

    /// The city revokes a stolen station desk: what it knew of it stays, later work waits.
    fn revoke(&mut self) {
        let n = 1 + self.plan.size.offices + self.dice.below(self.plan.size.stations);
        let mut cut = Cut::default();
        for entry in &self.desks[CITY].log {
            let own = self.desks[CITY].authority.writer(entry.header.writer);
            if own.is_some_and(|card| card.desk == named("desk", n)) {
                let last: &mut u64 = cut.last.entry(entry.header.writer).or_default();
                *last = entry.header.seq.max(*last);
            }
        }
        let draft = govern_draft(("desk", named("desk", n)), vec![build::cut_op(&cut, "失窃")]);
        let seed = self.dice.bytes();
        self.desks[CITY].write(draft, (Some(&account_key(CITY)), seed));
        self.tally.revoked += 1;
        self.stolen.entry(n).or_default().push(cut);
    }

    /// A disc from the island to its office, and one back: all of the other's streams.
    fn burn(&mut self, desk: usize, tick: usize) {
        let office = self.office_of(desk);
        for (from, to) in [(desk, office), (office, desk)] {
            let mut raws = self.disc(from, to);
            if self.dice.permille(250) {
                raws.truncate(self.dice.below(raws.len() + 1));
            }
            if !raws.is_empty() && self.dice.permille(150) {
                let at = self.dice.below(raws.len());
                raws[at].sig[5] ^= 1;
            }
            for _ in 0..1 + self.dice.below(2) {
                let arrives = tick + 1 + self.dice.below(5);
                self.discs.push(Disc { to, raws: raws.clone(), arrives });
                self.tally.discs += 1;
            }
        }
    }

    /// What the one holds and the other may have; an office also relays what an island could only append.
    pub fn disc(&self, from: usize, to: usize) -> Vec<Raw> {
        let relays = self.desks[to].n <= self.plan.size.offices;
        let shared: HashSet<&Stream> = self.desks[to]
            .scope
            .all()
            .filter(|(_, reads)| *reads || relays)
            .map(|(stream, _)| stream)
            .collect();
        let waits = |id: EntryId| self.desks[to].waiting().any(|entry| entry.id == id);
        let theirs = |entry: &&Rc<Entry>| {
            shared.contains(&entry.header.stream) && !self.desks[to].holds(&entry.id) && !waits(entry.id)
        };
        self.desks[from].log.iter().filter(theirs).map(|entry| Raw::of(entry)).collect()
    }

    fn discs_arrive(&mut self, tick: usize) {
        let (here, later) =
            std::mem::take(&mut self.discs).into_iter().partition(|disc| disc.arrives <= tick);
        self.discs = later;
        here.iter().for_each(|disc| self.insert(disc.to, &disc.raws));
    }

    pub fn insert(&mut self, to: usize, raws: &[Raw]) {
        let desk = &mut self.desks[to];
        let scope = desk.scope.clone();
        for raw in raws.iter().filter(|raw| scope.all().any(|(stream, _)| *stream == raw.stream)) {
            self.tally.applied += usize::from(desk.intake(raw) == Intake::New);
        }
        desk.settle();
        self.wake(to);
    }

    /// No more faults: what hangs on the hub ends, everyone exchanges, boats go both ways, until nothing moves.
    pub fn heal(&mut self) {
        self.hub.lanes.values_mut().for_each(Lane::commit);
        let last = std::mem::take(&mut self.discs);
        last.iter().for_each(|disc| self.insert(disc.to, &disc.raws));
        let mut restless = Vec::new();
        for _ in 0..12 {
            restless.clear();
            for desk in 0..self.desks.len() {
                let quiet = if self.is_island(desk) { self.ferry(desk) } else { self.exchange(desk, 0) };
                restless.extend((!quiet).then_some(desk));
            }
            if restless.is_empty() {
                return;
            }
        }
        panic!("the fleet does not come to rest: desks {restless:?}");
    }

    fn ferry(&mut self, desk: usize) -> bool {
        let office = self.office_of(desk);
        let (up, down) = (self.disc(desk, office), self.disc(office, desk));
        self.insert(office, &up);
        self.insert(desk, &down);
        // What was broken on an earlier disc lies aside and is no news.
        up.is_empty() && down.is_empty()
    }
}
