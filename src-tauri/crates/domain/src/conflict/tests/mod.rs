//! What two desks said apart: which of it is listed, who may decide, what the decision writes.
//! They know the forms of this module and made-up records, no desk.
//! Run by `cargo test -p domain`; each file beside this one is a question of its own.

mod doubles;
mod forks;
mod forms;
mod typed;

use ledger::{Move, Op, Record, Stamp, Stamped, Value};
use rstest::rstest;

use super::*;
use crate::Law;
use crate::scene::{day, person, record, then};

/// A record in which somebody at another desk set a field without having seen what stands.
pub(super) fn beside(mut record: Record, field: &str, value: &str) -> Record {
    let first = record.fields[field][0].clone();
    let stamp = Stamp { entry: EntryId([77; 32]), wall_ms: 77, ..first.stamp };
    record.fields.get_mut(field).unwrap().push(Stamped { value: value.into(), stamp });
    record
}

fn appeal() -> Record {
    record(
        "appeal",
        &[Op::set("received_on", "2026-03-02"), Op::set("title", "护栏"), Op::go("main", "", "registered")],
    )
}

pub(super) fn contested() -> Record {
    let mut record =
        then(appeal(), &[Op::go("main", "registered", "accepted"), Op::go("clock/R03/0", "", "running")]);
    let stamp = record.flows["main"].moves[1].stamp.clone();
    let lost = |from: &str, to: &str| Move {
        from: from.into(),
        to: to.into(),
        stamp: Stamp { entry: EntryId([88; 32]), wall_ms: 88, ..stamp.clone() },
    };
    record.flows.get_mut("main").unwrap().contested.push(lost("registered", "refused"));
    record.flows.entry("clock/R02/0".into()).or_default().contested.push(lost("", "running"));
    record
}

fn input(field: Option<&str>, side: Option<EntryId>, other: Option<&str>) -> ResolveConflict {
    ResolveConflict {
        field: field.map(String::from),
        side,
        other: other.map(String::from),
        reason: "当场核对过登记簿".into(),
    }
}

fn settle(record: &Record, input: &ResolveConflict) -> Result<Vec<Op>, Refusal> {
    let head = person(Role::Head);
    resolve_conflict(record, input, &Ctx { person: &head, today: day("2026-03-09"), law: &Law::default() })
}

#[test]
fn a_day_that_a_limit_counts_from_is_asked_and_a_title_is_not() {
    assert_eq!(conflicts(&appeal()), []);
    assert_eq!(conflicts(&beside(appeal(), "title", "栏杆")), []);
    let both = conflicts(&beside(appeal(), "received_on", "2026-03-03"));
    let [Conflict::Field { field, sides }] = both.as_slice() else { panic!("{both:?}") };
    assert_eq!((field.as_str(), sides.len()), ("received_on", 2));
    assert_eq!((sides[0].value.text(), sides[1].value.text()), (Some("2026-03-02"), Some("2026-03-03")));
}

/// A bug: beside this list lay another that nothing read, and of two purposes or two offices the later one stood in silence.
#[rstest]
#[case::what_decides_the_sixty_days("purpose", "redress", "suggestion")]
#[case::the_office_that_works_on_it("handled_by_office", "331002", "331003")]
#[case::the_number_elsewhere("external_no", "台椒控受[2026]1号", "台椒控受[2026]2号")]
fn what_the_law_looks_at_is_asked(#[case] field: &str, #[case] ours: &str, #[case] theirs: &str) {
    let record = beside(record("appeal", &[Op::set(field, ours)]), field, theirs);
    assert_eq!(conflicts(&record).iter().map(Conflict::field).collect::<Vec<_>>(), [Some(field)]);
}

/// A bug: of two days planned for a hearing one was decided on, and its notice went on counting back from the other.
#[rstest]
#[case::of_a_hearing("HD02", "hearing_on")]
#[case::of_a_reception_day("HD06", "reception_day_on")]
fn the_day_that_stands_is_the_day_that_is_looked_back_from(#[case] kind: &str, #[case] day_of: &str) {
    let planned = record(
        "activity",
        &[Op::set("kind", kind), Op::set("scheduled_on", "2026-03-20"), Op::set(day_of, "2026-03-20")],
    );
    let planned = beside(beside(planned, "scheduled_on", "2026-03-25"), day_of, "2026-03-25");
    let theirs = input(Some("scheduled_on"), Some(EntryId([77; 32])), None);
    assert!(settle(&planned, &theirs).unwrap().contains(&Op::set(day_of, "2026-03-25")));
    let other = input(Some("scheduled_on"), None, Some("2026-03-27"));
    assert!(settle(&planned, &other).unwrap().contains(&Op::set(day_of, "2026-03-27")));
}

