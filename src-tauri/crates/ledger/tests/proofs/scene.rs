//! A small cell for tests: fixed keys, two or more desks, four people, one station's stream.
//! Everything is derived from numbers, so that two runs write the same bytes.
#![allow(dead_code)]

use ed25519_dalek::SigningKey;
use ledger::authority::{AccountKey, Class, DeskCard, FirstAccount, Founding, Grant, Office, build};
use ledger::{
    AccountId, Authority, Clk, DeedId, Draft, Entry, EntryId, GrantId, Move, Op, Pen, Record, RecordId,
    Stream, WriterId, flag, fold,
};

pub const OFFICE: &str = "331002";
pub const LIAISON: usize = 0;
pub const PROSECUTOR: usize = 1;
pub const HEAD: usize = 2;
pub const ADMIN: usize = 3;
pub const CHIEF: usize = 4;

pub fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}
pub fn root_key() -> SigningKey {
    key(1)
}
pub fn desk_key(desk: usize) -> SigningKey {
    key(10 + desk as u8)
}
pub fn account_key(account: usize, desk: usize) -> SigningKey {
    key(100 + 8 * account as u8 + desk as u8)
}
pub fn desk_record(desk: usize) -> RecordId {
    RecordId::from_bytes([0xd0 + desk as u8; 16])
}
pub fn writer(desk: usize) -> WriterId {
    WriterId([0xe0 + desk as u8; 16])
}
pub fn account(n: usize) -> AccountId {
    AccountId::from_bytes([0xa0 + n as u8; 16])
}
pub fn grant_id(n: usize) -> GrantId {
    GrantId::from_bytes([0xb0 + n as u8; 16])
}
pub fn station() -> Stream {
    Stream::station(RecordId::from_bytes([0x57; 16]))
}
pub fn appeal() -> RecordId {
    RecordId::from_bytes([0x33; 16])
}

#[derive(Clone)]
pub struct Cell {
    pub pens: Vec<Pen>,
    pub admin: Vec<Entry>,
    deeds: u64,
}

/// What an entry is made of when it is not the usual.
#[derive(Clone)]
pub struct Act {
    pub desk: usize,
    pub by: usize,
    pub parents: Vec<EntryId>,
    pub wall_ms: u64,
    pub clk: Clk,
    pub flags: u32,
    pub deed: Option<DeedId>,
    pub ops: Vec<Op>,
}

impl Act {
    pub fn new(desk: usize, by: usize, ops: Vec<Op>) -> Self {
        Self { desk, by, parents: Vec::new(), wall_ms: 1_000, clk: Clk::InStep, flags: 0, deed: None, ops }
    }
    pub fn after(mut self, parents: &[&Entry]) -> Self {
        self.parents = parents.iter().map(|entry| entry.id).collect();
        self
    }
    pub fn at(mut self, wall_ms: u64) -> Self {
        self.wall_ms = wall_ms;
        self
    }
    pub fn clk(mut self, clk: Clk) -> Self {
        self.clk = clk;
        self
    }
    pub fn flags(mut self, flags: u32) -> Self {
        self.flags = flags;
        self
    }
    pub fn deed(mut self, deed: DeedId) -> Self {
        self.deed = Some(deed);
        self
    }
}

fn grant(n: usize, classes: &[Class], streams: &[&str]) -> Grant {
    Grant {
        id: grant_id(n),
        account: account(n),
        office: OFFICE.into(),
        role: ["liaison", "prosecutor", "head", "system_admin", "head"][n].into(),
        level: None,
        streams: streams.iter().map(|stream| (*stream).to_owned()).collect(),
        classes: classes.to_vec(),
        stations: Vec::new(),
        from_on: None,
        to_on: None,
        cut: None,
    }
}

pub fn grants() -> Vec<Grant> {
    let business = ["st/*", "of/331002", "pub/331002", "log/331002"];
    vec![
        grant(LIAISON, &[Class::Write], &["st/*", "log/331002"]),
        grant(PROSECUTOR, &[Class::Write, Class::Decide], &business),
        grant(HEAD, &[Class::Write, Class::Decide, Class::Govern], &business),
        grant(ADMIN, &[Class::Govern], &["admin"]),
        grant(CHIEF, &[Class::Write, Class::Decide, Class::Govern], &business),
    ]
}

pub fn office() -> Office {
    Office {
        code: OFFICE.into(),
        sign: None,
        seal: Some([9; 32]),
        seal_id: 1,
        streams: Vec::new(),
        wraps: vec![(account(HEAD), desk_record(0), vec![7; 40])],
    }
}

pub fn desk_card(desk: usize) -> DeskCard {
    DeskCard {
        record: desk_record(desk),
        name: format!("d_{desk}"),
        office: OFFICE.into(),
        sign: desk_key(desk).verifying_key().to_bytes(),
        seal: [desk as u8; 32],
        cut: None,
    }
}

pub fn account_pair(n: usize, desk: usize) -> AccountKey {
    let sign = account_key(n, desk).verifying_key().to_bytes();
    AccountKey { desk: desk_record(desk), sign, seal: [n as u8; 32] }
}

