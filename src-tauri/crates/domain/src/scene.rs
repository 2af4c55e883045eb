//! Records for tests: ops added up one after the other, as on a desk where nobody else writes.
//! It knows no concurrency, signatures or grants; those are the fold's.
//! Called by the tests of this crate only.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ledger::{
    AccountId, Clk, DeedId, EntryId, Line, Move, Number, Op, Record, RecordId, Stamp, Stamped, Stream,
    WriterId,
};

use crate::law::{RefText, RefTexts};
use crate::{Ctx, Law, Level, Person, Refusal, Role, Step, Subject, steps};

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
        formerly: BTreeSet::new(),
        roles: BTreeSet::from([role]),
        level: (role == Role::Head).then_some(Level::Section),
        stations: BTreeSet::new(),
        whole_office: true,
        stands_for: BTreeSet::new(),
    }
}

/// The shipped law, by which a step of a noun asks for a 审核意见 besides: something that no form gives.
pub fn asking((noun, step): (&str, &str)) -> Law {
    let shipped = RefTexts::shipped();
    let rows = shipped.iter().find(|t| t.name == "rules/evidence.csv").expect("it is shipped");
    let newer = rows.text.replacen("# version: ", "# version: 900", 1);
    let text = format!("{newer}{noun},{step},review,1,本院,verified,,\n");
    let file = RefText { name: "rules/evidence.csv".into(), text };
    Law::parse(&shipped.with(file)).expect("the row can be read")
}

/// An empty record of a station's stream.
pub fn blank(noun: &str, id: RecordId, station: RecordId) -> Record {
    Record::empty(id, noun, Stream::station(station))
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

/// The law as the program ships it.
pub fn law() -> &'static Law {
    static LAW: std::sync::LazyLock<Law> =
        std::sync::LazyLock::new(|| Law::shipped().expect("the shipped law"));
    &LAW
}

/// Who asks on a day, under the shipped law.
pub fn ctx<'a>(person: &'a Person, today: &str) -> Ctx<'a> {
    Ctx { person, today: day(today), law: law() }
}

pub const ROLES: [Role; 8] = [
    Role::Liaison,
    Role::Assistant,
    Role::Prosecutor,
    Role::Head,
    Role::Registrar,
    Role::SystemAdmin,
    Role::SecurityAdmin,
    Role::AuditAdmin,
];

/// Walks a table: every step × every role × every state of its flow. Roles outside `who` are refused as such, states
/// outside `from` as not now; elsewhere the needs may speak.
pub fn walk<S: Subject>(steps: &[Step<S>], states: &[&str], standing_at: impl Fn(&Step<S>, &str) -> S) {
    for step in steps {
        for state in states {
            let subject = standing_at(step, state);
            for role in ROLES {
                let mut who = person(role);
                who.level = Some(Level::Chief);
                let answer = steps::ask(steps, step.verb, &subject, &ctx(&who, "2026-09-01")).err();
                let starts = if step.from.is_empty() { !state.is_empty() } else { step.from.contains(state) };
                let verb = step.verb.to_owned();
                match (step.who.contains(&role), starts) {
                    (false, _) => {
                        assert_eq!(answer, Some(Refusal::WrongRole { verb }), "{} as {role:?}", step.verb)
                    }
                    (true, false) => {
                        assert!(
                            matches!(answer, Some(Refusal::NotNow { .. })),
                            "{} from {state:?}: {answer:?}",
                            step.verb
                        );
                    }
                    (true, true) => assert!(
                        !matches!(
                            answer,
                            Some(Refusal::NotNow { .. } | Refusal::WrongRole { .. } | Refusal::OutOfScope)
                        ),
                        "{} from {state:?} as {role:?}: {answer:?}",
                        step.verb
                    ),
                }
            }
        }
    }
}

/// A small generator of its own, so that a seed is a story that can be told again.
pub struct Dice(u64);

impl Dice {
    pub fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(7_919).wrapping_add(1))
    }

    pub fn roll(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.roll(of.len())]
    }
}
