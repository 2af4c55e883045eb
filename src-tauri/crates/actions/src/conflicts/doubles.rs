//! Possible duplicates (疑似重复): two appeals of one person, entered at two desks that did not know of each other; a row each pair.
//! It does not know what makes two alike (`domain::conflict`), nor does it decide: `link_same` and `tell_apart` do, in one of the two.
//! Called by `list_conflicts`.

use std::collections::{BTreeMap, BTreeSet};

use domain::Ctx;
use domain::appeal::{Appeal, NOUN, Part};
use domain::conflict::{Alike, Double, NEAR_DAYS, alike, in_hand};
use domain::party::Party;
use ledger::{Record, RecordId, Stamp};
use serde::Serialize;
use store::Reader;
use ts_rs::TS;

use super::{ConflictRow, ConflictSide, sees, told};
use crate::error::OrMissing;
use crate::joining::office_name;
use crate::parties::appeals_naming;
use crate::rows::{self, Row};
use crate::{Office, Result, Who};

/// What the two are; `record` of the row is the one in which it is decided.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DoubleFacts {
    /// The other one.
    pub other: String,
    pub by: Alike,
    /// In the order of the sides: what was entered first.
    pub matters: Vec<DoubleMatter>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct DoubleMatter {
    pub row: Row,
    /// 第几次 as the desk that entered it counted; none where it had no number to count by.
    pub nth: Option<u32>,
}

/// Of pairs of which this person may see both and decide in one.
///
/// One question to the index of numbers (`Reader::sharing`), as dear as what is in hand. Only what it finds is read: each appeal of
/// a pair and its petitioners once, which is rare and stays in hand for a while.
pub(super) fn rows(office: &Office, who: &Who, reader: &Reader<'_>) -> Result<Vec<ConflictRow>> {
    if !who.person.works_on_matters() {
        return Ok(vec![]);
    }
    let found = reader.sharing((NOUN, "party"), &in_hand(), NEAR_DAYS)?;
    let pairs: BTreeSet<(RecordId, RecordId)> =
        found.into_iter().map(|(a, b)| (a.min(b), a.max(b))).collect();
    let (mut rows, mut known) = (vec![], Known::default());
    for pair in pairs {
        rows.extend(row_of((office, who), (reader, &mut known), pair)?);
    }
    Ok(rows)
}

/// What was read for one pair: somebody who asks everywhere is in hundreds of them with a few matters.
#[derive(Default)]
struct Known {
    doubles: BTreeMap<RecordId, Option<Double>>,
    before: BTreeMap<RecordId, u64>,
}

