//! `submit_obligation` (提交成果): with a proof, and every required item proven.

use chrono::NaiveDate;
use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{NOUN, Obligation, ask};
use crate::facts::{Kept, LONG, go, parts, written};
use crate::{Ctx, Refusal};

parts! {
    pub struct Submitted {
        text: String,
        on: NaiveDate,
        #[ts(as = "String")]
        by: RecordId,
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SubmitObligation {
    pub text: String,
}

pub fn submit_obligation(
    obligation: &Obligation,
    input: SubmitObligation,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = ask(obligation, "submit_obligation", ctx)?;
    written("text", &input.text, LONG)?;
    let submitted = Submitted { text: input.text, on: ctx.today, by: ctx.person.record };
    Ok(vec![Op::line("submission", submitted.keep()), go(row, obligation.at())])
}

/// The need of submitting: how much proof is data (`evidence.csv`), which items is the template's.
pub(super) fn proven(obligation: &Obligation, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let n = obligation.proofs.len() as u32;
    let mut lacks =
        ctx.law.evidence.lacks((NOUN, "submit"), ctx.today, |kind| if kind == "proof" { n } else { 0 });
    lacks.extend(obligation.open_items().into_iter().map(|item| item.key.clone()));
    if lacks.is_empty() { Ok(()) } else { Err(Refusal::Lacks { verb: "submit_obligation".into(), lacks }) }
}
