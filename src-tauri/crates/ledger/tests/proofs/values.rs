//! What merges by itself: one named case for every row of the merge rules.

use ledger::{Clk, Op, Value, flag, fold};

use crate::scene::*;

#[test]
fn lines_of_two_desks_are_both_kept_in_fold_order() {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let late = cell.write(Act::new(0, LIAISON, vec![Op::line("note", "二")]).after(&[&first]).at(30));
    let early = cell.write(Act::new(1, HEAD, vec![Op::line("note", "一")]).after(&[&first]).at(20));
    let record = folded(&cell, &[&first, &late, &early]);
    let notes: Vec<_> = record.lines("note").filter_map(|line| line.value.text()).collect();
    assert_eq!(notes, ["一", "二"]);
}

#[test]
fn a_correction_is_a_new_line_that_names_the_old_one() {
    let mut cell = Cell::new(1);
    let first = opened(&mut cell);
    let wrong = cell.write(Act::new(0, LIAISON, vec![Op::line("note", "错")]).after(&[&first]));
    let corrects = Op::Line { line: "note".into(), value: "对".into(), corrects: Some((wrong.id, 0)) };
    let right = cell.write(Act::new(0, LIAISON, vec![corrects]).after(&[&wrong]));
    let record = folded(&cell, &[&first, &wrong, &right]);
    assert_eq!(record.lines["note"].len(), 2);
    let shown: Vec<_> = record.lines("note").filter_map(|line| line.value.text()).collect();
    assert_eq!(shown, ["对"]);
}

#[test]
fn different_fields_never_conflict() {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let a = cell.write(Act::new(0, LIAISON, vec![Op::set("phone", "1")]).after(&[&first]));
    let b = cell.write(Act::new(1, PROSECUTOR, vec![Op::set("address", "x")]).after(&[&first]));
    let record = folded(&cell, &[&first, &a, &b]);
    assert_eq!((values(&record, "phone"), values(&record, "address")), (vec!["1"], vec!["x"]));
}

#[test]
fn concurrent_values_are_all_kept_and_the_later_wall_is_shown() {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let a = cell.write(Act::new(0, LIAISON, vec![Op::set("title", "甲")]).after(&[&first]).at(20));
    let b = cell.write(Act::new(1, PROSECUTOR, vec![Op::set("title", "乙")]).after(&[&first]).at(30));
    let record = folded(&cell, &[&first, &a, &b]);
    assert_eq!(values(&record, "title"), ["乙", "甲"], "the value both had seen is gone");
    let c = cell.write(Act::new(0, LIAISON, vec![Op::set("title", "丙")]).after(&[&a, &b]).at(5));
    let record = folded(&cell, &[&first, &a, &b, &c]);
    assert_eq!(values(&record, "title"), ["丙"], "who saw both clears both, whatever the clock says");
}

#[test]
fn a_suspect_clock_loses_a_field_and_comes_last_in_a_flow() {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let ops = |to: &str| vec![Op::set("title", to), Op::go("main", "registered", to)];
    let suspect = Act::new(0, LIAISON, ops("甲")).after(&[&first]).at(2).clk(Clk::Suspect);
    let a = cell.write(suspect.clone());
    let b = cell.write(Act::new(1, PROSECUTOR, ops("乙")).after(&[&first]).at(900));
    let record = folded(&cell, &[&first, &a, &b]);
    assert_eq!(record.at("main"), "乙", "first in order although its wall is later");
    assert_eq!(values(&record, "title"), ["乙", "甲"]);
    let c = cell.write(Act { wall_ms: 99_999, ..suspect });
    assert_eq!(
        values(&folded(&cell, &[&first, &b, &c]), "title"),
        ["乙", "甲"],
        "a clock years ahead wins nothing"
    );
}

#[test]
fn equal_concurrent_values_are_one() {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let a = cell.write(Act::new(0, LIAISON, vec![Op::set("phone", "1")]).after(&[&first]).at(1));
    let b = cell.write(Act::new(1, PROSECUTOR, vec![Op::set("phone", "1")]).after(&[&first]).at(2));
    let record = folded(&cell, &[&first, &a, &b]);
    assert_eq!(values(&record, "phone"), ["1"]);
    let c = cell.write(Act::new(0, LIAISON, vec![Op::set("phone", "2")]).after(&[&a]).at(3));
    let record = folded(&cell, &[&first, &a, &b, &c]);
    assert_eq!(
        values(&record, "phone"),
        ["2", "1"],
        "the other desk's value was not seen, so it is not cleared"
    );
}

#[test]
fn a_remove_takes_only_adds_it_had_seen() {
    let mut cell = Cell::new(2);
    let first = cell.write(Act::new(0, LIAISON, vec![Op::add("tag", "急"), Op::add("tag", "老")]));
    let remove = cell
        .write(Act::new(0, LIAISON, vec![Op::remove("tag", "急"), Op::remove("tag", "老")]).after(&[&first]));
    let again = cell.write(Act::new(1, PROSECUTOR, vec![Op::add("tag", "急")]).after(&[&first]));
    let record = folded(&cell, &[&first, &remove, &again]);
    assert_eq!(record.set("tag").filter_map(Value::text).collect::<Vec<_>>(), ["急"]);
}

