//! Staff: the people of an office as the work knows them, who leaves, who stands in for whom.
//! It does not know accounts, passwords or grants (`admin`), nor posts at stations (`station::post`).
//! Called by `actions::people`; the noun of the record is `person`.

pub mod amend;
pub mod department;
pub mod hand_over;
pub mod leave;
pub mod project;
pub mod register;
pub mod stands_for;
pub mod substitute;

pub use amend::{AmendPerson, amend_person};
pub use department::former_names;
pub use hand_over::{HandOver, OpenWork, hand_over, may_hand_over};
pub use leave::{LeavePerson, ReturnPerson, leave_person, return_person};
pub use register::{RegisterPerson, register_person};
pub use stands_for::stands_for;
pub use substitute::{EndSubstitute, SubstitutePerson, end_substitute, substitute_person};

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ledger::{Record, RecordId};

use crate::facts::{elements, elements_of_lines, facts, parts};
use crate::{Need, Role, Step, Subject};

facts! {
    pub struct StaffFacts {
        fields {
            name: String,
            sex: String,
            office: String,
            department: String,
            /// What they are called: 检察长, 部门主任 …
            title: String,
            /// List `staff_kind`: 员额检察官, 检察官助理, 书记员, 聘用人员, 联络员.
            kind: String,
            phone: String,
            /// 工号 or certificate number.
            staff_no: String,
            note: String,
        }
        sets {}
        long {}
    }
}

parts! {
    /// Somebody who stands in for the person the record is about, from a day to a day (AB角).
    pub struct Cover {
        #[ts(as = "String")]
        by: RecordId,
        from_on: NaiveDate,
        to_on: NaiveDate,
        reason: Option<String>,
    }
}

parts! {
    /// They left, with the last day of work, or came back, with the first.
    pub struct Parting {
        verb: String,
        on: NaiveDate,
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Staff {
    pub id: RecordId,
    pub state: String,
    pub facts: StaffFacts,
    pub covers: Vec<Cover>,
    /// The last day of work.
    pub left_on: Option<NaiveDate>,
    /// Every department they were ever written down in, where the record's history was asked (`once_in`).
    pub departments: BTreeSet<String>,
    /// The times they were gone and came back from: the last day of work before, and the first after.
    pub away: Vec<(NaiveDate, NaiveDate)>,
}

impl Staff {
    pub fn of(record: &Record) -> Self {
        Self {
            id: record.id,
            state: record.at("main").into(),
            facts: StaffFacts::of(record),
            covers: elements(record, "cover"),
            left_on: crate::facts::field(record, "left_on"),
            departments: BTreeSet::new(),
            away: away(record),
        }
    }

    pub fn blank(office: &str) -> Self {
        let facts = StaffFacts { office: Some(office.into()), ..StaffFacts::default() };
        let id = RecordId::from_bytes([0; 16]);
        let (covers, away, departments) = (vec![], vec![], BTreeSet::new());
        Self { id, state: String::new(), facts, covers, left_on: None, departments, away }
    }

    /// With what the record said before.
    #[must_use]
    pub fn once_in(self, departments: BTreeSet<String>) -> Self {
        Self { departments, ..self }
    }

    /// At work on a day, as far as the record says.
    pub fn works_on(&self, day: NaiveDate) -> bool {
        let gone = self.away.iter().any(|(last, first)| *last < day && day < *first);
        !gone && self.left_on.is_none_or(|last| day <= last)
    }
}

fn away(record: &Record) -> Vec<(NaiveDate, NaiveDate)> {
    let turns: Vec<Parting> = elements_of_lines(record, "turn");
    let back = turns.windows(2).filter(|two| two[0].verb == leave::LEAVE && two[1].verb == leave::RETURN);
    back.map(|two| (two[0].on, two[1].on)).collect()
}

impl Subject for Staff {
    fn stands(&self, _family: &str) -> Vec<&str> {
        vec![&self.state]
    }
    fn station(&self) -> Option<RecordId> {
        None
    }
    fn office(&self) -> &str {
        self.facts.office.as_deref().unwrap_or_default()
    }
}

pub const WORKING: &str = "working";
pub const LEFT: &str = "left";

const KEEPER: &[Role] = &[Role::Registrar];

pub const STEPS: &[Step<Staff>] = &[
    Step::new("register_person", &[""], &[WORKING], KEEPER),
    Step::new("amend_person", &[WORKING], &[], KEEPER),
    Step::new("substitute_person", &[WORKING, LEFT], &[], &[Role::Registrar, Role::Head])
        .needs(&[Need { name: "not_gone", check: substitute::not_gone }]),
    Step::new("end_substitute", &[WORKING, LEFT], &[], &[Role::Registrar, Role::Head]),
    Step::new("leave_person", &[WORKING], &[LEFT], KEEPER),
    Step::new("return_person", &[LEFT], &[WORKING], KEEPER),
];

#[cfg(test)]
mod tests;
