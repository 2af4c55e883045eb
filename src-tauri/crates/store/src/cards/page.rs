//! One page of a list.

use rusqlite::{Statement, named_params};

use super::count::kept_due;
use super::filter::Filter;
use super::picks::{self, Pick};
use super::query::{CardQuery, CardRow, Cursor, DueFilter, Order, Page};
use crate::desk::Reader;
use crate::error::Result;
use crate::seat::FIRST_DATED;
use crate::shelf::{ItemRow, Side, card};
use crate::terms::Words;
use ledger::RecordId;

/// Rows that are sorted for a page at most.
const SORTED: i64 = 4_000;

impl Reader<'_> {
    /// In the query's order, after `after`; at most `limit` rows.
    pub fn cards(&self, query: &CardQuery, after: Option<Cursor>, limit: u32) -> Result<Page> {
        let Some(filter) = Filter::new(query, self)? else { return Ok(Page::default()) };
        let most = i64::from(limit) + 1;
        let ids = match query.order {
            Order::Newest => self.newest(filter, after, most)?,
            Order::Number => self.by_number(filter, after, most)?,
        };
        let mut one = self.conn.prepare_cached(include_str!("item.sql"))?;
        let rows = ids.into_iter().map(|id| one.query_row([id], ItemRow::read));
        let mut page = page_of(rows, limit, &self.words)?;
        if query.order == Order::Number
            && let (Some(next), Some(last)) = (&mut page.next, page.rows.last())
        {
            next.no.clone_from(&last.card.no);
        }
        Ok(page)
    }

    /// Of a query with `due`: those whose running clocks fall due first, at most `limit` of them. Where counters are kept
    /// by what is asked, only their days are looked at; else it is as dear as what is passed over until then.
    pub fn pressing(&self, query: &CardQuery, limit: u32) -> Result<Vec<CardRow>> {
        let Some(mut filter) = Filter::new(query, self)? else { return Ok(vec![]) };
        let (mut ids, most) = (vec![], limit as usize);
        match kept_due(query) {
            Some(kept) => self.first_of_days(kept, &mut filter, (&mut ids, most))?,
            None => self.first_ids(&filter, (&mut ids, most))?,
        }
        let mut one = self.conn.prepare_cached(include_str!("item.sql"))?;
        ids.into_iter().map(|id| card(one.query_row([id], ItemRow::read)?, &self.words)).collect()
    }

    pub fn card(&self, record: RecordId) -> Result<Option<CardRow>> {
        self.item(record)?.map(|row| card(row, &self.words)).transpose()
    }

    fn newest(&self, mut filter: Filter, after: Option<Cursor>, most: i64) -> Result<Vec<i64>> {
        filter.before = after.map_or(filter.before, |c| c.id.min(filter.before));
        filter.limit = most;
        if filter.matching.is_some() {
            return self.found_ids(&mut filter);
        }
        filter.by_states = self.holds_few(&filter)?;
        self.ids(picks::pick(&filter), &filter)
    }

    fn by_number(&self, filter: Filter, after: Option<Cursor>, most: i64) -> Result<Vec<i64>> {
        let all = serde_json::to_string(&self.newest(filter, None, i64::MAX)?)?;
        let (id, no) = after.map_or((None, None), |c| (Some(c.id), c.no));
        let (bare, no) = (no.is_none(), no.unwrap_or_default());
        let letters = no.trim_end_matches(|sign: char| sign.is_ascii_digit());
        let mut list = self.conn.prepare_cached(include_str!("by_number.sql"))?;
        let rows = list.query_map(
            named_params! {
                ":ids": all, ":id": id, ":bare": bare, ":letters": letters, ":no": no, ":limit": most,
            },
            |r| r.get(0),
        )?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Rows of several states must be sorted: worth it only where walking all of the noun would meet them seldom.
    fn holds_few(&self, filter: &Filter) -> Result<bool> {
        if filter.state.many.is_none() {
            return Ok(false);
        }
        let mut sum = self.conn.prepare_cached(include_str!("in_states.sql"))?;
        let n: i64 = sum
            .query_row(named_params! { ":noun": filter.noun, ":states": filter.state.many }, |r| r.get(0))?;
        Ok(n <= SORTED)
    }

    /// Undated rows come after every dated one.
    fn found_ids(&self, filter: &mut Filter) -> Result<Vec<i64>> {
        let mut ids = Vec::new();
        if filter.before > FIRST_DATED {
            ids = self.ids(&picks::TEXT, filter)?;
        }
        filter.limit -= i64::try_from(ids.len()).unwrap_or(i64::MAX);
        if filter.limit > 0 {
            ids.extend(self.ids(&picks::TEXT_UNDATED, filter)?);
        }
        Ok(ids)
    }

    /// Day by day. A record with clocks on several of them stands at its first, so that many days may show few.
    fn first_of_days(
        &self,
        kept: (Side, &DueFilter),
        filter: &mut Filter,
        (ids, most): (&mut Vec<i64>, usize),
    ) -> Result<()> {
        let last = filter.due_to;
        while ids.len() < most {
            let days = self.due_days(kept, filter, most)?;
            for day in &days {
                (filter.due_from, filter.due_to) = (*day, *day);
                self.first_ids(filter, (ids, most))?;
            }
            if days.len() < most {
                break;
            }
            (filter.due_from, filter.due_to) = (filter.due_to.saturating_add(1), last);
        }
        Ok(())
    }

    /// A record comes once for each of its clocks: the first one counts.
    fn first_ids(&self, filter: &Filter, (ids, most): (&mut Vec<i64>, usize)) -> Result<()> {
        let mut list = self.conn.prepare_cached(&picks::asked(picks::PRESSING.page, filter))?;
        bind(&mut list, filter)?;
        let mut rows = list.raw_query();
        while ids.len() < most
            && let Some(row) = rows.next()?
        {
            let id = row.get(0)?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(())
    }

    fn ids(&self, pick: &Pick, filter: &Filter) -> Result<Vec<i64>> {
        let mut list = self.conn.prepare_cached(&picks::asked(pick.page, filter))?;
        bind(&mut list, filter)?;
        let mut rows = list.raw_query();
        let mut ids = Vec::new();
        while let Some(row) = rows.next()? {
            ids.push(row.get(0)?);
        }
        Ok(ids)
    }
}

/// Binds the parameters that the statement has.
pub(super) fn bind(statement: &mut Statement<'_>, filter: &Filter) -> Result<()> {
    for (name, value) in filter.params() {
        if let Some(at) = statement.parameter_index(name)? {
            statement.raw_bind_parameter(at, value)?;
        }
    }
    Ok(())
}

/// One row more than asked for was fetched: it says whether there is a next page.
pub(crate) fn page_of(
    rows: impl Iterator<Item = rusqlite::Result<ItemRow>>,
    limit: u32,
    words: &Words<'_>,
) -> Result<Page> {
    let mut shown = Vec::new();
    let mut more = false;
    for row in rows {
        more = shown.len() >= limit as usize;
        if more {
            break;
        }
        shown.push(card(row?, words)?);
    }
    let next = shown.last().filter(|_| more).map(|row: &CardRow| row.at.clone());
    Ok(Page { rows: shown, next })
}
