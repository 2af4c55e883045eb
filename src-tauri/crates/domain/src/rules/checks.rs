//! Rules of the law that have no period: how many, how old, who must agree (R12g, R16b to R16d, R19 …).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Condition, Fits, Situation};
use crate::Level;
use crate::codes::Codes;
use crate::law::{BadRef, RefFile, Validity, Why, Wording, rows, version_order};

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Check {
    pub id: String,
    pub version: String,
    pub noun: String,
    /// What is held against the bounds: `representatives`, `hearers`, `hearer_age`, `approval`.
    pub about: String,
    pub matter: String,
    pub article: String,
    pub least: Option<u32>,
    pub most: Option<u32>,
    /// Who must approve, where that is the check.
    pub level: Option<Level>,
    #[serde(skip)]
    #[ts(skip)]
    pub applies_when: Condition,
    pub wording: Wording,
    pub enabled: bool,
    pub note: String,
    pub validity: Validity,
}

impl Check {
    pub fn allows(&self, n: u32) -> bool {
        self.least.is_none_or(|least| least <= n) && self.most.is_none_or(|most| n <= most)
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checks {
    checks: Vec<Check>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    version: String,
    noun: String,
    about: String,
    matter: String,
    article: String,
    least: Option<u32>,
    most: Option<u32>,
    level: Option<Level>,
    applies_when: String,
    wording: Wording,
    enabled: bool,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    note: String,
}

impl Checks {
    /// The newest version in force on a day, also of one that is switched off. The bare id is its first part.
    pub fn current(&self, id: &str, on: NaiveDate) -> Option<&Check> {
        let first_part = format!("{id}.1");
        let exact = self.checks.iter().any(|c| c.id == id);
        let wanted = if exact { id } else { first_part.as_str() };
        let in_force = self.checks.iter().filter(|c| c.id == wanted && c.validity.covers(on));
        in_force.max_by(|a, b| version_order(&a.version, &b.version))
    }

    /// The enabled checks of a noun about something, that apply.
    pub fn about(&self, (noun, about): (&str, &str), on: NaiveDate, situation: &Situation) -> Vec<&Check> {
        let same = |c: &&Check| c.noun == noun && c.about == about && c.enabled;
        let newest = |c: &&Check| self.current(&c.id, on).is_some_and(|n| n == *c);
        let applies = |c: &&Check| c.applies_when.fits(situation) == Fits::Yes;
        self.checks.iter().filter(same).filter(newest).filter(applies).collect()
    }

    pub fn all(&self) -> &[Check] {
        &self.checks
    }

    /// Those to be read: a file carries its older rows along, and a newer one of the same days stands for them.
    pub fn newest(&self) -> impl Iterator<Item = &Check> {
        let replaces = |new: &Check, old: &Check| {
            let same = new.id == old.id && new.validity.from == old.validity.from;
            same && version_order(&new.version, &old.version).is_gt()
        };
        self.checks.iter().filter(move |old| !self.checks.iter().any(|new| replaces(new, old)))
    }

    pub(crate) fn parse(files: &[&RefFile], codes: &Codes) -> Result<Self, BadRef> {
        let mut checks: Vec<Check> = Vec::new();
        for file in files {
            for (line, row) in rows::<Row>(file)? {
                let check =
                    row.check().map_err(|value| file.bad(line, "applies_when", Why::Unknown { value }))?;
                let unknown = |value| file.bad(line, "applies_when", Why::Unknown { value });
                check_condition(&check.applies_when, codes).map_err(unknown)?;
                if !checks.contains(&check) {
                    checks.push(check);
                }
            }
        }
        Ok(Self { checks })
    }
}

/// The first value of a condition that is not in its fact's code list.
pub(super) fn check_condition(condition: &Condition, codes: &Codes) -> Result<(), String> {
    let stray = |(fact, value): &(super::Fact, &str)| {
        fact.list().is_some_and(|list| codes.code(list, value).is_none())
    };
    condition.named().find(stray).map_or(Ok(()), |(_, value)| Err(value.to_owned()))
}

impl Row {
    fn check(self) -> Result<Check, String> {
        Ok(Check {
            id: self.id,
            version: self.version,
            noun: self.noun,
            about: self.about,
            matter: self.matter,
            article: self.article,
            least: self.least,
            most: self.most,
            level: self.level,
            applies_when: Condition::parse(&self.applies_when)?,
            wording: self.wording,
            enabled: self.enabled,
            note: self.note,
            validity: Validity { from: self.valid_from, to: self.valid_to },
        })
    }
}
