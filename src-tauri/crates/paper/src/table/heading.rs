//! Finds the row that names the columns. Lists come with a title above it, and with names in any order.

use serde::{Deserialize, Serialize};

use super::{Row, Table};

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

    /// The rows below the names.
    pub fn below<'a>(&'a self, heading: &'a Heading) -> impl Iterator<Item = &'a Row> {
        self.rows.iter().filter(|row| row.number > heading.row)
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
