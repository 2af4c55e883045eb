//! Every verb fed what no form would send: blanks, days ahead and before, codes of no list, papers nobody finds.

use rstest::rstest;

use super::exhaustive::played;
use super::trials::{notice, sorting};
use super::*;
use crate::appeal::conclude::*;
use crate::appeal::enter::*;
use crate::appeal::feedback::*;
use crate::appeal::handle::*;
use crate::appeal::limit::*;
use crate::appeal::sort::*;
use crate::appeal::*;

const BEFORE: &str = "2026-09-02";
const AHEAD: &str = "2026-09-04";

fn required(field: &str) -> Refusal {
    Refusal::Required { field: field.into() }
}

fn in_future(field: &str) -> Refusal {
    Refusal::InFuture { field: field.into(), on: day(AHEAD) }
}

fn too_early(field: &str) -> Refusal {
    Refusal::EndBeforeStart { field: field.into(), from: day(RECEIVED), to: day(BEFORE) }
}

fn not_in(field: &str, list: &str) -> Refusal {
    Refusal::NotInList { field: field.into(), list: list.into(), value: "x".into() }
}

fn lacks(verb: &str, what: &str) -> Refusal {
    Refusal::Lacks { verb: verb.into(), lacks: vec![what.into()] }
}

fn lost() -> Material {
    Material { page: Some(" ".into()), ..paper("送达回证") }
}

fn refused<T: std::fmt::Debug>(
    (case, who): (&Case, u8),
    verb: impl FnOnce(&Appeal, &Ctx<'_>) -> Result<T, Refusal>,
) -> Refusal {
    case.tries(who, verb).expect_err("it should be refused")
}

fn accepted() -> Case {
    played(Case::registered(), &[(PROSECUTOR, "accept_appeal", ""), (ASSISTANT, "take_on_appeal", "")])
}

fn delivered() -> Case {
    played(Case::registered(), &[(LIAISON, "all of delivered", "")])
}

#[rstest]
#[case::by_an_unknown_nature(|s: &mut Sorting| s.nature = "x".into(), not_in("nature", "nature"))]
#[case::by_no_nature(
    |s: &mut Sorting| s.nature = String::new(),
    Refusal::NotInList { field: "nature".into(), list: "nature".into(), value: String::new() }
)]
#[case::with_an_unknown_purpose(|s: &mut Sorting| s.purpose = Some("x".into()), not_in("purpose", "purpose"))]
#[case::tomorrow(|s: &mut Sorting| s.on = day(AHEAD), in_future("on"))]
#[case::before_it_came(|s: &mut Sorting| s.on = day(BEFORE), too_early("on"))]
#[case::with_a_blank_text(|s: &mut Sorting| s.text = Some(" \n".into()), required("text"))]
#[case::with_a_text_too_long(
    |s: &mut Sorting| s.text = Some("长".repeat(20_001)),
    Refusal::TooLong { field: "text".into(), most: 20_000 }
)]
#[case::telling_by_an_unknown_way(
    |s: &mut Sorting| s.notice.as_mut().unwrap().how = "x".into(), not_in("how", "delivery")
)]
#[case::telling_tomorrow(|s: &mut Sorting| s.notice.as_mut().unwrap().on = day(AHEAD), in_future("on"))]
fn sorting_is_refused(#[case] change: fn(&mut Sorting), #[case] why: Refusal) {
    let mut input = sorting("ordinary", day(RECEIVED));
    change(&mut input);
    let case = Case::registered();
    let accept = AcceptAppeal { sorting: input.clone() };
    assert_eq!(refused((&case, PROSECUTOR), |a, ctx| accept_appeal(a, accept, ctx)), why);
    let refuse = RefuseAppeal { sorting: input.clone(), reason: "not_ours".into() };
    assert_eq!(
        refused((&case, PROSECUTOR), |a, ctx| refuse_appeal(a, refuse, ctx)),
        why,
        "every way of sorting"
    );
    let guide = GuideAppeal { sorting: input, path: "向法院起诉".into() };
    assert_eq!(refused((&case, PROSECUTOR), |a, ctx| guide_appeal(a, guide, ctx)), why);
}

