//! Bytes changed on the way: refused, naming the part and the place; what is beside them is still read.

use sync::bundle::{Fault, Items, Opened, Place, Refused, Section, open};

use crate::craft::HEAD;
use crate::kit::*;

/// Everything that was said against a bundle, and every entry that was read all the same.
fn told(parts: &[Vec<u8>]) -> (Vec<Refused>, Vec<sync::Raw>) {
    match open(cursors(parts), &MINE) {
        Err(why) => (vec![why], vec![]),
        Ok(opened) => read_all(opened),
    }
}

fn read_all<R: std::io::Read + std::io::Seek>(mut opened: Opened<R>) -> (Vec<Refused>, Vec<sync::Raw>) {
    let mut why: Vec<_> = opened.faults().iter().map(|fault| fault.why.clone()).collect();
    let mut entries = vec![];
    for (_, read) in opened.blocks(Section::Changes, 0) {
        match read {
            Ok(Items::Entries(all)) => entries.extend(all),
            Ok(other) => panic!("{other:?} among entries"),
            Err(one) => why.push(one),
        }
    }
    (why, entries)
}

/// The part that a refusal names; 0 where its own head is not readable.
fn part_of(why: &Refused) -> u16 {
    match why {
        Refused::NotForThisKey { part }
        | Refused::NotNamed { part }
        | Refused::Unreadable { part, .. }
        | Refused::Cut { part, .. }
        | Refused::Altered { part, .. }
        | Refused::TooLarge { part, .. }
        | Refused::Bomb { part, .. }
        | Refused::WrongSignature { part }
        | Refused::Differs { part }
        | Refused::OtherBundle { part }
        | Refused::Doubled { part } => *part,
        Refused::Missing(parts) => parts[0],
        Refused::NotABundle | Refused::NewerFormat(_) | Refused::NewerSuite(_) => 0,
    }
}

#[test]
fn every_single_byte_that_is_flipped_is_refused_by_part_and_place() {
    let (written, parts) = two_parts();
    let whole = entries(8, &station());
    let in_part = |k: u16| -> usize {
        written.manifest.blocks.iter().filter(|b| b.part == k).map(|b| b.items as usize).sum()
    };
    for (i, k) in [(0, 1u16), (1, 2)] {
        for at in 0..parts[i].len() {
            let mut changed = parts.clone();
            changed[i][at] ^= 1 << (at % 8);
            let (why, read) = told(&changed);
            let place = format!("part {k}, byte {at}: {why:?}");
            assert!(!why.is_empty(), "{place}: it went unseen");
            // In the head's two numbers the part may name itself otherwise.
            let names = |why: &Refused| part_of(why) == k || (at < HEAD && part_of(why) == 0);
            assert!(why.iter().any(names), "{place}");
            assert!(read.len() >= in_part(3 - k), "{place}: the other part is still read");
            assert!(read.iter().all(|entry| whole.contains(entry)), "{place}: an entry is another");
        }
    }
}

#[test]
fn a_flip_names_head_lock_manifest_or_block() {
    let (_, parts) = one_large();
    let faults = |at: usize| {
        let mut changed = parts.clone();
        changed[0][at] ^= 1;
        told(&changed).0
    };
    assert_eq!(faults(0), [Refused::NotABundle]);
    assert_eq!(faults(4), [Refused::Altered { part: 1, place: Place::Head }]); // version 0
    assert_eq!(faults(10), [Refused::Altered { part: 1, place: Place::Head }]); // bundle id
    assert_eq!(faults(HEAD), [Refused::Altered { part: 1, place: Place::Lock }]);
    let body = lock_end(&parts[0]);
    assert_eq!(faults(body - 30), [Refused::Altered { part: 1, place: Place::Lock }]); // its footer
    assert_eq!(faults(body + 20), [Refused::Altered { part: 1, place: Place::Manifest }]);
    let blocks = faults(parts[0].len() - 1);
    assert!(!blocks.is_empty());
    assert!(blocks.iter().all(|why| matches!(why, Refused::Altered { part: 1, place: Place::Block(_) })));
    let mut newer = parts.clone();
    newer[0][4] = 2;
    assert_eq!(told(&newer).0, [Refused::NewerFormat(2)]);
    newer[0][4..6].copy_from_slice(&[1, 2]);
    assert_eq!(told(&newer).0, [Refused::NewerSuite(2)]);
}

