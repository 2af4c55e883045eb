//! `waiting_records`: the records behind a part's number, which wait until the hub has shown them.
//! It does not try them again: an exchange by hand offers all of them, also what was not taken, and `again` one of these.
//! Called through `calls`, by the page of the hub.

use ledger::Stream;
use serde::{Deserialize, Serialize};
use store::exchange::Undelivered;
use store::{CardRow, Reader};
use ts_rs::TS;

use super::{Met, may, met};
use crate::conflicts::shown_at;
use crate::find::sees;
use crate::{Office, Result, Who};

/// Records shown; those that wait longest.
const MOST: u32 = 200;

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WaitingRecords {
    /// As `HubStream::stream`.
    pub stream: String,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct WaitingRecord {
    /// Where it is met, and what it is called there; nothing of what this person may not open.
    pub record: Option<String>,
    pub noun: Option<String>,
    pub no: Option<String>,
    pub title: String,
    /// Entries of it that are here only.
    #[ts(type = "number")]
    pub n: u64,
    /// What the hub said where it did not take one of them.
    pub not_taken: Option<String>,
    /// Of such a record, for `exchange_record`: one of its entries by its hash, which tells nothing of what this person may not open.
    pub refused: Option<String>,
}

pub fn waiting_records(office: &Office, who: &Who, input: WaitingRecords) -> Result<Vec<WaitingRecord>> {
    may(who, "waiting_records")?;
    let Met::Hub(hub) = met(office)? else { return Ok(vec![]) };
    let stream = Stream(input.stream);
    office.desk.read(|reader| {
        let Some(peer) = reader.known_peer(hub)? else { return Ok(vec![]) };
        let waiting = reader.undelivered((peer, &stream), MOST)?;
        waiting.into_iter().map(|one| row((reader, who), one)).collect()
    })
}

fn row((reader, who): (&Reader<'_>, &Who), one: Undelivered) -> Result<WaitingRecord> {
    let found = if who.person.sees_business() { shown_at(reader, one.record)? } else { None };
    let may_open = |row: &CardRow| sees(&who.scope(), row.card.station, &row.card.office);
    let shown = found.filter(|(_, row)| may_open(row));
    let (record, card) = shown.map(|(record, row)| (record.to_string(), row.card)).unzip();
    let (not_taken, refused) = one.not_taken.map(|(said, entry)| (said, entry.to_string())).unzip();
    Ok(WaitingRecord {
        record,
        noun: card.as_ref().map(|card| card.noun.clone()),
        no: card.as_ref().and_then(|card| card.no.clone()),
        title: card.map(|card| card.title).unwrap_or_default(),
        n: one.n,
        not_taken,
        refused,
    })
}
