//! `record_event` (登记程序事项): an event of the procedure, which starts and meets limits by the rules alone.
//! It does not know any event. Called by `actions::appeals`.

use ledger::Op;

use super::super::{Appeal, NOUN};
use crate::procedure::{self, EventOffered, Proceeding, RecordEvent};
use crate::{Ctx, Refusal};

/// The events that would do something for this appeal as it stands.
pub fn events(appeal: &Appeal, ctx: &Ctx<'_>) -> Vec<EventOffered> {
    procedure::offered(&proceeding(appeal, ctx), ctx)
}

pub fn record_event(appeal: &Appeal, input: RecordEvent, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    appeal.ask("record_event", ctx)?;
    procedure::recorded(&proceeding(appeal, ctx), input, appeal.ticking(ctx), ctx)
}

fn proceeding<'a>(appeal: &'a Appeal, ctx: &Ctx<'_>) -> Proceeding<'a> {
    Proceeding {
        record: &appeal.record,
        noun: NOUN,
        office: &appeal.office,
        situation: appeal.situation(),
        clocks: appeal.clocks(ctx.law),
    }
}
