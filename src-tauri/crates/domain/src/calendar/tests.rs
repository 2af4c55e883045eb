use chrono::NaiveDate;
use rstest::rstest;

use super::*;
use crate::law::{RefTexts, Why, shipped_once};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn shipped() -> &'static Calendar {
    &shipped_once().calendar
}

#[rstest]
#[case::of_2024(2024, 251)]
#[case::of_2025(2025, 248)]
#[case::of_2026(2026, 248)]
#[case::of_2027_at_most(2027, 254)]
fn working_days_of_a_year(#[case] year: i32, #[case] n: usize) {
    let days = day(&format!("{year}-01-01")).iter_days().take_while(|d| d.year() == year);
    assert_eq!(days.filter(|d| shipped().is_workday(*d)).count(), n);
}

#[rstest]
#[case::a_statutory_day("2026-10-01", false)]
#[case::a_day_between("2026-02-16", false)]
#[case::a_shifted_day_off("2026-02-23", false)]
#[case::a_worked_saturday("2026-02-28", true)]
#[case::a_worked_sunday("2026-01-04", true)]
#[case::a_plain_saturday("2026-03-07", false)]
#[case::a_plain_friday("2026-03-06", true)]
#[case::the_eve_2024("2024-02-09", true)]
#[case::the_eve_2025("2025-01-28", false)]
#[case::long_before_any_notice("1999-06-15", true)]
fn worked_or_not(#[case] on: &str, #[case] worked: bool) {
    assert_eq!(shipped().is_workday(day(on)), worked);
}

#[test]
fn only_published_years_are_official() {
    let official = |on| shipped().is_official(day(on));
    assert!(official("2024-01-01") && official("2025-07-01") && official("2026-12-31"));
    assert!(!official("2027-01-01") && !official("2023-12-31") && !official("2028-01-01"));
}

#[test]
fn working_days_around_a_festival() {
    assert_eq!(shipped().workday_before(day("2026-02-24")), Some(day("2026-02-14")));
    assert_eq!(shipped().workday_from(day("2026-02-15")), Some(day("2026-02-24")));
    assert_eq!(shipped().workday_from(day("2026-02-14")), Some(day("2026-02-14")));
}

#[test]
fn its_version_names_each_year() {
    assert_eq!(shipped().version(), "2024.1 2025.1 2026.1 2027.1");
    assert_eq!(
        (shipped().next_version(2027), shipped().next_version(2028)),
        ("2".to_owned(), "1".to_owned())
    );
}

const CSV_2027: &str =
    "date,kind,name\n2027-01-01,statutory,元旦\n2027-02-20,work,春节\n2027-10-01,statutory,国庆节\n";
const JSON_2027: &str = r#"{"$schema": "x", "year": 2027, "papers": ["https://www.gov.cn/x"], "days": [
    {"name": "元旦", "date": "2026-12-31", "isOffDay": true}, {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
    {"name": "春节", "date": "2027-02-20", "isOffDay": false}, {"name": "国庆节", "date": "2027-10-01", "isOffDay": true}]}"#;

#[test]
fn a_year_comes_in_as_our_table() {
    let year = import(CSV_2027, shipped()).unwrap();
    assert_eq!((year.year, year.version.as_str(), year.official), (2027, "2", true));
    let calendar = shipped().clone().with(year);
    assert!(calendar.is_official(day("2027-05-04")) && calendar.is_workday(day("2027-02-20")));
    // The computed days of the version before are gone with it.
    assert!(calendar.is_workday(day("2027-02-08")));
}

#[test]
fn a_year_comes_in_as_open_json() {
    let year = import(JSON_2027, shipped()).unwrap();
    assert_eq!((year.year, year.source.as_str(), year.days.len()), (2027, "https://www.gov.cn/x", 4));
    let calendar = shipped().clone().with(year);
    // A notice may change the last days of the year before.
    assert!(!calendar.is_workday(day("2026-12-31")));
    assert!(calendar.is_official(day("2026-12-31")));
}

#[test]
fn a_byte_order_mark_and_dos_lines_do_no_harm() {
    let text = format!("\u{feff}{}", CSV_2027.replace('\n', "\r\n"));
    assert_eq!(import(&text, shipped()).unwrap().hash, import(CSV_2027, shipped()).unwrap().hash);
}

#[test]
fn an_imported_year_is_kept_and_read_back_equal() {
    let year = import(JSON_2027, shipped()).unwrap();
    let law = crate::Law::parse(&RefTexts::shipped().with(year.to_ref())).unwrap();
    assert_eq!(law.calendar.year(2027), Some(&year));
    assert_eq!(law.calendar.version(), "2024.1 2025.1 2026.1 2027.2");
}

