//! Taking a whole deed back: every record it touched gets one `undo`, or none does.
//! Of an appeal and of a sealed matter the law says which acts stay (`domain::appeal::undo_of`); of the other nouns the
//! rule below. What others name stays, of any noun.
//! Called through `calls`.

use std::collections::BTreeSet;

use domain::appeal::{Appeal, stepped_on, undo_of};
use domain::{Ctx, Refusal, Role, VOID_AT};
use ledger::{DeedId, Entry, Op, Record, RecordId, flag, fold};
use serde::{Deserialize, Serialize};
use store::{CardQuery, Reader};
use ts_rs::TS;

use crate::appeals::visible;
use crate::desk::Done;
use crate::error::OrMissing;
use crate::outcome::On;
use crate::sealing::{entries_for, record_for};
use crate::{Failure, Office, Outcome, Result, Who};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Undo {
    #[ts(type = "string")]
    pub deed: DeedId,
    pub reason: String,
    /// The records of the deed as the person sees them.
    pub on: Vec<On>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DeedOf {
    #[ts(type = "string")]
    pub deed: DeedId,
}

/// What the question before an undo shows: everything the deed touched, and whether it may be taken back.
#[derive(Clone, Debug, Serialize, TS)]
pub struct UndoPreview {
    pub act: String,
    pub by_name: String,
    pub may: bool,
    pub why: Option<Refusal>,
    pub records: Vec<Touched>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Touched {
    pub record: String,
    pub noun: String,
    pub title: String,
    pub seen: Vec<String>,
}

pub fn preview_undo(office: &Office, who: &Who, input: DeedOf) -> Result<UndoPreview> {
    works(who)?;
    let law = office.law();
    let ctx = Ctx { person: &who.person, today: office.wall.today(), law: &law };
    office.desk.read(|reader| {
        let entries = whole(reader, input.deed)?;
        let first = entries.first().or_missing("deed")?;
        let (mut records, mut why) = (vec![], None);
        for entry in &entries {
            if is_sealed(entry) && why.is_some() {
                break;
            }
            let (record, own) = seen((office, who), reader, entry)?;
            // The reason is asked for afterwards; any text stands for it here.
            why = why.or_else(|| op((&record, &own), (input.deed, "-"), &ctx).err());
            if why.is_none() {
                why = lies_open(reader, (&record, &own), (input.deed, &ctx))?;
            }
            if why.is_none() {
                why = still_named(reader, entry, &entries)?;
            }
            records.push(touched(reader, &record)?);
        }
        let by_name = office.name_of(first.header.account);
        Ok(UndoPreview { act: first.header.act.clone(), by_name, may: why.is_none(), why, records })
    })
}

fn touched(reader: &Reader<'_>, record: &Record) -> Result<Touched> {
    Ok(Touched {
        record: record.id.to_string(),
        noun: record.noun.clone(),
        title: reader.card(record.id)?.map(|r| r.card.title).unwrap_or_default(),
        seen: record.heads.iter().map(ToString::to_string).collect(),
    })
}

/// Invariant: all `n` entries of the deed are here, and every record it touched is named in `on`.
pub fn undo(office: &Office, who: &Who, input: Undo) -> Result<Outcome<Done>> {
    works(who)?;
    office.perform(who, "undo", |at| {
        let entries = whole(at.tx, input.deed)?;
        for entry in &entries {
            let id = entry.header.record;
            let (record, own) = seen((office, who), at.tx, entry)?;
            let op = op((&record, &own), (input.deed, &input.reason), &at.ctx())?;
            if let Some(why) = lies_open(at.tx, (&record, &own), (input.deed, &at.ctx()))? {
                return Err(why.into());
            }
            if let Some(why) = still_named(at.tx, entry, &entries)? {
                return Err(why.into());
            }
            let on = input.on.iter().find(|o| o.record == id);
            let on = on.ok_or_else(|| Failure::BadInput { problem: format!("seen of {id}") })?;
            at.change(on, vec![op])?;
        }
        Ok(Done {})
    })
}

/// Administrators take back nothing of the business, and nobody what lies outside their scope.
fn works(who: &Who) -> Result<()> {
    if who.person.sees_business() { Ok(()) } else { Err(Refusal::WrongRole { verb: "undo".into() }.into()) }
}

/// A record of the deed with its entries, by whoever may see it; a sealed one by its named handlers.
fn seen((office, who): (&Office, &Who), reader: &Reader<'_>, entry: &Entry) -> Result<(Record, Vec<Entry>)> {
    let id = entry.header.record;
    let record = record_for(reader, who, id)?.or_missing("record")?;
    if !is_sealed(entry) {
        visible((office, who), reader, (id, &record.noun))?;
    }
    let own = entries_for(reader, who, &record)?;
    Ok((record, own))
}

fn is_sealed(entry: &Entry) -> bool {
    entry.header.stream.class() == "sealed"
}

/// What must lie sealed is written openly by no undo either: it asks what a correction is asked.
fn lies_open(
    reader: &Reader<'_>,
    (record, own): (&Record, &[Entry]),
    (deed, ctx): (DeedId, &Ctx<'_>),
) -> Result<Option<Refusal>> {
    let party = record.noun == "party";
    if record.stream.class() == "sealed" || !party && record.noun != domain::appeal::NOUN {
        return Ok(None);
    }
    // The places of the deed stay, and nothing that it said.
    let said = |entry: &Entry| {
        let items = if entry.header.deed == deed { vec![] } else { entry.items.clone() };
        Entry { items, ..entry.clone() }
    };
    let without: Vec<Entry> = own.iter().map(said).collect();
    let Some(after) = fold(&without, &*reader.authority()?) else { return Ok(None) };
    if party {
        return crate::parties::would_lie_open(reader, (record, &after), ctx);
    }
    Ok(domain::appeal::would_lie_open(record, &after))
}

/// What lies at a station or waits for a person, and who signs in as one.
const NAMING: &[&str] =
    &["account", "activity", "appeal", "deputy", "obligation", "post", "subpoint", "visit", "voice"];

/// What is proven by an activity, or was said there, rests on its having been held.
const HELD: &str = "hold_activity";
const RESTS_ON_IT: [&str; 2] = ["proof", "origin"];

/// Whether a record that this entry of the deed begins is named by others, which the deed would leave behind.
fn still_named(reader: &Reader<'_>, entry: &Entry, deed: &[Entry]) -> Result<Option<Refusal>> {
    let header = &entry.header;
    let (id, noun) = (header.record, header.noun.as_str());
    let begins = header.parents.is_empty();
    if !begins && header.act != HELD {
        return Ok(None);
    }
    // A double is no part of it, nor is a number that was given there and is void.
    let rests =
        |kind: &str| if begins { !["same", VOID_AT].contains(&kind) } else { RESTS_ON_IT.contains(&kind) };
    let together: BTreeSet<RecordId> = deed.iter().map(|e| e.header.record).collect();
    let mut what = BTreeSet::new();
    for naming in reader.naming(id)?.into_iter().filter(|naming| !together.contains(naming)) {
        // What the office noted about it is of no use without it.
        let builds = reader.links(naming)?.iter().any(|link| link.to == id && rests(&link.kind));
        let noun = reader.record(naming)?.map(|record| record.noun);
        what.extend(noun.filter(|noun| builds && noun != "note"));
    }
    for of in NAMING {
        let query = match noun {
            "station" => CardQuery { stations: vec![id], ..CardQuery::of(of) },
            "person" => CardQuery { holders: vec![id], ..CardQuery::of(of) },
            _ => break,
        };
        // One more than the deed itself can have opened.
        let most = u32::try_from(together.len()).unwrap_or(u32::MAX - 1) + 1;
        let page = reader.cards(&query, None, most)?;
        if page.rows.iter().any(|row| !together.contains(&row.record)) {
            what.insert((*of).to_owned());
        }
    }
    if noun == "station" && reader.authority()?.grants().any(|g| g.cut.is_none() && g.stations.contains(&id))
    {
        what.insert("grant".into());
    }
    let act = header.act.clone();
    Ok((!what.is_empty()).then(|| Refusal::StillNamed { act, what: what.into_iter().collect() }))
}

/// The deed's entries without those of the log, the sealed ones last; a fault while part of it has not arrived.
fn whole(reader: &Reader<'_>, deed: DeedId) -> Result<Vec<Entry>> {
    let mut entries = reader.deed(deed)?;
    entries.retain(|e| e.header.stream.class() != "log");
    entries.sort_by_key(is_sealed);
    let n = entries.first().or_missing("deed")?.header.n as usize;
    if entries.len() < n { Err(Failure::Missing { what: "deed".into() }.into()) } else { Ok(entries) }
}

fn op(
    (record, entries): (&Record, &[Entry]),
    (deed, reason): (DeedId, &str),
    ctx: &Ctx<'_>,
) -> std::result::Result<Op, Refusal> {
    if [domain::appeal::NOUN, domain::sealed::NOUN].contains(&record.noun.as_str()) {
        return undo_of(&Appeal::of(record), (entries, deed), reason, ctx);
    }
    domain::facts::written("reason", reason, domain::facts::SHORT)?;
    let mine: Vec<&Entry> = entries.iter().filter(|e| e.header.deed == deed).collect();
    let act = mine.first().map(|e| e.header.act.clone()).unwrap_or_default();
    let cannot = |reason: &str| Err(Refusal::CannotUndo { act: act.clone(), reason: reason.into() });
    if record.undone.contains(&deed) {
        return Err(Refusal::NothingChanged);
    }
    // With its beginning all of it would go, with a step what was taken on top of it: what somebody outside was told.
    let stands = |e: &&Entry| !record.undone.contains(&e.header.deed);
    let begins = mine.iter().any(|e| e.header.parents.is_empty());
    let gone: Vec<&Entry> = if begins { entries.iter().filter(stands).collect() } else { mine.clone() };
    let on_top = stepped_on(entries, &mine).into_iter().filter(stands);
    if act == "undo" || gone.iter().copied().chain(on_top).any(|e| TOLD.contains(&e.header.act.as_str())) {
        return cannot("told_outside");
    }
    if gone.iter().any(|e| e.has(flag::PIN)) {
        return cannot("issued");
    }
    // Its words lie sealed: taking the sorting back would lay them open again.
    if mine.iter().any(|e| e.ops().any(|(_, op)| matches!(op, Op::Hide { .. }))) {
        return cannot("sealed");
    }
    if record.noun == domain::redaction::NOUN
        || mine.iter().any(|e| e.ops().any(|(_, op)| matches!(op, Op::Redact { .. })))
    {
        // What must be kept is let go by an act of its own, which names the reason.
        let kept = ["keep_redaction", "release_field"].contains(&act.as_str());
        return cannot(if kept { "kept" } else { "redacted" });
    }
    if mine.iter().any(|e| e.header.stream.class() == "admin") {
        return cannot("governs");
    }
    let own = mine.iter().all(|e| e.header.account == ctx.person.account);
    let alone = !built_on(entries, &mine, ctx);
    match () {
        () if ctx.person.is(Role::Head) || own && alone => Ok(Op::Undo { deed, reason: reason.into() }),
        () if own => cannot("built_on"),
        () => cannot("not_yours"),
    }
}

/// What a deputy, the congress or the public was told stays told.
const TOLD: &[&str] =
    &["answer_voice", "evaluate_voice", "give_notice", "communicate_voice", "return_proposal"];

/// Somebody else has written after it.
fn built_on(entries: &[Entry], mine: &[&Entry], ctx: &Ctx<'_>) -> bool {
    let mut above: Vec<_> = mine.iter().map(|e| e.id).collect();
    let mut next = 0;
    while let Some(id) = above.get(next).copied() {
        for entry in entries.iter().filter(|e| e.header.parents.contains(&id)) {
            if entry.header.account != ctx.person.account {
                return true;
            }
            if !above.contains(&entry.id) {
                above.push(entry.id);
            }
        }
        next += 1;
    }
    false
}
