//! Whole lives of appeals.

use rstest::rstest;

use super::trials::{note_id, proposing};
use super::*;
use crate::appeal::conclude::*;
use crate::appeal::enter::*;
use crate::appeal::feedback::*;
use crate::appeal::handle::reply_procedurally;
use crate::appeal::sort::*;
use crate::appeal::*;
use crate::sealed::{self, SealReason};

#[test]
fn a_plain_appeal_goes_round() {
    let mut case = Case::registered();
    case.on("2026-09-07").step(PROSECUTOR, "accept_appeal").step(ASSISTANT, "take_on_appeal");
    case.on("2026-09-21").step(ASSISTANT, "propose_conclusion");
    case.on("2026-09-22").step(SECTION, "approve_conclusion");
    case.on("2026-09-23").step(LIAISON, "deliver_appeal");
    case.on("2026-09-28").step(LIAISON, "evaluate_appeal");
    case.step(ASSISTANT, "archive_appeal");
    assert_eq!(case.at(), "archived");
    assert_eq!(breaches(&case.record(), &LAW), vec![]);
    // All that is left is what the petitioner may still apply for (信访工作条例 35).
    let open: Vec<String> =
        case.appeal().clocks(&LAW).into_iter().filter(|c| c.is_open()).map(|c| c.flow).collect();
    assert_eq!(open, ["clock/R12e.1/0"]);
}

#[test]
fn dissatisfied_twice_ends_with_the_leader_and_still_counts() {
    let mut case = super::exhaustive::played(Case::registered(), &[(LIAISON, "all of twice", "")]);
    assert_eq!(case.at(), "evaluated", "a second rework is not opened");
    let refused = case.tries(ASSISTANT, |a, ctx| archive_appeal(a, ArchiveAppeal::default(), ctx));
    assert_eq!(refused, Err(Refusal::Lacks { verb: "archive_appeal".into(), lacks: vec!["settled".into()] }));
    let section =
        case.tries(SECTION, |a, ctx| settle_appeal(a, SettleAppeal { finding: "已尽".into() }, ctx));
    assert!(matches!(section, Err(Refusal::NeedsLevel { level: Some(Level::Deputy), .. })));
    case.step(DEPUTY, "settle_appeal").step(ASSISTANT, "archive_appeal");
    assert_eq!(case.appeal().evaluation().unwrap().level, Rating::Dissatisfied);
    assert_eq!(breaches(&case.record(), &LAW), vec![]);
}

/// A bug: limits of the first round were told from the days of the rework ("begun 10-09, due 09-10"), and the thirty days to
/// have the first answer looked at again began anew with the second.
#[test]
fn a_rework_leaves_the_days_of_the_first_round_alone() {
    let mut case = super::exhaustive::played(Case::registered(), &[(LIAISON, "all of delivered", "")]);
    let told = |case: &Case, cause: &str| {
        ["N06", "N07", "R12e.1"].map(|rule| {
            let clock = super::limits::clock(case, &format!("clock/{rule}/{cause}"));
            (clock.started_on, clock.due_on(), clock.deadline.and_then(|d| d.due_on))
        })
    };
    let first = told(&case, "0");
    assert!(first.iter().all(|(on, due, told)| *on < day("2026-10-09") && due == told));
    case.on("2026-10-09").variant(LIAISON, ("evaluate_appeal", "dissatisfied"));
    case.step(ASSISTANT, "propose_conclusion").step(SECTION, "approve_conclusion");
    case.step(LIAISON, "deliver_appeal");
    assert_eq!(told(&case, "0"), first);
    assert_eq!(told(&case, "rework").map(|(on, ..)| on), [day("2026-10-09"); 3]);
}

/// A bug: the thirty days to ask for a review (信访工作条例 35) began though the answer had reached nobody.
#[test]
fn an_answer_that_reached_nobody_starts_no_days_of_theirs() {
    let mut case = super::exhaustive::played(Case::registered(), &[(LIAISON, "all of concluded", "")]);
    for on in ["2026-09-04", "2026-09-07", "2026-09-08"] {
        case.on(on).step(LIAISON, "log_contact_attempt");
    }
    case.variant(LIAISON, ("deliver_appeal", "not_owed"));
    assert_eq!(case.at(), "delivered");
    assert!(!case.flows().iter().any(|f| f.starts_with("clock/R12e.1")), "{:?}", case.flows());
}

