//! Another value than either side's, typed by whoever decides: it is held to what the form would have asked.

use rstest::rstest;

use super::super::*;
use super::{beside, input, record};
use crate::scene::{ctx, day, person};

/// One field of a record on which two desks differ, and what becomes of a third value on 9 March 2026.
fn typed(noun: &str, field: &str, sides: [&str; 2], other: &str) -> Result<Value, Refusal> {
    let contested = beside(record(noun, &[Op::set(field, sides[0])]), field, sides[1]);
    let head = person(Role::Head);
    let ops =
        resolve_conflict(&contested, &input(Some(field), None, Some(other)), &ctx(&head, "2026-03-09"))?;
    match ops.into_iter().next() {
        Some(Op::ResolveField { to, .. }) => Ok(to),
        other => panic!("{other:?}"),
    }
}

fn not_in(list: &str) -> Refusal {
    Refusal::NotInList { field: "other".into(), list: list.into(), value: "x".into() }
}

#[rstest]
#[case::nature("appeal", "nature", ["ordinary", "litigation"], "nature")]
#[case::category("appeal", "category", ["consultation", "other"], "category")]
#[case::purpose("appeal", "purpose", ["redress", "suggestion"], "purpose")]
#[case::kind_of_activity("activity", "kind", ["HD01", "HD02"], "activity")]
#[case::kind_of_voice("voice", "kind", ["work", "matter"], "voice_kind")]
#[case::kind_of_card("party", "id_kind", ["111", "414"], "id_kind")]
fn a_code_is_one_of_its_list(
    #[case] noun: &str,
    #[case] field: &str,
    #[case] sides: [&str; 2],
    #[case] list: &str,
) {
    assert_eq!(typed(noun, field, sides, "x"), Err(not_in(list)));
    assert_eq!(typed(noun, field, sides, sides[1]), Ok(sides[1].into()));
}

/// A bug: 20,000 signs went into the number of a case, whose own form takes a line.
#[rstest]
#[case::a_line("appeal", "case_no", SHORT)]
#[case::a_text("appeal", "request", LONG)]
#[case::what_a_hearing_agreed("activity", "agreement", LONG)]
#[case::a_name("party", "name", SHORT)]
#[case::set_by_a_step_of_its_own("appeal", "external_no", SHORT)]
fn another_value_has_as_many_signs_as_its_own_form_takes(
    #[case] noun: &str,
    #[case] field: &str,
    #[case] signs: usize,
) {
    let text = "字".repeat(signs);
    assert_eq!(typed(noun, field, ["甲", "乙"], &text), Ok(text.as_str().into()));
    let too_long = Refusal::TooLong { field: "other".into(), most: signs as u32 };
    assert_eq!(typed(noun, field, ["甲", "乙"], &format!("{text}字")), Err(too_long));
}

#[rstest]
#[case::kind_of_party("party", "kind", ["person", "unit"], "firm")]
#[case::kind_of_post("post", "kind", ["leader", "liaison"], "king")]
#[case::office_of_a_station("station", "office", ["331002", "331003"], "331099")]
#[case::office_of_a_person("person", "office", ["331002", "331003"], "椒江")]
#[case::office_that_works_on_it("appeal", "handled_by_office", ["331002", "331003"], "331099")]
#[case::short_code("station", "code", ["BY01", "BY02"], "by-1")]
#[case::short_code_of_one_sign("station", "code", ["BY01", "BY02"], "B")]
#[case::company_code("visit", "company_code", ["91350100M000100Y43", "911101080828461726"], "91350100M000100Y44")]
#[case::no_day("visit", "visited_on", ["2026-03-01", "2026-03-02"], "2026-02-30")]
fn what_the_form_would_refuse(
    #[case] noun: &str,
    #[case] field: &str,
    #[case] sides: [&str; 2],
    #[case] other: &str,
) {
    assert_eq!(typed(noun, field, sides, other), Err(Refusal::CheckFailed { field: "other".into() }));
    assert_eq!(typed(noun, field, sides, sides[0]), Ok(sides[0].into()));
}

#[rstest]
#[case::received("appeal", "received_on")]
#[case::visited("visit", "visited_on")]
#[case::held("activity", "held_on")]
#[case::born("party", "born_on")]
#[case::raised("voice", "received_on")]
fn nothing_happened_tomorrow(#[case] noun: &str, #[case] field: &str) {
    let sides = ["2026-03-01", "2026-03-02"];
    let ahead = Refusal::InFuture { field: "other".into(), on: day("2026-03-10") };
    assert_eq!(typed(noun, field, sides, "2026-03-10"), Err(ahead));
    assert_eq!(typed(noun, field, sides, "2026-03-09"), Ok("2026-03-09".into()));
}

#[test]
fn a_term_may_end_ahead() {
    let ends = typed("deputy", "to_on", ["2026-12-31", "2027-01-31"], "2027-02-28");
    assert_eq!(ends, Ok("2027-02-28".into()));
}

/// As every form writes it, so that desks and lists compare alike.
#[rstest]
#[case::without_noughts("2026-3-1", "2026-03-01")]
#[case::with_spaces_around(" 2026-03-01 ", "2026-03-01")]
#[case::a_leap_day("2024-2-29", "2024-02-29")]
fn a_day_is_kept_in_one_way_of_writing(#[case] other: &str, #[case] kept: &str) {
    assert_eq!(typed("appeal", "received_on", ["2026-03-02", "2026-03-03"], other), Ok(kept.into()));
}

#[rstest]
#[case::rare_signs("appeal", "case_no", "𠮷字 3 号")]
#[case::lines("appeal", "request", "一\n二")]
fn words_are_kept_as_typed(#[case] noun: &str, #[case] field: &str, #[case] other: &str) {
    assert_eq!(typed(noun, field, ["甲", "乙"], other), Ok(other.into()));
}

#[rstest]
#[case::a_nul("甲\0".to_owned(), Refusal::BadCharacter { field: "other".into() })]
#[case::blanks(" \u{3000}".to_owned(), Refusal::Required { field: "other".into() })]
fn words_that_cannot_be_kept(#[case] other: String, #[case] why: Refusal) {
    assert_eq!(typed("appeal", "case_no", ["甲", "乙"], &other), Err(why));
}
