//! `refer_appeal` (转送、移送): to a unit outside that has no desk; and `object_referral`, back to whoever sent it here.

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::around::is_accused;
use super::super::{Appeal, NOUN, Referral};
use super::{How, Sorting, sorted};
use crate::facts::{Kept, SHORT, choices, said, written};
use crate::{Ctx, Refusal, Step};

choices! {
    /// 转送 to a unit that answers on its own; 移送 to the organ that has the power.
    pub enum Outward {
        Refer = "refer",
        Transfer = "transfer",
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReferAppeal {
    #[serde(flatten)]
    pub sorting: Sorting,
    pub kind: Outward,
    /// The unit's name as it stands on the letter.
    pub unit: String,
    /// 函号.
    pub letter_no: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ObjectReferral {
    #[serde(flatten)]
    pub sorting: Sorting,
    /// Who sent it to us, and gets it back after verifying.
    pub unit: String,
    pub letter_no: String,
    pub reason: String,
}

pub fn refer_appeal(appeal: &Appeal, input: ReferAppeal, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("refer_appeal", ctx)?;
    let how = How { verb: row.verb, handling: input.kind.key(), reason: None };
    let mut ops = sorted((appeal, how), &input.sorting, |_| {}, ctx)?;
    let letter = Letter { step: input.kind.key(), unit: &input.unit, no: &input.letter_no };
    ops.extend(sent((appeal, row), input.sorting.on, letter, ctx)?);
    Ok(ops)
}

/// Within five working days (信访工作条例 23); the rule counts, this act meets it.
pub fn object_referral(appeal: &Appeal, input: ObjectReferral, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("object_referral", ctx)?;
    written("reason", &input.reason, SHORT)?;
    let how = How { verb: row.verb, handling: "refer", reason: Some(&input.reason) };
    let on = input.sorting.on;
    let mut ops = sorted((appeal, how), &input.sorting, |t| _ = t.happened("objected", on), ctx)?;
    let letter = Letter { step: Outward::Refer.key(), unit: &input.unit, no: &input.letter_no };
    ops.extend(sent((appeal, row), on, letter, ctx)?);
    Ok(ops)
}

/// What goes out; `step` is what `evidence.csv` calls this way of sending it.
struct Letter<'a> {
    step: &'static str,
    unit: &'a str,
    no: &'a str,
}

fn sent(
    (appeal, row): (&Appeal, &Step<Appeal>),
    on: NaiveDate,
    letter: Letter<'_>,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let Letter { step, unit, no } = letter;
    written("unit", unit, SHORT)?;
    written("letter_no", no, SHORT)?;
    let has = |kind: &str| if kind == "letter" { said(no) } else { 0 };
    ctx.law.evidence.demand((NOUN, step, row.verb), ctx.today, has)?;
    if is_accused(appeal, unit) {
        return Err(Refusal::ToTheAccused { unit: unit.into() });
    }
    let (flow, id) = appeal.next_flow("refer");
    let referral = Referral { id, unit: unit.into(), letter_no: Some(no.into()), on, by: ctx.person.record };
    let mut ops = vec![Op::line("referral", referral.keep()), Op::go(&flow, "", "sent")];
    ops.extend(appeal.go(row));
    Ok(ops)
}