#[test]
fn the_steps_of_an_entry_are_one_decision() {
    let all = conflicts(&contested());
    let [Conflict::Steps { sides }] = all.as_slice() else { panic!("{all:?}") };
    let of = |flow: &str, to: &str| (flow.to_owned(), to.to_owned());
    assert_eq!(sides[0].moves, [of("clock/R02/0", ""), of("main", "accepted")]);
    assert_eq!(sides[1].moves, [of("clock/R02/0", "running"), of("main", "refused")]);
}

#[test]
fn choosing_a_side_settles_every_flow_and_adopts_what_was_seen() {
    let record = contested();
    let other = EntryId([88; 32]);
    let ops = settle(&record, &input(None, Some(other), None)).unwrap();
    let settled = |flow: &str| {
        ops.iter().find_map(|op| match op {
            Op::ResolveFlow { flow: f, to, adopts } if f == flow => {
                Some((to.as_str(), adopts.contains(&other)))
            }
            _ => None,
        })
    };
    assert_eq!((settled("main"), settled("clock/R02/0")), (Some(("refused", true)), Some(("running", true))));
    let stays = conflicts(&record).remove(0);
    let Conflict::Steps { sides } = stays else { panic!() };
    let ops = settle(&record, &input(None, Some(sides[0].stamp.entry), None)).unwrap();
    assert!(
        ops.iter()
            .any(|op| matches!(op, Op::ResolveFlow { flow, to, .. } if flow == "main" && to == "accepted"))
    );
    assert!(matches!(ops.last(), Some(Op::Line { line, .. }) if line == "settled"), "why is written down");
}

#[test]
fn a_field_takes_one_side_or_another_value() {
    let record = beside(appeal(), "received_on", "2026-03-03");
    let value = |ops: Vec<Op>| match ops.into_iter().next() {
        Some(Op::ResolveField { to, .. }) => to,
        other => panic!("{other:?}"),
    };
    let side = input(Some("received_on"), Some(EntryId([77; 32])), None);
    assert_eq!(value(settle(&record, &side).unwrap()), Value::from("2026-03-03"));
    let other = input(Some("received_on"), None, Some(" 2026-02-28 "));
    assert_eq!(value(settle(&record, &other).unwrap()), Value::from("2026-02-28"));
}

#[rstest]
#[case::no_day("received_on", None, Some("昨天"), "other")]
#[case::no_side("received_on", None, None, "side")]
#[case::a_side_that_is_none("received_on", Some(EntryId([1; 32])), None, "side")]
// A bug: the value was taken, and the side that was chosen with it told nobody.
#[case::a_side_and_another_value("received_on", Some(EntryId([77; 32])), Some("2026-02-28"), "side")]
fn what_settles_nothing_is_refused(
    #[case] field: &str,
    #[case] side: Option<EntryId>,
    #[case] other: Option<&str>,
    #[case] named: &str,
) {
    let mut record = beside(appeal(), "received_on", "2026-03-03");
    for value in record.fields.get_mut("received_on").unwrap() {
        value.stamp.entry = EntryId([value.stamp.entry.0[0].max(50); 32]);
    }
    let why = settle(&record, &input(Some(field), side, other)).unwrap_err();
    let said = serde_json::to_value(&why).unwrap();
    assert_eq!(said["values"]["field"], named);
}

#[test]
fn an_identity_number_must_hold_whoever_types_it() {
    let party = record("party", &[Op::set("id_number", "331002196803151234")]);
    let party = beside(party, "id_number", "331002196803151235");
    let wrong = input(Some("id_number"), None, Some("331002196803151239"));
    assert_eq!(settle(&party, &wrong), Err(Refusal::CheckFailed { field: "other".into() }));
    // GB 11643-1999, its own example.
    let right = input(Some("id_number"), None, Some("11010519491231002X"));
    assert!(settle(&party, &right).is_ok());
}

#[test]
fn a_prosecutor_does_not_decide_and_nothing_open_is_nothing_to_decide() {
    let prosecutor = person(Role::Prosecutor);
    let ctx = Ctx { person: &prosecutor, today: day("2026-03-09"), law: &Law::default() };
    let refused = resolve_conflict(&contested(), &input(None, None, None), &ctx).unwrap_err();
    assert!(matches!(refused, Refusal::WrongRole { .. }));
    let other = Some(EntryId([88; 32]));
    assert_eq!(settle(&appeal(), &input(None, other, None)), Err(Refusal::NothingChanged));
    let mut silent = input(None, other, None);
    silent.reason = " ".into();
    let required = Refusal::Required { field: "reason".into() };
    assert_eq!(settle(&contested(), &silent), Err(required), "a decision has a reason");
    let typed = settle(&contested(), &input(None, other, Some("结案")));
    let failed = Refusal::CheckFailed { field: "other".into() };
    assert_eq!(typed, Err(failed), "a step is one of those taken");
}
