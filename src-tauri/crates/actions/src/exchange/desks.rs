//! The desks of the cell as people know them, and what each still has to hear from here.

use ledger::authority::DeskCard;
use ledger::{RecordId, Stream};
use serde::Serialize;
use store::Reader;
use store::exchange::{Peer, PeerKind, Reached, Way};
use ts_rs::TS;

use super::medium::{Crossing, last_crossing};
use super::scope::{Places, me};
use super::{hand_on, may};
use crate::desk::Nothing;
use crate::joining::office_name;
use crate::{Office, Result, Who};

/// A desk by its office and the people who work at it; its own name says nothing to anybody.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct DeskLabel {
    pub desk: String,
    pub name: String,
    pub office: String,
    pub office_name: String,
    /// Those whose names are here: another county's are not.
    pub people: Vec<String>,
    /// Not in this cell's list: nobody vouches for it.
    pub known: bool,
}

impl DeskLabel {
    pub(crate) fn of(office: &Office, reader: &Reader<'_>, desk: RecordId) -> Result<Self> {
        let authority = reader.authority()?;
        let card = authority.desk(desk);
        let code = card.map(|card| card.office.clone()).unwrap_or_default();
        let works_there =
            authority.accounts().filter(|account| account.keys.iter().any(|key| key.desk == desk));
        let mut people: Vec<String> =
            works_there.filter_map(|account| office.known_name(account.id)).collect();
        people.sort();
        Ok(Self {
            desk: desk.to_string(),
            name: card.map(|card| card.name.clone()).unwrap_or_default(),
            office_name: office_name(office, &code),
            office: code,
            people,
            known: card.is_some(),
        })
    }

    /// Of whoever has brought something; a hub is no desk.
    pub(crate) fn behind(office: &Office, reader: &Reader<'_>, peer: Peer) -> Result<Option<Self>> {
        Ok(match reader.tag_of(peer)? {
            (PeerKind::Desk, desk) => Some(Self::of(office, reader, desk)?),
            (PeerKind::Hub, _) => None,
        })
    }
}

/// Another desk, and how the exchange with it stands.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OtherDesk {
    pub desk: DeskLabel,
    /// Entries it may have and has not said it has.
    #[ts(type = "number")]
    pub waiting: u64,
    /// Of these, copies that were set aside here and are handed on to it with the next disc.
    #[ts(type = "number")]
    pub handed: u64,
    #[ts(type = "number | null")]
    pub last_out_ms: Option<u64>,
    #[ts(type = "number | null")]
    pub last_in_ms: Option<u64>,
    /// Nothing says yet that it is in the cell: its next disc is an enrolment.
    pub first: bool,
    pub revoked: bool,
    /// Where the last medium to it went: the next one is asked for the same.
    pub crossing: Crossing,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct ExchangeView {
    pub me: DeskLabel,
    pub others: Vec<OtherDesk>,
    /// Set aside, to be looked at by a person.
    #[ts(type = "number")]
    pub held: u64,
    /// Work of revoked desks and people that waits to be adopted or refused.
    #[ts(type = "number")]
    pub quarantined: u64,
    /// Whole entries that wait for earlier ones.
    #[ts(type = "number")]
    pub waiting: u64,
}

pub fn exchange_state(office: &Office, who: &Who, _: Nothing) -> Result<ExchangeView> {
    may(who, "exchange_state")?;
    office.desk.read(|reader| {
        let own = me(reader)?;
        let authority = reader.authority()?;
        let mut cards: Vec<&DeskCard> = authority.desks().filter(|card| card.record != own.record).collect();
        cards.sort_by(|a, b| (&a.office, &a.name).cmp(&(&b.office, &b.name)));
        let places = Places::of(reader)?;
        let others =
            cards.into_iter().map(|card| other(office, (reader, &places), card)).collect::<Result<_>>()?;
        Ok(ExchangeView {
            me: DeskLabel::of(office, reader, own.record)?,
            others,
            held: reader.n_held()?,
            quarantined: crate::revoking::n_quarantined(reader)?,
            waiting: reader.waiting()?.len() as u64,
        })
    })
}

fn other(
    office: &Office,
    (reader, places): (&Reader<'_>, &Places<'_, '_>),
    card: &DeskCard,
) -> Result<OtherDesk> {
    let peer = reader.known_peer(*card.record.bytes())?;
    let rows = reader.bundles()?;
    let crossing = last_crossing(&rows, peer);
    let at = (card, office.wall.today());
    let handed = hand_on::going((reader, places), at, crossing)?.len() as u64;
    let mut waiting = handed;
    let here = if card.cut.is_some() { vec![] } else { reader.streams()? };
    let held = places.held_by(at, here)?;
    for stream in held.into_iter().filter(|stream| crossing.lets(stream)) {
        waiting += reader.n_outgoing(peer, &stream)?;
    }
    let last =
        |way: Way| rows.iter().find(|row| Some(row.peer) == peer && row.way == way).map(|row| row.at_ms);
    Ok(OtherDesk {
        desk: DeskLabel::of(office, reader, card.record)?,
        waiting,
        handed,
        last_out_ms: last(Way::Out),
        last_in_ms: last(Way::In),
        first: !has_joined(reader, card.record)?,
        revoked: card.cut.is_some(),
        crossing,
    })
}

/// Whether a desk is in the cell for sure: it has said what it has, it has brought something, or its work came by another way. The
/// opening of its writer lay in its request already.
pub(super) fn has_joined(reader: &Reader<'_>, desk: RecordId) -> Result<bool> {
    if let Some(peer) = reader.known_peer(*desk.bytes())? {
        let confirmed = reader.reached(peer, &Stream::admin(), Reached::Confirmed)? > 0;
        if confirmed || reader.has_brought(peer)? {
            return Ok(true);
        }
    }
    let authority = reader.authority()?;
    for card in authority.writers().filter(|card| card.desk == desk) {
        if reader.n_written_after(card.writer, 1)? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}
