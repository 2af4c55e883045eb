//! What people do at a desk: register, correct, tag, note, move on, decide, report under seal, with clocks right and wrong.

use ledger::{Clk, DeedId, Draft, EntryId, Op, RecordId, Stream, Value, flag};

use crate::cell::{Cell, Size, account, account_key, grant, note_draft, office_code, station_stream};
use crate::desk::Desk;
use crate::desk::program::Program;
use crate::dice::Dice;

/// Appeals of one station; few, so that desks meet in them.
const APPEALS: usize = 4;
const YEAR_MS: i64 = 365 * 24 * 3_600_000;
const FIELDS: [&str; 3] = ["title", "phone", "address"];
const TAGS: [&str; 3] = ["甲", "乙", "丙"];
const STEPS: [&str; 5] = ["", "registered", "accepted", "replied", "concluded"];

/// Years a desk's clock is off, and what the desk thinks of it.
#[derive(Clone, Copy, Default)]
pub struct Clock {
    pub years_off: i64,
    pub noticed: bool,
}

impl Clock {
    pub fn read(self, now_ms: u64) -> (u64, Clk) {
        let wall = now_ms.saturating_add_signed(self.years_off * YEAR_MS);
        (wall, if self.noticed { Clk::Suspect } else { Clk::InStep })
    }
}

/// Where and when.
pub struct At<'a> {
    pub size: Size,
    pub now_ms: u64,
    pub clock: Clock,
    pub dice: &'a mut Dice,
}

/// Somebody at this desk does something.
pub fn act(desk: &mut Desk, at: &mut At<'_>) -> EntryId {
    let stream = stream_of(desk, at);
    let n = at.dice.below(APPEALS);
    let record = RecordId::natural("appeal", &format!("{} {n}", stream.0));
    let ops = ops(desk, record, at.dice);
    let decides = desk.n <= at.size.offices && at.dice.permille(200) && stream.class() == "st";
    let newer = ops.iter().any(|op| matches!(op, Op::Unknown { .. })) && at.dice.permille(300);
    let (ops, newer) = Program::of(desk.n).writes(ops, newer);
    let pins = decides && at.dice.permille(100);
    let flags = [(decides, flag::PERSON), (newer, flag::CRIT), (pins, flag::PIN)];
    let (wall_ms, clk) = at.clock.read(at.now_ms);
    let draft = Draft {
        stream,
        record,
        noun: "appeal".into(),
        act: "fleet".into(),
        parents: Vec::new(),
        wall_ms,
        clk,
        account: account(desk.n),
        grant: grant(desk.n),
        flags: flags.iter().filter(|(on, _)| *on).map(|(_, flag)| flag).sum(),
        deed: DeedId::from_bytes(at.dice.bytes()),
        k: 1,
        n: 1,
        ops,
    };
    let key = decides.then(|| account_key(desk.n));
    let seed = at.dice.bytes();
    desk.write(draft, (key.as_ref(), seed))
}

fn stream_of(desk: &Desk, at: &mut At<'_>) -> Stream {
    let Size { offices, .. } = at.size;
    let station = desk.n.checked_sub(1 + offices);
    let office = station.map(|station| at.size.office_of(station)).or(desk.n.checked_sub(1));
    match (at.dice.below(20), office) {
        (0, Some(office)) => Stream::log(&office_code(office)),
        (1, Some(office)) => Stream::sealed(&office_code(office)),
        (2, Some(office)) if station.is_none() => Stream::office(&office_code(office)),
        (3, Some(office)) if station.is_none() => Stream::public(&office_code(office)),
        _ => station.map(station_stream).unwrap_or_else(|| some_station(desk, at)),
    }
}

/// Offices and the city work on what stations wrote.
fn some_station(desk: &Desk, at: &mut At<'_>) -> Stream {
    let own: Vec<&Stream> = desk.scope.reads.iter().filter(|stream| stream.class() == "st").collect();
    (*at.dice.pick(&own)).clone()
}

fn ops(desk: &Desk, record: RecordId, dice: &mut Dice) -> Vec<Op> {
    let folded = desk.fold(record);
    let stands = folded.as_ref().map_or("", |record| record.at("main"));
    let word = format!("{:04x}", dice.below(1 << 16));
    match dice.below(10) {
        0..=2 => vec![move_on(stands, dice)],
        3..=5 => vec![Op::set(FIELDS[dice.below(3)], word.as_str())],
        6 => vec![Op::add("tag", TAGS[dice.below(3)]), Op::line("note", word.as_str())],
        7 => vec![Op::remove("tag", TAGS[dice.below(3)])],
        // A newer program's op: carried unread, and marked. Desks of today leave it out (`Program`).
        8 if dice.permille(200) => {
            let args = Value::map([("n", Value::Int(dice.below(100) as i64))]);
            vec![Op::Unknown { kind: "later.mark".into(), v: 3, args }, Op::line("note", word.as_str())]
        }
        _ => vec![Op::line("note", word.as_str())],
    }
}

/// Mostly the step that follows where this desk sees it; sometimes one that contests.
fn move_on(stands: &str, dice: &mut Dice) -> Op {
    let at = STEPS.iter().position(|step| *step == stands).unwrap_or_default();
    let to = if dice.permille(800) { (at + 1) % STEPS.len() } else { 1 + dice.below(STEPS.len() - 1) };
    Op::go("main", stands, STEPS[to.max(1)])
}

#[test]
fn each_program_writes_what_it_has_and_an_older_one_shows_the_rest_until_it_is_updated() {
    let later = || Op::Unknown { kind: "later.mark".into(), v: 3, args: Value::Null };
    let written = |program: Program| program.writes(vec![Op::add("tag", "甲"), later()], true);
    assert_eq!(written(Program::Before), (vec![Op::line("note", "甲")], false));
    assert_eq!(written(Program::Today), (vec![Op::add("tag", "甲")], false));
    assert_eq!(written(Program::Next), (vec![Op::add("tag", "甲"), later()], true));

    let mut desk = Cell::found(Size { offices: 1, stations: 1 }).desks.remove(2);
    let (stream, record) = (station_stream(0), RecordId::natural("appeal", "tags"));
    let ops = vec![Op::add("tag", "甲"), Op::set("title", "路灯")];
    let draft = Draft { ops, ..note_draft((&stream, record), (2, 1), 1) };
    desk.write(draft, (None, [1; 16]));
    let shown = |program| {
        let record = desk.read_by(program, record).unwrap();
        (record.text("title").map(str::to_owned), record.set("tag").count(), record.newer)
    };
    assert_eq!(shown(Program::Before), (Some("路灯".into()), 0, true));
    assert_eq!(shown(Program::Today), (Some("路灯".into()), 1, false));
}
