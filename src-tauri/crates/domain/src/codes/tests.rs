use rstest::rstest;

use super::*;
use crate::law::{RefText, shipped_once};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn shipped() -> &'static Codes {
    &shipped_once().codes
}

fn file(version: &str, rows: &str) -> RefFile {
    let text = format!(
        "# id: codes/way\n# version: {version}\nid,name,parent,source,valid_from,valid_to,wording\n{rows}"
    );
    RefFile::read(&RefText { name: "codes/way.csv".into(), text }).unwrap()
}

#[rstest]
#[case::twelve_kinds_of_activity("activity", 12)]
#[case::ways_of_coming("way", 11)]
#[case::four_procuratorial_works("function", 4)]
#[case::ten_lines_of_business_and_two("business", 12)]
#[case::six_evaluations("evaluation", 6)]
#[case::four_posts("post", 4)]
#[case::peoples_and_two("ethnicity", 58)]
#[case::fields_of_public_interest("public_interest_field", 15)]
#[case::buttons_of_12309("category", 11)]
#[case::answer_classes("answer_class", 4)]
#[case::three_and_one("three_in_place", 4)]
fn lists_are_whole(#[case] list: &str, #[case] n: usize) {
    assert_eq!(shipped().offered(list, day("2026-09-01")).count(), n);
}

#[rstest]
#[case("activity", "HD02", "公开听证会")]
#[case("evaluation", "fairly_satisfied", "基本满意")]
#[case("handling", "guide", "引导法定程序")]
#[case("ethnicity", "22", "畲族")]
#[case("ethnicity", "56", "基诺族")]
#[case("id_kind", "111", "居民身份证")]
#[case("refusal", "other_path", "应当通过诉讼、复议、仲裁解决")]
fn names(#[case] list: &str, #[case] id: &str, #[case] name: &str) {
    assert_eq!(shipped().name(list, id), Some(name));
}

#[test]
fn no_name_stands_twice_in_a_list() {
    for (list, codes) in shipped().lists() {
        let mut names: Vec<_> = codes.all().iter().map(|c| &c.name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), codes.all().len(), "{list}");
    }
}

/// It stood in the code, where an office that adds a way of telling could not say it.
#[test]
fn every_way_of_telling_says_whether_somebody_was_spoken_to() {
    let ways = shipped().list("delivery").unwrap().all();
    let silent = ways.iter().find(|way| way.spoken.is_none());
    assert_eq!(silent, None);
    let spoken: Vec<&str> = ways.iter().filter(|way| way.is_spoken()).map(|way| way.id.as_str()).collect();
    assert_eq!(spoken, ["in_person", "phone"]);
}

#[test]
fn a_list_that_does_not_say_it_counts_as_spoken() {
    let codes = Codes::parse(&[&file("1", "letter,来信,,x,,,verified\n")]).unwrap();
    assert!(codes.code("way", "letter").unwrap().is_spoken());
    let says = "# id: codes/way\n# version: 2\nid,name,parent,source,valid_from,valid_to,wording,spoken\nletter,来信,,x,,,verified,false\n";
    let says = RefFile::read(&RefText { name: "codes/way.csv".into(), text: says.into() }).unwrap();
    assert!(!Codes::parse(&[&says]).unwrap().code("way", "letter").unwrap().is_spoken());
}

#[test]
fn every_value_names_its_source() {
    let without = shipped().lists().flat_map(|(_, l)| l.all()).find(|c| c.source.is_empty());
    assert_eq!(without, None);
}

#[test]
fn a_value_outside_its_list_is_refused() {
    let on = day("2026-09-01");
    assert_eq!(shipped().check(("way", "way"), "letter", on), Ok(()));
    let refused = shipped().check(("way", "way"), "pigeon", on);
    assert_eq!(
        refused,
        Err(Refusal::NotInList { field: "way".into(), list: "way".into(), value: "pigeon".into() })
    );
    assert!(shipped().check(("x", "no_such_list"), "letter", on).is_err());
}

#[test]
fn a_value_left_out_by_a_newer_list_keeps_its_name() {
    let old = file("1", "letter,来信,,x,,,verified\ntelegram,电报,,x,,,verified\n");
    let new = file("2", "letter,群众来信,,x,,,verified\n");
    let codes = Codes::parse(&[&old, &new]).unwrap();
    let on = day("2026-09-01");
    assert_eq!(
        (codes.name("way", "telegram"), codes.name("way", "letter")),
        (Some("电报"), Some("群众来信"))
    );
    assert_eq!(codes.offered("way", on).map(|c| c.id.as_str()).collect::<Vec<_>>(), ["letter"]);
    assert!(!codes.is_in("way", "telegram", on));
}

#[test]
fn a_value_is_offered_on_its_days_only() {
    let list = file("1", "a,甲,,x,2025-01-01,2025-12-31,verified\n");
    let codes = Codes::parse(&[&list]).unwrap();
    let on = ["2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01"];
    assert_eq!(on.map(|d| codes.is_in("way", "a", day(d))), [false, true, true, false]);
    assert_eq!(codes.name("way", "a"), Some("甲"));
}

#[rstest]
#[case::twice("a,甲,,x,,,verified\na,乙,,x,,,verified\n", "id", Why::Twice { value: "a".into() })]
#[case::no_name("a,,,x,,,verified\n", "id", Why::Incomplete)]
#[case::an_unknown_parent("a,甲,b,x,,,verified\n", "parent", Why::Unknown { value: "b".into() })]
#[case::nothing("", "", Why::Incomplete)]
fn a_list_that_cannot_be(#[case] rows: &str, #[case] column: &str, #[case] why: Why) {
    let bad = Codes::parse(&[&file("1", rows)]).unwrap_err();
    assert_eq!((bad.file.as_str(), bad.column.as_str(), bad.why), ("codes/way", column, why));
}

#[test]
fn a_wording_that_is_neither_is_refused_with_its_line() {
    let bad = Codes::parse(&[&file("1", "a,甲,,x,,,verified\nb,乙,,x,,,perhaps\n")]).unwrap_err();
    assert!(matches!((bad.line, bad.why), (5, Why::Unreadable { .. })));
}
