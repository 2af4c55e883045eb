//! What can be asked of one snapshot of the file. The verbs stand beside their tables: `log`, `shelf`, `cards`, `search`.

use std::cell::RefCell;
use std::sync::Arc;

use ledger::Authority;
use rusqlite::Connection;

use super::Shared;
use crate::terms::Words;

pub struct Reader<'a> {
    pub(crate) conn: &'a Connection,
    pub(crate) shared: &'a Shared,
    pub(crate) words: Words<'a>,
    /// The fold of `admin` up to the `n` beside it, as this snapshot sees it.
    pub(crate) authority: RefCell<Option<(i64, Arc<Authority>)>>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(conn: &'a Connection, shared: &'a Shared) -> Self {
        let words = Words { conn, shared: &shared.terms, made: RefCell::default() };
        Self { conn, shared, words, authority: RefCell::default() }
    }
}
