//! Records by the due days of their clocks: how many have a clock of one kind in a span of days, each told once. A span
//! holds as many of them as due days, less one for each pair of neighbouring due days of one record that it holds both of.
//! It does not know the rows of clocks nor any list. Called by `rows` (adding), `Sums` (flushing) and `Reader::count`.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::projection::ClockState;
use ledger::RecordId;
use rusqlite::{Connection, named_params};

use super::read::ranges;
use super::{Statements, add, by_month, differ};
use crate::cards::{DueFilter, Filter, Scope, scope_params};
use crate::desk::Reader;
use crate::error::Result;
use crate::seat;

/// A clock as it counts here; one without a due day does not.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Due {
    pub rule: i64,
    pub due: i64,
    pub state: ClockState,
    pub excluded: bool,
}

/// Whose clocks they are: the list row that a question asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Of {
    pub noun: i64,
    pub office: i64,
    pub station: i64,
    /// 0 is nobody's yet; what nobody holds any more, since it is closed, lies with none.
    pub holder: Option<i64>,
}

/// The questions that are answered without counting: a rate's two sides and what it leaves out, what runs, and with whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    /// Of one rule, whatever became of it.
    Counted = 0,
    /// Of one rule, stopped in time.
    InTime = 1,
    /// Of one rule, in no rate.
    LeftOut = 2,
    /// Of any rule, still running.
    Running = 3,
    /// The same by holder, who stands where the rule would.
    Held = 4,
}

#[derive(Default)]
pub(crate) struct Once {
    /// noun, side, rule, due day, office, station
    days: BTreeMap<[i64; 6], i64>,
    /// noun, side, rule, due day, the due day before it, office, station
    pairs: BTreeMap<[i64; 7], i64>,
}

impl Once {
    /// Adds a record with all its clocks, or takes it away.
    pub fn record(&mut self, of: Of, clocks: &[Due], by: i64) {
        let mut asked: BTreeMap<(i64, i64), Vec<i64>> = BTreeMap::new();
        for clock in clocks {
            for (side, rule) in sides(of, clock) {
                asked.entry((side as i64, rule)).or_default().push(clock.due);
            }
        }
        let Of { noun, office, station, .. } = of;
        for ((side, rule), mut dues) in asked {
            dues.sort_unstable();
            for due in &dues {
                *self.days.entry([noun, side, rule, *due, office, station]).or_default() += by;
            }
            for pair in dues.windows(2) {
                let key = [noun, side, rule, pair[1], pair[0], office, station];
                *self.pairs.entry(key).or_default() += by;
            }
        }
    }

    pub fn flush(&self, conn: &Connection) -> Result<()> {
        add(conn, DAYS, &self.days)?;
        add(conn, MONTHS, &self.months())?;
        add(conn, PAIRS, &self.pairs)
    }

    /// How many kept counters say something else than these, which are the sums of everything.
    pub fn differing(&self, conn: &Connection) -> Result<u64> {
        let days = differ(conn, "select * from once_day", &self.days)?;
        let months = differ(conn, "select * from once_month", &self.months())?;
        Ok(days + months + differ(conn, "select * from once_pair", &self.pairs)?)
    }

    fn months(&self) -> BTreeMap<[i64; 6], i64> {
        by_month(&self.days, |[noun, side, rule, due, office, station], month| {
            [*noun, *side, *rule, month(*due), *office, *station]
        })
    }
}

const DAYS: Statements = (include_str!("add_day.sql"), include_str!("drop_day.sql"));
const MONTHS: Statements = (include_str!("add_month.sql"), include_str!("drop_month.sql"));
const PAIRS: Statements = (include_str!("add_pair.sql"), include_str!("drop_pair.sql"));

/// The questions a clock is asked about, each with the number it stands under.
fn sides(of: Of, clock: &Due) -> Vec<(Side, i64)> {
    match clock.state {
        _ if clock.excluded => vec![(Side::LeftOut, clock.rule)],
        ClockState::Running => {
            let held = of.holder.map(|holder| (Side::Held, holder));
            [(Side::Counted, clock.rule), (Side::Running, 0)].into_iter().chain(held).collect()
        }
        ClockState::InTime => vec![(Side::Counted, clock.rule), (Side::InTime, clock.rule)],
        ClockState::Paused | ClockState::Late => vec![(Side::Counted, clock.rule)],
    }
}

