//! Random histories: desks that know different things write on one record, with clocks of all kinds.

use std::sync::OnceLock;

use ledger::{Authority, Clk, Entry, EntryId, Op, Value, flag, fold};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::redact::{approve, order};
use crate::scene::*;

pub const DESKS: usize = 3;

/// One thing done at one desk; numbers are taken modulo what there is.
#[derive(Clone, Debug)]
pub struct Deed {
    pub desk: usize,
    pub by: usize,
    /// Desks whose entries were fetched before.
    pub pulls: [bool; DESKS],
    pub wall: u64,
    pub clk: u8,
    pub flags: u32,
    pub whats: Vec<What>,
}

#[derive(Clone, Debug)]
pub enum What {
    Set(u8, u8),
    Add(u8),
    Remove(u8),
    Line(u8, Option<u8>),
    /// From where the desk sees the flow, or from anywhere.
    Go(u8, Option<u8>, u8),
    Undo(u8),
    ResolveFlow(u8, u8),
    ResolveField(u8, u8),
    Take(u8),
    Same(u8, bool),
    Hide(bool),
    Redact(u8, u8),
    Unknown,
}

fn what() -> impl Strategy<Value = What> {
    prop_oneof![
        3 => (0u8..2, 0u8..3).prop_map(|(f, v)| What::Set(f, v)),
        1 => (0u8..2).prop_map(What::Add),
        1 => (0u8..2).prop_map(What::Remove),
        1 => (0u8..3, proptest::option::of(any::<u8>())).prop_map(|(v, c)| What::Line(v, c)),
        5 => (0u8..2, proptest::option::weighted(0.2, 0u8..4), 0u8..4).prop_map(|(f, from, to)| What::Go(f, from, to)),
        2 => any::<u8>().prop_map(What::Undo),
        1 => (0u8..2, any::<u8>()).prop_map(|(f, a)| What::ResolveFlow(f, a)),
        1 => (0u8..2, 0u8..3).prop_map(|(f, v)| What::ResolveField(f, v)),
        1 => (0u8..3).prop_map(What::Take),
        1 => (0u8..2, any::<bool>()).prop_map(|(r, off)| What::Same(r, off)),
        1 => any::<bool>().prop_map(What::Hide),
        1 => (any::<u8>(), 0u8..2).prop_map(|(e, i)| What::Redact(e, i)),
        1 => Just(What::Unknown),
    ]
}

pub fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let clk = prop_oneof![4 => Just(0u8), 1 => Just(1u8), 1 => Just(2u8)];
    let flags =
        prop_oneof![6 => Just(0u32), 1 => Just(flag::PIN), 1 => Just(flag::PERSON), 1 => Just(flag::CRIT)];
    let pulls = proptest::array::uniform3(proptest::bool::weighted(0.4));
    let by = prop_oneof![3 => Just(LIAISON), 2 => Just(PROSECUTOR), 3 => Just(HEAD)];
    let deed = (0..DESKS, by, pulls, 0u64..40, clk, flags, vec(what(), 1..4));
    let deed = deed.prop_map(|(desk, by, pulls, wall, clk, flags, whats)| Deed {
        desk,
        by,
        pulls,
        wall,
        clk,
        flags,
        whats,
    });
    vec(deed, 1..16)
}

pub fn authority() -> &'static Authority {
    static AUTHORITY: OnceLock<Authority> = OnceLock::new();
    AUTHORITY.get_or_init(|| cell().authority())
}

fn cell() -> &'static Cell {
    static CELL: OnceLock<Cell> = OnceLock::new();
    CELL.get_or_init(|| Cell::new(DESKS))
}

const PLACES: [&str; 4] = ["", "registered", "accepted", "closed"];
const FLOWS: [&str; 2] = ["main", "clock/R01/0"];
const FIELDS: [&str; 2] = ["title", "phone"];

struct World {
    cell: Cell,
    all: Vec<Entry>,
    /// Indices into `all` that a desk has.
    known: Vec<Vec<usize>>,
}

/// The entries these deeds write, in the order they were written.
pub fn play(deeds: &[Deed]) -> Vec<Entry> {
    let mut world = World { cell: cell().clone(), all: Vec::new(), known: vec![Vec::new(); DESKS] };
    for deed in deeds {
        for other in (0..DESKS).filter(|other| deed.pulls[*other]) {
            let theirs = world.known[other].clone();
            world.known[deed.desk].extend(theirs);
        }
        world.known[deed.desk].sort_unstable();
        world.known[deed.desk].dedup();
        world.write(deed);
    }
    world.all
}

