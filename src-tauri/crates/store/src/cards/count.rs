//! How many rows a list has in all.

use std::collections::BTreeMap;

use rusqlite::named_params;

use super::filter::Filter;
use super::page::bind;
use super::picks::{self, Pick};
use super::query::{CardQuery, DueFilter, Shown};
use crate::desk::Reader;
use crate::error::Result;
use crate::shelf::Side;

impl Reader<'_> {
    /// Exact. From the kept counters where they know it, else counted on an index.
    pub fn count(&self, query: &CardQuery) -> Result<u64> {
        let Some(mut filter) = Filter::new(query, self)? else { return Ok(0) };
        filter.by_states = filter.state.many.is_some();
        if is_kept(query) {
            return self.kept_count(&filter);
        }
        if let Some((side, due)) = kept_due(query) {
            return self.due_once(side, due, &filter);
        }
        if filter.matching.is_some() {
            return Ok(self.counted(&picks::TEXT, &filter)? + self.counted(&picks::TEXT_UNDATED, &filter)?);
        }
        self.counted(picks::pick(&filter), &filter)
    }

    /// The same by kind and state, each that has any: as dear as what there is to find.
    pub fn shares(&self, query: &CardQuery) -> Result<BTreeMap<(String, String), u64>> {
        let mut shares = BTreeMap::new();
        let Some(filter) = Filter::new(query, self)? else { return Ok(shares) };
        let of_text = [&picks::TEXT, &picks::TEXT_UNDATED];
        let picked = [picks::pick(&filter)];
        for pick in if filter.matching.is_some() { &of_text[..] } else { &picked[..] } {
            let mut list = self.conn.prepare_cached(&picks::asked(pick.shares, &filter))?;
            bind(&mut list, &filter)?;
            let mut rows = list.raw_query();
            while let Some(row) = rows.next()? {
                let (kind, state) = (self.words.text(row.get(0)?)?, self.words.text(row.get(1)?)?);
                let n: u64 = row.get(2)?;
                *shares.entry((kind.to_string(), state.to_string())).or_default() += n;
            }
        }
        Ok(shares)
    }

    fn kept_count(&self, f: &Filter) -> Result<u64> {
        let mut sum = self.conn.prepare_cached(include_str!("kept_count.sql"))?;
        let n = sum.query_row(
            named_params! {
                ":noun": f.noun, ":scope_office": f.scope_office, ":scope_stations": f.scope_stations,
                ":office": f.office.one, ":offices": f.office.many,
                ":station": f.station.one, ":stations": f.station.many,
                ":state": f.state.one, ":states": f.state.many,
                ":stage": f.stage.one, ":stages": f.stage.many,
            },
            |r| r.get(0),
        )?;
        Ok(n)
    }

    fn counted(&self, pick: &Pick, filter: &Filter) -> Result<u64> {
        let mut count = self.conn.prepare_cached(&picks::asked(pick.count, filter))?;
        bind(&mut count, filter)?;
        let mut rows = count.raw_query();
        Ok(rows.next()?.map_or(Ok(0), |row| row.get(0))?)
    }
}

/// Only what the counters are kept by.
fn is_kept(q: &CardQuery) -> bool {
    is_plain(q) && q.due.is_none() && q.holders.is_empty()
}

/// A question about due days that counters of their own answer.
pub(crate) fn kept_due(q: &CardQuery) -> Option<(Side, &DueFilter)> {
    let rest = is_plain(q) && q.states.is_empty() && q.stages.is_empty();
    let due = q.due.as_ref().filter(|_| rest)?;
    match Side::of(due)? {
        side if q.holders.is_empty() => Some((side, due)),
        Side::Running => Some((Side::Held, due)),
        _ => None,
    }
}

fn is_plain(q: &CardQuery) -> bool {
    let text = q.text.as_deref().is_none_or(|t| t.trim().is_empty());
    let dates = q.from.is_none() && q.to.is_none();
    let rest = q.kinds.is_empty() && q.flag.is_none() && q.tally.is_none();
    text && dates && rest && q.shown == Shown::Open
}
