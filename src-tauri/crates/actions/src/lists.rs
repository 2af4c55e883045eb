//! What lists are called on paper: column names, titles, counting rules, from `assets/templates/lists.json`.
//! It does not know rows. Called by `imports` and `exports`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

static TEXT: &str = include_str!("../../../../assets/templates/lists.json");
static LISTS: LazyLock<Lists> =
    LazyLock::new(|| serde_json::from_str(TEXT).expect("assets/templates/lists.json has every list"));

#[derive(Deserialize)]
pub struct Lists {
    /// For each noun that is imported: field and the name its column has.
    pub import: BTreeMap<String, BTreeMap<String, String>>,
    pub watermark: String,
    pub masked_as: String,
    pub separator: String,
    /// What follows a number of a period's unit.
    pub units: BTreeMap<String, String>,
    pub filters: BTreeMap<String, String>,
    pub nouns: BTreeMap<String, ListWords>,
}

#[derive(Deserialize)]
pub struct ListWords {
    pub title: String,
    pub counting_rule: String,
    /// Path into the row, name, kind.
    pub columns: Vec<(String, String, paper::Kind)>,
}

pub fn lists() -> &'static Lists {
    &LISTS
}

static WORDS: &str = include_str!("../../../../assets/words/zh-CN.json");
static STATES: LazyLock<BTreeMap<String, Words>> =
    LazyLock::new(|| serde_json::from_str(WORDS).expect("assets/words has groups of words"));

/// A group of words; of most groups nothing but the names of states is read here.
#[derive(Deserialize)]
struct Words {
    #[serde(default)]
    states: BTreeMap<String, String>,
}

/// What people call a state on screen and on paper; a state without a name stays as it is.
pub fn state_name<'a>(noun: &str, state: &'a str) -> &'a str {
    let group = match noun {
        "activity" => "activities",
        "obligation" => "tasks",
        "person" | "deputy" => "people",
        other => &format!("{other}s"),
    };
    STATES.get(group).and_then(|g| g.states.get(state)).map_or(state, String::as_str)
}
