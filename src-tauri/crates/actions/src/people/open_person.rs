//! `open_person`: one colleague's page: facts, posts through time, cover, how much open work lies with them.

use chrono::NaiveDate;
use domain::mask::{Masked, Phone};
use domain::staff::{self, Cover, Staff};
use domain::station::post::{Post, PostKind};
use domain::{Ctx, StepView};
use ledger::{Record, RecordId};
use serde::Serialize;
use store::Reader;
use ts_rs::TS;

use super::open_work;
use crate::appeals::{OneRecord, visible};
use crate::desk::StationRef;
use crate::redactions::{KeptView, kept};
use crate::stations::masked;
use crate::timeline::{TimelineEntry, timeline};
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Serialize, TS)]
pub struct StaffView {
    pub record: String,
    pub seen: Vec<String>,
    pub state: String,
    pub name: String,
    pub sex: Option<String>,
    pub office: String,
    pub department: Option<String>,
    pub title: Option<String>,
    pub kind: Option<String>,
    #[ts(type = "string | null")]
    pub phone: Option<Masked<Phone>>,
    pub staff_no: Option<String>,
    pub note: Option<String>,
    pub left_on: Option<NaiveDate>,
    pub covers: Vec<CoverView>,
    pub posts: Vec<PostOf>,
    /// Records that wait for this person to act.
    pub n_open: usize,
    pub has_account: bool,
    pub steps: Vec<StepView>,
    pub timeline: Vec<TimelineEntry>,
    /// Fields that a duty to archive keeps unseen.
    pub kept: Vec<KeptView>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct CoverView {
    pub cover: Cover,
    pub by_name: String,
    /// In force today.
    pub now: bool,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct PostOf {
    pub record: String,
    pub seen: Vec<String>,
    pub station: Option<StationRef>,
    pub kind: Option<PostKind>,
    pub from_on: Option<NaiveDate>,
    pub to_on: Option<NaiveDate>,
    pub holds: bool,
}

pub fn open_person(office: &Office, who: &Who, input: OneRecord) -> Result<StaffView> {
    office.desk.read(|reader| {
        let record = visible((office, who), reader, (input.record, "person"))?;
        view((office, who), reader, &record)
    })
}

fn view((office, who): (&Office, &Who), reader: &Reader<'_>, record: &Record) -> Result<StaffView> {
    let staff = Staff::of(record);
    let (law, today, names) = (office.law(), office.wall.today(), office.names());
    let ctx = Ctx { person: &who.person, today, law: &law };
    let entries = reader.entries(record.id)?;
    let facts = &staff.facts;
    Ok(StaffView {
        record: record.id.to_string(),
        seen: record.heads.iter().map(ToString::to_string).collect(),
        state: staff.state.clone(),
        name: facts.name.clone().unwrap_or_default(),
        sex: facts.sex.clone(),
        office: facts.office.clone().unwrap_or_default(),
        department: facts.department.clone(),
        title: facts.title.clone(),
        kind: facts.kind.clone(),
        phone: facts.phone.as_deref().map(Masked::of),
        staff_no: facts.staff_no.clone(),
        note: facts.note.clone(),
        left_on: staff.left_on,
        covers: staff.covers.iter().map(|c| cover(office, c, today)).collect(),
        posts: posts(office, reader, (record.id, today))?,
        n_open: open_work(reader, who, record.id)?.len(),
        has_account: names.accounts.values().any(|p| *p == record.id),
        steps: domain::steps::allowed(staff::STEPS, &staff, &ctx),
        timeline: masked(timeline(office, record, &entries)),
        kept: kept(office, record),
    })
}

fn cover(office: &Office, cover: &Cover, today: NaiveDate) -> CoverView {
    let by_name = office.names().people.get(&cover.by).cloned().unwrap_or_default();
    CoverView { cover: cover.clone(), by_name, now: cover.from_on <= today && today <= cover.to_on }
}

fn posts(
    office: &Office,
    reader: &Reader<'_>,
    (person, today): (RecordId, NaiveDate),
) -> Result<Vec<PostOf>> {
    let mut posts = vec![];
    for id in reader.naming_as("person", person)? {
        let Some(record) = reader.record(id)?.filter(|r| r.noun == "post") else { continue };
        let post = Post::of(&record);
        posts.push(PostOf {
            record: id.to_string(),
            seen: record.heads.iter().map(ToString::to_string).collect(),
            station: post.station.map(|s| StationRef { record: s.to_string(), name: office.station_name(s) }),
            kind: post.facts.kind,
            from_on: post.facts.from_on,
            to_on: post.facts.to_on,
            holds: post.holds_on(today),
        });
    }
    posts.sort_by_key(|p| (!p.holds, std::cmp::Reverse(p.from_on)));
    Ok(posts)
}
