//! Deputies (人大代表) of a station: of one or several levels, for a term.
//! It does not know what a deputy raised; voices name their deputy.
//! Called by `actions::stations`, `voice` and `activity`.

pub mod amend;
pub mod end;
pub mod project;
pub mod register;

pub use amend::{AmendDeputy, amend_deputy};
pub use end::{EndDeputy, end_deputy};
pub use register::{RegisterDeputy, register_deputy};

use chrono::NaiveDate;
use ledger::{Record, RecordId};

use super::KEEPER;
use crate::facts::{choices, facts, station_of};
use crate::{Step, Subject};

choices! {
    /// Of which congress; one person may sit in several.
    pub enum DeputyLevel {
        National = "national",
        Provincial = "provincial",
        City = "city",
        County = "county",
        Township = "township",
    }
}

facts! {
    pub struct DeputyFacts {
        fields {
            name: String,
            sex: String,
            phone: String,
            /// 代表团 or 选区.
            constituency: String,
            unit: String,
            /// What they know: 专业.
            profession: String,
            term: String,
            from_on: NaiveDate,
            to_on: NaiveDate,
            office: String,
        }
        sets { levels: DeputyLevel }
        long {}
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Deputy {
    pub id: RecordId,
    pub station: Option<RecordId>,
    pub state: String,
    pub facts: DeputyFacts,
}

impl Deputy {
    pub fn of(record: &Record) -> Self {
        let state = record.at("main").to_owned();
        Self { id: record.id, station: station_of(record), state, facts: DeputyFacts::of(record) }
    }

    pub fn blank(station: RecordId, office: &str) -> Self {
        let facts = DeputyFacts { office: Some(office.into()), ..DeputyFacts::default() };
        Self { id: RecordId::from_bytes([0; 16]), station: Some(station), state: String::new(), facts }
    }

    pub fn serves_on(&self, day: NaiveDate) -> bool {
        self.facts.from_on.is_none_or(|from| from <= day) && self.facts.to_on.is_none_or(|to| day <= to)
    }
}

impl Subject for Deputy {
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

pub const SERVING: &str = "serving";
pub const ENDED: &str = "ended";

pub const STEPS: &[Step<Deputy>] = &[
    Step::new("register_deputy", &[""], &[SERVING], KEEPER),
    Step::new("amend_deputy", &[SERVING], &[], KEEPER),
    Step::new("end_deputy", &[SERVING], &[ENDED], KEEPER),
];
