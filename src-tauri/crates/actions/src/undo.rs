//! Taking a whole deed back: every record it touched gets one `undo`, or none does.
//! Of an appeal the law says which acts stay (`domain::appeal::undo_of`); of the other nouns the rule below.
//! Called through `calls`.

use domain::appeal::{Appeal, undo_of};
use domain::{Ctx, Refusal, Role};
use ledger::{DeedId, Entry, Op, Record, flag};
use serde::{Deserialize, Serialize};
use store::Reader;
use ts_rs::TS;

use crate::appeals::visible;
use crate::desk::Done;
use crate::error::OrMissing;
use crate::outcome::On;
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
            let record = reader.record(entry.header.record)?.or_missing("record")?;
            visible((office, who), reader, (record.id, &record.noun))?;
            let own = reader.entries(record.id)?;
            // The reason is asked for afterwards; any text stands for it here.
            why = why.or_else(|| op((&record, &own), (input.deed, "-"), &ctx).err());
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
        for entry in whole(at.tx, input.deed)? {
            let id = entry.header.record;
            let record = at.record(id)?;
            visible((office, who), at.tx, (id, &record.noun))?;
            let own = at.tx.entries(id)?;
            let op = op((&record, &own), (input.deed, &input.reason), &at.ctx())?;
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

/// The deed's entries without those of the log; a fault while part of it has not arrived.
fn whole(reader: &Reader<'_>, deed: DeedId) -> Result<Vec<Entry>> {
    let mut entries = reader.deed(deed)?;
    entries.retain(|e| e.header.stream.class() != "log");
    let n = entries.first().or_missing("deed")?.header.n as usize;
    if entries.len() < n { Err(Failure::Missing { what: "deed".into() }.into()) } else { Ok(entries) }
}

fn op(
    (record, entries): (&Record, &[Entry]),
    (deed, reason): (DeedId, &str),
    ctx: &Ctx<'_>,
) -> std::result::Result<Op, Refusal> {
    if record.noun == "appeal" {
        return undo_of(&Appeal::of(record), (entries, deed), reason, ctx);
    }
    domain::facts::written("reason", reason, domain::facts::SHORT)?;
    let mine: Vec<&Entry> = entries.iter().filter(|e| e.header.deed == deed).collect();
    let act = mine.first().map(|e| e.header.act.clone()).unwrap_or_default();
    let cannot = |reason: &str| Err(Refusal::CannotUndo { act: act.clone(), reason: reason.into() });
    if record.undone.contains(&deed) {
        return Err(Refusal::NothingChanged);
    }
    if STAYS.contains(&act.as_str()) {
        return cannot("told_outside");
    }
    if mine.iter().any(|e| e.has(flag::PIN)) {
        return cannot("issued");
    }
    // Its words lie sealed: taking the sorting back would lay them open again.
    if mine.iter().any(|e| e.ops().any(|(_, op)| matches!(op, Op::Hide { .. }))) {
        return cannot("sealed");
    }
    if record.noun == domain::redaction::NOUN
        || mine.iter().any(|e| e.ops().any(|(_, op)| matches!(op, Op::Redact { .. })))
    {
        return cannot("redacted");
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

/// What a deputy or the public was told stays told.
const STAYS: &[&str] = &["answer_voice", "evaluate_voice", "give_notice", "communicate_voice", "undo"];

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
