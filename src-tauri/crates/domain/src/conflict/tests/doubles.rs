//! Which two appeals may be one, what answers it, and what whoever entered the second had counted.

use rstest::rstest;

use super::*;
use crate::appeal::Appeal;
use crate::appeal::handing::Origin;
use crate::appeal::handle::{LinkSame, TellApart, link_same, tell_apart};
use crate::facts::Kept;
use crate::party::{Party, PartyFacts};
use crate::scene::{blank, ctx, id};

const ID: &str = "11010519491231002X";
const OTHER: &str = "110105194912310039";
const PHONE: &str = "13805761234";
const MARCH: &str = "2026-03-02";

type Who<'a> = (&'a str, Option<&'a str>, Option<&'a str>);

const HER: Who<'_> = ("王阿婆", Some(ID), Some(PHONE));

fn double(n: u8, (on, state): (&str, &str), (name, id_number, phone): Who<'_>) -> Double {
    let ops = [Op::set("received_on", on), Op::go("main", "", state)];
    let facts = PartyFacts {
        name: Some(name.into()),
        id_number: id_number.map(String::from),
        phone: phone.map(String::from),
        ..PartyFacts::default()
    };
    Double {
        appeal: Appeal::of(&then(blank("appeal", id(n), id(9)), &ops)),
        petitioners: vec![Party { facts, ..Party::blank((None, "331002")) }],
    }
}

fn two() -> (Double, Double) {
    (double(1, (MARCH, "registered"), HER), double(2, (MARCH, "registered"), HER))
}

/// After one more entry of its appeal.
fn with(double: &Double, ops: &[Op]) -> Double {
    Double { appeal: Appeal::of(&then(double.appeal.record.clone(), ops)), ..double.clone() }
}

fn both_ways(a: &Double, b: &Double) -> Option<Alike> {
    assert_eq!(alike(a, b), alike(b, a));
    alike(a, b)
}

#[rstest]
#[case::one_number(HER, ("王阿波", Some("11010519491231002x"), None), Some(Alike::IdNumber))]
#[case::a_telephone_and_a_name(HER, ("王阿婆", None, Some(PHONE)), Some(Alike::Phone))]
#[case::a_telephone_of_a_family(HER, ("王小明", None, Some(PHONE)), None)]
#[case::two_people_of_one_name_and_telephone(HER, ("王阿婆", Some(OTHER), Some(PHONE)), None)]
#[case::a_name_alone(("王阿婆", None, None), ("王阿婆", None, None), None)]
fn one_person_is_told_by_a_number(#[case] one: Who<'_>, #[case] other: Who<'_>, #[case] by: Option<Alike>) {
    let (a, b) = (double(1, (MARCH, "registered"), one), double(2, (MARCH, "registered"), other));
    assert_eq!(both_ways(&a, &b), by);
}

#[rstest]
#[case::three_months_at_most("2026-06-02", "registered", true)]
#[case::a_day_more("2026-06-03", "registered", false)]
#[case::told_long_ago(MARCH, "archived", true)]
#[case::sealed(MARCH, "sealed", false)]
fn near_each_other_and_open_to_see(#[case] on: &str, #[case] state: &str, #[case] may: bool) {
    let (first, second) = (two().0, double(2, (on, state), HER));
    assert_eq!(both_ways(&first, &second).is_some(), may);
}

/// In whichever of the two it was said.
#[test]
fn an_answer_in_one_of_them_answers_it() {
    let (a, b) = two();
    let (who, told) = (person(Role::Prosecutor), "核对过，两处护栏");
    let ctx = ctx(&who, "2026-03-09");
    let apart = tell_apart(&a.appeal, TellApart { appeal: id(2), reason: told.into() }, &ctx).unwrap();
    assert_eq!(both_ways(&with(&a, &apart), &b), None);
    let of_a_third = tell_apart(&a.appeal, TellApart { appeal: id(3), reason: told.into() }, &ctx).unwrap();
    assert_eq!(both_ways(&with(&a, &of_a_third), &b), Some(Alike::IdNumber));

    assert_eq!(link_same(&a.appeal, LinkSame { same: id(2), reason: None }, &ctx).unwrap().len(), 1);
    let mut linked = a.clone();
    let stamp = a.entered().unwrap().clone();
    linked.appeal.record.same.push(Stamped { value: id(2), stamp });
    assert_eq!(both_ways(&linked, &b), None);
}

#[test]
fn what_was_handed_over_and_what_it_became_are_no_question() {
    let (a, b) = two();
    let origin = Origin {
        record: id(1),
        heads: vec!["aa".into()],
        office: "331003".into(),
        station: None,
        no: None,
        on: day(MARCH),
        reason: None,
    };
    assert_eq!(both_ways(&a, &with(&b, &[Op::set("handed_from", origin.keep())])), None);
}

/// 第几次 counts the new one too.
#[rstest]
#[case::it_had_no_number_to_count_by(None, 1, false)]
#[case::the_first_it_knew_of(Some(1), 1, false)]
#[case::the_one_before(Some(2), 1, true)]
#[case::one_of_the_two_before(Some(2), 2, false)]
fn whoever_counted_all_knew_of_all(#[case] nth: Option<i64>, #[case] n_before: u64, #[case] knew: bool) {
    let (_, second) = two();
    let counted: Vec<Op> = nth.map(|n| Op::set("nth", n)).into_iter().collect();
    assert_eq!(with(&second, &counted).knew_all(n_before), knew);
}

#[test]
fn one_of_them_is_still_to_be_told_something() {
    let states = in_hand();
    assert!(["incomplete", "registered", "handling", "refused"].iter().all(|s| states.contains(s)));
    assert!(["delivered", "archived", "sealed", "handed_over"].iter().all(|s| !states.contains(s)));
}
