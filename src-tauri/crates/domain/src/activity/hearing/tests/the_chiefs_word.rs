//! Cases of the chief prosecutor's approval.

use rstest::rstest;

use super::*;

fn paper() -> Material {
    Material {
        name: "听证呈批表".into(),
        kept: Keeping::Paper,
        file: None,
        volume: Some("2026-3".into()),
        page: Some("12".into()),
        n_copies: None,
        n_pages: None,
        original: None,
    }
}

fn on_paper() -> Desk {
    let input = RecordHearingApproval {
        matter: Matter::Place,
        approver: id(70),
        on: day("2026-09-02"),
        paper: paper(),
    };
    Desk::planned().act(&by(Role::Assistant), "2026-09-03", |a, c| record_hearing_approval(a, input, c))
}

fn answer(answer: Confirming) -> ConfirmHearingApproval {
    let reason = (answer == Confirming::Dispute).then(|| "并非本人签批".to_owned());
    ConfirmHearingApproval { matter: Matter::Place, answer, reason }
}

#[rstest]
#[case::section(Some(Level::Section))]
#[case::deputy(Some(Level::Deputy))]
#[case::no_level(None)]
fn below_the_chief_nobody_approves(#[case] level: Option<Level>) {
    let who = Person { level, ..person(Role::Head) };
    let desk = Desk::planned().asked(Matter::Place);
    let why = desk
        .refused(&who, "2026-09-03", |a, c| approve_hearing(a, ApproveHearing { matter: Matter::Place }, c));
    assert_eq!(why, Refusal::NeedsLevel { verb: "approve_hearing".into(), level: Some(Level::Chief) });
}

#[test]
fn sent_back_with_a_reason_it_may_be_asked_again() {
    let desk = Desk::planned().asked(Matter::Place);
    let back = |reason: &str| SendBackHearing { matter: Matter::Place, reason: reason.into() };
    let why = desk.refused(&chief(), "2026-09-03", |a, c| send_back_hearing(a, back(""), c));
    assert_eq!(why, Refusal::Required { field: "reason".into() });
    let desk = desk
        .act(&chief(), "2026-09-03", |a, c| send_back_hearing(a, back("改在听证室"), c))
        .approved(Matter::Place);
    assert!(approval::stands(&Activity::of(&desk.0), Matter::Place));
}

#[test]
fn typed_in_from_paper_it_counts_is_marked_and_waits() {
    let desk = on_paper();
    let activity = Activity::of(&desk.0);
    assert!(approval::stands(&activity, Matter::Place) && approval::on_paper(&activity));
    let card = project::project(&desk.0, law(), &mut |_| None).card.unwrap();
    assert_eq!(card.flags, ["approval_on_paper"]);
    let held = desk.named().noticed("2026-09-17").held();
    assert!(
        lacks_after(&Activity::of(&held.0), &ctx(&chief(), "2026-09-25"))
            .contains(&"paper_confirmed".to_owned())
    );
    let held =
        held.act(&chief(), "2026-09-25", |a, c| confirm_hearing_approval(a, answer(Confirming::Confirm), c));
    assert!(!approval::on_paper(&Activity::of(&held.0)), "confirmed after it was held");
}

/// A bug: a word that was given the day after the hearing stood for it.
#[rstest]
#[case::on_the_day("2026-09-20", &[])]
#[case::the_day_after("2026-09-21", &["approval"])]
fn the_word_comes_before_the_hearing(#[case] on: &str, #[case] lacks: &[&str]) {
    let desk = Desk::planned().asked(Matter::Place).named().noticed("2026-09-17");
    let desk = desk.act(&chief(), on, |a, c| approve_hearing(a, ApproveHearing { matter: Matter::Place }, c));
    let who = by(Role::Prosecutor);
    let held = holding("2026-09-20");
    let missing = match hold_activity(&Activity::of(&desk.0), &station(), held, &ctx(&who, "2026-09-21")) {
        Ok(_) => vec![],
        Err(Refusal::Lacks { lacks, .. }) => lacks,
        Err(other) => panic!("{other:?}"),
    };
    assert_eq!(missing, lacks);
}

#[rstest]
#[case::paper_nobody_finds(RecordHearingApproval { matter: Matter::Place, approver: id(70), on: day("2026-09-02"),
    paper: Material { page: None, ..paper() } }, "Lacks")]
#[case::signed_tomorrow(RecordHearingApproval { matter: Matter::Place, approver: id(70), on: day("2026-09-04"), paper: paper() }, "InFuture")]
#[case::deviation_before_it_was_held(RecordHearingApproval { matter: Matter::Deviation, approver: id(70), on: day("2026-09-02"), paper: paper() }, "NotNow")]
fn what_paper_does_not_do(#[case] input: RecordHearingApproval, #[case] why: &str) {
    let refusal = Desk::planned()
        .refused(&by(Role::Assistant), "2026-09-03", |a, c| record_hearing_approval(a, input, c));
    assert!(format!("{refusal:?}").starts_with(why), "{refusal:?}");
}

