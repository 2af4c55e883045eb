//! `seal_appeal` and `approve_sealing`: what turns out to need sealing goes into `sealed/` with its people and its notes,
//! and the open texts are covered at once. Another who governs signs as well; only then are they deleted for good.
//! It does not know what a copy holds or what stays at the station (`domain::sealed`). Called through `calls`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::appeal::Appeal;
use domain::sealed::{
    COVERED, Covering, NOTHING_BUT_ITS_PLACE, NOUN, SealAppeal, SealReason, comes_back, copied, covered,
    is_covered, ordered_by,
};
use domain::{Ctx, Refusal, Role};
use ledger::authority::Class;
use ledger::{AccountId, Entry, Op, Record, RecordId, Stream, Value};
use serde::{Deserialize, Serialize};
use store::{CardQuery, Reader, Shown};
use ts_rs::TS;

use super::register_appeal::sealing_office;
use super::said;
use crate::desk::{Done, Nothing};
use crate::error::OrMissing;
use crate::later::{Said, later};
use crate::outcome::On;
use crate::perform::At;
use crate::step::Written;
use crate::{Office, Outcome, Result, Who, reference, wall};

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SealAppealIn {
    pub reason: SealReason,
    /// The person who governs here, beside whoever asks, and signs the deletion of the open texts.
    #[ts(type = "string")]
    pub approver: RecordId,
}

pub(crate) fn seal_appeal(appeal: &Appeal, input: SealAppealIn, _: &Ctx<'_>) -> Said<impl Written + use<>> {
    let appeal = appeal.clone();
    later(move |on, at| seal(at, (on, &appeal), &input))
}

fn seal(at: &mut At<'_, '_>, (on, appeal): (&On, &Appeal), input: &SealAppealIn) -> Result<()> {
    domain::steps::ask(domain::appeal::STEPS, "seal_appeal", appeal, &at.ctx())?;
    let approver = approver_of(at, &appeal.record.stream, input.approver)?;
    let stream = Stream::sealed(&sealing_office(at, &appeal.office)?);
    let matter = RecordId::at(at.now_ms);
    let along = goes_along(at, appeal)?;
    let mut moved: BTreeMap<RecordId, RecordId> =
        along.iter().map(|id| (*id, RecordId::at(at.now_ms))).collect();
    moved.insert(appeal.record.id, matter);
    let entries = at.tx.entries(appeal.record.id)?;
    let covering = Covering { entries: &entries, approver: &approver };
    let asked = SealAppeal { reason: input.reason };
    let sealing = domain::sealed::seal_appeal((appeal, &moved), &covering, asked, &at.ctx())?;
    at.change(on, sealing.stub)?;
    let sources = said::around(at, appeal)?;
    let mut sealed = sealing.sealed;
    sealed.extend(said::carry(at, (matter, &stream), &sources)?);
    sealed.extend(notes_among(at, &along)?.iter().map(|id| Op::add("note", moved[id])));
    at.open_as(matter, NOUN, stream.clone(), sealed);
    for source in &sources {
        said::mark_deleted(at, (&source.record, &Vec::from_iter(source.opinion)), &approver)?;
    }
    said::cover(at, &sources)?;
    for id in along {
        let record = at.record(id)?;
        at.open_as(moved[&id], &record.noun, stream.clone(), copied(&record, &["station"], &moved));
        if !is_named_elsewhere(at, id, appeal.record.id)? {
            at.tx.drop_drafts_about(id)?;
            let entries = at.tx.entries(id)?;
            let covering = Covering { entries: &entries, approver: &approver };
            let ops = covered(&covering, |op| NOTHING_BUT_ITS_PLACE.keeps(op));
            let seen = at.tx.heads(id)?;
            at.change(&On { record: id, seen }, ops)?;
        }
    }
    Ok(at.tx.drop_drafts_about(appeal.record.id)?)
}

/// Its people and its handling notes, as far as they lie on this desk.
fn goes_along(at: &At<'_, '_>, appeal: &Appeal) -> Result<BTreeSet<RecordId>> {
    let mut along = BTreeSet::new();
    for party in appeal.involved() {
        along.extend(at.tx.record(party.record)?.map(|r| r.id));
    }
    for id in at.tx.naming(appeal.record.id)? {
        along.extend(at.tx.record(id)?.filter(|r| r.noun == "note").map(|r| r.id));
    }
    Ok(along)
}

