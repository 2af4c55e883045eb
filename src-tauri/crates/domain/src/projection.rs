//! What a record leaves in the desk's tables: list row, clocks, links, search words, counters.
//! Made from folded records by each noun's `project`; `store` writes it and decides nothing.

use chrono::NaiveDate;
use ledger::RecordId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a loop stands: 收集 → 处理 → 反馈 → 评价 → closed. `None` for nouns without a loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    None,
    Collect,
    Handle,
    Feedback,
    Evaluate,
    Closed,
}

/// One row of a list. `state` is the noun's own state, `kind` its subtype (a code), `more` what a row shows beside
/// (small JSON, masked). `on` is the list date: newest first is the order of every list.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub noun: String,
    pub station: Option<RecordId>,
    pub office: String,
    pub state: String,
    pub stage: Stage,
    pub kind: String,
    pub on: Option<NaiveDate>,
    pub title: String,
    pub no: Option<String>,
    /// The person record that must act next, if one is named.
    pub holder: Option<RecordId>,
    pub flags: Vec<String>,
    pub hidden: bool,
    pub more: serde_json::Value,
}

/// One clock of a record. `due_on` is recomputed when `ref` changes; late = running and `due_on` before today.
#[derive(Clone, Debug, PartialEq)]
pub struct ClockRow {
    pub flow: String,
    pub rule: String,
    pub rule_version: String,
    pub cause: String,
    pub started_on: NaiveDate,
    /// `None`: the rule's version is not here (规则未到).
    pub due_on: Option<NaiveDate>,
    pub provisional: bool,
    pub state: ClockState,
    /// When it stopped and what for.
    pub stopped_on: Option<NaiveDate>,
    /// Not counted in rates (anonymous, cannot be reached): the reason's code.
    pub excluded: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClockState {
    Running,
    Paused,
    /// Stopped on or before its due day.
    InTime,
    /// Stopped after it.
    Late,
}

/// `from` is the record projected.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LinkRow {
    pub kind: String,
    pub to: RecordId,
}

/// Texts to search. `names` are also indexed by pinyin initials; `numbers` and `tails` (last four digits) are whole tokens.
/// A sealed record gives an empty row and is not indexed. The text of a record without a card (a note) stands apart: no search
/// meets it but the one for notes.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct SearchRow {
    pub text: String,
    pub names: Vec<String>,
    pub numbers: Vec<String>,
    pub tails: Vec<String>,
}

/// A whole phone or ID number, found by its keyed hash only: `what` is `phone`, `id_number` or `company_code`.
#[derive(Clone, Debug, PartialEq)]
pub struct Hash {
    pub what: String,
    pub value: String,
}

/// A kept counter: `n` is added under these keys and taken back when the record changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tally {
    /// What is counted: `appeal.collected`, `activity.held`, `evaluation.satisfied` …
    pub what: String,
    pub station: Option<RecordId>,
    pub on: NaiveDate,
    pub n: i64,
}

/// Everything a record leaves. `None` as card: not shown in lists (a party).
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Projection {
    pub card: Option<Card>,
    pub clocks: Vec<ClockRow>,
    pub links: Vec<LinkRow>,
    pub search: Option<SearchRow>,
    pub hashes: Vec<Hash>,
    pub tallies: Vec<Tally>,
}
