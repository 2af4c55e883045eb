//! `open_visit`: the page of one visit.

use domain::Ctx;
use domain::visit::{self, Visit, VisitFacts};
use serde::Serialize;
use ts_rs::TS;

use crate::appeals::{OneRecord, visible};
use crate::face::{Face, face};
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Serialize, TS)]
pub struct VisitView {
    #[serde(flatten)]
    pub face: Face,
    pub facts: VisitFacts,
    /// 补录: written down on a later day than it took place.
    pub entered_late: bool,
    /// What it still wants to count as written down.
    pub missing: Vec<String>,
}

pub fn open_visit(office: &Office, who: &Who, input: OneRecord) -> Result<VisitView> {
    office.desk.read(|reader| {
        let record = visible((office, who), reader, (input.record, "visit"))?;
        let visit = Visit::of(&record);
        let law = office.law();
        let ctx = Ctx { person: &who.person, today: office.wall.today(), law: &law };
        let steps = domain::steps::allowed(visit::STEPS, &visit, &ctx);
        let people = visit.facts.party.iter().flatten().map(|p| (p.record, p.part.clone()));
        let face =
            face((office, who), reader, &record, steps)?.with_parties((office, who), reader, people)?;
        Ok(VisitView {
            face,
            entered_late: visit.entered_late(),
            missing: visit::missing(&visit.facts),
            facts: visit.facts,
        })
    })
}