#[test]
fn an_older_version_changes_nothing() {
    let newer = shipped().clone().with(import(CSV_2027, shipped()).unwrap());
    let older = shipped().year(2027).unwrap().clone();
    assert_eq!(newer.clone().with(older), newer);
}

#[rstest]
#[case::an_empty_text("", Why::Incomplete)]
#[case::an_empty_list(r#"{"days": []}"#, Why::Incomplete)]
#[case::only_names("date,kind,name\n", Why::Incomplete)]
#[case::no_new_year("date,kind,name\n2027-10-01,statutory,国庆节\n", Why::Incomplete)]
#[case::no_national_day("date,kind,name\n2027-01-01,statutory,元旦\n", Why::Incomplete)]
#[case::new_year_worked(r#"{"days": [{"name": "x", "date": "2028-01-01", "isOffDay": false}, {"name": "x", "date": "2028-10-01", "isOffDay": true}]}"#, Why::Incomplete)]
#[case::a_day_twice("date,kind,name\n2027-01-01,statutory,元旦\n2027-01-01,off,元旦\n2027-10-01,statutory,x\n", Why::Twice { value: "2027-01-01".into() })]
#[case::a_weekday_made_up("date,kind,name\n2027-01-01,statutory,元旦\n2027-02-22,work,春节\n2027-10-01,statutory,x\n", Why::Impossible { value: "2027-02-22".into() })]
#[case::two_years_in_one("date,kind,name\n2026-05-01,statutory,x\n2027-01-01,statutory,元旦\n2027-10-01,statutory,x\n", Why::Impossible { value: "2026-05-01".into() })]
#[case::computed_and_published_mixed(
    "date,kind,name\n2027-01-01,statutory_provisional,元旦\n2027-10-01,statutory,x\n",
    Why::Incomplete
)]
fn a_year_that_cannot_be(#[case] text: &str, #[case] why: Why) {
    assert_eq!(import(text, shipped()).unwrap_err().why, why);
}

#[rstest]
#[case::half_a_json(r#"{"days": ["#)]
#[case::a_json_of_something_else(r#"{"rows": 3}"#)]
#[case::a_day_no_month_has("date,kind,name\n2027-02-30,off,x\n")]
#[case::an_unknown_kind("date,kind,name\n2027-01-01,half,x\n")]
#[case::other_columns("日期,类型\n2027-01-01,休\n")]
#[case::html("<html>\n<body>2027</body>\n</html>")]
#[case::nul("date,kind,name\n2027-01-01\0,off,x\n")]
fn a_text_that_cannot_be_read(#[case] text: &str) {
    let bad = import(text, shipped()).unwrap_err();
    assert!(matches!(bad.why, Why::Unreadable { .. }), "{bad:?}");
}

/// A bug: a notice that says it is of one year and lists the days of another was taken in as the other's.
#[test]
fn a_year_that_is_not_that_of_the_days_is_refused_by_its_name() {
    let text = JSON_2027.replace("\"year\": 2027", "\"year\": 2026");
    let bad = import(&text, shipped()).unwrap_err();
    assert_eq!((bad.column.as_str(), bad.why), ("year", Why::Impossible { value: "2026".into() }));
    let unsaid = JSON_2027.replace("\"year\": 2027, ", "");
    assert_eq!(import(&unsaid, shipped()).unwrap().year, 2027);
}

#[test]
fn the_line_of_a_wrong_day_is_named() {
    let bad = import("date,kind,name\n2027-01-01,off,x\n2027-01-01,off,x\n", shipped()).unwrap_err();
    assert_eq!((bad.line, bad.column.as_str()), (3, "date"));
}

#[rstest]
#[case::many_bytes(format!("date,kind,name\n{}", "x".repeat(2 << 20)))]
#[case::many_days(std::iter::once("date,kind,name".to_owned()).chain((0..500).map(|n| format!("{},off,x", day("2027-01-01") + chrono::Days::new(n)))).collect::<Vec<_>>().join("\n"))]
fn a_file_that_is_no_notice(#[case] text: String) {
    assert_eq!(import(&text, shipped()).unwrap_err().why, Why::TooBig);
}

#[test]
fn a_name_with_a_comma_survives() {
    let text =
        "date,kind,name\n2027-01-01,statutory,\"元旦, \"\"新年\"\"\"\n2027-10-01,statutory,国庆节、中秋节\n";
    let year = import(text, shipped()).unwrap();
    assert_eq!(year.days[&day("2027-01-01")].name, "元旦, \"新年\"");
}

/// The days that every year's notice must have, and one more.
fn with_day(on: &str, off: bool, name: &str) -> String {
    let day =
        |on: &str, off: bool, name: &str| serde_json::json!({"name": name, "date": on, "isOffDay": off});
    let days = [day("2027-01-01", true, "元旦"), day("2027-10-01", true, "国庆节"), day(on, off, name)];
    serde_json::json!({ "days": days }).to_string()
}

