//! Steps with words that are the office's own, in a note beside the appeal: these verbs touch two records.

use domain::appeal::conclude::{
    self, ApproveConclusion, ProposeConclusion, RecordPaperApproval, SendBackConclusion,
};
use domain::appeal::handle::{self, ClearConflict, DeclareRecusal};
use domain::appeal::limit::{self, RecordPaperGrant};
use domain::appeal::{Appeal, NoteKind, Proposed, WriteNote};
use domain::{Ctx, Refusal};
use ledger::{Op, Record, RecordId, Stream};
use serde::Deserialize;
use ts_rs::TS;

use super::said::lies_open;
use crate::find::sees;
use crate::later::{Said, agreed};
use crate::outcome::On;
use crate::people::can_sign;
use crate::perform::At;
use crate::stations::Opened;
use crate::step::{Noun, Written, of_noun};
use crate::{Office, Outcome, Result, Who};

/// Ops of the appeal and of the office's note, in one deed.
pub struct Twin {
    note: RecordId,
    ops: conclude::Twin,
}

impl Written for Twin {
    fn plan(self, on: &On, at: &mut At<'_, '_>) -> Result<()> {
        at.change(on, self.ops.appeal)?;
        let of = at.record(on.record)?.stream;
        // What is said of a sealed matter lies where the matter lies.
        let stream = if of.class() == "sealed" { of } else { Stream::office(&at.who.person.office) };
        at.open_as(self.note, "note", stream, self.ops.note);
        Ok(())
    }
}

/// With a fresh id for the note that the same deed opens.
pub fn propose_conclusion(appeal: &Appeal, input: ProposeConclusion, ctx: &Ctx<'_>) -> Said<Twin> {
    let note = fresh(ctx);
    Ok(Twin { note, ops: conclude::propose_conclusion(appeal, note, input, ctx)? })
}

/// The reason is the office's own.
pub fn send_back_conclusion(appeal: &Appeal, input: SendBackConclusion, ctx: &Ctx<'_>) -> Said<Twin> {
    Ok(Twin { note: fresh(ctx), ops: conclude::send_back_conclusion(appeal, input, ctx)? })
}

pub fn declare_recusal(appeal: &Appeal, input: DeclareRecusal, ctx: &Ctx<'_>) -> Said<Twin> {
    Ok(Twin { note: fresh(ctx), ops: handle::declare_recusal(appeal, input, ctx)? })
}

pub fn clear_conflict(appeal: &Appeal, input: ClearConflict, ctx: &Ctx<'_>) -> Said<Twin> {
    Ok(Twin { note: fresh(ctx), ops: handle::clear_conflict(appeal, input, ctx)? })
}

/// 办理笔记: a record of the office's own stream beside the appeal.
pub fn write_note(office: &Office, who: &Who, input: WriteNoteIn) -> Result<Outcome<Opened>> {
    office.perform(who, "write_note", |at| {
        let record = of_noun(at, input.appeal, Appeal::NOUN)?;
        // What is said of a sealed matter lies where the matter lies: never beside what is left of it in the open.
        if domain::sealed::is_covered(&record) {
            return Err(Refusal::BeingSealed.into());
        }
        lies_open(at, (input.appeal, "write_note"))?;
        let appeal = Appeal::see(record, at)?;
        if !sees(&who.scope(), appeal.station, &appeal.office) {
            return Err(Refusal::OutOfScope.into());
        }
        let note = WriteNote { kind: input.kind, text: input.text, proofs: vec![] };
        let ops = domain::appeal::write_note(&appeal, note, &at.ctx())?;
        Ok(at.open("note", Stream::office(&at.who.person.office), ops).into())
    })
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WriteNoteIn {
    #[ts(type = "string")]
    pub appeal: RecordId,
    pub kind: NoteKind,
    pub text: String,
}

fn fresh(ctx: &Ctx<'_>) -> RecordId {
    RecordId::at(crate::wall::midnight_of(ctx.today))
}

/// An appeal whose conclusion waits, with the note the proposal names.
pub struct Drafted {
    appeal: Appeal,
    draft: Record,
}

impl Noun for Drafted {
    const NOUN: &'static str = Appeal::NOUN;

    fn see(record: Record, at: &At<'_, '_>) -> Result<Self> {
        let appeal = Appeal::see(record, at)?;
        let named = appeal.lines::<Proposed>("proposed").into_iter().last().map(|p| p.note);
        let draft = match named {
            Some(note) => at.record(note)?,
            // Nothing was proposed: the step itself says so, whatever stands here.
            None => Record::empty(appeal.record.id, "note", Stream::office(&appeal.office)),
        };
        Ok(Self { appeal, draft })
    }
}

pub fn approve_conclusion(waiting: &Drafted, input: ApproveConclusion, ctx: &Ctx<'_>) -> Said<Vec<Op>> {
    conclude::approve_conclusion(&waiting.appeal, &waiting.draft, input, ctx)
}

/// Asked first what the step itself needs, then whether the one who signed could have.
pub(crate) fn record_paper_approval(
    waiting: &Drafted,
    input: RecordPaperApproval,
    ctx: &Ctx<'_>,
) -> Said<impl Written + use<>> {
    let approver = input.approver;
    let ops = conclude::record_paper_approval(&waiting.appeal, &waiting.draft, input, ctx)?;
    agreed(ops, move |at| can_sign(at, approver, at.law.approvals.level("conclude", at.today)))
}

pub(crate) fn record_paper_grant(
    appeal: &Appeal,
    input: RecordPaperGrant,
    ctx: &Ctx<'_>,
) -> Said<impl Written + use<>> {
    let (approver, level) = (input.approver, limit::level_of(appeal, &input.id, ctx));
    let ops = limit::record_paper_grant(appeal, input, ctx)?;
    agreed(ops, move |at| can_sign(at, approver, level))
}
