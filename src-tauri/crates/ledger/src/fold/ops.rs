//! Folding bare ops, for tests of rules: no desk, no keys, no grants.

use std::collections::BTreeMap;

use super::{Rule, fold_by};
use crate::{
    AccountId, Clk, DeedId, Entry, EntryId, Envelope, GrantId, Header, Item, Op, Record, RecordId, Stream,
    Suite, WriterId, format,
};

/// One act: its name, who, when, and what it does.
pub type Act<'a> = (&'a str, AccountId, u64, Vec<Op>);

/// The record these acts make, each having seen all before it. Ids are derived from noun and order, so that the
/// same acts give the same record. Nothing is signed: no desk would take it.
pub fn fold_ops(noun: &str, acts: &[Act<'_>]) -> Record {
    let record = RecordId::natural(noun, "fold_ops");
    let stream = Stream(format!("st/{}", record.0.simple()));
    let mut seqs = BTreeMap::new();
    let mut entries: Vec<Entry> = Vec::with_capacity(acts.len());
    for (act, account, wall_ms, ops) in acts {
        let seq = seqs.entry(*account).and_modify(|n| *n += 1).or_insert(1u64);
        let parents = entries.last().map(|entry| vec![entry.id]).unwrap_or_default();
        let mut header = header((noun, act), (record, stream.clone()), parents);
        (header.account, header.wall_ms, header.seq) = (*account, *wall_ms, *seq);
        header.writer = WriterId(*account.bytes());
        header.prev = (*seq > 1).then_some(EntryId([0; 32]));
        header.deed = DeedId::from_bytes(*RecordId::natural("deed", &entries.len().to_string()).bytes());
        entries.push(unsigned(header, ops));
    }
    fold_by(&entries, &Rule::Everyone).unwrap_or_else(|| Record::empty(record, noun, stream))
}

fn header((noun, act): (&str, &str), (record, stream): (RecordId, Stream), parents: Vec<EntryId>) -> Header {
    Header {
        fmt: format::FMT,
        suite: Suite::Sha256Ed25519,
        writer: WriterId([0; 16]),
        seq: 1,
        prev: None,
        stream,
        record,
        parents,
        wall_ms: 0,
        clk: Clk::InStep,
        account: AccountId::from_bytes([0; 16]),
        grant: GrantId::from_bytes([0; 16]),
        app: String::new(),
        flags: 0,
        body: [0; 32],
        act: act.to_owned(),
        noun: noun.to_owned(),
        deed: DeedId::from_bytes([0; 16]),
        k: 1,
        n: 1,
    }
}

fn unsigned(header: Header, ops: &[Op]) -> Entry {
    let salted = |(n, op): (u32, &Op)| Item::Whole { n, op: op.clone(), salt: [0; format::SALT] };
    let items = (0u32..).zip(ops).map(salted).collect();
    let hdr = format::write_header(&header);
    let id = format::entry_id(&hdr);
    Entry { id, header, hdr, sig: Vec::new(), usig: None, items, body: Vec::new(), envelope: Envelope::Plain }
}
