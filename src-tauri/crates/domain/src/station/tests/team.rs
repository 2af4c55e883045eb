//! Cases of teams.

use rstest::rstest;

use post::*;

use super::*;

fn held(n: u8, kind: PostKind, from: &str, to: Option<&str>) -> Post {
    let facts = PostFacts {
        person: Some(id(n)),
        kind: Some(kind),
        from_on: Some(day(from)),
        to_on: to.map(day),
        ..PostFacts::default()
    };
    Post { facts, state: STANDING.into(), id: id(n + 100), ..Post::blank(id(9), "331002") }
}

#[rstest]
#[case::second_leader(2, PostKind::Leader, "2026-03-01", None, false)]
#[case::leader_on_the_last_day(2, PostKind::Leader, "2026-06-30", None, false)]
#[case::leader_the_day_after(2, PostKind::Leader, "2026-07-01", None, true)]
#[case::leader_until_the_day_before(2, PostKind::Leader, "2025-01-01", Some("2025-12-31"), true)]
#[case::second_prosecutor(2, PostKind::Prosecutor, "2026-03-01", None, true)]
#[case::same_prosecutor_twice(3, PostKind::Prosecutor, "2027-03-01", None, false)]
#[case::another_kind_for_the_leader(1, PostKind::Liaison, "2026-03-01", None, true)]
fn one_leader_a_day_and_nobody_twice(
    #[case] n: u8,
    #[case] kind: PostKind,
    #[case] from: &str,
    #[case] to: Option<&str>,
    #[case] fits: bool,
) {
    let team = [
        held(1, PostKind::Leader, "2026-01-01", Some("2026-06-30")),
        held(3, PostKind::Prosecutor, "2026-01-01", None),
    ];
    let station = Station::of(&opened("2026-01-01"));
    let input = AppointPost { person: id(n), kind, from_on: day(from), to_on: to.map(day), note: None };
    let answer = as_registrar("2026-09-01", |c| appoint_post(&station, &team, input, c));
    assert_eq!(answer.is_ok(), fits, "{answer:?}");
    assert!(fits || matches!(answer, Err(Refusal::PostTaken { .. })));
}

#[rstest]
#[case::before_anybody("2025-12-31", &[])]
#[case::first_day("2026-01-01", &[1, 3])]
#[case::last_day_of_the_first_leader("2026-06-30", &[1, 3])]
#[case::next_day("2026-07-01", &[2, 3])]
#[case::after_the_prosecutor_left("2026-10-01", &[2, 4])]
fn who_answered_on_a_past_day(#[case] on: &str, #[case] people: &[u8]) {
    let team = [
        held(4, PostKind::Liaison, "2026-09-01", None),
        held(3, PostKind::Prosecutor, "2026-01-01", Some("2026-09-30")),
        held(2, PostKind::Leader, "2026-07-01", None),
        held(1, PostKind::Leader, "2026-01-01", Some("2026-06-30")),
    ];
    let answered: Vec<_> = answerable_on(&team, day(on)).iter().map(|p| p.facts.person.unwrap()).collect();
    assert_eq!(answered, people.iter().map(|n| id(*n)).collect::<Vec<_>>());
}

#[test]
fn a_post_ends_on_its_last_day_and_keeps_its_past() {
    let post = held(1, PostKind::Leader, "2026-01-01", None);
    let early = RelievePost { to_on: day("2025-12-31"), reason: "调离".into() };
    let refused = as_registrar("2026-09-01", |c| relieve_post(&post, early, c));
    assert!(matches!(refused, Err(Refusal::EndBeforeStart { .. })));
    let input = RelievePost { to_on: day("2026-08-31"), reason: "调离".into() };
    let ops = as_registrar("2026-09-01", |c| relieve_post(&post, input, c)).unwrap();
    let facts = post.facts.ops(&PostFacts::default());
    let record = then(then(record("post", &facts), &[ledger::Op::go("main", "", STANDING)]), &ops);
    let after = Post::of(&record);
    assert_eq!((after.state.as_str(), after.holds_on(day("2026-08-31"))), (RELIEVED, true));
    assert!(!after.holds_on(day("2026-09-01")));
    let named = ledger::Record { ..scene::record("person", &[ledger::Op::set("name", "陈立")]) };
    let projection = post::project::project(&record, &mut |_| Some(named.clone()));
    assert_eq!(projection.card.map(|c| (c.title, c.kind)), Some(("陈立".into(), "leader".into())));
}
