//! Stations: where the work is done, who answers there, which deputies belong to it.
//! It does not know how many there are, nor what happens in them; the division code is only an attribute.
//! Called by `actions::stations`, by every noun that asks whether a station was open, and by the projections.

pub mod amend;
pub mod close;
pub mod deputy;
pub mod open;
pub mod post;
pub mod project;
pub mod reopen;
pub mod rows;
pub mod subpoint;

pub use amend::{AmendStation, amend_station};
pub use close::{CloseStation, close_station};
pub use open::{OpenStation, open_station};
pub use project::turns_in;
pub use reopen::{ReopenStation, reopen_station};
pub use rows::{Fate, FieldChange, RowFate, StationRow, amend_by_row, open_by_row, row_fates};

use chrono::NaiveDate;
use ledger::{Record, RecordId};

use crate::facts::{elements_of_lines, facts, parts};
use crate::{Role, Step, Subject};

facts! {
    /// 站点. `code` is the short code that stands in numbers; coordinates are millionths of a degree (CGCS2000).
    pub struct StationFacts {
        fields {
            name: String,
            /// 人大站名.
            npc_name: String,
            code: String,
            /// Nine digits of the township, an attribute only: lists disagree on some.
            division: String,
            office: String,
            /// List `station_level`: 总站, 中心站, 选区站 …
            level: String,
            #[ts(as = "Option<String>")]
            parent: RecordId,
            address: String,
            phone: String,
            lon_e6: i64,
            lat_e6: i64,
            open_hours: String,
        }
        sets {
            /// Days of the week people are received: 1 is Monday.
            open_days: u32,
        }
        long {}
    }
}

parts! {
    /// The station opened or closed on a day.
    pub struct Turn {
        verb: String,
        on: NaiveDate,
        reason: Option<String>,
    }
}

/// A station as the rules see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Station {
    pub id: RecordId,
    pub state: String,
    pub facts: StationFacts,
    /// Opened and closed, by day.
    pub turns: Vec<Turn>,
}

impl Station {
    pub fn of(record: &Record) -> Self {
        let mut turns: Vec<Turn> = elements_of_lines(record, "turn");
        turns.sort_by_key(|t| t.on);
        Self { id: record.id, state: record.at("main").into(), facts: StationFacts::of(record), turns }
    }

    /// One that is about to be opened.
    pub fn blank(id: RecordId, office: &str) -> Self {
        let facts = StationFacts { office: Some(office.into()), ..StationFacts::default() };
        Self { id, state: String::new(), facts, turns: vec![] }
    }

    /// Whether it was open at the end of that day.
    pub fn open_on(&self, day: NaiveDate) -> bool {
        open_on(&self.turns, day)
    }

    /// The days it was closed, in order: the first of each time, and the day it opened again, if it did.
    pub fn closed(&self) -> Vec<(NaiveDate, Option<NaiveDate>)> {
        let opens_after = |at: usize| self.turns.iter().skip(at).find(|t| t.verb == OPEN).map(|t| t.on);
        let closed = self.turns.iter().enumerate().filter(|(_, t)| t.verb == CLOSED);
        closed.map(|(at, t)| (t.on, opens_after(at))).collect()
    }

    pub fn name(&self) -> &str {
        self.facts.name.as_deref().unwrap_or_default()
    }
    pub fn code(&self) -> &str {
        self.facts.code.as_deref().unwrap_or_default()
    }
    pub fn opened_on(&self) -> Option<NaiveDate> {
        self.turns.first().map(|t| t.on)
    }
}

impl Subject for Station {
    fn stands(&self, _family: &str) -> Vec<&str> {
        vec![&self.state]
    }
    /// Opening a station is for who keeps the whole office's stations: nobody has it in scope yet.
    fn station(&self) -> Option<RecordId> {
        (!self.state.is_empty()).then_some(self.id)
    }
    fn office(&self) -> &str {
        self.facts.office.as_deref().unwrap_or_default()
    }
}

/// Whether a station with these turns was open at the end of that day.
pub fn open_on(turns: &[Turn], day: NaiveDate) -> bool {
    turns.iter().rfind(|t| t.on <= day).is_some_and(|t| t.verb == OPEN)
}

pub const OPEN: &str = "open";
pub const CLOSED: &str = "closed";

/// Stations and what belongs to one are kept by one role.
const KEEPER: &[Role] = &[Role::Registrar];

pub const STEPS: &[Step<Station>] = &[
    Step::new("open_station", &[""], &[OPEN], KEEPER),
    Step::new("amend_station", &[OPEN, CLOSED], &[], KEEPER),
    Step::new("close_station", &[OPEN], &[CLOSED], KEEPER),
    Step::new("reopen_station", &[CLOSED], &[OPEN], KEEPER),
];

#[cfg(test)]
mod tests;
