//! The 签到表: who is expected or came, by part, with room to sign.

use chrono::{NaiveDate, NaiveTime};
use ledger::{Record, RecordId};
use serde::Serialize;
use ts_rs::TS;

use super::{Activity, State};
use crate::visit::Present;

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct SignInSheet {
    pub kind: String,
    pub topic: String,
    pub on: Option<NaiveDate>,
    pub from_at: Option<NaiveTime>,
    pub to_at: Option<NaiveTime>,
    pub place: Option<String>,
    pub rows: Vec<SignInRow>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
pub struct SignInRow {
    /// List `attendance`.
    pub part: String,
    pub name: String,
    pub unit: Option<String>,
}

/// Before it is held those invited and the hearers, afterwards those who came. `find` gives a staff or deputy record; where it fails
/// there is no sheet, for one that lacks a name looks like any other.
pub fn sign_in_sheet<E>(
    activity: &Activity,
    mut find: impl FnMut(RecordId) -> Result<Option<Record>, E>,
) -> Result<SignInSheet, E> {
    let facts = &activity.facts;
    let came = activity.state != Some(State::Planned);
    let listed = if came { &facts.attended } else { &facts.invited };
    let hearers = activity.hearers.iter().map(|h| SignInRow {
        part: "hearer".into(),
        name: h.name.clone(),
        unit: h.unit.clone(),
    });
    let mut rows: Vec<SignInRow> =
        listed.iter().flatten().map(|p| row(p, &mut find)).collect::<Result<_, E>>()?;
    rows.extend(hearers);
    rows.sort();
    rows.dedup();
    Ok(SignInSheet {
        kind: activity.kind().into(),
        topic: facts.topic.clone().unwrap_or_default(),
        on: activity.on(),
        from_at: facts.from_at,
        to_at: facts.to_at,
        place: facts.place.clone(),
        rows,
    })
}

fn row<E>(
    present: &Present,
    find: &mut impl FnMut(RecordId) -> Result<Option<Record>, E>,
) -> Result<SignInRow, E> {
    let record = present.record.map(find).transpose()?.flatten();
    let text = |field: &str| record.as_ref().and_then(|r| r.text(field)).map(str::to_owned);
    let name = present.name.clone().or_else(|| text("name")).unwrap_or_default();
    let unit = present.unit.clone().or_else(|| text("department")).or_else(|| text("constituency"));
    Ok(SignInRow { part: present.part.clone(), name, unit })
}
