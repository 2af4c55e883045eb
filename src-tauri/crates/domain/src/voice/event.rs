//! `record_voice_event` (登记程序事项): 会办, reports passed on, and what else the rules of a voice wait for.
//! It does not know any event. Called by `actions::voices`.

use ledger::Op;

use super::{NOUN, Voice};
use crate::procedure::{self, EventOffered, Proceeding, RecordEvent};
use crate::{Ctx, Refusal};

/// The events that would do something for this voice as it stands.
pub fn events(voice: &Voice, ctx: &Ctx<'_>) -> Vec<EventOffered> {
    procedure::offered(&proceeding(voice, ctx), ctx)
}

pub fn record_voice_event(voice: &Voice, input: RecordEvent, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    voice.ask("record_voice_event", ctx)?;
    procedure::recorded(&proceeding(voice, ctx), input, voice.ticking(ctx), ctx)
}

fn proceeding<'a>(voice: &'a Voice, ctx: &Ctx<'_>) -> Proceeding<'a> {
    Proceeding {
        record: &voice.record,
        noun: NOUN,
        office: &voice.office,
        situation: voice.situation(),
        clocks: voice.clocks(ctx.law),
    }
}

/// The need of the step: there is one to be entered.
pub(super) fn something_awaited(voice: &Voice, ctx: &Ctx<'_>) -> Result<(), Refusal> {
    let verb = "record_voice_event".to_owned();
    if events(voice, ctx).is_empty() {
        Err(Refusal::Lacks { verb, lacks: vec!["event".into()] })
    } else {
        Ok(())
    }
}
