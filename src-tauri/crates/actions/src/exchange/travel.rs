//! `record_travel`: where a record is besides this desk. How much of it is here only, sent, read back from the hub, and at which
//! desks; and from whom it came.
//! It does not exchange anything. Called by the page of every record.

use std::collections::BTreeMap;

use ledger::RecordId;
use serde::Serialize;
use store::Reader;
use store::exchange::{AtHub, Peer, PeerKind, Reached, Travelled};
use ts_rs::TS;

use super::desks::DeskLabel;
use super::hub::{Met, met};
use crate::appeals::{OneRecord, visible};
use crate::error::OrMissing;
use crate::sealing::opened;
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Serialize, TS)]
pub struct RecordTravel {
    /// No hub is set and no other desk is known: there is nowhere to go.
    pub alone: bool,
    /// Entries of it that are here.
    #[ts(type = "number")]
    pub n: u64,
    pub hub: Option<HubCopies>,
    /// Desks that were handed some of it, or brought some.
    pub desks: Vec<DeskCopies>,
    pub from: Vec<CameFrom>,
}

/// Entries by how surely the hub has them; together all that are here.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct HubCopies {
    #[ts(type = "number")]
    pub here_only: u64,
    /// Acknowledged and not read back yet.
    #[ts(type = "number")]
    pub sent: u64,
    #[ts(type = "number")]
    pub confirmed: u64,
    #[ts(type = "number")]
    pub refused: u64,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct DeskCopies {
    pub desk: DeskLabel,
    /// Entries it has said it has, or brought itself.
    #[ts(type = "number")]
    pub confirmed: u64,
    /// Handed over on a medium; its receipt has not come.
    #[ts(type = "number")]
    pub sent: u64,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct CameFrom {
    /// `None`: the hub.
    pub desk: Option<DeskLabel>,
    #[ts(type = "number")]
    pub n: u64,
    #[ts(type = "number")]
    pub last_ms: u64,
}

/// Whoever may open a record may know where it is.
pub fn record_travel(office: &Office, who: &Who, input: OneRecord) -> Result<RecordTravel> {
    let hub = met(office)?;
    office.desk.read(|reader| {
        seen_by((office, who), reader, input.record)?;
        let peer = if let Met::Hub(tag) = hub { reader.known_peer(tag)? } else { None };
        let entries = reader.travelled(input.record, peer)?;
        let known = hub != Met::Never;
        Ok(RecordTravel {
            alone: !known && reader.authority()?.desks().count() < 2,
            n: entries.len() as u64,
            hub: known.then(|| at_hub(&entries)),
            desks: at_desks(office, reader, &entries)?,
            from: came_from(office, reader, &entries)?,
        })
    })
}

/// Refused to whoever may not open the record.
pub(super) fn seen_by((office, who): (&Office, &Who), reader: &Reader<'_>, id: RecordId) -> Result<()> {
    let record = reader.record(id)?.or_missing("record")?;
    if record.stream.class() == "sealed" {
        opened(reader, who, id).map(drop)
    } else {
        visible((office, who), reader, (id, &record.noun)).map(drop)
    }
}

fn at_hub(entries: &[Travelled]) -> HubCopies {
    let n = |at: AtHub| entries.iter().filter(|one| one.hub == at).count() as u64;
    HubCopies {
        here_only: n(AtHub::Nothing),
        sent: n(AtHub::Sent),
        confirmed: n(AtHub::ReadBack),
        refused: n(AtHub::Refused),
    }
}

/// The entries a desk was handed, and those it surely has.
#[derive(Default)]
struct Held {
    sent: u64,
    confirmed: u64,
}

fn at_desks(office: &Office, reader: &Reader<'_>, entries: &[Travelled]) -> Result<Vec<DeskCopies>> {
    let mut desks: BTreeMap<RecordId, Held> = BTreeMap::new();
    let mut marks = BTreeMap::new();
    for one in entries {
        if !marks.contains_key(&one.stream) {
            marks.insert(one.stream.clone(), reader.desk_marks(&one.stream)?);
        }
        let mut surest: BTreeMap<RecordId, Reached> = BTreeMap::new();
        for mark in marks[&one.stream].iter().filter(|mark| one.n <= mark.upto) {
            let how = surest.entry(mark.desk).or_insert(mark.how);
            *how = mark.how.max(*how);
        }
        // What it brought and put away since it no longer has.
        if let Some((peer, _)) = one.from
            && let Some(desk) = desk_of(reader, peer)?
            && one.n > reader.reached(peer, &one.stream, Reached::Anew)?
        {
            surest.insert(desk, Reached::Confirmed);
        }
        for (desk, how) in surest {
            let held = desks.entry(desk).or_default();
            *(if how == Reached::Sent { &mut held.sent } else { &mut held.confirmed }) += 1;
        }
    }
    let copies = desks.into_iter().map(|(desk, Held { sent, confirmed })| {
        Ok(DeskCopies { desk: DeskLabel::of(office, reader, desk)?, confirmed, sent })
    });
    let mut copies = copies.collect::<Result<Vec<_>>>()?;
    copies.sort_by_key(|one| (std::cmp::Reverse(one.confirmed), one.desk.office.clone()));
    Ok(copies)
}

fn came_from(office: &Office, reader: &Reader<'_>, entries: &[Travelled]) -> Result<Vec<CameFrom>> {
    let mut by_peer: BTreeMap<Peer, (u64, u64)> = BTreeMap::new();
    for (peer, at_ms) in entries.iter().filter_map(|one| one.from) {
        let (n, last_ms) = by_peer.entry(peer).or_default();
        (*n, *last_ms) = (*n + 1, at_ms.max(*last_ms));
    }
    let told = by_peer.into_iter().map(|(peer, (n, last_ms))| {
        Ok(CameFrom { desk: DeskLabel::behind(office, reader, peer)?, n, last_ms })
    });
    told.collect()
}

fn desk_of(reader: &Reader<'_>, peer: Peer) -> Result<Option<RecordId>> {
    let (kind, desk) = reader.tag_of(peer)?;
    Ok((kind == PeerKind::Desk).then_some(desk))
}