#[test]
fn only_the_chief_named_on_it_confirms_or_disputes_it() {
    let other = Person { record: id(71), ..chief() };
    let desk = on_paper();
    let why = desk
        .refused(&other, "2026-09-04", |a, c| confirm_hearing_approval(a, answer(Confirming::Confirm), c));
    assert_eq!(why, Refusal::NotYours);
    let silent = ConfirmHearingApproval { reason: None, ..answer(Confirming::Dispute) };
    let why = desk.refused(&chief(), "2026-09-04", |a, c| confirm_hearing_approval(a, silent, c));
    assert_eq!(why, Refusal::Required { field: "reason".into() });
    let desk =
        desk.act(&chief(), "2026-09-04", |a, c| confirm_hearing_approval(a, answer(Confirming::Dispute), c));
    assert!(!approval::stands(&Activity::of(&desk.0), Matter::Place));
    assert!(
        approval::stands(&Activity::of(&desk.approved(Matter::Place).0), Matter::Place),
        "it may be asked again"
    );
}

/// A bug: a paper that was disputed could be asked for again, but the right one could not be typed in.
#[test]
fn the_right_paper_may_follow_a_disputed_one() {
    let desk = on_paper()
        .act(&chief(), "2026-09-04", |a, c| confirm_hearing_approval(a, answer(Confirming::Dispute), c));
    let right = RecordHearingApproval {
        matter: Matter::Place,
        approver: id(70),
        on: day("2026-09-04"),
        paper: paper(),
    };
    let desk = desk.act(&by(Role::Assistant), "2026-09-04", |a, c| record_hearing_approval(a, right, c));
    assert!(approval::stands(&Activity::of(&desk.0), Matter::Place));
}

/// A bug: a hearing held on a paper that the chief denied afterwards was closed as if the word had been given.
#[test]
fn a_hearing_whose_word_was_denied_is_not_closed_before_the_right_one_is_there() {
    let held = on_paper().named().noticed("2026-09-17").held();
    let lacks = |desk: &Desk| {
        let missing = lacks_after(&Activity::of(&desk.0), &ctx(&chief(), "2026-09-25"));
        missing.contains(&"approval".to_owned())
    };
    assert!(!lacks(&held), "it counts while it waits");
    let deny = |a: &Activity, c: &Ctx<'_>| confirm_hearing_approval(a, answer(Confirming::Dispute), c);
    let denied = held.act(&chief(), "2026-09-25", deny);
    assert!(lacks(&denied));
    let given = denied.approved(Matter::Place);
    assert!(!lacks(&given));
    let again = AskHearingApproval { matter: Matter::Place, reason: "再请示".into() };
    let why = given.refused(&by(Role::Prosecutor), "2026-09-25", |a, c| ask_hearing_approval(a, again, c));
    assert!(matches!(why, Refusal::NotNow { .. }), "{why:?}");
}

/// A bug: on paper a lower level would do that an office had set, though the check asks for the chief (R16c): the paper counted,
/// and whose it was could not confirm it.
#[test]
fn on_paper_it_takes_the_level_of_the_check_too() {
    let lower = "# id: rules/approvals\n# version: 900\n# source: 试改\nact,level,source,wording,valid_from,valid_to\n\
        hold_hearing,deputy,本院,verified,,\n";
    let text = crate::law::RefText { name: "rules/approvals.csv".into(), text: lower.into() };
    let law = crate::Law::parse(&crate::law::RefTexts::shipped().with(text)).unwrap();
    let who = chief();
    let ctx = crate::Ctx { person: &who, today: day("2026-09-03"), law: &law };
    assert_eq!(law.approvals.level("hold_hearing", day("2026-09-03")), Some(Level::Deputy));
    let activity = Activity::of(&Desk::planned().0);
    assert_eq!(approval::level(&activity, Matter::Place, &ctx), Some(Level::Chief));
}

/// R16c and R16d are rows: where an office's own version switches them off, nothing is missing; its level is the row's.
#[test]
fn the_chiefs_word_is_asked_for_by_its_rows() {
    let off = "id,version,noun,about,matter,article,least,most,level,applies_when,wording,enabled,valid_from,valid_to,note";
    let row = |id: &str, about: &str, level: &str, on: bool| {
        format!("{id},900,activity,{about},试改,本院规定,,,{level},activity=HD02,verified,{on},2020-09-14,,")
    };
    let law_of = |rows: &[String]| {
        let text =
            format!("# id: rules/checks\n# version: 900\n# source: 试改\n{off}\n{}\n", rows.join("\n"));
        let text = crate::law::RefText { name: "rules/checks.csv".into(), text };
        crate::Law::parse(&crate::law::RefTexts::shipped().with(text)).unwrap()
    };
    let desk = Desk::planned();
    let activity = Activity::of(&desk.0);
    let who = chief();
    let lacks = |law: &crate::Law| {
        lacks_before(&activity, &crate::Ctx { person: &who, today: day("2026-09-03"), law })
    };
    assert!(lacks(law()).contains(&"approval".to_owned()));
    let none = law_of(&[
        row("R16c", "hearing_place", "chief", false),
        row("R16d", "hearers_majority", "chief", false),
    ]);
    assert!(!lacks(&none).contains(&"approval".to_owned()));
    assert!(approval::is_asked(
        &activity,
        Matter::Deviation,
        &crate::Ctx { person: &who, today: day("2026-09-03"), law: law() }
    ));
    assert!(!approval::is_asked(
        &activity,
        Matter::Deviation,
        &crate::Ctx { person: &who, today: day("2026-09-03"), law: &none }
    ));
}
