//! The words every sheet has, from `assets/templates/sheet.json`.

use std::sync::LazyLock;

use serde::Deserialize;

static TEXT: &str = include_str!("../../../../../assets/templates/sheet.json");
static LABELS: LazyLock<Labels> =
    LazyLock::new(|| serde_json::from_str(TEXT).expect("assets/templates/sheet.json has every label"));

#[derive(Deserialize)]
pub struct Labels {
    pub count: String,
    pub counting_rule: String,
    pub filters: String,
    pub masked_as: String,
    pub author: String,
    pub reviewer: String,
    pub made_at: String,
    pub none: String,
    /// Between a label and its text.
    pub colon: String,
    /// The name of a sheet whose title leaves none.
    pub sheet: String,
    /// Printed under each page, in Excel's own codes.
    pub page: String,
}

pub fn labels() -> &'static Labels {
    &LABELS
}
