//! Templates: what the issuing department asks for, of which stations, how often, with which proofs.
//! It does not know who did what; obligations copy what they need, so that each is whole by itself.
//! Called by `actions::tasks`; templates travel in `pub/<office>`.

pub mod amend;
pub mod issue;
pub mod project;
pub mod stop;

pub use amend::{AmendTemplate, amend_template};
pub use issue::{IssueTemplate, issue_template};
pub use stop::{StopTemplate, stop_template};

use chrono::NaiveDate;
use ledger::{Record, RecordId};

use super::period::{ONCE, Period, Recurrence, RestPolicy};
use crate::facts::{choices, facts, field, parts};
use crate::{Role, Step, Subject};

choices! {
    /// 固定, 专项, 动态.
    pub enum TaskKind {
        Fixed = "fixed",
        Campaign = "campaign",
        Dynamic = "dynamic",
    }
}

choices! {
    /// What proves an item.
    pub enum ProofNoun {
        Visit = "visit",
        Activity = "activity",
        Appeal = "appeal",
        Voice = "voice",
        Any = "any",
    }
}

parts! {
    /// One thing to do, with what proves it.
    pub struct Item {
        /// Names the item within the template; proofs cite it.
        key: String,
        text: String,
        proof: ProofNoun,
        /// The kind of activity or visit, where only one will do.
        kind: Option<String>,
        least: u32,
        required: bool,
    }
}

facts! {
    pub struct TemplateFacts {
        fields {
            kind: TaskKind,
            title: String,
            content: String,
            /// The paper it rests on.
            basis: String,
            office: String,
            /// The issuing department: it reviews.
            department: String,
            recurrence: Recurrence,
            /// Day within the period, counted from 1; not said: the last one.
            due_day: u32,
            rest_policy: RestPolicy,
            from_on: NaiveDate,
            to_on: NaiveDate,
            /// Every open station of the office, of the city's office every station.
            all_stations: bool,
            /// The appeal or case a dynamic task comes out of.
            #[ts(as = "Option<String>")]
            origin: RecordId,
            /// 自选动作 are asked for.
            local_actions: bool,
        }
        sets {
            #[ts(as = "Option<Vec<String>>")]
            stations: RecordId,
            items: Item,
        }
        long { content }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    pub id: RecordId,
    pub state: String,
    pub facts: TemplateFacts,
    /// The last day on which something new is owed.
    pub stopped_on: Option<NaiveDate>,
}

impl Template {
    pub fn of(record: &Record) -> Self {
        Self {
            id: record.id,
            state: record.at("main").into(),
            facts: TemplateFacts::of(record),
            stopped_on: field(record, "stopped_on"),
        }
    }

    pub fn blank(id: RecordId, office: &str) -> Self {
        let facts = TemplateFacts { office: Some(office.into()), ..TemplateFacts::default() };
        Self { id, state: String::new(), facts, stopped_on: None }
    }

    /// The periods that begin up to a day, oldest first, of which something is owed.
    pub fn periods(&self, until: NaiveDate) -> Vec<Period> {
        let Some(from_on) = self.facts.from_on else { return vec![] };
        let Some(recurrence) = self.facts.recurrence.filter(|_| self.facts.kind == Some(TaskKind::Fixed))
        else {
            let once = self.facts.to_on.map(|to_on| Period { key: ONCE.into(), from_on, to_on });
            return once.into_iter().filter(|p| self.owes(p)).collect();
        };
        let mut periods = Vec::new();
        let mut next = Period::of(recurrence, from_on);
        while let Some(period) = next.filter(|p| p.from_on <= until && periods.len() < MOST_PERIODS) {
            next = period.next(recurrence);
            periods.push(period);
        }
        periods.retain(|p| self.owes(p));
        periods
    }

    /// The plain due day, before rest days are looked at.
    pub fn plain_due_on(&self, period: &Period) -> NaiveDate {
        if period.key == ONCE { period.to_on } else { period.day(self.facts.due_day) }
    }

    /// Issued, and due neither before it began nor after its last day.
    pub fn owes(&self, period: &Period) -> bool {
        let due = self.plain_due_on(period);
        let ends = [self.facts.to_on, self.stopped_on].into_iter().flatten().min();
        let begun = !self.state.is_empty() && self.facts.from_on.is_some_and(|from| from <= due);
        begun && ends.is_none_or(|end| due <= end)
    }
}

/// Twenty years of weeks; a slip of the keyboard in a year must not fill the disk.
const MOST_PERIODS: usize = 1_100;

impl Subject for Template {
    fn stands(&self, _family: &str) -> Vec<&str> {
        vec![&self.state]
    }
    fn station(&self) -> Option<RecordId> {
        None
    }
    fn office(&self) -> &str {
        self.facts.office.as_deref().unwrap_or_default()
    }
}

pub const ISSUED: &str = "issued";
pub const STOPPED: &str = "stopped";

const ISSUERS: &[Role] = &[Role::Prosecutor, Role::Head];

pub const STEPS: &[Step<Template>] = &[
    Step::new("issue_template", &[""], &[ISSUED], ISSUERS),
    Step::new("amend_template", &[ISSUED], &[], ISSUERS).needs(&[issue::ISSUING_DEPARTMENT]),
    Step::new("stop_template", &[ISSUED], &[STOPPED], ISSUERS).needs(&[issue::ISSUING_DEPARTMENT]),
];

#[cfg(test)]
mod tests;
