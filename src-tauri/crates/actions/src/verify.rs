//! Proving the desk: every entry as it lies in the file, read anew, against hashes, chains, parents and signatures; then
//! every record's rows in lists, limits, search and counts against what its entries add up to, the counters against those rows, and
//! every checkpoint against what is here. It trusts nothing that was decoded before.
//! Called by `gonglian verify` and the settings page.

use std::collections::HashSet;

use chrono::NaiveDateTime;
use ledger::{AccountId, EntryId, Report, Stored, Verifier};
use serde::{Deserialize, Serialize};
use store::{Reader, Recount};
use ts_rs::TS;

use crate::checkpoints::{CheckpointDiff, CheckpointRow, compared, since};
use crate::desk::{Done, Nothing};
use crate::exports::moment;
use crate::working::LongTurn;
use crate::{Failure, Office, Result, Who, trace};

/// Entries read at a time: memory stays flat however long the log is.
const PAGE: u32 = 2000;

#[derive(Clone, Debug, Serialize, TS)]
pub struct Verified {
    /// `good`, `bad` or `incomplete`.
    pub verdict: String,
    #[ts(type = "number")]
    pub n_entries: u64,
    /// The ledger's report: the first bad entry, counts, gaps.
    #[ts(type = "Record<string, unknown>")]
    pub report: serde_json::Value,
    /// Rows whose columns are not what the signed header says.
    pub moved: Vec<String>,
    /// Records whose rows in lists, limits, search or counts are not what their entries add up to: `rebuild` mends them,
    pub unlike: Vec<String>,
    /// and counters that are not what all rows give, and rows of no record.
    #[ts(type = "number")]
    pub n_astray: u64,
    /// 检查点 that were held against what is here,
    #[ts(type = "number")]
    pub n_checkpoints: u64,
    /// and what differs from them.
    pub against: Vec<CheckpointDiff>,
    /// The one that vouched for what was written before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub since: Option<CheckpointRow>,
}

#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Verify {
    /// The code on the paper of a checkpoint: signatures of what it stands for are not checked again.
    #[serde(default)]
    #[ts(optional)]
    pub since: Option<String>,
}

/// Proves the desk and keeps when that was: a head asks "when last" before "how".
pub fn verify(office: &Office, who: &Who, input: Verify) -> Result<Verified> {
    let turn = office.work.begin("verify")?;
    let verified = prove((office, who), input.since.as_deref(), &turn)?;
    if input.since.is_some() {
        return Ok(verified);
    }
    let kept = Kept {
        at: moment(office),
        verdict: verified.verdict.clone(),
        n_entries: verified.n_entries,
        by: who.person.account,
    };
    let json = serde_json::to_value(&kept).map_err(|e| Failure::Broken { what: e.to_string() })?;
    // What was found must be told even where nothing can be written any more.
    if let Err(error) = office.desk.act(|tx| tx.set_setting(LAST, &json)) {
        tracing::warn!(%error, "The day of the check could not be kept");
    }
    Ok(verified)
}

const LAST: &str = "verified";

