//! Records for tests: ops added up one after the other, as on a desk where nobody else writes.
//! It knows no concurrency, signatures or grants; those are the fold's.
//! Called by the tests of this crate only.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ledger::{
    AccountId, Clk, DeedId, EntryId, Line, Move, Number, Op, Record, RecordId, Stamp, Stamped, Stream,
    WriterId,
};

use crate::{Level, Person, Role};

/// A day as written.
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A record id with a number to tell it by.
pub fn id(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

/// A person of one role at the whole of 椒江; change what a case is about.
pub fn person(role: Role) -> Person {
    Person {
        account: AccountId::from_bytes([200; 16]),
        record: id(200),
        grant: ledger::GrantId::from_bytes([201; 16]),
        name: "王敏".into(),
        office: "331002".into(),
        department: "控告申诉检察部".into(),
        roles: BTreeSet::from([role]),
        level: (role == Role::Head).then_some(Level::Section),
        stations: BTreeSet::new(),
        whole_office: true,
        stands_for: BTreeSet::new(),
    }
}

/// An empty record of a station's stream.
pub fn blank(noun: &str, id: RecordId, station: RecordId) -> Record {
    Record {
        id,
        noun: noun.into(),
        stream: Stream::station(station),
        fields: BTreeMap::new(),
        sets: BTreeMap::new(),
        lines: BTreeMap::new(),
        flows: BTreeMap::new(),
        numbers: Vec::new(),
        same: Vec::new(),
        blobs: Vec::new(),
        hidden: false,
        heads: Vec::new(),
        undone: BTreeSet::new(),
        powerless: Vec::new(),
        newer: false,
        locked: false,
        redacted: BTreeSet::new(),
        opened: None,
        n_entries: 0,
    }
}

/// A record made of these ops by one account.
pub fn record(noun: &str, ops: &[Op]) -> Record {
    then(blank(noun, id(1), id(9)), ops)
}

/// The record after one more entry.
pub fn then(mut record: Record, ops: &[Op]) -> Record {
    record.n_entries += 1;
    let stamp = |item: usize, n: u32| Stamp {
        entry: EntryId([n as u8; 32]),
        item: item as u32,
        account: AccountId::from_bytes([200; 16]),
        wall_ms: u64::from(n),
        clk: Clk::InStep,
        writer: WriterId([7; 16]),
        seq: u64::from(n),
        act: "test".into(),
        deed: DeedId::from_bytes([n as u8; 16]),
    };
    for (item, op) in ops.iter().enumerate() {
        let stamp = stamp(item, record.n_entries);
        record.opened.get_or_insert_with(|| stamp.clone());
        add(&mut record, op, stamp);
    }
    record
}

fn add(record: &mut Record, op: &Op, stamp: Stamp) {
    match op.clone() {
        Op::SetField { field, value } => {
            record.fields.insert(field, vec![Stamped { value, stamp }]);
        }
        Op::Add { set, value } => record.sets.entry(set).or_default().push(Stamped { value, stamp }),
        Op::Remove { set, value } => record.sets.entry(set).or_default().retain(|s| s.value != value),
        Op::Line { line, value, corrects } => {
            let lines = record.lines.entry(line).or_default();
            for l in lines.iter_mut().filter(|l| Some((l.stamp.entry, l.stamp.item)) == corrects) {
                l.corrected = true;
            }
            lines.push(Line { value, stamp, corrects, corrected: false });
        }
        Op::Move { flow, from, to } => {
            let flow = record.flows.entry(flow).or_default();
            assert_eq!(flow.at, from, "a move must start where the flow stands");
            flow.at.clone_from(&to);
            flow.moves.push(Move { from, to, stamp });
        }
        Op::TakeNo { series, number, counter } => {
            record.numbers.push(Number { series, number, counter, void: false, stamp })
        }
        Op::Hide { hidden } => record.hidden = hidden,
        other => panic!("the scene does not add {other:?}"),
    }
}
