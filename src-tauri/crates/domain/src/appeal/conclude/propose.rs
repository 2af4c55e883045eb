//! `propose_conclusion` (拟办结). The texts go into a note of the office; the appeal says only that they are there, so
//! that a draft never lies on a station's disk.

use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::note::note_ops;
use super::super::{Appeal, Material, NOUN, NoteKind, Proposed};
use super::Twin;
use crate::facts::{Kept, LONG, in_list, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ProposeConclusion {
    /// 处理结论 (list `conclusion`).
    pub outcome: String,
    pub reply: String,
    /// 释法说理.
    pub explanation: String,
    /// 答复方式 (list `reply_form`).
    pub how: String,
    pub proofs: Vec<Material>,
    /// 三到位一处理 (list `three_in_place`), 化解结果 (list `resolution`).
    #[serde(default)]
    #[ts(optional)]
    pub three_in_place: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub resolution: Option<String>,
}

/// `note` is the id of the note record that the same deed opens.
pub fn propose_conclusion(
    appeal: &Appeal,
    note: RecordId,
    input: ProposeConclusion,
    ctx: &Ctx<'_>,
) -> Result<Twin, Refusal> {
    let row = appeal.ask("propose_conclusion", ctx)?;
    check(&input, ctx)?;
    let (flow, id) = appeal.next_flow("approve");
    let proposed = Proposed {
        id,
        outcome: input.outcome.clone(),
        note,
        n_proofs: u32::try_from(input.proofs.len()).unwrap_or(u32::MAX),
        how: input.how.clone(),
        reply: true,
        explanation: true,
        on: ctx.today,
        by: ctx.person.record,
    };
    let mut ops = vec![
        Op::set("outcome", input.outcome.as_str()),
        Op::add("handler", ctx.person.record),
        Op::line("proposed", proposed.keep()),
        Op::go(&flow, "", "pending"),
    ];
    ops.extend(input.three_in_place.as_deref().map(|v| Op::set("three_in_place", v)));
    ops.extend(input.resolution.as_deref().map(|v| Op::set("resolution", v)));
    ops.extend(appeal.go(row));
    let mut draft = note_ops(appeal, (NoteKind::Draft, &input.reply), &input.proofs, ctx);
    draft.push(Op::set("explanation", input.explanation.as_str()));
    Ok(Twin { appeal: ops, note: draft })
}

fn check(input: &ProposeConclusion, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let there = |text: &str| u32::from(!text.trim().is_empty());
    let found = input.proofs.iter().filter(|p| p.can_be_found()).count();
    let lacks = ctx.law.evidence.lacks((NOUN, "conclude"), ctx.today, |kind| match kind {
        "reply" => there(&input.reply),
        "explanation" => there(&input.explanation),
        "reply_form" => there(&input.how),
        "proof" => u32::try_from(found).unwrap_or(u32::MAX),
        _ => 0,
    });
    if !lacks.is_empty() {
        return Err(Refusal::Lacks { verb: "propose_conclusion".into(), lacks });
    }
    written("reply", &input.reply, LONG)?;
    written("explanation", &input.explanation, LONG)?;
    in_list(ctx, ("outcome", "conclusion"), &Some(input.outcome.clone()))?;
    in_list(ctx, ("how", "reply_form"), &Some(input.how.clone()))?;
    in_list(ctx, ("three_in_place", "three_in_place"), &input.three_in_place)?;
    in_list(ctx, ("resolution", "resolution"), &input.resolution)?;
    match input.proofs.iter().all(Material::can_be_found) {
        true => Ok(()),
        false => Err(Refusal::Required { field: "proofs".into() }),
    }
}
