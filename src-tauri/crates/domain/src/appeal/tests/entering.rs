//! What is taken down, what is refused, and what is kept as half known.

use rstest::rstest;

use super::*;
use crate::appeal::enter::*;
use crate::appeal::*;

fn registers(input: RegisterAppeal) -> Result<Vec<Op>, Refusal> {
    Case::new(RECEIVED).tries(LIAISON, |_, ctx| register_appeal(&place(), input, ctx))
}

fn changed(change: impl FnOnce(&mut RegisterAppeal)) -> Result<Vec<Op>, Refusal> {
    let mut input = registering();
    change(&mut input);
    registers(input)
}

fn required(field: &str) -> Refusal {
    Refusal::Required { field: field.into() }
}

#[rstest]
#[case::without_a_title(|i: &mut RegisterAppeal| i.facts.title = None, required("title"))]
#[case::with_a_blank_title(|i: &mut RegisterAppeal| i.facts.title = Some("  ".into()), required("title"))]
#[case::without_a_way(|i: &mut RegisterAppeal| i.facts.way = None, required("way"))]
#[case::without_a_day(|i: &mut RegisterAppeal| i.facts.received_on = None, required("received_on"))]
#[case::from_tomorrow(
    |i: &mut RegisterAppeal| i.facts.received_on = Some(day("2026-09-04")),
    Refusal::InFuture { field: "received_on".into(), on: day("2026-09-04") }
)]
#[case::by_an_unknown_way(
    |i: &mut RegisterAppeal| i.facts.way = Some("pigeon".into()),
    Refusal::NotInList { field: "way".into(), list: "way".into(), value: "pigeon".into() }
)]
#[case::with_an_unknown_flag(
    |i: &mut RegisterAppeal| i.facts.flags = Some(vec!["rich".into()]),
    Refusal::NotInList { field: "flags".into(), list: "flag".into(), value: "rich".into() }
)]
#[case::with_a_text_too_long(
    |i: &mut RegisterAppeal| i.facts.facts = Some("诉".repeat(20_001)),
    Refusal::TooLong { field: "facts".into(), most: 20_000 }
)]
#[case::with_a_nul(
    |i: &mut RegisterAppeal| i.facts.request = Some("\0".into()),
    Refusal::BadCharacter { field: "request".into() }
)]
fn a_registration_is_refused(#[case] change: fn(&mut RegisterAppeal), #[case] why: Refusal) {
    assert_eq!(changed(change), Err(why));
}

#[rstest]
#[case::rare_signs("𠮷䶮")]
#[case::a_formula("=HYPERLINK(\"x\")")]
#[case::markup("<script>alert(1)</script>")]
#[case::right_to_left("\u{202e}反映\u{202c}")]
#[case::emoji("👩‍⚖️")]
#[case::full_length("诉")]
fn any_other_text_is_kept_as_it_is(#[case] text: &str) {
    let mut case = Case::new(RECEIVED);
    let mut input = registering();
    input.facts.request = Some(text.into());
    case.does(LIAISON, "register_appeal", |_, ctx| register_appeal(&place(), input, ctx));
    assert_eq!(case.appeal().facts.request.as_deref(), Some(text));
}

#[rstest]
#[case::five(5, None)]
#[case::six(6, Some(Refusal::TooMany { field: "parties".into(), most: 5 }))]
fn a_group_sends_five_representatives(#[case] n: u8, #[case] refused: Option<Refusal>) {
    let all = (0..n).map(|k| Involved { record: id(100 + k), part: Part::Representative }).collect();
    assert_eq!(changed(|i| (i.parties, i.facts.n_people) = (all, Some(40))).err(), refused);
}

#[test]
fn a_station_that_was_closed_that_day_takes_nothing() {
    let closed = Place { closed: vec![(day("2026-09-01"), None)], ..place() };
    let refused = Case::new(RECEIVED).tries(LIAISON, |_, ctx| register_appeal(&closed, registering(), ctx));
    assert_eq!(refused, Err(Refusal::StationClosed { station: "葭沚站".into(), on: day(RECEIVED) }));
    // A slip from before is still taken down.
    let mut slip = registering();
    slip.facts.received_on = Some(day("2026-08-28"));
    assert!(Case::new(RECEIVED).tries(LIAISON, |_, ctx| register_appeal(&closed, slip, ctx)).is_ok());
}

/// Closed from 1 June to 31 July and from 1 September on, as a visit of those days is refused too.
#[rstest]
#[case::before("2026-05-31", true)]
#[case::the_first_day("2026-06-01", false)]
#[case::in_the_middle("2026-06-15", false)]
#[case::the_last_day("2026-07-31", false)]
#[case::the_day_it_opened_again("2026-08-01", true)]
#[case::closed_once_more("2026-09-01", false)]
fn a_station_that_opened_again_takes_nothing_of_the_days_between(
    #[case] received: &str,
    #[case] taken: bool,
) {
    let again = (day("2026-06-01"), Some(day("2026-08-01")));
    let twice = Place { closed: vec![again, (day("2026-09-01"), None)], ..place() };
    let mut slip = registering();
    slip.facts.received_on = Some(day(received));
    let done = Case::new(RECEIVED).tries(LIAISON, |_, ctx| register_appeal(&twice, slip, ctx));
    let refused = Refusal::StationClosed { station: "葭沚站".into(), on: day(received) };
    assert_eq!(done.err(), (!taken).then_some(refused));
}

