//! Every step × every state × every person: what the page says a person may do is what the verb does.

use std::collections::BTreeSet;

use super::trials::attempt;
use super::*;
use crate::appeal::feedback::NOT_OWED;
use crate::appeal::handing::handed_back;
use crate::appeal::{STEPS, State, allowed};

type Script = &'static [(u8, &'static str, &'static str)];

/// How each state is reached by real acts. `later` lets a day pass.
const SCENES: &[(&str, Script)] = &[
    ("registered", &[]),
    ("awaiting_materials", &[(PROSECUTOR, "request_materials", "")]),
    ("accepted", &[(PROSECUTOR, "accept_appeal", "")]),
    ("accepted and litigious", &[(PROSECUTOR, "accept_appeal", "litigation")]),
    ("refused", &[(PROSECUTOR, "refuse_appeal", "")]),
    ("not_again", &[(DEPUTY, "decline_appeal", "")]),
    ("guided", &[(PROSECUTOR, "guide_appeal", "")]),
    ("referred", &[(PROSECUTOR, "refer_appeal", "")]),
    ("referred, signed for", &[(PROSECUTOR, "refer_appeal", ""), (LIAISON, "sign_for_referral", "")]),
    ("referred, answered", &[(PROSECUTOR, "refer_appeal", ""), (LIAISON, "record_referral_reply", "")]),
    ("returned", &[(PROSECUTOR, "refer_appeal", ""), (PROSECUTOR, "return_referral", "")]),
    ("assigned", &[(CITY, "accept_appeal", ""), (CITY, "assign_appeal", "")]),
    ("handling", HANDLING),
    (
        "extension asked",
        &[
            (PROSECUTOR, "accept_appeal", ""),
            (ASSISTANT, "take_on_appeal", ""),
            (ASSISTANT, "request_extension", ""),
        ],
    ),
    (
        "extension typed in",
        &[
            (PROSECUTOR, "accept_appeal", ""),
            (ASSISTANT, "take_on_appeal", ""),
            (ASSISTANT, "request_extension", ""),
            (ASSISTANT, "record_paper_grant", ""),
        ],
    ),
    (
        "extension asked and concluded without it",
        &[
            (PROSECUTOR, "accept_appeal", ""),
            (ASSISTANT, "take_on_appeal", ""),
            (ASSISTANT, "request_extension", ""),
            (ASSISTANT, "propose_conclusion", ""),
            (SECTION, "approve_conclusion", ""),
        ],
    ),
    ("reassigned", &[(PROSECUTOR, "accept_appeal", ""), (PROSECUTOR, "assign_handler", "")]),
    (
        "concluding",
        &[
            (PROSECUTOR, "accept_appeal", ""),
            (ASSISTANT, "take_on_appeal", ""),
            (ASSISTANT, "propose_conclusion", ""),
        ],
    ),
    ("concluded", CONCLUDED),
    (
        "concluded on paper",
        &[
            (PROSECUTOR, "accept_appeal", ""),
            (ASSISTANT, "take_on_appeal", ""),
            (ASSISTANT, "propose_conclusion", ""),
            (ASSISTANT, "record_paper_approval", ""),
        ],
    ),
    (
        "unreachable",
        &[
            (PROSECUTOR, "refuse_appeal", ""),
            (LIAISON, "log_contact_attempt", ""),
            (LIAISON, "later", ""),
            (LIAISON, "log_contact_attempt", ""),
            (LIAISON, "later", ""),
            (LIAISON, "log_contact_attempt", ""),
            (LIAISON, "deliver_appeal", NOT_OWED),
        ],
    ),
    ("delivered", DELIVERED),
    ("evaluated", &[(LIAISON, "all of delivered", ""), (LIAISON, "evaluate_appeal", "satisfied")]),
    ("reworking", REWORKING),
    ("evaluated twice", TWICE),
    ("settled", &[(LIAISON, "all of twice", ""), (DEPUTY, "settle_appeal", "")]),
    (
        "archived",
        &[
            (LIAISON, "all of delivered", ""),
            (LIAISON, "evaluate_appeal", "satisfied"),
            (ASSISTANT, "archive_appeal", ""),
        ],
    ),
    ("answered_on_spot", &[(LIAISON, "answer_on_spot", "")]),
    ("sealed", &[(SECTION, "seal_appeal", "")]),
    ("hand-over asked", &[(PROSECUTOR, "ask_hand_over", "")]),
    ("hand-over refused", &[(PROSECUTOR, "ask_hand_over", ""), (ABOVE, "refuse_hand_over", "")]),
    ("handed over", HANDED),
    ("sent back", &[(LIAISON, "all of handed", ""), (ABOVE, "return_hand_over", "")]),
];

