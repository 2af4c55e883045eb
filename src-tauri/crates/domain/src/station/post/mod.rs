//! Posts: who is leader, prosecutor, assistant or liaison of a station, from when to when.
//! It does not know accounts or grants: a post says who answers, not who may log in.
//! Called by `actions::stations` and by the station's page through time.

pub mod answerable;
pub mod appoint;
pub mod project;
pub mod relieve;

pub use answerable::answerable_on;
pub use appoint::{AppointPost, appoint_post};
pub use relieve::{RelievePost, relieve_post};

use chrono::NaiveDate;
use ledger::{Record, RecordId};

use super::KEEPER;
use crate::facts::{choices, facts, station_of};
use crate::{Step, Subject};

choices! {
    /// 检察团队: 院领导带队 + 员额检察官 + 检察官助理, and the station's liaison. In the order a team is read.
    pub enum PostKind {
        Leader = "leader",
        Prosecutor = "prosecutor",
        Assistant = "assistant",
        Liaison = "liaison",
    }
}

facts! {
    pub struct PostFacts {
        fields {
            #[ts(as = "Option<String>")]
            person: RecordId,
            kind: PostKind,
            from_on: NaiveDate,
            /// The last day; none while it lasts.
            to_on: NaiveDate,
            office: String,
            note: String,
        }
        sets {}
        long {}
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Post {
    pub id: RecordId,
    pub station: Option<RecordId>,
    pub state: String,
    pub facts: PostFacts,
}

impl Post {
    pub fn of(record: &Record) -> Self {
        let state = record.at("main").to_owned();
        Self { id: record.id, station: station_of(record), state, facts: PostFacts::of(record) }
    }

    /// One about to be filled.
    pub fn blank(station: RecordId, office: &str) -> Self {
        let facts = PostFacts { office: Some(office.into()), ..PostFacts::default() };
        Self { id: RecordId::from_bytes([0; 16]), station: Some(station), state: String::new(), facts }
    }

    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.facts.from_on.is_some_and(|from| from <= day) && self.facts.to_on.is_none_or(|to| day <= to)
    }

    /// Whether two spans share a day; an open end lasts for ever.
    fn overlaps(&self, from: NaiveDate, to: Option<NaiveDate>) -> bool {
        let begins_before = to.is_none_or(|to| self.facts.from_on.is_some_and(|f| f <= to));
        begins_before && self.facts.to_on.is_none_or(|end| from <= end)
    }
}

impl Subject for Post {
    fn stands(&self, _family: &str) -> Vec<&str> {
        vec![&self.state]
    }
    fn station(&self) -> Option<RecordId> {
        self.station
    }
    fn office(&self) -> &str {
        self.facts.office.as_deref().unwrap_or_default()
    }
}

pub const STANDING: &str = "standing";
pub const RELIEVED: &str = "relieved";

pub const STEPS: &[Step<Post>] = &[
    Step::new("appoint_post", &[""], &[STANDING], KEEPER),
    Step::new("relieve_post", &[STANDING], &[RELIEVED], KEEPER),
];
