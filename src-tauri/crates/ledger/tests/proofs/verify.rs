//! The check of a whole log: good, bad with the first bad entry named, or incomplete.

use ledger::authority::Why;
use ledger::verify::{Behind, Gap, Verdict, Wrong};
use ledger::{Entry, EntryId, Op, Report, Stored, Verifier, flag, json, verify};

use crate::redact::{approve, order};
use crate::scene::*;

fn stored(entry: &Entry) -> Stored {
    let body = (!entry.body.is_empty()).then(|| entry.body.clone());
    Stored { id: entry.id, hdr: entry.hdr.clone(), sig: entry.sig.clone(), usig: entry.usig.clone(), body }
}

/// Two desks, an appeal of three entries.
fn log() -> (Cell, Vec<Entry>) {
    let mut cell = Cell::new(2);
    let first = cell.write(Act::new(0, LIAISON, vec![Op::set("a", "1"), Op::set("b", "2")]));
    let second = cell.write(Act::new(1, HEAD, vec![Op::set("a", "2")]).after(&[&first]).flags(flag::PERSON));
    let third = cell.write(Act::new(0, LIAISON, vec![Op::set("a", "3")]).after(&[&second]));
    let all = cell.admin.iter().cloned().chain([first, second, third]).collect();
    (cell, all)
}

fn check(cell: &Cell, entries: &[Entry]) -> Report {
    verify(entries.iter().map(stored), &cell.authority())
}

#[test]
fn a_whole_log_is_good_in_any_order() {
    let (cell, mut all) = log();
    let report = check(&cell, &all);
    assert_eq!((report.verdict, report.first_bad.clone()), (Verdict::Good, None));
    assert_eq!((report.n_entries, report.n_writers), (all.len() as u64, 2));
    all.reverse();
    assert_eq!(check(&cell, &all).verdict, Verdict::Good);
    all.extend(all.clone());
    assert_eq!(check(&cell, &all).verdict, Verdict::Good, "copies are no forks");
}

#[test]
fn the_first_bad_entry_is_named() {
    let (cell, all) = log();
    let last = all.len() - 1;
    type Change<'a> = (&'a str, Box<dyn Fn(&mut Stored)>, fn(&Wrong) -> bool);
    let changes: Vec<Change> = vec![
        ("body", Box::new(|s| *s.body.as_mut().unwrap().last_mut().unwrap() ^= 1), |w| {
            matches!(w, Wrong::Unreadable { .. })
        }),
        ("signature", Box::new(|s| s.sig[5] ^= 1), |w| *w == Wrong::Forged { why: Why::DeskSignature }),
        ("id", Box::new(|s| s.id = EntryId([0; 32])), |w| matches!(w, Wrong::Renamed { .. })),
        ("deleted body", Box::new(|s| s.body = None), |w| *w == Wrong::Unordered),
        ("header", Box::new(|s| s.hdr[40] ^= 1), |w| {
            matches!(w, Wrong::Unreadable { .. } | Wrong::Renamed { .. })
        }),
    ];
    for (name, change, expected) in changes {
        let mut log: Vec<_> = all.iter().map(stored).collect();
        change(&mut log[last]);
        let report = verify(log, &cell.authority());
        let fault = report.first_bad.unwrap_or_else(|| panic!("{name} was not seen"));
        assert!(report.verdict == Verdict::Bad && expected(&fault.wrong), "{name}: {fault:?}");
        if name != "id" {
            assert_eq!(fault.id, all[last].id, "{name}");
        }
        if name == "signature" {
            assert_eq!((fault.seq, fault.record), (Some(all[last].header.seq), Some(appeal())));
        }
    }
}

#[test]
fn a_founding_entry_is_checked_like_any_other() {
    let (cell, all) = log();
    for at in 0..cell.admin.len() {
        let mut log: Vec<_> = all.iter().map(stored).collect();
        log[at].sig[0] ^= 1;
        assert_eq!(verify(log, &cell.authority()).first_bad.map(|fault| fault.id), Some(all[at].id));
    }
}

