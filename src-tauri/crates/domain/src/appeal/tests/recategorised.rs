//! 诉求类别 or 事项性质 found out later: which limits come, which go, and from which day each counts.

use ledger::{Stamp, Stamped, Value};
use rstest::rstest;

use super::limits::clock;
use super::trials::sorting;
use super::*;
use crate::appeal::enter::{AmendAppeal, amend_appeal, register_appeal};
use crate::appeal::limit::record_event;
use crate::appeal::project;
use crate::appeal::sort::{AcceptAppeal, RefuseAppeal, Sorting, accept_appeal, refuse_appeal};
use crate::clocks::{ClockLine, ClockVerb, FactsChanged};
use crate::conflict::{ResolveConflict, resolve_conflict};
use crate::procedure::RecordEvent;
use crate::projection::ClockState;

fn amends(case: &mut Case, touched: AppealFacts) {
    let input = AmendAppeal { facts: touched, ..AmendAppeal::default() };
    case.does(PROSECUTOR, "amend_appeal", |a, ctx| amend_appeal(a, input, ctx));
}

fn category(case: &mut Case, category: &str) {
    amends(case, AppealFacts { category: Some(category.into()), ..AppealFacts::default() });
}

/// Accepted on Thursday 2026-09-03, the day it was received.
fn accepted(category: &str, nature: &'static str) -> Case {
    let mut case = Case::registered_as(category);
    case.variant(PROSECUTOR, ("accept_appeal", nature));
    case
}

fn excluded(case: &Case, flow: &str) -> Option<String> {
    let rows = project(&case.record(), &LAW, &mut |_| None).clocks;
    rows.into_iter().find(|row| row.flow == flow).and_then(|row| row.excluded)
}

/// A bug: the category of an accepted appeal was changed and no limit came or went. 民事诉讼监督规则 33, 52: three days and three
/// months from the acceptance on 3 September, though it is the 20th of October by now.
#[test]
fn what_applies_only_now_opens_and_counts_from_its_own_event() {
    let mut case = accepted("other", "litigation");
    assert!(!case.flows().iter().any(|f| f.starts_with("clock/R11")), "{:?}", case.flows());
    category(case.on("2026-10-20"), "civil_supervision");
    assert_eq!(case.due("clock/R11.1/0"), day("2026-09-07"), "late from the day it opened");
    assert_eq!(case.due("clock/R11.3/0"), day("2026-12-03"));
    let came = clock(&case, "clock/R11.3/0").came;
    let change = "category:other>civil_supervision".to_owned();
    assert_eq!(came, Some(FactsChanged { on: day("2026-10-20"), change }));
}

#[test]
fn what_applies_no_longer_stops_with_its_reason_and_its_due_day() {
    let mut case = accepted("civil_supervision", "litigation");
    category(case.on("2026-10-20"), "other");
    let gone = clock(&case, "clock/R11.3/0");
    assert_eq!(gone.due_on(), Some(day("2026-12-03")));
    let change = "category:civil_supervision>other".to_owned();
    assert_eq!(gone.went(), Some(FactsChanged { on: day("2026-10-20"), change: change.clone() }));
    let lines: Vec<ClockLine> = case.appeal().lines("clock");
    let stop = lines.iter().rfind(|l| l.flow == "clock/R11.3/0" && l.verb == ClockVerb::Stopped).unwrap();
    assert_eq!((stop.due_on, stop.reason.as_ref()), (Some(day("2026-12-03")), Some(&change)));
    // Neither met nor missed, though the three days of R11.1 were over.
    assert_eq!(clock(&case, "clock/R11.1/0").state(), ClockState::Late);
    for flow in ["clock/R11.1/0", "clock/R11.3/0"] {
        assert_eq!(excluded(&case, flow).as_deref(), Some("applies_no_longer"), "{flow}");
    }
    assert_eq!(clock(&case, "clock/R03/0").at, "running", "what does not ask for the category stays");
}

