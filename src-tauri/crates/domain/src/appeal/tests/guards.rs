//! What the law forbids around an appeal, told as single cases.

use rstest::rstest;

use super::trials::{notice, proposing, sorting};
use super::*;
use crate::appeal::conclude::*;
use crate::appeal::enter::*;
use crate::appeal::feedback::*;
use crate::appeal::handle::*;
use crate::appeal::sort::*;
use crate::appeal::*;

fn required(field: &str) -> Refusal {
    Refusal::Required { field: field.into() }
}

fn refer_to(unit: &str) -> ReferAppeal {
    ReferAppeal {
        sorting: sorting("ordinary", day(RECEIVED)),
        kind: Outward::Transfer,
        unit: unit.into(),
        letter_no: "台椒检转〔2026〕9号".into(),
    }
}

#[rstest]
#[case::itself("海门街道办事处", true)]
#[case::with_spaces(" 海门街道 办事处", true)]
#[case::another("椒江区人民政府", false)]
fn the_accused_never_gets_the_file(#[case] unit: &str, #[case] refused: bool) {
    let accused =
        Known {
            record: id(ACCUSED), part: Part::Accused, name: "海门街道办事处".into(), minor: false
        };
    let sent = Case::registered().tries(PROSECUTOR, |a, ctx| {
        refer_appeal(&a.clone().knowing(vec![accused.clone()]), refer_to(unit), ctx)
    });
    let why = Refusal::ToTheAccused { unit: unit.into() };
    assert_eq!(sent.err(), refused.then_some(why));
}

#[test]
fn feedback_is_not_delivered_to_the_accused() {
    let mut case = super::exhaustive::played(Case::registered(), &[(LIAISON, "all of concluded", "")]);
    let accused = Involved { record: id(ACCUSED), part: Part::Accused };
    let input = AmendAppeal { add_parties: vec![accused], ..AmendAppeal::default() };
    case.does(LIAISON, "amend_appeal", |a, ctx| amend_appeal(a, input, ctx));
    let deliver = |to: Option<RecordId>| DeliverAppeal {
        to,
        how: "mail".into(),
        on: day(RECEIVED),
        proof: Some(paper("送达回证")),
        note: None,
    };
    let refused = |to| case.tries(LIAISON, |a, ctx| deliver_appeal(a, deliver(to), ctx)).err();
    assert_eq!(refused(Some(id(ACCUSED))), Some(Refusal::ToTheAccused { unit: String::new() }));
    assert_eq!(refused(Some(id(60))), Some(required("to")), "nor to somebody who is no party");
    assert_eq!(refused(None), Some(required("to")));
    assert_eq!(refused(Some(id(PETITIONER))), None);
}

#[test]
fn who_bears_a_partys_name_keeps_away_until_it_is_cleared() {
    let namesake =
        Known { record: id(PETITIONER), part: Part::Petitioner, name: person(PROSECUTOR).name, minor: false };
    let mut case = Case::registered();
    let tries = |case: &Case| {
        case.tries(PROSECUTOR, |a, ctx| {
            let appeal = a.clone().knowing(vec![namesake.clone()]);
            accept_appeal(&appeal, AcceptAppeal { sorting: sorting("ordinary", ctx.today) }, ctx)
        })
    };
    assert_eq!(tries(&case), Err(Refusal::MustKeepAway));
    let clear = ClearConflict { person: id(PROSECUTOR), reason: "同名同姓".into() };
    case.does(SECTION, "clear_conflict", |a, ctx| clear_conflict(a, clear, ctx).map(|t| t.appeal));
    assert!(tries(&case).is_ok());
}

#[test]
fn who_declared_an_interest_gives_it_up_and_never_gets_it_back() {
    let mut case = super::exhaustive::played(
        Case::registered(),
        &[
            (PROSECUTOR, "accept_appeal", ""),
            (ASSISTANT, "take_on_appeal", ""),
            (ASSISTANT, "declare_recusal", ""),
        ],
    );
    assert_eq!(case.appeal().holder, None);
    let back = case.tries(SECTION, |a, ctx| {
        assign_handler(a, AssignHandler { handler: id(ASSISTANT), reason: None }, ctx)
    });
    assert_eq!(back, Err(Refusal::MustKeepAway));
    let proposes =
        |case: &Case| case.tries(ASSISTANT, |a, ctx| propose_conclusion(a, id(1), proposing(), ctx));
    assert!(proposes(&case).is_err());
    case.does(SECTION, "assign_handler", |a, ctx| {
        assign_handler(a, AssignHandler { handler: id(PROSECUTOR), reason: None }, ctx)
    });
}