#[rstest]
#[case::for_an_unknown_reason("x", None, not_in("reason", "refusal"))]
#[case::for_another_and_says_not_which("other", None, required("text"))]
#[case::for_another_in_blanks("other", Some(" "), required("text"))]
fn turning_away_needs_a_reason(#[case] reason: &str, #[case] text: Option<&str>, #[case] why: Refusal) {
    let input = || Sorting { text: text.map(str::to_owned), ..sorting("ordinary", day(RECEIVED)) };
    let case = Case::registered();
    let refuse = RefuseAppeal { sorting: input(), reason: reason.into() };
    assert_eq!(refused((&case, PROSECUTOR), |a, ctx| refuse_appeal(a, refuse, ctx)), why);
    let decline = DeclineAppeal { sorting: input(), reason: reason.into() };
    assert_eq!(refused((&case, DEPUTY), |a, ctx| decline_appeal(a, decline, ctx)), why);
}

#[rstest]
#[case::to_nobody(" ", "台椒检转〔2026〕4号", required("unit"))]
#[case::without_a_letter("椒江区信访局", "", required("letter_no"))]
#[case::with_a_nul("椒江区\0信访局", "4号", Refusal::BadCharacter { field: "unit".into() })]
fn a_letter_goes_to_somebody_with_a_number(
    #[case] unit: &str,
    #[case] letter_no: &str,
    #[case] why: Refusal,
) {
    let case = Case::registered();
    let input = ReferAppeal {
        sorting: sorting("ordinary", day(RECEIVED)),
        kind: Outward::Refer,
        unit: unit.into(),
        letter_no: letter_no.into(),
    };
    assert_eq!(refused((&case, PROSECUTOR), |a, ctx| refer_appeal(a, input, ctx)), why);
}

#[test]
fn what_comes_back_from_outside_fits_what_went_out() {
    let case = played(Case::registered(), &[(PROSECUTOR, "refer_appeal", "")]);
    let sign = |id: &str, on: &str, proof: Material| SignForReferral { id: id.into(), on: day(on), proof };
    let signs = |input| refused((&case, LIAISON), |a, ctx| sign_for_referral(a, input, ctx));
    let unknown = Refusal::NotNow { verb: "sign_for_referral".into(), state: String::new() };
    assert_eq!(signs(sign("2", RECEIVED, paper("回证"))), unknown, "a letter that was never sent");
    assert_eq!(signs(sign("../main", RECEIVED, paper("回证"))), unknown);
    assert_eq!(signs(sign("1", AHEAD, paper("回证"))), in_future("on"));
    assert_eq!(signs(sign("1", BEFORE, paper("回证"))), too_early("on"), "before it was sent");
    assert_eq!(signs(sign("1", RECEIVED, lost())), lacks("sign_for_referral", "proof"));
    let blank =
        RecordReferralReply {
            id: "1".into(), on: day(RECEIVED), text: String::new(), proof: paper("复函")
        };
    assert_eq!(refused((&case, LIAISON), |a, ctx| record_referral_reply(a, blank, ctx)), required("text"));
    let silent = ReturnReferral { id: "1".into(), on: day(RECEIVED), reason: " ".into() };
    assert_eq!(refused((&case, PROSECUTOR), |a, ctx| return_referral(a, silent, ctx)), required("reason"));
}

#[test]
fn materials_are_named_told_and_found() {
    let case = Case::registered();
    let ask = |wanted: &str, about: &str| RequestMaterials {
        wanted: wanted.into(),
        notice: notice(about, day(RECEIVED)),
    };
    let asks = |input| refused((&case, PROSECUTOR), |a, ctx| request_materials(a, input, ctx));
    assert_eq!(asks(ask("", "materials")), required("wanted"));
    assert_eq!(asks(ask("产权证", "x")), not_in("about", "procedural_reply"));
    let waiting = played(Case::registered(), &[(PROSECUTOR, "request_materials", "")]);
    let gives = |on: &str, materials: Vec<Material>| {
        let input = SupplementMaterials { on: day(on), materials };
        refused((&waiting, LIAISON), |a, ctx| supplement_materials(a, input, ctx))
    };
    let none = lacks("supplement_materials", "materials");
    assert_eq!(gives(RECEIVED, vec![]), none);
    assert_eq!(
        gives(RECEIVED, vec![paper("产权证"), lost()]),
        none,
        "one that cannot be found is one too few"
    );
    assert_eq!(gives(AHEAD, vec![paper("产权证")]), in_future("on"));
}

