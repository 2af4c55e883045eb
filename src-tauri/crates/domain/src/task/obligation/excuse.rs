//! `excuse_obligation`: the issuer lets it go, with a reason that stays readable in the grid.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{NOUN, Obligation, ask};
use crate::facts::{Kept, SHORT, go, said, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ExcuseObligation {
    /// List `excuse`.
    pub code: String,
    pub reason: String,
}

pub fn excuse_obligation(
    obligation: &Obligation,
    input: ExcuseObligation,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = ask(obligation, "excuse_obligation", ctx)?;
    ctx.law.codes.check(("code", "excuse"), &input.code, ctx.today)?;
    written("reason", &input.reason, SHORT)?;
    let has = |kind: &str| if kind == "reason" { said(&input.reason) } else { 0 };
    ctx.law.evidence.demand((NOUN, "excuse", row.verb), ctx.today, has)?;
    Ok(vec![
        Op::set("excuse", input.code),
        Op::set("reason", input.reason),
        Op::set("excused_on", ctx.today.keep()),
        Op::set("excused_by", ctx.person.record),
        go(row, obligation.at()),
    ])
}
