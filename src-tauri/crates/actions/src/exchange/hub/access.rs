//! What each desk may do on the hub, drawn from `admin` and typed by nobody.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::Refusal;
use ledger::Stream;
use ledger::authority::DeskCard;
use sync::hub::DeskAccess;

use super::keeps_desks;
use super::named::named;
use crate::error::OrMissing;
use crate::exchange::scope::{Places, me};
use crate::{Office, Result, Who};

/// Of a desk and a day. A few thousand entries are 5 MB; the rest is for attachments, of which one may have 200.
const QUOTA: u64 = 1 << 30;

/// Whose hub it is: the root of the cell.
pub fn hub_cell(office: &Office) -> Result<[u8; 32]> {
    office.desk.read(|reader| reader.authority())?.root().or_missing("cell")
}

/// Of every desk that was not revoked. Whoever is not in the list is let in no more, and none at what is left out: so it is drawn only
/// where every station of the cell is known.
pub fn hub_accesses(office: &Office, who: &Who) -> Result<Vec<DeskAccess>> {
    keeps_desks(who, "hub_apply")?;
    let today = office.wall.today();
    office.desk.read(|reader| {
        let authority = reader.authority()?;
        let places = Places::of(reader)?;
        if !places.knows_all((&me(reader)?, today)) {
            return Err(Refusal::OutOfScope.into());
        }
        let mut streams: BTreeSet<Stream> = reader.streams()?.into_iter().collect();
        // Of others' handling notes, or of a station that was just added, nothing is here; who works there was granted them by name, or
        // its office says that it is there.
        let granted = authority.grants().filter(|grant| grant.cut.is_none()).flat_map(|grant| &grant.streams);
        streams.extend(granted.filter(|name| !name.ends_with('*')).cloned().map(Stream));
        streams.extend(named(reader)?);
        // Appended to before anything of them is here.
        for other in authority.offices() {
            streams.extend([
                Stream::log(&other.code),
                Stream::sealed(&other.code),
                Stream::public(&other.code),
            ]);
        }
        let desks = authority.desks().filter(|desk| desk.cut.is_none());
        desks.map(|desk| access((&places, today), desk, &streams)).collect()
    })
}

fn access(
    (places, today): (&Places<'_, '_>, NaiveDate),
    desk: &DeskCard,
    streams: &BTreeSet<Stream>,
) -> Result<DeskAccess> {
    let held: BTreeSet<Stream> =
        places.held_by((desk, today), streams.iter().cloned())?.into_iter().collect();
    // Work of an island that has not heard of the end of its grant is not lost (ledger.md §2.5).
    let once: BTreeSet<Stream> = places.once_held_by(desk, streams.iter().cloned())?.into_iter().collect();
    let last_days = places.last_days((desk, today), &held)?;
    let since_1970 = |day: NaiveDate| (day - NaiveDate::default()).num_days();
    Ok(DeskAccess {
        role: desk.name.clone(),
        redacts: places.redacts((desk, today), streams.iter().cloned())?,
        last_days: last_days.into_iter().map(|(stream, day)| (stream, since_1970(day))).collect(),
        writes: streams
            .iter()
            .filter(|one| once.contains(*one) || places.appends(desk, one))
            .cloned()
            .collect(),
        reads: held.into_iter().collect(),
        quota: QUOTA,
    })
}
