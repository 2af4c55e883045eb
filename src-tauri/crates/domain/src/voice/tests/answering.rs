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

/// 送达证明: an answer that nobody can show to have arrived is none; how it is kept does not matter.
#[rstest]
#[case::none(None)]
#[case::one_that_nobody_finds(answer("2026-09-01").proof.map(|p| crate::appeal::Material { page: None, ..p }))]
fn an_answer_lacks_what_shows_that_it_arrived(#[case] proof: Option<crate::appeal::Material>) {
    let desk = Desk::studied(Adoption::Adopted).talked(Phase::Before, "2026-08-27");
    let input = AnswerVoice { proof, ..answer("2026-09-01") };
    let why = desk.refused(&by(Role::Prosecutor, SORTER), "2026-09-01", |v, c| answer_voice(v, input, c));
    assert_eq!(why, Refusal::Lacks { verb: "answer_voice".into(), lacks: vec!["delivery".into()] });
}

#[test]
fn the_proof_of_an_answer_stays_with_it() {
    let desk = Desk::studied(Adoption::Adopted).talked(Phase::Before, "2026-08-27").answered("2026-09-01");
    let kept = Voice::of(&desk.0).answers().pop().and_then(|a| a.proof);
    assert_eq!(kept, answer("2026-09-01").proof);
}

#[test]
fn an_answer_asks_for_what_its_row_names() {
    let desk = Desk::studied(Adoption::Adopted).talked(Phase::Before, "2026-08-27");
    let (who, law) = (by(Role::Prosecutor, SORTER), scene::asking(("voice", "answer")));
    let ctx = Ctx { person: &who, today: day("2026-09-01"), law: &law };
    let why = answer_voice(&Voice::of(&desk.0), answer("2026-09-01"), &ctx);
    assert_eq!(why, Err(Refusal::Lacks { verb: "answer_voice".into(), lacks: vec!["review".into()] }));
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