#[test]
fn what_was_met_stays_met() {
    let mut case = accepted("civil_supervision", "litigation");
    case.on("2026-09-07");
    let served = RecordEvent {
        event: "acceptance_served".into(),
        on: day("2026-09-04"),
        proof: paper("送达回证"),
        note: None,
    };
    case.does(PROSECUTOR, "record_event", |a, ctx| record_event(a, served, ctx));
    category(case.on("2026-10-20"), "other");
    let met = clock(&case, "clock/R11.1/0");
    assert_eq!((met.state(), met.went()), (ClockState::InTime, None));
    assert_eq!(excluded(&case, "clock/R11.1/0"), None);
    // Back again: the event has been, and the three months go on from the acceptance.
    category(case.on("2026-10-27"), "civil_supervision");
    assert!(!case.flows().contains(&"clock/R11.1/anew1 running".to_owned()), "{:?}", case.flows());
    assert_eq!(case.due("clock/R11.3/anew1"), day("2026-12-03"));
}

#[test]
fn changed_to_and_fro_each_round_has_its_own_clock() {
    let mut case = accepted("civil_supervision", "litigation");
    for (on, to) in [("2026-09-08", "other"), ("2026-09-09", "civil_supervision"), ("2026-09-10", "other")] {
        category(case.on(on), to);
    }
    let review: Vec<String> = case.flows().into_iter().filter(|f| f.starts_with("clock/R11.3")).collect();
    assert_eq!(review, ["clock/R11.3/0 stopped", "clock/R11.3/anew1 stopped"]);
    category(case.on("2026-09-11"), "civil_supervision");
    assert_eq!(case.due("clock/R11.3/anew2"), day("2026-12-03"));
    let came = clock(&case, "clock/R11.3/anew2").came.map(|c| c.on);
    assert_eq!(came, Some(day("2026-09-11")));
}

/// 信访工作条例 31, 34: the sixty days are for 申诉求决. From Thursday 3 September to Monday 2 November.
#[rstest]
#[case::into_redress("suggestion", "redress", "clock/R12d/0 running")]
#[case::out_of_redress("redress", "suggestion", "clock/R12d/0 stopped")]
fn the_sixty_days_follow_the_purpose(#[case] before: &str, #[case] after: &str, #[case] flow: &str) {
    let mut case = Case::new(RECEIVED);
    let mut input = registering();
    input.facts.purpose = Some(before.into());
    case.does(LIAISON, "register_appeal", |_, ctx| register_appeal(&place(), input, ctx));
    case.step(PROSECUTOR, "accept_appeal");
    amends(case.on("2026-10-12"), AppealFacts { purpose: Some(after.into()), ..AppealFacts::default() });
    assert!(case.flows().contains(&flow.to_owned()), "{:?}", case.flows());
    assert_eq!(case.due("clock/R12d/0"), day("2026-11-02"));
}

/// Accepted as an ordinary matter, and turned away as one of litigation: what only the first owed is over.
#[test]
fn sorting_again_as_another_nature_stops_what_the_first_one_owed() {
    let mut case = untold();
    assert!(case.flows().contains(&"clock/R12b/0 running".to_owned()), "{:?}", case.flows());
    let sorting = Sorting { notice: None, ..sorting("litigation", day("2026-09-08")) };
    let input = RefuseAppeal { sorting, reason: "not_ours".into() };
    case.on("2026-09-08").does(PROSECUTOR, "refuse_appeal", |a, ctx| refuse_appeal(a, input, ctx));
    for flow in ["clock/R12b/0", "clock/R12d/0", "clock/R03/0"] {
        let gone = clock(&case, flow).went().unwrap_or_else(|| panic!("{flow} in {:?}", case.flows()));
        assert_eq!(gone.change, "nature:ordinary>litigation handling:accept>refuse");
    }
    assert_eq!(clock(&case, "clock/R02/0").went(), None, "seven days from receipt, sorted on the fifth");
}

/// A bug: turned away after its acceptance with the nature unchanged, a matter still owed the sixty days from there (信访工作条例
/// 34), and its notice then counted as one concluded in time. Accepted again it has sixty days from that day.
#[test]
fn a_matter_that_is_turned_away_after_all_owes_no_conclusion() {
    let owed = |case: &Case| {
        let tallies = project(&case.record(), &LAW, &mut |_| None).tallies.into_iter();
        tallies.filter(|t| t.what.starts_with("conclusion.")).count()
    };
    let mut case = untold();
    assert_eq!(owed(&case), 1);
    case.on("2026-09-08").step(PROSECUTOR, "refer_appeal");
    assert_eq!(clock(&case, "clock/R12d/0").went().map(|g| g.on), Some(day("2026-09-08")));
    assert_eq!(owed(&case), 0);
    category(case.on("2026-09-09"), "civil_supervision");
    assert!(!case.flows().iter().any(|f| f.starts_with("clock/R11")), "{:?}", case.flows());
    category(&mut case, "other");
    case.on("2026-09-15").step(PROSECUTOR, "return_referral").step(PROSECUTOR, "accept_appeal");
    assert_eq!(case.due("clock/R12d/anew1"), day("2026-11-16"), "sixty days on is Saturday 2026-11-14");
}

