//! 代表声音: what a deputy raises, from collection to the deputy's evaluation. A formal 代表建议 goes the same way under
//! the law's periods (R14); everything else runs under the office's own limits.
//! It does not know how a due day is counted (`clocks`), nor the appeal that a case-specific matter becomes.
//! Called by `actions::voices` and the projections.

pub mod amend;
pub mod answer;
pub mod archive;
pub mod communicate;
pub mod convert;
pub mod decide;
pub mod evaluate;
pub mod event;
pub mod lines;
pub mod project;
pub mod proposal;
pub mod register;
pub mod settle;
pub mod sort;
mod table;

pub use amend::{AmendVoice, amend_voice};
pub use answer::{AnswerVoice, answer_voice};
pub use archive::{ArchiveVoice, archive_voice};
pub use communicate::{CommunicateVoice, communicate_voice};
pub use convert::{ConvertVoice, convert_voice};
pub use decide::{DecideVoice, decide_voice};
pub use evaluate::{EvaluateVoice, evaluate_voice};
pub use event::record_voice_event;
pub use lines::*;
pub use proposal::{
    AcceptProposal, AssignProposal, ReturnProposal, accept_proposal, assign_proposal, return_proposal,
};
pub use register::{RegisterVoice, register_voice};
pub use settle::{SettleVoice, settle_voice};
pub use sort::{CaseAnswers, SortVoice, sort_voice};
pub use table::STEPS;

use chrono::NaiveDate;
use ledger::{Op, Record, RecordId, Stream};

use crate::appeal::HandedOver;
use crate::clocks::{Clock, Ticking, clocks};
use crate::facts::{choices, elements, elements_of_lines, facts, station_of};
use crate::rules::{Fact, Situation};
use crate::{Ctx, Law, Refusal, Stage, Step, StepView, Subject, steps};

choices! {
    /// law.md §2.3 B.
    pub enum State {
        Collected = "collected",
        /// 检察工作建议: 研究采纳.
        Studying = "studying",
        Adopted = "adopted",
        Partly = "partly",
        NotAdopted = "not_adopted",
        /// Went to the congress as a formal proposal; waits to be assigned to us.
        Proposed = "proposed",
        Assigned = "assigned",
        /// A formal proposal that we took on.
        Handling = "handling",
        /// 不属职责, given back to who assigned it.
        Returned = "returned",
        Answered = "answered",
        Evaluated = "evaluated",
        Reworking = "reworking",
        /// 负责人认定, after 不满意 twice.
        Settled = "settled",
        BecameAppeal = "became_appeal",
        BecameClue = "became_clue",
        Referred = "referred",
        Archived = "archived",
    }
}

impl State {
    pub fn stage(self) -> Stage {
        match self {
            Self::Collected => Stage::Collect,
            Self::Studying | Self::Proposed | Self::Assigned | Self::Handling | Self::Reworking => {
                Stage::Handle
            }
            Self::Adopted | Self::Partly | Self::NotAdopted => Stage::Feedback,
            Self::Answered | Self::Evaluated => Stage::Evaluate,
            Self::Settled
            | Self::Archived
            | Self::Returned
            | Self::BecameAppeal
            | Self::BecameClue
            | Self::Referred => Stage::Closed,
        }
    }
}

facts! {
    pub struct VoiceFacts {
        fields {
            title: String,
            /// List `voice_kind`.
            kind: String,
            content: String,
            /// The deputy's record at the station.
            #[ts(as = "Option<String>")]
            deputy: RecordId,
            /// The day it was raised.
            received_on: NaiveDate,
            /// List `way`.
            way: String,
            /// List `function`: 四大检察.
            function: String,
            /// List `urgency`.
            urgency: String,
            /// The visit or activity it was raised at, and which opinion of it.
            #[ts(as = "Option<String>")]
            origin: RecordId,
            origin_opinion: u32,
        }
        sets {
            /// 联名代表.
            #[ts(as = "Option<Vec<String>>")]
            co_deputies: RecordId,
            /// List `content`.
            topics: String,
        }
        long { content }
    }
}

