use std::fs;
use std::io::Read;

use ledger::{AccountId, Op, Value};
use rstest::rstest;
use serde_json::json;
use uuid::Uuid;

use super::{BlobsChecked, LIMIT, Put, path};
use crate::desk::hex;
use crate::exchange::{BundleRow, PeerKind, Way};
use crate::kit::{KEY, act, case, desk, id};
use crate::{Desk, Draft, StoreError, backup};

fn bytes(n: usize) -> Vec<u8> {
    (0..n).map(|i| (i % 251) as u8).collect()
}

fn read(desk: &Desk, put: &Put) -> Result<Vec<u8>, StoreError> {
    let mut out = Vec::new();
    desk.read_blob(&put.address, &put.key, &mut out).map(|_| out)
}

fn op(put: &Put) -> Op {
    Op::Blob {
        address: put.address.to_vec(),
        key: put.key.to_vec(),
        size: put.size,
        mime: "image/png".into(),
        name: "身份证".into(),
        about: Value::Null,
    }
}

#[rstest]
#[case::empty(0)]
#[case::small(5)]
#[case::one_piece(1 << 20)]
#[case::one_piece_and_a_byte((1 << 20) + 1)]
#[case::three_pieces(3 << 20)]
fn what_was_put_comes_back(#[case] size: usize) {
    let (_dir, desk) = desk();
    let plain = bytes(size);
    let put = desk.put_blob(&mut &plain[..]).unwrap();
    assert_eq!(put.size, size as u64);
    assert_eq!(read(&desk, &put).unwrap(), plain);
    let stored = fs::read(path(desk.dir(), &put.address)).unwrap();
    assert!(size < 16 || !stored.windows(16).any(|w| plain.windows(16).next() == Some(w)));
    // The same file twice has two keys and two names: nobody sees that it is the same.
    assert_ne!(desk.put_blob(&mut &plain[..]).unwrap().address, put.address);
}

#[test]
fn every_file_that_an_entry_names_is_read_again() {
    let (_dir, desk) = desk();
    let puts: Vec<_> = (1..=3).map(|n| desk.put_blob(&mut &bytes(n * 1000)[..]).unwrap()).collect();
    for (n, put) in (1..).zip(&puts) {
        act(&desk, id(n), [case("一", "2026-03-01"), vec![op(put)]].concat());
    }
    // One that no entry names is nobody's.
    desk.put_blob(&mut &b"left over"[..]).unwrap();
    assert_eq!(desk.check_blobs().unwrap(), BlobsChecked { good: 3, damaged: 0, elsewhere: 0 });
    let first = path(desk.dir(), &puts[0].address);
    let mut changed = fs::read(&first).unwrap();
    changed[10] ^= 1;
    fs::write(&first, changed).unwrap();
    fs::remove_file(path(desk.dir(), &puts[1].address)).unwrap();
    assert_eq!(desk.check_blobs().unwrap(), BlobsChecked { good: 1, damaged: 1, elsewhere: 1 });
}

/// A bug: one entry that named a file by five bytes stopped every bundle and every exchange of its stream.
#[test]
fn what_no_file_can_be_called_stops_no_other_file() {
    let (_dir, desk) = desk();
    let put = desk.put_blob(&mut &b"scan"[..]).unwrap();
    let odd = |len: usize| Op::Blob {
        address: vec![1; len],
        key: vec![],
        size: 4,
        mime: "text/plain".into(),
        name: "n".into(),
        about: Value::Null,
    };
    let ops = [case("一", "2026-03-01"), vec![odd(5), op(&put), odd(0), odd(33)]].concat();
    let entry = act(&desk, id(1), ops);
    let hub = desk.act(|tx| tx.peer(PeerKind::Hub, [9; 16])).unwrap();
    let named = desk.read(|r| r.blobs_outgoing(hub, &entry.header.stream, 0)).unwrap();
    assert_eq!(named, [put.address]);
}

#[test]
fn changed_cut_and_exchanged_pieces_are_refused() {
    let (_dir, desk) = desk();
    let put = desk.put_blob(&mut &bytes((2 << 20) + 100)[..]).unwrap();
    let file = path(desk.dir(), &put.address);
    let whole = fs::read(&file).unwrap();
    let piece = (1 << 20) + 16;
    let mut flipped = whole.clone();
    flipped[piece + 7] ^= 1;
    let exchanged = [&whole[piece..2 * piece], &whole[..piece], &whole[2 * piece..]].concat();
    let cut_at_a_piece = whole[..2 * piece].to_vec();
    for bad in [flipped, exchanged, cut_at_a_piece, whole[..100].to_vec(), Vec::new()] {
        fs::write(&file, bad).unwrap();
        assert!(matches!(read(&desk, &put), Err(StoreError::Damaged(_))));
    }
    fs::write(&file, whole).unwrap();
    let other_key = Put { key: [0; 32], ..put.clone() };
    assert!(read(&desk, &put).is_ok() && read(&desk, &other_key).is_err());
    assert!(matches!(read(&desk, &Put { address: [0; 32], ..put }), Err(StoreError::Missing(_))));
}

