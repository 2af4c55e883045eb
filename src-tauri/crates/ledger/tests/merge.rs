//! One named case for every row of the merge rules: what two desks did apart, and what it adds up to.

mod scene;

use ledger::{Clk, DeedId, Entry, Op, Record, Value, flag, fold};
use scene::*;

fn folded(cell: &Cell, entries: &[&Entry]) -> Record {
    let backwards: Vec<_> = entries.iter().rev().copied().collect();
    let authority = cell.authority();
    let record = fold(entries.iter().copied(), &authority).expect("something has an effect");
    assert_eq!(fold(backwards, &authority).as_ref(), Some(&record), "order of arrival must not matter");
    record
}

fn opened(cell: &mut Cell) -> Entry {
    cell.write(
        Act::new(0, LIAISON, vec![Op::go("main", "", "registered"), Op::set("title", "路灯不亮")]).at(10),
    )
}

/// Values of a field: shown first, then the others.
fn values<'a>(record: &'a Record, field: &str) -> Vec<&'a str> {
    record.fields[field].iter().filter_map(|v| v.value.text()).collect()
}

fn tos(moves: &[ledger::Move]) -> Vec<&str> {
    moves.iter().map(|m| m.to.as_str()).collect()
}

fn approve() -> u32 {
    flag::PERSON
}

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
fn the_first_of_two_moves_stands_and_the_other_is_contested() {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let a = cell
        .write(Act::new(0, LIAISON, vec![Op::go("main", "registered", "accepted")]).after(&[&first]).at(20));
    let b =
        cell.write(Act::new(1, HEAD, vec![Op::go("main", "registered", "refused")]).after(&[&first]).at(30));
    let record = folded(&cell, &[&first, &a, &b]);
    assert_eq!(record.at("main"), "accepted");
    assert_eq!(tos(&record.flows["main"].contested), ["refused"]);
}

#[test]
fn later_work_on_the_losing_branch_is_contested_while_its_lines_and_fields_merge() {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let a = cell
        .write(Act::new(0, LIAISON, vec![Op::go("main", "registered", "accepted")]).after(&[&first]).at(20));
    let b =
        cell.write(Act::new(1, HEAD, vec![Op::go("main", "registered", "refused")]).after(&[&first]).at(30));
    let ops =
        vec![Op::go("main", "refused", "closed"), Op::line("note", "已告知"), Op::set("reason", "不属本院")];
    let c = cell.write(Act::new(1, HEAD, ops).after(&[&b]).at(31));
    let record = folded(&cell, &[&first, &a, &b, &c]);
    assert_eq!(record.at("main"), "accepted");
    assert_eq!(tos(&record.flows["main"].contested), ["refused", "closed"]);
    assert_eq!(record.lines("note").count(), 1);
    assert_eq!(record.text("reason"), Some("不属本院"));
}

#[test]
fn a_move_from_the_right_place_that_saw_only_the_losing_branch_does_not_stand() {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let a = cell
        .write(Act::new(0, LIAISON, vec![Op::go("main", "registered", "accepted")]).after(&[&first]).at(20));
    let b =
        cell.write(Act::new(1, HEAD, vec![Op::go("main", "registered", "refused")]).after(&[&first]).at(30));
    let c = cell.write(Act::new(1, HEAD, vec![Op::go("main", "accepted", "closed")]).after(&[&b]).at(31));
    let record = folded(&cell, &[&first, &a, &b, &c]);
    assert_eq!(
        (record.at("main"), tos(&record.flows["main"].contested)),
        ("accepted", vec!["refused", "closed"])
    );
}