#[test]
fn what_pleased_after_the_rework_needs_no_leader() {
    let mut case = super::exhaustive::played(Case::registered(), &[(LIAISON, "all of reworking", "")]);
    case.step(ASSISTANT, "propose_conclusion")
        .step(SECTION, "approve_conclusion")
        .step(LIAISON, "deliver_appeal");
    case.variant(LIAISON, ("evaluate_appeal", "fairly_satisfied")).step(ASSISTANT, "archive_appeal");
    assert_eq!(case.appeal().evaluation().unwrap().level, Rating::FairlySatisfied);
}

#[test]
fn a_paper_signature_holds_the_archive_until_it_is_confirmed() {
    let mut case = super::exhaustive::played(
        Case::registered(),
        &[
            (PROSECUTOR, "accept_appeal", ""),
            (ASSISTANT, "take_on_appeal", ""),
            (ASSISTANT, "propose_conclusion", ""),
            (ASSISTANT, "record_paper_approval", ""),
            (LIAISON, "deliver_appeal", ""),
            (LIAISON, "evaluate_appeal", ""),
        ],
    );
    let refused = case.tries(ASSISTANT, |a, ctx| archive_appeal(a, ArchiveAppeal::default(), ctx));
    assert_eq!(
        refused,
        Err(Refusal::Lacks { verb: "archive_appeal".into(), lacks: vec!["paper_confirmed".into()] })
    );
    let chief = case.tries(CHIEF, |a, ctx| confirm_paper_approval(a, ConfirmPaperApproval {}, ctx));
    assert_eq!(chief, Err(Refusal::NotYours), "only the leader whose signature it is");
    case.step(DEPUTY, "confirm_paper_approval").step(ASSISTANT, "archive_appeal");
}

#[test]
fn a_leader_who_did_not_sign_sends_it_back_to_work() {
    let mut case = super::exhaustive::played(
        Case::registered(),
        &[
            (PROSECUTOR, "accept_appeal", ""),
            (ASSISTANT, "take_on_appeal", ""),
            (ASSISTANT, "propose_conclusion", ""),
            (ASSISTANT, "record_paper_approval", ""),
        ],
    );
    case.step(DEPUTY, "dispute_paper_approval");
    assert_eq!((case.at().as_str(), case.record().at("approve/1")), ("handling", "disputed"));
    case.step(ASSISTANT, "propose_conclusion").step(SECTION, "approve_conclusion");
    assert_eq!(case.record().at("approve/2"), "approved");
}

/// A bug: a paper that its leader denied had met the sixty days for good, and a conclusion after them counted as in time.
#[test]
fn a_denied_paper_meets_no_limit() {
    let mut case = super::exhaustive::played(
        Case::registered(),
        &[
            (PROSECUTOR, "accept_appeal", ""),
            (ASSISTANT, "take_on_appeal", ""),
            (ASSISTANT, "propose_conclusion", ""),
            (ASSISTANT, "record_paper_approval", ""),
        ],
    );
    let sixty = |case: &Case| super::limits::clock(case, "clock/R12d/0");
    assert!(!sixty(&case).is_open(), "the paper counts while nobody denies it");
    case.on("2026-09-10").step(DEPUTY, "dispute_paper_approval");
    assert_eq!((sixty(&case).is_open(), case.due("clock/R12d/0")), (true, day("2026-11-02")));
    assert_eq!(case.record().text("concluded_on"), None);
    case.on("2026-12-01").step(ASSISTANT, "propose_conclusion").step(SECTION, "approve_conclusion");
    assert_eq!(sixty(&case).state(), crate::projection::ClockState::Late);
    assert_eq!(case.record().text("concluded_on"), Some("2026-12-01"));
}

