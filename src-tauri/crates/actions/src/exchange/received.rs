//! `record_received`: when the hub received each entry of a record, by its own clock. A third party's word beside those of the desks'
//! clocks (ledger.md §2.3): it is shown, and nothing is folded or judged by it.
//! It asks the hub. Called from the page of a record, when somebody wants to know.

use std::collections::BTreeMap;

use ledger::{Entry, EntryId, Stream};
use serde::Serialize;
use sync::hub::{PgMailbox, Stopper};
use sync::session::MailFault;
use ts_rs::TS;

use super::hub::{code_of, on_line};
use super::travel::seen_by;
use crate::appeals::OneRecord;
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Serialize, TS)]
pub struct RecordReceived {
    /// `reached`, `old_hub` (it cannot tell yet), or as `Exchanged::end`.
    pub end: String,
    pub said: String,
    /// As they came here; empty where the hub told nothing.
    pub entries: Vec<EntryReceived>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct EntryReceived {
    pub entry: String,
    pub act: String,
    /// By the clock of the desk where it was written.
    #[ts(type = "number")]
    pub written_ms: u64,
    /// `None`: the hub does not have it.
    #[ts(type = "number | null")]
    pub received_ms: Option<u64>,
}

/// Whoever may open a record may ask.
pub fn record_received(office: &Office, who: &Who, input: OneRecord) -> Result<RecordReceived> {
    let entries = office.desk.read(|reader| -> Result<Vec<Entry>> {
        seen_by((office, who), reader, input.record)?;
        Ok(reader.entries(input.record)?)
    })?;
    on_line(office, &Stopper::default(), |mailbox| {
        Ok(match asked(mailbox, &entries) {
            Ok(Some(times)) => RecordReceived {
                end: "reached".into(),
                said: String::new(),
                entries: entries.iter().map(|entry| told(entry, &times)).collect(),
            },
            Ok(None) => ended("old_hub", String::new()),
            Err(fault) => {
                let (end, said) = code_of(&fault);
                ended(end, said)
            }
        })
    })
}

type Times = BTreeMap<EntryId, u64>;

/// Of each stream by itself: an entry lies in one.
fn asked(mailbox: &mut PgMailbox, entries: &[Entry]) -> std::result::Result<Option<Times>, MailFault> {
    let mut by_stream: BTreeMap<&Stream, Vec<EntryId>> = BTreeMap::new();
    for entry in entries {
        by_stream.entry(&entry.header.stream).or_default().push(entry.id);
    }
    let mut times = Times::new();
    for (stream, ids) in by_stream {
        let Some(received) = mailbox.received(stream, &ids)? else { return Ok(None) };
        times.extend(received);
    }
    Ok(Some(times))
}

fn told(entry: &Entry, times: &Times) -> EntryReceived {
    EntryReceived {
        entry: entry.id.to_string(),
        act: entry.header.act.clone(),
        written_ms: entry.header.wall_ms,
        received_ms: times.get(&entry.id).copied(),
    }
}

fn ended(end: &str, said: String) -> RecordReceived {
    RecordReceived { end: end.into(), said, entries: vec![] }
}