#[test]
fn progress_is_words_on_a_day_with_the_next_one_after() {
    let case = accepted();
    let told = |text: &str, on: &str, next: Option<&str>| NoteProgress {
        text: text.into(),
        on: day(on),
        how: "phone".into(),
        next_on: next.map(day),
    };
    let tells = |input| refused((&case, ASSISTANT), |a, ctx| note_progress(a, input, ctx));
    assert_eq!(tells(told("", RECEIVED, None)), required("text"));
    assert_eq!(tells(told("在查", AHEAD, None)), in_future("on"));
    assert_eq!(tells(told("在查", RECEIVED, Some(BEFORE))), too_early("next_on"));
    let carved = NoteProgress { how: "x".into(), ..told("在查", RECEIVED, None) };
    assert_eq!(tells(carved), not_in("how", "delivery"));
}

#[test]
fn changes_of_hands_and_words_to_them_are_said_in_words() {
    let case = accepted();
    let blank = || " ".to_owned();
    let hand = HandOverAppeal { to: id(PROSECUTOR), reason: blank() };
    assert_eq!(refused((&case, SECTION), |a, ctx| hand_over_appeal(a, hand, ctx)), required("reason"));
    let same = HandOverAppeal { to: id(ASSISTANT), reason: "轮岗".into() };
    assert_eq!(refused((&case, SECTION), |a, ctx| hand_over_appeal(a, same, ctx)), Refusal::NothingChanged);
    let urge = UrgeAppeal { kind: Urging::Supervise, text: blank() };
    assert_eq!(refused((&case, SECTION), |a, ctx| urge_appeal(a, urge, ctx)), required("text"));
    let away = DeclareRecusal { reason: blank() };
    assert_eq!(refused((&case, ASSISTANT), |a, ctx| declare_recusal(a, away, ctx)), required("reason"));
    let own = ClearConflict { person: id(SECTION), reason: "同名".into() };
    let why = Refusal::OwnWork { verb: "clear_conflict".into() };
    assert_eq!(
        refused((&case, SECTION), |a, ctx| clear_conflict(a, own, ctx)),
        why,
        "nobody clears themselves"
    );
    let note = WriteNote { kind: NoteKind::Note, text: blank(), proofs: vec![] };
    assert_eq!(refused((&case, ASSISTANT), |a, ctx| write_note(a, note, ctx)), required("text"));
}

#[test]
fn a_liaison_writes_no_handling_notes() {
    let note = WriteNote { kind: NoteKind::Opinion, text: "意见".into(), proofs: vec![] };
    let why = Refusal::WrongRole { verb: "write_note".into() };
    assert_eq!(refused((&accepted(), LIAISON), |a, ctx| write_note(a, note, ctx)), why);
}

#[rstest]
#[case::of_no_clock("clock/R99/0", "clock")]
#[case::of_the_main_flow("main", "clock")]
#[case::of_a_stopped_clock("clock/R12a/0", "clock")]
#[case::of_a_clock_without_extension("clock/R03/0", "extension")]
fn an_extension_is_of_a_clock_that_can_be_extended(#[case] clock: &str, #[case] missing: &str) {
    let input = RequestExtension { clock: clock.into(), amount: 5, reason: "复杂".into() };
    let why = refused((&accepted(), ASSISTANT), |a, ctx| request_extension(a, input, ctx));
    assert!(matches!(&why, Refusal::ClockCannot { lacks, .. } if lacks == missing), "{why:?}");
}

#[test]
fn one_request_waits_for_a_clock_at_a_time() {
    let mut case = accepted();
    case.step(ASSISTANT, "request_extension");
    let input = RequestExtension { clock: "clock/R12d/0".into(), amount: 5, reason: "复杂".into() };
    let why = refused((&case, ASSISTANT), |a, ctx| request_extension(a, input, ctx));
    assert_eq!(why, lacks("request_extension", "clock"));
    let blank = RefuseRequest { id: "1".into(), reason: String::new() };
    assert_eq!(refused((&case, DEPUTY), |a, ctx| refuse_request(a, blank, ctx)), required("reason"));
    let unknown = GrantRequest { id: "2".into() };
    let why = refused((&case, DEPUTY), |a, ctx| grant_request(a, unknown, ctx));
    assert_eq!(why, Refusal::NotNow { verb: "grant_request".into(), state: String::new() });
}

