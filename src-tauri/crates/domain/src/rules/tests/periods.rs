//! Every period of the design's table stands in its row.

use rstest::rstest;

use super::*;

/// Every period of law.md §2.1.
#[rstest]
#[case("R01", Unit::Natural, 7)]
#[case("R02", Unit::Natural, 7)]
#[case("R03", Unit::Months, 3)]
#[case("R04", Unit::Natural, 7)]
#[case("R05.1", Unit::Natural, 10)]
#[case("R05.2", Unit::Natural, 15)]
#[case("R05.3", Unit::Natural, 10)]
#[case("R05.4", Unit::Months, 1)]
#[case("R06.1", Unit::Natural, 15)]
#[case("R06.2", Unit::Natural, 15)]
#[case("R07.1", Unit::Natural, 7)]
#[case("R07.2", Unit::Natural, 10)]
#[case("R07.3", Unit::Natural, 15)]
#[case("R07.4", Unit::Months, 3)]
#[case("R08", Unit::Natural, 10)]
#[case("R09.1", Unit::Months, 3)]
#[case("R09.2", Unit::Natural, 7)]
#[case("R09.3", Unit::Natural, 10)]
#[case("R10.1", Unit::Months, 2)]
#[case("R10.2", Unit::Natural, 10)]
#[case("R10.3", Unit::Natural, 30)]
#[case("R11.1", Unit::Natural, 3)]
#[case("R11.2", Unit::Natural, 15)]
#[case("R11.3", Unit::Months, 3)]
#[case("R11.4", Unit::Natural, 15)]
#[case("R11.5", Unit::Months, 24)]
#[case("R11.6", Unit::Months, 12)]
#[case("R12a", Unit::Natural, 15)]
#[case("R12b", Unit::Natural, 15)]
#[case("R12c", Unit::Working, 5)]
#[case("R12d", Unit::Natural, 60)]
#[case("R12e.1", Unit::Natural, 30)]
#[case("R12e.2", Unit::Natural, 30)]
#[case("R12f.1", Unit::Natural, 30)]
#[case("R12f.2", Unit::Natural, 30)]
#[case("R13.1", Unit::Working, 5)]
#[case("R13.2", Unit::Working, 5)]
#[case("R13.3", Unit::Natural, 30)]
#[case("R14a.1", Unit::Months, 3)]
#[case("R14a.2", Unit::Months, 6)]
#[case("R14b", Unit::Natural, 10)]
#[case("R14c", Unit::Months, 2)]
#[case("R14d", Unit::Months, 1)]
#[case("R14e", Unit::Natural, 7)]
#[case("R14f", Unit::Months, 3)]
#[case("R15a", Unit::Months, 2)]
#[case("R15b.1", Unit::Months, 2)]
#[case("R15b.2", Unit::Natural, 15)]
#[case("R15c.1", Unit::Natural, 7)]
#[case("R15c.2", Unit::Natural, 3)]
#[case("R15c.3", Unit::Natural, 5)]
#[case("R15c.4", Unit::Months, 1)]
#[case("R15c.5", Unit::Natural, 30)]
#[case("R15c.6", Unit::Natural, 30)]
#[case("R15c.7", Unit::Natural, 3)]
#[case("R15c.8", Unit::Natural, 3)]
#[case("R15c.9", Unit::Months, 3)]
#[case("R15d", Unit::Natural, 30)]
#[case("R15e", Unit::Months, 1)]
#[case("R15f", Unit::Natural, 5)]
#[case("R16a", Unit::Natural, 3)]
#[case("R17.1", Unit::Working, 10)]
#[case("R17.2", Unit::Working, 2)]
#[case("R18a.1", Unit::Natural, 3)]
#[case("R18a.2", Unit::Hours, 24)]
#[case("R18a.3", Unit::Hours, 24)]
#[case("R18a.4", Unit::Natural, 3)]
#[case("R18a.5", Unit::Natural, 3)]
#[case("R18a.6", Unit::Natural, 3)]
#[case("R18a.7", Unit::Natural, 3)]
#[case("R18a.8", Unit::Natural, 3)]
#[case("R18b.1", Unit::Natural, 3)]
#[case("R18b.2", Unit::Months, 2)]
#[case("R20", Unit::Natural, 10)]
#[case("R21", Unit::Natural, 3)]
fn every_period_of_the_law(#[case] id: &str, #[case] unit: Unit, #[case] amount: u32) {
    let rule = rule(id);
    assert_eq!((rule.unit, rule.amount), (unit, amount));
    assert!(!rule.matter.is_empty() && !rule.article.is_empty());
}

#[rstest]
#[case("R05", "R05.1")]
#[case("R12e", "R12e.1")]
#[case("R14a", "R14a.1")]
#[case("R17", "R17.1")]
#[case("R01", "R01")]
fn a_bare_id_is_the_first_part(#[case] bare: &str, #[case] first: &str) {
    assert_eq!(rule(bare).id, first);
}

#[test]
fn switched_off_are_those_of_unknown_validity() {
    let off: Vec<_> =
        shipped_once().rules.all().iter().filter(|r| !r.enabled).map(|r| r.id.as_str()).collect();
    assert_eq!(off, ["R13.1", "R13.2", "R13.3", "R17.3", "R20"]);
}

#[test]
fn looking_back_are_the_two_notices() {
    let back = shipped_once().rules.all().iter().filter(|r| r.direction == Direction::Backward);
    assert_eq!(back.map(|r| r.id.as_str()).collect::<Vec<_>>(), ["R16a", "R21"]);
}

/// law.md §8, and what it has from memory only.
#[rstest]
#[case("R01", Wording::Verified)]
#[case("R12d", Wording::Verified)]
#[case("R13", Wording::Unverified)]
#[case("R15a", Wording::Unverified)]
#[case("R15c.9", Wording::Unverified)]
#[case("R15f", Wording::Unverified)]
#[case("R16a", Wording::Verified)]
#[case("R17", Wording::Unverified)]
#[case("R18a.2", Wording::Verified)]
#[case("R18b.1", Wording::Unverified)]
fn whether_the_wording_was_compared(#[case] id: &str, #[case] wording: Wording) {
    assert_eq!(rule(id).wording, wording);
}

#[rstest]
#[case::sixty_and_thirty("R12d", Some((30, Level::Deputy)))]
#[case::three_and_three_months("R09", Some((3, Level::Deputy)))]
#[case::proposals_to_six_months("R14a", Some((3, Level::Deputy)))]
#[case::none("R01", None)]
fn how_far_it_may_be_extended(#[case] id: &str, #[case] limit: Option<(u32, Level)>) {
    assert_eq!(rule(id).extension.map(|e| (e.amount, e.level)), limit);
}

#[test]
fn hearing_time_is_left_out_of_the_second_review_only() {
    assert!(rule("R12f.2").may_pause_for("hearing"));
    assert!(!rule("R12d").may_pause_for("hearing") && !rule("R12e.2").may_pause_for("hearing"));
}

#[test]
fn the_rate_leaves_out_who_cannot_be_answered() {
    for reason in ["anonymous", "unclear_contact", "no_answer"] {
        assert!(rule("R01").excludes(reason) && !rule("R02").excludes(reason));
    }
}

#[test]
fn an_office_s_own_limits_are_marked() {
    assert!(rule("R15d").is_internal() && rule("N01").is_internal());
    assert!(!rule("R01").is_internal());
}
