//! Taking back: by its author while nobody stands on it, else by who governs.

use ledger::{DeedId, Op, flag};

use crate::scene::*;

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
