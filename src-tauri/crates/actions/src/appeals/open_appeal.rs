//! `open_appeal`: everything its page shows: step, clocks with their days, people (masked), what happened, and what is
//! possible now with the reason where it is not.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::appeal::limit::{events, recorded, waiting};
use domain::appeal::sort::candidate_limit;
use domain::appeal::{Appeal, AppealFacts, Material, NoteKind, Proposed, must_seal, note_text};
use domain::law::Wording;
use domain::rules::Check;
use domain::sealed::SealReason;
use domain::{Refusal, Stage};
use ledger::{Record, RecordId};
use serde::{Deserialize, Serialize};
use store::Reader;
use ts_rs::TS;

use crate::error::OrMissing;
use crate::face::{Face, face};
use crate::find::sees;
use crate::rows::{self, Row};
use crate::sealing::record_for;
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneRecord {
    #[ts(type = "string")]
    pub record: RecordId,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct AppealView {
    #[serde(flatten)]
    pub face: Face,
    pub external_no: Option<String>,
    pub stage: Stage,
    pub facts: AppealFacts,
    /// Until 事项性质 is known: the earliest limit that sorting may bring.
    pub candidate: Option<domain::appeal::sort::Candidate>,
    /// It lies open and must not (a minor was recognised, 举报 was said later): list `seal_reason`.
    pub must_seal: Option<SealReason>,
    /// What rules without a period say of it (首次信访三类, 集体访).
    pub marks: Vec<RuleMark>,
    /// Events of the procedure that would start or meet a limit now (登记程序事项); a liaison enters none.
    pub events: Vec<domain::procedure::EventOffered>,
    /// Requests for an extension or a pause that wait for a decision.
    pub waiting: Vec<domain::appeal::Asked>,
    /// Those granted on paper that wait for whose signature it bears.
    pub recorded: Vec<domain::appeal::Asked>,
    /// The conclusion that waits for approval; its texts are the office's until then.
    pub proposed: Option<ProposedView>,
    /// 转交 to another office: how it stands.
    pub hand_over: Option<super::HandOverView>,
    /// It came by one: where from, with its proof.
    pub handed_in: Option<super::HandedInView>,
    /// The replies that went out, the last one last.
    pub replies: Vec<domain::appeal::Reply>,
    /// 办理笔记 of the office, newest first; a liaison is shown none.
    pub notes: Vec<NoteView>,
}

/// A mark of the lists with the row it comes from; one whose wording is in doubt shows that beside it (待核).
#[derive(Clone, Debug, Serialize, TS)]
pub struct RuleMark {
    pub flag: String,
    pub matter: String,
    pub article: String,
    pub wording: Wording,
}

/// 拟办结, as the approver reads it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ProposedView {
    /// Codes of the lists `conclusion` and `reply_form`.
    pub outcome: String,
    pub how: String,
    pub on: NaiveDate,
    pub by_name: String,
    pub reply: Option<String>,
    pub explanation: Option<String>,
    pub proofs: Vec<Material>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct NoteView {
    pub record: String,
    pub kind: Option<NoteKind>,
    pub text: String,
    pub by_name: String,
    pub on: Option<NaiveDate>,
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

pub(super) fn view(
    (office, who): (&Office, &Who),
    reader: &Reader<'_>,
    record: Record,
) -> Result<AppealView> {
    let (law, today) = (office.law(), office.wall.today());
    let bare = Appeal::of(&record);
    let known = super::known(&bare, today, |id| record_for(reader, who, id))?;
    let appeal = bare.knowing(known);
    let ctx = domain::Ctx { person: &who.person, today, law: &law };
    let steps = domain::steps::allowed(domain::appeal::STEPS, &appeal, &ctx);
    let people = appeal.involved().into_iter().map(|i| (i.record, i.part.key().to_owned()));
    let (hand_over, handed_in) = super::handing::hand_over(office, reader, (&appeal, &ctx))?;
    let mut face = face((office, who), reader, &record, steps)?;
    if face.voided.is_none() {
        face.state = appeal.state_key().into();
    }
    let owed: BTreeSet<String> = appeal.clocks(&law).into_iter().map(|c| c.flow).collect();
    face.clocks.retain(|clock| owed.contains(&clock.flow));
    let face = face.with_parties((office, who), reader, people)?;
    let face = if reads_notes(who) { face } else { outward(face) };
    let notes = if reads_notes(who) { notes((reader, who), &appeal)? } else { vec![] };
    Ok(AppealView {
        face,
        external_no: record.text("external_no").map(str::to_owned),
        stage: appeal.state.map_or(Stage::Collect, |s| s.stage()),
        candidate: candidate_limit(&appeal, &law),
        must_seal: must_seal(&appeal),
        marks: appeal.marks(&law).into_iter().map(mark).collect(),
        events: if reads_notes(who) { events(&appeal, &ctx) } else { vec![] },
        waiting: if reads_notes(who) { waiting(&appeal) } else { vec![] },
        recorded: recorded(&appeal),
        proposed: proposed(office, &appeal, &notes),
        hand_over,
        handed_in,
        replies: appeal.lines("reply"),
        notes: notes.iter().rev().map(|n| note_view(office, n)).collect(),
        facts: appeal.facts,
    })
}

fn mark((flag, check): (&str, &Check)) -> RuleMark {
    let (matter, article) = (check.matter.clone(), check.article.clone());
    RuleMark { flag: flag.into(), matter, article, wording: check.wording }
}

/// Handling notes are the office's: a liaison is often the township's own employee.
fn reads_notes(who: &Who) -> bool {
    who.person.works_on_matters()
}

/// Lines that were told outside, or that the station writes itself; all others are the office's own words.
const OUTWARD: &[&str] = &[
    "reply",
    "notice",
    "delivery",
    "progress",
    "evaluation",
    "contact",
    "clock",
    "referral",
    "referral_step",
    "turn",
    "printed",
];

/// What a liaison sees of the history: every act with its day and hand, the steps, and what went out.
fn outward(mut face: Face) -> Face {
    for entry in &mut face.timeline {
        entry.changes.retain(|c| c.kind != "line" || OUTWARD.contains(&c.name.as_str()));
    }
    face
}

/// The office's notes about an appeal that lie on this desk, oldest first. Those of a sealed matter nothing points at;
/// the matter itself names them.
fn notes((reader, who): (&Reader<'_>, &Who), appeal: &Appeal) -> Result<Vec<Record>> {
    let drafts = appeal.lines::<Proposed>("proposed").into_iter().map(|p| p.note);
    let along = domain::facts::elements::<RecordId>(&appeal.record, "note");
    let naming = reader.naming(appeal.record.id)?;
    let named: BTreeSet<RecordId> = naming.into_iter().chain(drafts).chain(along).collect();
    let mut found = vec![];
    for id in named {
        found.extend(record_for(reader, who, id)?.filter(|r| r.noun == "note" && !r.hidden));
    }
    found.sort_by_key(|n| (n.opened.as_ref().map(|o| o.wall_ms), n.id));
    Ok(found)
}

fn note_view(office: &Office, note: &Record) -> NoteView {
    NoteView {
        record: note.id.to_string(),
        kind: note.text("kind").and_then(NoteKind::from_key),
        text: note.text("text").unwrap_or_default().to_owned(),
        by_name: note.record("written_by").map(|p| office.person_name(p)).unwrap_or_default(),
        on: note.opened.as_ref().map(|o| crate::wall::day_of(o.wall_ms)),
    }
}

/// Only while it waits: afterwards the reply itself stands in the appeal.
fn proposed(office: &Office, appeal: &Appeal, notes: &[Record]) -> Option<ProposedView> {
    let waits = appeal.state == Some(domain::appeal::State::Concluding);
    let proposed = appeal.lines::<Proposed>("proposed").into_iter().last().filter(|_| waits)?;
    let note = notes.iter().find(|n| n.id == proposed.note)?;
    let (reply, explanation) = note_text(note);
    Some(ProposedView {
        outcome: proposed.outcome,
        how: proposed.how,
        on: proposed.on,
        by_name: office.person_name(proposed.by),
        reply,
        explanation,
        proofs: domain::appeal::proofs_of(note),
    })
}

/// Records that name this one and those it names, with their rows where they have one.
pub(crate) fn links(
    (office, who): (&Office, &Who),
    reader: &Reader<'_>,
    record: RecordId,
) -> Result<Vec<LinkedRow>> {
    let (scope, mut linked) = (who.scope(), vec![]);
    let named = reader.links(record)?.into_iter().map(|l| (l.kind, l.to));
    let naming = reader.naming(record)?.into_iter().map(|from| ("named_by".to_owned(), from));
    for (kind, id) in named.chain(naming) {
        let Some(found) = reader.card(id)? else { continue };
        let (card, is_named) = (&found.card, OPEN_BY_NAME.contains(&found.card.noun.as_str()));
        if is_named || sees(&scope, card.station, &card.office) {
            linked.push(LinkedRow { kind, row: rows::row(office, reader, found)? });
        }
    }
    Ok(linked)
}

/// What a page may name though it lies outside of the reader's scope: who and where, and what everybody is given to do.
const OPEN_BY_NAME: &[&str] = &["person", "deputy", "station", "subpoint", "post", "template"];

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
    if !sees(&who.scope(), station, &of_office) {
        return Err(Refusal::OutOfScope.into());
    }
    if domain::sealed::is_covered(&record) { Err(Refusal::BeingSealed.into()) } else { Ok(record) }
}
