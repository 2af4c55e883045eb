//! What is written into `log/<office>`: reads of personal data, prints, exports, refusals, sign-ins.
//! It does not decide what may be read. Invariant: a line of the log names records and fields, never their values.
//! Read by the audit administrator alone (`list_log`), who reads nothing of the business.

use domain::{Law, Refusal, Role};
use ledger::{Entry, Op, Stream, Value};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use store::Reader;
use ts_rs::TS;

use crate::lists::{joined, word};
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
    pub what: Json,
    /// The same in words, as page and workbook say it.
    pub said: String,
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
    let act = entry.header.act.clone();
    let what = what.map(timeline::plain).unwrap_or_default();
    Ok(LogLine {
        entry: entry.id.to_string(),
        at_ms: entry.header.wall_ms,
        by_name: office.name_of(entry.header.account),
        no: card.and_then(|row| row.card.no),
        said: said(&act, &what, &office.law()),
        act,
        what,
    })
}

/// What people call an act of the log.
pub(crate) fn act_word(act: &str) -> &str {
    word(&["log", "acts", act]).or_else(|| word(&["verbs", act])).unwrap_or(act)
}

/// What was looked at, given out or refused. Values of fields never stand in it.
fn said(act: &str, what: &Json, law: &Law) -> String {
    let text = |key: &str| what[key].as_str().filter(|text| !text.is_empty());
    let number = |key: &str| what[key].as_i64().map(|n| n.to_string());
    let failed = what["failed"].as_array().map_or(0, Vec::len);
    let of_held = ["refuse_held", "hand_on_held"].contains(&act);
    let cause = text("cause").filter(|_| act == "refuse_held");
    let looked_for = text("what").filter(|_| act == "find_number");
    let parts = [
        fields(what).map(|fields| log("fields", ("{fields}", &fields))),
        text("purpose").map(|code| log("purpose", ("{purpose}", purpose(code, law)))),
        text("call").map(|call| log("call", ("{call}", act_word(call)))),
        text("why").map(|why| reason(why, text("call").unwrap_or_default())),
        number("count").map(|n| log("count", ("{n}", &n))),
        number("copy").map(|n| log("copy", ("{n}", &n))),
        text("before").map(|act| log("before", ("{act}", act_word(act)))),
        (act == "sign_in" && failed > 0).then(|| log("failed", ("{n}", &failed.to_string()))),
        cause.map(|c| log("cause", ("{cause}", word(&["exchange", "held", "causes", c]).unwrap_or(c)))),
        text("reason").filter(|_| of_held).map(|reason| log("reason", ("{reason}", reason))),
        looked_for.map(|field| word(&["fields", field]).unwrap_or(field).to_owned()),
    ];
    let said: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    joined(&said, "dot")
}

/// A sentence of the log's words, its one value filled in.
fn log(key: &str, (place, value): (&str, &str)) -> String {
    word(&["log", key]).unwrap_or_default().replace(place, value)
}

fn fields(what: &Json) -> Option<String> {
    let named = what["fields"].as_array()?.iter().filter_map(Json::as_str);
    let names: Vec<&str> = named.map(|field| word(&["fields", field]).unwrap_or(field)).collect();
    (!names.is_empty()).then(|| joined(&names, "list"))
}

/// What was written before there was a list stands in words.
fn purpose<'c>(code: &'c str, law: &'c Law) -> &'c str {
    law.codes.code("unmask_purpose", code).map_or(code, |known| known.name.as_str())
}

/// Why something was refused. Of its values the log keeps none but the call: the others read as not said.
fn reason(why: &str, call: &str) -> String {
    let sentence = word(&["reasons", why]).or_else(|| word(&["faults", why])).unwrap_or_default();
    let none = word(&["marks", "none"]).unwrap_or_default();
    let mut said = sentence.replace("{verb}", act_word(call));
    while let Some((before, after)) = said.split_once('{') {
        let behind = after.split_once('}').map_or("", |(_, behind)| behind);
        said = format!("{before}{none}{behind}");
    }
    said
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn line(act: &str, what: Json) -> String {
        said(act, &what, &Law::shipped().unwrap())
    }

    #[test]
    fn a_line_of_the_log_says_what_was_done() {
        for (act, what, words) in [
            (
                "unmask",
                json!({ "fields": ["name", "phone"], "purpose": "contact" }),
                ["查看：姓名、", "用途："],
            ),
            ("export", json!({ "noun": "appeal", "count": 12 }), ["12", "条"]),
            (
                "denied",
                json!({ "call": "open_sealed", "why": "wrong_role" }),
                ["打开封存件", "您的角色不能办理"],
            ),
            ("sign_in", json!({ "failed": [1, 2] }), ["2", "次口令错误"]),
            ("print_reply", json!({ "copy": 3 }), ["3", "份"]),
            (
                "refuse_held",
                json!({ "cause": "forged", "reason": "误送" }),
                ["不能证明是登记人本人所写", "误送"],
            ),
            ("hand_on_held", json!({ "count": 2, "reason": "请核对" }), ["2", "请核对"]),
            ("backup", json!({ "before": "rekey_file" }), ["更换钥匙", "之前"]),
        ] {
            let said = line(act, what);
            assert!(words.iter().all(|word| said.contains(word)), "{act}: {said}");
        }
        assert_eq!(line("sign_in", json!({ "failed": [] })), "");
        assert_eq!(line("sign_in", Json::Null), "");
        assert!(line("unmask", json!({ "fields": ["phone"], "purpose": "旧的说法" })).contains("旧的说法"));
    }

    /// A bug: why something was refused stood there with its places unfilled: `{verb}`, `{level}`.
    #[test]
    fn a_reason_has_no_unfilled_place() {
        for why in ["wrong_role", "needs_level", "own_work", "station_closed", "lacks", "not_holder"] {
            let said = line("denied", json!({ "call": "open_sealed", "why": why }));
            assert!(!said.contains('{') && said.contains(" · "), "{why}: {said}");
        }
    }
}
