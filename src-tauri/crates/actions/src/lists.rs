//! What lists are called on paper: column names, titles, counting rules, from `assets/templates/lists.json`.
//! It does not know rows. Called by `imports` and `exports`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value as Json;

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
    /// Behind a name whose wording was not compared with its source yet.
    pub doubted: String,
    /// How a filter on limits is said.
    pub due: BTreeMap<String, String>,
    /// By which day a list behind limits, or behind a counter, counts.
    pub by_due: String,
    pub by_tally: String,
    /// Counters and marks that no page names.
    pub tallies: BTreeMap<String, String>,
    pub flags: BTreeMap<String, String>,
    pub nouns: BTreeMap<String, ListWords>,
    /// Tables that are no list of records.
    pub boards: BTreeMap<String, ListWords>,
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
static SAID: LazyLock<Json> = LazyLock::new(|| serde_json::from_str(WORDS).expect("assets/words is JSON"));

/// A word of the pages by its path: what is said on screen is said the same on paper.
pub fn word(path: &[&str]) -> Option<&'static str> {
    path.iter().fold(&*SAID, |at, part| &at[*part]).as_str()
}

/// With one of the pages' own marks between them: `list`, `comma`, `dot`.
pub fn joined<S: std::borrow::Borrow<str>>(parts: &[S], mark: &str) -> String {
    parts.join(word(&["marks", mark]).unwrap_or_default())
}

/// What people call a state on screen and on paper; a state without a name stays as it is.
pub fn state_name<'a>(noun: &str, state: &'a str) -> &'a str {
    let path: &[&str] = match noun {
        "activity" => &["activities", "states", state],
        "obligation" => &["tasks", "states", state],
        "template" => &["tasks", "templates", "states", state],
        "person" | "deputy" => &["people", "states", state],
        other => &[&format!("{other}s"), "states", state],
    };
    word(path).unwrap_or(state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_called_on_paper_as_on_the_screen() {
        for (noun, state, said) in [
            ("appeal", "handling", "办理中"),
            ("appeal", "answered_on_spot", "当场答复"),
            ("appeal", "of_a_newer_desk", "of_a_newer_desk"),
            ("appeal", "", ""),
            ("song", "handling", "handling"),
            ("", "", ""),
        ] {
            assert_eq!(state_name(noun, state), said, "{noun} {state}");
        }
    }

    #[test]
    fn a_path_that_leads_to_no_text_is_no_word() {
        assert_eq!(word(&["appeals", "stages", "closed"]), Some("已办结"));
        let paths: [&[&str]; 5] =
            [&[], &["appeals"], &["appeals", "stages"], &["appeals", "stages", "closed", "x"], &["song"]];
        for path in paths {
            assert_eq!(word(path), None, "{path:?}");
        }
    }

    #[test]
    fn every_column_of_every_list_has_a_key_and_a_name() {
        for (noun, words) in lists().nouns.iter().chain(&lists().boards) {
            assert!(!words.title.is_empty() && !words.counting_rule.is_empty(), "{noun}");
            let mut keys: Vec<&str> = words.columns.iter().map(|(key, _, _)| key.as_str()).collect();
            assert!(words.columns.iter().all(|(key, name, _)| !key.is_empty() && !name.is_empty()), "{noun}");
            let n = keys.len();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), n, "{noun} has a column twice");
        }
    }
}
