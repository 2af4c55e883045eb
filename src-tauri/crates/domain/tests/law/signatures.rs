//! Which acts are nothing without the person's own signature: what decides, closes, evaluates, or speaks for somebody.

use std::collections::BTreeSet;

use domain::station::{self, deputy, post, subpoint};
use domain::task::{obligation, template};
use domain::{activity, appeal, is_person_act, party, staff, visit, voice};

/// Written down from ledger.md §2 ("approve, confirm, evaluate, conclude, archive, resolve, redact, grant").
const SIGNED: &[&str] = &[
    "answer_on_spot",
    "approve_conclusion",
    "approve_hand_over",
    "approve_hearing",
    "archive_appeal",
    "archive_voice",
    "confirm_hearing_approval",
    "confirm_paper_approval",
    "confirm_paper_grant",
    "decide_voice",
    "dispute_paper_approval",
    "evaluate_appeal",
    "evaluate_voice",
    "grant_request",
    "pass_obligation",
    "propose_conclusion",
    "refuse_hand_over",
    "refuse_request",
    "return_hand_over",
    "sample_appeal",
    "seal_appeal",
    "send_back_conclusion",
    "send_back_hearing",
    "settle_appeal",
    "settle_voice",
];

macro_rules! verbs {
    ($($steps:expr),*) => {
        [$($steps.iter().map(|s| s.verb).collect::<Vec<_>>()),*].concat()
    };
}

#[test]
fn exactly_these_steps_are_signed() {
    let all = verbs!(
        appeal::STEPS,
        voice::STEPS,
        activity::STEPS,
        visit::STEPS,
        party::STEPS,
        template::STEPS,
        obligation::STEPS,
        station::STEPS,
        subpoint::STEPS,
        post::STEPS,
        deputy::STEPS,
        staff::STEPS
    );
    let signed: BTreeSet<&str> = all.iter().copied().filter(|verb| is_person_act(verb)).collect();
    assert_eq!(signed, SIGNED.iter().copied().collect());
    let once: BTreeSet<&str> = all.iter().copied().collect();
    assert_eq!(once.len(), all.len(), "a verb belongs to one noun: the act of an entry says which");
}

#[test]
fn acts_of_the_office_itself_are_signed_too() {
    for act in ["resolve_conflict", "redact", "grant_role", "revoke_role", "take_over_rules", "undo"] {
        assert!(is_person_act(act), "{act}");
    }
    for act in ["sign_in", "unmask", "print_notice", "import_stations", "generate_obligations", ""] {
        assert!(!is_person_act(act), "{act}");
    }
}