/// Referred after its acceptance, given back, accepted again: the three months are the same three months.
#[test]
fn accepted_again_the_three_months_count_from_receipt() {
    let mut case = untold();
    case.on("2026-09-08").step(PROSECUTOR, "refer_appeal");
    assert!(clock(&case, "clock/R03/0").went().is_some());
    case.on("2026-09-15").step(PROSECUTOR, "return_referral").step(PROSECUTOR, "accept_appeal");
    assert_eq!(case.due("clock/R03/anew1"), day("2026-12-03"));
    assert!(clock(&case, "clock/R03/anew1").is_open());
}

/// Accepted as an ordinary matter on the day it was received, and nobody told yet.
fn untold() -> Case {
    let mut case = Case::registered();
    let sorting = Sorting { notice: None, ..sorting("ordinary", day(RECEIVED)) };
    case.does(PROSECUTOR, "accept_appeal", |a, ctx| accept_appeal(a, AcceptAppeal { sorting }, ctx));
    case
}

/// 匿名 turns out afterwards: nobody is owed a letter (R12b), and what was said of it stays.
#[test]
fn an_appeal_that_turns_out_anonymous_owes_no_notice() {
    let mut case = untold();
    amends(case.on("2026-09-08"), AppealFacts { anonymous: Some(true), ..AppealFacts::default() });
    let gone = clock(&case, "clock/R12b/0");
    assert_eq!(gone.went().map(|g| g.change), Some("anonymous:>yes".into()));
    assert_eq!(gone.due_on(), Some(day("2026-09-18")));
}

/// What the answer has ended no word begins again.
#[test]
fn after_the_answer_nothing_of_the_work_begins_anew() {
    let mut case = Case::registered();
    case.step(PROSECUTOR, "accept_appeal")
        .step(ASSISTANT, "take_on_appeal")
        .step(ASSISTANT, "propose_conclusion");
    case.step(SECTION, "approve_conclusion").step(LIAISON, "deliver_appeal");
    category(case.on("2026-09-10"), "civil_supervision");
    assert!(!case.flows().iter().any(|f| f.starts_with("clock/R11")), "{:?}", case.flows());
}

/// A bug: after the answer a limit that had gone never came back, though what had started it happened after the answer.
/// 信访工作条例 35: thirty days from Thursday 10 September to Saturday 10 October, which is worked.
#[test]
fn what_the_petitioner_began_after_the_answer_comes_back() {
    let mut case = Case::registered();
    case.step(PROSECUTOR, "accept_appeal")
        .step(ASSISTANT, "take_on_appeal")
        .step(ASSISTANT, "propose_conclusion");
    case.step(SECTION, "approve_conclusion").step(LIAISON, "deliver_appeal");
    case.on("2026-09-10");
    let applied = RecordEvent {
        event: "review_requested".into(),
        on: day("2026-09-10"),
        proof: paper("复查申请"),
        note: None,
    };
    case.does(PROSECUTOR, "record_event", |a, ctx| record_event(a, applied, ctx));
    let purpose = |purpose: &str| AppealFacts { purpose: Some(purpose.into()), ..AppealFacts::default() };
    amends(case.on("2026-09-11"), purpose("suggestion"));
    assert!(clock(&case, "clock/R12e.2/0").went().is_some());
    amends(case.on("2026-09-14"), purpose("redress"));
    assert_eq!(case.due("clock/R12e.2/anew1"), day("2026-10-10"));
    assert!(clock(&case, "clock/R12e.2/anew1").is_open());
    assert!(!case.flows().iter().any(|f| f.starts_with("clock/R12d/anew")), "{:?}", case.flows());
}

