//! Which records a change of `admin` folds again: those in which an entry won or lost its power, and no others.
//! It does not know who was revoked or why (`actions`), nor what standing means (`ledger::Authority`).
//! Called at intake, and by the act that cuts or adopts.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use ledger::authority::{Cut, Grant};
use ledger::{AccountId, Authority, Entry, EntryId, Header, RecordId, WriterId};
use rusqlite::params;

use crate::desk::Reader;
use crate::error::{Result, StoreError};

/// One entry by its header: what a list of waiting work needs.
#[derive(Clone, Debug)]
pub struct Written {
    pub id: EntryId,
    pub header: Header,
    /// When it came here; what was written here never came.
    pub came_ms: Option<u64>,
}

/// From which number on each writer's entries have to be looked at.
#[derive(Default)]
struct Suspects(BTreeMap<WriterId, u64>);

impl Suspects {
    fn add(&mut self, writer: WriterId, after: u64) {
        let kept = self.0.entry(writer).or_insert(after);
        *kept = after.min(*kept);
    }
}

impl Reader<'_> {
    /// Headers of what a writer wrote after a number, the newest first.
    pub fn written_after(&self, writer: WriterId, after: u64, limit: u32) -> Result<Vec<Written>> {
        let mut list = self.conn.prepare_cached(include_str!("written_after.sql"))?;
        let rows = list.query_map(params![&writer.0[..], seq(after), limit], |r| {
            Ok((Entry::read_gone(r.get(0)?, r.get(1)?, r.get(2)?), r.get(3)?))
        })?;
        rows.map(|row| {
            let (entry, came_ms) = row?;
            let entry = entry.map_err(|_| StoreError::Missing("a header".into()))?;
            Ok(Written { id: entry.id, header: entry.header, came_ms })
        })
        .collect()
    }

    /// How much a writer wrote after a number.
    pub fn n_written_after(&self, writer: WriterId, after: u64) -> Result<u64> {
        let mut count = self.conn.prepare_cached(include_str!("n_written_after.sql"))?;
        Ok(count.query_row(params![&writer.0[..], seq(after)], |r| r.get(0))?)
    }

    /// Records in which something stands now that did not before, or the other way round.
    pub fn moved(&self, before: &Authority, now: &Authority) -> Result<BTreeSet<RecordId>> {
        let mut records = BTreeSet::new();
        let mut take = |entry: &Entry| {
            if before.admits(entry) != now.admits(entry) {
                records.insert(entry.header.record);
            }
        };
        let mut regained = false;
        for id in adopted(before, now) {
            if let Some(entry) = self.entry(id)? {
                regained |= entry.header.stream.class() == "admin";
                take(&entry);
            }
        }
        let mut suspects = suspects(before, now);
        // A grant, key or desk that had gone with a cut has come back by being adopted. Otherwise what is new in `now` cannot have
        // been relied on by anything in the log.
        if regained {
            now.writers().for_each(|card| suspects.add(card.writer, 0));
        }
        for (writer, after) in suspects.0 {
            self.written_whole(writer, after)?.iter().for_each(&mut take);
        }
        Ok(records)
    }

    fn written_whole(&self, writer: WriterId, after: u64) -> Result<Vec<Entry>> {
        let mut list = self.conn.prepare_cached(include_str!("written_whole.sql"))?;
        let entries = list.query_map(params![&writer.0[..], seq(after)], |r| Ok(crate::log::read(r)))?;
        entries.map(|entry| entry.map_err(StoreError::from)?).collect()
    }
}

fn seq(after: u64) -> i64 {
    i64::try_from(after).unwrap_or(i64::MAX)
}

/// Entries that one of the two adopts and the other does not.
fn adopted(before: &Authority, now: &Authority) -> HashSet<EntryId> {
    let all = |authority: &Authority| -> HashSet<EntryId> {
        let desks = authority.desks().filter_map(|desk| desk.cut.as_ref());
        let grants = authority.grants().filter_map(|grant| grant.cut.as_ref());
        desks.chain(grants).flat_map(|cut| cut.adopted.iter().copied()).collect()
    };
    all(before).symmetric_difference(&all(now)).copied().collect()
}

/// Writers whose power the two see differently.
fn suspects(before: &Authority, now: &Authority) -> Suspects {
    let mut suspects = Suspects::default();
    for card in before.writers() {
        let was = before.desk(card.desk);
        let is = now.writer(card.writer).and_then(|card| now.desk(card.desk));
        match (was, is) {
            (Some(was), Some(is)) => {
                if let Some(after) = between(was.cut.as_ref(), is.cut.as_ref(), card.writer) {
                    suspects.add(card.writer, after);
                }
            }
            (Some(_), None) => suspects.add(card.writer, 0),
            (None, _) => {}
        }
    }
    for grant in before.grants() {
        for writer in writers_of(before, grant.account) {
            if let Some(after) = lost(grant, now, writer) {
                suspects.add(writer, after);
            }
        }
    }
    for account in before.accounts() {
        let kept = now.account(account.id);
        let gone = |desk| kept.is_none_or(|kept| kept.keys.iter().all(|key| key.desk != desk));
        let desks: BTreeSet<RecordId> =
            account.keys.iter().map(|key| key.desk).filter(|desk| gone(*desk)).collect();
        let theirs = before.writers().filter(|card| desks.contains(&card.desk));
        theirs.for_each(|card| suspects.add(card.writer, 0));
    }
    suspects
}

fn writers_of(authority: &Authority, account: AccountId) -> Vec<WriterId> {
    let desks: BTreeSet<RecordId> =
        authority.account(account).into_iter().flat_map(|a| &a.keys).map(|key| key.desk).collect();
    authority.writers().filter(|card| desks.contains(&card.desk)).map(|card| card.writer).collect()
}

fn lost(was: &Grant, now: &Authority, writer: WriterId) -> Option<u64> {
    let Some(is) = now.grant(was.id) else { return Some(0) };
    let same = (was.account, &was.office, &was.streams, &was.classes)
        == (is.account, &is.office, &is.streams, &is.classes);
    if same { between(was.cut.as_ref(), is.cut.as_ref(), writer) } else { Some(0) }
}

/// After which number two cuts say something else of a writer.
fn between(was: Option<&Cut>, is: Option<&Cut>, writer: WriterId) -> Option<u64> {
    let last = |cut: Option<&Cut>| cut.map(|cut| cut.last.get(&writer).copied().unwrap_or_default());
    match (last(was), last(is)) {
        (was, is) if was == is => None,
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
