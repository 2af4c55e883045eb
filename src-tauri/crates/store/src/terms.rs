//! Small numbers for the words that rows repeat (nouns, states, stations): indexes stay narrow.
//! It does not know what a word means. A number, once given, stays: rebuilding projections keeps the table.
//! Called by whatever writes or reads a projection.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use ledger::RecordId;
use rusqlite::{Connection, OptionalExtension};

use crate::error::{Result, StoreError};

/// Stands for "no station", "no holder", "no reason".
pub(crate) const NONE: i64 = 0;
/// A word that is in no row: a filter by it finds nothing.
pub(crate) const UNKNOWN: i64 = -1;

#[derive(Default)]
struct Known {
    by_text: HashMap<Arc<str>, i64>,
    by_id: HashMap<i64, Arc<str>>,
}

/// Committed words, shared by all connections.
#[derive(Default)]
pub(crate) struct Terms(RwLock<Known>);

impl Terms {
    fn id(&self, text: &str) -> Option<i64> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).by_text.get(text).copied()
    }

    fn text(&self, id: i64) -> Option<Arc<str>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).by_id.get(&id).cloned()
    }

    pub fn learn(&self, words: impl IntoIterator<Item = (Arc<str>, i64)>) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        for (text, id) in words {
            known.by_text.insert(text.clone(), id);
            known.by_id.insert(id, text);
        }
    }
}

/// One connection's sight of the words: the shared ones, and those its own transaction made.
pub(crate) struct Words<'a> {
    pub conn: &'a Connection,
    pub shared: &'a Terms,
    pub made: RefCell<HashMap<Arc<str>, i64>>,
}

impl Words<'_> {
    /// For a filter: `UNKNOWN` where no row has the word.
    pub fn find(&self, text: &str) -> Result<i64> {
        if text.is_empty() {
            return Ok(NONE);
        }
        if let Some(id) = self.shared.id(text).or_else(|| self.made.borrow().get(text).copied()) {
            return Ok(id);
        }
        let mut find = self.conn.prepare_cached("select id from term where text = ?1")?;
        let id: Option<i64> = find.query_row([text], |r| r.get(0)).optional()?;
        // Not of this transaction, so it is committed: all may know it.
        self.shared.learn(id.map(|id| (text.into(), id)));
        Ok(id.unwrap_or(UNKNOWN))
    }

    /// For a row: gives the word a number if it has none.
    pub fn give(&self, text: &str) -> Result<i64> {
        let found = self.find(text)?;
        if found != UNKNOWN {
            return Ok(found);
        }
        let mut insert = self.conn.prepare_cached("insert into term (text) values (?1)")?;
        let id = insert.insert([text])?;
        self.made.borrow_mut().insert(text.into(), id);
        Ok(id)
    }

    pub fn text(&self, id: i64) -> Result<Arc<str>> {
        if id == NONE {
            return Ok("".into());
        }
        if let Some(text) = self.shared.text(id) {
            return Ok(text);
        }
        let mut find = self.conn.prepare_cached("select text from term where id = ?1")?;
        let text: Option<String> = find.query_row([id], |r| r.get(0)).optional()?;
        let text: Arc<str> = text.ok_or_else(|| StoreError::Damaged(format!("no word {id}")))?.into();
        if !self.made.borrow().contains_key(&text) {
            self.shared.learn([(text.clone(), id)]);
        }
        Ok(text)
    }

    pub fn find_record(&self, record: Option<RecordId>) -> Result<i64> {
        record.map_or(Ok(NONE), |r| self.find(&r.0.simple().to_string()))
    }

    pub fn give_record(&self, record: Option<RecordId>) -> Result<i64> {
        record.map_or(Ok(NONE), |r| self.give(&r.0.simple().to_string()))
    }

    pub fn record(&self, id: i64) -> Result<Option<RecordId>> {
        if id == NONE {
            return Ok(None);
        }
        let text = self.text(id)?;
        text.parse().map(Some).map_err(|_| StoreError::Damaged(format!("word {id} is no record")))
    }
}
