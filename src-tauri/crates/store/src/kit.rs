//! A founded desk in a temporary folder, and records made of plain fields, for this crate's tests.
//! It does not know the law: `project` below turns fields into rows one to one.
//! Called by tests, and by the figures in `benches`, so it uses what any caller may use.

use std::path::Path;

use chrono::NaiveDate;
use domain::projection::ClockState;
use domain::{Card, ClockRow, Hash, LinkRow, Projection, SearchRow, Stage, Tally};
use ledger::authority::{Class, DeskCard, FirstAccount, Founding, Grant, Office};
use ledger::{
    AccountId, Clk, DeedId, Draft, Entry, GrantId, Op, Pen, Record, RecordId, SigningKey, Stream, Value,
    WriterId,
};
use tempfile::TempDir;
use zeroize::Zeroizing;

use store::blobs::Put;
use store::shelf::Lookup;
use store::{Desk, FileKey, PenState, Reader, StoreError, Tx};

pub const KEY: FileKey = FileKey([7; 32]);
pub const OFFICE: &str = "331002";
pub const ACCOUNT: [u8; 16] = [11; 16];
const GRANT: [u8; 16] = [12; 16];
const DESK: [u8; 16] = [13; 16];
pub const WRITER: WriterId = WriterId([14; 16]);
pub const WALL: u64 = 1_780_000_000_000;

/// A desk that has founded its own cell, in a folder that goes with it.
pub fn desk() -> (TempDir, Desk) {
    let dir = TempDir::new().unwrap();
    let desk = found(dir.path());
    (dir, desk)
}

pub fn found(dir: &Path) -> Desk {
    let desk = Desk::create(dir, &KEY).unwrap();
    let key = Zeroizing::new([21; 32]);
    let mut pen = Pen::new(WRITER, SigningKey::from_bytes(&key), "test");
    let entries = founding().write(&mut pen, &SigningKey::from_bytes(&[22; 32])).unwrap();
    desk.act(|tx| {
        tx.save_pen(&PenState { writer: WRITER, next_seq: 1, prev: None, desk_key: key })?;
        entries.iter().try_for_each(|e| tx.append(e).map(drop))
    })
    .unwrap();
    desk.adopt().unwrap();
    desk
}

fn founding() -> Founding {
    let account = AccountId::from_bytes(ACCOUNT);
    let office = Office {
        code: OFFICE.into(),
        sign: None,
        seal: None,
        seal_id: 1,
        streams: Vec::new(),
        wraps: Vec::new(),
    };
    let desk = DeskCard {
        record: RecordId::from_bytes(DESK),
        name: "d_test".into(),
        office: OFFICE.into(),
        sign: SigningKey::from_bytes(&[21; 32]).verifying_key().to_bytes(),
        seal: [1; 32],
        cut: None,
    };
    let first = FirstAccount {
        account,
        person: RecordId::from_bytes([15; 16]),
        office: OFFICE.into(),
        sign: [0; 32],
        seal: [0; 32],
    };
    Founding {
        demo: false,
        wall_ms: WALL,
        clk: Clk::InStep,
        deed: DeedId::from_bytes([16; 16]),
        offices: vec![office],
        desk,
        accounts: vec![first],
        grants: vec![grant(account)],
    }
}

fn grant(account: AccountId) -> Grant {
    Grant {
        id: GrantId::from_bytes(GRANT),
        account,
        office: OFFICE.into(),
        role: "prosecutor".into(),
        level: None,
        streams: ["st/*", "of/331002", "log/331002"].map(String::from).to_vec(),
        classes: vec![Class::Write, Class::Decide, Class::Govern],
        stations: Vec::new(),
        from_on: None,
        to_on: None,
        cut: None,
    }
}

