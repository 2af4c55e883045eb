//! What every kind of job needs: its record with what was seen of it, its road, small inputs that recur.

use std::collections::VecDeque;

use chrono::{Days, NaiveDate};
use ledger::RecordId;
use serde_json::{Value as Json, json};

use super::maker::Maker;
use crate::{Failure, Result};

/// Something that goes on step by step until it rests.
pub trait Job: Send {
    /// Does the next thing; says on which day the one after it is due.
    fn step(&mut self, maker: &mut Maker, day: NaiveDate) -> Result<Option<NaiveDate>>;

    /// One of the arrivals that were asked for, and it begins now.
    fn arrives(&self) -> bool {
        false
    }
}

/// What is done, and how many days after the thing before.
pub type Road = VecDeque<(&'static str, u64)>;

pub fn next_day(road: &Road, maker: &Maker, day: NaiveDate) -> Option<NaiveDate> {
    road.front().map(|(_, days)| maker.on_workday(day + Days::new((*days).max(1))))
}

/// A record and the heads its author has looked at.
#[derive(Clone, Default)]
pub struct Held {
    pub record: Option<RecordId>,
    pub seen: Json,
}

impl Held {
    /// Nothing before the record is there.
    pub fn on(&self) -> Json {
        self.record.map_or_else(|| json!({}), |record| json!({ "record": record, "seen": self.seen }))
    }

    pub fn follow(&mut self, answer: &Json) -> Result<RecordId> {
        let record = match self.record {
            Some(record) => record,
            None => record_of(answer)?,
        };
        self.record = Some(record);
        self.seen = seen_of(answer, record);
        Ok(record)
    }
}

/// The record an opening call answers with.
pub fn record_of(answer: &Json) -> Result<RecordId> {
    let text = answer["value"]["record"].as_str().unwrap_or_default();
    text.parse().map_err(|_| Failure::Broken { what: "the call named no record".into() }.into())
}

/// What the author has now seen of a record.
pub fn seen_of(answer: &Json, record: RecordId) -> Json {
    answer["seen"][record.to_string()].clone()
}

/// Two objects in one.
pub fn with(mut on: Json, more: Json) -> Json {
    if let (Some(on), Json::Object(more)) = (on.as_object_mut(), more) {
        on.extend(more);
    }
    on
}

impl Maker {
    pub(super) fn how(&mut self) -> &'static str {
        self.dice.pick::<&str>(&["in_person", "in_person", "phone", "mail", "message"])
    }

    pub(super) fn paper(&mut self) -> Json {
        let name = self.dice.pick(&self.phrases.handling.proofs).clone();
        json!({
            "name": name, "kept": "paper", "volume": self.dice.between(1, 40).to_string(),
            "page": self.dice.between(1, 60).to_string(),
        })
    }

    /// Invented: eleven digits that nobody was looked up for.
    pub(super) fn phone(&mut self) -> String {
        format!("1{}{:09}", self.dice.between(3, 9), self.dice.below(1_000_000_000))
    }

    /// A petitioner: an invented name and telephone, no identity number, so that nobody real is ever meant.
    pub(super) fn person(&mut self) -> Json {
        let (name, sex) = self.phrases.name(&mut self.dice);
        let (phone, work) = (self.phone(), self.dice.pick(&self.phrases.petition.works).clone());
        json!({ "part": "petitioner", "kind": "person", "name": name, "sex": sex, "phone": phone, "work": work })
    }

    /// Staff of the station's office, somebody else each time.
    pub(super) fn staff_of(&mut self, station: RecordId) -> Option<RecordId> {
        let office = self.office_of(station);
        let staff = self.cast.staff.get(&office)?;
        staff.get(self.dice.below(staff.len())).copied()
    }

    pub(super) fn deputy_of(&mut self, station: RecordId) -> Option<RecordId> {
        let deputies = self.cast.deputies.get(&station)?;
        deputies.get(self.dice.below(deputies.len())).copied()
    }
}
