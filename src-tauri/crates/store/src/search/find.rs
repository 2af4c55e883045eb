//! The search itself: rows of one index in their own order, joined to their list rows.

use domain::appeal::NOTE_LINK;
use rusqlite::{OptionalExtension, named_params};

use super::matching::{match_text, noted_text};
use crate::cards::{CardRow, Cursor, Page, Scope, page_of, scope_params};
use crate::desk::Reader;
use crate::error::Result;
use crate::shelf::{ItemRow, card};

/// Of one matter so many notes may stand before the next.
const NOTES_EACH: i64 = 8;

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
    /// Newest first. A page costs what stands on it, not what there is to find.
    pub fn search(&self, search: &Search, after: Option<Cursor>, limit: u32) -> Result<Page> {
        let Some(matching) = self.matching(&search.text, &search.nouns, &search.scope)? else {
            return Ok(Page::default());
        };
        let sql = match search.among {
            Among::Dated => include_str!("search.sql"),
            Among::Undated => include_str!("search_undated.sql"),
        };
        let (stations, office) = scope_params(&self.words, &search.scope)?;
        let mut list = self.conn.prepare_cached(sql)?;
        let rows = list.query_map(
            named_params! {
                ":matching": matching, ":before": after.map_or(i64::MAX, |c| c.id),
                ":stations": stations, ":office": office, ":limit": i64::from(limit) + 1,
            },
            ItemRow::read,
        )?;
        page_of(rows, limit, &self.words)
    }

    /// Matters with a note in which every word stands, the newest note first, each matter once. For those who may read notes: no
    /// other search meets a word of theirs.
    pub fn search_notes(&self, text: &str, scope: &Scope, limit: u32) -> Result<Vec<CardRow>> {
        let Some(matching) = noted_text(text) else { return Ok(vec![]) };
        let (stations, office) = scope_params(&self.words, scope)?;
        let kind = self.words.find(NOTE_LINK)?;
        let mut list = self.conn.prepare_cached(include_str!("search_notes.sql"))?;
        let rows = list.query_map(
            named_params! {
                ":matching": matching, ":kind": kind,
                ":stations": stations, ":office": office, ":limit": i64::from(limit) * NOTES_EACH,
            },
            ItemRow::read,
        )?;
        let mut found: Vec<CardRow> = vec![];
        for row in rows {
            let row = card(row?, &self.words)?;
            if found.len() < limit as usize && found.iter().all(|other| other.record != row.record) {
                found.push(row);
            }
        }
        Ok(found)
    }

    /// Exact, and as dear as what there is to count: show it when it comes.
    pub fn search_count(&self, search: &Search) -> Result<u64> {
        let Some(matching) = self.matching(&search.text, &search.nouns, &search.scope)? else { return Ok(0) };
        let sql = match search.among {
            Among::Dated => "select count(*) from word where word match ?1",
            Among::Undated => "select count(*) from word_undated where word_undated match ?1",
        };
        let n: Option<u64> = self.conn.prepare_cached(sql)?.query_row([matching], |r| r.get(0)).optional()?;
        Ok(n.unwrap_or(0))
    }

    /// The text of a MATCH for what was typed; `None` where nothing can be met.
    pub(crate) fn matching(&self, typed: &str, nouns: &[String], scope: &Scope) -> Result<Option<String>> {
        match_text(typed, nouns, scope, &mut |text| {
            let mut any = self.conn.prepare_cached(include_str!("any.sql"))?;
            Ok(any.exists([text])?)
        })
    }
}
