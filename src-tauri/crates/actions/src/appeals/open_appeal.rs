//! `open_appeal`: everything its page shows: step, clocks with their days, people (masked), what happened, and what is
//! possible now with the reason where it is not.

use crate::clocks::{self, ClockView};
use chrono::NaiveDate;
use domain::appeal::limit::waiting;
use domain::appeal::sort::candidate_limit;
use domain::appeal::{Appeal, AppealFacts, Part, SERIES};
use domain::party::{Party, PartyView};
use domain::{Refusal, Stage, StepView};
use ledger::{Record, RecordId};
use serde::{Deserialize, Serialize};
use store::Reader;
use ts_rs::TS;

use crate::desk::StationRef;
use crate::error::OrMissing;
use crate::find::sees;
use crate::rows::{self, Row};
use crate::timeline::{TimelineEntry, timeline};
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneRecord {
    #[ts(type = "string")]
    pub record: RecordId,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct AppealView {
    pub record: String,
    pub seen: Vec<String>,
    pub no: Option<String>,
    pub external_no: Option<String>,
    pub state: String,
    pub stage: Stage,
    pub station: Option<StationRef>,
    pub office: String,
    pub holder: Option<String>,
    pub holder_name: Option<String>,
    pub registered_on: Option<NaiveDate>,
    pub facts: AppealFacts,
    pub parties: Vec<InvolvedView>,
    pub clocks: Vec<ClockView>,
    /// Until 事项性质 is known: the earliest limit that sorting may bring.
    pub candidate: Option<domain::appeal::sort::Candidate>,
    /// Requests for an extension or a pause that wait for a decision.
    pub waiting: Vec<domain::appeal::Asked>,
    pub steps: Vec<StepView>,
    pub timeline: Vec<TimelineEntry>,
    pub links: Vec<LinkedRow>,
    /// Part of it was written by a newer program.
    pub newer: bool,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct InvolvedView {
    pub part: Part,
    pub party: PartyView,
    pub seen: Vec<String>,
}

/// A record that names this one, or that this one names.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LinkedRow {
    pub kind: String,
    pub row: Row,
}

pub fn open_appeal(office: &Office, who: &Who, input: OneRecord) -> Result<AppealView> {
    office.desk.read(|reader| {
        let record = visible((office, who), reader, (input.record, "appeal"))?;
        view((office, who), reader, record)
    })
}

fn view((office, who): (&Office, &Who), reader: &Reader<'_>, record: Record) -> Result<AppealView> {
    let (law, today) = (office.law(), office.wall.today());
    let bare = Appeal::of(&record);
    let known = super::known(&bare.involved(), |id| Ok(reader.record(id)?))?;
    let appeal = bare.knowing(known);
    let ctx = domain::Ctx { person: &who.person, today, law: &law };
    let entries = reader.entries(record.id)?;
    let names = office.names();
    Ok(AppealView {
        record: record.id.to_string(),
        seen: record.heads.iter().map(ToString::to_string).collect(),
        no: record.number(SERIES).map(str::to_owned),
        external_no: record.text("external_no").map(str::to_owned),
        state: record.at("main").into(),
        stage: appeal.state.map_or(Stage::Collect, |s| s.stage()),
        station: appeal.station.map(|s| StationRef { record: s.to_string(), name: office.station_name(s) }),
        office: appeal.office.clone(),
        holder: appeal.holder.map(|h| h.to_string()),
        holder_name: appeal.holder.and_then(|h| names.people.get(&h).cloned()),
        registered_on: record.opened.as_ref().map(|s| crate::wall::day_of(s.wall_ms)),
        parties: parties(reader, &appeal, today)?,
        clocks: appeal.clocks(&law).iter().map(|c| clocks::view(c, &law, today)).collect(),
        candidate: candidate_limit(&appeal, &law),
        waiting: waiting(&appeal),
        steps: domain::steps::allowed(domain::appeal::STEPS, &appeal, &ctx),
        timeline: timeline(office, &record, &entries),
        links: links(office, reader, record.id)?,
        newer: record.newer,
        facts: appeal.facts,
    })
}

fn parties(reader: &Reader<'_>, appeal: &Appeal, today: NaiveDate) -> Result<Vec<InvolvedView>> {
    let mut shown = vec![];
    for involved in appeal.involved() {
        let Some(record) = reader.record(involved.record)? else { continue };
        let seen = record.heads.iter().map(ToString::to_string).collect();
        shown.push(InvolvedView {
            part: involved.part,
            party: PartyView::of(&Party::of(&record), today),
            seen,
        });
    }
    Ok(shown)
}

/// Records that name this one and those it names, with their rows where they have one.
pub(crate) fn links(office: &Office, reader: &Reader<'_>, record: RecordId) -> Result<Vec<LinkedRow>> {
    let mut linked = vec![];
    let named = reader.links(record)?.into_iter().map(|l| (l.kind, l.to));
    let naming = reader.naming(record)?.into_iter().map(|from| ("named_by".to_owned(), from));
    for (kind, id) in named.chain(naming) {
        if let Some(found) = reader.card(id)? {
            linked.push(LinkedRow { kind, row: rows::row(office, reader, found)? });
        }
    }
    Ok(linked)
}

/// A record of a noun, if the person may see it: outside the scope the answer is the same as for a step.
pub(crate) fn visible(
    (office, who): (&Office, &Who),
    reader: &Reader<'_>,
    (id, noun): (RecordId, &str),
) -> Result<Record> {
    let record = reader.record(id)?.filter(|r| r.noun == noun).or_missing(noun)?;
    let card = reader.card(id)?.map(|r| r.card);
    let station = card.as_ref().and_then(|c| c.station).or_else(|| domain::facts::station_of(&record));
    let of_office = card.map_or_else(|| office.code.clone(), |c| c.office);
    if !who.person.sees_business() {
        return Err(Refusal::WrongRole { verb: format!("open_{noun}") }.into());
    }
    if sees(&who.scope(), station, &of_office) { Ok(record) } else { Err(Refusal::OutOfScope.into()) }
}
