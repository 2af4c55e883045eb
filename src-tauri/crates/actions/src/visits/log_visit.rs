//! `log_visit`: the visit, who came, and what they raised, in one deed; a minute's work by keyboard.

use domain::appeal::Involved;
use domain::station::Station;
use domain::visit::{LogVisit, PartyLink, log_visit as logging};
use domain::voice::RegisterVoice;
use ledger::{Op, RecordId, Stream};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::raised::{RaisedAppeal, Source, register_raised};
use crate::appeals::{NewParty, RegisteredAppeal, enter_people, take_number};
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
    office.perform(who, "log_visit", |at| log(at, input))
}

fn log(at: &mut At<'_, '_>, mut input: LogVisitIn) -> Result<LoggedVisit> {
    let station = Station::of(&of_noun(at, input.station, "station")?);
    let record = RecordId::at(at.now_ms);
    let people = enter_people(at, &station, input.people)?;
    if !people.is_empty() {
        input.visit.facts.party.get_or_insert_default().extend(people.iter().map(link));
    }
    let on = input.visit.facts.visited_on;
    let lacks = domain::visit::missing(&input.visit.facts);
    let mut ops = logging(&station, input.visit, &at.ctx())?;
    let number = take_number(at, station.code(), SERIES)?;
    let no = if let Op::TakeNo { number, .. } = &number { number.clone() } else { String::new() };
    ops.push(number);
    at.open_as(record, "visit", Stream::station(station.id), ops);
    let source = Source { visit: Some(record), origin: None, on, people };
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

fn link(involved: &Involved) -> PartyLink {
    PartyLink { record: involved.record, part: involved.part.key().into() }
}
