//! Who works at the demonstration desk: one account of every role and staff for every office.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Level, Role};
use ledger::RecordId;
use serde_json::{Value as Json, json};
use store::keys::Cost;

use super::dice::Dice;
use super::maker::Maker;
use super::phrases::Employed;
use crate::accounts::{AddAccount, add};
use crate::desk::DemoPerson;
use crate::{Result, Who};

/// A try costs less here: the passwords are printed anyway, and a first look should not wait.
pub const CHEAP: Cost = Cost { m_kib: 8 * 1024, t: 1, p: 1 };

/// One account to be made: role, level, its station's place in the list of stations.
struct Part {
    role: Role,
    level: Option<Level>,
    station: Option<usize>,
}

impl Part {
    /// List `staff_kind`; what they are called is their role's own word.
    fn employed(&self) -> Employed {
        let kind = match self.role {
            Role::Head => "leader",
            Role::Prosecutor => "prosecutor",
            Role::Assistant => "assistant",
            Role::Liaison => "liaison",
            _ => "administrative",
        };
        Employed { kind: kind.into(), title: String::new(), department: None }
    }
}

const fn part(role: Role) -> Part {
    Part { role, level: None, station: None }
}

const fn head(level: Level) -> Part {
    Part { role: Role::Head, level: Some(level), station: None }
}

const fn liaison(station: usize) -> Part {
    Part { role: Role::Liaison, level: None, station: Some(station) }
}

/// Administrators first: nobody else may be named before them.
const PARTS: &[Part] = &[
    part(Role::SystemAdmin),
    part(Role::SecurityAdmin),
    part(Role::AuditAdmin),
    part(Role::Prosecutor),
    part(Role::Prosecutor),
    part(Role::Assistant),
    part(Role::Assistant),
    head(Level::Section),
    head(Level::Deputy),
    head(Level::Chief),
    liaison(2),
    liaison(9),
];

#[derive(Default)]
pub struct Cast {
    /// The accounts, founder first.
    pub accounts: Vec<Who>,
    pub people: Vec<DemoPerson>,
    /// Staff records of each office.
    pub staff: BTreeMap<String, Vec<RecordId>>,
    /// Deputies of each station.
    pub deputies: BTreeMap<RecordId, Vec<RecordId>>,
}

impl Cast {
    /// Somebody of a role; a liaison only of that station.
    pub fn of(&self, role: Role, nth: usize) -> usize {
        let all: Vec<usize> = (0..self.accounts.len()).filter(|i| self.accounts[*i].is(role)).collect();
        all.get(nth % all.len().max(1)).copied().unwrap_or(0)
    }

    pub fn at_level(&self, level: Level) -> usize {
        self.accounts.iter().position(|w| w.person.level == Some(level)).unwrap_or(0)
    }

    pub fn liaison_of(&self, station: RecordId) -> Option<usize> {
        self.accounts.iter().position(|w| w.is(Role::Liaison) && w.person.stations.contains(&station))
    }
}

impl Maker {
    /// Accounts and staff, before the first day of work.
    pub(super) fn hire(&mut self) -> Result<()> {
        self.place_founder()?;
        for part in PARTS {
            self.hire_one(part)?;
        }
        for office in self.offices() {
            for post in self.phrases.team.staff.clone() {
                let (record, _) = self.register_staff(&office, &post)?;
                self.cast.staff.entry(office.clone()).or_default().push(record);
            }
        }
        Ok(())
    }

    /// Whoever founds a desk belongs to no department yet, and without one issues no task.
    fn place_founder(&mut self) -> Result<()> {
        let Employed { kind, title, department } = self.phrases.team.founder.clone();
        let record = self.cast.accounts[0].person.record;
        let input = json!({
            "record": record, "seen": self.seen(record)?, "kind": kind, "title": title, "department": department,
        });
        self.call(0, "amend_person", input)?;
        self.cast.accounts[0].person.department = department.unwrap_or_default();
        Ok(())
    }

    fn hire_one(&mut self, part: &Part) -> Result<()> {
        let office = self.office.code.clone();
        let (record, name) = self.register_staff(&office, &part.employed())?;
        let password = password(&mut self.dice);
        let station = part.station.and_then(|n| self.stations.get(n).copied());
        let input = AddAccount {
            person: record,
            roles: BTreeSet::from([part.role]),
            level: part.level,
            stations: station.into_iter().collect(),
            password: password.clone(),
        };
        let (_, (person, keys)) = add(&self.office, &self.cast.accounts[0], (&input, &password))?;
        let key = ledger::SigningKey::from_bytes(&keys.sign);
        let seal = zeroize::Zeroizing::new(keys.seal);
        self.cast.accounts.push(Who { login: person.name.clone(), person, key, seal });
        let word = |value: Json| value.as_str().map(str::to_owned);
        self.cast.people.push(DemoPerson {
            name,
            role: word(json!(part.role)).unwrap_or_default(),
            level: part.level.and_then(|l| word(json!(l))),
            office,
            station: station.map(|s| self.office.station_name(s)),
            password,
        });
        Ok(())
    }

    fn register_staff(&mut self, office: &str, post: &Employed) -> Result<(RecordId, String)> {
        let mut found = self.phrases.name(&mut self.dice);
        while !self.names.insert(found.0.clone()) {
            found = self.phrases.name(&mut self.dice);
        }
        let drawn = self.dice.pick(&self.phrases.departments).clone();
        let department = post.department.clone().unwrap_or(drawn);
        let title = (!post.title.is_empty()).then(|| post.title.clone());
        let input = json!({
            "name": found.0, "sex": found.1, "office": office, "department": department,
            "kind": post.kind, "title": title, "phone": self.phone(),
        });
        let made = self.call(0, "register_person", input)?;
        Ok((super::act::record_of(&made)?, found.0))
    }
}

/// Three short words of consonant and vowel and two digits: can be read out, and differs with the seed.
pub fn password(dice: &mut Dice) -> String {
    let (consonants, vowels) = (b"bdfghjkmnprstwz", b"aeiou");
    let mut word = String::new();
    for _ in 0..5 {
        word.push(char::from(*dice.pick(consonants)));
        word.push(char::from(*dice.pick(vowels)));
    }
    format!("{word}{}", dice.between(10, 99))
}
