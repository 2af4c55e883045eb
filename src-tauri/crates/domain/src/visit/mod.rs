//! Visits: people received at a station, and calls paid to enterprises, villages and deputies.
//! It does not know what was asked for: appeals and voices are records of their own that name the visit they came from.
//! Called by `actions::visits` and the projections.

pub mod amend;
pub mod complete;
pub mod log;
pub mod project;

pub use amend::{AmendVisit, amend_visit};
pub use complete::{CompleteVisit, complete_visit};
pub use log::{LogVisit, log_visit};

use chrono::{NaiveDate, NaiveTime};
use ledger::{Record, RecordId};

use crate::facts::{facts, field, parts, station_of};
use crate::{Ctx, Need, Refusal, Role, Step, Subject};

parts! {
    /// Somebody who was there: a record (staff, deputy) or a plain name.
    pub struct Present {
        /// List `attendance`: 主持人, 检察人员, 人大代表, 群众 …
        part: String,
        #[ts(as = "Option<String>")]
        record: Option<RecordId>,
        name: Option<String>,
        unit: Option<String>,
    }
}

parts! {
    /// A party who came, in which part. Names and numbers are in the party's record.
    pub struct PartyLink {
        #[ts(as = "String")]
        record: RecordId,
        part: String,
    }
}

facts! {
    pub struct VisitFacts {
        fields {
            visited_on: NaiveDate,
            from_at: NaiveTime,
            to_at: NaiveTime,
            /// List `visit_kind`: 来访接待, 走访企业, 走访村社, 走访代表 …
            kind: String,
            /// Who was called on; nobody in particular at a reception.
            object: String,
            company_code: String,
            #[ts(as = "Option<String>")]
            subpoint: RecordId,
            place: String,
            n_people: u32,
            summary: String,
            /// 拟办意见, and what was said on the spot.
            intent: String,
            /// What was raised is sealed: its words lie there, and the visit keeps none.
            sealed: bool,
        }
        sets {
            present: Present,
            party: PartyLink,
            /// List `content`.
            topics: String,
        }
        long { summary, intent }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    pub id: RecordId,
    pub station: Option<RecordId>,
    pub office: String,
    pub state: String,
    pub facts: VisitFacts,
    /// The day it was written down. Later than `visited_on`: 补录.
    pub registered_on: Option<NaiveDate>,
}

impl Visit {
    pub fn of(record: &Record) -> Self {
        Self {
            id: record.id,
            station: station_of(record),
            office: record.text("office").unwrap_or_default().into(),
            state: record.at("main").into(),
            facts: VisitFacts::of(record),
            registered_on: field(record, "registered_on"),
        }
    }

    pub fn blank(station: RecordId, office: &str) -> Self {
        Self {
            id: RecordId::from_bytes([0; 16]),
            station: Some(station),
            office: office.into(),
            state: String::new(),
            facts: VisitFacts::default(),
            registered_on: None,
        }
    }

    pub fn entered_late(&self) -> bool {
        self.registered_on > self.facts.visited_on
    }
}

pub const NOUN: &str = "visit";

impl Subject for Visit {
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

/// Half known from a slip (待完善): kept as it is until somebody completes it.
pub const INCOMPLETE: &str = "incomplete";
pub const COMPLETE: &str = "complete";

/// Everybody who does the work of a station; the registrar keeps lists and logs no visits.
pub const STATION_WORK: &[Role] = &[Role::Liaison, Role::Assistant, Role::Prosecutor, Role::Head];

pub const STEPS: &[Step<Visit>] = &[
    Step::new("log_visit", &[""], &[COMPLETE, INCOMPLETE], STATION_WORK),
    Step::new("amend_visit", &[INCOMPLETE, COMPLETE], &[], STATION_WORK),
    Step::new("complete_visit", &[INCOMPLETE], &[COMPLETE], STATION_WORK)
        .needs(&[Need { name: "visit_whole", check: whole }]),
];

fn whole(visit: &Visit, _: &Ctx<'_>) -> Result<(), Refusal> {
    let lacks = missing(&visit.facts);
    if lacks.is_empty() { Ok(()) } else { Err(Refusal::Lacks { verb: "complete_visit".into(), lacks }) }
}

/// What a visit needs to count as written down. A call needs whom it was paid to; a reception has its visitors elsewhere. Of one
/// whose matter is sealed both lie there.
pub fn missing(facts: &VisitFacts) -> Vec<String> {
    let sealed = facts.sealed == Some(true);
    let called_on = facts.object.is_some() || facts.kind.as_deref() == Some(RECEPTION);
    let wanted = [
        ("kind", facts.kind.is_some()),
        ("object", called_on || sealed),
        ("summary", facts.summary.is_some() || sealed),
        ("present", facts.present.is_some()),
    ];
    wanted.into_iter().filter(|(_, there)| !there).map(|(name, _)| name.into()).collect()
}

/// 来访接待 in the list `visit_kind`.
pub const RECEPTION: &str = "reception";

#[cfg(test)]
mod tests;
