//! Access that ended (ledger.md §2.5): what this desk may hold no longer is put away once all of it surely lies elsewhere, and it is
//! written down what went. What waits for that is told, and stays.
//! It does not know how a stream leaves the file (`store`). Called at the end of an exchange or an import; never in the middle of one,
//! where an old grant may have ended and the new one not come.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::Refusal;
use ledger::authority::DeskCard;
use ledger::{RecordId, Stream, Value, WriterId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::exchange::{Holders, Leaving, Load, Peer};
use store::{Reader, Tx};
use ts_rs::TS;

use super::hub::{Met, met};
use super::may;
use super::scope::{Places, me};
use crate::desk::Nothing;
use crate::{Error, Failure, Office, Result, Topic, Who};

const DONE: &str = "put_away";
/// As many are kept to be read; all of them stand in the office's log.
const KEPT: usize = 100;
const APPENDED: &str = "appended_streams";
const FOLLOWED: &str = "followed_streams";

/// A stream that went.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AwayDone {
    /// `st`, `of`, `pub`, `sealed` or `log`.
    pub class: String,
    /// The station or the office, as it was called then.
    pub of: String,
    #[ts(type = "number")]
    pub at_ms: u64,
    #[ts(type = "number")]
    pub n_entries: u64,
    #[ts(type = "number")]
    pub n_records: u64,
    #[ts(type = "number")]
    pub n_files: u64,
}

/// A stream that goes as soon as what lies here only has been handed on.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AwayWaiting {
    pub class: String,
    pub of: String,
    #[ts(type = "number")]
    pub n_entries: u64,
    /// Nobody else surely has these.
    #[ts(type = "number")]
    pub n_unconfirmed: u64,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct PutAways {
    pub waiting: Vec<AwayWaiting>,
    /// The newest first.
    pub done: Vec<AwayDone>,
}

pub fn list_put_away(office: &Office, who: &Who, _: Nothing) -> Result<PutAways> {
    may(who, "list_put_away")?;
    let waiting = look(office, &|_| true)?.ended.into_iter().map(|Ended { stream, load, .. }| AwayWaiting {
        class: stream.class().into(),
        of: super::hub::called(office, &stream),
        n_entries: load.n_entries,
        n_unconfirmed: load.n_unconfirmed,
    });
    Ok(PutAways { waiting: waiting.collect(), done: office.desk.read(done)? })
}

/// `met` are streams that the hub was asked about just now and answered without fault. What was read back from it long ago may have
/// gone with its tail since: of any other stream its word does not count. Gives the topics that became stale.
pub(super) fn put_away(office: &Office, who: &Who, met: &BTreeSet<Stream>) -> Result<BTreeSet<Topic>> {
    forget_others(office)?;
    let mut changed = BTreeSet::new();
    let Looked { ended, clean } = look(office, &|stream| met.contains(stream))?;
    if !clean.is_empty() {
        office.desk.act(|tx| {
            let all = appended(tx)?.into_iter().chain(clean).collect();
            keep_appended(tx, &all)
        })?;
    }
    for one in ended.into_iter().filter(|one| one.load.n_unconfirmed == 0) {
        match evict(office, who, &one) {
            Err(Error::Refused(Refusal::NothingChanged)) => {}
            other => other?,
        }
        changed.extend(super::hub::every_topic());
    }
    office.after(&changed)?;
    Ok(changed)
}

struct Ended {
    stream: Stream,
    leaving: Leaving,
    holders: Holders,
    load: Load,
}

#[derive(Default)]
struct Looked {
    ended: Vec<Ended>,
    /// Appended to, and nothing of others is here.
    clean: BTreeSet<Stream>,
}

