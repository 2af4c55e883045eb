//! Rules without a period, as they are read beside the deadlines: checks, levels of approval, needs of evidence.

use domain::law::{Validity, Wording};
use domain::{Law, Level};
use serde::Serialize;
use ts_rs::TS;

/// The file a row stands in: `rules/checks`, `rules/approvals`, `rules/evidence`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PlainFile {
    Checks,
    Approvals,
    Evidence,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct PlainRule {
    pub file: PlainFile,
    /// Of a check its id; otherwise the act, or the step of a noun, that asks for it.
    pub id: String,
    pub noun: Option<String>,
    /// What a check asks, in the words of its row.
    pub matter: Option<String>,
    /// Of a need: code list `evidence`.
    pub evidence: Option<String>,
    pub least: Option<u32>,
    pub most: Option<u32>,
    pub level: Option<Level>,
    pub source: String,
    pub wording: Wording,
    pub enabled: bool,
    pub note: String,
    pub validity: Validity,
}

pub(super) fn plain_of(law: &Law) -> Vec<PlainRule> {
    checks(law).chain(approvals(law)).chain(evidence(law)).collect()
}

fn checks(law: &Law) -> impl Iterator<Item = PlainRule> {
    law.checks.newest().map(|check| PlainRule {
        file: PlainFile::Checks,
        id: check.id.clone(),
        noun: Some(check.noun.clone()),
        matter: Some(check.matter.clone()),
        evidence: None,
        least: check.least,
        most: check.most,
        level: check.level,
        source: check.article.clone(),
        wording: check.wording,
        enabled: check.enabled,
        note: check.note.clone(),
        validity: check.validity,
    })
}

fn approvals(law: &Law) -> impl Iterator<Item = PlainRule> {
    law.approvals.all().map(|approval| PlainRule {
        file: PlainFile::Approvals,
        id: approval.act.clone(),
        noun: None,
        matter: None,
        evidence: None,
        least: None,
        most: None,
        level: Some(approval.level),
        source: approval.source.clone(),
        wording: approval.wording,
        enabled: true,
        note: String::new(),
        validity: approval.validity,
    })
}

fn evidence(law: &Law) -> impl Iterator<Item = PlainRule> {
    law.evidence.all().iter().map(|need| PlainRule {
        file: PlainFile::Evidence,
        id: need.step.clone(),
        noun: Some(need.noun.clone()),
        matter: None,
        evidence: Some(need.kind.clone()),
        least: Some(need.least),
        most: None,
        level: None,
        source: need.source.clone(),
        wording: need.wording,
        enabled: true,
        note: String::new(),
        validity: need.validity,
    })
}
