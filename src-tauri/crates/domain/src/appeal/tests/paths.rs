//! Every way through the table, walked by everybody who may: none ends without what must be in the file.

use std::collections::{BTreeSet, VecDeque};

use super::trials::{Done, attempt_on};
use super::*;
use crate::Step;
use crate::appeal::{Contact, Delivery, Evaluation, Proposed, Rating, Reply, STEPS, State, breaches};

/// Steps that lead somewhere, with what may be put in; the others change no state.
fn choices() -> Vec<(&'static str, &'static str)> {
    // Requests about clocks and to hand it over go their own way beside the main flow; `limits` and `handing` walk them.
    let aside =
        |s: &Step<Appeal>| s.flow == "extend" || ["register_appeal", "ask_hand_over"].contains(&s.verb);
    let moving = STEPS.iter().filter(|s| !s.to.is_empty() && !aside(s));
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

/// A case with its record folded once.
struct Node {
    case: Case,
    appeal: Appeal,
    /// How many ways lead on.
    n_next: usize,
}

impl Node {
    fn of(case: Case) -> Self {
        let appeal = case.appeal();
        Self { case, appeal, n_next: 0 }
    }

    /// What tells two cases apart for the law: where the flows stand and what was said, not who typed it.
    fn key(&self) -> String {
        let flows = self.appeal.record.flows.iter().filter(|(f, _)| !f.starts_with("clock/"));
        let flows: Vec<String> = flows.map(|(f, s)| format!("{f}={}", s.at)).collect();
        let said = self.appeal.evaluation().map(|e| e.level);
        format!("{flows:?} {said:?} {} {}", self.appeal.was_reworked(), self.n_attempts())
    }

    fn n_attempts(&self) -> usize {
        self.appeal.lines::<Contact>("contact").len()
    }

    /// Enough to go round everything twice; longer roads only repeat. Attempts matter once there is something to feed
    /// back; before, they would only multiply the roads.
    fn too_long(&self) -> bool {
        let record = &self.appeal.record;
        let n = |family: &str| record.flows.keys().filter(|f| f.starts_with(family)).count();
        let idle = self.n_attempts() > 0 && record.text("sorted_on").is_none();
        idle || n("refer/") > 1 || n("approve/") > 2 || self.n_attempts() > 3
    }

    fn road(&self) -> Vec<&str> {
        self.case.acts.iter().map(|(act, ..)| act.as_str()).collect()
    }

    fn passed(&self, state: State) -> bool {
        self.appeal.record.flows["main"].moves.iter().any(|m| m.to == state.key())
    }

    /// Everything these people may do now.
    fn possible(&self, walkers: &[u8]) -> Vec<(u8, &'static str, Done)> {
        let draft = self.case.draft();
        let mut found = vec![];
        for who in walkers {
            let person = person(*who);
            let ctx = Ctx { person: &person, today: self.case.today, law: &LAW };
            for choice in choices() {
                found.extend(
                    attempt_on((&self.appeal, &draft), choice, &ctx).map(|done| (*who, choice.0, done)),
                );
            }
        }
        found
    }
}

/// Between them these can do whatever anybody can: the assistant works on it, the liaison does not, the prosecutor
/// sorts, the deputy is a head of a level high enough for everything the table asks.
const WALKERS: [u8; 4] = [LIAISON, ASSISTANT, PROSECUTOR, DEPUTY];

fn every_reachable(start: Case) -> Vec<Node> {
    let start = Node::of(start);
    let mut seen = BTreeSet::from([start.key()]);
    let mut todo = VecDeque::from([start]);
    let mut all = vec![];
    while let Some(mut node) = todo.pop_front() {
        let possible = node.possible(&WALKERS);
        node.n_next = possible.len();
        for (who, verb, done) in possible {
            let mut next = node.case.clone();
            next.take(who, verb, done);
            next.today = next.today.succ_opt().unwrap();
            let next = Node::of(next);
            if !next.too_long() && seen.insert(next.key()) {
                todo.push_back(next);
            }
        }
        all.push(node);
    }
    all
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

fn check(node: &Node) {
    let (appeal, road) = (&node.appeal, node.road());
    assert_eq!(breaches(&appeal.record, &LAW), vec![], "{road:?}");
    assert!(appeal.record.flows.values().all(|f| f.contested.is_empty()), "{road:?}");
    if node.passed(State::Concluded) {
        let spoken = |r: &Reply| !r.text.is_empty() && !r.explanation.is_empty();
        assert!(appeal.lines::<Reply>("reply").iter().all(spoken), "{road:?}");
        assert!(appeal.lines::<Proposed>("proposed").iter().all(|p| p.n_proofs >= 1), "{road:?}");
    }
    if node.passed(State::Archived) {
        archived_rightly(node);
    }
    if matches!(appeal.state, Some(State::Archived | State::AnsweredOnSpot)) {
        // What the petitioner may still apply for is nobody's work.
        let ours = |c: &crate::clocks::Clock| c.is_open() && !c.is_partys(&LAW);
        assert!(!appeal.clocks(&LAW).iter().any(ours), "a limit runs on after {road:?}");
    }
}

fn archived_rightly(node: &Node) {
    let (appeal, road) = (&node.appeal, node.road());
    assert!(!appeal.lines::<Delivery>("delivery").is_empty(), "{road:?}");
    let last = appeal.lines::<Evaluation>("evaluation").into_iter().rfind(|e| !e.sampled);
    let last = last.unwrap_or_else(|| panic!("archived without an evaluation: {road:?}"));
    assert!(!appeal.handlers().contains(&last.by), "the handler wrote down the evaluation: {road:?}");
    assert!(last.level != Rating::Dissatisfied || node.passed(State::Settled), "{road:?}");
    if appeal.state == Some(State::Archived) {
        let unsure =
            |(flow, at): (&String, &ledger::Flow)| flow.starts_with("approve/") && at.at == "recorded";
        assert!(!appeal.record.flows.iter().any(unsure), "{road:?}");
    }
}

#[test]
fn no_road_ends_without_evidence() {
    let reached = every_reachable(Case::registered());
    reached.iter().for_each(check);
    let ends: BTreeSet<&str> = reached.iter().map(|n| n.appeal.record.at("main")).collect();
    for end in ["archived", "settled", "answered_on_spot", "sealed"] {
        assert!(ends.contains(end), "nobody reached {end}: {ends:?}");
    }
    // And nobody is stuck on the way.
    let ended = [State::Archived, State::AnsweredOnSpot, State::Sealed];
    for node in reached.iter().filter(|n| !ended.iter().any(|end| n.appeal.state == Some(*end))) {
        assert!(node.n_next > 0, "stuck at {:?} after {:?}", node.appeal.state, node.road());
    }
}

#[test]
fn nor_for_who_left_no_name() {
    let reached = every_reachable(anonymous());
    reached.iter().for_each(check);
    let rated = |n: &Node| n.appeal.evaluation().is_some_and(|e| !e.sampled && e.level.is_rated());
    assert!(!reached.iter().any(rated), "nobody can speak for an anonymous letter");
    assert!(reached.iter().any(|n| n.appeal.state == Some(State::Archived)));
}