/// A voice as the rules see it.
#[derive(Clone, Debug)]
pub struct Voice {
    pub record: Record,
    pub state: Option<State>,
    pub facts: VoiceFacts,
    pub station: Option<RecordId>,
    pub office: String,
    pub holder: Option<RecordId>,
    /// A formal 代表建议.
    pub formal: bool,
    /// 涉及面广、处理难度大, as assigned.
    pub difficult: bool,
    /// 大会期间提出, as assigned; else 闭会期间.
    pub in_session: bool,
}

pub const NOUN: &str = "voice";

impl Voice {
    pub fn of(record: &Record) -> Self {
        Self {
            record: record.clone(),
            state: State::from_key(record.at("main")),
            facts: VoiceFacts::of(record),
            station: station_of(record),
            office: record.text("office").unwrap_or_default().into(),
            holder: record.record("holder"),
            formal: record.bool("formal"),
            difficult: record.bool("difficult"),
            in_session: record.bool("in_session"),
        }
    }

    pub fn blank(id: RecordId, (station, office): (RecordId, &str)) -> Self {
        let record = Record::empty(id, NOUN, Stream::station(station));
        Self { office: office.into(), ..Self::of(&record) }
    }

    pub fn at(&self) -> &str {
        self.state.map_or("", State::key)
    }

    pub fn contacts(&self) -> Vec<Contact> {
        elements_of_lines(&self.record, "contact")
    }
    pub fn answers(&self) -> Vec<Answer> {
        elements_of_lines(&self.record, "answer")
    }
    pub fn evaluations(&self) -> Vec<Evaluation> {
        elements_of_lines(&self.record, "evaluation")
    }

    /// Everybody who worked on it; none of them records its evaluation.
    pub fn handlers(&self) -> Vec<RecordId> {
        let mut all: Vec<RecordId> = elements(&self.record, "handler");
        // Handing over all of a colleague's work writes this line and no handler.
        let passed = elements_of_lines::<HandedOver>(&self.record, "handed_over");
        all.extend(passed.into_iter().flat_map(|h| [h.from, h.to]).flatten());
        all.extend(self.holder);
        all
    }

    pub fn was_reworked(&self) -> bool {
        self.record.flows.get("main").is_some_and(|f| f.moves.iter().any(|m| m.to == State::Reworking.key()))
    }

    /// What opened its present round: the voice itself, or the rework.
    fn cause(&self) -> &'static str {
        if self.was_reworked() { "rework" } else { crate::clocks::OWN }
    }

    pub fn situation(&self) -> Situation {
        let flags = [
            (self.formal, Fact::FormalProposal),
            (self.in_session, Fact::InSession),
            (self.difficult, Fact::Difficult),
            (self.facts.urgency.as_deref().is_some_and(|u| u != "normal"), Fact::Urgent),
            (self.was_reworked(), Fact::Rework),
        ];
        Situation::new().flags(flags.into_iter().filter(|(set, _)| *set).map(|(_, fact)| fact))
    }

    pub fn clocks(&self, law: &Law) -> Vec<Clock> {
        clocks(&self.record, law)
    }

    fn ticking<'a>(&'a self, ctx: &'a Ctx<'a>) -> Ticking<'a> {
        Ticking::new(&self.record, ctx, (NOUN, &self.office), self.situation())
    }

    fn ask(&self, verb: &str, ctx: &Ctx<'_>) -> Result<&'static Step<Self>, Refusal> {
        steps::ask(STEPS, verb, self, ctx)
    }

    fn go_to(&self, row: &Step<Self>, to: State) -> Result<Op, Refusal> {
        row.go_to(to.key(), (&self.record, "main"))
    }
}

impl Subject for Voice {
    fn stands(&self, _family: &str) -> Vec<&str> {
        vec![self.at()]
    }
    fn station(&self) -> Option<RecordId> {
        self.station
    }
    fn office(&self) -> &str {
        &self.office
    }
}

/// Every step with may or why not.
pub fn allowed(voice: &Voice, ctx: &Ctx<'_>) -> Vec<StepView> {
    steps::allowed(STEPS, voice, ctx)
}

#[cfg(test)]
mod tests;