#[test]
fn what_was_delivered_on_a_disputed_paper_goes_back_to_work() {
    let mut case = super::exhaustive::played(
        Case::registered(),
        &[
            (PROSECUTOR, "accept_appeal", ""),
            (ASSISTANT, "take_on_appeal", ""),
            (ASSISTANT, "propose_conclusion", ""),
            (ASSISTANT, "record_paper_approval", ""),
            (LIAISON, "deliver_appeal", ""),
        ],
    );
    case.step(DEPUTY, "dispute_paper_approval");
    assert_eq!(case.at(), "handling");
    assert_eq!(breaches(&case.record(), &LAW), vec![]);
    case.step(ASSISTANT, "propose_conclusion")
        .step(SECTION, "approve_conclusion")
        .step(LIAISON, "deliver_appeal");
}

#[test]
fn a_referral_that_comes_back_is_sorted_again() {
    let mut case = Case::registered();
    case.step(PROSECUTOR, "refer_appeal").step(PROSECUTOR, "return_referral");
    assert_eq!(case.at(), "registered");
    case.step(PROSECUTOR, "refer_appeal");
    assert_eq!((case.record().at("refer/1"), case.record().at("refer/2")), ("returned", "sent"));
    let early = case.tries(LIAISON, |a, ctx| {
        let (to, proof) = (Some(id(PETITIONER)), Some(paper("送达回证")));
        deliver_appeal(a, DeliverAppeal { to, how: "mail".into(), on: ctx.today, proof, note: None }, ctx)
    });
    assert_eq!(early, Err(Refusal::Lacks { verb: "deliver_appeal".into(), lacks: vec!["sign_for".into()] }));
    case.step(LIAISON, "sign_for_referral").step(LIAISON, "deliver_appeal").step(LIAISON, "evaluate_appeal");
    case.step(ASSISTANT, "archive_appeal");
}

/// Refused without a notice in the same act.
fn refused_silently(case: &mut Case, nature: &str) {
    let silent = RefuseAppeal {
        sorting: Sorting { notice: None, ..super::trials::sorting(nature, case.today) },
        reason: "other_path".into(),
    };
    case.does(PROSECUTOR, "refuse_appeal", |a, ctx| refuse_appeal(a, silent, ctx));
}

fn told(case: &mut Case, about: &str) {
    let notice = super::trials::notice(about, case.today);
    case.does(LIAISON, "reply_procedurally", |a, ctx| reply_procedurally(a, notice, ctx));
}

fn delivers(case: &Case) -> Result<(), Refusal> {
    super::trials::attempt(case, LIAISON, ("deliver_appeal", "")).map(|_| ())
}

fn lacks_notice() -> Result<(), Refusal> {
    Err(Refusal::Lacks { verb: "deliver_appeal".into(), lacks: vec!["notice".into()] })
}

/// A bug: any notice counted, so that who was told that it is still looked into counted as told of the refusal.
#[test]
fn a_refusal_is_told_before_it_is_an_end() {
    let mut case = Case::registered();
    refused_silently(&mut case, "ordinary");
    assert_eq!(delivers(&case), lacks_notice());
    told(&mut case, "progress");
    assert_eq!(delivers(&case), lacks_notice());
    told(&mut case, "refused");
    assert_eq!(delivers(&case), Ok(()));
}

/// A bug: where the seven days had been met before, no notice was owed any more, and none could be given: it never ended.
#[test]
fn a_refusal_after_the_first_reply_can_still_be_told() {
    let mut case = Case::registered();
    told(&mut case, "progress");
    refused_silently(case.on("2026-09-07"), "litigation");
    assert_eq!(delivers(&case), lacks_notice());
    told(&mut case, "refused");
    assert_eq!(delivers(&case), Ok(()));
    let again =
        case.tries(LIAISON, |a, ctx| reply_procedurally(a, super::trials::notice("refused", ctx.today), ctx));
    assert_eq!(again.err(), Some(Refusal::NothingOwed), "told once");
}

