//! `export_overview`, `export_grid`: a board on the screen as a workbook, with the same numbers.
//! It counts nothing itself: `overview` and `task_grid` answered.

use chrono::NaiveDate;
use domain::task::obligation::GridState;
use paper::{Cell, Column, Kind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::FileOut;
use super::cells::columns;
use super::give::{Given, give, whole};
use crate::error::OrMissing;
use crate::lists::{lists, word};
use crate::overview::{OverviewIn, RateView, StationLine, overview};
use crate::tasks::{GridCell, TaskGridIn, task_grid};
use crate::{Office, Result, Who};

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Board {
    Rates,
    Stations,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportOverview {
    pub board: Board,
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// The stations on the screen, in its order; none named: every one.
    #[serde(default)]
    #[ts(type = "string[]", optional)]
    pub stations: Vec<String>,
}

pub fn export_overview(office: &Office, who: &Who, input: ExportOverview) -> Result<FileOut> {
    let seen = overview(office, who, OverviewIn { from: input.from, to: input.to })?;
    let (what, rows) = match input.board {
        Board::Rates => ("rates", seen.rates.iter().map(rate).collect()),
        Board::Stations => {
            ("stations", named(&seen.stations, &input.stations)?.into_iter().map(station).collect())
        }
    };
    let words = lists().boards.get(what).or_missing("board")?;
    let asked = serde_json::to_string(&input).unwrap_or_default();
    let filters = period(input.from, input.to);
    let given = Given {
        what: what.into(),
        words,
        columns: columns(words),
        counting_rule: counting_rule(input.board, &words.counting_rule),
        asked,
        filters,
    };
    give((office, who), given, whole(rows))
}

/// Of a sealed matter the rates know the first reply alone, and say so (law.md §7).
fn counting_rule(board: Board, rule: &str) -> String {
    match board {
        Board::Rates => format!("{rule}{}", word(&["overview", "sealed_rates"]).unwrap_or_default()),
        Board::Stations => rule.to_owned(),
    }
}

/// In the order of the board's columns.
fn rate(rate: &RateView) -> Vec<Cell> {
    let said = |group| word(&["overview", group, rate.key.as_str()]);
    // The three ways of an evaluation share one definition.
    let formula = said("formulas").or_else(|| word(&["overview", "formulas", "satisfied"]));
    let percent = rate.per_mille.map_or(Cell::Blank, |n| Cell::Text(format!("{}.{}%", n / 10, n % 10)));
    vec![
        text(said("rates").unwrap_or(&rate.key)),
        percent,
        count(rate.over.n),
        count(rate.under.n),
        rate.left_out.as_ref().map_or(Cell::Blank, |left| count(left.n)),
        text(formula.unwrap_or_default()),
    ]
}

fn named<'l>(lines: &'l [StationLine], stations: &[String]) -> Result<Vec<&'l StationLine>> {
    if stations.is_empty() {
        return Ok(lines.iter().collect());
    }
    stations.iter().map(|id| lines.iter().find(|l| l.record == *id).or_missing("station")).collect()
}

fn station(line: &StationLine) -> Vec<Cell> {
    let silent = if line.silent { text(&lists().filters["yes"]) } else { Cell::Blank };
    let counts = [line.n_visits, line.n_activities, line.n_collected, line.n_late].map(count);
    [text(&line.name), text(&line.office)].into_iter().chain(counts).chain([silent]).collect()
}

/// A column a period; a station that owes nothing in one has an empty cell there.
pub fn export_grid(office: &Office, who: &Who, input: TaskGridIn) -> Result<FileOut> {
    let title = office.desk.read(|reader| reader.card(input.template))?.map(|row| row.card.title);
    let asked = serde_json::to_string(&input).unwrap_or_default();
    let filters = [title.unwrap_or_default(), period(input.from, input.to)].join(&lists().separator);
    let grid = task_grid(office, who, input)?;
    let words = lists().boards.get("grid").or_missing("board")?;
    let mut columns = columns(words);
    columns.extend(grid.periods.iter().map(|p| column(&p.key)));
    let rows = grid.rows.iter().map(|row| {
        let at = |key: &str| row.cells.iter().find(|c| c.period == key).map_or(Cell::Blank, cell);
        let cells = grid.periods.iter().map(|p| at(&p.key));
        [text(&row.station_name)].into_iter().chain(cells).collect()
    });
    let counting_rule = words.counting_rule.clone();
    let given = Given { what: "grid".into(), words, columns, counting_rule, asked, filters };
    give((office, who), given, whole(rows.collect()))
}

fn column(period: &str) -> Column {
    Column { key: period.into(), name: period.into(), width: None, kind: Kind::Text }
}

