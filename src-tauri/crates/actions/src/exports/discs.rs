//! `export_discs`: the register of media as a workbook, to be printed and filed (ledger.md §4).
//! It lists nothing itself: `list_discs` answered.
//! Called through `calls`.

use paper::Cell;

use super::FileOut;
use super::cells::columns;
use super::give::{Given, give, whole};
use crate::desk::Nothing;
use crate::error::OrMissing;
use crate::exchange::{Crossing, DiscRow, list_discs};
use crate::lists::{lists, word};
use crate::wall::day_of;
use crate::{Office, Result, Who};

const BOARD: &str = "discs";

pub fn export_discs(office: &Office, who: &Who, asked: Nothing) -> Result<FileOut> {
    let rows = list_discs(office, who, asked)?;
    let words = lists().boards.get(BOARD).or_missing("board")?;
    let given = Given {
        what: BOARD.into(),
        words,
        columns: columns(words),
        counting_rule: words.counting_rule.clone(),
        asked: String::new(),
        filters: String::new(),
    };
    give((office, who), given, whole(rows.iter().map(cells).collect()))
}

/// In the order of the board's columns.
fn cells(row: &DiscRow) -> Vec<Cell> {
    let said = |path: &[&str]| {
        let path: Vec<&str> = ["exchange", "discs"].iter().chain(path).copied().collect();
        text(word(&path).unwrap_or_default())
    };
    let state = match (row.out, row.done) {
        (true, true) => "confirmed",
        (true, false) => "waiting",
        (false, true) => "taken",
        (false, false) => "partly",
    };
    let outward = row.crossing == Crossing::Outward;
    vec![
        Cell::Date(day_of(row.at_ms)),
        said(&[if row.out { "out" } else { "in" }]),
        count(row.number),
        text(&row.desk.office_name),
        text(&row.desk.people.join(&lists().separator)),
        text(&row.medium.number),
        text(&row.medium.approved_by),
        text(&row.medium.scan),
        text(&row.medium.carried_by),
        if outward { said(&["outward"]) } else { Cell::Blank },
        count(row.n_entries),
        text(&row.by_name),
        said(&["states", state]),
        text(&row.medium.note),
        text(&row.id),
        text(&row.parts.join(&lists().separator)),
    ]
}

fn text(said: &str) -> Cell {
    if said.is_empty() { Cell::Blank } else { Cell::Text(said.to_owned()) }
}

fn count(n: u64) -> Cell {
    i64::try_from(n).map_or(Cell::Blank, Cell::Int)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::DeskLabel;

    fn row() -> DiscRow {
        let desk = DeskLabel {
            desk: "d".into(),
            name: "D-7F3A".into(),
            office: "331002".into(),
            office_name: "椒江区院".into(),
            people: vec!["周敏".into(), "陈阿海".into()],
            known: true,
        };
        DiscRow {
            id: "b1".into(),
            out: true,
            desk,
            number: 7,
            done: false,
            // The first minute of 2026-09-01 at the desk, the day before in UTC.
            at_ms: 1_788_192_000_000,
            by_name: "周敏".into(),
            medium: serde_json::from_value(serde_json::json!({ "number": "U-031" })).unwrap(),
            crossing: Crossing::Outward,
            n_entries: 240,
            n_bytes: 2048,
            code: None,
            parts: vec!["ab".into(), "cd".into()],
        }
    }

    #[test]
    fn every_column_has_its_cell_and_what_was_not_written_down_is_blank() {
        let out = cells(&row());
        assert_eq!(columns(&lists().boards[BOARD]).len(), out.len());
        assert_eq!(out[0], Cell::Date(chrono::NaiveDate::from_ymd_opt(2026, 9, 1).unwrap()));
        assert_eq!(out[2], Cell::Int(7));
        assert_eq!((&out[4], &out[5], &out[6]), (&text("周敏；陈阿海"), &text("U-031"), &Cell::Blank));
        assert_ne!(out[9], Cell::Blank, "it left the inner network");
        assert_eq!(out[15], text("ab；cd"));
        let took = cells(&DiscRow { out: false, done: true, crossing: Crossing::Within, ..row() });
        assert!(took[1] != out[1] && took[9] == Cell::Blank && took[12] != out[12]);
        assert!([&out, &took].iter().all(|cells| cells[1] != Cell::Blank && cells[12] != Cell::Blank));
    }
}
