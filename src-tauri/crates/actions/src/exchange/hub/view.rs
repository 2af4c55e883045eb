//! How the exchange with the hub stands, for its page.

use ledger::{RecordId, Stream};
use serde::Serialize;
use store::Reader;
use store::exchange::Peer;
use ts_rs::TS;

use super::due::minutes;
use super::running::HubProgress;
use super::told::{Exchanged, Last, StreamExchanged, StreamFault, last, streams};
use super::{kept, may};
use crate::desk::Nothing;
use crate::exchange::scope::me;
use crate::joining::office_name;
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Serialize, TS)]
pub struct HubView {
    pub host: String,
    pub port: u16,
    pub database: String,
    /// Of this desk there.
    pub role: String,
    /// A certificate was asked for and has not come.
    pub asked: bool,
    pub ready: bool,
    /// Between two exchanges by itself; 0: only by hand.
    pub minutes: u32,
    pub running: Option<HubProgress>,
    pub last: Option<Exchanged>,
    pub streams: Vec<HubStream>,
    /// Entries here that were not read back from there yet.
    #[ts(type = "number")]
    pub waiting: u64,
}

/// One stream, by what it holds and whose it is.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct HubStream {
    pub stream: String,
    /// `st`, `of`, `pub`, `sealed`, `log`, `ref` or `admin`.
    pub class: String,
    /// The station or the office.
    pub of: String,
    #[ts(type = "number")]
    pub waiting: u64,
    /// When it last was the same on both sides.
    #[ts(type = "number | null")]
    pub at_ms: Option<u64>,
    /// When something last moved, and how much.
    #[ts(type = "number")]
    pub moved_ms: u64,
    #[ts(type = "number")]
    pub new: u64,
    #[ts(type = "number")]
    pub confirmed: u64,
    pub faults: Vec<StreamFault>,
}

pub fn hub_state(office: &Office, who: &Who, _: Nothing) -> Result<HubView> {
    may(who, "hub_state")?;
    let kept = kept(office)?;
    let last = last(office)?;
    let streams = listed(office, last.as_ref())?;
    Ok(HubView {
        asked: !kept.asked_pem.is_empty(),
        ready: kept.ready(),
        role: office.desk.read(me)?.name,
        minutes: minutes(office)?,
        running: office.hub.progress(),
        waiting: streams.iter().map(|stream| stream.waiting).sum(),
        streams,
        last: last.map(|last| last.told),
        host: kept.host,
        port: kept.port,
        database: kept.database,
    })
}

fn listed(office: &Office, last: Option<&Last>) -> Result<Vec<HubStream>> {
    let Some(last) = last else { return Ok(vec![]) };
    let kept = streams(office)?;
    office.desk.read(|reader| {
        let hub = last.hub.map(|hub| reader.known_peer(hub)).transpose()?.flatten();
        let mut rows = kept
            .into_values()
            .map(|moved| row(office, reader, (moved, hub, &last.told)))
            .collect::<Result<Vec<_>>>()?;
        // What went wrong first, then what waits, then by name.
        rows.sort_by(|a, b| {
            let key = |row: &HubStream| (row.faults.is_empty(), row.waiting == 0);
            key(a).cmp(&key(b)).then_with(|| (&a.class, &a.of).cmp(&(&b.class, &b.of)))
        });
        Ok(rows)
    })
}

fn row(
    office: &Office,
    reader: &Reader<'_>,
    (moved, hub, last): (StreamExchanged, Option<Peer>, &Exchanged),
) -> Result<HubStream> {
    let stream = Stream(moved.stream);
    let waiting = hub.map(|hub| reader.n_undelivered(hub, &stream)).transpose()?.unwrap_or(0);
    let own = stream.0.split_once('/').map(|(_, of)| of).unwrap_or_default();
    let of = match stream.class() {
        "st" => own.parse::<RecordId>().map(|station| office.station_name(station)).unwrap_or_default(),
        "ref" | "admin" => String::new(),
        _ => office_name(office, own),
    };
    let well = moved.faults.is_empty();
    Ok(HubStream {
        class: stream.class().into(),
        of,
        waiting,
        at_ms: if well { last.complete_ms.max(Some(moved.at_ms)) } else { None },
        moved_ms: moved.at_ms,
        new: moved.new,
        confirmed: moved.confirmed,
        faults: moved.faults,
        stream: stream.0,
    })
}