#[test]
fn what_changes_no_rule_touches_no_clock() {
    let mut case = accepted("other", "litigation");
    let before = case.flows();
    amends(case.on("2026-09-08"), AppealFacts { title: Some("补充".into()), ..AppealFacts::default() });
    category(case.on("2026-09-09"), "consultation");
    assert_eq!(case.flows(), before);
    let told: Vec<ClockLine> = case.appeal().lines("clock");
    assert!(told.iter().all(|l| l.reason.is_none()), "{told:?}");
}

/// 转送来件 recognised late: the five working days from its receipt to 10 September; sorted already, the right was not used.
#[test]
fn a_referral_that_is_recognised_late_gets_no_free_days() {
    let mut case = Case::registered();
    amends(case.on("2026-09-08"), AppealFacts { way: Some("upper".into()), ..AppealFacts::default() });
    assert_eq!(case.due("clock/R12c/0"), day("2026-09-10"));
    let mut sorted = accepted("other", "litigation");
    amends(sorted.on("2026-09-14"), AppealFacts { way: Some("upper".into()), ..AppealFacts::default() });
    let objection = clock(&sorted, "clock/R12c/0");
    assert_eq!((objection.is_open(), objection.state()), (false, ClockState::InTime));
}

/// Two desks said it apart: one opened the limits of a civil matter, the other of none. What a head lets stand decides.
#[rstest]
#[case::the_civil_one_stands("civil_supervision", false)]
#[case::the_other_stands("criminal_appeal", true)]
fn what_two_desks_said_apart_is_settled_for_the_limits_too(#[case] stands: &str, #[case] goes: bool) {
    let mut case = accepted("other", "litigation");
    category(case.on("2026-09-08"), "civil_supervision");
    let mut record = case.record();
    let ours = record.fields["category"][0].clone();
    let mut theirs = ours.clone();
    theirs.value = "criminal_appeal".into();
    theirs.stamp.entry = ledger::EntryId([0xee; 32]);
    let side = if stands == "civil_supervision" { ours.stamp.entry } else { theirs.stamp.entry };
    record.fields.get_mut("category").unwrap().push(theirs);
    let input = ResolveConflict {
        field: Some("category".into()),
        side: Some(side),
        other: None,
        reason: "核对判决书".into(),
    };
    let head = person(SECTION);
    let ctx = Ctx { person: &head, today: day("2026-09-09"), law: &LAW };
    let ops = resolve_conflict(&record, &input, &ctx).unwrap();
    assert!(matches!(&ops[0], Op::ResolveField { field, .. } if field == "category"), "{ops:?}");
    let stopped = Op::go("clock/R11.3/0", "running", "stopped");
    assert_eq!(ops.contains(&stopped), goes, "{ops:?}");
    let told = ops.iter().any(|op| format!("{op:?}").contains("category:civil_supervision>criminal_appeal"));
    assert_eq!(told, goes);
}

/// 申诉求决 at one desk, 意见建议 at the other: the sixty days of R12d stand or fall with what is decided. And one who may be
/// nobody's to tell (R12b).
#[rstest]
#[case::it_asks_for_redress("purpose", Value::from("redress"), Value::from("suggestion"), "clock/R12d/0")]
#[case::it_has_a_name("anonymous", Value::Null, Value::from(true), "clock/R12b/0")]
fn a_settled_purpose_or_name_moves_its_limits(
    #[case] field: &str,
    #[case] ours: Value,
    #[case] theirs: Value,
    #[case] flow: &str,
) {
    let mut record = untold().record();
    let stamp = record.fields["category"][0].stamp.clone();
    let side = |value: &Value, n: u8| {
        let stamp = Stamp { entry: ledger::EntryId([n; 32]), ..stamp.clone() };
        Stamped { value: value.clone(), stamp }
    };
    record.fields.insert(field.into(), vec![side(&ours, 0xdd), side(&theirs, 0xee)]);
    let head = person(SECTION);
    let ctx = Ctx { person: &head, today: day("2026-09-09"), law: &LAW };
    for (n, stops) in [(0xdd, false), (0xee, true)] {
        let input = ResolveConflict {
            field: Some(field.into()),
            side: Some(ledger::EntryId([n; 32])),
            other: None,
            reason: "问过来访人".into(),
        };
        let ops = resolve_conflict(&record, &input, &ctx).unwrap();
        assert_eq!(ops.contains(&Op::go(flow, "running", "stopped")), stops, "{ops:?}");
    }
}
