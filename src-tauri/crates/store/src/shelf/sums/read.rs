//! Kept counters, read in the time of their number and not of the records'.

use chrono::{Datelike, Days, NaiveDate};
use domain::Stage;
use ledger::RecordId;
use rusqlite::named_params;

use crate::desk::Reader;
use crate::error::Result;
use crate::seat;
use crate::shelf::codes::stage;

/// Records of one noun, office, station, state and stage that are not hidden.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemSum {
    pub noun: String,
    pub office: String,
    pub station: Option<RecordId>,
    pub state: String,
    pub stage: Stage,
    pub n: i64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TallySum {
    pub what: String,
    /// Of the records' rows: an appeal may go to another.
    pub office: String,
    pub station: Option<RecordId>,
    pub n: i64,
}

impl Reader<'_> {
    pub fn item_sums(&self, noun: &str) -> Result<Vec<ItemSum>> {
        let mut list = self.conn.prepare_cached(include_str!("item_sums.sql"))?;
        let rows = list.query_map(named_params! { ":noun": self.words.find(noun)? }, |r| {
            Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?))
        })?;
        rows.map(|row| self.item_sum(noun, row?)).collect()
    }

    fn item_sum(&self, noun: &str, row: (i64, i64, i64, i64, i64)) -> Result<ItemSum> {
        let (office, station, state, stage_code, n) = row;
        Ok(ItemSum {
            noun: noun.into(),
            office: self.words.text(office)?.to_string(),
            station: self.words.record(station)?,
            state: self.words.text(state)?.to_string(),
            stage: stage(stage_code)?,
            n,
        })
    }

    /// Of these counters alone: a desk keeps many more than one page asks for. Both ends included.
    pub fn tallies(&self, whats: &[&str], (from, to): (NaiveDate, NaiveDate)) -> Result<Vec<TallySum>> {
        let whats = whats.iter().map(|what| self.words.find(what)).collect::<Result<Vec<i64>>>()?;
        let (whats, span) = (serde_json::to_string(&whats)?, ranges(Some(from), Some(to)));
        let mut list = self.conn.prepare_cached(include_str!("tally_sums.sql"))?;
        let params = named_params! {
            ":whats": whats,
            ":head_from": span.head.0, ":head_to": span.head.1,
            ":month_from": span.months.0, ":month_to": span.months.1,
            ":tail_from": span.tail.0, ":tail_to": span.tail.1,
        };
        let rows = list.query_map(params, |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?;
        rows.map(|row| self.tally_sum(row?)).collect()
    }

    fn tally_sum(&self, (what, office, station, n): (i64, i64, i64, i64)) -> Result<TallySum> {
        Ok(TallySum {
            what: self.words.text(what)?.to_string(),
            office: self.words.text(office)?.to_string(),
            station: self.words.record(station)?,
            n,
        })
    }
}

/// A span of days as whole months between two runs of single days. An empty run is one that ends before it begins.
#[derive(Debug, PartialEq)]
pub(super) struct Ranges {
    pub head: (i64, i64),
    pub months: (i64, i64),
    pub tail: (i64, i64),
}

const EMPTY: (i64, i64) = (1, 0);

pub(super) fn ranges(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Ranges {
    let first = from.map_or(i64::MIN, |d| seat::month(d) + i64::from(d.day() > 1));
    let last = to.map_or(i64::MAX, |d| seat::month(d) - i64::from(!is_month_end(d)));
    let (from_day, to_day) = (from.map_or(i64::MIN, seat::day), to.map_or(i64::MAX, seat::day));
    if first > last {
        return Ranges { head: (from_day, to_day), months: EMPTY, tail: EMPTY };
    }
    let head = if from.is_some_and(|d| d.day() > 1) { (from_day, month_start(first) - 1) } else { EMPTY };
    let tail = if to.is_some_and(|d| !is_month_end(d)) { (month_start(last + 1), to_day) } else { EMPTY };
    Ranges { head, months: (first, last), tail }
}

fn is_month_end(d: NaiveDate) -> bool {
    d.checked_add_days(Days::new(1)).is_none_or(|next| next.day() == 1)
}

/// The number of a month's first day.
fn month_start(month: i64) -> i64 {
    let year = i32::try_from(month.div_euclid(12)).unwrap_or(i32::MAX);
    let first =
        u32::try_from(month.rem_euclid(12)).ok().and_then(|m| NaiveDate::from_ymd_opt(year, m + 1, 1));
    first.map_or(i64::MAX, seat::day)
}
