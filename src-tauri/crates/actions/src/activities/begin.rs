//! `plan_activity` and `hold_activity`: with the people a hearing or a mediation is about, in one deed. What was never
//! planned is held from its station; what was planned is held from its record.

use domain::activity::{
    Activity, HoldActivity, PlanActivity, hold_activity as holding, plan_activity as planning,
};
use domain::party::Party;
use domain::station::Station;
use domain::visit::PartyLink;
use ledger::{EntryId, Op, RecordId, Stream};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::appeals::{NewParty, enter_people, take_number};
use crate::error::OrMissing;
use crate::outcome::On;
use crate::perform::At;
use crate::step::{Noun, of_noun};
use crate::visits::its_station;
use crate::{Office, Outcome, Result, Who};

/// The series of our own numbers.
const SERIES: &str = "HD";

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PlanActivityIn {
    #[ts(type = "string")]
    pub station: RecordId,
    #[serde(default)]
    #[ts(as = "Option<Vec<NewParty>>", optional)]
    pub people: Vec<NewParty>,
    #[serde(flatten)]
    pub plan: PlanActivity,
}

/// Either `station`, or `record` and `seen` of one that was planned.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct HoldActivityIn {
    #[serde(default)]
    #[ts(type = "string", optional)]
    pub station: Option<RecordId>,
    #[serde(default)]
    #[ts(type = "string", optional)]
    pub record: Option<RecordId>,
    #[serde(default)]
    #[ts(type = "string[]", optional)]
    pub seen: Vec<EntryId>,
    #[serde(default)]
    #[ts(as = "Option<Vec<NewParty>>", optional)]
    pub people: Vec<NewParty>,
    #[serde(flatten)]
    pub held: HoldActivity,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct BegunActivity {
    pub record: String,
    pub no: Option<String>,
}

pub fn plan_activity(office: &Office, who: &Who, input: PlanActivityIn) -> Result<Outcome<BegunActivity>> {
    office.perform(who, "plan_activity", |at| {
        let PlanActivityIn { station, people, mut plan } = input;
        let station = Station::of(&of_noun(at, station, "station")?);
        enter(at, (&station, people), &mut plan.facts.party)?;
        let blank = blank(at, &station);
        let ops = planning(&blank, &station, plan, &at.ctx())?;
        open(at, (&station, blank.record.id), ops)
    })
}

pub fn hold_activity(office: &Office, who: &Who, input: HoldActivityIn) -> Result<Outcome<BegunActivity>> {
    office.perform(who, "hold_activity", |at| match input.record {
        Some(record) => hold_planned(at, record, input),
        None => hold_unplanned(at, input),
    })
}

fn hold_planned(at: &mut At<'_, '_>, record: RecordId, mut input: HoldActivityIn) -> Result<BegunActivity> {
    let mut activity = Activity::see(of_noun(at, record, "activity")?, at)?;
    activity.known.extend(newcomers(at, &input)?);
    let station = its_station(at, activity.station)?;
    if !input.people.is_empty() {
        // A set that is touched is written whole: those who are there stay.
        let there = activity.facts.party.clone().unwrap_or_default();
        input.held.facts.party.get_or_insert_default().extend(there);
        enter(at, (&station, input.people), &mut input.held.facts.party)?;
    }
    let ops = holding(&activity, &station, input.held, &at.ctx())?;
    at.change(&On { record, seen: input.seen }, ops)?;
    let no = activity.record.number(SERIES).map(str::to_owned);
    Ok(BegunActivity { record: record.to_string(), no })
}

/// Who is added with the holding itself: entered with it, or on record already.
fn newcomers(at: &At<'_, '_>, input: &HoldActivityIn) -> Result<Vec<Party>> {
    let mut known = super::parties(&input.held.facts, |id| Ok(at.tx.record(id)?))?;
    let blank = || Party::blank((None, ""));
    known.extend(input.people.iter().map(|p| Party { facts: p.party.facts.clone(), ..blank() }));
    Ok(known)
}

fn hold_unplanned(at: &mut At<'_, '_>, mut input: HoldActivityIn) -> Result<BegunActivity> {
    let station = Station::of(&of_noun(at, input.station.or_missing("station")?, "station")?);
    enter(at, (&station, input.people), &mut input.held.facts.party)?;
    let blank = blank(at, &station);
    let ops = holding(&blank, &station, input.held, &at.ctx())?;
    open(at, (&station, blank.record.id), ops)
}

fn blank(at: &At<'_, '_>, station: &Station) -> Activity {
    let office = station.facts.office.clone().unwrap_or_default();
    Activity::blank(RecordId::at(at.now_ms), (station.id, &office))
}

fn open(at: &mut At<'_, '_>, (station, id): (&Station, RecordId), mut ops: Vec<Op>) -> Result<BegunActivity> {
    let number = take_number(at, station.code(), SERIES)?;
    let no = if let Op::TakeNo { number, .. } = &number { Some(number.clone()) } else { None };
    ops.push(number);
    at.open_as(id, "activity", Stream::station(station.id), ops);
    Ok(BegunActivity { record: id.to_string(), no })
}

fn enter(
    at: &mut At<'_, '_>,
    (station, people): (&Station, Vec<NewParty>),
    parties: &mut Option<Vec<PartyLink>>,
) -> Result<()> {
    let entered = enter_people(at, station, people)?;
    let links = entered.iter().map(|i| PartyLink { record: i.record, part: i.part.key().into() });
    if !entered.is_empty() {
        parties.get_or_insert_default().extend(links);
    }
    Ok(())
}