const HANDED: Script = &[
    (PROSECUTOR, "accept_appeal", ""),
    (ASSISTANT, "take_on_appeal", ""),
    (ASSISTANT, "later", ""),
    (PROSECUTOR, "ask_hand_over", ""),
    (ABOVE, "approve_hand_over", ""),
];

const HANDLING: Script = &[(PROSECUTOR, "accept_appeal", ""), (ASSISTANT, "take_on_appeal", "")];
const CONCLUDED: Script = &[
    (PROSECUTOR, "accept_appeal", ""),
    (ASSISTANT, "take_on_appeal", ""),
    (ASSISTANT, "propose_conclusion", ""),
    (SECTION, "approve_conclusion", ""),
];
const DELIVERED: Script = &[(LIAISON, "all of concluded", ""), (LIAISON, "deliver_appeal", "")];
const REWORKING: Script = &[(LIAISON, "all of delivered", ""), (LIAISON, "evaluate_appeal", "dissatisfied")];
const TWICE: Script = &[
    (LIAISON, "all of reworking", ""),
    (ASSISTANT, "propose_conclusion", ""),
    (SECTION, "approve_conclusion", ""),
    (LIAISON, "deliver_appeal", ""),
    (LIAISON, "evaluate_appeal", "dissatisfied"),
];

pub fn played(mut case: Case, script: Script) -> Case {
    for (who, verb, variant) in script {
        case = match *verb {
            "later" => {
                case.today = case.today.succ_opt().unwrap();
                case
            }
            "all of handed" => played(case, HANDED),
            "all of concluded" => played(case, CONCLUDED),
            "all of delivered" => played(case, DELIVERED),
            "all of reworking" => played(case, REWORKING),
            "all of twice" => played(case, TWICE),
            verb => {
                case.variant(*who, (verb, variant));
                case
            }
        };
    }
    case
}

fn incomplete() -> Case {
    let mut case = Case::new(RECEIVED);
    let half = || RegisterAppeal { parties: vec![], ..registering() };
    case.does(LIAISON, "register_appeal", |_, ctx| {
        super::super::enter::register_appeal(&place(), half(), ctx)
    });
    case
}

fn from_above() -> Case {
    let mut case = Case::new(RECEIVED);
    let mut input = registering();
    input.facts.way = Some("upper".into());
    case.does(LIAISON, "register_appeal", |_, ctx| {
        super::super::enter::register_appeal(&place(), input, ctx)
    });
    case
}

fn scenes() -> Vec<(&'static str, Case)> {
    let mut scenes: Vec<_> =
        SCENES.iter().map(|(name, script)| (*name, played(Case::registered(), script))).collect();
    scenes.push(("nothing yet", Case::new(RECEIVED)));
    scenes.push(("incomplete", incomplete()));
    scenes.push(("from above", from_above()));
    scenes.push(("paused", paused()));
    let over_there =
        |script: Script| played(handing::arrived(&played(Case::registered(), HANDED), place()), script);
    scenes.push(("arrived", over_there(&[])));
    scenes.push(("taken in", over_there(&[(PROSECUTOR, "take_in_appeal", "")])));
    scenes.push((
        "concluded for another station",
        over_there(&[(PROSECUTOR, "take_in_appeal", ""), (LIAISON, "all of concluded", "")]),
    ));
    let mut back = over_there(&[]);
    back.does(ABOVE, "return_hand_over", |a, ctx| Ok(handed_back(a, "应由椒江办理", ctx)));
    scenes.push(("handed back", back));
    scenes
}