impl Known {
    fn double(&mut self, from: (&Reader<'_>, &Who), id: RecordId) -> Result<Option<Double>> {
        if let Some(known) = self.doubles.get(&id) {
            return Ok(known.clone());
        }
        let read = double(from, id)?;
        self.doubles.insert(id, read.clone());
        Ok(read)
    }

    fn n_before(&mut self, reader: &Reader<'_>, double: &Double) -> Result<u64> {
        let id = double.appeal.record.id;
        if let Some(known) = self.before.get(&id) {
            return Ok(*known);
        }
        let counted = n_before(reader, double)?;
        self.before.insert(id, counted);
        Ok(counted)
    }
}

fn row_of(
    (office, who): (&Office, &Who),
    (reader, known): (&Reader<'_>, &mut Known),
    (a, b): (RecordId, RecordId),
) -> Result<Option<ConflictRow>> {
    let from = (reader, who);
    let Some((a, b)) = known.double(from, a)?.zip(known.double(from, b)?) else { return Ok(None) };
    let Some(by) = alike(&a, &b) else { return Ok(None) };
    let (first, second) = if a.is_before(&b) { (a, b) } else { (b, a) };
    if is_of_one_desk(reader, (&first, &second))? || second.knew_all(known.n_before(reader, &second)?) {
        return Ok(None);
    }
    let law = office.law();
    let ctx = Ctx { person: &who.person, today: office.wall.today(), law: &law };
    let may = |double: &Double| double.appeal.ask_for("link_same", &ctx).is_ok();
    let (at, other) = match (may(&second), may(&first)) {
        (true, _) => (&second, &first),
        (false, true) => (&first, &second),
        (false, false) => return Ok(None),
    };
    row((office, reader), (at, other, by), [&first, &second]).map(Some)
}

fn row(
    (office, reader): (&Office, &Reader<'_>),
    (at, other, by): (&Double, &Double, Alike),
    sides: [&Double; 2],
) -> Result<ConflictRow> {
    let record = &at.appeal.record;
    let card = reader.card(record.id)?.or_missing("record")?.card;
    let matters = sides.iter().map(|double| matter((office, reader), double)).collect::<Result<_>>()?;
    let sides = sides.iter().map(|double| side((office, reader), double)).collect::<Result<_>>()?;
    Ok(ConflictRow {
        record: record.id.to_string(),
        noun: record.noun.clone(),
        seen: record.heads.iter().map(ToString::to_string).collect(),
        at: Some(record.id.to_string()),
        at_noun: Some(record.noun.clone()),
        no: card.no,
        title: card.title,
        field: None,
        most: None,
        sides,
        due_on: None,
        may_decide: true,
        office_name: office_name(office, &card.office),
        own_until: None,
        escalated: false,
        fork: None,
        double: Some(DoubleFacts { other: other.appeal.record.id.to_string(), by, matters }),
    })
}

fn matter((office, reader): (&Office, &Reader<'_>), double: &Double) -> Result<DoubleMatter> {
    let card = reader.card(double.appeal.record.id)?.or_missing("record")?;
    Ok(DoubleMatter { row: rows::row(office, reader, card)?, nth: double.appeal.facts.nth })
}

/// By the entry that began it.
fn side((office, reader): (&Office, &Reader<'_>), double: &Double) -> Result<ConflictSide> {
    let entered: &Stamp = double.entered().or_missing("entry")?;
    told(office, reader, (double.appeal.record.id, entered))
}

/// An appeal in this person's sight and whoever asks in it; none of what is being sealed.
fn double((reader, who): (&Reader<'_>, &Who), id: RecordId) -> Result<Option<Double>> {
    let lies_open = |record: &Record| record.noun == NOUN && !record.hidden && sees(who, record);
    let Some(record) = reader.record(id)?.filter(lies_open) else { return Ok(None) };
    let appeal = Appeal::of(&record);
    let mut petitioners = vec![];
    for involved in appeal.involved().into_iter().filter(|one| one.part == Part::Petitioner) {
        let party = reader.record(involved.record)?.filter(|record| !record.hidden);
        petitioners.extend(party.map(|record| Party::of(&record)));
    }
    Ok(Some(Double { appeal, petitioners }))
}

/// Whoever works there had both before them. One that lived twice is a row of its own.
fn is_of_one_desk(reader: &Reader<'_>, (first, second): (&Double, &Double)) -> Result<bool> {
    let authority = reader.authority()?;
    let desk = |double: &Double| Some(authority.writer(double.entered()?.writer)?.desk);
    Ok(desk(first).is_some() && desk(first) == desk(second))
}

/// Of the appeals that 第几次 counts (`nth`) those that were entered before this one: it is told to all that one visit brought alike.
fn n_before(reader: &Reader<'_>, double: &Double) -> Result<u64> {
    let facts = double.petitioners.iter().map(|party| &party.facts);
    let numbers = facts.flat_map(|f| [("id_number", f.id_number.clone()), ("phone", f.phone.clone())]);
    let numbers: Vec<(&str, String)> = numbers.filter_map(|(what, number)| Some((what, number?))).collect();
    let deed = |double: &Double| double.entered().map(|stamp| stamp.deed);
    let mut n = 0;
    for card in appeals_naming(reader, &numbers)? {
        let Some(record) = reader.record(card.record)? else { continue };
        let other = Double { appeal: Appeal::of(&record), petitioners: vec![] };
        n += u64::from(other.is_before(double) && deed(&other) != deed(double));
    }
    Ok(n)
}
