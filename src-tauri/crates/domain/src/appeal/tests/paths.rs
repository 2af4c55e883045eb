//! Every way through the table, walked by everybody who may: none ends without what must be in the file.

use std::collections::{BTreeSet, VecDeque};

use super::trials::{Done, attempt_on};
use super::*;
use crate::appeal::{Contact, Delivery, Evaluation, Proposed, Rating, Reply, STEPS, State, breaches};

/// Steps that lead somewhere, with what may be put in; the others change no state.
fn choices() -> Vec<(&'static str, &'static str)> {
    // Requests about clocks go their own way beside the main flow; `limits` walks them.
    let moving =
        STEPS.iter().filter(|s| !s.to.is_empty() && s.flow != "extend" && s.verb != "register_appeal");
    let plain = moving.map(|s| (s.verb, ""));
    let with = [
        ("evaluate_appeal", "dissatisfied"),
        ("evaluate_appeal", "not_evaluated"),
        ("evaluate_appeal", "unreachable"),
        ("deliver_appeal", "not_owed"),
        ("sample_appeal", "dissatisfied"),
        ("log_contact_attempt", ""),
    ];
    plain.chain(with).collect()
}

/// What tells two cases apart for the law: where the flows stand and what was said, not who typed it.
fn key(case: &Case) -> String {
    let record = case.record();
    let flows: Vec<String> = record
        .flows
        .iter()
        .filter(|(f, _)| !f.starts_with("clock/"))
        .map(|(f, s)| format!("{f}={}", s.at))
        .collect();
    let appeal = case.appeal();
    let said = appeal.evaluation().map(|e| e.level);
    // Attempts matter once something is to be fed back; before, they would only multiply the roads.
    let tried = appeal.lines::<Contact>("contact").len();
    format!("{flows:?} {said:?} {} {tried}", appeal.was_reworked())
}

/// Enough to go round everything twice; longer roads only repeat.
fn too_long(case: &Case) -> bool {
    let record = case.record();
    let idle = record.lines("contact").next().is_some() && record.text("sorted_on").is_none();
    let n = |family: &str| record.flows.keys().filter(|f| f.starts_with(family)).count();
    idle || n("refer/") > 1 || n("approve/") > 2 || record.lines("contact").count() > 3
}

fn anonymous() -> Case {
    let mut case = Case::new(RECEIVED);
    let mut input = RegisterAppeal { parties: vec![], ..registering() };
    input.facts.anonymous = Some(true);
    case.does(LIAISON, "register_appeal", |_, ctx| {
        super::super::enter::register_appeal(&place(), input, ctx)
    });
    case
}

fn every_reachable(start: Case) -> Vec<Case> {
    // The chief and the liaison can between them do what any of the others can; the assistant is the one who works on it.
    let walkers = [LIAISON, ASSISTANT, PROSECUTOR, DEPUTY];
    let mut seen = BTreeSet::from([key(&start)]);
    let mut todo = VecDeque::from([start]);
    let mut all = vec![];
    while let Some(case) = todo.pop_front() {
        for (who, verb, done) in possible(&case, &walkers) {
            let mut next = case.clone();
            next.take(who, verb, done);
            next.today = next.today.succ_opt().unwrap();
            if !too_long(&next) && seen.insert(key(&next)) {
                todo.push_back(next);
            }
        }
        all.push(case);
    }
    all
}

/// Everything these people may do now.
fn possible(case: &Case, walkers: &[u8]) -> Vec<(u8, &'static str, Done)> {
    let (appeal, draft) = (case.appeal(), case.draft());
    let mut found = vec![];
    for who in walkers {
        let person = person(*who);
        let ctx = Ctx { person: &person, today: case.today, law: &LAW };
        for (verb, variant) in choices() {
            found.extend(attempt_on((&appeal, &draft), (verb, variant), &ctx).map(|done| (*who, verb, done)));
        }
    }
    found
}

fn check(case: &Case) {
    let appeal = case.appeal();
    let road: Vec<&str> = case.acts.iter().map(|(act, ..)| act.as_str()).collect();
    assert_eq!(breaches(&appeal.record, &LAW), vec![], "{road:?}");
    assert!(appeal.record.flows.values().all(|f| f.contested.is_empty()), "{road:?}");
    let passed = |state: State| appeal.record.flows["main"].moves.iter().any(|m| m.to == state.key());
    if passed(State::Concluded) {
        assert!(
            appeal.lines::<Reply>("reply").iter().all(|r| !r.text.is_empty() && !r.explanation.is_empty()),
            "{road:?}"
        );
        assert!(appeal.lines::<Proposed>("proposed").iter().all(|p| p.n_proofs >= 1), "{road:?}");
    }
    if passed(State::Archived) {
        assert!(!appeal.lines::<Delivery>("delivery").is_empty(), "{road:?}");
        let last = appeal.lines::<Evaluation>("evaluation").into_iter().rfind(|e| !e.sampled);
        let last = last.unwrap_or_else(|| panic!("archived without an evaluation: {road:?}"));
        assert!(!appeal.handlers().contains(&last.by), "the handler wrote down the evaluation: {road:?}");
        assert!(last.level != Rating::Dissatisfied || passed(State::Settled), "{road:?}");
        assert!(
            !appeal.record.flows.iter().any(|(f, s)| f.starts_with("approve/") && s.at == "recorded"),
            "{road:?}"
        );
    }
    if matches!(appeal.state, Some(State::Archived | State::AnsweredOnSpot)) {
        assert!(appeal.clocks(&LAW).iter().all(|c| !c.is_open()), "a limit runs on after {road:?}");
    }
}

#[test]
fn no_road_ends_without_evidence() {
    let reached = every_reachable(Case::registered());
    reached.iter().for_each(check);
    let ends: BTreeSet<String> = reached.iter().map(Case::at).collect();
    assert!(
        ends.contains("archived") && ends.contains("settled") && ends.contains("answered_on_spot"),
        "{ends:?}"
    );
    assert!(reached.len() > 100, "only {} cases", reached.len());
}

#[test]
fn nor_for_who_left_no_name() {
    let reached = every_reachable(anonymous());
    reached.iter().for_each(check);
    let rated = |c: &Case| c.appeal().evaluation().is_some_and(|e| e.level.is_rated());
    assert!(!reached.iter().any(rated), "nobody can speak for an anonymous letter");
    assert!(reached.iter().any(|c| c.at() == "archived"));
}

#[test]
fn from_everywhere_there_is_a_way_to_an_end() {
    for case in every_reachable(Case::registered()) {
        let dead = || possible(&case, &EVERYBODY).is_empty();
        let ended = ["archived", "answered_on_spot", "sealed"].contains(&case.at().as_str());
        assert!(
            ended || !dead(),
            "stuck at {} after {:?}",
            case.at(),
            case.acts.iter().map(|a| &a.0).collect::<Vec<_>>()
        );
    }
}
