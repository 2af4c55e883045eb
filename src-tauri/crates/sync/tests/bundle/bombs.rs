//! What declares or unpacks to more than it may: refused by what it declares, and by name.

use std::io::Write;

use ledger::{Value, cbor};
use sync::bundle::{Large, Place, Refused, Section, limit, open};

use crate::craft::{HEAD, Pieces, empty, locked};
use crate::kit::*;

fn n(n: i64) -> Value {
    Value::Int(n)
}

fn too_large(what: Large, size: u64) -> Refused {
    Refused::TooLarge { part: 1, what, size }
}

/// Why the first block of a section is refused, once the manifest passed.
fn block_of(pieces: &Pieces, section: Section) -> Refused {
    let mut opened = open(cursors(&[pieces.together()]), &MINE).expect("its manifest passes");
    opened.blocks(section, 0).next().expect("a block").1.expect_err("it is refused")
}

/// Blocks that nobody carries, declared as so many raw and packed bytes each.
fn declared(blocks: i64, (raw, packed): (i64, i64)) -> Pieces {
    let block = Value::List(vec!["chg".into(), n(1), n(1), n(raw), n(packed), vec![0u8; 32].into()]);
    let total = Value::List(vec![n(blocks), n(blocks * raw)]);
    empty().with("blocks", vec![block; blocks as usize]).with("sections", Value::map([("chg", total)]))
}

#[test]
fn what_is_declared_is_held_against_each_limit() {
    let mib = 1024 * 1024;
    let at_limit = declared(1, (16 * mib, 256 * 1024));
    assert!(open(cursors(&[at_limit.together()]), &MINE).is_ok(), "16 MiB at 64 to 1 passes");
    let block = declared(1, (16 * mib + 1, mib));
    assert_eq!(block.refused(), too_large(Large::Block, 16 * 1024 * 1024 + 1));
    let ratio = declared(1, (64 * 1000 + 1, 1000));
    assert_eq!(ratio.refused(), Refused::Bomb { part: 1, block: 0 });
    let raw = declared(513, (16 * mib, mib));
    assert_eq!(raw.refused(), too_large(Large::Raw, 513 * 16 * 1024 * 1024));
    let parts = empty().with("parts", n(1000));
    assert_eq!(parts.refused(), too_large(Large::Parts, 1000));
    let one = Value::List(vec![desk(2).into(), public(&MINE).to_vec().into()]);
    let recipients = empty().with("to", vec![one; 257]);
    assert_eq!(recipients.refused(), too_large(Large::Recipients, 257));
    let note = empty().with("note", "x".repeat(8 * 1024 + 1));
    assert_eq!(note.refused(), too_large(Large::Note, 8 * 1024 + 1));
    let blob = Value::List(vec![vec![1u8; 32].into(), n(200 * mib + 1), n(201)]);
    assert_eq!(empty().with("blobs", vec![blob]).refused(), too_large(Large::Blob, 200 * 1024 * 1024 + 1));
}

#[test]
fn figures_that_do_not_agree_are_refused() {
    let wrong = Refused::Altered { part: 1, place: Place::Manifest };
    let total = |items, raw| Value::map([("chg", Value::List(vec![n(items), n(raw)]))]);
    let one = || declared(1, (100, 100));
    let block = |part, items, packed| {
        let block = vec!["chg".into(), n(part), n(items), n(100), n(packed), vec![0u8; 32].into()];
        one().with("blocks", vec![Value::List(block)]).with("sections", total(items, 100))
    };
    let blob = |size, chunks| {
        empty().with("blobs", vec![Value::List(vec![vec![1u8; 32].into(), n(size), n(chunks)])])
    };
    let writer =
        |low, high| empty().with("writers", vec![Value::List(vec![vec![1u8; 16].into(), n(low), n(high)])]);
    let cases = [
        ("a sum of items", one().with("sections", total(2, 100))),
        ("a sum of bytes", one().with("sections", total(1, 99))),
        ("a part beyond the last", block(2, 1, 100)),
        ("part 0", block(0, 1, 100)),
        ("a block of nothing", block(1, 0, 100)),
        ("more items than bytes", block(1, 101, 100)),
        ("packed to more", block(1, 1, 101)),
        ("packed to nothing", block(1, 1, 0)),
        ("no part at all", empty().with("parts", n(0))),
        ("an attachment without chunks", blob(10, 0)),
        ("an attachment nobody carries", blob(10, 1)),
        ("an empty attachment", blob(0, 0)),
        ("a writer's range upside down", writer(3, 2)),
        ("a writer from 0", writer(0, 2)),
        ("another format inside", empty().with("v", n(2))),
        ("a kind nobody knows", empty().with("kind", "gift")),
        ("a negative number", empty().with("made", n(-1))),
        ("a short key", empty().with("root", vec![0u8; 31])),
        (
            "a section nobody knows",
            empty().with("sections", Value::map([("snap", Value::List(vec![n(0), n(0)]))])),
        ),
    ];
    for (name, pieces) in cases {
        let why = pieces.refused();
        assert!(why == wrong || why == (Refused::Bomb { part: 1, block: 0 }), "{name}: {why:?}");
    }
    let sections = empty().with("sections", "none");
    assert_eq!(sections.refused(), wrong);
}