#[test]
fn a_contested_field_is_resolved_by_a_head() {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let a = cell.write(Act::new(0, LIAISON, vec![Op::set("basis", "甲")]).after(&[&first]).at(20));
    let b = cell.write(Act::new(1, HEAD, vec![Op::set("basis", "乙")]).after(&[&first]).at(30));
    let op = Op::ResolveField { field: "basis".into(), to: "甲".into(), adopts: vec![a.id] };
    let resolve = cell.write(Act::new(0, HEAD, vec![op]).after(&[&a, &b]).at(5));
    assert_eq!(values(&folded(&cell, &[&first, &a, &b, &resolve]), "basis"), ["甲"]);
}

#[test]
fn links_and_hiding_are_states_that_can_be_taken_back() {
    let mut cell = Cell::new(1);
    let first = opened(&mut cell);
    let other = desk_record(5);
    let on = vec![Op::Same { record: other, off: false }, Op::Hide { hidden: true }];
    let on = cell.write(Act::new(0, LIAISON, on).after(&[&first]));
    let record = folded(&cell, &[&first, &on]);
    assert!(record.hidden && record.same[0].value == other);
    let off = vec![Op::Same { record: other, off: true }, Op::Hide { hidden: false }];
    let off = cell.write(Act::new(0, LIAISON, off).after(&[&on]));
    let record = folded(&cell, &[&first, &on, &off]);
    assert!(!record.hidden && record.same.is_empty());
}

#[test]
fn files_of_two_desks_are_both_kept() {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let blob = |n: u8| Op::Blob {
        address: vec![n; 32],
        key: vec![n; 32],
        size: 9,
        mime: "image/png".into(),
        name: "a".into(),
        about: Value::Null,
    };
    let a = cell.write(Act::new(0, LIAISON, vec![blob(1)]).after(&[&first]).at(2));
    let b = cell.write(Act::new(1, HEAD, vec![blob(2)]).after(&[&first]).at(1));
    let record = folded(&cell, &[&first, &a, &b]);
    assert_eq!(record.blobs.iter().map(|blob| blob.value.address[0]).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn unknown_ops_mark_the_record_and_lock_it_only_with_crit() {
    let mut cell = Cell::new(1);
    let first = opened(&mut cell);
    let op =
        || vec![Op::Unknown { kind: "field.blend".into(), v: 3, args: Value::Null }, Op::set("phone", "1")];
    let soft = cell.write(Act::new(0, LIAISON, op()).after(&[&first]));
    let hard = cell.write(Act::new(0, LIAISON, op()).after(&[&first]).flags(flag::CRIT));
    let record = folded(&cell, &[&first, &soft]);
    assert_eq!((record.newer, record.locked, record.text("phone")), (true, false, Some("1")));
    let record = folded(&cell, &[&first, &soft, &hard]);
    assert_eq!((record.newer, record.locked), (true, true));
}

#[test]
fn what_lacks_a_parent_waits_with_all_that_stands_on_it() {
    let mut cell = Cell::new(1);
    let first = opened(&mut cell);
    let a = cell.write(Act::new(0, LIAISON, vec![Op::set("title", "甲")]).after(&[&first]));
    let b = cell.write(Act::new(0, LIAISON, vec![Op::set("title", "乙")]).after(&[&a]));
    let record = folded(&cell, &[&first, &b]);
    assert_eq!((record.text("title"), record.n_entries), (Some("路灯不亮"), 1));
    assert_eq!((record.waiting, record.missing, record.heads), (vec![b.id], vec![a.id], vec![first.id]));
    assert_eq!(folded(&cell, &[&first, &b, &a]).text("title"), Some("乙"));
}

#[test]
fn a_powerless_entry_keeps_its_place_in_the_graph() {
    let mut cell = Cell::new(1);
    let first = opened(&mut cell);
    let powerless = Act::new(0, LIAISON, vec![Op::set("title", "甲")]).after(&[&first]).flags(approve());
    let powerless = cell.write(powerless);
    let after = cell.write(Act::new(0, LIAISON, vec![Op::set("phone", "1")]).after(&[&powerless]));
    let record = folded(&cell, &[&first, &powerless, &after]);
    assert_eq!((record.text("title"), record.text("phone")), (Some("路灯不亮"), Some("1")));
    assert_eq!((record.powerless, record.heads), (vec![powerless.id], vec![after.id]));
}

#[test]
fn an_entry_of_another_stream_or_noun_cannot_enter_the_record() {
    let mut cell = Cell::new(1);
    let first = opened(&mut cell);
    let act = |ops| Act::new(0, HEAD, ops).after(&[&first]).at(1);
    let of = ledger::Stream::office(OFFICE);
    let stray = cell.write_to((of, appeal(), "appeal"), act(vec![Op::set("title", "x")]));
    let other = cell.write_to((station(), appeal(), "visit"), act(vec![Op::set("title", "y")]));
    let record = folded(&cell, &[&first, &stray, &other]);
    assert_eq!((record.text("title"), record.powerless.len()), (Some("路灯不亮"), 2));
}

#[test]
fn nothing_is_folded_before_something_has_an_effect() {
    let mut cell = Cell::new(1);
    let entry = cell.write(Act::new(0, LIAISON, vec![Op::set("title", "甲")]).flags(approve()));
    assert_eq!(fold([&entry], &cell.authority()), None);
    assert_eq!(fold([], &cell.authority()), None);
}
