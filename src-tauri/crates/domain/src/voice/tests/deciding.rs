//! Cases of deciding on a voice.

use rstest::rstest;

use super::*;

#[rstest]
#[case::yes(Adoption::Adopted, None, true)]
#[case::in_part_with_a_reason(Adoption::Partly, Some("先行试点"), true)]
#[case::in_part_without(Adoption::Partly, None, false)]
#[case::no_without(Adoption::NotAdopted, Some("  "), false)]
fn anything_but_a_whole_yes_says_why(
    #[case] adoption: Adoption,
    #[case] reason: Option<&str>,
    #[case] may: bool,
) {
    let desk = Desk::collected().sorted(Route::Study);
    let input = DecideVoice { adoption, reason: reason.map(str::to_owned) };
    let who = by(Role::Head, OTHER);
    assert_eq!(decide_voice(&Voice::of(&desk.0), input, &ctx(&who, "2026-08-26")).is_ok(), may);
}

#[test]
fn a_prosecutor_does_not_decide_and_a_head_without_a_level_neither() {
    let desk = Desk::collected().sorted(Route::Study);
    let input = || DecideVoice { adoption: Adoption::Adopted, reason: None };
    let why = desk.refused(&by(Role::Prosecutor, SORTER), "2026-08-26", |v, c| decide_voice(v, input(), c));
    assert_eq!(why, Refusal::WrongRole { verb: "decide_voice".into() });
    let head = Person { level: None, ..by(Role::Head, OTHER) };
    let why = desk.refused(&head, "2026-08-26", |v, c| decide_voice(v, input(), c));
    assert_eq!(why, Refusal::NeedsLevel { verb: "decide_voice".into(), level: Some(Level::Section) });
}
