//! Handing on what was set aside: to a desk that may know more, byte for byte, with every disc to it until the receipt of one comes.
//! It gives no power and drops nothing: the copy stays here until it is taken in or refused, and is judged there like all that comes.
//! Called through `calls`, by `export_bundle` and by whoever lists what was set aside or the desks.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::Refusal;
use ledger::authority::DeskCard;
use ledger::{AccountId, Entry, Item, RecordId, Stream};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::exchange::{BundleRow, Held, Way};
use store::{Reader, Tx};
use sync::Raw;
use sync::bundle;
use ts_rs::TS;

use super::desks::{DeskLabel, has_joined};
use super::files::desk_of;
use super::may;
use super::medium::Crossing;
use super::scope::{Places, me};
use crate::desk::Done;
use crate::error::OrMissing;
use crate::timeline::hex;
use crate::{Failure, Office, Result, Who, trace};

/// What is handed on, by the copy's own hash: judged again and set aside again, it is the same copy.
const HANDED: &str = "handed_on";

/// What a person decided. Which discs took it along, the register of discs says.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Mark {
    to: RecordId,
    reason: String,
    by: AccountId,
    at_ms: u64,
}

/// To whom a copy is handed on, and how far that is.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HandedOn {
    pub to: DeskLabel,
    pub reason: String,
    pub by_name: String,
    #[ts(type = "number")]
    pub at_ms: u64,
    /// The number of the disc that took it along; without one it goes with the next, once that desk has joined for sure.
    #[ts(type = "number | null")]
    pub disc: Option<u64>,
    /// Something of that desk has come: until then its discs are enrolments, which take nothing along.
    pub joined: bool,
    /// Its receipt came: the copy lies there.
    pub received: bool,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HandOnHeld {
    #[ts(type = "Array<number>")]
    pub rows: Vec<i64>,
    #[ts(type = "string")]
    pub to: RecordId,
    pub reason: String,
}

/// What was handed on to somebody else goes to this desk from now on.
pub fn hand_on_held(office: &Office, who: &Who, input: HandOnHeld) -> Result<Done> {
    may(who, "hand_on_held")?;
    domain::facts::written("reason", &input.reason, domain::facts::SHORT)?;
    let chosen = office.desk.read(|reader| chosen(reader, office.wall.today(), &input))?;
    let entries: Vec<ledger::Value> = chosen.iter().map(|held| hex(&held.entry.0).into()).collect();
    let what = [
        ("to", input.to.into()),
        ("entries", ledger::Value::List(entries)),
        ("count", u32::try_from(chosen.len()).unwrap_or(u32::MAX).into()),
        ("reason", input.reason.as_str().into()),
    ];
    trace::write(office, who, "hand_on_held", ledger::Value::map(what))?;
    let (by, at_ms) = (who.person.account, office.wall.now_ms());
    let mark = Mark { to: input.to, reason: input.reason, by, at_ms };
    office.desk.act(|tx| -> Result<()> {
        let here: BTreeSet<String> = tx.held()?.iter().map(name).collect();
        let mut all = marks(tx)?;
        all.extend(chosen.iter().map(|held| (name(held), mark.clone())));
        // What was taken in meanwhile is handed on no more.
        all.retain(|copy, _| here.contains(copy));
        tx.set_setting(HANDED, &json!(all))?;
        Ok(())
    })?;
    Ok(Done {})
}

/// All of it can go to that desk, or nothing is handed on.
fn chosen(reader: &Reader<'_>, today: NaiveDate, input: &HandOnHeld) -> Result<Vec<Held>> {
    let rows: BTreeSet<i64> = input.rows.iter().copied().collect();
    if rows.is_empty() {
        return Err(Refusal::Required { field: "rows".into() }.into());
    }
    let to = desk_of(reader, input.to)?;
    if to.record == me(reader)?.record {
        return Err(Refusal::CheckFailed { field: "to".into() }.into());
    }
    if to.cut.is_some() {
        return Err(Failure::Revoked {}.into());
    }
    let mut all = reader.held()?;
    all.retain(|held| rows.contains(&held.row));
    (all.len() == rows.len()).then_some(()).or_missing("held")?;
    let places = Places::of(reader)?;
    for held in &all {
        if !travels(reader, held)? {
            return Err(Refusal::CheckFailed { field: "rows".into() }.into());
        }
        if let Some(stream) = kept_from(&places, (&to, today), held)? {
            let (field, list) = ("to".into(), "streams".into());
            return Err(Refusal::NotInList { field, list, value: stream.0 }.into());
        }
    }
    Ok(all)
}

/// A stream that it belongs to and that a desk may not hold.
fn kept_from(
    places: &Places<'_, '_>,
    (to, today): (&DeskCard, NaiveDate),
    held: &Held,
) -> Result<Option<Stream>> {
    let streams = streams(held);
    let may = places.held_by((to, today), streams.iter().cloned())?;
    Ok(streams.into_iter().find(|stream| !may.contains(stream)))
}

