//! Texts beside the main one: reasons, names of papers, remarks. None may hold what cannot be written, or a whole book.

use rstest::rstest;

use super::exhaustive::played;
use super::trials::sorting;
use super::*;
use crate::appeal::enter::{AnswerOnSpot, answer_on_spot};
use crate::appeal::handle::{AssignHandler, SetExternalNo, assign_handler, set_external_no};
use crate::appeal::sort::{AssignAppeal, RefuseAppeal, Sorting, assign_appeal, refuse_appeal};
use crate::appeal::{NoteKind, Rating, WriteNote, write_note};

/// A text, and why a field of so many signs does not take it.
fn spoilt(field: &str, most: u32) -> [(String, Refusal); 4] {
    let unwritable = || Refusal::BadCharacter { field: field.into() };
    [
        ("属地\0".into(), unwritable()),
        ("\u{1b}[2J".into(), unwritable()),
        ("属\u{85}地".into(), unwritable()),
        ("䶮".repeat(most as usize + 1), Refusal::TooLong { field: field.into(), most }),
    ]
}

fn good() -> [String; 4] {
    ["𠮷䶮".into(), "\u{202e}名".into(), "=cmd|'/c calc'!A1\n\t".into(), "长".repeat(200)]
}

#[test]
fn the_reason_of_an_assignment() {
    let case = played(Case::registered(), &[(CITY, "accept_appeal", "")]);
    let assigns = |reason: String| {
        let input = AssignAppeal { office: "331002".into(), on: day(RECEIVED), reason: Some(reason) };
        case.tries(CITY, |a, ctx| assign_appeal(a, input, ctx)).err()
    };
    for (text, why) in spoilt("reason", 200) {
        assert_eq!(assigns(text), Some(why));
    }
    assert!(good().into_iter().all(|text| assigns(text).is_none()));
}

#[test]
fn the_reason_of_another_handler() {
    let case =
        played(Case::registered(), &[(PROSECUTOR, "accept_appeal", ""), (ASSISTANT, "take_on_appeal", "")]);
    let assigns = |reason: String| {
        let input = AssignHandler { handler: id(PROSECUTOR), reason: Some(reason) };
        case.tries(SECTION, |a, ctx| assign_handler(a, input, ctx)).err()
    };
    for (text, why) in spoilt("reason", 200) {
        assert_eq!(assigns(text), Some(why));
    }
    assert!(good().into_iter().all(|text| assigns(text).is_none()));
}

#[test]
fn why_a_number_of_another_shape_is_right() {
    let case = played(Case::registered(), &[(PROSECUTOR, "accept_appeal", "")]);
    let sets = |why: String| {
        let input = SetExternalNo { number: "旧系统 31 号".into(), unusual: Some(why) };
        case.tries(ASSISTANT, |a, ctx| set_external_no(a, input, ctx)).err()
    };
    for (text, why) in spoilt("unusual", 200) {
        assert_eq!(sets(text), Some(why));
    }
    assert!(good().into_iter().all(|text| sets(text).is_none()));
}

#[test]
fn what_was_said_of_an_answer_on_the_spot() {
    let answers = |reason: String| {
        let input = AnswerOnSpot {
            answer: "已说明".into(),
            how: "oral".into(),
            answered_by: id(PROSECUTOR),
            rating: Rating::Dissatisfied,
            reason: Some(reason),
        };
        Case::registered().tries(LIAISON, |a, ctx| answer_on_spot(a, input, ctx)).err()
    };
    for (text, why) in spoilt("reason", 20_000) {
        assert_eq!(answers(text), Some(why));
    }
    assert!(good().into_iter().all(|text| answers(text).is_none()));
}

/// A bug: one form asked why and the other did not.
#[rstest]
#[case::not_said(None, false)]
#[case::in_blanks(Some(" \u{3000}"), false)]
#[case::said(Some("未说明依据"), true)]
fn whoever_is_dissatisfied_on_the_spot_says_why(#[case] reason: Option<&str>, #[case] taken: bool) {
    let answers = |rating: Rating| {
        let input = AnswerOnSpot {
            answer: "已说明".into(),
            how: "oral".into(),
            answered_by: id(PROSECUTOR),
            rating,
            reason: reason.map(str::to_owned),
        };
        Case::registered().tries(LIAISON, |a, ctx| answer_on_spot(a, input, ctx)).err()
    };
    let why = Refusal::Required { field: "reason".into() };
    assert_eq!(answers(Rating::Dissatisfied), (!taken).then_some(why));
    assert_eq!(answers(Rating::FairlySatisfied), None);
}

/// What names a paper stands on the sheets that are printed of it.
#[rstest]
#[case::plain(|_: &mut Material| {}, true)]
#[case::of_rare_signs(|m: &mut Material| m.name = "𠮷䶮回证".into(), true)]
#[case::of_two_hundred_signs(|m: &mut Material| m.name = "证".repeat(200), true)]
#[case::of_two_hundred_and_one(|m: &mut Material| m.name = "证".repeat(201), false)]
#[case::with_a_nul(|m: &mut Material| m.name = "回\0证".into(), false)]
#[case::of_nothing_but_a_nul(|m: &mut Material| m.name = "\0".into(), false)]
#[case::of_a_wide_space(|m: &mut Material| m.name = "\u{3000}".into(), false)]
#[case::in_a_volume_with_a_nul(|m: &mut Material| m.volume = Some("1\0".into()), false)]
#[case::on_a_page_of_a_book(|m: &mut Material| m.page = Some("3".repeat(201)), false)]
#[case::on_no_page(|m: &mut Material| m.page = None, false)]
#[case::a_file_without_an_address(|m: &mut Material| m.kept = Keeping::File, false)]
#[case::a_file(|m: &mut Material| (m.kept, m.file) = (Keeping::File, Some("ab12".into())), true)]
#[case::a_file_at_a_strange_address(
    |m: &mut Material| (m.kept, m.file) = (Keeping::File, Some("\u{1b}".into())), false
)]
fn a_paper_is_found_by_what_can_be_written(#[case] change: fn(&mut Material), #[case] found: bool) {
    let mut material = paper("送达回证");
    change(&mut material);
    assert_eq!(material.can_be_found(), found);
    let case = played(Case::registered(), &[(PROSECUTOR, "accept_appeal", "")]);
    let note = WriteNote { kind: NoteKind::Note, text: "见附件".into(), proofs: vec![material] };
    let why = case.tries(ASSISTANT, |a, ctx| write_note(a, note, ctx)).err();
    assert_eq!(why, (!found).then(|| Refusal::Required { field: "proofs".into() }));
}

/// A bug: the same text was held to two hundred signs beside the code `other`, and to twenty thousand beside any other.
#[rstest]
#[case::not_ours("not_ours")]
#[case::another("other")]
fn the_words_of_a_reason_may_be_as_long_beside_every_code(#[case] reason: &str) {
    let input = |n: usize| Sorting { text: Some("长".repeat(n)), ..sorting("ordinary", day(RECEIVED)) };
    let refuse = |n: usize| RefuseAppeal { sorting: input(n), reason: reason.into() };
    let case = Case::registered();
    assert!(case.tries(PROSECUTOR, |a, ctx| refuse_appeal(a, refuse(20_000), ctx)).is_ok());
    let why = Refusal::TooLong { field: "text".into(), most: 20_000 };
    assert_eq!(case.tries(PROSECUTOR, |a, ctx| refuse_appeal(a, refuse(20_001), ctx)), Err(why));
}
