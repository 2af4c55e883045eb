//! Makes the demonstration: founds the desk, hires, then lets two years pass day by day. Everything is done through the
//! list of calls, as the person whose work it is.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use ledger::RecordId;
use serde_json::{Value as Json, json};

use super::case::Case;
use super::cast::{CHEAP, Cast, password};
use super::dice::Dice;
use super::phrases::{Phrases, Scene};
use super::wall::MovingWall;
use crate::desk::{DemoPerson, Plan, found};
use crate::host::Session;
use crate::{Failure, Host, Office, Result, calls, reference};

/// Two years of work.
const DAYS: u64 = 730;
/// The prefecture's own office: it sees every station.
const CITY: &str = "331000";
/// Zones that hold a station beside the townships, so that there are as many as the programme counts.
const MORE_STATIONS: usize = 3;

pub struct Maker {
    pub(super) office: Office,
    pub(super) cast: Cast,
    pub(super) dice: Dice,
    pub(super) phrases: Phrases,
    pub(super) stations: Vec<RecordId>,
    pub(super) names: BTreeSet<String>,
    pub(super) begins_on: NaiveDate,
    wall: Arc<MovingWall>,
    offices_of: BTreeMap<RecordId, String>,
    ends_on: NaiveDate,
    /// What happens when: day, then order of planning.
    queue: BinaryHeap<Reverse<(NaiveDate, u64)>>,
    cases: BTreeMap<u64, Case>,
    planned: u64,
    pub done: u64,
    pub total: u64,
    /// Steps the law refused; their matters lie open.
    pub refused: u64,
}

impl Maker {
    /// Founds the desk under a demonstration root and hires everybody; `records` arrivals are planned.
    pub fn begin(host: &Host, (seed, records, today): (u64, u64, NaiveDate)) -> Result<Self> {
        let phrases = Phrases::read()?;
        let mut dice = Dice::new(seed);
        let begins_on = today - Days::new(DAYS);
        let wall = Arc::new(MovingWall::on(begins_on));
        let (name, secret) = (phrases.name(&mut dice).0, password(&mut dice));
        let plan = Plan {
            office: CITY.into(),
            person: name.clone(),
            wall: Arc::clone(&wall) as Arc<dyn crate::Wall>,
            stands_on: Some(today),
            cost: CHEAP,
        };
        let (Session { mut office, who }, _) = found(host, &plan, &secret)?;
        office.bulk = true;
        let registrar = DemoPerson {
            name: name.clone(),
            role: "registrar".into(),
            level: None,
            office: CITY.into(),
            station: None,
            password: secret,
        };
        let mut maker = Self {
            cast: Cast { accounts: vec![who], people: vec![registrar], ..Cast::default() },
            names: BTreeSet::from([name]),
            stations: vec![],
            offices_of: BTreeMap::new(),
            queue: BinaryHeap::new(),
            cases: BTreeMap::new(),
            planned: 0,
            done: 0,
            refused: 0,
            total: records,
            ends_on: today,
            office,
            dice,
            phrases,
            begins_on,
            wall,
        };
        maker.open_more_stations()?;
        maker.read_stations()?;
        maker.hire()?;
        maker.plan_arrivals(records);
        Ok(maker)
    }

    /// Lets days pass until about `acts` acts were done; true when today is reached.
    pub fn go_on(&mut self, acts: u64) -> Result<bool> {
        for _ in 0..acts {
            let Some(Reverse((day, id))) = self.queue.pop() else { return Ok(true) };
            if day > self.ends_on {
                self.queue.clear();
                return Ok(true);
            }
            self.wall.move_to(day);
            let Some(mut case) = self.cases.remove(&id) else { continue };
            self.done += u64::from(case.is_new());
            if let Some(next) = case.step(self, day)? {
                self.again(next, case);
            }
        }
        Ok(self.queue.is_empty())
    }

    /// Ends the making: the people's file is written, the desk is closed. Gives the key of the file.
    pub fn finish(self, host: &Host) -> Result<String> {
        self.office.desk.act(|tx| tx.set_setting("sheet_confirmed", &true.into()))?;
        super::people::keep(&host.dir, &self.cast.people)?;
        Ok(self.office.desk.key().as_pragma().to_string())
    }

    fn plan_arrivals(&mut self, records: u64) {
        for n in 0..records {
            let day = self.begins_on + Days::new(n * DAYS / records.max(1) + 1);
            let case = Case::arrive(&mut self.dice);
            self.again(self.on_workday(day).min(self.ends_on), case);
        }
    }

    fn again(&mut self, day: NaiveDate, case: Case) {
        self.planned += 1;
        self.cases.insert(self.planned, case);
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

    pub(super) fn today(&self) -> NaiveDate {
        use crate::Wall;
        self.wall.today()
    }

    pub(super) fn offices(&self) -> Vec<String> {
        self.office.law().places.offices().iter().map(|o| o.code.clone()).collect()
    }

    pub(super) fn office_of(&self, station: RecordId) -> String {
        self.offices_of.get(&station).cloned().unwrap_or_default()
    }

    /// The scene a station's texts are set in.
    pub(super) fn fill(&mut self, text: &str, station: RecordId) -> String {
        let law = self.office.law();
        let office = self.office_of(station);
        let county = law.places.office(&office).map(|o| o.place.clone()).unwrap_or_default();
        let town = self.office.station_name(station);
        let year = chrono::Datelike::year(&self.today());
        self.phrases.fill(text, &Scene { county: &county, town: &town, year }, &mut self.dice)
    }

    fn open_more_stations(&mut self) -> Result<()> {
        let law = self.office.law();
        let zones = law.places.divisions().iter().filter(|d| !d.enabled).take(MORE_STATIONS);
        for (n, zone) in zones.enumerate() {
            let letters = law.places.office(zone.office()).map(|o| o.letters.clone()).unwrap_or_default();
            let input = json!({
                "name": zone.name, "code": format!("{letters}{}", 91 + n), "division": zone.code,
                "office": zone.office(), "opened_on": self.begins_on,
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

/// The record an opening call answers with.
pub(super) fn record_of(answer: &Json) -> Result<RecordId> {
    let text = answer["value"]["record"].as_str().unwrap_or_default();
    text.parse().map_err(|_| Failure::Broken { what: "the call named no record".into() }.into())
}

/// What the author has now seen of a record.
pub(super) fn seen_of(answer: &Json, record: RecordId) -> Json {
    answer["seen"][record.to_string()].clone()
}
