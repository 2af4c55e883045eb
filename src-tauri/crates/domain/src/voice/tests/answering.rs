//! Cases of answering a voice.

use rstest::rstest;

use super::*;

#[test]
fn the_deputy_is_talked_to_first() {
    let desk = Desk::studied(Adoption::Adopted);
    let who = by(Role::Prosecutor, SORTER);
    let why = desk.refused(&who, "2026-09-01", |v, c| answer_voice(v, answer("2026-09-01"), c));
    assert_eq!(why, Refusal::Lacks { verb: "answer_voice".into(), lacks: vec!["contact".into()] });
    assert_eq!(desk.talked(Phase::During, "2026-08-28").answered("2026-09-01").state(), State::Answered);
}

#[rstest]
#[case::class(AnswerVoice { class: "Z".into(), ..answer("2026-09-01") }, "NotInList")]
#[case::form(AnswerVoice { how: "dream".into(), ..answer("2026-09-01") }, "NotInList")]
#[case::empty(AnswerVoice { text: " ".into(), ..answer("2026-09-01") }, "Required")]
#[case::tomorrow(answer("2026-09-02"), "InFuture")]
#[case::before_it_was_raised(answer("2026-08-19"), "EndBeforeStart")]
fn an_answer_that_is_not_right_is_refused(#[case] input: AnswerVoice, #[case] why: &str) {
    let desk = Desk::studied(Adoption::NotAdopted).talked(Phase::Before, "2026-08-27");
    let refusal = desk.refused(&by(Role::Prosecutor, SORTER), "2026-09-01", |v, c| answer_voice(v, input, c));
    assert!(format!("{refusal:?}").starts_with(why), "{refusal:?}");
}

#[test]
fn after_is_after_the_answer() {
    let desk = Desk::studied(Adoption::Adopted);
    let who = by(Role::Prosecutor, SORTER);
    let why =
        desk.refused(&who, "2026-09-01", |v, c| communicate_voice(v, talk(Phase::After, "2026-09-01"), c));
    assert!(matches!(why, Refusal::NotNow { .. }));
    let desk =
        desk.talked(Phase::Before, "2026-08-27").answered("2026-09-01").talked(Phase::After, "2026-09-02");
    assert_eq!(Voice::of(&desk.0).contacts().len(), 2);
}