#[test]
fn a_file_over_the_limit_is_refused_before_it_is_read_through() {
    let mut endless = std::io::repeat(7);
    let sealed = super::stream::seal(&mut endless, &mut std::io::sink(), &[1; 32], 3 << 20);
    assert!(matches!(sealed, Err(StoreError::TooLarge { size, most }) if size == 4 << 20 && most == 3 << 20));
    assert_eq!(LIMIT, 200 << 20);
}

struct Breaks(usize);

impl Read for Breaks {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        self.0 = self.0.checked_sub(1).ok_or_else(|| std::io::Error::other("the stick was pulled"))?;
        into.fill(1);
        Ok(into.len())
    }
}

#[test]
fn a_file_that_broke_off_leaves_nothing() {
    let (_dir, desk) = desk();
    assert!(desk.put_blob(&mut Breaks(2)).is_err());
    assert_eq!(fs::read_dir(desk.dir().join("blobs")).unwrap().count(), 0);
}

/// Somebody signs in while a file is being attached.
struct Sweeps<'a>(&'a Desk, u8);

impl Read for Sweeps<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        assert_eq!(self.0.sweep_blobs("file/").unwrap(), 0);
        self.1 = self.1.saturating_sub(1);
        let n = usize::from(self.1).min(into.len());
        into[..n].fill(1);
        Ok(n)
    }
}

/// A bug: what a killed process had half written lay there for ever.
#[test]
fn what_a_killed_process_had_half_written_is_swept_and_nothing_that_goes_on() {
    let (_dir, desk) = desk();
    let blobs = desk.dir().join("blobs");
    fs::create_dir_all(&blobs).unwrap();
    let [killed, older, piece, part] = [
        "aabbccdd-0011223344556677.new".into(),
        "0011223344556677.new".into(),
        format!("{}.new", hex(&[7; 32])),
        format!("{}.part", hex(&[8; 32])),
    ]
    .map(|name: String| blobs.join(name));
    for file in [&killed, &older, &piece, &part] {
        fs::write(file, b"half").unwrap();
    }
    let there = || [&killed, &older, &piece, &part].map(|file| file.exists());
    let mut disc = BundleRow {
        id: [3; 16],
        way: Way::In,
        peer: desk.act(|tx| tx.peer(PeerKind::Desk, [9; 16])).unwrap(),
        number: 1,
        done: false,
        upto: 2,
        at_ms: 8,
        account: AccountId::from_bytes([1; 16]),
        about: json!({}),
    };
    desk.act(|tx| tx.put_bundle(&disc)).unwrap();
    let put = desk.put_blob(&mut Sweeps(&desk, 3)).unwrap();
    assert!(desk.has_blob(&put.address), "what is being written meanwhile is whole");
    assert_eq!(there(), [false, false, true, true], "the disc goes on after the program was ended");
    disc.done = true;
    desk.act(|tx| tx.put_bundle(&disc)).unwrap();
    assert_eq!(desk.sweep_blobs("file/").unwrap(), 0);
    assert_eq!(there(), [false, false, false, true], "what the hub was sending goes on");
}

/// As an attachment waits for its act.
fn waits(put: &Put) -> String {
    format!("file/{}", hex(&put.address))
}

#[test]
fn only_what_waits_for_nobody_is_swept() {
    let (dir, desk) = desk();
    let [drafted, forgotten, named, came] =
        ["drafted", "forgotten", "named", "came"].map(|text| desk.put_blob(&mut text.as_bytes()).unwrap());
    for put in [&drafted, &forgotten, &named] {
        desk.act(|tx| tx.set_setting(&waits(put), &json!({ "key": "00" }))).unwrap();
    }
    let json = format!(r#"{{"values":{{"materials":[{{"file":"{}"}}]}}}}"#, hex(&drafted.address));
    let (id_of, account) = (Uuid::from_bytes([1; 16]), AccountId::from_bytes([1; 16]));
    desk.act(|tx| tx.save_draft(&Draft { id: id_of, noun: "appeal".into(), account, json, updated_ms: 1 }))
        .unwrap();
    act(&desk, id(1), [case("一", "2026-03-01"), vec![op(&named)]].concat());
    assert_eq!(desk.sweep_blobs("file/").unwrap(), 0, "its form may still be open");
    drop(desk);
    let desk = Desk::open(dir.path(), &KEY).unwrap();
    let aside = dir.path().join(backup::ASIDE);
    fs::write(&aside, b"").unwrap();
    assert_eq!(desk.sweep_blobs("file/").unwrap(), 0, "the desk that was set aside may need it again");
    fs::remove_file(&aside).unwrap();
    assert_eq!(desk.sweep_blobs("file/").unwrap(), 2);
    let there = [&drafted, &forgotten, &named, &came].map(|put| desk.has_blob(&put.address));
    assert_eq!(there, [true, false, true, true], "what an entry names, and what came by itself, stays");
    assert_eq!(desk.read(|r| r.settings_under("file/")).unwrap(), [waits(&drafted)]);
    desk.act(|tx| tx.drop_draft(id_of)).unwrap();
    assert_eq!(desk.sweep_blobs("file/").unwrap(), 1);
    assert!(!desk.has_blob(&drafted.address));
    assert_eq!(desk.sweep_blobs("file/").unwrap(), 0);
}