/// Streams of which something is here that this desk may not hold. One that was revoked keeps what it has: it is no honest desk's to say.
fn look(office: &Office, hub_counts: &dyn Fn(&Stream) -> bool) -> Result<Looked> {
    let hub = met(office)?;
    let today = office.wall.today();
    office.desk.read(|reader| {
        let own = me(reader)?;
        if own.cut.is_some() {
            return Ok(Looked::default());
        }
        let places = Places::of(reader)?;
        let known = appended(reader)?;
        let hub = if let Met::Hub(tag) = hub { reader.known_peer(tag)? } else { None };
        let here = reader.streams()?;
        let held: BTreeSet<Stream> =
            places.held_by((&own, today), here.iter().cloned())?.into_iter().collect();
        let mut looked = Looked::default();
        for stream in here.into_iter().filter(|stream| !held.contains(stream) && !known.contains(stream)) {
            let leaving = match stream.class() {
                "st" | "of" | "pub" => Leaving::Whole,
                "sealed" | "log" => Leaving::Brought,
                _ => continue,
            };
            // A stream's name outlasts what was put away of it.
            if reader.n_outgoing(None, &stream)? == 0 {
                continue;
            }
            let desks = holders(reader, (&places, &own), &stream, today)?;
            let holders = Holders { hub: hub.filter(|_| hub_counts(&stream)), desks };
            let load = reader.load((&stream, leaving), &holders)?;
            if load.n_entries > 0 {
                looked.ended.push(Ended { stream, leaving, holders, load });
            } else if leaving == Leaving::Brought {
                looked.clean.insert(stream);
            }
        }
        Ok(looked)
    })
}

/// Other desks that may hold a stream and go on: a copy at one that puts it away as well is none.
fn holders(
    reader: &Reader<'_>,
    (places, own): (&Places<'_, '_>, &DeskCard),
    stream: &Stream,
    today: NaiveDate,
) -> Result<Vec<Peer>> {
    let authority = reader.authority()?;
    let mut peers = vec![];
    for desk in authority.desks().filter(|desk| desk.cut.is_none() && desk.record != own.record) {
        if !places.held_by((desk, today), [stream.clone()])?.is_empty() {
            peers.extend(reader.known_peer(*desk.record.bytes())?);
        }
    }
    Ok(peers)
}

/// What an eviction tells, and what it takes.
struct Going {
    told: AwayDone,
    load: Load,
}

/// The line in the log is written first and in the same transaction, so that the file never ends with what goes.
fn evict(office: &Office, who: &Who, one: &Ended) -> Result<()> {
    let Ended { stream, leaving, holders, .. } = one;
    let of = super::hub::called(office, stream);
    office.perform_then(
        (who, "put_away"),
        |at| {
            let load = at.tx.load((stream, *leaving), holders)?;
            if load.n_unconfirmed > 0 {
                // Something was written meanwhile: it is looked at again after the next exchange.
                return Err(Refusal::NothingChanged.into());
            }
            let (n_entries, n_records) = (load.n_entries, load.records.len() as u64);
            let count = |n: u64| Value::Int(i64::try_from(n).unwrap_or(i64::MAX));
            at.trace(Value::map([
                ("stream", stream.0.as_str().into()),
                ("why", "access_ended".into()),
                ("entries", count(n_entries)),
                ("records", count(n_records)),
            ]));
            let class = stream.class().into();
            let told = AwayDone { class, of, at_ms: at.now_ms, n_entries, n_records, n_files: 0 };
            Ok(Going { told, load })
        },
        |tx, Going { told, load }| {
            let own = writers(tx)?;
            let gone = tx.evict((stream, *leaving), load, &own)?;
            told.n_files = gone.n_files;
            drop_drafts(tx, (stream, load))?;
            office.refresh(tx, &gone.naming.into_iter().collect::<Vec<_>>())?;
            remember(tx, told)
        },
    )?;
    Ok(())
}

fn writers(reader: &Reader<'_>) -> Result<Vec<WriterId>> {
    let own = me(reader)?.record;
    let authority = reader.authority()?;
    Ok(authority.writers().filter(|card| card.desk == own).map(|card| card.writer).collect())
}

/// Half-typed forms about what went cannot be sent any more.
fn drop_drafts(tx: &mut Tx<'_>, (stream, load): (&Stream, &Load)) -> Result<()> {
    let station = stream.0.strip_prefix("st/").and_then(|station| station.parse().ok());
    for record in load.records.iter().copied().chain(station) {
        tx.drop_drafts_about(record)?;
    }
    Ok(())
}

fn done(reader: &Reader<'_>) -> Result<Vec<AwayDone>> {
    let kept = reader.setting(DONE)?;
    let kept = kept.map(serde_json::from_value).transpose();
    Ok(kept.map_err(|e| Failure::Broken { what: e.to_string() })?.unwrap_or_default())
}

