//! Ways round what planning and holding ask: the last stroke, a day held in a plan, words beside an opinion.

use rstest::rstest;

use super::*;

/// What planning refuses is refused in the last stroke too.
#[rstest]
#[case::a_topic_of_no_list(ActivityFacts { topics: Some(vec!["x".into()]), ..minutes() },
    Refusal::NotInList { field: "topics".into(), list: "content".into(), value: "x".into() })]
#[case::somebody_in_no_part(ActivityFacts { attended: Some(vec![there("friend", "林")]), ..minutes() },
    Refusal::NotInList { field: "attended".into(), list: "attendance".into(), value: "friend".into() })]
#[case::somebody_without_a_name(ActivityFacts { attended: Some(vec![there("deputy", " ")]), ..minutes() },
    Refusal::Required { field: "attended".into() })]
#[case::without_a_topic(ActivityFacts { topic: Some(" ".into()), ..minutes() }, Refusal::Required { field: "topic".into() })]
#[case::over_before_it_began(
    ActivityFacts { from_at: at("10:00"), to_at: at("09:59"), ..minutes() },
    Refusal::TimesCrossed { field: "to_at".into(), from: at("10:00").unwrap(), to: at("09:59").unwrap() }
)]
#[case::a_nul(ActivityFacts { follow_up: Some("\0".into()), ..minutes() }, Refusal::BadCharacter { field: "follow_up".into() })]
fn the_last_stroke_is_no_back_door(#[case] facts: ActivityFacts, #[case] why: Refusal) {
    assert_eq!(close(&held(vec![]), facts), Err(why));
}

fn at(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}

/// A bug: they were left out in silence, and whoever sent them thought that the day was moved.
#[rstest]
#[case::kind(ActivityFacts { kind: Some("HD03".into()), ..minutes() }, "kind")]
#[case::planned_for(ActivityFacts { scheduled_on: Some(day("2030-01-01")), ..minutes() }, "scheduled_on")]
#[case::held_on(ActivityFacts { held_on: Some(day("2026-09-09")), ..minutes() }, "held_on")]
fn kind_and_days_are_not_for_the_last_stroke(#[case] facts: ActivityFacts, #[case] field: &str) {
    assert_eq!(close(&held(vec![]), facts), Err(Refusal::Fixed { field: field.into() }));
}

/// A bug: what cannot be held without anybody was emptied afterwards, by a correction or with the last stroke.
#[test]
fn what_was_held_is_not_left_without_anybody() {
    let record = held(vec![]);
    let who = by(Role::Assistant);
    let nobody = || ActivityFacts { attended: Some(vec![]), n_public: Some(0), ..minutes() };
    let amend = |facts: ActivityFacts| {
        let input = AmendActivity { facts };
        amend_activity(&Activity::of(&record), &station(), input, &ctx(&who, "2026-09-12"))
    };
    let lacks = |verb: &str| Err(Refusal::Lacks { verb: verb.into(), lacks: vec!["attendance".into()] });
    assert_eq!(amend(nobody()), lacks("amend_activity"));
    assert_eq!(close(&record, nobody()), lacks("close_activity"));
    let some = ActivityFacts { attended: Some(vec![]), ..ActivityFacts::default() };
    assert!(amend(some).is_ok(), "twelve of the public came");
}

/// R16a counts back from the day of the hearing: a plan that named a later day as held would have moved the notice.
#[test]
fn a_plan_does_not_say_that_it_was_held() {
    for kind in ["HD01", "HD02", "HD06"] {
        let facts = ActivityFacts { kind: Some(kind.into()), held_on: Some(day("2026-12-01")), ..talk() };
        assert_eq!(plan(facts, "2026-09-01"), Err(Refusal::Fixed { field: "held_on".into() }), "{kind}");
    }
}

/// A bug: a hearing was planned as one and held as a talk, without the chief's word, notice or hearers (R16).
#[test]
fn what_was_planned_is_held_as_no_other_kind() {
    let hearing = planned(ActivityFacts { kind: Some("HD02".into()), ..talk() });
    let as_talk = ActivityFacts { kind: Some("HD01".into()), ..held_facts() };
    assert_eq!(hold(&hearing, as_talk, vec![]), Err(Refusal::Fixed { field: "kind".into() }));
    assert!(matches!(hold(&hearing, held_facts(), vec![]), Err(Refusal::Lacks { .. })));
}

#[rstest]
#[case::a_speaker_with_a_nul(|o: &mut OpinionInput| o.speaker = Some("林\0".into()), Refusal::BadCharacter { field: "speaker".into() })]
#[case::a_speaker_like_a_book(
    |o: &mut OpinionInput| o.speaker = Some("林".repeat(201)), Refusal::TooLong { field: "speaker".into(), most: 200 }
)]
#[case::words_with_a_nul(|o: &mut OpinionInput| o.text = "a\0".into(), Refusal::BadCharacter { field: "opinions".into() })]
fn an_opinion_that_cannot_be_is_not_held(#[case] change: fn(&mut OpinionInput), #[case] why: Refusal) {
    let mut said = opinion("消防通道堵塞", Outcome::Voice);
    change(&mut said);
    assert_eq!(hold(&planned(talk()), held_facts(), vec![said]), Err(why));
}

/// A bug: after what was held had been taken back, the first opinion counted as what the earlier first one had become.
#[test]
fn the_number_of_an_opinion_that_became_something_is_not_given_again() {
    let record = planned(talk());
    let became = ledger::Op::add(
        "became",
        crate::facts::Kept::keep(&Became { n: 1, record: id(50), noun: "voice".into() }),
    );
    let record = then(record, &[became]);
    let ops = hold(&record, held_facts(), vec![opinion("消防通道堵塞", Outcome::Voice)]).unwrap();
    let open: Vec<u32> = Activity::of(&then(record, &ops)).unsettled().map(|o| o.n).collect();
    assert_eq!(open, [2]);
}
