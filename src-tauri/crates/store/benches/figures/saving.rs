//! Writing: an import, and one person's act.

use std::path::Path;
use std::time::Duration;

use store::{Desk, StoreError};

use crate::figure::{Figures, at, each, timed};
use crate::{corpus, kit, raw};

const BATCH: u64 = 1_000;

/// A desk of so many records, and its rate against the bare one's.
pub fn fill(dir: &Path, records: u64) -> (Desk, f64) {
    let desk = kit::found(dir);
    let beside = dir.join("raw");
    std::fs::create_dir(&beside).expect("a folder");
    let mut bare = raw::fresh(&beside.join("raw.db"), &kit::KEY);
    let (mut ours, mut theirs) = (Duration::ZERO, Duration::ZERO);
    let mut after = 0;
    for from in (0..records).step_by(BATCH as usize) {
        let cases = from..(from + BATCH).min(records);
        let entries =
            desk.read(|r| Ok::<_, StoreError>(corpus::entries(r, cases.clone(), records))).expect("entries");
        ours += timed(|| import(&desk, &entries)).1;
        let file = raw::open(&dir.join("desk.db"), &kit::KEY);
        let to = file.query_row("select max(n) from entry", [], |r| r.get(0)).expect("a number");
        let rows = raw::rows(&file, after, to);
        raw::dictionaries(&file, &bare);
        drop(file);
        theirs += timed(|| raw::insert(&mut bare, &rows)).1;
        after = to;
    }
    println!(
        "import: {:.0} records/s, bare {:.0}",
        records as f64 / ours.as_secs_f64(),
        records as f64 / theirs.as_secs_f64()
    );
    (desk, theirs.as_secs_f64() / ours.as_secs_f64())
}

fn import(desk: &Desk, entries: &[ledger::Entry]) {
    let mut records: Vec<_> = entries.iter().map(|e| e.header.record).collect();
    records.dedup();
    desk.bulk(|tx| {
        entries.iter().try_for_each(|e| tx.append(e).map(drop))?;
        tx.refresh(&records, &kit::project)
    })
    .expect("imports");
}

/// Register one case with its party, durable ÷ the same rows in one bare commit.
pub fn one_act(desk: &Desk, records: u64, figures: &mut Figures) {
    let dir = desk.dir().to_owned();
    let mut bare = raw::open(&dir.join("raw/raw.db"), &kit::KEY);
    bare.execute_batch("pragma synchronous = full").expect("set");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for n in 0..200 {
        let case = records * 2 + n;
        let entries =
            desk.read(|r| Ok::<_, StoreError>(corpus::entries(r, case..case + 1, records))).expect("entries");
        let before = newest(&dir);
        ours.push(timed(|| act(desk, &entries[..2])).1);
        let file = raw::open(&dir.join("desk.db"), &kit::KEY);
        let rows = raw::rows(&file, before, before + 2);
        raw::dictionaries(&file, &bare);
        drop(file);
        theirs.push(timed(|| raw::insert(&mut bare, &rows)).1);
    }
    figures.push(records, "save one act, ms", at(&mut ours, 0.5));
    figures.push(records, "save one act ÷ raw commit", at(&mut ours, 0.5) / at(&mut theirs, 0.5));
}

fn act(desk: &Desk, entries: &[ledger::Entry]) {
    let records: Vec<_> = entries.iter().map(|e| e.header.record).collect();
    desk.act(|tx| {
        entries.iter().try_for_each(|e| tx.append(e).map(drop))?;
        tx.refresh(&records, &kit::project)
    })
    .expect("saves");
}

fn newest(dir: &Path) -> i64 {
    raw::open(&dir.join("desk.db"), &kit::KEY)
        .query_row("select max(n) from entry", [], |r| r.get(0))
        .expect("a number")
}

/// A record of fifty entries, read, checked against its hashes and folded.
pub fn refold(desk: &Desk, records: u64, figures: &mut Figures) {
    let record = kit::id(77);
    for n in 0..50 {
        kit::act(
            desk,
            record,
            vec![ledger::Op::set("title", format!("第{n}次")), ledger::Op::set("state", "open")],
        );
    }
    let entries = desk.read(|r| r.entries(record)).expect("entries");
    let authority = desk.read(|r| r.authority()).expect("authority");
    let mut fold = each(200, |_| drop(ledger::fold(&entries, &authority)));
    figures.push(records, "fold of 50 entries, µs", at(&mut fold, 0.5) * 1e3);
    let mut read = each(200, |_| drop(desk.read(|r| r.record(record)).expect("a record")));
    figures.push(records, "read and fold of 50 entries, µs", at(&mut read, 0.5) * 1e3);
}
