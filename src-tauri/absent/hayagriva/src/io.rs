//! Lists of books, read from a file: none can be.
//! The errors have the shapes of those who read such files.
//! See the crate's own words for why.

use std::ops::Range;

use serde::de::Error;

use crate::Library;

const NONE: &str = "this program reads no lists of books";

pub struct BadEntry {
    pub span: Range<usize>,
    pub kind: &'static str,
}

pub enum BibLaTeXError {
    Parse(BadEntry),
    Type(BadEntry),
}

/// # Errors
/// Always.
pub fn from_yaml_str(_text: &str) -> Result<Library, serde_yaml::Error> {
    Err(serde_yaml::Error::custom(NONE))
}

/// # Errors
/// Always.
pub fn from_biblatex_str(_text: &str) -> Result<Library, Vec<BibLaTeXError>> {
    Err(vec![BibLaTeXError::Parse(BadEntry { span: 0..0, kind: NONE })])
}
