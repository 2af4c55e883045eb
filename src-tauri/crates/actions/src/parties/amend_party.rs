//! `amend_party`: a correction by which somebody in a matter that lies open turns out to be under age is not written there.
//! It does not know what a correction may touch; the domain's verb does. Called through `calls`.

use domain::appeal::{self, Appeal};
use domain::party::{self, AmendParty, Party};
use domain::sealed::SealReason;
use domain::{Ctx, Refusal, steps};
use ledger::{Record, RecordId};

use crate::Result;
use crate::later::{Said, agreed};
use crate::perform::At;
use crate::step::Written;

pub(crate) fn amend_party(party: &Party, input: AmendParty, ctx: &Ctx<'_>) -> Said<impl Written + use<>> {
    let minor = party::as_amended(party, &input, ctx)?.is_minor_on(ctx.today);
    let ops = party::amend_party(party, input, ctx)?;
    let id = party.id;
    agreed(ops, move |at| if minor { lies_nowhere_open(at, id) } else { Ok(()) })
}

/// The matter is sealed first, by its own act, which takes the old texts out as well.
fn lies_nowhere_open(at: &At<'_, '_>, party: RecordId) -> Result<()> {
    for id in at.tx.naming(party)? {
        if at.tx.record(id)?.is_some_and(|record| can_be_sealed(&record)) {
            return Err(Refusal::MustBeSealed { reason: SealReason::Minor.key().into() }.into());
        }
    }
    Ok(())
}

fn can_be_sealed(record: &Record) -> bool {
    if record.noun != appeal::NOUN || record.hidden {
        return false;
    }
    let (appeal, row) = (Appeal::of(record), steps::find(appeal::STEPS, "seal_appeal"));
    let at = appeal.state.map_or("", |state| state.key());
    appeal.station.is_some() && row.is_ok_and(|row| row.from.contains(&at))
}
