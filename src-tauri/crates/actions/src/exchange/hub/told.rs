//! What became of an exchange, as codes that pages have words for, and as it is kept for the next look.
//! It does not know how it went on (`now`) nor words.

use std::collections::BTreeMap;

use ledger::Stream;
use serde::{Deserialize, Serialize};
use sync::session::{End, Fault, MailFault, Report, StreamReport};
use ts_rs::TS;

use super::unreadable;
use crate::{Office, Result};

const LAST: &str = "hub_last";
const STREAMS: &str = "hub_streams";

/// What an exchange brought, for the page.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Exchanged {
    /// `complete`, `stopped`, `too_old`, or why it broke off: `login`, `certificate`, `link`, `hub_full`, `refused`.
    pub end: String,
    /// What the other side said, for whoever keeps it.
    pub said: String,
    #[ts(type = "number")]
    pub at_ms: u64,
    /// When one last came to its end.
    #[ts(type = "number | null")]
    pub complete_ms: Option<u64>,
    /// This desk's clock less the hub's, in milliseconds, where they are minutes apart.
    #[ts(type = "number | null")]
    pub clock_off_ms: Option<i64>,
    pub round_trips: u32,
    #[ts(type = "number")]
    pub n_unchanged: u64,
    /// Entries not known here before, read back from there, set aside.
    #[ts(type = "number")]
    pub new: u64,
    #[ts(type = "number")]
    pub confirmed: u64,
    #[ts(type = "number")]
    pub aside: u64,
    pub streams: Vec<StreamExchanged>,
}

impl Exchanged {
    /// What went wrong in a stream beside its exchange.
    pub(super) fn fault(&mut self, stream: &Stream, fault: StreamFault) {
        let at = self.streams.iter().position(|one| one.stream == stream.0);
        let at = at.unwrap_or_else(|| {
            self.streams.push(StreamExchanged { at_ms: self.at_ms, ..StreamExchanged::untouched(stream) });
            self.streams.len() - 1
        });
        self.streams[at].faults.push(fault);
    }
}

/// Of a stream in which something was done or went wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct StreamExchanged {
    pub stream: String,
    #[ts(type = "number")]
    pub at_ms: u64,
    #[ts(type = "number")]
    pub new: u64,
    #[ts(type = "number")]
    pub aside: u64,
    #[ts(type = "number")]
    pub pushed: u64,
    #[ts(type = "number")]
    pub confirmed: u64,
    #[ts(type = "number")]
    pub lost: u64,
    pub faults: Vec<StreamFault>,
}

