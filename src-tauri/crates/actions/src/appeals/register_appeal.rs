//! `register_appeal`: the appeal, its people as records of their own, its number and its first clock, in one deed.
//! What must be sealed is sealed before anything of it is written at the station.

use chrono::NaiveDate;
use domain::Refusal;
use domain::appeal::enter::{
    AnswerOnSpot, Place, RegisterAppeal as Registered, register_answered, register_appeal as registering,
};
use domain::appeal::{AppealFacts, Involved, Part, SERIES};
use domain::facts::station_of;
use domain::party::{RegisterParty, register_party};
use domain::sealed::{SealReason, must_seal, seal_at_entry};
use domain::station::Station;
use ledger::{RecordId, Stream};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::{said, take_number};
use crate::parties::nth;
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
    /// What was typed for it: dropped with the act, or not at all.
    #[serde(default)]
    #[ts(type = "string", optional)]
    pub draft: Option<Uuid>,
    /// Which opinion of the activity it came out of; told by the act that registers it.
    #[serde(skip)]
    #[ts(skip)]
    pub opinion: Option<u32>,
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

pub fn register_appeal(
    office: &Office,
    who: &Who,
    input: RegisterAppeal,
) -> Result<Outcome<RegisteredAppeal>> {
    let act = if input.answered.is_some() { "answer_on_spot" } else { "register_appeal" };
    office.perform(who, act, |at| {
        at.done_with(input.draft)?;
        register(at, input)
    })
}

