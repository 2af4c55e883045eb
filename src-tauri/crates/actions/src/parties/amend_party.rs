//! `amend_party`: a correction by which somebody in a matter that lies open turns out to be under age is not written there.
//! It does not know what a correction may touch; the domain's verb does. Called through `calls`.

use domain::appeal::{self, Appeal};
use domain::party::{self, AmendParty, Party};
use domain::sealed::SealReason;
use domain::{Ctx, Refusal, steps};
use ledger::{Record, RecordId};
use store::Reader;

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

fn lies_nowhere_open(at: &At<'_, '_>, party: RecordId) -> Result<()> {
    named_openly(at.tx, party)?.map_or(Ok(()), |why| Err(why.into()))
}

/// Of somebody as they would be known once a deed is taken back.
pub(crate) fn would_lie_open(
    reader: &Reader<'_>,
    (before, after): (&Record, &Record),
    ctx: &Ctx<'_>,
) -> Result<Option<Refusal>> {
    let minor = |record: &Record| Party::of(record).is_minor_on(ctx.today);
    if minor(after) && !minor(before) { named_openly(reader, before.id) } else { Ok(None) }
}

/// The matter is sealed first, by its own act, which takes the old texts out as well.
fn named_openly(reader: &Reader<'_>, party: RecordId) -> Result<Option<Refusal>> {
    for id in reader.naming(party)? {
        if reader.record(id)?.is_some_and(|record| can_be_sealed(&record)) {
            return Ok(Some(Refusal::MustBeSealed { reason: SealReason::Minor.key().into() }));
        }
    }
    Ok(None)
}

fn can_be_sealed(record: &Record) -> bool {
    if record.noun != appeal::NOUN || record.hidden {
        return false;
    }
    let (appeal, row) = (Appeal::of(record), steps::find(appeal::STEPS, "seal_appeal"));
    let at = appeal.state.map_or("", |state| state.key());
    appeal.station.is_some() && row.is_ok_and(|row| row.from.contains(&at))
}