#[test]
fn equal_concurrent_moves_stand_together() {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let accept = || vec![Op::go("main", "registered", "accepted")];
    let a = cell.write(Act::new(0, LIAISON, accept()).after(&[&first]).at(20));
    let b = cell.write(Act::new(1, HEAD, accept()).after(&[&first]).at(30));
    let c = cell.write(Act::new(1, HEAD, vec![Op::go("main", "accepted", "answered")]).after(&[&b]).at(40));
    let record = folded(&cell, &[&first, &a, &b, &c]);
    assert_eq!(record.at("main"), "answered", "it saw one of the two that put the flow there");
    assert!(record.flows["main"].contested.is_empty());
}

#[test]
fn an_equal_move_that_arrives_after_the_flow_went_on_is_no_contest() {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let accept = || vec![Op::go("main", "registered", "accepted")];
    let a = cell.write(Act::new(0, LIAISON, accept()).after(&[&first]).at(20));
    let c = cell.write(Act::new(0, HEAD, vec![Op::go("main", "accepted", "answered")]).after(&[&a]).at(21));
    let late = cell.write(Act::new(1, HEAD, accept()).after(&[&first]).at(30));
    let record = folded(&cell, &[&first, &a, &c, &late]);
    assert_eq!(record.at("main"), "answered");
    assert!(record.flows["main"].contested.is_empty());
}

#[test]
fn moves_of_one_entry_stand_or_fall_together() {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let a = cell
        .write(Act::new(0, LIAISON, vec![Op::go("main", "registered", "accepted")]).after(&[&first]).at(20));
    let both = vec![Op::go("clock/R01/0", "", "running"), Op::go("main", "registered", "refused")];
    let b = cell.write(Act::new(1, HEAD, both).after(&[&first]).at(30));
    let record = folded(&cell, &[&first, &a, &b]);
    assert_eq!(record.at("clock/R01/0"), "", "it could have started, but its main move fell");
    assert_eq!(tos(&record.flows["clock/R01/0"].contested), ["running"]);
}

#[test]
fn one_entry_may_lead_a_flow_through_several_places() {
    let mut cell = Cell::new(2);
    let on_the_spot = |to: &str| vec![Op::go("main", "", "registered"), Op::go("main", "registered", to)];
    let a = cell.write(Act::new(0, LIAISON, on_the_spot("closed")).at(20));
    assert_eq!(folded(&cell, &[&a]).at("main"), "closed");
    let b = cell.write(Act::new(1, LIAISON, on_the_spot("closed")).at(30));
    let record = folded(&cell, &[&a, &b]);
    assert!(record.flows["main"].contested.is_empty(), "both did the same");
    let c = cell.write(Act::new(1, LIAISON, on_the_spot("open")).at(40));
    let record = folded(&cell, &[&a, &c]);
    assert_eq!(
        tos(&record.flows["main"].contested),
        ["registered", "open"],
        "alike at first, then apart: it falls whole"
    );
}

#[test]
fn a_branch_with_an_issued_document_counts_first() {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let a = cell
        .write(Act::new(0, LIAISON, vec![Op::go("main", "registered", "refused")]).after(&[&first]).at(20));
    let b =
        cell.write(Act::new(1, HEAD, vec![Op::go("main", "registered", "accepted")]).after(&[&first]).at(90));
    let notice =
        Act::new(1, HEAD, vec![Op::line("print", "受理告知书")]).after(&[&b]).at(91).flags(flag::PIN);
    let notice = cell.write(notice);
    assert_eq!(folded(&cell, &[&first, &a, &b]).at("main"), "refused");
    let record = folded(&cell, &[&first, &a, &b, &notice]);
    assert_eq!((record.at("main"), tos(&record.flows["main"].contested)), ("accepted", vec!["refused"]));
}

