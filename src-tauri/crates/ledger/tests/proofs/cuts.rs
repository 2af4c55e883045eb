//! Where a revoked desk's or person's work ends: what stays, what waits, what was adopted; in every order of arrival.

use ledger::authority::{Cut, Why, build};
use ledger::{AccountId, Entry, EntryId, GrantId, Op, Pen, Record, RecordId, WriterId, fold};
use proptest::prelude::*;

use crate::scene::*;

fn cut_at(last: &[(WriterId, u64)]) -> Op {
    build::cut_op(&Cut { last: last.iter().copied().collect(), ..Cut::default() }, "失窃")
}

fn title(text: &str) -> Vec<Op> {
    vec![Op::set("title", text)]
}

/// Another file of desk 1, opened by the desk alone.
fn late_writer(cell: &mut Cell) -> (Pen, Entry) {
    let late = WriterId([0x71; 16]);
    let mut pen = Pen::new(late, desk_key(1), "test");
    let ops = build::open_writer_ops(desk_record(1), pen.suite);
    let mut draft = cell.draft("writer", build::writer_record(late), ops);
    (draft.account, draft.grant) = (AccountId::from_bytes([0; 16]), GrantId::from_bytes([0; 16]));
    let opening = pen.write_seeded(draft, None, [3; 16]).unwrap();
    (pen, opening)
}

#[test]
fn a_writer_opened_after_the_cut_is_known_and_its_work_waits_to_be_adopted() {
    let mut cell = Cell::new(2);
    let (mut pen, opening) = late_writer(&mut cell);
    let mut draft = cell.draft("appeal", appeal(), title("夜里写的"));
    (draft.stream, draft.account, draft.grant) = (station(), account(LIAISON), grant_id(LIAISON));
    let work = pen.write_seeded(draft, None, [4; 16]).unwrap();
    assert_eq!(cell.authority().check(&work), Err(Why::UnknownWriter), "its opening has not come yet");
    cell.govern("desk", desk_record(1), (0, vec![cut_at(&[(writer(1), 0)])]));
    cell.admin.push(opening);
    assert_eq!(cell.authority().check(&work), Err(Why::DeskCut), "known, and beyond the cut");
    cell.govern("desk", desk_record(1), (0, vec![build::adopt_op(&[work.id])]));
    assert_eq!(cell.authority().check(&work), Ok(()), "it alone was adopted");
}

#[test]
fn a_refusal_changes_nothing_in_the_fold_and_an_adoption_after_it_counts() {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let late = cell.write(Act::new(1, LIAISON, title("改过的")).after(&[&first]).at(20));
    cell.govern("desk", desk_record(1), (0, vec![cut_at(&[])]));
    let refused = build::refuse_op(&[late.id], "对不上登记簿");
    cell.govern("desk", desk_record(1), (0, vec![refused]));
    assert_eq!(values(&folded(&cell, &[&first, &late]), "title"), ["路灯不亮"]);
    cell.govern("desk", desk_record(1), (0, vec![build::adopt_op(&[late.id])]));
    assert_eq!(values(&folded(&cell, &[&first, &late]), "title"), ["改过的"]);
}

#[test]
fn what_waits_keeps_its_place_and_later_work_upon_it_counts() {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let late = cell
        .write(Act::new(1, LIAISON, vec![Op::go("main", "registered", "closed")]).after(&[&first]).at(20));
    let other = cell.write(Act::new(0, LIAISON, title("路灯全不亮")).after(&[&late]).at(30));
    cell.govern("desk", desk_record(1), (0, vec![cut_at(&[])]));
    let record = folded(&cell, &[&first, &late, &other]);
    assert_eq!((record.at("main"), values(&record, "title")), ("registered", vec!["路灯全不亮"]));
    assert_eq!((record.powerless.as_slice(), record.heads.as_slice()), (&[late.id][..], &[other.id][..]));
    assert!(record.waiting.is_empty() && record.missing.is_empty());
}

#[test]
fn nothing_is_left_of_a_record_that_only_waits() {
    let mut cell = Cell::new(2);
    let late = cell.write(Act::new(1, LIAISON, title("假的")));
    cell.govern("desk", desk_record(1), (0, vec![cut_at(&[])]));
    assert_eq!(fold([&late], &cell.authority()), None);
}

/// Five entries of desk 1 in a row, each with a title of its own, among two of desk 0.
fn five() -> (Cell, Entry, Vec<Entry>) {
    let mut cell = Cell::new(2);
    let first = opened(&mut cell);
    let mut before: Vec<Entry> = vec![first.clone()];
    let mut theirs = vec![];
    for n in 0..5u64 {
        let act = Act::new(1, LIAISON, title(&n.to_string())).after(&[before.last().unwrap()]).at(20 + n);
        before.push(cell.write(act));
        theirs.push(before.last().unwrap().clone());
    }
    (cell, first, theirs)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    /// The title shown is that of the last entry that lies before the cut or was adopted, whatever came first.
    #[test]
    fn a_cut_and_its_adoptions_count_alike_in_every_order(
        last in 0usize..=5, other in 0usize..=5, adopted in 0u8..32, keys in proptest::collection::vec(any::<u64>(), 24)
    ) {
        let (mut cell, first, theirs) = five();
        let seq = |n: usize| n.checked_sub(1).map_or(0, |at| theirs[at].header.seq);
        cell.govern("desk", desk_record(1), (0, vec![cut_at(&[(writer(1), seq(last))])]));
        let picked: Vec<EntryId> =
            (0..5).filter(|n| adopted >> n & 1 == 1).map(|n| theirs[n].id).collect();
        cell.govern("desk", desk_record(1), (0, vec![build::adopt_op(&picked)]));
        cell.govern("desk", desk_record(1), (0, vec![cut_at(&[(writer(1), seq(other))])]));

        let stands = |n: &usize| *n < last.min(other) || adopted >> n & 1 == 1;
        let expected = (0..5).rev().find(stands).map_or("路灯不亮".to_owned(), |n| n.to_string());
        let mut admin: Vec<(u64, Entry)> = keys.iter().copied().cycle().zip(cell.admin.clone()).collect();
        admin.sort_by_key(|(key, _)| *key);
        let authority = ledger::Authority::of(admin.iter().map(|(_, entry)| entry));
        let record: Record = fold(theirs.iter().chain([&first]), &authority).unwrap();
        prop_assert_eq!(record.text("title"), Some(expected.as_str()));
        prop_assert_eq!(record.powerless.len(), 5 - (0..5).filter(stands).count());
    }
}

#[test]
fn a_persons_cut_leaves_the_desks_other_people_alone() {
    let mut cell = Cell::new(2);
    let (theirs, others) =
        (cell.write(Act::new(1, LIAISON, title("甲"))), cell.write(Act::new(1, HEAD, title("乙"))));
    cell.govern("grant", RecordId(grant_id(LIAISON).0), (0, vec![cut_at(&[])]));
    let authority = cell.authority();
    assert_eq!((authority.check(&theirs), authority.check(&others)), (Err(Why::GrantCut), Ok(())));
}
