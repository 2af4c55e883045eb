//! What is not ours to decide: `refuse_appeal` (不予受理), `decline_appeal` (不再受理), `guide_appeal` (引导法定程序).

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::Appeal;
use super::{How, Sorting, reasoned, sorted};
use crate::facts::{SHORT, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RefuseAppeal {
    #[serde(flatten)]
    pub sorting: Sorting,
    /// 不予受理理由 (list `refusal`).
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DeclineAppeal {
    #[serde(flatten)]
    pub sorting: Sorting,
    /// Why the matter is at its end (list `refusal`). 教育疏导 goes on (信访工作条例 36).
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct GuideAppeal {
    #[serde(flatten)]
    pub sorting: Sorting,
    /// 法定途径: where the petitioner was told to go.
    pub path: String,
}

pub fn refuse_appeal(appeal: &Appeal, input: RefuseAppeal, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("refuse_appeal", ctx)?;
    reasoned(ctx, ("reason", "refusal"), (&input.reason, input.sorting.text.as_deref()))?;
    let how = How { verb: row.verb, handling: "refuse", reason: Some(&input.reason) };
    let mut ops = sorted((appeal, how), &input.sorting, |_| {}, ctx)?;
    ops.extend(appeal.go(row));
    Ok(ops)
}

pub fn decline_appeal(appeal: &Appeal, input: DeclineAppeal, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("decline_appeal", ctx)?;
    reasoned(ctx, ("reason", "refusal"), (&input.reason, input.sorting.text.as_deref()))?;
    let how = How { verb: row.verb, handling: "no_longer", reason: Some(&input.reason) };
    let mut ops = sorted((appeal, how), &input.sorting, |_| {}, ctx)?;
    ops.extend(appeal.go(row));
    Ok(ops)
}

pub fn guide_appeal(appeal: &Appeal, input: GuideAppeal, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("guide_appeal", ctx)?;
    written("path", &input.path, SHORT)?;
    let how = How { verb: row.verb, handling: "guide", reason: Some(&input.path) };
    let mut ops = sorted((appeal, how), &input.sorting, |_| {}, ctx)?;
    ops.extend(appeal.go(row));
    Ok(ops)
}
