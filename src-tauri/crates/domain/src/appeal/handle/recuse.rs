//! 回避 (信访工作条例 28): `declare_recusal` by the one concerned, `clear_conflict` where only a name is the same.

use ledger::{Op, RecordId, Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::conclude::Twin;
use super::super::note::note_ops;
use super::super::{Appeal, NoteKind};
use crate::facts::{SHORT, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DeclareRecusal {
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ClearConflict {
    /// Whose name is the same and who is not that person.
    #[ts(as = "String")]
    pub person: RecordId,
    pub reason: String,
}

/// The reason stays with the office, in a note: the record says only that this person keeps away.
pub fn declare_recusal(appeal: &Appeal, input: DeclareRecusal, ctx: &Ctx<'_>) -> Result<Twin, Refusal> {
    appeal.ask("declare_recusal", ctx)?;
    written("reason", &input.reason, SHORT)?;
    let me = ctx.person.record;
    let mut ops = vec![Op::add("recused", me)];
    if appeal.holder == Some(me) {
        ops.push(Op::set("holder", Value::Null));
    }
    Ok(Twin { appeal: ops, note: note_ops(appeal, (NoteKind::Reason, &input.reason), &[], ctx) })
}

pub fn clear_conflict(appeal: &Appeal, input: ClearConflict, ctx: &Ctx<'_>) -> Result<Twin, Refusal> {
    appeal.ask("clear_conflict", ctx)?;
    written("reason", &input.reason, SHORT)?;
    if input.person == ctx.person.record {
        return Err(Refusal::OwnWork { verb: "clear_conflict".into() });
    }
    let note = note_ops(appeal, (NoteKind::Reason, &input.reason), &[], ctx);
    Ok(Twin { appeal: vec![Op::add("cleared", input.person)], note })
}
