//! A founded cell: the city's desk founds it and enrols offices and stations, each with a certificate, a writer, an account
//! and a grant as signed entries of `admin`. Keys are derived from names, so that two runs write the same bytes.

use std::cell::RefCell;

use ledger::authority::{Account, AccountKey, Class, DeskCard, FirstAccount, Founding, Grant, Office, build};
use ledger::{
    AccountId, Clk, DeedId, Draft, Entry, GrantId, Op, Pen, RecordId, SigningKey, Stream, Suite, WriterId,
    flag,
};

use crate::desk::{Desk, Scope};

pub const CITY: usize = 0;
pub const CITY_OFFICE: &str = "331000";

/// How many of each.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub offices: usize,
    pub stations: usize,
}

pub struct Cell {
    /// The city, then the offices, then the stations.
    pub desks: Vec<Desk>,
}

thread_local! {
    /// The last that was founded: the next seed begins with the same bytes.
    static FOUNDED: RefCell<Option<(Size, Vec<Desk>)>> = RefCell::default();
}

pub fn office_code(office: usize) -> String {
    format!("3310{:02}", office + 1)
}
pub fn station_stream(station: usize) -> Stream {
    Stream::station(named("station", station))
}
pub fn named(noun: &str, n: usize) -> RecordId {
    RecordId::natural(noun, &n.to_string())
}
pub fn desk_key(desk: usize) -> SigningKey {
    key("desk", desk)
}
pub fn account_key(desk: usize) -> SigningKey {
    key("account", desk)
}
pub fn account(desk: usize) -> AccountId {
    AccountId(named("account", desk).0)
}
pub fn grant(desk: usize) -> GrantId {
    GrantId(named("grant", desk).0)
}
/// The city's account alone governs `admin`, by a grant of its own; who names handlers has to be one, hence `sealed/*`.
pub fn admin_grant() -> GrantId {
    GrantId(named("grant", 100_000).0)
}
pub fn writer(desk: usize, life: usize) -> WriterId {
    WriterId(*named("writer", desk * 1000 + life).bytes())
}

fn key(what: &str, n: usize) -> SigningKey {
    let mut seed = [0; 32];
    seed[..16].copy_from_slice(named(what, n).bytes());
    SigningKey::from_bytes(&seed)
}

impl Size {
    pub fn desks(self) -> usize {
        1 + self.offices + self.stations
    }
    pub fn office_of(self, station: usize) -> usize {
        station % self.offices
    }
    fn office_name(self, desk: usize) -> String {
        match desk {
            CITY => CITY_OFFICE.into(),
            _ if desk <= self.offices => office_code(desk - 1),
            _ => office_code(self.office_of(desk - 1 - self.offices)),
        }
    }

    /// What a desk reads, and what it may only add to (ledger.md §2.5).
    pub fn scope(self, desk: usize) -> Scope {
        let code = self.office_name(desk);
        let mut reads = vec![Stream::admin(), Stream::reference()];
        let mut appends = Vec::new();
        if desk == CITY {
            reads.extend((0..self.stations).map(station_stream));
            for code in (0..self.offices).map(office_code).chain([code]) {
                reads.extend([Stream::public(&code), Stream::log(&code)]);
            }
            reads.push(Stream::office(CITY_OFFICE));
        } else if desk <= self.offices {
            reads.extend((0..self.stations).filter(|s| self.office_of(*s) == desk - 1).map(station_stream));
            reads.extend([Stream::office(&code), Stream::public(&code), Stream::sealed(&code)]);
            appends.push(Stream::log(&code));
        } else {
            reads.extend([station_stream(desk - 1 - self.offices), Stream::public(&code)]);
            appends.extend([Stream::log(&code), Stream::sealed(&code)]);
        }
        Scope { reads, appends }
    }
}

impl Cell {
    pub fn found(size: Size) -> Self {
        let same = |(of, desks): &(Size, Vec<Desk>)| (*of == size).then(|| desks.clone());
        let desks = FOUNDED.with_borrow(|last| last.as_ref().and_then(same)).unwrap_or_else(|| anew(size));
        Desk::forget_others();
        Self { desks }
    }
}

fn anew(size: Size) -> Vec<Desk> {
    let root = key("root", 0);
    let mut pen = Pen::new(writer(CITY, 0), desk_key(CITY), "fleet");
    let mut admin = founding(size).write_seeded(&mut pen, &root, [5; 16]).expect("founding fits");
    let mut pens = vec![pen];
    (1..size.desks()).for_each(|desk| enrol(size, (&mut pens, &mut admin), desk));
    let root = root.verifying_key().to_bytes();
    let mut begin = Desk::enrolled(root, &admin);
    begin.settle();
    let desk = |(n, pen)| begin.clone().at(n, pen, size.scope(n));
    let desks: Vec<Desk> = pens.into_iter().enumerate().map(desk).collect();
    FOUNDED.set(Some((size, desks.clone())));
    desks
}

