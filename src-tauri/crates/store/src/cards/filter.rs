//! A question in the numbers of the tables: what each named parameter of `rest.sql` is.

use domain::Stage;
use domain::projection::ClockState;
use rusqlite::ToSql;

use super::query::{CardQuery, Scope, Shown};
use crate::desk::Reader;
use crate::error::Result;
use crate::seat;
use crate::shelf::{clock_code, stage_code};
use crate::terms::Words;

/// Days that are sought one by one at most: those of two months.
const SOUGHT: i64 = 62;

/// One value is compared, several are a JSON list for `json_each`, none leaves the side open.
#[derive(Debug, Default)]
pub(crate) struct Side {
    pub one: Option<i64>,
    pub many: Option<String>,
}

#[derive(Debug, Default)]
pub(crate) struct Filter {
    pub noun: i64,
    /// Row ids: below this one, from that one on. Days and the cursor both narrow them.
    pub before: i64,
    pub from: i64,
    pub hidden: Option<bool>,
    pub office: Side,
    pub station: Side,
    pub state: Side,
    /// Several states are walked one after the other: right for a count, and for a page if they hold few rows.
    pub by_states: bool,
    pub stage: Side,
    pub kind: Side,
    pub scope_office: Option<i64>,
    pub scope_stations: Option<String>,
    pub holders: Option<String>,
    /// The same with 0, nobody, where that is asked for: as the counters by holder are kept.
    pub held_by: String,
    pub unheld: bool,
    pub closed: i64,
    pub flag: Option<i64>,
    pub running: i64,
    pub due_states: Option<String>,
    pub due_rules: Option<String>,
    pub due_from: i64,
    pub due_to: i64,
    /// Each day of a short span, where rules are asked for: the index is sought by state, day and rule.
    pub due_days: Option<String>,
    pub due_excluded: Option<bool>,
    pub tally_what: Option<i64>,
    pub tally_from: i64,
    pub tally_to: i64,
    pub matching: Option<String>,
    pub limit: i64,
}

impl Filter {
    /// `None`: text was typed that nothing can match.
    pub fn new(q: &CardQuery, reader: &Reader<'_>) -> Result<Option<Self>> {
        let typed = q.text.as_deref().filter(|t| !t.trim().is_empty());
        let matching = match typed {
            None => None,
            Some(typed) => match reader.matching(typed, std::slice::from_ref(&q.noun), &q.scope)? {
                None => return Ok(None),
                found => found,
            },
        };
        let mut filter = Self { matching, limit: -1, ..Self::default() };
        filter.columns(q, &reader.words)?;
        filter.dates(q);
        filter.clocks_and_tallies(q, &reader.words)?;
        Ok(Some(filter))
    }

    fn columns(&mut self, q: &CardQuery, words: &Words<'_>) -> Result<()> {
        self.noun = words.find(&q.noun)?;
        (self.scope_stations, self.scope_office) = scope_params(words, &q.scope)?;
        self.station = side(&q.stations, |s| words.find_record(Some(*s)))?;
        self.state = side(&q.states, |s| words.find(s))?;
        self.office = side(&q.offices, |o| words.find(o))?;
        self.stage = side(&q.stages, |s| Ok(stage_code(*s)))?;
        self.kind = side(&q.kinds, |k| words.find(k))?;
        let mut holders = numbers(&q.holders, |h| words.find_record(Some(*h)))?;
        self.holders = json(&holders)?;
        holders.extend(q.unheld.then_some(0));
        self.held_by = serde_json::to_string(&holders)?;
        (self.unheld, self.closed) = (q.unheld, stage_code(Stage::Closed));
        self.flag = q.flag.as_deref().map(|f| words.find(f)).transpose()?;
        self.hidden = match q.shown {
            Shown::Open => Some(false),
            Shown::Hidden => Some(true),
            Shown::Both => None,
        };
        self.narrow_to_scope(q, words)
    }

    /// Who sees one station asks about it, on the index of stations, as if it had been chosen.
    fn narrow_to_scope(&mut self, q: &CardQuery, words: &Words<'_>) -> Result<()> {
        match &q.scope {
            Scope::Stations(set) if set.len() == 1 && q.stations.is_empty() => {
                self.station.one = Some(words.find_record(set.first().copied())?);
            }
            _ => {}
        }
        Ok(())
    }

