//! Conditions over facts that may not be known.

use rstest::rstest;

use super::*;

#[rstest]
#[case("always", &[], Fits::Yes)]
#[case("nature=ordinary", &[], Fits::Maybe)]
#[case("nature=ordinary", &[(Fact::Nature, "ordinary")], Fits::Yes)]
#[case("nature=ordinary", &[(Fact::Nature, "litigation")], Fits::No)]
#[case("!nature=ordinary", &[(Fact::Nature, "litigation")], Fits::Yes)]
#[case("!nature=ordinary", &[], Fits::Maybe)]
#[case("handling=accept|assign", &[(Fact::Handling, "assign")], Fits::Yes)]
#[case("urgent", &[], Fits::No)]
#[case("!urgent", &[], Fits::Yes)]
#[case("urgent", &[(Fact::Urgent, "yes")], Fits::Yes)]
#[case("nature=ordinary & urgent", &[], Fits::No)]
#[case("nature=ordinary & !urgent", &[], Fits::Maybe)]
#[case("nature=ordinary & purpose=redress", &[(Fact::Nature, "ordinary")], Fits::Maybe)]
#[case("nature=ordinary & purpose=redress", &[(Fact::Purpose, "suggestion")], Fits::No)]
fn conditions(#[case] text: &str, #[case] known: &[(Fact, &str)], #[case] fits: Fits) {
    let situation = known.iter().fold(Situation::new(), |s, (fact, value)| s.with(*fact, *value));
    assert_eq!(Condition::parse(text).unwrap().fits(&situation), fits);
}

#[rstest]
#[case::nothing(&[(Fact::Nature, "ordinary")], &[(Fact::Nature, "ordinary")], "")]
#[case::another_code(&[(Fact::Category, "other")], &[(Fact::Category, "relief")], "category:other>relief")]
#[case::known_now(&[], &[(Fact::Nature, "ordinary")], "nature:>ordinary")]
#[case::known_no_more(&[(Fact::Purpose, "redress")], &[], "purpose:redress>")]
#[case::a_flag(&[], &[(Fact::Anonymous, "yes")], "anonymous:>yes")]
#[case::in_the_order_of_the_facts(
    &[(Fact::Handling, "accept"), (Fact::Nature, "ordinary")],
    &[(Fact::Handling, "refuse"), (Fact::Nature, "litigation")],
    "nature:ordinary>litigation handling:accept>refuse"
)]
fn what_changed(#[case] before: &[(Fact, &str)], #[case] now: &[(Fact, &str)], #[case] told: &str) {
    let known = |facts: &[(Fact, &str)]| {
        facts.iter().fold(Situation::new(), |s, (fact, value)| s.with(*fact, *value))
    };
    assert_eq!(known(now).change_from(&known(before)), told);
}

/// Those that ask for the category, and none that would have applied before.
#[test]
fn the_rules_that_a_change_brings() {
    let known = |category: &'static str| Situation::new().with(Fact::Category, category);
    let opening = Opening { noun: "appeal", event: "", on: today(), office: "331002" };
    let rules = &shipped_once().rules;
    let gained = |before: &'static str, now: &'static str| -> BTreeSet<String> {
        let gained = rules.gained(&opening, (&known(before), &known(now)));
        gained.into_iter().map(|r| r.id.clone()).collect()
    };
    let names = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(gained("other", "state_compensation"), names(&["R10.1", "R10.2", "R10.3"]));
    assert_eq!(gained("criminal_appeal", "accusation"), names(&["R08"]), "R06 applies to both");
    assert_eq!(gained("other", "other"), names(&[]));
}