fn cell(cell: &GridCell) -> Cell {
    let key = match cell.state {
        GridState::Done => "done",
        GridState::InReview => "review",
        GridState::Open => "open",
        GridState::Late => "late",
        GridState::Excused => "excused",
    };
    text(word(&["parts", "grid", "states", key]).unwrap_or(key))
}

fn period(from: NaiveDate, to: NaiveDate) -> String {
    let named = |name: &str, day: NaiveDate| format!("{} {day}", lists().filters[name]);
    [named("from", from), named("to", to)].join(&lists().separator)
}

fn text(said: &str) -> Cell {
    Cell::Text(said.to_owned())
}

fn count(n: u64) -> Cell {
    i64::try_from(n).map_or(Cell::Blank, Cell::Int)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::overview::Number;
    use crate::rows::Listed;

    fn number(n: u64) -> Number {
        Number { key: "n".into(), noun: "appeal".into(), n, list: Listed::default() }
    }

    fn of(key: &str, per_mille: Option<u32>) -> Vec<Cell> {
        rate(&RateView { key: key.into(), over: number(7), under: number(8), left_out: None, per_mille })
    }

    #[test]
    fn a_rate_is_said_in_per_cent_with_both_its_sides() {
        for (per_mille, said) in
            [(0, "0.0%"), (1, "0.1%"), (10, "1.0%"), (875, "87.5%"), (999, "99.9%"), (1000, "100.0%")]
        {
            let cells = of("satisfied", Some(per_mille));
            assert_eq!(cells[..5], [text("满意率"), text(said), Cell::Int(7), Cell::Int(8), Cell::Blank]);
        }
        assert_eq!(of("satisfied", None)[1], Cell::Blank, "nothing out of nothing");
    }

    #[test]
    fn the_three_ways_of_an_evaluation_share_one_definition() {
        let definition = of("satisfied", None)[5].clone();
        assert!(matches!(&definition, Cell::Text(said) if said.contains("不相加")), "{definition:?}");
        for key in ["fairly_satisfied", "dissatisfied"] {
            assert_eq!(of(key, None)[5], definition, "{key}");
        }
        assert_ne!(of("reply_3_months", None)[5], definition);
    }

    #[test]
    fn every_board_has_a_column_for_each_of_its_cells() {
        let line = StationLine {
            record: "r".into(),
            name: "东湖站".into(),
            office: "331002".into(),
            n_visits: 1,
            n_activities: 2,
            n_collected: 3,
            n_late: 0,
            silent: true,
        };
        let cells = station(&line);
        assert_eq!(cells[..2], [text("东湖站"), text("331002")]);
        assert_eq!(cells[2..6], [1, 2, 3, 0].map(Cell::Int), "nought is said");
        assert_ne!(cells[6], Cell::Blank);
        assert_eq!(station(&StationLine { silent: false, ..line })[6], Cell::Blank);
        assert_eq!(columns(&lists().boards["stations"]).len(), cells.len());
        assert_eq!(columns(&lists().boards["rates"]).len(), of("satisfied", None).len());
    }

    #[test]
    fn the_rates_say_where_a_sealed_matter_counts() {
        let said = |board| counting_rule(board, "按“口径”栏计算。");
        assert!(said(Board::Rates).starts_with("按“口径”栏计算。封存件"), "{}", said(Board::Rates));
        assert_eq!(said(Board::Stations), "按“口径”栏计算。");
    }

    #[test]
    fn stations_stand_as_they_were_asked_for() {
        let line = |record: &str| StationLine {
            record: record.into(),
            name: record.into(),
            office: "331002".into(),
            n_visits: 0,
            n_activities: 0,
            n_collected: 0,
            n_late: 0,
            silent: false,
        };
        let lines = [line("a"), line("b"), line("c")];
        let named = |asked: &[&str]| -> Option<Vec<String>> {
            let asked: Vec<String> = asked.iter().map(|id| (*id).to_owned()).collect();
            let found = super::named(&lines, &asked).ok()?;
            Some(found.into_iter().map(|line| line.record.clone()).collect())
        };
        assert_eq!(named(&[]).unwrap(), ["a", "b", "c"], "none named: every one");
        assert_eq!(named(&["c", "a"]).unwrap(), ["c", "a"]);
        assert_eq!(named(&["a", "z"]), None, "one that is not on the board");
    }

    #[test]
    fn a_number_beyond_a_cell_is_blank_rather_than_wrong() {
        assert_eq!(count(i64::MAX as u64), Cell::Int(i64::MAX));
        assert_eq!(count(i64::MAX as u64 + 1), Cell::Blank);
    }
}
