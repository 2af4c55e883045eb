//! Redaction: wins in any order, needs two people, leaves header, id and signature valid, and nothing to guess from.

use ed25519_dalek::Signer;
use ledger::authority::{Cut, build};
use ledger::{Entry, EntryId, Item, Op, RecordId, Standing, Value, flag, fold};

use crate::scene::*;

pub fn order(target: &Entry, item: u32, (kind, field): (&str, &str)) -> Op {
    Op::Redact {
        entry: target.id,
        item,
        kind: kind.into(),
        field: field.into(),
        ground: "PIPL47".into(),
        approver: RecordId(account(CHIEF).0).into(),
    }
}

/// The approver's signature follows the author's.
pub fn approve(entry: &Entry, by: usize) -> Entry {
    let mut approved = entry.clone();
    let signature = account_key(by, 0).sign(&ledger::format::to_sign(entry.id)).to_bytes();
    approved.usig.as_mut().expect("signed by its author").extend(signature);
    approved
}

fn scene() -> (Cell, [Entry; 4]) {
    let mut cell = Cell::new(2);
    let first = cell.write(
        Act::new(
            0,
            LIAISON,
            vec![Op::set("id_number", "332601"), Op::line("note", "甲的电话"), Op::add("tag", "x")],
        )
        .at(1),
    );
    let later = cell.write(Act::new(0, LIAISON, vec![Op::set("id_number", "332602")]).after(&[&first]).at(2));
    let ops = vec![
        order(&later, 0, ("field.set", "id_number")),
        order(&first, 0, ("field.set", "id_number")),
        order(&first, 1, ("line.add", "note")),
        order(&first, 2, ("set.add", "tag")),
    ];
    let redact = cell.write(Act::new(1, HEAD, ops).after(&[&first]).at(3).flags(flag::PERSON));
    let approved = approve(&redact, CHIEF);
    (cell, [first, later, redact, approved])
}

#[test]
fn nothing_is_deleted_before_the_approver_has_signed() {
    let (cell, [first, later, redact, approved]) = scene();
    let authority = cell.authority();
    let record = fold([&first, &later, &redact], &authority).unwrap();
    assert_eq!(record.text("id_number"), Some("332602"));
    assert!(record.redactions.iter().all(|order| !order.approved) && record.redactions.len() == 4);
    let record = fold([&first, &later, &approved], &authority).unwrap();
    assert_eq!(
        (record.text("id_number"), record.lines("note").next().unwrap().value.clone()),
        (None, Value::Null)
    );
    assert_eq!(record.redacted.iter().map(String::as_str).collect::<Vec<_>>(), ["id_number", "note", "tag"]);
    assert!(record.redactions.iter().all(|order| order.approved) && record.set("tag").next().is_none());
    assert_eq!(authority.standing(&approved), Standing::Good);
}

#[test]
fn deleted_or_not_yet_deleted_folds_alike() {
    let (cell, [first, later, _, approved]) = scene();
    let authority = cell.authority();
    let whole = fold([&first, &later, &approved], &authority);
    let (bare, half) = (first.redacted(&[0, 1, 2]), first.redacted(&[1]));
    for first in [&bare, &half] {
        assert_eq!(fold([&approved, &later.redacted(&[0]), first], &authority), whole);
        assert_eq!(authority.standing(first), Standing::Good);
    }
    assert_eq!(
        fold([&bare, &approved, &first, &later, &half], &authority),
        whole,
        "copies of both kinds at once"
    );
}

#[test]
fn a_value_set_later_by_one_who_saw_it_shows_again() {
    let (mut cell, [first, later, _, approved]) = scene();
    let anew =
        cell.write(Act::new(0, LIAISON, vec![Op::set("id_number", "未提供")]).after(&[&later, &approved]));
    let record = fold([&first, &later, &approved, &anew], &cell.authority()).unwrap();
    assert_eq!(record.text("id_number"), Some("未提供"));
    assert!(!record.redacted.contains("id_number"));
}