#[rstest]
#[case::no_reply(|p: &mut ProposeConclusion| p.reply = " ".into(), "reply")]
#[case::no_explanation(|p: &mut ProposeConclusion| p.explanation.clear(), "explanation")]
#[case::no_form(|p: &mut ProposeConclusion| p.how.clear(), "reply_form")]
#[case::no_proof(|p: &mut ProposeConclusion| p.proofs.clear(), "proof")]
#[case::a_proof_nobody_finds(|p: &mut ProposeConclusion| p.proofs[0].page = None, "proof")]
fn a_conclusion_needs_reply_explanation_and_proof(
    #[case] without: fn(&mut ProposeConclusion),
    #[case] lacks: &str,
) {
    let case = super::exhaustive::played(
        Case::registered(),
        &[(PROSECUTOR, "accept_appeal", ""), (ASSISTANT, "take_on_appeal", "")],
    );
    let mut input = proposing();
    without(&mut input);
    let refused = case.tries(ASSISTANT, |a, ctx| propose_conclusion(a, id(1), input, ctx));
    assert_eq!(refused, Err(Refusal::Lacks { verb: "propose_conclusion".into(), lacks: vec![lacks.into()] }));
}

fn concluding() -> Case {
    super::exhaustive::played(
        Case::registered(),
        &[
            (PROSECUTOR, "accept_appeal", ""),
            (ASSISTANT, "take_on_appeal", ""),
            (ASSISTANT, "propose_conclusion", ""),
        ],
    )
}

#[test]
fn what_is_approved_is_the_draft_that_was_proposed() {
    let case = concluding();
    let approves = |draft: &Record| {
        case.tries(SECTION, |a, ctx| approve_conclusion(a, draft, ApproveConclusion {}, ctx))
    };
    let lacks =
        |what: &str| Err(Refusal::Lacks { verb: "approve_conclusion".into(), lacks: vec![what.into()] });
    let other =
        fold_ops("another", &[("write_note", AccountId::from_bytes([ASSISTANT; 16]), 1, case.note.clone())]);
    assert_eq!(approves(&other), lacks("draft"));
    let mut emptied = case.draft();
    emptied.sets.remove("proof");
    assert_eq!(approves(&emptied), lacks("proof"));
    let mut silent = case.draft();
    silent.fields.remove("explanation");
    assert_eq!(approves(&silent), lacks("explanation"));
    assert!(approves(&case.draft()).is_ok());
}

#[test]
fn the_draft_stays_in_the_office_until_it_is_approved() {
    let case = concluding();
    let station = format!("{:?}", case.record());
    assert!(!station.contains(&proposing().reply) && !station.contains(&proposing().explanation));
    let mut done = case.clone();
    done.step(SECTION, "approve_conclusion");
    assert_eq!(done.appeal().lines::<Reply>("reply")[0].text, proposing().reply);
}

#[test]
fn nobody_approves_their_own_work() {
    let mut case = super::exhaustive::played(Case::registered(), &[(PROSECUTOR, "accept_appeal", "")]);
    case.step(SECTION, "take_on_appeal").step(SECTION, "propose_conclusion");
    let refused =
        |who| case.tries(who, |a, ctx| approve_conclusion(a, &case.draft(), ApproveConclusion {}, ctx)).err();
    assert_eq!(refused(SECTION), Some(Refusal::OwnWork { verb: "approve_conclusion".into() }));
    assert_eq!(refused(DEPUTY), None);
    let paper = RecordPaperApproval { approver: id(SECTION), on: case.today, paper: paper("审批表") };
    let on_paper = case.tries(ASSISTANT, |a, ctx| record_paper_approval(a, &case.draft(), paper, ctx));
    assert_eq!(on_paper, Err(Refusal::OwnWork { verb: "record_paper_approval".into() }));
}

