//! Which streams a desk may hold (ledger.md §2.5): its office's own, and what the accounts that work at it were granted.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ledger::authority::{DeskCard, Grant};
use ledger::{Authority, RecordId, Stream};
use store::Reader;
use zeroize::Zeroizing;

use crate::error::OrMissing;
use crate::perform::pen;
use crate::sealing::HANDLER;
use crate::{Failure, Result};

/// This desk's own card.
pub(crate) fn me(reader: &Reader<'_>) -> Result<DeskCard> {
    let writer = pen(reader)?.writer;
    let authority = reader.authority()?;
    let desk = authority.writer(writer).or_missing("desk")?.desk;
    authority.desk(desk).cloned().or_missing("desk")
}

/// The half of this desk's pair that opens what is encrypted to it.
pub(crate) fn desk_secret(reader: &Reader<'_>) -> Result<Zeroizing<[u8; 32]>> {
    let text = reader.setting("desk_seal")?.and_then(|v| v.as_str().map(str::to_owned));
    let bytes = text.as_deref().and_then(unhex).and_then(|bytes| bytes.try_into().ok());
    bytes.map(Zeroizing::new).ok_or_else(|| Failure::Broken { what: "the desk's own key".into() }.into())
}

pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

/// Of the streams that are here, those another desk may hold.
pub(crate) fn readable(reader: &Reader<'_>, desk: &DeskCard, today: NaiveDate) -> Result<Vec<Stream>> {
    let authority = reader.authority()?;
    if desk.cut.is_some() {
        return Ok(vec![]);
    }
    let grants = grants_at(&authority, desk.record, today);
    let mut streams = vec![];
    for stream in reader.streams()? {
        if may_hold(reader, (&authority, desk, &grants), &stream)? {
            streams.push(stream);
        }
    }
    Ok(streams)
}

/// Whether a desk may hold a stream, also one of which nothing is here yet.
pub(crate) fn may_hold_here(
    reader: &Reader<'_>,
    (desk, today): (&DeskCard, NaiveDate),
    stream: &Stream,
) -> Result<bool> {
    let authority = reader.authority()?;
    let grants = grants_at(&authority, desk.record, today);
    may_hold(reader, (&authority, desk, &grants), stream)
}

/// Of these streams, also those of which nothing is here yet, what a desk exchanges with a hub: all it may hold, and what it only
/// appends to. That is never read, and what is here goes up all the same.
pub(crate) fn exchanged(
    reader: &Reader<'_>,
    (desk, today): (&DeskCard, NaiveDate),
    streams: impl IntoIterator<Item = Stream>,
) -> Result<BTreeSet<Stream>> {
    let authority = reader.authority()?;
    let grants = grants_at(&authority, desk.record, today);
    let mut ours = BTreeSet::new();
    for stream in streams {
        let appends = matches!(stream.class(), "log" | "sealed");
        if appends || may_hold(reader, (&authority, desk, &grants), &stream)? {
            ours.insert(stream);
        }
    }
    Ok(ours)
}

fn grants_at(authority: &Authority, desk: RecordId, today: NaiveDate) -> Vec<&Grant> {
    let works_here = |grant: &&Grant| {
        let account = authority.account(grant.account);
        account.is_some_and(|account| account.keys.iter().any(|key| key.desk == desk))
    };
    let day = |text: &Option<String>| text.as_deref().and_then(|t| t.parse::<NaiveDate>().ok());
    let in_force = |grant: &&Grant| grant.cut.is_none() && day(&grant.to_on).is_none_or(|to| today <= to);
    authority.grants().filter(works_here).filter(in_force).collect()
}

fn may_hold(
    reader: &Reader<'_>,
    (authority, desk, grants): (&Authority, &DeskCard, &[&Grant]),
    stream: &Stream,
) -> Result<bool> {
    let own = stream.0.split_once('/').map(|(_, of)| of).unwrap_or_default();
    let granted = |grant: &&&Grant| grant.covers(stream, ledger::authority::Class::Write);
    Ok(match stream.class() {
        "admin" | "ref" => true,
        "pub" => own == desk.office || own == authority.top() || grants.iter().any(|g| granted(&g)),
        "of" => grants.iter().any(|g| granted(&g)),
        "st" => {
            let city = desk.office == authority.top();
            let exact = |grant: &&Grant| grant.streams.contains(&stream.0);
            let whole = |grant: &&Grant| grant.streams.iter().any(|pattern| pattern == "st/*");
            grants.iter().any(exact)
                || (grants.iter().any(whole) && (city || office_of(reader, own)? == desk.office))
        }
        // Appended to by everybody, read where their keeper sits.
        "log" => grants.iter().any(|g| g.office == own && g.role.split(',').any(|r| r == "audit_admin")),
        "sealed" => {
            let named = grants.iter().any(|g| g.role == HANDLER && g.office == own);
            let wraps = authority.office(own).map(|office| office.wraps.as_slice()).unwrap_or_default();
            named || wraps.iter().any(|(_, at, _)| *at == desk.record)
        }
        _ => false,
    })
}

/// Six digits of the office a station belongs to today.
fn office_of(reader: &Reader<'_>, station: &str) -> Result<String> {
    let Ok(station) = station.parse::<RecordId>() else { return Ok(String::new()) };
    let record = reader.record(station)?;
    Ok(record.and_then(|record| record.text("office").map(str::to_owned)).unwrap_or_default())
}
