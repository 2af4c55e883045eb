//! Flows: which of two moves stands, what is contested with it, and how a resolve ends it.

use ledger::{DeedId, Op, flag};

use crate::scene::*;

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
fn a_late_equal_move_does_not_bring_an_undone_one_back_once_the_flow_went_elsewhere() {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let deed = DeedId::from_bytes([7; 16]);
    let go = |to: &str| vec![Op::go("main", "registered", to)];
    let a = cell.write(Act::new(0, LIAISON, go("accepted")).after(&[&first]).at(20).deed(deed));
    let undo = vec![Op::Undo { deed, reason: "x".into() }];
    let undo = cell.write(Act::new(0, LIAISON, undo).after(&[&a]).at(40));
    let anew = cell.write(Act::new(0, LIAISON, go("referred")).after(&[&undo]).at(50));
    let late = cell.write(Act::new(1, HEAD, go("accepted")).after(&[&first]).at(60));
    let record = folded(&cell, &[&first, &a, &undo, &anew, &late]);
    assert_eq!(
        (record.at("main"), tos(&record.flows["main"].moves)),
        ("referred", vec!["registered", "referred"])
    );
    assert_eq!(tos(&record.flows["main"].contested), ["accepted"]);
}
