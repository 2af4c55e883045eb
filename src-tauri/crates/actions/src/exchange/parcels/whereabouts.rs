//! Where the files are: those of a record, and those that still go up or come down.
//! It does not fetch anything. Called by the page of every record and by the page of the hub.

use std::collections::BTreeSet;

use ledger::{Op, Stream};
use serde::Serialize;
use store::Reader;
use store::exchange::{Parcel, Place};
use ts_rs::TS;

use super::carry::{FilesCarried, last, see};
use super::line::FilesFar;
use super::room::{FilesRoom, room};
use crate::appeals::OneRecord;
use crate::desk::Nothing;
use crate::exchange::DeskLabel;
use crate::exchange::hub::{Met, met};
use crate::exchange::may;
use crate::exchange::scope::{exchanged, me};
use crate::files::named_of;
use crate::find::sees;
use crate::timeline::hex;
use crate::{Failure, Office, Result, Who};

/// One file of a record.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RecordFile {
    /// As a material names it.
    pub file: String,
    pub name: String,
    #[ts(type = "number")]
    pub size: u64,
    pub here: bool,
    /// With the hub: `none` is set, `to_go` up, `there`, `wanted`, `absent`: not whole there yet, `forged`.
    pub hub: String,
    /// Of one that is not here: the desk that attached it.
    pub from: Option<DeskLabel>,
    /// While it is on its way.
    pub far: Option<FilesFar>,
}

/// Whoever may open a record's files may know where they are.
pub fn record_files(office: &Office, who: &Who, input: OneRecord) -> Result<Vec<RecordFile>> {
    let hub = met(office)?;
    let (stream, blobs) = named_of(office, who, ("record_files", input.record))?;
    office.desk.read(|reader| {
        let authority = reader.authority()?;
        let mut files = vec![];
        for one in blobs {
            let (blob, stamp) = (one.value, one.stamp);
            let here = office.desk.has_blob(&blob.address);
            let desk = authority.writer(stamp.writer).map(|card| card.desk).filter(|_| !here);
            files.push(RecordFile {
                file: hex(&blob.address),
                hub: at_hub(reader, (hub, here), (&stream, &blob.address))?.into(),
                from: desk.map(|desk| DeskLabel::of(office, reader, desk)).transpose()?,
                far: office.files.progress_of(&blob.address),
                name: blob.name,
                size: blob.size,
                here,
            });
        }
        Ok(files)
    })
}

fn at_hub(
    reader: &Reader<'_>,
    (hub, here): (Met, bool),
    (stream, address): (&Stream, &[u8]),
) -> Result<&'static str> {
    let peer = match hub {
        Met::Never => return Ok("none"),
        Met::Unknown => None,
        Met::Hub(tag) => reader.known_peer(tag)?,
    };
    let parcels = peer.map_or(Ok(vec![]), |peer| reader.parcels_of(peer, address))?;
    let place = parcels.into_iter().find(|parcel| parcel.stream == *stream).map(|parcel| parcel.place);
    Ok(match (place, here) {
        (Some(Place::There), _) => "there",
        (_, true) => "to_go",
        (Some(Place::Absent), false) => "absent",
        (Some(Place::Forged), false) => "forged",
        (_, false) => "wanted",
    })
}

/// A file that was opened and is not here: where it is known to be.
pub(crate) fn not_here(office: &Office, found: &crate::files::Named) -> Result<Failure> {
    let hub = met(office)?;
    office.desk.read(|reader| {
        let place = at_hub(reader, (hub, false), (&found.stream, &found.blob.address))?;
        let authority = reader.authority()?;
        let desk = authority.writer(found.stamp.writer).map(|card| card.desk);
        let from = desk.map(|desk| DeskLabel::of(office, reader, desk)).transpose()?;
        Ok(Failure::FileNotHere {
            place: place.into(),
            office: from.map(|label| label.office_name).unwrap_or_default(),
        })
    })
}

