//! The law's numbers as one value: rules, calendar, code lists, approvals, evidence, places, each with its version.
//! It does not know where the texts come from (the program's own assets or the desk's `ref` stream) nor what day it is.
//! Called by every act and projection through `Ctx.law`; `actions` builds it once and again when `ref` changes.

mod file;
mod texts;

use std::collections::BTreeMap;

pub use file::{BadRef, RefFile, Validity, Why, Wording};
pub(crate) use file::{rows, version_order};
pub use texts::{RefText, RefTexts};

use crate::calendar::Calendar;
use crate::codes::Codes;
use crate::places::Places;
use crate::rules::{Approvals, Checks, Evidence, Rules};

/// Everything the rules look up.
#[derive(Clone, Debug, Default)]
pub struct Law {
    pub rules: Rules,
    pub checks: Checks,
    pub approvals: Approvals,
    pub evidence: Evidence,
    pub calendar: Calendar,
    pub codes: Codes,
    pub places: Places,
    /// What it was read from, by id and version.
    pub files: Vec<FileId>,
    /// Files that carry one id and version with different contents: both listed, neither used.
    pub clashes: Vec<Clash>,
}

/// Invariant: an id and a version name one content hash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, ts_rs::TS)]
pub struct FileId {
    pub id: String,
    pub version: String,
    /// SHA-256 of the text, in hex.
    pub hash: String,
}

#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct Clash {
    pub id: String,
    pub version: String,
    pub hashes: Vec<String>,
}

impl Law {
    pub fn parse(texts: &RefTexts) -> Result<Self, BadRef> {
        let files = texts.iter().map(RefFile::read).collect::<Result<Vec<_>, _>>()?;
        let (files, clashes) = sift(files);
        let of = |folder: &str| files.iter().filter(|f| f.id.starts_with(folder)).collect::<Vec<_>>();
        let codes = Codes::parse(&of("codes/"))?;
        let law = Self {
            rules: Rules::parse(&of("rules/deadlines"), &codes)?,
            checks: Checks::parse(&of("rules/checks"), &codes)?,
            approvals: Approvals::parse(&of("rules/approvals"))?,
            evidence: Evidence::parse(&of("rules/evidence"), &codes)?,
            calendar: Calendar::parse(&of("calendar/"))?,
            places: Places::parse(&of("places/"))?,
            codes,
            files: files.iter().map(RefFile::file_id).collect(),
            clashes,
        };
        Ok(law)
    }

    /// The law as this program ships it: what founding seeds `ref` with, and what tests run on.
    pub fn shipped() -> Result<Self, BadRef> {
        Self::parse(&RefTexts::shipped())
    }
}

/// One file for each id and version, oldest version first; those with two contents are set aside.
fn sift(files: Vec<RefFile>) -> (Vec<RefFile>, Vec<Clash>) {
    let mut by_name: BTreeMap<(String, String), Vec<RefFile>> = BTreeMap::new();
    for file in files {
        let same = by_name.entry((file.id.clone(), file.version.clone())).or_default();
        if same.iter().all(|f| f.hash != file.hash) {
            same.push(file);
        }
    }
    let (mut good, mut clashes) = (Vec::new(), Vec::new());
    for ((id, version), mut same) in by_name {
        match same.len() {
            1 => good.append(&mut same),
            _ => clashes.push(Clash { id, version, hashes: same.into_iter().map(|f| f.hash).collect() }),
        }
    }
    good.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| version_order(&a.version, &b.version)));
    (good, clashes)
}

/// The shipped law, read once for all tests of this crate.
#[cfg(test)]
pub(crate) fn shipped_once() -> &'static Law {
    static SHIPPED: std::sync::LazyLock<Law> = std::sync::LazyLock::new(|| Law::shipped().unwrap());
    &SHIPPED
}

#[cfg(test)]
mod tests;
