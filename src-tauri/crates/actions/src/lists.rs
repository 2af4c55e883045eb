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
