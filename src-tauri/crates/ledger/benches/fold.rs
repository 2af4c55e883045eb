//! Nanoseconds of a fold of 50 entries, per record and per entry. `cargo bench -p ledger --bench fold`.
//! The second figure is of a record where two desks contest all the way.

use std::hint::black_box;
use std::time::Instant;

use ledger::authority::{AccountKey, Class, DeskCard, FirstAccount, Founding, Grant, Office};
use ledger::{
    AccountId, Authority, Clk, DeedId, Draft, Entry, EntryId, GrantId, Op, Pen, RecordId, SigningKey, Stream,
    Value, WriterId, fold,
};

const ENTRIES: usize = 50;
const ROUNDS: u32 = 20_000;

fn main() {
    let desk = SigningKey::from_bytes(&[1; 32]);
    let root = SigningKey::from_bytes(&[2; 32]);
    let mut pen = Pen::new(WriterId([1; 16]), desk.clone(), "bench");
    let admin = founding(&desk).write(&mut pen, &root).expect("founding fits");
    let authority = Authority::of(&admin);
    for (name, apart) in [("in line", 1), ("two desks apart", 2)] {
        let entries = history(&mut pen, apart);
        let record = fold(&entries, &authority).expect("it folds");
        assert_eq!(record.n_entries as usize, ENTRIES);
        let began = Instant::now();
        for _ in 0..ROUNDS {
            black_box(fold(black_box(&entries), &authority));
        }
        let ns = began.elapsed().as_nanos() / u128::from(ROUNDS);
        println!(r#"{{"figure":"fold of {ENTRIES} entries, {name}","ns":{ns},"aim_ns":100000}}"#);
    }
}

/// Lines, fields, sets and steps, as an appeal has them.
fn history(pen: &mut Pen, apart: usize) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for i in 0..ENTRIES {
        let parents = entries.iter().rev().nth(apart - 1).or(entries.first()).map(|entry| entry.id);
        let from = if i == 0 { String::new() } else { format!("s{}", i - 1) };
        let ops = vec![
            Op::set(["title", "phone", "address", "basis"][i % 4], "路灯不亮，已三周"),
            Op::line(
                "note",
                Value::map([("text", "已电话联系，约周五上门".into()), ("on", "2026-08-21".into())]),
            ),
            Op::go("main", &from, &format!("s{i}")),
            Op::add("tag", ["急", "老", "群"][i % 3]),
        ];
        entries.push(pen.write(draft(parents, (i as u64, apart as u8), ops), None).expect("fits"));
    }
    entries
}

fn draft(parents: Option<EntryId>, (i, record): (u64, u8), ops: Vec<Op>) -> Draft {
    Draft {
        stream: Stream::station(RecordId::from_bytes([3; 16])),
        record: RecordId::from_bytes([record; 16]),
        noun: "appeal".into(),
        act: "note".into(),
        parents: parents.into_iter().collect(),
        wall_ms: 1_790_000_000_000 + i,
        clk: Clk::InStep,
        account: AccountId::from_bytes([5; 16]),
        grant: GrantId::from_bytes([6; 16]),
        flags: 0,
        deed: DeedId::at(i),
        k: 1,
        n: 1,
        ops,
    }
}

fn founding(desk: &SigningKey) -> Founding {
    let pair = AccountKey { desk: RecordId::from_bytes([7; 16]), sign: [8; 32], seal: [9; 32] };
    let (account, office) = (AccountId::from_bytes([5; 16]), "331002".to_owned());
    let sign = desk.verifying_key().to_bytes();
    Founding {
        demo: false,
        wall_ms: 1,
        clk: Clk::InStep,
        deed: DeedId::at(0),
        offices: vec![Office {
            code: office.clone(),
            sign: None,
            seal: None,
            seal_id: 1,
            streams: vec![],
            wraps: vec![],
        }],
        desk: DeskCard {
            record: pair.desk,
            name: "d".into(),
            office: office.clone(),
            sign,
            seal: [0; 32],
            cut: None,
        },
        accounts: vec![FirstAccount {
            account,
            person: RecordId::from_bytes([4; 16]),
            office: office.clone(),
            sign: pair.sign,
            seal: pair.seal,
        }],
        grants: vec![Grant {
            id: GrantId::from_bytes([6; 16]),
            account,
            office,
            role: "liaison".into(),
            level: None,
            streams: vec!["st/*".into()],
            classes: vec![Class::Write],
            stations: vec![],
            from_on: None,
            to_on: None,
            cut: None,
        }],
    }
}