/// R11.3 is one of the rules that may be stopped, for an appraisal.
fn paused() -> Case {
    let mut case = played(Case::registered_as("civil_supervision"), HANDLING);
    case.step(ASSISTANT, "request_pause").step(SECTION, "grant_request");
    case
}

/// A record that is not there yet has no station's words about who may see it; the verb gets the place instead.
fn view_of(case: &Case, who: u8) -> Vec<crate::StepView> {
    case.tries(who, |appeal, ctx| {
        let blank = Appeal::blank(&place());
        Ok(allowed(if case.acts.is_empty() { &blank } else { appeal }, ctx))
    })
    .unwrap()
}

#[test]
fn the_page_and_the_verb_never_differ() {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for (name, case) in scenes() {
        for who in EVERYBODY {
            let view = view_of(&case, who);
            assert_eq!(view.len(), STEPS.len(), "every step is listed");
            for (step, seen) in STEPS.iter().zip(view) {
                assert_eq!(seen.may, seen.why.is_none());
                if case.acts.is_empty() && !step.from.contains(&"") {
                    assert!(!seen.may, "{} before there is anything", step.verb);
                    continue;
                }
                let tried = attempt(&case, who, (step.verb, ""));
                let at = format!("{} by {who} when {name}", step.verb);
                assert_eq!(seen.why, tried.err(), "{at}");
                if seen.may {
                    done.insert(step.verb);
                }
            }
        }
    }
    let never: Vec<_> = STEPS.iter().map(|s| s.verb).filter(|v| !done.contains(v)).collect();
    assert!(never.is_empty(), "no scene lets anybody do {never:?}");
}

#[test]
fn every_state_has_a_scene_and_every_scene_its_state() {
    let seen: BTreeSet<String> = scenes().iter().map(|(_, case)| case.at()).collect();
    let missing: Vec<_> = State::ALL.iter().map(|s| s.key()).filter(|s| !seen.contains(*s)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_state_a_row_names_is_a_state() {
    for step in STEPS.iter().filter(|s| s.flow == "main") {
        let names = step.from.iter().chain(step.to).filter(|s| !s.is_empty());
        names.for_each(|s| assert!(State::from_key(s).is_some(), "{} names {s}", step.verb));
    }
}

#[test]
fn a_verb_has_one_row() {
    let verbs: BTreeSet<_> = STEPS.iter().map(|s| s.verb).collect();
    assert_eq!(verbs.len(), STEPS.len());
}

#[test]
fn every_level_the_table_asks_for_is_in_the_law() {
    let asked: Vec<_> = STEPS.iter().filter_map(|step| Some((step.verb, step.approval?))).collect();
    assert!(!asked.is_empty(), "no step asks for a level");
    for (verb, key) in asked {
        assert!(LAW.approvals.level(key, day(RECEIVED)).is_some(), "{verb} asks for {key}");
    }
}

#[test]
fn administrators_and_outsiders_may_do_nothing() {
    for (name, case) in scenes() {
        assert!(view_of(&case, AUDITOR).iter().all(|s| !s.may), "the auditor when {name}");
        let mut outsider = person(PROSECUTOR);
        outsider.office = "331003".into();
        let ctx = Ctx { person: &outsider, today: case.today, law: &LAW };
        let appeal = if case.acts.is_empty() { Appeal::blank(&place()) } else { case.appeal() };
        for seen in allowed(&appeal, &ctx) {
            assert_eq!(seen.why, Some(Refusal::OutOfScope), "{} when {name}", seen.verb);
        }
    }
}

#[test]
fn a_liaison_of_another_station_is_out_of_scope() {
    let mut other = person(LIAISON);
    other.stations = BTreeSet::from([id(8)]);
    let ctx = Ctx { person: &other, today: day(RECEIVED), law: &LAW };
    assert!(allowed(&Case::registered().appeal(), &ctx).iter().all(|s| s.why == Some(Refusal::OutOfScope)));
}
