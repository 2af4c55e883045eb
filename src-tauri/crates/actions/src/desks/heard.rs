//! When another desk was last heard of here, and by what way: the newest entry of its writers that came, or a disc of its own.
//! A desk knows no more than that: who exchanges with the hub and has nothing to say is silent to everybody else.

use ledger::authority::DeskCard;
use ledger::{Authority, RecordId};
use serde::Serialize;
use store::Reader;
use store::exchange::{BundleRow, PeerKind, Way};
use ts_rs::TS;

use crate::exchange::DeskLabel;
use crate::{Office, Result};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HeardBy {
    Hub,
    /// A disc of its own came.
    Disc,
    /// Another desk's disc brought its work along.
    Others,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Heard {
    #[ts(type = "number")]
    pub at_ms: u64,
    pub by: HeardBy,
    /// Whose disc it was, where it was another's.
    pub through: Option<DeskLabel>,
    /// When its newest work that is here was written, by its own clock.
    #[ts(type = "number | null")]
    pub written_ms: Option<u64>,
}

/// The newest of all that was heard. `discs` are the newest first.
pub(super) fn heard(
    office: &Office,
    (reader, authority): (&Reader<'_>, &Authority),
    (desk, discs): (&DeskCard, &[BundleRow]),
) -> Result<Option<Heard>> {
    let mut newest: Option<(u64, (PeerKind, RecordId))> = None;
    let mut written_ms = None;
    for writer in authority.writers().filter(|card| card.desk == desk.record) {
        let Some(last) = reader.last_from(writer.writer)? else { continue };
        written_ms = written_ms.max(Some(last.written_ms));
        if newest.is_none_or(|(at_ms, _)| at_ms < last.at_ms) {
            newest = Some((last.at_ms, last.by));
        }
    }
    let peer = reader.known_peer(*desk.record.bytes())?;
    // Of one that was not taken in to its end nobody knows yet whose it is.
    let disc = discs.iter().find(|row| row.way == Way::In && row.done && Some(row.peer) == peer);
    if let Some(disc) = disc.filter(|disc| newest.is_none_or(|(at_ms, _)| at_ms <= disc.at_ms)) {
        newest = Some((disc.at_ms, (PeerKind::Desk, desk.record)));
    }
    let Some((at_ms, (kind, tag))) = newest else { return Ok(None) };
    let by = match kind {
        PeerKind::Hub => HeardBy::Hub,
        PeerKind::Desk if tag == desk.record => HeardBy::Disc,
        PeerKind::Desk => HeardBy::Others,
    };
    let through = if by == HeardBy::Others { Some(DeskLabel::of(office, reader, tag)?) } else { None };
    Ok(Some(Heard { at_ms, by, through, written_ms }))
}