/// A bug: whoever only told how far it is, for the colleague who has it, approved the conclusion that followed.
#[test]
fn who_told_how_far_it_is_worked_on_it() {
    let mut case = super::exhaustive::played(Case::registered(), &[(PROSECUTOR, "accept_appeal", "")]);
    case.step(ASSISTANT, "take_on_appeal")
        .step(SECTION, "note_progress")
        .step(ASSISTANT, "propose_conclusion");
    let refused =
        |who| case.tries(who, |a, ctx| approve_conclusion(a, &case.draft(), ApproveConclusion {}, ctx)).err();
    assert_eq!(refused(SECTION), Some(Refusal::OwnWork { verb: "approve_conclusion".into() }));
    assert_eq!(refused(DEPUTY), None);
}

#[test]
fn the_handler_does_not_write_down_what_was_thought_of_it() {
    let case = super::exhaustive::played(Case::registered(), &[(LIAISON, "all of delivered", "")]);
    let evaluates = |who| {
        let input =
            EvaluateAppeal { level: Rating::Satisfied, on: day(RECEIVED), how: "phone".into(), reason: None };
        case.tries(who, |a, ctx| evaluate_appeal(a, input, ctx)).err()
    };
    let own = Some(Refusal::OwnWork { verb: "evaluate_appeal".into() });
    assert_eq!(evaluates(ASSISTANT), own, "who worked on it");
    assert_eq!(evaluates(PROSECUTOR), own, "nor who sorted it");
    assert_eq!(evaluates(LIAISON), None);
}

#[test]
fn a_colleague_to_whom_it_was_handed_over_is_a_handler_too() {
    let mut case = super::exhaustive::played(Case::registered(), &[(LIAISON, "all of delivered", "")]);
    // As the handing over of all of a colleague's work writes it, twice.
    for (from, to) in [(ASSISTANT, LIAISON), (LIAISON, SECTION)] {
        let line =
            ledger::Value::map([("from", id(from).into()), ("to", id(to).into()), ("on", RECEIVED.into())]);
        case.add(REGISTRAR, "hand_over", vec![Op::set("holder", id(to)), Op::line("handed_over", line)]);
    }
    let input =
        EvaluateAppeal { level: Rating::Satisfied, on: day(RECEIVED), how: "phone".into(), reason: None };
    let own = Err(Refusal::OwnWork { verb: "evaluate_appeal".into() });
    assert_eq!(case.tries(LIAISON, |a, ctx| evaluate_appeal(a, input.clone(), ctx)), own);
    assert_eq!(case.tries(ASSISTANT, |a, ctx| evaluate_appeal(a, input, ctx)), own, "who had it before");
}

#[rstest]
#[case::one_day_three_times(&["2026-09-04", "2026-09-04", "2026-09-04"], false)]
#[case::two_days(&["2026-09-04", "2026-09-07"], false)]
#[case::three_days(&["2026-09-04", "2026-09-07", "2026-09-08"], true)]
fn three_days_make_unreachable(#[case] days: &[&str], #[case] unreachable: bool) {
    let mut case = super::exhaustive::played(Case::registered(), &[(LIAISON, "all of concluded", "")]);
    for on in days {
        case.on(on).step(LIAISON, "log_contact_attempt");
    }
    let input = DeliverAppeal { to: None, how: NOT_OWED.into(), on: case.today, proof: None, note: None };
    let done = case.tries(LIAISON, |a, ctx| deliver_appeal(a, input, ctx));
    assert_eq!(done.is_ok(), unreachable, "{done:?}");
}