#[test]
fn paper_is_found_dated_and_not_the_askers_own() {
    let mut case = accepted();
    case.step(ASSISTANT, "request_extension");
    let grant = |approver: u8, on: &str, paper: Material| RecordPaperGrant {
        id: "1".into(),
        approver: id(approver),
        on: day(on),
        paper,
    };
    let grants = |input| refused((&case, ASSISTANT), |a, ctx| record_paper_grant(a, input, ctx));
    assert_eq!(grants(grant(DEPUTY, AHEAD, paper("审批表"))), in_future("on"));
    assert_eq!(grants(grant(DEPUTY, RECEIVED, lost())), lacks("record_paper_grant", "paper"));
    let own = Refusal::OwnWork { verb: "record_paper_grant".into() };
    assert_eq!(grants(grant(ASSISTANT, RECEIVED, paper("审批表"))), own);
    case.step(ASSISTANT, "propose_conclusion");
    let approve =
        |on: &str, paper: Material| RecordPaperApproval { approver: id(DEPUTY), on: day(on), paper };
    let approves =
        |input| refused((&case, ASSISTANT), |a, ctx| record_paper_approval(a, &case.draft(), input, ctx));
    assert_eq!(approves(approve(AHEAD, paper("审批表"))), in_future("on"));
    assert_eq!(
        approves(approve(BEFORE, paper("审批表"))),
        too_early("on"),
        "signed before there was an appeal"
    );
    assert_eq!(approves(approve(RECEIVED, lost())), lacks("record_paper_approval", "paper"));
    let silent = SendBackConclusion { reason: " ".into() };
    assert_eq!(refused((&case, SECTION), |a, ctx| send_back_conclusion(a, silent, ctx)), required("reason"));
}

#[test]
fn a_denial_says_why() {
    let mut case = accepted();
    case.step(ASSISTANT, "propose_conclusion").step(ASSISTANT, "record_paper_approval");
    let silent = DisputePaperApproval { reason: String::new() };
    assert_eq!(refused((&case, DEPUTY), |a, ctx| dispute_paper_approval(a, silent, ctx)), required("reason"));
}

#[rstest]
#[case::an_unknown_way(|d: &mut DeliverAppeal| d.how = "x".into(), not_in("how", "delivery"))]
#[case::tomorrow(|d: &mut DeliverAppeal| d.on = day(AHEAD), in_future("on"))]
#[case::no_proof(|d: &mut DeliverAppeal| d.proof = None, lacks("deliver_appeal", "delivery"))]
#[case::a_lost_proof(|d: &mut DeliverAppeal| d.proof = Some(lost()), lacks("deliver_appeal", "delivery"))]
#[case::owed_to_nobody_though_it_is(|d: &mut DeliverAppeal| d.how = NOT_OWED.into(), Refusal::TooFew { field: "attempts".into(), least: 3 })]
#[case::a_blank_note(|d: &mut DeliverAppeal| d.note = Some(" ".into()), required("note"))]
fn a_delivery_is_refused(#[case] change: fn(&mut DeliverAppeal), #[case] why: Refusal) {
    let case = played(Case::registered(), &[(LIAISON, "all of concluded", "")]);
    let (to, proof) = (Some(id(PETITIONER)), Some(paper("送达回证")));
    let mut input = DeliverAppeal { to, how: "mail".into(), on: day(RECEIVED), proof, note: None };
    change(&mut input);
    assert_eq!(refused((&case, LIAISON), |a, ctx| deliver_appeal(a, input, ctx)), why);
}

#[rstest]
#[case::tomorrow(|e: &mut EvaluateAppeal| e.on = day(AHEAD), in_future("on"))]
#[case::before_it_was_delivered(|e: &mut EvaluateAppeal| e.on = day(BEFORE), too_early("on"))]
#[case::asked_by_an_unknown_way(|e: &mut EvaluateAppeal| e.how = "x".into(), not_in("how", "delivery"))]
#[case::for_a_blank_reason(|e: &mut EvaluateAppeal| e.reason = Some(String::new()), required("reason"))]
fn an_evaluation_is_refused(#[case] change: fn(&mut EvaluateAppeal), #[case] why: Refusal) {
    let mut input =
        EvaluateAppeal { level: Rating::Satisfied, on: day(RECEIVED), how: "phone".into(), reason: None };
    change(&mut input);
    assert_eq!(refused((&delivered(), LIAISON), |a, ctx| evaluate_appeal(a, input, ctx)), why);
}

