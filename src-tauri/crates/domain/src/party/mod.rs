//! Parties: who asks, who represents, who is complained of. Personal data lies in these records and in no other.
//! It does not know what they asked for, nor how often: records name their parties, and the desk counts.
//! Called by `actions` when a matter is registered, by search and masking, and by every noun that shows a name.

pub mod amend;
pub mod check;
pub mod project;
pub mod register;
pub mod view;

pub use amend::{AmendParty, amend_party, as_amended};
pub use project::{Named, tail};
pub use register::{RegisterParty, carried_party, register_party};
pub use view::PartyView;

use chrono::{Datelike, NaiveDate};
use ledger::{Record, RecordId};

use crate::facts::{choices, facts, station_of};
use crate::{Role, Step, Subject};

choices! {
    pub enum PartyKind {
        Person = "person",
        Unit = "unit",
        /// Who gave no name; nothing about them is required.
        Anonymous = "anonymous",
    }
}

facts! {
    pub struct PartyFacts {
        fields {
            kind: PartyKind,
            name: String,
            /// GB/T 2261.1, list `sex`.
            sex: String,
            born_on: NaiveDate,
            /// GB/T 3304, list `ethnicity`.
            ethnic: String,
            /// GA/T 2000.156, list `id_kind`.
            id_kind: String,
            id_number: String,
            /// Why a number that does not check is kept all the same (未核实).
            id_unverified: String,
            phone: String,
            /// 户籍地 and 现住址.
            home: String,
            address: String,
            /// 职业 or 单位 of a person.
            work: String,
            company_code: String,
            company_unverified: String,
            /// Who speaks for a unit.
            contact: String,
            /// 与当事人关系, list `relation`.
            relation: String,
            /// By what an agent is authorised.
            authority: String,
        }
        sets {
            /// List `party_flag`: minor, elderly, disabled, soldier …
            flags: String,
        }
        long {}
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    pub id: RecordId,
    pub station: Option<RecordId>,
    pub office: String,
    pub state: String,
    pub facts: PartyFacts,
    /// Fields whose values were deleted by law (已删除).
    pub redacted: Vec<String>,
}

impl Party {
    pub fn of(record: &Record) -> Self {
        Self {
            id: record.id,
            station: station_of(record),
            office: record.text("office").unwrap_or_default().into(),
            state: record.at("main").into(),
            facts: PartyFacts::of(record),
            redacted: record.redacted.iter().cloned().collect(),
        }
    }

    pub fn blank((station, office): (Option<RecordId>, &str)) -> Self {
        Self {
            id: RecordId::from_bytes([0; 16]),
            station,
            office: office.into(),
            state: String::new(),
            facts: PartyFacts::default(),
            redacted: vec![],
        }
    }

    /// Under 18 on a day, by the birth date or by what somebody saw. Matters of minors are sealed at entry.
    pub fn is_minor_on(&self, day: NaiveDate) -> bool {
        minor_on(&self.facts, day)
    }
}

pub(crate) fn minor_on(facts: &PartyFacts, day: NaiveDate) -> bool {
    match facts.born_on {
        Some(born) => years_between(born, day) < 18,
        None => facts.flags.iter().flatten().any(|f| f == MINOR),
    }
}

/// Whole years; who is born on 29 February is a year older on 1 March.
pub fn years_between(born: NaiveDate, day: NaiveDate) -> i32 {
    let before_birthday = (day.month(), day.day()) < (born.month(), born.day());
    day.year() - born.year() - i32::from(before_birthday)
}

pub const MINOR: &str = "minor";
pub const ELDERLY: &str = "elderly";

impl Subject for Party {
    fn stands(&self, _family: &str) -> Vec<&str> {
        vec![&self.state]
    }
    fn station(&self) -> Option<RecordId> {
        self.station
    }
    fn office(&self) -> &str {
        &self.office
    }
}

pub const KNOWN: &str = "known";

const WHO: &[Role] = &[Role::Liaison, Role::Assistant, Role::Prosecutor, Role::Head];

pub const STEPS: &[Step<Party>] =
    &[Step::new("register_party", &[""], &[KNOWN], WHO), Step::new("amend_party", &[KNOWN], &[], WHO)];

#[cfg(test)]
mod tests;
