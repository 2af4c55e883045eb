//! `archive_voice` (归档).

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{State, Voice};
use crate::appeal::Rating;
use crate::facts::{Kept, SHORT, written};
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ArchiveVoice {
    /// 卷号, where paper is kept.
    #[serde(default)]
    #[ts(optional)]
    pub volume: Option<String>,
}

pub fn archive_voice(voice: &Voice, input: ArchiveVoice, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = voice.ask("archive_voice", ctx)?;
    input.volume.as_deref().map_or(Ok(()), |volume| written("volume", volume, SHORT))?;
    let mut ticking = voice.ticking(ctx);
    ticking.end("archived", ctx.today);
    let mut ops = vec![Op::set("archived_on", ctx.today.keep())];
    ops.extend(input.volume.map(|volume| Op::set("volume", volume)));
    ops.extend(ticking.ops());
    ops.push(voice.go_to(row, State::Archived)?);
    Ok(ops)
}

/// 不满意 ends in the archive only through the leader.
pub(super) fn at_rest(voice: &Voice, _: &Ctx<'_>) -> Result<(), Refusal> {
    let last = voice.evaluations().last().map(|e| e.level);
    if voice.state == Some(State::Evaluated) && last == Some(Rating::Dissatisfied) {
        return Err(Refusal::Lacks { verb: "archive_voice".into(), lacks: vec!["settled".into()] });
    }
    Ok(())
}
