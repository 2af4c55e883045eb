use rstest::rstest;

use super::super::period::due_on;
use super::*;
use crate::scene::{self, ctx, day, id, law, person, record, then};
use crate::{Person, Refusal};

fn reception_day() -> TemplateFacts {
    TemplateFacts {
        kind: Some(TaskKind::Fixed),
        title: Some("检察官接待日".into()),
        recurrence: Some(Recurrence::Monthly),
        due_day: Some(25),
        rest_policy: Some(RestPolicy::Later),
        from_on: Some(day("2026-08-20")),
        all_stations: Some(true),
        ..TemplateFacts::default()
    }
}

fn campaign() -> TemplateFacts {
    TemplateFacts {
        kind: Some(TaskKind::Campaign),
        recurrence: None,
        due_day: None,
        to_on: Some(day("2026-10-31")),
        all_stations: None,
        stations: Some(vec![id(9)]),
        items: Some(vec![item("talk", 1)]),
        ..reception_day()
    }
}

fn item(key: &str, least: u32) -> Item {
    Item {
        key: key.into(),
        text: "法治宣讲".into(),
        proof: ProofNoun::Activity,
        kind: Some("HD04".into()),
        least,
        required: true,
    }
}

fn issue(facts: TemplateFacts) -> Result<Vec<ledger::Op>, Refusal> {
    let who = person(Role::Prosecutor);
    issue_template(id(1), IssueTemplate { facts }, &ctx(&who, "2026-08-20"))
}

fn issued(facts: TemplateFacts) -> Record {
    record("template", &issue(facts).unwrap())
}

#[test]
fn every_step_by_every_role_from_every_state() {
    scene::walk(STEPS, &["", ISSUED, STOPPED], |_, state| Template {
        state: state.into(),
        ..Template::blank(id(1), "331002")
    });
}

#[rstest]
#[case::no_kind(TemplateFacts { kind: None, ..reception_day() }, Refusal::Required { field: "kind".into() })]
#[case::no_title(TemplateFacts { title: None, ..reception_day() }, Refusal::Required { field: "title".into() })]
#[case::no_policy(TemplateFacts { rest_policy: None, ..reception_day() }, Refusal::Required { field: "rest_policy".into() })]
#[case::how_often(TemplateFacts { recurrence: None, ..reception_day() }, Refusal::Required { field: "recurrence".into() })]
#[case::of_nobody(TemplateFacts { all_stations: None, ..reception_day() }, Refusal::Required { field: "stations".into() })]
#[case::day_zero(TemplateFacts { due_day: Some(0), ..reception_day() }, Refusal::OutOfRange { field: "due_day".into(), least: 1, most: 366 })]
#[case::day_400(TemplateFacts { due_day: Some(400), ..reception_day() }, Refusal::OutOfRange { field: "due_day".into(), least: 1, most: 366 })]
#[case::window_backwards(TemplateFacts { to_on: Some(day("2026-08-19")), ..campaign() },
    Refusal::EndBeforeStart { field: "to_on".into(), from: day("2026-08-20"), to: day("2026-08-19") })]
#[case::campaign_without_an_end(TemplateFacts { to_on: None, ..campaign() }, Refusal::Required { field: "to_on".into() })]
#[case::campaign_that_comes_back(TemplateFacts { recurrence: Some(Recurrence::Weekly), ..campaign() },
    Refusal::CheckFailed { field: "recurrence".into() })]
#[case::dynamic_out_of_nothing(TemplateFacts { kind: Some(TaskKind::Dynamic), ..campaign() }, Refusal::Required { field: "origin".into() })]
#[case::two_items_of_one_name(TemplateFacts { items: Some(vec![item("talk", 1), item("talk", 2)]), ..campaign() },
    Refusal::RowUnclear { field: "items".into(), value: "talk".into() })]
#[case::none_of_an_item(TemplateFacts { items: Some(vec![item("talk", 0)]), ..campaign() },
    Refusal::OutOfRange { field: "items".into(), least: 1, most: 1000 })]
fn what_is_not_whole_is_not_issued(#[case] facts: TemplateFacts, #[case] why: Refusal) {
    assert_eq!(issue(facts), Err(why));
}