impl StreamExchanged {
    /// Nothing of it was ever exchanged.
    pub(super) fn untouched(stream: &Stream) -> Self {
        let (new, aside, pushed, confirmed, lost) = (0, 0, 0, 0, 0);
        Self { stream: stream.0.clone(), at_ms: 0, new, aside, pushed, confirmed, lost, faults: vec![] }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct StreamFault {
    /// `not_granted`, `contradiction`, `entry`, `quota`, `hub_full`, `cursor`, `refused`, or one that ends an exchange.
    pub code: String,
    pub said: String,
}

/// The hub itself, once it was reached.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Last {
    pub told: Exchanged,
    /// Whom it said it is.
    pub hub: Option<[u8; 16]>,
}

pub(super) fn told(report: &Report, (at_ms, before): (u64, Option<&Exchanged>)) -> Exchanged {
    let (end, said) = ended(&report.end);
    let complete_ms =
        if report.end == End::Complete { Some(at_ms) } else { before.and_then(|b| b.complete_ms) };
    Exchanged {
        end: end.into(),
        said,
        at_ms,
        complete_ms,
        clock_off_ms: None,
        round_trips: report.round_trips,
        n_unchanged: report.n_unchanged as u64,
        new: report.total(|s| s.new),
        confirmed: report.total(|s| s.confirmed),
        aside: report.total(|s| s.aside),
        streams: report.streams.iter().map(|s| of_stream(s, at_ms)).collect(),
    }
}

fn of_stream(told: &StreamReport, at_ms: u64) -> StreamExchanged {
    let fault = |fault: &Fault| {
        let (code, said) = match fault {
            Fault::NotGranted => ("not_granted", String::new()),
            Fault::Lie(lie) => ("contradiction", lie.to_string()),
            Fault::Refused { id, why } => ("entry", format!("{id}: {why}")),
            Fault::Mail(fault) => code_of(fault),
        };
        StreamFault { code: code.into(), said }
    };
    StreamExchanged {
        stream: told.stream.0.clone(),
        at_ms,
        new: told.new,
        aside: told.aside,
        pushed: told.pushed,
        confirmed: told.confirmed,
        lost: told.lost,
        faults: told.faults.iter().map(fault).collect(),
    }
}

fn ended(end: &End) -> (&'static str, String) {
    match end {
        End::Complete => ("complete", String::new()),
        End::Stopped => ("stopped", String::new()),
        End::TooOld { min_format } => ("too_old", min_format.to_string()),
        End::Broken(fault) => code_of(fault),
    }
}

pub(in crate::exchange) fn code_of(fault: &MailFault) -> (&'static str, String) {
    match fault {
        MailFault::Login(said) => ("login", said.clone()),
        MailFault::Certificate(said) => ("certificate", said.clone()),
        MailFault::Link(said) => ("link", said.clone()),
        MailFault::Stopped => ("stopped", String::new()),
        MailFault::Stream(said) => ("refused", said.clone()),
        MailFault::Entry(said) => ("entry", said.clone()),
        MailFault::Quota(said) => ("quota", said.clone()),
        MailFault::Full(said) => ("hub_full", said.clone()),
        MailFault::UnknownCursor => ("cursor", String::new()),
    }
}

/// What of a stream's faults is told beside its page as well, the gravest first. What is not granted yet is somebody else's next step.
const GRAVE: [&str; 5] = ["contradiction", "hub_full", "quota", "refused", "cursor"];

/// Of an exchange that came to its end.
pub(super) fn gravest(office: &Office) -> Result<Option<String>> {
    let streams = streams(office)?;
    let stands = |code: &&str| streams.values().flat_map(|one| &one.faults).any(|fault| fault.code == *code);
    Ok(GRAVE.into_iter().find(stands).map(str::to_owned))
}

/// Of streams that moved or failed, how they did it last.
pub(super) type Streams = BTreeMap<String, StreamExchanged>;

pub(super) fn last(office: &Office) -> Result<Option<Last>> {
    let json = office.desk.read(|r| r.setting(LAST))?;
    json.map(serde_json::from_value).transpose().map_err(unreadable)
}

pub(super) fn streams(office: &Office) -> Result<Streams> {
    let json = office.desk.read(|r| r.setting(STREAMS))?;
    Ok(json.map(serde_json::from_value).transpose().map_err(unreadable)?.unwrap_or_default())
}

/// The list of streams is written only if one of them moved: with nothing to tell this is one short row.
pub(super) fn keep(office: &Office, last: &Last) -> Result<()> {
    let mut kept = streams(office)?;
    let before = kept.clone();
    kept.extend(last.told.streams.iter().map(|s| (s.stream.clone(), s.clone())));
    if last.told.end == "complete" {
        // A stream that has nothing to tell any more is well again.
        let failed_now = |name: &String| last.told.streams.iter().any(|s| s.stream == *name);
        kept.iter_mut().filter(|(name, _)| !failed_now(name)).for_each(|(_, s)| s.faults.clear());
    }
    let brief = Last { told: Exchanged { streams: vec![], ..last.told.clone() }, hub: last.hub };
    let (streams, last) = (serde_json::to_value(&kept), serde_json::to_value(&brief));
    let (streams, last) = (streams.map_err(unreadable)?, last.map_err(unreadable)?);
    office.desk.act(|tx| -> Result<()> {
        if kept != before {
            tx.set_setting(STREAMS, &streams)?;
        }
        tx.set_setting(LAST, &last)?;
        Ok(())
    })
}
