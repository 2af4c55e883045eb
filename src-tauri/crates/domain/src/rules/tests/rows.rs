//! New versions, two contents of one version, and rows that cannot be.

use rstest::rstest;

use super::*;
use crate::law::{BadRef, Law, RefText, RefTexts, Why};

const COLUMNS: &str = "id,version,noun,matter,article,unit,amount,direction,opened_by,counts_from,recounts_from,met_by,applies_when,extension,extension_level,pauses,exclusions,standing,wording,enabled,by_itself,office,valid_from,valid_to,note";

/// One row with some cells changed, in a file of version 900.
fn file(rows: &[&[(&str, &str)]]) -> RefText {
    let plain = [
        ("id", "R01"),
        ("version", "2"),
        ("noun", "appeal"),
        ("matter", "程序性回复"),
        ("article", "x"),
        ("unit", "working"),
        ("amount", "7"),
        ("direction", "forward"),
        ("opened_by", "registered"),
        ("counts_from", "received"),
        ("met_by", "procedurally_replied"),
        ("applies_when", "always"),
        ("standing", "national"),
        ("wording", "verified"),
        ("enabled", "true"),
        ("by_itself", "true"),
    ];
    let row = |cells: &&[(&str, &str)]| {
        let cell = |column: &str| {
            let found = cells.iter().chain(&plain).find(|(name, _)| *name == column);
            found.map_or("", |(_, value)| *value).to_owned()
        };
        COLUMNS.split(',').map(cell).collect::<Vec<_>>().join(",")
    };
    let rows: Vec<_> = rows.iter().map(row).collect();
    let text = format!("# id: rules/deadlines\n# version: 900\n{COLUMNS}\n{}\n", rows.join("\n"));
    RefText { name: "rules/deadlines.csv".into(), text }
}

fn law(rows: &[&[(&str, &str)]]) -> Result<Law, BadRef> {
    Law::parse(&RefTexts::shipped().with(file(rows)))
}

#[test]
fn an_office_switches_seven_days_to_working_days_by_a_new_version() {
    let law = law(&[&[("valid_from", "2026-07-01")]]).unwrap();
    let due = |on: &str| {
        let rule = law.rules.current("R01", day(on)).unwrap();
        rule.deadline(day(on).into(), &History::none(), &law.calendar).unwrap().due_on.unwrap().to_string()
    };
    assert_eq!((due("2026-06-08"), due("2026-07-06")), ("2026-06-15".into(), "2026-07-15".into()));
    // A clock that runs under version 1 stays there.
    assert_eq!(law.rules.get("R01", "1").map(|r| r.unit), Some(Unit::Natural));
    assert_eq!(law.rules.get("R01", "3"), None);
}

#[test]
fn an_office_s_own_version_counts_for_that_office_only() {
    let law = law(&[&[
        ("id", "N01"),
        ("office", "331002"),
        ("amount", "3"),
        ("noun", "voice"),
        ("counts_from", "voice_collected"),
        ("met_by", "voice_sorted"),
        ("standing", "internal"),
    ]])
    .unwrap();
    let amount = |office| law.rules.current_at(office, "N01", today()).map(|r| r.amount);
    assert_eq!((amount("331002"), amount("331003"), amount("")), (Some(3), Some(5), Some(5)));
    let opening = Opening { noun: "voice", event: "registered", on: today(), office: "331002" };
    assert_eq!(
        law.rules.opened_by(&opening, &Situation::new()).iter().map(|r| r.amount).collect::<Vec<_>>(),
        [3]
    );
}

#[test]
fn one_version_with_two_contents_is_not_used() {
    let law = law(&[&[("version", "1")]]).unwrap();
    assert_eq!(law.rules.clashes(), [("R01".to_owned(), "1".to_owned())]);
    assert_eq!(law.rules.get("R01", "1"), None);
}

#[test]
fn the_same_row_carried_along_is_one_rule() {
    let law = law(&[&[], &[]]).unwrap();
    assert_eq!(law.rules.all().iter().filter(|r| r.id == "R01" && r.version == "2").count(), 1);
}

#[rstest]
#[case::no_amount(&[("amount", "0")], "amount")]
#[case::an_amount_beyond_reason(&[("amount", "10001")], "amount")]
#[case::an_unknown_event(&[("counts_from", "dreamt")], "counts_from")]
#[case::an_unknown_pause(&[("pauses", "holiday")], "pauses")]
#[case::an_unknown_exclusion(&[("exclusions", "bored")], "exclusions")]
#[case::an_unknown_fact(&[("applies_when", "weather=fine")], "applies_when")]
#[case::a_value_outside_its_list(&[("applies_when", "nature=strange")], "applies_when")]
#[case::a_flag_with_a_value(&[("applies_when", "urgent=very")], "applies_when")]
#[case::half_a_condition(&[("applies_when", "nature=ordinary &")], "applies_when")]
#[case::no_condition(&[("applies_when", "")], "applies_when")]
#[case::an_extension_nobody_approves(&[("extension", "30")], "extension")]
fn a_row_that_cannot_be(#[case] cells: &[(&str, &str)], #[case] column: &str) {
    let bad = law(&[cells]).unwrap_err();
    assert_eq!((bad.file.as_str(), bad.line, bad.column.as_str()), ("rules/deadlines", 4, column));
}

#[rstest]
#[case::unit(&[("unit", "weeks")])]
#[case::a_negative_amount(&[("amount", "-7")])]
#[case::a_day(&[("valid_from", "2026-02-30")])]
#[case::yes_for_true(&[("enabled", "yes")])]
fn a_cell_that_cannot_be_read(#[case] cells: &[(&str, &str)]) {
    assert!(matches!(law(&[cells]).unwrap_err().why, Why::Unreadable { .. }));
}