#[rstest]
#[case::fixed(reception_day())]
#[case::campaign(campaign())]
#[case::dynamic(TemplateFacts { kind: Some(TaskKind::Dynamic), origin: Some(id(5)), ..campaign() })]
fn the_three_kinds_are_issued_in_the_persons_own_name(#[case] facts: TemplateFacts) {
    let claimed =
        TemplateFacts { office: Some("331003".into()), department: Some("办公室".into()), ..facts };
    let template = Template::of(&issued(claimed));
    assert_eq!(template.facts.office.as_deref(), Some("331002"));
    assert_eq!(template.facts.department.as_deref(), Some("控告申诉检察部"));
}

#[rstest]
#[case::year_begins_in_the_last_week(
    Recurrence::Weekly,
    "2026-01-01",
    "2026-W01",
    "2025-12-29",
    "2026-01-04"
)]
#[case::year_ends_in_week_53(Recurrence::Weekly, "2027-01-01", "2026-W53", "2026-12-28", "2027-01-03")]
#[case::february(Recurrence::Monthly, "2026-02-28", "2026-02", "2026-02-01", "2026-02-28")]
#[case::leap_february(Recurrence::Monthly, "2028-02-01", "2028-02", "2028-02-01", "2028-02-29")]
#[case::december(Recurrence::Monthly, "2026-12-31", "2026-12", "2026-12-01", "2026-12-31")]
#[case::third_quarter(Recurrence::Quarterly, "2026-08-15", "2026-Q3", "2026-07-01", "2026-09-30")]
#[case::fourth_quarter(Recurrence::Quarterly, "2026-10-01", "2026-Q4", "2026-10-01", "2026-12-31")]
#[case::first_half(Recurrence::HalfYearly, "2026-06-30", "2026-H1", "2026-01-01", "2026-06-30")]
#[case::second_half(Recurrence::HalfYearly, "2026-07-01", "2026-H2", "2026-07-01", "2026-12-31")]
#[case::year(Recurrence::Yearly, "2026-07-01", "2026", "2026-01-01", "2026-12-31")]
fn the_period_of_a_day(
    #[case] often: Recurrence,
    #[case] on: &str,
    #[case] key: &str,
    #[case] from: &str,
    #[case] to: &str,
) {
    let period = Period::of(often, day(on)).unwrap();
    assert_eq!((period.key.as_str(), period.from_on, period.to_on), (key, day(from), day(to)));
    assert_eq!(period.next(often).unwrap().from_on, day(to).succ_opt().unwrap());
}

#[rstest]
#[case::fifth(Some(5), "2026-02-05")]
#[case::first(Some(1), "2026-02-01")]
#[case::past_the_end(Some(30), "2026-02-28")]
#[case::not_said(None, "2026-02-28")]
fn the_nth_day(#[case] n: Option<u32>, #[case] on: &str) {
    assert_eq!(Period::of(Recurrence::Monthly, day("2026-02-10")).unwrap().day(n), day(on));
}

/// Mid-autumn 2026 is 25 to 27 September; Sunday 20 September and Saturday 10 October are worked instead.
#[rstest]
#[case::workday("2026-09-24", RestPolicy::Skip, Some("2026-09-24"))]
#[case::holiday_skipped("2026-09-25", RestPolicy::Skip, None)]
#[case::holiday_earlier("2026-09-25", RestPolicy::Earlier, Some("2026-09-24"))]
#[case::holiday_later("2026-09-25", RestPolicy::Later, Some("2026-09-28"))]
#[case::worked_sunday("2026-09-20", RestPolicy::Skip, Some("2026-09-20"))]
#[case::national_day_earlier("2026-10-04", RestPolicy::Earlier, Some("2026-09-30"))]
#[case::national_day_later("2026-10-04", RestPolicy::Later, Some("2026-10-08"))]
#[case::worked_saturday("2026-10-10", RestPolicy::Later, Some("2026-10-10"))]
fn a_due_day_on_a_rest_day(#[case] plain: &str, #[case] policy: RestPolicy, #[case] due: Option<&str>) {
    assert_eq!(due_on(day(plain), policy, &law().calendar), due.map(day));
}

