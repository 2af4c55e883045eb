//! `preview_station_rows`: the rows of the last dry run, a page at a time, so that a person can leaf through all of them and
//! a long list never crosses at once. It does not know how a row's fate is told (`import_stations`).
//! Called through `calls`; kept in memory until the next list, its import or the end of the session.

use std::sync::{Mutex, PoisonError};

use domain::station::Fate;
use ledger::AccountId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::import_stations::{ImportRow, may};
use crate::error::OrMissing;
use crate::{Office, Result, Who};

/// Rows of one page.
pub(super) const PAGE: usize = 100;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FateKind {
    New,
    Same,
    Changed,
    Refused,
}

impl FateKind {
    pub(super) fn of(fate: &Fate) -> Self {
        match fate {
            Fate::New => Self::New,
            Fate::Same => Self::Same,
            Fate::Changed { .. } => Self::Changed,
            Fate::Refused { .. } => Self::Refused,
        }
    }
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StationRowsIn {
    /// The preview's `list`.
    pub list: String,
    /// Of this fate only.
    #[serde(default)]
    #[ts(optional)]
    pub fate: Option<FateKind>,
    /// How many rows lie before the page.
    #[serde(default)]
    #[ts(optional)]
    pub from: Option<u32>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct StationRows {
    /// What is refused comes first, then the others, each in the order of the sheet.
    pub rows: Vec<ImportRow>,
    /// As many as there are of this fate.
    pub n: usize,
}

/// The last list that was read, with its reader: nobody else leafs through it.
#[derive(Default)]
pub(crate) struct LastList(Mutex<Option<List>>);

struct List {
    id: String,
    account: AccountId,
    rows: Vec<ImportRow>,
}

impl LastList {
    /// Keeps the rows and gives back the first page of them.
    pub(super) fn keep(&self, who: &Who, id: &str, mut rows: Vec<ImportRow>) -> Vec<ImportRow> {
        rows.sort_by_key(|row| FateKind::of(&row.fate.fate) != FateKind::Refused);
        let first = rows.iter().take(PAGE).cloned().collect();
        self.put(Some(List { id: id.into(), account: who.person.account, rows }));
        first
    }

    /// It was imported: what it said is true no longer.
    pub(super) fn drop_list(&self) {
        self.put(None);
    }

    fn put(&self, list: Option<List>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = list;
    }

    fn page(&self, who: &Who, asked: &StationRowsIn) -> Option<StationRows> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let list = kept.as_ref().filter(|l| l.id == asked.list && l.account == who.person.account)?;
        let of = |row: &&ImportRow| asked.fate.is_none_or(|fate| FateKind::of(&row.fate.fate) == fate);
        let from = usize::try_from(asked.from.unwrap_or_default()).unwrap_or(usize::MAX);
        Some(StationRows {
            rows: list.rows.iter().filter(of).skip(from).take(PAGE).cloned().collect(),
            n: list.rows.iter().filter(of).count(),
        })
    }
}

pub fn preview_station_rows(office: &Office, who: &Who, input: StationRowsIn) -> Result<StationRows> {
    may(who)?;
    office.last_list.page(who, &input).or_missing("list")
}