#[rstest]
#[case::nobody_was_asked(Rating::NotEvaluated, "not_owed", true)]
#[case::a_telephone_was_tried(Rating::NotEvaluated, "phone", true)]
#[case::an_answer_of_nobody(Rating::Satisfied, "not_owed", false)]
fn who_cannot_be_answered_is_not_asked(#[case] level: Rating, #[case] how: &str, #[case] fits: bool) {
    let mut case = Case::registered();
    let facts = AppealFacts { no_contact: Some(true), ..AppealFacts::default() };
    case.does(LIAISON, "amend_appeal", |a, ctx| {
        amend_appeal(a, AmendAppeal { facts, ..AmendAppeal::default() }, ctx)
    });
    let mut case = super::exhaustive::played(case, &[(LIAISON, "all of concluded", "")]);
    let told = DeliverAppeal { to: None, how: NOT_OWED.into(), on: case.today, proof: None, note: None };
    case.does(LIAISON, "deliver_appeal", |a, ctx| deliver_appeal(a, told, ctx));
    let input = EvaluateAppeal { level, on: case.today, how: how.into(), reason: None };
    let said = case.tries(LIAISON, |a, ctx| evaluate_appeal(a, input, ctx));
    assert_eq!(said.is_ok(), fits, "{said:?}");
}

#[test]
fn who_can_be_answered_was_asked_somehow() {
    let case = super::exhaustive::played(Case::registered(), &[(LIAISON, "all of delivered", "")]);
    let input =
        EvaluateAppeal { level: Rating::NotEvaluated, on: case.today, how: NOT_OWED.into(), reason: None };
    let refused = case.tries(LIAISON, |a, ctx| evaluate_appeal(a, input, ctx));
    let list = Refusal::NotInList { field: "how".into(), list: "delivery".into(), value: NOT_OWED.into() };
    assert_eq!(refused, Err(list));
}

#[test]
fn unreachable_rests_on_its_attempts() {
    let case = super::exhaustive::played(Case::registered(), &[(LIAISON, "all of delivered", "")]);
    let input =
        EvaluateAppeal { level: Rating::Unreachable, on: day(RECEIVED), how: "phone".into(), reason: None };
    let refused = case.tries(LIAISON, |a, ctx| evaluate_appeal(a, input, ctx));
    assert_eq!(refused, Err(Refusal::TooFew { field: "attempts".into(), least: 3 }));
}

#[rstest]
#[case::as_it_is_given("台椒检控申受[2026]33100200031号", true)]
#[case::the_published_sample("山东省院起诉受[2016]37000000031号", true)]
#[case::six_corner_brackets("台椒检控申受〔2026〕33100200031号", false)]
#[case::seven_digits("台椒检控申受[2026]3310020号", false)]
#[case::no_office("受[2026]33100200031号", false)]
#[case::letters_in_the_year("台椒检控申受[2O26]33100200031号", false)]
#[case::a_year_of_signs("台椒检控申受[年年]33100200031号", false)]
#[case::nothing("", false)]
fn a_number_of_the_other_system(#[case] number: &str, #[case] right: bool) {
    assert_eq!(looks_right(number), right);
}

#[test]
fn a_number_of_another_shape_is_kept_with_a_reason() {
    let case = super::exhaustive::played(Case::registered(), &[(PROSECUTOR, "accept_appeal", "")]);
    let number = |unusual: Option<&str>| SetExternalNo {
        number: "旧系统 31 号".into(),
        unusual: unusual.map(str::to_owned),
    };
    let sets = |input| case.tries(ASSISTANT, |a, ctx| set_external_no(a, input, ctx));
    assert_eq!(sets(number(None)), Err(Refusal::CheckFailed { field: "number".into() }));
    assert_eq!(sets(number(Some(" "))), Err(Refusal::CheckFailed { field: "number".into() }));
    assert!(sets(number(Some("旧系统编号"))).is_ok());
}

#[test]
fn work_goes_down_and_not_sideways() {
    let case = super::exhaustive::played(Case::registered(), &[(CITY, "accept_appeal", "")]);
    let assigns = |who, office: &str| {
        let input = AssignAppeal { office: office.into(), on: day(RECEIVED), reason: None };
        case.tries(who, |a, ctx| assign_appeal(a, input, ctx)).err()
    };
    assert_eq!(
        assigns(PROSECUTOR, "331003"),
        Some(Refusal::OnlyDownward),
        "a county gives nothing to its neighbour"
    );
    for office in ["331000", "330100", "330102", "331", ""] {
        assert_eq!(assigns(CITY, office), Some(Refusal::OnlyDownward), "{office}");
    }
    assert_eq!(assigns(CITY, "331081"), None);
    for nowhere in ["331099", "3310zz", "3310é", "33108\0"] {
        let (field, list) = ("office".into(), "office".into());
        let why = Refusal::NotInList { field, list, value: nowhere.into() };
        assert_eq!(assigns(CITY, nowhere), Some(why), "an office that does not exist");
    }
}