impl World {
    fn write(&mut self, deed: &Deed) {
        let known: Vec<Entry> = self.known[deed.desk].iter().map(|i| self.all[*i].clone()).collect();
        let record = fold(&known, authority());
        let ops: Vec<Op> = deed.whats.iter().filter_map(|what| op(what, &known, record.as_ref())).collect();
        if ops.is_empty() {
            return;
        }
        let redacts = ops.iter().any(|op| matches!(op, Op::Redact { .. }));
        let mut act = Act::new(deed.desk, deed.by, ops).at(deed.wall).clk(clk(deed.clk));
        act.flags = deed.flags | if redacts { flag::PERSON } else { 0 };
        act.parents = heads(&known);
        let mut entry = self.cell.write(act);
        if redacts && !deed.wall.is_multiple_of(3) {
            entry = approve(&entry, CHIEF);
        }
        self.known[deed.desk].push(self.all.len());
        self.all.push(entry);
    }
}

fn clk(n: u8) -> Clk {
    [Clk::InStep, Clk::FreeRunning, Clk::Suspect][usize::from(n)]
}

fn heads(known: &[Entry]) -> Vec<EntryId> {
    let named: Vec<_> = known.iter().flat_map(|entry| &entry.header.parents).collect();
    known.iter().map(|entry| entry.id).filter(|id| !named.contains(&id)).collect()
}

fn pick<T>(from: &[T], n: u8) -> Option<&T> {
    (!from.is_empty()).then(|| &from[usize::from(n) % from.len()])
}

fn value(n: u8) -> Value {
    Value::Text(format!("v{n}"))
}

fn op(what: &What, known: &[Entry], record: Option<&ledger::Record>) -> Option<Op> {
    let flow = |n: u8| FLOWS[usize::from(n)].to_owned();
    let place = |n: u8| PLACES[usize::from(n)].to_owned();
    Some(match what {
        What::Set(f, v) => Op::SetField { field: FIELDS[usize::from(*f)].into(), value: value(*v) },
        What::Add(v) => Op::add("tag", value(*v)),
        What::Remove(v) => Op::remove("tag", value(*v)),
        What::Line(v, corrects) => {
            let lines = record.and_then(|r| r.lines.get("note")).map(Vec::as_slice).unwrap_or_default();
            let corrects =
                corrects.and_then(|n| pick(lines, n)).map(|line| (line.stamp.entry, line.stamp.item));
            Op::Line { line: "note".into(), value: value(*v), corrects }
        }
        What::Go(f, from, to) => {
            let seen = record.map_or("", |record| record.at(FLOWS[usize::from(*f)]));
            Op::Move { flow: flow(*f), from: from.map_or(seen.to_owned(), place), to: place(*to) }
        }
        What::Undo(n) => Op::Undo { deed: pick(known, *n)?.header.deed, reason: String::new() },
        What::ResolveFlow(f, n) => {
            let contested = record
                .and_then(|r| r.flows.get(FLOWS[usize::from(*f)]))
                .map(|flow| flow.contested.as_slice());
            let adopted = pick(contested.unwrap_or_default(), *n)?;
            Op::ResolveFlow { flow: flow(*f), to: adopted.to.clone(), adopts: vec![adopted.stamp.entry] }
        }
        What::ResolveField(f, v) => {
            Op::ResolveField { field: FIELDS[usize::from(*f)].into(), to: value(*v), adopts: vec![] }
        }
        What::Take(n) => Op::TakeNo { series: "reg".into(), number: format!("A{n}"), counter: (*n).into() },
        What::Same(n, off) => Op::Same { record: desk_record(usize::from(*n)), off: *off },
        What::Hide(hidden) => Op::Hide { hidden: *hidden },
        What::Redact(e, i) => {
            let target = pick(known, *e)?;
            let (item, named) =
                target.ops().nth(usize::from(*i)).and_then(|(n, op)| Some((n, redactable(op)?)))?;
            order(target, item, named)
        }
        What::Unknown => Op::Unknown { kind: "field.blend".into(), v: 1, args: Value::Null },
    })
}

fn redactable(op: &Op) -> Option<(&str, &str)> {
    match op {
        Op::SetField { field, .. } => Some(("field.set", field)),
        Op::Add { set, .. } => Some(("set.add", set)),
        Op::Line { line, .. } => Some(("line.add", line)),
        _ => None,
    }
}
