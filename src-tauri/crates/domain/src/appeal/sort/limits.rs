//! By when an appeal must be sorted while 事项性质 is not known: the earliest of the limits that may apply.

use serde::Serialize;
use ts_rs::TS;

use super::super::{Appeal, NOUN};
use crate::clocks::earliest_of;
use crate::deadline::{DeadlineView, History};
use crate::rules::{Opening, Rule};
use crate::{Law, Stage};

/// A limit that may apply, and the day it would bring.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Candidate {
    pub rule: String,
    pub matter: String,
    pub deadline: DeadlineView,
}

/// `None` once it is sorted, before it is registered, and where nobody sorts it: answered on the spot, or a stub.
pub fn candidate_limit(appeal: &Appeal, law: &Law) -> Option<Candidate> {
    let received = appeal.facts.received_on?;
    let waits = appeal.state.is_some_and(|state| state.stage() == Stage::Collect);
    if appeal.record.text("sorted_on").is_some() || !waits {
        return None;
    }
    let opening = Opening { noun: NOUN, event: "registered", on: received, office: &appeal.office };
    let rules = law.rules.candidates(&opening, &appeal.situation());
    let sorting: Vec<&Rule> = rules.into_iter().filter(|r| r.met_by == "sorted").collect();
    let counted = sorting.into_iter().filter_map(|rule| {
        let started = rule.started_on(|event| crate::clocks::day_of(&appeal.record, event))?;
        let deadline = rule.deadline(started.into(), &History::none(), &law.calendar).ok()?;
        Some((rule, deadline))
    });
    let (rule, deadline) = earliest_of(counted)?;
    let view = DeadlineView::of(rule.period(), &deadline, law);
    let deadline = DeadlineView { rule: Some(rule.into()), ..view };
    Some(Candidate { rule: rule.id.clone(), matter: rule.matter.clone(), deadline })
}