fn notes_among(at: &At<'_, '_>, along: &BTreeSet<RecordId>) -> Result<Vec<RecordId>> {
    let mut notes = vec![];
    for id in along {
        notes.extend(at.tx.record(*id)?.filter(|r| r.noun == "note").map(|r| r.id));
    }
    Ok(notes)
}

/// Another open matter still needs this person. A visit does not count: it loses its person to the sealed matter.
fn is_named_elsewhere(at: &At<'_, '_>, party: RecordId, appeal: RecordId) -> Result<bool> {
    for id in at.tx.naming(party)? {
        let other = at.tx.record(id)?.filter(|r| r.id != appeal && !r.hidden);
        if other.is_some_and(|r| matches!(r.noun.as_str(), "appeal" | "voice" | "activity")) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// As a redaction names them: an account of another person than the author, with class `govern` where the record lies.
pub(crate) fn approver_of(at: &At<'_, '_>, stream: &Stream, person: RecordId) -> Result<Value> {
    let (names, authority) = (at.office.names(), at.tx.authority()?);
    let governs = |account: &AccountId| {
        let grants = authority.grants_of(*account);
        grants.iter().any(|grant| grant.covers(stream, Class::Govern))
    };
    let mut accounts = names.accounts.iter().filter(|(_, of)| **of == person).map(|(account, _)| *account);
    let found = accounts.find(governs);
    match found {
        Some(account) if person != at.who.person.record => Ok(RecordId(account.0).into()),
        _ => Err(Refusal::NotApprover { name: at.office.person_name(person) }.into()),
    }
}

/// Whose grants have the class (`found_desk`): whoever deletes for good.
pub(super) const GOVERNS: &[Role] = &[Role::Head, Role::Registrar];

/// The second signature on all that the sealing redacts. From here on the old texts are nowhere on this desk.
pub fn approve_sealing(office: &Office, who: &Who, input: On) -> Result<Outcome<Done>> {
    if !who.person.any(GOVERNS) {
        return Err(Refusal::WrongRole { verb: "approve_sealing".into() }.into());
    }
    office.perform(who, "approve_sealing", |at| {
        let Some(order) = waiting(at.tx, input.record)? else {
            return Err(Refusal::NothingOwed.into());
        };
        if order.approver != who.person.account {
            return Err(Refusal::NotYours.into());
        }
        let deed = at.tx.deed(order.entry.header.deed)?;
        let mut records = vec![];
        for entry in deed.iter().filter(|e| redacts(e) == Some(order.approver)) {
            at.tx.keep_approval(&entry.approved_by(&who.key))?;
            records.push(entry.header.record);
        }
        for record in &records {
            delete(at, *record)?;
        }
        at.office.refresh(at.tx, &records)?;
        at.change(&input, vec![Op::Hide { hidden: false }])?;
        for record in records.into_iter().filter(|id| *id != input.record) {
            if comes_back(&at.record(record)?) {
                at.also(record, vec![Op::Hide { hidden: false }]);
            }
        }
        Ok(Done {})
    })
}

pub(crate) fn delete(at: &mut At<'_, '_>, record: RecordId) -> Result<()> {
    Ok(at.tx.carry_out_redactions(&BTreeSet::from([record]))?)
}

/// A deletion that waits for the one who asks: to be ordered by whoever governs, or to be signed. What it is about is not
/// told.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SealingRow {
    pub record: String,
    pub noun: String,
    pub seen: Vec<String>,
    pub no: Option<String>,
    pub received_on: Option<NaiveDate>,
    pub by_name: String,
    pub on: NaiveDate,
    /// Somebody has ordered it and named the one who asks; else it waits for an order.
    pub ordered: bool,
}

pub fn list_sealings(office: &Office, who: &Who, _: Nothing) -> Result<Vec<SealingRow>> {
    office.desk.read(|reader| {
        let mut rows = vec![];
        for id in covered_records(reader)? {
            let record = reader.record(id)?.or_missing("record")?;
            let order = waiting(reader, id)?;
            let entry = match &order {
                Some(order) if order.approver == who.person.account => order.entry.clone(),
                None if said::may_order(who, &record) => said::covering_entry(reader, &record)?,
                _ => continue,
            };
            rows.push(SealingRow { ordered: order.is_some(), ..sealing_row(office, &record, &entry) });
        }
        Ok(rows)
    })
}

fn sealing_row(office: &Office, record: &Record, entry: &Entry) -> SealingRow {
    SealingRow {
        record: record.id.to_string(),
        noun: record.noun.clone(),
        seen: record.heads.iter().map(ToString::to_string).collect(),
        no: record.numbers.iter().find(|n| !n.void).map(|n| n.number.clone()),
        received_on: ["received_on", "visited_on", "held_on"]
            .iter()
            .find_map(|field| domain::facts::field(record, field)),
        by_name: office.name_of(entry.header.account),
        on: wall::day_of(entry.header.wall_ms),
        ordered: false,
    }
}

/// Nouns whose records can be covered and come back.
const COVERABLE: &[&str] = &["appeal", "voice", "visit", "activity"];

fn covered_records(reader: &Reader<'_>) -> Result<Vec<RecordId>> {
    let mut found = vec![];
    for noun in COVERABLE {
        let flag = Some(COVERED.to_owned());
        let rows = CardQuery { shown: Shown::Hidden, flag, ..CardQuery::of(noun) };
        for id in reference::every(reader, &rows)? {
            found.extend(reader.record(id)?.filter(is_covered).map(|r| r.id));
        }
    }
    Ok(found)
}

struct Order {
    entry: Entry,
    approver: AccountId,
}

/// The entry that ordered what is not approved yet.
fn waiting(reader: &Reader<'_>, record: RecordId) -> Result<Option<Order>> {
    let Some(record) = reader.record(record)?.filter(is_covered) else { return Ok(None) };
    let Some(by) = ordered_by(&record) else { return Ok(None) };
    let entry = reader.entry(by)?.or_missing("entry")?;
    Ok(redacts(&entry).map(|approver| Order { entry, approver }))
}

/// Who must approve what this entry redacts: one for all of it, or no signature holds anywhere (`Authority`).
pub(crate) fn redacts(entry: &Entry) -> Option<AccountId> {
    let mut named = entry.ops().filter_map(|(_, op)| match op {
        Op::Redact { approver, .. } => Some(approver.record()),
        _ => None,
    });
    let first = named.next()??;
    named.all(|other| other == Some(first)).then_some(AccountId(first.0))
}

#[cfg(test)]
mod tests {
    use ledger::{Clk, DeedId, Draft, EntryId, GrantId, Pen, SigningKey, WriterId};

    use super::*;

    fn entry(approvers: &[u8]) -> Entry {
        let redact = |n: &u8| Op::Redact {
            entry: EntryId([9; 32]),
            item: 0,
            kind: "field.set".into(),
            field: "facts".into(),
            ground: "sealed".into(),
            approver: RecordId::from_bytes([*n; 16]).into(),
        };
        let draft = Draft {
            stream: Stream::office("331002"),
            record: RecordId::from_bytes([1; 16]),
            noun: "appeal".into(),
            act: "seal_appeal".into(),
            parents: vec![],
            wall_ms: 1,
            clk: Clk::InStep,
            account: AccountId::from_bytes([2; 16]),
            grant: GrantId::from_bytes([3; 16]),
            flags: 0,
            deed: DeedId::from_bytes([4; 16]),
            k: 1,
            n: 1,
            ops: approvers.iter().map(redact).collect(),
        };
        Pen::new(WriterId([5; 16]), SigningKey::from_bytes(&[6; 32]), "test").write(draft, None).unwrap()
    }

    /// A bug: whoever approved one record of a deed signed for all of the deed, also where somebody else was named, and it was deleted here.
    #[test]
    fn an_entry_is_signed_by_the_one_whom_all_of_it_names() {
        assert_eq!(redacts(&entry(&[7, 7])), Some(AccountId::from_bytes([7; 16])));
        assert_eq!(redacts(&entry(&[7, 8])), None);
    }
}
