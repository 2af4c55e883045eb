//! A table of steps for something that stands in two flows: who may, from where, under which level.
//! It knows no noun of ours. Run with the tests of this crate.

use std::sync::LazyLock;

use rstest::rstest;

use super::*;
use crate::scene::{day, id, person, record};

static LAW: LazyLock<Law> = LazyLock::new(|| Law::shipped().expect("the shipped law can be read"));

/// Something that stands in two flows.
struct Thing {
    record: Record,
    station: Option<RecordId>,
    office: &'static str,
}

impl Subject for Thing {
    fn stands(&self, family: &str) -> Vec<&str> {
        stands_in(&self.record, family)
    }
    fn station(&self) -> Option<RecordId> {
        self.station
    }
    fn office(&self) -> &str {
        self.office
    }
}

const PAID: Need<Thing> = Need {
    name: "paid",
    check: |t, _| match t.record.bool("paid") {
        true => Ok(()),
        false => Err(Refusal::Lacks { verb: String::new(), lacks: vec!["paid".into()] }),
    },
};

const STEPS: &[Step<Thing>] = &[
    Step::new("open_thing", &[""], &["open"], &[Role::Prosecutor]),
    Step::new("close_thing", &["open"], &["closed", "lost"], &[Role::Prosecutor, Role::Head]).needs(&[PAID]),
    Step::new("bless_thing", &["open"], &[], &[Role::Head]).approved_as("close_after_rework").signed(),
    Step::new("answer_thing", &["asked"], &["answered"], &[Role::Prosecutor]).of("ask"),
];

fn thing(ops: &[Op]) -> Thing {
    Thing { record: record("thing", ops), station: Some(id(9)), office: "331002" }
}

fn open() -> Thing {
    thing(&[Op::go("main", "", "open"), Op::go("ask/1", "", "asked"), Op::go("ask/2", "", "answered")])
}

fn why(verb: &str, thing: &Thing, who: &Person) -> Option<Refusal> {
    let ctx = Ctx { person: who, today: day("2026-09-03"), law: &LAW };
    let view = allowed(STEPS, thing, &ctx).into_iter().find(|s| s.verb == verb).unwrap();
    assert_eq!(ask(STEPS, verb, thing, &ctx).err(), view.why, "the verb and the view ask one function");
    view.why
}

#[test]
fn the_first_reason_is_the_one_that_tells_least() {
    let mut who = person(Role::Liaison);
    let not_now = Refusal::NotNow { verb: "close_thing".into(), state: String::new() };
    let lacks = Refusal::Lacks { verb: "close_thing".into(), lacks: vec!["paid".into()] };
    who.office = "331003".into();
    assert_eq!(why("close_thing", &thing(&[]), &who), Some(Refusal::OutOfScope));
    who.office = "331002".into();
    assert_eq!(
        why("close_thing", &thing(&[]), &who),
        Some(Refusal::WrongRole { verb: "close_thing".into() })
    );
    let who = person(Role::Prosecutor);
    assert_eq!(why("close_thing", &thing(&[]), &who), Some(not_now));
    assert_eq!(why("close_thing", &open(), &who), Some(lacks), "a need that names no verb is given it");
    let paid = Thing { record: crate::scene::then(open().record, &[Op::set("paid", true)]), ..open() };
    assert_eq!(why("close_thing", &paid, &who), None);
}

#[rstest]
#[case::nobody_in_particular(None, false)]
#[case::below(Some(Level::Section), false)]
#[case::exactly(Some(Level::Deputy), true)]
#[case::above(Some(Level::Chief), true)]
fn a_level_or_a_higher_one(#[case] level: Option<Level>, #[case] may: bool) {
    let who = Person { level, ..person(Role::Head) };
    let needs = Refusal::NeedsLevel { verb: "bless_thing".into(), level: Some(Level::Deputy) };
    assert_eq!(why("bless_thing", &open(), &who), (!may).then_some(needs));
}