#[test]
fn a_missing_entry_makes_it_incomplete() {
    let (cell, mut all) = log();
    let gone = all.remove(all.len() - 2);
    let report = check(&cell, &all);
    assert_eq!(report.verdict, Verdict::Incomplete);
    assert_eq!(report.missing_parents, [(all[all.len() - 1].id, gone.id)]);
    let hole = all.remove(all.len() - 2);
    let report = check(&cell, &all);
    assert_eq!((report.gaps[0].writer, report.gaps[0].from), (hole.header.writer, hole.header.seq));
}

/// A bug: a log whose newest entries were cut off was good, for no later number named them.
#[test]
fn a_cut_tail_is_a_gap_before_the_pens_next_number() {
    let (cell, mut all) = log();
    let authority = cell.authority();
    let pen = &cell.pens[0];
    let check = |all: &[Entry], prev: Option<EntryId>| {
        let mut verifier = Verifier::new(&authority).ends(pen.writer, (pen.next_seq, prev));
        all.iter().for_each(|entry| verifier.entry(entry));
        verifier.finish()
    };
    assert_eq!(check(&all, pen.prev).verdict, Verdict::Good);
    let other = check(&all, Some(EntryId([9; 32])));
    let last = all.last().unwrap().clone();
    assert_eq!(other.first_bad.map(|fault| (fault.id, fault.wrong)), Some((last.id, Wrong::Chain)));
    all.pop();
    let report = check(&all, pen.prev);
    assert_eq!((report.verdict, report.n_bad), (Verdict::Incomplete, 0));
    let gap = report.gaps.last().unwrap();
    assert_eq!((gap.from, gap.to), (last.header.seq, last.header.seq));
    all.retain(|entry| entry.header.writer != pen.writer);
    let report = check(&all, pen.prev);
    assert!(report.gaps.iter().any(|gap| (gap.from, gap.to) == (1, last.header.seq)), "{:?}", report.gaps);
}

#[test]
fn a_part_of_a_log_leans_on_the_rest_that_lies_elsewhere() {
    let (mut cell, mut all) = log();
    let authority = cell.authority();
    let proven = |part: &[Entry], rest: &[Entry]| {
        let mut verifier = Verifier::new(&authority).whole([]);
        part.iter().for_each(|entry| verifier.entry(entry));
        let wanted = verifier.wanted();
        rest.iter().for_each(|entry| verifier.lies_elsewhere(entry));
        (wanted, verifier.finish())
    };
    let last = all.pop().unwrap();
    let part = std::slice::from_ref(&last);
    let (wanted, alone) = proven(part, &[]);
    assert_eq!((alone.verdict, alone.missing_parents.len()), (Verdict::Incomplete, 1));
    assert_eq!((wanted.records.contains(&appeal()), wanted.numbers.len()), (true, 1));
    assert!(wanted.numbers[&writer(0)].iter().eq(&[last.header.seq - 1]));
    let (_, whole) = proven(part, &all);
    assert_eq!(
        (whole.verdict, whole.n_entries, whole.n_writers),
        (Verdict::Good, 1, 1),
        "the rest is not counted"
    );
    all.push(last);
    cell.pens[0].prev = Some(EntryId([9; 32]));
    let torn = cell.write(Act::new(0, LIAISON, vec![Op::set("a", "w")]));
    let (part, wrong) = (std::slice::from_ref(&torn), |report: Report| report.first_bad.map(|bad| bad.wrong));
    assert_eq!(wrong(proven(part, &[]).1), None, "nothing tells it");
    assert_eq!(wrong(proven(part, &all).1), Some(Wrong::Chain));
}

#[test]
fn gaps_count_only_where_all_streams_are_here() {
    let (cell, all) = log();
    let authority = cell.authority();
    let mut verifier = Verifier::new(&authority).whole([writer(0)]);
    let some = all.iter().filter(|e| e.header.writer != writer(1) || e.header.record == appeal());
    some.for_each(|entry| verifier.entry(entry));
    assert_eq!(verifier.finish().verdict, Verdict::Good);
}

