//! `settle_appeal` (负责人认定): after the rework a responsible leader may end it. It still counts as 不满意.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::{Appeal, Decided, NOUN, Verdict};
use crate::facts::{Kept, LONG, said, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SettleAppeal {
    /// 查明事实 and why nothing more can be done.
    pub finding: String,
}

pub fn settle_appeal(appeal: &Appeal, input: SettleAppeal, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("settle_appeal", ctx)?;
    written("finding", &input.finding, LONG)?;
    let has = |kind: &str| if kind == "finding" { said(&input.finding) } else { 0 };
    ctx.law.evidence.demand((NOUN, "close_after_rework", row.verb), ctx.today, has)?;
    let by = ctx.person.record;
    let decided = Decided {
        flow: "main".into(),
        verdict: Verdict::Approved,
        approver: by,
        on: ctx.today,
        paper: None,
        reason: Some(input.finding),
        by,
    };
    let mut ops = vec![Op::line("settled", decided.keep())];
    ops.extend(appeal.go(row));
    Ok(ops)
}