#[test]
fn bytes_that_are_no_manifest_are_refused() {
    let wrong = Refused::Altered { part: 1, place: Place::Manifest };
    let nested = [vec![0x81; 17], vec![0]].concat();
    let claims = [vec![0x9b], u64::MAX.to_be_bytes().to_vec()].concat();
    let many = [vec![0x9a], 1_000_000u32.to_be_bytes().to_vec(), vec![0xf6; 1_000_000]].concat();
    let cases = [vec![], vec![0xf6], b"{}".to_vec(), nested, claims, many, cbor::encode(&"x".into())];
    for text in cases {
        let part = locked(&empty().head, &empty().plain(&text), &MINE);
        assert_eq!(
            open(cursors(&[part]), &MINE).err(),
            Some(wrong.clone()),
            "{:?}",
            &text[..text.len().min(20)]
        );
    }
}

#[test]
fn a_manifest_that_says_it_is_long_is_refused_by_what_it_says() {
    let sized = |size: u32| locked(&empty().head, &[&size.to_be_bytes()[..], &[0; 100]].concat(), &MINE);
    let why = |size| open(cursors(&[sized(size)]), &MINE).err();
    assert_eq!(why(16 * 1024 * 1024 + 1), Some(too_large(Large::Manifest, 16 * 1024 * 1024 + 1)));
    assert_eq!(why(u32::MAX), Some(too_large(Large::Manifest, u32::MAX.into())));
    assert!(
        matches!(why(16 * 1024 * 1024), Some(Refused::Cut { part: 1, .. })),
        "within the limit, and not there"
    );
}

#[test]
fn a_lock_without_an_end_is_refused_within_its_limit() {
    let head = &empty().head;
    let endless =
        [head.as_slice(), b"age-encryption.org/v1\n", &b"-> X25519 aaaa\nbbbb\n".repeat(5_000)].concat();
    assert_eq!(open(cursors(&[endless]), &MINE).err(), Some(too_large(Large::Lock, 32 * 1024)));
    let unended = [head.as_slice(), b"age-encryption.org/v1\n---", &vec![b'a'; 100_000]].concat();
    assert_eq!(open(cursors(&[unended]), &MINE).err(), Some(too_large(Large::Lock, 32 * 1024)));
    let junk = [head.as_slice(), b"age-encryption.org/v9\n--- x\n", &[0; 100]].concat();
    let wrong = Refused::Altered { part: 1, place: Place::Lock };
    assert_eq!(open(cursors(&[junk]), &MINE).err(), Some(wrong));
}

/// A zstd frame that says nothing of its content, with a window of 2^`window` bytes.
fn frame(raw: &[u8], window: u32) -> Vec<u8> {
    let mut frame = zstd::stream::Encoder::new(vec![], 3).expect("memory");
    frame.window_log(window).expect("a window");
    frame.write_all(raw).expect("memory");
    frame.finish().expect("memory")
}

/// A block of one checkpoint that packs, and not too well.
fn plain_block() -> Vec<u8> {
    let text: String = (0..2_000).map(|i| format!("{} ", i * i)).collect();
    cbor::encode(&Value::List(vec![text.into()]))
}

#[test]
fn a_window_of_more_than_8_mib_is_refused() {
    let raw = plain_block();
    let declared = (1, raw.len() as i64);
    let good = empty().with_block("ckpt", &frame(&raw, 23), declared);
    let mut opened = open(cursors(&[good.together()]), &MINE).expect("it passes");
    let read: Vec<bool> = opened.blocks(Section::Checkpoints, 0).map(|(_, read)| read.is_ok()).collect();
    assert_eq!(read, [true], "8 MiB is allowed");
    for window in [24, 27] {
        let wide = empty().with_block("ckpt", &frame(&raw, window), declared);
        assert_eq!(block_of(&wide, Section::Checkpoints), Refused::Bomb { part: 1, block: 0 }, "{window}");
    }
}

#[test]
fn a_frame_that_unpacks_to_more_than_declared_is_stopped_there() {
    let zeros = frame(&vec![0; 4 * 1024 * 1024], 20);
    let most = zeros.len() as i64 * 64;
    let swollen = empty().with_block("ckpt", &zeros, (1, most));
    assert_eq!(block_of(&swollen, Section::Checkpoints), Refused::Bomb { part: 1, block: 0 });
    let longer = empty().with_block("ckpt", &zeros, (1, most + 1));
    assert_eq!(longer.refused(), Refused::Bomb { part: 1, block: 0 }, "by the ratio it declares");
}