/// Where the sealed bytes begin.
fn lock_end(part: &[u8]) -> usize {
    let footer = part.windows(4).position(|four| four == b"\n---").expect("an age header");
    part[footer + 1..].iter().position(|byte| *byte == b'\n').expect("an end") + footer + 2 + 16
}

#[test]
fn one_bad_piece_costs_only_the_blocks_that_lie_in_it() {
    let (written, parts) = one_large();
    let body = lock_end(&parts[0]);
    let mut changed = parts.clone();
    changed[0][body + 65_552 + 100] ^= 1; // in the second piece
    let mut opened = opened(&changed);
    assert_eq!(opened.faults(), []);
    let read: Vec<_> =
        opened.blocks(Section::Changes, 0).map(|(no, read)| (no, read.map(|i| i.len()))).collect();
    let front = unfront(&parts[0]);
    let mut start = front;
    for (no, read) in read {
        let block = &written.manifest.blocks[no as usize];
        let end = start + block.packed as usize;
        let hit = start < 2 * 65_536 && end > 65_536;
        match read {
            Ok(items) => assert!(!hit && items == block.items as usize, "block {no} lies in the bad piece"),
            Err(why) => {
                assert!(hit, "block {no} is beside the bad piece: {why:?}");
                assert_eq!(why, Refused::Altered { part: 1, place: Place::Block(no) });
            }
        }
        start = end;
    }
}

/// Plain bytes before the first block.
fn unfront(part: &[u8]) -> usize {
    let plain = crate::craft::unlocked(part, &MINE);
    4 + u32::from_be_bytes(plain[..4].try_into().expect("four")) as usize + 64
}

#[test]
fn a_small_bundle_cut_anywhere_is_refused() {
    let (_, parts) = two_parts();
    for i in [0, 1] {
        let k = i as u16 + 1;
        for len in 0..parts[i].len() {
            let mut cut = parts.clone();
            cut[i].truncate(len);
            let (why, read) = told(&cut);
            let expected = |why: &Refused| match len {
                0..4 => *why == Refused::NotABundle,
                4..HEAD => *why == Refused::Cut { part: 0, at: len as u64 },
                _ => *why == Refused::Cut { part: k, at: len as u64 } || part_of(why) == k,
            };
            assert!(why.iter().any(expected), "part {k} cut at {len}: {why:?}");
            assert!(read.len() < 8, "part {k} cut at {len}");
        }
    }
}

#[test]
fn a_cut_part_says_where_and_is_read_up_to_there() {
    let (written, parts) = one_large();
    let (body, len) = (lock_end(&parts[0]), parts[0].len());
    let pieces = (1..).map(|n| body + n * 65_552).take_while(|at| *at < len);
    let cuts: Vec<usize> =
        pieces.flat_map(|at| [at - 1, at, at + 1, at + 17]).chain([len - 1, len - 17]).collect();
    // In the first piece is the manifest: that much must be there.
    let cuts: Vec<_> = cuts.into_iter().filter(|at| *at >= body + 65_552).collect();
    assert!(cuts.len() >= 13, "{cuts:?}");
    for at in cuts {
        let part = vec![parts[0][..at].to_vec()];
        let opened = open(cursors(&part), &MINE).expect("its manifest is there");
        let why = Refused::Cut { part: 1, at: at as u64 };
        assert_eq!(opened.whole(), Err(why.clone()), "cut at {at}");
        assert_eq!(opened.faults(), [Fault { file: 0, why: why.clone() }]);
        let (told, read) = read_all(opened);
        assert!(told.iter().all(|one| *one == why), "cut at {at}: {told:?}");
        // Whole pieces before the cut give whole blocks.
        let plain = (at - body) / 65_552 * 65_536;
        let mut end = unfront(&parts[0]);
        let before = written.manifest.blocks.iter().take_while(|block| {
            end += block.packed as usize;
            end <= plain
        });
        let least: usize = before.map(|block| block.items as usize).sum();
        assert!(read.len() >= least && read.len() < 2_500, "cut at {at}: {} of {least}", read.len());
    }
}

#[test]
fn bytes_behind_the_end_are_seen() {
    let (_, parts) = one_large();
    for more in [1, 16, 17, 65_552, 200_000] {
        let mut longer = parts.clone();
        longer[0].extend(std::iter::repeat_n(0x5a, more));
        let why = told(&longer).0;
        assert!(why.contains(&Refused::Altered { part: 1, place: Place::Tail }), "{more} more: {why:?}");
    }
}
