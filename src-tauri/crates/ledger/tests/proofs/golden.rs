//! Golden bytes of format 1: what was once released must be read, and written again, for ever.
//! `GOLDEN=write cargo nextest run -p ledger golden` makes files that are missing; it never changes one.

use std::fmt::Write as _;
use std::path::PathBuf;

use ledger::authority::build;
use ledger::{Authority, Entry, Op, Record, Sealed, Standing, flag, fold};

use crate::bytes::everything;
use crate::redact::{approve, order};
use crate::scene::*;

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len() / 2).map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).expect("hex")).collect()
}

/// One line an entry: id, header, sig, usig or `-`, body.
fn lines(entries: &[Entry]) -> String {
    let line = |e: &Entry| {
        let usig = e.usig.as_deref().map_or("-".to_owned(), hex);
        format!("{} {} {} {} {}\n", e.id, hex(&e.hdr), hex(&e.sig), usig, hex(&e.body))
    };
    entries.iter().map(line).collect()
}

fn read(text: &str) -> Vec<Entry> {
    let entry = |line: &str| {
        let [id, hdr, sig, usig, body] = line.split(' ').collect::<Vec<_>>().try_into().expect("five parts");
        let usig = (usig != "-").then(|| unhex(usig));
        let entry = Entry::read(unhex(hdr), unhex(sig), usig, unhex(body)).expect("a released entry");
        assert_eq!(entry.id.to_string(), id);
        entry
    };
    text.lines().map(entry).collect()
}

/// The record as text: changes of the fold show as a difference that can be read.
fn shown(record: &Record) -> String {
    format!("{record:#?}\n")
}

/// The golden text: made once, compared ever after.
fn golden(name: &str, made: &str) -> String {
    let path = path(name);
    if !path.exists() && std::env::var("GOLDEN").is_ok_and(|mode| mode == "write") {
        std::fs::write(&path, made).expect("written");
    }
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// An appeal with all ops, a contest, an undo, a resolve, a redaction (deleted) and a sealed body.
fn appeal_entries(cell: &mut Cell) -> Vec<Entry> {
    let first = everything(cell);
    let a = Act::new(0, LIAISON, vec![Op::go("main", "registered", "accepted"), Op::set("title", "甲")])
        .after(&[&first]);
    let a = cell.write(a.at(1_790_000_100_000));
    let b = Act::new(1, HEAD, vec![Op::go("main", "registered", "refused"), Op::set("title", "乙")])
        .after(&[&first]);
    let b = cell.write(b.at(1_790_000_050_000).clk(ledger::Clk::FreeRunning).flags(flag::PIN | flag::PERSON));
    let undo = Op::Undo { deed: a.header.deed, reason: "误登".into() };
    let undo = cell.write(Act::new(0, LIAISON, vec![undo]).after(&[&a]).at(1_790_000_200_000));
    let resolve = vec![
        Op::ResolveFlow { flow: "main".into(), to: "accepted".into(), adopts: vec![a.id] },
        Op::ResolveField { field: "title".into(), to: "丙".into(), adopts: vec![] },
    ];
    let resolve =
        cell.write(Act::new(0, HEAD, resolve).after(&[&undo, &b]).at(1_790_000_300_000).flags(flag::PERSON));
    let redact = vec![order(&first, 4, ("line.add", "note"))];
    let redact =
        cell.write(Act::new(0, HEAD, redact).after(&[&resolve]).at(1_790_000_400_000).flags(flag::PERSON));
    let sealed =
        cell.write(Act::new(1, HEAD, vec![Op::set("facts", "密")]).after(&[&redact]).at(1_790_000_500_000));
    let sealed = sealed.sealed(|plain| {
        let ciphertext = plain.iter().map(|byte| byte ^ 0x5a).collect();
        Ok::<_, ()>(Sealed { key_id: 2, wraps: vec![vec![3; 48]], ciphertext })
    });
    vec![first.redacted(&[4]), a, b, undo, resolve, approve(&redact, CHIEF), sealed.expect("sealed")]
}

#[test]
fn the_same_keys_salts_and_acts_give_the_same_bytes() {
    let mut cell = Cell::new(2);
    let entries = appeal_entries(&mut cell);
    assert_eq!(lines(&cell.admin), golden("admin.v1.txt", &lines(&cell.admin)));
    assert_eq!(lines(&entries), golden("appeal.v1.txt", &lines(&entries)));
}

#[test]
fn released_bytes_still_read_stand_and_fold() {
    let mut cell = Cell::new(2);
    let made = appeal_entries(&mut cell);
    let admin = read(&golden("admin.v1.txt", &lines(&cell.admin)));
    let entries = read(&golden("appeal.v1.txt", &lines(&made)));
    let authority = Authority::of(&admin);
    for entry in admin.iter().chain(&entries) {
        assert_eq!(authority.standing(entry), Standing::Good, "{} {}", entry.header.noun, entry.header.act);
    }
    let record = fold(&entries, &authority).expect("it folds");
    assert_eq!(shown(&record), golden("appeal.v1.record.txt", &shown(&record)));
}

#[test]
fn what_is_read_writes_itself_again() {
    let cell = Cell::new(2);
    let text = golden("admin.v1.txt", &lines(&cell.admin));
    assert_eq!(lines(&read(&text)), text);
    let writer_card =
        read(&text).into_iter().find(|entry| entry.header.noun == "writer").expect("an opening");
    assert_eq!(writer_card.header.record, build::writer_record(writer(0)));
}

#[test]
fn json_of_an_entry_is_kept_as_well() {
    let mut cell = Cell::new(2);
    let entry = everything(&mut cell);
    let shown = serde_json::to_string_pretty(&ledger::json(&entry)).expect("JSON") + "\n";
    assert_eq!(shown, golden("entry.v1.json", &shown));
}
