//! 群众诉求: what one person or group asks for, from the first word to the archive.
//! It does not know names and numbers of people (`party`), what day it is, or how a due day is counted (`clocks`).
//! Called by `actions::appeals`, by the projections and by `sealed`, whose matters go the same way.

pub mod conclude;
pub mod enter;
pub mod feedback;
pub mod handing;
pub mod handle;
pub mod limit;
pub mod sort;

mod around;
mod breaches;
mod fields;
mod lines;
mod needs;
mod note;
mod project;
mod state;
mod table;
mod undo;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ledger::{Op, Record, RecordId};

pub use around::{Known, conflicts, keeps_away, must_seal, would_lie_open};
pub use breaches::{Breach, breaches};
pub use fields::{AppealFacts, Involved, Keeping, Material, Part};
pub use lines::*;
pub use note::{
    NOTE_LINK, NoteKind, WriteNote, carried_note, note_text, project_note, proofs_of, write_note,
};
pub use project::{SERIES, project};
pub use state::State;
pub use table::STEPS;
pub use undo::{stepped_on, undo_of};

use crate::clocks::{Clock, Ticking, clocks};
use crate::codes::Code;
use crate::facts::{Kept, elements, elements_of_lines};
use crate::rules::{Fact, Situation};
use crate::steps::{self, stands_in};
use crate::{Ctx, Law, Refusal, Step, StepView, Subject};

/// An appeal as the rules see it.
#[derive(Clone, Debug)]
pub struct Appeal {
    pub record: Record,
    /// `None`: not begun, or in a state of a newer program.
    pub state: Option<State>,
    pub facts: AppealFacts,
    /// The station it came in at; `None` for a sealed matter.
    pub station: Option<RecordId>,
    /// The office that works on it.
    pub office: String,
    /// Who must act next.
    pub holder: Option<RecordId>,
    /// The people behind the party records, as far as this desk has them.
    pub known: Vec<Known>,
}

impl Appeal {
    pub fn of(record: &Record) -> Self {
        let office = record.text("handled_by_office").or_else(|| record.text("office"));
        Self {
            record: record.clone(),
            state: if handing::is_away(record) {
                Some(State::HandedOver)
            } else {
                State::from_key(record.at("main"))
            },
            facts: AppealFacts::of(record),
            station: record.record("station"),
            office: office.unwrap_or_default().into(),
            holder: record.record("holder"),
            known: vec![],
        }
    }

    /// With the people behind it: 回避 and the accused party's names can be checked.
    pub fn knowing(mut self, known: Vec<Known>) -> Self {
        self.known = known;
        self
    }

    pub fn involved(&self) -> Vec<Involved> {
        elements(&self.record, "party")
    }

    pub fn lines<T: Kept>(&self, line: &str) -> Vec<T> {
        elements_of_lines(&self.record, line)
    }

    /// Everybody who worked on it, a head or a substitute (AB角) who told how far it is too; none of them may evaluate it.
    pub fn handlers(&self) -> Vec<RecordId> {
        let mut all: Vec<RecordId> = elements(&self.record, "handler");
        all.extend(self.lines::<Progress>("progress").into_iter().map(|word| word.by));
        // Handing over all of a colleague's work writes this line and no handler.
        all.extend(
            self.lines::<HandedOver>("handed_over").into_iter().flat_map(|h| [h.from, h.to]).flatten(),
        );
        all.extend(self.holder);
        all
    }

    /// The loop's own evaluation that counts: the last one. After a rework it is the second.
    pub fn evaluation(&self) -> Option<Evaluation> {
        self.lines::<Evaluation>("evaluation").into_iter().rfind(|e| !e.sampled)
    }

    /// 不满意 was said once; a second rework is not opened.
    pub fn was_reworked(&self) -> bool {
        self.record.flows.get("main").is_some_and(|f| f.moves.iter().any(|m| m.to == State::Reworking.key()))
    }

    /// 匿名 or nobody to answer: feedback is not owed.
    pub fn cannot_be_answered(&self) -> bool {
        self.facts.anonymous == Some(true) || self.facts.no_contact == Some(true)
    }

    /// 转送 or 交办 brought it: another body had it first.
    pub fn came_by_referral(&self) -> bool {
        self.facts.way.as_deref() == Some("upper")
    }