/// A bug: typed in later, a notice of acceptance could stand before the acceptance, and met the seven days.
#[test]
fn nothing_is_told_before_it_was_decided() {
    use super::trials::{notice, sorting};
    let mut case = Case::registered();
    let (before, decided) = (day(RECEIVED), day("2026-09-08"));
    let why = Refusal::EndBeforeStart { field: "on".into(), from: decided, to: before };
    let accepts = |told: Option<&str>| AcceptAppeal {
        sorting: Sorting { notice: told.map(|about| notice(about, before)), ..sorting("ordinary", decided) },
    };
    let early = accepts(Some("accepted"));
    case.on("2026-09-09");
    assert_eq!(case.tries(PROSECUTOR, |a, ctx| accept_appeal(a, early, ctx)).err(), Some(why.clone()));
    case.does(PROSECUTOR, "accept_appeal", |a, ctx| accept_appeal(a, accepts(None), ctx));
    let tells = |about: &str, on: NaiveDate| {
        case.tries(LIAISON, |a, ctx| reply_procedurally(a, notice(about, on), ctx)).err()
    };
    assert_eq!(tells("accepted", before), Some(why));
    assert_eq!((tells("accepted", decided), tells("progress", before)), (None, None));
}

/// A back door: who was turned away by a notice alone had met the seven days, and nobody had decided anything. That a matter was
/// taken in, or goes elsewhere, may be said at the counter.
#[rstest]
#[case::refused("refused", false)]
#[case::no_longer("no_longer", false)]
#[case::guided("guided", false)]
#[case::transferred("transferred", true)]
#[case::taken_in("accepted", true)]
#[case::looked_into("progress", true)]
fn nobody_is_turned_away_by_a_notice_alone(#[case] about: &str, #[case] may: bool) {
    use super::trials::{notice, sorting};
    let lacks = |verb: &str| Refusal::Lacks { verb: verb.into(), lacks: vec!["sorted".into()] };
    let why = |verb: &str| (!may).then(|| lacks(verb));
    let mut case = Case::registered();
    let told = |case: &Case| {
        let given = notice(about, case.today);
        case.tries(LIAISON, |a, ctx| reply_procedurally(a, given, ctx)).err()
    };
    assert_eq!(told(&case), why("reply_procedurally"));
    let wanted = RequestMaterials { wanted: "身份证明".into(), notice: notice(about, case.today) };
    let asks = case.tries(PROSECUTOR, |a, ctx| request_materials(a, wanted, ctx));
    assert_eq!(asks.err(), why("request_materials"));
    // Decided otherwise, it is still not what was decided.
    let decided = AcceptAppeal { sorting: Sorting { notice: None, ..sorting("ordinary", case.today) } };
    case.does(PROSECUTOR, "accept_appeal", |a, ctx| accept_appeal(a, decided, ctx));
    assert_eq!(told(&case), why("reply_procedurally"));
}

/// A bug: a unit could answer before it had signed for the letter.
#[test]
fn a_letter_is_answered_after_it_was_signed_for() {
    let mut case = Case::registered();
    case.step(PROSECUTOR, "refer_appeal");
    case.on("2026-09-08").step(LIAISON, "sign_for_referral");
    let answers = |on: &str| {
        let (id, text, proof) = ("1".into(), "已调处。".into(), paper("复函"));
        let input = RecordReferralReply { id, on: day(on), text, proof };
        case.tries(LIAISON, |a, ctx| record_referral_reply(a, input, ctx)).err()
    };
    let (from, to) = (day("2026-09-08"), day("2026-09-07"));
    assert_eq!(answers("2026-09-07"), Some(Refusal::EndBeforeStart { field: "on".into(), from, to }));
    assert_eq!(answers("2026-09-08"), None);
}

#[test]
fn an_answer_on_the_spot_is_one_line_and_closed() {
    let mut case = Case::new(RECEIVED);
    case.step(LIAISON, "answer_on_spot");
    assert_eq!((case.at().as_str(), case.acts.len()), ("answered_on_spot", 1));
    let clocks = case.appeal().clocks(&LAW);
    let in_time = |c: &crate::clocks::Clock| c.state() == crate::projection::ClockState::InTime;
    assert!(!clocks.is_empty() && clocks.iter().all(in_time));
    // It was kept and never read: neither the page nor the sheet told what had been answered.
    let replies = case.appeal().lines::<Reply>("reply");
    assert_eq!((replies.len(), replies[0].outcome.as_str()), (1, "explain"));
    case.on("2026-09-30").variant(LIAISON, ("sample_appeal", "dissatisfied"));
    assert_eq!(case.at(), "reworking", "a later sampling may open it again");
}

