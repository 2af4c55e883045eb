//! Cases of the imported list.

use rstest::rstest;

use super::*;

fn row(line: u32, code: &str, name: &str) -> StationRow {
    let facts = StationFacts { code: Some(code.into()), name: Some(name.into()), ..StationFacts::default() };
    StationRow { line, facts, ..StationRow::default() }
}

fn fate_of(row: StationRow, others: &[StationRow]) -> Fate {
    let mut rows = vec![row];
    rows.extend_from_slice(others);
    let ours = [Station { id: id(9), ..Station::of(&opened("2026-01-01")) }];
    as_registrar("2026-09-01", |c| row_fates(&rows, &ours, c)).remove(0).fate
}

#[rstest]
#[case::new(row(2, "HM01", "海门街道站"), Fate::New)]
#[case::same(row(2, "BY01", "白云街道站"), Fate::Same)]
#[case::empty_cells_say_nothing(StationRow { facts: StationFacts { code: Some("BY01".into()), ..StationFacts::default() }, ..row(2, "", "") }, Fate::Same)]
#[case::renamed(row(2, "BY01", "白云站"), Fate::Changed { changes: vec![FieldChange {
    field: "name".into(), before: "白云街道站".into(), after: "白云站".into()
}] })]
#[case::no_code(StationRow { facts: StationFacts { name: Some("无".into()), ..StationFacts::default() }, ..row(2, "", "") },
    Fate::Refused { why: Refusal::Required { field: "code".into() } })]
#[case::no_name(row(2, "HM01", ""), Fate::Refused { why: Refusal::Required { field: "name".into() } })]
#[case::parent_nowhere(StationRow { parent_code: Some("ZZ99".into()), ..row(2, "HM01", "海门") },
    Fate::Refused { why: Refusal::RowUnclear { field: "parent_code".into(), value: "ZZ99".into() } })]
#[case::its_own_parent(StationRow { parent_code: Some("HM01".into()), ..row(2, "HM01", "海门") },
    Fate::Refused { why: Refusal::RowUnclear { field: "parent_code".into(), value: "HM01".into() } })]
#[case::opened_earlier(StationRow { opened_on: Some(day("2025-03-01")), ..row(2, "BY01", "白云街道站") }, Fate::Changed { changes: vec![FieldChange {
    field: "opened_on".into(), before: "2026-01-01".into(), after: "2025-03-01".into()
}] })]
#[case::opened_the_same_day(StationRow { opened_on: Some(day("2026-01-01")), ..row(2, "BY01", "白云街道站") }, Fate::Same)]
#[case::opened_later(StationRow { opened_on: Some(day("2026-03-01")), ..row(2, "BY01", "白云街道站") },
    Fate::Refused { why: Refusal::EndBeforeStart { field: "opened_on".into(), from: day("2026-03-01"), to: day("2026-01-01") } })]
#[case::parent_ours(StationRow { parent_code: Some("BY01".into()), ..row(2, "HM01", "海门") }, Fate::New)]
fn every_row_has_a_fate(#[case] row: StationRow, #[case] fate: Fate) {
    assert_eq!(fate_of(row, &[]), fate);
}

#[test]
fn a_code_named_twice_is_refused_in_both_rows() {
    let rows = [row(2, "HM01", "海门"), row(3, "HM01", "海门街道"), row(4, "JJ01", "葭沚")];
    let fates = as_registrar("2026-09-01", |c| row_fates(&rows, &[], c));
    let unclear = Fate::Refused { why: Refusal::RowUnclear { field: "code".into(), value: "HM01".into() } };
    assert_eq!(
        fates.iter().map(|f| f.fate.clone()).collect::<Vec<_>>(),
        [unclear.clone(), unclear, Fate::New]
    );
    assert_eq!(fates.iter().map(|f| f.line).collect::<Vec<_>>(), [2, 3, 4]);
}

#[test]
fn below_a_refused_row_nothing_is_taken_and_no_ring_either() {
    let below = |line, code: &str, parent: &str| StationRow {
        parent_code: Some(parent.into()),
        ..row(line, code, "站")
    };
    let fates = |rows: &[StationRow]| {
        let fates = as_registrar("2026-09-01", |c| row_fates(rows, &[], c));
        fates.iter().map(|f| matches!(f.fate, Fate::Refused { .. })).collect::<Vec<_>>()
    };
    let orphans = [row(2, "AA", ""), below(3, "AB", "AA"), below(4, "AC", "AB"), row(5, "AD", "站")];
    assert_eq!(fates(&orphans), [true, true, true, false]);
    let ring = [below(2, "AA", "AC"), below(3, "AB", "AA"), below(4, "AC", "AB"), below(5, "AD", "AA")];
    assert_eq!(fates(&ring), [true; 4]);
}

#[test]
fn a_station_moved_below_a_new_one_is_changed() {
    let child = StationRow { parent_code: Some("JJ01".into()), ..row(2, "BY01", "白云街道站") };
    let changes = vec![FieldChange {
        field: "parent_code".into(),
        before: serde_json::Value::Null,
        after: "JJ01".into(),
    }];
    assert_eq!(fate_of(child, &[row(3, "JJ01", "葭沚")]), Fate::Changed { changes });
}

#[test]
fn a_parent_may_stand_in_the_same_list() {
    let child = StationRow { parent_code: Some("JJ01".into()), ..row(2, "HM01", "海门") };
    assert_eq!(fate_of(child, &[row(3, "JJ01", "葭沚")]), Fate::New);
}

#[test]
fn a_new_row_opens_and_a_changed_one_amends_and_then_both_are_same() {
    let existing = [Station { id: id(9), ..Station::of(&opened("2026-01-01")) }];
    let rows = [row(2, "HM01", "海门街道站"), row(3, "BY01", "白云站")];
    let (open, amend) = as_registrar("2026-09-01", |c| {
        let open = open_station((id(5), open_by_row(&rows[0], None, c)), &nobody, c).unwrap();
        (open, amend_station(&existing[0], amend_by_row(&rows[1], &existing), c).unwrap())
    });
    let after = [Station::of(&record("station", &open)), Station::of(&then(opened("2026-01-01"), &amend))];
    let fates = as_registrar("2026-09-01", |c| row_fates(&rows, &after, c));
    assert!(fates.len() == 2 && fates.iter().all(|f| f.fate == Fate::Same), "{fates:?}");
}

#[test]
fn many_rows_are_one_pass() {
    let below = |n: u32| (n > 0).then(|| format!("X{:05}", n / 2));
    let rows: Vec<StationRow> = (0..20_000)
        .map(|n| StationRow { parent_code: below(n).filter(|_| n > 1), ..row(n, &format!("X{n:05}"), "站") })
        .collect();
    let fates = as_registrar("2026-09-01", |c| row_fates(&rows, &[], c));
    assert_eq!(fates.iter().filter(|f| f.fate == Fate::New).count(), rows.len());
}

#[test]
fn a_list_of_somebody_without_the_right_changes_nothing() {
    let who = person(Role::Prosecutor);
    let fates = row_fates(&[row(2, "HM01", "海门")], &[], &ctx(&who, "2026-09-01"));
    assert_eq!(fates[0].fate, Fate::Refused { why: Refusal::WrongRole { verb: "open_station".into() } });
}