#[test]
fn the_author_takes_a_deed_back_and_the_old_value_returns() {
    let mut cell = Cell::new(1);
    let first = opened(&mut cell);
    let deed = DeedId::from_bytes([7; 16]);
    let ops = vec![
        Op::set("title", "改"),
        Op::go("main", "registered", "accepted"),
        Op::TakeNo { series: "reg".into(), number: "1".into(), counter: 1 },
    ];
    let act = cell.write(Act::new(0, LIAISON, ops).after(&[&first]).deed(deed));
    let undo =
        cell.write(Act::new(0, LIAISON, vec![Op::Undo { deed, reason: "误登".into() }]).after(&[&act]));
    let record = folded(&cell, &[&first, &act, &undo]);
    assert_eq!((record.text("title"), record.at("main")), (Some("路灯不亮"), "registered"));
    assert!(
        record.numbers[0].void && record.number("reg").is_none(),
        "a number taken is void, never given again"
    );
    assert!(record.undone.contains(&deed));

    let again = Op::Undo { deed: undo.header.deed, reason: "没有误登".into() };
    let restored = cell.write(Act::new(0, LIAISON, vec![again]).after(&[&undo]));
    let record = folded(&cell, &[&first, &act, &undo, &restored]);
    assert_eq!((record.text("title"), record.at("main")), (Some("改"), "accepted"));
    assert_eq!(record.number("reg"), Some("1"));
    assert!(!record.undone.contains(&deed));
}

#[test]
fn what_another_person_stands_on_only_a_head_takes_back() {
    let mut cell = Cell::new(1);
    let first = opened(&mut cell);
    let deed = DeedId::from_bytes([7; 16]);
    let act = cell.write(Act::new(0, LIAISON, vec![Op::set("title", "改")]).after(&[&first]).deed(deed));
    let other = cell.write(Act::new(0, PROSECUTOR, vec![Op::line("note", "收到")]).after(&[&act]));
    let undo = |by| Act::new(0, by, vec![Op::Undo { deed, reason: "误登".into() }]).after(&[&other]);
    let (own, foreign, head) =
        (cell.write(undo(LIAISON)), cell.write(undo(PROSECUTOR)), cell.write(undo(HEAD)));
    for (undo, title) in [(&own, "改"), (&foreign, "改"), (&head, "路灯不亮")] {
        assert_eq!(folded(&cell, &[&first, &act, &other, undo]).text("title"), Some(title));
    }
    let unseen = Act::new(0, LIAISON, vec![Op::Undo { deed, reason: "误登".into() }]).after(&[&act]);
    let unseen = cell.write(unseen);
    let record = folded(&cell, &[&first, &act, &other, &unseen]);
    assert_eq!(record.text("title"), Some("路灯不亮"), "the author had not seen the other's work");
    assert_eq!(record.lines("note").count(), 1);
}

#[test]
fn what_an_issued_document_stands_on_or_a_person_signed_is_not_simply_taken_back() {
    let mut cell = Cell::new(1);
    let first = opened(&mut cell);
    let (pinned, signed) = (DeedId::from_bytes([7; 16]), DeedId::from_bytes([8; 16]));
    let pin =
        cell.write(Act::new(0, HEAD, vec![Op::set("a", "1")]).after(&[&first]).deed(pinned).flags(flag::PIN));
    let person = Act::new(0, HEAD, vec![Op::set("b", "1")]).after(&[&first]).deed(signed).flags(approve());
    let person = cell.write(person);
    let undo = |deed, flags| {
        Act::new(0, HEAD, vec![Op::Undo { deed, reason: "x".into() }]).after(&[&pin, &person]).flags(flags)
    };
    let (a, b, c) = (
        cell.write(undo(pinned, approve())),
        cell.write(undo(signed, 0)),
        cell.write(undo(signed, approve())),
    );
    let record = folded(&cell, &[&first, &pin, &person, &a, &b]);
    assert_eq!((record.text("a"), record.text("b")), (Some("1"), Some("1")));
    let record = folded(&cell, &[&first, &pin, &person, &a, &b, &c]);
    assert_eq!((record.text("a"), record.text("b")), (Some("1"), None));
}

