//! The block to copy into 统一业务应用系统, line by line in the order of its form. No names: a page adds what its reader may see.

use serde::Serialize;
use ts_rs::TS;

use super::Appeal;
use crate::Law;

/// `key` is a words key, `value` ready to paste.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct CopyLine {
    pub key: String,
    pub value: String,
}

/// Filled lines only.
pub fn copy_block(appeal: &Appeal, law: &Law) -> Vec<CopyLine> {
    let facts = &appeal.facts;
    let named = |list: &str, code: &Option<String>| {
        code.as_deref().map(|c| law.codes.name(list, c).unwrap_or(c).to_owned()).unwrap_or_default()
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let lines = [
        ("no", appeal.record.number(super::SERIES).unwrap_or_default().to_owned()),
        ("received_on", facts.received_on.map(|d| d.to_string()).unwrap_or_default()),
        ("way", named("way", &facts.way)),
        ("category", named("category", &facts.category)),
        ("occasion", named("occasion", &facts.occasion)),
        ("title", text(&facts.title)),
        ("facts", text(&facts.facts)),
        ("request", text(&facts.request)),
        ("case_no", text(&facts.case_no)),
        ("case_office", text(&facts.case_office)),
        ("case_stage", named("case_stage", &facts.case_stage)),
        ("opinion", text(&facts.opinion)),
    ];
    let filled = lines.into_iter().filter(|(_, value)| !value.trim().is_empty());
    filled.map(|(key, value)| CopyLine { key: key.into(), value }).collect()
}
