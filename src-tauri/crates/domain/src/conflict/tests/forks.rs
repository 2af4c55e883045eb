//! When a writer counts as having lived twice, what a decision covers, and what it may not be.

use ledger::Stream;
use rstest::rstest;

use super::*;
use crate::checkpoint::Link;

/// Numbers of a writer as they lie here, each with a mark of its own.
fn chain(seqs: &[u64]) -> Vec<Link> {
    let link = |(mark, seq): (u8, &u64)| Link {
        seq: *seq,
        id: EntryId([mark; 32]),
        stream: Stream::station(crate::scene::id(9)),
    };
    (1u8..).zip(seqs).map(link).collect()
}

fn writer() -> Record {
    record("writer", &[Op::set("suite", 1_i64)])
}

fn choice(side: u8) -> ResolveConflict {
    input(None, Some(EntryId([side; 32])), None)
}

/// The record after somebody at a desk that knows `seqs` has decided.
fn decided(seqs: &[u64]) -> Record {
    let open = fork(&writer(), &chain(seqs)).unwrap();
    let side = open.sides[0].0[0];
    then(writer(), &settle_fork(&open, &choice(side)).unwrap())
}

#[rstest]
#[case::one_life(&[1, 2, 3], None)]
#[case::with_gaps(&[1, 4, 9], None)]
#[case::nothing(&[], None)]
#[case::two(&[1, 2, 2, 3, 3, 4], Some((2, 2, 4, 2)))]
#[case::the_other_life_ended_sooner(&[1, 2, 2, 3, 4, 5], Some((2, 1, 5, 2)))]
#[case::three(&[1, 2, 2, 3, 3, 3], Some((2, 2, 3, 3)))]
fn two_entries_of_one_number_are_two_lives(#[case] seqs: &[u64], #[case] told: Option<(u64, u64, u64, u64)>) {
    let found = fork(&writer(), &chain(seqs));
    assert_eq!(found.as_ref().map(|f| (f.from, f.n, f.upto, f.lives)), told);
    // Of the first number that has several, each once.
    let sides = found.map(|f| f.sides).unwrap_or_default();
    assert!(sides.is_empty() || sides == [EntryId([2; 32]), EntryId([3; 32])], "{sides:?}");
}

#[rstest]
#[case::the_same(&[1, 2, 2, 3, 3, 4], None)]
#[case::a_desk_that_holds_less(&[1, 3, 3], None)]
#[case::and_one_that_holds_more_of_the_same(&[1, 1, 2, 2, 3, 3], None)]
#[case::it_was_written_on(&[1, 2, 2, 3, 3, 4, 5, 5], Some(5))]
#[case::a_third_life(&[1, 2, 2, 3, 3, 3, 4], Some(3))]
fn one_decision_clears_what_was_known_and_nothing_later(#[case] here: &[u64], #[case] open: Option<u64>) {
    let record = decided(&[1, 2, 2, 3, 3, 4]);
    assert_eq!(fork(&record, &chain(here)).map(|f| f.from), open);
}

#[test]
fn a_later_life_is_decided_like_the_first() {
    let three = chain(&[1, 2, 2, 3, 3, 3, 4]);
    let record = decided(&[1, 2, 2, 3, 3, 4]);
    let open = fork(&record, &three).unwrap();
    let again = then(record, &settle_fork(&open, &choice(4)).unwrap());
    assert_eq!(fork(&again, &three), None);
}

#[rstest]
#[case::no_life(input(None, None, None), Refusal::Required { field: "side".into() })]
#[case::another_entry(choice(9), Refusal::CheckFailed { field: "side".into() })]
#[case::a_value(input(None, Some(EntryId([2; 32])), Some("x")), Refusal::CheckFailed { field: "other".into() })]
#[case::a_field(input(Some("desk"), Some(EntryId([2; 32])), None), Refusal::NothingChanged)]
#[case::no_reason(ResolveConflict { reason: " ".into(), ..choice(2) }, Refusal::Required { field: "reason".into() })]
fn a_decision_names_one_of_the_lives_and_why(#[case] input: ResolveConflict, #[case] refused: Refusal) {
    let open = fork(&writer(), &chain(&[1, 2, 2])).unwrap();
    assert_eq!(settle_fork(&open, &input), Err(refused));
}
