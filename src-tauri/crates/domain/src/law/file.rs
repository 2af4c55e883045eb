//! One reference file: its header, its hash, and the reading of its rows.

use std::cmp::Ordering;

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

use super::FileId;
use super::texts::RefText;

/// A text that begins with `# id: …`, `# version: …`, `# source: …` lines; the rest is a table with a row of column names.
#[derive(Clone, Debug, PartialEq)]
pub struct RefFile {
    pub id: String,
    pub version: String,
    pub source: String,
    pub hash: String,
    pub text: String,
}

/// Whether the words of a row were compared with the source's text (law.md §8): 已核 or 待核.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Wording {
    Verified,
    Unverified,
}

/// The days on which a row is in force; an open end is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Validity {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

impl Validity {
    pub fn covers(&self, on: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= on) && self.to.is_none_or(|to| on <= to)
    }
}

/// A reference file that cannot be used, and where. Carries no words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{file}:{line} {column}: {why:?}")]
pub struct BadRef {
    pub file: String,
    /// Counted from 1; 0 when the whole file is meant.
    pub line: u32,
    pub column: String,
    pub why: Why,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "values", rename_all = "snake_case")]
pub enum Why {
    /// No `# id:` or `# version:` line, or none that can be read.
    NoHeader,
    /// Not a table, or a row whose cells do not fit the columns.
    Unreadable { detail: String },
    /// A value outside its list.
    Unknown { value: String },
    /// The same thing named twice.
    Twice { value: String },
    /// A day, number or place that cannot be.
    Impossible { value: String },
    /// Nothing in it, or not all of what must be.
    Incomplete,
    /// More than a file of this kind can be.
    TooBig,
}

impl RefFile {
    pub fn read(text: &RefText) -> Result<Self, BadRef> {
        let plain = plain(&text.text);
        let bad = || BadRef { file: text.name.clone(), line: 0, column: String::new(), why: Why::NoHeader };
        let header = |key: &str| header(&plain, key);
        Ok(Self {
            id: header("id").ok_or_else(bad)?,
            version: header("version").filter(|v| is_version(v)).ok_or_else(bad)?,
            source: header("source").unwrap_or_default(),
            hash: content_hash(&plain),
            text: plain,
        })
    }

    pub fn file_id(&self) -> FileId {
        FileId { id: self.id.clone(), version: self.version.clone(), hash: self.hash.clone() }
    }

    pub(crate) fn bad(&self, line: u64, column: &str, why: Why) -> BadRef {
        BadRef { file: self.id.clone(), line: line as u32, column: column.into(), why }
    }

    /// What follows the header lines.
    pub(crate) fn body(&self) -> &str {
        let header: usize =
            self.text.split_inclusive('\n').take_while(|l| l.starts_with('#')).map(str::len).sum();
        &self.text[header..]
    }
}

/// The rows of a file with the line each stands on.
pub(crate) fn rows<T: DeserializeOwned>(file: &RefFile) -> Result<Vec<(u64, T)>, BadRef> {
    let mut reader =
        csv::ReaderBuilder::new().comment(Some(b'#')).trim(csv::Trim::All).from_reader(file.text.as_bytes());
    let unreadable = |line, e: csv::Error| file.bad(line, "", Why::Unreadable { detail: e.to_string() });
    let names = reader.headers().map_err(|e| unreadable(0, e))?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| unreadable(e.position().map_or(0, csv::Position::line), e))?;
        let line = record.position().map_or(0, csv::Position::line);
        rows.push((line, record.deserialize(Some(&names)).map_err(|e| unreadable(line, e))?));
    }
    Ok(rows)
}

/// The same text whatever a spreadsheet or a copy did to its line ends.
fn plain(text: &str) -> String {
    text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n")
}

fn header(text: &str, key: &str) -> Option<String> {
    let lines = text.lines().take_while(|l| l.starts_with('#'));
    let pairs = lines.filter_map(|l| l.trim_start_matches('#').split_once(':'));
    pairs
        .map(|(k, v)| (k.trim(), v.trim()))
        .find(|(k, v)| *k == key && !v.is_empty())
        .map(|(_, v)| v.to_owned())
}

fn content_hash(text: &str) -> String {
    Sha256::digest(text).iter().map(|b| format!("{b:02x}")).collect()
}

fn is_version(version: &str) -> bool {
    version
        .split('.')
        .all(|part| !part.is_empty() && part.len() <= 9 && part.bytes().all(|b| b.is_ascii_digit()))
}

/// Versions are numbers with dots: 2 before 10, 1.9 before 1.10.
pub(crate) fn version_order(a: &str, b: &str) -> Ordering {
    let parts = |v: &str| v.split('.').map(|p| p.parse::<u64>().unwrap_or(0)).collect::<Vec<_>>();
    parts(a).cmp(&parts(b))
}
