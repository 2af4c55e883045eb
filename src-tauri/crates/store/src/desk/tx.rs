//! What can be done inside one transaction. It reads through `Reader`, so an act sees what it wrote;
//! only the kept sums show the state before the act, because they are added up at its end.

use std::collections::HashSet;
use std::ops::Deref;
use std::sync::Arc;

use ledger::{Authority, EntryId, WriterId};

use super::Reader;
use crate::error::Result;
use crate::log::{Came, Fresh, LastNumbers};
use crate::shelf::Sums;

pub struct Tx<'a> {
    reader: Reader<'a>,
    pub(crate) sums: Sums,
    /// Attachments whose files go once this is on the disk.
    pub(crate) dropped: Vec<Vec<u8>>,
    pub(crate) latest_wall: u64,
    pub(crate) fresh: Fresh,
    /// The last entry of this writer's own.
    pub(crate) reached: Option<(WriterId, u64)>,
    /// Whether entries wait for their parents; asked once.
    pub(crate) some_wait: Option<bool>,
    /// Set while entries of others are taken in.
    pub(crate) came: Option<Came>,
    /// What of theirs this transaction has put into the log.
    pub(crate) stored: HashSet<EntryId>,
    pub(crate) last_numbers: LastNumbers,
}

/// What the other connections may know after the commit.
pub(crate) struct Done {
    pub terms: Vec<(Arc<str>, i64)>,
    pub authority: Option<(i64, Arc<Authority>)>,
    pub dropped: Vec<Vec<u8>>,
    pub reached: Option<(WriterId, u64)>,
}

impl<'a> Tx<'a> {
    pub(crate) fn new(reader: Reader<'a>) -> Self {
        Self {
            reader,
            sums: Sums::default(),
            dropped: Vec::new(),
            latest_wall: 0,
            fresh: Fresh::default(),
            reached: None,
            some_wait: None,
            came: None,
            stored: HashSet::new(),
            last_numbers: LastNumbers::default(),
        }
    }

    pub(crate) fn finish(mut self) -> Result<Done> {
        let sums = std::mem::take(&mut self.sums);
        sums.flush(self.conn)?;
        self.keep_latest_wall()?;
        let terms = self.reader.words.made.take().into_iter().collect();
        let authority = self.reader.authority.take();
        Ok(Done { terms, authority, dropped: self.dropped, reached: self.reached })
    }
}

impl<'a> Deref for Tx<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}
