//! The law's periods, checks, approvals and evidence needs: rows of data, read once, asked by id or by situation.
//! It does not count days (`deadline` does) and does not know any noun's states.
//! Called by the verbs that open clocks, by `explain_deadline`, and by the steps' needs.

mod approvals;
mod checks;
mod evidence;
mod read;
mod situation;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use approvals::Approvals;
pub use checks::{Check, Checks};
pub use evidence::{Evidence, EvidenceNeed};
pub use situation::{Condition, Fact, Fits, Situation};

use crate::Level;
use crate::calendar::Calendar;
use crate::deadline::{CannotCount, Deadline, Direction, History, Period, Started, Unit, deadline};
use crate::law::{Validity, Wording, version_order};

/// One period of the law (law.md §2.1). Invariant: id and version name one content.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Rule {
    pub id: String,
    pub version: String,
    /// The noun whose clock it is: `appeal`, `voice`, `activity`, `clue` …
    pub noun: String,
    /// What must be done, as the person reads it.
    pub matter: String,
    /// Where it is written.
    pub article: String,
    pub unit: Unit,
    pub amount: u32,
    pub direction: Direction,
    /// The event that opens the clock (code list `event`).
    pub opened_by: String,
    /// The event the count starts from, so that a late entry gives no free days.
    pub counts_from: String,
    /// An event that starts the count anew when it comes later (materials completed).
    pub recounts_from: Option<String>,
    /// The event that stops it.
    pub met_by: String,
    #[serde(skip)]
    #[ts(skip)]
    pub applies_when: Condition,
    pub extension: Option<ExtensionLimit>,
    /// Reasons (code list `pause`) for which the clock may be stopped.
    pub pauses: BTreeSet<String>,
    /// Reasons (code list `exclusion`) for which a clock is left out of the rate.
    pub exclusions: BTreeSet<String>,
    pub standing: Standing,
    pub wording: Wording,
    pub note: String,
    pub enabled: bool,
    /// Opened by the noun's own acts, or by an event of the procedure (程序事项) that is entered. Otherwise by nothing: it
    /// is there to be looked up and counted with.
    pub starts_by_itself: bool,
    /// Who must act within it.
    pub bearer: Bearer,
    /// An office's own version; `None` is everybody's.
    pub office: Option<String>,
    pub validity: Validity,
}

/// Whose rule it is: the country's or province's, a place's practice, or the office's own (内部时限).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    National,
    Provincial,
    Practice,
    Internal,
}

/// A party may let its own period pass: that is no lateness of ours, and no work of ours ends it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Bearer {
    #[default]
    Office,
    /// 当事人、信访人: 申请复查, 申请监督, 提出意见 …
    Party,
}

/// How far a period may be extended, in its own unit, and who approves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExtensionLimit {
    pub amount: u32,
    pub level: Level,
}

impl Rule {
    pub fn period(&self) -> Period {
        Period { unit: self.unit, amount: self.amount, direction: self.direction }
    }

    pub fn deadline(
        &self,
        started: Started,
        history: &History,
        calendar: &Calendar,
    ) -> Result<Deadline, CannotCount> {
        deadline(self.period(), started, history, calendar)
    }

    /// The day the count starts from, out of the days of the record's events.
    pub fn started_on(&self, day_of: impl Fn(&str) -> Option<NaiveDate>) -> Option<NaiveDate> {
        let anew = self.recounts_from.as_deref().and_then(&day_of);
        anew.max(day_of(&self.counts_from))
    }

    pub fn is_internal(&self) -> bool {
        self.standing == Standing::Internal
    }

    pub fn may_pause_for(&self, reason: &str) -> bool {
        self.pauses.contains(reason)
    }

    pub fn excludes(&self, reason: &str) -> bool {
        self.exclusions.contains(reason)
    }
}

/// An event of a noun on a day, that may open clocks.
#[derive(Clone, Copy, Debug)]
pub struct Opening<'a> {
    pub noun: &'a str,
    pub event: &'a str,
    pub on: NaiveDate,
    /// The office that works on it; its own internal limits go before everybody's.
    pub office: &'a str,
}

/// Every rule in every version this desk has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    rules: Vec<Rule>,
    /// Where the versions of each id stand in `rules`.
    by_id: BTreeMap<String, Vec<usize>>,
    /// Ids and versions that came with two contents: neither is used.
    clashes: Vec<(String, String)>,
}

impl Rules {
    /// One version of a rule: what an open clock asks for. `None` reads 规则未到.
    pub fn get(&self, id: &str, version: &str) -> Option<&Rule> {
        self.versions(id).find(|r| r.version == version)
    }

    /// The newest version in force on a day, also of a rule that is switched off. The bare id is its first part.
    pub fn current(&self, id: &str, on: NaiveDate) -> Option<&Rule> {
        self.current_at("", id, on)
    }

    /// `current`, with the office's own version first.
    pub fn current_at(&self, office: &str, id: &str, on: NaiveDate) -> Option<&Rule> {
        let ours = |r: &&Rule| r.office.as_deref().is_none_or(|o| o == office);
        let in_force = self.versions(id).filter(ours).filter(|r| r.validity.covers(on));
        in_force.max_by(|a, b| {
            a.office.is_some().cmp(&b.office.is_some()).then(version_order(&a.version, &b.version))
        })
    }

    /// The rules whose clocks an event opens by itself.
    pub fn opened_by(&self, opening: &Opening<'_>, situation: &Situation) -> Vec<&Rule> {
        self.of_event(opening)
            .filter(|r| r.starts_by_itself && r.applies_when.fits(situation) == Fits::Yes)
            .collect()
    }

    /// Those that apply or may apply while not everything is known: the earliest of them is shown.
    pub fn candidates(&self, opening: &Opening<'_>, situation: &Situation) -> Vec<&Rule> {
        self.of_event(opening)
            .filter(|r| r.starts_by_itself && r.applies_when.fits(situation) != Fits::No)
            .collect()
    }

    /// Those of the noun that apply now and did not before; the event of the opening is not asked.
    pub fn gained(&self, opening: &Opening<'_>, (before, now): (&Situation, &Situation)) -> Vec<&Rule> {
        let is_gained = |rule: &Rule| {
            rule.applies_when.fits(now) == Fits::Yes && rule.applies_when.fits(before) != Fits::Yes
        };
        let of_noun = self.in_force(opening).filter(|r| r.noun == opening.noun && r.starts_by_itself);
        of_noun.filter(|r| is_gained(r)).collect()
    }

    pub fn all(&self) -> &[Rule] {
        &self.rules
    }

    pub fn clashes(&self) -> &[(String, String)] {
        &self.clashes
    }

    fn versions<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Rule> {
        let places = self.by_id.get(id).or_else(|| self.by_id.get(&format!("{id}.1")));
        places.into_iter().flatten().map(|place| &self.rules[*place])
    }

    fn of_event<'s>(&'s self, opening: &Opening<'_>) -> impl Iterator<Item = &'s Rule> {
        let (noun, event) = (opening.noun.to_owned(), opening.event.to_owned());
        self.in_force(opening).filter(move |r| r.noun == noun && r.opened_by == event)
    }

    /// The version of every enabled rule that counts for an office on a day.
    fn in_force<'s>(&'s self, opening: &Opening<'_>) -> impl Iterator<Item = &'s Rule> {
        let (office, on) = (opening.office.to_owned(), opening.on);
        self.rules
            .iter()
            .filter(move |r| self.current_at(&office, &r.id, on).is_some_and(|c| std::ptr::eq(c, *r)))
            .filter(|r| r.enabled)
    }
}

#[cfg(test)]
mod tests;
