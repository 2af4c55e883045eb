//! What is written into `log/<office>`: reads of personal data, prints, exports, refusals, sign-ins.
//! It does not decide what may be read. Invariant: a line of the log names records and fields, never their values.
//! Read by the audit administrator alone (`list_log`), who reads nothing of the business.

use domain::{Refusal, Role};
use ledger::{Entry, Op, Stream, Value};
use serde::{Deserialize, Serialize};
use store::Reader;
use ts_rs::TS;

use crate::{Office, Result, Who, timeline};

/// A call outside role or scope.
pub fn denied(office: &Office, who: &Who, (call, why): (&str, &Refusal)) -> Result<()> {
    let code = serde_json::to_value(why).ok().and_then(|v| v["code"].as_str().map(str::to_owned));
    write(
        office,
        who,
        "denied",
        Value::map([("call", call.into()), ("why", code.unwrap_or_default().into())]),
    )
}

/// One line of the log, as an act of its own.
pub fn write(office: &Office, who: &Who, act: &'static str, what: Value) -> Result<()> {
    office.perform(who, act, |at| {
        at.trace(what);
        Ok(())
    })?;
    Ok(())
}

/// Lines a page holds.
const PAGE: u32 = 100;

#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListLog {
    /// The last page's `next`.
    #[ts(type = "number", optional)]
    pub before: Option<i64>,
    /// Of this act only: `unmask`, `export`, `denied` …
    #[ts(optional)]
    pub act: Option<String>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct LogPage {
    pub lines: Vec<LogLine>,
    #[ts(type = "number | null")]
    pub next: Option<i64>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct LogLine {
    pub entry: String,
    #[ts(type = "number")]
    pub at_ms: u64,
    pub by_name: String,
    pub act: String,
    /// The number of the record it was about, where it has one.
    pub no: Option<String>,
    /// What else was written: fields, purpose, counts.
    #[ts(type = "Record<string, unknown>")]
    pub what: serde_json::Value,
}

/// Newest first.
pub fn list_log(office: &Office, who: &Who, input: ListLog) -> Result<LogPage> {
    if !who.is(Role::AuditAdmin) {
        return Err(Refusal::WrongRole { verb: "list_log".into() }.into());
    }
    let stream = Stream::log(&who.person.office);
    let mut before = input.before.unwrap_or(i64::MAX);
    office.desk.read(|reader| {
        let mut lines = vec![];
        loop {
            let page = reader.entries_of_stream(&stream, before, PAGE)?;
            let last = page.last().map(|(n, _)| *n);
            for (n, entry) in page {
                if input.act.as_ref().is_none_or(|act| *act == entry.header.act) {
                    lines.push(line(office, reader, &entry)?);
                }
                before = n;
                if lines.len() == PAGE as usize {
                    return Ok(LogPage { lines, next: Some(before) });
                }
            }
            if last.is_none() {
                return Ok(LogPage { lines, next: None });
            }
        }
    })
}

fn line(office: &Office, reader: &Reader<'_>, entry: &Entry) -> Result<LogLine> {
    let what = entry.ops().find_map(|(_, op)| match op {
        Op::Line { line, value, .. } if line == "trace" => Some(value),
        _ => None,
    });
    let record = what.and_then(|w| w.get("record")).and_then(Value::record);
    let card = record.map(|id| reader.card(id)).transpose()?.flatten();
    Ok(LogLine {
        entry: entry.id.to_string(),
        at_ms: entry.header.wall_ms,
        by_name: office.name_of(entry.header.account),
        act: entry.header.act.clone(),
        no: card.and_then(|row| row.card.no),
        what: what.map(timeline::plain).unwrap_or_default(),
    })
}