#[test]
fn a_fork_is_listed_and_a_false_link_is_bad() {
    let (mut cell, mut all) = log();
    let before = cell.pens[0].clone();
    let one = cell.write(Act::new(0, LIAISON, vec![Op::set("a", "x")]));
    cell.pens[0] = before.clone();
    let two = cell.write(Act::new(0, LIAISON, vec![Op::set("a", "y")]));
    let on_two = cell.write(Act::new(0, LIAISON, vec![Op::set("a", "z")]));
    all.extend([one.clone(), two, on_two]);
    let report = check(&cell, &all);
    assert_eq!((report.verdict, report.forks), (Verdict::Good, vec![(writer(0), one.header.seq)]));
    cell.pens[0].prev = Some(EntryId([9; 32]));
    let torn = cell.write(Act::new(0, LIAISON, vec![Op::set("a", "w")]));
    all.push(torn.clone());
    let fault = check(&cell, &all).first_bad.unwrap();
    assert_eq!((fault.wrong, fault.id), (Wrong::Chain, torn.id));
}

/// A bug: the entry before one of two of the same number stayed on its desk, and the number before was the other life's.
#[test]
fn a_fork_whose_one_beginning_is_not_here_is_no_false_link() {
    let (mut cell, mut all) = log();
    let before = cell.pens[0].clone();
    let [unseen, one] = ["a", "b"].map(|text| cell.write(Act::new(0, LIAISON, vec![Op::set("a", text)])));
    cell.pens[0] = before;
    let [two, on_two] = ["c", "d"].map(|text| cell.write(Act::new(0, LIAISON, vec![Op::set("a", text)])));
    all.extend([one.clone(), two, on_two]);
    let report = check(&cell, &all);
    assert_eq!((report.first_bad, report.forks), (None, vec![(writer(0), one.header.seq)]));
    let gap = Gap { writer: writer(0), from: unseen.header.seq, to: unseen.header.seq };
    assert_eq!((report.verdict, report.gaps), (Verdict::Incomplete, vec![gap]));
}

#[test]
fn what_was_deleted_must_have_been_ordered() {
    let (mut cell, mut all) = log();
    let at = all.len() - 3;
    let target = all[at].clone();
    all[at] = target.redacted(&[0]);
    let report = check(&cell, &all);
    assert_eq!(report.first_bad.map(|fault| (fault.id, fault.wrong)), Some((target.id, Wrong::Unordered)));
    let order =
        Act::new(0, HEAD, vec![order(&target, 0, ("field.set", "a"))]).after(&[&target]).flags(flag::PERSON);
    let order = cell.write(order);
    all.push(order.clone());
    assert_eq!(check(&cell, &all).verdict, Verdict::Bad, "the approver has not signed");
    let last = all.len() - 1;
    all[last] = approve(&order, CHIEF);
    let report = check(&cell, &all);
    assert_eq!((report.verdict, report.n_redacted), (Verdict::Good, 1));
}

#[test]
fn entries_without_power_are_counted_and_their_desk_still_checked() {
    let (mut cell, mut all) = log();
    let powerless = cell.write(Act::new(0, LIAISON, vec![Op::set("a", "x")]).flags(flag::PERSON));
    all.push(powerless);
    let report = check(&cell, &all);
    assert_eq!((report.verdict, report.n_powerless), (Verdict::Good, 1));
    let last = all.len() - 1;
    all[last].sig[0] ^= 1;
    assert_eq!(check(&cell, &all).verdict, Verdict::Bad);
}

/// A bug: a person's signature that was taken off in the file left the entry without effect and the log good.
#[test]
fn a_persons_act_without_its_signature_is_bad() {
    let (cell, mut all) = log();
    let last = all.len() - 2;
    assert!(all[last].has(flag::PERSON));
    all[last].usig = None;
    let fault = check(&cell, &all).first_bad.map(|fault| (fault.id, fault.wrong));
    assert_eq!(fault, Some((all[last].id, Wrong::Forged { why: Why::Unsigned })));
}

#[test]
fn an_entry_shows_as_json() {
    let (_, all) = log();
    let shown = json(&all[all.len() - 1]);
    assert_eq!(shown["items"][0]["args"], serde_json::json!(["a", "3"]));
    assert_eq!(shown["header"]["noun"], "appeal");
    assert_eq!(shown["id"], all[all.len() - 1].id.to_string());
    assert!(json(&all[0].redacted(&[0]))["items"][0]["leaf"].is_string());
}

