//! The search row of a record: in the index of dated records at its list place, else in the small undated one.

use domain::{Card, SearchRow, VOID};
use rusqlite::{OptionalExtension, params};

use super::put::Place;
use super::recount::Recount;
use crate::desk::{Reader, Tx};
use crate::error::Result;
use crate::search::{Initials, Tags, note_tokens, row_tokens};
use crate::seat::FIRST_DATED;

/// Select, delete and insert of one index.
struct Index {
    select: &'static str,
    delete: &'static str,
    insert: &'static str,
}

const DATED: Index = Index {
    select: "select tokens from word where rowid = ?1",
    delete: "delete from word where rowid = ?1",
    insert: "insert into word (rowid, tokens) values (?1, ?2)",
};
const UNDATED: Index = Index {
    select: "select tokens from word_undated where rowid = ?1",
    delete: "delete from word_undated where rowid = ?1",
    insert: "insert into word_undated (rowid, tokens) values (?1, ?2)",
};

fn index(rowid: i64) -> &'static Index {
    if rowid >= FIRST_DATED { &DATED } else { &UNDATED }
}

/// Words without a row (of a note) stand at the record's first entry, where no other row is.
fn at(place: &Place) -> i64 {
    if place.item == 0 { place.r } else { place.item }
}

impl Reader<'_> {
    pub(super) fn words_fit(
        &self,
        place: &Place,
        tokens: Option<&str>,
        recount: &mut Recount,
    ) -> Result<bool> {
        let stored = self.stored_tokens(at(place))?;
        recount.rows(usize::from(stored.is_some()));
        Ok(stored.as_deref() == tokens)
    }

    fn stored_tokens(&self, id: i64) -> Result<Option<String>> {
        let mut find = self.conn.prepare_cached(index(id).select)?;
        Ok(find.query_row([id], |r| r.get(0)).optional()?)
    }
}

impl Tx<'_> {
    /// `was` is the row it had before. An unchanged row is left alone: rewriting tokens is the dear part.
    pub(super) fn put_words(&mut self, was: Option<i64>, place: &Place, tokens: Option<&str>) -> Result<()> {
        let at = at(place);
        let old = was.map(|id| self.stored_tokens(id)).transpose()?.flatten();
        if old.as_deref() == tokens && was.is_none_or(|id| id == at) {
            return Ok(());
        }
        if let Some(was) = was.filter(|_| old.is_some()) {
            self.conn.prepare_cached(index(was).delete)?.execute([was])?;
        }
        if let Some(tokens) = tokens {
            self.conn.prepare_cached(index(at).insert)?.execute(params![at, tokens])?;
        }
        Ok(())
    }
}

/// `None`: not to be found (hidden, sealed, without words, or a party, which is found through its appeal). A void number is found,
/// and a text without a card, by those who ask for notes.
pub(super) fn tokens(card: Option<&Card>, row: Option<&SearchRow>, initials: &Initials) -> Option<String> {
    let row = row.filter(|r| **r != SearchRow::default())?;
    let Some(card) = card else { return note_tokens(&row.text) };
    if card.hidden && card.state != VOID {
        return None;
    }
    let tags = Tags { noun: card.noun.clone(), office: card.office.clone(), station: card.station };
    Some(row_tokens(row, &tags, initials))
}
