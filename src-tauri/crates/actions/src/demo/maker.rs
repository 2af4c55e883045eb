//! Makes the demonstration: founds the desk, hires, then lets two years pass day by day. Everything is done through the
//! list of calls, as the person whose work it is.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use ledger::RecordId;
use serde_json::{Value as Json, json};
use store::keys::Sheet;

use super::act::Job;
use super::board::Board;
use super::cast::{CHEAP, Cast, password};
use super::copies::Copies;
use super::dice::Dice;
use super::phrases::Phrases;
use super::wall::MovingWall;
use crate::desk::{DemoPerson, Plan, found};
use crate::host::Session;
use crate::{Host, Office, Result, calls, reference};

/// Two years of work.
const DAYS: u64 = 730;
/// Stations are open and teams in place this long before the first matter comes.
const SET_UP: u64 = 60;
/// The prefecture's own office: it sees every station.
const CITY: &str = "331000";
/// As many matters go through the calls, one act after the other; a larger desk has copies of them.
const BY_CALLS: u64 = 5_000;
/// Zones that hold a station beside the townships, so that there are as many as the programme counts.
const MORE_STATIONS: usize = 3;

pub struct Maker {
    pub(super) office: Office,
    pub(super) cast: Cast,
    pub(super) dice: Dice,
    pub(super) phrases: Phrases,
    pub(super) board: Board,
    pub(super) stations: Vec<RecordId>,
    /// The same in the order in which tasks that are not everybody's name them.
    pub(super) pilots: Vec<RecordId>,
    pub(super) names: BTreeSet<String>,
    /// Titles that were given: a list should not say the same twice.
    pub(super) titles: BTreeSet<String>,
    pub(super) begins_on: NaiveDate,
    pub(super) ends_on: NaiveDate,
    pub(super) n_dynamic: usize,
    /// Arrivals that have their own day.
    pub(super) n_planned_arrivals: u64,
    pub(super) offices_of: BTreeMap<RecordId, String>,
    pub(super) copies: Copies,
    pub(super) wall: Arc<MovingWall>,
    sheet: Sheet,
    /// What happens when: day, then order of planning.
    queue: BinaryHeap<Reverse<(NaiveDate, u64)>>,
    jobs: BTreeMap<u64, Box<dyn Job>>,
    planned: u64,
    pub done: u64,
    pub total: u64,
    /// Steps the law refused; their matters lie open.
    pub refused: u64,
}

impl Maker {
    /// Founds the desk under a demonstration root and hires everybody; `records` arrivals are planned, those that are
    /// copies of others included.
    pub fn begin(host: &Host, (seed, records, today): (u64, u64, NaiveDate)) -> Result<Self> {
        let each = records.div_ceil(BY_CALLS).max(1);
        Self::begin_with(host, (seed, records / each, today), Copies::of(each - 1, seed))
    }

    /// The same with so many copies of each of `records` matters.
    pub(super) fn begin_with(
        host: &Host,
        (seed, records, today): (u64, u64, NaiveDate),
        copies: Copies,
    ) -> Result<Self> {
        let phrases = Phrases::read()?;
        let mut dice = Dice::new(seed);
        let begins_on = today - Days::new(DAYS);
        let wall = Arc::new(MovingWall::on(begins_on - Days::new(SET_UP)));
        let (name, secret) = (phrases.name(&mut dice).0, password(&mut dice));
        let plan = founding(&name, &wall, today);
        let (Session { mut office, who }, sheet) = found(host, &plan, &secret)?;
        office.bulk = true;
        // Half made it is no desk yet: what a power cut spoils is made again.
        office.desk.rush()?;
        let mut maker = Self {
            cast: Cast { accounts: vec![who], people: vec![registrar(&name, secret)], ..Cast::default() },
            names: BTreeSet::from([name]),
            titles: BTreeSet::new(),
            board: Board::default(),
            stations: vec![],
            pilots: vec![],
            offices_of: BTreeMap::new(),
            queue: BinaryHeap::new(),
            jobs: BTreeMap::new(),
            planned: 0,
            done: 0,
            refused: 0,
            n_dynamic: 0,
            n_planned_arrivals: 0,
            total: records * (copies.times + 1),
            copies,
            ends_on: today,
            office,
            dice,
            phrases,
            begins_on,
            wall,
            sheet,
        };
        maker.set_up()?;
        maker.plan_tasks(records);
        maker.plan_arrivals(records);
        Ok(maker)
    }

    /// What must be there before the first matter comes.
    fn set_up(&mut self) -> Result<()> {
        self.open_more_stations()?;
        self.read_stations()?;
        self.hire()?;
        self.build_teams()
    }

