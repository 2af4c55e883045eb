//! Where a sealed matter was said first: the visit, voice or opinion it came out of, and what that came out of. Its words and
//! files go along as a note beside the matter, its place is covered; `order_sealing` has them deleted.
//! It does not know what a place keeps (`domain::sealed`). Called by registering, by sealing later and through `calls`.

use std::collections::BTreeSet;

use domain::activity::{self, Activity};
use domain::appeal::Appeal;
use domain::appeal::enter::RegisterAppeal as Registered;
use domain::sealed::{Covering, Source, covered, ordered, stays, waits_for_order};
use domain::{Refusal, Role};
use ledger::{Entry, EntryId, Op, Record, RecordId, Stream, Value};
use serde::{Deserialize, Serialize};
use store::Reader;
use ts_rs::TS;

use super::seal_appeal::approver_of;
use crate::desk::Done;
use crate::error::OrMissing;
use crate::find::sees;
use crate::outcome::On;
use crate::perform::At;
use crate::{Office, Outcome, Result, Who};

/// Where to look: the record, which of its opinions, and what came out of it.
struct Named {
    id: RecordId,
    opinion: Option<u32>,
    became: Option<RecordId>,
}

/// Of a matter that is about to be opened.
pub(super) fn before(at: &At<'_, '_>, (appeal, opinion): (&Registered, Option<u32>)) -> Result<Vec<Source>> {
    let named = [appeal.visit, appeal.origin].into_iter().flatten();
    places(at, named.map(|id| Named { id, opinion, became: None }).collect())
}

/// Of a matter that lies open.
pub(super) fn around(at: &At<'_, '_>, appeal: &Appeal) -> Result<Vec<Source>> {
    let named = ["visit", "origin"].into_iter().filter_map(|field| appeal.record.record(field));
    let became = Some(appeal.record.id);
    places(at, named.map(|id| Named { id, opinion: None, became }).collect())
}

/// Each once, as far as they lie on this desk.
fn places(at: &At<'_, '_>, mut todo: Vec<Named>) -> Result<Vec<Source>> {
    let (mut seen, mut found) = (BTreeSet::new(), vec![]);
    while let Some(Named { id, opinion, became }) = todo.pop() {
        let Some(record) = at.tx.record(id)?.filter(|_| seen.insert(id)) else { continue };
        let further = record.record("origin");
        todo.extend(further.map(|id| Named { id, opinion: None, became: Some(record.id) }));
        let opinion = opinion.or_else(|| became.and_then(|became| opinion_that(&record, became)));
        found.push(Source { record, opinion });
    }
    found.retain(Source::has_words);
    Ok(found)
}

fn opinion_that(record: &Record, became: RecordId) -> Option<u32> {
    let activity = Some(record).filter(|r| r.noun == activity::NOUN).map(Activity::of)?;
    activity.became.into_iter().find(|b| b.record == became).map(|b| b.n)
}

/// A note beside the matter with all that was said; what is answered names it in the matter.
pub(super) fn carry(
    at: &mut At<'_, '_>,
    (matter, stream): (RecordId, &Stream),
    sources: &[Source],
) -> Result<Option<Op>> {
    let (mut said, mut files) = (vec![], vec![]);
    for source in sources {
        let deputy = source.deputy().map(|id| at.tx.record(id)).transpose()?.flatten();
        said.extend(deputy.and_then(|d| d.text("name").map(str::to_owned)));
        said.extend(source.words());
        files.extend(source.files());
    }
    if said.is_empty() {
        return Ok(None);
    }
    let ops = domain::appeal::carried_note(matter, (&said.join("\n\n"), files), &at.ctx());
    Ok(Some(Op::add("note", at.open("note", stream.clone(), ops))))
}

/// Nobody is shown the places from here on, nor what was being typed about them.
pub(super) fn cover(at: &mut At<'_, '_>, sources: &[Source]) -> Result<()> {
    for source in sources {
        at.also(source.record.id, source.cover());
        at.tx.drop_drafts_about(source.record.id)?;
    }
    Ok(())
}

/// What was said there is to be deleted once the approver has signed.
pub(super) fn mark_deleted(
    at: &mut At<'_, '_>,
    (record, opinions): (&Record, &[u32]),
    approver: &Value,
) -> Result<()> {
    let ops = deletions(at, (record, opinions), approver)?;
    at.also(record.id, ops);
    Ok(())
}

fn deletions(at: &At<'_, '_>, (record, opinions): (&Record, &[u32]), approver: &Value) -> Result<Vec<Op>> {
    let entries = at.tx.entries(record.id)?;
    Ok(covered(&Covering { entries: &entries, approver }, |op| stays((record, opinions), op)))
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrderSealing {
    #[ts(type = "string")]
    pub record: RecordId,
    #[ts(type = "string[]")]
    pub seen: Vec<EntryId>,
    /// The person who governs here, beside whoever orders it, and signs the deletion.
    #[ts(type = "string")]
    pub approver: RecordId,
}

/// The covered words of a voice, a visit or an opinion are to be deleted; somebody else who governs signs too.
pub fn order_sealing(office: &Office, who: &Who, input: OrderSealing) -> Result<Outcome<Done>> {
    office.perform(who, "order_sealing", |at| {
        at.as_own_act();
        let record = at.record(input.record)?;
        if !who.person.is(Role::Head) {
            return Err(Refusal::WrongRole { verb: "order_sealing".into() }.into());
        }
        reaches(who, &record)?;
        if !waits_for_order(&record) {
            return Err(Refusal::NothingOwed.into());
        }
        let approver = approver_of(at, &record.stream, input.approver)?;
        let ops = deletions(at, (&record, &ordered(&record)), &approver)?;
        at.change(&On { record: input.record, seen: input.seen.clone() }, ops)?;
        Ok(Done {})
    })
}

pub(super) fn may_order(who: &Who, record: &Record) -> bool {
    who.person.is(Role::Head) && in_reach(who, record) && waits_for_order(record)
}

pub(crate) fn reaches(who: &Who, record: &Record) -> Result<()> {
    if in_reach(who, record) { Ok(()) } else { Err(Refusal::OutOfScope.into()) }
}

fn in_reach(who: &Who, record: &Record) -> bool {
    let office = record.text("office").unwrap_or_default();
    sees(&who.scope(), domain::facts::station_of(record), office)
}

/// The entry that covered it last.
pub(super) fn covering_entry(reader: &Reader<'_>, record: &Record) -> Result<Entry> {
    let marks = record.sets.get(domain::sealed::TO_SEAL).into_iter().flatten();
    let last =
        marks.max_by_key(|mark| mark.stamp.wall_ms).map(|mark| mark.stamp.entry).or_missing("entry")?;
    reader.entry(last)?.or_missing("entry")
}

/// A matter that lies sealed is named by nobody's sorting: nothing open may point at words that go along with it.
pub(crate) fn lies_open(at: &At<'_, '_>, (id, verb): (RecordId, &str)) -> Result<()> {
    let sealed = domain::appeal::State::Sealed.key();
    match at.tx.record(id)? {
        Some(record) if record.at("main") == sealed => {
            Err(Refusal::NotNow { verb: verb.into(), state: sealed.into() }.into())
        }
        _ => Ok(()),
    }
}