/// How attachments stand with the hub.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FilesView {
    /// Not there yet.
    #[ts(type = "number")]
    pub up: u64,
    /// Not here, also those of which no whole copy lies there.
    #[ts(type = "number")]
    pub down: u64,
    #[ts(type = "number")]
    pub absent: u64,
    #[ts(type = "number")]
    pub forged: u64,
    pub running: Option<FilesFar>,
    pub last: Option<FilesCarried>,
    pub room: FilesRoom,
}

pub(crate) fn files_view(office: &Office) -> Result<FilesView> {
    let counted = match met(office)? {
        Met::Hub(hub) => {
            let peer = see(office, hub)?;
            office.desk.read(|reader| {
                let (counted, ours) = (reader.n_parcels(peer)?, ours(office, reader)?);
                let counted = counted.into_iter().filter(|(stream, ..)| ours.contains(stream));
                Ok::<_, crate::Error>(counted.collect())
            })?
        }
        _ => vec![],
    };
    let n = |is: fn(Place) -> bool| counted.iter().filter(|(_, place, _)| is(*place)).map(|(.., n)| n).sum();
    Ok(FilesView {
        up: n(|place| place == Place::Here),
        down: n(|place| place > Place::There),
        absent: n(|place| place == Place::Absent),
        forged: n(|place| place == Place::Forged),
        running: office.files.progress(),
        last: last(office)?,
        room: room(office)?,
    })
}

fn ours(office: &Office, reader: &Reader<'_>) -> Result<BTreeSet<Stream>> {
    exchanged(reader, (&me(reader)?, office.wall.today()), reader.streams()?)
}

/// A file that still goes up or comes down.
#[derive(Clone, Debug, Serialize, TS)]
pub struct WaitingFile {
    pub record: String,
    pub noun: String,
    pub title: String,
    /// As a material names it, for `fetch_file` and `send_file`.
    pub file: String,
    pub name: String,
    #[ts(type = "number")]
    pub size: u64,
    /// `to_go`, `wanted`, `absent` or `forged`.
    pub hub: String,
}

/// Of the records that the person may see; the newest first.
const MOST: u32 = 200;

pub fn waiting_files(office: &Office, who: &Who, _: Nothing) -> Result<Vec<WaitingFile>> {
    may(who, "waiting_files")?;
    let Met::Hub(hub) = met(office)? else { return Ok(vec![]) };
    let peer = see(office, hub)?;
    office.desk.read(|reader| {
        let ours: Vec<Stream> = ours(office, reader)?.into_iter().collect();
        let mut waiting = vec![];
        for place in [Place::Here, Place::Wanted] {
            for parcel in reader.parcels(peer, (place, &ours), (i64::MAX.unsigned_abs(), MOST))? {
                waiting.extend(shown((reader, who), &parcel)?);
            }
        }
        Ok(waiting)
    })
}

fn shown((reader, who): (&Reader<'_>, &Who), parcel: &Parcel) -> Result<Option<WaitingFile>> {
    let Some(entry) = reader.entry_at(parcel.n)? else { return Ok(None) };
    let Some(card) = reader.card(entry.header.record)?.map(|row| row.card) else { return Ok(None) };
    if !who.person.sees_business() || !sees(&who.scope(), card.station, &card.office) {
        return Ok(None);
    }
    if reader.record(entry.header.record)?.is_none_or(|record| domain::sealed::is_covered(&record)) {
        return Ok(None);
    }
    let named = entry.ops().find_map(|(_, op)| match op {
        Op::Blob { address, name, size, .. } if address[..] == parcel.address => Some((name.clone(), *size)),
        _ => None,
    });
    Ok(named.map(|(name, size)| WaitingFile {
        record: entry.header.record.to_string(),
        noun: card.noun,
        title: card.title,
        file: hex(&parcel.address),
        name,
        size,
        hub: match parcel.place {
            Place::Here | Place::There => "to_go",
            Place::Wanted => "wanted",
            Place::Absent => "absent",
            Place::Forged => "forged",
        }
        .into(),
    }))
}
