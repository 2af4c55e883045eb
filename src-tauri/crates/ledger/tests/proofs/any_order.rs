//! T1: the fold does not depend on order, copies or splits; equals the oracle; redacting commutes with it.

use ledger::{Entry, Record, fold};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::history::{DESKS, Deed, What, authority, deeds, play};
use crate::oracle::{self, Oracle};

fn cases() -> ProptestConfig {
    // `PROPTEST_CASES` widens it.
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

fn shuffled(entries: &[Entry], keys: &[u64]) -> Vec<Entry> {
    let mut keyed: Vec<_> = entries.iter().zip(keys.iter().cycle()).collect();
    keyed.sort_by_key(|(_, key)| **key);
    keyed.into_iter().map(|(entry, _)| entry.clone()).collect()
}

/// Deletes what approved orders name, as an honest desk does.
fn deleted(entries: &[Entry], record: &Record) -> Vec<Entry> {
    let of = |entry: &Entry| -> Vec<u32> {
        record.redactions.iter().filter(|r| r.approved && r.entry == entry.id).map(|r| r.item).collect()
    };
    entries.iter().map(|entry| entry.redacted(&of(entry))).collect()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_order_any_copies_any_split(deeds in deeds(), keys in vec(any::<u64>(), 40), copies in vec(any::<u8>(), 0..6)) {
        let entries = play(&deeds);
        let whole = fold(&entries, authority());
        let mut other = shuffled(&entries, &keys);
        if !entries.is_empty() {
            other.extend(copies.iter().map(|n| entries[usize::from(*n) % entries.len()].clone()));
        }
        let other = shuffled(&other, &keys[7..]);
        prop_assert_eq!(&fold(&other, authority()), &whole);
        let (one, two) = other.split_at(other.len() / 2);
        prop_assert_eq!(&fold(two.iter().chain(one), authority()), &whole);
    }

    #[test]
    fn the_fold_is_what_the_oracle_says(deeds in deeds()) {
        let entries = play(&deeds);
        let folded = fold(&entries, authority()).as_ref().map(oracle::view);
        let expected = Oracle::of(&entries, authority()).map(|oracle| oracle.view());
        prop_assert_eq!(folded, expected);
    }

    #[test]
    fn with_holes_too(deeds in deeds(), holes in vec(any::<u8>(), 1..4)) {
        let mut entries = play(&deeds);
        for hole in holes {
            if !entries.is_empty() {
                entries.remove(usize::from(hole) % entries.len());
            }
        }
        let folded = fold(&entries, authority()).as_ref().map(oracle::view);
        let expected = Oracle::of(&entries, authority()).map(|oracle| oracle.view());
        prop_assert_eq!(folded, expected);
    }

    #[test]
    fn redacting_commutes(deeds in deeds(), some in vec(any::<bool>(), 16)) {
        let entries = play(&deeds);
        let whole = fold(&entries, authority());
        let Some(record) = &whole else { return Ok(()) };
        let bare = deleted(&entries, record);
        let mixed: Vec<_> = entries.iter().zip(&bare).zip(some.iter().cycle())
            .map(|((whole, bare), some)| if *some { bare.clone() } else { whole.clone() }).collect();
        prop_assert_eq!(&fold(&bare, authority()), &whole);
        prop_assert_eq!(&fold(&mixed, authority()), &whole);
        prop_assert_eq!(&fold(entries.iter().chain(&bare), authority()), &whole);
    }

    #[test]
    fn what_a_desk_wrote_is_read_back_and_stands_as_written(deeds in deeds()) {
        for entry in play(&deeds) {
            let read = Entry::read(entry.hdr.clone(), entry.sig.clone(), entry.usig.clone(), entry.body.clone());
            prop_assert_eq!(read.as_ref(), Ok(&entry));
            prop_assert_eq!(authority().standing(&entry), authority().admits(&entry));
        }
    }
}

/// More than 64 entries: ancestry is kept in words of 64 bits.
#[test]
fn a_long_record_folds_as_the_oracle_says() {
    let deed = |i: usize| Deed {
        desk: i % DESKS,
        by: [crate::scene::LIAISON, crate::scene::HEAD][i / 3 % 2],
        pulls: [i.is_multiple_of(7), i.is_multiple_of(5), i.is_multiple_of(11)],
        wall: (i as u64 * 37) % 50,
        clk: 0,
        flags: 0,
        whats: vec![
            What::Set((i % 2) as u8, (i % 3) as u8),
            [What::Add(0), What::Remove(0), What::Go(0, None, (i % 4) as u8)][i % 3].clone(),
        ],
    };
    let entries = play(&(0..200).map(deed).collect::<Vec<_>>());
    let folded = fold(&entries, authority()).as_ref().map(oracle::view);
    assert!(entries.len() == 200 && folded.is_some());
    assert_eq!(folded, Oracle::of(&entries, authority()).map(|oracle| oracle.view()));
}
