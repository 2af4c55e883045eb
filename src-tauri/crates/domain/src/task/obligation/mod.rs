//! Obligations: what one station owes of one template in one period, from issue to review.
//! It does not know the template any more: what it needs was copied when it was generated, the same on every desk.
//! Called by `actions::tasks`, the grid of stations × periods, and the projections.

pub mod acknowledge;
pub mod excuse;
pub mod generate;
pub mod grid;
pub mod local;
pub mod project;
pub mod prove;
pub mod review;
pub mod submit;

pub use acknowledge::{AcknowledgeObligation, acknowledge_obligation};
pub use excuse::{ExcuseObligation, excuse_obligation};
pub use generate::{NewObligation, obligation_id, obligations};
pub use grid::{GridState, grid_state};
pub use local::{AddLocalAction, LocalAction, add_local_action};
pub use prove::{Proof, ProveObligation, WithdrawProof, prove_obligation, withdraw_proof};
pub use review::{
    PassObligation, REVIEW, Reviewed, SendBackObligation, pass_obligation, review_mark, send_back_obligation,
};
pub use submit::{SubmitObligation, Submitted, submit_obligation};

use chrono::NaiveDate;
use ledger::{Record, RecordId};

use super::period::{RestPolicy, due_on};
use super::template::{Item, TaskKind};
use crate::calendar::Calendar;
use crate::facts::{choices, elements, elements_of_lines, facts, station_of};
use crate::{Ctx, Need, Refusal, Role, Step, StepView, Subject, steps};

choices! {
    /// 下达 → 签收 → 执行 → 提交成果 → 审核 (law.md §2.3 H).
    pub enum State {
        Issued = "issued",
        Acknowledged = "acknowledged",
        Doing = "doing",
        Submitted = "submitted",
        Passed = "passed",
        SentBack = "sent_back",
        Excused = "excused",
    }
}

facts! {
    /// Copied from the template when it was generated.
    pub struct ObligationFacts {
        fields {
            #[ts(as = "Option<String>")]
            template: RecordId,
            kind: TaskKind,
            title: String,
            period: String,
            from_on: NaiveDate,
            to_on: NaiveDate,
            /// The due day before rest days are looked at.
            plain_due_on: NaiveDate,
            rest_policy: RestPolicy,
            /// Of the station.
            office: String,
            issuer_office: String,
            issuer_department: String,
            local_actions: bool,
        }
        sets { items: Item }
        long {}
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Obligation {
    pub id: RecordId,
    pub station: Option<RecordId>,
    pub state: Option<State>,
    pub facts: ObligationFacts,
    pub holder: Option<RecordId>,
    pub proofs: Vec<Proof>,
    pub local: Vec<LocalAction>,
    pub submissions: Vec<Submitted>,
    pub reviews: Vec<Reviewed>,
    /// Why it was excused (list `excuse`), and when.
    pub excuse: Option<(String, NaiveDate)>,
}

impl Obligation {
    pub fn of(record: &Record) -> Self {
        let excused_on = crate::facts::field(record, "excused_on");
        Self {
            id: record.id,
            station: station_of(record),
            state: State::from_key(record.at("main")),
            facts: ObligationFacts::of(record),
            holder: record.record("holder"),
            proofs: elements(record, "proof"),
            local: elements_of_lines(record, "local_action"),
            submissions: elements_of_lines(record, "submission"),
            reviews: elements_of_lines(record, "review"),
            excuse: record.text("excuse").map(str::to_owned).zip(excused_on),
        }
    }

    pub fn at(&self) -> &str {
        self.state.map_or("", State::key)
    }

    /// Under the calendar of this desk; moves when a year's notice is imported. `None`: nothing is owed that day.
    pub fn due_on(&self, calendar: &Calendar) -> Option<NaiveDate> {
        due_on(self.facts.plain_due_on?, self.facts.rest_policy?, calendar)
    }

    /// Where it stands under that calendar. 当期免办: what a calendar that came later lets off is owed no more, and needs no word of the
    /// issuer; it is owed again where its day is worked after all.
    pub fn state_under(&self, calendar: &Calendar) -> Option<State> {
        let facts = &self.facts;
        let skips = facts.rest_policy == Some(RestPolicy::Skip) && facts.plain_due_on.is_some();
        let let_off = skips && OPEN.contains(&self.at()) && self.due_on(calendar).is_none();
        if let_off { Some(State::Excused) } else { self.state }
    }

    /// The day of the submission that counts: the last one.
    pub fn submitted_on(&self) -> Option<NaiveDate> {
        self.submissions.last().map(|s| s.on)
    }

    /// Required items of which there is too little.
    pub fn open_items(&self) -> Vec<&Item> {
        let proven = |item: &Item| self.proofs.iter().filter(|p| p.item.as_ref() == Some(&item.key)).count();
        let items = self.facts.items.iter().flatten();
        items.filter(|i| i.required && (proven(i) as u32) < i.least).collect()
    }
}

impl Subject for Obligation {
    fn stands(&self, _family: &str) -> Vec<&str> {
        vec![self.at()]
    }
    fn station(&self) -> Option<RecordId> {
        self.station
    }
    fn office(&self) -> &str {
        self.facts.office.as_deref().unwrap_or_default()
    }
}

pub const NOUN: &str = "obligation";
/// The rule that its one clock stands under: the day the template names, no period of law.
pub const CLOCK: &str = "task";

const TEAM: &[Role] = crate::visit::STATION_WORK;
/// Who may review for the issuing department.
pub const REVIEWERS: &[Role] = &[Role::Prosecutor, Role::Head];
const OPEN: &[&str] = &["issued", "acknowledged", "doing", "sent_back"];
/// Nothing is owed any more: passed, or let off with a reason.
pub const DONE: &[&str] = &["passed", "excused"];

const ISSUER: Need<Obligation> = Need { name: "issuing_department", check: review::by_issuer };
const NOT_SUBMITTER: Need<Obligation> = Need { name: "not_submitter", check: review::by_another };
const PROVEN: Need<Obligation> = Need { name: "proven", check: submit::proven };
const LOCAL: Need<Obligation> = Need { name: "local_actions", check: local::asked_for };

pub const STEPS: &[Step<Obligation>] = &[
    Step::new("acknowledge_obligation", &["issued"], &["acknowledged"], TEAM),
    Step::new("prove_obligation", OPEN, &["doing"], TEAM),
    Step::new("withdraw_proof", &["doing", "sent_back"], &[], TEAM),
    Step::new("add_local_action", OPEN, &[], TEAM).needs(&[LOCAL]),
    Step::new("submit_obligation", &["acknowledged", "doing", "sent_back"], &["submitted"], TEAM)
        .needs(&[PROVEN]),
    Step::new("pass_obligation", &["submitted"], &["passed"], REVIEWERS)
        .needs(&[ISSUER, NOT_SUBMITTER])
        .signed(),
    Step::new("send_back_obligation", &["submitted"], &["sent_back"], REVIEWERS)
        .needs(&[ISSUER, NOT_SUBMITTER]),
    Step::new("excuse_obligation", OPEN, &["excused"], REVIEWERS).needs(&[ISSUER]),
];

/// Every step with may or why not.
pub fn allowed(obligation: &Obligation, ctx: &Ctx<'_>) -> Vec<StepView> {
    steps::allowed(STEPS, obligation, ctx)
}

fn ask(obligation: &Obligation, verb: &str, ctx: &Ctx<'_>) -> Result<&'static Step<Obligation>, Refusal> {
    steps::ask(STEPS, verb, obligation, ctx)
}

#[cfg(test)]
mod tests;
