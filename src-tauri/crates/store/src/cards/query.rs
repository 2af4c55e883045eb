//! The question a list asks, and a page of the answer.

use std::collections::BTreeSet;
use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use chrono::NaiveDate;
use domain::projection::ClockState;
use domain::{Card, Stage};
use ledger::RecordId;

/// What the one who asks may see. It is a part of every query, never a filter afterwards.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Scope {
    #[default]
    Whole,
    Stations(BTreeSet<RecordId>),
    Office(String),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// What is not hidden.
    #[default]
    Open,
    Hidden,
    Both,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    Newest,
    /// Upwards, what has none last. All that is asked for is put in order for each page: for nouns of few records.
    Number,
}

/// Records of one noun. Empty lists and `None` leave that side open; several values of one side are alternatives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CardQuery {
    pub noun: String,
    pub scope: Scope,
    pub offices: Vec<String>,
    pub stations: Vec<RecordId>,
    pub states: Vec<String>,
    pub stages: Vec<Stage>,
    pub kinds: Vec<String>,
    pub holders: Vec<RecordId>,
    /// With `holders`: also what nobody has in hand and is not closed.
    pub unheld: bool,
    pub flag: Option<String>,
    pub due: Option<DueFilter>,
    pub tally: Option<TallyFilter>,
    /// List date, both ends included. Undated records pass only when both are open.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Words as typed in the box.
    pub text: Option<String>,
    pub shown: Shown,
    pub order: Order,
}

impl CardQuery {
    pub fn of(noun: &str) -> Self {
        Self { noun: noun.into(), ..Self::default() }
    }
}

/// Records with at least one clock like this. Late = running, due until yesterday; near = running, due from today on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DueFilter {
    /// Empty: any rule.
    pub rules: Vec<String>,
    pub states: Vec<ClockState>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// `Some(false)`: only clocks that count in rates.
    pub excluded: Option<bool>,
}

/// Records that gave to this counter in these days: the list behind a number.
#[derive(Clone, Debug, PartialEq)]
pub struct TallyFilter {
    pub what: String,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// Where a page ended. Opaque outside: give it back to go on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cursor {
    pub id: i64,
    /// In a list by number, the one that the row had: it goes on there whatever became of the row.
    pub no: Option<String>,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.no {
            Some(no) => write!(f, "{} {no}", self.id),
            None => write!(f, "{}", self.id),
        }
    }
}

impl FromStr for Cursor {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        let (id, no) = text.split_once(' ').map_or((text, None), |(id, no)| (id, Some(no.to_owned())));
        Ok(Self { id: id.parse()?, no })
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct CardRow {
    pub record: RecordId,
    pub at: Cursor,
    pub card: Card,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub rows: Vec<CardRow>,
    /// `None`: that was the last page.
    pub next: Option<Cursor>,
}