#[rstest]
#[case::own_office("331002", true)]
#[case::the_city_above("331000", true)]
#[case::a_neighbour("331003", false)]
#[case::another_citys_office("330100", false)]
#[case::nonsense("", false)]
fn an_office_reaches_its_own_and_what_is_below(#[case] office: &str, #[case] reaches: bool) {
    let who = Person { office: office.into(), ..person(Role::Prosecutor) };
    assert_eq!(why("open_thing", &thing(&[]), &who).is_none(), reaches);
}

#[test]
fn a_person_of_some_stations_reaches_those() {
    let mut who = Person { whole_office: false, ..person(Role::Prosecutor) };
    assert_eq!(why("open_thing", &thing(&[]), &who), Some(Refusal::OutOfScope));
    who.stations.insert(id(9));
    assert_eq!(why("open_thing", &thing(&[]), &who), None);
}

#[test]
fn a_family_is_possible_when_one_of_it_is() {
    let who = person(Role::Prosecutor);
    let ctx = Ctx { person: &who, today: day("2026-09-03"), law: &LAW };
    let thing = open();
    let one =
        |flow: &str| ask_in((STEPS, "answer_thing"), (&thing.record, flow), &thing, &ctx).map(|s| s.verb);
    assert_eq!(why("answer_thing", &thing, &who), None);
    assert_eq!(one("ask/1"), Ok("answer_thing"));
    let answered = Refusal::NotNow { verb: "answer_thing".into(), state: "answered".into() };
    assert_eq!(one("ask/2"), Err(answered), "that one is answered already");
    assert!(one("ask/3").is_err() && one("").is_err());
}

#[test]
fn a_step_leads_only_where_its_row_says() {
    let row = find(STEPS, "close_thing").unwrap();
    let record = open().record;
    assert_eq!(row.go(&record), [Op::go("main", "open", "closed")]);
    assert_eq!(row.go_to("lost", (&record, "main")), Ok(Op::go("main", "open", "lost")));
    assert!(row.go_to("archived", (&record, "main")).is_err());
}

#[test]
fn a_verb_that_no_row_has_is_refused() {
    assert!(find(STEPS, "steal_thing").is_err());
}

/// 本院审批权限: an office keeps a step for its heads by a row of its own, without a release.
#[rstest]
#[case::the_prosecutor_no_more(Role::Prosecutor, None, Some(Refusal::NeedsLevel { verb: "answer_thing".into(), level: Some(Level::Deputy) }))]
#[case::a_lower_head(Role::Head, Some(Level::Section), Some(Refusal::NeedsLevel { verb: "answer_thing".into(), level: Some(Level::Deputy) }))]
#[case::the_head_named_there(Role::Head, Some(Level::Deputy), None)]
#[case::somebody_who_never_could(Role::Liaison, None, Some(Refusal::WrongRole { verb: "answer_thing".into() }))]
fn an_office_reserves_a_step(#[case] role: Role, #[case] level: Option<Level>, #[case] why: Option<Refusal>) {
    let row = "# id: rules/approvals\n# version: 900\nact,level,source,wording,valid_from,valid_to\n\
               answer_thing,deputy,本院审批权限,verified,,\n";
    let text = crate::law::RefText { name: String::new(), text: row.into() };
    let law = Law::parse(&crate::law::RefTexts::shipped().with(text)).unwrap();
    let who = Person { level, ..person(role) };
    let ctx = Ctx { person: &who, today: day("2026-09-03"), law: &law };
    let view = allowed(STEPS, &open(), &ctx).into_iter().find(|s| s.verb == "answer_thing").unwrap();
    assert_eq!((view.why, view.level), (why, Some(Level::Deputy)));
    let blessed = allowed(STEPS, &open(), &ctx).into_iter().find(|s| s.verb == "bless_thing").unwrap();
    assert_eq!(blessed.level, Some(Level::Deputy), "the other rows stand");
}