#[derive(Serialize, Deserialize)]
struct Kept {
    at: NaiveDateTime,
    verdict: String,
    n_entries: u64,
    by: AccountId,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct LastVerify {
    pub last: Option<VerifiedOn>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct VerifiedOn {
    pub at: NaiveDateTime,
    pub verdict: String,
    #[ts(type = "number")]
    pub n_entries: u64,
    pub by: String,
}

pub fn last_verify(office: &Office, _: &Who, _: Nothing) -> Result<LastVerify> {
    let kept = office.desk.read(|r| r.setting(LAST))?;
    let kept = kept.and_then(|json| serde_json::from_value::<Kept>(json).ok());
    let told = |k: Kept| VerifiedOn {
        at: k.at,
        verdict: k.verdict,
        n_entries: k.n_entries,
        by: office.name_of(k.by),
    };
    Ok(LastVerify { last: kept.map(told) })
}

fn prove((office, who): (&Office, &Who), code: Option<&str>, turn: &LongTurn<'_>) -> Result<Verified> {
    turn.tell("file", (0, 0))?;
    // A page that was damaged outside the log (an index, the search) is no entry's and is found here only.
    office.desk.check()?;
    office.desk.read(|reader| {
        let base = code.map(|code| since((office, who), reader, code)).transpose()?;
        let (since, vouched) = base.map(|base| (base.row, base.vouched)).unzip();
        let (report, moved) = read_log(reader, vouched.unwrap_or_default(), turn)?;
        let n_entries = report.n_entries;
        let json = serde_json::to_value(&report).unwrap_or_default();
        let said = json["verdict"].as_str().unwrap_or("bad").to_owned();
        // What was tampered with is named by the log; the lists are only asked about a log that can be read.
        let (unlike, n_astray) =
            if said == "good" { unlike(office, reader, turn)? } else { Default::default() };
        let (n_checkpoints, against) = if said == "bad" { (0, vec![]) } else { compared(office, reader)? };
        let fit = moved.is_empty() && unlike.is_empty() && n_astray == 0;
        let sound = fit && !against.iter().any(CheckpointDiff::contradicts);
        let verdict = if !sound {
            "bad".into()
        } else if said == "good" && !against.is_empty() {
            // What was written down once is not here: not come yet, or gone.
            "incomplete".into()
        } else {
            said
        };
        let report = json;
        Ok(Verified { verdict, n_entries, report, moved, unlike, n_astray, n_checkpoints, against, since })
    })
}

/// Every entry as it lies there, and the rows whose columns say something else.
fn read_log(
    reader: &Reader<'_>,
    vouched: HashSet<EntryId>,
    turn: &LongTurn<'_>,
) -> Result<(Report, Vec<String>)> {
    let authority = reader.authority()?;
    // Of other desks only what this one may hold is here: a gap there says nothing.
    let own = crate::exchange::me(reader)?.record;
    let writers = authority.writers().filter(|card| card.desk == own).map(|card| card.writer);
    let mut verifier = Verifier::new(&authority).whole(writers).vouched(vouched);
    if let Some(pen) = reader.pen()? {
        verifier = verifier.ends(pen.writer, (pen.next_seq, pen.prev));
    }
    let (mut after, mut moved, of) = (0_i64, vec![], reader.last_n()?);
    loop {
        let page = reader.raw_entries(after, PAGE)?;
        let Some(last) = page.last() else { break };
        after = last.n;
        turn.tell("entries", (after.unsigned_abs(), of.unsigned_abs()))?;
        for raw in page {
            if !columns_fit(&raw) {
                moved.push(crate::timeline::hex(&raw.id));
            }
            let id = raw.id.as_slice().try_into().map(EntryId).unwrap_or(EntryId([0; 32]));
            verifier.take(Stored { id, hdr: raw.hdr, sig: raw.sig, usig: raw.usig, body: raw.body });
        }
    }
    reader.evicted()?.iter().for_each(|entry| verifier.put_away(entry));
    Ok((verifier.finish(), moved))
}

/// Makes lists, limits, search and counters anew from the log.
pub fn rebuild(office: &Office, who: &Who, _: Nothing) -> Result<Done> {
    trace::write(office, who, "rebuild", ledger::Value::Null)?;
    office.rebuild()?;
    Ok(Done {})
}

/// Records that have left something else than their entries add up to, and how much else is astray.
fn unlike(office: &Office, reader: &Reader<'_>, turn: &LongTurn<'_>) -> Result<(Vec<String>, u64)> {
    let (law, mut recount) = (office.law(), Recount::default());
    let (mut after, mut found, of) = (0_i64, vec![], reader.last_n()?);
    loop {
        let page = reader.records_after(after, PAGE)?;
        let Some((last, _)) = page.last() else { return Ok((found, reader.astray(&recount)?)) };
        after = *last;
        turn.tell("lists", (after.unsigned_abs(), of.unsigned_abs()))?;
        for (n, id) in page {
            let mut look = |id| reader.record(id).ok().flatten();
            // Of what waits or may count no longer nothing is listed.
            let made = reader.record(id)?.map(|record| domain::project(&record, &law, &mut look));
            if !reader.fits((n, id), &made.unwrap_or_default(), &mut recount)? {
                found.push(id.to_string());
            }
        }
    }
}

/// The columns a list or a fold goes by must say what the header says.
fn columns_fit(raw: &store::RawEntry) -> bool {
    let body = raw.body.clone();
    let read = match body {
        Some(body) => ledger::Entry::read(raw.hdr.clone(), raw.sig.clone(), raw.usig.clone(), body),
        None => ledger::Entry::read_gone(raw.hdr.clone(), raw.sig.clone(), raw.usig.clone()),
    };
    // An entry that cannot be read is the verifier's to name.
    let Ok(entry) = read else { return true };
    let h = entry.header;
    h.record.bytes().as_slice() == raw.rec
        && h.writer.0.as_slice() == raw.writer
        && i64::try_from(h.seq).is_ok_and(|seq| seq == raw.seq)
        && h.stream.0 == raw.stream
}