#[test]
fn nobody_rates_their_own_answer_on_the_spot() {
    let answer = |answered_by, rating| AnswerOnSpot {
        answer: "已说明".into(),
        how: "oral".into(),
        answered_by: id(answered_by),
        rating,
        reason: None,
    };
    let tries = |answer| Case::registered().tries(LIAISON, |a, ctx| answer_on_spot(a, answer, ctx)).err();
    assert_eq!(tries(answer(PROSECUTOR, Rating::Satisfied)), None);
    assert_eq!(tries(answer(LIAISON, Rating::NotEvaluated)), None);
    let own = Refusal::OwnWork { verb: "answer_on_spot".into() };
    assert_eq!(tries(answer(LIAISON, Rating::Satisfied)), Some(own));
}

#[test]
fn a_substitute_works_in_the_place_of_an_absent_colleague() {
    let case = super::exhaustive::played(
        Case::registered(),
        &[(PROSECUTOR, "accept_appeal", ""), (ASSISTANT, "take_on_appeal", "")],
    );
    let mut substitute = person(PROSECUTOR);
    let proposes = |who: &Person| {
        let ctx = Ctx { person: who, today: case.today, law: &LAW };
        propose_conclusion(&case.appeal(), note_id(), proposing(), &ctx).map(|_| ())
    };
    assert_eq!(proposes(&substitute), Err(Refusal::NotHolder));
    substitute.stands_for.insert(id(ASSISTANT));
    assert_eq!(proposes(&substitute), Ok(()));
}

#[test]
fn a_report_leaves_the_station_number_and_day_only() {
    let mut input = registering();
    input.facts.category = Some("report".into());
    assert_eq!(sealed::must_seal(&input.facts, 0), Some(SealReason::Report));
    let (who, today) = (person(LIAISON), day(RECEIVED));
    let ctx = Ctx { person: &who, today, law: &LAW };
    let sealing = sealed::seal_at_entry(&place(), (id(3), SealReason::Report), input, &ctx).unwrap();
    let account = AccountId::from_bytes([LIAISON; 16]);
    let stub = fold_ops("appeal", &[("register_appeal", account, 1, sealing.stub)]);
    assert_eq!(stub.at("main"), "sealed");
    let kept: Vec<&str> = stub.fields.keys().map(String::as_str).collect();
    assert_eq!(kept, ["office", "received_on", "registered_on", "station"]);
    assert_eq!(stub.sets.len(), 0);
    assert_eq!(
        Appeal::of(&stub).clocks(&LAW).iter().map(|c| c.flow.as_str()).collect::<Vec<_>>(),
        ["clock/R01/0"]
    );
    assert_eq!(breaches(&stub, &LAW), vec![]);
    let matter = Appeal::of(&fold_ops("sealed", &[("register_appeal", account, 1, sealing.sealed)]));
    assert_eq!((matter.state, matter.station), (Some(State::Registered), None));
    assert_eq!(matter.facts.title, facts().title);
    assert_eq!(matter.record.record("stub"), Some(id(3)));
}

#[test]
fn a_party_under_eighteen_seals_the_matter() {
    assert_eq!(sealed::must_seal(&facts(), 1), Some(SealReason::Minor));
    assert_eq!(sealed::must_seal(&facts(), 0), None);
}

#[test]
fn the_stub_learns_that_the_petitioner_was_told() {
    let mut case = super::exhaustive::played(Case::registered(), &[(SECTION, "seal_appeal", "")]);
    case.on("2026-09-08").step(ASSISTANT, "reply_sealed");
    assert_eq!(case.flows(), ["clock/R01/0 stopped"]);
    assert!(
        case.tries(ASSISTANT, |a, ctx| sealed::reply_sealed(a, sealed::ReplySealed { on: ctx.today }, ctx))
            .is_err(),
        "told once"
    );
}
