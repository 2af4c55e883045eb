//! `refer_appeal` (转送、移送): to a unit outside that has no desk; and `object_referral`, back to whoever sent it here.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::around::is_accused;
use super::super::{Appeal, Referral};
use super::{How, Sorting, sorted};
use crate::facts::{Kept, SHORT, choices, written};
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
    ops.extend(sent((appeal, row), &input.sorting, (&input.unit, &input.letter_no), ctx)?);
    Ok(ops)
}

/// Within five working days (信访工作条例 23); the rule counts, this act meets it.
pub fn object_referral(appeal: &Appeal, input: ObjectReferral, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("object_referral", ctx)?;
    written("reason", &input.reason, SHORT)?;
    let how = How { verb: row.verb, handling: "refer", reason: Some(&input.reason) };
    let on = input.sorting.on;
    let mut ops = sorted((appeal, how), &input.sorting, |t| _ = t.happened("objected", on), ctx)?;
    ops.extend(sent((appeal, row), &input.sorting, (&input.unit, &input.letter_no), ctx)?);
    Ok(ops)
}

fn sent(
    (appeal, row): (&Appeal, &Step<Appeal>),
    sorting: &Sorting,
    (unit, letter_no): (&str, &str),
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    written("unit", unit, SHORT)?;
    written("letter_no", letter_no, SHORT)?;
    if is_accused(appeal, unit) {
        return Err(Refusal::ToTheAccused { unit: unit.into() });
    }
    let (flow, id) = appeal.next_flow("refer");
    let referral = Referral {
        id,
        unit: unit.into(),
        letter_no: Some(letter_no.into()),
        on: sorting.on,
        by: ctx.person.record,
    };
    let mut ops = vec![Op::line("referral", referral.keep()), Op::go(&flow, "", "sent")];
    ops.extend(appeal.go(row));
    Ok(ops)
}
