//! `export_log`: the log as a workbook, for whoever checks who looked at what.
//! It lists nothing itself: `list_log` answered.
//! Called through `calls`.

use paper::Cell;
use serde::Deserialize;
use ts_rs::TS;

use super::FileOut;
use super::cells::columns;
use super::give::{Given, give, whole};
use crate::error::OrMissing;
use crate::lists::{lists, word};
use crate::trace::{ListLog, LogLine, act_word, list_log};
use crate::wall::moment_of;
use crate::{Office, Result, Who};

const BOARD: &str = "log";

#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ExportLog {
    /// Of this act only, as on the page.
    #[ts(optional)]
    pub act: Option<String>,
}

pub fn export_log(office: &Office, who: &Who, input: ExportLog) -> Result<FileOut> {
    let lines = all((office, who), &input)?;
    let words = lists().boards.get(BOARD).or_missing("board")?;
    let label = word(&["log", "act"]).unwrap_or_default();
    let given = Given {
        what: BOARD.into(),
        words,
        columns: columns(words),
        counting_rule: words.counting_rule.clone(),
        asked: input.act.clone().unwrap_or_default(),
        filters: input.act.map(|act| format!("{label} {}", act_word(&act))).unwrap_or_default(),
    };
    give((office, who), given, whole(lines))
}

/// Page by page, the newest first, to the beginning of the log.
fn all((office, who): (&Office, &Who), input: &ExportLog) -> Result<Vec<Vec<Cell>>> {
    let mut rows = vec![];
    let mut before = None;
    loop {
        let page = list_log(office, who, ListLog { before, act: input.act.clone() })?;
        rows.extend(page.lines.iter().map(cells));
        if page.next.is_none() {
            return Ok(rows);
        }
        before = page.next;
    }
}

/// In the order of the board's columns.
fn cells(line: &LogLine) -> Vec<Cell> {
    let at = moment_of(line.at_ms).format("%Y-%m-%d %H:%M").to_string();
    let no = line.no.as_deref().unwrap_or_default();
    [at.as_str(), line.by_name.as_str(), act_word(&line.act), no, line.said.as_str()]
        .into_iter()
        .map(text)
        .collect()
}

fn text(said: &str) -> Cell {
    if said.is_empty() { Cell::Blank } else { Cell::Text(said.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_the_log_has_its_cell() {
        let line = LogLine {
            entry: "e".into(),
            // The first minute of 2026-09-01 at the desk, the day before in UTC.
            at_ms: 1_788_192_000_000,
            by_name: "周敏".into(),
            act: "unmask".into(),
            no: None,
            what: serde_json::Value::Null,
            said: "查看：姓名".into(),
        };
        let out = cells(&line);
        assert_eq!(columns(&lists().boards[BOARD]).len(), out.len());
        assert_eq!((&out[0], &out[1]), (&text("2026-09-01 00:00"), &text("周敏")));
        assert_eq!((&out[3], &out[4]), (&Cell::Blank, &text("查看：姓名")));
        assert_ne!(out[2], text("unmask"), "in words");
    }
}