pub fn id(n: u64) -> RecordId {
    RecordId::natural("kit", &n.to_string())
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The next entry of this desk's writer about a record, having seen all of it.
pub fn entry(reader: &Reader<'_>, record: RecordId, ops: Vec<Op>) -> Entry {
    let parents = reader.heads(record).unwrap();
    entry_after(reader, record, parents, ops)
}

pub fn entry_after(
    reader: &Reader<'_>,
    record: RecordId,
    parents: Vec<ledger::EntryId>,
    ops: Vec<Op>,
) -> Entry {
    entry_of(&reader.pen().unwrap().unwrap(), record, parents, ops)
}

pub fn entry_of(state: &PenState, record: RecordId, parents: Vec<ledger::EntryId>, ops: Vec<Op>) -> Entry {
    let mut pen = state.pen("test");
    pen.write(draft(record, parents, pen.next_seq, ops), None).unwrap()
}

fn draft(record: RecordId, parents: Vec<ledger::EntryId>, seq: u64, ops: Vec<Op>) -> Draft {
    Draft {
        stream: Stream::station(id(0)),
        record,
        noun: if ops.iter().any(|op| matches!(op, Op::SetField { field, .. } if field == "name")) {
            "party"
        } else {
            "case"
        }
        .into(),
        act: "test".into(),
        parents,
        wall_ms: WALL + seq,
        clk: Clk::InStep,
        account: AccountId::from_bytes(ACCOUNT),
        grant: GrantId::from_bytes(GRANT),
        flags: 0,
        deed: DeedId::from_bytes(*RecordId::natural("deed", &seq.to_string()).bytes()),
        k: 1,
        n: 1,
        ops,
    }
}

/// One act about one record, as `actions` does it.
pub fn write(tx: &mut Tx<'_>, record: RecordId, ops: Vec<Op>) -> Result<Entry, StoreError> {
    let entry = entry(tx, record, ops);
    tx.append(&entry)?;
    tx.refresh(&[record], &project)?;
    Ok(entry)
}

pub fn act(desk: &Desk, record: RecordId, ops: Vec<Op>) -> Entry {
    desk.act(|tx| write(tx, record, ops)).unwrap()
}

/// A line of the office's log: the last entry of a file is often one.
pub fn trace(desk: &Desk, record: RecordId) -> Entry {
    let line = vec![Op::line("trace", "x")];
    desk.act(|tx| {
        let mut pen = tx.pen().unwrap().unwrap().pen("test");
        let draft = Draft { stream: Stream::log(OFFICE), ..draft(record, vec![], pen.next_seq, line) };
        let entry = pen.write(draft, None).unwrap();
        tx.append(&entry)?;
        Ok::<_, StoreError>(entry)
    })
    .unwrap()
}

/// A case with what most tests ask of one.
pub fn case(title: &str, on: &str) -> Vec<Op> {
    vec![Op::set("title", title), Op::set("on", on), Op::set("state", "open")]
}

/// An attachment that was put, as an entry names it.
pub fn blob(put: &Put) -> Op {
    Op::Blob {
        address: put.address.to_vec(),
        key: put.key.to_vec(),
        size: put.size,
        mime: "text/plain".into(),
        name: "n".into(),
        about: Value::Null,
    }
}

/// Fields to rows, one to one.
pub fn project(record: &Record, look: &mut Lookup<'_>) -> Projection {
    match record.noun.as_str() {
        "case" => {}
        "party" => return of_party(record),
        _ => return Projection::default(),
    }
    let party = record.record("party").and_then(look);
    let name = party.as_ref().and_then(|p| p.text("name")).unwrap_or_default().to_owned();
    let card = card(record, &name);
    Projection {
        clocks: record.lines("clock").filter_map(|l| clock(&l.value)).collect(),
        links: record.record("party").map(|to| LinkRow { kind: "party".into(), to }).into_iter().collect(),
        search: Some(SearchRow {
            text: [record.text("title"), record.text("facts")].map(Option::unwrap_or_default).concat(),
            names: Some(name).filter(|n| !n.is_empty()).into_iter().collect(),
            numbers: record.text("no").map(String::from).into_iter().collect(),
            tails: party
                .and_then(|p| p.text("phone").map(|t| t[t.len().saturating_sub(4)..].to_owned()))
                .into_iter()
                .collect(),
        }),
        hashes: Vec::new(),
        tallies: record.lines("tally").filter_map(|l| tally(&l.value, card.station)).collect(),
        card: Some(card),
    }
}

fn of_party(record: &Record) -> Projection {
    let hash = record.text("phone").map(|p| Hash { what: "phone".into(), value: p.into() });
    Projection { hashes: hash.into_iter().collect(), ..Projection::default() }
}

fn card(record: &Record, name: &str) -> Card {
    let stages =
        [Stage::None, Stage::Collect, Stage::Handle, Stage::Feedback, Stage::Evaluate, Stage::Closed];
    let stage = record.int("stage").and_then(|s| usize::try_from(s).ok()).unwrap_or(1);
    let masked: String = name.chars().take(1).chain(name.chars().skip(1).map(|_| '*')).collect();
    Card {
        noun: "case".into(),
        station: record.record("station"),
        office: record.text("office").unwrap_or(OFFICE).into(),
        state: record.text("state").unwrap_or_default().into(),
        stage: stages[stage.min(5)],
        kind: record.text("kind").unwrap_or_default().into(),
        on: record.text("on").and_then(|t| t.parse().ok()),
        title: format!("{}{masked}", record.text("title").unwrap_or_default()),
        no: record.text("no").map(String::from),
        holder: record.record("holder"),
        flags: record.set("flag").filter_map(|v| v.text().map(String::from)).collect(),
        hidden: record.hidden,
        more: serde_json::json!({ "n": record.n_entries }),
    }
}

pub fn clock_line(rule: &str, due: Option<&str>, state: i64, excluded: bool) -> Op {
    Op::line(
        "clock",
        Value::map([
            ("rule", rule.into()),
            ("due", due.map(String::from).into()),
            ("state", state.into()),
            ("excluded", excluded.into()),
        ]),
    )
}

pub fn tally_line(what: &str, on: &str, n: i64) -> Op {
    Op::line("tally", Value::map([("what", what.into()), ("on", on.into()), ("n", n.into())]))
}

fn clock(value: &Value) -> Option<ClockRow> {
    let states = [ClockState::Running, ClockState::Paused, ClockState::InTime, ClockState::Late];
    let rule = value.get("rule")?.text()?;
    Some(ClockRow {
        flow: format!("clock/{rule}/0"),
        rule: rule.into(),
        rule_version: "1".into(),
        cause: "0".into(),
        started_on: day("2026-01-01"),
        due_on: value.get("due").and_then(Value::text).map(day),
        provisional: false,
        state: states[usize::try_from(value.get("state")?.int()?).ok()?],
        stopped_on: None,
        excluded: value.get("excluded")?.bool()?.then(|| "anonymous".into()),
    })
}

fn tally(value: &Value, station: Option<RecordId>) -> Option<Tally> {
    Some(Tally {
        what: value.get("what")?.text()?.into(),
        station,
        on: day(value.get("on")?.text()?),
        n: value.get("n")?.int()?,
    })
}
