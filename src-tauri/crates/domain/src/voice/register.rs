//! `register_voice`: by hand, out of a visit, or one opinion of an activity.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Voice, VoiceFacts};
use crate::facts::{Kept, go, in_list, not_ahead, required};
use crate::station::Station;
use crate::station::deputy::Deputy;
use crate::{Ctx, Refusal};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct RegisterVoice {
    #[serde(flatten)]
    pub facts: VoiceFacts,
}

/// `voice` is `Voice::blank`; the deputy is the one the input names.
pub fn register_voice(
    voice: &Voice,
    (station, deputy): (&Station, &Deputy),
    input: RegisterVoice,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let row = voice.ask("register_voice", ctx)?;
    let facts = input.facts.over(VoiceFacts::default());
    check(&facts, (station, deputy), ctx)?;
    let received_on = facts.received_on.unwrap_or(ctx.today);
    let mut ops = facts.ops(&VoiceFacts::default());
    ops.push(Op::set("office", voice.office.as_str()));
    // The limit for sorting counts from the day it was raised, however late it is typed in.
    let mut ticking = voice.ticking(ctx);
    ticking.counting_from("voice_collected", received_on).happened("registered", ctx.today);
    ops.push(Op::set("voice_collected_on", received_on.keep()));
    ops.extend(ticking.ops());
    ops.push(go(row, ""));
    Ok(ops)
}

pub(super) fn check(
    facts: &VoiceFacts,
    (station, deputy): (&Station, &Deputy),
    ctx: &Ctx<'_>,
) -> Result<(), Refusal> {
    facts.fit()?;
    required("title", &facts.title)?;
    required("content", &facts.content)?;
    let named = *required("deputy", &facts.deputy)?;
    let on = *required("received_on", &facts.received_on)?;
    not_ahead("received_on", on, ctx.today)?;
    if !station.open_on(on) {
        return Err(Refusal::StationClosed { station: station.name().into(), on });
    }
    if named != deputy.id || !deputy.serves_on(on) {
        return Err(Refusal::NotDeputy { name: deputy.facts.name.clone().unwrap_or_default(), on });
    }
    lists(facts, ctx)
}

fn lists(facts: &VoiceFacts, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    in_list(ctx, ("kind", "voice_kind"), &facts.kind)?;
    in_list(ctx, ("way", "way"), &facts.way)?;
    in_list(ctx, ("function", "function"), &facts.function)?;
    in_list(ctx, ("urgency", "urgency"), &facts.urgency)?;
    facts.topics.iter().flatten().try_for_each(|t| in_list(ctx, ("topics", "content"), &Some(t.clone())))
}