/// Where it is filed, and where its header says that it belongs: whoever filed it may have erred.
fn streams(held: &Held) -> BTreeSet<Stream> {
    let named = held.named().map(|entry| entry.header.stream);
    [held.stream.clone()].into_iter().chain(named).collect()
}

/// Bytes that fit no bundle stay here, and so does another copy of what was deleted here by law.
pub(super) fn travels(reader: &Reader<'_>, held: &Held) -> Result<bool> {
    for id in [Some(held.entry), held.named().map(|entry| entry.id)].into_iter().flatten() {
        if reader.entry(id)?.is_some_and(|kept| is_deleted(&kept)) {
            return Ok(false);
        }
    }
    Ok(bundle::travels(&raw(held)))
}

fn is_deleted(kept: &Entry) -> bool {
    kept.body.is_empty() || kept.items.iter().any(|item| matches!(item, Item::Redacted { .. }))
}

pub(super) fn raw(held: &Held) -> Raw {
    let [hdr, sig, usig, body] = held.parts.clone();
    let usig = Some(usig).filter(|usig| !usig.is_empty());
    Raw { id: held.entry, stream: held.stream.clone(), hdr, sig, usig, body }
}

/// What the next disc to a desk takes along, as the register remembers it.
pub(super) fn going(
    (reader, places): (&Reader<'_>, &Places<'_, '_>),
    at: (&DeskCard, NaiveDate),
    crossing: Crossing,
) -> Result<Vec<Held>> {
    let marked = Marked::of(reader)?;
    // A desk that joins takes in nothing but what its office vouches for.
    if marked.marks.is_empty() || at.0.cut.is_some() || !has_joined(reader, at.0.record)? {
        return Ok(vec![]);
    }
    let mut going = vec![];
    for held in reader.held()? {
        let goes = marked.waits_for(at.0, &held)? && streams(&held).iter().all(|one| crossing.lets(one));
        // What it may have was asked when it was handed on; that may have ended, and the law may have deleted it since.
        if goes && kept_from(places, at, &held)?.is_none() && travels(reader, &held)? {
            going.push(held);
        }
    }
    Ok(going)
}

/// How the register names a copy that went along.
pub(super) fn name(held: &Held) -> String {
    hex(&held.hash())
}

/// It was refused here: it goes nowhere.
pub(super) fn forget(tx: &mut Tx<'_>, held: &Held) -> Result<()> {
    let mut all = marks(tx)?;
    if all.remove(&name(held)).is_some() {
        tx.set_setting(HANDED, &json!(all))?;
    }
    Ok(())
}

/// What is handed on, beside the discs that went.
pub(super) struct Marked<'a, 'r> {
    reader: &'a Reader<'r>,
    marks: BTreeMap<String, Mark>,
    discs: Vec<BundleRow>,
}

impl<'a, 'r> Marked<'a, 'r> {
    pub fn of(reader: &'a Reader<'r>) -> Result<Self> {
        let marks = marks(reader)?;
        let discs = if marks.is_empty() { vec![] } else { reader.bundles()? };
        Ok(Self { reader, marks, discs })
    }

    pub fn told(&self, office: &Office, held: &Held) -> Result<Option<HandedOn>> {
        let name = name(held);
        let Some(mark) = self.marks.get(&name) else { return Ok(None) };
        let disc = self.disc(&name, mark)?;
        Ok(Some(HandedOn {
            to: DeskLabel::of(office, self.reader, mark.to)?,
            reason: mark.reason.clone(),
            by_name: office.name_of(mark.by),
            at_ms: mark.at_ms,
            disc: disc.map(|disc| disc.number),
            joined: has_joined(self.reader, mark.to)?,
            received: disc.is_some_and(|disc| disc.done),
        }))
    }

    fn waits_for(&self, to: &DeskCard, held: &Held) -> Result<bool> {
        let name = name(held);
        let Some(mark) = self.marks.get(&name).filter(|mark| mark.to == to.record) else { return Ok(false) };
        Ok(self.disc(&name, mark)?.is_none_or(|disc| !disc.done))
    }

    /// Of those that took it along since, one whose receipt came, or else the newest.
    fn disc(&self, name: &str, mark: &Mark) -> Result<Option<&BundleRow>> {
        let to = self.reader.known_peer(*mark.to.bytes())?;
        let has = |row: &BundleRow| {
            let along = row.about["handed"].as_array();
            along.is_some_and(|copies| copies.iter().any(|copy| copy.as_str() == Some(name)))
        };
        let went = |row: &&BundleRow| {
            row.way == Way::Out && Some(row.peer) == to && row.at_ms >= mark.at_ms && has(row)
        };
        let there = self.discs.iter().filter(went).find(|row| row.done);
        Ok(there.or_else(|| self.discs.iter().find(went)))
    }
}

fn marks(reader: &Reader<'_>) -> Result<BTreeMap<String, Mark>> {
    let kept = reader.setting(HANDED)?;
    let kept = kept.map(serde_json::from_value).transpose();
    Ok(kept.map_err(|e| Failure::Broken { what: e.to_string() })?.unwrap_or_default())
}
