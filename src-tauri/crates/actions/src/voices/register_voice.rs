//! `register_voice`: by hand, or within the deed of the visit or activity it was raised at.

use chrono::NaiveDate;
use domain::facts::required;
use domain::station::Station;
use domain::station::deputy::Deputy;
use domain::voice::project::SERIES;
use domain::voice::{RegisterVoice, Voice, register_voice as registering};
use ledger::{Op, RecordId, Stream};
use serde::Serialize;
use ts_rs::TS;

use crate::appeals::take_number;
use crate::perform::At;
use crate::stations::AtStation;
use crate::step::of_noun;
use crate::{Office, Outcome, Result, Who};

#[derive(Clone, Debug, Serialize, TS)]
pub struct RegisteredVoice {
    pub record: String,
    pub no: String,
}

pub fn register_voice(
    office: &Office,
    who: &Who,
    input: AtStation<RegisterVoice>,
) -> Result<Outcome<RegisteredVoice>> {
    office.perform(who, "register_voice", |at| {
        let station = Station::of(&of_noun(at, input.station, "station")?);
        register(at, (&station, None), input.form)
    })
}

/// Within a deed: `source` is the visit or activity, and its day.
pub(crate) fn register(
    at: &mut At<'_, '_>,
    (station, source): (&Station, Option<(RecordId, Option<NaiveDate>)>),
    mut input: RegisterVoice,
) -> Result<RegisteredVoice> {
    if let Some((origin, on)) = source {
        input.facts.origin = input.facts.origin.or(Some(origin));
        input.facts.received_on = input.facts.received_on.or(on);
    }
    let deputy = Deputy::of(&of_noun(at, *required("deputy", &input.facts.deputy)?, "deputy")?);
    let record = RecordId::at(at.now_ms);
    let office = station.facts.office.clone().unwrap_or_default();
    let blank = Voice::blank(record, (station.id, &office));
    let facts = input.facts.clone();
    let mut ops = registering(&blank, (station, &deputy), input, &at.ctx())?;
    super::all_serve(at, &facts)?;
    let number = take_number(at, station.code(), SERIES)?;
    let no = if let Op::TakeNo { number, .. } = &number { number.clone() } else { String::new() };
    ops.push(number);
    at.open_as(record, "voice", Stream::station(station.id), ops);
    Ok(RegisteredVoice { record: record.to_string(), no })
}
