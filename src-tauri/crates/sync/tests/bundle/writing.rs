//! Writing: stopped at any moment nothing stays, and what may not go out does not.

use std::io;
use std::ops::ControlFlow;

use ledger::{SigningKey, Stream};
use sha2::{Digest, Sha256};
use sync::Raw;
use sync::bundle::{Large, Load, NotWritten, Progress, Recipient, Section, Segment, Sending, Stage, write};

use crate::kit::*;

fn refused(sending: &Sending<'_>, load: Load<'_>) -> String {
    try_write(sending, load).expect_err("it is not written").to_string()
}

fn large(what: Large, size: u64) -> String {
    NotWritten::TooLarge { what, size }.to_string()
}

#[test]
fn it_tells_how_far_it_is_and_stops_where_it_is_told_to() {
    let (signer, folder) = (signer(), tempfile::tempdir().expect("a folder"));
    let sending = Sending { scratch: folder.path(), part_bytes: 4_000, ..sending(&signer) };
    let mut told: Vec<Progress> = vec![];
    let mut all = |progress| {
        told.push(progress);
        ControlFlow::Continue(())
    };
    let written = write(&sending, load(20, b"c"), &mut |_| Ok(io::sink()), &mut all).expect("it is written");
    let packed: u64 = written.manifest.blocks.iter().map(|block| u64::from(block.packed)).sum();
    let last = Progress { stage: Stage::Writing, done: packed, of: Some(packed) };
    assert_eq!(told.last(), Some(&last));
    assert_eq!(told.len(), 2 * written.manifest.blocks.len(), "each block is packed and written");
    assert!(told.windows(2).all(|pair| pair[0].stage != pair[1].stage || pair[0].done < pair[1].done));

    for stop in 0..told.len() {
        let mut n = 0;
        let mut until = |_| {
            n += 1;
            if n > stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let stopped = write(&sending, load(20, b"c"), &mut |_| Ok(io::sink()), &mut until);
        assert!(matches!(stopped, Err(NotWritten::Stopped)), "at {stop}");
        assert_eq!(n, stop + 1, "it went on");
        assert_eq!(
            std::fs::read_dir(folder.path()).expect("a folder").count(),
            0,
            "at {stop} something stayed"
        );
    }
}

#[test]
fn the_register_knows_each_part_by_its_bytes_and_hash() {
    let (signer, blob) = (signer(), vec![1; 10_000]);
    let sending = Sending { part_bytes: 15_000, ..sending(&signer) };
    let (written, parts) = written(&sending, load(80, &blob));
    assert!(parts.len() >= 2);
    assert_eq!(written.parts.len(), parts.len());
    for (told, part) in written.parts.iter().zip(&parts) {
        assert_eq!(told.bytes, part.len() as u64);
        assert_eq!(told.sha256[..], Sha256::digest(part)[..]);
        assert!(told.bytes <= 15_000, "{} bytes", told.bytes);
    }
}

#[test]
fn sections_and_parts_keep_their_order() {
    let signer = signer();
    let sending = Sending { part_bytes: 6_000, ..sending(&signer) };
    let (written, _) = written(&sending, load(40, b"c"));
    let order: Vec<_> = written.manifest.blocks.iter().map(|block| (block.part, block.section)).collect();
    assert!(order.windows(2).all(|pair| pair[0].0 <= pair[1].0 && pair[0].1 <= pair[1].1), "{order:?}");
    assert_eq!(order[0].1, Section::Key, "what the rest is judged by comes first");
}

#[test]
fn a_failure_of_the_source_or_of_the_medium_comes_through() {
    let signer = signer();
    let broken = || Box::new([Err(io::Error::other("the desk's file"))].into_iter());
    let cases: [Load<'_>; 3] = [
        Load { key: broken(), ..Load::default() },
        Load {
            changes: Box::new(entries(2, &station()).into_iter().map(Ok).chain(*broken())),
            ..Load::default()
        },
        Load {
            receipts: Box::new([Err(io::Error::other("the desk's file"))].into_iter()),
            ..Load::default()
        },
    ];
    for load in cases {
        assert_eq!(refused(&sending(&signer), load), "the desk's file");
    }
    let mut full = |_: u16| -> io::Result<io::Sink> { Err(io::Error::from(io::ErrorKind::StorageFull)) };
    let why = write(&sending(&signer), load(3, b"c"), &mut full, &mut |_| ControlFlow::Continue(()));
    assert!(matches!(why, Err(NotWritten::Io(why)) if why.kind() == io::ErrorKind::StorageFull));
}

#[test]
fn without_a_good_recipient_nothing_is_written() {
    let signer = signer();
    let to = |recipients| Sending { recipients, ..sending(&signer) };
    assert_eq!(refused(&to(vec![]), Load::default()), NotWritten::NoRecipient.to_string());
    let nobody = Recipient { desk: desk(2), seal: [0; 32] };
    assert_eq!(refused(&to(vec![nobody]), Load::default()), NotWritten::BadKey.to_string());
    let one = Recipient { desk: desk(2), seal: public(&MINE) };
    assert_eq!(refused(&to(vec![one; 257]), Load::default()), large(Large::Recipients, 257));
    let (_, parts) = written(&to(vec![one; 256]), Load::default());
    assert_eq!(opened(&parts).manifest.recipients.len(), 256);
}

#[test]
fn what_is_too_large_does_not_go_out() {
    let signer = signer();
    let with = |change: fn(&mut Raw)| {
        let mut entry = entries(1, &station()).remove(0);
        change(&mut entry);
        let size = entry.len() as u64;
        let load = Load { changes: feed([entry]), ..Load::default() };
        assert_eq!(refused(&sending(&signer), load), large(Large::Entry, size));
    };
    with(|entry| entry.body = vec![0; 512 * 1024]);
    with(|entry| entry.hdr.clear());
    with(|entry| entry.sig = vec![0; 1025]);
    with(|entry| entry.stream = Stream("x".repeat(257)));
    let note = Sending { note: "x".repeat(8 * 1024 + 1), ..sending(&signer) };
    assert_eq!(refused(&note, Load::default()), large(Large::Note, 8 * 1024 + 1));
    let checkpoints = feed(["x".repeat(64 * 1024 + 1)]);
    let why = refused(&sending(&signer), Load { checkpoints, ..Load::default() });
    assert_eq!(why, large(Large::Checkpoint, 64 * 1024 + 1));
    let segments = feed([Segment { stream: Stream("x".repeat(257)), ..segment() }]);
    let why = refused(&sending(&signer), Load { segments, ..Load::default() });
    assert_eq!(why, large(Large::Stream, 257));
}

#[test]
fn parts_that_hold_nothing_are_not_begun() {
    let signer = signer();
    let tiny = Sending { part_bytes: 1_000, ..sending(&signer) };
    let why = try_write(&tiny, load(1, b"c")).err();
    assert!(matches!(why, Some(NotWritten::TooLarge { what: Large::Part, .. })), "{why:?}");
    let empty = Sending { part_bytes: 500, ..sending(&signer) };
    let why = try_write(&empty, Load::default()).err();
    assert!(matches!(why, Some(NotWritten::TooLarge { what: Large::Part, .. })), "{why:?}");
    // A part has room for one block of one entry that does not pack; 1,100 of them would be 1,100 parts.
    let mut entry = entries(1, &station()).remove(0);
    let mut dice = 1u32;
    entry.body = std::iter::repeat_with(|| roll(&mut dice)).take(8_000).collect();
    let changes = feed(std::iter::repeat_n(entry, 1_100));
    let many = Sending { part_bytes: 68_000, ..sending(&signer) };
    let why = try_write(&many, Load { changes, ..Load::default() }).err();
    assert!(matches!(why, Some(NotWritten::TooLarge { what: Large::Parts, size: 1000 })), "{why:?}");
}

fn roll(dice: &mut u32) -> u8 {
    *dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    (*dice >> 24) as u8
}

#[test]
fn what_packs_too_well_stands_as_it_is() {
    // 400 KB of one letter pack a thousand to one: a reader would take that for a bomb.
    let signer = signer();
    let mut entry = entries(1, &station()).remove(0);
    entry.body = vec![b'a'; 400_000];
    let (written, parts) =
        written(&sending(&signer), Load { changes: feed([entry.clone()]), ..Load::default() });
    let block = written.manifest.blocks[0];
    assert_eq!(block.raw, block.packed);
    assert_eq!(raws(&mut opened(&parts), Section::Changes), [entry]);
}

#[test]
fn an_entry_nobody_here_understands_travels_byte_for_byte() {
    let signer = SigningKey::from_bytes(&[5; 32]);
    let newer = Raw {
        id: ledger::EntryId(Sha256::new().chain_update([0]).chain_update([0xa9; 300]).finalize().into()),
        stream: Stream("new/kind".into()),
        hdr: vec![0xa9; 300],
        sig: vec![3; 70],
        usig: Some(vec![4; 200]),
        body: vec![],
    };
    let (written, parts) =
        written(&sending(&signer), Load { changes: feed([newer.clone()]), ..Load::default() });
    assert_eq!(written.manifest.writers, [], "its writer cannot be read");
    assert_eq!(raws(&mut opened(&parts), Section::Changes), [newer]);
}
