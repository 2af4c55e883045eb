//! 冲突: what two desks wrote apart, or one desk twice, and somebody must settle; one decision clears it on every desk.
//! It does not know what is significant or whose turn it is (`domain::conflict`), nor how entries meet (`ledger`).
//! Called through `calls`.

mod doubles;
mod forks;

use chrono::NaiveDate;
use domain::Refusal;
use domain::clocks::{Clock, clocks};
use domain::conflict::{Conflict, LINK, ResolveConflict, Side, Turn, conflicts, inbox, most, since_ms};
use domain::mask::{Address, IdNumber, Masked, Name, Phone};
use ledger::{Clk, Op, Record, RecordId, Stamp, Value};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use store::{CardRow, Reader};
use ts_rs::TS;

use crate::desk::Done;
use crate::error::OrMissing;
use crate::joining::office_name;
use crate::outcome::On;
use crate::perform::At;
use crate::timeline::plain;
use crate::wall::day_of;
use crate::{Failure, Office, Outcome, Result, Who};

use doubles::DoubleFacts;
use forks::ForkFacts;

/// One decision that waits.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ConflictRow {
    pub record: String,
    pub noun: String,
    pub seen: Vec<String>,
    /// The matter it is shown at: the record itself, or the one that names it.
    pub at: Option<String>,
    pub at_noun: Option<String>,
    pub no: Option<String>,
    pub title: String,
    /// Of a field; without one it is about steps.
    pub field: Option<String>,
    /// So many signs another value of it has at most.
    #[ts(type = "number | null")]
    pub most: Option<usize>,
    /// What stands meanwhile is the first.
    pub sides: Vec<ConflictSide>,
    /// The earliest day that counts while this is open.
    pub due_on: Option<NaiveDate>,
    pub may_decide: bool,
    /// Whose matter it is: it decides first.
    pub office_name: String,
    /// Its last day alone; none where nobody is above it.
    pub own_until: Option<NaiveDate>,
    /// That day is over: the office above may decide, too.
    pub escalated: bool,
    /// One desk wrote on twice: the sides are its two lives.
    pub fork: Option<ForkFacts>,
    /// Two appeals that may be one: the sides are their entries, and `link_same` or `tell_apart` in `record` is the decision.
    pub double: Option<DoubleFacts>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct ConflictSide {
    pub entry: String,
    /// Of a field; personal data is masked.
    #[ts(type = "unknown")]
    pub value: Json,
    /// Of steps: where each flow would stand.
    pub moves: Vec<ConflictMove>,
    pub act: String,
    pub by_name: String,
    #[ts(type = "number")]
    pub at_ms: u64,
    /// The clock it was written by is in doubt.
    pub suspect_clock: bool,
    /// Who works at the desk it was written on.
    pub desk_people: Vec<String>,
    /// How many entries of this record its author had seen.
    #[ts(type = "number")]
    pub n_seen: u64,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct ConflictMove {
    pub flow: String,
    pub to: String,
}

#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ListConflicts {
    /// Only what is shown at this record: its own, and that of whom it names.
    #[ts(type = "string", optional)]
    pub record: Option<RecordId>,
}

/// Desks that wrote on twice first, then those of records this person may see, the oldest first, then what may be one matter; at
/// one record its own first.
pub fn list_conflicts(office: &Office, who: &Who, input: ListConflicts) -> Result<Vec<ConflictRow>> {
    office.desk.read(|reader| {
        let (mut rows, open) = match input.record {
            Some(record) => {
                let asked = reader.record(record)?.or_missing("record")?;
                if who.person.sees_business() && !sees(who, &asked) {
                    return Err(Refusal::OutOfScope.into());
                }
                (vec![], open_at(reader, record)?)
            }
            None => (forks::rows(office, who, reader)?, reader.naming_as(LINK, inbox())?),
        };
        for id in open {
            let Some(record) = reader.record(id)? else { continue };
            if sees(who, &record) {
                rows.extend(rows_of(office, who, (reader, &record))?);
            }
        }
        if input.record.is_none() {
            rows.extend(doubles::rows(office, who, reader)?);
        }
        Ok(rows)
    })
}

