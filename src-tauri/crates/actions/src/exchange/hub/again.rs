//! `exchange_record`: one item of the queue that the hub did not take is offered once more, and exchanged at once.
//! It does not know how an exchange goes (`now`), nor which entries are one item (`Tx::offer_record`). Nothing of it is shown, so
//! whoever may exchange may ask for it, also where they may not open the record. Called through `calls`, by the list of what waits.

use ledger::{EntryId, RecordId, Stream};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::now::at_once;
use super::replica::Offer;
use super::told::Exchanged;
use super::{Met, may, met};
use crate::error::OrMissing;
use crate::{Office, Outcome, Result, Who};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExchangeRecord {
    /// As `WaitingRecord::refused`.
    #[ts(type = "string")]
    pub refused: EntryId,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct RecordExchanged {
    pub exchanged: Exchanged,
    /// What became of the record: `taken`, all of it read back; `refused` once more; `waiting` for the next exchange.
    pub item: String,
    /// What the hub said of a refused one.
    pub not_taken: Option<String>,
}

/// What else the hub did not take stays as it was; all the rest of an exchange is done as always.
pub fn exchange_record(
    office: &Office,
    who: &Who,
    input: ExchangeRecord,
) -> Result<Outcome<RecordExchanged>> {
    may(who, "exchange_record")?;
    let hub = hub(office)?;
    let found = office.desk.read(|reader| -> Result<_> {
        let peer = reader.known_peer(hub)?.or_missing("hub")?;
        Ok(reader.not_taken_with(peer, input.refused)?)
    })?;
    let (stream, record) = found.or_missing("waiting")?;
    let Outcome { value, changed, seen, deed, hint } =
        at_once(office, who, Offer::Record(stream.clone(), record))?;
    let (item, not_taken) = became(office, (&stream, record))?;
    let value = RecordExchanged { exchanged: value, item: item.into(), not_taken };
    Ok(Outcome { value, changed, seen, deed, hint })
}

fn hub(office: &Office) -> Result<[u8; 16]> {
    let hub = if let Met::Hub(hub) = met(office)? { Some(hub) } else { None };
    hub.or_missing("hub")
}

/// At the hub that was met just now, which may be another than before.
fn became(office: &Office, (stream, record): (&Stream, RecordId)) -> Result<(&'static str, Option<String>)> {
    let hub = hub(office)?;
    let left = office.desk.read(|reader| -> Result<_> {
        let peer = reader.known_peer(hub)?.or_missing("hub")?;
        Ok(reader.undelivered_of((peer, stream), record)?)
    })?;
    Ok(match left.map(|one| one.not_taken) {
        None => ("taken", None),
        Some(None) => ("waiting", None),
        Some(Some((said, _))) => ("refused", Some(said)),
    })
}