#[test]
fn the_deleted_value_and_its_salt_are_gone_from_the_bytes() {
    let (_, [first, ..]) = scene();
    let Item::Whole { salt, .. } = &first.items[0] else { panic!("whole") };
    let seed = &first.body[3..19];
    let redacted = first.redacted(&[0]);
    let holds = |needle: &[u8]| redacted.body.windows(needle.len()).any(|window| window == needle);
    assert!(first.body.windows(6).any(|window| window == b"332601"));
    assert!(!holds(b"332601") && !holds(salt) && !holds(seed), "the seed would give the salt back");
    let read = Entry::read(redacted.hdr.clone(), redacted.sig.clone(), None, redacted.body.clone()).unwrap();
    assert_eq!(read, redacted);
    assert_eq!(redacted.redacted(&[0]), redacted, "twice is once");
    let both_ways = (first.redacted(&[0]).redacted(&[2]), first.redacted(&[0, 2]));
    assert_eq!(both_ways.0, both_ways.1);
}

#[test]
fn equal_values_have_unequal_leaves() {
    let mut cell = Cell::new(1);
    let ops = vec![Op::set("id_number", "332601"), Op::set("id_number", "332601")];
    let entry = cell.write(Act::new(0, LIAISON, ops)).redacted(&[0, 1]);
    let leaves: Vec<_> = entry
        .items
        .iter()
        .map(|item| match item {
            Item::Redacted { leaf, .. } => *leaf,
            Item::Whole { .. } => panic!("redacted"),
        })
        .collect();
    assert_ne!(leaves[0], leaves[1]);
}

#[test]
fn the_approver_must_be_another_and_must_govern() {
    let (cell, [first, later, redact, _]) = scene();
    let authority = cell.authority();
    for by in [HEAD, PROSECUTOR] {
        assert_eq!(
            authority.standing(&approve(&redact, by)),
            Standing::Powerless,
            "{by} is not the approver named"
        );
    }
    let mut named_self = Cell::new(2);
    let mut op = order(&later, 0, ("field.set", "id_number"));
    let Op::Redact { approver, .. } = &mut op else { panic!("no order") };
    *approver = RecordId(account(HEAD).0).into();
    let own = named_self.write(Act::new(1, HEAD, vec![op]).after(&[&first]).flags(flag::PERSON));
    let own = approve(&own, HEAD);
    let record = fold([&first, &later, &own], &named_self.authority()).unwrap();
    assert_eq!(record.text("id_number"), Some("332602"));
}

/// A bug: one person who had two accounts ordered with the one and signed with the other.
#[test]
fn a_second_account_of_the_author_approves_nothing() {
    let (mut cell, [first, later, _, approved]) = scene();
    let person = cell.authority().account(account(HEAD)).and_then(|known| known.person).unwrap();
    cell.govern("account", RecordId(account(CHIEF).0), (0, vec![Op::set("person", person)]));
    let authority = cell.authority();
    assert_eq!(authority.account(account(CHIEF)).unwrap().person, Some(person));
    let record = fold([&first, &later, &approved], &authority).unwrap();
    assert_eq!((record.text("id_number"), record.redactions.len()), (Some("332602"), 4));
}

#[test]
fn a_redaction_without_a_persons_signature_or_class_has_no_power() {
    let (mut cell, [first, ..]) = scene();
    let op = || vec![order(&first, 0, ("field.set", "id_number"))];
    let unsigned = cell.write(Act::new(0, HEAD, op()).after(&[&first]));
    let weak = cell.write(Act::new(0, PROSECUTOR, op()).after(&[&first]).flags(flag::PERSON));
    for entry in [unsigned, weak] {
        assert_eq!(cell.authority().standing(&entry), Standing::Powerless);
    }
}