#[test]
fn an_attempt_is_a_way_and_a_result_on_a_day() {
    let case = Case::registered();
    let tried = |on: &str, how: &str, result: &str| LogContactAttempt {
        on: day(on),
        how: how.into(),
        result: result.into(),
        note: None,
    };
    let logs = |input| refused((&case, LIAISON), |a, ctx| log_contact_attempt(a, input, ctx));
    assert_eq!(logs(tried(AHEAD, "phone", "no_answer")), in_future("on"));
    assert_eq!(logs(tried(RECEIVED, "x", "no_answer")), not_in("how", "delivery"));
    assert_eq!(logs(tried(RECEIVED, "phone", "x")), not_in("result", "no_contact"));
}

#[test]
fn an_answer_on_the_spot_is_words_in_a_known_form() {
    let case = Case::registered();
    let answer = |text: &str, how: &str| AnswerOnSpot {
        answer: text.into(),
        how: how.into(),
        answered_by: id(PROSECUTOR),
        rating: Rating::NotEvaluated,
        reason: None,
    };
    let answers = |input| refused((&case, LIAISON), |a, ctx| answer_on_spot(a, input, ctx));
    assert_eq!(answers(answer(" ", "oral")), required("answer"));
    assert_eq!(answers(answer("已说明", "x")), not_in("how", "reply_form"));
}

/// Law.md 3: 当场答复 ends a consultation; every other category is sorted first.
#[rstest]
#[case::asked("consultation", "consultation", None)]
#[case::neither("", "redress", None)]
#[case::criminal("criminal_appeal", "redress", Some(Refusal::NeedsSorting))]
#[case::civil("civil_supervision", "redress", Some(Refusal::NeedsSorting))]
#[case::accused("accusation", "accusation", Some(Refusal::NeedsSorting))]
#[case::an_accusation_called_other("other", "accusation", Some(Refusal::NeedsSorting))]
fn only_a_consultation_is_answered_on_the_spot(
    #[case] category: &str,
    #[case] purpose: &str,
    #[case] expected: Option<Refusal>,
) {
    let answer = || AnswerOnSpot {
        answer: "已说明".into(),
        how: "oral".into(),
        answered_by: id(PROSECUTOR),
        rating: Rating::NotEvaluated,
        reason: None,
    };
    let mut entered = registering();
    entered.facts.category = Some(category.to_owned()).filter(|c| !c.is_empty());
    entered.facts.purpose = Some(purpose.into());
    let (at_once, entry) = (Case::new(RECEIVED), entered.clone());
    let done = at_once.tries(LIAISON, |_, ctx| register_answered(&place(), (entry, answer()), ctx));
    assert_eq!(done.err(), expected);
    let mut later = Case::new(RECEIVED);
    later.does(LIAISON, "register_appeal", |_, ctx| register_appeal(&place(), entered, ctx));
    assert_eq!(later.tries(LIAISON, |a, ctx| answer_on_spot(a, answer(), ctx)).err(), expected);
}

#[test]
fn an_end_by_the_leader_is_a_finding() {
    let case = played(Case::registered(), &[(LIAISON, "all of twice", "")]);
    let silent = SettleAppeal { finding: "\n".into() };
    assert_eq!(refused((&case, DEPUTY), |a, ctx| settle_appeal(a, silent, ctx)), required("finding"));
}

/// Inputs are read from the wire strictly enough that a misspelt level is no level.
#[rstest]
#[case::of_no_list(r#"{"level":"delighted","on":"2026-09-03","how":"phone"}"#)]
#[case::on_no_day(r#"{"level":"satisfied","on":"2026-02-30","how":"phone"}"#)]
#[case::without_a_way(r#"{"level":"satisfied","on":"2026-09-03"}"#)]
#[case::of_another_shape(r#"["satisfied"]"#)]
fn a_misspelt_input_is_no_input(#[case] text: &str) {
    assert!(serde_json::from_str::<EvaluateAppeal>(text).is_err());
}
