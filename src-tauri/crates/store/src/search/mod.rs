//! Finding by any substring, number, pinyin initials or last four digits, newest first, inside the asker's scope.
//! It does not know masks: whole phone and ID numbers never reach it (`Reader::find_hash` finds those).
//! Called through `Reader::search`; the tokens of a row are made by `shelf`.

use crate::cards::{Cursor, Page, Scope};
use crate::desk::Reader;
use crate::error::Result;

/// Dated records (appeals, visits …) or those without a list date (stations, people …), which would always come last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Among {
    #[default]
    Dated,
    Undated,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    pub text: String,
    pub scope: Scope,
    /// Empty: every noun.
    pub nouns: Vec<String>,
    pub among: Among,
}

impl Reader<'_> {
    pub fn search(&self, search: &Search, after: Option<Cursor>, limit: u32) -> Result<Page> { todo!() }
    pub fn search_count(&self, search: &Search) -> Result<u64> { todo!() }
}
