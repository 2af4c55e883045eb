//! `open_activity`: the page of one activity, with what a hearing still wants; `sign_in_sheet`: the 签到表 as it prints.

use domain::Ctx;
use domain::activity::hearing::{self, Hearer, HearingFacts, Matter, approval};
use domain::activity::{self, Activity, ActivityFacts, Became, Notice, Opinion, SignInSheet};
use domain::appeal::Decided;
use ledger::Record;
use serde::Serialize;
use store::Reader;
use ts_rs::TS;

use crate::appeals::{OneRecord, visible};
use crate::face::{Face, face};
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Serialize, TS)]
pub struct ActivityView {
    #[serde(flatten)]
    pub face: Face,
    pub facts: ActivityFacts,
    pub notices: Vec<Notice>,
    pub opinions: Vec<Opinion>,
    pub became: Vec<Became>,
    pub hearing: Option<HearingView>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct HearingView {
    pub facts: HearingFacts,
    pub hearers: Vec<Hearer>,
    pub bounds: Option<hearing::HearerBounds>,
    pub decisions: Vec<Decided>,
    /// What must be there before it may be held.
    pub lacks_before: Vec<String>,
    /// What its record still wants before it is closed.
    pub lacks_after: Vec<String>,
    /// Of either, what rests on a rule whose wording is in doubt (待核).
    pub doubted: Vec<String>,
}

pub fn open_activity(office: &Office, who: &Who, input: OneRecord) -> Result<ActivityView> {
    office.desk.read(|reader| {
        let record = visible((office, who), reader, (input.record, "activity"))?;
        view((office, who), reader, &record)
    })
}

fn view((office, who): (&Office, &Who), reader: &Reader<'_>, record: &Record) -> Result<ActivityView> {
    let activity = Activity::of(record);
    let known = super::parties(&activity.facts, |id| Ok(reader.record(id)?))?;
    let activity = activity.knowing(known);
    let law = office.law();
    let ctx = Ctx { person: &who.person, today: office.wall.today(), law: &law };
    let people = activity.facts.party.iter().flatten().map(|p| (p.record, p.part.clone()));
    let face = face((office, who), reader, record, activity::allowed(&activity, &ctx))?;
    Ok(ActivityView {
        face: face.with_parties((office, who), reader, people)?,
        hearing: activity.is_hearing().then(|| hearing(&activity, &ctx)),
        facts: activity.facts,
        notices: activity.notices,
        opinions: activity.opinions,
        became: activity.became,
    })
}

fn hearing(activity: &Activity, ctx: &Ctx<'_>) -> HearingView {
    let decisions = Matter::ALL.iter().flat_map(|m| approval::decisions(activity, *m)).collect();
    HearingView {
        facts: activity.hearing.clone(),
        hearers: activity.hearers.clone(),
        bounds: hearing::hearer_bounds(activity, ctx),
        decisions,
        lacks_before: hearing::lacks_before(activity, ctx),
        lacks_after: hearing::lacks_after(activity, ctx),
        doubted: hearing::doubted(activity, ctx),
    }
}

pub fn sign_in_sheet(office: &Office, who: &Who, input: OneRecord) -> Result<SignInSheet> {
    office.desk.read(|reader| {
        let record = visible((office, who), reader, (input.record, "activity"))?;
        Ok(activity::sign_in_sheet(&Activity::of(&record), |id| reader.record(id))?)
    })
}