    /// Lets days pass until about `acts` acts were done; true when today is reached.
    pub fn go_on(&mut self, acts: u64) -> Result<bool> {
        for _ in 0..acts {
            let Some(Reverse((day, id))) = self.queue.pop() else { return Ok(true) };
            if day > self.ends_on {
                self.queue.clear();
                return Ok(true);
            }
            if day > self.today() {
                self.copy_what_came()?;
            }
            self.wall.move_to(day);
            let Some(mut job) = self.jobs.remove(&id) else { continue };
            self.done += u64::from(job.arrives()) * (self.copies.times + 1);
            if let Some(next) = job.step(self, day)? {
                self.plan(next, job);
            }
        }
        Ok(self.queue.is_empty())
    }

    /// Ends the making: the people's file is written, the desk is closed. Gives the key of the file and the sheet.
    pub fn finish(mut self, host: &Host) -> Result<(String, Vec<String>)> {
        self.copy_what_came()?;
        self.project_copies()?;
        tracing::debug!(refused = self.refused, "The demonstration is made");
        self.office.desk.act(|tx| tx.set_setting("sheet_confirmed", &true.into()))?;
        self.office.desk.settle()?;
        super::people::keep(&host.dir(), &self.cast.people)?;
        Ok((self.office.desk.key().as_pragma().to_string(), self.sheet.groups()))
    }

    pub(super) fn plan(&mut self, day: NaiveDate, job: Box<dyn Job>) {
        self.planned += 1;
        self.jobs.insert(self.planned, job);
        self.queue.push(Reverse((day, self.planned)));
    }

    /// People work on working days.
    pub(super) fn on_workday(&self, day: NaiveDate) -> NaiveDate {
        self.office.law().calendar.workday_from(day).unwrap_or(day)
    }

    /// A call as the person of that place in the cast.
    pub(super) fn call(&self, who: usize, name: &str, input: Json) -> Result<Json> {
        calls::after(&self.office, &self.cast.accounts[who], name, input)
    }

    /// The same; what the law refuses does not happen here either, and the matter lies where it is.
    pub(super) fn act(&mut self, who: usize, (call, input): (&str, Json)) -> Result<Option<Json>> {
        match self.call(who, call, input) {
            Ok(answer) => Ok(Some(answer)),
            Err(crate::Error::Refused(why)) => {
                tracing::debug!(call, ?why, "A step of the demonstration was refused");
                self.refused += 1;
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// The heads of a record as they stand.
    pub(super) fn seen(&self, record: RecordId) -> Result<Json> {
        let heads = self.office.desk.read(|reader| reader.heads(record))?;
        Ok(json!(heads.iter().map(ToString::to_string).collect::<Vec<_>>()))
    }

    pub(super) fn today(&self) -> NaiveDate {
        use crate::Wall;
        self.wall.today()
    }

    fn open_more_stations(&mut self) -> Result<()> {
        let law = self.office.law();
        let zones = law.places.divisions().iter().filter(|d| !d.enabled).take(MORE_STATIONS);
        for (n, zone) in zones.enumerate() {
            // The first is the prefecture's own: only there can this desk take what must be sealed.
            let office = if n == 0 { CITY } else { zone.office() };
            let letters = law.places.office(office).map(|o| o.letters.clone()).unwrap_or_default();
            let input = json!({
                "name": zone.name, "code": format!("{letters}{}", 91 + n), "division": zone.code,
                "office": office, "opened_on": self.today(),
            });
            self.call(0, "add_station", input)?;
        }
        Ok(())
    }

    fn read_stations(&mut self) -> Result<()> {
        self.office.desk.read(|reader| -> Result<()> {
            for id in reference::all(reader, "station")? {
                let Some(card) = reader.card(id)? else { continue };
                self.offices_of.insert(id, card.card.office);
                self.stations.push(id);
            }
            Ok(())
        })?;
        self.stations.sort();
        Ok(())
    }
}

fn founding(name: &str, wall: &Arc<MovingWall>, today: NaiveDate) -> Plan {
    Plan {
        office: CITY.into(),
        person: name.into(),
        department: None,
        wall: Arc::clone(wall) as Arc<dyn crate::Wall>,
        stands_on: Some(today),
        cost: CHEAP,
        stations_since: None,
        stations: None,
    }
}

fn registrar(name: &str, password: String) -> DemoPerson {
    DemoPerson {
        name: name.into(),
        role: "registrar".into(),
        level: None,
        office: CITY.into(),
        station: None,
        password,
    }
}
