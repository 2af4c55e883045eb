//! A corrected number or birth date, and the flags that the wrong one's age had made. Ages are those of 1 September 2026.

use rstest::rstest;

use super::*;

/// Numbers that check, by birth date: 36 years old, 14, 60 on the day itself, and 60 the day after.
const BORN_1990: &str = "331002199005151213";
const BORN_2012: &str = "331002201202291223";
const BORN_1966_09_01: &str = "331002196609011218";
const BORN_1966_09_02: &str = "331002196609021213";

fn numbered(number: &str) -> PartyFacts {
    PartyFacts { id_number: Some(number.into()), ..PartyFacts::default() }
}

fn flags(record: &Record) -> Vec<String> {
    Party::of(record).facts.flags.unwrap_or_default()
}

#[rstest]
#[case::an_old_woman_is_a_man_of_36(WOMAN_1949, BORN_1990, &[])]
#[case::a_child_is_a_man_of_36(BORN_2012, BORN_1990, &[])]
#[case::a_man_of_36_is_a_child(BORN_1990, BORN_2012, &["minor"])]
#[case::a_child_is_an_old_woman(BORN_2012, WOMAN_1949, &["elderly"])]
#[case::still_old_on_the_birthday(WOMAN_1949, BORN_1966_09_01, &["elderly"])]
#[case::not_yet_old_the_day_before(WOMAN_1949, BORN_1966_09_02, &[])]
#[case::old_after_all(BORN_1966_09_02, BORN_1966_09_01, &["elderly"])]
fn the_flags_of_the_wrong_age_go(#[case] wrong: &str, #[case] right: &str, #[case] expected: &[&str]) {
    let before = known(PartyFacts { id_number: Some(wrong.into()), ..someone() });
    let after = then(before.clone(), &amend(&before, numbered(right)).unwrap());
    assert_eq!(flags(&after), expected);
    let minor = expected.contains(&MINOR);
    assert_eq!(Party::of(&after).is_minor_on(day("2026-09-01")), minor);
}

#[test]
fn what_somebody_saw_stays_beside_the_age() {
    let seen = PartyFacts { flags: Some(vec!["disabled".into()]), ..someone() };
    let before = known(PartyFacts { id_number: Some(BORN_2012.into()), ..seen });
    assert_eq!(flags(&before), ["disabled", "minor"]);
    let after = then(before.clone(), &amend(&before, numbered(BORN_1990)).unwrap());
    assert_eq!(flags(&after), ["disabled"]);
}

#[test]
fn flags_that_are_said_with_the_correction_stand_as_said() {
    let before = known(PartyFacts { id_number: Some(BORN_2012.into()), ..someone() });
    let said = PartyFacts { flags: Some(vec!["elderly".into()]), ..numbered(BORN_1990) };
    assert_eq!(flags(&then(before.clone(), &amend(&before, said).unwrap())), ["elderly"]);
}

#[rstest]
#[case::of_age_now("2008-09-01", &[])]
#[case::a_day_short_of_it("2008-09-02", &["minor"])]
#[case::born_on_a_leap_day("2008-02-29", &[])]
#[case::sixty_today("1966-09-01", &["elderly"])]
#[case::born_today("2026-09-01", &["minor"])]
fn a_birth_date_corrected_by_hand(#[case] born: &str, #[case] expected: &[&str]) {
    let before = known(PartyFacts { born_on: Some(day("2015-01-01")), ..someone() });
    assert_eq!(flags(&before), ["minor"]);
    let right = PartyFacts { born_on: Some(day(born)), ..PartyFacts::default() };
    assert_eq!(flags(&then(before.clone(), &amend(&before, right).unwrap())), expected);
}

/// Nothing is known of the new age then: a child stays protected until it is.
#[test]
fn a_number_that_does_not_check_takes_no_flag_away() {
    let before = known(PartyFacts { id_number: Some(BORN_2012.into()), ..someone() });
    let worn = PartyFacts { id_unverified: Some("证件磨损".into()), ..numbered("33100219900515121X") };
    assert_eq!(flags(&then(before.clone(), &amend(&before, worn).unwrap())), ["minor"]);
}
