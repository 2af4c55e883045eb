//! `log_visit`: the visit, who came, and what they raised, in one deed; a minute's work by keyboard.

use domain::appeal::Involved;
use domain::facts::{company_code, fixed};
use domain::station::Station;
use domain::visit::{LogVisit, PartyLink, log_visit as logging};
use domain::voice::RegisterVoice;
use ledger::{Op, RecordId, Stream};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::raised::{RaisedAppeal, Source, names_nobody, register_raised};
use crate::appeals::{NewParty, RegisteredAppeal, enter_people, must_be_sealed, take_number};
use crate::parties::nth;
use crate::perform::At;
use crate::step::of_noun;
use crate::voices::{self, RegisteredVoice};
use crate::{Office, Outcome, Result, Who};

/// The series of our own numbers.
const SERIES: &str = "ZF";

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LogVisitIn {
    #[ts(type = "string")]
    pub station: RecordId,
    /// Who came; the appeals that name nobody themselves are theirs.
    #[serde(default)]
    #[ts(as = "Option<Vec<NewParty>>", optional)]
    pub people: Vec<NewParty>,
    #[serde(default)]
    #[ts(as = "Option<Vec<RaisedAppeal>>", optional)]
    pub appeals: Vec<RaisedAppeal>,
    #[serde(default)]
    #[ts(as = "Option<Vec<RegisterVoice>>", optional)]
    pub voices: Vec<RegisterVoice>,
    /// What was typed for it: dropped with the act, or not at all.
    #[serde(default)]
    #[ts(type = "string", optional)]
    pub draft: Option<Uuid>,
    #[serde(flatten)]
    pub visit: LogVisit,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct LoggedVisit {
    pub record: String,
    pub no: String,
    /// `incomplete`: 待完善.
    pub state: String,
    pub appeals: Vec<RegisteredAppeal>,
    pub voices: Vec<RegisteredVoice>,
}

pub fn log_visit(office: &Office, who: &Who, input: LogVisitIn) -> Result<Outcome<LoggedVisit>> {
    office.perform(who, "log_visit", |at| {
        at.done_with(input.draft)?;
        log(at, input)
    })
}

fn log(at: &mut At<'_, '_>, mut input: LogVisitIn) -> Result<LoggedVisit> {
    let station = Station::of(&of_noun(at, input.station, "station")?);
    // What is raised decides it, and nobody says so.
    fixed("sealed", &input.visit.facts.sealed)?;
    let record = RecordId::at(at.now_ms);
    let on = input.visit.facts.visited_on;
    for raised in &mut input.appeals {
        raised.appeal.facts.received_on = raised.appeal.facts.received_on.or(on);
    }
    seal_along(at, &mut input)?;
    let nth = nth(at, &input.people)?;
    let people = enter_people(at, &station, input.people)?;
    if !people.is_empty() {
        input.visit.facts.party.get_or_insert_default().extend(people.iter().map(link));
    }
    let lacks = domain::visit::missing(&input.visit.facts);
    let mut ops = logging(&station, input.visit, &at.ctx())?;
    let number = take_number(at, station.code(), SERIES)?;
    let no = if let Op::TakeNo { number, .. } = &number { number.clone() } else { String::new() };
    ops.push(number);
    at.open_as(record, "visit", Stream::station(station.id), ops);
    let source = Source { visit: Some(record), on, people, nth, ..Source::default() };
    let (mut appeals, mut voices) = (vec![], vec![]);
    for raised in input.appeals {
        appeals.push(register_raised(at, (&station, &source), raised)?);
    }
    for voice in input.voices {
        voices.push(voices::register(at, (&station, Some((record, on))), voice)?);
    }
    let state = if lacks.is_empty() { domain::visit::COMPLETE } else { domain::visit::INCOMPLETE };
    Ok(LoggedVisit { record: record.to_string(), no, state: state.into(), appeals, voices })
}

/// A visit whose matter must be sealed keeps the fact only: who came, whom it was paid to and what was said goes along with
/// each matter, which enters them where it lies itself.
fn seal_along(at: &At<'_, '_>, input: &mut LogVisitIn) -> Result<()> {
    let mut sealed = false;
    for raised in &input.appeals {
        let came = if names_nobody(raised) { &input.people } else { &raised.people };
        sealed |= must_be_sealed(at, &raised.appeal, came)?.is_some();
    }
    if !sealed {
        return Ok(());
    }
    let told = &mut input.visit.facts;
    let code = company_code("company_code", told.company_code.take())?;
    let said = [told.object.take(), code, told.summary.take(), told.intent.take()];
    let people = std::mem::take(&mut input.people);
    for raised in &mut input.appeals {
        if names_nobody(raised) {
            raised.people.clone_from(&people);
        }
        if must_be_sealed(at, &raised.appeal, &raised.people)?.is_some() {
            let own = raised.appeal.facts.facts.take();
            let whole: Vec<String> = own.into_iter().chain(said.iter().flatten().cloned()).collect();
            raised.appeal.facts.facts = (!whole.is_empty()).then(|| whole.join("\n\n"));
        }
    }
    let facts = &mut input.visit.facts;
    (facts.party, facts.sealed) = (None, Some(true));
    if let Some(present) = &mut facts.present {
        present.retain(|p| !domain::sealed::is_outsider(&p.part));
    }
    Ok(())
}

fn link(involved: &Involved) -> PartyLink {
    PartyLink { record: involved.record, part: involved.part.key().into() }
}
