//! Clocks of a record, and what they add to the counters.

use domain::ClockRow;
use ledger::RecordId;
use rusqlite::{Row, named_params};

use crate::cards::CardRow;
use crate::desk::{Reader, Tx};
use crate::error::{Result, StoreError};
use crate::seat;
use crate::shelf::codes::{clock_code, clock_state};
use crate::shelf::put::Place;
use crate::shelf::recount::Recount;
use crate::shelf::sums::{Due, Of};
use crate::terms::Words;

#[derive(Clone, Debug, PartialEq)]
struct Stored {
    item: i64,
    flow: String,
    rule: i64,
    version: i64,
    cause: String,
    started: i64,
    due: Option<i64>,
    provisional: bool,
    state: i64,
    stopped: Option<i64>,
    excluded: i64,
    station: i64,
}

impl Stored {
    fn new(clock: &ClockRow, place: &Place, words: &Words<'_>) -> Result<Self> {
        Ok(Self {
            item: place.item,
            flow: clock.flow.clone(),
            rule: words.give(&clock.rule)?,
            version: words.give(&clock.rule_version)?,
            cause: clock.cause.clone(),
            started: seat::day(clock.started_on),
            due: clock.due_on.map(seat::day),
            provisional: clock.provisional,
            state: clock_code(clock.state),
            stopped: clock.stopped_on.map(seat::day),
            excluded: clock.excluded.as_deref().map_or(Ok(0), |e| words.give(e))?,
            station: place.station,
        })
    }

    fn read(r: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            item: r.get(0)?,
            flow: r.get(1)?,
            rule: r.get(2)?,
            version: r.get(3)?,
            cause: r.get(4)?,
            started: r.get(5)?,
            due: r.get(6)?,
            provisional: r.get(7)?,
            state: r.get(8)?,
            stopped: r.get(9)?,
            excluded: r.get(10)?,
            station: r.get(11)?,
        })
    }

    /// `None`: no due day yet.
    fn counted(&self) -> Result<Option<Due>> {
        let Some(due) = self.due else { return Ok(None) };
        let state = clock_state(self.state)?;
        Ok(Some(Due { rule: self.rule, due, state, excluded: self.excluded != 0 }))
    }

    fn shown(self, words: &Words<'_>) -> Result<ClockRow> {
        let date = |day| seat::date(day).ok_or_else(|| StoreError::Damaged(format!("no day {day}")));
        Ok(ClockRow {
            flow: self.flow,
            rule: words.text(self.rule)?.to_string(),
            rule_version: words.text(self.version)?.to_string(),
            cause: self.cause,
            started_on: date(self.started)?,
            due_on: self.due.map(date).transpose()?,
            provisional: self.provisional,
            state: clock_state(self.state)?,
            stopped_on: self.stopped.map(date).transpose()?,
            excluded: Some(self.excluded)
                .filter(|e| *e != 0)
                .map(|e| words.text(e))
                .transpose()?
                .map(|t| t.to_string()),
        })
    }
}

/// Those that have a due day.
fn dues(clocks: &[Stored]) -> Result<Vec<Due>> {
    clocks.iter().filter_map(|c| c.counted().transpose()).collect()
}

impl Reader<'_> {
    /// Of a row that was just read: its place says where its clocks are.
    pub fn clocks_of(&self, row: &CardRow) -> Result<Vec<ClockRow>> {
        self.stored_clocks(seat::first_of(row.at.id))?.into_iter().map(|c| c.shown(&self.words)).collect()
    }

    /// Records with a clock of this rule (of any, without one) that has not stopped: those whose due days move when
    /// rules or calendars change.
    pub fn on_clock(&self, rule: Option<&str>) -> Result<Vec<RecordId>> {
        let rule = rule.map(|r| self.words.find(r)).transpose()?;
        let mut list = self.conn.prepare_cached(include_str!("on_clock.sql"))?;
        let records = list.query_map([rule], |r| r.get(0).map(RecordId::from_bytes))?;
        Ok(records.collect::<Result<_, _>>()?)
    }

    /// They say what is made of them, and stand with the record's row.
    pub(in crate::shelf) fn clocks_fit(
        &self,
        place: &Place,
        made: &[ClockRow],
        recount: &mut Recount,
    ) -> Result<bool> {
        let stored = self.stored_clocks(place.r)?;
        recount.rows(stored.len());
        if let Some(of) = place.counted.1 {
            recount.sums.once.record(of, &dues(&stored)?, 1);
        }
        let in_place = stored.iter().all(|c| (c.item, c.station) == (place.item, place.station));
        let shown = stored.into_iter().map(|c| c.shown(&self.words)).collect::<Result<Vec<_>>>()?;
        Ok(in_place && shown == made)
    }

    fn stored_clocks(&self, r: i64) -> Result<Vec<Stored>> {
        let mut list = self.conn.prepare_cached(include_str!("clocks_of_record.sql"))?;
        let rows = list.query_map([r], Stored::read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    pub(in crate::shelf) fn put_clocks(&mut self, place: &Place, clocks: &[ClockRow]) -> Result<()> {
        let old = place.before.rows(|| self.stored_clocks(place.r))?;
        let new: Vec<_> = clocks.iter().map(|c| Stored::new(c, place, &self.words)).collect::<Result<_>>()?;
        self.count_once(place.counted, (&old[..], &new[..]))?;
        if old == new {
            return Ok(());
        }
        if !old.is_empty() {
            self.conn.prepare_cached("delete from clock where r = ?1")?.execute([place.r])?;
        }
        for (k, clock) in new.iter().enumerate() {
            self.insert_clock(place.r, k, clock)?;
        }
        Ok(())
    }

    /// Whose clocks did not change still counts no more once its row is hidden.
    fn count_once(
        &mut self,
        (was, is): (Option<Of>, Option<Of>),
        (old, new): (&[Stored], &[Stored]),
    ) -> Result<()> {
        if was == is && old == new {
            return Ok(());
        }
        for (of, clocks, by) in [(was, old, -1), (is, new, 1)] {
            let Some(of) = of else { continue };
            self.sums.once.record(of, &dues(clocks)?, by);
        }
        Ok(())
    }

    fn insert_clock(&self, r: i64, k: usize, c: &Stored) -> Result<()> {
        self.conn.prepare_cached(include_str!("insert_clock.sql"))?.execute(named_params! {
            ":r": r, ":k": k, ":item": c.item, ":flow": c.flow, ":rule": c.rule, ":version": c.version,
            ":cause": c.cause, ":started": c.started, ":due": c.due, ":provisional": c.provisional,
            ":state": c.state, ":stopped": c.stopped, ":excluded": c.excluded, ":station": c.station,
        })?;
        Ok(())
    }
}
