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
