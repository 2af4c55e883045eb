//! Activities: the twelve kinds held at a station, from plan to minutes, with the rules of a hearing (`hearing`).
//! It does not know what became of an opinion: the appeal or voice made of it is a record of its own.
//! Called by `actions::activities`, by tasks (an activity proves an obligation) and the projections.

pub mod amend;
pub mod cancel;
pub mod close;
pub mod hearing;
pub mod hold;
pub mod lines;
pub mod notice;
pub mod opinion;
pub mod plan;
pub mod project;
pub mod sign_in;
mod table;

pub use amend::{AmendActivity, amend_activity};
pub use cancel::{CancelActivity, cancel_activity};
pub use close::{CloseActivity, close_activity};
pub use hold::{HoldActivity, hold_activity};
pub use lines::{Became, Notice, Opinion, Outcome};
pub use notice::{GiveNotice, give_notice};
pub use opinion::{OpinionInput, SettleOpinion, settle_opinion};
pub use plan::{PlanActivity, plan_activity};
pub use sign_in::{SignInRow, SignInSheet, sign_in_sheet};
pub use table::STEPS;

use chrono::{NaiveDate, NaiveTime};
use ledger::{Record, RecordId, Stream};

use crate::clocks::{Clock, Ticking, clocks};
use crate::facts::{choices, elements, elements_of_lines, facts, field, station_of};
use crate::party::Party;
use crate::rules::{Fact, Situation};
use crate::visit::{PartyLink, Present};
use crate::{Ctx, Law, Refusal, Step, StepView, Subject, steps};
use hearing::{Hearer, HearingFacts, Matter};

choices! {
    pub enum Openness {
        Public = "public",
        Closed = "closed",
    }
}

choices! {
    pub enum State {
        Planned = "planned",
        Held = "held",
        /// Minutes written, every opinion taken further.
        Closed = "closed",
        Cancelled = "cancelled",
    }
}

facts! {
    pub struct ActivityFacts {
        fields {
            /// List `activity`: HD01 to HD12.
            kind: String,
            topic: String,
            /// The day it is to be held; `hearing_on` or `reception_day_on` follows it, for clocks look back from there.
            scheduled_on: NaiveDate,
            from_at: NaiveTime,
            to_at: NaiveTime,
            openness: Openness,
            #[ts(as = "Option<String>")]
            subpoint: RecordId,
            place: String,
            #[ts(as = "Option<String>")]
            host: RecordId,
            agenda: String,
            /// 走访对象; who received relief.
            object: String,
            held_on: NaiveDate,
            n_public: u32,
            minutes: String,
            /// 后续事项.
            follow_up: String,
            /// 调解协议, 和解 (信访工作条例 33).
            agreement: String,
            /// Where a release was published.
            publication: String,
            /// 文号 of the recommendation announced or looked back on.
            recommendation_no: String,
            case_no: String,
        }
        sets {
            invited: Present,
            attended: Present,
            /// The matter's parties at a hearing or mediation.
            party: PartyLink,
            topics: String,
        }
        long { agenda, minutes, follow_up, agreement }
    }
}

/// An activity as the rules see it.
#[derive(Clone, Debug)]
pub struct Activity {
    pub record: Record,
    pub station: Option<RecordId>,
    pub office: String,
    pub state: Option<State>,
    pub facts: ActivityFacts,
    pub hearing: HearingFacts,
    pub hearers: Vec<Hearer>,
    pub notices: Vec<Notice>,
    pub opinions: Vec<Opinion>,
    pub became: Vec<Became>,
    /// The people behind its party records, as far as this desk has them: none of them hears it.
    pub known: Vec<Party>,
}

pub const HEARING: &str = "HD02";
pub const NOUN: &str = "activity";

impl Activity {
    pub fn of(record: &Record) -> Self {
        Self {
            record: record.clone(),
            station: station_of(record),
            office: record.text("office").unwrap_or_default().into(),
            state: State::from_key(record.at("main")),
            facts: ActivityFacts::of(record),
            hearing: HearingFacts::of(record),
            hearers: elements(record, "hearer"),
            notices: elements_of_lines(record, "notice"),
            opinions: elements_of_lines(record, "opinion"),
            became: elements(record, "became"),
            known: vec![],
        }
    }

    /// With the people behind it: who hears it can be held against them.
    pub fn knowing(mut self, known: Vec<Party>) -> Self {
        self.known = known;
        self
    }

    pub fn blank(id: RecordId, (station, office): (RecordId, &str)) -> Self {
        let record = Record::empty(id, NOUN, Stream::station(station));
        Self { office: office.into(), ..Self::of(&record) }
    }

    pub fn at(&self) -> &str {
        self.state.map_or("", State::key)
    }
    pub fn kind(&self) -> &str {
        self.facts.kind.as_deref().unwrap_or_default()
    }
    pub fn is_hearing(&self) -> bool {
        self.kind() == HEARING
    }

    /// The day it is about: held, else scheduled.
    pub fn on(&self) -> Option<NaiveDate> {
        self.facts.held_on.or(self.facts.scheduled_on)
    }

    /// Opinions that are neither an appeal, a voice nor laid aside with a reason.
    pub fn unsettled(&self) -> impl Iterator<Item = &Opinion> {
        self.opinions.iter().filter(|o| o.becomes != Outcome::Nothing && self.became_of(o.n).is_none())
    }

    pub fn became_of(&self, n: u32) -> Option<&Became> {
        self.became.iter().find(|b| b.n == n)
    }

    /// What the rules of periods may ask of it.
    pub fn situation(&self) -> Situation {
        let known = Situation::new().with(Fact::Activity, self.facts.kind.as_deref());
        if self.facts.openness == Some(Openness::Public) { known.flag(Fact::Public) } else { known }
    }

    /// The day it was planned or written down.
    pub fn planned_on(&self) -> Option<NaiveDate> {
        field(&self.record, "planned_on")
    }
    pub fn clocks(&self, law: &Law) -> Vec<Clock> {
        clocks(&self.record, law)
    }

    pub(crate) fn ticking<'a>(&'a self, ctx: &'a Ctx<'a>) -> Ticking<'a> {
        Ticking::new(&self.record, ctx, (NOUN, &self.office), self.situation())
    }

    pub(crate) fn ask(&self, verb: &str, ctx: &Ctx<'_>) -> Result<&'static Step<Self>, Refusal> {
        steps::ask(STEPS, verb, self, ctx)
    }
}

/// Every step with may or why not. What only a hearing has is not listed for other kinds.
pub fn allowed(activity: &Activity, ctx: &Ctx<'_>) -> Vec<StepView> {
    let mut views = steps::allowed(STEPS, activity, ctx);
    views.retain(|v| activity.is_hearing() || !v.verb.contains("hear"));
    views
}

impl Subject for Activity {
    fn stands(&self, family: &str) -> Vec<&str> {
        match family {
            hearing::APPROVE => Matter::ALL.iter().map(|m| self.record.at(m.flow())).collect(),
            _ => vec![self.at()],
        }
    }
    fn station(&self) -> Option<RecordId> {
        self.station
    }
    fn office(&self) -> &str {
        &self.office
    }
}

#[cfg(test)]
mod tests;