/// Of a record and those it names. Nothing is folded where nothing is open.
fn open_at(reader: &Reader<'_>, at: RecordId) -> Result<Vec<RecordId>> {
    let mut open = vec![];
    for id in std::iter::once(at).chain(reader.links(at)?.into_iter().map(|link| link.to)) {
        let waits = reader.links(id)?.iter().any(|link| link.kind == LINK);
        if waits && !open.contains(&id) && shown_at(reader, id)?.is_some_and(|(shown, _)| shown == at) {
            open.push(id);
        }
    }
    Ok(open)
}

/// Nobody decides, or reads, outside their own office and stations.
fn sees(who: &Who, record: &Record) -> bool {
    let station = domain::facts::station_of(record);
    let person = &who.person;
    person.sees_business() && (person.whole_office || station.is_none_or(|s| person.stations.contains(&s)))
}

fn rows_of(office: &Office, who: &Who, (reader, record): (&Reader<'_>, &Record)) -> Result<Vec<ConflictRow>> {
    let shown = shown_at(reader, record.id)?;
    let law = office.law();
    // One that stopped presses nobody, unless it runs on in a branch.
    let runs = |clock: &&Clock| clock.is_open() || clock.contested;
    let due_on = clocks(record, &law).iter().filter(runs).filter_map(Clock::due_on).min();
    let today = office.wall.today();
    let mut rows = vec![];
    for conflict in conflicts(record) {
        let turn = turn_of(office, (reader, record), &conflict)?;
        let field = conflict.field().map(str::to_owned);
        let made = conflict.sides().iter();
        let made = made.map(|side| side_of(office, (reader, record), (side, field.as_deref())));
        let sides = made.collect::<Result<_>>()?;
        rows.push(ConflictRow {
            record: record.id.to_string(),
            noun: record.noun.clone(),
            seen: record.heads.iter().map(ToString::to_string).collect(),
            at: shown.as_ref().map(|(at, _)| at.to_string()),
            at_noun: shown.as_ref().map(|(_, row)| row.card.noun.clone()),
            no: shown.as_ref().and_then(|(_, row)| row.card.no.clone()),
            title: shown.as_ref().map(|(_, row)| row.card.title.clone()).unwrap_or_default(),
            most: field.as_deref().map(|field| most(&record.noun, field)),
            field,
            sides,
            due_on,
            may_decide: turn.may_decide(&who.person, today).is_ok(),
            office_name: office_name(office, &turn.office),
            own_until: turn.own_until,
            escalated: turn.is_escalated(today),
            fork: None,
            double: None,
        });
    }
    Ok(rows)
}

/// Of the matter that it is met at; what is met nowhere is this desk's own.
fn turn_of(office: &Office, (reader, record): (&Reader<'_>, &Record), conflict: &Conflict) -> Result<Turn> {
    let shown = shown_at(reader, record.id)?.map(|(_, row)| row.card.office);
    let own = shown.or_else(|| record.text("office").map(str::to_owned)).filter(|code| !code.is_empty());
    let own = own.unwrap_or_else(|| office.code.clone());
    let authority = reader.authority()?;
    let since = day_of(since_ms(conflict.sides()));
    Ok(Turn::of((own.as_str(), authority.top()), since, &office.law().calendar))
}

/// Where a record is met by people: in its own row, or in that of the matter that names it.
pub(crate) fn shown_at(reader: &Reader<'_>, record: RecordId) -> Result<Option<(RecordId, CardRow)>> {
    if let Some(row) = reader.card(record)? {
        return Ok(Some((record, row)));
    }
    let Some(at) = reader.naming(record)?.first().copied() else { return Ok(None) };
    Ok(reader.card(at)?.map(|row| (at, row)))
}

fn side_of(
    office: &Office,
    (reader, record): (&Reader<'_>, &Record),
    (side, field): (&Side, Option<&str>),
) -> Result<ConflictSide> {
    let to = |(flow, to): &(String, String)| ConflictMove { flow: flow.clone(), to: to.clone() };
    Ok(ConflictSide {
        value: field.map_or(Json::Null, |field| shown(&record.noun, field, &side.value)),
        moves: side.moves.iter().map(to).collect(),
        ..told(office, reader, (record.id, &side.stamp))?
    })
}

/// Who wrote an entry, when, at which desk and with what in view.
fn told(office: &Office, reader: &Reader<'_>, (record, stamp): (RecordId, &Stamp)) -> Result<ConflictSide> {
    let authority = reader.authority()?;
    let desk = authority.writer(stamp.writer).map(|card| card.desk);
    let at_desk = authority.accounts().filter(|a| a.keys.iter().any(|key| Some(key.desk) == desk));
    let mut desk_people: Vec<String> = at_desk.filter_map(|a| office.known_name(a.id)).collect();
    desk_people.sort();
    let entries = reader.entries(record)?;
    Ok(ConflictSide {
        entry: stamp.entry.to_string(),
        value: Json::Null,
        moves: vec![],
        act: stamp.act.clone(),
        by_name: office.name_of(stamp.account),
        at_ms: stamp.wall_ms,
        suspect_clock: stamp.clk == Clk::Suspect,
        desk_people,
        n_seen: n_seen(&entries, stamp.entry),
    })
}

/// Entries before this one, along its parents.
fn n_seen(entries: &[ledger::Entry], entry: ledger::EntryId) -> u64 {
    let by_id: std::collections::BTreeMap<_, _> = entries.iter().map(|e| (e.id, e)).collect();
    let (mut todo, mut seen) = (vec![entry], std::collections::BTreeSet::new());
    while let Some(id) = todo.pop() {
        for parent in by_id.get(&id).map(|e| e.header.parents.as_slice()).unwrap_or_default() {
            if seen.insert(*parent) {
                todo.push(*parent);
            }
        }
    }
    seen.len() as u64
}

/// People's data crosses masked, also where one has to choose between two of it.
fn shown(noun: &str, field: &str, value: &Value) -> Json {
    let Some(text) = value.text().filter(|_| noun == "party") else { return plain(value) };
    match field {
        "name" => json!(Masked::<Name>::of(text).shown()),
        "id_number" | "company_code" => json!(Masked::<IdNumber>::of(text).shown()),
        "phone" => json!(Masked::<Phone>::of(text).shown()),
        "kind" | "id_kind" => json!(text),
        _ => json!(Masked::<Address>::of(text).shown()),
    }
}

/// `ResolveConflict` on a record; a field that neither knows is refused.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ResolveConflictIn {
    #[ts(type = "string")]
    pub record: RecordId,
    #[ts(type = "string[]")]
    pub seen: Vec<ledger::EntryId>,
    #[serde(default)]
    #[ts(optional)]
    pub field: Option<String>,
    #[serde(default)]
    #[ts(type = "string", optional)]
    pub side: Option<ledger::EntryId>,
    #[serde(default)]
    #[ts(optional)]
    pub other: Option<String>,
    pub reason: String,
}

/// Its parents are all the heads: a decision is about everything that is here.
pub fn resolve_conflict(office: &Office, who: &Who, input: ResolveConflictIn) -> Result<Outcome<Done>> {
    office.perform(who, "resolve_conflict", |at| {
        let record = at.record(input.record)?;
        let ResolveConflictIn { record: _, seen, field, side, other, reason } = input;
        let decision = ResolveConflict { field, side, other, reason };
        let ops = match record.noun.as_str() {
            forks::NOUN => forks::settle(at, &record, &decision)?,
            _ => settle(at, &record, &decision)?,
        };
        let on = On { record: record.id, seen };
        // What came while somebody was deciding is looked at first.
        if at.tx.heads(on.record)? != on.seen {
            return Err(Failure::MovedOn { record: on.record.to_string() }.into());
        }
        at.change(&on, ops)?;
        Ok(Done {})
    })
}

fn settle(at: &At<'_, '_>, record: &Record, decision: &ResolveConflict) -> Result<Vec<Op>> {
    if !sees(at.who, record) {
        return Err(domain::Refusal::OutOfScope.into());
    }
    let ops = domain::conflict::resolve_conflict(record, decision, &at.ctx())?;
    if let Some(conflict) = domain::conflict::open(record, decision.field.as_deref()) {
        let reader: &Reader<'_> = at.tx;
        turn_of(at.office, (reader, record), &conflict)?.may_decide(&at.who.person, at.today)?;
    }
    Ok(ops)
}
