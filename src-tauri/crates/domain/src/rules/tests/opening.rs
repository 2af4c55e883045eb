//! Which clocks an event opens.

use rstest::rstest;

use super::*;

fn opens(noun: &str, event: &str, situation: &Situation) -> Vec<&'static str> {
    let opening = Opening { noun, event, on: today(), office: "331002" };
    shipped_once().rules.opened_by(&opening, situation).iter().map(|r| r.id.as_str()).collect()
}

#[rstest]
#[case::nothing_known(&[], false, &["R01"])]
#[case::a_right_of_litigation(&[(Fact::Nature, "litigation")], false, &["R01", "R02"])]
#[case::an_ordinary_matter(&[(Fact::Nature, "ordinary")], false, &["R01", "R12a", "R12b"])]
#[case::an_ordinary_matter_without_a_name(&[(Fact::Nature, "ordinary")], true, &["R01", "R12a"])]
fn clocks_of_a_registration(
    #[case] known: &[(Fact, &str)],
    #[case] anonymous: bool,
    #[case] opened: &[&str],
) {
    let situation = known.iter().fold(Situation::new(), |s, (fact, value)| s.with(*fact, *value));
    let situation = if anonymous { situation.flag(Fact::Anonymous) } else { situation };
    assert_eq!(opens("appeal", "registered", &situation), opened);
}

#[rstest]
#[case::accepted("accept", &["R03"])]
#[case::assigned_down("assign", &["R03"])]
#[case::refused("refuse", &[])]
#[case::answered_at_once("answer_at_once", &[])]
fn clocks_of_sorting(#[case] handling: &str, #[case] opened: &[&str]) {
    assert_eq!(opens("appeal", "sorted", &Situation::new().with(Fact::Handling, handling)), opened);
}

#[rstest]
#[case::redress("ordinary", "redress", &["R12d"])]
#[case::a_suggestion("ordinary", "suggestion", &[])]
#[case::litigation("litigation", "redress", &[])]
fn sixty_days_only_where_the_regulation_says_so(
    #[case] nature: &str,
    #[case] purpose: &str,
    #[case] opened: &[&str],
) {
    let situation = Situation::new().with(Fact::Nature, nature).with(Fact::Purpose, purpose);
    assert_eq!(opens("appeal", "accepted", &situation), opened);
}

#[test]
fn an_objection_is_for_what_was_referred_to_us() {
    assert!(opens("appeal", "registered", &Situation::new().flag(Fact::Referred)).contains(&"R12c"));
    assert!(!opens("appeal", "registered", &Situation::new()).contains(&"R12c"));
}

#[test]
fn only_a_formal_proposal_has_the_limits_of_the_deputies_law() {
    let formal = Situation::new().flag(Fact::FormalProposal);
    assert_eq!(opens("voice", "assigned", &formal), ["R14a.1", "R14b"]);
    assert_eq!(opens("voice", "assigned", &formal.clone().flag(Fact::Difficult)), ["R14a.2", "R14b"]);
    assert_eq!(opens("voice", "assigned", &Situation::new()), [""; 0]);
    assert_eq!(opens("voice", "registered", &Situation::new()), ["N01"]);
    assert_eq!(opens("voice", "accepted", &formal), ["R14e"]);
    assert_eq!(opens("voice", "accepted", &formal.clone().flag(Fact::InSession)), [""; 0], "闭会建议 alone");
    assert_eq!(opens("voice", "dissatisfied", &formal), ["R14d"]);
    assert_eq!(opens("voice", "dissatisfied", &Situation::new()), ["N03"]);
}

#[rstest]
#[case::a_hearing("HD02", &["R16a"])]
#[case::a_reception_day("HD06", &["R21"])]
#[case::a_talk("HD04", &[])]
fn notices_of_a_planned_activity(#[case] kind: &str, #[case] opened: &[&str]) {
    assert_eq!(opens("activity", "planned", &Situation::new().with(Fact::Activity, kind)), opened);
}

#[test]
fn until_the_nature_is_known_every_limit_for_sorting_is_a_candidate() {
    let opening = Opening { noun: "appeal", event: "registered", on: today(), office: "331002" };
    let candidates = shipped_once().rules.candidates(&opening, &Situation::new());
    let sorting: Vec<_> = candidates.iter().filter(|r| r.met_by == "sorted").map(|r| r.id.as_str()).collect();
    assert_eq!(sorting, ["R02", "R12a"]);
}

#[test]
fn a_late_entry_gives_no_free_days() {
    for id in ["R01", "R02", "R03", "R12a", "R12b"] {
        assert_eq!(rule(id).counts_from, "received", "{id}");
    }
}

#[rstest]
#[case::received_only(Some("2026-03-02"), None, Some("2026-03-02"))]
#[case::completed_later(Some("2026-03-02"), Some("2026-03-20"), Some("2026-03-20"))]
#[case::completed_before_it_was_received(Some("2026-03-02"), Some("2026-03-01"), Some("2026-03-02"))]
#[case::neither(None, None, None)]
fn sorting_counts_anew_once_materials_are_complete(
    #[case] received: Option<&str>,
    #[case] supplemented: Option<&str>,
    #[case] started: Option<&str>,
) {
    let day_of = |event: &str| match event {
        "received" => received.map(day),
        "supplemented" => supplemented.map(day),
        _ => None,
    };
    assert_eq!(rule("R02").started_on(day_of), started.map(day));
}
