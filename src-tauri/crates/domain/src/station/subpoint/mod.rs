//! Sub-points: the rooms and points below a station.
//! It does not know teams or numbers: those are the station's.
//! Called by `actions::stations`; visits and activities name one as their place.

pub mod amend;
pub mod close;
pub mod open;
pub mod project;

pub use amend::{AmendSubpoint, amend_subpoint};
pub use close::{CloseSubpoint, close_subpoint};
pub use open::{OpenSubpoint, open_subpoint};

use ledger::{Record, RecordId};

use super::KEEPER;
use crate::facts::{facts, station_of};
use crate::{Step, Subject};

facts! {
    pub struct SubpointFacts {
        fields {
            name: String,
            address: String,
            phone: String,
            office: String,
            lon_e6: i64,
            lat_e6: i64,
        }
        sets {}
        long {}
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Subpoint {
    pub id: RecordId,
    pub station: Option<RecordId>,
    pub state: String,
    pub facts: SubpointFacts,
}

impl Subpoint {
    pub fn of(record: &Record) -> Self {
        let state = record.at("main").to_owned();
        Self { id: record.id, station: station_of(record), state, facts: SubpointFacts::of(record) }
    }

    pub fn blank(station: RecordId, office: &str) -> Self {
        let facts = SubpointFacts { office: Some(office.into()), ..SubpointFacts::default() };
        Self { id: RecordId::from_bytes([0; 16]), station: Some(station), state: String::new(), facts }
    }
}

impl Subject for Subpoint {
    fn stands(&self, _family: &str) -> Vec<&str> {
        vec![&self.state]
    }
    fn station(&self) -> Option<RecordId> {
        self.station
    }
    fn office(&self) -> &str {
        self.facts.office.as_deref().unwrap_or_default()
    }
}

pub const OPEN: &str = "open";
pub const CLOSED: &str = "closed";

pub const STEPS: &[Step<Subpoint>] = &[
    Step::new("open_subpoint", &[""], &[OPEN], KEEPER),
    Step::new("amend_subpoint", &[OPEN], &[], KEEPER),
    Step::new("close_subpoint", &[OPEN], &[CLOSED], KEEPER),
];
