//! `open_template` and `open_obligation`: their pages.

use chrono::NaiveDate;
use domain::task::obligation::{
    self, GridState, LocalAction, ObligationFacts, Proof, Reviewed, Submitted, grid_state,
};
use domain::task::template::{self, TemplateFacts};
use domain::task::{Obligation, Template};
use domain::{Ctx, StepView};
use serde::Serialize;
use ts_rs::TS;

use crate::appeals::{OneRecord, visible};
use crate::face::{Face, face, seen};
use crate::timeline::{TimelineEntry, timeline};
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Serialize, TS)]
pub struct TemplateView {
    pub record: String,
    pub seen: Vec<String>,
    pub state: String,
    pub facts: TemplateFacts,
    pub stopped_on: Option<NaiveDate>,
    /// Periods that have begun, oldest first: what `generate_obligations` takes.
    pub periods: Vec<PeriodView>,
    pub steps: Vec<StepView>,
    pub timeline: Vec<TimelineEntry>,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct PeriodView {
    pub key: String,
    pub from_on: NaiveDate,
    pub to_on: NaiveDate,
}

/// A template names no people and lies open to every office's staff.
pub fn open_template(office: &Office, who: &Who, input: OneRecord) -> Result<TemplateView> {
    office.desk.read(|reader| {
        let record = visible((office, who), reader, (input.record, "template"))?;
        let template = Template::of(&record);
        let (law, today) = (office.law(), office.wall.today());
        let ctx = Ctx { person: &who.person, today, law: &law };
        let entries = reader.entries(record.id)?;
        let periods = template.periods(today).into_iter();
        Ok(TemplateView {
            record: record.id.to_string(),
            seen: seen(&record),
            state: template.state.clone(),
            stopped_on: template.stopped_on,
            periods: periods.map(|p| PeriodView { key: p.key, from_on: p.from_on, to_on: p.to_on }).collect(),
            steps: domain::steps::allowed(template::STEPS, &template, &ctx),
            timeline: timeline(office, &record, &entries),
            facts: template.facts,
        })
    })
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct ObligationView {
    #[serde(flatten)]
    pub face: Face,
    pub facts: ObligationFacts,
    /// Under this desk's calendar; none: nothing is owed that day.
    pub due_on: Option<NaiveDate>,
    pub standing: GridState,
    /// Keys of required items of which there is too little.
    pub open_items: Vec<String>,
    pub proofs: Vec<Proof>,
    pub local_actions: Vec<LocalAction>,
    pub submissions: Vec<Submitted>,
    pub reviews: Vec<Reviewed>,
    /// Code of the list `excuse`, and its words.
    pub excuse: Option<String>,
    pub reason: Option<String>,
}

pub fn open_obligation(office: &Office, who: &Who, input: OneRecord) -> Result<ObligationView> {
    office.desk.read(|reader| {
        let record = visible((office, who), reader, (input.record, "obligation"))?;
        let obligation = Obligation::of(&record);
        let (law, today) = (office.law(), office.wall.today());
        let ctx = Ctx { person: &who.person, today, law: &law };
        let face = face((office, who), reader, &record, obligation::allowed(&obligation, &ctx))?;
        let under = obligation.state_under(&law.calendar);
        let state = under.map_or_else(|| face.state.clone(), |state| state.key().into());
        Ok(ObligationView {
            face: Face { state, ..face },
            due_on: obligation.due_on(&law.calendar),
            standing: grid_state(&obligation, today, &law.calendar),
            open_items: obligation.open_items().into_iter().map(|i| i.key.clone()).collect(),
            excuse: obligation.excuse.as_ref().map(|(code, _)| code.clone()),
            reason: record.text("reason").map(str::to_owned),
            facts: obligation.facts,
            proofs: obligation.proofs,
            local_actions: obligation.local,
            submissions: obligation.submissions,
            reviews: obligation.reviews,
        })
    })
}
