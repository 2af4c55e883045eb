//! Who answers for a station: today, and on any past day.

use chrono::NaiveDate;
use domain::staff::Staff;
use domain::station::post::{self, Post, PostKind, answerable_on as answering};
use domain::{Ctx, StepView};
use ledger::RecordId;
use serde::{Deserialize, Serialize};
use store::Reader;
use ts_rs::TS;

use super::records_of;
use crate::appeals::visible;
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Serialize, TS)]
pub struct PostRow {
    pub record: String,
    pub seen: Vec<String>,
    pub person: Option<String>,
    pub person_name: String,
    pub kind: Option<PostKind>,
    pub from_on: Option<NaiveDate>,
    pub to_on: Option<NaiveDate>,
    pub note: Option<String>,
    pub state: String,
    /// It stands on the day that was asked for.
    pub holds: bool,
    pub steps: Vec<StepView>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AnswerableOn {
    #[ts(type = "string")]
    pub station: RecordId,
    pub day: NaiveDate,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Answerable {
    pub day: NaiveDate,
    /// The station was open that day.
    pub open: bool,
    /// Leader first.
    pub team: Vec<PostRow>,
}

/// A day ahead is answered too: from the posts as they stand now.
pub fn answerable_on(office: &Office, who: &Who, input: AnswerableOn) -> Result<Answerable> {
    office.desk.read(|reader| {
        let record = visible((office, who), reader, (input.station, "station"))?;
        let posts = team((office, who), reader, (input.station, input.day))?;
        let open = domain::station::Station::of(&record).open_on(input.day);
        Ok(Answerable { day: input.day, open, team: posts.into_iter().filter(|p| p.holds).collect() })
    })
}

/// Every post of a station; those that stand on the day come first, as a team is read.
pub(super) fn team(
    (office, who): (&Office, &Who),
    reader: &Reader<'_>,
    (station, day): (RecordId, NaiveDate),
) -> Result<Vec<PostRow>> {
    let records = records_of(reader, ("post", station))?;
    let posts: Vec<Post> = records.iter().map(Post::of).collect();
    let mut now: Vec<RecordId> = vec![];
    for post in answering(&posts, day) {
        if served(reader, post, day)? {
            now.push(post.id);
        }
    }
    let mut rows: Vec<(usize, Post, PostRow)> = vec![];
    for (post, record) in posts.into_iter().zip(&records) {
        let place = now.iter().position(|id| *id == post.id);
        let row = row((office, who), (&post, record), &now);
        rows.push((place.unwrap_or(usize::MAX), post, row));
    }
    rows.sort_by_key(|(place, post, _)| (*place, std::cmp::Reverse(post.facts.from_on)));
    Ok(rows.into_iter().map(|(_, _, row)| row).collect())
}

/// A post that nobody ended is held no longer than its holder is of the staff.
fn served(reader: &Reader<'_>, post: &Post, day: NaiveDate) -> Result<bool> {
    let staff = post.facts.person.map(|person| reader.record(person)).transpose()?.flatten();
    Ok(staff.is_none_or(|staff| Staff::of(&staff).works_on(day)))
}

/// `now`: the posts that stand on the day asked for.
fn row(
    (office, who): (&Office, &Who),
    (post, record): (&Post, &ledger::Record),
    now: &[RecordId],
) -> PostRow {
    let (law, today, names) = (office.law(), office.wall.today(), office.names());
    let ctx = Ctx { person: &who.person, today, law: &law };
    let facts = &post.facts;
    PostRow {
        record: record.id.to_string(),
        seen: record.heads.iter().map(ToString::to_string).collect(),
        person: facts.person.map(|p| p.to_string()),
        person_name: facts.person.and_then(|p| names.people.get(&p).cloned()).unwrap_or_default(),
        kind: facts.kind,
        from_on: facts.from_on,
        to_on: facts.to_on,
        note: facts.note.clone(),
        state: post.state.clone(),
        holds: now.contains(&post.id),
        steps: domain::steps::allowed(post::STEPS, post, &ctx),
    }
}