    /// What opened the clocks of the present round: the record's own life, or its rework.
    pub(crate) fn cause(&self) -> &'static str {
        if self.was_reworked() { "rework" } else { crate::clocks::OWN }
    }

    /// 无法联系: tried on as many different days as the law's row asks for (R22), since somebody last spoke to them.
    pub fn is_unreachable(&self, law: &Law) -> bool {
        let (tried, spoken) =
            (self.lines::<Contact>("contact").into_iter().map(|c| c.on), self.spoken_on(law));
        let days: BTreeSet<NaiveDate> =
            tried.filter(|on| spoken.is_none_or(|spoken| spoken <= *on)).collect();
        let Some(last) = days.last() else { return false };
        let n = u32::try_from(days.len()).unwrap_or(u32::MAX);
        law.checks.about((NOUN, "attempts"), *last, &self.situation()).iter().all(|c| c.allows(n))
    }

    /// The last day on which they were spoken to, or said what they think of it. A letter may lie unread.
    fn spoken_on(&self, law: &Law) -> Option<NaiveDate> {
        let is_spoken = |how: &str| law.codes.code("delivery", how).is_some_and(Code::is_spoken);
        let notices = self.lines::<Notice>("notice").into_iter().map(|n| (n.how, n.on));
        let words = self.lines::<Progress>("progress").into_iter().map(|p| (p.how, p.on));
        let deliveries = self.lines::<Delivery>("delivery").into_iter().map(|d| (d.how, d.on));
        let told = notices.chain(words).chain(deliveries).filter(|(how, _)| is_spoken(how.as_str()));
        let said = self.lines::<Evaluation>("evaluation").into_iter().filter(|e| e.level.is_rated());
        told.map(|(_, on)| on).chain(said.map(|e| e.on)).max()
    }

    /// Unless they could not be reached: how many attempts the row asks for.
    pub(crate) fn must_be_told(&self, ctx: &Ctx<'_>) -> Result<(), Refusal> {
        if self.is_unreachable(ctx.law) {
            return Ok(());
        }
        let asked = ctx.law.checks.about((NOUN, "attempts"), ctx.today, &self.situation());
        let least = asked.iter().filter_map(|c| c.least).max().unwrap_or(1);
        Err(Refusal::TooFew { field: "attempts".into(), least })
    }

    pub fn clocks(&self, law: &Law) -> Vec<Clock> {
        let mut all = clocks(&self.record, law);
        all.retain(|clock| self.owes(clock));
        all
    }

    /// What is known of it for the question which rules apply.
    pub fn situation(&self) -> Situation {
        let text = |field: &str| self.record.text(field);
        let facts = &self.facts;
        let flags = [
            (self.cannot_be_answered(), Fact::Anonymous),
            (facts.urgency.as_deref().is_some_and(|u| u != "normal"), Fact::Urgent),
            (facts.difficult == Some(true), Fact::Difficult),
            (self.was_reworked(), Fact::Rework),
            (self.came_by_referral(), Fact::Referred),
        ];
        Situation::new()
            .with(Fact::Nature, text("nature"))
            .with(Fact::Purpose, facts.purpose.as_deref())
            .with(Fact::Category, facts.category.as_deref())
            .with(Fact::Way, facts.way.as_deref())
            .with(Fact::Handling, text("handling"))
            .flags(flags.into_iter().filter(|(set, _)| *set).map(|(_, fact)| fact))
    }

    pub(crate) fn ticking<'a>(&'a self, ctx: &'a Ctx<'a>) -> Ticking<'a> {
        self.ticking_as(ctx, self.situation())
    }

    /// With what this act adds to the situation, such as 事项性质 when it is sorted.
    pub(crate) fn ticking_as<'a>(&'a self, ctx: &'a Ctx<'a>, known: Situation) -> Ticking<'a> {
        Ticking::new(&self.record, ctx, (NOUN, &self.office), known)
    }

    /// The row of a verb if it may be done now.
    pub(crate) fn ask(&self, verb: &str, ctx: &Ctx<'_>) -> Result<&'static Step<Self>, Refusal> {
        steps::ask(STEPS, verb, self, ctx)
    }

    /// Whether a step may be taken now, for one that is put together with another record's.
    pub fn ask_for(&self, verb: &str, ctx: &Ctx<'_>) -> Result<(), Refusal> {
        self.ask(verb, ctx).map(|_| ())
    }

    pub(crate) fn go(&self, row: &Step<Self>) -> Vec<Op> {
        row.go(&self.record)
    }

    pub(crate) fn go_to(&self, row: &Step<Self>, to: State) -> Result<Op, Refusal> {
        row.go_to(to.key(), (&self.record, "main"))
    }

    /// The next free place in a family: `refer/1`, `refer/2` …
    pub(crate) fn next_flow(&self, family: &str) -> (String, String) {
        let begun = |n: &u32| !self.record.at(&format!("{family}/{n}")).is_empty();
        let n = (1..).find(|n| !begun(n)).unwrap_or_default();
        (format!("{family}/{n}"), n.to_string())
    }
}

impl Subject for Appeal {
    fn stands(&self, family: &str) -> Vec<&str> {
        if family == "main" { vec![self.state_key()] } else { stands_in(&self.record, family) }
    }

    fn station(&self) -> Option<RecordId> {
        self.station
    }

    fn office(&self) -> &str {
        &self.office
    }
}

/// Every step with may or why not.
pub fn allowed(appeal: &Appeal, ctx: &Ctx<'_>) -> Vec<StepView> {
    steps::allowed(STEPS, appeal, ctx)
}

pub const NOUN: &str = "appeal";

#[cfg(test)]
mod tests;