#[test]
fn an_undone_move_keeps_its_place_in_the_contest() {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let deed = DeedId::from_bytes([7; 16]);
    let go = |to: &str| vec![Op::go("main", "registered", to)];
    let a = cell.write(Act::new(0, LIAISON, go("accepted")).after(&[&first]).at(20).deed(deed));
    let b = cell.write(Act::new(1, HEAD, go("refused")).after(&[&first]).at(30));
    let on = cell.write(Act::new(1, HEAD, vec![Op::go("main", "accepted", "answered")]).after(&[&a]).at(31));
    let undo =
        cell.write(Act::new(0, LIAISON, vec![Op::Undo { deed, reason: "x".into() }]).after(&[&a]).at(40));
    let record = folded(&cell, &[&first, &a, &b, &on, &undo]);
    assert_eq!(record.at("main"), "registered");
    assert_eq!(
        tos(&record.flows["main"].contested),
        ["refused", "answered"],
        "what it beat, and what stood on it"
    );
    let anew = cell.write(Act::new(0, LIAISON, go("referred")).after(&[&undo]).at(50));
    assert_eq!(folded(&cell, &[&first, &a, &b, &undo, &anew]).at("main"), "referred");
}

#[test]
fn an_equal_move_keeps_the_flow_there_when_the_other_is_taken_back() {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let deed = DeedId::from_bytes([7; 16]);
    let go = || vec![Op::go("main", "registered", "accepted")];
    let a = cell.write(Act::new(0, LIAISON, go()).after(&[&first]).at(20).deed(deed));
    let b = cell.write(Act::new(1, HEAD, go()).after(&[&first]).at(30));
    let undo =
        cell.write(Act::new(0, LIAISON, vec![Op::Undo { deed, reason: "x".into() }]).after(&[&a]).at(40));
    let record = folded(&cell, &[&first, &a, &b, &undo]);
    assert_eq!((record.at("main"), record.flows["main"].contested.len()), ("accepted", 0));
}

#[test]
fn a_resolve_clears_what_it_saw_and_later_work_on_the_adopted_branch_stands() {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let go = |to: &str| vec![Op::go("main", "registered", to)];
    let a = cell.write(Act::new(0, LIAISON, go("accepted")).after(&[&first]).at(20));
    let b = cell.write(Act::new(1, HEAD, go("refused")).after(&[&first]).at(30));
    let resolve = Op::ResolveFlow { flow: "main".into(), to: "refused".into(), adopts: vec![b.id] };
    let weak = cell.write(Act::new(0, PROSECUTOR, vec![resolve.clone()]).after(&[&a, &b]).at(39));
    let strong = cell.write(Act::new(0, HEAD, vec![resolve]).after(&[&a, &b]).at(40));
    let record = folded(&cell, &[&first, &a, &b, &weak]);
    assert_eq!((record.at("main"), record.powerless.as_slice()), ("accepted", [weak.id].as_slice()));
    let island = cell.write(Act::new(1, HEAD, vec![Op::go("main", "refused", "closed")]).after(&[&b]).at(50));
    let record = folded(&cell, &[&first, &a, &b, &strong, &island]);
    assert_eq!((record.at("main"), record.flows["main"].contested.len()), ("closed", 0));
}

#[test]
fn two_resolves_contest_like_moves() {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let go = |to: &str| vec![Op::go("main", "registered", to)];
    let a = cell.write(Act::new(0, LIAISON, go("accepted")).after(&[&first]).at(20));
    let b = cell.write(Act::new(1, HEAD, go("refused")).after(&[&first]).at(30));
    let to = |to: &str| vec![Op::ResolveFlow { flow: "main".into(), to: to.into(), adopts: vec![] }];
    let one = cell.write(Act::new(0, HEAD, to("accepted")).after(&[&a, &b]).at(40));
    let two = cell.write(Act::new(1, CHIEF, to("refused")).after(&[&a, &b]).at(41));
    let record = folded(&cell, &[&first, &a, &b, &one, &two]);
    assert_eq!((record.at("main"), tos(&record.flows["main"].contested)), ("accepted", vec!["refused"]));
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