fn founding(size: Size) -> Founding {
    let codes = [CITY_OFFICE.to_owned()].into_iter().chain((0..size.offices).map(office_code));
    let pair = account_key(CITY).verifying_key().to_bytes();
    let first = FirstAccount {
        account: account(CITY),
        person: named("person", 0),
        office: CITY_OFFICE.into(),
        sign: pair,
        seal: [0; 32],
    };
    let admin = Grant {
        id: admin_grant(),
        streams: vec!["admin".into(), "sealed/*".into()],
        ..grant_card(size, CITY)
    };
    Founding {
        demo: false,
        wall_ms: 1_000,
        clk: Clk::InStep,
        deed: DeedId::from_bytes([1; 16]),
        offices: codes.map(office).collect(),
        desk: desk_card(size, CITY),
        accounts: vec![first],
        grants: vec![admin, grant_card(size, CITY)],
    }
}

fn office(code: String) -> Office {
    Office { code, sign: None, seal: Some([9; 32]), seal_id: 1, streams: Vec::new(), wraps: Vec::new() }
}

fn desk_card(size: Size, desk: usize) -> DeskCard {
    DeskCard {
        record: named("desk", desk),
        name: format!("d_{desk:016x}"),
        office: size.office_name(desk),
        sign: desk_key(desk).verifying_key().to_bytes(),
        seal: [desk as u8; 32],
        cut: None,
    }
}

fn grant_card(size: Size, desk: usize) -> Grant {
    let scope = size.scope(desk);
    let business = scope.reads.iter().chain(&scope.appends).filter(|stream| stream.0 != "admin");
    let classes = [Class::Write, Class::Decide, Class::Govern];
    Grant {
        id: grant(desk),
        account: account(desk),
        office: size.office_name(desk),
        role: "head".into(),
        level: None,
        streams: business.map(|stream| stream.0.clone()).collect(),
        classes: classes[..if desk <= size.offices { 3 } else { 1 }].to_vec(),
        stations: Vec::new(),
        from_on: None,
        to_on: None,
        cut: None,
    }
}

/// Certificate, account and grant signed by the city; the writer's opening by the desk itself.
fn enrol(size: Size, (pens, admin): (&mut Vec<Pen>, &mut Vec<Entry>), desk: usize) {
    let card = desk_card(size, desk);
    let sign = account_key(desk).verifying_key().to_bytes();
    let keys = vec![AccountKey { desk: card.record, sign, seal: [0; 32] }];
    let listed = Account { id: account(desk), person: None, office: card.office.clone(), keys };
    let grant = grant_card(size, desk);
    let acts = [
        ("desk", card.record, build::desk_ops(&card)),
        ("account", RecordId(listed.id.0), build::account_ops(&listed)),
        ("grant", RecordId(grant.id.0), build::grant_ops(&grant)),
    ];
    for (noun, record, ops) in acts {
        let draft = govern_draft((noun, record), ops);
        let seed = *record.bytes();
        admin.push(pens[CITY].write_seeded(draft, Some(&account_key(CITY)), seed).expect("fits"));
    }
    let mut pen = Pen::new(writer(desk, 0), desk_key(desk), "fleet");
    admin.push(pen.write_seeded(open_draft(pen.writer, desk), None, pen.writer.0).expect("fits"));
    pens.push(pen);
}

/// An act of the city's administrator.
pub fn govern_draft((noun, record): (&str, RecordId), ops: Vec<Op>) -> Draft {
    let flags = flag::PERSON;
    Draft { account: account(CITY), grant: admin_grant(), flags, ..admin_draft((noun, record), ops) }
}

/// A writer's opening: signed by the desk alone.
pub fn open_draft(writer: WriterId, desk: usize) -> Draft {
    let ops = build::open_writer_ops(named("desk", desk), Suite::Sha256Ed25519);
    admin_draft(("writer", build::writer_record(writer)), ops)
}

fn admin_draft((noun, record): (&str, RecordId), ops: Vec<Op>) -> Draft {
    Draft {
        stream: Stream::admin(),
        record,
        noun: noun.into(),
        act: "fleet".into(),
        parents: Vec::new(),
        wall_ms: 2_000,
        clk: Clk::InStep,
        account: AccountId::from_bytes([0; 16]),
        grant: GrantId::from_bytes([0; 16]),
        flags: 0,
        deed: DeedId::from_bytes(*record.bytes()),
        k: 1,
        n: 1,
        ops,
    }
}

/// A note on a matter of a stream; `nth` of all that are written makes it another deed.
pub fn note_draft(
    (stream, record): (&Stream, RecordId),
    (desk, nth): (usize, usize),
    length: usize,
) -> Draft {
    Draft {
        stream: stream.clone(),
        record,
        noun: "appeal".into(),
        act: "test".into(),
        parents: Vec::new(),
        wall_ms: 10_000 + nth as u64,
        clk: Clk::InStep,
        account: account(desk),
        grant: grant(desk),
        flags: 0,
        deed: DeedId(named("deed", nth).0),
        k: 1,
        n: 1,
        ops: vec![Op::line("note", "路灯不亮 ".repeat(length))],
    }
}

#[test]
fn everyone_enrolled_is_good_in_the_eyes_of_everyone() {
    let cell = Cell::found(Size { offices: 2, stations: 3 });
    assert_eq!(cell.desks.len(), 6);
    let desk = &cell.desks[5];
    // 10 of the founding (opening, cell, three offices, desk, letter, account, two grants), four of each of five enrolled.
    assert_eq!(desk.log.len(), 10 + 5 * 4);
    for entry in &desk.log {
        assert_eq!(desk.authority.check(entry), Ok(()), "{} {}", entry.header.noun, entry.header.act);
    }
}