#[rstest]
#[case::so_far("2026-09-10", None, &["2026-08", "2026-09"])]
#[case::first_of_a_month("2026-12-01", None, &["2026-08", "2026-09", "2026-10", "2026-11", "2026-12"])]
#[case::stopped("2026-12-01", Some("2026-10-25"), &["2026-08", "2026-09", "2026-10"])]
#[case::stopped_a_day_before_it_is_due("2026-12-01", Some("2026-10-24"), &["2026-08", "2026-09"])]
fn periods_from_the_first_due_day_to_the_last(
    #[case] until: &str,
    #[case] stopped: Option<&str>,
    #[case] keys: &[&str],
) {
    let template = Template { stopped_on: stopped.map(day), ..Template::of(&issued(reception_day())) };
    let periods = template.periods(day(until));
    assert_eq!(periods.iter().map(|p| p.key.as_str()).collect::<Vec<_>>(), keys);
}

#[test]
fn a_due_day_before_the_template_began_is_not_owed() {
    let template = Template::of(&issued(TemplateFacts { due_day: Some(15), ..reception_day() }));
    assert_eq!(
        template.periods(day("2026-09-30")).iter().map(|p| p.key.as_str()).collect::<Vec<_>>(),
        ["2026-09"]
    );
}

#[test]
fn a_campaign_comes_once_and_is_due_at_its_end() {
    let template = Template::of(&issued(campaign()));
    let periods = template.periods(day("2026-09-01"));
    assert_eq!(
        periods,
        [Period { key: "once".into(), from_on: day("2026-08-20"), to_on: day("2026-10-31") }]
    );
    assert_eq!(template.plain_due_on(&periods[0]), day("2026-10-31"));
}

#[test]
fn a_year_of_four_digits_too_many_does_not_run_for_ever() {
    let template = Template::of(&issued(TemplateFacts {
        recurrence: Some(Recurrence::Weekly),
        due_day: Some(1),
        ..reception_day()
    }));
    assert!(template.periods(day("9999-01-01")).len() <= 1_100);
}

#[rstest]
#[case::its_department(|_: &mut Person| (), None)]
#[case::another_department(|p: &mut Person| p.department = "办公室".into(), Some(Refusal::NotIssuer))]
#[case::another_office(|p: &mut Person| p.office = "331003".into(), Some(Refusal::OutOfScope))]
#[case::the_city(|p: &mut Person| p.office = "331000".into(), Some(Refusal::NotIssuer))]
fn who_may_stop_it(#[case] change: fn(&mut Person), #[case] why: Option<Refusal>) {
    let mut who = person(Role::Head);
    change(&mut who);
    let input = StopTemplate { stopped_on: day("2026-10-25"), reason: "改为季度".into() };
    let template = Template::of(&issued(reception_day()));
    assert_eq!(stop_template(&template, input, &ctx(&who, "2026-09-01")).err(), why);
}

#[rstest]
#[case::recurrence(TemplateFacts { recurrence: Some(Recurrence::Weekly), ..TemplateFacts::default() }, Some(Refusal::Fixed { field: "recurrence".into() }))]
#[case::department(TemplateFacts { department: Some("x".into()), ..TemplateFacts::default() }, Some(Refusal::Fixed { field: "department".into() }))]
#[case::title(TemplateFacts { title: Some("接待日".into()), ..TemplateFacts::default() }, None)]
#[case::emptied_title(TemplateFacts { title: Some("".into()), ..TemplateFacts::default() }, Some(Refusal::Required { field: "title".into() }))]
fn what_may_be_amended(#[case] facts: TemplateFacts, #[case] why: Option<Refusal>) {
    let who = person(Role::Prosecutor);
    let template = Template::of(&issued(reception_day()));
    assert_eq!(amend_template(&template, AmendTemplate { facts }, &ctx(&who, "2026-09-01")).err(), why);
}

#[test]
fn stopped_is_stopped_and_its_row_says_since_when() {
    let who = person(Role::Prosecutor);
    let before = issued(campaign());
    let input = StopTemplate { stopped_on: day("2026-09-30"), reason: "提前完成".into() };
    let ops = stop_template(&Template::of(&before), input.clone(), &ctx(&who, "2026-09-01")).unwrap();
    let after = then(before, &ops);
    let again = stop_template(&Template::of(&after), input, &ctx(&who, "2026-09-01"));
    assert!(matches!(again, Err(Refusal::NotNow { .. })), "{again:?}");
    let projection = project::project(&after);
    let card = projection.card.unwrap();
    assert_eq!(
        (card.kind.as_str(), card.state.as_str(), card.more["stopped_on"].as_str()),
        ("campaign", STOPPED, Some("2026-09-30"))
    );
    assert_eq!(projection.links.len(), 1);
}
