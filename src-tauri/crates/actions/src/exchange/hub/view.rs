//! How the exchange with the hub stands, for its page.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ledger::{RecordId, Stream};
use serde::Serialize;
use store::Reader;
use store::exchange::{HubStanding, NotTaken};
use ts_rs::TS;

use super::due::minutes;
use super::running::HubProgress;
use super::told::{Exchanged, Last, StreamExchanged, StreamFault, last, streams};
use super::{kept, may};
use crate::desk::Nothing;
use crate::exchange::parcels::{FilesView, files_view};
use crate::exchange::scope::{exchanged, me};
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
    /// Entries here that were not read back from there yet, with those that it did not take.
    #[ts(type = "number")]
    pub waiting: u64,
    pub files: FilesView,
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
    #[ts(type = "number | null")]
    pub moved_ms: Option<u64>,
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
        files: files_view(office)?,
        waiting: streams.iter().map(|stream| stream.waiting).sum(),
        streams,
        last: last.map(|last| last.told),
        host: kept.host,
        port: kept.port,
        database: kept.database,
    })
}

/// How the exchange stands, for the check-up.
pub(crate) struct Standing {
    /// How the last one ended; nothing where there was none.
    pub end: Option<String>,
    pub complete_ms: Option<u64>,
    pub waiting: u64,
}

/// Nothing where no hub is set.
pub(crate) fn standing(office: &Office) -> Result<Option<Standing>> {
    if !kept(office)?.ready() {
        return Ok(None);
    }
    let last = last(office)?;
    let waiting = listed(office, last.as_ref())?.iter().map(|stream| stream.waiting).sum();
    let told = last.map(|last| last.told);
    let complete_ms = told.as_ref().and_then(|told| told.complete_ms);
    Ok(Some(Standing { end: told.map(|told| told.end), complete_ms, waiting }))
}

/// What moved once, and what waits for the first time.
fn listed(office: &Office, last: Option<&Last>) -> Result<Vec<HubStream>> {
    let Some(last) = last else { return Ok(vec![]) };
    let mut kept = streams(office)?;
    let today = office.wall.today();
    office.desk.read(|reader| {
        let waiting = waiting(reader, (last.hub, today))?;
        for (stream, _) in waiting.iter().filter(|(_, waits)| waits.n > 0) {
            kept.entry(stream.0.clone()).or_insert_with(|| StreamExchanged::untouched(stream));
        }
        let row = |moved: StreamExchanged| {
            let waits = waiting.get(&Stream(moved.stream.clone())).cloned().unwrap_or_default();
            row(office, (waits, moved, &last.told))
        };
        let mut rows: Vec<HubStream> = kept.into_values().map(row).collect();
        // What went wrong first, then what waits, then by name.
        rows.sort_by(|a, b| {
            let key = |row: &HubStream| (row.faults.is_empty(), row.waiting == 0);
            key(a).cmp(&key(b)).then_with(|| (&a.class, &a.of).cmp(&(&b.class, &b.of)))
        });
        Ok(rows)
    })
}

/// What of a stream is here only.
#[derive(Clone, Default)]
struct Waits {
    n: u64,
    /// Of these, what the hub did not take.
    not_taken: Option<NotTaken>,
}

fn waiting(
    reader: &Reader<'_>,
    (hub, today): (Option<[u8; 16]>, NaiveDate),
) -> Result<BTreeMap<Stream, Waits>> {
    let Some(hub) = hub.map(|hub| reader.known_peer(hub)).transpose()?.flatten() else {
        return Ok(BTreeMap::new());
    };
    let found = reader.hub_standings(hub)?;
    let ours = exchanged(reader, (&me(reader)?, today), found.iter().map(|one| one.stream.clone()))?;
    let counted = found.into_iter().filter(|one| ours.contains(&one.stream));
    let waits = |one: HubStanding| {
        let n = one.undelivered + one.not_taken.as_ref().map_or(0, |not_taken| not_taken.n);
        (one.stream, Waits { n, not_taken: one.not_taken })
    };
    Ok(counted.map(waits).collect())
}

fn row(office: &Office, (waits, mut moved, last): (Waits, StreamExchanged, &Exchanged)) -> HubStream {
    // Its exchange is long over, and it still stands.
    if let Some(not_taken) =
        waits.not_taken.filter(|_| moved.faults.iter().all(|fault| fault.code != "entry"))
    {
        moved.faults.push(StreamFault { code: "entry".into(), said: not_taken.why });
    }
    let stream = Stream(moved.stream);
    let of = called(office, &stream);
    let met = moved.faults.is_empty() && moved.at_ms > 0;
    HubStream {
        class: stream.class().into(),
        of,
        waiting: waits.n,
        at_ms: if met { last.complete_ms.max(Some(moved.at_ms)) } else { None },
        moved_ms: (moved.at_ms > 0).then_some(moved.at_ms),
        new: moved.new,
        confirmed: moved.confirmed,
        faults: moved.faults,
        stream: stream.0,
    }
}

/// The station or the office that a stream belongs to, by name.
pub(crate) fn called(office: &Office, stream: &Stream) -> String {
    let own = stream.0.split_once('/').map(|(_, of)| of).unwrap_or_default();
    match stream.class() {
        "st" => own.parse::<RecordId>().map(|station| office.station_name(station)).unwrap_or_default(),
        "ref" | "admin" => String::new(),
        _ => office_name(office, own),
    }
}
