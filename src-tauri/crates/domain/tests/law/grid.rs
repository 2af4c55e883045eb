//! The walk over a hand-written grid: a row a verb, a column a state, a cross where it may start from there.
//! Roles are letters: L 联络员, A 检察官助理, P 检察官, H 负责人, R 登记管理员, S 系统、C 安全、U 审计管理员.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::NaiveDate;
use domain::steps::allowed;
use domain::{Ctx, Law, Level, Person, Refusal, Role, Step, Subject};
use ledger::{AccountId, GrantId, Op, Record, RecordId, fold_ops};

pub static LAW: LazyLock<Law> = LazyLock::new(|| Law::shipped().expect("the shipped law can be read"));

pub const OFFICE: &str = "331002";

/// A verb, the letters of the roles that may, and a cross under every state it may start from.
pub type Row = (&'static str, &'static str, &'static str);

const ROLES: [(char, Role); 8] = [
    ('L', Role::Liaison),
    ('A', Role::Assistant),
    ('P', Role::Prosecutor),
    ('H', Role::Head),
    ('R', Role::Registrar),
    ('S', Role::SystemAdmin),
    ('C', Role::SecurityAdmin),
    ('U', Role::AuditAdmin),
];

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 1).unwrap()
}

/// Somebody of one role, of the whole of 椒江; a head is the chief, so that no level stands in the way.
pub fn person(role: Role) -> Person {
    Person {
        account: AccountId::from_bytes([7; 16]),
        record: RecordId::from_bytes([7; 16]),
        grant: GrantId::from_bytes([7; 16]),
        name: "王敏".into(),
        office: OFFICE.into(),
        department: "控告申诉检察部".into(),
        formerly: BTreeSet::new(),
        roles: BTreeSet::from([role]),
        level: (role == Role::Head).then_some(Level::Chief),
        stations: BTreeSet::new(),
        whole_office: true,
        stands_for: BTreeSet::new(),
    }
}

/// A record of 椒江 whose flows stand as told; "" has not begun.
pub fn standing(noun: &str, flows: &[(&str, &str)], more: &[Op]) -> Record {
    let mut ops = vec![Op::set("office", OFFICE)];
    let begun = flows.iter().filter(|(_, at)| !at.is_empty());
    ops.extend(begun.map(|(flow, at)| Op::go(flow, "", at)));
    ops.extend_from_slice(more);
    fold_ops(noun, &[("test", AccountId::from_bytes([8; 16]), 1, ops)])
}

/// One family of flows of a noun: its states in the order of the grid's columns, and how a record gets there.
pub struct Grid<'a, S: 'static> {
    pub steps: &'a [Step<S>],
    pub family: &'a str,
    pub states: &'a [&'a str],
}

impl<S: Subject> Grid<'_, S> {
    /// Every verb of the family × every state × every role says what the grid says, and the grid leaves none out.
    pub fn holds(&self, rows: &[Row], at: impl Fn(&str) -> S) {
        let theirs: BTreeSet<_> =
            self.steps.iter().filter(|s| s.flow == self.family).map(|s| s.verb).collect();
        let ours: BTreeSet<_> = rows.iter().map(|(verb, ..)| *verb).collect();
        assert_eq!(ours, theirs, "{}: the verbs written down and the verbs there are", self.family);
        let mut wrong = vec![];
        for (n, state) in self.states.iter().copied().enumerate() {
            let subject = at(state);
            for (letter, role) in ROLES {
                wrong.extend(self.differing(rows, (&subject, n, state), (letter, role)));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    fn differing(
        &self,
        rows: &[Row],
        (subject, n, state): (&S, usize, &str),
        (letter, role): (char, Role),
    ) -> Vec<String> {
        let who = person(role);
        let views = allowed(self.steps, subject, &Ctx { person: &who, today: today(), law: &LAW });
        let said = |verb: &str| views.iter().find(|v| v.verb == verb).unwrap().why.clone();
        let one = |(verb, letters, starts): &Row| {
            assert_eq!(starts.chars().count(), self.states.len(), "{verb}: a mark for every state");
            let wanted = match (letters.contains(letter), starts.chars().nth(n) == Some('x')) {
                (false, _) => Answer::Role,
                (true, false) => Answer::State,
                (true, true) => Answer::Needs,
            };
            let why = said(verb);
            (Answer::of(&why) != wanted)
                .then(|| format!("{verb} by {role:?} from {state:?}: {wanted:?} was meant, {why:?} was said"))
        };
        rows.iter().filter_map(one).collect()
    }
}

/// What stopped it first; past role and state, the step's own needs have the word.
#[derive(Debug, PartialEq)]
enum Answer {
    Role,
    State,
    Needs,
    Scope,
}

impl Answer {
    fn of(why: &Option<Refusal>) -> Self {
        match why {
            Some(Refusal::WrongRole { .. }) => Self::Role,
            Some(Refusal::NotNow { .. }) => Self::State,
            Some(Refusal::OutOfScope) => Self::Scope,
            _ => Self::Needs,
        }
    }
}
