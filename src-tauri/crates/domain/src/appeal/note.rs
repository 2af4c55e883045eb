//! 办理笔记: opinions, findings, drafts. Records of the office's own stream, so they never lie on a station's disk.

use ledger::{Op, Record, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Appeal, Material};
use crate::facts::{Kept, LONG, choices, elements, written};
use crate::{Ctx, LinkRow, Projection, Refusal, SearchRow};

choices! {
    pub enum NoteKind {
        Note = "note",
        /// 办理意见, 领导批示.
        Opinion = "opinion",
        /// 拟办结: reply, explanation and proofs as proposed.
        Draft = "draft",
        /// Why it was sent back, why somebody keeps away.
        Reason = "reason",
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct WriteNote {
    pub kind: NoteKind,
    pub text: String,
    #[serde(default)]
    pub proofs: Vec<Material>,
}

/// A record of `of/<office>` of its own, noun `note`. A liaison writes none and reads none.
pub fn write_note(appeal: &Appeal, input: WriteNote, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    if !ctx.person.works_on_matters() {
        return Err(Refusal::WrongRole { verb: "write_note".into() });
    }
    written("text", &input.text, LONG)?;
    if !input.proofs.iter().all(Material::can_be_found) {
        return Err(Refusal::Required { field: "proofs".into() });
    }
    Ok(note_ops(appeal, (input.kind, &input.text), &input.proofs, ctx))
}

/// What was said elsewhere before it was known that the matter must be sealed; `files` lay there with it.
pub fn carried_note(about: RecordId, (text, files): (&str, Vec<Op>), ctx: &Ctx<'_>) -> Vec<Op> {
    written_note(about, (NoteKind::Note, text), files, ctx)
}

pub(super) fn note_ops(
    appeal: &Appeal,
    said: (NoteKind, &str),
    proofs: &[Material],
    ctx: &Ctx<'_>,
) -> Vec<Op> {
    written_note(appeal.record.id, said, proofs.iter().map(|p| Op::add("proof", p.keep())).collect(), ctx)
}

fn written_note(about: RecordId, (kind, text): (NoteKind, &str), more: Vec<Op>, ctx: &Ctx<'_>) -> Vec<Op> {
    let mut ops = vec![
        Op::set("about", about),
        Op::set("office", ctx.person.office.as_str()),
        Op::set("kind", kind.key()),
        Op::set("text", text),
        Op::set("written_by", ctx.person.record),
        Op::set("written_on", ctx.today.keep()),
    ];
    ops.extend(more);
    ops.push(Op::go("main", "", "written"));
    ops
}

/// How a note names its appeal.
pub const NOTE_LINK: &str = "note";

/// A note is found through its appeal only: it has no row. Words without a row stand apart in the index, for those who may read
/// notes; what is hidden or lies sealed has none.
pub fn project_note(record: &Record) -> Projection {
    let about = record.record("about").map(|to| LinkRow { kind: NOTE_LINK.into(), to });
    let (text, explanation) = note_text(record);
    let open = !record.hidden && record.stream.class() != "sealed";
    let search = open.then(|| SearchRow {
        text: [text, explanation].into_iter().flatten().collect::<Vec<_>>().join("\n"),
        ..SearchRow::default()
    });
    Projection { links: about.into_iter().collect(), search, ..Projection::default() }
}

/// What a note says: for a draft the reply and the explanation, in that order.
pub fn note_text(note: &Record) -> (Option<String>, Option<String>) {
    let text = |field: &str| note.text(field).map(str::to_owned);
    (text("text"), text("explanation"))
}

/// Proofs of a draft, as proposed.
#[must_use]
pub fn proofs_of(note: &Record) -> Vec<Material> {
    elements(note, "proof")
}

pub(super) fn is_about(note: &Record, appeal: RecordId) -> bool {
    note.record("about") == Some(appeal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene;

    #[test]
    fn a_note_has_words_unless_it_is_hidden_or_lies_sealed() {
        let ops =
            [Op::set("about", scene::id(1)), Op::set("text", "调取监控"), Op::set("explanation", "释法")];
        let mut note = scene::record("note", &ops);
        let words = |note: &Record| project_note(note).search.map(|row| row.text);
        assert_eq!(words(&note).as_deref(), Some("调取监控\n释法"));
        assert_eq!(project_note(&note).card, None);
        note.hidden = true;
        assert_eq!(words(&note), None);
        note.hidden = false;
        note.stream = ledger::Stream::sealed("331002");
        assert_eq!(words(&note), None);
    }
}
