//! Clocks of a record: what an act writes about them, and the story read back into due days.
//! It does not know which rules a noun has (data says), nor what day it is; a due day is never stored as truth.
//! Called by the nouns' verbs (`Ticking`), their projections and the page that explains a day (`clocks`).

mod read;
mod tick;

use chrono::NaiveDate;
use ledger::RecordId;
use serde::Serialize;
use ts_rs::TS;

pub use read::clocks;
pub(crate) use read::day_of;
pub use tick::{Ticking, Why};

use crate::deadline::{Deadline, History};
use crate::facts::{choices, parts};
use crate::projection::ClockState;
use crate::rules::{Bearer, Rule};
use crate::{ClockRow, Law};

parts! {
    /// One line of a clock's story.
    pub struct ClockLine {
        /// `clock/<rule>/<cause>`.
        flow: String,
        verb: ClockVerb,
        on: NaiveDate,
        /// Of an opening: the rule's version under which the clock runs, and the event it counts from.
        version: Option<String>,
        counts_from: Option<String>,
        met_by: Option<String>,
        /// Why it was paused, resumed or extended.
        reason: Option<String>,
        /// A pause's planned end.
        until_on: Option<NaiveDate>,
        /// An extension, in the rule's own unit.
        amount: Option<u32>,
        #[ts(as = "Option<String>")]
        approver: Option<RecordId>,
        /// Of a stop: the event, and the due day and calendar its author saw.
        event: Option<String>,
        due_on: Option<NaiveDate>,
        calendar: Option<String>,
    }
}

choices! {
    pub enum ClockVerb {
        Opened = "opened",
        Stopped = "stopped",
        Paused = "paused",
        Resumed = "resumed",
        Extended = "extended",
    }
}

pub const RUNNING: &str = "running";
pub const PAUSED: &str = "paused";
pub const STOPPED: &str = "stopped";

/// The cause of a clock that the record's own life opened; others are named after what opened them.
pub const OWN: &str = "0";
/// The same for one whose rule applies again: `anew1` follows `0` when the facts changed back.
pub const ANEW: &str = "anew";
/// What stopped a clock whose rule applies no longer: the facts it asks for were changed. No event of the law.
pub const RECATEGORISED: &str = "recategorised";

/// One clock with its story.
#[derive(Clone, Debug, PartialEq)]
pub struct Clock {
    pub flow: String,
    pub rule: String,
    pub version: String,
    pub cause: String,
    pub met_by: String,
    pub at: String,
    pub started_on: NaiveDate,
    pub history: History,
    pub stopped: Option<Stop>,
    /// Set when it opened because facts were changed, and not by its event.
    pub came: Option<FactsChanged>,
    /// `None`: the rule's version is not on this desk (规则未到), or the period cannot be counted.
    pub deadline: Option<Deadline>,
    /// Others wrote about it at the same time; the earliest day of all branches counts.
    pub contested: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    pub on: NaiveDate,
    pub event: String,
    /// What counted as due when it stopped, under the calendar of that day.
    pub due_on: Option<NaiveDate>,
    pub calendar: Option<String>,
    /// What changed, of one whose rule applies no longer.
    pub reason: Option<String>,
}

/// A limit that came or went because facts were changed: on which day, and what (`category:other>accusation`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FactsChanged {
    pub on: NaiveDate,
    pub change: String,
}

impl Clock {
    /// The due day that counts: of a stopped clock the one its author saw.
    pub fn due_on(&self) -> Option<NaiveDate> {
        let seen = self.stopped.as_ref().and_then(|s| s.due_on);
        seen.or_else(|| self.deadline.as_ref().and_then(|d| d.due_on))
    }

    /// Its due day may still move: a year without an official calendar is in between.
    pub fn is_provisional(&self) -> bool {
        self.is_open() && self.deadline.as_ref().is_some_and(|d| d.provisional)
    }

    pub fn is_open(&self) -> bool {
        self.stopped.is_none()
    }

    /// It is paused, and the planned end has not come: a pause ends by itself, whether somebody says so or not.
    pub fn stands_still_on(&self, day: NaiveDate) -> bool {
        let until = self.history.pauses.last().and_then(|pause| pause.until);
        self.at == PAUSED && until.is_none_or(|until| day < until)
    }

    /// Set when its rule applies no longer: it was neither met nor missed.
    pub fn went(&self) -> Option<FactsChanged> {
        let stop = self.stopped.as_ref().filter(|s| s.event == RECATEGORISED)?;
        Some(FactsChanged { on: stop.on, change: stop.reason.clone().unwrap_or_default() })
    }

    pub fn state(&self) -> ClockState {
        match &self.stopped {
            Some(stop) if self.due_on().is_some_and(|due| stop.on > due) => ClockState::Late,
            Some(_) => ClockState::InTime,
            // A pause with a planned end ends by itself, and its due day is known: it can be late.
            None if self.at == PAUSED && self.due_on().is_none() => ClockState::Paused,
            None => ClockState::Running,
        }
    }

    pub fn rule_in<'l>(&self, law: &'l Law) -> Option<&'l Rule> {
        law.rules.get(&self.rule, &self.version)
    }

    /// A period of the people concerned: shown with the matter, pressing in no list, late for nobody.
    pub fn is_partys(&self, law: &Law) -> bool {
        self.rule_in(law).is_some_and(|r| r.bearer == Bearer::Party)
    }

    /// As a list keeps it; `excluded` is the reason it does not count in rates.
    pub fn row(&self, excluded: Option<String>) -> ClockRow {
        ClockRow {
            flow: self.flow.clone(),
            rule: self.rule.clone(),
            rule_version: self.version.clone(),
            cause: self.cause.clone(),
            started_on: self.started_on,
            due_on: self.due_on(),
            provisional: self.is_provisional(),
            state: self.state(),
            stopped_on: self.stopped.as_ref().map(|s| s.on),
            excluded,
        }
    }
}

/// The one that is due first; days that are not known come last.
pub(crate) fn earliest_of<T>(counted: impl Iterator<Item = (T, Deadline)>) -> Option<(T, Deadline)> {
    counted.min_by_key(|(_, d)| d.due_on.unwrap_or(NaiveDate::MAX))
}

/// `clock/R12d/0` is the rule `R12d` and the cause `0`.
pub fn parse_flow(flow: &str) -> Option<(&str, &str)> {
    flow.strip_prefix("clock/")?.split_once('/')
}

/// Whether it belongs to the record's own life: it counts from its event's day as that stands now.
fn is_own(cause: &str) -> bool {
    cause == OWN || cause.starts_with(ANEW)
}

pub fn flow(rule: &str, cause: &str) -> String {
    format!("clock/{rule}/{cause}")
}

#[cfg(test)]
mod tests;
