//! What both pages say of a hand-over: where it could go or went and how it stands there, where it came from with its
//! proof, and what came to the old office afterwards. It decides nothing.
//! Called by `open_appeal`.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::Ctx;
use domain::appeal::Appeal;
use domain::appeal::handing::{Handed, Handing, Verb};
use ledger::{Entry, EntryId, RecordId, fold};
use serde::Serialize;
use store::Reader;
use ts_rs::TS;

use super::proof::{attached, is_of_hand_over};
use crate::desk::StationRef;
use crate::timeline::{TimelineEntry, timeline};
use crate::{Office, Result};

/// In the record that was given.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HandOverView {
    pub at: Handing,
    /// Six digits of who is to have it, or has it.
    pub to_office: String,
    pub asked_on: NaiveDate,
    pub asked_by: String,
    pub reason: Option<String>,
    /// Of a refusal or of sending back.
    pub decided_on: Option<NaiveDate>,
    pub decided_why: Option<String>,
    /// The record over there, where this desk has it.
    pub record: Option<String>,
    /// How it stands there by the last report, and its number.
    pub there_state: Option<String>,
    pub there_no: Option<String>,
    pub there_on: Option<NaiveDate>,
    /// 转交后另有登记.
    pub late: Vec<LateWork>,
    /// Where it could go, for whoever may approve it.
    pub stations: Vec<StationRef>,
}

/// An entry that whoever handed it over had not seen.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LateWork {
    pub entry: String,
    pub act: String,
    pub on: NaiveDate,
    pub by_name: String,
}

/// In the record that began by it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HandedInView {
    pub from_office: String,
    pub from_station: Option<StationRef>,
    pub from_no: Option<String>,
    pub on: NaiveDate,
    pub reason: Option<String>,
    /// The record it was, where this desk has it.
    pub record: Option<String>,
    /// The giver's own story, newest first, as its writers signed it.
    pub story: Vec<TimelineEntry>,
    pub n_proofs: u32,
    /// Whose signatures hold on this desk.
    pub n_good: u32,
    /// Came after it was handed over.
    pub late: Vec<LateWork>,
    /// 退回.
    pub back_on: Option<NaiveDate>,
    pub back_why: Option<String>,
}

type Both = (Option<HandOverView>, Option<HandedInView>);