fn remember(tx: &mut Tx<'_>, told: &AwayDone) -> Result<()> {
    let mut all = done(tx)?;
    all.insert(0, told.clone());
    all.truncate(KEPT);
    tx.set_setting(DONE, &json!(all))?;
    Ok(())
}

/// Desks that put a stream away: should it be given back to them, they are handed all of it.
fn forget_others(office: &Office) -> Result<()> {
    let today = office.wall.today();
    let gone = office.desk.read(|reader| {
        let places = Places::of(reader)?;
        let authority = reader.authority()?;
        let mut told: BTreeMap<RecordId, Vec<(Peer, Stream)>> = BTreeMap::new();
        for (peer, desk, stream) in reader.desks_told()? {
            told.entry(desk).or_default().push((peer, stream));
        }
        let mut gone = vec![];
        for (desk, told) in told {
            let Some(card) = authority.desk(desk).filter(|card| card.cut.is_none()) else { continue };
            let streams = told.iter().map(|(_, stream)| stream.clone());
            let held: BTreeSet<Stream> = places.held_by((card, today), streams)?.into_iter().collect();
            gone.extend(told.into_iter().filter(|(_, stream)| !held.contains(stream)));
        }
        Ok::<_, crate::Error>(gone)
    })?;
    if gone.is_empty() {
        return Ok(());
    }
    office.desk.act(|tx| -> Result<()> {
        for (peer, stream) in &gone {
            tx.begin_anew(*peer, stream)?;
        }
        Ok(())
    })
}

/// A stream of which the hub told names only, and that it gives whole now, is read from its beginning.
pub(super) fn begin_reading(
    tx: &mut Tx<'_>,
    (own, today): (&DeskCard, NaiveDate),
    given: &BTreeSet<&Stream>,
) -> Result<()> {
    let read = to_begin(tx, (own, today), given)?;
    if read.is_empty() {
        return Ok(());
    }
    let (mut appended, mut followed) = (appended(tx)?, kept(tx, FOLLOWED)?);
    for stream in &read {
        tx.forget_stream(stream)?;
        appended.remove(stream);
        followed.remove(stream);
    }
    keep_appended(tx, &appended)?;
    keep(tx, FOLLOWED, &followed)
}

/// Of the streams that it gives those of which it told names only until now.
pub(super) fn to_begin(
    reader: &Reader<'_>,
    (own, today): (&DeskCard, NaiveDate),
    given: &BTreeSet<&Stream>,
) -> Result<Vec<Stream>> {
    let (appended, followed) = (appended(reader)?, kept(reader, FOLLOWED)?);
    let named = appended.union(&followed).filter(|stream| given.contains(stream));
    Places::of(reader)?.held_by((own, today), named.cloned())
}

/// The hub told names only: what they stand for never came here.
pub(super) fn follow(tx: &mut Tx<'_>, stream: &Stream) -> Result<()> {
    let mut followed = kept(tx, FOLLOWED)?;
    if followed.insert(stream.clone()) { keep(tx, FOLLOWED, &followed) } else { Ok(()) }
}

/// Streams of which nothing is here but what was written here: they are not weighed at every exchange.
fn appended(reader: &Reader<'_>) -> Result<BTreeSet<Stream>> {
    kept(reader, APPENDED)
}

fn keep_appended(tx: &mut Tx<'_>, streams: &BTreeSet<Stream>) -> Result<()> {
    keep(tx, APPENDED, streams)
}

fn kept(reader: &Reader<'_>, setting: &str) -> Result<BTreeSet<Stream>> {
    let kept = reader.setting(setting)?;
    let kept: Option<BTreeSet<String>> =
        kept.map(serde_json::from_value).transpose().map_err(|e| Failure::Broken { what: e.to_string() })?;
    Ok(kept.unwrap_or_default().into_iter().map(Stream).collect())
}

fn keep(tx: &mut Tx<'_>, setting: &str, streams: &BTreeSet<Stream>) -> Result<()> {
    let names: Vec<&str> = streams.iter().map(|stream| stream.0.as_str()).collect();
    tx.set_setting(setting, &json!(names))?;
    Ok(())
}
