//! Cases of a hearing's record.

use rstest::rstest;

use super::*;

fn whole(adopts: Adopts) -> RecordHearing {
    RecordHearing {
        facts: HearingFacts {
            recording_no: Some("LX-2026-08".into()),
            signed_on: Some(day("2026-09-20")),
            majority: Some("支持申诉人部分请求".into()),
            adopts: Some(adopts),
            ..HearingFacts::default()
        },
        steps: SevenSteps::ALL.iter().map(|step| MinutesStep { step: *step, text: "记录".into() }).collect(),
        opinions: three().into_iter().map(|h| HearerOpinion { name: h.name, text: "同意".into() }).collect(),
    }
}

fn recorded(input: RecordHearing) -> Desk {
    Desk::ready().held().act(&by(Role::Assistant), "2026-09-21", |a, c| record_hearing(a, input, c))
}

fn lacks(desk: &Desk) -> Vec<String> {
    lacks_after(&Activity::of(&desk.0), &ctx(&chief(), "2026-09-25"))
}

#[test]
fn has_the_seven_steps_of_the_rules() {
    assert_eq!(SevenSteps::ALL.len(), 7);
    let six = RecordHearing { steps: whole(Adopts::Adopted).steps[..6].to_vec(), ..whole(Adopts::Adopted) };
    assert_eq!(lacks(&recorded(six)), ["seven_steps"]);
    assert!(lacks(&recorded(whole(Adopts::Adopted))).is_empty());
}

#[rstest]
#[case::one_hearer_silent(RecordHearing { opinions: whole(Adopts::Adopted).opinions[..2].to_vec(), ..whole(Adopts::Adopted) }, "hearer_opinions")]
#[case::not_recorded(changed_facts(|f| f.recording_no = None), "recording_no")]
#[case::not_signed(changed_facts(|f| f.signed_on = None), "signed_on")]
#[case::nothing_said_of_the_majority(changed_facts(|f| f.adopts = None), "adopts")]
fn and_all_the_rest(#[case] input: RecordHearing, #[case] lack: &str) {
    assert_eq!(lacks(&recorded(input)), [lack]);
}

fn changed_facts(change: fn(&mut HearingFacts)) -> RecordHearing {
    let mut input = whole(Adopts::Adopted);
    change(&mut input.facts);
    input
}

#[test]
fn not_following_most_hearers_takes_the_chiefs_word() {
    let desk = recorded(whole(Adopts::NotAdopted));
    assert_eq!(lacks(&desk), ["deviation_approved"]);
    let minutes = CloseActivity {
        facts: ActivityFacts { minutes: Some("见笔录".into()), ..ActivityFacts::default() },
    };
    let who = by(Role::Prosecutor);
    let why = desk.refused(&who, "2026-09-22", |a, c| close_activity(a, minutes.clone(), c));
    assert_eq!(
        why,
        Refusal::Lacks { verb: "close_activity".into(), lacks: vec!["deviation_approved".into()] }
    );
    let input = AskHearingApproval { matter: Matter::Deviation, reason: "证据不足以支持".into() };
    let closed = desk
        .act(&who, "2026-09-22", |a, c| ask_hearing_approval(a, input, c))
        .act(&chief(), "2026-09-23", |a, c| {
            approve_hearing(a, ApproveHearing { matter: Matter::Deviation }, c)
        })
        .act(&who, "2026-09-24", |a, c| close_activity(a, minutes, c));
    assert_eq!(Activity::of(&closed.0).state, Some(State::Closed));
}

#[test]
fn a_step_written_again_corrects_the_one_before() {
    let again = RecordHearing {
        steps: vec![MinutesStep { step: SevenSteps::Case, text: "更正".into() }],
        ..RecordHearing::default()
    };
    let desk = recorded(whole(Adopts::Adopted))
        .act(&by(Role::Assistant), "2026-09-22", |a, c| record_hearing(a, again, c));
    let steps: Vec<MinutesStep> = elements_of_lines(&desk.0, "hearing_step");
    assert_eq!(steps.len(), 7);
    assert_eq!(steps.iter().find(|s| s.step == SevenSteps::Case).map(|s| s.text.as_str()), Some("更正"));
}

#[rstest]
#[case::a_stranger(RecordHearing { opinions: vec![HearerOpinion { name: "路人".into(), text: "反对".into() }], ..RecordHearing::default() },
    Refusal::HearerUnfit { name: "路人".into(), why: "not_a_hearer".into() })]
#[case::empty_step(RecordHearing { steps: vec![MinutesStep { step: SevenSteps::Case, text: " ".into() }], ..RecordHearing::default() },
    Refusal::Required { field: "steps".into() })]
#[case::signed_before(changed_facts(|f| f.signed_on = Some(day("2026-09-19"))),
    Refusal::EndBeforeStart { field: "signed_on".into(), from: day("2026-09-20"), to: day("2026-09-19") })]
#[case::nothing(RecordHearing::default(), Refusal::NothingChanged)]
fn what_it_does_not_take(#[case] input: RecordHearing, #[case] why: Refusal) {
    let desk = Desk::ready().held();
    assert_eq!(desk.refused(&by(Role::Assistant), "2026-09-21", |a, c| record_hearing(a, input, c)), why);
}