/// Names come from a file that anybody may have made; `ref` is a table of lines and commas.
#[rstest]
#[case::a_comma("春节, 除夕", "春节, 除夕")]
#[case::quotes("\"春节\"", "\"春节\"")]
#[case::one_quote("\"", "\"")]
#[case::like_a_comment("# version: 9", "# version: 9")]
#[case::like_a_header("id: calendar/2028", "id: calendar/2028")]
#[case::lines("春\n节\r\n", "春 节")]
#[case::like_a_row("x\n2027-06-01,off,y", "x 2027-06-01,off,y")]
#[case::blanks_around(" \u{3000}春节\t", "春节")]
#[case::nothing("", "")]
#[case::rare_signs("𠮷䶮\u{202e}", "𠮷䶮\u{202e}")]
#[case::a_formula("=cmd|'/c calc'!A1", "=cmd|'/c calc'!A1")]
fn whatever_a_day_is_called_it_is_kept_and_read_back(#[case] name: &str, #[case] kept: &str) {
    let year = import(&with_day("2027-02-08", true, name), shipped()).unwrap();
    assert_eq!((year.days.len(), year.days[&day("2027-02-08")].name.as_str()), (3, kept));
    assert_eq!((year.year, year.version.as_str()), (2027, "2"), "no name is a header");
    let law = crate::Law::parse(&RefTexts::shipped().with(year.to_ref())).unwrap();
    assert_eq!(law.calendar.year(2027), Some(&year));
}

/// 2027-02-20 is a Saturday; a notice speaks of its own year and of the last week of the one before.
#[rstest]
#[case::the_last_week_of_the_year_before("2026-12-24", true, true)]
#[case::the_week_before_that("2026-12-23", true, false)]
#[case::the_last_day_of_the_year_before("2026-12-31", true, true)]
#[case::a_saturday_of_that_week_worked("2026-12-26", false, true)]
#[case::a_thursday_of_that_week_worked("2026-12-24", false, false)]
#[case::a_worked_saturday("2027-02-20", false, true)]
#[case::a_worked_sunday("2027-02-21", false, true)]
#[case::a_worked_monday("2027-02-22", false, false)]
#[case::the_last_day_of_the_year("2027-12-31", true, true)]
#[case::of_summer_the_year_before("2026-07-01", true, false)]
fn days_a_notice_may_name(#[case] on: &str, #[case] off: bool, #[case] may: bool) {
    let year = import(&with_day(on, off, "x"), shipped());
    match year {
        Ok(year) => assert!(may && shipped().clone().with(year).is_workday(day(on)) != off),
        Err(bad) => assert_eq!((may, bad.why), (false, Why::Impossible { value: on.into() })),
    }
}

/// The year is the latest that is named: one day of the next makes it a notice of that year, which then lacks its own.
#[test]
fn a_day_of_the_next_year_is_not_of_this_notice() {
    let bad = import(&with_day("2028-01-01", true, "元旦"), shipped()).unwrap_err();
    assert_eq!(bad.why, Why::Impossible { value: "2027-01-01".into() });
}

/// A later notice speaks last about the days both mention, whichever came in first.
#[test]
fn the_order_in_which_years_come_in_does_not_matter() {
    let ends_early = import(&with_day("2026-12-31", true, "元旦"), shipped()).unwrap();
    let (y2026, y2025) = (shipped().year(2026).unwrap().clone(), shipped().year(2025).unwrap().clone());
    let years = [y2025, y2026, ends_early];
    let calendar = Calendar::of(years.clone());
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        assert_eq!(Calendar::of(order.map(|n: usize| years[n].clone())), calendar);
    }
    assert!(!calendar.is_workday(day("2026-12-31")));
    assert_eq!(calendar.workday_from(day("2026-12-31")), Some(day("2027-01-04")));
    assert_eq!(calendar.workday_before(day("2027-01-04")), Some(day("2026-12-30")));
}

/// Walked day by day: both ways over the same days, and nothing between two working days is worked.
#[rstest]
#[case::of_2024(2024)]
#[case::of_2025(2025)]
#[case::of_2026(2026)]
#[case::without_a_notice(2029)]
fn working_days_before_and_after_agree(#[case] year: i32) {
    for on in day(&format!("{year}-01-01")).iter_days().take_while(|on| on.year() == year) {
        let before = shipped().workday_before(on).unwrap();
        let from = shipped().workday_from(on).unwrap();
        assert!(before < on && on <= from && shipped().is_workday(before) && shipped().is_workday(from));
        let mut between = before.iter_days().skip(1).take_while(|d| *d < from);
        assert!(between.all(|d| !shipped().is_workday(d)), "{on}");
        assert_eq!(from == on, shipped().is_workday(on));
    }
}
