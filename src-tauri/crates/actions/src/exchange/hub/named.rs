//! A station whose stream the hub does not let in yet. The list of accesses is drawn at the office above all, where nothing of a station
//! is that was just added; so its office says that it is there, in `pub/<office>`, which that one reads (ledger.md §2.5).
//! It does not know how the list is drawn (`access`, `scope`) nor how it is exchanged (`now`): they call it.

use std::collections::BTreeSet;

use domain::registry::NEW_STATION;
use ledger::authority::Class;
use ledger::{Authority, Op, Record, RecordId, Stream};
use store::Reader;

use super::told::{Exchanged, StreamExchanged};
use crate::{Office, Result, Topic, Who, reference};

/// What an exchange could not bring because the hub does not know the station. Said once, whichever desk of the office says it.
pub(super) fn name_stations(office: &Office, who: &Who, told: &Exchanged) -> Result<BTreeSet<Topic>> {
    let own = Stream::public(&office.code);
    let not_granted = |one: &&StreamExchanged| one.faults.iter().any(|fault| fault.code == "not_granted");
    let refused: BTreeSet<&str> =
        told.streams.iter().filter(not_granted).map(|one| one.stream.as_str()).collect();
    // A desk that is let in nowhere says nothing, nor does one whose person would write without power.
    if refused.contains(own.0.as_str()) || !office.desk.read(|reader| may_say(reader, who, &own))? {
        return Ok(BTreeSet::new());
    }
    let stations = office.desk.read(|reader| unsaid(reader, &office.code, &refused))?;
    if stations.is_empty() {
        return Ok(BTreeSet::new());
    }
    let outcome = office.perform(who, "name_station", |at| {
        for station in stations {
            let ops = vec![Op::set("station", station), Op::set("office", office.code.as_str())];
            at.open_as(notice(&office.code, station), NEW_STATION, own.clone(), ops);
        }
        Ok(())
    })?;
    Ok(outcome.changed)
}

/// The office above all draws the list, and knows its own.
fn may_say(reader: &Reader<'_>, who: &Who, own: &Stream) -> Result<bool> {
    let authority = reader.authority()?;
    let grant = authority.grant(who.person.grant);
    let covers = grant.is_some_and(|grant| grant.covers(own, Class::Write));
    Ok(covers && *own != Stream::public(authority.top()))
}

fn unsaid(reader: &Reader<'_>, office: &str, refused: &BTreeSet<&str>) -> Result<Vec<RecordId>> {
    let mut found = vec![];
    for station in refused.iter().filter_map(|name| name.strip_prefix("st/")?.parse::<RecordId>().ok()) {
        let theirs = reader.record(station)?.is_some_and(|record| record.text("office") == Some(office));
        if theirs && reader.heads(notice(office, station))?.is_empty() {
            found.push(station);
        }
    }
    Ok(found)
}

fn notice(office: &str, station: RecordId) -> RecordId {
    RecordId::natural(NEW_STATION, &format!("{office}/{station}"))
}

/// Streams of all stations of which an office has said so.
pub(super) fn named(reader: &Reader<'_>) -> Result<Vec<Stream>> {
    let mut found = vec![];
    for said in reference::all(reader, NEW_STATION)? {
        let station = reader.record(said)?.and_then(|record| record.record("station"));
        found.extend(station.map(Stream::station));
    }
    Ok(found)
}

/// The one office that has said so of a station; of one that two name, neither. Only where its own record is not here: that knows better.
pub(in crate::exchange) fn named_by(
    reader: &Reader<'_>,
    authority: &Authority,
    station: RecordId,
) -> Result<Option<String>> {
    let mut offices = vec![];
    for office in authority.offices() {
        let said = reader.record(notice(&office.code, station))?;
        let own = |said: &Record| {
            said.stream == Stream::public(&office.code) && said.record("station") == Some(station)
        };
        if said.as_ref().is_some_and(own) {
            offices.push(office.code.clone());
        }
    }
    let one = offices.pop();
    Ok(one.filter(|_| offices.is_empty()))
}
