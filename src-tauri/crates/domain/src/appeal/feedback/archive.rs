//! `archive_appeal` (归档): the file is complete, nothing waits for anybody.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::Appeal;
use crate::facts::{Kept, SHORT, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ArchiveAppeal {
    /// 卷号, where paper is kept.
    #[serde(default)]
    #[ts(optional)]
    pub volume: Option<String>,
}

pub fn archive_appeal(appeal: &Appeal, input: ArchiveAppeal, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = appeal.ask("archive_appeal", ctx)?;
    input.volume.as_deref().map_or(Ok(()), |volume| written("volume", volume, SHORT))?;
    let mut ops = vec![Op::set("archived_on", ctx.today.keep())];
    ops.extend(input.volume.map(|volume| Op::set("volume", volume)));
    let mut ticking = appeal.ticking(ctx);
    ticking.end("archived", ctx.today);
    ops.extend(ticking.ops());
    ops.extend(appeal.go(row));
    Ok(ops)
}