#[test]
fn nothing_is_told_before_it_was_received() {
    let early = notice("accepted", day("2026-09-02"));
    let refused = Case::registered().tries(LIAISON, |a, ctx| reply_procedurally(a, early, ctx));
    let (from, to) = (day(RECEIVED), day("2026-09-02"));
    assert_eq!(refused, Err(Refusal::EndBeforeStart { field: "on".into(), from, to }));
    let ahead = notice("accepted", day("2026-09-04"));
    let refused = Case::registered().tries(LIAISON, |a, ctx| reply_procedurally(a, ahead, ctx));
    assert_eq!(refused, Err(Refusal::InFuture { field: "on".into(), on: day("2026-09-04") }));
}

#[test]
fn an_amendment_that_changes_nothing_is_none() {
    let same = AmendAppeal {
        facts: AppealFacts { title: facts().title, ..AppealFacts::default() },
        ..AmendAppeal::default()
    };
    let refused = Case::registered().tries(LIAISON, |a, ctx| amend_appeal(a, same, ctx));
    assert_eq!(refused, Err(Refusal::NothingChanged));
}

/// 未成年人保护法: a minor who is recognised only later stops every way on but sealing.
#[test]
fn a_minor_found_later_is_sealed_and_nothing_else() {
    for (script, least) in ROADS {
        let case = super::exhaustive::played(Case::registered(), script);
        let moved = may_move(&case, false);
        assert!(moved.len() >= least, "{moved:?}");
        assert_eq!(may_move(&case, true), BTreeSet::from(["seal_appeal".to_owned()]), "in {}", case.at());
    }
}

type Script = &'static [(u8, &'static str, &'static str)];

/// How far it is, and how many ways on there are at least.
const ROADS: [(Script, usize); 3] = [
    (&[], 7),
    (&[(PROSECUTOR, "accept_appeal", ""), (ASSISTANT, "take_on_appeal", "")], 4),
    (
        &[
            (PROSECUTOR, "accept_appeal", ""),
            (ASSISTANT, "take_on_appeal", ""),
            (ASSISTANT, "propose_conclusion", ""),
        ],
        3,
    ),
];

/// Verbs by which somebody of the scene can move it on, with a minor among its people or with nobody under age.
fn may_move(case: &Case, minor: bool) -> BTreeSet<String> {
    let known = Known { record: id(PETITIONER), part: Part::Petitioner, name: "林某".into(), minor };
    let appeal = case.appeal().knowing(vec![known]);
    let moving = |verb: &str| STEPS.iter().any(|row| row.verb == verb && !row.to.is_empty());
    let why = Some(Refusal::MustBeSealed { reason: "minor".into() });
    let mut may = BTreeSet::new();
    for who in EVERYBODY {
        let who = person(who);
        let seen = allowed(&appeal, &Ctx { person: &who, today: case.today, law: &LAW });
        for step in seen.into_iter().filter(|step| moving(&step.verb)) {
            assert!(minor || step.why != why, "{}", step.verb);
            if step.may {
                may.insert(step.verb);
            }
        }
    }
    may
}

/// What comes in or comes back is taken in first: on the way nobody could seal it.
#[test]
fn every_row_that_moves_asks_whether_it_may_lie_open() {
    let asks = |row: &&Step<Appeal>| row.needs.iter().any(|need| need.name == "may_lie_open");
    let without: Vec<&str> = STEPS.iter().filter(|r| !r.to.is_empty() && !asks(r)).map(|r| r.verb).collect();
    assert_eq!(without, ["register_appeal", "return_hand_over", "take_in_appeal", "seal_appeal"]);
}
