//! Finds the row that names the columns. Lists come with a title above it, and with names in any order.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Merged, Row, Table};

/// Nobody puts more than this above the names.
const LOOK: usize = 20;

/// Where the wanted columns stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    pub row: u32,
    /// For each wanted name its column, counted from 0.
    pub columns: Vec<Option<usize>>,
    /// What else the row names: said to the person, never guessed at.
    pub unknown: Vec<String>,
    /// Wanted names that stand there twice; the first is used.
    pub repeated: Vec<String>,
}

impl Table {
    /// The row among the first that names most of `wanted`; `None` when no row names any.
    pub fn heading(&self, wanted: &[&str]) -> Option<Heading> {
        let best =
            self.rows.iter().take(LOOK).map(|row| named(row, wanted)).rev().max_by_key(Heading::found)?;
        (best.found() > 0).then_some(best)
    }

    /// The rows below the names. One text that is merged over all of the columns is a line of words, such as the footer of our
    /// own lists, and no row.
    pub fn below<'a>(&'a self, heading: &'a Heading) -> impl Iterator<Item = &'a Row> {
        let found = || heading.columns.iter().flatten().filter_map(|at| u32::try_from(at + 1).ok());
        let span = found().min().zip(found().max()).filter(|(first, last)| first < last);
        let over = |m: &&Merged| {
            m.rows.0 == m.rows.1 && span.is_some_and(|(a, z)| m.columns.0 <= a && z <= m.columns.1)
        };
        let words: BTreeSet<u32> = self.merged.iter().filter(over).map(|m| m.rows.0).collect();
        self.rows.iter().filter(move |row| row.number > heading.row && !words.contains(&row.number))
    }
}

impl Heading {
    fn found(&self) -> usize {
        self.columns.iter().flatten().count()
    }
}

fn named(row: &Row, wanted: &[&str]) -> Heading {
    let names: Vec<String> = row.cells.iter().map(|cell| plain(cell)).collect();
    let wanted: Vec<String> = wanted.iter().map(|name| plain(name)).collect();
    let stands = |name: &String| names.iter().filter(|seen| *seen == name).count();
    Heading {
        row: row.number,
        columns: wanted.iter().map(|name| names.iter().position(|seen| seen == name)).collect(),
        unknown: names.iter().filter(|seen| !seen.is_empty() && !wanted.contains(seen)).cloned().collect(),
        repeated: wanted.iter().filter(|name| stands(name) > 1).cloned().collect(),
    }
}

/// 姓 名, 姓名* and 姓名（必填） are one name: spaces, marks and what stands in brackets do not count.
fn plain(name: &str) -> String {
    let bare = name.split(['(', '（']).next().unwrap_or(name);
    bare.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '＊' | ':' | '：')).collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::table::Source;

    fn table(rows: &[(u32, &[&str])]) -> Table {
        let row = |(number, cells): &(u32, &[&str])| Row {
            number: *number,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        };
        let rows = rows.iter().map(row).collect();
        Table { source: Source::Sheet("名单".to_owned()), rows, merged: Vec::new(), doubts: Vec::new() }
    }

    #[rstest]
    #[case::a_space("姓 名", "姓名")]
    #[case::a_wide_space("姓\u{3000}名", "姓名")]
    #[case::a_line_break("姓\n名", "姓名")]
    #[case::a_star("姓名*", "姓名")]
    #[case::a_wide_star("＊姓名", "姓名")]
    #[case::a_colon("姓名：", "姓名")]
    #[case::a_bracket("姓名(必填)", "姓名")]
    #[case::a_wide_bracket("姓名（必填）", "姓名")]
    #[case::a_bracket_that_is_not_closed("姓名（必", "姓名")]
    #[case::a_bracket_alone("（必填）", "")]
    #[case::another_name("姓名/电话", "姓名/电话")]
    #[case::nothing("", "")]
    fn marks_around_a_name_do_not_count(#[case] written: &str, #[case] name: &str) {
        assert_eq!(plain(written), name);
    }

    #[test]
    fn a_table_that_names_nothing_has_no_heading() {
        assert_eq!(table(&[]).heading(&["姓名"]), None);
        assert_eq!(table(&[(1, &["徐喆", "0576"])]).heading(&["姓名"]), None);
        assert_eq!(table(&[(1, &["姓名"])]).heading(&[]), None);
    }

    #[test]
    fn the_row_that_names_most_is_the_heading_and_of_equals_the_first() {
        let wanted = ["姓名", "电话"];
        let rows: [(u32, &[&str]); 4] =
            [(1, &["姓名"]), (3, &["电话", "", "姓名"]), (4, &["姓名", "电话"]), (5, &["徐喆", "0576"])];
        let table = table(&rows);
        let heading = table.heading(&wanted).unwrap();
        assert_eq!((heading.row, &heading.columns), (3, &vec![Some(2), Some(0)]));
        assert_eq!(table.below(&heading).map(|row| row.number).collect::<Vec<_>>(), [4, 5]);
    }

    /// A bug: the footer of a list that this program had written was refused line by line when the list came back.
    #[test]
    fn a_line_merged_over_all_columns_is_no_row() {
        let rows: [(u32, &[&str]); 4] = [
            (1, &["姓名", "电话"]),
            (2, &["徐喆", "徐喆"]),
            (3, &["件数：1", "件数：1"]),
            (4, &["林𠮷", "0576"]),
        ];
        let mut table = table(&rows);
        table.merged = vec![
            Merged { rows: (3, 3), columns: (1, 4) },
            Merged { rows: (2, 2), columns: (2, 3) },
            Merged { rows: (4, 5), columns: (1, 2) },
        ];
        let heading = table.heading(&["姓名", "电话"]).unwrap();
        assert_eq!(table.below(&heading).map(|row| row.number).collect::<Vec<_>>(), [2, 4]);
    }

    #[test]
    fn what_else_a_heading_names_is_told_and_never_guessed_at() {
        let rows: [(u32, &[&str]); 1] = [(2, &["备注", "姓名", "", "姓名*", "姓  名（二）", "手机"])];
        let heading = table(&rows).heading(&["姓名", "电话"]).unwrap();
        assert_eq!(heading.columns, [Some(1), None], "the first of three");
        assert_eq!(heading.unknown, ["备注", "手机"]);
        assert_eq!(heading.repeated, ["姓名"]);
    }

    #[rstest]
    #[case(18, true)]
    #[case(19, true)]
    #[case(20, false)]
    fn nobody_puts_more_than_twenty_rows_above(#[case] titles: u32, #[case] found: bool) {
        let (title, names): (&[&str], &[&str]) = (&["标题"], &["姓名"]);
        let rows: Vec<(u32, &[&str])> =
            (1..=titles).map(|n| (n, title)).chain([(titles + 1, names)]).collect();
        assert_eq!(table(&rows).heading(&["姓名"]).is_some(), found);
    }
}
