//! `register_appeal`: the appeal, its people as records of their own, its number and its first clock, in one deed.
//! What must be sealed is sealed before anything of it is written at the station.

use domain::appeal::enter::{AnswerOnSpot, Place, RegisterAppeal as Registered, register_answered, register_appeal as registering};
use domain::appeal::{Involved, Part, SERIES};
use domain::party::{RegisterParty, register_party};
use domain::station::Station;
use ledger::{RecordId, Stream};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::take_number;
use crate::perform::At;
use crate::step::of_noun;
use crate::{Office, Outcome, Result, Who};

/// The form as it is filled in. `people` are entered with it; `parties` in the facts are records that exist already.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RegisterAppeal {
    #[ts(type = "string")]
    pub station: RecordId,
    #[serde(default)]
    #[ts(as = "Option<Vec<NewParty>>", optional)]
    pub people: Vec<NewParty>,
    /// 当场答复: answered, fed back and evaluated on the spot.
    #[serde(default)]
    #[ts(optional)]
    pub answered: Option<AnswerOnSpot>,
    #[serde(flatten)]
    pub appeal: Registered,
}

/// Somebody entered with the form, and their part in the matter.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NewParty {
    pub part: Part,
    #[serde(flatten)]
    pub party: RegisterParty,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct RegisteredAppeal {
    pub record: String,
    pub no: String,
    /// It was sealed at entry: the station keeps number, day and the limit for the reply only.
    pub sealed: bool,
}

pub fn register_appeal(office: &Office, who: &Who, input: RegisterAppeal) -> Result<Outcome<RegisteredAppeal>> {
    let act = if input.answered.is_some() { "answer_on_spot" } else { "register_appeal" };
    office.perform(who, act, |at| register(at, input))
}

/// The same inside another deed (a visit that registers its appeals at once).
pub(crate) fn register(at: &mut At<'_, '_>, mut input: RegisterAppeal) -> Result<RegisteredAppeal> {
    let station = Station::of(&of_noun(at, input.station, "station")?);
    let place = place(&station);
    let appeal = RecordId::at(at.now_ms);
    let number = take_number(at, station.code(), SERIES)?;
    let no = number_text(&number);
    input.appeal.parties.extend(enter_people(at, &station, input.people)?);
    let ctx = at.ctx();
    let mut ops = match input.answered {
        Some(answer) => register_answered(&place, (input.appeal, answer), &ctx)?,
        None => registering(&place, input.appeal, &ctx)?,
    };
    ops.push(number);
    at.open_as(appeal, "appeal", Stream::station(input.station), ops);
    Ok(RegisteredAppeal { record: appeal.to_string(), no, sealed: false })
}

pub(crate) fn enter_people(at: &mut At<'_, '_>, station: &Station, people: Vec<NewParty>) -> Result<Vec<Involved>> {
    let mut involved = vec![];
    for NewParty { part, party } in people {
        let office = station.facts.office.as_deref().unwrap_or_default();
        let ops = register_party((Some(station.id), office), party, &at.ctx())?;
        let record = at.open("party", Stream::station(station.id), ops);
        involved.push(Involved { record, part });
    }
    Ok(involved)
}

pub(crate) fn place(station: &Station) -> Place {
    Place {
        station: Some(station.id),
        name: station.name().into(),
        office: station.facts.office.clone().unwrap_or_default(),
        closed_on: station.turns.last().filter(|t| t.verb == domain::station::CLOSED).map(|t| t.on),
    }
}

fn number_text(op: &ledger::Op) -> String {
    match op {
        ledger::Op::TakeNo { number, .. } => number.clone(),
        _ => String::new(),
    }
}
