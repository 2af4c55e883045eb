//! What an act answers: its value, what it made stale, and the heads its author has now seen.

use std::collections::{BTreeMap, BTreeSet};

use ledger::{EntryId, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What open lists ask again for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    Appeals,
    Voices,
    Visits,
    Activities,
    Tasks,
    Stations,
    People,
    Desk,
    Reference,
    Log,
}

impl Topic {
    /// The topic that a noun's records belong to.
    pub fn of(noun: &str) -> Self {
        match noun {
            "appeal" | "party" | "note" | "sealed" | "redaction" => Self::Appeals,
            "voice" => Self::Voices,
            "visit" => Self::Visits,
            "activity" => Self::Activities,
            "template" | "obligation" => Self::Tasks,
            "station" | "post" | "subpoint" => Self::Stations,
            "person" | "deputy" | "account" | "grant" => Self::People,
            "reference" => Self::Reference,
            "trace" => Self::Log,
            _ => Self::Desk,
        }
    }
}

/// Heads of the records of a deed: what its author has seen from now on.
pub type Seen = BTreeMap<String, Vec<String>>;

#[derive(Clone, Debug, Serialize, TS)]
pub struct Outcome<T> {
    pub value: T,
    pub changed: BTreeSet<Topic>,
    pub seen: Seen,
    /// The deed, for `undo`.
    pub deed: String,
    /// What the person should know besides: it was done without the copy that goes before such an act.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub hint: Option<Hint>,
}

impl<T> Outcome<T> {
    pub(crate) fn with(self, hint: Option<Hint>) -> Self {
        Self { hint, ..self }
    }
}

/// A words key under `hints`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Hint {
    /// No folder for copies was ever chosen.
    NoBackup,
    /// The chosen folder is not there (a stick that is not plugged in).
    BackupUnreachable,
    /// It is there, and no copy could be written into it (full, read-only).
    BackupFailed,
}

/// One page of a list. `count` is the exact number of all rows under the same filter.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub next: Option<String>,
    pub count: u64,
}

/// The record a changing call is about and the heads its author looked at; flattened into every such input.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct On {
    #[ts(type = "string")]
    pub record: RecordId,
    #[ts(type = "string[]")]
    pub seen: Vec<EntryId>,
}
