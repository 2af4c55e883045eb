//! What the page of every matter begins with: where it stands, who has it, its clocks, its people (masked), what is
//! possible now, what happened, what it is tied to. The nouns add their own facts.
//! It does not know what a state means. Called by `open_visit`, `open_voice`, `open_activity` and `open_obligation`.

use chrono::NaiveDate;
use domain::clocks::clocks;
use domain::party::{Party, PartyView};
use domain::{Ctx, Refusal, StepView, VOID, void_number};
use ledger::{DeedId, Entry, Op, Record, RecordId};
use serde::Serialize;
use store::Reader;
use ts_rs::TS;

use crate::appeals::{LinkedRow, links};
use crate::clocks::{self as views, ClockView};
use crate::desk::StationRef;
use crate::redactions::{KeptView, kept};
use crate::sealing::{entries_for, record_for};
use crate::timeline::{TimelineEntry, timeline};
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Serialize, TS)]
pub struct Face {
    pub record: String,
    pub seen: Vec<String>,
    pub no: Option<String>,
    pub state: String,
    pub station: Option<StationRef>,
    pub office: String,
    pub holder: Option<String>,
    pub holder_name: Option<String>,
    /// The day it was written down first.
    pub registered_on: Option<NaiveDate>,
    pub clocks: Vec<ClockView>,
    pub parties: Vec<FaceParty>,
    pub steps: Vec<StepView>,
    pub timeline: Vec<TimelineEntry>,
    pub links: Vec<LinkedRow>,
    /// Fields that a duty to archive keeps unseen.
    pub kept: Vec<KeptView>,
    /// 作废: its registration was undone.
    pub voided: Option<Voided>,
    /// Part of it was written by a newer program.
    pub newer: bool,
    /// What must be understood was not: it is read here, and changed after the update.
    pub locked: bool,
}

/// By whom, when and why. Its number is never given again.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Voided {
    pub by_name: String,
    pub on: NaiveDate,
    pub reason: String,
}

/// Somebody of the matter, with what `amend_party` gives back.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FaceParty {
    pub part: String,
    pub party: PartyView,
    pub seen: Vec<String>,
    pub steps: Vec<StepView>,
    pub kept: Vec<KeptView>,
}

/// `steps` are the noun's own; parties follow by `with_parties`.
pub(crate) fn face(
    (office, who): (&Office, &Who),
    reader: &Reader<'_>,
    record: &Record,
    steps: Vec<StepView>,
) -> Result<Face> {
    let (law, today, names) = (office.law(), office.wall.today(), office.names());
    let station = domain::facts::station_of(record);
    let holder = record.record("holder");
    let entries = entries_for(reader, who, record)?;
    let void = void_number(record);
    let number = void.or_else(|| record.numbers.iter().find(|n| !n.void));
    let steps = match void {
        Some(_) => vec![],
        None if record.locked => locked(steps),
        None => steps,
    };
    let counted = if void.is_some() { vec![] } else { clocks(record, &law) };
    Ok(Face {
        record: record.id.to_string(),
        seen: seen(record),
        no: number.map(|n| n.number.clone()),
        state: if void.is_some() { VOID } else { record.at("main") }.into(),
        station: station.map(|s| StationRef { record: s.to_string(), name: office.station_name(s) }),
        office: record.text("office").unwrap_or_default().into(),
        holder: holder.map(|h| h.to_string()),
        holder_name: holder.and_then(|h| names.people.get(&h).cloned()),
        registered_on: record.opened.as_ref().map(|s| crate::wall::day_of(s.wall_ms)),
        clocks: counted.iter().map(|c| views::view((record, c), &law, today)).collect(),
        parties: vec![],
        steps,
        timeline: timeline(office, record, &entries),
        links: links((office, who), reader, record.id)?,
        kept: kept(office, record),
        voided: void.and_then(|number| voided(office, (record, &entries), number.stamp.deed)),
        newer: record.newer,
        locked: record.locked,
    })
}

/// Of several who took it back, each at a desk of their own, the first.
fn voided(office: &Office, (record, entries): (&Record, &[Entry]), begun: DeedId) -> Option<Voided> {
    let stands = |e: &&Entry| !record.powerless.contains(&e.id) && !record.undone.contains(&e.header.deed);
    let why = |e: &Entry| {
        e.ops().find_map(|(_, op)| match op {
            Op::Undo { deed, reason } if *deed == begun => Some(reason.clone()),
            _ => None,
        })
    };
    let undos = entries.iter().filter(stands).filter_map(|e| Some((&e.header, why(e)?)));
    let (header, reason) = undos.min_by_key(|(header, _)| (header.wall_ms, header.writer, header.seq))?;
    Some(Voided { by_name: office.name_of(header.account), on: crate::wall::day_of(header.wall_ms), reason })
}

/// The reason stands at every button.
fn locked(steps: Vec<StepView>) -> Vec<StepView> {
    let shut = |step: StepView| StepView { may: false, why: Some(Refusal::NewerRecord), ..step };
    steps.into_iter().map(shut).collect()
}

impl Face {
    /// The people named, each with a part; a party this desk does not have is left out.
    pub(crate) fn with_parties(
        mut self,
        (office, who): (&Office, &Who),
        reader: &Reader<'_>,
        named: impl IntoIterator<Item = (RecordId, String)>,
    ) -> Result<Self> {
        let (law, today) = (office.law(), office.wall.today());
        let ctx = Ctx { person: &who.person, today, law: &law };
        for (id, part) in named {
            let Some(record) = record_for(reader, who, id)? else { continue };
            let party = Party::of(&record);
            self.parties.push(FaceParty {
                part,
                party: PartyView::of(&party, today),
                seen: seen(&record),
                steps: domain::steps::allowed(domain::party::STEPS, &party, &ctx),
                kept: kept(office, &record),
            });
        }
        Ok(self)
    }
}

pub(crate) fn seen(record: &Record) -> Vec<String> {
    record.heads.iter().map(ToString::to_string).collect()
}
