//! Where texts are set: the station's own places, and titles that were not given before.

use chrono::Datelike;
use ledger::RecordId;
use serde_json::Value as Json;

use super::maker::Maker;
use super::phrases::{Phrases, Scene};
use crate::Result;

/// Draws before a title is allowed to come again.
const TRIES: usize = 30;
/// Of a hundred appeals and voices, how many come to a station that owes work.
const WHERE_OWED: usize = 60;

impl Maker {
    pub(super) fn offices(&self) -> Vec<String> {
        self.office.law().places.offices().iter().map(|o| o.code.clone()).collect()
    }

    pub(super) fn office_of(&self, station: RecordId) -> String {
        self.offices_of.get(&station).cloned().unwrap_or_default()
    }

    /// The station of the desk's own office.
    pub(super) fn own_station(&mut self) -> RecordId {
        let own = self.stations.iter().find(|s| self.office_of(**s) == self.office.code).copied();
        own.unwrap_or_else(|| self.any_station())
    }

    pub(super) fn any_station(&mut self) -> RecordId {
        self.stations[self.dice.below(self.stations.len())]
    }

    /// Where a matter of this noun comes up.
    pub(super) fn place_for(&mut self, noun: &str, day: chrono::NaiveDate) -> RecordId {
        let owed = self.dice.chance(WHERE_OWED).then(|| self.board.take(noun, day)).flatten();
        owed.map_or_else(|| self.any_station(), |want| want.station)
    }

    /// A text with its blanks filled for a station.
    pub(super) fn fill(&mut self, text: &str, station: RecordId) -> String {
        let law = self.office.law();
        let office = self.office_of(station);
        let county = law.places.office(&office).map(|o| o.place.clone()).unwrap_or_default();
        let town = self.office.station_name(station);
        let year = self.today().year();
        self.phrases.fill(text, &Scene { county: &county, town: &town, year }, &mut self.dice)
    }

    /// One phrase of a pool.
    pub(super) fn say(&mut self, pool: fn(&Phrases) -> &Vec<String>, station: RecordId) -> String {
        let text = self.dice.pick(pool(&self.phrases)).clone();
        self.fill(&text, station)
    }

    /// A title nobody has given yet, and a text set in the same place.
    pub(super) fn fresh(&mut self, (titles, rest): (&[String], &str), station: RecordId) -> (String, String) {
        let mut found = (String::new(), String::new());
        for _ in 0..TRIES {
            let title = self.dice.pick(titles).clone();
            let filled = self.fill(&format!("{title}\u{1e}{rest}"), station);
            found = filled.split_once('\u{1e}').map(|(t, r)| (t.into(), r.into())).unwrap_or_default();
            if self.titles.insert(found.0.clone()) {
                break;
            }
        }
        found
    }

    /// The record of a noun that came with a deed about another.
    pub(super) fn newcomer(&self, answer: &Json, noun: &str) -> Result<Option<RecordId>> {
        let named = answer["seen"].as_object().into_iter().flat_map(|seen| seen.keys());
        for id in named.filter_map(|key| key.parse().ok()) {
            let there = self.office.desk.read(|reader| reader.record(id))?;
            if there.is_some_and(|record| record.noun == noun) {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }
}