    fn dates(&mut self, q: &CardQuery) {
        let dated = if q.to.is_some() { seat::FIRST_DATED } else { 0 };
        self.from = q.from.map_or(dated, seat::start_of);
        self.before = q.to.map_or(i64::MAX, seat::end_of);
    }

    fn clocks_and_tallies(&mut self, q: &CardQuery, words: &Words<'_>) -> Result<()> {
        self.running = clock_code(ClockState::Running);
        (self.due_from, self.due_to) = (i64::MIN, i64::MAX);
        if let Some(due) = &q.due {
            let states = numbers(&due.states, |s| Ok(clock_code(*s)))?;
            self.due_states = json(&if states.is_empty() { vec![0, 1, 2, 3] } else { states })?;
            self.due_rules = json(&numbers(&due.rules, |r| words.find(r))?)?;
            self.due_from = due.from.map_or(i64::MIN, seat::day);
            self.due_to = due.to.map_or(i64::MAX, seat::day);
            self.due_excluded = due.excluded;
            if self.due_rules.is_some() && self.due_to.saturating_sub(self.due_from) < SOUGHT {
                self.due_days = json(&(self.due_from..=self.due_to).collect::<Vec<_>>())?;
            }
        }
        if let Some(tally) = &q.tally {
            self.tally_what = Some(words.find(&tally.what)?);
            (self.tally_from, self.tally_to) = (seat::day(tally.from), seat::day(tally.to));
        }
        Ok(())
    }

    /// Every parameter by its name; a statement binds those it has.
    pub fn params(&self) -> [(&'static str, &dyn ToSql); 32] {
        [
            (":noun", &self.noun),
            (":before", &self.before),
            (":from", &self.from),
            (":hidden", &self.hidden),
            (":office", &self.office.one),
            (":offices", &self.office.many),
            (":station", &self.station.one),
            (":stations", &self.station.many),
            (":state", &self.state.one),
            (":states", &self.state.many),
            (":stage", &self.stage.one),
            (":stages", &self.stage.many),
            (":kind", &self.kind.one),
            (":kinds", &self.kind.many),
            (":scope_office", &self.scope_office),
            (":scope_stations", &self.scope_stations),
            (":holders", &self.holders),
            (":unheld", &self.unheld),
            (":closed", &self.closed),
            (":flag", &self.flag),
            (":running", &self.running),
            (":due_states", &self.due_states),
            (":due_rules", &self.due_rules),
            (":due_from", &self.due_from),
            (":due_to", &self.due_to),
            (":due_days", &self.due_days),
            (":due_excluded", &self.due_excluded),
            (":tally_what", &self.tally_what),
            (":tally_from", &self.tally_from),
            (":tally_to", &self.tally_to),
            (":matching", &self.matching),
            (":limit", &self.limit),
        ]
    }
}

/// Stations as JSON, and the office.
pub(crate) fn scope_params(words: &Words<'_>, scope: &Scope) -> Result<(Option<String>, Option<i64>)> {
    Ok(match scope {
        Scope::Whole => (None, None),
        Scope::Office(code) => (None, Some(words.find(code)?)),
        Scope::Stations(set) => {
            let stations = set.iter().map(|s| words.find_record(Some(*s))).collect::<Result<Vec<_>>>()?;
            (Some(serde_json::to_string(&stations)?), None)
        }
    })
}

fn side<T>(all: &[T], number: impl FnMut(&T) -> Result<i64>) -> Result<Side> {
    let numbers = numbers(all, number)?;
    match numbers.as_slice() {
        [one] => Ok(Side { one: Some(*one), many: None }),
        several => Ok(Side { one: None, many: json(several)? }),
    }
}

fn numbers<T>(all: &[T], number: impl FnMut(&T) -> Result<i64>) -> Result<Vec<i64>> {
    all.iter().map(number).collect()
}

fn json(numbers: &[i64]) -> Result<Option<String>> {
    if numbers.is_empty() { Ok(None) } else { Ok(Some(serde_json::to_string(numbers)?)) }
}
