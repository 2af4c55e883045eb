//! Appeals as they are lived: a scene of seven people at one station, acts added up by the real fold.
//! They know no desk and no file: records are folded from ops in memory.
//! Run with the tests of this crate.

mod changes;
mod dated;
mod doubles;
mod entering;
mod events;
mod evidence;
mod exhaustive;
mod guards;
mod handing;
mod hostile;
mod limits;
mod lists;
mod paths;
mod recategorised;
mod stories;
mod texts;
mod trials;
mod undoing;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::NaiveDate;
use ledger::{AccountId, GrantId, Op, Record, RecordId, fold_ops};

use super::enter::{Place, RegisterAppeal};
use super::{AppealFacts, Involved, Keeping, Material, Part};
use crate::appeal::Appeal;
use crate::{Ctx, Law, Level, Person, Refusal, Role};

pub static LAW: LazyLock<Law> = LazyLock::new(|| Law::shipped().expect("the shipped law can be read"));

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub fn id(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

/// Who is who, by number: the record, the account and the person's place in the scene.
pub const LIAISON: u8 = 10;
pub const ASSISTANT: u8 = 11;
pub const PROSECUTOR: u8 = 12;
pub const SECTION: u8 = 13;
pub const DEPUTY: u8 = 14;
pub const CHIEF: u8 = 15;
pub const REGISTRAR: u8 = 16;
pub const AUDITOR: u8 = 17;
/// A prosecutor of the city's office, above.
pub const CITY: u8 = 18;
/// And a head there.
pub const ABOVE: u8 = 19;
pub const EVERYBODY: [u8; 10] =
    [LIAISON, ASSISTANT, PROSECUTOR, SECTION, DEPUTY, CHIEF, REGISTRAR, AUDITOR, CITY, ABOVE];

pub const STATION: u8 = 9;
pub const PETITIONER: u8 = 50;
pub const ACCUSED: u8 = 51;

pub fn person(n: u8) -> Person {
    let (role, level) = match n {
        LIAISON => (Role::Liaison, None),
        ASSISTANT => (Role::Assistant, None),
        SECTION | ABOVE => (Role::Head, Some(Level::Section)),
        DEPUTY => (Role::Head, Some(Level::Deputy)),
        CHIEF => (Role::Head, Some(Level::Chief)),
        REGISTRAR => (Role::Registrar, None),
        AUDITOR => (Role::AuditAdmin, None),
        _ => (Role::Prosecutor, None),
    };
    Person {
        account: AccountId::from_bytes([n; 16]),
        record: id(n),
        grant: GrantId::from_bytes([n; 16]),
        name: format!("检察人员{n}"),
        office: if [CITY, ABOVE].contains(&n) { "331000".into() } else { "331002".into() },
        department: "控告申诉检察部".into(),
        formerly: BTreeSet::new(),
        roles: BTreeSet::from([role]),
        level,
        stations: BTreeSet::from([id(STATION)]),
        whole_office: n != LIAISON,
        stands_for: BTreeSet::new(),
    }
}

pub fn place() -> Place {
    Place {
        station: Some(id(STATION)),
        name: "葭沚站".into(),
        office: "331002".into(),
        opened_on: None,
        closed: vec![],
    }
}

/// Received on Thursday 2026-09-03; the calendar of 2026 is official.
pub const RECEIVED: &str = "2026-09-03";

pub fn facts() -> AppealFacts {
    AppealFacts {
        title: Some("反映邻里通道被占".into()),
        way: Some("visit".into()),
        received_on: Some(day(RECEIVED)),
        purpose: Some("redress".into()),
        category: Some("other".into()),
        request: Some("请求恢复通行".into()),
        ..AppealFacts::default()
    }
}

pub fn registering() -> RegisterAppeal {
    let petitioner = Involved { record: id(PETITIONER), part: Part::Petitioner };
    RegisterAppeal { facts: facts(), parties: vec![petitioner], ..RegisterAppeal::default() }
}

pub fn paper(name: &str) -> Material {
    Material {
        name: name.into(),
        kept: Keeping::Paper,
        file: None,
        volume: Some("2026-17".into()),
        page: Some("3".into()),
        n_copies: None,
        n_pages: None,
        original: None,
    }
}

/// An appeal and the day it is. Every act is one entry of its author, seen by all later ones.
#[derive(Clone)]
pub struct Case {
    pub acts: Vec<(String, AccountId, u64, Vec<Op>)>,
    pub note: Vec<Op>,
    pub today: NaiveDate,
}

impl Case {
    pub fn new(today: &str) -> Self {
        Self { acts: vec![], note: vec![], today: day(today) }
    }

    /// Registered by the liaison on the day it was received.
    pub fn registered() -> Self {
        Self::registered_as("other")
    }

    /// The same of another 诉求类别.
    pub fn registered_as(category: &str) -> Self {
        let mut case = Self::new(RECEIVED);
        let mut input = registering();
        input.facts.category = Some(category.into());
        case.does(LIAISON, "register_appeal", |_, ctx| super::enter::register_appeal(&place(), input, ctx));
        case
    }

    pub fn on(&mut self, today: &str) -> &mut Self {
        self.today = day(today);
        self
    }

    pub fn record(&self) -> Record {
        let acts: Vec<_> =
            self.acts.iter().map(|(act, who, at, ops)| (act.as_str(), *who, *at, ops.clone())).collect();
        fold_ops("appeal", &acts)
    }

    pub fn appeal(&self) -> Appeal {
        Appeal::of(&self.record())
    }

    pub fn at(&self) -> String {
        self.appeal().state_key().to_owned()
    }

    /// The draft that lies in the office's stream.
    pub fn draft(&self) -> Record {
        fold_ops(
            "note",
            &[("propose_conclusion", AccountId::from_bytes([ASSISTANT; 16]), 1, self.note.clone())],
        )
    }

    pub fn tries<T>(
        &self,
        who: u8,
        verb: impl FnOnce(&Appeal, &Ctx<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let person = person(who);
        let ctx = Ctx { person: &person, today: self.today, law: &LAW };
        verb(&self.appeal(), &ctx)
    }

    pub fn does(
        &mut self,
        who: u8,
        act: &str,
        verb: impl FnOnce(&Appeal, &Ctx<'_>) -> Result<Vec<Op>, Refusal>,
    ) -> &mut Self {
        let ops =
            self.tries(who, verb).unwrap_or_else(|why| panic!("{act} by {who} at {}: {why:?}", self.at()));
        self.add(who, act, ops)
    }

    pub fn add(&mut self, who: u8, act: &str, ops: Vec<Op>) -> &mut Self {
        let wall = self.acts.len() as u64 + 1;
        self.acts.push((act.into(), AccountId::from_bytes([who; 16]), wall, ops));
        self
    }

    /// A step with the least that it asks for; see `trials`.
    pub fn step(&mut self, who: u8, verb: &'static str) -> &mut Self {
        self.variant(who, (verb, ""))
    }

    pub fn variant(&mut self, who: u8, (verb, variant): (&'static str, &str)) -> &mut Self {
        let done = trials::attempt(self, who, (verb, variant));
        let done = done.unwrap_or_else(|why| panic!("{verb} {variant} by {who} at {}: {why:?}", self.at()));
        self.take(who, verb, done)
    }

    pub fn take(&mut self, who: u8, verb: &str, (ops, note): trials::Done) -> &mut Self {
        if verb == "propose_conclusion" {
            self.note = note;
        }
        self.add(who, verb, ops)
    }

    pub fn due(&self, flow: &str) -> NaiveDate {
        let clocks = self.appeal().clocks(&LAW);
        let clock = clocks.iter().find(|c| c.flow == flow);
        clock.unwrap_or_else(|| panic!("no {flow} among {:?}", self.flows())).due_on().expect("a due day")
    }

    pub fn flows(&self) -> Vec<String> {
        self.appeal().clocks(&LAW).into_iter().map(|c| format!("{} {}", c.flow, c.at)).collect()
    }
}