/// What leads to the end that was written down, of a log in which something was changed.
fn since(cell: &Cell, end: EntryId, log: &[Stored]) -> Report {
    let mut behind = Behind::default();
    let read = |one: &Stored| Entry::read_gone(one.hdr.clone(), one.sig.clone(), one.usig.clone()).ok();
    log.iter().filter_map(read).for_each(|entry| behind.take(&entry));
    let authority = cell.authority();
    let mut verifier = Verifier::new(&authority).vouched(behind.of([end]));
    log.iter().for_each(|stored| verifier.take(stored.clone()));
    verifier.finish()
}

/// The log above: the first and the third are of one writer, the second of another.
#[test]
fn what_leads_to_an_end_that_was_written_down_is_good_by_its_chain_alone() {
    let (cell, all) = log();
    let [first, second, third] = [all.len() - 3, all.len() - 2, all.len() - 1];
    let end = all[third].id;
    let of_the_writer = all.iter().filter(|e| e.header.writer == all[third].header.writer).count() as u64;
    let with = |change: &dyn Fn(&mut Vec<Stored>)| {
        let mut log: Vec<Stored> = all.iter().map(stored).collect();
        change(&mut log);
        since(&cell, end, &log)
    };
    let good = with(&|_| ());
    assert_eq!((good.verdict, good.n_vouched), (Verdict::Good, of_the_writer));
    assert_eq!(with(&|log| log[first].sig[5] ^= 1).verdict, Verdict::Good, "its signature is not asked");
    let other = with(&|log| log[second].sig[5] ^= 1);
    assert_eq!(other.first_bad.map(|fault| fault.id), Some(all[second].id), "another writer's is");
    let body = with(&|log| *log[first].body.as_mut().unwrap().last_mut().unwrap() ^= 1);
    assert_eq!(
        body.first_bad.map(|fault| fault.id),
        Some(all[first].id),
        "a body is held against its header"
    );
}

/// A header that was changed gives another id: from there on nothing is vouched for, and it is told.
#[test]
fn a_chain_that_was_changed_or_has_a_hole_vouches_for_nothing_behind_it() {
    let (cell, all) = log();
    let [first, third] = [all.len() - 3, all.len() - 1];
    let changed = |change: &dyn Fn(&mut Vec<Stored>)| {
        let mut log: Vec<Stored> = all.iter().map(stored).collect();
        change(&mut log);
        since(&cell, all[third].id, &log)
    };
    let deed = all[first].header.deed;
    let at = all[first].hdr.windows(16).position(|part| part == &deed.bytes()[..]).expect("it stands there");
    let other = changed(&|log| log[first].hdr[at + 15] ^= 1);
    assert_eq!((other.verdict, other.n_vouched), (Verdict::Bad, 1), "only the end itself");
    let hole = changed(&|log| drop(log.remove(first)));
    assert_eq!((hole.verdict, hole.n_vouched), (Verdict::Incomplete, 1));
    let unknown = since(&cell, EntryId([9; 32]), &all.iter().map(stored).collect::<Vec<_>>());
    assert_eq!((unknown.verdict, unknown.n_vouched), (Verdict::Good, 0), "an end that is not here");
}

/// What orders a deletion is asked by its signatures though a paper stands for it: else whoever deletes would need none.
#[test]
fn an_order_to_delete_is_never_vouched_for() {
    let (mut cell, mut all) = log();
    let named = all[all.len() - 3].clone();
    let deletes = vec![order(&named, 0, ("field.set", "a"))];
    let deletes = cell.write(Act::new(0, HEAD, deletes).after(&[&named]).flags(flag::PERSON));
    all.push(deletes.clone());
    let mut log: Vec<Stored> = all.iter().map(stored).collect();
    let last = log.len() - 1;
    log[last].sig[5] ^= 1;
    let report = since(&cell, deletes.id, &log);
    assert_eq!(report.first_bad.map(|fault| fault.id), Some(deletes.id));
}