#[rstest]
#[case::the_day_it_opened("2026-01-01", true)]
#[case::the_day_before("2025-12-31", false)]
#[case::a_slip_of_the_pen("1900-01-01", false)]
fn a_station_takes_nothing_older_than_itself(#[case] received: &str, #[case] taken: bool) {
    let young = Place { opened_on: Some(day("2026-01-01")), ..place() };
    let mut slip = registering();
    slip.facts.received_on = Some(day(received));
    let done = Case::new(RECEIVED).tries(LIAISON, |_, ctx| register_appeal(&young, slip, ctx));
    let refused = Refusal::StationClosed { station: "葭沚站".into(), on: day(received) };
    assert_eq!(done.err(), (!taken).then_some(refused));
    // On a desk whose clock stands before the station's own beginning nobody is held up.
    let behind = Place { opened_on: Some(day("2027-01-01")), ..place() };
    let mut slip = registering();
    slip.facts.received_on = Some(day(received));
    assert!(Case::new(RECEIVED).tries(LIAISON, |_, ctx| register_appeal(&behind, slip, ctx)).is_ok());
}

#[rstest]
#[case::nobody_named(|i: &mut RegisterAppeal| i.parties.clear(), "incomplete")]
#[case::nothing_asked(|i: &mut RegisterAppeal| i.facts.request = None, "incomplete")]
#[case::only_the_accused(|i: &mut RegisterAppeal| i.parties[0].part = Part::Accused, "incomplete")]
#[case::anonymous(|i: &mut RegisterAppeal| { i.parties.clear(); i.facts.anonymous = Some(true); }, "registered")]
fn half_known_is_kept_as_half_known(#[case] change: fn(&mut RegisterAppeal), #[case] at: &str) {
    let mut case = Case::new(RECEIVED);
    let mut input = registering();
    change(&mut input);
    case.does(LIAISON, "register_appeal", |_, ctx| register_appeal(&place(), input, ctx));
    assert_eq!(case.at(), at);
}

#[rstest]
#[case::a_report(|f: &mut AppealFacts| f.category = Some("report".into()), "report")]
#[case::staff(|f: &mut AppealFacts| f.category = Some("staff_report".into()), "staff")]
#[case::a_minor(|f: &mut AppealFacts| f.flags = Some(vec!["minor".into()]), "minor")]
fn what_must_be_sealed_is_not_registered_open(#[case] change: fn(&mut AppealFacts), #[case] reason: &str) {
    let why = Err(Refusal::MustBeSealed { reason: reason.into() });
    assert_eq!(changed(|i| change(&mut i.facts)), why);
    // Nor by amending it afterwards.
    let mut touched = AppealFacts::default();
    change(&mut touched);
    let input = AmendAppeal { facts: touched, ..AmendAppeal::default() };
    assert_eq!(Case::registered().tries(LIAISON, |a, ctx| amend_appeal(a, input, ctx)), why);
}

#[test]
fn a_material_that_cannot_be_found_again_is_none() {
    let nowhere = Material { volume: None, ..paper("借条") };
    assert_eq!(changed(|i| i.facts.materials = Some(vec![nowhere])), Err(required("materials")));
    let file = Material {
        kept: Keeping::File,
        file: Some("ab12".into()),
        volume: None,
        page: None,
        ..paper("照片")
    };
    assert!(changed(|i| i.facts.materials = Some(vec![file])).is_ok());
}

/// 集体访: five and more (R12h). Said of fewer it is refused; of five it stands in the list, ticked or not.
#[rstest]
#[case::four_said_to_be_a_group(Some(4), true, Err(5))]
#[case::five_said_to_be_a_group(Some(5), true, Ok(true))]
#[case::five_not_said(Some(5), false, Ok(true))]
#[case::four(Some(4), false, Ok(false))]
#[case::nobody_counted(None, true, Ok(true))]
fn a_group_is_as_many_as_its_row_says(
    #[case] n: Option<u32>,
    #[case] said: bool,
    #[case] listed: Result<bool, u32>,
) {
    let mut case = Case::new(RECEIVED);
    let mut input = registering();
    input.facts.n_people = n;
    input.facts.flags = said.then(|| vec!["group".into()]);
    let done = case.tries(LIAISON, |_, ctx| register_appeal(&place(), input, ctx));
    let ops = match (done, listed) {
        (Err(why), Err(least)) => {
            return assert_eq!(why, Refusal::TooFew { field: "n_people".into(), least });
        }
        (done, _) => done.unwrap(),
    };
    case.add(LIAISON, "register_appeal", ops);
    let flags = project(&case.record(), &LAW, &mut |_| None).card.unwrap().flags;
    assert_eq!(
        (Ok(flags.contains(&"group".into())), flags.iter().filter(|f| *f == "group").count() < 2),
        (listed, true)
    );
}