#[test]
fn steps_and_numbers_cannot_be_redacted() {
    let mut cell = Cell::new(1);
    let first = cell.write(Act::new(0, LIAISON, vec![Op::go("main", "", "registered")]));
    let redact =
        Act::new(0, HEAD, vec![order(&first, 0, ("wf.move", "main"))]).after(&[&first]).flags(flag::PERSON);
    let redact = approve(&cell.write(redact), CHIEF);
    let record = fold([&first, &redact], &cell.authority()).unwrap();
    assert_eq!((record.at("main"), record.redactions.len()), ("registered", 0));
}

/// A bug: an order that called a number a line took the number away, and a step with it from every stored copy.
#[test]
fn an_order_that_calls_an_item_by_another_name_deletes_nothing() {
    let mut cell = Cell::new(1);
    let number = Op::TakeNo { series: "reg".into(), number: "A1".into(), counter: 1 };
    let first = cell.write(Act::new(
        0,
        LIAISON,
        vec![Op::go("main", "", "registered"), number, Op::set("title", "甲")],
    ));
    let lies = [0, 1, 2].map(|item| order(&first, item, ("line.add", "note")));
    let redact = Act::new(0, HEAD, lies.to_vec()).after(&[&first]).flags(flag::PERSON);
    let lying = approve(&cell.write(redact), CHIEF);
    let record = fold([&first, &lying], &cell.authority()).unwrap();
    assert_eq!(record.redactions.iter().filter(|order| order.approved).count(), 3);
    assert_eq!((record.at("main"), record.number("reg")), ("registered", Some("A1")));
    assert_eq!((record.text("title"), record.lines("note").count()), (Some("甲"), 0));
    let deletes = |item| record.redactions.iter().any(|order| order.deletes(first.id, item));
    assert!(!first.ops().any(deletes));

    // Beside a true order it hides nothing, whether the value is gone already or not.
    let true_one = vec![order(&first, 2, ("field.set", "title"))];
    let redact = Act::new(0, HEAD, true_one).after(&[&lying]).flags(flag::PERSON);
    let redact = approve(&cell.write(redact), CHIEF);
    let record = fold([&first, &lying, &redact], &cell.authority()).unwrap();
    assert_eq!((record.text("title"), record.number("reg")), (None, Some("A1")));
    assert_eq!(fold([&first.redacted(&[2]), &lying, &redact], &cell.authority()).unwrap(), record);
}

#[test]
fn no_later_cut_brings_the_value_back() {
    let (mut cell, [first, later, _, approved]) = scene();
    let cut = build::cut_op(&Cut::default(), "lost");
    cell.govern("grant", RecordId(grant_id(HEAD).0), (0, vec![cut.clone()]));
    cell.govern("desk", desk_record(1), (0, vec![cut]));
    let authority = cell.authority();
    assert_eq!(authority.standing(&approved), Standing::Good);
    assert_eq!(fold([&first, &later, &approved], &authority).unwrap().text("id_number"), None);
}

#[test]
fn an_undo_does_not_take_a_redaction_back() {
    let (mut cell, [first, later, _, approved]) = scene();
    let undo = Op::Undo { deed: approved.header.deed, reason: "x".into() };
    let undo = cell.write(Act::new(1, HEAD, vec![undo]).after(&[&approved]).flags(flag::PERSON));
    let record = fold([&first, &later, &approved, &undo], &cell.authority()).unwrap();
    assert_eq!(record.text("id_number"), None);
}

#[test]
fn an_order_for_another_records_entry_changes_nothing_here() {
    let (mut cell, [first, later, ..]) = scene();
    let mut op = order(&first, 0, ("field.set", "id_number"));
    let Op::Redact { entry, .. } = &mut op else { panic!("no order") };
    *entry = EntryId([1; 32]);
    let redact =
        approve(&cell.write(Act::new(0, HEAD, vec![op]).after(&[&later]).flags(flag::PERSON)), CHIEF);
    assert_eq!(fold([&first, &later, &redact], &cell.authority()).unwrap().text("id_number"), Some("332602"));
}