/// The same inside another deed (a visit that registers its appeals at once).
pub(crate) fn register(at: &mut At<'_, '_>, mut input: RegisterAppeal) -> Result<RegisteredAppeal> {
    let station = Station::of(&of_noun(at, input.station, "station")?);
    let place = place(&station);
    for involved in &input.appeal.parties {
        at.named(involved.record)?;
    }
    said_in_reach(at, (station.id, &input.appeal))?;
    if let Some(answer) = &input.answered {
        can_answer(at, answer.answered_by)?;
    }
    let appeal = RecordId::at(at.now_ms);
    let number = take_number(at, station.code(), SERIES)?;
    let no = number_text(&number);
    if let Some(reason) = must_be_sealed(at, &input.appeal, &input.people)? {
        return seal(at, (&station, appeal, reason), number, input);
    }
    if input.appeal.facts.nth.is_none() {
        input.appeal.facts.nth = nth(at, &input.people)?;
    }
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

/// The visit it was raised at is one of its own station, and what it came out of is something its author sees: a matter that
/// must be sealed covers the words of both. What is opened in the same deed is its own.
fn said_in_reach(at: &At<'_, '_>, (station, appeal): (RecordId, &Registered)) -> Result<()> {
    let there =
        |id: Option<RecordId>| Ok::<_, crate::Error>(id.map(|id| at.tx.record(id)).transpose()?.flatten());
    if there(appeal.visit)?.is_some_and(|visit| station_of(&visit) != Some(station)) {
        return Err(Refusal::CheckFailed { field: "visit".into() }.into());
    }
    there(appeal.origin)?.map_or(Ok(()), |origin| said::reaches(at.who, &origin))
}

/// Somebody of the staff: else the one who answered could name anybody and record the rating in person.
pub(super) fn can_answer(at: &At<'_, '_>, person: RecordId) -> Result<()> {
    of_noun(at, person, "person").map(|_| ())
}

/// The matter and its people go into `sealed/`, the stub alone to the station.
fn seal(
    at: &mut At<'_, '_>,
    (station, stub, reason): (&Station, RecordId, SealReason),
    number: ledger::Op,
    mut input: RegisterAppeal,
) -> Result<RegisteredAppeal> {
    let place = place(station);
    let stream = Stream::sealed(&sealing_office(at, &place.office)?);
    let sources = said::before(at, (&input.appeal, input.opinion))?;
    let people = std::mem::take(&mut input.people);
    input.appeal.parties.extend(enter_into(at, (None, &place.office), (stream.clone(), people))?);
    let no = number_text(&number);
    let mut sealing = seal_at_entry(&place, (stub, reason), input.appeal, &at.ctx())?;
    sealing.stub.push(number);
    at.open_as(stub, "appeal", Stream::station(station.id), sealing.stub);
    let matter = RecordId::at(at.now_ms);
    sealing.sealed.extend(said::carry(at, (matter, &stream), &sources)?);
    at.open_as(matter, domain::sealed::NOUN, stream, sealing.sealed);
    said::cover(at, &sources)?;
    Ok(RegisteredAppeal { record: stub.to_string(), no, sealed: true })
}

/// Who keeps it: the station's own office, or this desk's where that office's key is not known here (the city's desk
/// takes down matters at stations of every county).
pub(super) fn sealing_office(at: &At<'_, '_>, office: &str) -> Result<String> {
    let authority = at.tx.authority()?;
    let keyed = authority.office(office).is_some_and(|office| office.seal.is_some());
    Ok(if keyed { office.to_owned() } else { at.office.code.clone() })
}

/// Whether it must be sealed, and why: by what it is about, or by a minor among its people.
pub(crate) fn must_be_sealed(
    at: &At<'_, '_>,
    appeal: &Registered,
    people: &[NewParty],
) -> Result<Option<SealReason>> {
    Ok(must_seal(&appeal.facts, minors(at, appeal, people)?))
}

/// Parties under 18 on the day it was received, new ones and those that are records already.
fn minors(at: &At<'_, '_>, appeal: &Registered, people: &[NewParty]) -> Result<usize> {
    let (today, asked) = (at.today, asked_on(&appeal.facts, at.today));
    let grown = asked.checked_sub_months(chrono::Months::new(18 * 12)).unwrap_or(asked);
    let young = |p: &&NewParty| {
        let facts = &p.party.facts;
        let flagged = facts.flags.iter().flatten().any(|f| f == "minor");
        let number = facts.id_number.as_deref().and_then(|n| domain::identity::id_number(n, today).ok());
        flagged || facts.born_on.or(number.map(|n| n.born_on)).is_some_and(|born| born > grown)
    };
    let mut n = people.iter().filter(young).count();
    for involved in &appeal.parties {
        let party = at.tx.record(involved.record)?;
        n += usize::from(party.is_some_and(|p| domain::party::Party::of(&p).is_minor_on(asked)));
    }
    Ok(n)
}

/// Who was a minor when they asked is one in this matter for good, however late its slip is typed in.
pub(super) fn asked_on(facts: &AppealFacts, today: NaiveDate) -> NaiveDate {
    facts.received_on.map_or(today, |received| received.min(today))
}

pub(crate) fn enter_people(
    at: &mut At<'_, '_>,
    station: &Station,
    people: Vec<NewParty>,
) -> Result<Vec<Involved>> {
    let office = station.facts.office.as_deref().unwrap_or_default();
    enter_into(at, (Some(station.id), office), (Stream::station(station.id), people))
}

/// People as records of a stream, with their parts in the matter that names them.
pub(super) fn enter_into(
    at: &mut At<'_, '_>,
    belongs: (Option<RecordId>, &str),
    (stream, people): (Stream, Vec<NewParty>),
) -> Result<Vec<Involved>> {
    let mut involved = vec![];
    for NewParty { part, party } in people {
        let ops = register_party(belongs, party, &at.ctx())?;
        let record = at.open("party", stream.clone(), ops);
        involved.push(Involved { record, part });
    }
    Ok(involved)
}

pub(crate) fn place(station: &Station) -> Place {
    Place {
        station: Some(station.id),
        name: station.name().into(),
        office: station.facts.office.clone().unwrap_or_default(),
        opened_on: station.opened_on(),
        closed: station.closed(),
    }
}

fn number_text(op: &ledger::Op) -> String {
    match op {
        ledger::Op::TakeNo { number, .. } => number.clone(),
        _ => String::new(),
    }
}
