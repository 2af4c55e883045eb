//! A question in the numbers of the tables: what each named parameter of `rest.sql` is.

use rusqlite::ToSql;

use super::query::{CardQuery, Scope, Shown};
use crate::error::Result;
use crate::search::match_text;
use crate::seat;
use crate::shelf::{clock_code, stage_code};
use crate::terms::Words;

/// Lists are JSON, read by `json_each`; `None` leaves a side open.
#[derive(Debug, Default)]
pub(super) struct Filter {
    pub noun: i64,
    pub before: i64,
    pub from: i64,
    pub to: i64,
    pub hidden: Option<bool>,
    pub scope_office: Option<i64>,
    pub scope_stations: Option<String>,
    pub offices: Option<String>,
    pub stations: Option<String>,
    pub one_station: Option<i64>,
    pub states: Option<String>,
    pub one_state: Option<i64>,
    pub stages: Option<String>,
    pub kinds: Option<String>,
    pub holders: Option<String>,
    pub flag: Option<i64>,
    pub due_states: Option<String>,
    pub due_rules: Option<String>,
    pub due_from: i64,
    pub due_to: i64,
    pub due_excluded: Option<bool>,
    pub tally_what: Option<i64>,
    pub tally_from: i64,
    pub tally_to: i64,
    pub matching: Option<String>,
    pub limit: i64,
}

impl Filter {
    /// `None`: text was typed that nothing can match.
    pub fn new(q: &CardQuery, words: &Words<'_>) -> Result<Option<Self>> {
        let typed = q.text.as_deref().filter(|t| !t.trim().is_empty());
        let matching = typed.map(|t| match_text(t, std::slice::from_ref(&q.noun), &q.scope));
        if matching == Some(None) {
            return Ok(None);
        }
        let mut filter =
            Self { matching: matching.flatten(), before: i64::MAX, limit: -1, ..Self::default() };
        filter.columns(q, words)?;
        filter.dates(q);
        filter.clocks_and_tallies(q, words)?;
        Ok(Some(filter))
    }

    fn columns(&mut self, q: &CardQuery, words: &Words<'_>) -> Result<()> {
        self.noun = words.find(&q.noun)?;
        (self.scope_stations, self.scope_office) = scope_params(words, &q.scope)?;
        let stations = numbers(&q.stations, |s| words.find_record(Some(*s)))?;
        let states = numbers(&q.states, |s| words.find(s))?;
        self.one_station = only(&stations).or(self.only_scope(q, words)?);
        self.one_state = only(&states);
        self.stations = json(&stations)?;
        self.states = json(&states)?;
        self.offices = json(&numbers(&q.offices, |o| words.find(o))?)?;
        self.stages = json(&numbers(&q.stages, |s| Ok(stage_code(*s)))?)?;
        self.kinds = json(&numbers(&q.kinds, |k| words.find(k))?)?;
        self.holders = json(&numbers(&q.holders, |h| words.find_record(Some(*h)))?)?;
        self.flag = q.flag.as_deref().map(|f| words.find(f)).transpose()?;
        self.hidden = match q.shown {
            Shown::Open => Some(false),
            Shown::Hidden => Some(true),
            Shown::Both => None,
        };
        Ok(())
    }

    /// A liaison of one station sees one station: the same index as if it had been chosen.
    fn only_scope(&self, q: &CardQuery, words: &Words<'_>) -> Result<Option<i64>> {
        match &q.scope {
            Scope::Stations(set) if set.len() == 1 => Ok(Some(words.find_record(set.first().copied())?)),
            _ => Ok(None),
        }
    }

    fn dates(&mut self, q: &CardQuery) {
        let dated = if q.to.is_some() { seat::FIRST_DATED } else { 0 };
        self.from = q.from.map_or(dated, seat::start_of);
        self.to = q.to.map_or(i64::MAX, seat::end_of);
    }

    fn clocks_and_tallies(&mut self, q: &CardQuery, words: &Words<'_>) -> Result<()> {
        (self.due_from, self.due_to) = (i64::MIN, i64::MAX);
        if let Some(due) = &q.due {
            let states = numbers(&due.states, |s| Ok(clock_code(*s)))?;
            self.due_states = json(&if states.is_empty() { vec![0, 1, 2, 3] } else { states })?;
            self.due_rules = json(&numbers(&due.rules, |r| words.find(r))?)?;
            self.due_from = due.from.map_or(i64::MIN, seat::day);
            self.due_to = due.to.map_or(i64::MAX, seat::day);
            self.due_excluded = due.excluded;
        }
        if let Some(tally) = &q.tally {
            self.tally_what = Some(words.find(&tally.what)?);
            (self.tally_from, self.tally_to) = (seat::day(tally.from), seat::day(tally.to));
        }
        Ok(())
    }

    /// Every parameter by its name; a statement binds those it has.
    pub fn params(&self) -> [(&'static str, &dyn ToSql); 26] {
        [
            (":noun", &self.noun),
            (":before", &self.before),
            (":from", &self.from),
            (":to", &self.to),
            (":hidden", &self.hidden),
            (":scope_office", &self.scope_office),
            (":scope_stations", &self.scope_stations),
            (":offices", &self.offices),
            (":stations", &self.stations),
            (":one_station", &self.one_station),
            (":states", &self.states),
            (":one_state", &self.one_state),
            (":stages", &self.stages),
            (":kinds", &self.kinds),
            (":holders", &self.holders),
            (":flag", &self.flag),
            (":due_states", &self.due_states),
            (":due_rules", &self.due_rules),
            (":due_from", &self.due_from),
            (":due_to", &self.due_to),
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

fn numbers<T>(all: &[T], number: impl FnMut(&T) -> Result<i64>) -> Result<Vec<i64>> {
    all.iter().map(number).collect()
}

/// An empty list leaves its side open.
fn json(numbers: &[i64]) -> Result<Option<String>> {
    if numbers.is_empty() { Ok(None) } else { Ok(Some(serde_json::to_string(numbers)?)) }
}

fn only(numbers: &[i64]) -> Option<i64> {
    if let [one] = numbers { Some(*one) } else { None }
}
