//! `preview_revoke_desk` and `preview_revoke_person`: which writers there are, the newest work of each that is here, and from it
//! a person picks the last that is good. Nothing is written.

use ledger::{AccountId, RecordId};
use serde::{Deserialize, Serialize};
use store::Reader;
use store::exchange::Written;
use ts_rs::TS;

use super::{Whose, last_of, may};
use crate::conflicts::shown_at;
use crate::exchange::DeskLabel;
use crate::{Office, Result, Who, timeline::hex};

/// As many as somebody looks through to find the last good one.
const NEWEST: usize = 100;
/// Of a person the writer's other entries lie between: this far back they are looked for.
const BACK: u32 = 20_000;

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneDesk {
    #[ts(type = "string")]
    pub desk: RecordId,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OneAccount {
    #[ts(type = "string")]
    pub account: AccountId,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct RevocationPreview {
    /// Revoked before: only an earlier end changes anything.
    pub revoked: bool,
    pub writers: Vec<WriterWork>,
}

/// One file of a desk that wrote.
#[derive(Clone, Debug, Serialize, TS)]
pub struct WriterWork {
    pub writer: String,
    /// It numbers with it; a restored or copied file has none.
    pub letter: Option<String>,
    pub desk: DeskLabel,
    /// The last number of it that is here.
    #[ts(type = "number")]
    pub last: u64,
    /// Where its good work ends already.
    #[ts(type = "number | null")]
    pub good: Option<u64>,
    /// Of theirs, the newest first.
    pub newest: Vec<WorkLine>,
    /// There is more than is shown.
    pub more: bool,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct WorkLine {
    pub entry: String,
    #[ts(type = "number")]
    pub seq: u64,
    pub noun: String,
    pub act: String,
    /// Its number, for whoever reads the business.
    pub no: Option<String>,
    pub by_name: String,
    #[ts(type = "number")]
    pub written_ms: u64,
    /// When it came here; what was written here has no such day.
    #[ts(type = "number | null")]
    pub came_ms: Option<u64>,
}

pub fn preview_revoke_desk(office: &Office, who: &Who, input: OneDesk) -> Result<RevocationPreview> {
    preview(office, (who, "revoke_desk"), Whose::Desk(input.desk))
}

pub fn preview_revoke_person(office: &Office, who: &Who, input: OneAccount) -> Result<RevocationPreview> {
    preview(office, (who, "revoke_person"), Whose::Person(input.account))
}

fn preview(office: &Office, (who, verb): (&Who, &str), whose: Whose) -> Result<RevocationPreview> {
    crate::accounts::administers(who, verb)?;
    office.desk.read(|reader| {
        let authority = reader.authority()?;
        may(who, &authority, (verb, &whose.office(&authority)?))?;
        let revoked = match whose {
            Whose::Desk(desk) => authority.desk(desk).is_some_and(|card| card.cut.is_some()),
            Whose::Person(account) => super::open_grants(&authority, account).is_empty(),
        };
        let mut writers = vec![];
        for (writer, desk) in whose.writers(&authority) {
            let back = if matches!(whose, Whose::Desk(_)) { NEWEST as u32 + 1 } else { BACK };
            let newest = reader.written_after(writer, 0, back)?;
            let theirs = newest.iter().filter(|w| whose.wrote(w.header.account) && is_work(w));
            let mut lines: Vec<WorkLine> = vec![];
            for written in theirs.take(NEWEST + 1) {
                lines.push(line(office, who, (reader, written))?);
            }
            let more = lines.len() > NEWEST || newest.len() == back as usize;
            lines.truncate(NEWEST);
            writers.push(WriterWork {
                writer: hex(&writer.0),
                letter: authority.writer(writer).and_then(|card| card.letter.clone()),
                desk: DeskLabel::of(office, reader, desk)?,
                last: newest.first().map(|w| w.header.seq).unwrap_or_default(),
                good: authority.desk(desk).and_then(|card| last_of(card, writer)),
                newest: lines,
                more,
            });
        }
        Ok(RevocationPreview { revoked, writers })
    })
}

/// What somebody did; the opening of a file and the lines of the office's log are nobody's work.
pub(super) fn is_work(written: &Written) -> bool {
    written.header.stream.class() != "log" && written.header.noun != "writer"
}

fn line(office: &Office, who: &Who, (reader, written): (&Reader<'_>, &Written)) -> Result<WorkLine> {
    let h = &written.header;
    let shown = if who.person.sees_business() { shown_at(reader, h.record)? } else { None };
    Ok(WorkLine {
        entry: written.id.to_string(),
        seq: h.seq,
        noun: h.noun.clone(),
        act: h.act.clone(),
        no: shown.and_then(|(_, row)| row.card.no),
        by_name: office.name_of(h.account),
        written_ms: h.wall_ms,
        came_ms: written.came_ms,
    })
}
