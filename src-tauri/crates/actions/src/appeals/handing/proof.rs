//! The giver's entries as proof in the record over there: byte for byte what their writers signed, so that an office that
//! may not read the stream can check each of them all the same.

use std::collections::BTreeSet;

use ledger::{Entry, EntryId, Op, Record, Value};

use crate::Result;

const LINE: &str = "proof";
/// One entry holds it all (ledger.md §1.2 allows 512 KiB); beyond, the bodies stay with the giver and headers prove alone.
const MOST: usize = 300 * 1024;

pub(super) fn proof_op(entries: &[Entry]) -> Option<Op> {
    if entries.is_empty() {
        return None;
    }
    let whole: usize = entries.iter().map(|e| e.hdr.len() + e.body.len() + e.sig.len()).sum();
    let all = entries.iter().map(|e| kept(e, if whole > MOST { &[] } else { &e.body }));
    Some(Op::line(LINE, Value::List(all.collect())))
}

fn kept(entry: &Entry, body: &[u8]) -> Value {
    let mut parts = vec![
        ("hdr".to_owned(), entry.hdr.clone().into()),
        ("sig".to_owned(), entry.sig.clone().into()),
        ("body".to_owned(), body.to_vec().into()),
    ];
    parts.extend(entry.usig.clone().map(|usig| ("usig".to_owned(), usig.into())));
    Value::Map(parts.into_iter().collect())
}

/// What was attached, read again; an entry whose bytes do not fit its own hashes is none.
pub(super) fn attached(record: &Record) -> Vec<Entry> {
    let all = record.lines(LINE).flat_map(|l| l.value.list().iter());
    all.filter_map(read).collect()
}

fn read(value: &Value) -> Option<Entry> {
    let bytes = |key: &str| match value.get(key) {
        Some(Value::Bytes(bytes)) => Some(bytes.clone()),
        _ => None,
    };
    let (hdr, sig, usig, body) = (bytes("hdr")?, bytes("sig")?, bytes("usig"), bytes("body")?);
    let read =
        if body.is_empty() { Entry::read_gone(hdr, sig, usig) } else { Entry::read(hdr, sig, usig, body) };
    read.ok()
}

/// Entries of the giver that the record over there has not been shown yet. What the office above wrote itself is no news.
pub(super) fn unseen(giver: &[Entry], taker: &Record) -> Result<Vec<Entry>> {
    let seen: BTreeSet<EntryId> = attached(taker).iter().map(|e| e.id).collect();
    let own = |e: &&Entry| !is_of_hand_over(&e.header.act);
    Ok(giver.iter().filter(own).filter(|e| !seen.contains(&e.id)).cloned().collect())
}

pub(super) fn is_of_hand_over(act: &str) -> bool {
    ["approve_hand_over", "return_hand_over", domain::appeal::handing::REPORT].contains(&act)
}
