//! Where a sealed matter was said first: a voice, an opinion of an activity, a visit. Its words go along with the matter; the
//! place keeps the fact and its number. Whoever finds out covers it; two who govern sign before the words are deleted.
//! It does not know which places a matter has (`actions` gathers them), nor who may order a deletion.

use ledger::{Op, Record, Value};

use super::later::{Staying, files, is_covered, ordered_by};
use crate::activity::{self, Activity, Opinion};
use crate::facts::Kept;
use crate::visit;
use crate::voice;

/// What of a covered record is to be deleted, until it is ordered: `all`, or the numbers of opinions.
pub const TO_SEAL: &str = "to_seal";
const ALL: &str = "all";

/// A voice keeps where and when it was raised, how it was sorted and what it became.
const OF_VOICE: Staying = Staying {
    fields: &[
        "station",
        "office",
        "received_on",
        "registered_on",
        "voice_collected_on",
        "holder",
        "became",
        "origin",
        "origin_opinion",
    ],
    lines: &["clock", "sorted"],
    sets: &[TO_SEAL, "handler"],
};
/// Of a visit go whom it was paid to, what was said and who was there of those outside.
const FROM_VISIT: &[&str] = &["object", "company_code", "summary", "intent"];
/// Of the list `attendance`: whose being there tells whose matter it is.
const OUTSIDERS: &[&str] = &["party", "agent", "unit", "public"];

#[must_use]
pub fn is_outsider(part: &str) -> bool {
    OUTSIDERS.contains(&part)
}

/// One place: the record, and of an activity the opinion.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub record: Record,
    pub opinion: Option<u32>,
}

impl Source {
    /// Whether anything was said there that could be told apart.
    pub fn has_words(&self) -> bool {
        !self.words().is_empty()
    }

    /// What was said there, for the matter's own handlers.
    pub fn words(&self) -> Vec<String> {
        let field = |name: &&str| self.record.text(name).map(str::to_owned);
        match self.record.noun.as_str() {
            voice::NOUN => {
                let contacts = voice::Voice::of(&self.record).contacts().into_iter().map(|c| c.text);
                ["title", "content"].iter().filter_map(field).chain(contacts).collect()
            }
            visit::NOUN => FROM_VISIT.iter().filter_map(field).collect(),
            activity::NOUN => {
                self.told().into_iter().flat_map(|o| o.speaker.into_iter().chain(o.text)).collect()
            }
            _ => vec![],
        }
    }

    /// The deputy who said it: a record of its own.
    pub fn deputy(&self) -> Option<ledger::RecordId> {
        self.told().and_then(|o| o.deputy).or_else(|| self.record.record("deputy"))
    }

    /// What lay there with it; the papers of an activity are the whole activity's.
    pub fn files(&self) -> Vec<Op> {
        if self.record.noun == activity::NOUN { vec![] } else { files(&self.record).collect() }
    }

    fn told(&self) -> Option<Opinion> {
        Activity::of(&self.record).opinions.into_iter().find(|o| Some(o.n) == self.opinion)
    }

    /// Shown to nobody from here on. An opinion leaves its number and what came of it.
    pub fn cover(&self) -> Vec<Op> {
        let mut ops = match (self.record.noun.as_str(), self.told()) {
            (visit::NOUN, _) => vec![Op::set("sealed", true), Op::add(TO_SEAL, ALL)],
            (activity::NOUN, Some(told)) => self.bare(&told),
            _ => vec![Op::add(TO_SEAL, ALL)],
        };
        ops.push(Op::Hide { hidden: true });
        ops
    }

    fn bare(&self, told: &Opinion) -> Vec<Op> {
        let bare = Opinion { text: None, deputy: None, speaker: None, reason: None, ..told.clone() };
        let line = self.record.lines("opinion").find(|l| number(&l.value) == Some(told.n));
        let corrects = line.map(|l| (l.stamp.entry, l.stamp.item));
        let bare = Op::Line { line: "opinion".into(), value: bare.keep(), corrects };
        vec![bare, Op::add(TO_SEAL, i64::from(told.n))]
    }
}

fn number(opinion: &Value) -> Option<u32> {
    crate::facts::member(opinion, "n")
}

/// The opinions that a covered activity is to lose.
#[must_use]
pub fn ordered(record: &Record) -> Vec<u32> {
    crate::facts::elements(record, TO_SEAL)
}

/// Whether an op of a record stays when what was said in it is deleted: of an activity these opinions.
#[must_use]
pub fn stays((record, opinions): (&Record, &[u32]), op: &Op) -> bool {
    match record.noun.as_str() {
        voice::NOUN => OF_VOICE.keeps(op),
        visit::NOUN => !of_visit(op),
        activity::NOUN => !of_opinion(opinions, op),
        _ => true,
    }
}

fn of_visit(op: &Op) -> bool {
    match op {
        Op::SetField { field, .. } => FROM_VISIT.contains(&field.as_str()),
        Op::Add { set, value } => {
            set == "party"
                || set == "present" && value.get("part").and_then(Value::text).is_some_and(is_outsider)
        }
        Op::Blob { .. } => true,
        _ => false,
    }
}

/// The bare line that took its place has no words and stays.
fn of_opinion(opinions: &[u32], op: &Op) -> bool {
    let Op::Line { line, value, .. } = op else { return false };
    line == "opinion" && value.get("text").is_some() && number(value).is_some_and(|n| opinions.contains(&n))
}

/// Covered by whoever sorted it; nobody has ordered the deletion yet.
#[must_use]
pub fn waits_for_order(record: &Record) -> bool {
    is_covered(record) && ordered_by(record).is_none()
}

/// A voice, a visit or an activity comes back without its words; a party or a note stays covered.
#[must_use]
pub fn comes_back(record: &Record) -> bool {
    [voice::NOUN, visit::NOUN, activity::NOUN, crate::appeal::NOUN].contains(&record.noun.as_str())
}