#[test]
fn a_block_that_is_not_what_its_section_holds_is_refused() {
    let wrong = Refused::Altered { part: 1, place: Place::Block(0) };
    let list = |items: Vec<Value>| cbor::encode(&Value::List(items));
    let deep = [vec![0x81; 17], vec![0]].concat();
    let column = |n: usize| Value::Bytes(vec![0; n]);
    let columns = |streams: Vec<Value>, rest: [usize; 9]| {
        list([Value::List(streams)].into_iter().chain(rest.map(column)).collect())
    };
    let cases: [(&str, Vec<u8>, i64); 14] = [
        ("chg", list(vec![]), 1),
        ("chg", columns(vec![], [2, 4, 2, 2, 4, 64, 0, 0, 0]), 1), // names a stream that is not there
        ("chg", columns(vec!["ref".into()], [2, 4, 2, 2, 4, 64, 0, 0, 0]), 1), // a header of no bytes
        ("chg", columns(vec!["x".repeat(257).into()], [2, 4, 2, 2, 4, 64, 0, 0, 0]), 1),
        ("chg", columns(vec!["ref".into()], [2, 4, 2, 2, 3, 64, 0, 0, 0]), 1), // columns of unlike length
        ("chg", columns(vec!["ref".into()], [60, 120, 60, 60, 120, 64, 0, 0, 0]), 30), // headers too short
        ("chg", columns(vec![], [0, 0, 0, 0, 0, 0, 0, 0, 0]), 1),              // fewer than declared
        ("rcpt", list(vec![Value::Null]), 1),
        ("rcpt", list(vec![Value::List(vec![n(1); 5])]), 1),
        ("ckpt", list(vec!["x".repeat(64 * 1024 + 1).into()]), 1),
        ("ckpt", list(vec!["one".into(), "two".into()]), 1), // more than declared
        ("seg", list(vec!["one".into()]), 1),
        ("blob", list(vec![Value::List(vec![column(32), n(0), column(limit::CHUNK as usize + 1)])]), 1),
        ("ckpt", deep, 1),
    ];
    for (at, (section, raw, items)) in cases.into_iter().enumerate() {
        let pieces = empty().with_block(section, &raw, (items, raw.len() as i64));
        let section = [
            Section::Changes,
            Section::Receipts,
            Section::Checkpoints,
            Section::Segments,
            Section::Blobs,
        ][["chg", "rcpt", "ckpt", "seg", "blob"].iter().position(|name| *name == section).expect("known")];
        // Chunks have to be listed too; then it is the manifest that does not agree.
        if section == Section::Blobs {
            let blob = Value::List(vec![vec![0u8; 32].into(), n(limit::CHUNK as i64), n(1)]);
            assert_eq!(block_of(&pieces.with("blobs", vec![blob]), section), wrong, "case {at}");
        } else {
            assert_eq!(block_of(&pieces, section), wrong, "case {at}");
        }
    }
}

#[test]
fn an_entry_of_more_than_512_kib_is_refused() {
    let sized = |body: usize| {
        let column = |bytes: Vec<u8>| Value::Bytes(bytes);
        cbor::encode(&Value::List(vec![
            Value::List(vec!["ref".into()]),
            column(vec![0, 0]),
            column(vec![0, 0, 0, 64]),
            column(vec![0, 64]),
            column(vec![0, 0]),
            column((body as u32).to_be_bytes().to_vec()),
            column(vec![7; 64]),
            column((0..body).map(|i| (i * i / 7) as u8).collect()),
            column(vec![8; 64]),
            column(vec![]),
        ]))
    };
    let pieces = |body| {
        let raw = sized(body);
        empty().with_block("chg", &raw, (1, raw.len() as i64))
    };
    let mut good = open(cursors(&[pieces(512 * 1024 - 64).together()]), &MINE).expect("it passes");
    assert_eq!(raws(&mut good, Section::Changes)[0].body.len(), 512 * 1024 - 64);
    let wrong = Refused::Altered { part: 1, place: Place::Block(0) };
    assert_eq!(block_of(&pieces(512 * 1024 - 63), Section::Changes), wrong);
}

#[test]
fn a_part_of_4_gib_is_refused_unread() {
    /// Says it is endless, and gives its head only.
    struct Endless(u64, Vec<u8>);
    impl std::io::Read for Endless {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            assert!(self.0 < HEAD as u64, "read beyond the head");
            let n = (&self.1[self.0 as usize..HEAD]).read(into)?;
            self.0 += n as u64;
            Ok(n)
        }
    }
    impl std::io::Seek for Endless {
        fn seek(&mut self, to: std::io::SeekFrom) -> std::io::Result<u64> {
            self.0 = match to {
                std::io::SeekFrom::Start(at) => at,
                std::io::SeekFrom::End(_) => 1 << 32,
                std::io::SeekFrom::Current(by) => self.0 + by as u64,
            };
            Ok(self.0)
        }
    }
    let part = Endless(0, empty().head);
    assert_eq!(open([part], &MINE).err(), Some(too_large(Large::Part, 1 << 32)));
}
