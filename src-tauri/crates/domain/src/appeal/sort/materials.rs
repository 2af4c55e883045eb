//! `request_materials` (待补材料) and `supplement_materials`: the limit for sorting counts from 补齐 (规则 162).

use chrono::NaiveDate;
use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::enter::check_day;
use super::super::handle::{GiveNotice, is_decided, notice_line, told};
use super::super::{Appeal, Material, NOUN};
use crate::facts::{Kept, LONG, said, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RequestMaterials {
    /// What is wanted.
    pub wanted: String,
    /// 补材料 is asked for by telling somebody, so the notice is part of it.
    pub notice: GiveNotice,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SupplementMaterials {
    /// 补齐之日.
    pub on: NaiveDate,
    pub materials: Vec<Material>,
}

pub fn request_materials(
    appeal: &Appeal,
    input: RequestMaterials,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("request_materials", ctx)?;
    written("wanted", &input.wanted, LONG)?;
    let has = |kind: &str| match kind {
        "notice" => said(&input.notice.how),
        "proof" => u32::from(input.notice.proof.as_ref().is_some_and(Material::can_be_found)),
        _ => 0,
    };
    ctx.law.evidence.demand((NOUN, "materials", row.verb), ctx.today, has)?;
    is_decided(appeal, (row.verb, &input.notice.about))?;
    let mut ops =
        vec![Op::set("materials_wanted", input.wanted.as_str()), notice_line(appeal, &input.notice, ctx)?];
    let mut ticking = appeal.ticking(ctx);
    told(&mut ticking, input.notice.on);
    ops.extend(ticking.ops());
    ops.extend(appeal.go(row));
    Ok(ops)
}

pub fn supplement_materials(
    appeal: &Appeal,
    input: SupplementMaterials,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("supplement_materials", ctx)?;
    check_day(("on", input.on), appeal, ctx)?;
    if input.materials.is_empty() || !input.materials.iter().all(Material::can_be_found) {
        return Err(Refusal::Lacks { verb: row.verb.into(), lacks: vec!["materials".into()] });
    }
    let mut ops: Vec<Op> = input.materials.iter().map(|m| Op::add("materials", m.keep())).collect();
    let mut ticking = appeal.ticking(ctx);
    ticking.happened("supplemented", input.on);
    ops.extend(ticking.ops());
    ops.extend(appeal.go(row));
    Ok(ops)
}