pub fn founding(flags: u32) -> Founding {
    let first = |n: usize| FirstAccount {
        account: account(n),
        person: RecordId::from_bytes([0xc0 + n as u8; 16]),
        office: OFFICE.into(),
        sign: account_key(n, 0).verifying_key().to_bytes(),
        seal: [n as u8; 32],
    };
    Founding {
        demo: flags & flag::DEMO != 0,
        wall_ms: 500,
        clk: Clk::InStep,
        deed: DeedId::from_bytes([1; 16]),
        offices: vec![office()],
        desk: desk_card(0),
        accounts: (0..grants().len()).map(first).collect(),
        grants: grants(),
    }
}

impl Cell {
    /// A founded desk and `more` desks certified by the administrator, where everyone has a pair.
    pub fn new(desks: usize) -> Self {
        Self::with(desks, 0)
    }

    pub fn with(desks: usize, flags: u32) -> Self {
        let mut pen = Pen::new(writer(0), desk_key(0), "test");
        let admin = founding(flags).write_seeded(&mut pen, &root_key(), [5; 16]).expect("founding fits");
        let mut cell = Self { pens: vec![pen], admin, deeds: 0 };
        (1..desks).for_each(|desk| cell.enrol(desk, flags));
        cell
    }

    fn enrol(&mut self, desk: usize, flags: u32) {
        let card = build::desk_ops(&desk_card(desk));
        self.govern("desk", desk_record(desk), (flags, card));
        let mut pen = Pen::new(writer(desk), desk_key(desk), "test");
        let ops = build::open_writer_ops(desk_record(desk), pen.suite);
        let mut draft = self.draft("writer", build::writer_record(writer(desk)), ops);
        (draft.account, draft.grant) = (AccountId::from_bytes([0; 16]), GrantId::from_bytes([0; 16]));
        draft.flags = flags;
        self.admin.push(pen.write_seeded(draft, None, self.seed()).expect("fits"));
        self.pens.push(pen);
        for n in 0..grants().len() {
            let key = build::key_op(&account_pair(n, desk));
            self.govern("account", RecordId(account(n).0), (flags, vec![key]));
        }
    }

    /// The administrator at desk 0 writes about a record of `admin`.
    pub fn govern(&mut self, noun: &str, record: RecordId, (flags, ops): (u32, Vec<Op>)) -> Entry {
        let mut draft = self.draft(noun, record, ops);
        draft.flags = flags | flag::PERSON;
        let seed = self.seed();
        let entry = self.pens[0].write_seeded(draft, Some(&account_key(ADMIN, 0)), seed).expect("fits");
        self.admin.push(entry.clone());
        entry
    }

    pub fn draft(&mut self, noun: &str, record: RecordId, ops: Vec<Op>) -> Draft {
        self.deeds += 1;
        let before = self.admin.iter().rfind(|entry| entry.header.record == record);
        Draft {
            stream: Stream::admin(),
            record,
            noun: noun.into(),
            act: "test".into(),
            parents: before.map(|entry| entry.id).into_iter().collect(),
            wall_ms: 600,
            clk: Clk::InStep,
            account: account(ADMIN),
            grant: grant_id(ADMIN),
            flags: 0,
            deed: DeedId::from_bytes(*RecordId::natural("deed", &self.deeds.to_string()).bytes()),
            k: 1,
            n: 1,
            ops,
        }
    }

    /// Another seed of salts for every draft.
    fn seed(&self) -> [u8; 16] {
        let mut seed = [0u8; 16];
        seed[..8].copy_from_slice(&self.deeds.to_be_bytes());
        seed
    }

    pub fn authority(&self) -> Authority {
        Authority::of(&self.admin)
    }

    /// Writes one entry of the appeal.
    pub fn write(&mut self, act: Act) -> Entry {
        self.write_to((station(), appeal(), "appeal"), act)
    }

    pub fn write_to(&mut self, (stream, record, noun): (Stream, RecordId, &str), act: Act) -> Entry {
        let mut draft = self.draft(noun, record, act.ops);
        draft.stream = stream;
        draft.parents = act.parents;
        (draft.wall_ms, draft.clk, draft.flags) = (act.wall_ms, act.clk, act.flags);
        (draft.account, draft.grant) = (account(act.by), grant_id(act.by));
        draft.deed = act.deed.unwrap_or(draft.deed);
        let person = act.flags & flag::PERSON != 0;
        let key = account_key(act.by, act.desk);
        let seed = self.seed();
        self.pens[act.desk].write_seeded(draft, person.then_some(&key), seed).expect("fits")
    }
}

pub fn folded(cell: &Cell, entries: &[&Entry]) -> Record {
    let backwards: Vec<_> = entries.iter().rev().copied().collect();
    let authority = cell.authority();
    let record = fold(entries.iter().copied(), &authority).expect("something has an effect");
    assert_eq!(fold(backwards, &authority).as_ref(), Some(&record), "order of arrival must not matter");
    record
}

pub fn opened(cell: &mut Cell) -> Entry {
    cell.write(
        Act::new(0, LIAISON, vec![Op::go("main", "", "registered"), Op::set("title", "路灯不亮")]).at(10),
    )
}

/// Values of a field: shown first, then the others.
pub fn values<'a>(record: &'a Record, field: &str) -> Vec<&'a str> {
    record.fields[field].iter().filter_map(|v| v.value.text()).collect()
}

pub fn tos(moves: &[Move]) -> Vec<&str> {
    moves.iter().map(|m| m.to.as_str()).collect()
}

pub fn approve() -> u32 {
    flag::PERSON
}
