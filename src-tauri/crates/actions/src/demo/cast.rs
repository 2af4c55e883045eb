//! Who works at the demonstration desk: one account of every role, staff for every office, a team for every station.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Level, Role};
use ledger::RecordId;
use serde_json::{Value as Json, json};
use store::keys::Cost;

use super::dice::Dice;
use super::maker::Maker;
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

/// Staff of each office beside the accounts.
const STAFF: usize = 6;

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
    /// Accounts, staff, teams and deputies, before the first day of work.
    pub(super) fn hire(&mut self) -> Result<()> {
        for part in PARTS {
            self.hire_one(part)?;
        }
        for office in self.offices() {
            self.hire_staff(&office)?;
        }
        for station in self.stations.clone() {
            self.staff_station(station)?;
        }
        Ok(())
    }

    fn hire_one(&mut self, part: &Part) -> Result<()> {
        let office = self.office.code.clone();
        let (record, name) = self.register_staff(&office)?;
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
        self.cast.accounts.push(Who { person, key, seal: zeroize::Zeroizing::new(keys.seal) });
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

    fn hire_staff(&mut self, office: &str) -> Result<()> {
        for _ in 0..STAFF {
            let (record, _) = self.register_staff(office)?;
            self.cast.staff.entry(office.into()).or_default().push(record);
        }
        Ok(())
    }

    fn register_staff(&mut self, office: &str) -> Result<(RecordId, String)> {
        let mut found = self.phrases.name(&mut self.dice);
        while !self.names.insert(found.0.clone()) {
            found = self.phrases.name(&mut self.dice);
        }
        let department = self.dice.pick(&self.phrases.departments).clone();
        let input = json!({ "name": found.0, "sex": found.1, "office": office, "department": department });
        let made = self.call(0, "register_person", input)?;
        Ok((super::maker::record_of(&made)?, found.0))
    }

    /// 院领导带队 + 员额检察官 + 检察官助理, and two or three deputies.
    fn staff_station(&mut self, station: RecordId) -> Result<()> {
        let office = self.office_of(station);
        let from = self.begins_on;
        for (n, kind) in ["leader", "prosecutor", "assistant", "liaison"].into_iter().enumerate() {
            let staff = self.cast.staff.get(&office).cloned().unwrap_or_default();
            let Some(person) = staff.get((n + self.dice.below(2)) % staff.len().max(1)).copied() else {
                continue;
            };
            let input = json!({ "station": station, "person": person, "kind": kind, "from_on": from });
            self.call(0, "appoint_post", input)?;
        }
        for _ in 0..self.dice.between(2, 3) {
            let (name, sex) = self.phrases.name(&mut self.dice);
            let level = *self.dice.pick(&["city", "county", "township"]);
            let input =
                json!({ "station": station, "name": name, "sex": sex, "levels": [level], "from_on": from });
            let made = self.call(0, "register_deputy", input)?;
            let record = super::maker::record_of(&made)?;
            self.cast.deputies.entry(station).or_default().push(record);
        }
        Ok(())
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