impl Side {
    /// The side that a question is, if it is one.
    pub fn of(due: &DueFilter) -> Option<Self> {
        match (due.excluded?, due.rules.as_slice(), due.states.as_slice()) {
            (false, [_], []) => Some(Self::Counted),
            (false, [_], [ClockState::InTime]) => Some(Self::InTime),
            (true, [_], []) => Some(Self::LeftOut),
            (false, [], [ClockState::Running]) => Some(Self::Running),
            _ => None,
        }
    }
}

impl Reader<'_> {
    /// Of one noun and each station, in a scope: records with a clock that runs and was due by this day, those in no rate left
    /// out. A record is told once, as its list does.
    pub fn running_by_station(
        &self,
        noun: &str,
        scope: &Scope,
        to: NaiveDate,
    ) -> Result<Vec<(RecordId, u64)>> {
        let (noun, span) = (self.words.find(noun)?, ranges(None, Some(to)));
        let (scope_stations, scope_office) = scope_params(&self.words, scope)?;
        let mut sums = self.conn.prepare_cached(include_str!("running_by_station.sql"))?;
        let params = named_params! {
            ":noun": noun, ":side": Side::Running as i64,
            ":head_from": span.head.0, ":head_to": span.head.1,
            ":month_from": span.months.0, ":month_to": span.months.1,
            ":tail_from": span.tail.0, ":tail_to": span.tail.1,
            ":to": seat::day(to),
            ":scope_office": scope_office, ":scope_stations": scope_stations,
        };
        let rows = sums.query_map(params, |r| Ok((r.get::<_, i64>(0)?, r.get::<_, u64>(1)?)))?;
        let mut found = vec![];
        for row in rows {
            let (station, n) = row?;
            found.extend(self.words.record(station)?.map(|station| (station, n)));
        }
        Ok(found)
    }

    /// Records that are not hidden, of the filter's noun, stations, offices and scope; of `Held` those of its holders.
    pub(crate) fn due_once(&self, side: Side, due: &DueFilter, f: &Filter) -> Result<u64> {
        let (rules, span) = (self.kept_under(side, due, f)?, ranges(due.from, due.to));
        let mut sum = self.conn.prepare_cached(include_str!("count.sql"))?;
        let n = sum.query_row(
            named_params! {
                ":noun": f.noun, ":side": side as i64, ":rules": rules,
                ":head_from": span.head.0, ":head_to": span.head.1,
                ":month_from": span.months.0, ":month_to": span.months.1,
                ":tail_from": span.tail.0, ":tail_to": span.tail.1,
                ":from": f.due_from, ":to": f.due_to,
                ":scope_office": f.scope_office, ":scope_stations": f.scope_stations,
                ":office": f.office.one, ":offices": f.office.many,
                ":station": f.station.one, ":stations": f.station.many,
            },
            |r| r.get(0),
        )?;
        Ok(n)
    }

    /// The first days of the filter's span on which one of these records has a clock, `most` of them at most.
    pub(crate) fn due_days(
        &self,
        (side, due): (Side, &DueFilter),
        f: &Filter,
        most: usize,
    ) -> Result<Vec<i64>> {
        let mut list = self.conn.prepare_cached(include_str!("due_days.sql"))?;
        let days = list.query_map(
            named_params! {
                ":noun": f.noun, ":side": side as i64, ":rules": self.kept_under(side, due, f)?,
                ":from": f.due_from, ":to": f.due_to, ":most": i64::try_from(most).unwrap_or(i64::MAX),
                ":scope_office": f.scope_office, ":scope_stations": f.scope_stations,
                ":office": f.office.one, ":offices": f.office.many,
                ":station": f.station.one, ":stations": f.station.many,
            },
            |r| r.get(0),
        )?;
        Ok(days.collect::<Result<_, _>>()?)
    }

    /// What stands in the column `rule`, as JSON.
    fn kept_under(&self, side: Side, due: &DueFilter, f: &Filter) -> Result<String> {
        let rule = due.rules.first().map_or(Ok(0), |rule| self.words.find(rule))?;
        Ok(if side == Side::Held { f.held_by.clone() } else { format!("[{rule}]") })
    }
}