pub(in crate::appeals) fn hand_over(
    office: &Office,
    reader: &Reader<'_>,
    (appeal, ctx): (&Appeal, &Ctx<'_>),
) -> Result<Both> {
    Ok((given(office, reader, (appeal, ctx))?, received(office, reader, appeal)?))
}

fn given(
    office: &Office,
    reader: &Reader<'_>,
    (appeal, ctx): (&Appeal, &Ctx<'_>),
) -> Result<Option<HandOverView>> {
    let Some((id, at)) = appeal.handing() else { return Ok(None) };
    let lines = appeal.handed(&id);
    let last = |verb: Verb| lines.iter().rev().find(|h| h.verb == verb);
    let Some(asked) = last(Verb::Asked) else { return Ok(None) };
    let decided = match at {
        Handing::Asked => None,
        Handing::Declined => last(Verb::Declined),
        Handing::SentBack => last(Verb::SentBack),
        Handing::Handed | Handing::Answered => last(Verb::Approved),
    };
    let there = last(Verb::Reported);
    let to_office = asked.office.clone().unwrap_or_default();
    let decides = appeal.ask_for("approve_hand_over", ctx).is_ok();
    let stations = if decides { stations(office, reader, &to_office)? } else { vec![] };
    Ok(Some(HandOverView {
        at,
        stations,
        to_office,
        asked_on: asked.on,
        asked_by: office.person_name(asked.by),
        reason: asked.reason.clone(),
        decided_on: decided.map(|h| h.on),
        decided_why: decided.and_then(|h| h.reason.clone()),
        record: last(Verb::Approved).and_then(|h| h.record).map_or(Ok(None), |r| held(reader, r))?,
        there_state: there.and_then(|h| h.state.clone()),
        there_no: lines.iter().rev().find_map(|h: &Handed| h.no.clone()),
        there_on: there.map(|h| h.on),
        late: late(office, &reader.entries(appeal.record.id)?),
    }))
}

fn held(reader: &Reader<'_>, record: RecordId) -> Result<Option<String>> {
    Ok(reader.card(record)?.map(|_| record.to_string()))
}

/// Entries that neither came before the approval nor after the answer: written while the other office had it, or on an
/// island that did not know.
fn late(office: &Office, entries: &[Entry]) -> Vec<LateWork> {
    let Some(handed) = entries.iter().rfind(|e| e.header.act == "approve_hand_over") else { return vec![] };
    let before = ancestors(entries, &handed.header.parents);
    let answers = entries.iter().filter(|e| is_of_hand_over(&e.header.act) && e.id != handed.id);
    let known: BTreeSet<EntryId> = answers.map(|e| e.id).collect();
    let late = entries.iter().filter(|e| {
        let after_word = !ancestors(entries, &e.header.parents).is_disjoint(&known);
        !before.contains(&e.id) && !is_of_hand_over(&e.header.act) && !after_word
    });
    late.map(|e| work(office, e)).collect()
}

fn work(office: &Office, entry: &Entry) -> LateWork {
    LateWork {
        entry: entry.id.to_string(),
        act: entry.header.act.clone(),
        on: crate::wall::day_of(entry.header.wall_ms),
        by_name: office.name_of(entry.header.account),
    }
}

fn ancestors(entries: &[Entry], from: &[EntryId]) -> BTreeSet<EntryId> {
    let (mut todo, mut found) = (from.to_vec(), BTreeSet::new());
    while let Some(id) = todo.pop() {
        if found.insert(id) {
            let entry = entries.iter().find(|e| e.id == id);
            todo.extend(entry.into_iter().flat_map(|e| e.header.parents.iter().copied()));
        }
    }
    found
}

fn received(office: &Office, reader: &Reader<'_>, appeal: &Appeal) -> Result<Option<HandedInView>> {
    let Some(origin) = appeal.origin() else { return Ok(None) };
    let entries = attached(&appeal.record);
    let authority = reader.authority()?;
    let good = entries.iter().filter(|e| !authority.is_forged(e)).count();
    let story = fold(&entries, &authority).map(|record| timeline(office, &record, &entries));
    let heads: BTreeSet<String> = origin.heads.iter().cloned().collect();
    let known: Vec<EntryId> =
        entries.iter().map(|e| e.id).filter(|id| heads.contains(&id.to_string())).collect();
    let before = ancestors(&entries, &known);
    let back = appeal.lines::<Handed>("handing").into_iter().rfind(|h| h.verb == Verb::SentBack);
    Ok(Some(HandedInView {
        from_office: origin.office,
        from_station: origin
            .station
            .map(|s| StationRef { record: s.to_string(), name: office.station_name(s) }),
        from_no: origin.no,
        on: origin.on,
        reason: origin.reason,
        record: held(reader, origin.record)?,
        n_proofs: u32::try_from(entries.len()).unwrap_or(u32::MAX),
        n_good: u32::try_from(good).unwrap_or(u32::MAX),
        late: entries.iter().filter(|e| !before.contains(&e.id)).map(|e| work(office, e)).collect(),
        story: story.unwrap_or_default(),
        back_on: back.as_ref().map(|h| h.on),
        back_why: back.and_then(|h| h.reason),
    }))
}

/// Those of the office that are open, in the order of their names.
fn stations(office: &Office, reader: &Reader<'_>, code: &str) -> Result<Vec<StationRef>> {
    let names = office.names();
    let mut found: Vec<(String, RecordId)> = vec![];
    for (id, name) in &names.stations {
        let card = reader.card(*id)?.map(|r| r.card);
        if card.is_some_and(|c| c.office == code && c.state != domain::station::CLOSED && !c.hidden) {
            found.push((name.clone(), *id));
        }
    }
    found.sort();
    let of = |(name, id): (String, RecordId)| StationRef { record: id.to_string(), name };
    Ok(found.into_iter().map(of).collect())
}
