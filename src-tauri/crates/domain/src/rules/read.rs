//! Rows of `assets/rules/deadlines.csv` into rules, every code in them checked against its list.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Bearer, Condition, ExtensionLimit, Rule, Rules, Standing};
use crate::Level;
use crate::codes::Codes;
use crate::deadline::{Direction, MOST, Unit};
use crate::law::{BadRef, RefFile, Validity, Why, Wording, rows};

#[derive(Deserialize)]
struct Row {
    id: String,
    version: String,
    noun: String,
    matter: String,
    article: String,
    unit: Unit,
    amount: u32,
    direction: Direction,
    opened_by: String,
    counts_from: String,
    recounts_from: Option<String>,
    met_by: String,
    applies_when: String,
    extension: Option<u32>,
    extension_level: Option<Level>,
    pauses: String,
    exclusions: String,
    standing: Standing,
    wording: Wording,
    enabled: bool,
    by_itself: bool,
    /// Older files do not have the column: theirs are the office's.
    #[serde(default)]
    bearer: Option<Bearer>,
    office: Option<String>,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    note: String,
}

impl Rules {
    pub(crate) fn parse(files: &[&RefFile], codes: &Codes) -> Result<Self, BadRef> {
        let mut rules = Self::default();
        for file in files {
            for (line, row) in rows::<Row>(file)? {
                let rule = row.rule().map_err(|(column, why)| file.bad(line, column, why))?;
                rule.check(codes)
                    .map_err(|(column, value)| file.bad(line, column, Why::Unknown { value }))?;
                rules.take(rule);
            }
        }
        rules.settle();
        Ok(rules)
    }

    /// A file carries its older rows along; the same content twice is one rule.
    fn take(&mut self, rule: Rule) {
        let known: Vec<&Rule> =
            self.rules.iter().filter(|r| r.id == rule.id && r.version == rule.version).collect();
        if known.contains(&&rule) {
            return;
        }
        if !known.is_empty() {
            self.clashes.push((rule.id.clone(), rule.version.clone()));
        }
        self.rules.push(rule);
    }

    /// Drops what came with two contents, then notes where each id stands.
    fn settle(&mut self) {
        self.clashes.sort();
        self.clashes.dedup();
        let clashes = &self.clashes;
        self.rules.retain(|r| !clashes.iter().any(|(id, version)| *id == r.id && *version == r.version));
        for (place, rule) in self.rules.iter().enumerate() {
            self.by_id.entry(rule.id.clone()).or_default().push(place);
        }
    }
}

impl Row {
    fn rule(self) -> Result<Rule, (&'static str, Why)> {
        if self.amount == 0 || self.amount > MOST {
            return Err(("amount", Why::Impossible { value: self.amount.to_string() }));
        }
        let extension = match (self.extension, self.extension_level) {
            (Some(amount), Some(level)) => Some(ExtensionLimit { amount, level }),
            (None, None) => None,
            _ => return Err(("extension", Why::Incomplete)),
        };
        let condition = Condition::parse(&self.applies_when);
        Ok(Rule {
            id: self.id,
            version: self.version,
            noun: self.noun,
            matter: self.matter,
            article: self.article,
            unit: self.unit,
            amount: self.amount,
            direction: self.direction,
            opened_by: self.opened_by,
            counts_from: self.counts_from,
            recounts_from: self.recounts_from,
            met_by: self.met_by,
            applies_when: condition.map_err(|value| ("applies_when", Why::Unknown { value }))?,
            extension,
            pauses: split(&self.pauses),
            exclusions: split(&self.exclusions),
            standing: self.standing,
            wording: self.wording,
            note: self.note,
            enabled: self.enabled,
            starts_by_itself: self.by_itself,
            bearer: self.bearer.unwrap_or_default(),
            office: self.office,
            validity: Validity { from: self.valid_from, to: self.valid_to },
        })
    }
}

impl Rule {
    /// The column and value of the first code that is in no list.
    fn check(&self, codes: &Codes) -> Result<(), (&'static str, String)> {
        let known = |column: &'static str, list: &str, value: &str| match codes.code(list, value) {
            Some(_) => Ok(()),
            None => Err((column, value.to_owned())),
        };
        known("opened_by", "event", &self.opened_by)?;
        known("counts_from", "event", &self.counts_from)?;
        known("met_by", "event", &self.met_by)?;
        self.recounts_from.iter().try_for_each(|e| known("recounts_from", "event", e))?;
        self.pauses.iter().try_for_each(|p| known("pauses", "pause", p))?;
        self.exclusions.iter().try_for_each(|e| known("exclusions", "exclusion", e))?;
        super::checks::check_condition(&self.applies_when, codes).map_err(|value| ("applies_when", value))
    }
}

/// Several codes in one cell are parted by a space.
pub(super) fn split<C: FromIterator<String>>(cell: &str) -> C {
    cell.split_whitespace().map(str::to_owned).collect()
}
